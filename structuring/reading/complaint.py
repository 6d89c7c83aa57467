"""Decides whether the visit is about the low back: today's trouble, and not explained by something else.

One mention in passing ("my back was a little stiff this morning, but it's the ankle") is not a back visit, and a
visit in which the back is one of several problems is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from structuring.facts import Fact

_PATH = "complaint.low_back_pain"
_CAUSE = "complaint.other_cause"
_REGION = "complaint.other_region"
_STONES = ("diagnosis.kidney_stone", "diagnosis.renal_colic")
# pain of the low back, though "it isn't your lumbar spine"
_JOINT = ("diagnosis.sacroiliac_dysfunction", "diagnosis.sacroiliitis")
_SOFT = frozenset({"etiology.muscular", "etiology.myofascial", "etiology.mechanical"})  # of any height
_IN_LOW_BACK = ("etiology.vertebrogenic", "etiology.facetogenic", "etiology.disc", "etiology.stenosis")
_OF_LEGS = (
    "exam.motor_strength",
    "exam.sensation",
    "exam.reflexes",
    "exam.straight_leg_raise",
    "red_flags.saddle_anesthesia",
    "red_flags.progressive_neuro_deficit",
    "red_flags.bowel_bladder",
    "radiation.leg_pain",
)
_ABOVE = ("neck", "thoracic", "shoulder", "arm")
_SHARE = 0.34
_BENT, _RAISED = "exam.range_of_motion", "exam.straight_leg_raise"
_OF_ANY_VISIT = ("plan.lab", "plan.follow_up")


def decide(by_path: Mapping[str, tuple[Fact, ...]]) -> dict[str, tuple[Fact, ...]]:
    """The facts with the complaint settled as present or absent.

    Another cause named for the pain (a stone) takes the visit out, unless the clinician names a cause in the back.
    """
    decided = dict(by_path)
    cause = (
        *decided.pop(_CAUSE, ()),
        *(fact for path in _STONES for fact in by_path.get(path, ()) if fact.status == "stated"),
    )
    back = decided.get(_PATH, ())
    back_fine = _fine(back)
    regions = [fact for fact in by_path.get("pain_region", ()) if fact.status == "stated"]
    joint = any(fact.status == "stated" for path in _JOINT for fact in by_path.get(path, ()))
    other = frozenset({"etiology.other_specified"} if cause and not joint else ())
    named = _named_cause(by_path, other) or (_root(by_path) and any(fact.value == "lumbar" for fact in regions))
    present = [fact for fact in back if fact.value == "present"]
    elsewhere = by_path.get(_REGION, ())
    lumbar = [fact for fact in regions if fact.value == "lumbar"]
    said = len(_lines(lumbar))
    low = said >= max(1, len(_lines(elsewhere)))
    low = low or (_by_clinician(lumbar) and said >= _SHARE * len(_lines(elsewhere)))
    since_cause = [fact for fact in present if not fact.attributes.get("listed")]
    if cause and max(_lines(since_cause), default=0) > max(_lines(cause)):
        cause = ()  # "that's from the hip. ... What I find is pain in the low back."
    if not present and regions and (named or (low and not back_fine and _examined_and_planned(by_path))):
        present = [_implied_by(regions[-1])]
    felt = [fact for path in (_BENT, "exam.palpation") for fact in by_path.get(path, ())]
    found = any(fact.value == "abnormal" and fact.status == "stated" for fact in felt)
    if not present and not back_fine and (lumbar or (found and not elsewhere)) and _worked_up(by_path):
        present = [_implied_by(felt[0])]  # an examination without a finding implies no complaint
    if not present and not back_fine and (telling := _telling(by_path, elsewhere, bool(lumbar))) is not None:
        present = [_implied_by(telling)]
    if not present:
        return decided
    rest = [fact for fact in back if fact.value != "present"]
    said_fine = _fine(rest)
    fine = _by_patient(said_fine)
    own = _by_patient(present) and not fine and _worked_up(by_path)
    about = (own or _is_about_back(present, named, regions, elsewhere, rest)) and (named or not cause)
    if _is_upper(regions, elsewhere, fine) and (fine or not _named_cause(by_path, _SOFT)):
        about = False  # "between the shoulder blades": a knot there is none of the low back
    told_since = _by_patient(lumbar) and max(_lines(lumbar)) > max(_lines(said_fine), default=0)
    if not named and fine and not _by_patient(present) and not (told_since and _examined_and_planned(by_path)):
        about = False  # the chart says chronic back pain, the patient says that the back is fine
    if not named and _denied_last(rest, present) and not _taken_up(by_path):
        about = False  # "I had lumbago, it's gone off now": nobody looked at it or did anything for it
    if about:
        decided[_PATH] = (*rest, *present)
    else:
        why = cause[-1] if cause else (rest or present)[-1]
        decided[_PATH] = (
            *rest,
            *present,
            why.model_copy(update={"path": _PATH, "value": "absent", "attributes": {}}),
        )
    return decided


def _telling(by_path: Mapping[str, tuple[Fact, ...]], elsewhere: Iterable[Fact], lumbar: bool) -> Fact | None:
    """What can only be of the low back, though nobody was heard to name it: a cause that sits there, or a picture
    of the lumbar spine that is ordered for legs that are weak or numb."""
    if any(fact.value in _ABOVE for fact in elsewhere):
        return None
    for path in _IN_LOW_BACK:
        stated = [fact for fact in by_path.get(path, ()) if fact.value == "stated" and fact.status == "stated"]
        if stated:
            return stated[-1]
    legs = [
        fact
        for path in _OF_LEGS
        for fact in by_path.get(path, ())
        if fact.value in ("present", "abnormal") and fact.status == "stated"
    ]
    ordered = [
        fact for fact in by_path.get("plan.imaging", ()) if fact.value == "planned" and fact.status == "stated"
    ]
    return ordered[-1] if ordered and legs and lumbar else None


def _is_upper(regions: Iterable[Fact], elsewhere: Iterable[Fact], low_is_fine: bool) -> bool:
    """ "My back." - "Upper or lower?" - "Upper, between the shoulder blades.": the back, but not the low back.
    Where the patient says that the low back is fine, the clinician alone may name both ("between the shoulder
    blades, then", "your lumbar spine isn't tender")."""
    upper = [fact for fact in elsewhere if fact.value == "thoracic"]
    low = [fact for fact in regions if fact.value == "lumbar"]
    if low_is_fine:
        return bool(upper) and not _by_patient(low)
    return _by_patient(upper) and not low


def _by_patient(facts: Iterable[Fact]) -> bool:
    return any(piece.speaker == "patient" for fact in facts for piece in fact.evidence)


def _by_clinician(facts: Iterable[Fact]) -> bool:
    return any(piece.speaker == "clinician" for fact in facts for piece in fact.evidence)


def _fine(rest: Iterable[Fact]) -> list[Fact]:
    """What is said to be fine, without what is only said to be over."""
    return [fact for fact in rest if not fact.attributes.get("over")]


def _implied_by(fact: Fact) -> Fact:
    """Low back pain by the words of what implies it."""
    return fact.model_copy(update={"path": _PATH, "value": "present", "attributes": {}})


def _denied_last(rest: Iterable[Fact], present: Iterable[Fact]) -> bool:
    """Whether the patient says, after all that was told of the back, that it is fine."""
    said = [piece.line for fact in rest for piece in fact.evidence if piece.speaker == "patient"]
    told = [piece.line for fact in present for piece in fact.evidence]
    return bool(said) and max(said) > max(told, default=0)


def _felt(by_path: Mapping[str, tuple[Fact, ...]]) -> bool:
    """Whether the back was examined in this visit."""
    return any(by_path.get(path) for path in (_BENT, _RAISED, "exam.palpation"))


def _taken_up(by_path: Mapping[str, tuple[Fact, ...]]) -> bool:
    """Whether the back was examined in this visit, or something is planned for it."""
    return _felt(by_path) or _planned(by_path)


def _worked_up(by_path: Mapping[str, tuple[Fact, ...]]) -> bool:
    """Whether the legs were raised, the back was bent or felt, and something is planned: whatever else was named
    meanwhile, that is done for a back."""
    felt = by_path.get(_BENT) or by_path.get("exam.palpation")
    return bool(by_path.get(_RAISED) and felt) and _planned(by_path)


def _examined_and_planned(by_path: Mapping[str, tuple[Fact, ...]]) -> bool:
    """Whether the back was examined and something is planned: "so the low back's about where it was?" - "Pretty
    much." needs no complaint in so many words."""
    return _felt(by_path) and _planned(by_path)


def _planned(by_path: Mapping[str, tuple[Fact, ...]]) -> bool:
    return any(
        fact.value == "planned" and fact.status == "stated"
        for path, found in by_path.items()
        if path.startswith("plan.") and path not in _OF_ANY_VISIT
        for fact in found
    )


def _named_cause(by_path: Mapping[str, tuple[Fact, ...]], but: frozenset[str] = frozenset()) -> bool:
    """Whether the clinician names a type or cause of back pain, leaving aside those of `but`."""
    return any(
        path.startswith("etiology.")
        and path not in but
        and any(fact.value == "stated" and fact.status == "stated" for fact in found)
        for path, found in by_path.items()
    )


def _root(by_path: Mapping[str, tuple[Fact, ...]]) -> bool:
    """Whether a nerve root is named as what ails; beside a lumbar level that is a cause in the back."""
    return any(fact.status == "stated" for fact in by_path.get("diagnosis.radiculopathy", ()))


def _is_about_back(
    present: list[Fact], named: bool, regions: list[Fact], elsewhere: Iterable[Fact], rest: Iterable[Fact]
) -> bool:
    told = [fact for fact in present if not fact.attributes.get("listed")]
    own = len(_lines((*told, *regions)) - _lines(rest) if told else ())  # "the lumbar spine isn't tender"
    score = own + (2 if named else 0) + (1 if any(fact.value == "lumbar" for fact in regions) else 0)
    low = own and any(fact.value == "lumbar" for fact in regions)
    others = len(_lines(fact for fact in elsewhere if not (low and fact.attributes.get("near"))))
    if score == 0:
        return False
    if others == 0:
        return own > 0 or named
    return own >= others > 0 or (score >= 2 and score >= _SHARE * others)


def _lines(facts: Iterable[Fact]) -> set[int]:
    return {piece.line for fact in facts for piece in fact.evidence}
