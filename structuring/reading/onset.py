"""Reads when and how this episode began, apart from other clocks: surgery, pills, the next visit, years past."""

from __future__ import annotations

from datetime import date

from structuring.reading import mechanism
from structuring.reading.assertion import is_denied, is_other_person
from structuring.reading.clocks import (
    asks_of_pain,
    asks_time,
    is_no_onset,
    is_of_a_limb,
    is_of_a_sign,
    says_only,
    speaks_of_pain,
)
from structuring.reading.durations import Duration, age_of_child, bare, durations
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit
from structuring.reading.segments import Segment
from structuring.reading.state import Memory
from structuring.reading.text import words_of
from structuring.reading.topics import is_back, is_elsewhere, names_back, regions

_LIVE = 8
_DATED = 3
_COUNTED = _DATED + 2  # "since last October. Eight months, I guess": the count of what was told by its date
_COURSE = 200
_WORSE = 2
_UNITS = words_of("days weeks months years")
_IMPERATIVES = words_of("tell remind")
_JUST = 3
_TREATMENTS = words_of("injection surgery_referral steroid_oral physical_therapy chiropractic_massage_acupuncture")
_POINTS = words_of("that this it")
_SINCE_FIRST = 3
_WHOLE = 6  # words of an onset told in one piece: "it's been there since I was fifty"
_SUM = 9  # the clinician counts aloud what the patient has just told
_EVENT = 6  # segments for which a fall or a lift is fresh: "so that was six days ago"


def read(segment: Segment, memory: Memory, ledger: Ledger, day: date | None, answers_sign: bool) -> None:
    """Notes onset, course and, by way of `mechanism`, how it came about.

    `answers_sign`: a red flag was asked for and waits for its answer.
    """
    asks = segment.asked and segment.role != "patient"
    asks_when = (
        segment.role != "patient"
        and segment.hits.has("onset", "ask")
        and (asks or bool(_IMPERATIVES & set(segment.words)))
    )
    named = names_back(regions(segment))
    points = bool(_POINTS & set(segment.words))
    of_event = points and memory.event_told > 0  # "I fell." - "When was that?"
    of_other = points and memory.other_told and not of_event and not segment.hits.has("onset", "ask_of_pain")
    other_time = (asks_when or asks_time(segment)) and (of_other or not (of_event or asks_of_pain(segment)))
    if segment.role == "patient":
        told = segment.hits.has("onset", "other") and not segment.hits.has("onset", "mechanism")
        memory.other_told = told and not named
    foreign = segment.hits.has("onset", "ask_else") or (
        not named and (segment.hits.has("onset", "other") or other_time)
    )
    if memory.since_told and asks and asks_time(segment):
        foreign, asks_when = False, True  # "since I retired." - "When was that?"
    if segment.role == "patient" and "onset" in memory.asked_about:
        memory.since_told = "since" in segment.words[:_SINCE_FIRST] and not durations(segment, day)
    elif asks:
        memory.since_told = False
    if asks and (foreign or is_of_a_sign(segment)):
        memory.asked_about = memory.asked_about - {"onset"}  # "how long have you taken it?"
        memory.onset_live = 0
        memory.past_asked = (
            memory.past_asked or asks_when or other_time
        )  # the time in reply is that of the other thing
    elif asks_when:
        memory.asked_about = memory.asked_about | {"onset"}
        memory.onset_live = _LIVE
        memory.unit = next((word for word in segment.words if word in _UNITS), "")
    elif memory.onset_live:
        memory.onset_live -= 1
    if segment.role != "patient" and any(
        segment.word(hit.start) == "date" for hit in segment.hits.of("onset", "ask")
    ):
        memory.onset_live = _LIVE  # "date of injury was the eleventh ... that makes it nine weeks"
    if asks and (segment.hits.has("onset", "ask_past") or _asks_of_treatment(segment, memory, named)):
        memory.past_asked = True
    if memory.past_asked and segment.role == "patient" and not segment.hits.has("onset", "episode"):
        return  # "any trouble with your back before?" - "three years ago"
    if asks:
        mechanism.follow_question(segment, memory)
    event = segment.hits.has("onset", "mechanism") or (
        segment.role == "patient" and segment.hits.has("onset", "began")  # "it seized up on me Saturday"
    )
    if event and not segment.asked and memory.phase == "history":
        memory.event_told = _EVENT
    elif memory.event_told:
        memory.event_told -= 1
    if is_elsewhere(segment, memory):
        return
    if not (answers_sign and _tells_only_a_sign(segment, memory)):
        _times(segment, memory, ledger, day, asks)
        _words(segment, memory, ledger, day, asks)
    if not asks:
        mechanism.read(segment, memory, ledger)
    _visit_type(segment, ledger)


