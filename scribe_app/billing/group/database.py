"""The group's PostgreSQL database: a clinic's rows put there as a whole, the group's totals read from it.

The address is a setting (`group_database`, a libpq connection string); without it nothing is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import Any, NamedTuple

from scribe_app.billing.group.rows import CLAIM_COLUMNS, QUALITY_COLUMNS, claim_rows, quality_rows
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal


class Pushed(NamedTuple):
    claims: int
    visits: int


class GroupTotals(NamedTuple):
    """The figures of one clinic, or of all ("all"), as the group's database holds them."""

    clinic: str
    claims: int
    adjudicated: int
    denied: int
    m5450: int
    family: int


def push(book: Ledger, address: str, clinic: str) -> Pushed:
    """Puts the clinic's rows in place of its earlier ones, in one transaction.

    Raises Refusal, with the database as it was, when it cannot be reached or refuses.
    """
    if not clinic.strip():
        raise Refusal("Under which name does this clinic stand in the group? Give --clinic NAME.")
    with _connection(address) as connection:
        connection.execute(
            (resources.files("scribe_app.billing.group") / "tables.sql").read_text(encoding="utf-8")
        )
        claims = _replace(connection, "claim_rows", CLAIM_COLUMNS, clinic, claim_rows(book, clinic))
        visits = _replace(connection, "quality_rows", QUALITY_COLUMNS, clinic, quality_rows(book, clinic))
    return Pushed(claims, visits)


def totals(address: str) -> list[GroupTotals]:
    """The figures of each clinic and of all together. Raises Refusal when the database cannot be reached."""
    with _connection(address) as connection:
        rows = connection.execute(
            "SELECT coalesce(clinic, 'all'), count(*), count(first_outcome), "
            "count(*) FILTER (WHERE first_outcome = 'denied'), "
            "count(*) FILTER (WHERE ' ' || codes || ' ' LIKE '% M54.50 %'), count(*) FILTER (WHERE codes <> '') "
            "FROM claim_rows GROUP BY ROLLUP (clinic) ORDER BY clinic NULLS LAST"
        ).fetchall()
    return [GroupTotals._make(row) for row in rows]


def _replace(
    connection: Any, table: str, columns: Sequence[str], clinic: str, rows: Iterator[tuple[Any, ...]]
) -> int:
    connection.execute(f"DELETE FROM {table} WHERE clinic = %s", (clinic,))
    count = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


@contextmanager
def _connection(address: str) -> Iterator[Any]:
    try:
        import psycopg
    except ImportError:
        raise Refusal(
            "The group's database needs the extra 'postgres': pip install 'lumbar-scribe[postgres]'."
        ) from None
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            yield connection
    except psycopg.Error as fault:
        told = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
        raise Refusal(f"The group's database cannot be used ({told}). Nothing was changed there.") from fault
