"""How one export of the practice system shows one claim: its rows joined, whatever their grain.

One row for each claim, for each service line, or for each adjustment of a line: rows that agree in line number,
or else in procedure, modifier, day and amounts, and differ in their reasons, are one line with several reasons.

One row for each payment of a claim or line is a grain too: rows that differ in amount or day of payment, or that
are alike in everything, are payments that add up, as often as they stand in the file. Not so where they would
exceed the charge or the row's own balance says that its payment is the whole: then the rows repeat each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from scribe_app.billing import tables
from scribe_app.billing.adjudication import Adjudication, Line, Reason, adjudicate, is_denied
from scribe_app.billing.tables import Standing

REPLACEMENTS = ("5", "6", "7")
SETTLING = ("adjudicated", "paid_date", "denial_date")
RANK: tuple[Standing | None, ...] = (
    "unbilled",
    None,
    "pending",
    "accepted",
    "rejected",
    "denied",
    "appeal",
    "paid",
    "void",
)


class Amounts(NamedTuple):
    """Cents: the charge, and what took it out of the payers' balance."""

    charge: int
    paid: int
    contract: int
    patient: int
    writeoff: int


@dataclass(frozen=True)
class Snapshot:
    """The rows of one claim in one file and of one frequency ("" original, "7" replacement, "8" void)."""

    frequency: str
    rows: tuple[Mapping[str, Any], ...]

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The first word of any row on each field; for dates the latest one, but the earliest submission."""
        found: dict[str, Any] = {}
        for row in self.rows:
            for name, value in row.items():
                if name in SETTLING and name in found:
                    found[name] = max(found[name], value)
                elif name in ("submitted", "dos") and name in found:
                    found[name] = min(found[name], value)
                else:
                    found.setdefault(name, value)
        return found

    @cached_property
    def dx(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for row in self.rows for code in row.get("dx", ())))

    @cached_property
    def word(self) -> Standing | None:
        """The status in the export's own word; of several rows the one that says most."""
        return max((row.get("status") for row in self.rows), key=RANK.index, default=None)

    @cached_property
    def standing(self) -> Standing | None:
        """The status, with "rejected" read as denied where the payer has spoken, and the other way round."""
        if self.word == "rejected" and (self.fields.get("reasons") or self._settled()):
            return "denied"
        return self.word

    @property
    def rejected(self) -> bool:
        return self.standing == "rejected"

    def _settled(self) -> bool:
        return any(self.fields.get(name) for name in SETTLING)

    @cached_property
    def lines(self) -> tuple[dict[str, Any], ...]:
        """The service lines, each row of adjustments joined to its line."""
        joined: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in self.rows:
            key = _line_key(row)
            place = 0
            while (known := joined.get((*key, place))) is not None and not _same_line(known, row):
                place += 1
            if known is None:
                joined[(*key, place)] = {
                    **row,
                    "heard": [_reason_key(row)],
                    "spread": [_reasons(row)],
                    "rows": [row],
                    "payments": [_payment(row)],
                }
                continue
            if row in known["rows"] or not _among(_payment(row), known["payments"]):
                known["payments"].append(_payment(row))
            known["rows"].append(row)
            if _reason_key(row) not in known["heard"]:
                known["heard"].append(_reason_key(row))
                known["spread"].append(_reasons(row))
                if row.get("reasons"):
                    known["adjust"] = known.get("adjust", 0) + row.get("adjust", 0)
        for line in joined.values():
            line["payments"] = _counted(line)
            line["paid"] = sum(cents for _, cents in line["payments"])
        return tuple(joined.values())

    @cached_property
    def payments(self) -> tuple[tuple[str, int], ...]:
        """What was paid, as (day, cents)."""
        found = [payment for line in self.lines for payment in line["payments"]]
        return tuple((day or self.settled_on, cents) for day, cents in found if cents)

    @cached_property
    def adjudicated_lines(self) -> tuple[Line, ...]:
        known = tables.reasons()
        lines = []
        for row in self.lines:
            reasons = tuple(reason for some in row["spread"] for reason in some)
            denied = any(known.denies(reason.group, reason.carc) for reason in reasons)
            denied = denied or row.get("status", self.word) in ("denied", "appeal")
            paid, adjust = row.get("paid", 0), row.get("adjust", 0)
            patient = row.get("patient_resp", 0)
            if not patient and reasons and all(reason.group == known.patient_group for reason in reasons):
                # An amount under the patient's group is the patient's, whatever column it stands in.
                patient, adjust = adjust or row.get("charge", 0) - paid, 0
            lines.append(
                Line(
                    charge=row.get("charge", 0),
                    paid=paid,
                    patient=patient,
                    contract=0 if denied and not paid else adjust,
                    reasons=reasons,
                    denied=denied,
                )
            )
        return tuple(lines)

    @cached_property
    def amounts(self) -> Amounts:
        """What is out of the payers' balance, by the export's own balance where it gives one."""
        lines = self.adjudicated_lines
        charge, paid = sum(line.charge for line in lines), sum(line.paid for line in lines)
        contract, patient = sum(line.contract for line in lines), sum(line.patient for line in lines)
        writeoff = 0
        left = charge - paid - contract - patient
        if self.balance is not None and self.standing in ("denied", "appeal", "paid"):
            writeoff = left - self.balance
            if paid > 0 and writeoff > 0:
                # Of what a payer paid in part, the rest is its contract; only denied lines can be written off.
                denied = sum(line.charge for line in lines if is_denied(line))
                contract += writeoff - min(writeoff, denied)
                writeoff = min(writeoff, denied)
                left = charge - paid - contract - patient
        elif self.standing == "paid" and paid > 0:
            # The system calls the claim paid: what the payer did not pay is its contract.
            contract += max(0, left)
        return Amounts(charge, paid, contract, patient, writeoff if left - writeoff >= 0 else 0)

    @cached_property
    def balance(self) -> int | None:
        """The open balance that the export shows, None when it shows none."""
        balances = [row["balance"] for row in self.lines if "balance" in row]
        return sum(balances) if balances else None

    @cached_property
    def settled_on(self) -> str:
        fields = self.fields
        return str(
            fields.get("paid_date")
            or fields.get("adjudicated")
            or fields.get("denial_date")
            or fields.get("submitted")
            or fields.get("dos")
            or ""
        )

    @cached_property
    def adjudications(self) -> tuple[Adjudication, ...]:
        """What the rows say of adjudication: none, one, or a denial followed by a payment."""
        if self.standing in ("rejected", "unbilled", "void") or self.frequency == "8":
            return ()
        spoken = self.standing in ("paid", "denied", "appeal") or self._settled() or self.amounts.paid > 0
        if not spoken and not (self.fields.get("reasons") and self.standing is None):
            return ()
        rank = (1 if self.frequency else 0, "")
        settled = adjudicate(self.settled_on, rank, self.adjudicated_lines)
        denied_on = self.fields.get("denial_date", "")
        if settled.outcome == "denied":
            return (settled._replace(on=denied_on or settled.on),)
        if denied_on and denied_on <= settled.on:
            reasons = tuple(reason for line in self.adjudicated_lines for reason in line.reasons)
            known = tables.reasons()
            denial = settled._replace(
                on=denied_on,
                rank=(-1, ""),
                outcome="denied",
                reasons=tuple(reason for reason in reasons if known.denies(reason.group, reason.carc)),
                paid=0,
                patient=0,
                contract=0,
            )
            return (denial, settled)
        return (settled,)

    @property
    def order(self) -> tuple[Any, ...]:
        """Newest last, by what the rows say, not by when they were imported."""
        days = [row[name] for row in self.rows for name in (*SETTLING, "submitted", "dos") if row.get(name)]
        text = json.dumps(self.rows, sort_keys=True)
        return (max(days, default=""), self.frequency, RANK.index(self.word), self.amounts.paid, text)


