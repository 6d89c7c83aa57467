"""How long sound, transcript, note and audit log are kept, and their real deletion after that.

Deletion reaches the database (pages overwritten and given back), its write-ahead log, the sound files
(overwritten, with the key at their head), the copies made before a change of schema, and every backup that can
be reached. Signed and voided visits fall under it; a visit nobody has signed is named, not deleted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import Field

from scribe_app.store import backup as backups
from scribe_app.store.files import erase
from scribe_app.store.records import SoundDeleted, TranscriptDeleted
from scribe_app.store.store import Store
from scribe_app.store.trouble import StoreTrouble
from structuring.turns import Frozen

# 45 CFR 164.316(b)(2)(i): documentation of security activities is kept for six years.
LOG_LEAST_DAYS = 6 * 365 + 2


class Policy(Frozen):
    """Days after the end of a visit (its signature) for which each part is kept; None: for good.

    The note's own period is the clinic's to set: state law asks for six to ten years for adults, often more.
    """

    sound: int | None = Field(default=30, ge=0)
    transcript: int | None = Field(default=365, ge=0)
    note: int | None = Field(default=None, ge=0)
    log: int | None = Field(default=None, ge=LOG_LEAST_DAYS)


class Due(Frozen):
    """What has reached its end: ids of visits, and how many rows of the log. `unsigned` are only named."""

    sound: tuple[str, ...] = ()
    transcript: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    log_rows: int = 0
    unsigned: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.sound or self.transcript or self.note or self.log_rows)


class Outcome(Frozen):
    """What was deleted, and the backups that could not be reached (they still hold it)."""

    due: Due
    unreached: tuple[str, ...] = ()


def due(store: Store, policy: Policy, now: datetime | None = None) -> Due:
    """What the policy would delete at `now`."""
    at = now or store.clock()
    ended = _ended(store)
    return Due(
        sound=tuple(v for v, end in ended if _past(end, policy.sound, at) and store.has_sound(v)),
        transcript=tuple(v for v, end in ended if _past(end, policy.transcript, at) and _has_transcript(store, v)),
        note=tuple(v for v, end in ended if _past(end, policy.note, at)),
        log_rows=_old_rows(store, policy, at),
        unsigned=tuple(
            record.id
            for record in store.visits()
            if record.status in ("draft", "interrupted") and _past(record.created_at, policy.sound, at)
        ),
    )


def apply(store: Store, policy: Policy, now: datetime | None = None, *, date_is_right: bool = False) -> Outcome:
    """Deletes what is due. Raises StoreTrouble, deleting nothing, when the clock of the machine cannot be right.

    A clock that stands before the newest record, or more than a year after it, is not believed unless
    `date_is_right`: a wrong clock must not delete the records of a clinic.
    """
    at = now or store.clock()
    _believe(store, at, date_is_right)
    found = due(store, policy, at)
    if not found.nothing:
        _delete(store, found, policy, at)
    unreached = []
    for path in backups.copies(store):
        if not _apply_to_backup(path, store, policy, at):
            unreached.append(str(path))
    return Outcome(due=found, unreached=tuple(unreached))


def delete_visit(store: Store, visit_id: str, reason: str) -> None:
    """Deletes a visit that nobody signed, with its sound, for good (the patient withdrew, the wrong patient).

    Raises StoreTrouble for a signed note, which can only be declared void.
    """
    if store.visit(visit_id).status in ("signed", "voided"):
        raise StoreTrouble("A signed note is not deleted. It can be declared void, with a reason.")
    at = store.clock()
    with store.database.transaction() as db:
        _permit(db, "delete")
        _drop_visit(db, visit_id)
        db.execute("DELETE FROM permit")
        store.audit.add(db, at, store.actor, "delete", visit_id, {"reason_given": bool(reason.strip())})
    store.audit.note_head()
    if store.has_sound(visit_id):
        erase(store.sound_path(visit_id))
    _scrub(store)


def _delete(store: Store, found: Due, policy: Policy, at: datetime) -> None:
    with store.database.transaction() as db:
        _permit(db, "retention")
        for visit_id in set(found.sound) - set(found.note):
            store.insert(db, visit_id, at, SoundDeleted(reason="retention"))
        for visit_id in set(found.transcript) - set(found.note):
            db.execute(
                "DELETE FROM events WHERE visit_id = ? AND kind IN ('turn_heard', 'text_corrected')", (visit_id,)
            )
            store.insert(db, visit_id, at, TranscriptDeleted(reason="retention"))
        for visit_id in found.note:
            _drop_visit(db, visit_id)
        for name in ("sound", "transcript", "note"):
            for visit_id in getattr(found, name):
                store.audit.add(db, at, store.actor, f"retention_{name}", visit_id)
        if found.log_rows:
            _cut_log(store, db, at, found.log_rows)
        db.execute("DELETE FROM permit")
    store.audit.note_head()
    # After the log says so: cut off here, the sound is still due and goes with the next run.
    if store.folder is not None:
        for visit_id in {*found.sound, *found.note}:
            erase(store.sound_path(visit_id))
    _scrub(store)


def _cut_log(store: Store, db: Any, at: datetime, rows: int) -> None:
    first = db.execute("SELECT seq FROM audit ORDER BY seq LIMIT 1 OFFSET ?", (rows,)).fetchone()[0]
    db.execute("DELETE FROM audit WHERE seq < ?", (first,))
    store.audit.add(db, at, store.actor, "retention_log", None, {"kept_from": first})


def _drop_visit(db: Any, visit_id: str) -> None:
    patient = db.execute("SELECT patient_id FROM visits WHERE id = ?", (visit_id,)).fetchone()
    for table in ("events", "signed_documents"):
        db.execute(f"DELETE FROM {table} WHERE visit_id = ?", (visit_id,))
    db.execute("DELETE FROM visits WHERE id = ?", (visit_id,))
    if patient and patient[0]:
        db.execute(
            "DELETE FROM patients WHERE id = ? AND NOT EXISTS (SELECT 1 FROM visits WHERE patient_id = ?)",
            (patient[0], patient[0]),
        )


def _permit(db: Any, reason: str) -> None:
    db.execute("INSERT INTO permit VALUES (?)", (reason,))


def _scrub(store: Store) -> None:
    """Nothing deleted stays readable: free pages given back, the write-ahead log emptied, old copies removed."""
    store.database.run("VACUUM")
    store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    if store.folder is not None:
        for copied in (store.folder / "backups").glob("before-schema-*.db*"):
            erase(copied)


def _ended(store: Store) -> list[tuple[str, datetime]]:
    rows = store.database.rows(
        "SELECT visit_id, max(at) FROM signed_documents GROUP BY visit_id ORDER BY visit_id"
    )
    return [(visit_id, datetime.fromisoformat(at)) for visit_id, at in rows]


def _past(end: datetime, days: int | None, at: datetime) -> bool:
    return days is not None and end + timedelta(days=days) <= at


def _has_transcript(store: Store, visit_id: str) -> bool:
    sql = "SELECT 1 FROM events WHERE visit_id = ? AND kind IN ('turn_heard', 'text_corrected') LIMIT 1"
    return bool(store.database.rows(sql, (visit_id,)))


def _old_rows(store: Store, policy: Policy, at: datetime) -> int:
    """Rows from the beginning on that are past their time; the newest row always stays."""
    if policy.log is None:
        return 0
    count = 0
    rows = store.audit.rows()
    for row in rows[:-1]:
        if not _past(datetime.fromisoformat(row.at), policy.log, at):
            break
        count += 1
    return count


def _believe(store: Store, at: datetime, date_is_right: bool) -> None:
    newest = store.database.rows("SELECT max(at) FROM audit")[0][0]
    if newest is None or date_is_right:
        return
    last = datetime.fromisoformat(newest)
    if at < last - timedelta(minutes=5) or at > last + timedelta(days=366):
        raise StoreTrouble(
            f"The clock of this machine says {at:%Y-%m-%d}, the newest entry of the log {last:%Y-%m-%d}. "
            "Nothing was deleted: set the clock right, or say that the date is right ('--date-is-right')."
        )


def _apply_to_backup(path: Path, store: Store, policy: Policy, at: datetime) -> bool:
    """Deletes in a backup what is due there. False when it cannot be reached; one that is gone for good is too."""
    try:
        listed = backups.check(path) if (path / backups.LIST).exists() else None
        if not path.is_dir():
            return False
        with Store.open(path, store.key, actor=store.actor, clock=lambda: at) as copied:
            copied.database.run("PRAGMA journal_mode = DELETE")
            found = due(copied, policy, at)
            if not found.nothing:
                _delete(copied, found, policy, at)
            schema = copied.database.version()
        (path / "in-use.lock").unlink(missing_ok=True)
        if listed is not None:
            backups.write_list(path, listed.made_at, schema)
    except (StoreTrouble, OSError):
        return False
    return True
