"""Reads when and how this episode began, apart from other clocks: surgery, pills, the next visit, years past."""

from __future__ import annotations

from datetime import date

from structuring.reading.history import mechanism
from structuring.reading.language.durations import durations
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.onset import offered, questions
from structuring.reading.onset.clocks import (
    asks_of_pain,
    asks_time,
    is_of_a_sign,
    speaks_of_pain,
)
from structuring.reading.onset.event import date_event
from structuring.reading.onset.times import read_times
from structuring.reading.onset.words import note_words
from structuring.reading.talk import asides
from structuring.reading.talk.topics import is_elsewhere, names_back, regions

_LIVE = 8
_UNITS = words_of("days weeks months years")
_IMPERATIVES = words_of("tell remind")
_POINTS = words_of("that this it")
_SINCE_FIRST, _BY_FIRST, _NEAR = 3, 5, 4
_THAT_WAS = (("that", "was"), ("it", "was"), ("and", "that"))  # "and that was a long time ago"
_DATED_BY = words_of("after when during")  # "it was right after we got back"
_WHEN = words_of("and when okay so what day was about exactly , how long ago many days")
_DAYS = words_of("when day days ago")
_EVENT = 10  # segments for which a fall or a lift is fresh: "so that was six days ago"


def read(segment: Segment, memory: Memory, ledger: Ledger, day: date | None, answers_sign: bool) -> None:
    """Notes onset, course and, by way of `mechanism`, how it came about.

    `answers_sign`: a red flag was asked for and waits for its answer.
    """
    offered.overtake(segment, memory)
    offered.take_back(segment, memory, ledger)
    asks = segment.asked and segment.role != "patient"
    asks_when = (
        segment.role != "patient"
        and segment.hits.has("onset", "ask")
        and (asks or bool(_IMPERATIVES & set(segment.words)))
    )
    if segment.role == "patient":
        memory.time_wondered = segment.asked and asks_time(segment)
    named = names_back(regions(segment))
    points = bool(_POINTS & set(segment.words))
    words = set(segment.words)  # "I fell." - "When?"
    curt = asks and memory.event_told > 0 and words <= _WHEN and bool(_DAYS & words)
    asks_when = asks_when or curt
    of_event = (points and memory.event_told > 0) or curt  # "When was that?"
    of_other = points and memory.other_told and not of_event and not segment.hits.has("onset", "ask_of_pain")
    of_other = of_other or (asks and asides.asks_of_sign(segment, memory, memory.event_told < _EVENT))
    other_time = (asks_when or asks_time(segment)) and (of_other or not (of_event or asks_of_pain(segment)))
    if segment.role == "patient":
        told = segment.hits.has("onset", "other") and not segment.hits.has("onset", "mechanism")
        memory.other_told = told and not named
    elif asks and _takes_up_other(segment, named):
        memory.other_told = True
    puts_other = asks and points and memory.other_told and not of_event and bool(durations(segment, day))
    foreign = segment.hits.has("onset", "ask_else") or (
        not named
        and (
            segment.hits.has("onset", "other")
            or other_time
            or puts_other
            or (asks_when and questions.of_clause_before(segment))
        )
    )
    if asks and (
        questions.asks_this_time(segment)
        or (segment.hits.has("onset", "ask_free") and not ledger.entries("onset"))
    ):
        foreign, asks_when, memory.past_asked = False, True, False
    if asks:
        memory.free_asked = segment.hits.has("onset", "ask_free")
    if asks and asks_time(segment) and questions.of_deed_told(segment, memory):
        foreign, asks_when = False, True  # "I retire, I sit down, and it starts." - "When did you retire?"
    questions.follow_deed(segment, memory)
    if memory.since_told and asks and asks_time(segment):
        foreign, asks_when = False, True  # "since I retired." - "When was that?"
    if segment.role == "patient" and "onset" in memory.asked_about:
        dated_by = "since" in segment.words[:_SINCE_FIRST] or _DATED_BY & set(segment.words[:_BY_FIRST])
        memory.since_told = bool(dated_by) and not durations(segment, day)
    elif asks:
        memory.since_told = False
    if asks and (foreign or is_of_a_sign(segment)) and segment.speaker != "patient":
        memory.asked_about = memory.asked_about - {"onset"}  # "how long have you taken it?"
        memory.onset_live = 0
        dates = segment.hits.has("onset", "ask_else") and bool(durations(segment, day))  # "done two weeks ago?"
        # the reply's time is the other thing's
        memory.past_asked = memory.past_asked or asks_when or other_time or dates
    elif asks_when:
        memory.asked_about = memory.asked_about | {"onset"}
        memory.onset_live = _LIVE
        named_units = [word for word in segment.words if word in _UNITS]
        memory.unit = named_units[0] if len(named_units) == 1 else ""
    elif memory.onset_live:
        memory.onset_live -= 1
    dated = any(segment.word(hit.start) == "date" for hit in segment.hits.of("onset", "ask"))
    if segment.role != "patient" and dated:
        memory.onset_live = _LIVE  # "date of injury was the eleventh ... that makes it nine weeks"
    other = questions.of_treatment(segment, memory, named) or asides.asks_since(segment, memory)
    long_ago = (
        segment.role != "patient"
        and not segment.asked
        and segment.words[:2] in _THAT_WAS
        and segment.words[-1] == "ago"
    )
    if (asks and (other or segment.hits.has("onset", "ask_past"))) or long_ago:
        memory.past_asked = True
    denied = segment.role == "patient" and memory.reply == "no" and bool(_POINTS & set(segment.words[:_NEAR]))
    if memory.past_asked and denied and speaks_of_pain(segment) and not is_elsewhere(segment, memory):
        memory.past_asked = False  # "ever had this before?" - "No, never. I've had this ten days."
    if memory.past_asked and segment.role == "patient" and not segment.hits.has("onset", "episode"):
        return  # "any trouble with your back before?" - "three years ago"
    if asks:
        mechanism.follow_question(segment, memory)
    _follow_matter(segment, memory, named, asks, asks_when)
    event = segment.hits.has("onset", "mechanism") or (
        segment.role == "patient" and segment.hits.has("onset", "began")  # "it seized up on me Saturday"
    )
    if event and memory.phase == "history" and (memory.event_told or not segment.asked):
        memory.event_told = _EVENT
    elif memory.event_told:
        memory.event_told -= 1
    asides.follow(segment, memory, named)
    if is_elsewhere(segment, memory):
        return
    if not (answers_sign and _tells_only_a_sign(segment, memory)):
        read_times(segment, memory, ledger, day, asks)
        note_words(segment, memory, ledger, day, asks)
        date_event(segment, memory, ledger, day)
    if not asks:
        mechanism.read(segment, memory, ledger)
    _visit_type(segment, ledger)


