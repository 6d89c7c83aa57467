"""An X12 file as statements about claims: 835 remittances, or 277CA acknowledgements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from scribe_app.billing.acknowledgement import Acknowledgements
from scribe_app.billing.envelopes import NOTHING, Item, Reader
from scribe_app.billing.remittance import Remittances
from scribe_app.billing.x12 import Segment, segments
from scribe_app.errors import Refusal

READERS: tuple[type[Reader], ...] = (Remittances, Acknowledgements)


def statements(file: TextIO) -> Iterator[Item]:
    """Everything the file says, rejects and remarks among it, in its order.

    Raises Refusal when the file as a whole cannot be trusted, or holds another kind of transaction.
    """
    reader: Reader | None = None
    ahead: list[Segment] = []
    for segment in segments(file):
        ahead.append(segment)
        if reader is None and segment.name == "ST":
            reader = _reader(segment.get(1))
        if reader is not None:
            for waiting in ahead:
                yield from reader.take(waiting)
            ahead.clear()
    reader = reader or Remittances()
    for waiting in ahead:
        yield from reader.take(waiting)
    yield from reader.close()


def _reader(transaction: str) -> Reader:
    for reader in READERS:
        if reader.transaction == transaction:
            return reader()
    kind = transaction or "of another kind"
    raise Refusal(f"This is an X12 {kind}, not an 835 remittance or a 277CA acknowledgement. {NOTHING}")
