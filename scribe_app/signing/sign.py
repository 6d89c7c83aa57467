"""Signing a visit: the note, its addenda, its voiding; and reading and verifying them again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scribe_app.signing import document as documents
from scribe_app.signing.document import Kind, SignedDocument
from scribe_app.signing.record import AddendumRecord, NoteRecord, events_hash, note_record
from scribe_app.store.records import AddendumSigned, Happening, Signed, TranscriptDeleted, Voided
from scribe_app.store.store import Store
from scribe_app.store.trouble import Damaged, StoreTrouble
from structuring.events import Event
from structuring.pack import Pack
from structuring.state import State
from structuring.turns import Frozen


class Signer(Frozen):
    """The clinician who signs."""

    name: str
    credentials: str = ""


class SignedVisit(Frozen):
    """A signed note with what was added later. The note itself is what it was when it was signed."""

    record: NoteRecord
    note: SignedDocument
    addenda: tuple[tuple[AddendumRecord, SignedDocument], ...] = ()
    void: tuple[AddendumRecord, SignedDocument] | None = None


def sign(
    store: Store,
    visit_id: str,
    state: State,
    signer: Signer,
    *,
    events: Sequence[Event] | None = None,
    pack: Pack | None = None,
    acknowledged: Mapping[str, str] | None = None,
) -> SignedDocument:
    """Freezes the note of a visit and signs it; from then on it cannot change.

    `state` is what the clinician saw; `events`, when given, are the events it came from and must be the stored
    ones. `acknowledged` names what was left open, with the reason. Raises StoreTrouble when the visit is already
    signed, when there is nothing to sign, or when not everything is stored.
    """
    visit = store.visit(visit_id)
    if visit.status in ("signed", "voided"):
        raise StoreTrouble("This note is signed already. What is to be added goes into an addendum.")
    if not any(section.sentences for section in state.note.sections):
        raise StoreTrouble("The note is empty: there is nothing to sign.")
    if not signer.name.strip():
        raise StoreTrouble("A note is signed by somebody: enter your name in the settings.")
    stored = store.events(visit_id)
    if store.waiting or (events is not None and list(events) != [row.event for row in stored if row.of_encounter]):
        raise StoreTrouble("Not everything of this visit is on the disk yet, so it was not signed. Try again.")
    record = note_record(visit, state, stored, pack=pack, acknowledged=acknowledged or {})
    return _add(store, visit_id, "note", record, signer)


def addendum(store: Store, visit_id: str, text: str, reason: str, signer: Signer) -> SignedDocument:
    """Adds to a signed note, with author, time and reason. The original stays as it is."""
    signed = _standing(store, visit_id)
    if not text.strip() or not reason.strip():
        raise StoreTrouble("An addendum needs its text and the reason for it.")
    record = AddendumRecord(visit_id=visit_id, text=text, reason=reason, to=signed.note.fingerprint)
    return _add(store, visit_id, "addendum", record, signer)


def void(store: Store, visit_id: str, reason: str, signer: Signer) -> SignedDocument:
    """Declares a signed note void. It stays readable, marked as void, with the reason."""
    signed = _standing(store, visit_id)
    if not reason.strip():
        raise StoreTrouble("Voiding a note needs a reason.")
    record = AddendumRecord(visit_id=visit_id, text="", reason=reason, to=signed.note.fingerprint)
    return _add(store, visit_id, "void", record, signer)


def signed_visit(store: Store, visit_id: str) -> SignedVisit | None:
    """The signed note of a visit with addenda and voiding, or None when it is not signed.

    Raises Damaged when one of the documents is not what was signed.
    """
    found = [_checked(text) for text in _texts(store, visit_id)]
    if not found:
        return None
    note, *later = found
    added = [(AddendumRecord.model_validate_json(item.body), item) for item in later]
    return SignedVisit(
        record=NoteRecord.model_validate_json(note.body),
        note=note,
        addenda=tuple(pair for pair in added if pair[1].header.kind == "addendum"),
        void=next((pair for pair in added if pair[1].header.kind == "void"), None),
    )


def verify_visit(store: Store, visit_id: str) -> tuple[str, ...]:
    """What is wrong with the signed documents of a visit: each by itself, their order, the audit log's word."""
    problems: list[str] = []
    previous = ""
    logged = {
        json.loads(row.detail).get("fingerprint"): row.seq
        for row in store.audit.rows(visit_id)
        if row.action in _LOG
    }
    texts = _texts(store, visit_id)
    for number, text in enumerate(texts, start=1):
        verdict = documents.verify(text)
        problems += [f"Document {number}: {problem}" for problem in verdict.problems]
        if verdict.document is None or not verdict.ok:
            previous = "?"
            continue
        if verdict.document.header.visit != visit_id:
            problems.append(f"Document {number} belongs to visit {verdict.document.header.visit}.")
        if previous != "?" and verdict.document.header.previous != previous:
            problems.append(f"Document {number} does not follow the one before it: one is missing or moved.")
        if number == 1:
            problems += _of_the_events(store, visit_id, NoteRecord.model_validate_json(verdict.document.body))
        previous = verdict.document.fingerprint
        if previous not in logged:
            problems.append(f"Document {number} was not signed in this store: the audit log does not know it.")
    if len(texts) < len(logged):
        problems.append(f"{len(logged) - len(texts)} signed documents of this visit are missing.")
    return tuple(problems)


