"""Tells what a plan item is for: the back, or another problem that came up in the same visit.

Visits for the back are full of other illnesses' pills, tests and appointments. An item is for the back while no
other problem is in focus, where the back is named beside it, or where the next visit is for all that was said.
Whatever relieves pain is for the back also after a problem that does not hurt.
"""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.plan.note import part_of
from structuring.reading.talk.topics import OTHER, is_back, regions

_OF_OTHERS = frozenset({"lab", "imaging", "specialist_referral"})
_VACCINES = words_of("tetanus flu covid vaccine vaccines vaccinated booster pneumonia toradol ketorolac b12")
_SPOKEN = 8  # segments
_SHOTS = words_of("shot shots needle jab")
_LEAD = 6  # words before a segment
_OPENING = words_of("and so now okay then , but well")
_ORGANS = words_of("kidney kidneys liver renal")
_IN_BLOOD = frozenset({"kidney", "kidney_disease", "digestive"})
_WHOLE_VISIT = words_of("return see here me us office clinic eyes calendar both everything")
_HAD_BACK = words_of("have want get")
_LOOKED_AT = words_of("joint mri")
_WHOSE, _BACK = words_of("the your that"), words_of("back spine")
_SOON = 13  # words behind the next visit in which what it is for is told
_NEAR = 2  # words
_PURPOSES = words_of("for about with regarding")
_THAT, _ENDED = words_of("that it those them"), words_of("and too so okay , both 2 3 things") | {""}
_LOOKS = words_of("check recheck look see examine")
_ANEW = words_of("another repeat new fresh follow")
_LIMBS = words_of("ankle knee shoulder arm hand hip neck jaw")
_THAT_IS_FOR = ("that", "is", "for")
_AHEAD_FOR = 20  # words behind a segment in which what it is for is told
_ENDS_PURPOSE = words_of(", since because so when while after until before three two 3 2")
_MERELY = words_of("just only , really mostly")
_TO_CHECK = (("that", "is", "to"), ("that", "is", "for"), ("it", "is", "to"), ("it", "is", "for"))
_AHEAD = 6  # words behind a segment


