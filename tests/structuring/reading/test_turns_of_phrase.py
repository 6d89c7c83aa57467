"""What one sentence says is believed as it is meant: put in another's place, told by halves, or past."""

from __future__ import annotations

import pytest

LOW_BACK = ("D: What brings you in?", "P: My lower back hurts.")
BLADDER = "D: Any trouble with your bladder or bowels?"
SADDLE = "D: Any numbness between your legs or where you sit?"
LEGS = "D: Any weakness or numbness in the legs?"
WEIGHT = "D: Have you lost weight without trying?"
FEVER = "D: Any fever or chills?"
SIDE = "D: Which side?"
DOING = "D: What were you doing when it started?"


@pytest.mark.parametrize(
    ("path", "lines", "value"),
    [
        # one thing in the place of another, of two sides, of other middles
        ("laterality", (SIDE, "P: Here on the right, above the hip bone."), "right"),
        ("laterality", (SIDE, "P: Right, never the left."), "right"),
        ("laterality", (SIDE, "P: Left, right, the two of them together."), "bilateral"),
        ("laterality", (SIDE, "P: I'm in the middle of a move, so I can't say."), None),
        ("laterality", (SIDE, "P: In the middle of supper it grabbed me, on the left."), "left"),
        # a number as it is spoken
        ("red_flags.fever", (FEVER, "P: Thermometer said one oh one."), "present"),
        ("red_flags.fever", (FEVER, "P: Last night it was a hundred and two."), "present"),
        ("onset", ("D: When did it start?", "P: Since the night before last."), "acute"),
        # what was done, by whom, or nothing at all
        ("injury_mechanism", (DOING, "P: I was doing nothing at all."), None),
        (
            "injury_mechanism",
            (DOING, "P: Moving a washing machine with my brother."),
            "Moving a washing machine with my brother",
        ),
        ("injury_mechanism", (DOING, "P: My brother fell off the roof."), None),
        ("injury_mechanism", (DOING, "P: Changed a tire."), "Changed a tire"),
        ("injury_mechanism", (DOING, "P: It started slowly."), None),
        # a sign told by what has come of it, and one denied in other words
        ("red_flags.bowel_bladder", (BLADDER, "P: Bowel movements just come without warning now."), "present"),
        ("red_flags.bowel_bladder", (BLADDER, "P: I go when I need to and I can stop when I want."), "absent"),
        ("red_flags.bowel_bladder", (BLADDER, "P: I've lost control of my temper, that's all."), None),
        (
            "red_flags.saddle_anesthesia",
            (SADDLE, "P: Between my legs it's like I've been to the dentist."),
            "present",
        ),
        ("red_flags.saddle_anesthesia", (SADDLE, "P: Not down there, just my toes."), "absent"),
        ("red_flags.bowel_bladder", (BLADDER, "P: Yes, they work fine."), "absent"),
        ("red_flags.bowel_bladder", (BLADDER, "P: I've got no warning, it just happens."), "present"),
        ("red_flags.saddle_anesthesia", (SADDLE, "P: Only my toes tingle."), "absent"),
        ("red_flags.saddle_anesthesia", (SADDLE, "P: It's numb where my legs meet."), "present"),
        ("red_flags.saddle_anesthesia", ("P: It's this dull ache across the bottom.",), None),
        ("red_flags.progressive_neuro_deficit", (LEGS, "P: My slipper falls off and I don't notice."), "present"),
        ("red_flags.progressive_neuro_deficit", (LEGS, "P: My leg's no good."), None),
        ("red_flags.weight_loss", (WEIGHT, "P: Yes, and I can't explain it, fifteen pounds."), "present"),
        ("red_flags.weight_loss", (WEIGHT, "P: Can't lose an ounce."), "absent"),
        ("red_flags.weight_loss", (WEIGHT, "P: I should be so lucky."), "absent"),
        ("red_flags.fever", (FEVER, "P: I'm freezing one minute and burning the next."), "present"),
        ("red_flags.fever", (FEVER, "P: My daughter's the one with the fever."), "absent"),
    ],
)
def test_what_the_patient_means(read, path: str, lines: tuple[str, ...], value: str | None) -> None:
    assert read(*LOW_BACK, *lines).value(path) == value


@pytest.mark.parametrize(
    ("path", "line", "value"),
    [
        ("etiology.mechanical", "D: Last year it was mechanical, this time it's not.", None),
        ("etiology.mechanical", "D: This is something other than mechanical pain.", "absent"),
        ("etiology.mechanical", "D: The old note says mechanical.", None),
        ("etiology.mechanical", "D: It was labelled mechanical at the other clinic.", None),
        ("etiology.mechanical", "D: The word mechanical doesn't apply here.", "absent"),
        ("etiology.facetogenic", "D: Facet arthritis, everybody your age has it.", "absent"),
        ("etiology.muscular", "D: This is beyond a pulled muscle.", "absent"),
        ("etiology.myofascial", "D: The trigger points you had have resolved.", "absent"),
        ("etiology.vertebrogenic", "D: What's hurting is the endplate at L5.", "stated"),
        ("exam.straight_leg_raise", "D: Neither leg raise was positive.", "normal"),
        ("exam.straight_leg_raise", "D: The reverse leg raise brings on thigh pain.", None),
        ("exam.sensation", "D: You're not feeling the pin on this side.", "abnormal"),
        ("etiology.none_identified", "D: You're not feeling the pin on this side.", None),
        ("exam.range_of_motion", "D: Hardly any bend in that back.", "abnormal"),
        ("plan.surgery_referral", "D: You need to be seen by the spine surgeon this week.", "planned"),
        ("plan.surgery_referral", "D: Let's keep you away from the surgeons.", "stopped"),
        ("plan.follow_up", "D: Your wife's recheck is Tuesday, not yours.", None),
        ("plan.follow_up", "D: We'll see you in a fortnight.", "planned"),
        ("plan.injection", "D: They'll call you about the epidural.", "planned"),
        ("plan.injection", "D: Injections carry risks.", None),
        ("plan.imaging", "D: We're going to image this.", "planned"),
    ],
)
def test_what_the_clinician_means(read, path: str, line: str, value: str | None) -> None:
    assert read(*LOW_BACK, line).value(path) == value


def test_shoulders_that_are_ruled_out_leave_the_lower_back_the_complaint(read) -> None:
    facts = read("D: Where is it?", "P: My back. Not the shoulders, the lower back.")
    assert facts.value("pain_region") == "lumbar"
    assert facts.value("complaint.low_back_pain") == "present"
