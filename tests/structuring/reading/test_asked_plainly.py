"""The plainest questions, each with the plainest answers, as every visit has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = "P: My low back has been hurting for three weeks."
EXAM = "D: Okay, let me examine you. Hop up here."
PLAN = ("D: Let me examine you. You're tender over the paraspinals.", "D: I think you have a lumbar strain.")
LEG, GROIN, WEIGHT = "radiation.leg_pain", "red_flags.saddle_anesthesia", "red_flags.weight_loss"


@pytest.mark.parametrize(
    ("path", "question"),
    [
        (LEG, "Does it go to your legs?"),
        (LEG, "Do you feel it in your leg?"),
        (LEG, "And the legs, any pain there?"),
        (LEG, "Is it going down into your legs at all?"),
        (LEG, "Has it gone down the leg at all?"),
        (GROIN, "Have you lost any feeling down there, where you sit?"),
        (GROIN, "Any loss of feeling in your groin or genitals?"),
        (GROIN, "Do you have numbness around your bottom or your private parts?"),
        ("red_flags.bowel_bladder", "Any trouble peeing or holding your urine?"),
        ("red_flags.fever", "Have you been running a temperature?"),
    ],
)
@pytest.mark.parametrize(
    ("answer", "status"),
    [("No.", "absent"), ("Not really.", "absent"), ("Yes.", "present"), ("Yeah, a little.", "present")],
)
def test_a_question_is_answered_by_yes_and_by_no(
    read: Read, path: str, question: str, answer: str, status: str
) -> None:
    sheet = read(OPENING, f"D: {question}", f"P: {answer}")
    assert sheet.value(path) == status
    assert not list(sheet.under("exam."))


@pytest.mark.parametrize(
    ("answer", "status"), [("Yeah, that's normal.", "absent"), ("No, it's a little numb.", "present")]
)
def test_a_place_is_told_before_what_is_asked_of_it(read: Read, answer: str, status: str) -> None:
    sheet = read(OPENING, "D: And the sensation when you wipe, that's normal?", f"P: {answer}")
    assert sheet.value(GROIN) == status


def test_both_sides_stay_both_where_one_is_worse(read: Read) -> None:
    told = "P: It's both sides, down low. The right's probably a hair worse."
    assert read(OPENING, "D: Which side is it?", told).value("laterality") == "bilateral"


def test_no_trouble_of_one_kind_denies_no_other(read: Read) -> None:
    sheet = read(
        OPENING,
        "D: Any bladder trouble or numbness in the groin?",
        "P: No trouble with the bladder. I do get numb down there.",
    )
    assert sheet.value("red_flags.bowel_bladder") == "absent"
    assert sheet.value(GROIN) == "present"


def test_pounds_lost_are_no_weights(read: Read) -> None:
    assert read(OPENING, "D: So a twenty pound unintentional weight loss.", "P: Right.").value(WEIGHT) == "present"


def test_the_other_leg_is_not_the_one_that_hurts(read: Read) -> None:
    sheet = read(
        "P: My low back hurts and it goes down my left leg.",
        "D: And the other leg, any pain?",
        "P: No, just this one.",
    )
    assert sheet.value(LEG) == "present"
    assert not list(sheet.under("exam."))


@pytest.mark.parametrize(
    ("told", "item", "result"),
    [
        (("D: Any tenderness here?", "P: Yeah, right there."), "palpation", "abnormal"),
        (("D: Any tenderness here?", "P: No."), "palpation", "normal"),
        (("D: I'm pressing here. Here.", "P: There."), "palpation", "abnormal"),
        (
            ("D: I'm raising your left leg. Do you feel that down your leg?", "P: No."),
            "straight_leg_raise",
            "normal",
        ),
        (
            ("D: I'm raising your left leg. Do you feel that down your leg?", "P: Yeah, into my calf."),
            "straight_leg_raise",
            "abnormal",
        ),
        (("D: Squat down and come back up. Good, strong.",), "motor_strength", "normal"),
        (("D: And push, and pull, and hold it up. Strong, strong.",), "motor_strength", "normal"),
        (("D: So forward bending is a bit stiff, heels and toes normal.",), "motor_strength", "normal"),
        (("D: On exam, knee and ankle jerks are intact.",), "reflexes", "normal"),
        (("D: let me check your reflexes good",), "reflexes", "normal"),
        (("D: Knee reflexes one plus and symmetric, ankle jerks absent bilaterally.",), "reflexes", "abnormal"),
        (("D: Lie on your stomach. There's a knot there. It jumps.",), "palpation", "abnormal"),
    ],
)
def test_one_thing_is_examined_and_no_other(read: Read, told: tuple[str, ...], item: str, result: str) -> None:
    sheet = read(OPENING, EXAM, *told)
    assert sheet.value(f"exam.{item}") == result
    others = {fact.path for fact in sheet.under("exam.")} - {f"exam.{item}", "exam.range_of_motion"}
    assert not others


@pytest.mark.parametrize(
    "drug", [("ibuprofen", "nsaid"), ("gabapentin", "neuropathic_agent"), ("tramadol", "opioid")]
)
@pytest.mark.parametrize(
    "told",
    [
        "{x} would be the next step if you're not better.",
        "People ask me about {x} all the time.",
        "I'm going to hold the {x}.",
        "There's no need for {x}.",
        "If this doesn't work, we'll try {x}.",
        "Have you tried {x}?",
    ],
)
def test_what_is_only_spoken_of_is_not_planned(read: Read, told: str, drug: tuple[str, str]) -> None:
    name, kind = drug
    assert read(OPENING, *PLAN, "D: " + told.format(x=name)).value(f"plan.{kind}") != "planned"


def test_a_surgeon_without_a_reason_is_no_referral(read: Read) -> None:
    told = "D: I don't see any reason to send you to a surgeon."
    assert read(OPENING, *PLAN, told).value("plan.surgery_referral") != "planned"


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("I'm recommending an MRI.", "imaging"),
        ("First, an MRI of the lumbar spine, it tells me if it's fresh.", "imaging"),
        ("I'd also like proper x-rays of the low back, today.", "imaging"),
        ("Tylenol if you need something, and ice after work is fine.", "heat_ice"),
        ("And get up from that chair every half an hour.", "activity_modification"),
        ("ill see you back at six weeks", "follow_up"),
    ],
)
def test_what_is_bidden_is_planned(read: Read, told: str, kind: str) -> None:
    assert read(OPENING, *PLAN, f"D: {told}").value(f"plan.{kind}") == "planned"


def test_what_others_dislike_is_not_stopped(read: Read) -> None:
    sheet = read(OPENING, *PLAN, "D: And light duty for a week.", "P: They don't like the light duty.")
    assert sheet.value("plan.activity_modification") == "planned"


def test_a_disc_of_the_past_is_no_cause(read: Read) -> None:
    assert read(OPENING, EXAM, "D: You've had a herniated disc in the past.").value("etiology.disc") != "stated"


@pytest.mark.parametrize(
    "lines",
    [
        ("P: It's my shoulder.", "D: Do you have a bad back?", "P: My lower back gets tired, but who doesn't."),
        ("P: It's my neck.", "D: Any pain in the lower back?", "P: No. Everybody at the shop has the lower back."),
        ("P: It's my knee.", "D: And your back?", "P: The back's the back. It's not what I'm here for."),
    ],
)
def test_a_back_in_passing_is_no_back_visit(read: Read, lines: tuple[str, ...]) -> None:
    assert read(*lines, "D: Let me look at that.").value("complaint.low_back_pain") != "present"


def test_weeks_are_counted_from_the_day_that_is_named(read: Read) -> None:
    lines = (
        "P: I felt a twinge in my lower back moving books.",
        "D: So Labor Day, that makes it about eight weeks.",
    )
    assert read(*lines, "P: Eight weeks on Tuesday.").value("onset") == "subacute"
