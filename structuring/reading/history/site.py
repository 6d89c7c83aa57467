"""Reads where it hurts: the region of the back, and what the clinician asks for of it."""

from __future__ import annotations

from collections.abc import Sequence

from structuring.reading.history import laterality
from structuring.reading.history.complaining import (
    AILING,
    LISTING,
    asks_of_back,
    free,
    is_procedure,
    only_upper,
    read_complaint,
)
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import assess, is_conditional, is_denied, is_other_person
from structuring.reading.talk.sides import asks_side, hits_of_side, is_assent, side_of
from structuring.reading.talk.topics import ABOVE, BACK, HOW_FAR, names_back, regions

_LANDED = words_of("hit land landed fall fell impact write handed sleep lie")
_NUMB = words_of("numb numbness tingling tingly")
_IMPERATIVES = words_of("show point remind")
_OTHER_CAUSES = frozenset({"kidney_stone", "shingles"})
_LOWER_PART = words_of(
    ", back side part one half end bit area region portion third spine down right left i it mostly yes"
)
_LOWER = words_of("lower low below bottom")
_DEEP = frozenset({"down", "way"})
_PLACES = words_of("spot place area side thing one")
_CURT = 4  # words of an answer that names no more than the place
_THEN = words_of("then before last time that")
_TOO = words_of("too also well both same")
_TURNING = words_of("and now okay so then but the your that this about how what for well ,")
_NEAR_BACK = frozenset({"sacroiliac", "buttock"})  # what ails there may be the low back itself
_FOUND_FINE = words_of("nothing fine okay normal negative clear clean quiet")
_BEHIND = 3
_HABITS = words_of("sleep sleeping sleeps drive sit work wallet carry hand handed write")


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes complaint, region and side; a clinician's question for them makes a bare answer count."""
    if memory.of_other and (segment.role == "patient" or segment.asked):
        return
    if segment.role != "patient":
        _follow_question(segment, memory)
    if segment.role == "patient":
        named = any(hit.end == segment.end for hit in segment.hits.of("site", "alone"))
        # "well, the back, | it's been acting up"
        memory.back_asked = memory.back_asked or (named and len(segment.words) <= _CURT)
    else:
        memory.back_asked = asks_of_back(segment)
        words = set(segment.words)
        memory.of_habit = segment.asked and bool(words & _HABITS) and not words & AILING
        memory.side_put = segment.asked and bool(hits_of_side(segment))
    if segment.role != "patient" and (segment.asked or laterality.supposes(segment, memory)):
        laterality.offer(segment, memory)
    if segment.role != "patient" and memory.phase == "history" and free(segment, "lumbar"):
        memory.site_named = True
    if (
        segment.role == "patient"
        and len(segment.words) == 1
        and free(segment, "lumbar")
        and not _asked_where(memory)
    ):
        return  # "how long ago was that?" - "November.", heard as the "lumbar" that was expected
    if segment.role == "patient" and _places(segment, memory):
        memory.site_told, memory.region, memory.about_back = True, BACK, True
    read_complaint(segment, memory, ledger)
    if segment.role == "clinician":
        memory.ills += sum(named.what.rule.kind == "problem" for named in regions(segment))
    else:
        memory.ills = 0
    _region(segment, memory, ledger)
    _answered_site(segment, memory, ledger)
    laterality.read(segment, memory, ledger)
    _other_cause(segment, memory, ledger)


def _asked_where(memory: Memory) -> bool:
    return bool({"site", "reason", "side"} & memory.asked_about)


def _places(segment: Segment, memory: Memory) -> bool:
    """ "Belt line.": where it hurts, told while the history is taken, is what the talk is of."""
    told = free(segment, "lumbar") if memory.phase == "history" and not segment.asked else []
    stated = [hit for hit in told if assess(segment, hit.start, hit.end).status == "stated"]
    return bool(stated) and not segment.hits.has("site", "fine") and not segment.hits.has("frame", "elsewhere")


