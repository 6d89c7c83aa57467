"""One claim, folded from everything that was ever said about it. The order of imports makes no difference."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from scribe_app.billing import snapshot, tables
from scribe_app.billing.adjudication import Adjudication, Outcome, Reason, of_remit
from scribe_app.billing.snapshot import Snapshot
from scribe_app.billing.statements import Kind

Now = Literal["paid", "patient", "denied", "partial", "zero", "open", "rejected", "unbilled", "void"]
Posted = Literal["paid", "contract", "patient", "writeoff"]


class Said(NamedTuple):
    """A statement as the ledger holds it; `file` groups the rows of one export."""

    kind: Kind
    file: int
    body: Mapping[str, Any]


class Posting(NamedTuple):
    """What took an amount (cents) out of the payers' balance, and when."""

    on: str
    kind: Posted
    cents: int


@dataclass(frozen=True, slots=True)
class Claim:
    """How the claim stands. Dates are ISO text, "" where unknown; amounts are cents.

    `first`: the outcome of the first payer's first adjudication, None while there is none; `reasons` are its own.
    """

    claim: str
    visit: str
    patient: str
    payer: str
    provider: str
    dos: str
    submitted: str
    charge: int
    dx: tuple[str, ...]
    rejected: bool
    accepted: bool
    reworked: bool
    first: Outcome | None
    first_on: str
    reasons: tuple[Reason, ...]
    now: Now
    paid: int
    first_paid_on: str
    postings: tuple[Posting, ...]

    @property
    def open_balance(self) -> int:
        if self.now in ("void", "unbilled"):
            return 0
        return max(0, self.charge - sum(posting.cents for posting in self.postings))


def fold(claim: str, said: Iterable[Said]) -> Claim:
    """Joins exports, payments and remittances of one claim."""
    statements = list(said)
    snapshots = snapshot.snapshots([(entry.file, entry.body) for entry in statements if entry.kind == "state"])
    payments = [entry.body for entry in statements if entry.kind == "payment"]
    remits = _Remits([entry.body for entry in statements if entry.kind == "remit"])
    acks = sorted((entry.body for entry in statements if entry.kind == "ack"), key=_ack_order)
    bodies = [*acks, *remits.bodies, *payments, *(part.fields for part in snapshots)]

    adjudications = _adjudications(remits, snapshots, payments)
    first = adjudications[0] if adjudications else None
    postings = _postings(remits, snapshots, payments)
    paid = sum(posting.cents for posting in postings if posting.kind == "paid")
    return Claim(
        claim=claim,
        visit=_last(bodies, "visit"),
        patient=_last(bodies, "patient"),
        payer=_last([*(body for body in bodies if body not in remits.others)], "payer"),
        provider=_last(bodies, "provider"),
        dos=_last(bodies, "dos") or min(_line_days(remits.bodies), default=""),
        submitted=_submitted(snapshots, acks),
        charge=_charge(remits, snapshots) or next((ack["charge"] for ack in acks if "charge" in ack), 0),
        dx=next((part.dx for part in reversed(snapshots) if part.dx), ()),
        rejected=any(part.rejected for part in snapshots) or any(ack["standing"] == "rejected" for ack in acks),
        accepted=bool(adjudications)
        or any(part.standing == "accepted" for part in snapshots)
        or any(ack["standing"] == "accepted" for ack in acks),
        reworked=any(part.frequency for part in snapshots)
        or any(body.get("frequency", "1") in snapshot.REPLACEMENTS for body in remits.first_payer),
        first=first.outcome if first else None,
        first_on=first.on if first else "",
        reasons=first.reasons if first else (),
        now=_front_end(_now(remits, snapshots, adjudications, paid), snapshots, acks),
        paid=paid,
        first_paid_on=min((p.on for p in postings if p.kind == "paid" and p.cents > 0 and p.on), default=""),
        postings=postings,
    )


class _Remits:
    """The remittances of one claim: reversals taken out with what they reverse, other payers apart."""

    def __init__(self, bodies: Sequence[Mapping[str, Any]]) -> None:
        status = tables.reasons().claim_status
        passed_over = {*status.forwarded, *status.predetermination}
        ordered = sorted(
            (body for body in bodies if body["status"] not in passed_over),
            key=lambda body: (
                body["date"],
                body["status"] not in status.reversal,
                _spelt(body),
            ),
        )
        self.reversed: list[Mapping[str, Any]] = []
        standing: list[Mapping[str, Any]] = []
        for body in ordered:
            if body["status"] in status.reversal:
                if (found := _reversed_by(body, standing)) is not None:
                    standing.remove(found)
                    self.reversed.append(found)
            else:
                standing.append(body)
        self.others = [body for body in standing if body["status"] in status.other_payer]
        self.standing = [body for body in standing if body not in self.others]
        self.first_payer = sorted(
            [*self.standing, *(body for body in self.reversed if body["status"] not in status.other_payer)],
            key=lambda body: str(body["date"]),
        )
        self.bodies = [*self.others, *self.first_payer]


def _spelt(body: Mapping[str, Any]) -> str:
    return json.dumps(body, sort_keys=True)


