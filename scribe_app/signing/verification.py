"""Is everything of a store as it was written: database, log, signed documents, sound?"""

from __future__ import annotations

from collections.abc import Iterator

from scribe_app.signing.sign import verify_visit
from scribe_app.store.sound import read_chunks
from scribe_app.store.store import Store
from scribe_app.store.trouble import Damaged, StoreTrouble


def problems(store: Store, visit_id: str | None = None) -> list[str]:
    """Every fault found, each as a sentence that says where; of one visit, or of everything.

    Raises StoreTrouble when there is no such visit.
    """
    visits = [store.visit(visit_id)] if visit_id else store.visits()
    found = [] if visit_id else list(_of_the_whole(store))
    for visit in visits:
        found += [f"Visit {visit.id}: {problem}" for problem in verify_visit(store, visit.id)]
        found += [f"Visit {visit.id}: {problem}" for problem in _of_the_sound(store, visit.id)]
    return found


def _of_the_whole(store: Store) -> Iterator[str]:
    for row in store.database.rows("PRAGMA cipher_integrity_check"):
        yield f"Database: {row[0]}."
    for row in store.database.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"Database: {row[0]}."
    if fault := store.audit.verify():
        yield f"Log: {fault.what}"


def _of_the_sound(store: Store, visit_id: str) -> Iterator[str]:
    if not store.has_sound(visit_id):
        return
    try:
        for chunk in read_chunks(store.sound_path(visit_id), store.key, visit_id):
            if isinstance(chunk, Damaged):
                yield str(chunk)
    except StoreTrouble as trouble:
        yield str(trouble)
