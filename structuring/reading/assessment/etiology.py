"""Reads what the clinician names as the type or cause of the pain. Nobody else's opinion counts."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.assessment.endorsed import confess, endorse, propose
from structuring.reading.assessment.standing import REPORT, standing_of
from structuring.reading.language.lexicon import Hit, longest, spared
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import is_denied, is_other_person, is_past
from structuring.reading.talk.sides import side_near
from structuring.reading.talk.topics import part_of_body, regions

_LONG_SEGMENT = 9  # words: more of them tell of something else
_FELT = words_of("knot knots spasm spasms trigger tight tightness band bands")
_ASIDE = 3
_BY_THE_WAY = 6  # words: "but it's on the other side, so it's not your pain"
_OPENS = 3
_HOLDS = words_of("hold hang wait no let actually sorry")  # "hold on, let me blow that film up"
_LIMBS = words_of("neck thoracic shoulder arm hand ribs knee hip ankle thigh_or_leg jaw other kidney_stone")
_OF_THE_BACK = words_of("muscular mechanical myofascial facetogenic vertebrogenic disc stenosis")
_REFERS = words_of("refer refers referring referred sends send sending radiates")
_FELT_BEHIND = frozenset({"kidney_stone", "shingles", "kidney_disease"})
_LAID = words_of("what explained accounted cause source")
_LEG, _OF_THE_LEG = "radiation.leg_pain", frozenset({"sciatica", "radiculopathy"})
_LEVEL, _NEAR_LEVEL = len("c6"), 8
_PAINED = words_of("pain pains back hurt hurts hurting ache aches aching backache")
_DEFINED, _LEADS = 4, words_of("a an so now okay well , and basically")
_DEFINING = {("is", "when"), ("is", "where"), ("just", "means"), ("means", "that"), ("happens", "when")}
_SHOWN = "shown "  # before the path of what was found in words for the patient
_REPORTERS = words_of("report radiologist radiology read mri ct xray scan imaging film films")


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes etiology labels and diagnoses by term."""
    if segment.role == "patient":
        propose(segment, memory)
    if segment.role == "patient" or segment.asked:
        return
    if segment.role == "unknown" and not segment.hits.has("doubt", "firm"):
        return
    if segment.hits.has("cue", "retraction"):
        _take_back(segment, memory, ledger)
        return
    _disown(segment, memory, ledger)
    endorse(segment, memory, ledger)
    confess(segment, memory, ledger)
    _blame(segment, memory, ledger)
    aside = segment.end - segment.start <= _BY_THE_WAY or bool(_HOLDS & set(segment.words[:_OPENS]))
    if not aside or segment.hits.has("label", "says") or segment.hits.has("plan"):  # "scratch that": the pill
        memory.causes = ()
    _link(segment, memory, ledger)
    if segment.end - segment.start > _ASIDE:  # what is found and not blamed at once is blamed no more
        memory.reported = tuple(entry for entry in memory.reported if not entry[0].startswith(_SHOWN))
    _keep_shown(segment, memory)
    _read_names(segment, memory, ledger)
    named = segment.hits.has("label", "says") or segment.hits.has("term", "says")
    memory.announced = segment.hits.has("doubt", "announces") and not named


