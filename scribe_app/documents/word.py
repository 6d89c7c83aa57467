"""Word documents: paragraphs and tables, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from scribe_app.documents.parts import Cell, Line, Part, Row, Unreadable
from scribe_app.documents.text import check_unpacked


def read(path: Path) -> Iterator[Part]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    check_unpacked(path)
    try:
        document = Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError, EOFError) as fault:
        raise Unreadable("it is no sound Word document") from fault
    paragraph = table = 0
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            paragraph += 1
            yield Line(block.text, f"paragraph {paragraph}")
            continue
        table += 1
        for number, row in enumerate(block.rows, start=1):
            place = f"table {table}, row {number}"
            cells = [Cell(cell.text, f"{place}, column {at}") for at, cell in enumerate(row.cells, start=1)]
            yield Row(tuple(cells), table)
