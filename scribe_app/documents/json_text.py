"""JSON, and JSON by lines: every object as a row of its named values, each with its line."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scribe_app.documents.parts import Cell, Part, Row, Unreadable
from scribe_app.documents.text import lines_of, text_of

_RECORDS = {"bills", "claims", "data", "encounters", "entries", "entry", "invoices", "items", "patients"}
_RECORDS |= {"records", "results", "rows", "superbills", "visits"}
_WHOLE = 100 << 20
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def read(path: Path) -> Iterator[Part]:
    if path.suffix.lower() != ".json":
        for number, line in lines_of(path):
            if line.strip():
                yield from _objects(_parsed(line, number), _Places(line, number))
        return
    if path.stat().st_size > _WHOLE:
        raise Unreadable("it is too large to be read at once; JSON by lines (.jsonl) has no limit")
    text = text_of(path)
    yield from _objects(_parsed(text, 1), _Places(text, 1))


def _parsed(text: str, line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_Pairs)
    except ValueError as fault:
        at = fault.lineno + line - 1 if isinstance(fault, json.JSONDecodeError) else line
        raise Unreadable(f"line {at} is no sound JSON") from fault


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs in order, doubled keys and all, so that the strings come in the order of the text."""


class _Places:
    """The line of the next string of the text; strings are asked for in the order in which they stand."""

    def __init__(self, text: str, first_line: int) -> None:
        self._strings = _STRING.finditer(text)
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._first = first_line

    def next(self) -> int:
        match = next(self._strings, None)
        return self._first + (bisect_right(self._breaks, match.start()) if match else 0)


def _objects(value: Any, places: _Places) -> Iterator[Row]:
    """Records as rows: the objects of the outermost list, or of a list that a key calls records. The values below
    are cells named by the keys that lead to them."""
    if isinstance(value, _Pairs):
        cells: list[Cell] = []
        for key, inner in value:
            places.next()
            if key.lower() in _RECORDS and isinstance(inner, list):
                yield from _objects(inner, places)
            else:
                cells += _cells(inner, key, places)
        if cells:
            yield Row(tuple(cells), named=True)
    elif isinstance(value, list):
        for one in value:
            yield from _objects(one, places)
    elif isinstance(value, str):
        yield Row((Cell(value, f"line {places.next()}"),), named=True)


def _cells(value: Any, name: str, places: _Places) -> Iterator[Cell]:
    if isinstance(value, _Pairs):
        system = next((inner for key, inner in value if key == "system" and isinstance(inner, str)), "")
        for key, inner in value:
            places.next()
            path = f"{name}.{key} {system}".rstrip() if key == "code" else f"{name}.{key}"
            yield from _cells(inner, path, places)
    elif isinstance(value, list):
        for one in value:
            yield from _cells(one, name, places)
    elif isinstance(value, str):
        yield Cell(value, f"line {places.next()}", name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Cell(str(value), "", name)
