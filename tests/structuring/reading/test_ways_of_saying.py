"""How a thing is said decides what is believed: taken for granted, of a companion, of earlier times, as assent."""

from __future__ import annotations

import pytest

LOW_BACK = ("D: What brings you in?", "P: My lower back hurts.")


@pytest.mark.parametrize(
    ("path", "lines", "value"),
    [
        # a sign that the question takes for granted stands only when the reply accepts it
        ("red_flags.bowel_bladder", ("D: When did the leaking start?",), None),
        ("red_flags.bowel_bladder", ("D: When did the leaking start?", "P: Two days ago."), "present"),
        ("red_flags.bowel_bladder", ("D: When did the leaking start?", "P: There's no leaking."), "absent"),
        ("onset", ("D: When did the leaking start?", "P: Two days ago."), None),
        # a clinician or a companion speaks of the patient as he or she
        ("red_flags.cancer_history", ("D: He's got a history of prostate cancer.",), "present"),
        ("laterality", ("D: Which side is it, did she say?", "P: She got it wrong, it's left."), "left"),
        # a bare "right" agrees with the side just told, and names one where a side was asked for
        ("laterality", ("D: So it's on the left?", "P: Right."), "left"),
        ("laterality", ("D: Which side?", "P: Right."), "right"),
        # a time put first goes with what follows
        ("red_flags_extended.trauma", ("P: Back in high school I got thrown off a dirt bike.",), None),
        # denials in one breath are dictated
        ("red_flags.fever", ("D: No bowel or bladder changes, no saddle numbness, no fevers.",), "absent"),
        ("red_flags.fever", ("D: No fevers?",), None),
        # what is put off or done elsewhere is not planned
        ("plan.specialist_referral", ("D: No referral today.",), None),
        ("plan.injection", ("D: We will hold off on the injection.",), "stopped"),
        ("plan.imaging", ("D: The last doctor ordered an MRI.",), None),
        ("plan.imaging", ("D: CT because you have a pacemaker.",), "planned"),
        # a doubt inside the name, and somebody else's opinion
        ("etiology.muscular", ("D: This appears muscular.",), None),
        ("diagnosis.sciatica", ("D: My wife swears it's sciatica.",), None),
        ("etiology.mechanical", ("D: We have ruled a mechanical source out.",), "absent"),
    ],
)
def test_what_is_believed_of_it(read, path: str, lines: tuple[str, ...], value: str | None) -> None:
    assert read(*LOW_BACK, *lines).value(path) == value


@pytest.mark.parametrize(
    ("path", "line", "value"),
    [
        ("plan.activity_modification", "D: Enjoy a nice rest on the beach, you have earned it.", None),
        ("diagnosis.contusion", "D: My assessment is a contusion of the lower back.", "stated"),
        ("diagnosis.sacroiliac_dysfunction", "D: This is your SI joint.", "stated"),
        ("diagnosis.sacroiliac_dysfunction", "D: It is not your SI joint.", "absent"),
    ],
)
def test_a_name_is_what_it_is_said_of(read, path: str, line: str, value: str | None) -> None:
    assert read(*LOW_BACK, line).value(path) == value


@pytest.mark.parametrize(
    "lines",
    [
        ("P: I hurt my back at work.",),
        ("P: I've had trouble with my back for two weeks.",),
        ("P: It's my back again.",),
        ("P: Not great, my low back hurts.",),
        ("P: not great my low back hurts",),
        ("D: So you're having some low back pain?", "P: Yeah, right at the bottom."),
        ("D: You're here for your back and to check your blood pressure, right?", "P: Yes."),
        ("D: Tell me about your back.", "P: It's been about the same."),
    ],
)
def test_the_back_is_the_complaint_however_it_comes_up(read, lines: tuple[str, ...]) -> None:
    assert read(*lines).value("complaint.low_back_pain") == "present"


@pytest.mark.parametrize(
    "lines",
    [
        ("P: I'd like to go back to work.",),
        ("D: You're back for a recheck?", "P: Yes."),
        ("D: Any back pain or fever?", "P: No."),
    ],
)
def test_to_be_back_is_no_complaint(read, lines: tuple[str, ...]) -> None:
    assert read(*lines).value("complaint.low_back_pain") != "present"
