"""XML: every record (an element with parts) as a row of its texts and attributes, each with its line.

Entities are not expanded: a document that declares its own is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from scribe_app.documents.parts import Cell, Part, Row, Unreadable

_RECORD = ("claim", "encounter", "visit", "bill", "invoice", "record", "row", "clinicaldocument", "superbill")
_PIECE = 1 << 16
_CELLS_OF_A_ROW = 20_000


@dataclass
class _Element:
    name: str
    line: int
    text: list[str] = field(default_factory=list)
    is_record: bool = False


class _Reader:
    """Collects the cells of the record at hand; a record inside a record is a row of its own."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._open: list[_Element] = []
        self._cells: list[list[Cell]] = [[]]
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity

    def feed(self, piece: bytes, last: bool) -> list[Row]:
        self._parser.Parse(piece, last)
        if last:
            self._flush()
        rows, self.rows = self.rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        element = _Element(bare, self._parser.CurrentLineNumber, is_record=self._begins_record(bare))
        if element.is_record:
            self._cells.append([])
        self._open.append(element)
        system = attributes.get("codeSystem", "")
        for key, value in attributes.items():
            path = ".".join(one.name for one in self._open[-3:])
            self._cell(value, f"{path}.{key}" + (f" {system}" if key == "code" and system else ""), element.line)

    def _begins_record(self, name: str) -> bool:
        """A record by its name; else the children of a root that is none."""
        return name.lower() in _RECORD or (len(self._open) == 1 and not self._open[0].is_record)

    def _end(self, name: str) -> None:
        element = self._open.pop()
        text = "".join(element.text).strip()
        if text:
            path = ".".join([*(one.name for one in self._open[-2:]), element.name])
            self._cell(text, path, element.line)
        if element.is_record:
            self._flush()
            self._cells.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].text.append(text)

    def _cell(self, text: str, name: str, line: int) -> None:
        self._cells[-1].append(Cell(text, f"line {line}", name))
        if len(self._cells[-1]) > _CELLS_OF_A_ROW:
            self._flush()

    def _flush(self) -> None:
        if self._cells[-1]:
            self.rows.append(Row(tuple(self._cells[-1]), named=True))
            self._cells[-1] = []

    def _entity(self, *_: object) -> None:
        raise Unreadable("it declares entities of its own, which are not expanded here")


def read(path: Path) -> Iterator[Part]:
    reader = _Reader()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield from reader.feed(piece, last=False)
        yield from reader.feed(b"", last=True)
    except expat.ExpatError as fault:
        raise Unreadable(f"line {fault.lineno} is no sound XML") from fault
