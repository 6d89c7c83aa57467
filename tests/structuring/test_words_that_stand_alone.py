"""What the note quotes says by itself what it is of: no "it lets up", no relief among what hurts."""

from __future__ import annotations

import pytest

from tests.structuring.test_kept_for_the_note import EXAMINED, begun, heard, sentences

SAID = [
    # the patient's own account
    (
        "In the patient's words: ",
        "i turned to throw a load into the wheelbarrow",
        ("D: What happened?", "P: I was shoveling gravel, and I turned to throw a load into the wheelbarrow."),
    ),
    (
        "In the patient's words: ",
        "i finished the shift",
        ("D: So what happened?", "P: I picked up a stock pot.", "D: By yourself?",
         "P: The other guy was on break.", "D: And you felt it right then?",
         "P: I felt it grab, and then I finished the shift."),
    ),
    ("In the patient's words: ", "it just sort of built up", ("D: Fill me in.", "P: It just sort of built up.")),
    (
        "In the patient's words: ",
        "we carried a sofa down",
        ("D: Do you remember what you were doing when it started?", "P: Yeah, we carried a sofa down the stairs."),
    ),
    # widened to what it is of
    ("Relieved by: ", "lean on the fence", ("P: I stop and lean on the fence. It lets up.",)),
    ("Treatment so far: ", "the therapy", ("D: And the therapy, how did that go?", "P: I went six times.")),
    ("Treatment so far: ", "for an hour", ("P: I put ice on it.", "D: Does that help?", "P: For an hour.")),
    ("Treatment so far: ", "flexeril", ("P: They gave me Flexeril and it knocked me right out.",)),
    ("Treatment so far: ", "two advil", ("D: Any health problems?", "P: Asthma when I was a kid.",
                                        "D: Did you take anything for this?", "P: My girl gave me two Advil.")),
    ("Treatment so far: ", "percocet", ("D: What have you taken?", "P: I took two of my mom's Percocets.")),
    # turned round
    ("Relieved by: ", "lying flat",
     ("D: What makes it worse, sitting or lying down?", "P: Lying flat is better.")),
    ("Relieved by: ", "sitting", ("D: And does sitting bother it?", "P: Sitting is heaven.")),
    # what to come back for, work, the vital signs, what is told of the plan
    ("Return precautions: ", "a foot that drags",
     (EXAMINED, "D: Take naproxen.",
      "D: Any new trouble with the bladder, or a foot that drags, you call the same day.")),
    ("Return precautions: ", "he goes to the hospital",
     ("D: Take naproxen.", "D: If he loses strength in the legs, he goes to the hospital.")),
    ("Vital signs: ", "148 over 86", ("D: Your blood pressure's 148 over 86.",)),
    ("Also told of the plan: ", "would not change",
     (EXAMINED, "D: Take naproxen.", "D: A picture would not change anything we do.")),
    # a flag that was explained
    ("Told, and then explained or taken back: unexplained weight loss", "twenty pounds",
     ("D: Any weight loss?", "P: I lost twenty pounds but that's on purpose.")),
    ("Asked about, no clear answer heard: ", "fever", ("D: Any fever?", "P: My wife had one.")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "lines"), SAID)
def test_what_is_told_stands_with_what_it_is_of(sentence, words, lines):
    told = " ".join(begun(heard(*lines), sentence)).lower()
    assert words in told


