"""What a signature covers: the note, and everything it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal

from scribe_app import __version__
from scribe_app.signing.canonical import canonical
from scribe_app.store.records import Patient, PromptsShown, RecordingStarted, StoredEvent, VisitRecord
from structuring.events import Dismissed
from structuring.facts import Fact
from structuring.pack import Pack
from structuring.state import Alert, ChecklistItem, Coding, Note, State
from structuring.turns import Frozen


class Versions(Frozen):
    """With what the note was made. `rules`: SHA-256 of each rule file, by name."""

    program: str
    recogniser: str = ""
    recogniser_sha256: str = ""
    pack: str = ""
    rules: Mapping[str, str] = {}
    icd10cm: str = ""


class Prompt(Frozen):
    """A question that stood on the screen, and when (UTC)."""

    at: str
    paths: tuple[str, ...]
    questions: tuple[str, ...] = ()


class Dismissal(Frozen):
    at: str
    path: str
    reason: str | None


class NoteRecord(Frozen):
    """The signed body of a note. `acknowledged`: what was left open on signing, with the signer's reason.

    `events_sha256` covers the first `events` events of the visit, transcript included, as they are stored.
    """

    form: Literal["lumbar-note/1"] = "lumbar-note/1"
    visit_id: str
    date_of_service: str
    visit_type: str | None
    clinician: str
    patient: Patient | None
    note: Note
    facts: tuple[Fact, ...]
    checklist: tuple[ChecklistItem, ...]
    code: Coding
    alerts: tuple[Alert, ...]
    prompts: tuple[Prompt, ...]
    dismissals: tuple[Dismissal, ...]
    acknowledged: Mapping[str, str]
    events: int
    events_sha256: str
    versions: Versions


class AddendumRecord(Frozen):
    """The signed body of an addendum, or of a voiding (then `text` is empty)."""

    form: Literal["lumbar-addendum/1"] = "lumbar-addendum/1"
    visit_id: str
    text: str
    reason: str
    to: str


def note_record(
    visit: VisitRecord,
    state: State,
    events: Sequence[StoredEvent],
    *,
    pack: Pack | None,
    acknowledged: Mapping[str, str],
) -> NoteRecord:
    """Gathers what the signature covers from the state as shown and from the visit's events."""
    return NoteRecord(
        visit_id=visit.id,
        date_of_service=visit.date_of_service.isoformat(),
        visit_type=visit.visit_type,
        clinician=visit.clinician,
        patient=visit.patient,
        note=state.note,
        facts=state.facts,
        checklist=state.checklist,
        code=state.code,
        alerts=state.alerts,
        prompts=tuple(
            Prompt(at=row.at.isoformat(), paths=row.event.paths, questions=row.event.questions)
            for row in events
            if isinstance(row.event, PromptsShown)
        ),
        dismissals=tuple(
            Dismissal(at=row.at.isoformat(), path=row.event.path, reason=row.event.reason)
            for row in events
            if isinstance(row.event, Dismissed)
        ),
        acknowledged=dict(acknowledged),
        events=len(events),
        events_sha256=events_hash(events),
        versions=_versions(state, events, pack),
    )


def events_hash(events: Sequence[StoredEvent]) -> str:
    """SHA-256 over events in order: number, time, content."""
    digest = hashlib.sha256()
    for row in events:
        digest.update(canonical([row.seq, row.at.isoformat(), row.event.model_dump(mode="json")]) + b"\n")
    return digest.hexdigest()


def _versions(state: State, events: Sequence[StoredEvent], pack: Pack | None) -> Versions:
    started = [row.event for row in events if isinstance(row.event, RecordingStarted)]
    rules = {}
    if pack is not None:
        rules = {file: hashlib.sha256(pack.text(file).encode()).hexdigest() for file in pack.files()}
    return Versions(
        program=__version__,
        recogniser=started[-1].model if started else "",
        recogniser_sha256=started[-1].model_sha256 if started else "",
        pack=pack.name if pack else "",
        rules=rules,
        icd10cm=state.code.release,
    )
