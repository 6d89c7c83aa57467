"""The ledger: claims in an encrypted database of their own, beside the encounters and under the same key.

A file of its own, so that an import of a million lines never holds up a visit that is being recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from scribe_app.billing.date_order import Order
from scribe_app.store.database import Database
from scribe_app.store.files import private_folder
from scribe_app.store.keys import Key
from scribe_app.store.trouble import StoreTrouble

NAME = "claims.db"
CACHE_KIB = 65536
PAGE = 20_000
NOT_COUNTED = "now NOT IN ('void', 'unbilled')"


class ClaimRow(NamedTuple):
    """One claim as the figures need it; dates are ISO text ("" unknown), amounts cents."""

    id: int
    system: str
    claim: str
    visit: str
    patient: str
    payer: str
    payer_key: str
    provider: str
    dos: str
    day: str
    submitted: str
    charge: int
    rejected: bool
    accepted: bool
    reworked: bool
    first: str | None
    first_on: str
    now: str
    paid: int
    first_paid_on: str
    balance: int
    family: str
    first_dx: str
    dx_count: int
    retired: str
    tie: str


class ImportRow(NamedTuple):
    """One import as `scribe claims list` shows it."""

    id: int
    name: str
    kind: str
    system: str
    at: str
    taken: int
    known: int
    rejected: int


class Ledger:
    """One open ledger. Close it, or use it as a context manager."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, folder: Path, key: Key) -> Ledger:
        """Opens (or makes) the ledger in the data folder. Raises StoreTrouble."""
        private_folder(folder)
        return cls._ready(Database.open(folder / NAME, key))

    @classmethod
    def throwaway(cls) -> Ledger:
        """A ledger in memory, for demonstrations; nothing of it is kept."""
        return cls._ready(Database.open(None, Key.throwaway()))

    @classmethod
    def _ready(cls, database: Database) -> Ledger:
        try:
            database.migrate(scripts=schema_scripts())
            database.run(f"PRAGMA cache_size = -{CACHE_KIB}")
        except StoreTrouble:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with self.database.transaction() as db:
            yield db

    # Reading

    def claims(self, where: str = NOT_COUNTED, values: Sequence[object] = ()) -> Iterator[ClaimRow]:
        """The claims in the order of their ids, read in pages: memory does not grow with their number."""
        last = 0
        while page := self.database.rows(
            f"SELECT {', '.join(ClaimRow._fields)} FROM claims WHERE id > ? AND ({where}) "
            f"ORDER BY id LIMIT {PAGE}",
            (last, *values),
        ):
            for row in page:
                yield ClaimRow._make(row)
            last = page[-1][0]

    def rows_of_claims(
        self, table: str, columns: str, where: str = NOT_COUNTED, values: Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Rows of a table below the claims, as (claim id, *columns), in the order of claims, read in pages."""
        last = (0, -1)
        while page := self.database.rows(
            f"SELECT claim_id, place, {columns} FROM {table} WHERE (claim_id, place) > (?, ?) "
            f"AND claim_id IN (SELECT id FROM claims WHERE {where}) ORDER BY claim_id, place LIMIT {PAGE}",
            (*last, *values),
        ):
            for row in page:
                yield (row[0], *row[2:])
            last = page[-1][0], page[-1][1]

    def imports(self) -> list[ImportRow]:
        return [
            ImportRow._make(row)
            for row in self.database.rows(
                "SELECT id, name, kind, system, at, taken, known, rejected FROM imports ORDER BY id"
            )
        ]

    def remarks(self, import_id: int, limit: int = 1_000_000) -> list[tuple[int, bool, str]]:
        """Rejects and oddities of one import: (line, rejected, text)."""
        found = self.database.rows(
            "SELECT line, rejected, text FROM remarks WHERE import_id = ? ORDER BY line LIMIT ?",
            (import_id, limit),
        )
        return [(line, bool(rejected), text) for line, rejected, text in found]

    # Mappings and payers' names

    def mapping(self, name: str) -> dict[str, list[str]]:
        """The saved meaning of columns for one system or payer; {} when there is none."""
        found = self.database.rows("SELECT fields FROM mappings WHERE name = ?", (name,))
        return dict(json.loads(found[0][0])) if found else {}

    def date_orders(self, name: str) -> dict[str, Order]:
        """How this system or payer writes the dates of each field, as far as it is known."""
        found = self.database.rows("SELECT date_orders FROM mappings WHERE name = ?", (name,))
        return dict(json.loads(found[0][0])) if found else {}

    def payer_names(self) -> dict[str, str]:
        return dict(self.database.rows("SELECT alias, name FROM payer_names"))


def save_mapping(
    db: Any, name: str, fields: Mapping[str, Sequence[str]], date_orders: Mapping[str, Order]
) -> None:
    text = json.dumps({field: list(columns) for field, columns in fields.items()})
    db.execute(
        "INSERT OR REPLACE INTO mappings (name, fields, at, date_orders) VALUES (?, ?, ?, ?)",
        (name, text, now(), json.dumps(dict(date_orders))),
    )


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def schema_scripts() -> list[str]:
    folder = resources.files("scribe_app.billing") / "schema"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]
