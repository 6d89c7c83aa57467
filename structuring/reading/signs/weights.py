"""Two weights told one against the other: "she was one twenty-six at Easter, and now it's one eleven"."""

from __future__ import annotations

from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Weighed

_PATH = "red_flags.weight_loss"
_LIGHTEST, _HEAVIEST = 80, 450
_STEADY = 2  # what a scale may differ
_TENSE = 4  # words before the figure that tell when it was
_BEFORE = words_of("was were weighed from used started")
_BEHIND = 9
_EARLIER = words_of(
    "january february march april june july august september october november december last ago spring summer "
    "fall autumn winter christmas easter thanksgiving before"
)
_NOW = words_of("now today here this")
_UNITS = words_of(
    "pounds pound lbs kilos , at now and in last today on this here when by then but so out before back since"
) | {""}
_SPOKEN = words_of("weight weigh weighed pounds scale")


def compare(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes weight lost, or kept, once the weight of before and that of today have both been told."""
    if segment.asked:
        if segment.role != "patient":
            memory.weighed = None
        return
    sign = _of_weight(segment, memory)
    if sign is None or segment.conditional or sign in memory.meant:
        return
    for place in range(segment.start, segment.end):
        pounds = _pounds(segment, place)
        if pounds is None:
            continue
        was = bool(_BEFORE & set(segment.between(place - _TENSE, place))) or _then(segment, place)
        told = Weighed(pounds, was, segment.evidence(place, place + 1), sign)
        other, memory.weighed = memory.weighed, told
        if other is None or other.before == told.before:
            continue
        then, now = (told, other) if told.before else (other, told)
        value = "present" if then.pounds - now.pounds > _STEADY else "absent"
        ledger.add(sign.path, value, (*then.evidence, *now.evidence), part=sign.part)


def _then(segment: Segment, place: int) -> bool:
    """ "One eighty-two at the VA in March": when it was is told behind the figure."""
    behind = segment.between(place + 1, place + _BEHIND)
    behind = behind[: behind.index(",")] if "," in behind else behind  # "138, and last fall | you were 149"
    other = next((at for at, word in enumerate(behind) if word.replace(".", "").isdecimal()), len(behind))
    return bool(_EARLIER & set(behind[:other])) and not _NOW & set(behind[:other])


def _of_weight(segment: Segment, memory: Memory) -> Sign | None:
    """The rule for weight, where the talk is of it: asked for, or named beside the figures, or a weight was told
    just before ("you're down to one oh eight. You were one nineteen in the spring")."""
    asked = [item.rule for item in (*memory.asked, *memory.recent) if item.rule.path == _PATH]
    if asked:
        return asked[0]
    hits = [hit for hit in segment.hits.of("sign") if hit.what.part != "names"]
    named = [hit.what.rule for hit in hits if hit.what.rule.path == _PATH]
    if named and _SPOKEN & set(segment.sentence_words()):
        return named[0]
    figures = segment.hits.of("sign", "figures")
    if figures:
        return figures[0].what.rule
    told = memory.weighed
    goes_on = told is not None and segment.line.tokens[segment.start].turn.line - told.evidence[-1].line <= 1
    return told.sign if told is not None and goes_on else None


def _pounds(segment: Segment, place: int) -> float | None:
    word = segment.word(place)
    figure = word.replace(".", "", 1)
    if not figure.isdecimal() or segment.word(place + 1) not in _UNITS:
        return None
    return float(word) if _LIGHTEST <= float(word) <= _HEAVIEST else None
