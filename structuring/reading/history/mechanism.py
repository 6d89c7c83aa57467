"""Reads how this episode came about: a fall, a lift, what the patient was doing."""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Done, Memory
from structuring.reading.talk.assertion import is_conditional, is_denied, is_other_person
from structuring.reading.talk.topics import is_back, names_back, regions

_PATH = "injury_mechanism"
_LEAD_IN = words_of("i was were just we well so , only out been am it")
_EVENT = words_of("after during following")
_NO_DEED = words_of(
    "nothing anything something everything morning evening during being having thing going sitting hurting aching "
    "bothering killing acting feeling getting"
)
_NO_DEED_DONE = words_of(
    "started noticed happened seemed tried wanted needed asked used called waited lasted worsened improved "
    "stopped figured guessed assumed supposed hated liked retired bothered ached need bed red"
)
_DEED_DONE = 3  # words: "changed a tire"
_PLACES = words_of("under in at out on up over by inside behind")
_PLACED = 6  # words from a place to what was done there
_IDLE = words_of("nothing not no")
_SHORT_EVENT = 7  # words: "after a long drive"
_TOLD = 12  # words of a mechanism that are kept
_ASKED = frozenset({"cause", "onset", "reason"})
_GUESSED = words_of("overdone overdid overdoing")
_KEPT = 3  # segments in which "and I felt it go" may follow a deed


def follow_question(segment: Segment, memory: Memory) -> None:
    """A clinician's question for what makes it worse, or for how it came about, says what the reply tells."""
    if segment.hits.has("onset", "ask_worse"):
        memory.asked_about = memory.asked_about | {"worse"}
    if segment.hits.has("onset", "ask_cause"):
        memory.asked_about = memory.asked_about | {"cause"}


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes what the patient was doing when it began; `segment` asks nothing of him."""
    if not is_back(memory) or memory.phase in ("exam", "results"):
        return
    named = regions(segment)
    if "worse" in memory.asked_about and segment.role == "patient":
        return  # "what brings it on?" - "lifting, standing for long"
    if named and not names_back(named):
        return
    _none(segment, memory, ledger)
    _doing(segment, memory, ledger)
    _manner(segment, memory, ledger)
    memory.done = replace(memory.done, age=memory.done.age + 1) if memory.done else None
    if segment.role == "patient" and memory.done and memory.done.age <= _KEPT and _began(segment):
        ledger.add(_PATH, memory.done.text, memory.done.evidence, rank=1)
        memory.done = None
    never = segment.hits.of("onset", "mechanism_never")
    for hit in segment.hits.of("onset", "mechanism"):
        if any(hold.start <= hit.start < hold.end for hold in never):  # not "I fell last fall"
            continue
        if is_denied(segment, hit.start, min(hit.end, hit.start + 1)) or is_conditional(segment, hit.start):
            continue
        if _of_another(segment, hit.start, hit.end):
            continue
        if segment.role != "patient" and not names_back(named) and memory.phase != "plan":
            continue
        if memory.phase == "plan" and segment.role != "patient" and not segment.hits.has("label"):
            continue
        end = min(segment.end, max(hit.end, hit.start + _TOLD))
        text, evidence = segment.text(hit.start, end), segment.evidence(hit.start, end)
        if segment.role == "patient" and not _led_to_pain(segment, memory):
            memory.done = Done(text, evidence)
        else:
            ledger.add(_PATH, text, evidence, rank=1 if segment.role == "patient" else 0)
        return


def _none(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "I figured I'd overdone it." - "Did you do something to it?" - "No, I didn't do anything.": the guess is
    gone; a deed that was told of stays."""
    hits = segment.hits.of("onset", "no_mechanism")
    if segment.role == "clinician" or not hits or "cause" not in memory.asked_about:
        return
    for entry in tuple(ledger.entries(_PATH)):
        if _GUESSED & set(entry.fact.value.lower().split()):
            ledger.retract(_PATH, entry.fact.value, segment.evidence(hits[0].start, hits[0].end))


def _led_to_pain(segment: Segment, memory: Memory) -> bool:
    """Whether a deed that the patient tells of is how it came about, and not his work, his way of easing it or
    what he can no longer do: it was asked for, the pain sets in with it, or the words tell of a mishap."""
    return bool(_ASKED & memory.asked_about) or _began(segment) or segment.hits.has("onset", "mishap")


def _began(segment: Segment) -> bool:
    """ "... and something just grabbed me": the sentence tells that it set in."""
    return segment.sentence is not None and segment.sentence.has("onset", "began")


def _of_another(segment: Segment, start: int, end: int) -> bool:
    """Another's deed; who only was there with it ("moving a washer with my brother") did none."""
    beside = segment.word(end) == "with" or "with" in segment.between(start, end)
    return is_other_person(segment, start, end) and "i" not in segment.words and not beside


def _doing(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "What were you doing?" - "Changing a tire.", "After a long drive.": what the patient was doing is how it
    began."""
    if segment.role == "clinician" or "cause" not in memory.asked_about or segment.hits.has("onset", "mechanism"):
        return
    place = _past_start(segment)
    word = segment.word(place)
    event = word in _EVENT and 2 <= segment.end - place <= _SHORT_EVENT and not _of_time(segment, place)
    idle = word == "doing" and segment.word(place + 1) in _IDLE  # "I was doing nothing at all"
    if word in _PLACES:  # "under the sink fixing the trap"
        word = next((near for near in segment.between(place + 1, place + _PLACED) if _is_deed(near)), word)
    done = word.endswith("ed") and word not in _NO_DEED_DONE and segment.end - place >= _DEED_DONE
    deed = (_is_deed(word) and not idle) or done
    if (deed or event) and not is_denied(segment, place, place + 1):
        end = min(segment.end, place + _TOLD)
        ledger.add(_PATH, segment.text(place, end), segment.evidence(place, end), rank=1)


def _is_deed(word: str) -> bool:
    return word.endswith("ing") and word not in _NO_DEED


def _past_start(segment: Segment) -> int:
    """Where the deed or event is named: behind "I was just", behind "it started"."""
    place, moved = segment.start, True
    while moved:
        moved = segment.word(place) in _LEAD_IN
        begun = [hit.core for hit in segment.hits.of("onset", "start") if hit.start == place]
        place = max([place + moved, *begun])
        moved = moved or bool(begun)
    return place


def _of_time(segment: Segment, place: int) -> bool:
    """ "After two weeks of that" tells when, and "after the MRI" nothing."""
    times = segment.hits.of("onset", "other_always")
    return segment.hits.has("study") or any(hit.start <= place < hit.end for hit in times)


def _manner(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "It crept up on me": no deed, but how it began."""
    hits = segment.hits.of("onset", "gradual")
    asked = segment.role != "clinician" and bool({"cause", "onset"} & memory.asked_about)
    if not hits or not (asked or names_back(regions(segment)) or segment.hits.has("onset", "start")):
        return
    hit = hits[0]
    if segment.hits.has("onset", "other") and not names_back(regions(segment)):
        return  # "my weight crept up"
    if is_denied(segment, hit.start, hit.end, lists=False) or is_other_person(segment, hit.start, hit.end):
        return
    ledger.add("onset.manner", "gradual", segment.evidence(hit.start, hit.end))
