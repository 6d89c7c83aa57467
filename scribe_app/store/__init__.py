"""Keeps encounters: encrypted, append-only, recoverable."""

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
