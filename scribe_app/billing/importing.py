"""Imports one file into the ledger: all of it or nothing, the same file twice changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scribe_app.billing import columns, interchange, ledger, rows, workbook
from scribe_app.billing.columns import Recognised
from scribe_app.billing.date_order import Order
from scribe_app.billing.delimited import Source, inspect
from scribe_app.billing.envelopes import Item
from scribe_app.billing.folding import refold
from scribe_app.billing.ledger import Ledger
from scribe_app.billing.statements import Note, Provider, Rejected, Statement
from scribe_app.errors import Refusal

BATCH = 2000
SHOWN = 1000
TOO_MANY_REJECTS = 0.5
Progress = Callable[[int], None]


class Result(NamedTuple):
    """What an import did. `already` means that this very file had been imported: nothing changed."""

    name: str
    kind: str
    taken: int = 0
    known: int = 0
    claims: int = 0
    rejected: int = 0
    already: bool = False
    remarks: tuple[tuple[int, bool, str], ...] = ()
    import_id: int = 0


def prepare(
    book: Ledger,
    path: Path,
    name: str = "default",
    overrides: Mapping[str, Sequence[str]] | None = None,
    date_order: Order | None = None,
) -> tuple[Source, Recognised | None]:
    """Looks at a file: what it is and, for a delimited one, what its columns mean by saved mapping and content."""
    source = inspect(path)
    if source.x12:
        return source, None
    if source.sheet:
        source = _sheet_of_claims(source)
    given = dict(overrides or {})
    orders = book.date_orders(name)
    found = columns.recognise(source, given, date_order, orders)
    saved = {
        field: [column for column in wanted if column in found.header]
        for field, wanted in book.mapping(name).items()
        if field not in given
    }
    usable = {field: wanted for field, wanted in saved.items() if wanted}
    if usable:
        found = columns.recognise(source, {**usable, **given}, date_order, orders)
    return source, found


def _sheet_of_claims(source: Source) -> Source:
    """The sheet of a workbook that holds claims. Raises Refusal when none does, or when more than one does."""
    names = workbook.sheets(source.path)
    fitting = [name for name in names if _has_header(source._replace(sheet=name))]
    if len(fitting) > 1:
        raise Refusal(
            f"{source.path.name} holds claims on more than one sheet ({', '.join(fitting)}). Nothing was "
            "imported: save each sheet as a file of its own."
        )
    return source._replace(sheet=fitting[0] if fitting else names[0])


def _has_header(source: Source) -> bool:
    try:
        return "claim" in columns.recognise(source).fields
    except Refusal:
        return False


def run(
    book: Ledger,
    source: Source,
    found: Recognised | None,
    *,
    system: str = "default",
    payer: str = "",
    progress: Progress | None = None,
) -> Result:
    """Imports a prepared file. Raises Refusal, with nothing of it imported, when it cannot be trusted."""
    kind = "x12" if source.x12 else "csv"
    if found is not None:
        columns.require(found)
    with book.transaction() as db:
        # The same bytes say the same thing only when they are read the same way; read anew, they replace it.
        day_first = [sorted(name for name, order in found.dates.items() if order == "day")] if found else []
        reading = json.dumps([payer, found.fields if found else None, *filter(None, day_first)])
        before = db.execute(
            "SELECT id, reading FROM imports WHERE sha256 = ? AND system = ?", (source.sha256, system)
        ).fetchone()
        if before and before[1] == reading:
            return Result(source.path.name, kind, already=True)
        if before:
            _withdraw(db, before[0])
        number = db.execute(
            "INSERT INTO imports (sha256, reading, system, payer, name, kind, at, taken, known, rejected) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)",
            (source.sha256, reading, system, payer, source.path.name, kind, ledger.now()),
        ).lastrowid
        filing = _Filing(db, system, number)
        if found is None:
            with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
                filing.take(interchange.statements(file), progress)
        else:
            filing.take(rows.statements(source, found, payer), progress)
            known = {**book.date_orders(payer or system), **found.dates}
            certain = {name: order for name, order in known.items() if name not in found.assumed}
            ledger.save_mapping(db, payer or system, found.fields, certain)
        filing.finish(source.path.name)
        names = dict(db.execute("SELECT alias, name FROM payer_names").fetchall())
        claims = refold(db, names)
        db.execute(
            "UPDATE imports SET taken = ?, known = ?, rejected = ? WHERE id = ?",
            (filing.taken, filing.known, filing.rejected, number),
        )
    remarks = tuple(filing.remarks)
    counts = filing.taken, filing.known, claims, filing.rejected
    return Result(source.path.name, kind, *counts, False, remarks, number)


def _withdraw(db: Any, file: int) -> None:
    """Takes an earlier reading of the same file back out."""
    db.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT system, claim FROM entries WHERE file = ?", (file,))
    db.execute("DELETE FROM entries WHERE file = ?", (file,))
    # A payment goes when no other file says it too.
    db.execute(
        "INSERT OR IGNORE INTO touched SELECT DISTINCT system, claim FROM payment_files WHERE file = ?", (file,)
    )
    db.execute(
        "DELETE FROM entries WHERE file = 0 AND (system, claim, seq) IN (SELECT system, claim, seq FROM "
        "payment_files GROUP BY system, claim, seq HAVING min(file) = ? AND max(file) = ?)",
        (file, file),
    )
    db.execute("DELETE FROM payment_files WHERE file = ?", (file,))
    db.execute("DELETE FROM remarks WHERE import_id = ?", (file,))
    db.execute("DELETE FROM imports WHERE id = ?", (file,))


class _Filing:
    """Puts statements into `entries` in batches and keeps count."""

    def __init__(self, db: Any, system: str, file: int) -> None:
        self.db = db
        self.system = system
        self.file = file
        self.taken = self.known = self.rejected = 0
        self.remarks: list[tuple[int, bool, str]] = []
        self.repeats: Counter[int] = Counter()
        self.batch: list[tuple[Any, ...]] = []

    def take(self, items: Iterable[Item], progress: Progress | None) -> None:
        for number, item in enumerate(items, start=1):
            if isinstance(item, Statement):
                self._statement(item)
            elif isinstance(item, Provider):
                self._provider(item)
            else:
                self._remark(item)
            if progress and number % 10_000 == 0:
                progress(number)
        self._flush()

    def finish(self, name: str) -> None:
        lines = self.taken + self.known + self.rejected
        if not self.taken and not self.known and not self.rejected:
            raise Refusal(f"{name} holds no claims. Nothing was imported.")
        if self.rejected > TOO_MANY_REJECTS * lines:
            line, _, reason = next(remark for remark in self.remarks if remark[1])
            raise Refusal(
                f"{self.rejected} of {lines} lines of {name} cannot be read (line {line}: {reason}). Nothing was "
                "imported: check with --map which columns are meant."
            )
        self._join_replacements()

    def _statement(self, item: Statement) -> None:
        text = json.dumps(item.body, separators=(",", ":"))
        claim = item.claim
        if (original := item.body.get("original")) and original != claim:
            self.db.execute("INSERT OR IGNORE INTO replaced VALUES (?, ?, ?)", (self.system, claim, original))
        file, seq = (self.file, item.line) if item.kind == "state" else (0, self._event(claim, text))
        self.batch.append((self.system, claim, file, seq, item.kind, text))
        if len(self.batch) >= BATCH:
            self._flush()

    def _event(self, claim: str, text: str) -> int:
        """A digest of what is said; a second identical payment in the same file is a payment of its own."""
        return self._occurrence(f"{claim}\x00{text}")

    def _occurrence(self, text: str) -> int:
        """How often something was said within one file is part of what it is: the n-th of its like is the same in
        every file that holds n of them."""
        plain = _digest(text)
        self.repeats[plain] += 1
        again = self.repeats[plain]
        return plain if again == 1 else _digest(f"{text}\x00{again}")

    def _flush(self) -> None:
        before = self.db.total_changes
        self.db.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?, ?, ?)", self.batch)
        new = self.db.total_changes - before
        self.taken += new
        self.known += len(self.batch) - new
        payments = [(row[0], row[1], row[3], self.file) for row in self.batch if row[4] == "payment"]
        if payments:
            self.db.executemany("INSERT OR IGNORE INTO payment_files VALUES (?, ?, ?, ?)", payments)
        if new:
            self.db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", {row[:2] for row in self.batch})
        self.batch.clear()

    def _provider(self, item: Provider) -> None:
        body = item.body
        self.db.execute(
            "INSERT OR IGNORE INTO provider_level VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self._occurrence(json.dumps(body, sort_keys=True)),
                body["provider"],
                body["payer"],
                body["date"],
                body["reason"],
                body["reference"],
                body["amount"],
            ),
        )

    def _remark(self, item: Rejected | Note) -> None:
        rejected, text = isinstance(item, Rejected), item[1]
        self.rejected += rejected
        if len(self.remarks) < SHOWN or (rejected and not any(known[1] for known in self.remarks)):
            self.remarks.append((item.line, rejected, text))
        self.db.execute("INSERT INTO remarks VALUES (?, ?, ?, ?)", (self.file, item.line, rejected, text))

    def _join_replacements(self) -> None:
        """Moves what was said under a replacement's own number to the claim that it replaces."""
        for _ in range(10):
            moving = self.db.execute(
                "SELECT DISTINCT e.system, e.claim, r.original "
                "FROM replaced r JOIN entries e USING (system, claim)"
            ).fetchall()
            if not moving:
                return
            for system, claim, original in moving:
                self.db.execute(
                    "INSERT OR IGNORE INTO entries SELECT system, ?, file, seq, kind, body FROM entries "
                    "WHERE system = ? AND claim = ?",
                    (original, system, claim),
                )
                self.db.execute("DELETE FROM entries WHERE system = ? AND claim = ?", (system, claim))
                self.db.execute(
                    "UPDATE OR REPLACE payment_files SET claim = ? WHERE system = ? AND claim = ?",
                    (original, system, claim),
                )
                self.db.executemany(
                    "INSERT OR IGNORE INTO touched VALUES (?, ?)", [(system, claim), (system, original)]
                )
        raise Refusal("Claims of this file replace each other in a circle. Nothing was imported.")


def _digest(text: str) -> int:
    """63 bits of BLAKE2b: within one claim a collision is out of reach, and they stand in an integer column."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
