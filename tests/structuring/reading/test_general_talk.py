"""What is told of people in general is no fact of the patient; what is told of him right behind it is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in?", "P: My lower back hurts.")


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (
            "etiology.stenosis",
            ("D: The classic story for stenosis is the person who leans on the shopping cart.",),
        ),
        ("etiology.fracture", ("D: A compression fracture is, imagine stepping on a soda can.",)),
        ("exam.motor_strength", ("D: Foot drop is when someone can't lift the front of the foot.",)),
        ("plan.imaging", ("D: Two people can have the same MRI, and one is running marathons.",)),
        (
            "plan.neuropathic_agent",
            ("D: Gabapentin. It was an epilepsy drug. Then people noticed it quieted nerves.",),
        ),
        (
            "etiology.facetogenic",
            ("P: What's a facet joint?", "D: Little joints in the back. They get arthritis."),
        ),
    ],
)
def test_a_lecture_ticks_nothing(read: Read, path: str, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value(path) is None


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("etiology.stenosis", "stated", ("D: Most folks with this do well. What you have is lumbar stenosis.",)),
        ("etiology.facetogenic", "stated", ("D: People call it wear and tear. I think your pain is facet pain.",)),
        (
            "exam.straight_leg_raise",
            "abnormal",
            (
                "D: Let me examine you. Lie back.",
                "D: Most people find this tight. Straight leg raise is positive on the left.",
            ),
        ),
        ("exam.motor_strength", "normal", ("D: Folks worry about that. Okay. Strength is five out of five.",)),
        ("plan.nsaid", "planned", ("D: People do well with it. So I'd like you to take naproxen twice a day.",)),
    ],
)
def test_what_is_said_of_the_patient_behind_it_counts(
    read: Read, path: str, value: str, lines: tuple[str, ...]
) -> None:
    assert read(*OPENING, *lines).value(path) == value
