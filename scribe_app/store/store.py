"""The store of encounters: what the window, the commands, signing and export keep and read.

Everything said, edited and decided is an event of its visit; events are only added. Reopening a visit hands its
events to the same `Encounter` that took them live.
"""

from __future__ import annotations

import getpass
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import ValidationError

from scribe_app.store import sound
from scribe_app.store.audit import AuditLog
from scribe_app.store.database import NAME, Database, schema_scripts
from scribe_app.store.files import private_folder
from scribe_app.store.keys import Key
from scribe_app.store.readiness import migrate, refuse_vanished, take_lock
from scribe_app.store.records import (
    ClockJumped,
    ConsentRecorded,
    Happening,
    Patient,
    StoredEvent,
    VisitRecord,
    parse_event,
)
from scribe_app.store.room import require_room
from scribe_app.store.sound import Samples, SoundWriter
from scribe_app.store.trouble import Damaged, StoreTrouble
from scribe_app.store.visit_rows import VISITS, patient_of, record_of
from structuring.events import Event
from structuring.state import Visit

JUMP_S = 5.0
EDITS = frozenset(
    {
        "speaker_corrected",
        "text_corrected",
        "fact_entered",
        "dismissed",
        "sentence_edited",
        "alert_acknowledged",
        "code_accepted",
        "hint_dismissed",
        "undone",
        "consent",
    }
)


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """One open store. Close it, or use it as a context manager."""

    def __init__(
        self,
        database: Database,
        key: Key,
        folder: Path | None,
        *,
        actor: str = "",
        clock: Callable[[], datetime] = _now,
        steady: Callable[[], float] = time.monotonic,
        lock: FileLock | None = None,
    ) -> None:
        self.database = database
        self.key = key
        self.folder = folder
        self.audit = AuditLog(database, key, folder)
        self.actor = actor or _user()
        self.clock = clock
        self._steady = steady
        self._lock = lock
        self._last: tuple[datetime, float] | None = None
        self._pending: list[tuple[str, datetime, Event | Happening]] = []
        self._guard = threading.RLock()
        self._writers: list[SoundWriter] = []

    @classmethod
    def open(
        cls,
        folder: Path,
        key: Key,
        *,
        actor: str = "",
        exclusive: bool = True,
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
        steady: Callable[[], float] = time.monotonic,
    ) -> Store:
        """Opens (or makes) the store in `folder`.

        `exclusive`: as the one program that records; a second one is refused with InUse. Commands that only
        look open it with `exclusive=False`. Raises StoreTrouble (Damaged, InUse, ...) with a plain sentence.
        """
        private_folder(folder)
        refuse_vanished(folder)
        lock = take_lock(folder) if exclusive and not read_only else None
        try:
            database = Database.open(folder / NAME, key, read_only=read_only)
            if not read_only and database.version() < len(schema_scripts()):
                migrate(database, key, folder, alone=lock is not None)
            elif not read_only:
                database.migrate()  # refuses what a newer program has written
        except BaseException:
            if lock:
                lock.release()
            raise
        return cls(database, key, folder, actor=actor, clock=clock, steady=steady, lock=lock)

    @classmethod
    def throwaway(cls, **options: Any) -> Store:
        """A store in memory under a key nobody knows: for demonstrations. Nothing of it is kept."""
        key = Key.throwaway()
        database = Database.open(None, key)
        database.migrate()
        return cls(database, key, None, **options)

    def close(self) -> None:
        """Writes what is still waiting and lets go of the store. Raises StoreTrouble when it cannot be written."""
        with self._guard:
            if self._pending:
                self._write_pending()
            for writer in self._writers:
                if writer.waiting_s:
                    writer.flush()
            self.database.close()
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Visits

    def new_visit(self, visit: Visit, *, patient: Patient | None = None, clinician: str = "") -> str:
        """Begins a visit; returns its id, which holds no patient's words."""
        at = self.clock()
        with self.database.transaction() as db:
            visit_id = _free_id(db, visit.date_of_service)
            patient_id = self._put_patient(db, patient, at) if patient else None
            db.execute(
                "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?)",
                (
                    visit_id,
                    patient_id,
                    visit.date_of_service.isoformat(),
                    visit.visit_type,
                    clinician or self.actor,
                    at.isoformat(),
                ),
            )
            self.audit.add(db, at, self.actor, "visit_created", visit_id)
        self.audit.note_head()
        return visit_id

    def set_patient(self, visit_id: str, patient: Patient) -> None:
        """Says or corrects whom an unsigned visit is about."""
        self.visit(visit_id)
        at = self.clock()
        with self.database.transaction() as db:
            patient_id = self._put_patient(db, patient, at)
            db.execute("UPDATE visits SET patient_id = ? WHERE id = ?", (patient_id, visit_id))
            self.audit.add(db, at, self.actor, "patient_set", visit_id)
        self.audit.note_head()

    def patients(self) -> list[Patient]:
        """Everyone with a visit here, by name."""
        rows = self.database.rows(
            "SELECT id, family, given, birth_date, sex, identifier FROM patients ORDER BY family, given"
        )
        return [patient_of(row) for row in rows]

    def visit(self, visit_id: str) -> VisitRecord:
        """One visit. Raises StoreTrouble when there is none of that id."""
        found = self.database.rows(f"{VISITS} WHERE visits.id = ?", (visit_id,))
        if not found:
            raise StoreTrouble(f"There is no visit '{visit_id}'. 'scribe encounters list' shows them.")
        return record_of(found[0])

    def visits(self, today: date | None = None) -> list[VisitRecord]:
        """All visits: today's unsigned first, then other unsigned ones, then signed and voided, newest first."""
        day = today or self.clock().astimezone().date()
        records = [record_of(row) for row in self.database.rows(f"{VISITS} ORDER BY visits.created_at DESC")]

        def order(record: VisitRecord) -> int:
            if record.status in ("signed", "voided"):
                return 2
            return 0 if record.date_of_service == day else 1

        return sorted(records, key=order)

    def interrupted(self) -> list[VisitRecord]:
        """The visits whose recording was cut off: to be offered for recovery when the program starts."""
        return [record for record in self.visits() if record.status == "interrupted"]

    # Events

    def append(self, visit_id: str, event: Event | Happening) -> StoredEvent:
        """Stores one event for good before it returns.

        When the disk refuses, StoreTrouble says so and the event is kept in memory: it is written ahead of the
        next one and at `close`; do not hand it over again. A refused event (signed visit) is not kept.
        """
        with self._guard:
            at = self.clock()
            jump = self._jump(at)
            if jump is not None:
                self._pending.append((visit_id, at, ClockJumped(seconds=jump)))
            self._pending.append((visit_id, at, event))
            return self._write_pending()

    @property
    def waiting(self) -> int:
        """How many events the disk has refused so far."""
        return len(self._pending)

    def events(self, visit_id: str) -> list[StoredEvent]:
        """All events of a visit in order. Raises Damaged when one cannot be read."""
        rows = self.database.rows(
            "SELECT seq, at, kind, body FROM events WHERE visit_id = ? ORDER BY seq", (visit_id,)
        )
        try:
            return [
                StoredEvent(seq=seq, at=datetime.fromisoformat(at), event=parse_event(kind, body))
                for seq, at, kind, body in rows
            ]
        except (ValidationError, ValueError):
            raise Damaged(f"An event of visit {visit_id} cannot be read.") from None

    def encounter_events(self, visit_id: str) -> list[Event]:
        """What `Encounter.apply` takes, in order: reopening a visit is applying these."""
        return [stored.event for stored in self.events(visit_id) if stored.of_encounter]  # type: ignore[misc]

    def log(self, action: str, visit_id: str | None = None, detail: Mapping[str, object] | None = None) -> None:
        """One row of the audit log: view, export, unlock, ... `detail` must hold no patient's words."""
        if self.database.read_only:
            return
        with self.database.transaction() as db:
            self.audit.add(db, self.clock(), self.actor, action, visit_id, detail)
        self.audit.note_head()

    # Sound

    def sound_path(self, visit_id: str) -> Path:
        """The file with the sound of a visit. Raises StoreTrouble for a store in memory."""
        if self.folder is None:
            raise StoreTrouble("This is a demonstration: its sound is not kept.")
        return self.folder / "sound" / f"{visit_id}.sound"

    def sound_writer(self, visit_id: str) -> SoundWriter:
        """Where the sound of a visit goes as it is captured.

        Raises StoreTrouble when the patient's consent is not on record, when the visit is signed, or when the
        disk has too little room.
        """
        if self.visit(visit_id).status in ("signed", "voided"):
            raise StoreTrouble("The note of this visit is signed: start a new visit to record.")
        consents = [row.event for row in self.events(visit_id) if isinstance(row.event, ConsentRecorded)]
        if not consents or not consents[-1].given:
            raise StoreTrouble("No sound is kept before the patient's consent is on record.")
        path = self.sound_path(visit_id)
        require_room(private_folder(path.parent))
        writer = SoundWriter(path, self.key, visit_id)
        self._writers = [held for held in self._writers if held.waiting_s] + [writer]
        return writer

    def has_sound(self, visit_id: str) -> bool:
        return self.folder is not None and self.sound_path(visit_id).exists()

    def read_sound(self, visit_id: str, start_s: float, end_s: float) -> Samples:
        """Float32 mono samples at 16 kHz between two seconds of a visit; empty when none is kept."""
        if not self.has_sound(visit_id):
            return sound.read_nothing()
        return sound.read_sound(self.sound_path(visit_id), self.key, visit_id, start_s, end_s)

    # Inside

    def _write_pending(self) -> StoredEvent:
        try:
            with self.database.transaction() as db:
                stored = [self.insert(db, *waiting) for waiting in self._pending]
                logged = any(event.kind in EDITS for _, _, event in self._pending)
        except StoreTrouble as trouble:
            if trouble.refuses:
                self._pending.pop()
            raise
        self._pending.clear()
        if logged:
            self.audit.note_head()
        # The disk takes something again: perhaps also the sound that it refused.
        for writer in self._writers:
            if writer.waiting_s:
                writer.retry()
        return stored[-1]

    def insert(self, db: Any, visit_id: str, at: datetime, event: Event | Happening) -> StoredEvent:
        """Adds an event inside a transaction of the caller's."""
        seq = db.execute(
            "SELECT coalesce(max(seq), 0) + 1 FROM events WHERE visit_id = ?", (visit_id,)
        ).fetchone()[0]
        db.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?)",
            (visit_id, seq, at.isoformat(), event.kind, event.model_dump_json()),
        )
        if event.kind in EDITS:
            self.audit.add(db, at, self.actor, "edit", visit_id, {"event": seq, "kind": event.kind})
        return StoredEvent(seq=seq, at=at, event=event)

    def _jump(self, at: datetime) -> float | None:
        """Seconds by which the clock was moved since the last event, when it was."""
        steady = self._steady()
        last, self._last = self._last, (at, steady)
        if last is None:
            return None
        moved = (at - last[0]).total_seconds() - (steady - last[1])
        return round(moved, 1) if abs(moved) > JUMP_S else None

    def _put_patient(self, db: Any, patient: Patient, at: datetime) -> str:
        if patient.id:
            return patient.id
        patient_id = secrets.token_hex(8)
        db.execute(
            "INSERT INTO patients VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                patient_id,
                patient.family,
                patient.given,
                patient.birth_date.isoformat() if patient.birth_date else None,
                patient.sex,
                patient.identifier,
                at.isoformat(),
            ),
        )
        return patient_id


def _free_id(db: Any, day: date) -> str:
    """Short enough to be typed, and not taken: three random bytes do meet now and then."""
    while True:
        visit_id = f"{day:%Y%m%d}-{secrets.token_hex(3)}"
        if db.execute("SELECT 1 FROM visits WHERE id = ?", (visit_id,)).fetchone() is None:
            return visit_id


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
