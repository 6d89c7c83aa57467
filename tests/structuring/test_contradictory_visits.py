"""Visits with one contradiction each that nobody notices, and look-alikes that hold none, by two authors who had
not seen the program. `known.txt` has what is still read otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.contradictions import contradictions
from tests.structuring.test_exchanges import heard, known

FOLDER = Path(__file__).parent / "contradictions"
KIND = {
    "leg_side_and_exam_side": "leg_exam_side",
    "no_leg_pain_and_positive_leg_raise": "history_vs_exam",
    "no_weakness_and_reduced_strength": "history_vs_exam",
    "no_numbness_and_reduced_sensation": "history_vs_exam",
    "strain_and_nerve_findings": "strain_with_nerve",
    "exam_both_ways": "strength_both_ways",
    "exam_in_conflict": "strength_both_ways",
    "two_durations": "two_durations",
    "two_beginnings": "two_durations",
    "root_diagnosis_without_exam": "diagnosis_no_exam",
    "muscular_diagnosis_without_exam": "diagnosis_no_exam",
}


KNOWN = known(FOLDER / "known.txt")


def alerted(turns: list[str]) -> set[str]:
    alerts = contradictions(load_pack(), heard(turns))
    return {KIND.get(alert.rule, alert.rule) for alert in alerts}


def visits() -> list[tuple[str, dict]]:
    files = sorted(FOLDER.glob("*.json"))
    return [(file.stem, visit) for file in files for visit in json.loads(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("name", "visit"), visits())
def test_a_contradiction_is_shown_and_nothing_else(name, visit):
    differing = alerted(visit["turns"]) ^ set(visit["alerts"])
    new = {kind for kind in differing if (name, visit["id"], kind) not in KNOWN}
    assert not new, visit["note"]


def test_what_is_known_is_still_so():
    read = {(name, visit["id"]): alerted(visit["turns"]) ^ set(visit["alerts"]) for name, visit in visits()}
    assert all(kind in read[name, number] for name, number, kind in KNOWN)
