"""The characters of a code that follow from side, level and treatment phase."""

from __future__ import annotations

from structuring.facts import FactSheet
from structuring.state import Visit

_SIDE = {"right": "1", "left": "2"}
_LEG_SIDE = {"right": "4", "left": "5"}
_ACTIVE_PLAN = (
    "plan.nsaid", "plan.acetaminophen", "plan.muscle_relaxant", "plan.opioid", "plan.steroid_oral",
    "plan.injection", "plan.heat_ice", "plan.activity_modification", "plan.imaging",
)  # fmt: skip
_PHASE = {"active": "A", "healing": "D", "sequela": "S"}


def codes_for(pattern: str, sheet: FactSheet, visit: Visit) -> tuple[str, ...]:
    """The codes of a pattern: two for both sides (there is no bilateral code), else one; none for ""."""
    if not pattern:
        return ()
    code = pattern.replace("{region}", region_digit(sheet)).replace("{phase}", phase(sheet, visit)[0])
    side = leg_side(sheet)
    sides = ("right", "left") if side == "bilateral" else (side or "",)
    if "{side}" in code:
        return tuple(code.replace("{side}", _SIDE.get(one, "0")) for one in sides)
    if "{leg_side}" in code:
        return tuple(code.replace("{leg_side}", _LEG_SIDE.get(one, "6")) for one in sides)
    return (code,)


def leg_side(sheet: FactSheet) -> str | None:
    """The side of the leg pain: of the radiation, else of the diagnosis. Never that of the back pain."""
    for path in ("radiation.leg_pain", "diagnosis.sciatica", "diagnosis.radiculopathy"):
        fact = sheet.settled(path)
        if fact and fact.side in ("left", "right", "bilateral"):
            return fact.side
    return None


def region_digit(sheet: FactSheet) -> str:
    """6 lumbar; 7 lumbosacral, when the level of a diagnosis is L5-S1."""
    for fact in sheet.under("diagnosis."):
        level = str(fact.attributes.get("level", "")).upper().replace(" ", "")
        if "S1" in level:
            return "7"
    return "6"


def phase(sheet: FactSheet, visit: Visit) -> tuple[str, str]:
    """The seventh character of an injury and its reason.

    It follows the phase of treatment, not the number of the visit: A while active treatment is given, D during
    routine healing, S for what the injury left behind.
    """
    said = sheet.value("treatment_phase")
    if said in _PHASE:
        return _PHASE[said], f"treatment phase: {said}"
    kind = visit.visit_type or sheet.value("visit.type")
    if kind == "follow_up" and not any(sheet.value(path) == "planned" for path in _ACTIVE_PLAN):
        return "D", "follow-up without active treatment in the plan"
    return "A", "active treatment"
