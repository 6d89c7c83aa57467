"""What counts where: words at the door, words behind the plan, and one cause of several that were named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in today?", "P: It's my lower back. It has been three weeks.")


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (
            "plan.imaging",
            ("D: So you were here for the therapy referral and the x-ray of your low back.", "P: Yes."),
        ),
        (
            "plan.injection",
            ("D: We're here to follow up on your low back and talk about the injection.", "P: Yes."),
        ),
        (
            "plan.specialist_referral",
            ("D: I'm Doctor Lane, I do the sports medicine here.", "P: My low back hurts."),
        ),
        (
            "plan.imaging",
            ("D: How are you?", "P: Fine.", "D: So she is a 60 year old woman who came in to go over an MRI."),
        ),
    ],
)
def test_who_is_who_and_why_he_is_here_plans_nothing(read: Read, path: str, lines: tuple[str, ...]) -> None:
    assert read(*lines).value(path) is None


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("plan.follow_up", "planned", ("D: For the back I'll have you come back in three weeks.",)),
        ("plan.follow_up", "planned", ("D: I'd like to see you a couple of weeks after the shot.",)),
        ("plan.follow_up", None, ("D: I see you two weeks ago wrote that down.",)),
        (
            "plan.chiropractic_massage_acupuncture",
            "planned",
            ("D: It's a herniated disc. I'll do the flexion distraction on the table twice a week.",),
        ),
    ],
)
def test_the_next_visit_by_everyday_words(
    read: Read, path: str, value: str | None, lines: tuple[str, ...]
) -> None:
    assert read(*OPENING, *lines).value(path) == value


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (None, ("D: Let me check your reflexes.", "P: Okay.", "D: I don't see anything that worries me in this.")),
        (
            "abnormal",
            ("D: Two plus at the knees.", "P: Good?", "D: Good, and I can't get the left ankle reflex at all."),
        ),
    ],
)
def test_an_explanation_is_no_lost_reflex(read: Read, value: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value("exam.reflexes") == value


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (None, ("D: What do you do for work?", "P: I wait tables, by night my feet are killing me anyway.")),
        ("present", ("D: Any pain in the legs?", "P: Yes, my feet are killing me.")),
        ("present", ("P: It runs down the leg and my foot is killing me.",)),
    ],
)
def test_sore_feet_are_no_pain_in_the_leg(read: Read, value: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value("radiation.leg_pain") == value


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (None, ("P: My jeans are too tight to bend over in.",)),
        (None, ("P: It felt like somebody cinched a belt.",)),
        ("absent", ("D: Any weight loss?", "P: No, my jeans are too tight.")),
        ("present", ("P: My pants are falling off me, I've had to take the belt in.",)),
    ],
)
def test_clothes_tell_of_weight_where_it_is_spoken_of(
    read: Read, value: str | None, lines: tuple[str, ...]
) -> None:
    assert read(*OPENING, *lines).value("red_flags.weight_loss") == value


PLANNED = ("D: This is a lumbar strain. I'm going to start you on naproxen, twice a day.",)


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (None, ("P: Good, I haven't lost any weight over it, my wife would tell you.",)),
        ("absent", ("D: Oh, and have you lost any weight?", "P: No.")),
        ("present", ("P: I should tell you, I've lost fifteen pounds since June.",)),
    ],
)
def test_behind_the_plan_only_an_answer_denies(read: Read, value: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *PLANNED, *lines).value("red_flags.weight_loss") == value


@pytest.mark.parametrize(
    ("causes", "lines"),
    [
        (
            {"stenosis"},
            (
                "D: Some bulging of the disc there, that's what's pinching.",
                "D: So what you have is spinal stenosis. It's stenosis that is causing your pain.",
            ),
        ),
        ({"muscular"}, ("D: You've strained the muscle, it's a lumbar strain. That knot is a trigger point.",)),
        ({"disc", "stenosis"}, ("D: You have a herniated disc and spinal stenosis.",)),
        (
            {"mechanical", "other_specified"},
            (
                "D: This is mechanical low back pain, it's from your sacroiliac joint.",
                "D: It's sacroiliac joint dysfunction.",
            ),
        ),
    ],
)
def test_of_several_causes_the_one_that_was_meant(read: Read, causes: set[str], lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    stated = [fact for fact in sheet.under("etiology.") if fact.value == "stated"]
    named = {fact.path for fact in stated if fact.status == "stated"}
    assert named == {f"etiology.{cause}" for cause in causes}


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("laterality", "right", ("P: It's my low back, on the right, right where that dimple is.",)),
        ("red_flags.fever", "absent", ("D: Blood pressure is 144 over 70, no fever, pulse is 84.",)),
        (
            "red_flags.saddle_anesthesia",
            "absent",
            ("D: And nothing between the legs, where you'd sit on a saddle?", "P: No, nothing there."),
        ),
        ("exam.range_of_motion", None, ("D: I didn't have her do range of motion because of the pain.",)),
        (
            "plan.nsaid",
            "stopped",
            ("D: It's mechanical pain. Getting off the ibuprofen is going to be half the battle.",),
        ),
    ],
)
def test_plain_words_of_four_unseen_lots(read: Read, path: str, value: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value(path) == value
