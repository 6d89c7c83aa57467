"""Holds the figures against a second computation in SQL alone (data/totals.sql)."""

from __future__ import annotations

from importlib import resources

from scribe_app.billing.figures import Query, Report, report
from scribe_app.billing.ledger import Ledger


def script() -> str:
    return (resources.files("scribe_app.billing") / "data" / "totals.sql").read_text(encoding="utf-8")


def totals(book: Ledger, query: Query, as_of: str) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of every figure, by the SQL script."""
    values = {
        "start": query.start.isoformat() if query.start else "",
        "end": query.end.isoformat() if query.end else "",
        "payer": query.payer,
        "clinician": query.clinician,
        "as_of": as_of,
    }
    with book.transaction() as db:
        return {name: (int(top), int(bottom)) for name, top, bottom in db.execute(script(), values).fetchall()}


def differences(book: Ledger, query: Query, made: Report | None = None) -> list[str]:
    """One line for each figure on which the two computations disagree; [] when they agree."""
    made = made or report(book, query)
    independent = totals(book, query, made.as_of)
    lines = [
        f"{figure.id}: {figure.numerator} / {figure.denominator}, by SQL {found[0]} / {found[1]}"
        for figure in made.overall.figures
        if (found := independent.get(figure.id, (-1, -1))) != (figure.numerator, figure.denominator)
    ]
    missing = set(independent) - {figure.id for figure in made.overall.figures}
    return lines + [f"{name}: not among the figures" for name in sorted(missing)]
