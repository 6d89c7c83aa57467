"""From a figure down to the claims that it counts."""

from __future__ import annotations

from typing import Literal

from scribe_app.billing.figures import Query, condition
from scribe_app.billing.ledger import ClaimRow, Ledger
from scribe_app.billing.receivables import whole_months
from scribe_app.billing.tally import M5450, WINDOW_DAYS

Side = Literal["numerator", "denominator"]

_HAS_50 = f"' ' || family || ' ' LIKE '% {M5450} %'"
_FAMILY_FIRST = "first_dx IN ('M54.50', 'M54.51', 'M54.59')"
_ANY_DENIAL = "first IN ('denied', 'partial')"
_FRONT = "(rejected = 1 OR accepted = 1)"
_SENT = "coalesce(nullif(submitted, ''), day)"
_OPEN = (
    "charge > (SELECT coalesce(sum(cents), 0) FROM postings WHERE claim_id = claims.id AND day <= :as_of) "
    f"AND {_SENT} <> '' AND {_SENT} <= :as_of"
)
_BEFORE = f"{_SENT} <= :as_of AND substr({_SENT}, 1, 7) IN :months_before"
_IN_MONTH = f"{_SENT} <> '' AND {_SENT} <= :as_of AND first = 'denied' AND substr(first_on, 1, 7) = :month"
_WAITED = "submitted <> '' AND submitted <= :as_of AND (first_paid_on <> '' OR balance > 0)"

# Figure → the claims of its denominator, and those of its numerator among them.
_CLAIMS: dict[str, tuple[str, str]] = {
    "m5450_share_any": ("family <> ''", _HAS_50),
    "m5450_share_first": (_FAMILY_FIRST, f"first_dx = '{M5450}'"),
    "clean_claim_rate": (_FRONT, "rejected = 0"),
    "first_pass_rate": ("first IS NOT NULL", "first IN ('paid', 'patient') AND rejected = 0 AND reworked = 0"),
    "rejection_rate": ("1", "rejected = 1"),
    "denial_rate": ("first IS NOT NULL", "first = 'denied'"),
    "denial_rate_charges": ("first IS NOT NULL", "first = 'denied'"),
    "initial_denial_rate": (_BEFORE, _IN_MONTH),
    "initial_denial_rate_charges": (_BEFORE, _IN_MONTH),
    "denial_rate_m5450": (f"first IS NOT NULL AND {_HAS_50}", "first = 'denied'"),
    "partial_denial_rate": ("first IS NOT NULL", "first = 'partial'"),
    "diagnosis_denials": (_ANY_DENIAL, "tie = 'direct'"),
    "denial_any": ("first IS NOT NULL", _ANY_DENIAL),
    "overturned": ("first = 'denied'", "paid > 0"),
    "denial_writeoff": (
        f"{_SENT} <> '' AND {_SENT} <= :as_of",
        f"{_ANY_DENIAL} AND id IN (SELECT claim_id FROM postings WHERE kind = 'writeoff' AND day <= :as_of)",
    ),
    "days_in_ar": (_OPEN, "1"),
    "days_in_ar_year": (_OPEN, "1"),
    "ar_over_90": (_OPEN, f"julianday(:as_of) - julianday({_SENT}) > {WINDOW_DAYS}"),
    "days_to_payment": (_WAITED, "first_paid_on <> '' AND first_paid_on <= :as_of"),
    "retired_codes": ("dx_count > 0 AND dos <> ''", "retired <> ''"),
}
# Balances belong to a day, not to a period of service: every earlier claim counts.
_OF_A_DAY = ("days_in_ar", "days_in_ar_year", "ar_over_90", "initial_denial_rate", "initial_denial_rate_charges")
# Their numerators are no part of their denominators.
_APART = ("initial_denial_rate", "initial_denial_rate_charges")


def can(figure: str) -> bool:
    """True when the figure counts claims (those of signed notes count visits)."""
    return figure in _CLAIMS


def claims(
    book: Ledger, figure: str, query: Query, as_of: str, side: Side = "numerator", carc: str = ""
) -> list[ClaimRow]:
    """The claims that a figure counts, newest first. Raises KeyError for a figure that counts no claims."""
    whole, part = _CLAIMS[figure]
    if figure in _OF_A_DAY:
        query = query.model_copy(update={"start": None, "end": None})
    where, values = condition(query)
    counted = whole
    if side == "numerator":
        counted = part if figure in _APART else f"({whole}) AND ({part})"
    chosen = f"({where}) AND ({counted})"
    if carc:
        chosen += " AND id IN (SELECT claim_id FROM claim_reasons WHERE carc = ?)"
        values.append(carc)
    # ISO dates come from this program alone; as text in the query they may stand in several places.
    months = whole_months(as_of)
    chosen = chosen.replace(":as_of", f"'{as_of}'").replace(":months_before", str(months.before))
    chosen = chosen.replace(":month", f"'{months.last}'")
    return list(
        map(
            ClaimRow._make,
            book.database.rows(
                f"SELECT {', '.join(ClaimRow._fields)} FROM claims WHERE {chosen} ORDER BY day DESC, id", values
            ),
        )
    )
