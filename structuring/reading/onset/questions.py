"""Questions for the time of the pain that do not name it: after an earlier bout, by the deed it was dated by."""

from __future__ import annotations

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory

_THIS_TIME = words_of("and so but okay , what how about for is it that the with now this current latest present")
_TIMES = words_of("time one episode bout round now spell flare")
_DEEDS = words_of("since when after once ever")
_OWNER = words_of("i we")
_STEM, _LONG = 4, 4  # letters
_NO_DEED = words_of(
    "when what that this have been with your about long exactly would were they them then from back"
)
_TREATMENTS = words_of("injection surgery_referral steroid_oral physical_therapy chiropractic_massage_acupuncture")
_CURT = 3  # words: "how long now?"
_JUST = 3  # segments


def of_clause_before(segment: Segment) -> bool:
    """ "And you've had the diabetes, | how long?": a time is asked for of what was named in front of it."""
    before = [hit for hit in segment.sentence.of("onset", "other") if hit.end <= segment.start]
    backs = [hit for hit in segment.sentence.of("region") if hit.what.rule.kind == "back"]
    return bool(before) and not backs and len(segment.words) <= _CURT


def asks_this_time(segment: Segment) -> bool:
    """ "And this time?", "what about this one?", "and now?", behind an earlier episode."""
    words = set(segment.words)
    return bool(words & _TIMES) and words <= _THIS_TIME | _TIMES and "this" in words


def follow_deed(segment: Segment, memory: Memory) -> None:
    """What the patient dates the pain by ("I retire, I sit down, and it starts", "since I moved"), should the
    clinician ask when that was."""
    if segment.role != "patient" or segment.asked:
        return
    words = set(segment.words)
    began = segment.hits.has("onset", "start") or segment.hits.has("onset", "began")
    if (began or "since" in words) and _OWNER & words and (began or _DEEDS & words):
        memory.deed_told = frozenset(word[:_STEM] for word in words - _NO_DEED if len(word) >= _LONG)


def of_deed_told(segment: Segment, memory: Memory) -> bool:
    """Whether a question for a time names, behind "did you", the deed the pain was dated by."""
    words = segment.words
    verbs = [words[place + 1] for place in range(len(words) - 1) if words[place] in ("you", "he", "she")]
    return any(verb[:_STEM] in memory.deed_told for verb in verbs if len(verb) >= _LONG)


def of_treatment(segment: Segment, memory: Memory, named: bool) -> bool:
    """ "Last time we did the injection. Tell me what happened." - "I walked out of here. It was three days." """
    return just_treated(memory) and not named and segment.hits.has("onset", "ask_after")


def just_treated(memory: Memory) -> bool:
    """Whether a treatment was named last, of which a time may be."""
    return memory.named is not None and memory.named.age <= _JUST and memory.named.kind in _TREATMENTS
