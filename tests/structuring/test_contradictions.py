"""Statements that do not go together are shown with both quotes and a neutral question."""

from __future__ import annotations

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.contradictions import contradictions
from structuring.facts import Fact, FactSheet
from structuring.turns import Evidence

BACK = ("complaint.low_back_pain", "present", {})


def fact(line: int, path: str, value: str, more: dict) -> Fact:
    more = dict(more)
    quote = more.pop("quote", f"{path.rsplit('.', 1)[-1]} {value} words")
    return Fact(
        path=path, value=value, evidence=(Evidence(line=line, quote=quote, start=0, end=len(quote)),), **more
    )


def found(*facts) -> dict:
    by_path: dict[str, tuple[Fact, ...]] = {}
    for number, (path, value, *more) in enumerate([BACK, *facts], start=1):
        by_path[path] = (*by_path.get(path, ()), fact(number, path, value, more[0] if more else {}))
    return {alert.rule: alert for alert in contradictions(load_pack(), FactSheet(by_path))}


LEFT, RIGHT = {"side": "left"}, {"side": "right"}
CLASH = {"status": "conflict"}

TOGETHER = [
    (
        "leg_side_and_exam_side",
        ("radiation.leg_pain", "present", LEFT),
        ("exam.straight_leg_raise", "abnormal", RIGHT),
    ),
    (
        "leg_side_and_exam_side",
        ("radiation.leg_pain", "present", LEFT),
        ("exam.motor_strength", "abnormal", RIGHT),
    ),
    ("back_side_and_exam_side", ("laterality", "left"), ("exam.palpation", "abnormal", RIGHT)),
    (
        "leg_side_and_imaging_side",
        ("radiation.leg_pain", "present", LEFT),
        ("imaging.reviewed.mri", "right L5-S1 herniation", RIGHT),
    ),
    (
        "exam_side_and_imaging_side",
        ("exam.straight_leg_raise", "abnormal", LEFT),
        ("imaging.reviewed.mri", "right L5-S1 herniation", RIGHT),
    ),
    (
        "diagnosis_side_and_leg_side",
        ("diagnosis.sciatica", "stated", RIGHT),
        ("radiation.leg_pain", "present", LEFT),
    ),
    (
        "no_leg_pain_and_positive_leg_raise",
        ("radiation.leg_pain", "absent"),
        ("exam.straight_leg_raise", "abnormal", RIGHT),
    ),
    (
        "no_weakness_and_reduced_strength",
        ("red_flags.progressive_neuro_deficit", "absent", {"quote": "no weakness"}),
        ("exam.motor_strength", "abnormal", RIGHT),
    ),
    (
        "no_numbness_and_reduced_sensation",
        ("red_flags.progressive_neuro_deficit", "absent", {"quote": "no numbness"}),
        ("exam.sensation", "abnormal", RIGHT),
    ),
    ("strain_and_nerve_findings", ("diagnosis.strain", "stated"), ("exam.motor_strength", "abnormal", RIGHT)),
    ("strain_and_nerve_findings", ("etiology.muscular", "stated"), ("diagnosis.foot_drop", "stated")),
    (
        "unremarkable_pattern_and_red_flag",
        ("etiology.mechanical", "stated"),
        ("red_flags.saddle_anesthesia", "present"),
    ),
    (
        "exam_both_ways",
        ("exam.motor_strength", "abnormal", LEFT),
        ("exam.motor_strength", "normal", {"side": "bilateral", "attributes": {"whole": True}}),
    ),
    ("exam_in_conflict", ("red_flags.fever", "absent", CLASH), ("red_flags.fever", "present", CLASH)),
    ("two_sides", ("laterality", "left", CLASH), ("laterality", "right", CLASH)),
    ("two_durations", ("onset", "acute", CLASH), ("onset", "chronic", CLASH)),
]


