"""The segments of an X12 interchange, streamed; separators are read from the ISA segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TextIO

from scribe_app.errors import Refusal

ISA_LENGTH = 106
CHUNK = 1 << 16
LONGEST_SEGMENT = 1 << 16


class Segment(NamedTuple):
    """One segment: its number and line in the file (1-based) and its elements; elements[0] is the name."""

    number: int
    line: int
    elements: list[str]
    component: str

    @property
    def name(self) -> str:
        return self.elements[0]

    def get(self, place: int) -> str:
        """Element `place` as X12 counts (CLP01 is 1), "" when the segment ends before it."""
        return self.elements[place].strip() if place < len(self.elements) else ""


def segments(file: TextIO) -> Iterator[Segment]:
    """The segments of every interchange of the file, in order.

    Raises Refusal when the file is no X12, ends inside a segment, or changes its separators half-way.
    """
    rest = file.read(CHUNK).lstrip("\ufeff \r\n\t")
    if not rest.startswith("ISA"):
        raise Refusal("This is no X12 file: it does not begin with an ISA segment.")
    element, component, terminator = _separators(rest)
    number, line = 0, 1
    while rest:
        *whole, tail = rest.split(terminator)
        for raw in whole:
            text = raw.strip("\r\n ")
            line += raw[: raw.find(text[0])].count("\n") if text else 0
            if text:
                number += 1
                if text.startswith("ISA") and _separators(text + terminator) != (element, component, terminator):
                    raise Refusal(
                        f"The interchange at line {line} has other separators than the first one. "
                        "Nothing was imported; split the file."
                    )
                yield Segment(number, line, text.split(element), component)
                line += raw[raw.find(text[0]) :].count("\n")
            else:
                line += raw.count("\n")
            line += terminator == "\n"
        more = file.read(CHUNK)
        if not more and tail.strip():
            raise Refusal(
                f"The X12 file ends inside segment {number + 1} (line {line}). "
                "Nothing was imported; get the whole file again."
            )
        if len(tail) > LONGEST_SEGMENT:
            raise Refusal(f"Segment {number + 1} (line {line}) of the X12 file never ends. Nothing was imported.")
        rest = tail + more if more else ""


def _separators(isa: str) -> tuple[str, str, str]:
    """The separators that an ISA segment declares: element, component, segment."""
    if len(isa) < ISA_LENGTH or isa[3].isalnum() or isa[105].isalnum() or isa[:ISA_LENGTH].count(isa[3]) != 16:
        raise Refusal("The ISA segment of this X12 file has not its fixed length. Nothing was imported.")
    return isa[3], isa[104], isa[105]
