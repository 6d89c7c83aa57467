"""Memory that was freed goes back to the system, where the C library is glibc."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asr import heap

STATUS = Path("/proc/self/statm")


needs_glibc = pytest.mark.skipif(
    not STATUS.exists() or "glibc" not in (os.confstr("CS_GNU_LIBC_VERSION") or ""), reason="needs glibc on Linux"
)

PAGES_OF_A_LONG_DECODE = """
import resource
import numpy as np
from asr import whisper

recogniser = whisper.load()
samples = np.random.default_rng(1).normal(0, 0.05, 16000 * 12).astype(np.float32)
pages = []
for _ in range(4):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    recogniser.decode(samples, beam=1)
    pages.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
print(max(pages[1:]))
"""


@needs_glibc
def test_a_long_decode_does_not_ask_the_system_for_its_memory_anew_at_every_layer():
    told = subprocess.run(
        [sys.executable, "-c", PAGES_OF_A_LONG_DECODE], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) < 25_000  # 50,000 where each layer's attention has a mapping of its own


@needs_glibc
def test_what_decoding_has_freed_goes_back_to_the_system():
    def held_mb() -> float:
        return int(STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    pieces = [bytearray(60_000) for _ in range(2000)]  # too small for mappings of their own
    last = bytearray(60_000)  # lies above them, so that freeing them alone gives nothing back
    full = held_mb()
    del pieces
    heap.give_back()
    assert full - held_mb() > 80
    assert len(last) == 60_000