@pytest.mark.parametrize(("rule", "one", "other"), TOGETHER)
def test_both_sides_are_quoted_and_the_question_is_neutral(rule, one, other):
    alert = found(one, other)[rule]
    assert [piece.line for piece in alert.evidence] == [2, 3]
    assert all(piece.quote in alert.text for piece in alert.evidence)
    assert alert.text.endswith("?")
    assert not any(
        word in alert.text.lower() for word in ("wrong", "error", "should", "must", "bill", "denial", "payer")
    )


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (
            "leg_side_and_exam_side",
            [("radiation.leg_pain", "present", LEFT), ("exam.straight_leg_raise", "abnormal", LEFT)],
        ),
        (
            "leg_side_and_exam_side",
            [("radiation.leg_pain", "present", LEFT), ("exam.straight_leg_raise", "normal", RIGHT)],
        ),
        (
            "leg_side_and_exam_side",
            [("radiation.leg_pain", "present"), ("exam.straight_leg_raise", "abnormal", RIGHT)],
        ),
        (
            "leg_side_and_exam_side",
            [("radiation.leg_pain", "present", {"side": "bilateral"}), ("exam.palpation", "abnormal", RIGHT)],
        ),
        ("back_side_and_exam_side", [("laterality", "midline"), ("exam.palpation", "abnormal", RIGHT)]),
        ("exam_both_ways", [("exam.motor_strength", "abnormal", LEFT), ("exam.motor_strength", "normal", RIGHT)]),
        (
            "exam_both_ways",
            [("exam.motor_strength", "abnormal", {"status": "retracted"}), ("exam.motor_strength", "normal")],
        ),
        (
            "no_weakness_and_reduced_strength",
            [
                ("red_flags.progressive_neuro_deficit", "absent", {"status": "asked", "quote": "no weakness"}),
                ("exam.motor_strength", "abnormal"),
            ],
        ),
        (
            "no_weakness_and_reduced_strength",
            [
                ("red_flags.progressive_neuro_deficit", "absent", {"quote": "no numbness"}),
                ("exam.motor_strength", "abnormal"),
            ],
        ),
        (
            "leg_side_and_exam_side",
            [
                ("radiation.leg_pain", "present", LEFT),
                ("exam.straight_leg_raise", "abnormal", LEFT),
                ("exam.straight_leg_raise", "abnormal", RIGHT),
            ],
        ),
        (
            "strain_and_nerve_findings",
            [("diagnosis.strain", "stated", {"status": "uncertain"}), ("exam.reflexes", "abnormal")],
        ),
        (
            "exam_both_ways",
            [
                ("exam.motor_strength", "abnormal", {"quote": "four out of five at the big toe"}),
                ("exam.motor_strength", "normal", {"quote": "five out of five elsewhere"}),
            ],
        ),
        ("strain_and_nerve_findings", [("diagnosis.strain", "stated"), ("exam.reflexes", "normal")]),
    ],
)
def test_what_goes_together_raises_nothing(rule, facts):
    assert rule not in found(*facts)


def test_a_diagnosis_without_its_exam_is_asked_about_until_it_is_examined():
    diagnosis = ("diagnosis.radiculopathy", "stated", LEFT)
    assert "root_diagnosis_without_exam" in found(diagnosis)
    assert "root_diagnosis_without_exam" not in found(diagnosis, ("exam.reflexes", "normal"))
    assert "muscular_diagnosis_without_exam" in found(("etiology.muscular", "stated"))


def test_a_visit_about_something_else_raises_nothing():
    sheet = FactSheet({"etiology.muscular": (fact(1, "etiology.muscular", "stated", {}),)})
    assert contradictions(load_pack(), sheet) == ()


def test_an_alert_whose_cause_grows_is_a_new_one():
    strain, weak = ("diagnosis.strain", "stated"), ("exam.motor_strength", "abnormal")
    first = found(strain, weak)["strain_and_nerve_findings"]
    more = found(strain, weak, ("exam.reflexes", "abnormal"))["strain_and_nerve_findings"]
    assert first.id != more.id
    assert first.id == found(strain, weak, ("exam.palpation", "abnormal"))["strain_and_nerve_findings"].id
