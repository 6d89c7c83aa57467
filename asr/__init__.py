"""Hears: sound in, utterances out. Knows no medicine, no window, no store."""

import os

# Before numpy's first import: the matrices here are so small that threads of its linear algebra took two to five
# times the processor time of one, most of it waiting for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
