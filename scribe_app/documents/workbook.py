"""Excel workbooks, row by row without loading the sheet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from scribe_app.documents.parts import Cell, Part, Row, Unreadable
from scribe_app.documents.text import check_unpacked


def read(path: Path) -> Iterator[Part]:
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.exceptions import InvalidFileException

    check_unpacked(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that openpyxl leaves out
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                for table, sheet in enumerate(book.worksheets):
                    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                        cells = tuple(
                            Cell(_text(value), f"{sheet.title}!{get_column_letter(at)}{number}")
                            for at, value in enumerate(row, start=1)
                        )
                        if any(cell.text for cell in cells):
                            yield Row(cells, table)
            finally:
                book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, EOFError) as fault:
        raise Unreadable("it is no sound Excel workbook") from fault


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
