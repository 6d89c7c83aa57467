"""Sides that are none of the back's: of a limb, a picture, a procedure, another organ or a position."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.talk.sides import legs_named
from structuring.reading.talk.topics import names_back, part_of_body, regions

_ALONE = 6  # words of a reply that says "both" and names nothing
_RIBS = words_of("rib ribs")
_LANDMARK = words_of("above over near by below behind beside past")
_NEW_NOUN = words_of("my the your his her a left right and but ,")
_MIDDLE_OF = words_of("my the your his her it that this back spine low lower") | {""}
_ROOT, _OF_ROOT = words_of("sciatica radiculopathy radiculitis radicular nerve root"), 4
_PROCEDURE = 4
_THEM = words_of("them em those these")
_BONES = words_of("bones disc discs disk disks joints")
_LINKS_SIDE = words_of(", on the my of in and just mostly mainly it is")
_ENDS_SIDE = words_of(", and but then") | {""}


def of_picture(segment: Segment, memory: Memory) -> bool:
    """ "There is a left-sided herniation at L5-S1": what a picture shows is no side of the pain."""
    named = _BONES & set(segment.words) and not segment.hits.has("site", "complaint")
    if segment.role == "clinician" and named and memory.testing is None:
        return True  # "it comes from the ends of the bones in your spine"
    shown = any(
        segment.hits.has("study", part) for part in ("disc", "modality.mri", "modality.xray", "modality.ct")
    )
    shown = shown or (memory.phase == "results" and not segment.hits.has("site", "complaint"))
    return segment.role == "clinician" and shown


def of_procedure(segment: Segment, hit: Hit) -> bool:
    """ "An injection on the left at S1": the side of what is done, where no pain is spoken of."""
    if segment.role == "patient" or segment.hits.has("site", "complaint"):
        return False
    return any(
        cue.start - hit.end <= _PROCEDURE and hit.start - cue.end <= _PROCEDURE
        for cue in segment.hits.of("site", "procedure")
    )


def of_parts(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "More the back or the leg?" - "It's both.": of the two parts, and not of the sides of either."""
    words = set(segment.between(hit.start, hit.end))
    bare = "both" in words and "sides" not in words and "side" not in words
    if bare and segment.role != "patient" and segment.hits.has("label", "says"):
        return True  # "you have both, arthritis and stenosis"
    if bare and words & _THEM and segment.hits.has("plan"):
        return True  # "tramadol and gabapentin, and I weaned off both of them"
    if bare and segment.role == "patient" and len(segment.words) <= _ALONE and not memory.asked_about:
        return True  # "my mother-in-law's here" - "That can be good or bad." - "It's both."
    parts = memory.parts_named or (segment.role == "patient" and memory.leg_last)  # "into my legs. Both of them."
    return bare and parts and "side" not in memory.asked_about and not names_back(regions(segment))


def is_else(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """A side that belongs to a limb, another organ or a position, not to the back."""
    tested = [found for found in segment.hits.of("exam", "subject") if segment.word(found.start) != "touch"]
    if tested and segment.role == "patient":
        return True  # "slump negative right"; "a touch on the left" is no test
    if len(legs_named(segment)) > 1 and hit.end - hit.start == 1:
        return True  # "down my right leg, and then the left leg after the right"
    if hit.what.part == "side_midline" and _of_middle(segment, hit):
        return True
    if {"them", "em"} & set(segment.between(hit.start, hit.end)) and of_leg(segment, hit):
        return True  # "my calves ache too, both of them, with the back"
    if segment.role != "patient" and _ROOT & set(segment.between(hit.start - _OF_ROOT, hit.start)):
        return True  # "what you've got is sciatica, on the left"
    body = part_of_body(segment, hit.start, hit.end, 4)
    if body is not None and segment.word(body.start) in ("sciatica", "sciatic"):
        return True  # "the sciatica's on the right": of the leg
    if right_behind_back(segment, hit):
        return False
    if body is not None and hit.start <= body.start and body.end <= hit.end:
        return False  # "from one hip to the other"
    if body is not None and body.start >= hit.end and _other_noun(segment, hit.end, body.start):
        return False  # "down low on the right, my left hip was replaced"
    if body is not None and is_landmark(segment, body):
        return False  # "left side, just above the hip bone"
    if body is not None and not (body.what.rule.id == "hand" and hit.what.part == "side_midline"):
        return body.what.rule.kind != "back"  # a thumb has no middle: "in the center, like a thumb pushing"
    if hit.what.part == "side_midline" and body is None:
        return False  # "smack in the middle, as far from one hip as from the other"
    named = [found for found in regions(segment) if not is_landmark(segment, found)]
    if body is None and of_leg(segment, hit):
        return True
    legs = segment.hits.of("sign")
    if any(
        leg.what.rule.sided and leg.what.part == "present" and leg.start <= hit.start < leg.end for leg in legs
    ):
        return True
    placed = [found for found in named if not _LANDMARK & set(segment.between(found.start - 3, found.start))]
    return bool(placed) and not names_back(named)  # "here on the right, above the hip bone"


def right_behind_back(segment: Segment, hit: Hit) -> bool:
    """ "It's the low back, both sides, and then the legs": the side goes with the back, whatever is named next."""
    backs = [found.end for found in regions(segment) if found.end <= hit.start and found.what.rule.kind == "back"]
    if not backs or segment.word(hit.end) not in _ENDS_SIDE:
        return False
    return set(segment.between(max(backs), hit.start)) <= _LINKS_SIDE


def _of_middle(segment: Segment, hit: Hit) -> bool:
    """ "In the middle of supper it grabbed me": the middle of something else."""
    words = segment.between(hit.start, hit.end + 2)
    of = words.index("of") if "of" in words else len(words)
    middle = words[of - 1 : of] in (["middle"], ["center"], ["centre"])
    return middle and of + 1 < len(words) and words[of + 1] not in _MIDDLE_OF


def is_landmark(segment: Segment, body: Hit) -> bool:
    """ "All over on the right side, like above the hip bone": the part only tells how high."""
    before = set(segment.between(body.start - 3, body.start))
    return bool(_LANDMARK & before) or (bool(_RIBS & before) and "and" in before)  # "between the ribs and the hip"


def of_leg(segment: Segment, hit: Hit) -> bool:
    """ "My back's worse on the right, but the leg that hurts is the left": the part named last before the side."""
    legs = [leg.end for leg in segment.hits.of("cue", "legs") if leg.end <= hit.start]
    backs = [found.end for found in regions(segment) if found.end <= hit.start and found.what.rule.kind == "back"]
    return bool(legs) and max(legs) > max(backs, default=0)


def _other_noun(segment: Segment, start: int, end: int) -> bool:
    return any(segment.word(place) in _NEW_NOUN for place in range(start, end))