def _of_the_events(store: Store, visit_id: str, record: NoteRecord) -> list[str]:
    try:
        events = store.events(visit_id)
    except Damaged as damaged:
        return [str(damaged)]
    if any(isinstance(row.event, TranscriptDeleted) for row in events):
        return []  # by retention: what the note quotes of it is in the note itself
    if events_hash(events[: record.events]) == record.events_sha256:
        return []
    return ["The events of this visit (transcript, edits) are not the ones that were signed."]


_DOCUMENTS = "SELECT document FROM signed_documents WHERE visit_id = ? ORDER BY seq"
_LOG: dict[str, Kind] = {"sign": "note", "addendum": "addendum", "void": "void"}


def _standing(store: Store, visit_id: str) -> SignedVisit:
    store.visit(visit_id)
    signed = signed_visit(store, visit_id)
    if signed is None:
        raise StoreTrouble("This note is not signed yet: change the note itself.")
    if signed.void is not None:
        raise StoreTrouble("This note is void: start a new visit for a new note.")
    return signed


def _add(
    store: Store, visit_id: str, kind: Kind, record: NoteRecord | AddendumRecord, signer: Signer
) -> SignedDocument:
    at = store.clock()
    with store.database.transaction() as db:
        earlier = [row[0] for row in db.execute(_DOCUMENTS, (visit_id,))]
        if kind == "note" and earlier:
            raise StoreTrouble("This note is signed already. What is to be added goes into an addendum.")
        signed = documents.make(
            record.model_dump(mode="json"),
            visit=visit_id,
            seq=len(earlier) + 1,
            kind=kind,
            signer=signer.name,
            credentials=signer.credentials,
            signed_at=at,
            private_key=_private_key(db, signer, at),
            previous=_checked(earlier[-1]).fingerprint if earlier else "",
        )
        db.execute(
            "INSERT INTO signed_documents VALUES (?, ?, ?, ?, ?)",
            (visit_id, signed.header.seq, kind, at.isoformat(), signed.text()),
        )
        store.insert(db, visit_id, at, _happening(kind, signed, record))
        action = next(action for action, of in _LOG.items() if of == kind)
        store.audit.add(db, at, store.actor, action, visit_id, {"fingerprint": signed.fingerprint})
    store.audit.note_head()
    return signed


def _happening(kind: Kind, signed: SignedDocument, record: NoteRecord | AddendumRecord) -> Happening:
    sha256, signer = signed.fingerprint, signed.header.signer
    if kind == "note":
        return Signed(sha256=sha256, signer=signer)
    assert isinstance(record, AddendumRecord)
    if kind == "addendum":
        return AddendumSigned(sha256=sha256, signer=signer, reason=record.reason)
    return Voided(sha256=sha256, signer=signer, reason=record.reason)


def _private_key(db: Any, signer: Signer, at: datetime) -> bytes:
    """The signer's key, made with the first signature. It leaves the encrypted database only into memory."""
    found = db.execute("SELECT private_key FROM signers WHERE name = ?", (signer.name,)).fetchone()
    if found:
        return bytes(found[0])
    secret = Ed25519PrivateKey.generate()
    public, private = secret.public_key().public_bytes_raw(), secret.private_bytes_raw()
    db.execute(
        "INSERT INTO signers VALUES (?, ?, ?, ?, ?)",
        (signer.name, signer.credentials, public, private, at.isoformat()),
    )
    return private


def _texts(store: Store, visit_id: str) -> list[str]:
    return [row[0] for row in store.database.rows(_DOCUMENTS, (visit_id,))]


def _checked(text: str) -> SignedDocument:
    verdict = documents.verify(text)
    if verdict.document is None or not verdict.ok:
        raise Damaged(f"A signed document is not what was signed. {verdict.problems[0]}")
    return verdict.document