UNSAID = [
    ("Relieved by", ("D: Does it go down the leg?", "P: No, it stops there.")),
    ("Relieved by", ("P: I had breast cancer. They took it all.",)),
    ("Quality", ("P: I take a lot of Advil.", "D: Is your stomach okay?", "P: It burns.")),
    ("Provoked by", ("D: What makes it worse?", "P: Sitting down is all right.")),
    ("Timing", ("D: Are you taking the ibuprofen still?", "P: Not every day.")),
    ("Timing", ("P: The big toe is tingly. All the time.",)),
    ("Severity", ("P: The bus is terrible.",)),
    ("Function", ("D: Any accidents? Any trouble getting started?", "P: I get up twice in the night.")),
    ("Function", ("P: They've got us on a headset, and if you don't move it says it again.",)),
    ("Treatment so far", ("D: Did they do an x-ray?", "P: They did an x-ray.")),
    ("Return precautions", ("D: Andre is a 34-year-old male, referred by the ER for low back pain.",)),
    ("Gait", ("D: Let me examine you. Turn and face the wall, I'm walking down the bones. Does that hurt?",
              "P: That's it.")),
    ("Gait", (EXAMINED, "D: Take gabapentin at night.", "D: It can make you wobbly.")),
    ("General statement", ("D: Here's your MRI. No fracture, and no tumor or infection.",)),
    ("Before this episode", ("P: It'll be eight years in the fall.",)),
    ("Bears on treatment", ("D: Take Tylenol.", "D: It's easier on the kidneys.")),
    ("MRI reviewed", ("D: Come back in two weeks. I'll have the MRI by then.",)),
    ("Assessment: ", ("D: Let me examine you. There's spasm on the right.", "D: This is a lumbar strain.")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "lines"), UNSAID)
def test_what_is_of_something_else_or_leans_on_nothing_is_not_told(sentence, lines):
    assert not begun(heard(*lines), sentence)


@pytest.mark.parametrize(
    ("sentence", "answer", "lines"),
    [
        ("FABER: negative", "quiet",
         ("D: Let me examine you. Now this ankle on that knee. Pain in the groin or the back of the hip?",
          "P: No, nothing.", "D: Other side. Okay, so the hips are quiet.")),
        ("Straight leg raise: negative", "negative",
         ("D: Let me examine you. I'll lift your legs. Any pain down the leg when I do that?", "P: No.",
          "D: So that's negative.")),
        ("Denies weakness of the legs", "don't think so",
         ("D: Have you noticed any weakness? Tripping, catching your toe?", "P: I don't think so.")),
    ],
)  # fmt: skip
def test_a_question_is_not_quoted_without_what_came_of_it(sentence, answer, lines):
    told = begun(heard(*lines), sentence)
    assert told and answer in told[0].lower()


def test_what_two_statements_tell_is_quoted_once():
    told = begun(heard("D: And the epidural?", "P: The epidural was wonderful for three weeks."), "Treatment")
    assert len(told) == 1 and told[0].lower().count("wonderful") == 1


def test_work_that_is_ordered_stands_in_the_plan_and_work_that_is_told_in_the_history():
    state = heard(
        "P: I told my supervisor that day.", "D: Take naproxen.", "D: I'll write you off work until Monday."
    )
    where = {
        section.title: [one.text for one in section.sentences if one.text.startswith("Work: ")]
        for section in state.note.sections
    }
    assert any("supervisor" in text for text in where["History of present illness"])
    assert any("until Monday" in text for text in where["Plan"])


def test_a_spasm_that_was_felt_is_no_second_diagnosis():
    state = heard("D: Let me examine you. There's spasm on the right.", "D: What you have is a lumbar strain.")
    assert begun(state, "Lumbar strain") and not begun(state, "Spasm")


def test_a_surgeon_is_one_referral_however_he_is_called():
    state = heard(
        "D: Let me examine you. Strength is five out of five.",
        "D: I'm referring you to the spine surgeon.",
        "P: Okay.",
        "D: I'll refer you to Dr. Okafor.",
    )
    assert any("urgical referral" in text for text in sentences(state))
    assert not any("pecialist referral" in text for text in sentences(state))


def test_the_illnesses_of_an_introduction_are_the_patients_own():
    state = heard(
        "D: And this is your daughter?", "P: Yes.", "D: So Fumiko is an 83-year-old woman with osteoporosis."
    )
    assert any(text.startswith("Present: osteoporosis") for text in sentences(state))
    assert not begun(state, "A family member")


@pytest.mark.parametrize(
    "line",
    [
        "I came right down on my bottom, on the linoleum.",
        "I sat down hard on the floor.",
        "I landed down on my tailbone.",
    ],
)
def test_a_hard_sitting_down_is_a_fall(line):
    state = heard("D: How did it start?", f"P: {line}")
    assert any(text.startswith(("Present: significant trauma", "Present: fall")) for text in sentences(state))
