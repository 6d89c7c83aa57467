"""What of a claim or visit may leave the clinic for its group: no name, no number, no date but the year."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from scribe_app.billing.ledger import ClaimRow, Ledger
from scribe_app.billing.values import days_between

CLAIM_COLUMNS = (
    *(
        "clinic",
        "row_id",
        "year_of_service",
        "payer",
        "clinician",
        "codes",
        "charge_cents",
        "paid_cents",
        "open_cents",
    ),
    *("rejected", "accepted", "reworked", "first_outcome", "outcome", "reasons", "tie", "days_to_answer"),
    *("days_to_payment", "retired_code"),
)
QUALITY_COLUMNS = (
    *("clinic", "row_id", "year_of_service", "clinician", "code", "supported", "documented", "missing"),
)


def claim_rows(book: Ledger, clinic: str) -> Iterator[tuple[Any, ...]]:
    """Every counted claim as a row of the group, in the order of CLAIM_COLUMNS."""
    clinicians = _aliases(book, "SELECT DISTINCT provider FROM claims ORDER BY provider")
    reasons: dict[int, list[str]] = {}
    for claim_id, carc in book.rows_of_claims("claim_reasons", "carc"):
        reasons.setdefault(claim_id, []).append(carc)
    numbers = _numbers(book, "claim", (_name(claim) for claim in book.claims()))
    for claim in book.claims():
        yield (
            clinic,
            numbers[_name(claim)],
            int(claim.day[:4]) if claim.day else None,
            claim.payer_key,
            clinicians[claim.provider],
            claim.family,
            claim.charge,
            claim.paid,
            claim.balance,
            bool(claim.rejected),
            bool(claim.accepted),
            bool(claim.reworked),
            claim.first,
            claim.now,
            " ".join(dict.fromkeys(reasons.get(claim.id, ()))),
            claim.tie,
            _wait(claim.submitted, claim.first_on),
            _wait(claim.submitted, claim.first_paid_on),
            bool(claim.retired),
        )


def quality_rows(book: Ledger, clinic: str) -> Iterator[tuple[Any, ...]]:
    """Every signed visit as a row of the group, in the order of QUALITY_COLUMNS."""
    clinicians = _aliases(book, "SELECT DISTINCT clinician FROM visit_quality ORDER BY clinician")
    visits = book.database.rows(
        "SELECT visit, day, clinician, code, supported, documented, missing FROM visit_quality ORDER BY visit"
    )
    numbers = _numbers(book, "visit", (row[0] for row in visits))
    for visit, day, clinician, code, supported, documented, missing in visits:
        yield (
            clinic,
            numbers[visit],
            int(day[:4]),
            clinicians[clinician],
            code,
            bool(supported),
            documented,
            missing,
        )


def _name(claim: ClaimRow) -> str:
    return f"{claim.system}\x00{claim.claim}"


def _wait(start: str, end: str) -> int | None:
    return max(0, days_between(start, end)) if start and end else None


def _aliases(book: Ledger, sql: str) -> dict[str, str]:
    """Clinicians by number, for staff too are nobody's business outside the clinic."""
    return {name: f"clinician {place}" for place, (name,) in enumerate(book.database.rows(sql), start=1)}


def _numbers(book: Ledger, kind: str, names: Iterable[str]) -> dict[str, str]:
    """The random number of each row, made once and kept in the ledger, so that a later push replaces the row."""
    known = dict(book.database.rows("SELECT name, row_id FROM shared_rows WHERE kind = ?", (kind,)))
    fresh = {name: str(uuid.uuid4()) for name in names if name not in known}
    with book.transaction() as db:
        db.executemany(
            "INSERT INTO shared_rows VALUES (?, ?, ?)", [(kind, name, row) for name, row in fresh.items()]
        )
    return {**known, **fresh}
