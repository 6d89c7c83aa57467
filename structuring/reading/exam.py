"""Reads the examination as a clinician reports it: what was tested and how it came out.

A subject ("reflexes") takes the result word nearest to it: one right before it that does not already belong to
an earlier subject, else the first behind it, else that of the list it stands in. Of two results the abnormal one
counts ("two plus on the right but only one plus on the left"), and what stands behind "except" is abnormal.
"""

from __future__ import annotations

from dataclasses import dataclass

from structuring.reading import manoeuvres
from structuring.reading.assertion import assess
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit, longest, spared
from structuring.reading.rules import ExamItem
from structuring.reading.segments import Segment
from structuring.reading.sides import side_near
from structuring.reading.state import Memory
from structuring.reading.text import words_of
from structuring.reading.told_back import is_asked_back, is_complaint, still_asking

_REACH = 10
_IN_DEGREES = "range_of_motion"
_BEFORE = 2
_AFTER = 8
_ENDS = words_of(
    ", and but so because when which that is are was were has have i you he she we they it there if or not along"
)
_DANGLING = words_of("a an the of on in to with over at by for your his her this some no as from and right just")
_DENIAL_REACH = 14
_SIDE_REACH = 7
_EARLIER = 9
_LINKS = words_of(", and or your the as well her his with")
_BARRIERS = words_of("you i otherwise she he")
_THROUGHOUT = words_of("all around throughout everywhere on in for of the your his her both across board every")
_ITS_OWN = words_of("is are was were brings reproduces causes shows limited decreased reduced absent diminished")
_LIST = 9
_NONE = words_of("no without any nothing")
_PREDICATES = words_of("is are was were has have but and there she he you i with")
_ATTRIBUTED = words_of("of in for on to the your his her")


@dataclass(frozen=True, slots=True)
class _Result:
    value: str
    start: int
    end: int
    item: ExamItem | None = None  # a result that only this item can have
    graded: bool = False  # "three out of five" is a strength, never a movement


