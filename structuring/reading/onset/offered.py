"""An onset that the clinician puts to the patient ("so about five months?", "it says here since March"): a yes
makes it certain, a no takes it back, a question alone leaves it open; and what the patient takes back himself."""

from __future__ import annotations

from structuring.reading.language.durations import Duration
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.onset.clocks import says_only
from structuring.reading.talk.topics import BACK, regions
from structuring.turns import Evidence

_KEPT = 8
_BARE_NO = 2
_BY_LENGTH, _BY_DATE = 6, 3  # how much a time weighs once it is granted
_RIGHTING = words_of("closer nearer near make try put to than rather")
_TAG = words_of("is that right correct true accurate does did this it so sound about have i got not fair okay")
_INVERTED = words_of("has have is was did does are were would")
_OPENING = words_of("and so okay now then , but well or")


def note(segment: Segment, item: Duration, memory: Memory) -> None:
    """Remembers a time that was put to the patient."""
    said = segment.evidence(item.start, item.end)
    memory.offered = (
        *memory.offered[-_KEPT:],
        (f"onset {item.days or 0} {_BY_DATE if item.dated else _BY_LENGTH}", item.group, said),
    )
    memory.onset_put = True


def part_of(said: tuple[Evidence, ...]) -> str:
    """Which entries of the ledger a time belongs to: those of one turn are taken back together."""
    return f"line {said[0].line}" if said else ""


def overtake(segment: Segment, memory: Memory) -> None:
    """ "So four days. And you didn't hit your head?" - "No.": the no is to what was put last."""
    if segment.role != "patient" and segment.asked and not set(segment.words) <= _TAG:
        memory.onset_put = False


def reads_out(segment: Segment, item: Duration) -> bool:
    """ "The form says four months.": a record of it, for the patient to put right."""
    if segment.role != "clinician" or segment.hits.has("onset", "other") or segment.hits.has("plan"):
        return False
    return any(cue.start < item.end and item.start <= cue.end + 1 for cue in segment.hits.of("onset", "record"))


def puts_right(segment: Segment, item: Duration) -> bool:
    """ "More like nine", "it's ten now", "make it four": a number alone in the unit that was put."""
    return says_only(segment, item, _RIGHTING)


def take_back(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Three weeks. No, wait, that was the ankle.": the time just told was that of something else."""
    if segment.role != "patient" or segment.asked:
        return
    turns = any(cue.start - segment.start <= 1 for cue in segment.hits.of("cue", "correction"))
    named = [hit for hit in regions(segment) if hit.what.rule.kind != BACK]
    if (turns or memory.turning) and named and segment.hits.has("onset", "of_other"):
        for value, part in memory.times_of_turn:
            ledger.retract("onset", value, segment.evidence(segment.start, segment.end), part)
        memory.times_of_turn, memory.time_told = (), False
    memory.turning = turns


def only_asks(segment: Segment) -> bool:
    """ "Has it been going on for six weeks?" tells nothing yet; "so it's been six weeks?" counts aloud."""
    first = next((word for word in segment.words if word not in _OPENING), "")
    return first in _INVERTED


def confirm(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "So about five months now?" - "Yes." """
    words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
    for kind, group, evidence in [item for item in memory.offered if item[0].startswith("onset ")][-1:]:
        days, rank = (float(part) for part in kind.split()[1:])
        said: dict[str, str | float | bool] = {
            "days": days,
            "began": " ".join(piece.quote for piece in evidence),
        }
        ledger.add("onset", group, (*evidence, *words), rank=int(rank), attributes=said)
        memory.time_told, memory.date_told = True, rank == _BY_DATE
    _forget(memory)


def deny(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "It says here the pain started in January." - "No, that was the shoulder." """
    if not memory.onset_put or any(item.denied for item in (*memory.asked, *memory.recent)):
        return  # "so it's been three days, no fever." - "No, none of that."
    if (
        segment.words[:2] == ("no", "no")
        and len(segment.words) > _BARE_NO
        and segment.words[2] not in _TAG | {","}
    ):
        return  # "so three days ago and you didn't hit your head" - "no no head"
    words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
    for kind, group, evidence in memory.offered:
        if kind.startswith("onset "):
            ledger.retract("onset", group, (*evidence, *words), part=part_of(evidence))
    _forget(memory)


def _forget(memory: Memory) -> None:
    memory.offered = tuple(item for item in memory.offered if not item[0].startswith("onset "))
