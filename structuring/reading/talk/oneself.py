"""Asks that come back to the patient: for his own illness after that of his kin, for when it was."""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import KIN_REMEMBERED, Memory

_ONESELF = words_of("you yourself personally")
_OF_ONESELF = words_of(
    "and but or so what how about in not never no none nothing have has had ever it that one any of "
    "though okay now , at all too either anything like this"
)
_DATING = words_of("when in back what about around at a as how long")
_WHOSE = words_of("your his her or")


def asks_oneself(segment: Segment) -> bool:
    """ "And you yourself?", "but not you?", "you've never had it?", behind what was told of a relative."""
    words = set(segment.words)
    return bool(words & _ONESELF) and words <= _ONESELF | _OF_ONESELF


def ask_oneself(segment: Segment, memory: Memory) -> None:
    """ "Any cancer?" - "My mother, the breast." - "And you?": what was asked or told of kin is asked anew."""
    denied = bool({"not", "never", "no", "none", "nothing"} & set(segment.words))
    told_of_kin = memory.kin >= KIN_REMEMBERED - 1
    waiting = memory.asked or memory.recent
    items = memory.of_kin or tuple(item for item in waiting if item.rule.lifelong or told_of_kin)
    if items:
        memory.asked = tuple(replace(item, part="present", denied=denied) for item in items)
        memory.waiting, memory.overtaken, memory.of_kin, memory.kin = 0, False, (), 0


def dates_illness(segment: Segment, memory: Memory) -> bool:
    """ "And the thyroid cancer, | that was when you were 29?": a yes to when it was is a yes to the illness."""
    dated = segment.words[:2] in (("that", "was"), ("it", "was"), ("was", "that")) and not _WHOSE & set(
        segment.words
    )
    lifelong = bool(memory.asked) and all(item.rule.lifelong and item.part != "absent" for item in memory.asked)
    return dated and lifelong and not memory.waiting and bool(_DATING & set(segment.words[2:5]))
