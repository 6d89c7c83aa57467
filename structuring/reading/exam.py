"""Reads the examination: what was tested and how it came out.

A subject ("reflexes") takes the result word nearest to it: one right before it that does not already belong to
an earlier subject, else the first behind it, else that of the list it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass

from structuring.reading.assertion import assess
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit, longest, spared
from structuring.reading.rules import ExamItem
from structuring.reading.segments import Segment
from structuring.reading.sides import side_near
from structuring.reading.state import Asked, Memory
from structuring.reading.topics import part_of_body

_REACH = 9
_UPPER = frozenset({"arm", "hand", "shoulder", "neck", "jaw", "head"})
_JOINTS = frozenset({"knee", "ankle", "shoulder", "arm", "hand", "hip", "neck", "jaw"})


@dataclass(frozen=True, slots=True)
class _Result:
    value: str
    start: int
    end: int


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes what a clinician reports of the examination, and what he asks while he examines."""
    if segment.role == "patient":
        return
    hits = segment.hits.of("exam")
    _follow_hands(segment, memory, hits)
    if segment.asked:
        _ask(segment, memory, hits)
        return
    if not hits or segment.hits.has("result", "not_done"):
        return
    _findings(segment, memory, hits, ledger)
    _subjects(segment, memory, hits, ledger)


def _follow_hands(segment: Segment, memory: Memory, hits: list[Hit]) -> None:
    doing = [hit for hit in hits if hit.what.part == "doing"]
    if doing:
        body = part_of_body(segment, doing[-1].start, doing[-1].end)
        foreign = body is not None and body.what.rule.kind != "back" and body.what.rule.id != "thigh_or_leg"
        memory.doing = None if foreign else doing[-1].what.rule


def _ask(segment: Segment, memory: Memory, hits: list[Hit]) -> None:
    felt = [hit for hit in hits if hit.what.part == "felt"]
    if felt:
        hit = felt[0]
        if _allowed(segment, memory, hit):
            memory.asked = (
                *memory.asked,
                Asked(hit.what.rule, "felt", False, segment.evidence(hit.start, hit.end)),
            )
        return
    asked = segment.hits.of("result", "hurts")
    if not asked or memory.doing is None or (memory.phase == "history" and memory.doing.id == "range_of_motion"):
        return
    if memory.region in _JOINTS or memory.region in ("abdomen", "kidney"):
        return
    evidence = segment.evidence(segment.start, segment.end)
    memory.asked = (*memory.asked, Asked(memory.doing, "hurts", False, evidence))


