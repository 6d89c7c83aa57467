"""Reads how old the pain is by a word for it ("chronic", "for years", "it just started"), not by a length of time.

A word counts where the pain was asked for or is spoken of; any length of time that is told outweighs the vaguest.
"""

from __future__ import annotations

from datetime import date

from structuring.reading.language.durations import durations
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.onset.clocks import is_of_a_sign, says_only, speaks_of_pain
from structuring.reading.talk.assertion import is_conditional, is_denied, is_other_person
from structuring.reading.talk.topics import is_back, names_back, regions

_THEIRS, _OWN = words_of("his her hers he she their they"), words_of("i my me mine")
_WHOLE = 6  # words of an onset told in one piece: "it's been there since I was fifty"
_STRETCH = words_of("whole last past entire same")


def note_words(segment: Segment, memory: Memory, ledger: Ledger, day: date | None, asks: bool) -> None:
    """Onset by word: "chronic", "for years", "it just started"."""
    late = memory.phase == "plan" and "onset" not in memory.asked_about
    if segment.role == "patient" and (segment.asked or late):
        return
    backs = names_back(regions(segment))
    asked = "onset" in memory.asked_about and segment.role != "clinician"
    about = backs or (is_back(memory) and (segment.role != "clinician" and (asked or _short(segment))))
    if asks and not backs:
        return
    for part, value, rank in (
        ("chronic", "chronic", 2),
        ("acute", "acute", 0),
        ("subacute", "subacute", 2),
        ("long", "chronic", 2),
        ("fresh", "acute", 2),
    ):
        for hit in segment.hits.of("onset", part):
            since = (
                memory.free_asked and asked and segment.word(hit.start) == "since"
            )  # "not since the boys were small"
            denied = not since and is_denied(segment, hit.start, hit.end, lists=False)
            if denied or _of_relative(segment, memory) or is_other_person(segment, hit.start, hit.end):
                continue
            if any(hold.overlaps(hit) for hold in segment.hits.of("onset", "other_always")):
                continue
            if hit.end - hit.start <= 2 and segment.word(hit.end) in ("old", "young"):
                continue  # "I'm sixty years old"
            if part == "chronic" and is_conditional(segment, hit.start):
                continue  # "if somebody's still hurting at twelve weeks we'd call it chronic"
            if segment.word(hit.end) in ("means", "meant"):
                continue  # "acute means under six weeks"
            if part == "acute" and any(hold.overlaps(hit) for hold in segment.hits.of("onset", "acute_never")):
                continue
            if part in ("chronic", "acute", "subacute"):
                named = segment.role == "clinician" and {"call", "calling"} & set(segment.words)
                if not named and not _beside_back(segment, hit) and not (about and _short(segment)):
                    continue
            elif not (
                asked or (segment.role != "clinician" and _told_by_itself(segment, hit) and is_back(memory))
            ) or ((_of_other(segment, hit) or memory.last_plan is not None) and not asked):
                continue
            if part == "fresh" and not asked and is_of_a_sign(segment):
                continue  # "that foot's been weak since last week", "it was 101 last night"
            if (memory.matter_asked or memory.small_talk) and not asked:
                continue  # "anything else I should know?" - "Asthma. All my life."
            times = durations(segment, day) if part == "fresh" else []
            if any(
                (memory.time_told or item.dated) and item.start < hit.end and hit.start < item.end
                for item in times
            ):
                continue  # read as a length of time: "last week", "the last weekend of August"
            if part == "fresh" and segment.word(hit.end - 1) in ("started", "today", "recently"):
                rank = 0  # says little: any length of time outweighs it
            if part == "long" and segment.hits.has("onset", "course") and not asked:
                ledger.add("onset.course", segment.text(hit.start, hit.end), segment.evidence(hit.start, hit.end))
                continue
            ledger.add(
                "onset",
                value,
                segment.evidence(hit.start, hit.end),
                rank=2 * rank + 2 * (_asked_for(segment) if asked and part in ("long", "fresh") else 0),
                attributes=_told_by_word(segment, hit, part, day),
            )
    for hit in segment.hits.of("onset", "course"):
        if about and not asks and not _of_a_thing(segment, hit.end):
            ledger.add("onset.course", segment.text(hit.start, hit.end), segment.evidence(hit.start, hit.end))


def _of_a_thing(segment: Segment, end: int) -> bool:
    """ "On and off the table", and not "on and off the whole day"."""
    return segment.word(end) == "the" and segment.word(end + 1) not in _STRETCH


def _of_other(segment: Segment, hit: Hit) -> bool:
    """Whether something else is told of whose time it could be; "for as long as I've been married" is one time."""
    return any(
        not (hit.start <= other.start and other.end <= hit.end) for other in segment.hits.of("onset", "other")
    )


def _told_by_word(segment: Segment, hit: Hit, part: str, day: date | None) -> dict[str, str | float | bool] | None:
    """What a word for the onset tells beside its class: the clinician's "chronic", or when "yesterday" was."""
    if part == "chronic" and segment.role == "clinician":
        return {"chronic_word": True}
    if part != "fresh":
        return None
    told: dict[str, str | float | bool] = {"began": segment.text(hit.start, hit.end)}
    for item in durations(segment, day):
        if item.days is not None and item.start < hit.end and hit.start < item.end:
            told["days"] = item.days
    return told


def _asked_for(segment: Segment) -> int:
    """An answer weighs more, but "off and on for years" may still be followed by this episode's own time."""
    return 1 if segment.hits.has("onset", "course") else 2


def _told_by_itself(segment: Segment, hit: Hit) -> bool:
    """Whether a word for the onset ("yesterday", "for years") needs no question: the pain is spoken of, or nothing
    else."""
    return names_back(regions(segment)) or (
        (_short(segment) or hit.end - hit.start >= _WHOLE) and (speaks_of_pain(segment) or says_only(segment, hit))
    )


def _of_relative(segment: Segment, memory: Memory) -> bool:
    """ "My mother. Chronic back pain her whole life.": hers, who was named right before."""
    theirs = segment.role == "patient" and segment.kin and not memory.proxy
    return theirs and bool(_THEIRS & set(segment.words)) and not _OWN & set(segment.words)


def _short(segment: Segment) -> bool:
    return segment.end - segment.start <= 9


def _beside_back(segment: Segment, hit: Hit) -> bool:
    return any(
        found.what.rule.kind == "back" and -2 <= found.start - hit.end <= 3 for found in regions(segment)
    ) or segment.word(hit.end) in ("pain", "strain", "sprain", "problem", "on", "episode")
