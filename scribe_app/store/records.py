"""The rows of the store as values, and what happens to a visit besides what is said and edited in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from structuring.events import Event
from structuring.turns import Frozen

Status = Literal["draft", "interrupted", "signed", "voided"]


class Patient(Frozen):
    """Whom the visit is about. `identifier` is the medical record number of the clinic."""

    id: str = ""
    family: str
    given: str = ""
    birth_date: date | None = None
    sex: Literal["female", "male", "other", "unknown"] | None = None
    identifier: str | None = None

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


class ConsentRecorded(Frozen):
    """Whether the patient agreed to being recorded; nothing is kept of the sound before `given`."""

    kind: Literal["consent"] = "consent"
    given: bool
    by: str = "patient"
    wording: str = ""


class RecordingStarted(Frozen):
    kind: Literal["recording_started"] = "recording_started"
    source: str = ""
    model: str = ""
    model_sha256: str = ""


class RecordingPaused(Frozen):
    kind: Literal["recording_paused"] = "recording_paused"


class RecordingResumed(Frozen):
    kind: Literal["recording_resumed"] = "recording_resumed"


class RecordingStopped(Frozen):
    """The clinician ended the recording. A visit that started and never stopped was cut off by a crash."""

    kind: Literal["recording_stopped"] = "recording_stopped"


class Gap(Frozen):
    """Sound that was never captured (unplugged, asleep); seconds from the start of the recording."""

    kind: Literal["gap"] = "gap"
    start_s: float
    end_s: float
    reason: str = ""


class PromptsShown(Frozen):
    """The questions that stood on the screen, by the path of what was missing."""

    kind: Literal["prompts_shown"] = "prompts_shown"
    paths: tuple[str, ...]
    questions: tuple[str, ...] = ()


class ClockJumped(Frozen):
    """The clock of the machine was moved between two events; positive seconds are forward."""

    kind: Literal["clock_jumped"] = "clock_jumped"
    seconds: float


class Signed(Frozen):
    kind: Literal["signed"] = "signed"
    sha256: str
    signer: str


class AddendumSigned(Frozen):
    kind: Literal["addendum_signed"] = "addendum_signed"
    sha256: str
    signer: str
    reason: str


class Voided(Frozen):
    kind: Literal["voided"] = "voided"
    sha256: str
    signer: str
    reason: str


class SoundDeleted(Frozen):
    kind: Literal["sound_deleted"] = "sound_deleted"
    reason: str


class TranscriptDeleted(Frozen):
    kind: Literal["transcript_deleted"] = "transcript_deleted"
    reason: str


Happening = Annotated[
    ConsentRecorded
    | RecordingStarted
    | RecordingPaused
    | RecordingResumed
    | RecordingStopped
    | Gap
    | PromptsShown
    | ClockJumped
    | Signed
    | AddendumSigned
    | Voided
    | SoundDeleted
    | TranscriptDeleted,
    Field(discriminator="kind"),
]

_encounter: TypeAdapter[Event] = TypeAdapter(Event)
_happening: TypeAdapter[Happening] = TypeAdapter(Happening)
HAPPENINGS: frozenset[str] = frozenset(
    {
        "consent",
        "recording_started",
        "recording_paused",
        "recording_resumed",
        "recording_stopped",
        "gap",
        "prompts_shown",
        "clock_jumped",
        "signed",
        "addendum_signed",
        "voided",
        "sound_deleted",
        "transcript_deleted",
    }
)


def parse_event(kind: str, body: str) -> Event | Happening:
    """One stored event from its JSON. Raises pydantic.ValidationError when it is none."""
    if kind in HAPPENINGS:
        return _happening.validate_json(body)
    return _encounter.validate_json(body)


class StoredEvent(Frozen):
    """One event with its place in the visit (1-based) and its time stamp (UTC)."""

    seq: int
    at: datetime
    event: Event | Happening

    @property
    def of_encounter(self) -> bool:
        """True for what `structuring.encounter.Encounter.apply` takes."""
        return self.event.kind not in HAPPENINGS


class VisitRecord(Frozen):
    """One visit as a list shows it. `interrupted`: the recording never came to its end (crash, power cut)."""

    id: str
    date_of_service: date
    visit_type: Literal["initial", "follow_up"] | None
    clinician: str
    created_at: datetime
    patient: Patient | None
    status: Status
    events: int
    turns: int
