"""How long claims are kept, and their real deletion after that: in the ledger and in its backups.

A claim's time runs from the last day on which anything happened to it: service, submission, answer or payment.
What goes is everything that names the claim: the words of the imports, what was derived from them, the rejected
lines. The list of imports stays (name, digest and counts of each file), so that an old file given again stays out.
Visits in the ledger follow their notes, which have a period of their own.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from scribe_app.billing.ledger import NAME, Ledger
from scribe_app.billing.values import dollars
from scribe_app.settings import Settings
from scribe_app.store import backup as backups
from scribe_app.store.keys import Key
from scribe_app.store.store import Store
from scribe_app.store.trouble import StoreTrouble
from structuring.turns import Frozen

CLOCK_BEHIND = timedelta(days=1)
CLOCK_AHEAD = timedelta(days=366)
_LAST_DAY = (
    "max(c.day, c.submitted, c.first_on, c.first_paid_on, "
    "coalesce((SELECT max(p.day) FROM postings p WHERE p.claim_id = c.id), ''))"
)
_BELOW = ("claim_dx", "claim_reasons", "postings")


class Due(Frozen):
    """What has reached its end: nothing of it happened after `before` (ISO date).

    `open_claims` of the claims still show a balance, `open_cents` together: they leave days in A/R when they go.
    """

    before: str
    claims: int = 0
    open_claims: int = 0
    open_cents: int = 0
    remarks: int = 0
    provider_level: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.claims or self.remarks or self.provider_level)

    def told(self) -> str:
        parts = f"{self.claims} claims without any event after {self.before}"
        if self.open_claims:
            parts += f" ({self.open_claims} of them with an open balance, {dollars(self.open_cents)} together)"
        return f"{parts}, {self.remarks} remarks on imports, {self.provider_level} amounts that belong to no claim"


class Outcome(Frozen):
    """What was deleted, and the backups that could not be reached (they still hold it)."""

    due: Due
    unreached: tuple[str, ...] = ()


def due(book: Ledger, days: int, today: date) -> Due:
    """What `days` after its last event are over on `today`. Raises ValueError for less than a day."""
    if days < 1:
        raise ValueError("claims are kept for a day at least")
    before = (today - timedelta(days=days)).isoformat()
    found = book.database.rows(
        "SELECT count(*), total(balance > 0), total(balance) FROM claims c "
        f"WHERE {_LAST_DAY} < ? AND {_LAST_DAY} <> ''",
        (before,),
    )[0]
    remarks = "SELECT count(*) FROM remarks WHERE import_id IN (SELECT id FROM imports WHERE at < ?)"
    return Due(
        before=before,
        claims=found[0],
        open_claims=int(found[1]),
        open_cents=int(found[2]),
        remarks=book.database.rows(remarks, (before,))[0][0],
        provider_level=book.database.rows("SELECT count(*) FROM provider_level WHERE day < ?", (before,))[0][0],
    )


def apply(
    book: Ledger, days: int, today: date, store: Store | None = None, *, date_is_right: bool = False
) -> Outcome:
    """Deletes what is due, in the ledger and in the backups that the store beside it remembers, and puts it on the
    store's log.

    Raises StoreTrouble, deleting nothing, when the clock of the machine cannot be right.
    """
    _believe(book, today, date_is_right)
    found = due(book, days, today)
    _delete(book, found)
    if store is None:
        return Outcome(due=found)
    if not found.nothing:
        store.log("retention_claims", None, {"claims": found.claims, "before": found.before})
    unreached = [path for path in backups.copies(store) if not _in_backup(path, store.key, days, today)]
    return Outcome(due=found, unreached=tuple(map(str, unreached)))


def let_go(store: Store, settings: Settings) -> list[str]:
    """Deletes the claims beside a store that are past the set period; returns what to tell the user."""
    if not settings.keep_claims_days or store.folder is None or not (store.folder / NAME).exists():
        return []
    today = store.clock().date()
    try:
        with Ledger.open(store.folder, store.key) as book:
            outcome = apply(book, settings.keep_claims_days, today, store)
    except StoreTrouble as trouble:
        return [str(trouble)]
    if outcome.due.nothing:
        return []
    told = [f"As set, deleted for good: {outcome.due.told()}."]
    if outcome.unreached:
        told.append(f"Backups that could not be reached still hold it: {', '.join(outcome.unreached)}.")
    return told


def _believe(book: Ledger, today: date, date_is_right: bool) -> None:
    newest = book.database.rows("SELECT max(at) FROM imports")[0][0]
    if newest is None or date_is_right:
        return
    last = datetime.fromisoformat(newest).date()
    if not last - CLOCK_BEHIND <= today <= last + CLOCK_AHEAD:
        raise StoreTrouble(
            f"The clock of this machine says {today}, the newest import was on {last}. No claims were deleted: "
            "set the clock right, or say that the date is right ('scribe claims retention --date-is-right')."
        )


def _delete(book: Ledger, found: Due) -> None:
    if found.nothing:
        return
    with book.transaction() as db:
        db.execute(
            "CREATE TEMP TABLE gone AS SELECT c.id, c.system, c.claim FROM claims c "
            f"WHERE {_LAST_DAY} < ? AND {_LAST_DAY} <> ''",
            (found.before,),
        )
        _delete_claims(db)
        db.execute("DROP TABLE gone")
        db.execute("DELETE FROM remarks WHERE import_id IN (SELECT id FROM imports WHERE at < ?)", (found.before,))
        db.execute("DELETE FROM provider_level WHERE day < ?", (found.before,))
    # Nothing deleted stays readable: free pages given back, the write-ahead log emptied.
    book.database.run("VACUUM")
    book.database.run("PRAGMA wal_checkpoint(TRUNCATE)")


def _delete_claims(db: Any) -> None:
    for table in _BELOW:
        db.execute(f"DELETE FROM {table} WHERE claim_id IN (SELECT id FROM gone)")
    db.execute("DELETE FROM entries WHERE (system, claim) IN (SELECT system, claim FROM gone)")
    db.execute("DELETE FROM payment_files WHERE (system, claim) IN (SELECT system, claim FROM gone)")
    db.execute("DELETE FROM replaced WHERE (system, original) IN (SELECT system, claim FROM gone)")
    db.execute(
        "DELETE FROM shared_rows WHERE kind = 'claim' AND name IN (SELECT system || char(0) || claim FROM gone)"
    )
    db.execute("DELETE FROM claims WHERE id IN (SELECT id FROM gone)")


def _in_backup(path: Path, key: Key, days: int, today: date) -> bool:
    """Deletes in a backup what is due there. False when it cannot be reached or is not as it was made."""
    try:
        if not path.is_dir():
            return False
        listed = backups.check(path) if (path / backups.LIST).exists() else None
        if not (path / NAME).exists():
            return True
        with Ledger.open(path, key) as copied:
            copied.database.run("PRAGMA journal_mode = DELETE")
            found = due(copied, days, today)
            _delete(copied, found)
        if listed is not None:
            backups.write_list(path, listed.made_at, listed.program_schema)
    except (StoreTrouble, OSError):
        return False
    return True
