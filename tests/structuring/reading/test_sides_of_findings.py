"""A finding is on the side that was said of it, and on no other."""

from __future__ import annotations

import pytest

LEFT, RIGHT, BOTH = "left", "right", "bilateral"

DICTATED = [
    (
        "right great toe extension 4 out of 5 , left great toe 5 out of 5 , everything else is 5",
        "motor_strength",
        {("abnormal", RIGHT), ("normal", LEFT)},
    ),
    (
        "the right quadriceps is four minus out of five and the calf three plus out of five, left is five",
        "motor_strength",
        {("abnormal", RIGHT)},
    ),
    (
        "straight leg raise is positive on the right at 40 degrees and negative on the left",
        "straight_leg_raise",
        {("abnormal", RIGHT), ("normal", LEFT)},
    ),
    (
        "straight leg raise negative on the left positive on the right",
        "straight_leg_raise",
        {("normal", LEFT), ("abnormal", RIGHT)},
    ),
    ("Straight leg raise is negative right and left.", "straight_leg_raise", {("normal", BOTH)}),
    (
        "faber is positive on the left and negative on the right and the leg raise is negative bilaterally",
        "faber",
        {("abnormal", LEFT), ("normal", RIGHT)},
    ),
    (
        "Left leg: dorsiflexion 4 out of 5, sensation decreased over the dorsum of the foot, ankle jerk absent.",
        "sensation",
        {("abnormal", LEFT)},
    ),
    (
        "Right lower extremity: strength 5 out of 5, sensation intact, straight leg raise negative.",
        "straight_leg_raise",
        {("normal", RIGHT)},
    ),
    (
        "he has lost the left ankle reflex compared with the right, straight leg raise is negative",
        "straight_leg_raise",
        {("normal", None)},
    ),
    (
        "there is tenderness and palpable spasm of the left lumbar paraspinals , flexion is about half",
        "palpation",
        {("abnormal", LEFT)},
    ),
    (
        "sensation is decreased to light touch over the top of the left foot and the right is fine",
        "sensation",
        {("abnormal", LEFT), ("normal", RIGHT)},
    ),
    (
        "right ankle dorsiflexion is four minus out of five right extensor hallucis is three out of five",
        "motor_strength",
        {("abnormal", RIGHT)},
    ),
    (
        "the right foot drops a bit . strength , everything else is five out of five",
        "motor_strength",
        {("normal", None)},
    ),
]


def findings(sheet, item: str) -> set[tuple[str, str | None]]:
    return {(fact.value, fact.side) for fact in sheet.all(f"exam.{item}") if fact.status == "stated"}


@pytest.mark.parametrize(("said", "item", "wanted"), DICTATED)
def test_each_finding_has_the_side_that_was_said_of_it(read, said, item, wanted):
    sheet = read("P: My low back hurts.", "D: Let's take a look at you.", f"D: {said}")
    assert findings(sheet, item) == wanted


@pytest.mark.parametrize(
    ("turns", "item", "wanted"),
    [
        (
            ["D: And if I press here on the left side, does that hurt?", "P: Yeah, ouch, that's it."],
            "palpation",
            {("abnormal", LEFT)},
        ),
        (
            ["D: Tender over the left SI joint. Faber positive there too."],
            "faber",
            {("abnormal", LEFT)},
        ),
        (
            ["D: Strength is four out of five on the left. Straight leg raise is positive on that side too."],
            "straight_leg_raise",
            {("abnormal", LEFT)},
        ),
        (
            ["D: Ankle jerk is two plus on the left. The other side is absent."],
            "reflexes",
            {("normal", LEFT), ("abnormal", RIGHT)},
        ),
    ],
)
def test_a_side_that_is_pointed_back_to_is_that_one(read, turns, item, wanted):
    assert findings(read("P: My low back hurts.", "D: Let's take a look at you.", *turns), item) == wanted
