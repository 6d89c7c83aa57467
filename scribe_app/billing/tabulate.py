"""The report as rows for a CSV file: every figure of every group with its parts and its definition."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from scribe_app.billing.figures import Group, Report
from scribe_app.billing.values import dollars

HEADER = (
    *("part", "group", "figure", "name", "value", "unit", "numerator", "denominator", "n", "low_95", "high_95"),
    *("fewer_than_10", "from", "to", "as_of", "counted", "over", "source"),
)


def rows(made: Report) -> Iterator[tuple[str, ...]]:
    """One row for each figure of each group; money as decimals."""
    groups: list[tuple[str, Group]] = [("all", made.overall)]
    groups += [("payer", group) for group in made.payers]
    groups += [("clinician", group) for group in made.clinicians]
    groups += [("month", group) for group in made.months]
    groups += [("before and after", group) for group in made.before_after]
    definitions = {entry.id: entry for entry in made.definitions}
    for part, group in groups:
        for figure in group.figures:
            entry = definitions[figure.id]
            amount = dollars if entry.money else str
            yield (
                part,
                group.name,
                figure.id,
                entry.name,
                "" if figure.value is None else f"{figure.value:.6f}",
                entry.unit,
                amount(figure.numerator),
                amount(figure.denominator),
                str(figure.n),
                "" if figure.low is None else f"{figure.low:.6f}",
                "" if figure.high is None else f"{figure.high:.6f}",
                "yes" if figure.small else "no",
                *made.period,
                made.as_of,
                entry.numerator,
                entry.denominator,
                entry.source,
            )


def as_csv(made: Report) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(rows(made))
    return text.getvalue()
