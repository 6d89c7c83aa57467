"""What a document is made of, whatever its kind: lines of prose and rows of named fields, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """A document that cannot be read; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of prose. `place` is as people say it: "line 12", "page 2, line 5"."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table or one value of a record. `name` is its column or key, "" where the file names none."""

    text: str
    place: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that stand together. `table` counts the tables of a document; `named` says that the cells carry the
    file's own names (JSON, XML, X12), so that no row of headings has to be looked for. `group` is the claim or
    record the row belongs to, where the file itself tells."""

    cells: tuple[Cell, ...]
    table: int = 0
    named: bool = False
    group: str = ""


Part = Line | Row
