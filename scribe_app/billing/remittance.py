"""X12 835 remittances as statements about claims: CLP, SVC, CAS, LQ, PLB and DTM.

Read by segment, not by a full implementation guide: what a loop holds beyond these segments is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scribe_app.billing.envelopes import NOTHING, Item, Reader
from scribe_app.billing.statements import Note, Provider, Rejected, Statement
from scribe_app.billing.values import cents, dollars, iso_date
from scribe_app.billing.x12 import Segment
from scribe_app.errors import Refusal


@dataclass
class _Claim:
    start: Segment
    body: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)
    fault: str = ""


class Remittances(Reader):
    """Reads 835 transactions."""

    transaction = "835"
    kind = "835 remittance"

    def __init__(self) -> None:
        super().__init__()
        self.claim: _Claim | None = None
        self.begin()

    def begin(self) -> None:
        self.payer = self.payer_id = self.check = self.paid_on = self.payee = ""
        self.total: int | None = None
        self.sum = 0

    def before(self, segment: Segment) -> Iterator[Item]:
        if segment.name in ("CLP", "PLB", "SE", "LX"):
            yield from self._finish_claim()

    def fault(self, segment: Segment, fault: ValueError) -> None:
        if self.claim is None:
            super().fault(segment, fault)
        else:
            self.claim.fault = self.claim.fault or f"{segment.name} at line {segment.line}: {fault}"

    def end(self, segment: Segment) -> Iterator[Item]:
        if self.total is not None and self.total != self.sum:
            yield Note(
                segment.line,
                f"The payment of check {self.check or '?'} and its claims differ by "
                f"{dollars(self.total - self.sum)}.",
            )

    # Header

    def _bpr(self, segment: Segment) -> None:
        self.total = cents(segment.get(2)) * (-1 if segment.get(3) == "D" else 1)
        if segment.get(16):
            self.paid_on = iso_date(segment.get(16))

    def _trn(self, segment: Segment) -> None:
        self.check = segment.get(2)

    def _n1(self, segment: Segment) -> None:
        if segment.get(1) == "PR":
            self.payer, self.payer_id = segment.get(2), segment.get(4)
        elif segment.get(1) == "PE":
            self.payee = segment.get(2) or segment.get(4)

    # Claims

    def _clp(self, segment: Segment) -> None:
        self.claim = _Claim(
            segment,
            {
                "payer": self.payer,
                "payer_id": self.payer_id,
                "check": self.check,
                "date": self.paid_on,
                "status": segment.get(2),
                "icn": segment.get(7),
            },
        )
        if not segment.get(1):
            raise ValueError("the claim has no number (CLP01)")
        if not self.paid_on:
            raise ValueError("the remittance has no payment date (BPR16)")
        body = self.claim.body
        body["charge"], body["paid"] = cents(segment.get(3)), cents(segment.get(4))
        self.sum += body["paid"]
        if segment.get(5):
            body["patient_resp"] = cents(segment.get(5))
        if segment.get(9):
            body["frequency"] = segment.get(9)[-1]

    def _cas(self, segment: Segment) -> None:
        if self.claim is None:
            return
        target = self.claim.lines[-1] if self.claim.lines else self.claim.body
        adjustments = target.setdefault("adjustments", [])
        group = segment.get(1)
        for place in range(2, min(len(segment.elements), 20), 3):
            if not segment.get(place):
                continue
            code = segment.get(place).upper().lstrip("0")
            adjustments.append([group, code, cents(segment.get(place + 1))])

    def _nm1(self, segment: Segment) -> None:
        if self.claim is None:
            return
        if segment.get(1) == "QC" and segment.get(9):
            self.claim.body["patient"] = segment.get(9)
        elif segment.get(1) == "82":
            name = " ".join(part for part in (segment.get(4), segment.get(3)) if part)
            self.claim.body["provider"] = name or segment.get(9)

    def _moa(self, segment: Segment) -> None:
        self._claim_remarks(segment, range(3, 8))

    def _mia(self, segment: Segment) -> None:
        self._claim_remarks(segment, (5, 20, 21, 22, 23))

    def _claim_remarks(self, segment: Segment, places: range | tuple[int, ...]) -> None:
        if self.claim is not None:
            remarks = [segment.get(place).upper() for place in places if segment.get(place)]
            self.claim.body.setdefault("remarks", []).extend(remarks)

    def _ref(self, segment: Segment) -> None:
        if self.claim is not None and segment.get(1) == "F8" and not self.claim.lines:
            self.claim.body["original_icn"] = segment.get(2)

    def _dtm(self, segment: Segment) -> None:
        if self.claim is None:
            return
        on = iso_date(segment.get(2))
        if segment.get(1) in ("472", "150") and self.claim.lines:
            self.claim.lines[-1]["dos"] = on
        elif segment.get(1) == "232":
            self.claim.body["dos"] = on
        elif segment.get(1) == "050":
            self.claim.body["received"] = on

    def _svc(self, segment: Segment) -> None:
        if self.claim is None:
            raise Refusal(f"SVC at line {segment.line} of the remittance belongs to no claim. {NOTHING}")
        line: dict[str, Any] = {}
        self.claim.lines.append(line)
        parts = re.split(re.escape(segment.component), segment.get(1))
        line["cpt"] = parts[1] if len(parts) > 1 else parts[0]
        line["charge"], line["paid"] = cents(segment.get(2)), cents(segment.get(3) or "0")

    def _lq(self, segment: Segment) -> None:
        if self.claim is not None and segment.get(1) == "HE" and self.claim.lines:
            self.claim.lines[-1].setdefault("remarks", []).append(segment.get(2).upper())

    def _finish_claim(self) -> Iterator[Item]:
        claim, self.claim = self.claim, None
        if claim is None:
            return
        number, line = claim.start.get(1), claim.start.line
        if claim.fault:
            yield Rejected(line, f"claim {number or '?'}: {claim.fault}")
            return
        if claim.lines:
            claim.body["lines"] = claim.lines
        if difference := _imbalance(claim.body):
            off = dollars(difference)
            yield Note(line, f"Claim {number}: charge less adjustments and payment differ by {off}.")
        yield Statement("remit", number, line, claim.body)

    # Provider level

    def _plb(self, segment: Segment) -> Iterator[Item]:
        for place in range(3, len(segment.elements), 2):
            if not segment.get(place):
                continue
            reason, _, reference = segment.get(place).partition(segment.component)
            amount = cents(segment.get(place + 1))
            self.sum -= amount
            yield Provider(
                segment.line,
                {
                    "provider": segment.get(1),
                    "payer": self.payer,
                    "check": self.check,
                    "date": self.paid_on,
                    "reason": reason,
                    "reference": reference,
                    "amount": amount,
                },
            )


def _imbalance(body: dict[str, Any]) -> int:
    """Charge less all adjustments less payment, in cents: nothing in a sound remittance."""
    adjusted = sum(amount for *_, amount in body.get("adjustments", ()))
    for line in body.get("lines", ()):
        adjusted += sum(amount for *_, amount in line.get("adjustments", ()))
    return int(body["charge"] - adjusted - body["paid"])
