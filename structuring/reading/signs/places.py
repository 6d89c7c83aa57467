"""Numbness by its place: "numbness anywhere? Your bottom?", and the place that is told in answer."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Asked, Memory
from structuring.reading.signs.mentions import is_asked
from structuring.reading.signs.stated import is_said
from structuring.reading.talk.assertion import Assertion, assess

ACHES = words_of(
    "achy ache aches aching pain pains painful hurt hurts hurting sore burn burns burning throb throbs"
)
_SENSES = words_of("feel feels feeling sensation")
_PRIVATE = words_of("sexual sex private privates wipe bathroom toilet pee peeing bladder bowel bowels")
_BRIEF = 5  # words of a question that leaves its place in the clause before
_PLACED = 14  # words of an answer that tells the place


def ask(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Numbness anywhere? Your legs, your bottom?": a place named by itself asks whether it is numb there."""
    felt = [item for item in memory.asked if item.rule.part == "numbness" and item.part in ("present", "neutral")]
    well = segment.hits.has("question", "well") and _SENSES & set(segment.sentence_words())
    places = segment.hits.of("sign", "place")
    if not places and well and len(segment.words) <= _BRIEF:  # "the feeling when you wipe, | that's normal?"
        places = [hit for hit in segment.sentence.of("sign", "place") if hit.end <= segment.start]
    if not places or is_asked(places[0].what.rule, memory) or not (well or (felt and not memory.waiting)):
        return
    sign = places[0].what.rule
    if any(segment.hits.has("sign", part) for part in ("present", "denied_only")):
        return
    evidence = segment.evidence(places[0].start, places[0].end)
    asked = Asked(sign, "absent", False, evidence)  # "when you wipe, does it feel normal?"
    if not well:
        asked = Asked(sign, "present", felt[-1].denied, (*felt[-1].evidence, *evidence))
    elif memory.waiting:
        memory.asked, memory.waiting, memory.overtaken = (), 0, False
    memory.asked = (*memory.asked, asked)
    ledger.add(sign.path, "present", asked.evidence, status="asked", part=sign.part)


def answered(segment: Segment, memory: Memory, ledger: Ledger) -> set[str]:
    """ "Is it numb anywhere?" - "Between the legs, where you sit.": the place told in answer is what is numb."""
    felt = [item for item in memory.asked if item.rule.part == "numbness" and item.part == "present"]
    never = segment.hits.of("sign", "never")
    places = [hit for hit in segment.hits.of("sign", "place") if not any(hit.overlaps(no) for no in never)]
    if not felt or not places or memory.reply not in ("none", "yes") or segment.hits.has("cue", "deny"):
        return set()
    if ACHES & set(segment.words) or segment.hits.has("sign", "absent") or len(segment.words) > _PLACED:
        return set()
    sign = places[0].what.rule
    if is_said(sign, ledger) or not _stands(segment, places[0]):
        return set()
    words = segment.evidence(places[0].start, places[0].end)
    ledger.add(sign.path, "present", (*felt[-1].evidence, *words), part=sign.part)
    return {sign.path + sign.part}


def _stands(segment: Segment, hit: Hit) -> bool:
    return assess(segment, hit.start, hit.core) == Assertion()


def is_of_seat(segment: Segment, sign: Sign) -> bool:
    """ "Any loss of sensation in the genital area?": numbness that is a sign by its place, none of the legs."""
    if not sign.denial_only or not sign.part or segment.hits.has("cue", "legs"):
        return False
    told = [hit for hit in segment.hits.of("sign", "present") if hit.what.rule.place]
    return bool(told) and segment.hits.has("sign", "place")


def is_down_the_legs(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Any pain into your legs, any numbness down there?": the legs, unless a seat is spoken of."""
    seats = [place for place in segment.sentence.of("sign", "place") if not place.overlaps(hit)]
    if segment.between(hit.end - 2, hit.end) != ["down", "there"] or seats:
        return False
    if _PRIVATE & set(segment.sentence_words()) or is_asked(hit.what.rule, memory):
        return False
    named = any(leg.start < hit.start for leg in segment.sentence.of("cue", "legs"))
    return named or memory.leg_topic or (memory.leg_last and not memory.asked)