def _follow_question(segment: Segment, memory: Memory) -> None:
    """What the clinician asks for: the side, the place, the reason of the visit."""
    about: set[str] = set()
    if segment.asked or segment.word(segment.start) in _IMPERATIVES:
        about = {part for part in ("side", "site", "reason") if segment.hits.has("site", f"ask_{part}")}
    if memory.phase == "history" and asks_side(segment):
        about.add("side")
    if "side" in about and _of_numbness(segment) and not names_back(regions(segment)):
        about.discard("side")
        memory.elsewhere, memory.matter_age = True, 0  # "can't feel it on both sides?"
    if segment.asked and _only_limb(segment):
        memory.elsewhere, memory.matter_age = True, 0  # "both hands?", "which knee?": none of it is of the back
    if segment.asked and segment.words[-1] in ("where", "at") and "where" in segment.words[-2:]:
        about.add("site")
    stone = any(hit.what.rule.id in _OTHER_CAUSES for hit in regions(segment))
    if "side" in about and stone and not names_back(regions(segment)):
        about.discard("side")  # "which side was the kidney stone on?"
        memory.elsewhere, memory.matter_age = True, 0
    if segment.asked:
        memory.side_then = "side" in about and "was" in segment.words and segment.words[-1] in _THEN
    limb = (memory.limb_turned or _limb_asked(segment, memory)) if about else ""
    memory.limb_turned = _turned(segment)
    if limb:
        about.discard("side")
        if limb in ABOVE or limb == "knee":
            memory.elsewhere, memory.matter_age = True, 0
    if about and _LANDED & set(segment.words):  # "which side did you fall on?"
        memory.elsewhere, memory.matter_age = True, 0
    elif about:
        memory.asked_about = memory.asked_about | about


def _of_numbness(segment: Segment) -> bool:
    words = set(segment.words)
    return bool(_NUMB & words) or {"not", "feel"} <= words


def _turned(segment: Segment) -> str:
    """ "And the ankle": nothing but the limb is said."""
    named = regions(segment)
    lone = len(named) == 1 and named[0].what.rule.kind == "limb"
    others = {*segment.words} - {segment.word(place) for hit in named for place in range(hit.start, hit.end)}
    return named[0].what.rule.id if lone and others <= _TURNING else ""


def _only_limb(segment: Segment) -> bool:
    """Whether a short question is for the side of a limb and of nothing else."""
    named = regions(segment)
    limbs = bool(named) and all(hit.what.rule.id in ABOVE or hit.what.rule.id == "knee" for hit in named)
    sided = any(side_of(segment, place) for place in range(segment.start, segment.end)) or "which" in segment.words
    return limbs and sided and segment.end - segment.start <= _CURT


def _limb_asked(segment: Segment, memory: Memory) -> str:
    """ "Now the shoulder. Which one?": the limb of which a side is asked for, none where it is the back's."""
    named = regions(segment)
    if named:
        limb = named[-1].what.rule
        return limb.id if limb.kind == "limb" and not names_back(named) else ""
    return memory.region if memory.region in ABOVE else ""