@dataclass(frozen=True, slots=True)
class _Finding:
    hit: Hit
    value: str
    start: int
    end: int


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes what a clinician reports of the examination, and what the patient answers under his hands."""
    if segment.role == "patient":
        manoeuvres.reply(segment, memory, ledger)
    else:
        _reported(segment, memory, ledger)
    memory.region_before = memory.region


def _reported(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    hits = segment.hits.of("exam")
    doing = manoeuvres.follow(segment, memory, hits)
    if segment.asked:
        return
    if segment.hits.has("result", "not_done"):
        return
    if segment.hits.has("result", "announced"):
        _announced(segment, memory, hits)
        return
    manoeuvres.point_back(segment, memory, ledger)
    never = [hit for hit in hits if hit.what.part == "never"]
    told = _told(segment, memory, spared([hit for hit in hits if hit.what.part in ("normal", "abnormal")], never))
    subjects = _longest_by_item(spared([hit for hit in hits if hit.what.part == "subject"], never))
    found = _paired(segment, memory, subjects, told)
    found += _excepted(segment, told, subjects)
    pending = memory.pending if segment.word(segment.start) in ("and", "or") else ()
    for one in found:
        if one.hit.start <= segment.start + 2:  # "strength, sensation | and knee reflexes are normal"
            for item in pending:
                note(segment, ledger, item, one.value, "stated", one.start, one.end)
        status = assess(segment, one.hit.start, one.hit.end).status
        note(segment, ledger, one.hit.what.rule, one.value, status, one.start, one.end)
    named = [hit for hit in subjects if _allowed(segment, memory, hit)]
    last = max((*(one.hit for one in found), *named), key=lambda hit: hit.start, default=None)
    if last is not None and last.start >= doing:
        manoeuvres.turn_to(segment, memory, last, bool(found))
    now = any(not (one.hit.what.rule.extra or _earlier(segment, one.start, one.end)) for one in found)
    if now and memory.phase == "history" and memory.patient_heard:
        memory.phase = "exam"
    if any(one.hit.what.rule.regional for one in found):
        memory.region = "back"
    memory.pending = () if found else tuple(dict.fromkeys(hit.what.rule for hit in named))
    if not found:
        manoeuvres.go_on(segment, memory, ledger, bool(named))


def _announced(segment: Segment, memory: Memory, hits: list[Hit]) -> None:
    """ "I'm going to do a straight leg raise": what is said next is of it."""
    named = _longest_by_item(
        [hit for hit in hits if hit.what.part == "subject" and _allowed(segment, memory, hit)]
    )
    if not named or segment.hits.has("phase", "not_yet") or memory.phase == "plan":
        return
    manoeuvres.turn_to(segment, memory, named[-1], False)
    if memory.phase == "history":
        memory.phase = "exam"


def note(segment: Segment, ledger: Ledger, item: ExamItem, value: str, status: str, start: int, end: int) -> None:
    """Notes the result of an item with the words `start:end`."""
    if status in ("hypothetical", "family"):
        return
    first, last = _clause(segment, item, start, end)
    ledger.add(
        f"exam_extra.{item.id}" if item.extra else f"exam.{item.id}",
        value,
        segment.evidence(start, end),
        attributes={"text": segment.text(first, last)},
        status="past" if status == "past" or _earlier(segment, start, end) else "stated",
        side=side_near(segment, start, end, _SIDE_REACH),
    )


def _earlier(segment: Segment, start: int, end: int) -> bool:
    """ "The ankle was four plus at the last visit" tells nothing of the reflexes named later in one breath."""
    return any(
        cue.start - end <= _EARLIER and start - cue.end <= _EARLIER for cue in segment.hits.of("result", "earlier")
    )


def _clause(segment: Segment, item: ExamItem, start: int, end: int) -> tuple[int, int]:
    """The words around a finding that say what and where ("tenderness over the left paraspinals"), for the note:
    up to a comma, a new clause or another part of the examination."""
    others = [hit for hit in segment.hits.of("exam") if hit.what.rule is not item]
    first, last = start, end
    while start - first < _BEFORE and first > segment.start and segment.word(first - 1) not in _ENDS:
        if any(hit.start < first <= hit.end for hit in others):
            break
        first -= 1
    while last - end < _AFTER and last < segment.end and segment.word(last) not in _ENDS:
        if any(hit.start <= last < hit.end for hit in others):
            break
        last += 1
    while last > end and segment.word(last - 1) in _DANGLING:
        last -= 1
    while first < start and segment.word(first) in _DANGLING:
        first += 1
    return first, last


def _allowed(segment: Segment, memory: Memory, hit: Hit) -> bool:
    return manoeuvres.is_of_back(segment, memory, hit)


def _told(segment: Segment, memory: Memory, hits: list[Hit]) -> list[_Finding]:
    """Wordings that carry their own result: "tender", "foot drop", "intact to light touch"."""
    found: list[_Finding] = []
    for hit in _longest_by_item(hits):
        if not _allowed(segment, memory, hit) or is_complaint(segment, memory, hit):
            continue
        if is_asked_back(segment, memory, hit):
            continue
        if hit.what.rule.id == "palpation" and memory.phase == "results":
            continue  # "there's a lump poking out of the back of it": seen, not felt
        value = hit.what.part
        if not hit.what.denies and _is_denied(segment, hit, hits):
            if value == "abnormal" and still_asking(segment, memory, hit):
                continue
            value = "normal" if value == "abnormal" else "abnormal"
        elif hit.what.denies and still_asking(segment, memory, hit):
            continue
        found.append(_Finding(hit, value, hit.start, hit.end))
    return found


def _is_denied(segment: Segment, hit: Hit, told: list[Hit]) -> bool:
    """Whether a denial reaches an exam wording. One of a normal result must stand at the result itself; one of an
    abnormal wording reaches over a list ("no spasm or tenderness") until something is asserted."""
    if hit.what.part == "normal":
        return any(segment.word(place) in ("not", "never") for place in range(hit.start - 2, hit.end))
    pseudo = segment.hits.of("cue", "pseudo")
    for cue in segment.hits.of("cue", "deny"):
        if any(cue.overlaps(hold) for hold in pseudo) or cue.start >= hit.end:
            continue
        if cue.end > hit.start:
            if cue.start > hit.start and segment.word(cue.start) in ("no", "not", "never", "without"):
                return True
            continue
        if hit.start - cue.end <= _DENIAL_REACH and not _asserted(segment, cue.end, hit.start, told):
            return True
    return any(
        0 <= cue.start - hit.end <= 3 and not _asserted(segment, hit.end, cue.start, told)
        for cue in segment.hits.of("cue", "deny_back")
    )


def _asserted(segment: Segment, start: int, end: int, told: list[Hit]) -> bool:
    stops = (*segment.hits.of("cue", "stop"), *segment.hits.of("result", "asserts"))
    if any(start <= hit.start and hit.end <= end for hit in stops):
        return True
    if any(
        hit.what.part == "subject" and start < hit.start <= end and segment.word(hit.end) in _ITS_OWN
        for hit in segment.hits.of("exam")
    ):
        return True  # "not tender over the muscles flexion is to forty degrees and brings on the pain"
    results = (*segment.hits.of("result", "normal"), *(hit for hit in told if hit.what.part == "normal"))
    return any(start <= hit.start < end for hit in results)


def _longest_by_item(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for item in dict.fromkeys(hit.what.rule.id for hit in hits):
        kept.extend(longest([hit for hit in hits if hit.what.rule.id == item]))
    return sorted(kept, key=lambda hit: hit.start)


def _paired(segment: Segment, memory: Memory, subjects: list[Hit], told: list[_Finding]) -> list[_Finding]:
    """The told findings, and each subject with its result."""
    found = list(told)
    results = _results(segment, told)
    groups = _groups(segment, [hit for hit in subjects if _allowed(segment, memory, hit)])
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
            result = _before(segment, group, subject, results, max(previous, barred)) or _behind(
                segment, group, subject, results, following
            )
            if result is None and len(group) > 1:  # "everything else was normal, your strength, your reflexes"
                result = _before(segment, group, subject, results, max(previous, barred), ahead=True)
            if result is None and len(groups) == 1 and group[-1].end == segment.end:
                result = _named_last(segment, subject, results)
            if result is None and barred > segment.start and group[0].start - barred <= 8:
                result = _Result("abnormal", subject.start, subject.end)
            if result:
                start, end = min(subject.start, result.start), max(subject.end, result.end)
                found.append(_Finding(subject, result.value, start, end))
    return found


def _named_last(segment: Segment, subject: Hit, results: list[_Result]) -> _Result | None:
    """ "Right leg up ... positive on the right at fifty degrees, straight leg raise": the test named when done."""
    own = [one for one in results if one.item is subject.what.rule and one.end <= subject.start]
    return own[-1] if own and segment.word(subject.start - 1) == "," else None


def _excepted(segment: Segment, told: list[_Finding], subjects: list[Hit]) -> list[_Finding]:
    """ "Sensation intact except over the lateral calf": the exception is of the item named before it."""
    found = []
    for cue in segment.hits.of("result", "excepting"):
        named = [*(one.hit for one in told), *subjects]
        before = [hit for hit in named if hit.start < cue.start]
        if not before or any(hit.end > cue.end for hit in named):
            continue
        if cue.end >= segment.end or (not segment.hits.has("result", "normal") and not told):
            continue
        found.append(_Finding(max(before, key=lambda hit: hit.start), "abnormal", cue.start, segment.end))
    return found


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
    between = [segment.word(place) for place in range(first.end, second.start)]
    if not between and first.what.rule is not second.what.rule:
        return False  # "... extension deep tendon reflexes ...": no list, only no stop between
    return len(between) <= 4 and all(word in _LINKS for word in between)


def _results(segment: Segment, told: list[_Finding]) -> list[_Result]:
    general = [hit for hit in segment.hits.of("result") if hit.what.part in ("normal", "abnormal")]
    own = _longest_by_item(
        [hit for hit in segment.hits.of("exam") if hit.what.part in ("then_normal", "then_abnormal")]
    )
    results = []
    for hit in longest(general):
        value = hit.what.part
        if any(one.hit.overlaps(hit) and _keeps(one, hit) for one in told):
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
        if any(
            one.hit.overlaps(hit) and one.hit.what.rule is not hit.what.rule and _keeps(one, hit) for one in told
        ):
            continue
        value = hit.what.part.removeprefix("then_")
        if not hit.what.denies and _unsaid(segment, hit.start, value):
            value = "normal" if value == "abnormal" else "abnormal"
        results.append(_Result(value, hit.start, hit.end, hit.what.rule))
    return sorted(results, key=lambda result: (result.start, -result.end))


def _keeps(told: _Finding, hit: Hit) -> bool:
    """ "Knees are brisk and equal": the result that ends a finding told whole is of nothing named behind it."""
    return told.hit.what.rule.id == "palpation" or (told.hit.start < hit.start and hit.end == told.hit.end)


def _unsaid(segment: Segment, place: int, value: str) -> bool:
    """A "not" right before a result word turns it round, a "no" before an abnormal one; further off it belongs to
    something else."""
    if any(segment.word(near) in ("not", "never", "neither") for near in (place - 1, place - 2)):
        return True
    if value != "abnormal":
        return False
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
    if result.graded and subject.what.rule.id == _IN_DEGREES:
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
        gap = [segment.word(place) for place in range(result.end, first.start)]
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


def _has_copula(segment: Segment, place: int) -> bool:
    return any(
        hit.end == place
        and segment.word(hit.start) not in ("has", "have")
        and segment.word(hit.start - 1) != "there"
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
        between = [segment.word(place) for place in range(reach, result.start)]
        if (result.item is None and any(word in _BARRIERS for word in between)) or (
            "but" in between and first is None
        ):
            break
        if _leads(segment, result, following, group, segment.end):
            break
        if first is None:
            first = result
        if result.value == "abnormal":
            return result
    return first


def _leads(segment: Segment, result: _Result, following: int, group: list[Hit], end: int) -> bool:
    """ "reflexes normal , positive straight leg raise": what stands right before the next subject is its own."""
    if following >= end or result.end > following or following - result.end > 1:
        return False
    return (
        not _has_copula(segment, result.start)
        and result.start - group[-1].end > 0
        and (segment.word(result.start - 1) in (",", "and", "with", "has", "have"))
    )
