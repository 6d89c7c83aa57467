"""What the clinician decided in a visit: entries, dismissals, edits, reviews, acknowledgements, the chosen code.

Each decision is kept with what stood on the screen when it was made, so that later talk cannot change its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from structuring.events import (
    NOT_SAID,
    AlertAcknowledged,
    CodeAccepted,
    DifferenceKept,
    Dismissed,
    Event,
    FactEntered,
    SentenceEdited,
    SentenceReviewed,
    SpeakerCorrected,
    TextCorrected,
)
from structuring.facts import Fact, FactSheet
from structuring.state import Alert, DismissReason
from structuring.turns import Evidence, Side, Speaker

FactKey = tuple[str, str, Side | None, str, str, int]


def key_of(fact: Fact) -> FactKey:
    """What makes two facts the same statement. What counts may be said again anywhere; what does not count
    (another relative's illness, say) is told apart by its line."""
    line = 0 if fact.status == "stated" else min((piece.line for piece in fact.evidence), default=0)
    return (fact.path, fact.value, fact.side, fact.status, repr(sorted(fact.attributes.items())), line)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the screen when a decision was made: `turns` heard so far; of the sentence concerned, if any,
    its text, its section and the facts that it spoke of."""

    turns: int = 0
    text: str | None = None
    section: str | None = None
    facts: tuple[FactKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The clinician's word on one path, made after `turns` turns."""

    value: str
    side: Side | None
    turns: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """The clinician's wording of a sentence; `covers` are the facts of the machine's wording that it replaces."""

    text: str
    section: str | None
    covers: frozenset[FactKey]


@dataclass(slots=True)
class Decisions:
    """Everything decided and not taken back."""

    speakers: dict[int, Speaker] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    dismissed: dict[str, DismissReason] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)
    reviewed: dict[str, str | None] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    kept: set[str] = field(default_factory=set)

    def add(self, event: Event, seen: Seen) -> None:
        """Takes one decision of the clinician; heard turns and undoing are none."""
        match event:
            case SpeakerCorrected():
                self.speakers[event.line] = event.speaker
            case TextCorrected():
                self.texts[event.line] = event.text
            case FactEntered():
                self.entries.pop(event.path, None)
                if event.value:
                    self.entries[event.path] = Entry(event.value, event.side, seen.turns, event.evidence)
            case Dismissed():
                self.dismissed.pop(event.path, None)
                if event.reason:
                    self.dismissed[event.path] = event.reason
            case SentenceEdited():
                before = self.edits.pop(event.id, None)
                section = event.section or seen.section or (before.section if before else None)
                covers = frozenset(seen.facts) | (before.covers if before else frozenset())
                self.edits[event.id] = Edit(event.text, section, covers)
            case SentenceReviewed():
                self.reviewed[event.id] = seen.text
            case AlertAcknowledged():
                self.acknowledged[event.id] = event.reason
            case CodeAccepted():
                self.code = event.code
            case DifferenceKept():
                self.kept.add(event.id)


def outrank(sheet: FactSheet, entries: Mapping[str, Entry]) -> FactSheet:
    """The sheet with the clinician's entries above what was heard."""
    if not entries:
        return sheet
    by_path = {path: sheet.all(path) for path in sheet.paths()}
    for path, entry in entries.items():
        heard = by_path.get(path, ())
        if entry.value == NOT_SAID:
            by_path[path] = tuple(fact.model_copy(update={"status": "retracted"}) for fact in heard)
        else:
            own = Fact(path=path, value=entry.value, side=entry.side, evidence=entry.evidence, by="clinician")
            by_path[path] = (*heard, own)
    return FactSheet(by_path)


def disputed(sheet: FactSheet, entries: Mapping[str, Entry], position: Mapping[int, int]) -> Iterable[Alert]:
    """An alert for each statement heard after the clinician's entry that says otherwise; `sheet` is as heard.

    `position` gives the number of turns before the turn on a line.
    """
    for path, entry in entries.items():
        for fact in sheet.all(path):
            later = any(position.get(piece.line, -1) >= entry.turns for piece in fact.evidence)
            if fact.status in ("stated", "conflict") and later and _differs(fact, entry):
                yield Alert(
                    id=f"entry_disputed:{path}:{fact.value}:{fact.side or ''}",
                    kind="contradiction",
                    text=f"Entered by the clinician: {_shown(entry.value, entry.side)}. "
                    f"Heard afterwards: {_shown(fact.value, fact.side)}.",
                    evidence=fact.evidence,
                    rule="entry_disputed",
                    source="clinician",
                )


def _differs(fact: Fact, entry: Entry) -> bool:
    if fact.value != entry.value:
        return True
    return None not in (fact.side, entry.side) and fact.side != entry.side


def _shown(value: str, side: Side | None) -> str:
    words = value.replace("_", " ")
    return f"{words}, {side}" if side else words
