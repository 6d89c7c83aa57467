"""Files and folders that only their owner can read, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

import platformdirs

from scribe_app.store.trouble import explain

DATABASE = "encounters.db"


def data_folder() -> Path:
    """Where the encounters of this user are kept; SCRIBE_DATA names another folder."""
    named = os.environ.get("SCRIBE_DATA")
    return Path(named) if named else Path(platformdirs.user_data_dir("lumbar-scribe", appauthor=False))


def private_folder(folder: Path) -> Path:
    """The folder, made if need be, closed to everyone else (0700)."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as fault:
        raise explain(fault) from fault
    return folder


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file of mode 0600 in one step: a reader sees the old or the new one, never a part.

    The new one is on the disk when this returns. Raises StoreTrouble; nothing is left behind then.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
    except OSError as fault:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise explain(fault) from fault


def _sync_folder(folder: Path) -> None:
    """Makes a new name in a folder outlive a power cut, where folders can be synced (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def erase(path: Path) -> None:
    """Overwrites a file with zeros and removes it. No file there is no error."""
    try:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as fault:
        raise explain(fault) from fault
