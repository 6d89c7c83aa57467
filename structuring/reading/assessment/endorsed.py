"""A cause that the patient names, in his own words or another's, and that the clinician takes up: "my physio
calls it mechanical" - "she's dead right"."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import is_conditional, is_denied, is_past

_NAMES = ("label", "term")
_DOUBTING = words_of("not never half partly partially may might could should if wish hope whether nearly almost")
_ANSWERED = 2  # words before a bare "it is" that answers
_OF_ELSE = words_of("about to side sided handed now away before after behind foot leg on")
_ENDS = words_of(", and i you yes so because just") | {""}
_REMEMBERED = 6
_PLAINLY = 9
_AWAITED = words_of("yet until till before if whether unless mri scan xray results labs test tests find see look")
_SOON = 45  # words of the clinician's


def propose(segment: Segment, memory: Memory) -> None:
    """Keeps what the patient names as the cause until he speaks of something else."""
    if segment.conditional or is_past(segment, segment.start, segment.end):
        return
    if segment.asked:
        cues = segment.hits.of("doubt", "asks")
        memory.cause_asked = segment.evidence(cues[0].start, cues[0].end) if cues else ()
    for family in _NAMES:
        hits = segment.hits.of(family)
        named = [hit for hit in hits if hit.what.part == "says"]
        for hit in spared(named, [hit for hit in hits if hit.what.part == "never"]):
            none = hit.what.rule.id == "none_identified"  # "he couldn't find a reason"
            if is_denied(segment, hit.start, hit.end, lists=False, own=hit.what.denies) and not none:
                continue
            if hit.what.denies and not none:
                continue
            kind = "etiology" if family == "label" else "diagnosis"
            asked = segment.asked or segment.words[0] == "so"  # "so it's just a pulled muscle"
            cause = (f"{kind}.{hit.what.rule.id}", segment.evidence(hit.start, hit.end), asked)
            memory.proposed = (*memory.proposed[-_REMEMBERED:], cause)


def endorse(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "You're not wrong", "that's what I'd have put", "I reckon you did", said right behind what the patient
    named; of several causes it is not told which is meant."""
    causes = {path for path, _, _ in memory.proposed if path.startswith("etiology.")}
    if len(causes) != 1 or memory.problem not in ("", "back") or memory.said > _SOON:
        return
    cue = _cue(segment, memory)
    if cue is None:
        return
    words = segment.evidence(cue.start, cue.end)
    for path, named, _ in memory.proposed:
        ledger.add(path, "stated", (*named, *words))
        memory.causes = (*memory.causes, path)
    memory.proposed = ()


def confess(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "So what's causing it?" - "Honestly, we don't know.": not so where something is still awaited."""
    asked, cues = memory.cause_asked, segment.hits.of("doubt", "unknown")
    if not asked or memory.problem not in ("", "back") or segment.asked:
        return
    if segment.end - segment.start > _PLAINLY or segment.hits.has("label", "says"):
        memory.cause_asked = ()
    if not cues or memory.said > _SOON or _AWAITED & set(segment.sentence_words()):
        return
    ledger.add("etiology.none_identified", "stated", (*asked, *segment.evidence(cues[0].start, cues[0].end)))
    memory.cause_asked = ()


def _cue(segment: Segment, memory: Memory) -> Hit | None:
    if segment.asked or segment.hits.has("doubt", "discount") or segment.hits.has("doubt", "hedge"):
        return None
    hits = segment.hits.of("doubt", "endorses")
    if any(asked for _, _, asked in memory.proposed):
        hits = [*hits, *(hit for hit in segment.hits.of("doubt", "answers") if _opens(segment, hit))]
    for hit in hits:
        said = {*segment.between(segment.start, hit.core), segment.word(hit.core + 1)}
        behind = segment.word(hit.core)
        if _DOUBTING & said and not hit.what.denies:
            continue
        # "those were read as normal, and I agree" - of the picture; "I agree with him" - of the cause
        of_study = "agree" in segment.between(hit.start, hit.core) and behind != "with"
        of_study = of_study and segment.sentence.has("study")
        if behind not in _OF_ELSE and not of_study and not is_conditional(segment, hit.start):
            return hit
    return None


def _opens(segment: Segment, hit: Hit) -> bool:
    """ "It is", "it is, yes"; not "it is a thing we see"."""
    return hit.start - segment.start <= _ANSWERED and segment.word(hit.core) in _ENDS
