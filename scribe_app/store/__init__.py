"""Keeps encounters: encrypted, append-only, recoverable.

The names are imported when they are asked for, so that the page which asks for the key need not wait for the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scribe_app.store.files import data_folder
    from scribe_app.store.keys import Key, Locked
    from scribe_app.store.records import (
        AddendumSigned,
        ClockJumped,
        ConsentRecorded,
        Gap,
        Patient,
        PromptsShown,
        RecordingPaused,
        RecordingResumed,
        RecordingStarted,
        RecordingStopped,
        Signed,
        StoredEvent,
        VisitRecord,
        Voided,
    )
    from scribe_app.store.sound import SoundWriter
    from scribe_app.store.store import Store
    from scribe_app.store.trouble import Damaged, DiskFull, InUse, StoreTrouble

__all__ = [
    "AddendumSigned",
    "ClockJumped",
    "ConsentRecorded",
    "Damaged",
    "DiskFull",
    "Gap",
    "InUse",
    "Key",
    "Locked",
    "Patient",
    "PromptsShown",
    "RecordingPaused",
    "RecordingResumed",
    "RecordingStarted",
    "RecordingStopped",
    "Signed",
    "SoundWriter",
    "Store",
    "StoreTrouble",
    "StoredEvent",
    "VisitRecord",
    "Voided",
    "data_folder",
]

_FROM = {
    "files": ("data_folder",),
    "keys": ("Key", "Locked"),
    "records": (
        "AddendumSigned",
        "ClockJumped",
        "ConsentRecorded",
        "Gap",
        "Patient",
        "PromptsShown",
        "RecordingPaused",
        "RecordingResumed",
        "RecordingStarted",
        "RecordingStopped",
        "Signed",
        "StoredEvent",
        "VisitRecord",
        "Voided",
    ),
    "sound": ("SoundWriter",),
    "store": ("Store",),
    "trouble": ("Damaged", "DiskFull", "InUse", "StoreTrouble"),
}


def __getattr__(name: str) -> Any:
    for module, names in _FROM.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
