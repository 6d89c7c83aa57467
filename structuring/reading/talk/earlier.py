"""Follows whether the patient tells of an earlier episode: what was then is not so now."""

from __future__ import annotations

from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory

_EARLIER = words_of("time before then")
_WAS = words_of("was were had went did could got ran shot gave felt lost came traveled travelled used would hurt")


def follow(segment: Segment, memory: Memory) -> None:
    """ "Ever had this before?" - "Once, ten years back. It went down my leg": what was then is not so now."""
    if segment.role != "patient":
        memory.then = False
        return
    cues = segment.hits.of("cue", "then")
    told = any(memory.past_asked or segment.word(cue.end - 1) in _EARLIER for cue in cues)
    memory.then = (memory.then or told) and not segment.hits.has("cue", "present_again")


def was_then(segment: Segment, sign: Sign, memory: Memory) -> bool:
    """Whether a sign is told of that earlier time: "it went down my leg and I couldn't feel the foot"."""
    return memory.then and bool(_WAS & set(segment.words)) and not sign.lifelong
