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

# mallopt(3)
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_ARENAS = 2  # one for each decode that may run at a time
# What the attention of one layer over 30 s takes (54 MB with tiny.en) comes from an arena, and what is freed at
# its top stays there until it is given back: else the system is asked for those pages anew at every layer.
_OWN_MAPPING = 64 << 20
_TOP_KEPT = 128 << 20


@lru_cache(maxsize=1)
def _glibc() -> ctypes.CDLL | None:
    """The C library where it is glibc, which alone has these two calls."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None


def share_arenas() -> None:
    """Lets the threads that are still to come share two arenas, so that what one has freed serves another, and
    these hold what was freed until `give_back`."""
    if (library := _glibc()) is not None:
        library.mallopt(_M_ARENA_MAX, _ARENAS)
        library.mallopt(_M_MMAP_THRESHOLD, _OWN_MAPPING)
        library.mallopt(_M_TRIM_THRESHOLD, _TOP_KEPT)


def give_back() -> None:
    """Returns all freed memory to the system; takes some milliseconds."""
    if (library := _glibc()) is not None:
        library.malloc_trim(0)


def keep() -> None:
    """Leaves what was loaded by now (weights, rules) out of garbage collections, which would look through all of
    it amid a visit while every thread waits: a full one held the window for 0.16 s."""
    gc.collect()
    gc.freeze()
