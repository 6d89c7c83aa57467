"""What leaves the program for the record of the clinic: a note with its visit, and whether it is signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from scribe_app.signing import SignedDocument, SignedVisit, signed_visit
from scribe_app.store.records import Patient, VisitRecord
from scribe_app.store.reopen import reopen
from scribe_app.store.store import Store
from structuring.pack import Pack
from structuring.state import Coding, Note, State
from structuring.turns import Frozen

Status = Literal["draft", "signed", "voided"]


class Signature(Frozen):
    """One signature as it is printed. `fingerprint` is the SHA-256 of header and signature."""

    signer: str
    credentials: str
    at: datetime
    body_sha256: str
    fingerprint: str
    key: str
    value: str

    @property
    def who(self) -> str:
        return f"{self.signer}, {self.credentials}" if self.credentials else self.signer


class Addition(Frozen):
    """An addendum, or the declaration that the note is void (then `text` is empty)."""

    text: str
    reason: str
    signature: Signature


class Handover(Frozen):
    """Everything the three forms of export are made from. `document` is the signed note itself, to verify."""

    visit_id: str
    date_of_service: date
    visit_type: str | None
    clinician: str
    begun_at: datetime
    patient: Patient | None
    note: Note
    code: Coding
    status: Status
    signature: Signature | None = None
    addenda: tuple[Addition, ...] = ()
    void: Addition | None = None
    document: str | None = None

    @property
    def changed_at(self) -> datetime:
        """When the last word was added; for a draft, when the visit began."""
        additions = [*self.addenda, *([self.void] if self.void else [])]
        if additions:
            return max(addition.signature.at for addition in additions)
        return self.signature.at if self.signature else self.begun_at


def gather(store: Store, visit_id: str, pack: Pack) -> Handover:
    """A stored visit: the signed note as it was signed, or else the draft as it stands now.

    Raises StoreTrouble when there is no such visit, Damaged when a signed document was changed.
    """
    visit = store.visit(visit_id)
    signed = signed_visit(store, visit_id)
    if signed is None:
        return of_draft(visit, reopen(store, visit_id, pack).state)
    return of_signed(visit, signed)


def of_draft(visit: VisitRecord, state: State) -> Handover:
    """A note that nobody has signed."""
    return Handover(
        visit_id=visit.id,
        date_of_service=visit.date_of_service,
        visit_type=visit.visit_type or _found_type(state.findings),
        clinician=visit.clinician,
        begun_at=visit.created_at,
        patient=visit.patient,
        note=state.note,
        code=state.code,
        status="draft",
    )


def of_signed(visit: VisitRecord, signed: SignedVisit) -> Handover:
    """A signed note: patient, note and code are those of the signed record, not today's."""
    additions = [
        Addition(text=record.text, reason=record.reason, signature=_of(doc)) for record, doc in signed.addenda
    ]
    void = signed.void
    return Handover(
        visit_id=visit.id,
        date_of_service=date.fromisoformat(signed.record.date_of_service),
        visit_type=signed.record.visit_type,
        clinician=signed.record.clinician,
        begun_at=visit.created_at,
        patient=signed.record.patient,
        note=signed.record.note,
        code=signed.record.code,
        status="voided" if void else "signed",
        signature=_of(signed.note),
        addenda=tuple(additions),
        void=Addition(text="", reason=void[0].reason, signature=_of(void[1])) if void else None,
        document=signed.note.text(),
    )


def _of(document: SignedDocument) -> Signature:
    header = document.header
    return Signature(
        signer=header.signer,
        credentials=header.credentials,
        at=header.signed_at,
        body_sha256=header.body_sha256,
        fingerprint=document.fingerprint,
        key=document.key_fingerprint,
        value=document.signature,
    )


def _found_type(findings: dict[str, object]) -> str | None:
    found = findings.get("visit_type")
    return found if isinstance(found, str) else None
