"""X12 277CA claim acknowledgements as statements about claims: accepted or rejected at the front end (STC).

A rejection is no denial: nobody has judged the claim. Only the loop of the claim (HL of level PT) is read; what is
said of a batch or a provider concerns no single claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scribe_app.billing import tables
from scribe_app.billing.envelopes import NOTHING, Item, Reader
from scribe_app.billing.statements import Note, Rejected, Statement
from scribe_app.billing.values import cents, iso_date
from scribe_app.billing.x12 import Segment
from scribe_app.errors import Refusal

CLAIM_LEVEL = "PT"
COMPOSITES = (1, 10, 11)
REJECTING, ACCEPTING = "U", "WQ"  # STC03


class Acknowledgements(Reader):
    """Reads 277 transactions of the guide X214 (claim acknowledgement)."""

    transaction = "277"
    kind = "277CA acknowledgement"

    def __init__(self) -> None:
        super().__init__()
        self.begin()

    def begin(self) -> None:
        self.payer = self.received = ""
        self.body: dict[str, Any] | None = None
        self.claim, self.line, self.wrong = "", 0, ""
        self.level = ""

    def before(self, segment: Segment) -> Iterator[Item]:
        if segment.name in ("HL", "SE", "TRN"):
            yield from self._finish()

    def fault(self, segment: Segment, fault: ValueError) -> None:
        if self.body is None:
            super().fault(segment, fault)
        self.wrong = self.wrong or f"{segment.name} at line {segment.line}: {fault}"

    def _bht(self, segment: Segment) -> None:
        if segment.get(1) == "0010":
            raise Refusal(f"This 277 answers an inquiry; it is no acknowledgement of claims (277CA). {NOTHING}")

    def _hl(self, segment: Segment) -> None:
        self.level = segment.get(3)

    def _nm1(self, segment: Segment) -> None:
        if segment.get(1) == "PR":
            self.payer = segment.get(3)

    def _trn(self, segment: Segment) -> None:
        if self.level != CLAIM_LEVEL:
            return
        self.claim, self.line, self.wrong = segment.get(2), segment.line, ""
        self.body = {"payer": self.payer, "received": self.received, "status": []}

    def _stc(self, segment: Segment) -> None:
        if self.body is None:
            return
        for place in COMPOSITES:
            if written := segment.get(place):
                category, _, rest = written.upper().partition(segment.component)
                self.body["status"].append([category, rest.partition(segment.component)[0]])
        self.body.setdefault("actions", []).append(segment.get(3).upper())
        if segment.get(2):
            self.body["date"] = iso_date(segment.get(2))
        if segment.get(4):
            self.body.setdefault("charge", cents(segment.get(4)))

    def _dtp(self, segment: Segment) -> None:
        first = segment.get(3).partition("-")[0]
        if segment.get(1) == "050" and self.body is None:
            self.received = iso_date(first)
        elif segment.get(1) == "472" and self.body is not None:
            self.body.setdefault("dos", iso_date(first))

    def _ref(self, segment: Segment) -> None:
        if self.body is not None and segment.get(1) == "1K":
            self.body["icn"] = segment.get(2)

    def _finish(self) -> Iterator[Item]:
        body, self.body = self.body, None
        if body is None:
            return
        if self.wrong or not self.claim or not body["status"]:
            why = self.wrong or ("it has no status (STC)" if self.claim else "the claim has no number (TRN02)")
            yield Rejected(self.line, f"claim {self.claim or '?'}: {why}")
            return
        body["standing"] = standing(body.pop("status"), body.pop("actions"))
        if body["standing"] == "pending":
            yield Note(self.line, f"Claim {self.claim} is neither accepted nor rejected yet.")
        yield Statement("ack", self.claim, self.line, {name: value for name, value in body.items() if value})


def standing(status: list[list[str]], actions: list[str]) -> str:
    """ "rejected", "accepted" or "pending". One rejecting word on a claim or any of its lines rejects it."""
    known = tables.reasons().acknowledgement
    categories = {category for category, _ in status}
    if categories & set(known.rejected) or REJECTING in actions:
        return "rejected"
    return "accepted" if categories & set(known.accepted) or ACCEPTING in actions else "pending"
