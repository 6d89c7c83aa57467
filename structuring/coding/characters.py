"""The characters of a code that follow from side, level and treatment phase."""

from __future__ import annotations

from structuring.coding.rules import PhaseRule
from structuring.facts import FactSheet
from structuring.state import Visit

_SIDE = {"right": "1", "left": "2"}
_LEG_SIDE = {"right": "4", "left": "5"}
_PHASE = {"active": "A", "healing": "D", "sequela": "S"}


class Characters:
    """Fills the patterns of the rule files for one visit."""

    def __init__(self, rule: PhaseRule, sheet: FactSheet, visit: Visit) -> None:
        self._rule = rule
        self._sheet = sheet
        self._visit = visit

    def codes(self, pattern: str) -> tuple[str, ...]:
        """The codes of a pattern: two for both sides (there is no bilateral code), else one; none for ""."""
        if not pattern:
            return ()
        code = pattern.replace("{region}", self.region()).replace("{phase}", self.phase())
        side = leg_side(self._sheet)
        sides = ("right", "left") if side == "bilateral" else (side or "",)
        if "{side}" in code:
            return tuple(code.replace("{side}", _SIDE.get(one, "0")) for one in sides)
        if "{leg_side}" in code:
            return tuple(code.replace("{leg_side}", _LEG_SIDE.get(one, "6")) for one in sides)
        return (code,)

    def region(self) -> str:
        """6 lumbar; 7 lumbosacral, when the level of a diagnosis reaches S1."""
        levels = (str(fact.attributes.get("level", "")).upper() for fact in self._sheet.under("diagnosis."))
        return "7" if any("S1" in level for level in levels) else "6"

    def phase(self) -> str:
        """The seventh character of an injury. It follows the phase of treatment, not the number of the visit."""
        said = self._sheet.value("treatment_phase")
        if said in _PHASE:
            return _PHASE[said]
        kind = self._visit.visit_type or self._sheet.value("visit.type")
        healing = kind == "follow_up" and not self._rule.active.holds(self._sheet)
        return _PHASE["healing" if healing else "active"]


def leg_side(sheet: FactSheet) -> str | None:
    """The side of the leg pain: of the radiation, else of the diagnosis. Never that of the back pain."""
    for path in ("radiation.leg_pain", "diagnosis.sciatica", "diagnosis.radiculopathy"):
        fact = sheet.settled(path)
        if fact and fact.side in ("left", "right", "bilateral"):
            return fact.side
    return None
