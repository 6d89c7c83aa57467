"""Who is who among the doctors named: the one who operated is the surgeon, whenever he is named again."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory

_TITLES = words_of("dr doctor")
_SURGEONS = words_of("surgeon neurosurgeon surgeons")
_NO_NAMES = words_of("who that is was said says and the a for to about yet or again back here there")


def follow(segment: Segment, memory: Memory) -> None:
    """ "A laminectomy three years ago with Doctor Brandt." """
    for cue in segment.hits.of("plan_cue", "operated"):
        memory.surgeons = memory.surgeons | _names(segment, cue.start, cue.end + 1)


def is_surgeon(segment: Segment, memory: Memory) -> bool:
    """Whether the one named here is known to have operated ("I want you back to see Doctor Brandt") or is named as
    a surgeon in one breath ("Dr. Whitcomb, she's our spine surgeon")."""
    if memory.surgeons & _names(segment, segment.start, segment.end):
        return True
    named = [cue.start for cue in segment.hits.of("plan_cue", "introduces")]
    return bool(named) and bool(_SURGEONS & set(segment.between(min(named), segment.end)))


def is_title(segment: Segment, hit: Hit) -> bool:
    """ "I'm sending you to Dr. | Whitcomb": what kind of doctor that is may be told next."""
    return segment.word(hit.end - 1) in _TITLES


def _names(segment: Segment, start: int, end: int) -> frozenset[str]:
    behind = [segment.word(place + 1) for place in range(start, end) if segment.word(place) in _TITLES]
    return frozenset(word for word in behind if word and word not in _NO_NAMES)
