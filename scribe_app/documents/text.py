"""The characters of a text file, whatever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from scribe_app.documents.parts import Unreadable

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PIECE = 1 << 16
_UNPACKED = 300 << 20


def check_unpacked(path: Path) -> None:
    """Raises Unreadable for a packed document (xlsx, docx) that is damaged or would fill the memory unpacked."""
    try:
        with ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except BadZipFile as fault:
        raise Unreadable("it is damaged, or no document of the kind its name says") from fault
    if size > _UNPACKED:
        raise Unreadable(f"it unpacks to {size >> 20} MB, which is more than is read here")


def encoding_of(path: Path) -> str:
    """The encoding by byte order mark, else UTF-8 where the whole file is, else Windows-1252.

    Raises Unreadable for bytes that are no text.
    """
    with path.open("rb") as file:
        head = file.read(_PIECE)
        for mark, name in _MARKS.items():
            if head.startswith(mark):
                return name
        if b"\0" in head:
            raise Unreadable("it holds bytes that are no text")
    try:
        with path.open(encoding="utf-8") as lines:
            while lines.read(_PIECE):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def text_of(path: Path) -> str:
    """The whole text."""
    return path.read_text(encoding=encoding_of(path), errors="replace")


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line, one at a time."""
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        for number, line in enumerate(file, start=1):
            yield number, line.rstrip("\r\n")