def _tells_only_a_sign(segment: Segment, memory: Memory) -> bool:
    """ "I've worn pads for ten years.": the time of a sign that was asked for, not of the pain."""
    backs = names_back(regions(segment))
    own = backs or segment.hits.has("onset", "start") or "onset" in memory.asked_about
    return segment.role == "patient" and not own and "ago" not in segment.words


def _asks_of_treatment(segment: Segment, memory: Memory, named: bool) -> bool:
    """ "Last time we did the injection. Tell me what happened." - "I walked out of here. It was three days." """
    treated = memory.named is not None and memory.named.age <= _JUST and memory.named.kind in _TREATMENTS
    return treated and not named and segment.hits.has("onset", "ask_after")


def _times(segment: Segment, memory: Memory, ledger: Ledger, day: date | None, asks: bool) -> None:
    found = [item for item in durations(segment, day) if not is_of_a_limb(segment, item)]
    if not found and segment.role != "clinician":
        found = bare(segment, memory.unit) if memory.unit else []
        if not found and (memory.birth or segment.hits.has("onset", "birth")):
            found = age_of_child(segment)
    memory.birth = memory.birth or (segment.role == "patient" and segment.hits.has("onset", "birth"))
    asked = "onset" in memory.asked_about and segment.role != "clinician"
    told = segment.hits.has("onset", "began") or segment.hits.has("onset", "at_time")
    sums = segment.hits.has("onset", "sums")
    if segment.asked and segment.role == "patient" and not asked and not sums:
        return  # "so what's that, seven weeks?" asks nothing
    if not asked and is_of_a_sign(segment):
        return
    if not found or (not asked and is_other_person(segment, found[0].start, found[0].end)):
        return
    holds = segment.hits.of("onset", "same_clock")  # "I was fine until Wednesday"
    other = [hit for hit in segment.hits.of("onset", "other") if not any(hold.overlaps(hit) for hold in holds)]
    past_years = segment.hits.has("onset", "course")
    episode = segment.hits.of("onset", "episode")
    kept: list[tuple[Duration, int]] = []
    found = [item for item in found if not is_no_onset(segment, item, bool(episode))]
    for item in found:
        if item.began and len(found) > 1 and any(not other.began for other in found):
            continue
        foreign = [hit for hit in other if not (item.start <= hit.start and hit.end <= item.end)]
        if foreign and not asked and not told and not sums:
            continue
        if (
            foreign
            and any(abs(hit.start - item.end) <= 4 or abs(item.start - hit.end) <= 4 for hit in foreign)
            and not asked
        ):
            continue
        rank = 2 * _rank(segment, memory, item, asked, told or sums, asks)
        counts = sums and segment.role == "clinician" and not asks
        if counts and (rank or (_counts_from_event(segment, memory) and is_back(memory))):
            rank = _SUM
        if sums and rank and memory.time_told and segment.words[0] == "so":
            rank += 1  # "since last fall, so ten months"
        if rank and episode:
            rank += 4
        if item.dated:
            rank = min(rank, _DATED)
        elif rank and memory.date_told and segment.role == "patient" and says_only(segment, item):
            rank = max(rank, _COUNTED)
        if rank and (segment.hits.has("onset", "start") or _summed(segment, item)):
            rank += 1
        elif rank and segment.hits.has("onset", "worse") and not episode:
            rank = min(rank, _WORSE)  # since when it is worse, not since when it is
        if rank and memory.time_told and segment.role == "patient" and _puts_right(segment):
            rank += 2
        if (
            asks
            and not rank
            and memory.phase == "history"
            and _about_back(segment, memory)
            and "how" not in segment.words
        ):
            said = segment.evidence(item.start, item.end)
            memory.offered = (*memory.offered[-8:], (f"onset {item.days or 0}", item.group, said))
            memory.asked_about = memory.asked_about | {"onset"}
        if asks and memory.phase == "history":
            unit = segment.word(item.end - 1)
            memory.unit = unit if unit in _UNITS else ""
        if rank:
            kept.append((item, rank))
        if rank and segment.role == "clinician" and memory.phase == "history":
            said = segment.evidence(item.start, item.end)
            memory.offered = (*memory.offered[-8:], (f"onset {item.days or 0}", item.group, said))
    if not kept:
        return
    chosen, rank = kept[-1] if _corrected(segment, kept) else max(kept, key=lambda pair: pair[1])
    ordered = sorted(kept, key=lambda pair: pair[0].days or 0)
    longer = ordered[-1][0]
    if len(kept) > 1 and not _corrected(segment, kept) and not episode and (longer.days or 0) < _COURSE:
        worse = segment.hits.of("onset", "worse")
        chosen, rank = (
            ordered[-1] if worse or past_years else (chosen, rank)
        )  # "seven weeks, worse these last days"
    elif len(kept) > 1 and (episode or past_years) and not _corrected(segment, kept):
        chosen, rank = ordered[0]
        ledger.add(
            "onset.course", segment.text(longer.start, longer.end), segment.evidence(longer.start, longer.end)
        )
    attributes: dict[str, str | float | bool] = {}
    if chosen.days is not None:
        attributes["days"] = chosen.days
    attributes["began"] = segment.text(chosen.start, chosen.end)
    ledger.add("onset", chosen.group, segment.evidence(chosen.start, chosen.end), rank=rank, attributes=attributes)
    memory.time_told, memory.date_told = True, chosen.dated


