"""Ways back to the encounters: by the recovery phrase, from a backup; and what a crash has left of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scribe_app.errors import Refusal
from scribe_app.store import keys, recovery
from scribe_app.store.keys import Key

if TYPE_CHECKING:
    from scribe_app.store.store import Store


@dataclass(frozen=True, slots=True)
class BackupFound:
    """A backup as it is offered: when it was made and how many files it holds."""

    folder: Path
    made_at: datetime
    files: int


@dataclass(frozen=True, slots=True)
class Restored:
    """`former` is where the encounters went that were there before. `by_phrase`: a new passphrase is due."""

    key: Key
    former: Path | None
    by_phrase: bool


@dataclass(frozen=True, slots=True)
class CutOff:
    """What is kept of a visit whose recording never came to its end; seconds of sound and of heard talk."""

    visit_id: str
    name: str
    sentences: int
    sound_s: float
    heard_until_s: float


def look_at(folder: Path) -> BackupFound:
    """The backup in a folder. Raises StoreTrouble when it is none or its list cannot be read."""
    from scribe_app.store import backup

    contents = backup.contents(folder)
    return BackupFound(folder, contents.made_at, len(contents.files))


def restore(backup_folder: Path, folder: Path, secret: str) -> Restored:
    """Puts a backup in the place of the encounters in `folder`, which are kept beside it.

    `secret` is the backup's passphrase or its recovery phrase; "" where the keyring of this machine holds its key.
    Raises StoreTrouble with nothing changed.
    """
    from scribe_app.store import backup  # here and below: the page that asks for the key need not wait for it

    by_phrase = is_phrase(secret)
    if by_phrase:
        key = keys.recover(backup_folder, secret)
    else:
        ring = None if keys.needs_passphrase(backup_folder) else keys.system_keyring()
        key = keys.unlock(backup_folder, secret, ring=ring)
    return Restored(key, backup.restore(backup_folder, folder, key), by_phrase)


def is_phrase(secret: str) -> bool:
    """Whether this is a recovery phrase, and no passphrase of as many words."""
    try:
        return bool(recovery.plain(secret))
    except Refusal:
        return False


def cut_off(store: Store) -> list[CutOff]:
    """The visits of a store that were left by a crash or a power cut, each with what is kept of it."""
    from scribe_app.store import sound
    from scribe_app.store.trouble import StoreTrouble
    from structuring.events import TurnHeard

    found = []
    for record in store.interrupted():
        heard = [event.turn for event in store.encounter_events(record.id) if isinstance(event, TurnHeard)]
        try:
            seconds = sound.seconds(store.sound_path(record.id), store.key, record.id)
        except StoreTrouble:
            seconds = 0.0
        until = max((turn.end_s or 0.0 for turn in heard), default=0.0)
        name = record.patient.name if record.patient else ""
        found.append(CutOff(record.id, name, len(heard), seconds, until))
    return found
