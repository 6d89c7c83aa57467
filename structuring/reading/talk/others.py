"""Follows whose trouble the talk is of: that of somebody at home ("how's your wife's back?" - "still bad, she's
having surgery on it") is none of the patient's until he speaks of himself or is asked for it."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import KIN_REMEMBERED, Memory
from structuring.reading.talk.kin import KIN

_SELF = words_of("i me mine myself")
_YOU = words_of("you yourself")
_THEIRS = words_of("he she him her his hers they")
_REPORTS = words_of("say says said thinks thought told swears reckons noticed wants made")

_AILMENTS = (("region", "says"), ("site", "complaint"), ("sign", "present"), ("label", "says"))
_NOD = 3


def follow(segment: Segment, memory: Memory) -> None:
    """Sets `memory.of_other` before the segment is read."""
    words = set(segment.words)
    if memory.proxy:
        memory.of_other = False
    elif segment.role == "patient":
        if _SELF & words or _of_own_back(segment):
            memory.of_other = False
        elif (ailing := _ailing(segment)) is not None and _tells_of_other(segment, words, ailing, memory):
            memory.of_other = True
    elif segment.asked or _YOU & words or len(segment.words) > _NOD:
        named = KIN & words or (memory.kin == KIN_REMEMBERED and not memory.about_back and _THEIRS & words)
        memory.of_other = segment.asked and bool(named) and not _YOU & words


def _tells_of_other(segment: Segment, words: set[str], ailing: int, memory: Memory) -> bool:
    """A relative with what ails him, not with what he says ("my wife says it's the mattress") and not one named
    after it ("low back pain after helping a friend move")."""
    if _REPORTS & words or memory.phase != "history":
        return False
    if memory.kin > 0 and _THEIRS & words:
        return True
    return any(segment.word(place) in KIN for place in range(segment.start, ailing))


def _ailing(segment: Segment) -> int | None:
    """Where trouble is first told of: "he's in the second grade now" tells of none."""
    starts = [hit.start for family, part in _AILMENTS for hit in segment.hits.of(family, part)]
    return min(starts, default=None)


def _of_own_back(segment: Segment) -> bool:
    """ "My back": whose it is stands right before it."""
    return any(segment.word(hit.start - 1) == "my" or segment.word(hit.start) == "my" for hit in _backs(segment))


def _backs(segment: Segment) -> list[Hit]:
    return [hit for hit in segment.hits.of("region", "says") if hit.what.rule.kind == "back"]
