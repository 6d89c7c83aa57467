"""Memory that was freed goes back to the system, where the C library is glibc."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asr import heap

STATUS = Path("/proc/self/statm")


@pytest.mark.skipif(
    not STATUS.exists() or "glibc" not in (os.confstr("CS_GNU_LIBC_VERSION") or ""), reason="needs glibc on Linux"
)
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
