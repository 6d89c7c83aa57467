"""Whose illness is spoken of: a relative's is none of the patient's, nor is one that nobody is said to have."""

from __future__ import annotations

from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import KIN_REMEMBERED, Memory
from structuring.reading.signs.mentions import is_asked

_OWN = words_of(
    "took taken removed froze cut i my me we us myself had have has got diagnosed was were he she his her"
)
_NAMED_ALONE = 6
_OTHERS = words_of("they he she who both")
_SELF = words_of("i me my mine myself")
_IT_WAS = (("it", "was"), ("was", "it"), ("that", "was"))


def of_family(segment: Segment, sign: Sign, memory: Memory) -> bool:
    """ "Any illnesses in the family?" - "Both have cancer.": theirs is no illness of the patient's."""
    if not sign.lifelong or {"i", "me", "myself"} & set(segment.words[:3]):
        return False
    if segment.role != "patient" and memory.kin and not memory.proxy:
        other = {memory.kin_is} if memory.kin_is else {"he", "she"}
        theirs = bool(other & set(segment.words)) or segment.words[:2] in _IT_WAS  # "... it was the lung cancer?"
        if theirs and not {"you", "your"} & set(segment.words):
            return True  # "Since Mom passed he doesn't cook." - "She had the pancreatic cancer, I remember."
    told = segment.role == "patient" and memory.kin and not memory.proxy and _OTHERS & set(segment.words)
    goes_on = segment.role == "patient" and memory.kin == KIN_REMEMBERED and not _SELF & set(segment.words)
    return memory.of_family or bool(told) or (goes_on and not memory.proxy)  # "my sister did. Breast."


def unframed(segment: Segment, sign: Sign, memory: Memory) -> bool:
    """A patient's word for something grave that nobody is said to have: "just, for the mets thing"."""
    own = bool(_OWN & set(segment.words)) or is_asked(sign, memory)
    own = own or (memory.matter_asked and len(segment.words) <= _NAMED_ALONE)  # "any illnesses?" - "Leukemia."
    return sign.framed and segment.role == "patient" and not own
