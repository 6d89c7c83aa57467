"""What is found while the patient is examined: by answers, by remarks, with and without the name of a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in today?", "P: It's my lower back.")


@pytest.mark.parametrize(
    ("item", "result", "lines"),
    [
        ("range_of_motion", "normal", ("D: Bend forward and back. It's stiff but it's full.",)),
        (
            "range_of_motion",
            "normal",
            ("D: Bend down for me. Does that hurt?", "P: It's tight when I come up.", "D: Okay, full motion."),
        ),
        ("motor_strength", "normal", ("D: Let me examine you. Push, pull. Strong.",)),
        (
            "range_of_motion",
            "abnormal",
            ("D: Bend forward, full. Side to side, she's limited leaning to the right.",),
        ),
        (
            "straight_leg_raise",
            "normal",
            ("D: Let me examine you. Lie down. Leg raise fine?", "P: Fine.", "D: Negative both sides."),
        ),
        (
            "straight_leg_raise",
            "normal",
            ("D: Lay down leg up and the other good no pain down the legs negative",),
        ),
        ("faber", "abnormal", ("D: Straight leg raise is negative. And FABER?", "P: Ow.", "D: Positive.")),
        ("palpation", "abnormal", ("D: I'm going to press along your spine.", "P: Ow, right there.")),
        ("palpation", "normal", ("D: Any pain when I press here?", "P: No, that's fine.")),
        (
            "palpation",
            "abnormal",
            ("D: Let me feel your back. How about here?", "P: No.", "D: And here?", "P: Yes."),
        ),
        ("straight_leg_raise", "normal", ("D: I'm going to lift this leg.", "P: Just pulls behind my knee.")),
        ("straight_leg_raise", "abnormal", ("D: I'm going to lift this leg.", "P: That shoots down to my foot.")),
        ("range_of_motion", "abnormal", ("D: Bend forward for me.", "P: That's as far as I can go.")),
        ("range_of_motion", "abnormal", ("D: Bend forward for me. That's about to your knees.",)),
        ("sensation", "abnormal", ("D: Does it feel the same on both sides?", "P: No, the left is duller.")),
        ("sensation", "normal", ("D: Can you feel me touching your foot?", "P: Yes.")),
        ("sensation", "abnormal", ("D: Can you feel this?", "P: I feel it less there than on the other leg.")),
        ("sensation", "abnormal", ("D: Can you feel this?", "P: I feel it, but less.")),
        ("sensation", "normal", ("D: Can you feel this?", "P: I feel it, not less than the other.")),
        ("sensation", "abnormal", ("D: Can you feel this?", "P: The big toe has no feeling when you touch it.")),
        ("motor_strength", "normal", ("D: Push down on the gas. Good. Pull up. Good, strong.",)),
        ("motor_strength", "abnormal", ("D: Strength is 5/5 throughout except 4/5 left EHL.",)),
        ("reflexes", "abnormal", ("D: Reflexes are two plus on the right but only one plus on the left.",)),
        ("straight_leg_raise", "normal", ("D: Straight leg raise.", "D: Negative on both sides.")),
        ("faber", "abnormal", ("D: Now the figure four. Does that hurt?", "P: Yes, in the back.")),
        ("faber", "normal", ("D: Let me do the FABER test here. Okay, no pain with that.",)),
        (
            "faber",
            "abnormal",
            (
                "D: I cross your ankle over your knee and push down. Does that bother you?",
                "P: Yes, right in the back.",
            ),
        ),
        ("sensation", "normal", ("D: Can you feel me touching here? Same on both sides?", "P: Yes.")),
        ("reflexes", "normal", ("D: Let me check these reflexes. Nice and even.",)),
        (
            "motor_strength",
            "normal",
            ("D: Last time it was a four out of five, today your strength is five out of five.",),
        ),
        ("motor_strength", "normal", ("D: Left shoulder motion is limited. Lower extremity strength is normal.",)),
        ("motor_strength", "abnormal", ("D: Push up with your toes. That left one's not quite as strong.",)),
        ("palpation", "abnormal", ("D: Your heart sounds good. Now, those muscles are in spasm.",)),
        ("range_of_motion", "normal", ("D: On exam you've got great range of motion.",)),
        ("reflexes", "abnormal", ("D: I'm having a hard time getting that ankle reflex.",)),
        ("motor_strength", "normal", ("D: On exam the arms are strong, the legs are strong.",)),
        (
            "straight_leg_raise",
            "abnormal",
            ("D: I'm going to bring this leg up. Tell me when you feel it.", "P: All the way down to my foot."),
        ),
    ],
)
def test_a_result_is_read_however_it_comes_out(read: Read, item: str, result: str, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value(f"exam.{item}") == result


@pytest.mark.parametrize(
    "lines",
    [
        ("D: Does it hurt when you bend forward?", "P: Yes."),
        ("D: So you've had numbness in your left foot.", "P: Yes."),
        ("D: I'm going to press on your back in a minute.", "P: Okay."),
        ("D: Next I'll do a straight leg raise.", "P: Okay."),
        ("D: The knee has good strength and full range of motion.",),
        ("D: At your last visit you had a positive straight leg raise.",),
        ("D: Your pulses are two plus bilaterally in the feet.",),
        ("D: The other doctor wrote that your reflexes were normal.",),
        ("D: The nerve conduction study showed normal motor and sensory function.",),
        ("D: When you lift, bend at the knees.",),
        ("D: On the left knee there's no effusion, it's stable, and range of motion is full.",),
        ("D: Let me examine you. Does your back hurt when you press on it yourself?", "P: Yes."),
        ("D: You're back to normal, no restrictions, do whatever you like.",),
        ("D: Abdomen is soft, no tenderness.",),
        ("D: Push against my hand. Grip strength is good.",),
        ("D: Last month your straight leg raise was positive.",),
    ],
)
def test_history_announcements_and_other_parts_are_no_findings(read: Read, lines: tuple[str, ...]) -> None:
    assert [fact.path for fact in read(*OPENING, *lines).under("exam.") if fact.status == "stated"] == []


def test_the_exception_alone_is_abnormal(read: Read) -> None:
    sheet = read(*OPENING, "D: Strength and sensation are normal except for a diminished ankle jerk on the right.")
    assert sheet.value("exam.reflexes") == "abnormal"
    assert sheet.value("exam.motor_strength") == "normal"
    assert sheet.value("exam.sensation") == "normal"


def test_an_answer_belongs_to_the_test_in_hand_not_to_the_one_before(read: Read) -> None:
    sheet = read(*OPENING, "D: Bend forward for me.", "P: Okay.", "D: Lie down. I'm pressing here.", "P: Ouch.")
    assert sheet.value("exam.palpation") == "abnormal"
    assert sheet.value("exam.range_of_motion") is None


@pytest.mark.parametrize(
    ("item", "result", "lines"),
    [
        ("range_of_motion", "normal", ("D: Twist to the left. Completely full. Does anything catch?", "P: No.")),
        ("range_of_motion", "abnormal", ("D: Lean back for me.", "P: Nope.")),
        (
            "range_of_motion",
            "normal",
            ("D: Now side to side.", "P: It's stiff but it goes.", "D: That's full motion every direction."),
        ),
        ("range_of_motion", "abnormal", ("D: Bend forward.", "P: That hurts.", "D: Side bending is full.")),
        (
            "palpation",
            "abnormal",
            ("D: I'm pressing here.", "P: Sore there.", "D: Along the muscle, no step-off."),
        ),
        ("palpation", "abnormal", ("D: I'm tapping on the spine here.", "P: Little sore right there.")),
        ("reflexes", "normal", ("D: Knee jerks, there and there. Ankles, there and there.",)),
        (
            "reflexes",
            "normal",
            ("D: That's a trigger point, it jumps under my thumb.", "D: I'll tap the knees, those are good."),
        ),
        ("straight_leg_raise", "normal", ("D: Lie down. This leg, nothing? That leg? Negative on both.",)),
        (
            "faber",
            "normal",
            (
                "D: Now the figure-four.",
                "P: Nothing.",
                "D: So that was positive in the summer and it's negative today.",
            ),
        ),
        ("sensation", "normal", ("D: Touching your feet here, here, same on both sides?", "P: Same.")),
    ],
)
def test_what_comes_of_a_test(read: Read, item: str, result: str, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, "D: Stand up for me.", *lines).value(f"exam.{item}") == result


def test_what_is_asked_by_halves_is_no_finding(read: Read) -> None:
    told = read("P: My lower back hurts.", "D: Is a foot slapping, are you falling?", "P: No falls.")
    assert told.value("exam.motor_strength") is None


def test_a_touch_that_is_announced_is_no_pain_in_the_leg(read: Read) -> None:
    told = read(
        "P: My lower back hurts.", "D: I'm going to tickle your feet, same on both sides?", "P: Yeah. Same."
    )
    assert told.value("radiation.leg_pain") is None


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (
            {"reflexes": "abnormal", "sensation": "abnormal"},
            ("D: Absent left knee jerk, reduced pinprick along the shin.",),
        ),
        (
            {"reflexes": "abnormal", "sensation": "abnormal"},
            ("D: No ankle jerk on the right, decreased sensation over the sole.",),
        ),
        (
            {"motor_strength": "normal", "sensation": "normal", "reflexes": "abnormal"},
            ("D: No weakness or numbness on exam, reflexes absent at both ankles.",),
        ),
        ({"palpation": "normal"}, ("D: No spasm, tenderness or step-off.",)),
        (
            {"motor_strength": "normal"},
            ("D: Strength is four out of five there. No, I take that back, push again. There. Five out of five.",),
        ),
        (
            {"straight_leg_raise": "normal"},
            ("D: Straight leg raise positive on the right. Strike that, it's only hamstring.",),
        ),
        ({"faber": "normal"}, ("D: Flexion, abduction and external rotation is painless on both sides.",)),
        ({"range_of_motion": "normal"}, ("D: Lumbar motion is full, all of the spine, painless.",)),
        ({"reflexes": "normal"}, ("D: Reflexes are brisk and equal. Nothing I've found worries me.",)),
        ({"palpation": "abnormal"}, ("D: Show me when I hit it.", "P: Up a bit. Ow, there.")),
        ({"motor_strength": "abnormal"}, ("D: Rise up on this foot.", "P: I can't get it off the floor.")),
        ({"faber": "normal"}, ("D: This is FABER. Does that do anything?", "P: Nope.")),
        ({"straight_leg_raise": "normal"}, ("D: Raising the legs didn't tug on any nerve.",)),
        (
            {"range_of_motion": "abnormal"},
            ("D: Lean back, your hands on your hips.", "P: No. That's where it grabs."),
        ),
        # an old note that is read out, until he turns to the patient
        (
            {"range_of_motion": "normal", "reflexes": "normal"},
            (
                "D: So, the note from urgent care. Tender in the paraspinals, strength four out of five.",
                "D: Today, let's see. Bend forward for me. Full range. Reflexes are normal.",
            ),
        ),
        (
            {"palpation": "abnormal"},
            ("P: My neck also, it cracks.", "D: Okay, now the low back. Tender along the left paraspinals."),
        ),
    ],
)
def test_a_finding_is_of_what_is_before_him_now(read: Read, found: dict[str, str], lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    items = (
        "range_of_motion",
        "reflexes",
        "sensation",
        "motor_strength",
        "straight_leg_raise",
        "faber",
        "palpation",
    )
    assert {item: sheet.value(f"exam.{item}") for item in items if sheet.value(f"exam.{item}")} == found


@pytest.mark.parametrize(
    "lines",
    [
        ("P: And while I'm here, my elbow too.", "D: Straighten it. Tender right on the bone."),
        ("D: I have your chart from Doctor Lee's visit. Straight leg raise positive on the left.", "P: Yes."),
        ("D: That brace didn't hold up, did it?", "P: No, it broke."),
        ("D: Okay, let your leg hang loose for me. No, don't help.", "P: Sorry."),
    ],
)
def test_another_part_day_or_thing_is_no_finding(read: Read, lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    assert not [fact for fact in sheet.under("exam.") if fact.status == "stated"]
    assert sheet.value("red_flags.progressive_neuro_deficit") is None


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (
            "exam.straight_leg_raise",
            None,
            ("D: Lift that knee up against my hand. Good. And straighten the leg. Good.",),
        ),
        (
            "exam.palpation",
            "abnormal",
            (
                "D: Pressing in here, on the right.",
                "P: That's sore.",
                "D: Sit on the edge. Straighten this knee out. And this one. Nothing in the leg? Okay, negative.",
            ),
        ),
        (
            "exam.range_of_motion",
            "abnormal",
            ("D: Let me press on your back. And bend forward? Yeah, you're not going very far.",),
        ),
        (
            "exam.motor_strength",
            "normal",
            ("D: Push your foot up against me, and down. Good, no bother with your strength.",),
        ),
        ("laterality", None, ("P: When I came off of the steroid, boom, right back.",)),
        ("laterality", "right", ("P: My right back hurts.",)),
        ("laterality", None, ("P: It spreads across the back of my hip a little.",)),
        ("laterality", "bilateral", ("P: It hurts across my lower back.",)),
        ("red_flags.fever", None, ("D: Any fever?", "P: The boy had fever, all week.")),
        ("red_flags.fever", "present", ("D: Any fever?", "P: I had fever all week.")),
    ],
)
def test_commands_and_words_by_the_way_tell_no_finding_and_no_side(
    read: Read, path: str, value: str | None, lines: tuple[str, ...]
) -> None:
    assert read("D: What brings you in?", "P: My low back hurts.", *lines).value(path) == value


@pytest.mark.parametrize(
    ("item", "result", "lines"),
    [
        ("palpation", "abnormal", ("D: When I touch you there you just about jump off the table.",)),
        (
            "palpation",
            "normal",
            ("D: Pushing on each bone now. Any of these worse than the others?", "P: No, that's fine."),
        ),
        (
            "palpation",
            "abnormal",
            ("D: does that hurt when i push ?", "P: no .", "D: if i go deeper ?", "P: okay , now it does ."),
        ),
        (
            "palpation",
            "abnormal",
            ("D: and have your husband press with his thumb .", "P: yeah , no , ouch , there ."),
        ),
        (
            "range_of_motion",
            "abnormal",
            ("D: Bend forward for me.", "P: That's my limit.", "D: Not even to the knees."),
        ),
        ("reflexes", "abnormal", ("D: The reflexes are too lively, brisk at the knees, more than I like.",)),
        ("reflexes", "normal", ("D: Both knees kick, both ankles kick.",)),
        (
            "sensation",
            "normal",
            ("D: Sharp or dull on this foot?", "P: That was dull.", "D: You got every one of them right."),
        ),
        ("motor_strength", "abnormal", ("D: Hold that toe up. It's folding under one finger.",)),
        ("motor_strength", "abnormal", ("D: You're a little weak with hip flexion on this side.",)),
        (
            "straight_leg_raise",
            "abnormal",
            ("D: This leg goes to ninety, easy. So positive on that side, negative on the other.",),
        ),
        (
            "straight_leg_raise",
            "normal",
            (
                "D: I'm going to lift your leg. Tell me if you get any pain down the leg.",
                "P: No. Just tight behind the knee.",
                "D: Other side?",
                "P: Same thing.",
            ),
        ),
        ("faber", "abnormal", ("D: Right side FABER reproduces it, left doesn't.",)),
    ],
)
def test_what_the_hands_find_in_everyday_words(read: Read, item: str, result: str, lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    assert result in {fact.value for fact in sheet.all(f"exam.{item}") if fact.status == "stated"}


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        ("palpation", ("D: It's a spasm, that's what this is. The muscle cramps up.",)),
        ("palpation", ("D: You've got myofascial pain, trigger points in the muscles of the low back.",)),
        (
            "range_of_motion",
            ("D: Does it hurt more when you bend forward or lean back?", "P: Bending forward's worse."),
        ),
        ("range_of_motion", ("D: Let's do your knee. Bend it. Straighten. Full motion in that knee.",)),
        ("reflexes", ("D: I didn't get to do reflexes today because of your brace.",)),
        ("motor_strength", ("D: Arms up, don't let me push them down. Good. Arms are strong.",)),
        (
            "sensation",
            ("D: Back's quite tight through here. You feel that?", "P: Yeah, that's been so for a week."),
        ),
        (
            "straight_leg_raise",
            ("D: Let me examine you. I'll lift the leg.", "P: It's been going down the leg since Tuesday."),
        ),
    ],
)
def test_what_names_a_cause_or_another_part_is_no_finding(read: Read, item: str, lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    assert not [fact for fact in sheet.all(f"exam.{item}") if fact.status == "stated"]


def test_a_pain_told_of_while_the_leg_is_raised_is_heard_as_history(read: Read) -> None:
    sheet = read(
        *OPENING,
        "D: Any pain down the leg?",
        "P: No.",
        "D: Let me examine you. I'll lift the leg.",
        "P: It's been going down the leg since Tuesday.",
    )
    assert sheet.value("radiation.leg_pain") == "present"


def test_a_pin_felt_down_to_the_toes_is_no_loss(read: Read) -> None:
    sheet = read(*OPENING, "D: Sensation to the pin is intact down to the toes.")
    assert sheet.value("exam.sensation") == "normal"
