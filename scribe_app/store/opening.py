"""From a folder to an open store: whose key it needs and where that comes from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scribe_app.store import keys
from scribe_app.store.database import NAME
from scribe_app.store.files import data_folder, private_folder
from scribe_app.store.keys import Key
from scribe_app.store.store import Store


def is_there(folder: Path) -> bool:
    """True when this folder holds a store."""
    return keys.exists(folder) or (folder / NAME).exists()


def unlock(folder: Path, ask: Callable[[], str]) -> Key:
    """The key of the store in `folder`; `ask` gives the passphrase when one is needed. Raises StoreTrouble."""
    return keys.unlock(folder, ring=keys.system_keyring(), ask=ask)


def create(folder: Path, passphrase: str | None = None) -> tuple[Key, str]:
    """Makes the key of a new store in the system's keyring, or under a passphrase; returns it and the recovery
    phrase, which is to be shown once. Raises StoreTrouble."""
    return keys.create(private_folder(folder), passphrase, ring=keys.system_keyring())


def open_store(
    ask: Callable[[], str], folder: Path | None = None, *, exclusive: bool = True, actor: str = ""
) -> Store:
    """Opens an existing store. Raises StoreTrouble when there is none, it is locked, damaged or in use."""
    place = folder or data_folder()
    return Store.open(place, unlock(place, ask), exclusive=exclusive, actor=actor)
