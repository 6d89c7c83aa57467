"""Which result belongs to which part of the examination: "reflexes and strength are normal, sensation reduced"."""

from __future__ import annotations

from dataclasses import dataclass

from structuring.reading.language.lexicon import Hit, longest
from structuring.reading.language.rules import ExamItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.talk.sides import COMPARED, OPPOSITE

_TIGHT = words_of("hamstring hamstrings")
_REACH = 10
_NOT_OF_FIVE = frozenset({"range_of_motion", "reflexes"})
_LINKS = words_of(", and or your the as well her his with leg")
_LIST_BEGINS = words_of(", and your the") | {""}
_POINTING = words_of("there that this")  # "that's decreased flexion"
_NAMELESS = words_of("that this it")
_OF_TEST = words_of("the your his her seated sitting supine")
_BARRIERS = words_of("you i otherwise she he")
_THROUGHOUT = words_of("all around throughout everywhere on in for of the your his her both across board every")
_LIST = 9
_NONE = words_of("no without any nothing")
_NEITHER = words_of("neither none")
_SUBJECT = 7  # words of a subject that is denied with its result
_PREDICATES = words_of("is are was were has have but and there she he you i with")
_SIDED = 6  # words between a side and its result
_ATTRIBUTED = words_of("of in for on to the your his her")


@dataclass(frozen=True, slots=True)
class _Result:
    value: str
    start: int
    end: int
    item: ExamItem | None = None  # a result that only this item can have
    graded: bool = False  # "three out of five" is a strength, never a movement or a reflex


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of the examination with its result; `start:end` are the words that tell of both."""

    hit: Hit
    value: str
    start: int
    end: int


def paired(segment: Segment, subjects: list[Hit], told: list[Finding]) -> list[Finding]:
    """The told findings, and each subject with its result."""
    found = list(told)
    results = _results(segment, told)
    groups = _groups(segment, subjects)
    excepts = [hit.end for hit in segment.hits.of("result", "excepting")]
    for place, group in enumerate(groups):
        previous = groups[place - 1][-1].end if place else segment.start
        following = groups[place + 1][0].start if place + 1 < len(groups) else segment.end
        cut = [edge for edge in excepts if edge > group[-1].end]
        following = min([following, *(edge - 1 for edge in cut)])
        barred = max([edge for edge in excepts if edge <= group[0].start], default=segment.start)
        for subject in group:
            if any(one.hit.what.rule is subject.what.rule and _near(one.hit, subject) for one in told):
                continue
            before = _before(segment, group, subject, results, max(previous, barred))
            behind = _behind(segment, group, subject, results, following)
            # "reflexes two plus | motor ..."
            owned = place > 0 and before is not None and before.start == previous
            result = behind if owned and behind else before or behind
            if result is None and len(group) > 1:  # "everything else was normal, your strength, your reflexes"
                result = _before(segment, group, subject, results, max(previous, barred), ahead=True)
            if result is None and len(groups) == 1 and group[-1].end == segment.end:
                result = _named_last(segment, subject, results)
            if result is None and barred > segment.start and group[0].start - barred <= 8:
                result = _Result("abnormal", subject.start, subject.end)
            if result:
                start, end = min(subject.start, result.start), max(subject.end, result.end)
                found.append(Finding(subject, result.value, start, end))
    return found


def _named_last(segment: Segment, subject: Hit, results: list[_Result]) -> _Result | None:
    """ "Right leg up ... positive on the right at fifty degrees, straight leg raise", "so that's negative, the
    seated straight leg raise": the test named when done."""
    before = [one for one in results if one.end <= subject.start and _fits(one, subject, results)]
    if not before:
        return None
    gap = segment.between(before[-1].end, subject.start)
    own = before[-1].item is subject.what.rule and list(gap[-1:]) == [","]
    points = list(gap[:1]) == [","] and set(gap[1:]) <= _OF_TEST
    return before[-1] if own or (points and _has_copula(segment, before[-1].start, of=_NAMELESS)) else None


def excepted(segment: Segment, told: list[Finding], subjects: list[Hit]) -> list[Finding]:
    """ "Sensation intact except over the lateral calf": the exception is of the item named before it."""
    found = []
    for cue in segment.hits.of("result", "excepting"):
        named = [*(one.hit for one in told), *subjects]
        before = [hit for hit in named if hit.start < cue.start]
        if not before or any(hit.end > cue.end for hit in named):
            continue
        if cue.end >= segment.end or (not segment.hits.has("result", "normal") and not told):
            continue
        last = max(before, key=lambda hit: hit.start)
        if last.what.rule.leg and _TIGHT & set(segment.between(cue.end, segment.end)):
            continue  # "straight leg raise is negative other than hamstring tightness"
        found.append(Finding(last, "abnormal", cue.start, segment.end))
    return found


