"""What is owed on a day, and what was sent, denied and written off by then: claims of all earlier days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scribe_app.billing.ledger import ClaimRow, Ledger


class Receivable(NamedTuple):
    """One claim as it stood on a day; cents. `submitted` is its day of service where no submission is known."""

    claim: ClaimRow
    submitted: str
    left: int
    contract: int
    written_off: int


def receivables(book: Ledger, where: str, values: Sequence[object], as_of: str) -> Iterator[Receivable]:
    """Every claim under the condition that was submitted by `as_of`, in one pass over claims and postings."""
    postings = book.rows_of_claims("postings", "day, kind, cents", where, values)
    posted = next(postings, None)
    for claim in book.claims(where, values):
        taken = {"contract": 0, "writeoff": 0, "paid": 0, "patient": 0}
        while posted is not None and posted[0] <= claim.id:
            if posted[0] == claim.id and posted[1] <= as_of:
                taken[posted[2]] += posted[3]
            posted = next(postings, None)
        submitted = claim.submitted or claim.day
        if submitted and submitted <= as_of:
            left = max(0, claim.charge - sum(taken.values()))
            yield Receivable(claim, submitted, left, taken["contract"], taken["writeoff"])


class Months(NamedTuple):
    """The last whole month by a day, and the three before it, as YYYY-MM."""

    last: str
    before: tuple[str, str, str]


def whole_months(as_of: str) -> Months:
    """The month that ended on `as_of` (ISO date) or last before it."""
    first = (date.fromisoformat(as_of) + timedelta(days=1)).replace(day=1)
    found = []
    for _ in range(4):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first.isoformat()[:7])
    return Months(found[0], (found[1], found[2], found[3]))
