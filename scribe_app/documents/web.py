"""HTML: its tables as rows, the rest of its text as lines, with the lines of the file."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from scribe_app.documents.parts import Cell, Line, Part, Row
from scribe_app.documents.text import lines_of

_BREAKS = {
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "ul",
    "ol",
    "option",
    "label",
}
_SILENT = {"script", "style", "head", "title"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self._text: list[str] = []
        self._line = 1
        self._table = 0
        self._in_tables = 0
        self._row: list[Cell] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BREAKS and self._row is None:
            self._break()
        if tag == "table":
            self._table += 1
            self._in_tables += 1
        elif tag == "tr" and self._in_tables:
            self._end_row()
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._end_cell()
        values = dict(attrs)
        if tag in ("input", "option") and values.get("value"):
            self.handle_data(f" {values['value']} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in ("td", "th") and self._row is not None:
            self._end_cell(closing=True)
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self._in_tables = max(0, self._in_tables - 1)
        elif tag in _BREAKS and self._row is None:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._text and data.strip():
            self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        if self._text or data.strip():
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()
        self._break()

    def _break(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.parts.append(Line(text, f"line {self._line}"))
        self._text = []

    def _end_cell(self, closing: bool = False) -> None:
        assert self._row is not None
        text = " ".join("".join(self._text).split())
        if text or closing:
            at = len(self._row) + 1
            line = self._line if text else self.getpos()[0]
            self._row.append(Cell(text, f"line {line}, column {at}"))
        self._text = []

    def _end_row(self) -> None:
        if self._row is not None:
            self._end_cell()
            if self._row:
                self.parts.append(Row(tuple(self._row), self._table))
        self._row = None


def read(path: Path) -> Iterator[Part]:
    page = _Page()
    for _, line in lines_of(path):
        page.feed(line + "\n")
        yield from page.parts
        page.parts = []
    page.close()
    yield from page.parts
