"""Opens exports of any practice system: encoding, separator, title lines above the header; a workbook's sheet."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from scribe_app.billing import workbook
from scribe_app.errors import Refusal

CHUNK = 1 << 20
HEAD_LINES = 40
LONGEST_CELL = 128 * 1024  # a longer one is a quotation mark that is never closed
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Source(NamedTuple):
    """A file on the disk: its SHA-256, its encoding, whether it is an X12 interchange; a workbook's sheet."""

    path: Path
    sha256: str
    encoding: str
    x12: bool
    sheet: str = ""


class Row(NamedTuple):
    """One row with the line of the file on which it ends (1-based)."""

    line: int
    cells: list[str]


def inspect(path: Path) -> Source:
    """Reads the file once, in pieces: its hash, encoding and kind. Raises Refusal when it is none to import."""
    digest = hashlib.sha256()
    utf8 = codecs.getincrementaldecoder("utf-8")()
    encoding, start = "utf-8", b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                start = start or chunk[:4096]
                digest.update(chunk)
                if encoding == "utf-8":
                    try:
                        utf8.decode(chunk)
                    except UnicodeDecodeError:
                        encoding = "cp1252"
    except FileNotFoundError:
        raise Refusal(f"There is no file {path}; check the name and the folder.") from None
    except OSError as fault:
        raise Refusal(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    if not start.strip():
        raise Refusal(f"{path.name} is empty. Nothing was imported.")
    if start.startswith(workbook.MAGIC):
        return Source(path, digest.hexdigest(), "", False, next(iter(workbook.sheets(path)), ""))
    if start.startswith(workbook.OLD_MAGIC):
        raise Refusal(f"{path.name} is an old or locked workbook. Save it as xlsx without a password, or as CSV.")
    encoding = next((name for bom, name in BOMS if start.startswith(bom)), encoding)
    if encoding != "utf-16" and b"\x00" in start:
        raise Refusal(f"{path.name} is no text file. Export the claims as CSV, or give the 835 itself.")
    x12 = start.decode(encoding, "ignore").lstrip("\ufeff \r\n\t").startswith("ISA")
    return Source(path, digest.hexdigest(), encoding, x12)


def rows(source: Source) -> Iterator[Row]:
    """The rows of a delimited file or sheet, blank ones left out. Raises Refusal where the file breaks off."""
    if source.sheet:
        yield from (Row(number, cells) for number, cells in workbook.rows(source.path, source.sheet))
        return
    delimiter = _delimiter(source)
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        # The limit is one for the whole process, and whoever reads documents raises it.
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Row(reader.line_num, cells)
        except csv.Error as fault:
            raise Refusal(
                f"{source.path.name} breaks off near line {reader.line_num} ({fault}); a quotation mark is "
                "probably never closed. Nothing was imported."
            ) from fault


def _delimiter(source: Source) -> str:
    """The separator that cuts the head of the file into the most cells on most of its lines."""
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        head = [line for line in islice(file, HEAD_LINES) if line.strip()]
    counts = {mark: sorted((_outside_quotes(line, mark) for line in head), reverse=True) for mark in ",;\t|"}
    return max(counts, key=lambda mark: (counts[mark][len(head) // 2], sum(counts[mark])))


def _outside_quotes(line: str, mark: str) -> int:
    return sum(piece.count(mark) for piece in line.split('"')[::2])
