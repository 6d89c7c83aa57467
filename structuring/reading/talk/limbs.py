"""Limbs in a visit for the back: part of its examination, or looked at, and ailing, for themselves."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory

LOWER = frozenset({"knee", "ankle", "hip", "thigh_or_leg"})
BEFORE_HEAD = words_of("and then so okay now as for your the other left right , high low type 2 1 chronic")
_NEAR = 3
_AILS = words_of(
    "tennis golfer golfers plantar trigger frozen jumpers bunion bursitis fasciitis tendinitis tendonitis"
)
_SWOLLEN = words_of("swollen puffy bruised effusion")
_COMMANDS = words_of(
    "bring put lift let push pull walk stand turn cross slide raise bend straighten and now lie sit"
)
_SINCE = words_of("been gone gotten become got started")
_SINGLE = frozenset({"knee", "ankle", "foot"})
_WHICH, _FIRST = words_of("which where what"), words_of("first start begin")
_JOINTS = frozenset({"shoulder", "neck", "arm", "hand", "jaw", "knee", "ankle"})  # a hip or leg may be of the back


def limb_ill(segment: Segment, problems: list[Hit], memory: Memory) -> Hit | None:
    """ "So I think that's tennis elbow", "so this is your right ankle": what is told of next is of that limb."""
    for hit in problems:
        if hit.what.rule.kind != "limb" or segment.asked or segment.role == "patient":
            continue
        lead = segment.between(hit.start - _NEAR, hit.start)
        shown = memory.phase == "results" and lead[:3] == ["this", "is", "your"]
        ailing = _AILS & set(segment.between(hit.start - 1, hit.end)) and "is" in lead
        if shown or ailing:
            return hit
    return None


def told_first(segment: Segment, named: list[Hit], memory: Memory) -> str:
    """ "Which one do you want to start with?" - "Shoulder, I guess.": the limb that is told of until the back is
    named; empty where none is."""
    if segment.role != "patient":
        memory.first_asked = (
            segment.asked and bool(_WHICH & set(segment.words)) and bool(_FIRST & set(segment.words))
        )
        return ""
    asked, memory.first_asked = memory.first_asked, False
    answers = [hit for hit in named[:1] if asked and hit.start - segment.start <= _NEAR]
    return next((hit.what.rule.id for hit in answers if hit.what.rule.id in _JOINTS), "")


def takes_over(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """A lower limb named in a visit for the back is part of its examination, unless it is examined itself."""
    if hit.what.rule.id not in LOWER or not memory.about_back:
        return True
    if memory.problem == hit.what.rule.id or _turns_to_joint(segment, hit, memory):
        return True
    if segment.role != "patient" and _SWOLLEN & set(segment.words) and not segment.hits.has("cue", "deny"):
        return True  # "your ankle is swollen": looked at for itself
    if memory.phase == "exam" and (memory.testing is not None or segment.words[0] in _COMMANDS):
        return False  # "bring the heel up on the other knee"
    return any(
        abs(frame.start - hit.start) <= 3 and segment.word(frame.end) not in _SINCE  # "the foot has been slapping"
        for frame in segment.hits.of("frame", "exam")
    )


def _turns_to_joint(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Now the knee.": one joint named alone, while nothing is tested that goes on from leg to leg."""
    alone = memory.phase == "exam" and hit.end == segment.end and hit.end - hit.start == 1
    on_it = memory.testing is not None and not memory.testing.item.regional
    lead = segment.between(segment.start, hit.start)
    named = segment.word(hit.start) in _SINGLE and bool({"the", "that", "your"} & set(lead[-1:]))
    return alone and named and not on_it and len(lead) > 1 and all(word in BEFORE_HEAD for word in lead)
