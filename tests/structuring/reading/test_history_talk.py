"""History as it is talked about: who asks, who answers, in what words, and of what time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in?", "P: My low back hurts.")


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        # a list without a question mark asks, and tells nothing by itself
        ("red_flags.progressive_neuro_deficit", None, ("D: and your legs are they numb or weak",)),
        (
            "red_flags.progressive_neuro_deficit",
            "absent",
            ("D: and your legs are they numb or weak", "P: no they're good"),
        ),
        ("red_flags.fever", None, ("D: fevers night sweats dropping weight",)),
        # answers that begin with neither yes nor no
        ("red_flags.weight_loss", "absent", ("D: Any unexpected weight loss?", "P: I wish!")),
        (
            "red_flags.bowel_bladder",
            "absent",
            ("D: How are the bladder and bowels?", "P: Same as they ever were."),
        ),
        ("red_flags.fever", "absent", ("D: Any fever or chills?", "P: Come to think of it, I haven't.")),
        ("radiation.leg_pain", "absent", ("D: Any pain down the leg?", "P: Uh-uh.")),
        ("radiation.leg_pain", "present", ("D: Any pain down the leg?", "P: Mm-hmm.")),
        ("radiation.leg_pain", "absent", ("D: So it's the back, nothing down the legs?", "P: Right.")),
        ("radiation.leg_pain", "absent", ("P: It used to go down my leg but that's gone now.",)),
        ("radiation.leg_pain", None, ("P: It's pain down low. And my left leg goes numb.",)),
        # a word that names a sign only in answer to the question for it
        (
            "red_flags.saddle_anesthesia",
            "present",
            ("D: Does it feel normal when you wipe?", "P: Feels like the dentist."),
        ),
        ("red_flags.fever", "present", ("D: Any fever?", "P: A hundred and two last night.")),
        ("red_flags.cancer_history", "present", ("D: Ever had cancer?", "P: Prostate. They did the seeds.")),
        # a question whose beginning was misheard ("any loss of ...", "is the leg ...", "between the legs")
        (
            "red_flags.bowel_bladder",
            "absent",
            ("D: And he lost a control of your bladder.", "P: You know, nothing like that."),
        ),
        ("red_flags.bowel_bladder", None, ("D: And he lost a control of your bladder.", "P: Sorry?")),
        (
            "red_flags.progressive_neuro_deficit",
            "absent",
            ("D: He's the lamb getting weaker.", "P: No, it just hurts."),
        ),
        ("red_flags.saddle_anesthesia", "absent", ("D: Any numbness between the leg.", "P: No, none.")),
        # a disc that slipped did not slip on anything
        ("injury_mechanism", None, ("P: So it is the slipped disc.",)),
        # what the clinician concludes
        (
            "red_flags.weight_loss",
            "absent",
            ("D: Any weight loss?", "P: Do I look it?", "D: I'll take that as a no."),
        ),
        # the way a question is put
        ("red_flags.saddle_anesthesia", "present", ("D: Can you feel it when you wipe?", "P: No.")),
        ("red_flags.saddle_anesthesia", "absent", ("D: Can you feel it when you wipe?", "P: Yes.")),
        ("radiation.leg_pain", "absent", ("D: It doesn't travel down your legs at all?", "P: Correct.")),
        ("red_flags.cancer_history", "absent", ("D: You've never had cancer?", "P: That's right, never.")),
        ("red_flags.weight_loss", "present", ("D: You're down ten pounds. Were you trying?", "P: No.")),
        (
            "red_flags.weight_loss",
            None,
            ("D: You're down ten pounds. Were you trying?", "P: Yes, I cut out soda."),
        ),
        # an older question is not answered by a yes to something else
        (
            "red_flags.bowel_bladder",
            None,
            ("D: Any bladder trouble?", "P: Hang on.", "D: Sure, take your time there.", "P: Yeah."),
        ),
        # a relative answers for the patient; a relative's illness is not the patient's
        ("red_flags.fever", "absent", ("D: Has he had any fever?", "P: He hasn't had a fever.")),
        ("red_flags.cancer_history", None, ("D: Any cancer?", "P: My dad had prostate cancer.")),
        # a denial among the words of a wording
        ("red_flags.bowel_bladder", "present", ("D: Any trouble?", "P: She can't control her bladder.")),
        (
            "red_flags.cancer_history",
            "absent",
            ("D: You had cancer?", "P: No, that was my brother.", "D: So never any in you.", "P: No, sir."),
        ),
    ],
)
def test_a_sign_is_what_question_and_answer_make_it(
    read: Read, path: str, value: str | None, lines: tuple[str, ...]
) -> None:
    assert read(*OPENING, *lines).value(path) == value


def test_a_reported_denial_against_the_patients_words_is_a_conflict(read: Read) -> None:
    sheet = read(*OPENING, "P: My left leg is getting weaker.", "D: Patient denies weakness.")
    assert sheet.value("red_flags.progressive_neuro_deficit") is None
    assert "conflict" in {fact.status for fact in sheet.all("red_flags.progressive_neuro_deficit")}


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        ("left", ("D: So the pain's on the right?", "P: The left.")),
        ("left", ("D: So it's your right low back.", "P: My left.", "D: Left, sorry.")),
        ("midline", ("D: Does it favor one side?", "P: Nope. Middle.")),
        ("midline", ("D: Which side?", "P: Right smack in the middle.")),
        ("right", ("D: Which side?", "P: All across the right side.")),
        ("right", ("D: Where?", "P: Down low on the right, mostly. The left gets a little sore too.")),
        ("left", ("D: Which side?", "P: It used to be the right, now it's the left.")),
        (None, ("D: Which side?", "P: There's nothing on the left.")),
        ("left", ("D: Is it one side or both?", "P: One side.", "D: Which?", "P: Left.")),
        ("left", ("D: So you said right sided low back pain.", "P: No, left.")),
        (None, ("D: Does it go down your leg?", "P: Yes.", "D: Which one?", "P: The right.")),
        (None, ("D: Any pain or numbness in the legs?", "P: Just the left.")),
        (None, ("P: It shoots into my thigh.", "D: Right or left?", "P: Right thigh.")),
    ],
)
def test_the_side_of_the_back_is_the_one_meant(read: Read, side: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value("laterality") == side


@pytest.mark.parametrize(
    ("side", "lines"),
    [
        ("right", ("D: Any pain in the legs?", "P: Yeah.", "D: Which one?", "P: Right.")),
        ("right", ("D: Does it go down either leg?", "P: The right one, sometimes.")),
        ("left", ("D: Which leg does it go down?", "P: Left.")),
        (
            "bilateral",
            (
                "P: My legs get heavy and they ache.",
                "D: Both legs?",
                "P: Both of them. Down to the calves.",
            ),
        ),
        ("left", ("D: So it's running down the right leg?", "P: No, left.")),
        ("right", ("P: It goes down the leg.", "D: The left leg, I take it.", "P: No, the right.")),
        ("right", ("P: It goes down the leg.", "D: And that's on the right.", "P: Right.")),
        ("left", ("D: Tell me about this pain down your left leg.", "P: It shoots down it when I sneeze.")),
        ("left", ("P: It's in the left side of my back and it goes down that leg.",)),
        ("left", ("P: My back's worse on the right, but the leg that hurts is the left.",)),
        (None, ("P: It goes down the leg.", "D: Which leg is the numb one?", "P: Left.")),
        (None, ("D: Does it still go down the leg?", "P: Right.")),
    ],
)
def test_the_side_of_the_leg_is_the_one_asked_for(read: Read, side: str | None, lines: tuple[str, ...]) -> None:
    leg = read(*OPENING, *lines).settled("radiation.leg_pain")
    assert leg is not None and (leg.value, leg.side) == ("present", side)


@pytest.mark.parametrize(
    ("onset", "lines"),
    [
        ("subacute", ("D: How long?", "P: It's really bad the last three days. It started about two months ago.")),
        ("subacute", ("D: How many weeks is it now since the lift?", "P: I think ten.")),
        ("acute", ("D: How long?", "P: The knee's been years, but the back about a month.")),
        ("chronic", ("D: When did it start?", "P: After my second pregnancy. She's four now.")),
        ("acute", ("D: How long?", "P: Two months. No, that's wrong, two weeks.")),
        (
            "chronic",
            ("D: How long?", "P: Three years.", "D: And how long since the last injection?", "P: Six weeks."),
        ),
        ("acute", ("P: It was fine for two years and then it came back Monday.",)),
        ("chronic", ("D: How long is a long time?", "P: Twenty some years.")),
        ("acute", ("D: How long?", "P: Off and on for years, this one since Tuesday.")),
        ("subacute", ("D: When did it start?", "P: It was the week of Labor Day.")),
        ("chronic", ("D: How long?", "P: Since twenty nineteen.")),
        ("acute", ("D: How long?", "P: Two, three weeks.")),
        ("acute", ("P: It was two weeks ago on Sunday. I was shoveling mulch.",)),
        (None, ("D: When did it start?", "P: I took ibuprofen for three days.")),
        (None, ("D: When did you start the ibuprofen?", "P: About three weeks ago.")),
        (None, ("D: How long have you been diabetic?", "P: Twelve years.")),
        (None, ("D: When was your last bowel movement?", "P: Yesterday morning.")),
        (None, ("D: How long's your drive?", "P: A week ago I moved, so it's an hour and a half.")),
        (None, ("P: I had the flu two weeks ago.",)),
        (None, ("P: I've got a wedding on Saturday.",)),
        (None, ("P: I saw a chiropractor for two months.",)),
        (None, ("P: I had the same thing five years ago.",)),
        (None, ("D: Any trouble with your back before?", "P: Yeah, about three years ago.")),
    ],
)
def test_the_onset_is_that_of_this_pain(read: Read, onset: str | None, lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).value("onset") == onset


def test_severity_is_kept_in_the_words_of_the_answer(read: Read) -> None:
    sheet = read(*OPENING, "D: On a scale of zero to ten?", "P: About a six when I move.")
    assert sheet.value("hpi.severity") == "About a six when I move"


@pytest.mark.parametrize(
    ("lines", "tried"),
    [
        (("D: What have you tried so far?", "P: A heating pad, mostly."), ["A heating pad, mostly"]),
        (
            ("D: What have you taken for it?", "P: Just some Aleve. Ice at bedtime."),
            ["Just some Aleve", "Ice at bedtime"],
        ),
        (
            ("D: What have you tried so far?", "P: A heating pad and some tylenol, it takes the edge off."),
            ["A heating pad and some tylenol, it takes the edge off"],
        ),
        (("D: Have you taken anything for it?", "P: Not in three weeks."), []),
        (("D: What have you tried?", "P: My wife swears by ibuprofen."), []),
        (("D: What have you noticed?", "P: It's stiff."), []),
    ],
)
def test_what_was_tried_is_kept_in_the_words_of_the_answer(
    lines: tuple[str, ...], tried: list[str], read: Read
) -> None:
    sheet = read(*OPENING, *lines)
    assert [fact.value for fact in sheet if fact.path == "hpi.treatment_tried"] == tried


def test_both_voices_in_one_unpunctuated_turn_are_told_apart(read: Read) -> None:
    assert read(*OPENING, "U: any fever or chills no").value("red_flags.fever") == "absent"


@pytest.mark.parametrize(
    ("lines", "facetogenic", "muscular"),
    [
        (("D: It's facet pain. Actually no, scratch that, it's muscular.",), None, "stated"),
        (("D: It's muscular. I'll give you naproxen. Scratch that, tizanidine.",), None, "stated"),
    ],
)
def test_a_cause_taken_back_goes_and_a_pill_taken_back_leaves_it(
    lines: tuple[str, ...], facetogenic: str | None, muscular: str, read: Read
) -> None:
    sheet = read("D: What brings you in?", "P: My low back hurts.", *lines)
    assert sheet.value("etiology.facetogenic") == facetogenic
    assert sheet.value("etiology.muscular") == muscular


def test_a_side_put_right_counts_though_a_limb_is_named_behind_it(read: Read) -> None:
    said = read(
        "D: What brings you in?", "P: My back.", "D: Which side?", "P: The left, I mean the right buttock."
    )
    assert said.value("laterality") == "right"


def test_a_yes_of_a_few_words_under_the_askers_tag_is_the_patients(read: Read) -> None:
    sheet = read("D: What brings you in?", "P: My low back hurts.", "D: Any fever? No. Chills? A little.")
    assert sheet.value("red_flags.fever") == "present"


def test_a_lower_leg_is_no_lower_back(read: Read) -> None:
    sheet = read("D: What brings you in?", "P: My back.", "D: Where does it hurt?", "P: The lower leg only.")
    assert sheet.value("pain_region") != "lumbar"


@pytest.mark.parametrize(
    ("answer", "value", "side"),
    [
        ("P: Well, my right leg hurts, but that's the knee.", None, None),
        ("P: Down my right leg. No, sorry, left.", "present", "left"),
        ("P: Sometimes into the right leg. And then I sit and it's gone.", "present", "right"),
        ("P: It was down my leg last week but it's gone now.", "absent", None),
    ],
)
def test_a_pain_in_the_leg_is_told_with_its_side_its_cause_and_its_end(
    read: Read, answer: str, value: str | None, side: str | None
) -> None:
    fact = read(*OPENING, "D: Does it go down the leg?", answer).settled("radiation.leg_pain")
    assert (fact.value if fact else None, fact.side if fact else None) == (value, side)
