"""Decides whether the visit is about the low back: today's trouble, and not explained by something else."""

from __future__ import annotations

from collections.abc import Mapping

from structuring.facts import Fact

_PATH = "complaint.low_back_pain"
_ELSEWHERE = "complaint.other_cause"


def decide(by_path: Mapping[str, tuple[Fact, ...]]) -> dict[str, tuple[Fact, ...]]:
    """The facts with the complaint settled. Another cause named for the pain (a stone) takes the visit out,
    unless the clinician names a cause in the back as well."""
    decided = dict(by_path)
    other = decided.pop(_ELSEWHERE, ())
    back = decided.get(_PATH, ())
    if not back:
        return decided
    named = any(
        path.startswith("etiology.") and any(fact.value == "stated" and fact.status == "stated" for fact in found)
        for path, found in by_path.items()
    )
    if other and not named:
        decided[_PATH] = (*back, other[-1].model_copy(update={"path": _PATH, "value": "absent"}))
    elif any(fact.value == "present" for fact in back):
        present = [fact for fact in back if fact.value == "present"]
        rest = [fact for fact in back if fact.value != "present"]
        decided[_PATH] = (*rest, *present)
    return decided
