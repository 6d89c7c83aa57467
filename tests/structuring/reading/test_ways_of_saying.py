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
        ("etiology.muscular", ("D: Most back pain is muscular.",), None),
        ("etiology.muscular", ("D: A lot of times it's just a muscle strain.",), None),
        ("etiology.muscular", ("D: This isn't a disc, this is muscle.",), "stated"),
        ("etiology.muscular", ("D: I'm going to chalk this up to a strain.",), "stated"),
        ("etiology.muscular", ("D: You strained your hamstring, it's a hamstring strain.",), None),
        ("etiology.disc", ("D: What you've got is a disc that's pushing on the nerve.",), "stated"),
        ("etiology.facetogenic", ("D: You've got some arthritis in the joints of your back.",), "stated"),
        ("etiology.facetogenic", ("D: My gut says facet, but we'd need a block to prove it.",), None),
        ("etiology.fracture", ("D: One of your vertebrae has collapsed.",), "stated"),
        ("etiology.none_identified", ("D: The x-ray didn't show a fracture.",), None),
        # a deed that did not bring it on
        ("injury_mechanism", ("P: My job is lifting boxes all day.",), None),
        ("injury_mechanism", ("P: I'm worried I'll fall.",), None),
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


@pytest.mark.parametrize(
    ("path", "lines", "value"),
    [
        # where it goes to is all that is asked; a question for something else in the leg asks for no pain
        (
            "radiation.leg_pain",
            ("D: Does it travel? Down the leg at all?", "P: No. A bit into the cheek."),
            "absent",
        ),
        (
            "radiation.leg_pain",
            ("P: It shoots down my left leg.", "D: Any numbness? In the leg?", "P: No."),
            "present",
        ),
        # the talk turns from the leg to the back, of which the side is asked
        (
            "laterality",
            ("P: My right thigh burns.", "D: And the back itself, one side?", "P: Clear across."),
            "bilateral",
        ),
        ("laterality", ("D: More on the right than the left?", "P: It's right only."), "right"),
        ("laterality", ("P: Low down, on the right, right about the belt.",), "right"),
        ("laterality", ("D: Which side?", "D: So we've got the right nerve.", "P: Yes."), None),
        # what is counted from a fall just told of, and other clocks
        ("onset", ("P: Wednesday I fell on the ice.", "D: And today's Tuesday, so that's six days."), "acute"),
        ("onset", ("D: How many weeks have you been on it?", "P: Three."), None),
        ("onset", ("D: It's been eight months since I saw you.",), None),
        ("onset", ("D: Meloxicam, and no lifting for a week.", "P: A week? That's too long."), None),
        # an answer that comes last, and one that a word behind it does not take back
        ("red_flags.progressive_neuro_deficit", ("D: Any numbness?", "P: My hands, but my legs, no."), "absent"),
        (
            "red_flags.progressive_neuro_deficit",
            ("D: Any numbness?", "P: The right foot, but the left, no."),
            None,
        ),
        (
            "red_flags.cancer_history",
            ("D: Ever had cancer?", "P: No. They took fibroids out."),
            "absent",
        ),
        ("red_flags.saddle_anesthesia", ("D: Bladder's fine?", "P: Everything's fine down there."), None),
        (
            "red_flags.weight_loss",
            ("D: Any change, weight, appetite?", "P: I gained five pounds."),
            "absent",
        ),
        # a part of the examination that is asked of; a command is no result
        ("exam.sensation", ("D: Let me examine you. And touch, here?", "P: Less on the outside."), "abnormal"),
        ("exam.motor_strength", ("D: Let me examine you. Strength, push down on my hands.",), None),
        ("exam.sensation", ("D: Let me examine you. I'll put a number on your papers.",), None),
        ("etiology.fracture", ("D: The chance that I'd find a fracture is about nil.",), None),
        # a matter that is only opened, ways there are, another problem's remedy, results that will be there
        ("plan.surgery_referral", ("D: Here's the plan. Next, surgery. You don't need that.",), None),
        ("plan.injection", ("D: Here's the plan. There's therapy, an injection, or an operation.",), None),
        ("plan.imaging", ("D: Here's the plan. MRI with or without contrast.",), "planned"),
        ("plan.neuropathic_agent", ("D: Naproxen for your back. Number two, depression, Cymbalta sixty.",), None),
        ("plan.lab", ("D: See you Wednesday for your back, and we'll have all the blood work.",), None),
        ("plan.follow_up", ("D: If you can't pee call 911, and I'm going to see you in two weeks.",), "planned"),
        ("plan.imaging", ("D: If it's not better call me, and I'm going to order an MRI.",), None),
        ("plan.physical_therapy", ("D: I'd like you to see a physiotherapist. I'll send a referral.",), "planned"),
    ],
)
def test_the_same_is_read_however_it_is_put(read, path: str, lines: tuple[str, ...], value: str | None) -> None:
    assert read(*LOW_BACK, *lines).value(path) == value
