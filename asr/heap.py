"""Memory that decoding has freed and the C library holds on to, given back to the system.

A decode takes and frees buffers of 1 to 60 MB, of another size each time and on several threads. glibc keeps an
arena for each thread and gives back only the top of each, so the memory of a process that replayed ten recordings
rose from 380 to 564 MB although nothing of it was in use.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import lru_cache

_M_ARENA_MAX = -8  # mallopt(3)
_ARENAS = 2  # one for each decode that may run at a time


@lru_cache(maxsize=1)
def _glibc() -> ctypes.CDLL | None:
    """The C library where it is glibc, which alone has these two calls."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None


def share_arenas() -> None:
    """Lets the threads that are still to come share two arenas, so that what one has freed serves another."""
    if (library := _glibc()) is not None:
        library.mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Returns all freed memory to the system; takes some milliseconds."""
    if (library := _glibc()) is not None:
        library.malloc_trim(0)


def keep() -> None:
    """Leaves what was loaded by now (weights, rules) out of garbage collections, which would look through all of
    it amid a visit while every thread waits: a full one held the window for 0.16 s."""
    gc.collect()
    gc.freeze()
