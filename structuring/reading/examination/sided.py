"""On which side a finding of the examination is: named with it, put before it, or carried over from another.

"4 out of 5 on the left, the right is normal" has two findings and two sides: a side belongs to the result of its
own clause; one that stands alone in front ("left leg, strength and sensation are normal") to all that follows.
"""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.talk.sides import COMPARED, OPPOSITE, corrected, side_of
from structuring.turns import Side

_EDGES = words_of(", but while whereas although though")
_BEHIND = 10  # words between a result and its side: "tenderness to palpation of the muscles at L4-5 on the left"
_BEFORE = 6  # words between a side and its result: "right great toe extension is"
_ALL = words_of("everything everywhere other others rest remaining otherwise else elsewhere all throughout")
_PAIRED = words_of("and or to with on the side then")
_GREATER = words_of("greater more worse over than on the a bit little slightly")
_PLACED = words_of("on of in at over to along down around through up into by from for under above below")
_NOUN = words_of("leg side one foot knee ankle hip")
_IS = words_of("is was are were has")
_LEADS = 7
_BRIEF = 9
_OF_A_PLACE = frozenset({"palpation", "sensation"})  # "decreased to light touch over the left foot" is one finding
_RESULTS = frozenset({"normal", "abnormal", "then_normal", "then_abnormal"})

_POINTED = words_of("side leg foot one ankle knee")
_OTHER = words_of("other opposite contralateral")
_LONG = 7  # words: "trace, as compared to two plus on the | right"
_HEADING = words_of("leg side lower extremity limb foot")
_OPENING = words_of("so okay and now on the um exam then in his her your for all right alright ,")

_Sides = list[tuple[int, Side]]


def follow(segment: Segment, memory: Memory) -> None:
    """Remembers the side that was named last in the examination."""
    if memory.phase in ("history", "plan"):
        memory.side_examined = None
    sides = [side for place in range(segment.start, segment.end) if (side := side_of(segment, place))]
    if sides:
        memory.side_examined = sides[-1]
    elif memory.side_examined and points_over(segment, segment.start, segment.end):
        memory.side_examined = OPPOSITE.get(memory.side_examined)


def points_over(segment: Segment, start: int, end: int) -> bool:
    """ "And the other one", "contralateral is two plus"."""
    return any(
        segment.word(place) in _OTHER and (segment.word(place + 1) in {*_POINTED, "", ","} or place == start)
        for place in range(start, end)
    )


def side_pointed(segment: Segment, memory: Memory, start: int, end: int) -> Side | None:
    """ "On that side", "positive there too", "the other one": by the side that was named before."""
    if memory.side_examined is None:
        return None
    if points_over(segment, start, end):
        return OPPOSITE.get(memory.side_examined)
    words = segment.between(start, end)
    same = any(
        first in ("that", "same") and second in ("side", "leg", "foot") for first, second in pairwise(words)
    ) or ("there", "too") in pairwise(words)
    return memory.side_examined if same else None


def side_of_finding(segment: Segment, memory: Memory, hit: Hit, value: str, start: int, end: int) -> Side | None:
    """The side of the finding `hit`, told in the words `start:end`; None where none was said of it."""
    if end == hit.end:
        end = max(hit.core, start + 1)  # what follows by the rule's own reach is not of the finding
    others = _others(segment, hit, start, end)
    sides = _sides(segment)
    first, last = _clause(segment, start, end)
    if corrected(segment):
        cue = next((cue.end for cue in segment.hits.of("cue", "correction") if cue.start >= end), None)
        behind = [side for place, side in sides if place >= (first if cue is None else cue)]
        return (behind[-1] if cue is None else behind[0]) if behind else None
    inside = [side for place, side in sides if start <= place < end]
    behind_it = _right_behind(segment, hit, sides, others, end, last)
    if inside and not _contrasts(segment, start, end):
        return inside[-1]
    return (
        side_pointed(segment, memory, first, last)
        or behind_it
        or (inside[-1] if inside else None)
        or _before(segment, sides, others, value, start, first)
        or _next_clause(segment, hit, sides, others, last)
        or _carried(segment, sides, others, value, start, first)
        or _heading(segment, end)
        or _tested(segment, memory, hit)
    )


def _heading(segment: Segment, end: int) -> Side | None:
    """ "Left leg: strength 4 out of 5, reflexes two plus": it opens the sentence, and no other side follows."""
    words = segment.sentence_words(0, end)
    while words and words[0] in _OPENING and words[0] not in OPPOSITE:
        words.pop(0)
    named = [word for word in words if word in OPPOSITE]
    if len(words) < 2 or len(named) != 1 or words[0] != named[0] or words[1] not in _HEADING:
        return None
    rest = next((word for word in words[1:] if word not in _HEADING), "")
    return None if rest in _IS or _ALL & set(words) else words[0]


def _tested(segment: Segment, memory: Memory, hit: Hit) -> Side | None:
    """ "Push up with the left foot. Good, five out of five": what the hands are on."""
    current = memory.testing
    brief = segment.end - segment.start <= _BRIEF and not _ALL & set(segment.words)
    same = current is not None and current.item is hit.what.rule and current.age <= 1
    if current is None or not same or not brief:
        return None
    if hit.what.rule.id == "palpation" and current.side is not None:
        return memory.side_examined or current.side  # "the left's soft, the right's locked up. That's spasm."
    return current.side