def contrasted(segment: Segment, found: list[Finding], subjects: list[Hit]) -> list[Finding]:
    """ "Positive on the right and negative on the left", "right is 5, left is 4": the result of the other side,
    with its side, as far as nothing else is named."""
    more: list[Finding] = []
    results = _results(segment, [])
    for one in found:
        item = one.hit.what.rule
        named = [hit.start for hit in subjects if hit.start >= one.end]
        named += [other.start for other in found if other.start >= one.end]
        end = min([*named, segment.end])
        told = _sides_told(segment, one.start, one.end + _REACH)
        for result in results:
            if not (one.end <= result.start < end and result.item in (None, item)):
                continue
            if result.graded and item.id in _NOT_OF_FIVE:
                continue
            place = _side_at(segment, result, one.end, end)
            if place is None or not told or segment.word(place) == told:
                continue
            more.append(Finding(one.hit, result.value, min(place, result.start), max(place + 1, result.end)))
            break
    return more


def _sides_told(segment: Segment, start: int, end: int) -> str:
    """The first side of a finding, up to the end of its clause."""
    words = segment.between(start, end)
    words = words[: words.index(",")] if "," in words else words
    return next((word for word in words if word in OPPOSITE), "")


def _side_at(segment: Segment, result: _Result, start: int, end: int) -> int | None:
    """Where the side of a result stands: "left is 4", "negative on the left"; none with which it is compared."""
    for place in range(result.end, min(end, result.end + _SIDED)):
        if segment.word(place) in OPPOSITE:
            return place if segment.word(place - 1) in _ATTRIBUTED | {""} or place == result.end else None
        if segment.word(place) not in _ATTRIBUTED:
            break
    for place in range(result.start - 1, max(start, result.start - _SIDED) - 1, -1):
        if segment.word(place) in OPPOSITE:
            return None if COMPARED & set(segment.between(place - 3, place)) else place
        if segment.word(place) == ",":
            break
    return None


def _near(hit: Hit, subject: Hit) -> bool:
    return hit.overlaps(subject)


def _groups(segment: Segment, subjects: list[Hit]) -> list[list[Hit]]:
    """Subjects that stand in one list: "reflexes, sensation and strength"."""
    groups: list[list[Hit]] = []
    for subject in subjects:
        if groups and _listed(segment, groups[-1][-1], subject):
            groups[-1].append(subject)
        else:
            groups.append([subject])
    return groups


def _listed(segment: Segment, first: Hit, second: Hit) -> bool:
    between = segment.between(first.end, second.start)
    if not between and first.what.rule is not second.what.rule:
        # "... extension deep tendon reflexes ..." is no list, "reflexes strength and sensation" is one
        joined = segment.word(second.end) == "and" and segment.word(first.start - 1) in _LIST_BEGINS
        return joined and first.end - first.start == 1
    return len(between) <= 4 and all(word in _LINKS for word in between)


def _results(segment: Segment, told: list[Finding]) -> list[_Result]:
    general = [hit for hit in segment.hits.of("result") if hit.what.part in ("normal", "abnormal")]
    own = longest_by_item(
        [hit for hit in segment.hits.of("exam") if hit.what.part in ("then_normal", "then_abnormal")]
    )
    results = []
    for hit in longest(general):
        value = hit.what.part
        if any(one.hit.overlaps(hit) and _keeps(segment, one, hit) for one in told) or _told_whole(told, hit):
            continue
        if _unsaid(segment, hit.start, value):
            value = "normal" if value == "abnormal" else "abnormal"
        if segment.word(hit.start) == "okay" and not _has_copula(segment, hit.start):
            continue
        graded = segment.word(hit.end - 2) == "of" and segment.word(hit.end - 1) == "5"
        results.append(_Result(value, hit.start, hit.end, graded=graded))
    for hit in own:
        if any(
            other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
            for other in general
        ):
            continue  # the "5" of "4 plus out of 5"
        if _told_whole(told, hit) or any(
            one.hit.overlaps(hit) and one.hit.what.rule is not hit.what.rule and _keeps(segment, one, hit)
            for one in told
        ):
            continue
        value = hit.what.part.removeprefix("then_")
        if not hit.what.denies and _unsaid(segment, hit.start, value):
            value = "normal" if value == "abnormal" else "abnormal"
        results.append(_Result(value, hit.start, hit.end, hit.what.rule))
    return sorted(results, key=lambda result: (result.start, -result.end))


def _keeps(segment: Segment, told: Finding, hit: Hit) -> bool:
    """ "Knees are brisk and equal": the result that ends a finding told whole is of nothing named behind it."""
    named = any(
        told.hit.core <= other.start < hit.start and other.what.rule is not told.hit.what.rule
        for other in segment.hits.of("exam", "subject")
    )  # "leg raise negative | reflexes equal"
    ends = told.hit.start < hit.start and hit.end == told.hit.end and not named
    return told.hit.what.rule.id == "palpation" or ends