def _takes_up_other(segment: Segment, named: bool) -> bool:
    """ "What about the needle stick? That was in May, right?": the time is of what is taken up."""
    led = segment.words[:2] in (("what", "about"), ("how", "about"))
    return led and not named and not speaks_of_pain(segment)


def _follow_matter(segment: Segment, memory: Memory, named: bool, asks: bool, asks_when: bool) -> None:
    """ "What else are you treated for?" - "Sugar. Fifteen years now.": a time alone goes with what was asked for,
    until the pain is spoken of."""
    if segment.role != "patient":
        lifelong = any(hit.what.rule.lifelong for hit in segment.hits.of("sign", "present"))
        memory.illness_named = lifelong and not named  # "I see that you had a cancer." - "Five years ago."
        if asks:
            memory.matter_asked = segment.hits.has("onset", "ask_matter") and not asks_when and not named
    elif named or (segment.hits.has("onset", "ask_of_pain") and not segment.hits.has("onset", "other")):
        memory.matter_asked = False


def _tells_only_a_sign(segment: Segment, memory: Memory) -> bool:
    """ "I've worn pads for ten years.": the time of a sign that was asked for, not of the pain."""
    backs = names_back(regions(segment))
    own = backs or segment.hits.has("onset", "start") or "onset" in memory.asked_about
    return segment.role == "patient" and not own and "ago" not in segment.words


def _visit_type(segment: Segment, ledger: Ledger) -> None:
    for part in ("initial", "follow_up"):
        for hit in segment.hits.of("onset", part):
            ledger.add("visit.type", part, segment.evidence(hit.start, hit.end))
