"""Where it hurts, on which side, since when and from what, as people say it in a room."""

from __future__ import annotations

import pytest

LOW_BACK = ("D: What brings you in?", "P: My lower back hurts.")
BACK = ("D: What's going on?", "P: My back's acting up.")


@pytest.mark.parametrize(
    ("region", "lines"),
    [
        ("lumbar", ("D: Point for me. Where?", "P: Right in there. Down low, above the hip pocket.")),
        ("lumbar", ("D: High or low?", "P: Low.")),
        ("lumbar", ("D: Show me where.", "P: Where a wallet sits.")),
        ("lumbar", ("P: It's the back here, low.",)),
        ("lumbar", ("D: Up top or down below?", "P: Down below.")),
        ("lumbar", ("D: Which part?", "P: The bottom third.")),
        ("lumbar", ("P: My back, doc, the low part of it.",)),
        ("back_unspecified", ("D: Upper or lower?", "P: Upper, between the shoulder blades.")),
    ],
)
def test_the_part_of_the_back(read, region: str, lines: tuple[str, ...]) -> None:
    assert read(*BACK, *lines).value("pain_region") == region


@pytest.mark.parametrize("lines", [("D: High or low?", "P: Low."), ("D: Where?", "P: Down low, by the elbow.")])
def test_low_is_of_the_part_that_hurts(read, lines: tuple[str, ...]) -> None:
    assert read("D: What's up?", "P: It's my arm.", *lines).value("pain_region") is None


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        ("left", ("D: Is it the middle?", "P: No, off to the left of it.")),
        ("left", ("D: So it's the right?", "P: No, the other side.")),
        ("right", ("D: Left side?", "P: Other one.")),
        ("bilateral", ("D: One side or both?", "P: The two of them.")),
        ("bilateral", ("D: One side worse?", "P: No, it's a tie.")),
        ("bilateral", ("D: One side or both?", "P: Two side. Left, right, same same.")),
        ("left", ("P: It's, uh, left side, sort of between the rib and the top of the hip.",)),
        ("left", ("P: Down low. The right. No, wait, the other one, the left.",)),
        ("midline", ("D: So it's not to one side?", "P: No, straight down the middle.")),
        ("right", ("P: It started dead center but it's moved over to the right.",)),
        ("right", ("D: In the middle, or more to one side?", "P: It's this side. The right.")),
        ("left", ("P: It's always on this side.", "D: The left side, okay.")),
        ("right", ("P: It's here.", "D: On the right.")),
        ("right", ("D: Which side?", "P: Right now it's the right. It was the left last week.")),
        ("left", ("P: I get this stab on the left when I roll over.",)),
        ("bilateral", ("P: It goes across, like a bar.",)),
        ("midline", ("D: Where's the pain?", "P: It's across the middle, and then the left leg, to the foot.")),
        ("midline", ("D: Show me.", "P: Right here.", "D: So right in the middle, at the belt line.")),
        # of a limb, of a car, of what was, of what one does
        (None, ("D: How do you sleep?", "P: On my right, mostly.")),
        (None, ("P: The sciatica's on the right, goes to the foot.",)),
        (None, ("D: Any surgeries?", "P: Hernia on the right, and my gallbladder.")),
        (None, ("D: The MRI shows a bulge to the left at L5.",)),
        (None, ("P: I parked on the left side.",)),
        (None, ("D: Any kidney trouble?", "P: I had a stone on the left once.")),
        (None, ("P: I was getting out on the right side of the truck, and slipped.",)),
        (None, ("D: Any leg pain?", "P: Yeah, this one.", "D: The left?", "P: Mm-hmm.")),
        (None, ("D: Both hands?", "P: Both, but the right's worse.")),
        (None, ("P: He ran into the left side of my car.",)),
        (None, ("P: I work the left side of the line.",)),
        (None, ("P: It goes down the right leg. Well, it was the right. Since Sunday it's both legs.",)),
        (None, ("D: How far down the leg?", "P: All the way to the heel. The left is worse.")),
    ],
)
def test_the_side_of_the_back(read, side: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("laterality") == side


@pytest.mark.parametrize(
    ("onset", "lines"),
    [
        ("acute", ("D: When did it start?", "P: The night before last.")),
        ("chronic", ("D: When did it start?", "P: Easter, more or less.")),
        ("chronic", ("D: How long?", "P: Since I had my second kid, and she's in first grade.")),
        ("chronic", ("D: When did it start?", "P: I was in my thirties.")),
        ("chronic", ("D: How long?", "P: Longer than I care to remember.")),
        ("chronic", ("D: How long?", "P: Since the last baby, and he's walking.")),
        ("acute", ("D: So, what, two weeks now?", "P: About that.")),
        ("chronic", ("P: Same as the last three years.",)),
        ("acute", ("P: I was fine till Wednesday.",)),
        ("acute", ("P: I was fine up until about ten days ago.",)),
        # what was told by its date is then counted
        ("chronic", ("P: It started last October. Eight months, I guess.",)),
        # the time of a drug, of a limb, of what somebody can do again
        (None, ("P: I got a Flexeril from the urgent care back in the winter.",)),
        (None, ("D: Both hands?", "P: Both.", "D: How long has that been going on?", "P: A couple of months.")),
        (None, ("D: I'd like to see you back in three weeks.", "P: Three weeks, okay.")),
    ],
)
def test_since_when_it_hurts(read, onset: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("onset") == onset


@pytest.mark.parametrize(
    ("cause", "line"),
    [
        ("disc", "D: I believe that a disc at the bottom of your spine has slipped and is pressing on the nerve."),
        ("disc", "D: The disc is what's been behind this all along."),
        ("disc", "D: It's that L5 disc that's giving you trouble."),
        ("disc", "D: This is coming from the disc."),
        ("other_specified", "D: The sacroiliac joint is what this was all along, and it's quieted down."),
        ("other_specified", "D: Your SI joint is what's been hurting."),
        ("muscular", "D: You pulled one of the big muscles that run alongside the spine."),
        ("muscular", "D: What you did is strain the muscles that run along the spine."),
        ("fracture", "D: You've cracked a bone in your back."),
        ("none_identified", "D: It doesn't have a single culprit."),
    ],
)
def test_the_cause_that_is_named(read, cause: str, line: str) -> None:
    assert read(*LOW_BACK, line).value(f"etiology.{cause}") == "stated"


@pytest.mark.parametrize(
    ("cause", "line"),
    [
        ("disc", "D: The disc is what everybody worries about, but yours look great."),
        ("disc", "D: If a disc were pressing on a nerve you'd have pain down the leg."),
        ("other_specified", "D: The therapist thought the SI joint was what was doing it."),
        ("other_specified", "D: Is the SI joint what hurts?"),
        ("none_identified", "D: I wish I could tell you it won't hurt, but it's a shot."),
    ],
)
def test_no_cause_is_named(read, cause: str, line: str) -> None:
    assert read(*LOW_BACK, line).value(f"etiology.{cause}") is None


def test_what_went_away_was_in_the_leg(read) -> None:
    facts = read(
        "D: So the low back, that dimple spot. How much of it is left?",
        "P: Ten percent, on a long day.",
        "D: Does any of it still go down the leg?",
        "P: No, not since September. That's what went away first.",
        "D: And when I press on the dimple?",
        "P: A tiny bit.",
        "D: The sacroiliac joint is what this was all along.",
    )
    assert facts.value("complaint.low_back_pain") == "present"
    assert facts.value("radiation.leg_pain") == "absent"


def test_a_kidney_that_is_infected_explains_the_pain(read) -> None:
    facts = read(
        "D: What brings you in?",
        "P: My back.",
        "D: You have an infection of the bladder that has gone up to the right kidney. That's the pain.",
    )
    assert facts.value("complaint.low_back_pain") == "absent"
    assert facts.value("red_flags.bowel_bladder") is None


@pytest.mark.parametrize(
    ("onset", "lines"),
    [
        # the time stands in front of what set it off
        (
            "acute",
            ("P: And then about five weeks ago, I was carrying him in the car seat, and it's hurt ever since.",),
        ),
        ("acute", ("P: Three weeks ago, I slid off the roof and landed flat on my back.",)),
        # counted from the day of an event
        (
            "acute",
            ("P: On Tuesday we had this box. I turned and heard it go.", "D: Today is Friday, so three days."),
        ),
        (
            "acute",
            ("P: Something popped when I got the wheel off.", "D: When?", "P: Sunday, not been right since."),
        ),
        ("subacute", ("P: We rowed, like nine weeks ago? And something just went.", "D: So nine weeks.")),
        ("acute", ("D: And when did it start?", "P: What's today, Tuesday? So, uh, six days.")),
        ("acute", ("D: How long is a while?", "P: Oh, Ruth, when did we do the hay? Three weeks.")),
        # dates and lengths in the words that people use
        ("chronic", ("D: We've been seeing you for this low back since, what, February?", "P: About then, yeah.")),
        ("subacute", ("D: When was that?", "P: Last weekend of September, so, like, eight weeks.")),
        ("chronic", ("D: How long has it hurt?", "P: My son's wedding, two summers ago, I couldn't dance.")),
        ("chronic", ("D: How long has it hurt?", "P: Over the past year, I'd say.")),
        ("acute", ("D: How long has it hurt?", "P: All week.")),
        ("chronic", ("D: How long has it hurt?", "P: Since the twins were born, they're three.")),
        ("chronic", ("D: So this is an ongoing problem?", "P: Six, seven years now, yes.")),
        ("acute", ("P: Normally it goes away in a week, but it's been three weeks this time.",)),
        # the time is something else's
        (None, ("P: About two years ago, I had my knee done.",)),
        (None, ("P: Two weeks ago, I started a new job.",)),
        (None, ("P: I fell two years ago and broke my wrist.", "D: Two years ago.")),
        (None, ("P: I took the last pill Saturday.", "D: Today's Tuesday, so three days without.")),
        (None, ("D: And the tingling, how long?", "P: About a week.")),
        (None, ("D: How long did that knock you out?", "P: A good two weeks.")),
    ],
)
def test_whose_time_it_is(read, onset: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("onset") == onset


@pytest.mark.parametrize(
    ("onset", "line"),
    [
        ("chronic", "D: You've done the therapy, you've had the injection, it's going on eight months."),
        ("chronic", "D: You've had this for eight months now, so let's get an MRI."),
        ("subacute", "D: It's been ten weeks, so let's get some pictures."),
        (None, "D: You've had the injection, and it's been four weeks."),
        (None, "D: It's been ten weeks since the fusion and everything looks solid."),
        (None, "D: It'll be eight weeks before you're back to lifting."),
        (None, "D: You've been on the meloxicam for eight months now."),
    ],
)
def test_the_clinician_looks_back_in_the_plan(read, onset: str | None, line: str) -> None:
    before = ("D: Any numbness?", "P: No.", "D: Lie down, I'll raise the leg. Negative. Okay, here's your MRI.")
    assert read(*LOW_BACK, *before, line).value("onset") == onset


def test_an_open_question_leaves_the_illnesses_listed_before_it(read) -> None:
    told = read(
        "D: So this is Mrs. Hall, she's got the osteoporosis, the thyroid, the atrial fib. What's been going on?",
        "P: I fell off the porch.",
        "D: And when was that?",
        "P: Two weeks ago.",
        "D: And where does it hurt?",
        "P: The small of my back.",
    )
    assert told.value("onset") == "acute"


@pytest.mark.parametrize(
    ("onset", "lines"),
    [
        ("subacute", ("D: When did it start?", "P: September twenty second.")),
        ("subacute", ("P: It come on in the second week of September and it ain't quit.",)),
        ("acute", ("P: third of november , that 's when it started .",)),
        ("chronic", ("P: My back's been out since Super Bowl Sunday.",)),
        ("chronic", ("D: When did it start?", "P: good friday , i was at the sink")),
        ("acute", ("P: It's been bad since Sunday.",)),
        ("chronic", ("D: How long have you had this?", "P: Since oh nine, when I was roofing.")),
        ("acute", ("P: since oh six or seven days ago",)),
        ("chronic", ("P: In January I was shoveling for two days and my back's never been right since.",)),
        ("subacute", ("D: Is it constant?", "P: Constant, for the past two months.")),
        (None, ("P: We always have the family over on Thanksgiving.",)),
        (None, ("D: When did you retire?", "P: Twenty nineteen.")),
    ],
)
def test_the_day_it_began(read, onset: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("onset") == onset


@pytest.mark.parametrize(
    ("onset", "lines"),
    [
        ("chronic", ("D: It says here the pain started in January. Is that right?", "P: Correct.")),
        ("subacute", ("D: i 've got here that it started nine weeks ago . that right ?", "P: sounds right .")),
        (None, ("D: It says here the pain started in January. Is that right?", "P: No, that was the shoulder.")),
        (None, ("D: Your chart says the shingles began in March. Is that right?", "P: Yes.")),
        ("chronic", ("D: The form says four weeks.", "P: More like fourteen.")),
        ("chronic", ("D: You put two months on the sheet.", "P: Make it four.")),
        (None, ("D: You did six weeks of therapy.", "P: It was more like nine.")),
        (None, ("D: Has it been going on for more than six weeks?", "P: Can I stand up while we talk?")),
        (None, ("D: Has this been going on for a month or so?", "P: You'd have to ask my wife.")),
        ("chronic", ("D: Has it been more than three months?", "P: Yeah.")),
        ("acute", ("P: I fell on Friday.", "D: So four days. Any numbness?", "P: No.")),
        ("chronic", ("D: You told my nurse three months.", "P: Closer to five, really.")),
        ("acute", ("D: So that's about five weeks you've been sore.", "P: I guess it is, yeah.")),
        ("chronic", ("D: Days, weeks, months?", "P: Months. Four or so.")),
        ("acute", ("D: Had this before?", "P: No, never. I have this since ten days only.")),
        ("acute", ("D: Ever hurt it before?", "P: Once, in 2018.", "D: And this time?", "P: Four days so far.")),
        ("chronic", ("D: When were you last free of pain?", "P: Not since the boys were small.")),
        (
            "chronic",
            (
                "P: I retire, I sit down, and it starts.",
                "D: When did you retire?",
                "P: It'll be three years soon.",
            ),
        ),
    ],
)
def test_a_time_that_the_clinician_puts(read, onset: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("onset") == onset


@pytest.mark.parametrize(
    ("onset", "lines"),
    [
        (None, ("D: What else are you treated for?", "P: Sugar. Fifteen years now.")),
        (None, ("D: Any other conditions?", "P: The arthritis in my hands. Twenty years.")),
        (None, ("D: What do you do for work?", "P: I drive a truck. Twenty-two years.")),
        (None, ("D: Anything else we should know about?", "P: Asthma. All my life.")),
        ("subacute", ("D: Any other problems?", "P: Sugar. Fifteen years. And my back, that's nine weeks.")),
        ("acute", ("D: What's it like?", "P: Sharp. Two weeks now.")),
        (None, ("D: How long?", "P: Three weeks. No, wait, that was the ankle I'm thinking of.")),
        (None, ("D: How long?", "P: Two months. No, sorry, that's my neck. The back I can't say.")),
        ("acute", ("D: How long?", "P: Six weeks. No wait, that's the hip. The back's been ten days.")),
        ("acute", ("D: How long?", "P: Three weeks. No, not the knee, the knee's fine.")),
        (None, ("D: And you've had the diabetes how long?", "P: Ten years. On the metformin about six of it.")),
        (None, ("D: I'll see you back here in six weeks.", "P: Six weeks. Okay.")),
        (None, ("D: How long was your last flare?", "P: About a week.")),
        (None, ("D: Anybody in the family?", "P: My mother. Chronic back pain her whole life.")),
        (None, ("P: My ankle puffs up by evening.", "D: Does it go down overnight?", "P: Oh yes.")),
        (None, ("D: Is it older than a month?", "P: Oh yes.")),
        (None, ("P: I could hardly get out of bed this morning.",)),
        (None, ("P: I could barely walk yesterday.",)),
        (None, ("P: She broke her leg skiing last winter, poor thing.",)),
        ("acute", ("P: It seized up yesterday, I could hardly walk.",)),
    ],
)
def test_the_time_of_something_else(read, onset: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("onset") == onset


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        ("left", ("D: Can you put a finger on it?", "P: Here. Left of the bone.")),
        ("bilateral", ("D: Which side?", "P: The two sides. Same pain, left, right.")),
        ("bilateral", ("D: Left or right?", "P: The left, the right, it's equal.")),
        ("bilateral", ("D: Which side of the back?", "P: It switches sides on me.")),
        ("right", ("D: Left or right?", "P: left . no , right .")),
        ("left", ("D: Left or right?", "P: The left. Never the right.")),
        (None, ("D: Which side?", "P: can't say which side , honestly .")),
        ("left", ("P: It used to be the right but it has switched to the left.",)),
        ("right", ("D: One spot?", "P: One spot. An inch to the right of my backbone.")),
        ("right", ("D: You're rubbing the right side.", "P: Yes, that's where it gets me.")),
        (None, ("P: My calves ache too, both of them, with the back.",)),
        (None, ("D: What's this scar?", "P: Hernia. They did both sides at once.")),
        (None, ("D: Any surgeries?", "P: Hernia, they fixed the right side in ninety.")),
    ],
)
def test_both_sides_or_the_side_of_something_else(read, side: str | None, lines: tuple[str, ...]) -> None:
    assert read(*LOW_BACK, *lines).value("laterality") == side


@pytest.mark.parametrize("asked", ["Which side?", "One side or both?", "What brings you in?"])
@pytest.mark.parametrize(("told", "other"), [("left", "right"), ("right", "left")])
@pytest.mark.parametrize(
    "answer",
    [
        "My lower back, on the {told}, not the {other}.",
        "It's the lower back, the {told} side, not the {other} side.",
        "My lower back, {told}, not {other}.",
        "The lower back, always on the {told}, never the other.",
        "The lower back, on the {told} side, nothing on the {other}.",
        "It's my lower back, not the {other}, the {told}.",
        "My lower back, the {other}, no, wait, the {told}.",
        "It's my lower back, on the {told}. Nothing on the {other}.",
    ],
)
def test_the_side_denied_beside_the_one_told(read, asked: str, told: str, other: str, answer: str) -> None:
    """A side denied behind another is not the side put right."""
    lines = (f"D: {asked}", f"P: {answer.format(told=told, other=other)}")
    assert read(*lines).value("laterality") == told


@pytest.mark.parametrize(
    "denied", ["not left, not right", "not the left, not the right", "neither left nor right"]
)
def test_the_middle_with_both_sides_denied(read, denied: str) -> None:
    assert read("D: Where is it?", f"P: My lower back, in the middle, {denied}.").value("laterality") == "midline"