def _disown(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "There's a slip here. I don't think it's what hurts.": the finding named just before is no cause."""
    cues = segment.hits.of("doubt", "disowned")
    if not cues or segment.hits.has("label", "says"):
        return
    for path in memory.causes:
        if path.startswith("etiology."):
            ledger.retract(path, "stated", segment.evidence(cues[0].start, cues[0].end))


def _read_names(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    for family in ("label", "term"):
        hits = segment.hits.of(family)
        named = spared(
            [hit for hit in hits if hit.what.part == "says"], [hit for hit in hits if hit.what.part == "never"]
        )
        for rule in dict.fromkeys(id(hit.what.rule) for hit in named):
            for hit in longest([hit for hit in named if id(hit.what.rule) == rule]):
                if _of_a_kind(hit, named):
                    continue
                _note(segment, hit, memory, ledger, "etiology" if family == "label" else "diagnosis")
                memory.proposed = ()  # "you have a fracture, and that's why": of what the clinician names himself


def _of_a_kind(hit: Hit, named: list[Hit]) -> bool:
    """ "Plain mechanical back pain", "ordinary muscular backache": its kind is told, so it has a cause."""
    if hit.what.rule.id != "none_identified" or hit.what.denies:
        return False
    return any(
        other.what.rule is not hit.what.rule and hit.start <= other.start and other.end <= hit.end
        for other in named
    )


def _defines(segment: Segment, hit: Hit) -> bool:
    """ "A herniated disc is when the soft part pushes out": told what it is, and not that it is here."""
    lead, behind = segment.between(segment.start, hit.start), segment.spoken_words(hit.end, hit.end + _DEFINED)
    general = "a" in lead[-_DEFINED:] or "an" in lead[-_DEFINED:]
    return general and set(lead) <= _LEADS and any(pair in _DEFINING for pair in pairwise(behind))


def _note(segment: Segment, hit: Hit, memory: Memory, ledger: Ledger, kind: str) -> None:
    body = part_of_body(segment, hit.start, hit.end, 4)
    limb = body if body is not None and body.what.rule.kind == "limb" else None
    named_so = limb is not None and limb.overlaps(hit) and hit.what.rule.id == "other_specified"
    named_so = named_so and memory.problem in ("", "back", limb.what.rule.id if limb else "")
    if limb is not None and limb.what.rule.id != "thoracic" and not (named_so or _refers(segment, hit, limb)):
        return
    if _of_neck(segment, hit) or (body is None and _of_chest(segment)):
        return
    if body is None and memory.problem not in ("", "back") and kind == "etiology":
        own = hit.what.rule.id in _OF_THE_BACK or not memory.problem_framed
        if not (own and segment.hits.has("doubt", "firm") and memory.problem not in _LIMBS):
            return
    if _defines(segment, hit):
        return
    status, hedge = standing_of(segment, hit, memory)
    if status == "stated" and kind == "etiology" and _under_hand(segment, hit, memory):
        return
    path = f"{kind}.{hit.what.rule.id}"
    attributes: dict[str, str | float | bool] = {}
    if hedge:
        attributes["hedge"] = hedge
    level = _level(segment, hit)
    if level:
        attributes["level"] = level
    if status == "denied":
        ledger.retract(path, "stated", segment.evidence(hit.start, hit.end))
        ledger.add(path, "absent", segment.evidence(hit.start, hit.end), status="stated", attributes=attributes)
        return
    seen_then = status == "past" and segment.hits.has("study")  # "the June MRI showed a herniated disc"
    if hedge == REPORT or seen_then or _REPORTERS & set(hedge.split()):
        memory.reported = (*memory.reported[-6:], (path, segment.evidence(hit.start, hit.end)))
    ledger.add(
        path,
        "stated",
        segment.evidence(hit.start, hit.end),
        status=status,  # type: ignore[arg-type]
        side=side_near(segment, hit.start, hit.end) if kind == "diagnosis" else None,
        attributes=attributes,
    )
    if hit.what.rule.id in _OF_THE_LEG and status == "stated":
        _give_side(segment, hit, ledger)
    if status == "stated":
        memory.causes = (*memory.causes, path)
    if status == "stated" and kind == "etiology":
        memory.reported = ()  # "what he has is stenosis | and that's the reason": not all that was seen
    if kind == "etiology" and status == "stated" and memory.problem not in ("", "back") and _of_back(path):
        memory.problem, memory.problem_framed = "back", False
    under_hand = segment.hits.has("exam") and not segment.hits.has("doubt", "firm")  # "marked paraspinal spasm"
    felt = [found for found in segment.hits.of("exam", "abnormal") if found.what.rule.id == "palpation"]
    under_hand = under_hand or any(found.overlaps(hit) for found in felt)  # "it jumps, that's a trigger point"
    if (
        kind == "etiology"
        and status == "stated"
        and not hedge
        and memory.phase in ("exam", "results")
        and not under_hand
    ):
        memory.phase = "plan"  # a cause named after the examination opens the assessment


def _under_hand(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "You've got a good knot in here": found while the back is pressed, and not yet named as what hurts."""
    if memory.phase != "exam" or segment.hits.has("doubt", "firm") or segment.hits.has("study", "linked"):
        return False
    here = segment.text(segment.start, segment.end)
    tested = memory.testing
    pressed = (
        tested is not None
        and tested.item.id == "palpation"
        and not any(piece.quote in here for piece in tested.words)  # before, and not with these words
    )
    felt = [found for found in segment.hits.of("exam", "abnormal") if found.what.rule.id == "palpation"]
    named = not _FELT & set(segment.between(hit.start, hit.end))  # "what's left is myofascial pain"
    return pressed and not named and any(found.overlaps(hit) for found in felt)


def _of_back(path: str) -> bool:
    """Whether a cause that is named brings the talk back to the back."""
    return path.rsplit(".", 1)[-1] not in ("other_specified", "fracture", "none_identified")


def _refers(segment: Segment, hit: Hit, limb: Hit) -> bool:
    """ "A knot that refers to your hip": the limb is where it is felt, not where it is."""
    return bool(_REFERS & set(segment.between(hit.start, limb.start)))


def _give_side(segment: Segment, hit: Hit, ledger: Ledger) -> None:
    """ "What you have is sciatica, left sided": the side of the pain in the leg, where nobody has told it."""
    side = side_near(segment, hit.start, hit.end)
    told = [entry.fact for entry in ledger.entries(_LEG) if entry.fact.value == "present"]
    if side and any(fact.status == "stated" for fact in told) and not any(fact.side for fact in told):
        ledger.add(_LEG, "present", segment.evidence(hit.start, hit.end), side=side)


def _link(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "... shows a herniation. I think that's what is causing it": the clinician ties a finding to the pain."""
    if not memory.reported or not segment.hits.has("study", "linked"):
        return
    linked = segment.hits.of("study", "linked")[0]
    if is_denied(segment, linked.start, linked.end) or segment.hits.has("doubt", "discount"):
        return
    words = segment.evidence(linked.start, linked.end)
    named = [entry for entry in memory.reported if not entry[0].startswith(_SHOWN)]
    for path, evidence in named or memory.reported:  # "the discs are worn. There's stenosis. That's the problem."
        ledger.add(path.removeprefix(_SHOWN), "stated", (*evidence, *words))
    ledger.add("imaging.linked", "stated", words)
    memory.reported = ()


def _keep_shown(segment: Segment, memory: Memory) -> None:
    """ "The cushion between the bones has worn down | and that's why it hurts": found first, blamed next."""
    hits = segment.hits.of("label")
    if any(one.what.part == "says" for one in hits):
        return  # "the discs are worn, and that's stenosis": the one that is named counts
    for hit in spared(
        [one for one in hits if one.what.part == "shown"], [one for one in hits if one.what.part == "never"]
    ):
        if segment.conditional or segment.hits.has("doubt", "hedge") or segment.hits.has("doubt", "discount"):
            continue
        denied = "not" in segment.between(hit.start, hit.core) or is_denied(segment, hit.start, hit.end)
        if denied or part_of_body(segment, hit.start, hit.end, 4) in _limbs(segment):
            continue
        shown = (f"{_SHOWN}etiology.{hit.what.rule.id}", segment.evidence(hit.start, hit.end))
        memory.reported = (*memory.reported[-6:], shown)


def _limbs(segment: Segment) -> list[Hit]:
    return [hit for hit in regions(segment) if hit.what.rule.kind == "limb"]


def _blame(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "You have a kidney stone | and that's what's causing the pain": another organ's trouble, felt behind."""
    words, found = set(segment.words), memory.ailing
    named = [hit for hit in regions(segment) if hit.what.rule.id in _FELT_BEHIND]
    stated = [
        hit
        for hit in named
        if not (
            is_denied(segment, hit.start, hit.end)
            or is_past(segment, hit.start, hit.end)
            or is_other_person(segment, hit.start, hit.end)
        )
    ]
    doubted = segment.conditional or segment.hits.has("doubt", "hedge") or segment.hits.has("doubt", "discount")
    if stated and not doubted:
        found = memory.ailing = segment.evidence(stated[-1].start, stated[-1].end)
    elif segment.end - segment.start > _LONG_SEGMENT or doubted:
        memory.ailing = ()
    linked = [
        hit for hit in segment.hits.of("study", "linked") if _LAID & set(segment.between(hit.start, hit.end))
    ]
    if segment.hits.has("label", "says"):
        memory.ailing = ()  # "that facet arthritis is what's hurting you", whatever was named before
        return
    if not found or not linked or doubted or not _PAINED & words:
        return
    if not is_denied(segment, linked[0].start, linked[0].end):
        ledger.add(
            "etiology.other_specified", "stated", (*found, *segment.evidence(linked[0].start, linked[0].end))
        )
        memory.ailing = ()


def _of_neck(segment: Segment, hit: Hit) -> bool:
    """ "A disc bulge at C four C five"."""
    near = segment.between(max(segment.start, hit.start - _NEAR_LEVEL), hit.end + _NEAR_LEVEL)
    return any(len(word) == _LEVEL and word[0] == "c" and word[1].isdigit() for word in near)


def _of_chest(segment: Segment) -> bool:
    """ "The joint where the rib meets the spine, and the muscle has clamped down on it"."""
    return any(hit.what.rule.id in ("ribs", "thoracic") for hit in regions(segment))


def _level(segment: Segment, hit: Hit) -> str:
    """ "At L4-5" and "L5-S1" as L4-L5 and L5-S1."""
    levels = []
    for place in range(max(segment.start, hit.start - 2), min(segment.end, hit.end + 5)):
        word, behind = segment.word(place), segment.word(place + 1)
        if len(word) in (2, 3) and word[0] in "lst" and word[1:].isdigit():
            levels.append(word.upper())
            if behind.isdigit() and int(behind) == int(word[1:]) + 1:
                levels.append(f"{word[0].upper()}{behind}")
    if levels == ["S1"] and hit.what.rule.id.startswith("disc"):
        return ""  # "a herniated disc with a left S1 radiculopathy": no disc is named by it
    return "-".join(dict.fromkeys(levels))


def _take_back(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "It's your facets. Actually no, scratch that": a cause named here, else the one named just before."""
    evidence = segment.evidence(segment.start, segment.end)
    if not segment.hits.has("label", "says") and not segment.hits.has("term", "says"):
        for path in memory.causes:
            ledger.retract(path, "stated", evidence)
    memory.causes = ()
    for hit in segment.hits.of("label", "says"):
        ledger.retract(f"etiology.{hit.what.rule.id}", "stated", evidence)
    for hit in segment.hits.of("term", "says"):
        ledger.retract(f"diagnosis.{hit.what.rule.id}", "stated", evidence)
