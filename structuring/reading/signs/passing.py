"""Signs named in passing: words that name one and do not speak of it - a warning, a definition, a finding, a limb
that only tells how far the hands come."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.examination.manoeuvres import is_test
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.signs.mentions import LEG, is_asked, is_vague
from structuring.reading.talk.topics import is_elsewhere

_LOOKOUT = {("watch", "for"), ("watch", "out"), ("look", "out"), ("in", "mind"), ("warning", "signs")}
# "sciatica is when the pain shoots down", "some questions about your bladder"
_DEFINING = {("is", "when"), ("is", "where"), ("means", "that"), ("questions", "about")}
_SINCE = words_of("since been lately")


def warns(segment: Segment, memory: Memory) -> bool:
    """Whether the clinician tells what to look out for: "if it gets worse, call. Any weakness, ...". Keeps track
    of it until something is asked."""
    if segment.role == "patient":
        memory.warning_asked = memory.warned if segment.asked else memory.warning_asked
        return False
    # "you start dragging the foot, | or you've got trouble with your bladder, | you call me that same day"
    warning = (segment.sentence if memory.phase == "plan" else segment.hits).has("cue", "warning")
    looks_out = bool(_LOOKOUT & set(pairwise(segment.words))) or (
        warning and segment.sentence.has("cue", "condition")
    )
    asks = segment.asked and segment.words[-1] != "okay"  # "..., give me a call, okay?" asks nothing
    asks = asks and not memory.warning_asked  # "call if it gets worse" - "What would be worse?"
    memory.warned = not asks and (memory.warned or looks_out)
    ends = any(cue.end >= segment.end for cue in segment.hits.of("cue", "warning"))
    told = warning and (memory.phase != "history" or ends)  # "any leg weakness, ring me before"
    return told or memory.warned or (not segment.asked and _is_worry(segment))


def is_named_so(segment: Segment, sign: Sign, way: str, hit: Hit, memory: Memory, ledger: Ledger) -> bool:
    """Whether the words name the sign without speaking of it."""
    if segment.role == "patient":
        reaching = memory.phase == "exam" and memory.testing is not None and memory.testing.item.moves
        bidden = memory.phase == "exam" and is_test(
            segment, hit
        )  # "I can get to the toes": how far the hands come
        if sign.sided and (reaching or bidden):
            return True  # "bend forward" - "I can get to my ankles"
        asked = is_asked(sign, memory) or memory.leg_topic
        if way == "absent" and not asked and _names_only_back(segment, sign, hit):
            return True  # "any fevers?" - "No, just the back."
    elif sign.sided and segment.asked and is_vague(segment, sign, hit, memory):
        return True  # "where is your knee pain?"
    if sign.sided and (is_elsewhere(segment, memory) or _only_tested(segment, memory, ledger, sign, way)):
        return True  # "is the rash localized?"
    if segment.role != "clinician":
        return False
    if sign.denial_only and sign.clinician_only and (memory.shown is not None or _of_picture(segment)):
        return True  # "here's your MRI. No fracture, no tumour": read from the picture
    if _DEFINING & set(pairwise(segment.between(segment.start, hit.start))):
        return True
    return not segment.asked and way == "absent" and _is_measured_so(segment, sign, hit)


def _of_picture(segment: Segment) -> bool:
    """ "I looked at your x-ray, there's no fracture"."""
    return any(hit.what.part.startswith("modality.") for hit in segment.hits.of("study"))


def _is_worry(segment: Segment) -> bool:
    """ "Weakness in your legs is one of those things | I would want to know about right away"."""
    return segment.role == "clinician" and any(
        cue.start >= segment.end for cue in segment.sentence.of("cue", "warning")
    )


def _names_only_back(segment: Segment, sign: Sign, hit: Hit) -> bool:
    """ "Just the back", "only in my low back": no word of the leg."""
    words = set(segment.between(hit.start, hit.core))
    return sign.sided and bool(words & {"just", "only"}) and "back" in words and not words & LEG


def _is_measured_so(segment: Segment, sign: Sign, hit: Hit) -> bool:
    """ "Your strength is good": a part of the examination with its result."""
    return sign.body == "legs" and any(hit.overlaps(part) for part in segment.hits.of("exam", "subject"))


def _only_tested(segment: Segment, memory: Memory, ledger: Ledger, sign: Sign, way: str) -> bool:
    """ "Pulls behind my thigh a little", said while the leg is raised, takes back no denial of pain in the leg;
    "it's been going down the leg since Tuesday" does."""
    tested = memory.testing if segment.role == "patient" and memory.phase == "exam" else None
    if tested is None or _SINCE & set(segment.words):
        return False
    denies = way == "absent" or segment.hits.has("sign", "denied_only")
    told = denies and tested.item.id != "palpation" and not is_asked(sign, memory)
    return told or (tested.item.leg and ledger.states(sign.path, "absent"))
