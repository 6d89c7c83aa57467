"""A backup is a folder like the store's own, under the same key, with a list of what must be in it.

It opens with the same passphrase or recovery phrase on any machine. It appears under its name only when it is
whole, and is read back before it is called done.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from scribe_app.store import audit, database, keys
from scribe_app.store.database import Database
from scribe_app.store.files import private_folder, write_whole
from scribe_app.store.keys import Key
from scribe_app.store.readiness import LOCK, take_lock
from scribe_app.store.store import Store
from scribe_app.store.trouble import Damaged, StoreTrouble, explain
from structuring.turns import Frozen

LIST = "backup.json"


class Contents(Frozen):
    """What a backup holds: SHA-256 by path within it."""

    made_at: datetime
    program_schema: int
    files: dict[str, str]


def back_up(store: Store, folder: Path) -> Path:
    """Makes a backup of an open store in `folder` and checks it; returns its own folder.

    Raises StoreTrouble, leaving nothing behind, when it cannot be made.
    """
    if store.folder is None:
        raise StoreTrouble("This is a demonstration: there is nothing to back up.")
    at = store.clock()
    place = folder / f"scribe-backup-{at:%Y%m%dT%H%M%S}Z"
    if place.exists():
        raise StoreTrouble(f"There is already a backup {place.name} in {folder}.")
    if store.folder.resolve() == folder.resolve() or store.folder.resolve() / "sound" in folder.resolve().parents:
        raise StoreTrouble("A backup belongs somewhere else than among the encounters themselves.")
    private_folder(folder)
    remember(store, place)
    store.log("backup", None, {"name": place.name})
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        _copy(store, unfinished)
        write_list(unfinished, at, store.database.version())
        check(unfinished, store.key)
        unfinished.replace(place)
    except OSError as fault:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise explain(fault) from fault
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return place


def _copy(store: Store, to: Path) -> None:
    assert store.folder is not None
    store.database.copy_to(to / database.NAME, store.key)
    for other in sorted(store.folder.glob("*.db")):
        if other.name != database.NAME:
            opened = Database.open(other, store.key, read_only=True)
            try:
                opened.copy_to(to / other.name, store.key)
            finally:
                opened.close()
    for name in (keys.NAME, audit.HEAD):
        if (store.folder / name).exists():
            write_whole(to / name, (store.folder / name).read_bytes())
    for sound in sorted((store.folder / "sound").glob("*.sound")):
        private_folder(to / "sound")
        copied = to / "sound" / sound.name
        shutil.copyfile(sound, copied)
        copied.chmod(0o600)


def remember(store: Store, copied: Path) -> None:
    """Puts a copy of the store on the list of those that retention must reach."""
    with store.database.transaction() as db:
        values = (str(copied.absolute()), store.clock().isoformat())
        db.execute("INSERT OR REPLACE INTO backups VALUES (?, ?)", values)


def copies(store: Store) -> list[Path]:
    """Every copy of the store that is remembered, whether it can be reached or not."""
    return [Path(row[0]) for row in store.database.rows("SELECT path FROM backups ORDER BY path")]


def write_list(folder: Path, at: datetime, schema: int) -> None:
    """Writes the list of what is in a backup."""
    contents = Contents(made_at=at, program_schema=schema, files=_hashes(folder))
    write_whole(folder / LIST, contents.model_dump_json(indent=1).encode())


def contents(backup: Path) -> Contents:
    """The list of a backup. Raises Damaged when the folder is none."""
    try:
        return Contents.model_validate_json((backup / LIST).read_bytes())
    except FileNotFoundError:
        raise StoreTrouble(f"{backup} is not a backup of encounters.") from None
    except (OSError, ValidationError, ValueError):
        raise Damaged(f"The list of the backup {backup.name} cannot be read: use another backup.") from None


def check(backup: Path, key: Key | None = None) -> Contents:
    """Whether everything is there and unchanged; with the key, also whether the database reads and its log stands.

    Raises Damaged naming the first file that is missing or changed.
    """
    listed = contents(backup)
    found = _hashes(backup)
    for name, digest in listed.files.items():
        if name not in found:
            raise Damaged(f"The backup {backup.name} lacks {name}: use another backup.")
        if found[name] != digest:
            raise Damaged(f"In the backup {backup.name}, {name} was changed: use another backup.")
    if key is not None:
        for name in listed.files:
            if name.endswith(".db") and "/" not in name:
                _check_database(backup / name, key)
    return listed


def _check_database(path: Path, key: Key) -> None:
    copied = Database.open(path, key, read_only=True)
    try:
        if copied.rows("PRAGMA cipher_integrity_check") or copied.rows("PRAGMA quick_check") != [("ok",)]:
            raise Damaged(f"{path.name} in the backup {path.parent.name} is damaged: use another backup.")
    finally:
        copied.close()


def restore(backup: Path, folder: Path, key: Key, *, actor: str = "") -> Path | None:
    """Puts a backup in the place of the store in `folder`; returns where the former store was moved, if any.

    The former store is kept, never overwritten. Raises StoreTrouble with nothing changed.
    """
    check(backup, key)
    private_folder(folder.parent)
    private_folder(folder)
    lock = take_lock(folder)
    unfinished = Path(tempfile.mkdtemp(prefix=".restoring-", dir=folder.parent))
    try:
        for name in contents(backup).files:
            target = unfinished / name
            private_folder(target.parent)
            shutil.copyfile(backup / name, target)
            target.chmod(0o600)
        former = _set_aside(folder)
        _move_in(unfinished, folder)
    except OSError as fault:
        raise explain(fault) from fault
    finally:
        lock.release()
        shutil.rmtree(unfinished, ignore_errors=True)
    with Store.open(folder, key, actor=actor) as store:
        for copied in (backup, former):
            if copied is not None:
                remember(store, copied)
        store.log("restore", None, {"name": backup.name})
    return former


def _set_aside(folder: Path) -> Path | None:
    inside = [entry for entry in folder.iterdir() if entry.name not in (LOCK, "backups")]
    if not any(entry.name == database.NAME for entry in inside):
        return None
    former = private_folder(folder.parent / f"{folder.name}-before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    for entry in inside:
        entry.replace(former / entry.name)
    return former


def _move_in(unfinished: Path, folder: Path) -> None:
    # The database comes last: a folder without it is no store yet, and a restore cut off can be repeated.
    entries = sorted(unfinished.iterdir(), key=lambda entry: entry.name == database.NAME)
    for entry in entries:
        target = folder / entry.name
        if target.is_dir():
            shutil.rmtree(target)
        entry.replace(target)


def _hashes(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in (LIST, LOCK) and not path.name.endswith(("-wal", "-shm")):
            with suppress(FileNotFoundError), path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
