"""From a folder to the key of its store, for commands that open or make one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scribe_app.store import keys
from scribe_app.store.files import DATABASE, private_folder
from scribe_app.store.keys import Key


def is_there(folder: Path) -> bool:
    """True when this folder holds a store."""
    return keys.exists(folder) or (folder / DATABASE).exists()


def unlock(folder: Path, ask: Callable[[], str]) -> Key:
    """The key of the store in `folder`; `ask` gives the passphrase when one is needed. Raises StoreTrouble."""
    return keys.unlock(folder, ring=keys.system_keyring(), ask=ask)


def create(folder: Path, passphrase: str | None = None) -> tuple[Key, str]:
    """Makes the key of a new store in the system's keyring, or under a passphrase; returns it and the recovery
    phrase, which is to be shown once. Raises StoreTrouble."""
    return keys.create(private_folder(folder), passphrase, ring=keys.system_keyring())
