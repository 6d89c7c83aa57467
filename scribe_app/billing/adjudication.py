"""What one adjudication says: paid, denied, partly denied. The reason (CARC) tells, not the claim status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from scribe_app.billing import tables

Outcome = Literal["paid", "patient", "denied", "partial", "zero"]
DUPLICATE = "18"


class Reason(NamedTuple):
    """One adjustment reason with its remark codes; `cents` is 0 where the source gives no amount of its own."""

    group: str
    carc: str
    remarks: tuple[str, ...]
    cents: int


class Line(NamedTuple):
    """One service line as adjudicated; cents. `denied` is the source's own word where it gives no reason."""

    charge: int
    paid: int
    patient: int
    contract: int
    reasons: tuple[Reason, ...]
    denied: bool = False


class Adjudication(NamedTuple):
    """One adjudication of a claim by its first payer. `rank` orders those of one day."""

    on: str
    rank: tuple[int, str]
    outcome: Outcome
    reasons: tuple[Reason, ...]
    paid: int
    patient: int
    contract: int
    charge: int

    @property
    def only_duplicate(self) -> bool:
        """The payer had the claim already: no word on the claim itself."""
        return self.outcome == "denied" and {reason.carc for reason in self.reasons} == {DUPLICATE}


def adjudicate(on: str, rank: tuple[int, str], lines: Sequence[Line]) -> Adjudication:
    """Sums the lines up. Lines without a charge have no say in whether the claim is denied."""
    charged = [line for line in lines if line.charge > 0]
    denied = [line for line in charged if is_denied(line)]
    paid, patient = sum(line.paid for line in lines), sum(line.patient for line in lines)
    outcome: Outcome
    if denied:
        outcome = "denied" if len(denied) == len(charged) else "partial"
    elif paid > 0:
        outcome = "paid"
    else:
        outcome = "patient" if patient > 0 else "zero"
    known = tables.reasons()
    reasons = tuple(
        reason for line in denied for reason in line.reasons if known.denies(reason.group, reason.carc)
    )
    return Adjudication(
        on=on,
        rank=rank,
        outcome=outcome,
        reasons=tuple(dict.fromkeys(reasons)),
        paid=paid,
        patient=patient,
        contract=sum(line.contract for line in lines),
        charge=sum(line.charge for line in lines),
    )


def is_denied(line: Line) -> bool:
    """Nothing paid, something charged, and a denial reason (or the source's word) on what was not paid."""
    if line.paid != 0 or line.charge <= 0:
        return False
    known = tables.reasons()
    return line.denied or any(known.denies(reason.group, reason.carc) for reason in line.reasons)


def of_remit(body: Mapping[str, Any]) -> Adjudication:
    """The adjudication that one claim of a remittance reports."""
    claim_level = _reasons(body.get("adjustments", ()), body.get("remarks", ()))
    raw = body.get("lines") or [{"charge": body["charge"], "paid": body["paid"]}]
    lines = []
    for place, line in enumerate(raw):
        reasons = _reasons(line.get("adjustments", ()), line.get("remarks", ()), body.get("remarks", ()))
        if place == 0 or (line["paid"] == 0 and not reasons):
            reasons += claim_level
        lines.append(_line(line["charge"], line["paid"], reasons))
    freq = 1 if body.get("frequency", "1") in ("5", "6", "7") else 0
    return adjudicate(body["date"], (freq, str(body.get("icn", ""))), lines)


def _line(charge: int, paid: int, reasons: tuple[Reason, ...]) -> Line:
    known = tables.reasons()
    patient = sum(reason.cents for reason in reasons if reason.group == known.patient_group)
    contract = sum(
        reason.cents
        for reason in reasons
        if reason.group != known.patient_group and not known.denies(reason.group, reason.carc)
    )
    return Line(charge, paid, patient, contract, reasons)


def _reasons(adjustments: Iterable[Sequence[Any]], *remarks: Iterable[str]) -> tuple[Reason, ...]:
    codes = tuple(dict.fromkeys(code for some in remarks for code in some))
    return tuple(Reason(group, code, codes, amount) for group, code, amount in adjustments)
