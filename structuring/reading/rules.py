"""The reading rules of a pack: the form of its reading*.toml files, checked when the pack is loaded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from structuring.reading.patterns import plain
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
    past: Words
    then: Words = ()
    present_again: Words
    resolved: Words
    eased: Words = ()
    unrelated: Words = ()
    correction: Words
    retraction: Words
    jest: Words = ()
    figurative: Words
    tells: Words
    dictates: Words
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
    ellipsis: Words
    normal: Words
    no: Words
    yes: Words
    open: Words
    late_no: Words


class Questions(Frozen):
    """How a question begins; `well`, `trouble` ask again for what was just named, `new` asks only since when."""

    well: Words = ()
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


class Sign(Frozen):
    """Something that is present or denied: a red flag, pain in the leg."""

    path: str
    source: str
    part: str = ""
    body: Literal["any", "legs"] = "any"
    present: Words
    absent: Words = ()
    denied_only: Words = ()
    short: Words = ()
    bare: Words = ()  # asks for the sign where it is all that is said: "and the legs?"
    never: Words = ()
    weak: Words = ()
    vague: Words = ()
    old: Words = ()
    doubt: Words = ()
    reply: Words = ()
    reply_absent: Words = ()
    reply_never: Words = ()
    excuse: Words = ()
    place: Words = ()  # where numbness is this sign: "and between your legs, | any numbness?"
    lesser: Words = ()  # tells of the sign until the sign itself is denied: "night sweats, but no fever"
    examined: bool = False
    framed: bool = False
    denial_only: bool = False
    clinician_only: bool = False
    lifelong: bool = False
    sided: bool = False


class Signs(Frozen):
    """reading_red_flags.toml"""

    sign: tuple[Sign, ...]


class ExamItem(Frozen):
    """A part of the examination: what names it, wordings that carry their own result, and how it is tested."""

    id: str
    source: str
    extra: bool = False
    subject: Words = ()
    normal: Words = ()
    abnormal: Words = ()
    then_normal: Words = ()
    then_abnormal: Words = ()
    never: Words = ()
    doing: Words = ()
    touched: Words = ()
    felt: Words = ()
    differs: Words = ()
    praise: Words = ()
    keeps: Words = ()
    hurt: Words = ()
    well: Words = ()
    regional: bool = False
    moves: bool = False
    leg: bool = False

    @property
    def path(self) -> str:
        """Where its result is noted."""
        return f"exam_extra.{self.id}" if self.extra else f"exam.{self.id}"


class Exam(Frozen):
    """reading_exam.toml"""

    normal: Words
    abnormal: Words
    copula: Words
    earlier: Words
    read_out: Words = ()
    not_done: Words
    announced: Words = ()
    points_back: Words = ()
    asserts: Words
    excepting: Words
    reported: Words
    moved_on: Words
    hurts: Words
    pain: Words
    ease: Words
    item: tuple[ExamItem, ...]


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
    exam: Words
    elsewhere: Words = ()
    besides: Words = ()


class Topics(Frozen):
    """reading_topics.toml"""

    source: str
    region: tuple[Region, ...]
    frames: Frames


class Drug(Frozen):
    name: str
    says: Words = ()


class PlanKind(Frozen):
    id: str
    source: str
    drug: tuple[Drug, ...] = ()
    says: Words = ()
    heads: Words = ()
    never: Words = ()
    avoid: Words = ()
    forbids: Words = ()
    done: Words = ()
    elsewhere: str = ""
    act: str = ""  # words of the thing itself: that it is not needed takes back no referral for it
    bare: bool = True
    waits: bool = False
    pain: bool = False


class Plan(Frozen):
    """reading_plan.toml"""

    intent: Words
    resolve: Words
    order: Words
    obtain: Words
    looked_at: Words
    undo: Words
    put_off: Words = ()
    weighed: Words = ()
    stop: Words
    stop_back: Words
    swap: Words = ()
    keep: Words = ()
    keep_on: Words = ()
    choices: Words = ()
    bid: Words = ()
    keep_from: Words = ()
    leaving: Words = ()
    barred: Words = ()
    past: Words
    past_back: Words
    later_back: Words = ()
    later: Words
    polite: Words = ()
    not_yet: Words = ()
    ask: Words
    ask_again: Words = ()
    presumes: Words = ()
    refuse: Words
    reacts: Words = ()
    offer: Words
    offer_again: Words
    agree: Words
    decline: Words
    open: Words
    allow: Words
    allow_short: Words = ()
    again: Words
    referral: Words
    referral_elsewhere: Words = ()
    sent_to: Words = ()
    operated: Words = ()
    introduces: Words = ()
    sees: Words = ()
    behind: Words
    for_therapist: Words = ()
    kind: tuple[PlanKind, ...]


class Site(Frozen):
    """reading_site.toml: where it hurts, and words of pain"""

    source: str
    lumbar: Words
    unspecified: Words
    elsewhere: dict[str, Words]
    never: Words
    unowned: Words = ()
    complaint: Words
    fine: Words
    history: Words
    presenting: Words
    procedure: Words
    ask_side: Words
    ask_site: Words
    ask_reason: Words
    side_left: Words
    side_right: Words
    side_bilateral: Words
    side_midline: Words
    side_never: Words
    side_frame: Words
    handled: Words = ()
    alternates: Words = ()
    side_denied: Words
    not_back: Words = ()


class Onset(Frozen):
    """reading_onset.toml: when and how it began"""

    source: str
    ask: Words
    ask_of_pain: Words
    ask_free: Words = ()
    ask_else: Words = ()
    ask_matter: Words = ()
    record: Words = ()
    of_other: Words = ()
    began: Words
    at_time: Words
    other: Words
    other_always: Words
    same_clock: Words
    start: Words
    worse: Words
    birth: Words
    chronic: Words
    acute_never: Words
    acute: Words
    subacute: Words
    long: Words
    fresh: Words
    course: Words
    episode: Words
    sums: Words
    so_far: Words = ()
    ask_past: Words
    ask_after: Words = ()
    ask_cause: Words
    ask_worse: Words = ()
    mechanism: Words
    mechanism_never: Words
    gradual: Words = ()
    no_mechanism: Words
    initial: Words
    follow_up: Words


class Imaging(Frozen):
    """reading_imaging.toml: studies looked at in this visit"""

    source: str
    modality: dict[str, Words]
    shown: Words
    never: Words
    modic: Words
    disc: Words
    finding: Words
    normal: Words
    linked: Words


class StoryItem(Frozen):
    path: str
    by: Literal["patient", "clinician", "any"] = "patient"
    says: Words
    never: Words = ()
    answers: Words = ()
    holds: Words = ()


class Story(Frozen):
    """reading_history.toml: the rest of the history, quoted as text"""

    source: str
    item: tuple[StoryItem, ...]
