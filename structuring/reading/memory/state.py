"""What the reader remembers from one segment to the next. Every value is immutable, so a copy is a checkpoint."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Literal

from structuring.reading.language.rules import ExamItem, Sign, StoryItem
from structuring.turns import Evidence, Side, Speaker

Phase = Literal["history", "exam", "results", "plan"]
Reply = Literal["none", "no", "yes", "open", "normal", "fine"]  # "fine" may be a mere nod

KIN_REMEMBERED = 4  # changes of speaker for which a relative who was named may be "he" or "she"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing the clinician has asked and that waits for its answer.

    `part`, how it was put: "present" ("any fever?"), "absent" ("is it normal?"), "able" ("can you feel it?"),
    "neutral" ("and your bladder?"), "denied_only", "known" ("that weakness, is it new?"), or "measured" ("have you
    taken your temperature?").
    """

    rule: Sign
    part: str
    denied: bool
    evidence: tuple[Evidence, ...]
    side: Side | None = None
    lesser: bool = False  # asked for by what only hints at it ("any chills?"), which a "no" does not settle
    presumed: bool = False  # "when did the leaking start?" takes for granted what only an answer settles


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A sign the patient has just spoken of, in case the next words are "and then that went away"."""

    sign: Sign
    evidence: tuple[Evidence, ...]
    lesser: bool = False
    place: int = 0  # in its sentence


@dataclass(frozen=True, slots=True)
class Testing:
    """What is being examined: the item, the words that told of it, what the patient was asked ("hurts", "felt",
    "differs"), whether that waits for an answer, and how many segments ago the hands were last on it."""

    item: ExamItem
    words: tuple[Evidence, ...]
    kind: Literal["", "hurts", "felt", "differs"] = ""
    waits: bool = False
    leg: bool = False
    age: int = 0
    praised: int = 0
    watched: bool = False  # walking on heels and toes is seen: one "good" tells how it went
    settled: bool = False  # the clinician has told the result himself
    asked: bool = False  # something was asked since the command ("any catch coming up?")
    side: Side | None = None  # of the leg that is lifted or crossed, where it was named
    grudging: bool = False  # told last was "stiff", which "but it's full" takes back


@dataclass(frozen=True, slots=True)
class StoryAsked:
    """A question for a part of the history, its words, whether it names the thing itself ("does sitting bother
    it?"), how many sentences of the reply have been kept, and whether it says `of` what the reply is ("how did you
    do with the therapy?"). `sentence`: that of the reply which was kept last."""

    item: StoryItem
    words: tuple[Evidence, ...]
    names: bool
    kept: int = 0
    of: bool = False
    sentence: object = None


@dataclass(frozen=True, slots=True)
class Carrying:
    """The words that named last what a part of the history is of, and how many segments ago."""

    path: str
    words: tuple[Evidence, ...]
    age: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A study that is being looked at: its modality, the line in which and how many segments ago it was spoken of,
    and whether a finding that can hurt was read from it."""

    modality: str
    line: int
    unplaced: bool = False  # spoken of while another part was in hand, and not known yet to be of the back
    age: int = 0
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan item that was offered, planned or named, by whom, how many segments ago, and how often the other side
    has spoken since."""

    kind: str
    part: str
    evidence: tuple[Evidence, ...]
    by: Literal["clinician", "patient"]
    age: int = 0
    answered: int = 0
    off: bool = False  # named to be stopped
    given: tuple[str, ...] = ()  # the condition on which the patient takes it up ("if it's only three")
    words: frozenset[str] = frozenset()  # of the sentence in which it was named
    other: bool = False  # somebody at home has it, not the patient
    presumed: bool = False  # "how long do I stay on it?" takes for settled that it is taken
    passed: bool = False  # answered, and he who offered has spoken since
    weak: bool = False  # one way among several, or "my cousin told me to get one": a bare "yes" is no word on it


@dataclass(frozen=True, slots=True)
class DeedTime:
    """When the patient did what he tells of."""

    group: str
    days: float | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What the patient did, of which he has not said yet that the pain came with it, and how many segments ago."""

    text: str
    evidence: tuple[Evidence, ...]
    age: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A weight that was told, and whether it was that of before ("I was one eighty in March")."""

    pounds: float
    before: bool
    evidence: tuple[Evidence, ...]
    sign: Sign


@dataclass  # without slots, which take ten times as long to copy
class Memory:
    """The course of the talk."""

    role: Speaker | None = None
    phase: Phase = "history"
    problem: str = ""
    problem_framed: bool = False
    region: str = ""
    first_asked: bool = False  # the clinician has just asked which of several complaints is told of first
    elsewhere: bool = False
    matter_role: Speaker | None = None
    matter_age: int = 0
    region_before: str = ""
    examined: str = ""  # a limb that is under examination for itself ("let me see the arm first")
    asked: tuple[Asked, ...] = ()
    asked_about: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    question: tuple[Evidence, ...] = ()
    reply: Reply = "none"
    reply_segments: int = 0
    recent: tuple[Asked, ...] = ()
    recent_age: int = 0
    waiting: int = 0
    echoed: frozenset[str] = frozenset()  # the paths that the patient takes up from what was asked
    answered: frozenset[str] = frozenset()  # what the patient has answered by name in this turn
    announced: bool = False  # "what you have is an inflammatory pain": the name of the cause comes next
    causes: tuple[str, ...] = ()  # the etiology and diagnosis paths stated last by the clinician
    # the causes named by the patient in his last turn, the words, and whether he asked
    proposed: tuple[tuple[str, tuple[Evidence, ...], bool], ...] = ()
    cause_asked: tuple[Evidence, ...] = ()  # the words with which the patient has just asked what causes it
    ailing: tuple[
        Evidence, ...
    ] = ()  # another organ's trouble that the clinician has just found: "a kidney stone"
    story_asked: StoryAsked | None = None
    story_elsewhere: bool = False  # the clinician has asked last of another part of the body
    told_elsewhere: bool = False  # the patient has just spoken of another part of the body
    carrying: tuple[Carrying, ...] = ()
    excused: tuple[Sign, tuple[Evidence, ...]] | None = None
    overtaken: bool = False  # the clinician has asked something else since
    meant: tuple[Sign, ...] = ()  # signs the patient has a harmless reason for ("I've been on a diet")
    place: Sign | None = (
        None  # the sign of a place that the clinician has just named: "where you'd sit on a saddle"
    )
    own_place: Sign | None = None  # the same of the patient: "where I sit, | it's gone dead"
    legs_named: bool = False
    aching: bool = False  # the patient's last words are a pain alone: "achy, like."
    leg_topic: bool = False  # the clinician has spoken of the legs last
    leg_last: bool = False  # the part named last by the patient is a leg
    parts_named: bool = False  # back and leg were held against each other: "it's both" tells no side
    leg_side_asked: bool = False
    leg_side_given: bool = False
    of_habit: bool = False  # the clinician has asked last how one sleeps, sits, works
    pointed: bool = False  # the patient has shown a place with the hand in his last turn
    seat_named: bool = False  # the clinician has named buttock or hip last
    seat_side: Side | None = None  # of the buttock or hip from which the pain goes on down
    leg_side_named: Side | None = None  # in answer, before the pain in the leg itself was told of
    unsettled: bool = False
    said: int = 0
    kin: int = 0
    kin_is: str = ""  # "he" or "she", where the relative named last can be one of them only
    of_family: bool = False
    of_kin: tuple[
        Asked, ...
    ] = ()  # illnesses asked for in the family, or told of it, until something else is asked
    aside: bool = False  # the patient is telling of something else than the back
    aside_before: bool = False  # and was in the turn before
    warned: bool = False  # the clinician tells what to look out for, and has asked nothing since
    small_talk: bool = False  # the clinician has asked last of nothing that belongs in a note
    sign_told: bool = False  # the patient has told in this turn of a red flag, and of the back not since
    bare: tuple[int, int] | None = None  # the ledger before and after what the clinician has only named (-1: now)
    general: bool = False  # the clinician tells, or was asked, of people in general
    of_other: bool = False  # the talk is of what ails somebody else
    role_before: Speaker | None = None
    proxy: bool = False
    just_mentioned: bool = False  # in his last segment
    relieved: bool = False  # so in this segment or the last
    rested: bool = False  # the patient has just said what he does for it ("and then I sit")
    mentioned: tuple[Mentioned, ...] = ()
    screened: bool = False  # the clinician has just named the red flags as a whole
    claimed: tuple[Mentioned, ...] = ()  # the signs told last by the patient, in case he was joking
    offered: tuple[tuple[str, str, tuple[Evidence, ...]], ...] = ()
    site_named: bool = False
    ills: int = 0  # other illnesses that the clinician has named since the patient spoke
    back_asked: bool = False  # the clinician has just taken up the back: "and the back itself?"
    limb_turned: str = ""  # a limb that the clinician has just turned to: "and the ankle"
    site_told: bool = False  # the patient has named the low back in this turn
    shown: Shown | None = None
    offers: tuple[Offer, ...] = ()
    named: Offer | None = None
    last_plan: Offer | None = None
    vaccine: int = 0  # segments for which "that shot" may be a vaccine
    choosing: int = 0  # segments for which what is named is one of several ways ("there's three roads")
    deed: Offer | None = None  # what the patient has just told that he does ("I lift my mother")
    leaving: Offer | None = None  # what the patient thinks of giving up ("should I cancel it?")
    sent: Offer | None = None  # somebody the patient is sent to, of whom nothing is known but the name
    surgeons: frozenset[str] = frozenset()  # the names of those who operated on the patient
    sent_elsewhere: bool = False  # what was named just before is for another problem
    for_others: frozenset[tuple[str, str]] = frozenset()  # kinds and drugs planned for another problem
    listing: bool = False
    asked_of: frozenset[str] = frozenset()  # drugs which the patient has named last in a question
    allergies_asked: bool = False
    allergic: frozenset[tuple[str, str]] = (
        frozenset()
    )  # kinds and drugs which the patient has named as ones he does not bear
    asked_last: bool = False
    wondered: bool = False  # the patient has just asked "what about that cement?"
    questions: int = 0
    about_back: bool = False
    unit: str = ""
    birth: bool = False
    past_asked: bool = False
    time_told: bool = False
    since_told: bool = False  # "since I retired": what tells when that was tells the onset
    deed_told: frozenset[str] = frozenset()  # words of the deed the patient dates it by: "I retire, and it starts"
    free_asked: bool = False  # "when were you last without it?"
    date_told: bool = False  # by a month, a year, a holiday
    side_of_turn: str = ""
    side_named: str = ""
    weighed: Weighed | None = None
    deed_time: DeedTime | None = None
    done: Done | None = None
    then: bool = False  # the patient tells of an earlier episode
    testing: Testing | None = None
    side_examined: Side | None = None  # named last under the hands, for "on that side" and "the other one"
    found: tuple[tuple[str, str], ...] = ()  # items and results told last, in case of "no, scratch that"
    note_read: int = (
        0  # segments for which an old note is still read out: "I've got the note from your last visit"
    )
    read_off: int = 0  # segments for which a form that the patient has filled in is still read out
    pending: tuple[ExamItem, ...] = ()
    swapped: bool = False  # the clinician's last question stood under the patient's tag
    onset_live: int = 0
    times_of_turn: tuple[tuple[str, str], ...] = ()  # the onset's values and parts that the patient has just told
    turning: bool = False  # the patient has begun to put himself right: "no, wait"
    side_then: bool = False  # the side of an earlier time is asked for: "and which side was it then?"
    side_put: bool = False  # the clinician's last words asked for a side
    warning_asked: bool = False  # the patient has asked what the warning is of: "what would be worse?"
    time_wondered: bool = False  # the patient has just asked how long something will take
    illness_named: bool = False  # the clinician has named last an illness that the patient once had
    matter_asked: bool = False  # the clinician has asked last for other ills, pills, work, the home
    onset_put: bool = False  # the clinician has put a time to the patient, and asked nothing else since
    event_told: int = 0
    other_told: bool = False  # the patient has told last of a scan, an operation, a pill
    other_times: tuple[float | None, ...] = ()  # days told last of something else, which the other may repeat
    taken: frozenset[str] = frozenset()
    patient_heard: bool = False
    intends: bool = False
    reported: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()

    def copy(self) -> Memory:
        return copy(self)
