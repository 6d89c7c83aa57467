"""A stored visit back as the encounter it was: its events through the same code that took them live."""

from __future__ import annotations

from scribe_app.store.store import Store
from structuring.encounter import Encounter
from structuring.pack import Pack
from structuring.state import Visit


def reopen(store: Store, visit_id: str, pack: Pack) -> Encounter:
    """The encounter of a visit with everything said, edited and decided in it. Raises StoreTrouble."""
    record = store.visit(visit_id)
    encounter = Encounter(pack, Visit(date_of_service=record.date_of_service, visit_type=record.visit_type))
    for event in store.encounter_events(visit_id):
        encounter.apply(event)
    return encounter
