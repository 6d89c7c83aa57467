"""The patients of a store as the form of a new visit offers them."""

from __future__ import annotations

from dataclasses import dataclass

from scribe_app.store.records import ConsentRecorded, Patient
from scribe_app.store.store import Store


@dataclass(frozen=True, slots=True)
class KnownPatients:
    """`earlier`: the dates of visits by the patient's id; `declined`: those who once said no to recording."""

    patients: list[Patient]
    earlier: dict[str, list[str]]
    declined: set[str]


def known_patients(store: Store) -> KnownPatients:
    """Everyone seen before. Raises StoreTrouble."""
    found = KnownPatients(store.patients(), {}, set())
    for record in store.visits():
        if record.patient is None:
            continue
        found.earlier.setdefault(record.patient.id, []).append(f"{record.date_of_service:%d %b %Y}")
        answers = [row.event for row in store.events(record.id) if isinstance(row.event, ConsentRecorded)]
        if answers and not answers[-1].given:
            found.declined.add(record.patient.id)
    return found
