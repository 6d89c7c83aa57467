"""What the signed notes say of their own documentation, as rows without words or names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from scribe_app.billing import tables
from scribe_app.billing.ledger import Ledger
from scribe_app.signing.record import NoteRecord
from scribe_app.signing.sign import signed_visit
from scribe_app.store.store import Store
from structuring.turns import Frozen


class VisitQuality(Frozen):
    """One signed visit. `missing` are checklist lines at signing, `documented` ids of quality definitions."""

    visit: str
    patient: str
    day: date
    clinician: str
    code: str
    supported: bool
    documented: tuple[str, ...]
    missing: tuple[str, ...]
    synthetic: bool = False


def from_record(record: NoteRecord) -> VisitQuality:
    """The row of one signed note."""
    said = {fact.path for fact in record.facts if fact.status == "stated"}
    support = {item.element: item.status for item in record.checklist}
    return VisitQuality(
        visit=record.visit_id,
        patient=(record.patient.identifier or "") if record.patient else "",
        day=date.fromisoformat(record.date_of_service),
        clinician=record.clinician,
        code=record.code.accepted or record.code.primary or "",
        supported=support.get("etiology") == "complete",
        documented=tuple(entry.id for entry in tables.definitions().quality if said & set(entry.paths)),
        missing=tuple(path for item in record.checklist for path in item.missing),
    )


def collect(book: Ledger, store: Store) -> int:
    """Puts every signed, not voided visit of the store into the ledger; returns how many there are."""
    return put(book, _signed(store))


def _signed(store: Store) -> Iterator[VisitQuality]:
    for visit in store.visits():
        if visit.status == "signed" and (found := signed_visit(store, visit.id)) is not None:
            yield from_record(found.record)


def put(book: Ledger, rows: Iterable[VisitQuality]) -> int:
    """Makes these the visits of the ledger, in place of all earlier ones."""
    values: list[tuple[Any, ...]] = [
        (
            row.visit,
            row.patient,
            row.day.isoformat(),
            row.clinician,
            row.code,
            row.supported,
            " ".join(row.documented),
            " ".join(row.missing),
            row.synthetic,
        )
        for row in rows
    ]
    with book.transaction() as db:
        db.execute("DELETE FROM visit_quality")
        db.executemany("INSERT INTO visit_quality VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    return len(values)
