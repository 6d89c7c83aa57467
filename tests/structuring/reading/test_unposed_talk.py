"""Talk of the examination room as it comes: jerks joint by joint, heels and toes, nods, remedies only named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = "P: My lower back has been bothering me for three weeks."


@pytest.mark.parametrize(
    ("told", "result"),
    [
        ("Let me do your reflexes. Knees are there, I can get both. Ankles, not much on either side.", "abnormal"),
        ("Let me check. Knee jerks are there, but I'm not able to get either ankle jerk.", "abnormal"),
        (
            "Knee jerks are fine, ankle jerks I can't get on either side, but I couldn't last year either.",
            "abnormal",
        ),
        ("Let me look. Knee jerks two plus, left ankle's a little less than the right.", "abnormal"),
        (
            "let me do your reflexes knees are good left ankle's there right ankle is down compared to the left",
            "abnormal",
        ),
        ("I can use the hammer. Reflexes one plus at the knees, and equal.", "normal"),
        ("I'm going to examine you. Sit down. Knee. Knee. Ankle. And the other ankle. All present.", "normal"),
    ],
)
def test_jerks_are_read_joint_by_joint(read: Read, told: str, result: str) -> None:
    assert read(OPENING, f"D: {told}").value("exam.reflexes") == result


@pytest.mark.parametrize(
    ("told", "result"),
    [
        ("Let me examine you. Walk over there on your toes. Good. And on your heels.", "normal"),
        ("Let me examine you. Walk on your heels, turn around, toes. Beautiful.", "normal"),
        ("Let me examine you. Push down on my hand. Good.", None),
        ("It would've been nice to have you walk on your heels, but there's no room in here.", None),
    ],
)
def test_walking_on_heels_and_toes_takes_one_word_of_praise(read: Read, told: str, result: str | None) -> None:
    assert read(OPENING, f"D: {told}").value("exam.motor_strength") == result


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (
            "exam.sensation",
            "normal",
            ("D: Let me examine you. Can you feel me touching your feet? Both the same?", "P: Yes."),
        ),
        (
            "exam.palpation",
            "abnormal",
            ("D: I'm feeling along here. Tell me if it's sore.", "P: It's sore all over.", "D: No real spasm."),
        ),
        ("red_flags.bowel_bladder", "absent", ("D: Bladder and bowel doing what they should?", "P: Yep.")),
        (
            "red_flags.bowel_bladder",
            "absent",
            (
                "D: Able to pee okay?",
                "P: Yeah.",
                "D: Bowels okay?",
                "P: Yeah, I haven't gone since, but it's the pills.",
            ),
        ),
        ("red_flags.bowel_bladder", "present", ("D: How about peeing?", "P: I haven't gone since last night.")),
        (
            "red_flags.progressive_neuro_deficit",
            "absent",
            ("D: Any weakness in the leg?", "P: No weakness. I mean I limp, but it's because it hurts."),
        ),
        (
            "red_flags.weight_loss",
            "present",
            ("D: Any weight loss?", "P: Twelve kilo. I eat normal, the same food."),
        ),
        ("red_flags.weight_loss", "absent", ("D: Any weight loss?", "P: No, I wish I'd drop some weight.")),
        ("red_flags.fever", "absent", ("D: fever no chills no weight loss no cancer no", "P: right all no")),
        (
            "red_flags.progressive_neuro_deficit",
            None,
            ("D: In a minute I'm going to check your reflexes and your strength, okay?", "P: Sure."),
        ),
        (
            "red_flags.progressive_neuro_deficit",
            None,
            ("D: Any leg weakness, ring me before.", "P: Yeah. Thanks."),
        ),
    ],
)
def test_what_is_answered_counts_and_a_nod_does_not(
    read: Read, path: str, value: str | None, lines: tuple[str, ...]
) -> None:
    assert read(OPENING, *lines).value(path) == value


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "steroid_oral",
            (
                "D: Naproxen twice a day for the back. And a short course of prednisone.",
                "D: It doesn't do a lot, so I'm not going to do it with the naproxen.",
            ),
        ),
        ("neuropathic_agent", ("D: I wonder about a low dose of amitriptyline, ten milligrams at bedtime.",)),
        ("imaging", ("D: Okay, X-rays. We did these today. There's arthritis in the small joints.",)),
        (
            "physical_therapy",
            ("D: What I don't think you need is more of the facet shots, or another round of therapy.",),
        ),
        ("surgery_referral", ("P: An operation.", "D: An operation, yes, a laminectomy.")),
        ("follow_up", ("D: Can you stand, shoes off, back to me?", "P: Right.")),
    ],
)
def test_what_is_only_named_is_not_planned(read: Read, kind: str, lines: tuple[str, ...]) -> None:
    assert read(OPENING, *lines).value(f"plan.{kind}") != "planned"


def test_the_limb_that_is_told_of_first_holds_the_talk_until_the_back_is_named(read: Read) -> None:
    sheet = read(
        "D: You're here for the right shoulder and for your low back. Which one do you want to start with?",
        "P: Shoulder, I guess.",
        "D: Any weakness, or is it just the pain?",
        "P: Both. I drop things.",
        "D: And the back, does it go down your legs?",
        "P: No.",
        "D: Any weakness in the legs?",
        "P: No.",
    )
    assert sheet.value("red_flags.progressive_neuro_deficit") == "absent"
    assert sheet.value("radiation.leg_pain") == "absent"
