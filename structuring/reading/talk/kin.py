"""Of whom is spoken: relatives named, who "he" and "she" are, and whether another answers for the patient."""

from __future__ import annotations

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import KIN_REMEMBERED, Memory
from structuring.reading.talk.replies import SETTLED

_FAMILY = words_of("family families relatives relative parents siblings")
KIN = words_of(
    "mother mom mum father dad parent parents sister brother husband wife son daughter kid kids child children "
    "uncle aunt cousin grandmother grandfather grandma grandpa family friend neighbor neighbour coworker "
    "buddy boss doctor therapist chiropractor nurse guy lady baby toddler fiance boyfriend girlfriend partner "
    "hubby mama papa grandson granddaughter grandkids nephew niece roommate neighbors mate girl boy"
)
_PARENTS = words_of("dad mom mum father mother mama papa daddy mommy")
_STAFF = words_of("nurse doctor therapist chiropractor")
_MEN = words_of(
    "father dad brother husband son uncle grandfather grandpa papa boyfriend hubby guy granddad nephew stepfather"
)
_WOMEN = words_of(
    "mother mom mum sister wife daughter aunt grandmother grandma mama girlfriend lady granny niece stepmother"
)
_HE, _SHE = words_of("he his him himself"), words_of("she her hers herself")


def follow(segment: Segment, memory: Memory) -> None:
    """Who "he" and "she" are: a relative named before, else the patient, for whom somebody else answers, or who is
    introduced ("Walter is a seventy-one-year-old male")."""
    if KIN & set(segment.words) and not _of_patient(segment, memory):
        memory.kin = KIN_REMEMBERED
        men, women = _MEN & set(segment.words), _WOMEN & set(segment.words)
        memory.kin_is = "" if bool(men) == bool(women) else "he" if men else "she"
    elif segment.role != memory.role_before:
        memory.kin = max(0, memory.kin - 1)
    if segment.role != "patient" and segment.hits.has("cue", "dictates"):
        memory.kin = 0
    memory.role_before = segment.role
    if segment.role != "patient":
        _follow_family(segment, memory)
    if segment.role == "patient" and segment.hits.has("cue", "proxy"):
        memory.proxy, memory.kin = True, 0  # "Husband here. She's been in such pain."
    if not memory.kin and segment.role != "patient" and _of_third_person(segment):
        memory.proxy = True
    kin = memory.kin and not _of_other_sex(segment, memory)
    segment.kin = bool(kin)
    waiting = bool(memory.asked or memory.asked_about) and memory.reply not in SETTLED
    segment.proxy = not kin and (memory.proxy or waiting)  # not "any fever?" - "Nope. Carol, she's lost weight."


def _of_patient(segment: Segment, memory: Memory) -> bool:
    """ "Dad, you couldn't get up", said by the daughter who answers for him: that is the patient, as is
    he of whom the clinician speaks: "the nurse got 158 on the scale"."""
    if segment.role != "patient" and KIN & set(segment.words) <= _STAFF:
        return True
    named = [place for place in range(segment.start, segment.end) if segment.word(place) in KIN]
    own = not any(segment.word(place - 1) in ("his", "her", "your") for place in named)
    return memory.proxy and own and all(segment.word(place) in _PARENTS for place in named)


def _of_other_sex(segment: Segment, memory: Memory) -> bool:
    """ "... my late husband." - "Has her weight held?" - "She's down eleven pounds.": she is not the husband."""
    words = set(segment.words)
    if KIN & words:
        return False
    return (memory.kin_is == "he" and bool(_SHE & words) and not _HE & words) or (
        memory.kin_is == "she" and bool(_HE & words) and not _SHE & words
    )


def _follow_family(segment: Segment, memory: Memory) -> None:
    """ "Any illnesses in the family?" stays the topic ("anything like cancer?") until "you" is asked about."""
    words = set(segment.words)
    if segment.hits.has("cue", "family") and (segment.asked or _FAMILY & words):
        memory.of_family = "yourself" not in words and not segment.hits.has("cue", "own_too")
    elif segment.hits.has("cue", "dictates"):
        memory.of_family = False  # "and this is your daughter? So Fumiko is an 83-year-old woman with ..."
    elif {"you", "your", "yourself"} & words and not segment.hits.has("cue", "aware"):
        memory.of_family = False


def _of_third_person(segment: Segment) -> bool:
    """ "Has he lost weight?": the one who answers speaks for the patient."""
    named = segment.hits.has("sign", "present") or segment.hits.has("site", "complaint")
    if not segment.asked or not named:
        return False
    begins = segment.hits.of("question", "begin")
    return any(segment.word(place) in ("he", "she") for hit in begins for place in (hit.start + 1, hit.start + 2))
