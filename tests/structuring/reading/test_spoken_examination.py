"""The examination spoken aloud: commands with a comment behind them, and what belongs to something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from structuring.facts import FactSheet
from structuring.reading import findings
from structuring.state import Visit

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in?", "P: My low back hurts.", "D: Hop up on the table, let me have a look at you.")
ITEMS = (
    "range_of_motion",
    "reflexes",
    "sensation",
    "motor_strength",
    "straight_leg_raise",
    "faber",
    "palpation",
)


def stated(sheet: FactSheet, item: str) -> set[str]:
    return {fact.value for fact in sheet.all(f"exam.{item}") if fact.status == "stated"}


@pytest.mark.parametrize(
    ("item", "result", "lines"),
    [
        (
            "range_of_motion",
            "normal",
            ("D: Bend down like for a sock. And up. All of that moves like it should.",),
        ),
        (
            "range_of_motion",
            "abnormal",
            ("D: Twist to the left, easy. To the right, you're getting half of that.",),
        ),
        ("range_of_motion", "abnormal", ("D: Bend left, good, bend right, and that one's tight.",)),
        (
            "range_of_motion",
            "normal",
            ("D: Last time you stopped at mid shin and today your fingertips are on my carpet.",),
        ),
        (
            "range_of_motion",
            "normal",
            ("D: Bend down. And up. Any catch coming up?", "P: No.", "D: Full in all directions."),
        ),
        (
            "range_of_motion",
            "abnormal",
            ("D: Reach down toward the floor for me. Where does it stop you?", "P: Right about here, my knees."),
        ),
        ("range_of_motion", "abnormal", ("D: Now lean back. Okay, there's the face.",)),
        (
            "straight_leg_raise",
            "abnormal",
            (
                "D: Left leg going up, anything?",
                "P: Just tight behind the knee.",
                "D: That's hamstring. And the right ...",
                "P: Whoa, yep, there's your wire.",
                "D: So that's thirty-five degrees, all the way into the foot.",
            ),
        ),
        (
            "straight_leg_raise",
            "normal",
            ("D: I'm raising the left. Forty, that's where you hollered in August. Eighty.", "P: Just a pull."),
        ),
        (
            "straight_leg_raise",
            "abnormal",
            ("D: Leg raise, clean on the right. On the left he feels it in the calf at fifty.",),
        ),
        (
            "straight_leg_raise",
            "normal",
            ("D: I'm going to lift this leg. Pain in the leg?", "P: Pulls in the back. Nothin' in the leg."),
        ),
        (
            "faber",
            "abnormal",
            ("D: Cross this ankle over your knee, and I'm going to press the knee down.", "P: Ow, ow. That's it."),
        ),
        ("faber", "normal", ("D: Figure four, let that knee fall out, no groin? No. Back? No. All right.",)),
        ("motor_strength", "abnormal", ("D: Hold your big toe up. Don't let me win. Huh, I won.",)),
        ("motor_strength", "abnormal", ("D: Walk on your heels. And the right toes don't come up as high.",)),
        ("motor_strength", "normal", ("D: Kick, kick, toes up, push down. Those are fives across the board.",)),
        ("motor_strength", "normal", ("D: I'll check the power. Hips, knees, ankles, I can't beat any of them.",)),
        (
            "sensation",
            "normal",
            ("D: I'm going to drag my fingers down your shins, feels the same left to right?", "P: Yeah, same."),
        ),
        (
            "sensation",
            "abnormal",
            (
                "D: Tell me when you feel the cotton. Inside of the thigh.",
                "P: Yeah.",
                "D: Outside of the foot, left?",
                "P: Kinda. No.",
            ),
        ),
        ("sensation", "normal", ("D: I'm stroking both shins. Any difference?", "P: None.")),
        (
            "palpation",
            "normal",
            (
                "D: I'm going to press down the middle, tell me if it's sore. Here? Here? And in the muscle?",
                "P: No. No. That's just pressure.",
                "D: Nothing there then.",
            ),
        ),
        (
            "palpation",
            "abnormal",
            ("D: I can roll it under my thumb, there's a band there like a guitar string.",),
        ),
        ("range_of_motion", "normal", ("D: Bend over. Come up, lean to each side. That's all full.",)),
        ("range_of_motion", "abnormal", ("D: Bend forward for me. And that's it right there, huh.",)),
        (
            "straight_leg_raise",
            "abnormal",
            (
                "D: Lie back, right leg coming up, tell me when the leg talks to you.",
                "P: There. There, yeah. Calf.",
                "D: Fifty on the right. Left one, all the way up, nothing.",
            ),
        ),
        (
            "faber",
            "abnormal",
            (
                "D: Now figure four on the right, and I'm going to lean on your knee.",
                "P: Oh, hello. Yes. In the back.",
                "D: And on the left, nothing.",
            ),
        ),
        (
            "motor_strength",
            "abnormal",
            ("D: Calf raises, show me. Left, good. Right. Yeah. Three, four. So that's a little weak.",),
        ),
        ("sensation", "normal", ("D: And touch, the same all the way down on both sides? Good.",)),
        ("palpation", "normal", ("D: Let me press along here, does this bother you anywhere? No, nowhere.",)),
        ("palpation", "normal", ("D: When I press on the back here?", "P: No. Is not pain when you press.")),
        ("palpation", "abnormal", ("D: There's a bit of guarding in the muscle here, you feel that?", "P: Yeah.")),
        (
            "palpation",
            "abnormal",
            (
                "D: I'm just going to tap down the spine with my fist. Tell me if one's different.",
                "P: No. No, honey. No. Oh! Oh Lord. That one.",
            ),
        ),
        (
            "palpation",
            "abnormal",
            ("D: I'm going to knock on your spine with the side of my hand.", "P: Law! Don't do that again."),
        ),
        (
            "palpation",
            "abnormal",
            ("D: You've got a knot the size of a walnut on the right side of your low back.",),
        ),
        # what begins behind pressing is something else
        (
            "sensation",
            "normal",
            (
                "D: I'm going to press here. L4. L5.",
                "P: A bit.",
                "D: Okay. Light touch, same here and here? Outside of the foot? Big toe?",
                "P: All the same.",
            ),
        ),
        (
            "motor_strength",
            "normal",
            (
                "D: Does it hurt when I press?",
                "P: No.",
                "D: Put your leg out straight and hold it there, don't let me push it down. Good. And that one. "
                "Good, that's as good as mine.",
            ),
        ),
        (
            "sensation",
            "normal",
            ("D: Am I touching your left or your right?", "P: Left.", "D: Feeling's all there."),
        ),
        ("reflexes", "normal", ("D: Reflexes, knee, two. Ankle, two.",)),
        ("reflexes", "abnormal", ("D: Now your reflexes. I can't get anything on the right.",)),
        ("motor_strength", "normal", ("D: Up on your toes, ten times on the left. Good, same as the right now.",)),
        ("motor_strength", "abnormal", ("D: The EHL is four out of five on the left, otherwise five.",)),
        (
            "range_of_motion",
            "abnormal",
            ("D: Let me see you bend to the right. And to the left. You've got a good bit less going left.",),
        ),
        (
            "range_of_motion",
            "normal",
            (
                "D: Twist left, twist right. Any of that sore?",
                "P: No. I'm just stiff.",
                "D: That's full all the way round.",
            ),
        ),
        (
            "range_of_motion",
            "normal",
            (
                "D: Full range of motion in all directions. So that's a big change from the fall, when you could "
                "barely get your hands to your knees.",
            ),
        ),
    ],
)
def test_what_is_said_behind_a_command_is_its_result(
    read: Read, item: str, result: str, lines: tuple[str, ...]
) -> None:
    told = stated(read(*OPENING, *lines), item)
    assert result in told
    assert result == "abnormal" or "abnormal" not in told


@pytest.mark.parametrize(
    "lines",
    [
        ("D: I'm not going to make you bend today, I can see you're hurting.",),
        ("D: I won't bother with the hammer, nothing's changed.",),
        ("D: Now the knee. There's a click. I'm pressing on the joint line. Sore?", "P: Ow, yes.", "D: Tender."),
        ("D: Let me look at that shoulder. Hold it out, don't let me push it down. That's a four.",),
        ("D: If I press here and it hurts, that's usually the muscle.",),
        ("D: Let me tell you what an abnormal straight leg raise would look like.",),
        ("D: I'm going to press on your belly. Does that hurt?", "P: A little sore there."),
        ("D: Grip's a five. Biceps five. Reflexes in the arms are two plus.",),
        ("D: The building blocks ought to be like bricks.",),
    ],
)
def test_what_is_not_done_or_of_another_part_is_no_finding(read: Read, lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    assert {item: stated(sheet, item) for item in ITEMS if stated(sheet, item)} == {}


def test_the_finding_is_among_the_words_shown_though_it_is_summed_up_later(read) -> None:
    sheet = read(
        "P: My low back hurts.",
        "D: Let me examine you. The left ankle jerk is diminished compared to the right.",
        "P: Okay.",
        "D: The weak ankle reflex and the numb toe both fit that nerve.",
    )
    shown = findings(sheet, Visit(date_of_service=date(2026, 11, 24)))["exam"]["reflexes"]
    assert shown["result"] == "abnormal"
    assert shown["evidence"][0]["line"] == 2


def test_of_two_findings_the_one_that_tells_more_is_written(read) -> None:
    said = "D: There is tenderness over the right paraspinal muscles, and I can feel some spasm there."
    told = read(*OPENING, said).settled("exam.palpation")
    assert told is not None and told.side == "right"


@pytest.mark.parametrize(
    "bidden",
    [
        "I'm going to put your ankle up on the other knee and push.",
        "Put your heel on the other shin and slide it down.",
        "Keep your knee straight while I lift. Don't bend it.",
        "Don't twist, just bend sideways.",
        "Don't lift your hips off the table.",
        "Drop your knee out to the side and let it rest.",
        "Walk for me. Keep walking. Turn around.",
        "Keep moving your foot up and down.",
        "Use the step there. Take it easy coming down.",
        "Let me see you get out of the chair.",
        "I'm going to stretch this leg out.",
        "Let me massage that a little.",
        "Do ten heel raises on the right, then the left.",
        "Hold on to the counter. Don't fall on me.",
        "Stay there a second.",
    ],
)
def test_what_is_bidden_for_the_examination_is_no_fact(read, bidden: str) -> None:
    opening = ("D: What brings you in?", "P: My lower back hurts.", "D: Okay. Let me take a look at you.")
    silent = {fact.path for fact in read(*opening)}
    told = {fact.path for fact in read(*opening, f"D: {bidden}", "P: Okay.")}
    assert {path for path in told - silent if not path.startswith("complaint.")} == set()


def test_the_walk_is_judged_and_not_the_reflexes_before_it(read) -> None:
    sheet = read(
        "D: What brings you in?",
        "P: My lower back hurts.",
        "D: Let me take a look at you. Let me just tap these knees. There. And there. Same on both sides.",
        "D: Let me see you get up and walk to the door.",
        "P: I've got my walker.",
        "D: Slow, but steady.",
    )
    assert sheet.value("exam.reflexes") == "normal"


def test_a_limit_told_while_the_patient_is_still_examined_is_planned(read) -> None:
    sheet = read(
        "D: What brings you in?",
        "P: My lower back hurts.",
        "D: Let me take a look at you. That's tender. No lifting over ten pounds for two weeks.",
    )
    assert sheet.value("plan.activity_modification") == "planned"