def snapshots(rows: Iterable[tuple[int, Mapping[str, Any]]]) -> list[Snapshot]:
    """The rows (file, body) of one claim as snapshots, oldest first."""
    parts: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for file, body in rows:
        frequency = body.get("frequency", "1")
        frequency = "7" if frequency in REPLACEMENTS or body.get("original") else frequency
        parts.setdefault((file, frequency if frequency in ("7", "8") else ""), []).append(body)
    return sorted((Snapshot(key[1], tuple(part)) for key, part in parts.items()), key=lambda part: part.order)


def paid(parts: Sequence[Snapshot]) -> int:
    return parts[-1].amounts.paid if parts else 0


def _line_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    if row.get("line_number"):
        return ("#", row["line_number"])
    return tuple(row.get(name) for name in ("cpt", "modifier", "dos", "charge"))


def _same_line(known: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Of two rows alike in their key: another reason of the same line, or a second line of the same kind?"""
    if row.get("line_number") or not row.get("cpt"):
        return True
    return known.get("paid") == row.get("paid") and _reason_key(row) not in known["heard"]


def _payment(row: Mapping[str, Any]) -> tuple[str, int]:
    return str(row.get("paid_date", "")), int(row.get("paid", 0))


def _among(payment: tuple[str, int], known: Sequence[tuple[str, int]]) -> bool:
    """Whether it may be one of these: the same amount, and no other day."""
    return any(cents == payment[1] and (day == payment[0] or not day or not payment[0]) for day, cents in known)


def _counted(line: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The payments of a line: all of its rows', or those of different rows, or the latest, whichever can be."""
    every: list[tuple[str, int]] = line["payments"]
    charge = line.get("charge", 0)
    if "balance" in line and len(every) > 1:
        first = line["rows"][0]
        taken = sum(first.get(name, 0) for name in ("paid", "adjust", "patient_resp", "balance"))
        if taken == charge:
            return [max(every)]
    for found in (every, list(dict.fromkeys(every))):
        if charge <= 0 or sum(cents for _, cents in found) <= charge:
            return found
    return [max(every)]


def _reason_key(row: Mapping[str, Any]) -> str:
    return json.dumps([row.get("reasons"), row.get("remarks"), row.get("adjust")])


def _reasons(row: Mapping[str, Any]) -> tuple[Reason, ...]:
    remarks = tuple(row.get("remarks", ()))
    pairs = row.get("reasons", ())
    amount = row.get("adjust", 0) if len(pairs) == 1 else 0
    return tuple(Reason(group, code, remarks, amount) for group, code in pairs)
