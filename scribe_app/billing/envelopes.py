"""The envelopes of an X12 interchange (ISA, GS, ST and their ends), held before its content is believed."""

from __future__ import annotations

from collections.abc import Iterator

from scribe_app.billing.statements import Note, Provider, Rejected, Statement
from scribe_app.billing.x12 import Segment
from scribe_app.errors import Refusal

NOTHING = "Nothing was imported; get the file again."
Item = Statement | Rejected | Note | Provider


class Reader:
    """Reads one kind of transaction; a subclass has a method for each segment, named like it in lower case.

    Raises Refusal when the file as a whole cannot be trusted: cut short, wrong counts, other transactions.
    """

    transaction = ""  # ST01
    kind = ""  # in words

    def __init__(self) -> None:
        self.open: list[str] = []
        self.transactions = 0
        self._in_group = 0
        self._since_st = 0

    def take(self, segment: Segment) -> Iterator[Item]:
        """One segment; what it completes."""
        self._since_st += 1
        yield from self.before(segment)
        if handler := getattr(self, f"_{segment.name.lower()}", None):
            try:
                yield from handler(segment) or ()
            except ValueError as fault:
                self.fault(segment, fault)

    def close(self) -> Iterator[Item]:
        """The end of the file."""
        if self.open:
            raise Refusal(f"The file is cut short: {self.open[-1]} is never closed. {NOTHING}")
        if not self.transactions:
            raise Refusal(f"This X12 file holds no {self.kind}. {NOTHING}")
        yield from ()

    # What a subclass adds

    def before(self, segment: Segment) -> Iterator[Item]:
        """Called ahead of each segment: whatever it brings to its end."""
        yield from ()

    def begin(self) -> None:
        """A transaction begins."""

    def end(self, segment: Segment) -> Iterator[Item]:
        """A transaction ended, with its counts right."""
        yield from ()

    def fault(self, segment: Segment, fault: ValueError) -> None:
        """A segment cannot be read. Raises Refusal where that touches more than one claim."""
        raise Refusal(f"{segment.name} at line {segment.line} cannot be read: {fault}. {NOTHING}") from fault

    # The envelopes

    def _isa(self, segment: Segment) -> None:
        self._enter("ISA", segment)

    def _gs(self, segment: Segment) -> None:
        self._enter("GS", segment)
        self._in_group = 0

    def _st(self, segment: Segment) -> None:
        if segment.get(1) != self.transaction:
            other = segment.get(1) or "transaction of another kind"
            raise Refusal(f"This X12 file holds a {other} beside its {self.kind}s. {NOTHING}")
        self._enter("ST", segment)
        self._in_group += 1
        self.transactions += 1
        self._since_st = 1
        self.begin()

    def _se(self, segment: Segment) -> Iterator[Item]:
        self._leave("ST", segment)
        self._count(segment, self._since_st, "segments")
        yield from self.end(segment)

    def _ge(self, segment: Segment) -> None:
        self._leave("GS", segment)
        self._count(segment, self._in_group, "transactions")

    def _iea(self, segment: Segment) -> None:
        self._leave("ISA", segment)

    def _enter(self, name: str, segment: Segment) -> None:
        above = {"ISA": [], "GS": ["ISA"], "ST": ["ISA", "GS"]}[name]
        if self.open != above:
            raise Refusal(f"{name} at line {segment.line} of the X12 file is out of place. {NOTHING}")
        self.open.append(name)

    def _leave(self, name: str, segment: Segment) -> None:
        if not self.open or self.open[-1] != name:
            raise Refusal(f"{segment.name} at line {segment.line} closes nothing that is open. {NOTHING}")
        self.open.pop()

    def _count(self, segment: Segment, counted: int, what: str) -> None:
        if segment.get(1) != str(counted):
            raise Refusal(
                f"{segment.name} at line {segment.line} announces {segment.get(1)} {what} and has {counted}. "
                f"{NOTHING}"
            )