def _contrasts(segment: Segment, start: int, end: int) -> bool:
    """Whether more than one result is told: "reflexes two plus on the left but absent on the right"."""
    told = [hit for hit in segment.hits.of("result") if hit.what.part in ("normal", "abnormal")]
    return len({hit.start for hit in told if start <= hit.start < end}) > 1


def _others(segment: Segment, hit: Hit, start: int, end: int) -> list[Hit]:
    """What else is tested or found in the segment."""
    general = [other for other in segment.hits.of("result") if other.what.part in ("normal", "abnormal")]
    own = [
        other
        for other in segment.hits.of("exam")
        if other.what.rule is not hit.what.rule and other.what.part in ("subject", "normal", "abnormal")
    ]
    return [other for other in (*general, *own) if other.end <= start or end <= other.start]


def _sides(segment: Segment) -> _Sides:
    """Each side with its place. "Left and right" and "left greater than right" are both; one that another is
    compared with is none."""
    kept: _Sides = []
    for place in range(segment.start, segment.end):
        side = side_of(segment, place)
        if side is None:
            continue
        between = set(segment.between(kept[-1][0] + 1, place)) if kept else set()
        other = bool(kept) and {side, kept[-1][1]} == {"left", "right"}
        both = other and between <= _PAIRED and not _leads_on(segment, place)
        if both or (other and "than" in between and between <= _GREATER):
            kept[-1] = (place, "bilateral")
        elif not _compared_with(segment, place):
            kept.append((place, side))
    return kept


def _compared_with(segment: Segment, place: int) -> bool:
    """Whether a side is only what another is compared with: "trace, compared to two plus on the | right"."""
    if COMPARED & set(segment.between(place - 3, place)):
        return True
    before = segment.between(place - _LONG, place)
    return "compared" in before and not set(OPPOSITE) & set(before[before.index("compared") :])


def _leads_on(segment: Segment, place: int) -> bool:
    """ "The left is normal", "right great toe extension three": the side of what comes, not of what was."""
    if segment.word(place - 1) in _PLACED or segment.word(place - 2) in _PLACED:
        return False
    _, last = _clause(segment, place, place + 1)
    following = [other for other in range(place + 1, last) if side_of(segment, other)]
    end = min([place + _LEADS, last, *following])
    after = place + 1 + (segment.word(place + 1) in _NOUN)
    return segment.word(after) in _IS or any(
        place < hit.start < end and hit.what.part in _RESULTS
        for hit in (*segment.hits.of("result"), *segment.hits.of("exam"))
    )


def _clause(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """The clause around the words `start:end`, from comma to comma."""
    while start > segment.start and segment.word(start - 1) not in _EDGES:
        start -= 1
    while end < segment.end and segment.word(end) not in _EDGES:
        end += 1
    return start, end


def _right_behind(
    segment: Segment, hit: Hit, sides: _Sides, others: list[Hit], end: int, last: int
) -> Side | None:
    """ "4 out of 5 on the left", "positive at forty degrees left", "five in the hips and knees on both"."""
    for place, side in sides:
        if not end <= place < min(last, end + _BEHIND):
            continue
        tests = [other for other in others if end <= other.start < place and other.what.family == "exam"]
        parted = bool(tests) or (side != "bilateral" and _names_again(segment, hit, end, place))
        return None if parted or _leads_on(segment, place) else side
    return None


def _names_again(segment: Segment, hit: Hit, start: int, end: int) -> bool:
    """ "Flexion is full, extension and right rotation limited": the same is tested once more."""
    item = hit.what.rule
    return item.id not in _OF_A_PLACE and any(
        start <= other.start < end and other.what.part == "subject"
        for other in segment.hits.of("exam")
        if other.what.rule is item
    )


def _before(segment: Segment, sides: _Sides, others: list[Hit], value: str, start: int, first: int) -> Side | None:
    """ "The right great toe is four out of five": the last in the clause, with nothing else found since."""
    for place, side in reversed(sides):
        if first <= place < start:
            since = [other for other in others if place < other.start < start]
            named = any(other.what.family == "exam" for other in since)  # "right quads four and calves four"
            far = start - place > _BEFORE and (named or (bool(since) and value != "abnormal"))
            return None if far or _ALL & set(segment.between(place, start)) else side
    return None


def _next_clause(segment: Segment, hit: Hit, sides: _Sides, others: list[Hit], last: int) -> Side | None:
    """ "Flexion is limited, more so on the left": a clause in which nothing else is found."""
    _, end = _clause(segment, last + 1, last + 1)
    if last >= segment.end or any(last < other.start < end for other in others):
        return None
    if _names_again(segment, hit, last, end):
        return None
    named = [(place, side) for place, side in sides if last < place < end]
    return None if not named or _leads_on(segment, named[0][0]) else named[0][1]


def _carried(
    segment: Segment, sides: _Sides, others: list[Hit], value: str, start: int, first: int
) -> Side | None:
    """ "Right hip flexion is 4 and quadriceps 3", "left leg, strength is good": that of the clause before."""
    for place, side in reversed(sides):
        if place >= first:
            continue
        begin, end = _clause(segment, place, place)
        alone = begin == segment.start and not any(begin <= other.start < end for other in others)
        parted = any(place < other.start < start and other.what.family == "exam" for other in others)
        if _ALL & set(segment.between(place, start)):
            return None
        return side if alone or (value == "abnormal" and not parted) else None
    return None
