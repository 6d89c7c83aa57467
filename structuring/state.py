"""The state of a visit as shown: checklist, code, alerts and note, each with its evidence."""

from __future__ import annotations

from datetime import date
from typing import Literal

from structuring.facts import Fact
from structuring.turns import Evidence, Frozen

Element = Literal["pain_region", "laterality", "onset", "etiology", "exam", "red_flags", "plan"]
ItemState = Literal["complete", "partial", "missing", "conflict"]
DismissReason = Literal["not_applicable", "not_assessed", "unable_to_determine"]


class Visit(Frozen):
    """What is known before a word is said. `visit_type` None means: to be read from the talk."""

    date_of_service: date
    visit_type: Literal["initial", "follow_up"] | None = None


class ChecklistLine(Frozen):
    """One item below an element ("exam.reflexes"); `value` is shown as it stands."""

    path: str
    label: str
    state: Literal["documented", "missing", "uncertain", "conflict", "dismissed"]
    value: str | None = None
    reason: DismissReason | None = None
    evidence: tuple[Evidence, ...] = ()


class ChecklistItem(Frozen):
    """One of the seven elements. `ask` is one neutral question for what is missing, "" when nothing is.

    `ask_path` is the line that the question is about, "" when it is about the whole element.
    """

    element: Element
    label: str
    status: ItemState
    missing: tuple[str, ...] = ()
    ask: str = ""
    ask_path: str = ""
    evidence: tuple[Evidence, ...] = ()
    lines: tuple[ChecklistLine, ...] = ()
    safety: bool = False


class TabularAnswer(Frozen):
    """What the tabular list itself supports on the date of service."""

    primary: str | None
    why: str
    also: tuple[str, ...] = ()


class Condition(Frozen):
    """One of the guide's five conditions for M54.50."""

    name: str
    met: bool | None
    why: str
    evidence: tuple[Evidence, ...] = ()


class Coding(Frozen):
    """The code the words support, how the guide's tree came to it, and the tabular's answer beside it."""

    primary: str | None = None
    description: str = ""
    tree: tuple[str, ...] = ()
    tabular: TabularAnswer = TabularAnswer(primary=None, why="")
    secondary: tuple[str, ...] = ()
    supporting: tuple[Evidence, ...] = ()
    missing_words: tuple[str, ...] = ()
    question: str = ""
    options: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    accepted: str | None = None
    release: str = ""


class Alert(Frozen):
    """Something a coder or a careful reader would query. `id` is stable while its cause stands."""

    id: str
    kind: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    rule: str
    source: str
    acknowledged: str | None = None


class Sentence(Frozen):
    """One sentence of the note. `id` is stable as long as it speaks of the same facts."""

    id: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    by: Literal["heard", "clinician"] = "heard"
    reviewed: bool = False


class Section(Frozen):
    title: str
    sentences: tuple[Sentence, ...] = ()


class Note(Frozen):
    sections: tuple[Section, ...] = ()


DifferenceKind = Literal["drug", "dose", "side", "negation", "number", "term", "fact", "wording"]


class Difference(Frozen):
    """A stretch of a line, `[start:end]` of its present text, that the final pass heard otherwise.

    Every kind but "wording" touches a fact and has to be settled before signing: "taken" and "edited" when the
    clinician corrected the line, "kept" when the live wording stands. `suggested` is the whole line as the final
    pass has it; `paths` are the facts that would change; seconds are from the start of the recording.
    """

    id: str
    line: int
    kind: DifferenceKind
    live: str
    final: str
    start: int
    end: int
    suggested: str
    start_s: float | None = None
    end_s: float | None = None
    paths: tuple[str, ...] = ()
    settled: Literal["open", "kept", "taken", "edited"] = "open"

    @property
    def must_be_settled(self) -> bool:
        return self.kind != "wording" and self.settled == "open"


class State(Frozen):
    """Everything the window shows, derived from the events of the visit and nothing else."""

    visit: Visit
    findings: dict[str, object]  # the form of the report's "findings"
    facts: tuple[Fact, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    code: Coding = Coding()
    alerts: tuple[Alert, ...] = ()
    note: Note = Note()
    differences: tuple[Difference, ...] = ()


class Change(Frozen):
    """What one event changed: the paths of facts, elements, alerts and sentences that differ from before."""

    facts: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    alerts: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    code: bool = False
