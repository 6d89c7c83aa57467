"""The reading rules of a pack that tell how talk works, whatever is talked of: cues, answers, questions, topics.

The form of reading_context.toml and reading_topics.toml, checked when the pack is loaded; what is found: `rules`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from structuring.reading.language.patterns import plain
from structuring.turns import Frozen

Words = tuple[Annotated[str, AfterValidator(plain)], ...]


class Cues(Frozen):
    """Families of cue words of the assertion engine (ConText)."""

    deny: Words
    deny_back: Words
    pseudo: Words
    stop: Words
    unsure: Words
    condition: Words
    not_condition: Words
    warning: Words
    other_person: Words
    self_again: Words
    general: Words = ()
    general_ask: Words = ()
    general_you: Words = ()
    past: Words
    then: Words = ()
    present_again: Words
    over_since: Words = ()
    resolved: Words
    eased: Words = ()
    unrelated: Words = ()
    correction: Words
    retraction: Words
    jest: Words = ()
    figurative: Words
    tells: Words
    dictates: Words
    sheet: Words = ()
    legs: Words
    family: Words = ()
    aware: Words = ()
    own_too: Words = ()
    proxy: Words = ()


class Answers(Frozen):
    """How a reply begins; `lead` may stand before it, `recap_no` is the clinician's own conclusion."""

    lead: Words
    recap_no: Words
    rest_no: Words = ()
    no_to_all: Words = ()
    unchanged: Words = ()
    newly: Words = ()
    ellipsis: Words
    normal: Words
    no: Words
    yes: Words
    open: Words
    late_no: Words


class Questions(Frozen):
    """How a question begins; `well`, `trouble` ask again, `new` asks since when, `breaks_off` leaves it."""

    well: Words = ()
    breaks_off: Words = ()
    trouble: Words = ()
    new: Words = ()
    begin: Words
    not_question: Words


class Closing(Frozen):
    says: Words


class Roles(Frozen):
    clinician: Words
    patient: Words


class Clauses(Frozen):
    begin: Words
    told: Words = ()
    bound: Words


class Phases(Frozen):
    not_yet: Words
    exam: Words
    results: Words
    plan: Words


class Context(Frozen):
    """reading_context.toml"""

    source: str
    macros: dict[str, Words]
    cues: Cues
    answers: Answers
    questions: Questions
    closing: Closing
    roles: Roles
    phases: Phases
    clauses: Clauses


class Region(Frozen):
    """A part of the body or another problem of the visit."""

    id: str
    kind: Literal["back", "limb", "organ", "problem"]
    says: Words
    never: Words = ()
    unowned: Words = ()


class Frames(Frozen):
    """Wordings that turn the talk to a problem or a part of the body ("for your second problem")."""

    problem: Words
    first: Words
    next: Words
    point: Words = ()
    counted: Words = ()
    exam: Words
    elsewhere: Words = ()
    besides: Words = ()


class Topics(Frozen):
    """reading_topics.toml"""

    source: str
    region: tuple[Region, ...]
    frames: Frames