def _told_whole(told: list[Finding], hit: Hit) -> bool:
    """ "Two plus at the knees, one plus at the ankles, both the same": what is normal as a whole is not less so by
    a part."""
    part = hit.what.part.removeprefix("then_") == "abnormal"
    return part and any(
        one.value == "normal" and one.hit.start < hit.start and hit.end < one.hit.core for one in told
    )


def _unsaid(segment: Segment, place: int, value: str) -> bool:
    """A "not" right before a result word turns it round, a "no" before an abnormal one; further off it belongs to
    something else."""
    if any(segment.word(near) in ("not", "never", "neither") for near in (place - 1, place - 2)):
        return True
    if value != "abnormal":
        return False
    if any(word in _NEITHER for word in segment.between(place - _SUBJECT, place)):
        return True  # "neither leg raise was positive"
    if segment.word(place - 1) in ("or", "nor"):  # "no tenderness, spasm or limitation of flexion"
        listed = [segment.word(near) for near in range(place - _LIST, place - 1)]
        denied = max((at for at, word in enumerate(listed) if word in ("no", "without")), default=len(listed))
        if denied < len(listed) and not _PREDICATES & set(listed[denied:]):
            return True
    return any(segment.word(near) in _NONE for near in (place - 1, place - 2))


def _fits(result: _Result, subject: Hit, results: list[_Result]) -> bool:
    """A word that means something of its own for an item ("Lasègue absent") is not read in its general meaning."""
    if result.item is not None:
        return result.item is subject.what.rule
    if result.graded and subject.what.rule.id in _NOT_OF_FIVE:
        return False
    return not any(
        other.item is subject.what.rule and other.start < result.end and result.start < other.end
        for other in results
    )


def _before(
    segment: Segment, group: list[Hit], subject: Hit, results: list[_Result], previous: int, ahead: bool = False
) -> _Result | None:
    first = group[0]
    for result in reversed(results):
        gap = segment.between(result.end, first.start)
        reaches = result.item is None and result.end > first.start  # "great range" of "great range of motion" may
        if not _fits(result, subject, results) or reaches or not previous <= result.start < first.start:
            continue
        if len(gap) > 2 and not (len(gap) <= 6 and set(gap) <= _THROUGHOUT):
            continue
        if _has_copula(segment, result.start) and not ahead and not (gap and gap[0] in ("for", "in")):
            continue
        if (len(gap) == 1 and not ahead and gap[0] in (",", "and", "but", "with")) or (
            gap and not (len(gap) == 1 or gap[0] in _ATTRIBUTED or set(gap) <= _THROUGHOUT)
        ):
            continue
        return result
    return None


def _has_copula(segment: Segment, place: int, of: frozenset[str] = frozenset()) -> bool:
    """Whether a verb stands right before `place`, with a subject, or with one `of` these words."""
    return any(
        hit.end == place
        and segment.word(hit.start) not in ("has", "have")
        and (segment.word(hit.start - 1) in of if of else segment.word(hit.start - 1) not in _POINTING)
        for hit in segment.hits.of("result", "copula")
    )


def _behind(
    segment: Segment, group: list[Hit], subject: Hit, results: list[_Result], following: int
) -> _Result | None:
    last = group[-1].end
    first: _Result | None = None
    for result in results:
        if not _fits(result, subject, results) or result.start < last or result.start >= following:
            continue
        reach = last if first is None else first.end
        if result.start - reach > _REACH:
            break
        between = segment.between(reach, result.start)
        if (result.item is None and any(word in _BARRIERS for word in between)) or (
            "but" in between and first is None
        ):
            break
        if _leads(segment, result, following, group, first is not None):
            break
        if first is None:
            first = result
        if result.value == "abnormal":
            return result
    return first


def _leads(segment: Segment, result: _Result, following: int, group: list[Hit], told: bool) -> bool:
    """ "Reflexes normal , positive straight leg raise": what stands right before the next subject is its own,
    behind a joint or where a result was `told` already ("FABER is negative | positive straight leg raise")."""
    if following >= segment.end or result.end > following or following - result.end > 1:
        return False
    return (
        not _has_copula(segment, result.start)
        and result.start - group[-1].end > 0
        and (told or segment.word(result.start - 1) in (",", "and", "with", "has", "have"))
    )


def longest_by_item(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for item in dict.fromkeys(hit.what.rule.id for hit in hits):
        kept.extend(longest([hit for hit in hits if hit.what.rule.id == item]))
    return sorted(kept, key=lambda hit: hit.start)
