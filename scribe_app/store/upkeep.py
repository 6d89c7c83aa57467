"""What the app does for its store when it starts: opens it, damaged or not; lets go of what is past its time."""

from __future__ import annotations

from pathlib import Path

from scribe_app.settings import Settings
from scribe_app.store import retention, salvage
from scribe_app.store.keys import Key
from scribe_app.store.store import Store
from scribe_app.store.trouble import Damaged, StoreTrouble


def open_for_work(folder: Path, key: Key, settings: Settings) -> tuple[Store, list[str]]:
    """The store of the app, and what its user should be told about it.

    A damaged database is opened for reading, with what can be saved of it. Raises StoreTrouble when it is in use
    or cannot be opened at all.
    """
    try:
        store = Store.open(folder, key, actor=settings.clinician)
    except Damaged as damaged:
        if not (folder / "encounters.db").exists():
            raise
        store, losses = salvage.open_damaged(folder, key)
        return store, [str(damaged), "What could be saved is shown here for reading.", *losses]
    # Before the log has an entry of now: the clock is believed by the newest one.
    told = let_go(store, settings)
    store.log("open")
    return store, told


def let_go(store: Store, settings: Settings) -> list[str]:
    """Deletes what is past the periods of the settings (0 days: kept for good); returns what to tell the user."""
    policy = retention.Policy(
        sound=settings.keep_sound_days or None, transcript=settings.keep_transcript_days or None
    )
    try:
        outcome = retention.apply(store, policy)
    except StoreTrouble as trouble:
        return [str(trouble)]
    if outcome.due.nothing:
        return []
    told = [
        f"As set, deleted for good: the sound of {len(outcome.due.sound)} and the transcript of "
        f"{len(outcome.due.transcript)} signed visits."
    ]
    if outcome.unreached:
        told.append(f"Backups that could not be reached still hold it: {', '.join(outcome.unreached)}.")
    return told
