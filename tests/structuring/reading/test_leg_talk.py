"""Where the pain goes, in the words people use: down the leg or not, which leg, and what is no pain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in?", "P: My lower back.")
LEG = "radiation.leg_pain"


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        (None, ("P: It'll catch me and run right into my thigh.",)),
        ("right", ("P: There's this hot poker feeling in my right calf the minute I sit.",)),
        ("right", ("P: My right big toe feels like there's a nail in it.",)),
        (None, ("P: The whole back of my leg just sings.",)),
        ("bilateral", ("P: It goes down into the both of them, my legs, and they ache like a tooth.",)),
        ("right", ("D: Any numbness?", "P: No numbness, but it burns right down my shin. The right one.")),
        ("left", ("D: Does it travel?", "P: It does. Left side. All down the outside.")),
        ("left", ("P: It's in my left buttock. It goes down the back of the leg.",)),
        ("left", ("D: Down the one leg or the both?", "P: It goes down just the one. This one, the left.")),
        (None, ("D: Does it go below the knee?", "P: No, stops at the knee.")),
        (None, ("D: Does it go past the knee?", "P: Past it, yes, into my shin.")),
        ("bilateral", ("D: Any leg involvement?", "P: Both calves.")),
        (None, ("D: Your leg pain, is it better or worse?", "P: About the same.")),
        # a question that goes on behind its comma, and a leg that is shown and put in words by the other
        (
            "right",
            ("P: It burns clear to my foot.", "D: Which leg, just so I have it?", "P: Right. Always right."),
        ),
        ("left", ("D: In the leg as well?", "P: It's in the leg.", "D: Which one, would you say?", "P: Left.")),
        ("left", ("P: It goes down this leg.", "D: The left one. Okay. How far?", "P: To the ankle.")),
        ("left", ("D: Any leg pain?", "P: Yeah, this one.", "D: The left?", "P: Mm-hmm.")),
        (
            "bilateral",
            ("D: And the legs, tell me about those.", "P: They get achy.", "D: Both?", "P: Both of them."),
        ),
        ("right", ("D: Does it go down the leg?", "P: Right leg, yeah, down the outside to the ankle bone.")),
        ("right", ("P: It's in my right hip and then it goes on down to the knee.",)),
        ("left", ("P: Now it started in the leg too.", "D: Which one?", "P: The left.")),
        (None, ("D: How far does it go?", "P: To the back of my knee, then it quits.")),
        (None, ("P: It's quit being the back and it's all leg.",)),
        ("left", ("D: And you had pain going down the left leg, how's that?", "P: Still there. Not as bad.")),
        ("right", ("P: It hurts from my hip, the right one, on down to my ankle.",)),
        ("right", ("D: And the leg pain, still on the right?", "P: Still on the right.")),
        ("left", ("P: It lights up my whole left leg when I sneeze.",)),
        ("bilateral", ("D: Both legs?", "P: It goes into both, yeah, when I'm at the store.")),
        ("left", ("P: The back's on the right. The leg's the left one, funny enough. It goes to the calf.",)),
        (None, ("D: What about the leg?", "P: Hurts like the dickens.")),
        (None, ("D: How's the leg doing?", "P: It's better than it was. Still gets me at night.")),
        # the other leg, or an ankle of its own, takes nothing back
        (
            "right",
            (
                "P: It goes down my right leg.",
                "D: Left leg ever?",
                "P: No. I've got a knee on that one, but that's just a knee.",
            ),
        ),
        (
            None,
            ("P: It goes down my leg.", "D: Anything on the right leg?", "P: No, the right one's been an angel."),
        ),
    ],
)
def test_a_pain_in_the_leg_and_its_side(read: Read, side: str | None, lines: tuple[str, ...]) -> None:
    told = read(*OPENING, *lines).settled(LEG)
    assert told is not None and (told.value, told.side) == ("present", side)


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("absent", ("P: It doesn't wander, it's in the one place.",)),
        ("absent", ("P: It's all in the back, nowhere else.",)),
        ("absent", ("P: Nothing runs down, it's only the back that's sore.",)),
        ("absent", ("D: Does it go into the leg?", "P: No, only here. In the leg nothing.")),
        ("absent", ("D: Does it go down your legs at all?", "P: Only as far as the cheek.")),
        (
            "absent",
            ("D: Does it go into the thigh?", "P: It gets into my behind a bit but never goes past that."),
        ),
        ("absent", ("D: How's the leg pain?", "P: Gone, touch wood.")),
        ("absent", ("D: Has it gone into your legs?", "P: It hasn't, no, thank goodness.")),
        ("absent", ("P: Last year it went down my leg but this time it stays put.",)),
        ("absent", ("D: Does it run anywhere? The hips, down the legs?", "P: Not the legs.")),
        ("absent", ("D: Does it go past the buttock?", "P: No, that's as far as it gets.")),
        ("absent", ("D: And you had pain going down the left leg, how's that?", "P: That's gone.")),
        ("absent", ("D: Does it travel?", "P: Up my back a little. Not down.")),
        ("absent", ("D: No sciatica?", "P: No, no sciatica.")),
        ("absent", ("D: Any of it into the leg?", "P: Nope. Legs are fine.")),
        ("absent", ("D: Leg?", "P: No pain in it.")),
        ("absent", ("D: And down the backs of your legs? Any pain there?", "P: No, no, nothing.")),
        ("absent", ("D: Does it run into the hip or the leg?", "P: The hip, a little. Never the leg.")),
        # somebody else's, another time's, another trouble's, or no pain at all
        (None, ("D: We look for pain shooting down the leg when I lift it.", "P: Okay.")),
        (
            None,
            (
                "D: Have you ever had your back go out on you before?",
                "P: When I was pregnant. That one went clear down to my left foot.",
            ),
        ),
        (None, ("P: My brother had it shoot down his leg, but not me.",)),
        (None, ("P: It used to go down my right leg before the surgery.",)),
        (None, ("P: I get pins and needles in my left foot.",)),
        (None, ("P: It's numb from the knee down but it doesn't hurt.",)),
        (None, ("P: I twisted my ankle getting off the tractor and that's when my back went.",)),
        (None, ("P: Never had it go down the leg till this week.",)),
        (None, ("D: Left leg ever?",)),
    ],
)
def test_a_leg_that_is_spared(read: Read, value: str | None, lines: tuple[str, ...]) -> None:
    told = read(*OPENING, *lines).settled(LEG)
    assert (told.value if told else None) == value


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (
            "exam.palpation",
            "abnormal",
            ("D: I'm going to press along the spine. Here? Okay. So sore on the left.",),
        ),
        (
            "exam.straight_leg_raise",
            "abnormal",
            ("D: I'll just raise this one a little.", "P: Ow, ow, stop."),
        ),
        (
            "exam.straight_leg_raise",
            "normal",
            ("D: Now lie back. Raising this leg, and this one, anything down the leg? No.",),
        ),
        (
            "exam.sensation",
            "abnormal",
            ("D: Now I'll run my fingers down your feet. Which of these is the dull one?", "P: The right."),
        ),
        (
            "exam.sensation",
            "normal",
            ("D: Light touch, here and here, any different?", "P: Nope."),
        ),
        (
            "exam.motor_strength",
            "abnormal",
            (
                "D: Go up on your toes. Now just the left one.",
                "P: It don't want to go.",
                "D: And the quads are good.",
            ),
        ),
    ],
)
def test_what_is_said_under_the_hands(read: Read, path: str, value: str, lines: tuple[str, ...]) -> None:
    told = read(*OPENING, "D: Let me examine you.", *lines).settled(path)
    assert told is not None and told.value == value


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("chronic", ("D: And for how long?", "P: A year and a half.")),
        ("chronic", ("D: How long?", "P: Since I retired.", "D: When was that?", "P: Three years ago.")),
        (None, ("D: What have you tried?", "P: I did therapy in town for, I think, ten weeks.")),
    ],
)
def test_since_when(read: Read, value: str | None, lines: tuple[str, ...]) -> None:
    told = read(*OPENING, *lines).settled("onset")
    assert (told.value if told else None) == value


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        ("bilateral", ("D: How are the legs? Any pain there?", "P: Both of 'em. They ache to the calf.")),
        ("bilateral", ("D: and the legs ?", "P: after twenty minutes , pain down the backs of the two of them")),
        ("left", ("P: when i cough it shoots to my knee", "D: which knee ?", "P: the left one .")),
        ("left", ("P: It shoots down to my ankle.", "D: Which ankle would that be?", "P: My left.")),
        (
            "bilateral",
            ("P: It goes down my leg.", "D: Which leg?", "P: It alternates. Sometimes left, sometimes right."),
        ),
        ("bilateral", ("D: which leg does it go to ?", "P: takes turns . one morning it 's the left one .")),
        ("right", ("D: Does it go into the left leg?", "P: Not the left. It's the right that gets the pain.")),
        ("left", ("P: It goes down my left leg. My husband says I limp.",)),
        ("left", ("D: Where in the leg do you feel it?", "P: Like the front of my thigh. Left one.")),
        ("right", ("D: No leg pain?", "P: Well, yes, a little in the right one.")),
        ("left", ("D: Does bending send it into the leg?", "P: It sends it right down into the left.")),
        ("right", ("D: Where does it end up?", "P: Behind my right knee.")),
        ("right", ("D: Is the leg involved at all?", "P: The right one, yes.")),
    ],
)
def test_which_leg(read, side: str, lines: tuple[str, ...]) -> None:
    fact = read("P: My lower back hurts.", *lines).settled("radiation.leg_pain")
    assert fact is not None
    assert (fact.value, fact.side) == ("present", side)


@pytest.mark.parametrize(
    "lines",
    [
        ("P: My husband's not family I suppose, but his goes down his left leg.",),
        ("D: Any family history?", "P: My sister. Hers went down her right leg."),
        ("P: My neighbor had it in his left leg.",),
        ("P: I read that it can go into your leg. Is that so?", "D: It can."),
        ("D: How are your legs doing with the water pill?", "P: Swollen for weeks. Down to normal now."),
        ("P: I sprained my knee last year.", "D: Which knee?", "P: The left one."),
    ],
)
def test_no_leg_of_the_patient(read, lines: tuple[str, ...]) -> None:
    assert read("P: My lower back hurts.", *lines).value("radiation.leg_pain") is None