def concerns_back(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """Whether an item is for the back: no other problem is in focus, the back is named beside it, or what relieves
    pain is ordered while a problem that does not hurt was spoken of."""
    kind: PlanKind = hit.what.rule
    if memory.vaccine and kind.id == "injection" and _SHOTS & set(segment.between(hit.start, hit.end)):
        return False  # "when was your last tetanus? ... so you're getting that shot"
    named = {region.what.rule.kind for region in regions(segment) if not _tested(hit, region)}
    if kind.id == "imaging" and not named and _before_visit(segment, hit):
        return True
    if kind.id in _OF_OTHERS and "back" not in named and named & {"problem", "organ"}:
        return False  # "bump the lisinopril and get your labs"
    limb = memory.problem if memory.problem_framed and memory.problem in _LIMBS else ""
    if limb and any(region.what.rule.id == limb for region in regions(segment)):
        return False  # "an MRI of the right shoulder, and therapy"
    another = _beside_limb(segment, hit) or _for_another(segment, hit, memory) or _of_upkeep(segment, kind)
    if "back" not in named and another:
        return False
    if is_back(memory) or (
        kind.id == "follow_up" and _for_all(segment, hit) and not _led_by(segment, hit, memory)
    ):
        return True
    if "back" in named:
        return True
    return kind.pain and (not memory.problem_framed or memory.problem not in (OTHER, *kind.elsewhere.split()))


def is_of_another(segment: Segment) -> bool:
    """ "That's for the neuropathy in your feet": told of what was asked about."""
    lead = tuple(segment.words[: len(_THAT_IS_FOR)]) == _THAT_IS_FOR
    return lead and any(region.what.rule.kind == "problem" for region in regions(segment))


def follow(segment: Segment, memory: Memory) -> None:
    """Remembers that the talk has just been of a vaccine, or of a drug that is given by a needle."""
    memory.vaccine = max(0, memory.vaccine - 1)
    if _VACCINES & set(segment.words):
        memory.vaccine = _SPOKEN
    if ("due", "for") in pairwise(segment.words) and not segment.hits.has("plan"):
        memory.offers = ()  # "you're due for your Pap, so we'll do that at the same visit"


def _before_visit(segment: Segment, hit: Hit) -> bool:
    """ "I want her back in three weeks, with another x-ray": taken for the next visit, which is for the back."""
    visits = [other for other in segment.hits.of("plan") if other.what.rule.id == "follow_up"]
    again = _ANEW & set(segment.between(hit.start - _NEAR, hit.end))
    return bool(again) and any(visit.what.part != "never" and visit.start < hit.start for visit in visits)


def _tested(hit: Hit, region: Hit) -> bool:
    """ "Blood work: a sed rate, liver and kidneys": one more thing that the blood is looked at for."""
    behind = region.start >= hit.end or region.overlaps(hit)  # "a creatinine before that, for the dye"
    return hit.what.rule.id == "lab" and region.what.rule.id in _IN_BLOOD and behind


def _for_another(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Continue your prednisone for the lupus", "the gabapentin, | that's for the neuropathy", "see you in a
    month for that": what it is for stands behind."""
    purposes = [place for place in range(hit.start, hit.end + _NEAR + 1) if segment.word(place) in _PURPOSES]
    if hit.what.rule.id == "follow_up":  # "see you in three months with a new A1c"
        purposes = [place for place in purposes if segment.word(place) != "with"]
    if _on_it(segment, hit) and (not is_back(memory) or memory.region in _LIMBS):
        return True
    if _told_behind(segment, hit):
        return True
    alone = [place for place in purposes if segment.word(place + 1) in _THAT and segment.word(place + 2) in _ENDED]
    if alone and not is_back(memory):
        return True
    named = regions(segment)
    behind = segment.sentence_words(hit.end, hit.end + len(_THAT_IS_FOR))
    if tuple(behind) == _THAT_IS_FOR:
        purposes, named = [hit.end + len(_THAT_IS_FOR) - 1], segment.sentence.of("region", "says")
    elif hit.end == segment.end and behind[:1] == ["for"]:
        purposes, named = [hit.end], segment.sentence.of("region", "says")  # "the Cymbalta | for your depression"
    return any(
        (region.what.rule.kind in ("problem", "organ") or _for_limb(segment, place, region))
        and 0 <= region.start - place <= _NEAR + 1
        for place in purposes
        for region in named
    )


def _told_behind(segment: Segment, hit: Hit) -> bool:
    """ "Do these exercises | for the shoulder", "I want neurology to see you | for the migraines", "a panel today,
    | that's to check the potassium for your pressure": what it is for is told in the next words."""
    behind = segment.sentence_words(segment.end, segment.end + _AHEAD_FOR)
    named = [
        region
        for region in segment.sentence.of("region", "says")
        if segment.end < region.start <= segment.end + _AHEAD_FOR
    ]
    if not named or any(region.what.rule.kind == "back" for region in named):
        return False
    near = named[0].start - segment.end
    ended = behind[named[0].core - segment.end : named[0].core - segment.end + 1]
    leads = behind[0] in _PURPOSES | {"on"} or behind[:2] == ["look", "at"]
    if leads and near <= _NEAR + 1 and (not ended or ended[0] in _ENDS_PURPOSE):
        return named[0].what.rule.kind != "limb" or named[0].what.rule.id in _LIMBS
    told = tuple(word for word in behind if word not in _MERELY)[:3]
    return told in _TO_CHECK and hit.what.rule.id in _OF_OTHERS and named[0].what.rule.kind in ("problem", "organ")


def _beside_limb(segment: Segment, hit: Hit) -> bool:
    """ "Order physical therapy right shoulder": an order names what it is for right behind, by its side."""
    sided = segment.word(hit.end) in ("left", "right")
    return sided and any(
        region.what.rule.id in _LIMBS and region.start - hit.end == 1 for region in regions(segment)
    )


def _for_limb(segment: Segment, place: int, region: Hit) -> bool:
    """ "The orthopedic surgeon about your hip", and not "the ones on the floor, with the knees"."""
    return region.what.rule.id in _LIMBS and segment.word(place) in ("for", "about")


def _on_it(segment: Segment, hit: Hit) -> bool:
    """ "How's the ankle?" - "Puffy." - "Put some ice on it": on what is spoken of."""
    if not hit.what.rule.pain and hit.what.rule.id != "physical_therapy":
        return False
    at = next((place for place in range(hit.core, hit.end + _NEAR) if segment.word(place) == "on"), -1)
    bare = segment.word(at + 1) in ("it", "them") or segment.word(at + 2) in _ENDED  # not "ice on that dimple"
    return at >= 0 and segment.word(at + 1) in _THAT and bare


def _led_by(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "For the blood pressure | we'll see you in three months"."""
    if not memory.problem_framed or hit.start - segment.start > _NEAR:
        return False
    words = segment.sentence_words(max(0, segment.start - _LEAD), segment.start)
    if "for" not in words:
        return False
    place = len(words) - 1 - words[::-1].index("for")
    return place == 0 or words[place - 1] in _OPENING


def _of_upkeep(segment: Segment, kind: PlanKind) -> bool:
    """ "A lipid panel and a metabolic panel": what is drawn together with another illness's test is for that."""
    return kind.id == "lab" and any(
        hit.what.part == "never"
        and hit.what.rule is kind
        and not _ORGANS & set(segment.between(hit.start, hit.end))
        for hit in segment.hits.of("plan")
    )


def _for_all(segment: Segment, hit: Hit) -> bool:
    """ "I want to see you in two weeks" is for the whole visit, "have you come back" for the problem in hand."""
    words = segment.between(hit.start - _NEAR, hit.end + _NEAR + 1)
    if (_HAD_BACK & set(words) and "come" not in words) or _looks_at_back(segment, hit):
        return True  # "I'll have you back in four weeks"
    after = [other for other in segment.hits.of("plan") if 0 <= other.start - hit.end <= _NEAR]
    treated = any(other.what.rule.pain or other.what.rule.id == "injection" for other in after)
    ahead = set(segment.sentence_words(segment.end, segment.end + _AHEAD))
    # "come back in four weeks, | I check the back and the pressure"
    treated = treated or bool(ahead & _BACK and ahead & _LOOKS)
    return bool(_WHOLE_VISIT & set(words)) or treated  # "come back in eight weeks, after the block"


def _looks_at_back(segment: Segment, hit: Hit) -> bool:
    """ "... in two weeks | and we'll go over the MRI and how the back's doing": said of the visit."""
    said = segment.sentence_words(hit.end, hit.end + _SOON)
    owned = any(first in _WHOSE and second in _BACK for first, second in pairwise(said))
    return owned or bool(_LOOKED_AT & set(said))


def ordered_for_another(segment: Segment, hit: Hit, memory: Memory, ledger: Ledger) -> bool:
    """ "Prednisone for your lungs. ... Order prednisone.": the order repeats what is for another problem."""
    key = (hit.what.rule.id, part_of(hit))
    ordered = bool(key[1]) and segment.hits.has("plan_cue", "order") and key in memory.for_others
    return ordered and not any(
        entry.part == key[1] and entry.fact.value == "planned" for entry in ledger.entries(f"plan.{key[0]}")
    )
