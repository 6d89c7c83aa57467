"""Claim exports as Excel workbooks (xlsx), row by row: the sheet is streamed, never loaded as a whole."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from scribe_app.errors import Refusal

MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0"  # xls, and workbooks under a password
# The one part of a workbook that stands in memory: the texts that its cells share.
SHARED = "xl/sharedStrings.xml"
MOST_SHARED = 300 << 20


def sheets(path: Path) -> list[str]:
    """The names of the visible sheets that hold anything. Raises Refusal for what is no sound workbook."""
    with _opened(path) as book:
        return [
            sheet.title
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
            and any(value is not None for row in sheet.iter_rows(max_row=50, values_only=True) for value in row)
        ]


def rows(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Number (1-based) and cells of each row of a sheet as texts, blank rows left out. Raises Refusal."""
    width = 0
    with _opened(path) as book:
        for number, values in enumerate(book[sheet].iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in values]
            if any(cell.strip() for cell in cells):
                width = max(width, len(cells))
                yield number, cells + [""] * (width - len(cells))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as packed:
            parts = {entry.filename: entry.file_size for entry in packed.infolist()}
        if parts.get(SHARED, 0) > MOST_SHARED:
            raise Refusal(f"{path.name} is too large for a workbook. Save it as CSV, which has no such limit.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that openpyxl leaves out
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                yield book
            finally:
                book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, EOFError, OSError) as fault:
        raise Refusal(
            f"{path.name} is no sound Excel workbook. Nothing was imported: open it in Excel and save it again, "
            "or save it as CSV."
        ) from fault


def _text(value: object) -> str:
    """A cell as an export in text would show it; a sum such as 80.10000000000001 is Excel's 80.1."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
