"""Times that are counted aloud: "so it's the end of February, about eleven weeks", "and today is Friday, so three
days", "today's the twelfth, so nine days"."""

from __future__ import annotations

from structuring.reading.language.durations import MONTHS, Duration
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.onset.clocks import WEEKDAYS, says_only

_TODAY = 3  # words between "today" and its day of the week
_DATE_WORDS = 8  # words of "so it's the end of February"
_MONTHS = frozenset(MONTHS)
_ORDINALS = words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
)


def counts_from_event(segment: Segment, memory: Memory) -> bool:
    """ "I fell on Wednesday." - "And it's Tuesday, so six days.": a fall just told of is what is counted from."""
    if memory.phase != "history":
        return False
    if dated_today(segment):
        return True
    counts = segment.words[0] == "so" or segment.words[:2] in (("that", "is"), ("that", "makes"))
    return memory.event_told > 0 and counts


def dated_today(segment: Segment) -> bool:
    """ "Today is Friday, so three days.": counted from a day that was told, whatever was said since."""
    words = list(segment.words)
    today = words.index("today") if "today" in words else -1
    near = words[max(0, today - _TODAY) : today + _TODAY + 1] if today >= 0 else words[: _TODAY + 1]
    told = today >= 0 or words[:2] in (["it", "is"], ["and", "it"])
    numbered = "the" in near and any(word.isdigit() or word in _ORDINALS for word in near)
    return told and (bool(WEEKDAYS & set(near)) or (numbered and today >= 0)) and "so" in words


def behind_date(segment: Segment, found: list[Duration]) -> bool:
    """ "So it's the end of February. | About eleven weeks.": the count, right behind the date it is counted to."""
    before = [token.text for token in segment.line.tokens[: segment.start]][-_DATE_WORDS:]
    dated = "so" in before and bool(_MONTHS & set(before))
    return segment.role == "clinician" and dated and any(says_only(segment, item) for item in found)


def from_day(segment: Segment, days: list[Hit], item: Duration) -> bool:
    """ "So Labor Day, that makes it about eight weeks": counted from the day that was named."""
    makes = [
        cue
        for cue in segment.hits.of("onset", "sums")
        if "makes" in segment.between(cue.start, cue.end) and cue.end <= item.start + 2
    ]
    return segment.role == "clinician" and any(day.start < cue.end for cue in makes for day in days)


def summed(segment: Segment, item: Duration) -> bool:
    """ "... a month before that, so seven or eight weeks": the time that the speaker comes to."""
    return any(cue.start < item.start <= cue.end + 1 for cue in segment.hits.of("onset", "sums"))
