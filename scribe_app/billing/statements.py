"""What a line of a claim export or a claim of a remittance says, before it is joined to its claim."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal["state", "payment", "remit", "ack"]


class Statement(NamedTuple):
    """One thing said about one claim. `line` is its line in the file; `body` holds only what was said.

    state    a row that tells how a claim stands; the newest file's rows replace older ones
    payment  a row of a file without charges: payments add up
    remit    a claim of a remittance: each adjudication stands beside the others
    ack      a claim of a 277CA: accepted or rejected at the front end
    """

    kind: Kind
    claim: str
    line: int
    body: dict[str, Any]


class Rejected(NamedTuple):
    """A line that was not imported, and why."""

    line: int
    reason: str


class Note(NamedTuple):
    """Something odd about what was imported all the same."""

    line: int
    text: str


class Provider(NamedTuple):
    """A payment or deduction of the provider as a whole (PLB); it belongs to no claim."""

    line: int
    body: dict[str, Any]
