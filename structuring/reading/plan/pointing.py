"""Whether words that point back ("keep doing that", "I'll order that") mean the plan item named last."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Offer

_BUYS = words_of("buy grab pick")
_SPANS = words_of("week weeks day days month months hour hours o'clock percent pounds")
_TAKES = words_of("take use finish try")
_AWAY = words_of("to back off out away home in from")
BEHIND = words_of(
    "and for every each as until till with too then at in if when twice daily once while because going up on "
    "through so but just now today tonight here there right only also about or since before after to by you i we "
    "it off same regularly again always is was will first please unless , out all like from starting instead "
    "nightly maybe next this that over dose one ones"
) | {""}
_RECORDS = words_of("message note notes chart letter record records computer file dictation report system")
_ASKING_BACK = words_of("did have has do does are were was when how where who what which")
_JOINTS = words_of("and so but okay well , then")
_TRIED = frozenset({"physical_therapy", "chiropractic_massage_acupuncture"})
# what nobody takes or uses
_MOVES = frozenset({"activity_modification", "home_exercise"})
_UNTAKEN = _TRIED | {"surgery_referral", "specialist_referral", "imaging", "lab", "follow_up"}


def holds(segment: Segment, cue: Hit, last: Offer | None) -> bool:
    """Whether the cue means what was named last (`last`), and nothing of its own."""
    opening = next((word for word in segment.words if word not in _JOINTS), "")
    if segment.asked and opening in _ASKING_BACK:
        return False  # "and did you finish it?"
    if segment.asked and segment.word(cue.start) == "you":
        return False  # "the meloxicam, do you take that every day?"
    if segment.word(cue.core - 1) in ("stop", "quit") and cue.core != segment.end:
        return False  # "don't stop the lisinopril"
    if _names_its_own(segment, cue):
        return False  # "keep on with that list": of the list
    if segment.word(cue.core) in _AWAY or _written(segment, cue):
        return False  # "take those to the drop box", "I'll put that in the message"
    if last is None or last.off:
        return False
    dosed = segment.word(cue.core - 1).isdigit() and segment.word(cue.core - 2) in ("to", "the")
    bought = bool(_BUYS & set(segment.between(cue.start, cue.core)))
    if (dosed or bought) and (not last.part or last.kind in _UNTAKEN or segment.word(cue.core) in _SPANS):
        return False  # "move that to two weeks", "so get that": no drug was named
    first = segment.word(cue.start)
    if first == "take" and last.kind in _MOVES:
        return False  # "... when I get up out of a chair." - "Take it with food."
    if first in _TAKES and last.kind in _UNTAKEN:
        return first == "try" and last.kind in _TRIED  # "another MRI?" - "no, take that one with you"
    return True


def _names_its_own(segment: Segment, cue: Hit) -> bool:
    """Whether "that" goes with a noun behind it, rather than with what was named before."""
    behind = segment.word(cue.core)
    return segment.word(cue.core - 1) in ("that", "those") and behind not in BEHIND and not behind.isdigit()


def _written(segment: Segment, cue: Hit) -> bool:
    return bool(_RECORDS & set(segment.between(cue.core, cue.core + 3)))
