"""Examinations told in one breath, stories that begin with their time, and what is nodded at, not planned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
PAIN = "P: My low back hurts."
EXAM = "D: Okay, let me examine you. Bend forward. Good."
ASK = "D: What can I do for you today?"


@pytest.mark.parametrize(
    ("told", "results"),
    [
        (
            "no tenderness to palpation, decreased sensation over the top of the left foot",
            {"palpation": "normal", "sensation": "abnormal"},
        ),
        (
            "no tenderness to palpation and straight leg raise on the right reproduces the leg pain",
            {"palpation": "normal", "straight_leg_raise": "abnormal"},
        ),
        (
            "decreased sensation in the left foot, straight leg raise is negative",
            {"sensation": "abnormal", "straight_leg_raise": "normal"},
        ),
        (
            "Patrick's test is negative positive straight leg raise on the left",
            {"faber": "normal", "straight_leg_raise": "abnormal"},
        ),
        ("the left ankle jerk is absent, tender over the right SI joint", {"palpation": "abnormal"}),
        ("he's able to walk on his toes and heels", {"motor_strength": "normal"}),
        ("no weakness, numbness or decreased sensation", {"sensation": "normal"}),
    ],
)
def test_each_result_goes_with_its_own_test(read: Read, told: str, results: dict[str, str]) -> None:
    sheet = read(PAIN, EXAM, f"D: On exam, {told}.")
    assert {item: sheet.value(f"exam.{item}") for item in results} == results
    assert sheet.value("radiation.leg_pain") != "absent"


def test_a_spasm_that_is_felt_is_no_cause_and_no_bending_no_limit(read: Read) -> None:
    sheet = read(PAIN, EXAM, "D: On exam, no midline pain, forward bending to the knees, paraspinal muscle spasm.")
    assert not sheet.value("etiology.muscular")
    assert not sheet.value("plan.activity_modification")


@pytest.mark.parametrize(
    ("told", "group"),
    [
        ("Two weeks ago Sunday, we were tearing out carpet at my mom's, and my low back just went.", "acute"),
        ("About ten weeks ago I was in a yoga class, and I felt something in my low back.", "subacute"),
        ("Three years ago I was lifting a box, and the next morning I had this low back pain.", "chronic"),
        ("It's my low back. It was right around the wedding, so three weeks.", "acute"),
        ("It's my low back. It'll be two years in July.", "chronic"),
        ("It's my low back. Nine weeks tomorrow.", "subacute"),
    ],
)
def test_a_story_begins_with_the_time_of_its_pain(read: Read, told: str, group: str) -> None:
    assert read(ASK, f"P: {told}").value("onset") == group


def test_a_count_from_a_numbered_day_is_the_onset(read: Read) -> None:
    sheet = read("P: My back hurts, low down.", "D: Okay, and today's the twelfth, so nine days.", "P: Yes.")
    assert sheet.value("onset") == "acute"


@pytest.mark.parametrize(
    ("asked", "side"),
    [("So low back, on the left. Ever on the right?", "left"), ("So it's on the right?", None)],
)
def test_a_side_that_is_asked_for_and_denied_is_not_told(read: Read, asked: str, side: str | None) -> None:
    sheet = read(PAIN, "D: Where do you feel it?", "P: Here.", f"D: {asked}", "P: No.")
    assert sheet.value("laterality") == side


def test_a_dead_relatives_cancer_is_none_of_the_patients(read: Read) -> None:
    told = ("P: It's been up and down since my mom passed.", "D: I'm sorry. It was the lung cancer, wasn't it?")
    assert not read(PAIN, *told, "P: Yeah. In June.").value("red_flags.cancer_history")


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("imaging", ("P: My cousin told me I should get an MRI.", "D: Yeah. There's no reason for it now.")),
        ("imaging", ("P: Should I get an MRI? My cousin got one.", "D: Yeah, I bet he did.")),
        ("injection", ("D: Now, there are injections into the canal, epidurals.", "P: I'd sooner not.")),
        ("injection", ("D: No leg pain. Epidurals don't help it.",)),
        ("nsaid", ("D: As for the Advil, I'd stop it.",)),
        ("physical_therapy", ("D: And physio I'll hold off on physio until we know.",)),
        ("physical_therapy", ("D: That's going to be your therapy.",)),
        ("home_exercise", ("D: No running, but you can swim or use the bike as much as you want.",)),
        ("specialist_referral", ("D: I want you seen there in a week, I'll put in the referral.",)),
        ("lab", ("D: Let's check your labs. Hey Dragon, show me the thyroid labs.",)),
    ],
)
def test_what_is_nodded_at_or_left_is_not_planned(read: Read, kind: str, lines: tuple[str, ...]) -> None:
    assert read(PAIN, EXAM, *lines).value(f"plan.{kind}") != "planned"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("imaging", ("P: Should I get an MRI?", "D: Yeah, I think so.")),
        ("injection", ("D: Would you like an injection?", "P: Yes, please.")),
        ("physical_therapy", ("D: And physio, I want you to start physio.",)),
        ("follow_up", ("D: I'd like you to come in next Thursday.",)),
        ("activity_modification", ("D: They come for everybody. No lifting, nothing over five pounds.",)),
        ("activity_modification", ("D: No more hay for a month.",)),
    ],
)
def test_what_is_granted_or_ordered_is_planned(read: Read, kind: str, lines: tuple[str, ...]) -> None:
    assert read(PAIN, EXAM, "D: Naproxen, twice a day with food.", *lines).value(f"plan.{kind}") == "planned"
