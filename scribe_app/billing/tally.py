"""Counts the claims of one group once, for all figures; the definitions are in figures.toml."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from scribe_app.billing.intervals import median_wait, wilson
from scribe_app.billing.ledger import ClaimRow
from scribe_app.billing.receivables import Months, Receivable, whole_months
from scribe_app.billing.values import days_between
from structuring.turns import Frozen

FEW = 10
M5450 = "M54.50"
FAMILY = frozenset({"M54.50", "M54.51", "M54.59"})
WINDOW_DAYS = 90
YEAR_DAYS = 365
MONTHS_BEFORE = 3
# Figures whose denominator is spread over so many days or months.
AVERAGED = {
    "days_in_ar": WINDOW_DAYS,
    "days_in_ar_year": YEAR_DAYS,
    "initial_denial_rate": MONTHS_BEFORE,
    "initial_denial_rate_charges": MONTHS_BEFORE,
}


class Figure(Frozen):
    """One figure. Money is in cents; `value` is a share of 1 or days, None without cases.

    `n` claims or visits stand behind it; `small` greys it (n < 10). `low`, `high`: 95 % Wilson interval.
    """

    id: str
    value: float | None
    numerator: int
    denominator: int
    n: int
    low: float | None = None
    high: float | None = None
    small: bool = False


@dataclass
class Tally:
    """The counts of one group of claims; dates up to and including `as_of` count as known."""

    as_of: str
    counts: Counter[str] = field(default_factory=Counter)
    paid_after: Counter[int] = field(default_factory=Counter)
    open_for: Counter[int] = field(default_factory=Counter)
    balance: int = 0
    balance_old: int = 0
    charges: int = 0
    open_claims: int = 0

    @cached_property
    def months(self) -> Months:
        return whole_months(self.as_of)

    def add(self, claim: ClaimRow) -> None:
        """Counts one claim."""
        count = self.counts
        family = claim.family.split()
        count["claims"] += 1
        if family:
            count["family"] += 1
            count["m5450"] += M5450 in family
        if claim.first_dx in FAMILY:
            count["family_first"] += 1
            count["m5450_first"] += claim.first_dx == M5450
        count["rejected"] += bool(claim.rejected)
        if claim.rejected or claim.accepted:
            count["front_final"] += 1
            count["clean"] += not claim.rejected
        if claim.dx_count and claim.dos:
            count["dx_dated"] += 1
            count["retired"] += bool(claim.retired)
        self._adjudication(claim, M5450 in family)
        self._wait(claim)

    def _adjudication(self, claim: ClaimRow, m5450: bool) -> None:
        if claim.first is None:
            return
        count = self.counts
        denied = claim.first == "denied"
        count["adjudicated"] += 1
        count["adjudicated_cents"] += claim.charge
        count["m5450_adjudicated"] += m5450
        if claim.first in ("paid", "patient") and not claim.rejected and not claim.reworked:
            count["first_pass"] += 1
        if denied:
            count["denied"] += 1
            count["denied_cents"] += claim.charge
            count["m5450_denied"] += m5450
            count["overturned"] += claim.paid > 0
        if denied or claim.first == "partial":
            count["denied_any"] += 1
            count["partial"] += not denied
            count["diagnosis_denied"] += claim.tie == "direct"

    def _wait(self, claim: ClaimRow) -> None:
        if not claim.submitted or claim.submitted > self.as_of:
            return
        if claim.first_paid_on and claim.first_paid_on <= self.as_of:
            self.paid_after[max(0, days_between(claim.submitted, claim.first_paid_on))] += 1
        elif claim.first_paid_on or claim.balance > 0:
            self.open_for[days_between(claim.submitted, self.as_of)] += 1

    def receivable(self, owed: Receivable, inside: bool) -> None:
        """Adds one claim submitted by `as_of`. `inside`: its day of service lies in the period."""
        claim, open_cents, count = owed.claim, owed.left, self.counts
        age = days_between(owed.submitted, self.as_of)
        if age < WINDOW_DAYS:
            self.charges += claim.charge
        if age < YEAR_DAYS:
            count["year_cents"] += claim.charge
        if claim.first == "denied" and claim.first_on[:7] == self.months.last:
            count["denied_in_month"] += 1
            count["denied_in_month_cents"] += claim.charge
        if owed.submitted[:7] in self.months.before:
            count["sent_before"] += 1
            count["sent_before_cents"] += claim.charge
        if inside:
            count["net_claims"] += 1
            count["net_cents"] += claim.charge - owed.contract
            if claim.first in ("denied", "partial"):
                count["denial_writeoff_cents"] += owed.written_off
        if open_cents > 0:
            self.balance += open_cents
            self.open_claims += 1
            if age > WINDOW_DAYS:
                self.balance_old += open_cents

    def figures(self) -> tuple[Figure, ...]:
        """The figures of the group, in the order of figures.toml; those of signed notes stand elsewhere."""
        count = self.counts
        paid, waiting = sum(self.paid_after.values()), sum(self.paid_after.values()) + sum(self.open_for.values())
        median = median_wait(self.paid_after, self.open_for)
        return (
            share("m5450_share_any", count["m5450"], count["family"]),
            share("m5450_share_first", count["m5450_first"], count["family_first"]),
            share("clean_claim_rate", count["clean"], count["front_final"]),
            share("first_pass_rate", count["first_pass"], count["adjudicated"]),
            share("rejection_rate", count["rejected"], count["claims"]),
            share("denial_rate", count["denied"], count["adjudicated"]),
            _money("denial_rate_charges", count["denied_cents"], count["adjudicated_cents"], count["adjudicated"]),
            _monthly("initial_denial_rate", count["denied_in_month"], count["sent_before"], count["sent_before"]),
            _monthly(
                "initial_denial_rate_charges",
                count["denied_in_month_cents"],
                count["sent_before_cents"],
                count["sent_before"],
            ),
            share("denial_rate_m5450", count["m5450_denied"], count["m5450_adjudicated"]),
            share("partial_denial_rate", count["partial"], count["adjudicated"]),
            share("diagnosis_denials", count["diagnosis_denied"], count["denied_any"]),
            share("overturned", count["overturned"], count["denied"]),
            _money("denial_writeoff", count["denial_writeoff_cents"], count["net_cents"], count["net_claims"]),
            self._in_ar("days_in_ar", self.charges, WINDOW_DAYS),
            self._in_ar("days_in_ar_year", count["year_cents"], YEAR_DAYS),
            _money("ar_over_90", self.balance_old, self.balance, self.open_claims),
            Figure(
                id="days_to_payment",
                value=median,
                numerator=paid,
                denominator=waiting,
                n=waiting,
                small=waiting < FEW,
            ),
            share("retired_codes", count["retired"], count["dx_dated"]),
        )

    def _in_ar(self, name: str, charges: int, days: int) -> Figure:
        return Figure(
            id=name,
            value=self.balance * days / charges if charges else None,
            numerator=self.balance,
            denominator=charges,
            n=self.open_claims,
            small=self.open_claims < FEW,
        )


def share(name: str, numerator: int, denominator: int) -> Figure:
    interval = wilson(numerator, denominator)
    return Figure(
        id=name,
        value=numerator / denominator if denominator else None,
        numerator=numerator,
        denominator=denominator,
        n=denominator,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        small=denominator < FEW,
    )


def _monthly(name: str, in_month: int, before: int, n: int) -> Figure:
    """A month's number over the average of the three before it. No interval: the two are different claims."""
    value = in_month * MONTHS_BEFORE / before if before else None
    return Figure(id=name, value=value, numerator=in_month, denominator=before, n=n, small=n < FEW)


def _money(name: str, numerator: int, denominator: int, n: int) -> Figure:
    """A share of money has no interval: cents are no cases."""
    value = numerator / denominator if denominator else None
    return Figure(id=name, value=value, numerator=numerator, denominator=denominator, n=n, small=n < FEW)
