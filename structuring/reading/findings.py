"""The facts of a visit in the form of the report's "findings", the same as the form of gold labels.

Only settled facts appear; what was not said is silent: `null`, `not_assessed` or absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from structuring.facts import Fact, FactSheet
from structuring.state import Visit
from structuring.turns import Evidence

EXAM = ("range_of_motion", "reflexes", "sensation", "motor_strength", "straight_leg_raise", "faber", "palpation")
RED_FLAGS = (
    "bowel_bladder",
    "saddle_anesthesia",
    "progressive_neuro_deficit",
    "weight_loss",
    "fever",
    "cancer_history",
)
EXTENDED = (
    "trauma",
    "age",
    "steroids",
    "immunosuppression",
    "drug_use",
    "recent_infection",
    "night_pain",
    "osteoporosis",
)
_MOST = 8  # pieces of evidence of one fact
_ROOT_TERMS = ("sciatica", "radiculopathy", "radiculitis", "lumbago_with_sciatica")


def findings(sheet: FactSheet, visit: Visit) -> dict[str, Any]:
    """The settled facts of `sheet` as one JSON-ready object.

    A visit that is not about the low back yields the same form with every place silent, so that the facts of
    another complaint never look like those of a back visit.
    """
    about_back = sheet.value("complaint.low_back_pain") == "present"
    return _form(sheet if about_back else FactSheet(), visit, about_back)


def _form(sheet: FactSheet, visit: Visit, about_back: bool) -> dict[str, Any]:
    return {
        "low_back_pain": about_back,
        "visit_type": visit.visit_type or sheet.value("visit.type") or "unknown",
        "pain_region": _valued(_settled(sheet, "pain_region")),
        "laterality": _valued(_settled(sheet, "laterality")),
        "onset": _onset(_settled(sheet, "onset")),
        "etiology": _etiology(sheet),
        "injury_mechanism": _valued(sheet.settled("injury_mechanism")),
        "radiation": _radiation(sheet),
        "exam": {item: _exam(_settled(sheet, f"exam.{item}")) for item in EXAM},
        "red_flags": {item: _flag(_settled(sheet, f"red_flags.{item}")) for item in RED_FLAGS},
        "red_flags_extended": {item: _flag(_settled(sheet, f"red_flags_extended.{item}")) for item in EXTENDED},
        "imaging": _imaging(sheet),
        "plan": {"items": [_plan_item(fact) for fact in sheet.under("plan.") if fact.value == "planned"]},
    }


def _settled(sheet: FactSheet, path: str) -> Fact | None:
    """The fact that counts, with the words of every other that says the same: a finding and its later summary
    ("the reflex, the numb toe") may differ in side or detail."""
    fact = sheet.settled(path)
    if fact is None or fact.by == "clinician":
        return fact
    alike = [one for one in sheet.all(path) if (one.value, one.status) == (fact.value, "stated")]
    words = dict.fromkeys(piece for one in alike for piece in one.evidence)
    said = sorted(words, key=lambda piece: piece.line)
    return fact.model_copy(update={"evidence": tuple(said[:_MOST])})


def evidence_form(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Evidence as the report writes it; seconds only where the turns carry them."""
    listed = []
    for piece in evidence:
        entry: dict[str, Any] = {"line": piece.line, "quote": piece.quote}
        if piece.start_s is not None:
            entry["start_s"] = piece.start_s
        if piece.end_s is not None:
            entry["end_s"] = piece.end_s
        listed.append(entry)
    return listed


def _valued(fact: Fact | None) -> dict[str, Any]:
    return {"value": fact.value if fact else None, "evidence": evidence_form(fact.evidence) if fact else []}


def _onset(fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {"class": None, "days": None, "evidence": []}
    days = fact.attributes.get("days")
    return {"class": fact.value, "days": days, "evidence": evidence_form(fact.evidence)}


def _etiology(sheet: FactSheet) -> dict[str, Any]:
    stated = [fact for fact in sheet.under("etiology.") if fact.value == "stated"]
    return {
        "labels": [fact.path.removeprefix("etiology.") for fact in stated],
        "evidence": _joined(stated),
    }


def _radiation(sheet: FactSheet) -> dict[str, Any]:
    leg = _settled(sheet, "radiation.leg_pain")
    named = [
        fact
        for term in _ROOT_TERMS
        if (fact := sheet.settled(f"diagnosis.{term}")) is not None and fact.value == "stated"
    ]
    side = leg.side if leg and leg.value == "present" else None
    return {
        "leg_pain": leg.value if leg else "not_assessed",
        "side": side if side in ("left", "right", "bilateral") else None,
        "sciatica_or_radiculopathy_stated": bool(named),
        "evidence": _joined([leg] if leg else named),
    }


def _exam(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {"result": fact.value, "side": fact.side, "evidence": evidence_form(fact.evidence)}


def _flag(fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {"status": "not_assessed", "evidence": []}
    return {"status": fact.value, "evidence": evidence_form(fact.evidence)}


def _imaging(sheet: FactSheet) -> dict[str, Any]:
    reviewed = [
        {
            "modality": fact.path.rsplit(".", 1)[1],
            "finding": fact.value,
            "evidence": evidence_form(fact.evidence),
        }
        for fact in sheet.under("imaging.reviewed.")
    ]
    ordered = [
        {"modality": fact.path.rsplit(".", 1)[1], "evidence": evidence_form(fact.evidence)}
        for fact in sheet.under("imaging.ordered.")
    ]
    return {
        "reviewed": reviewed,
        "ordered": ordered,
        "modic_or_endplate": sheet.value("imaging.modic") == "stated",
        "disc_pathology_confirmed": sheet.value("imaging.disc_pathology") == "stated",
        "clinician_links_finding_to_pain": sheet.value("imaging.linked") == "stated",
    }


def _plan_item(fact: Fact) -> dict[str, Any]:
    kind = fact.path.removeprefix("plan.")
    text = fact.attributes.get("text") or fact.attributes.get("drug") or (fact.evidence and fact.evidence[0].quote)
    return {"kind": kind, "text": str(text or kind), "evidence": evidence_form(fact.evidence)}


def _joined(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    return [entry for fact in facts for entry in evidence_form(fact.evidence)]
