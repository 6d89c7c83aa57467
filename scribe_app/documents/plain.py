"""Plain text and Markdown, line by line; an X12 837 claim file by its segments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from scribe_app.documents import delimited
from scribe_app.documents.parts import Cell, Line, Part, Row
from scribe_app.documents.text import lines_of, text_of

_HEAD = 10  # lines that tell a table
_ISA_LENGTH = 106
_DIAGNOSIS = ("ABK", "ABF", "ABJ", "APR")
_SERVICE_DATE = ("472", "434")


def read(path: Path) -> Iterator[Part]:
    with path.open("rb") as file:
        is_x12 = file.read(3) == b"ISA"
    if is_x12:
        yield from _claims(text_of(path))
        return
    if _is_table(path):
        yield from delimited.read(path)
        return
    for number, text in lines_of(path):
        yield Line(text, f"line {number}")


def _is_table(path: Path) -> bool:
    """Whether bars or tabs part the first lines into equally many cells, as in exports that are called text."""
    head = [text for _, text in islice(lines_of(path), _HEAD) if text.strip()]
    return len(head) > 1 and any(
        (counts := {line.count(separator) for line in head}) and len(counts) == 1 and counts != {0}
        for separator in ("|", "\t")
    )


def _claims(text: str) -> Iterator[Part]:
    """The diagnoses (HI) of each claim (CLM) with its date of service (DTP). Separators are those of ISA."""
    if len(text) < _ISA_LENGTH:
        return
    element, component, end = text[3], text[104], text[105]
    claim, cells = "", list[Cell]()
    for number, segment in enumerate(text.split(end), start=1):
        parts = segment.strip().split(element)
        if parts[0] in ("CLM", "SE") and cells:
            yield Row(tuple(cells), named=True, group=claim)
            cells = []
        if parts[0] == "CLM" and len(parts) > 1:
            claim = parts[1]
            cells.append(Cell(claim, f"segment {number}", "claim id"))
        elif parts[0] == "HI":
            for part in parts[1:]:
                qualifier, _, rest = part.partition(component)
                if qualifier in _DIAGNOSIS:
                    cells.append(Cell(rest.partition(component)[0], f"segment {number}", "diagnosis"))
        elif parts[0] == "DTP" and len(parts) > 3 and parts[1] in _SERVICE_DATE:
            cells.append(Cell(parts[3].partition("-")[0], f"segment {number}", "date of service"))
    if cells:
        yield Row(tuple(cells), named=True, group=claim)
