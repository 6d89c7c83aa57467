"""What must hold before a store is opened: nobody else writes, nothing has vanished, the schema is today's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from scribe_app.store.audit import HEAD
from scribe_app.store.database import NAME, Database
from scribe_app.store.files import private_folder
from scribe_app.store.keys import Key
from scribe_app.store.trouble import Damaged, InUse, explain

LOCK = "in-use.lock"


def take_lock(folder: Path) -> FileLock:
    """Makes this program the one that writes to the store in `folder`. Raises InUse when another one does."""
    # Held for the whole program: opened in one thread, closed in another.
    lock = FileLock(folder / LOCK, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InUse(
            "The encounters are open in another window of this program. Close that one first, or go on there."
        ) from None
    except OSError as fault:
        raise explain(fault) from fault
    return lock


def refuse_vanished(folder: Path) -> None:
    """An empty database where there once was one must not look like a practice without patients."""
    path = folder / NAME
    if (folder / HEAD).exists() and (not path.exists() or path.stat().st_size == 0):
        raise Damaged(
            f"The database {path} is missing or empty, though there were encounters here. Nothing was changed: "
            "put it back, or restore a backup with 'scribe encounters restore BACKUP'."
        )


def migrate(database: Database, key: Key, folder: Path, *, alone: bool) -> None:
    """A command that only looks may be the first after an update: it migrates too, but never beside the app."""
    lock = None if alone else take_lock(folder)
    try:
        database.migrate(before=lambda version: _copy_before_migration(database, key, folder, version))
    finally:
        if lock is not None:
            lock.release()


def _copy_before_migration(database: Database, key: Key, folder: Path, version: int) -> None:
    backups = private_folder(folder / "backups")
    database.copy_to(backups / f"before-schema-{version + 1}-{datetime.now(UTC):%Y%m%dT%H%M%S}.db", key)
