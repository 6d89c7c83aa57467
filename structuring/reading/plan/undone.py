"""What takes a plan item back after it was named, and the words that stop one."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.plan import offers
from structuring.reading.plan.note import note_kind
from structuring.reading.plan.stops import dangling
from structuring.reading.talk.assertion import is_conditional
from structuring.turns import Evidence

_UNDONE = 3  # segments in which "scratch that" takes back what was planned last
_TAKEN = frozenset({"nsaid", "acetaminophen", "muscle_relaxant", "opioid", "steroid_oral", "neuropathic_agent"})
_WEANED = 5  # "the gabapentin. Is it doing anything?" - "Honestly, no." - "Then let's come off it."
_HELD = 6  # segments in which "we'll hold off on that" takes back what was planned last
_REACHES = (("hold", _HELD), ("off", _WEANED))
_SUMS, _SUMMED = ("so", "no", "then"), 8  # "ninety miles?" - "No." - "Okay, so no on that."
_NOW = words_of("at yet now today right for necessarily this")
_PUT_OFF_LONG = 5
_REASONS = words_of("with because besides beside")
_LOOKED_AT = frozenset({"imaging", "lab"})
_TAKEN_ALREADY = {(who, did) for who in ("we", "they") for did in ("did", "took")} | {("you", "had")}
_POINTED = words_of("these those them that it one yours")
_FOR_LONG = words_of("long forever")


def forgone(segment: Segment) -> tuple[Evidence, ...]:
    """The words that stop, so that the quote does not read like an order."""
    stops = segment.hits.of("plan_cue", "stop")
    return segment.evidence(stops[0].start, stops[0].end) if stops else ()


def take_back(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    """ "I'd like to try duloxetine, but ... I'm not going to do that": the item just named is taken back."""
    undone = segment.hits.of("plan_cue", "undo")
    if not undone and segment.words[-3:] == ("let", "us", "not"):
        undone = segment.hits.of("plan_cue", "resolve")[-1:]  # "... no, with the Zoloft, let's not."
    last = memory.last_plan
    if _put_off(segment, named) and last is not None and last.age <= 1:
        note_kind(last.kind, last.part, "stopped", segment.evidence(segment.start, segment.end), ledger)
        memory.last_plan = None
    if undone and offers.named_since(memory):
        return  # "surgery is for the few. That's down the road.": the therapy planned before it stays
    if undone and not named:
        memory.offers = tuple(one for one in memory.offers if one.by == "patient")
    summed = bool(undone) and segment.word(undone[0].start) in _SUMS
    words = segment.between(undone[0].start, undone[0].end) if undone else []
    reach = _SUMMED if summed else next((far for word, far in _REACHES if word in words), _UNDONE)
    if not undone or (named and not _beside(segment, undone[0], named)):
        return
    if last is None or last.age > reach:
        _wean(segment, memory, ledger, undone[0])
        return
    if segment.conditional or is_conditional(segment, undone[0].start):
        return  # "and if you're doing great, cancel it"
    if _FOR_LONG & set(segment.between(undone[0].end - 1, undone[0].end + 3)):
        return  # "I don't want you on it for long"
    before = segment.between(segment.start, undone[0].start - 1)
    if "the" in before or "then" in before:
        return  # "and the BC powders, I want you to quit those"; "for three days and then we're done with that"
    cue = segment.evidence(undone[0].start, undone[0].end)
    note_kind(last.kind, last.part, "stopped", cue, ledger)
    memory.last_plan = None


def _beside(segment: Segment, cue: Hit, named: list[Hit]) -> bool:
    """ "Prednisone ... so you know what, I'm not going to do it with the naproxen": named as the reason."""
    return cue.end < named[0].start and bool(_REASONS & set(segment.between(cue.end, cue.end + 2)))


def look_back(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Okay, X-rays. | We did these today.": the picture named alone is one that is there already."""
    last = memory.last_plan
    if last is None or last.kind not in _LOOKED_AT or last.age > 1 or segment.role == "patient":
        return
    evidence = segment.evidence(segment.start, segment.end)
    if last.kind == "lab" and ("show", "me") in pairwise(segment.words):
        ledger.retract("plan.lab", "planned", evidence, last.part)  # "let's check your labs. | Show me the TSH"
        memory.last_plan = None
    elif segment.words[:2] in _TAKEN_ALREADY and set(segment.words[2:5]) & _POINTED:
        note_kind(last.kind, last.part, "stopped", evidence, ledger)
        memory.last_plan = None


def _wean(segment: Segment, memory: Memory, ledger: Ledger, cue: Hit) -> None:
    """ "Is the gabapentin helping?" - "No." - "Let's come off it.": what is taken, named and not planned."""
    asked = memory.named
    if asked is None or asked.age > _WEANED or "off" not in segment.between(cue.start, cue.end):
        return
    if asked.kind in _TAKEN and not segment.conditional:
        told = (*asked.evidence, *segment.evidence(cue.start, cue.end))
        note_kind(asked.kind, asked.part, "stopped", told, ledger)


def _put_off(segment: Segment, named: list[Hit]) -> bool:
    """ "The kyphoplasty. Not at this point.", "Therapy, | I'd hold off on till you're better.": of what was named
    just before."""
    words = segment.words[segment.words[0] == "but" :]
    if named or not words:
        return False
    if dangling(segment, segment.start):
        return True
    return len(words) <= _PUT_OFF_LONG and words[0] == "not" and words[1:2] != () and words[1] in _NOW
