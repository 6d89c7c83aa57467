"""The day of a deed is that of the pain where the next words tell that it began there: "I did a race four weeks
ago, and toward the end I felt something grab"."""

from __future__ import annotations

from datetime import date

from structuring.reading.language.cuts import JOINTS
from structuring.reading.language.durations import durations
from structuring.reading.language.segments import Segment
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import DeedTime, Memory
from structuring.reading.talk.assertion import is_denied

_RANK = 4  # less than a time told of the pain itself


def date_event(segment: Segment, memory: Memory, ledger: Ledger, day: date | None) -> None:
    """Remembers when the patient did what he tells of, and dates the pain by it once he tells that it began."""
    if segment.role != "patient" or memory.phase != "history" or segment.asked:
        memory.deed_time = None
        return
    if segment.start == 0 and segment.words[0] not in JOINTS:
        memory.deed_time = None  # a new turn that does not go on with the last
    told = durations(segment, day)
    if told:
        start, end = told[0].start, told[0].end
        said = segment.evidence(start, end)
        foreign = memory.other_told or segment.hits.has("onset", "other") or is_denied(segment, start, end)
        own = "ago" in segment.words and not foreign
        memory.deed_time = DeedTime(told[0].group, told[0].days, said) if own and memory.about_back else None
        return
    deed = memory.deed_time
    begun = segment.hits.of("onset", "began")
    if deed is None or not begun or segment.hits.has("onset", "other"):
        return
    words = segment.evidence(begun[0].start, begun[0].end)
    attributes: dict[str, str | float | bool] = {"began": " ".join(piece.quote for piece in deed.evidence)}
    if deed.days is not None:
        attributes["days"] = deed.days
    ledger.add("onset", deed.group, (*deed.evidence, *words), rank=_RANK, attributes=attributes)
    memory.deed_time = None