def _counts_from_event(segment: Segment, memory: Memory) -> bool:
    """ "I fell on Wednesday." - "And it's Tuesday, so six days.": a fall just told of is what is counted from."""
    counts = segment.words[0] == "so" or segment.words[:2] in (("that", "is"), ("that", "makes"))
    return memory.event_told > 0 and memory.phase == "history" and counts


def _about_back(segment: Segment, memory: Memory) -> bool:
    return memory.about_back and memory.region in ("", "back") and is_back(memory)


def confirm(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "So about five months now?" - "Yes." """
    words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
    for kind, group, evidence in memory.offered:
        if kind.startswith("onset "):
            days = float(kind.split()[1])
            said: dict[str, str | float | bool] = {
                "days": days,
                "began": " ".join(piece.quote for piece in evidence),
            }
            ledger.add("onset", group, (*evidence, *words), rank=6, attributes=said)
    memory.offered = tuple(item for item in memory.offered if not item[0].startswith("onset "))


def _rank(segment: Segment, memory: Memory, item: Duration, asked: bool, told: bool, asks: bool) -> int:
    if not is_back(memory):
        return 0
    if asked:
        return 4
    if segment.role == "clinician" and memory.phase != "history":
        return 0
    if segment.role == "patient" and memory.phase == "plan" and not names_back(regions(segment)):
        return 0  # "today?" while the plan is told
    if asks or segment.role == "clinician":
        near = memory.onset_live > 0 or names_back(regions(segment))
        near = near or segment.hits.has("onset", "mechanism") or _dates_back(segment)
        near = near or (segment.hits.has("onset", "ask") and _about_back(segment, memory))  # no mark was heard
        return 2 if told and near else 1 if memory.onset_live else 0
    if not (speaks_of_pain(segment) or says_only(segment, item)):
        return 0
    if told and not segment.asked:
        return 3
    return 1 if memory.phase == "history" or not memory.patient_heard else 0


def _dates_back(segment: Segment) -> bool:
    """ "This all goes back to the summer before last"."""
    pairs = zip(segment.words, segment.words[1:], strict=False)
    return any(first in ("goes", "dates", "went") and second == "back" for first, second in pairs)


def _overlap(item: Duration, hit: Hit) -> bool:
    return item.start < hit.end and hit.start < item.end


def _summed(segment: Segment, item: Duration) -> bool:
    """ "... a month before that, so seven or eight weeks": the time that the speaker comes to."""
    return any(cue.start < item.start <= cue.end + 1 for cue in segment.hits.of("onset", "sums"))


def _puts_right(segment: Segment) -> bool:
    """ "No, that's wrong, two weeks.": what was said just before is corrected."""
    return any(cue.start - segment.start <= 1 for cue in segment.hits.of("cue", "correction"))


def _corrected(segment: Segment, kept: list[tuple[Duration, int]]) -> bool:
    if len(kept) < 2:
        return False
    first, last = kept[0][0], kept[-1][0]
    return any(first.end <= cue.start and cue.end <= last.start for cue in segment.hits.of("cue", "correction"))


def _words(segment: Segment, memory: Memory, ledger: Ledger, day: date | None, asks: bool) -> None:
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
            if is_denied(segment, hit.start, hit.end, lists=False) or is_other_person(segment, hit.start, hit.end):
                continue
            if any(hold.overlaps(hit) for hold in segment.hits.of("onset", "other_always")):
                continue
            if hit.end - hit.start <= 2 and segment.word(hit.end) in ("old", "young"):
                continue  # "I'm sixty years old"
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
            if (
                part == "fresh"
                and memory.time_told
                and any(_overlap(item, hit) for item in durations(segment, day))
            ):
                continue  # read as a length of time
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
        if about and not asks:
            ledger.add("onset.course", segment.text(hit.start, hit.end), segment.evidence(hit.start, hit.end))


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


def _short(segment: Segment) -> bool:
    return segment.end - segment.start <= 9


def _beside_back(segment: Segment, hit: Hit) -> bool:
    return any(
        found.what.rule.kind == "back" and -2 <= found.start - hit.end <= 3 for found in regions(segment)
    ) or segment.word(hit.end) in ("pain", "strain", "sprain", "problem", "on", "episode")


def _visit_type(segment: Segment, ledger: Ledger) -> None:
    for part in ("initial", "follow_up"):
        for hit in segment.hits.of("onset", part):
            ledger.add("visit.type", part, segment.evidence(hit.start, hit.end))
