"""Everyday words that only sound like a finding tick nothing: each row is of a kind that real talk has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet
from tests.structuring.reading.test_red_flag_talk import OPENING, ticked


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # the bladder's words
        (("D: All right then John, okay.",), ""),
        (("D: I'll explain what's going on, all right?", "P: Okay."), ""),
        (("D: Your urine creatinine is normal.", "P: Okay."), ""),
        (("P: Same amount of time really, since I changed my job.",), ""),
        (("D: When was the last time you had a bowel motion?", "P: Yesterday."), ""),
        (("P: It's hard for me to start that sleeping process.",), ""),
        # the weight's
        (("D: And has that changed, or is that the same?", "P: That's been the same for years."), ""),
        (
            (
                "D: How bad, from zero to ten?",
                "P: It went from three to five.",
            ),
            "",
        ),
        (("D: The muscles on the left side at about the belt line are tight.",), ""),
        (("P: Like somebody cinched a belt, low down.",), ""),
        (("P: My wife found out and said not with the blood thinner.",), ""),
        (
            ("D: Any fevers, any weight loss you can't explain?", "P: No fevers and no, I wish."),
            "fever- weight_loss-",
        ),
        (("D: Any weight loss or fevers?", "P: no fevers i lost like twelve pounds"), "fever- weight_loss+"),
        (("D: no fevers no weight you've been losing", "P: no fevers and no i've put on eight pounds"), "fever-"),
        # a temperature that nobody took, and one that is none
        (("D: Have you checked your temperature?", "P: No, I haven't."), ""),
        (
            (
                "D: Have you checked your temperature?",
                "P: The thermometer's broken.",
                "D: Okay, so nothing there.",
            ),
            "",
        ),
        (("D: Have you taken your temperature?", "P: Yeah, it was a hundred and one."), "fever+"),
        (("D: Any change in the colour or temperature of your lower legs?", "P: No."), ""),
        (("D: Any medications for the fever?", "P: No."), ""),
        (
            ("D: Is your weight going down?", "P: She's lost some weight, she's down to one oh four."),
            "weight_loss+",
        ),
        # a cancer is not undone, a picture denies none
        (
            ("D: You had the thyroid cancer?", "P: Yes, they took it out and she says it's gone."),
            "cancer_history+",
        ),
        (("D: There's nothing else on here, no tumor, no infection, the bones look healthy.",), ""),
    ],
)
def test_no_flag_is_ticked_by_look_alikes(
    read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str
) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    "lines",
    [
        ("D: Is there anything else that you feel like you should share?", "P: I don't think so."),
        ("D: Avoid anything like that, which might just make it worse.", "P: Mm-hmm."),
        ("D: Have you been feeling your usual self?", "P: I kind of, um."),
        ("D: Do you feel cold, tired, constipated, any of that?", "P: I'm tired."),
        ("D: Sometimes you do get things like the odd numbness going on.",),
    ],
)
def test_no_examination_is_ticked_by_look_alikes(read: Callable[..., FactSheet], lines: tuple[str, ...]) -> None:
    assert not list(read(*OPENING, *lines).under("exam"))


@pytest.mark.parametrize(
    ("lines", "item", "result"),
    [
        (("D: And the trigger points, I didn't find any today.",), "palpation", "normal"),
        (("D: I don't find any spot that's tender.",), "palpation", "normal"),
        (("D: The knee jerks are two plus and even. I don't find any sign of a nerve.",), "reflexes", "normal"),
        (("D: Reflexes two plus at the knees, one plus at the ankles, both the same.",), "reflexes", "normal"),
        (("D: I can't get either ankle jerk, which was the case before.",), "reflexes", "abnormal"),
        (("D: Faber on the right gives a stretch in the groin only, I'd call it negative.",), "faber", "normal"),
        (("D: When I have you extend and twist that reproduces the pain.",), "range_of_motion", "abnormal"),
    ],
)
def test_what_the_hands_found(
    read: Callable[..., FactSheet], lines: tuple[str, ...], item: str, result: str
) -> None:
    assert read(*OPENING, *lines).value(f"exam.{item}") == result


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        (None, ("P: Both of my parents died of it.",)),
        (None, ("D: Does it hurt sitting or standing?", "P: Pretty much both.")),
        ("left", ("D: Where's the pain?", "P: The left one is worse.")),
        (None, ("P: It began when they switched us to the new dispatch center.",)),
        (None, ("P: It aches from there into both my buttocks.",)),
        ("bilateral", ("P: It's the low back, both sides, and then the legs.",)),
        (
            "bilateral",
            ("D: Which side?", "P: Both sides. Some days it's more left and some days it's more right."),
        ),
    ],
)
def test_sides_of_other_things(read: Callable[..., FactSheet], side: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value("laterality") == side


@pytest.mark.parametrize(
    ("began", "lines"),
    [
        # what is done at work, for ease, or no more is not how it came about
        (False, ("P: I lift every day, all day, boxes.",)),
        (False, ("P: We moved here twenty years ago.",)),
        (False, ("P: I can push that cart all day.",)),
        (False, ("D: What makes it worse?", "P: Bending over the sink to brush my teeth.")),
        (False, ("P: I did the therapy last fall.",)),
        (False, ("P: He threw up, and I had to pull over.",)),
        (False, ("P: I'll pick that up on my way home.",)),
        # asked for, with the pain setting in, or a mishap by its own words
        (True, ("D: What were you doing when it started?", "P: Lifting a box.")),
        (True, ("P: I was pulling a pallet and something just grabbed me.",)),
        (True, ("P: I went to swing it off the tailgate.", "P: I felt it go.")),
        (True, ("P: I missed the bottom step and sat down hard.",)),
        (True, ("P: I was in a car accident on Sunday.",)),
    ],
)
def test_only_what_led_to_the_pain_is_its_mechanism(
    read: Callable[..., FactSheet], began: bool, lines: tuple[str, ...]
) -> None:
    assert bool(read(*OPENING, *lines).all("injury_mechanism")) == began


@pytest.mark.parametrize(
    ("planned", "lines"),
    [
        ("nsaid", ("D: I'd stay with the ibuprofen but take three of them.",)),
        ("imaging", ("D: I'm sending you for a C T of the lumbar spine now.",)),
        ("", ("D: Hey, Dragon, show me the vitamin D. And that's low, it's nineteen.",)),
        ("", ("D: He's here for follow-up of his back pain after his MRI.",)),
        ("", ("D: Throw out the tramadol.",)),
        (
            "follow_up",
            ("D: If it hurts after that we can do a shot in somebody like you I'd like to see you in six weeks.",),
        ),
        ("", ("D: I'll be honest with you, it's a good operation at the right time.",)),
        ("", ("D: I don't feel a tender spot anywhere the bending is stiff.",)),
        ("", ("D: It's worse with rest, better when you move.",)),
    ],
)
def test_what_is_planned_and_what_is_only_said(
    read: Callable[..., FactSheet], planned: str, lines: tuple[str, ...]
) -> None:
    facts = read(*OPENING, *lines).under("plan")
    plans = {fact.path.removeprefix("plan.") for fact in facts if fact.value == "planned"}
    assert plans == ({planned} if planned else set())


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # only what hints at a fever is denied
        (("D: Any chills?", "P: No."), ""),
        (("D: Any night sweats?", "P: Nope."), ""),
        (("D: Any fevers or chills?", "P: No."), "fever-"),
        # agreement with a question that denies, and with being asked at all
        (("D: And no issues with bladder control, right?", "P: Yeah, it's fine."), "bowel_bladder-"),
        (("D: How is the back? Also any incontinence?", "P: Okay, sure. No, there's none."), "bowel_bladder-"),
        (("D: Are you controlling your urine well?", "P: Yes."), "bowel_bladder-"),
        # "down there" behind the legs
        (("D: Any pain into your legs, any numbness down there?", "P: No, the legs are good."), ""),
        (("D: Sexual function, sensation down there, all that?", "P: All fine."), "saddle_anesthesia-"),
        # "I didn't ... any" behind a finding is of something else
        (("P: I have numbness in my groin, I didn't get any relief.",), "saddle_anesthesia+"),
        (("D: Any fever?", "P: Yes, a fever, I didn't get any medicine."), "fever+"),
        (("P: My wife wants to know if I have got a tumor.",), ""),
        (("D: Any weight loss?", "P: No way I lost weight."), "weight_loss-"),
        (("D: Any weight loss?", "P: I went from 180 to 160 since March."), "weight_loss+"),
        (("D: Have you taken your temperature or had any fever?", "P: No."), "fever-"),
        (("D: No trouble with the bladder or bowels?", "P: Right, okay."), "bowel_bladder-"),
        # another's illness
        (("P: I have a family member that had colon cancer.",), ""),
        # a question of long ago is not answered by a "no change" of something else
        (
            (
                "D: And your energy, your weight?",
                "P: I take the pill every morning.",
                "D: Let me look at you, then.",
                "P: Hop, she says.",
                "D: Your heart is fine.",
                "P: Good.",
                "D: And the lungs are clear.",
                "P: Good.",
                "D: That all looks right.",
                "P: Good.",
                "D: For the pressure, no change.",
            ),
            "",
        ),
    ],
)
def test_an_answer_is_to_what_was_asked(
    read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str
) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    ("leg", "lines"),
    [
        # what is denied when asked for stands against a leg that is only named with a pain
        (
            "absent",
            ("D: Any pain down the legs?", "P: No.", "D: And your work?", "P: I stand all day, so my feet hurt."),
        ),
        (
            "present",
            ("D: Any pain down the legs?", "P: No.", "D: Never?", "P: Well, it shoots down the left leg."),
        ),
        (
            "present",
            ("D: Does it travel?", "P: If I've been standing all day it'll go to the back of my thigh."),
        ),
    ],
)
def test_pain_in_the_leg_denied_and_told(read: Callable[..., FactSheet], leg: str, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value("radiation.leg_pain") == leg