def _reversed_by(reversal: Mapping[str, Any], standing: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The latest earlier adjudication that the reversal takes back: same payer's number, or the same amounts."""
    for body in reversed(standing):
        same_number = reversal.get("icn") and body.get("icn") == reversal.get("icn")
        amounts = (-body["charge"], -body["paid"]) == (reversal["charge"], reversal["paid"])
        if same_number or amounts:
            return body
    return None


def _adjudications(
    remits: _Remits, snapshots: Sequence[Snapshot], payments: Sequence[Mapping[str, Any]]
) -> list[Adjudication]:
    by_payer = [of_remit(body) for body in remits.first_payer]
    by_practice = [found for part in snapshots for found in part.adjudications]
    if by_payer:
        start = min(found.on for found in by_payer)
        by_practice = [found for found in by_practice if found.outcome == "denied" and "" < found.on < start]
    paid_days = [body.get("paid_date", "") for body in payments if body.get("paid", 0) > 0]
    if not by_payer and paid_days:
        day = min(paid_days)
        by_practice.append(Adjudication(day, (0, ""), "paid", (), sum(body["paid"] for body in payments), 0, 0, 0))
    found = sorted([*by_practice, *by_payer], key=lambda each: (each.on or "9999", each.rank, each))
    telling = [each for each in found if not each.only_duplicate]
    return telling or found


def _postings(
    remits: _Remits, snapshots: Sequence[Snapshot], payments: Sequence[Mapping[str, Any]]
) -> tuple[Posting, ...]:
    postings: list[Posting] = []
    if remits.bodies:
        patient = 0
        for body in remits.standing:
            found = of_remit(body)
            patient += found.patient
            postings += _posted(found.on, found.paid, found.contract, found.patient)
        for body in remits.others:
            # A second payer pays what had become the patient's share.
            back = min(patient, body["paid"])
            patient -= back
            postings += _posted(body["date"], body["paid"], 0, -back)
        postings += _written_off(remits, snapshots, postings)
    elif payments and sum(body.get("paid", 0) for body in payments) >= snapshot.paid(snapshots):
        for body in payments:
            on = body.get("paid_date") or body.get("adjudicated") or ""
            postings += _posted(on, body.get("paid", 0), body.get("adjust", 0), body.get("patient_resp", 0))
    elif snapshots:
        amounts = snapshots[-1].amounts
        for on, paid in snapshots[-1].payments:
            postings += _posted(on, paid, 0, 0)
        postings += _posted(snapshots[-1].settled_on, 0, amounts.contract, amounts.patient)
        if amounts.writeoff:
            postings.append(Posting(snapshots[-1].settled_on, "writeoff", amounts.writeoff))
    return tuple(sorted(postings))


def _written_off(remits: _Remits, snapshots: Sequence[Snapshot], postings: Sequence[Posting]) -> list[Posting]:
    """What the practice took off its books after the payer had answered: its export shows a smaller balance."""
    balance = snapshots[-1].balance if snapshots else None
    if balance is None:
        return []
    left = _charge(remits, snapshots) - sum(posting.cents for posting in postings)
    day = max([snapshots[-1].settled_on, *(str(body["date"]) for body in remits.bodies)])
    return [Posting(day, "writeoff", left - balance)] if left > balance else []


def _posted(on: str, paid: int, contract: int, patient: int) -> list[Posting]:
    amounts: tuple[tuple[Posted, int], ...] = (("paid", paid), ("contract", contract), ("patient", patient))
    return [Posting(on, kind, cents) for kind, cents in amounts if cents]


def _charge(remits: _Remits, snapshots: Sequence[Snapshot]) -> int:
    for part in reversed(snapshots):
        if part.amounts.charge and part.frequency != "8":
            return part.amounts.charge
    standing = remits.standing or remits.first_payer or remits.others
    if not standing:
        return 0
    last = max(body["date"] for body in standing)
    return sum(body["charge"] for body in standing if body["date"] == last)


def _now(remits: _Remits, snapshots: Sequence[Snapshot], adjudications: Sequence[Adjudication], paid: int) -> Now:
    latest = snapshots[-1] if snapshots else None
    if latest and (latest.standing == "void" or latest.frequency == "8"):
        return "void"
    if remits.first_payer and not remits.standing:
        return "paid" if paid > 0 else "open"
    effective = [of_remit(body) for body in remits.standing] or list(adjudications)
    telling = [each for each in effective if not each.only_duplicate] or effective
    if telling:
        outcome = telling[-1].outcome
        return "paid" if outcome in ("denied", "zero", "patient") and paid > 0 else outcome
    if paid > 0:
        return "paid"
    if latest and latest.standing in ("rejected", "unbilled"):
        return "rejected" if latest.standing == "rejected" else "unbilled"
    return "open"


def _ack_order(body: Mapping[str, Any]) -> tuple[str, str]:
    return str(body.get("date", "")), _spelt(body)


def _front_end(now: Now, snapshots: Sequence[Snapshot], acks: Sequence[Mapping[str, Any]]) -> Now:
    """A claim that nobody has judged stands as its latest acknowledgement says, unless its export is newer."""
    settled = [ack for ack in acks if ack["standing"] != "pending"]
    if now not in ("open", "rejected") or not settled:
        return now
    if snapshots and snapshots[-1].standing and snapshots[-1].order[0] > str(settled[-1].get("date", "")):
        return now
    return "rejected" if settled[-1]["standing"] == "rejected" else "open"


def _submitted(snapshots: Sequence[Snapshot], acks: Sequence[Mapping[str, Any]]) -> str:
    """The first submission; where no export tells it, the day on which the front end received the claim."""
    told = [str(part.fields["submitted"]) for part in snapshots if "submitted" in part.fields]
    return min(told or [str(ack["received"]) for ack in acks if "received" in ack], default="")


def _last(bodies: Sequence[Mapping[str, Any]], name: str) -> str:
    """The newest word on a field; the practice's own export goes before the payer's."""
    return next((str(body[name]) for body in reversed(bodies) if body.get(name)), "")


def _line_days(bodies: Sequence[Mapping[str, Any]]) -> list[str]:
    return [line["dos"] for body in bodies for line in body.get("lines", ()) if line.get("dos")]
