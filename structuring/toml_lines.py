"""Finds the line of a TOML text that a place such as ("rule", 3, "text") names, to show a fault where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*("[^"]+"|'[^']+'|[A-Za-z0-9_.-]+)\s*=""")

Place = tuple[str | int, ...]


def line_of(text: str, place: Sequence[str | int], entry: object = None) -> int:
    """The 1-based line where `place` is set; of a missing key, the line of the table that should have it.

    `entry`: where the place is one string of a long list, that string, whose own line is then told.
    """
    wanted = tuple(place)
    best, depth = 1, 0
    for number, at in _places(text):
        common = _common(at, wanted)
        if common == len(at) and common > depth:
            best, depth = number, common
    if isinstance(entry, str) and wanted and isinstance(wanted[-1], int):
        rows = enumerate(text.splitlines()[best - 1 :], start=best)
        return next((number for number, row in rows if f'"{entry}"' in row), best)
    return best


def _places(text: str) -> Iterator[tuple[int, Place]]:
    """Line and full place of every header and key. A table inside an array belongs to its last element."""
    table: Place = ()
    counts: dict[Place, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            array, name = header[1] == "[[", header[2]
            table = _resolved(_split(name), counts, array)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_split(key[1]))


def _resolved(parts: list[str], counts: dict[Place, int], array: bool) -> Place:
    at: Place = ()
    for index, part in enumerate(parts):
        at = (*at, part)
        if array and index == len(parts) - 1:
            counts[at] = counts.get(at, -1) + 1
        if at in counts:
            at = (*at, counts[at])
    return at


def _split(name: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"\"[^\"]+\"|'[^']+'|[^.\s]+", name)]


def _common(at: Place, wanted: Place) -> int:
    count = 0
    for one, other in zip(at, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count