def _region(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    for part, value in (("lumbar", "lumbar"), ("unspecified", "back_unspecified")):
        for hit in free(segment, part):
            assertion = assess(segment, hit.start, hit.end)
            if assertion.denied and value == "lumbar" and segment.asked and segment.role == "clinician":
                memory.offered = (*memory.offered[-8:], ("not_low", value, segment.evidence(hit.start, hit.end)))
            if assertion.denied or assertion.status in ("family", "hypothetical") or is_procedure(segment, hit):
                continue
            if (
                segment.hits.has("site", "fine")
                or _found_fine(segment, hit)
                or only_upper(segment, hit)
                or is_other_person(segment, hit.start, hit.end)
            ):
                continue
            evidence = segment.evidence(hit.start, hit.end)
            if segment.asked and segment.role != "patient":
                if free(segment, "complaint") and not LISTING & set(segment.words):
                    memory.offered = (*memory.offered[-8:], ("complaint", value, evidence))
                if value == "lumbar" and not _asks_either(segment):
                    memory.offered = (*memory.offered[-8:], ("site", value, evidence))
                continue
            if value == "lumbar":
                ledger.add("pain_region", value, evidence, rank=1)
            elif segment.hits.has("site", "complaint"):
                ledger.add("pain_region", value, evidence)
    for hit in segment.hits.of("site"):
        if (
            hit.what.part.startswith("elsewhere.")
            and not segment.asked
            and not is_denied(segment, hit.start, hit.end)
            and not is_other_person(segment, hit.start, hit.end)
        ):
            name = hit.what.part.split(".", 1)[1]
            if memory.phase == "exam" and name == "other" and _is_how_far(segment, hit):
                continue
            evidence = segment.evidence(hit.start, hit.end)
            told: dict[str, str | float | bool] = {"near": True} if name in _NEAR_BACK else {}
            if segment.role == "patient" and segment.hits.has("site", "complaint"):
                told["complained"] = True
            ledger.add(
                "complaint.other_region", "other" if name == "sacroiliac" else name, evidence, attributes=told
            )


def _is_how_far(segment: Segment, hit: Hit) -> bool:
    """ "You're getting to about your knees": how far he bends, and no other trouble."""
    return segment.role != "patient" and bool(HOW_FAR & set(segment.between(hit.start - _BEHIND, hit.start)))


def _found_fine(segment: Segment, hit: Hit) -> bool:
    """ "T10, T12, and your lumbar, nothing": where the examination finds nothing, it does not hurt."""
    return segment.role == "clinician" and bool(_FOUND_FINE & set(segment.between(hit.end, hit.end + _BEHIND)))


def _answered_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Upper back or lower back?" - "The lower."; "Where?" - "Down low, above the pocket." """
    words = segment.words
    if segment.role == "clinician" or not {"site", "side"} & memory.asked_about or "not" in words:
        return
    for place, word in enumerate(words):
        if word not in _LOWER:
            continue
        deep = word == "low" and bool(_DEEP & {*words[max(0, place - 1) : place], *words[place + 1 : place + 2]})
        brief = "site" in memory.asked_about and len(words) <= _CURT and _of_back(words[place + 1 :])
        brief = brief or ("site" in memory.asked_about and place == 0 and words[1:3] == (",", "on"))
        if memory.region in ("", BACK) and (brief or (deep and memory.about_back and not _limb_named(segment))):
            said = segment.evidence(segment.start + place, segment.start + place + 1)
            ledger.add("pain_region", "lumbar", said, rank=1)


def _limb_named(segment: Segment) -> bool:
    return any(hit.what.rule.kind == "limb" for hit in regions(segment)) or segment.hits.has("cue", "legs")


def _of_back(behind: Sequence[str]) -> bool:
    """Whether nothing but the back can be meant by "lower": "the lower leg" is none of it."""
    return not behind or behind[0] in _LOWER_PART


def _asks_either(segment: Segment) -> bool:
    return "or" in segment.words or len(free(segment, "unspecified")) > 1


def confirm_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Is it the lower back?" - "Yes." """
    for kind, value, evidence in memory.offered:
        words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
        if kind == "site":
            ledger.add("pain_region", value, (*evidence, *words), rank=1)
        elif kind == "complaint":
            ledger.add("complaint.low_back_pain", "present", (*evidence, *words), rank=1)
            if value != "lumbar":
                ledger.add("pain_region", value, (*evidence, *words))
        elif kind == "side" and (
            all(side == value for side, _ in hits_of_side(segment)) or is_assent(segment, segment.start, memory)
        ):
            both = _TOO & set(segment.words) and {value, memory.side_named} == {"left", "right"}
            side = "bilateral" if both else value  # "on the left?" - "Yes." - "And on the right?" - "That too."
            ledger.add("laterality", side, (*evidence, *words), rank=2)
            memory.side_of_turn = memory.side_named = side
    memory.offered = tuple(item for item in memory.offered if item[0] not in ("site", "side", "complaint"))


def same_place(segment: Segment, memory: Memory) -> bool:
    """ "The left side of the low back?" - "Same spot.": where it hurt before, which he takes for granted."""
    offered = any(kind == "site" for kind, *_ in memory.offered)
    return offered and segment.words[:1] == ("same",) and segment.words[1:2] != () and segment.words[1] in _PLACES


def deny_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Between the shoulder blades. Not the low back?" - "No, no, the low is good.", "so it's on the right?" -
    "No." """
    for kind, _, evidence in memory.offered:
        if kind == "not_low":
            words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
            ledger.add("complaint.low_back_pain", "absent", (*evidence, *words))
    sides = [(side, evidence) for kind, side, evidence in memory.offered if kind == "side"]
    if sides and memory.side_put and sides[-1][0] == memory.side_of_turn:
        ledger.retract("laterality", *sides[-1])
    memory.offered = tuple(item for item in memory.offered if item[0] != "not_low")


def _other_cause(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """A clinician who finds another explanation for the pain, such as a stone."""
    if segment.role == "patient" or segment.asked:
        return
    for hit in regions(segment):
        if hit.what.rule.id not in _OTHER_CAUSES:
            continue
        if is_denied(segment, hit.start, hit.end) or is_other_person(segment, hit.start, hit.end):
            continue
        history = any(cue.end <= hit.start for cue in segment.hits.of("site", "history"))
        if segment.word(hit.start - 1) == "had":
            continue  # "you've had shingles before"
        if segment.between(hit.start - 2, hit.start) in (["that", "is"], ["this", "is"]):
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
        words = set(segment.words[max(0, hit.start - segment.start - 10) : hit.end - segment.start])
        if (not history or "do" in words) and words & {
            "think",
            "having",
            "have",
            "pass",
            "passing",
            "strain",
            "recurrence",
            "currently",
            "diagnosed",
            "your",
            "this",
            "called",
        }:
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
    for hit in segment.hits.of("site", "not_back"):
        ended = segment.word(hit.end) in ("", ",", "at", "itself")  # not "your back that worries me"
        if ended and not is_conditional(segment, hit.start):
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
