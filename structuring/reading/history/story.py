"""Keeps the words of the rest of the history: quality, severity, what helps, what was tried, earlier surgery."""

from __future__ import annotations

from structuring.reading.language.lexicon import longest, spared
from structuring.reading.language.rules import StoryItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import is_denied, is_other_person
from structuring.reading.talk.topics import names_back, regions

_LIMIT = 6
_LONGEST = 12
_ENDS = words_of("who presents today here so but which because")


def _end(segment: Segment, start: int, end: int) -> int:
    """Where the words that tell something end: "prior discectomy , | who presents with"."""
    for place in range(start + 2, end):
        if segment.word(place) in _ENDS:
            end = place
            break
    while end > start + 1 and segment.word(end - 1) == ",":
        end -= 1
    return end


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes hpi.*, history.* and return precautions as the words said, first come first kept."""
    hits = segment.hits.of("story")
    if segment.role != "patient":
        asked = [hit.what.rule for hit in hits if hit.what.part == "answers"]
        memory.story_asked = asked[-1] if asked and segment.asked else None
    whole = None
    if segment.role == "patient" and memory.story_asked is not None:
        whole = _answer(segment, memory, ledger)
    if not hits or segment.asked:
        return
    named = regions(segment)
    elsewhere = bool(named) and not names_back(named)
    never = [hit for hit in hits if hit.what.part == "never"]
    said = spared([hit for hit in hits if hit.what.part == "says"], never)
    for rule in dict.fromkeys(id(hit.what.rule) for hit in said):
        for hit in longest([hit for hit in said if id(hit.what.rule) == rule])[:1]:
            item = hit.what.rule
            if item is whole:
                continue
            if item.by != "any" and segment.role not in (item.by, "unknown"):
                continue
            if item.path.startswith("hpi.") and (
                elsewhere or memory.problem not in ("", "back") or memory.phase == "plan"
            ):
                continue
            if item.path == "return_precautions" and is_denied(segment, hit.start, hit.end):
                continue
            if is_other_person(segment, hit.start, hit.end) or len(ledger.entries(item.path)) >= _LIMIT:
                continue
            end = _end(segment, hit.start, min(segment.end, hit.end))
            ledger.add(item.path, segment.text(hit.start, end), segment.evidence(hit.start, end))


def _answer(segment: Segment, memory: Memory, ledger: Ledger) -> StoryItem | None:
    """ "How bad is it?" - "About a six when I move.", "What have you tried?" - "A heating pad.": its words.

    The rule of the question where the answer was kept whole.
    """
    rule = memory.story_asked
    if rule is None or not rule.answered:
        memory.story_asked = None  # a measure comes first; of remedies each sentence of the reply may name another
    if rule is None or segment.asked or sum(word != "," for word in segment.words) > _LONGEST:
        return None
    if len(ledger.entries(rule.path)) >= _LIMIT:
        return None
    said = [hit for hit in segment.hits.of("story") if hit.what.part == "says"]
    if any(hit.what.rule is not rule or not rule.answered for hit in said):
        return None
    own = [hit for hit in segment.hits.of("story") if hit.what.rule is rule]
    parts = {hit.what.part for hit in own}
    if not rule.answered:
        told = any(word.isdecimal() for word in segment.words)
    else:
        told = memory.problem in ("", "back") and {"answered"} <= parts <= {"answered", "says"}
        told = told and not any(is_other_person(segment, hit.start, hit.end) for hit in own)
    if not told:
        return None
    ledger.add(rule.path, segment.text(segment.start, segment.end), segment.evidence(segment.start, segment.end))
    return rule
