"""The reading rules of a pack that tell what is found in talk: signs, examination, plan, cause, site, onset.

The form of the other reading*.toml files, checked when the pack is loaded; how talk works: `talk_rules`.
"""

from __future__ import annotations

from typing import Literal

from structuring.reading.language.talk_rules import Words
from structuring.turns import Frozen


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
    bound: Words = ()  # constipation, where the bowels were asked for: "I haven't gone since Sunday"
    reply: Words = ()
    reply_absent: Words = ()
    reply_never: Words = ()
    excuse: Words = ()
    spreads: Words = ()  # how what was told or asked of grows: "now it's the whole foot"
    measured: Words = ()  # asks whether it was measured, which a "no" does not deny
    figures: Words = ()  # two weights told one against the other without the word
    place: Words = ()  # where numbness is this sign: "and between your legs, | any numbness?"
    names: Words = ()  # one of these must stand in the sentence, unless the sign was asked for
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
    watched: Words = ()
    tapped: Words = ()
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
    other_tests: Words = ()
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
    opens: Words = ()
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
    alone: Words = ()  # names the back where it is all that is answered: "What's going on?" - "Back."
    fine: Words
    history: Words
    passing: Words = ()
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
    outright: Words = ()  # words that date the beginning of this pain and of nothing else
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
    mishap: Words = ()  # a mechanism by itself, unasked and without a word of the pain that came of it
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
    concluded: Words


class StoryItem(Frozen):
    path: str
    by: Literal["patient", "clinician", "any"] = "patient"
    says: Words = ()
    never: Words = ()
    answers: Words = ()  # questions whose reply tells it: "what makes it worse?"
    puts: Words = ()  # questions that name it themselves, so that a yes tells it: "does it hurt to bend?"
    carries: Words = ()  # what the words must name to stand by themselves: a posture, a drug
    reply_names: bool = False  # a reply of more than yes or no must name it, too
    turned: Words = ()  # words that tell the contrary, where nothing hurts: "lying flat is the only good place"
    turned_to: str = ""  # the path of the contrary
    spared: Words = ()  # words that tell nothing of it, where nothing hurts: "sitting is all right"
    sentences: int = 0  # how many sentences of a reply are kept, whatever they name; 0 as many as of any other
    denied: str = ""  # the path of what a no tells, where it tells something: "does anything help?"
    of_back: bool = False  # left out while another problem of the visit or small talk is in hand
    plan_of_back: bool = False  # left out in the plan for another problem
    after_history: bool = False  # kept only once the history is over
    in_history: bool = False  # kept only in the history
    legs: bool = False  # told of the legs it is told of the pain of the back, too
    before_plan: bool = False  # kept only as long as no plan is made
    not_denied: bool = False  # left out where it is denied: "I never had an ulcer"
    most: int = 0  # how often it is kept; 0 as often as any other


class Story(Frozen):
    """reading_history.toml: the rest of the history, quoted as text; reading_kept.toml: what else a note needs"""

    source: str
    item: tuple[StoryItem, ...]
