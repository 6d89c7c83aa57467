"""Tells a whole recording from a damaged one where the decoders keep silent about it.

libsndfile plays a torn wav or ogg file to the tear as if it ended there, and skips damaged pages of an ogg file:
minutes of a visit would be missing without a word.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import BinaryIO

_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_PAGE_HEADER = 27
_UNKNOWN_SIZES = {0, 0xFFFFFFFF}  # what a recorder writes that cannot go back to the start of its output


def damage(path: Path) -> str | None:
    """What is wrong with a wav or ogg file, as the end of a sentence; None for a whole one or another kind.

    Raises OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(12)
        if start[:4] == b"OggS":
            return _ogg(start + file.read())
        if start[:4] == b"RIFF" and start[8:] == b"WAVE":
            return _wav(file, path.stat().st_size)
    return None


def tells_length(path: Path) -> bool:
    """Whether an mp3 file says how many frames it has (a Xing or Info frame), so that its length is no guess."""
    with path.open("rb") as file:
        start = file.read(8192)
    return b"Xing" in start or b"Info" in start


def _ogg(data: bytes) -> str | None:
    """Walks the pages and checks each one's CRC (RFC 3533, section 6)."""
    at = 0
    while at < len(data):
        header = data[at : at + _PAGE_HEADER]
        if len(header) < _PAGE_HEADER:
            return "it ends too early"
        if header[:4] != b"OggS":
            return "a part of it is overwritten"
        lacing = data[at + _PAGE_HEADER : at + _PAGE_HEADER + header[26]]
        end = at + _PAGE_HEADER + header[26] + sum(lacing)
        if end > len(data):
            return "it ends too early"
        page = data[at : at + 22] + bytes(4) + data[at + 26 : end]
        if _crc(page) != int.from_bytes(header[22:26], "little"):
            return "a part of it is overwritten"
        at = end
    return None


def _crc(page: bytes) -> int:
    """Ogg's CRC-32: the polynomial of zlib's, most significant bit first, from zero and not inverted."""
    reflected = zlib.crc32(page.translate(_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{reflected:032b}"[::-1], 2)


def _wav(file: BinaryIO, length: int) -> str | None:
    """Looks for the chunk with the sound, whose size tells where the file ought to end."""
    while len(header := file.read(8)) == 8:
        size = int.from_bytes(header[4:], "little")
        if header[:4] == b"data":
            return "it ends too early" if size not in _UNKNOWN_SIZES and file.tell() + size > length else None
        file.seek(size + size % 2, os.SEEK_CUR)
    return "it ends before its sound begins"
