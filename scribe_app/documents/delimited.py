"""Tables in text: comma, semicolon, tab or bar between the cells. Read one row at a time, whatever their size."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from scribe_app.documents.parts import Cell, Part, Row, Unreadable
from scribe_app.documents.text import encoding_of

_SEPARATORS = ",;\t|"
_FIELD_LIMIT = 1 << 20


def read(path: Path) -> Iterator[Part]:
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as file:
        head = [line for _, line in zip(range(20), file, strict=False)]
        file.seek(0)
        separator = "\t" if path.suffix.lower() == ".tsv" else _separator(head)
        rows = csv.reader(file, delimiter=separator)
        try:
            for row in rows:
                place = f"line {rows.line_num}"
                yield Row(tuple(Cell(text, f"{place}, column {at}") for at, text in enumerate(row, start=1)))
        except csv.Error as fault:
            raise Unreadable(f"line {rows.line_num} is no row of a table: {fault}") from fault


def _separator(head: list[str]) -> str:
    """The separator that cuts most of the first lines into equally many cells, more than one."""

    def evenness(separator: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(head, delimiter=separator) if row]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    try:
        return max(_SEPARATORS, key=evenness)
    except csv.Error:
        return ","