def _allowed(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """Whether the words speak of the back or the lower limbs."""
    item: ExamItem = hit.what.rule
    body = part_of_body(segment, hit.start, hit.end)
    if body is not None and hit.start <= body.start and body.end <= hit.end and body.what.rule.id not in _UPPER:
        body = None  # "touches toes": the limb is part of the wording
    if body is not None:
        kind, name = body.what.rule.kind, body.what.rule.id
        if item.regional:
            return kind == "back"
        if name in _UPPER:
            return False
        if kind == "back":
            return True
    if item.regional:
        return memory.region in ("", "back")
    return memory.region not in _JOINTS or body is not None


def _findings(segment: Segment, memory: Memory, hits: list[Hit], ledger: Ledger) -> None:
    never = [hit for hit in hits if hit.what.part == "never"]
    told = spared([hit for hit in hits if hit.what.part in ("normal", "abnormal")], never)
    for hit in _longest_by_item(told):
        if not _allowed(segment, memory, hit):
            continue
        assertion = assess(segment, hit.start, hit.end, own=hit.what.denies)
        value = hit.what.part
        if (assertion.denied or hit.what.denies) and _still_asking(segment, memory, hit):
            continue
        if assertion.denied:
            value = "normal" if value == "abnormal" else "abnormal"
        _note(segment, ledger, hit, value, assertion.status, hit.start, hit.end)


def _still_asking(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """ "No weakness or numbness in your legs?" while the history is taken is about what the patient feels."""
    felt = hit.what.rule.id in ("motor_strength", "sensation")
    words = [segment.word(place) for place in range(hit.start, hit.end)]
    named = any(word.startswith(("weak", "numb", "tingl")) for word in words)
    return felt and named and memory.phase == "history" and "your" in segment.words


def _longest_by_item(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for item in dict.fromkeys(hit.what.rule.id for hit in hits):
        kept.extend(longest([hit for hit in hits if hit.what.rule.id == item]))
    return sorted(kept, key=lambda hit: hit.start)


def _note(segment: Segment, ledger: Ledger, hit: Hit, value: str, status: str, start: int, end: int) -> None:
    item: ExamItem = hit.what.rule
    path = f"exam_extra.{item.id}" if item.extra else f"exam.{item.id}"
    side = side_near(segment, start, end)
    if status in ("hypothetical", "family"):
        return
    ledger.add(
        path,
        value,
        segment.evidence(start, end),
        status="past" if status == "past" or segment.hits.has("result", "earlier") else "stated",
        side=side,
    )


def _subjects(segment: Segment, memory: Memory, hits: list[Hit], ledger: Ledger) -> None:
    never = [hit for hit in hits if hit.what.part == "never"]
    subjects = _longest_by_item(spared([hit for hit in hits if hit.what.part == "subject"], never))
    if not subjects:
        return
    told = [hit for hit in hits if hit.what.part in ("normal", "abnormal")]
    results = _results(segment)
    given: dict[int, _Result] = {}
    for place, subject in enumerate(subjects):
        if any(hit.what.rule is subject.what.rule and _near(hit, subject) for hit in told):
            continue
        following = next(
            (later.start for later in subjects[place + 1 :] if later.start >= subject.end), segment.end
        )
        previous = max((earlier.end for earlier in subjects[:place]), default=segment.start)
        result = _before(segment, subject, results, previous) or _behind(segment, subject, results, following)
        if result:
            given[place] = result
    for place in range(len(subjects) - 2, -1, -1):  # "reflexes, sensation and strength are normal"
        if place not in given and place + 1 in given and _listed(segment, subjects[place], subjects[place + 1]):
            given[place] = given[place + 1]
    for place, result in given.items():
        subject = subjects[place]
        if not _allowed(segment, memory, subject):
            continue
        start, end = min(subject.start, result.start), max(subject.end, result.end)
        status = assess(segment, subject.start, subject.end).status
        _note(segment, ledger, subject, result.value, status, start, end)


def _near(hit: Hit, subject: Hit) -> bool:
    return hit.start - 6 <= subject.start and subject.end <= hit.end + 6


def _results(segment: Segment) -> list[_Result]:
    hits = [hit for hit in segment.hits.of("result") if hit.what.part in ("normal", "abnormal")]
    results = []
    for hit in longest(hits):
        value = hit.what.part
        if _unsaid(segment, hit.start):
            value = "normal" if value == "abnormal" else "abnormal"
        if segment.word(hit.start) == "okay" or (
            hit.end - hit.start == 1
            and segment.word(hit.start) == "down"
            and segment.word(hit.end) in ("the", "your")
        ):
            continue
        results.append(_Result(value, hit.start, hit.end))
    return results


def _unsaid(segment: Segment, place: int) -> bool:
    """A "not" right before a result word turns it round; a "no" further off belongs to something else."""
    return any(segment.word(near) in ("not", "never", "neither") for near in (place - 1, place - 2))


def _before(segment: Segment, subject: Hit, results: list[_Result], previous: int) -> _Result | None:
    for result in reversed(results):
        gap = subject.start - result.end
        if 0 <= gap <= 1 and result.start >= previous and not _has_copula(segment, result.start):
            if gap == 1 and segment.word(result.end) in (",", "and", "but", "with"):
                continue
            return result
    return None


def _has_copula(segment: Segment, place: int) -> bool:
    return any(
        hit.end == place and segment.word(hit.start) not in ("has", "have")
        for hit in segment.hits.of("result", "copula")
    )


def _behind(segment: Segment, subject: Hit, results: list[_Result], following: int) -> _Result | None:
    for result in results:
        if result.start < subject.end or result.start >= following or result.start - subject.end > _REACH:
            continue
        between = [segment.word(place) for place in range(subject.end, result.start)]
        if any(word in ("but", "you", "i", "otherwise") for word in between):
            return None
        worse = [
            other
            for other in results
            if other.value == "abnormal" and subject.end <= other.start < min(following, result.end + 8)
        ]
        return worse[0] if worse and subject.what.rule.id == "motor_strength" else result
    return None


def _listed(segment: Segment, first: Hit, second: Hit) -> bool:
    between = [segment.word(place) for place in range(first.end, second.start)]
    return len(between) <= 3 and all(word in (",", "and", "or", "your", "the", "as", "well") for word in between)
