"""What is said of something else - another part, illness or time - leaves the slots of the back alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in?", "P: My low back hurts.")


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("laterality", ("D: You finished the whole course of pills, right?", "P: Yeah, that's right.")),
        ("laterality", ("P: Another truck hit us from the left side.",)),
        ("laterality", ("D: They did a bilateral kyphoplasty back then.",)),
        ("laterality", ("P: My face is drooping.", "D: On one side?", "P: Just on the left side.")),
        ("laterality", ("P: I live at the senior center.",)),
        ("laterality", ("D: Now the shoulder. Which one?", "P: The right one.")),
        ("laterality", ("D: And the ankle. Which side?", "P: Left.")),
        ("onset", ("D: How long ago did you quit the Fosamax?", "P: Two years.", "D: Two years, okay.")),
        ("onset", ("D: When did you last see the chiropractor?", "P: Two days ago.")),
        ("onset", ("P: I've been off the gabapentin two weeks.",)),
        ("onset", ("P: My ankles? They've done that since I was carrying my kids.",)),
        ("exam.sensation", ("D: But when you need to go, you can feel it?", "P: Oh yeah.")),
        ("etiology.muscular", ("D: For the ribs, that's a strained muscle between the ribs from coughing.",)),
        ("plan.activity_modification", ("D: Here's the plan. We could do a shot, but I'm not jumping to that.",)),
        ("plan.follow_up", ("D: Here's the plan. We'll see you in three months for the pressure and the mood.",)),
        ("plan.follow_up", ("D: Here's the plan. For the blood pressure we'll see you in three months.",)),
        ("plan.imaging", ("D: So we had you do the new MRI.",)),
        ("laterality", ("P: I woke up in the middle of the night.",)),
        ("laterality", ("D: Does that sound right to you?", "P: Yes.")),
        ("onset", ("P: And there is this rash.", "D: How long have you had it?", "P: Three months.")),
        ("laterality", ("D: Which side took the hit?", "P: Mostly the left side.")),
        (
            "laterality",
            ("P: The low back began and it ran down my right leg, and then the left leg after the right.",),
        ),
        ("laterality", ("D: Okay, right. So tell me about the low back.",)),
        ("red_flags.bowel_bladder", ("P: I'm a wee bit stiffer than normal.",)),
        ("red_flags.cancer_history", ("P: I don't really know the stages of cancer.",)),
        ("etiology.stenosis", ("D: This shows stenosis at L three L four.",)),
        ("plan.physical_therapy", ("D: I'd like to send you for some speech therapy.",)),
        ("onset", ("P: I am forty four years young.",)),
        ("injury_mechanism", ("D: What makes it worse?", "P: Lifting, or standing for long.")),
        ("injury_mechanism", ("P: I just started coughing and now I have a fever.",)),
        ("etiology.disc", ("D: The report has a mild disc bulge at C four C five.",)),
        ("plan.follow_up", ("D: When you went for follow up, did they do films?",)),
        ("imaging.reviewed.mri", ("D: We're still waiting on the MRI.",)),
        ("imaging.reviewed.mri", ("D: Your brain MRI was normal.",)),
        ("imaging.reviewed.xray", ("D: X-rays don't show discs very well.",)),
        ("plan.lab", ("D: I'll get a urine sample to see if you have an infection.",)),
        ("exam.sensation", ("D: When do you feel this?", "P: At night, yes.")),
        ("radiation.leg_pain", ("D: Where is your knee pain?", "P: In the front of the knee.")),
        ("radiation.leg_pain", ("P: I have had pain in this knee.",)),
        ("radiation.leg_pain", ("D: Did you travel anywhere lately?", "P: No.")),
        ("radiation.leg_pain", ("P: I have a rash too.", "D: Is it localized?", "P: Yes.")),
        ("onset", ("D: And how old are you?", "P: I'm seventy four years old.")),
        ("onset", ("D: What is your pain today out of ten?", "P: Out of ten, about a six.")),
        ("red_flags.weight_loss", ("P: I limp to take the weight off my knee.",)),
        ("red_flags.weight_loss", ("D: And your sugars are staying stable?", "P: Yes, that's right.")),
        ("red_flags.bowel_bladder", ("P: I had a urinary tract infection at the same time.",)),
        ("red_flags.saddle_anesthesia", ("D: How is the foot?", "P: The bottom is numb.")),
        ("red_flags.weight_loss", ("D: May I pull his trousers down a little?", "P: Sure.")),
        ("red_flags.weight_loss", ("P: They had to cut me out of the car.",)),
        ("red_flags.bowel_bladder", ("P: There was some blood in the urine as well.",)),
        ("red_flags.bowel_bladder", ("D: Any blood in your stool?", "P: No.")),
        ("red_flags.bowel_bladder", ("P: No vomiting. No problem there.",)),
        ("red_flags.bowel_bladder", ("P: Is my knee going to be okay?",)),
        ("red_flags.bowel_bladder", ("P: They put a catheter into my heart.",)),
        ("red_flags.saddle_anesthesia", ("D: I do not feel any swellings in your neck or groin.",)),
        ("red_flags.progressive_neuro_deficit", ("P: I have been so tired and I feel weak these days.",)),
        ("red_flags.progressive_neuro_deficit", ("P: I tripped over the dog's leash.",)),
        ("red_flags.progressive_neuro_deficit", ("P: I want something strong for it.",)),
        ("red_flags.cancer_history", ("P: Two of my aunts had breast cancer.",)),
        ("red_flags.cancer_history", ("D: Anything that runs in the family?", "P: They both have cancer.")),
        (
            "red_flags.cancer_history",
            ("D: Any illnesses in the family, like cancer?", "P: No, they are all healthy."),
        ),
        (
            "red_flags.cancer_history",
            (
                "D: What did your parents have?",
                "P: Hm?",
                "D: Well, sugar, a stroke, cancer?",
                "P: Oh yeah, my dad did.",
            ),
        ),
        ("red_flags.cancer_history", ("P: I hope this is not cancer.",)),
        ("red_flags.cancer_history", ("D: This is a man who has stage four kidney disease.",)),
        ("red_flags.weight_loss", ("D: We took the insulin from eighty to sixty units, right?", "P: Yes.")),
        ("exam.sensation", ("D: The risks include bleeding and changes in sensation.",)),
        ("radiation.leg_pain", ("P: There is pain in my back and knees.",)),
        ("exam.motor_strength", ("D: The film shows a grade two L four anterior spondylolisthesis.",)),
        ("etiology.none_identified", ("D: They saw some nonspecific edema in the tendon.",)),
    ],
)
def test_other_matters_fill_no_slot_of_the_back(read: Read, path: str, lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    assert [fact.value for fact in sheet.all(path) if fact.status in ("stated", "conflict")] == []


def test_a_family_talked_of_does_not_hide_the_patients_own_illness(read: Read) -> None:
    lines = (
        "D: Any cancer in the family?",
        "P: No.",
        "D: And you, have you ever had cancer?",
        "P: Yes, melanoma.",
    )
    (fact,) = [fact for fact in read(*OPENING, *lines).all("red_flags.cancer_history") if fact.status == "stated"]
    assert fact.value == "present"


def test_a_leg_that_is_named_makes_weakness_count(read: Read) -> None:
    (fact,) = read(*OPENING, "P: My left leg has been getting weak.").all("red_flags.progressive_neuro_deficit")
    assert (fact.value, fact.status) == ("present", "stated")


def test_a_rash_or_an_old_operation_makes_no_back_visit(read: Read) -> None:
    for lines in (
        ("D: What brings you in?", "P: I have a rash all over my chest, and some is on my back."),
        ("D: Any operations?", "P: They operated on my back and shoulder after a bad crash."),
    ):
        assert not [fact for fact in read(*lines).all("complaint.low_back_pain") if fact.value == "present"]


def test_pain_down_both_legs_named_one_by_one_is_on_both_sides(read: Read) -> None:
    sheet = read(*OPENING, "P: It shoots down my right leg, and then the left leg too.")
    assert [fact.side for fact in sheet.all("radiation.leg_pain")][-1] == "bilateral"


def test_a_relative_who_answers_speaks_for_the_patient(read: Read) -> None:
    sheet = read("D: What brings her in?", "P: Husband here. She has severe lower back pain.")
    assert [fact.value for fact in sheet.all("complaint.low_back_pain")] == ["present"]


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("red_flags.bowel_bladder", None, ("P: My cousin had the operation. Now he cannot hold the urine.",)),
        ("red_flags.bowel_bladder", "present", ("D: Any trouble?", "P: She can't control her bladder.")),
        (
            "red_flags.weight_loss",
            "present",
            (
                "P: I'm the daughter. Dad, let her see.",
                "D: The nurse weighed him.",
                "P: He's a new hole in his belt.",
            ),
        ),
        (
            "red_flags.bowel_bladder",
            "absent",
            ("P: I'm the daughter.", "D: Are you passing your water all right?", "P: He's all right there."),
        ),
        (
            "red_flags.cancer_history",
            "present",
            ("D: And the prostate cancer, you finished radiation in what, 2017?", "P: Seventeen, yes."),
        ),
        ("red_flags.fever", "absent", ("P: Saddle's fine, bladder's fine, nothing's weak, no fevers.",)),
        ("red_flags.weight_loss", "absent", ("D: You forgot weight.", "P: Wrong direction.")),
        ("red_flags.progressive_neuro_deficit", "present", ("P: I tripped on the curb twice yesterday.",)),
        ("red_flags.progressive_neuro_deficit", None, ("P: I tripped over the dog and landed hard.",)),
    ],
)
def test_whose_sign_it_is(read, path: str, value: str | None, lines: tuple[str, ...]) -> None:
    assert read("D: What brings you in?", "P: It's the low back.", *lines).value(path) == value
