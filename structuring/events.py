"""Everything that can happen to an encounter, as data: what is stored, replayed and undone.

The encounter's state follows from the list of its events alone; time stamps and names are the store's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from structuring.state import DismissReason
from structuring.turns import Evidence, Frozen, Side, Speaker, Turn


class TurnHeard(Frozen):
    kind: Literal["turn_heard"] = "turn_heard"
    turn: Turn


class SpeakerCorrected(Frozen):
    kind: Literal["speaker_corrected"] = "speaker_corrected"
    line: int
    speaker: Speaker


class TextCorrected(Frozen):
    """The clinician puts right what was heard on a line."""

    kind: Literal["text_corrected"] = "text_corrected"
    line: int
    text: str


NOT_SAID = "not_said"


class FactEntered(Frozen):
    """The clinician's own word on a path; outranks everything heard. `value` "" takes an entry back;
    NOT_SAID takes what was heard on the path out of the note. `evidence`: the passage confirmed, if any."""

    kind: Literal["fact_entered"] = "fact_entered"
    path: str
    value: str
    side: Side | None = None
    evidence: tuple[Evidence, ...] = ()


class Dismissed(Frozen):
    """An element or item is set aside with a reason and does not come back. `reason` None brings it back."""

    kind: Literal["dismissed"] = "dismissed"
    path: str
    reason: DismissReason | None


class SentenceEdited(Frozen):
    """The clinician's wording of one sentence; "" removes it. `id` "new:<n>" with `section` adds one."""

    kind: Literal["sentence_edited"] = "sentence_edited"
    id: str
    text: str
    section: str | None = None


class SentenceReviewed(Frozen):
    kind: Literal["sentence_reviewed"] = "sentence_reviewed"
    id: str


class AlertAcknowledged(Frozen):
    kind: Literal["alert_acknowledged"] = "alert_acknowledged"
    id: str
    reason: str


class CodeAccepted(Frozen):
    """The clinician's choice of code; None takes it back."""

    kind: Literal["code_accepted"] = "code_accepted"
    code: str | None
    reason: str = ""


class HeardAgain(Frozen):
    """The final pass over the whole recording: what the model named by `model` heard, in its own turns.

    It changes no fact by itself; where it differs from the live turns is in the state's `differences`.
    """

    kind: Literal["heard_again"] = "heard_again"
    model: str
    turns: tuple[Turn, ...]


class DifferenceKept(Frozen):
    """The live wording stands, whatever the final pass heard. Taking the other wording is a TextCorrected."""

    kind: Literal["difference_kept"] = "difference_kept"
    id: str


class HintDismissed(Frozen):
    """A passage that possibly spoke of a silent item does not; it is not pointed to again."""

    kind: Literal["hint_dismissed"] = "hint_dismissed"
    id: str


class Undone(Frozen):
    """Takes back the clinician's last event that is not yet taken back. Heard turns are never undone."""

    kind: Literal["undone"] = "undone"


Event = Annotated[
    TurnHeard
    | SpeakerCorrected
    | TextCorrected
    | FactEntered
    | Dismissed
    | SentenceEdited
    | SentenceReviewed
    | AlertAcknowledged
    | CodeAccepted
    | HeardAgain
    | DifferenceKept
    | HintDismissed
    | Undone,
    Field(discriminator="kind"),
]
