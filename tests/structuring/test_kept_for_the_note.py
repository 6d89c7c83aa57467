"""What no count depends on and a note needs all the same: the words of it are kept, and only where they belong."""

from __future__ import annotations

from datetime import date

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.state import State, Visit
from structuring.turns import Turn

OPENING = ("D: What brings you in?", "P: My lower back hurts on the left, for three weeks.")


def heard(*lines: str) -> State:
    visit = Encounter(load_pack(), Visit(date_of_service=date(2026, 3, 2)))
    for number, line in enumerate((*OPENING, *lines), 1):
        speaker = "clinician" if line.startswith("D: ") else "patient"
        visit.hear(Turn(line=number, speaker=speaker, text=line[3:]))
    return visit.state


def sentences(state: State) -> list[str]:
    return [one.text for section in state.note.sections for one in section.sentences]


def begun(state: State, beginning: str) -> list[str]:
    return [text for text in sentences(state) if text.startswith(beginning)]


PICTURES = [
    (
        "X-ray reviewed",
        "lost about a third of its height",
        ("D: I've got the X-ray of your lumbar spine here. You see this one is a wedge?",
         "P: That one's squashed.",
         "D: It's a compression fracture of L1, it's lost about a third of its height."),
    ),
    (
        "MRI reviewed",
        "sitting right on top of the s1 nerve root",
        ("D: let's pull up the mri you had on the ninth . those are your discs , and then the bottom one .",
         "P: that's the black one .",
         "D: that's the one . there's a good-sized piece at l5-s1 , and it's sitting right on top of the "
         "s1 nerve root ."),
    ),
    (
        "MRI reviewed",
        "at four-five it's pinched down",
        ("D: dragon , show me the lumbar mri . so , you see how at four-five it's pinched down to a slit ?",),
    ),
    (
        "X-ray reviewed",
        "pars",
        ("D: Hey, Dragon, show me the lumbar spine x-ray. Here at L5 there's a little line through the pars.",),
    ),
    (
        "MRI reviewed",
        "facet arthropathy at L4-5",
        ("P: And my hand goes numb.", "D: On the right hand, Tinel's is positive.",
         "D: For the record, I reviewed your MRI from last fall again. There's facet arthropathy at L4-5."),
    ),
    (
        "MRI reviewed",
        "big and knobby",
        ("D: Hey, Dragon, show me the lumbar MRI.", "P: Is that me?",
         "D: That's you. On your left side at L4-5 these little joints are big and knobby."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "lines"), PICTURES)
def test_what_is_read_from_the_picture_stands_in_the_note_and_not_the_order_to_show_it(sentence, words, lines):
    told = " ".join(begun(heard(*lines), sentence))
    assert words in told
    assert "show me" not in told and "pull up" not in told and "I've got the X-ray" not in told


@pytest.mark.parametrize(
    "lines",
    [
        ("D: Here's your MRI. The disc at L5-S1 has a small bulge.",
         "D: When you bend forward, the canal opens up a bit."),
        ("D: Here's your MRI. The disc at L5-S1 has a small bulge.", "D: Okay.",
         "D: For the first problem, the stenosis, take meloxicam, that takes the swelling off a pinched nerve."),
        ("D: Here's your MRI. The disc at L5-S1 has a small bulge.", "D: On exam you are tender at L5.",
         "D: If there were a fracture we'd see it."),
        ("D: Here's your MRI. The disc at L5-S1 has a small bulge.", "P: What if there were a fracture?",
         "D: If there were a fracture we'd see it."),
    ],
)  # fmt: skip
def test_what_is_explained_or_concluded_is_not_read_from_the_picture(lines):
    told = " ".join(begun(heard(*lines), "MRI reviewed"))
    assert "small bulge" in told
    assert "tender" not in told
    assert "opens up" not in told and "meloxicam" not in told and "fracture" not in told


KEPT = [
    ("Work: ", "write you a letter for work", ("D: I'll write you a letter for work, no lifting for two weeks.",)),
    ("Work: ", "told my supervisor", ("P: It happened at work and I told my supervisor that day.",)),
    ("Bears on treatment: ", "eliquis", ("D: Any other medicines?", "P: I take eliquis for my heart.")),
    ("Bears on treatment: ", "blood thinners", ("D: Are you on any blood thinners?", "P: No.")),
    ("Bears on treatment: ", "warfarin", ("P: I never had an ulcer. I'm not allergic to anything.",
      "P: My kidneys are fine. I don't have asthma. I'm on warfarin for a valve.")),
    ("Provoked by: ", "long car rides", ("D: What makes it worse?", "P: Sitting.", "P: Long car rides too.")),
    ("MRI reviewed: ", "pushed out to the left",
     ("D: I looked at your MRI. The problem is at L5, a fragment sitting on the nerve.",
      "D: It's a big chunk pushed out to the left.")),
    ("Bears on treatment: ", "nursing", ("P: I'm still nursing, so I was afraid to take anything.",)),
    ("Instructions: ", "groggy",
     ("D: Take tizanidine at bedtime.", "P: Okay.", "D: It can make you groggy for a day.")),
    ("Introduced by the clinician: ", "62-year-old",
     ("D: Hey, Dragon, Marta is a 62-year-old female with hypertension, here for low back pain.",)),
    ("Also told of the examination: ", "pulses",
     ("D: Let me examine you. Straight leg raise is negative. Pulses are strong in both feet.",)),
    ("To be clarified, in the clinician's words: ", "what this is",
     ("D: Let me examine you. Straight leg raise is negative.",
      "D: I don't know yet what this is. I want to get some blood work and an MRI.")),
    ("Low back pain; no cause was recognised.", "", ("D: Let me examine you. Straight leg raise is negative.",
      "D: Take ibuprofen and come back in two weeks.")),
    ("Treatment so far: ", "four days", ("D: The prednisone pack I gave you, did that help any?",
      "P: It helped for about four days.")),
    ("Timing and course: ", "sixty percent better", ("D: How is it?", "P: I'd say sixty percent better.")),
    ("Provoked by: ", "sitting", ("D: What makes it worse?", "P: Sitting. I'm an accountant.")),
    ("Relieved by: ", "lying on the floor", ("D: And what feels good?", "P: Walking. And lying on the floor.")),
    ("Treatment so far: ", "five days", ("P: The steroid pack was great for about five days.",)),
    ("Treatment so far: ", "bengay", ("D: What are you taking for it?", "P: Bengay.")),
    ("Reflexes: ", "knee and ankle reflexes are equal",
     ("D: Sit up, let your legs hang. I'm going to tap. Okay.", "P: Okay.",
      "D: Your pressure is good. Heart is fine. Knee and ankle reflexes are equal.")),
    ("Reflexes: abnormal, left", "ankle jerk",
     ("D: On exam the left ankle jerk is absent as compared to two plus on the right.",)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "lines"), KEPT)
def test_what_a_clinician_would_miss_is_kept_in_the_words_that_were_said(sentence, words, lines):
    state = heard(*lines)
    found = [one for section in state.note.sections for one in section.sentences if one.text.startswith(sentence)]
    assert len(found) == 1 and words in found[0].text.lower()
    assert found[0].evidence


EXAMINED = "D: Let me examine you. Strength is five out of five."
NOT_KEPT = [
    ("To be clarified", (EXAMINED, "D: I don't know what the weather is doing out there.")),
    ("To be clarified", (EXAMINED, "D: We need to find out what your insurance covers.")),
    ("To be clarified", (EXAMINED, "D: There's no need to rule out cancer.")),
    ("Instructions", ("D: That disc is not driving your leg pain.",)),
    ("Instructions", ("D: Bend forward, stop that if it hurts.",)),
    ("Work: ", ("P: This is not work related.",)),
    ("Work: ", ("P: I was not hurt at work, it was at home.",)),
    ("Bears on treatment", ("P: I never had an ulcer.",)),
    ("Bears on treatment", ("P: I'm not allergic to anything.",)),
    ("Bears on treatment", ("P: I have been in nursing for twenty years.",)),
    ("Bears on treatment", ("D: Naproxen can give you an ulcer.",)),
    ("Introduced", ("D: Next is a 45 year old woman, she is coming at four.",)),
    ("Introduced", ("D: You have the spine of a 70 year old man.",)),
    ("Also told of the examination", (EXAMINED, "D: The knee has no swelling.")),
    ("Also told of the examination", (EXAMINED, "D: Take your pulse before the water pill.")),
    ("Work: ", ("D: Take Tylenol three times a day, on the clock, don't wait for it to hurt.",)),
    ("Return precautions", ("D: Take Tylenol three times a day, don't wait for it to hurt.",)),
    ("Gait", ("D: Let me examine you. I'm going to bring this leg up, you stay limp.",)),
    ("Quality", ("P: My hamstring's tight, but it's always been tight.",)),
    ("Bears on treatment", ("D: Blood work today, a calcium, a blood count, kidney function, and a sed rate.",)),
    ("Imaging ordered: X-ray", ("D: It could be the pars. I can't tell until I get a better picture.",)),
    ("Type of the pain as stated: fracture", ("D: It's like a shin splint that becomes a stress fracture.",)),
    ("Mechanism", ("D: Still going to the pool?", "P: No, I just fell out of it with the bus not running.")),
    ("Mechanism", ("D: What did you take?", "P: My cousin's pill, and it knocked me right out.")),
    ("Provoked by", ("D: What makes it worse?", "P: Not that I could tell you.")),
    ("To be clarified", ("D: On exam he is tender.", "D: Not twice a day until we know how you do with it.")),
    ("Function: ", ("D: Which side?", "P: Both. It doesn't pick.")),
    ("To be clarified", ("D: Let me examine you. There's nothing in your exam that worries me.",)),
    ("To be clarified", ("D: Are you worried about it?", "P: A little.")),
    ("Bears on treatment", ("P: My mother has diabetes and she's on warfarin.",)),
    ("Bears on treatment", ("P: I work in a nursing home.",)),
    ("Also told of the examination", ("D: Any rash or bruising?", "P: No.")),
    ("Work: ", ("D: When are you back at work?", "P: Monday.")),
    ("Low back pain; no cause", ("D: This is a lumbar strain. Take ibuprofen.",)),
    (
        "Mechanism",
        (
            "D: How did it start?",
            "P: I wish I could tell you I lifted something.",
        ),
    ),
    (
        "Mechanism",
        ("P: I figured I'd overdone it.", "D: Did you do something to it?", "P: No, I didn't do anything."),
    ),
    ("Earlier course", ("D: On exam he moves on and off the table well, lumbar flexion is full.",)),
    (
        "Not to take",
        ("D: Gabapentin three times a day. Don't drive till you know how the gabapentin treats you.",),
    ),
    ("Not planned today: follow-up", ("D: I want an MRI to make sure nothing's come back in the bone.",)),
    ("A family member", ("P: My wife is up all night with pain in her back, it wakes her.",)),
    ("Low back pain; no cause", ("D: How long has it been?", "P: Three weeks.")),
]


@pytest.mark.parametrize(("sentence", "lines"), NOT_KEPT)
def test_what_is_somebody_elses_or_only_asked_is_not_kept(sentence, lines):
    assert not begun(heard(*lines), sentence)


def test_a_question_of_the_reply_stays_out_where_the_reply_goes_on_to_something_else():
    told = " ".join(
        begun(heard("D: What makes it worse?", "P: Sitting. I'm an accountant, so that's wonderful."), "Prov")
    )
    assert "accountant" not in told


def test_how_long_it_takes_to_settle_is_no_dose():
    assert not begun(
        heard("D: It's a strain. Most of these settle down in another few weeks."), "Reassurance weeks"
    )


def test_words_kept_for_the_note_neither_tick_nor_code_nor_alert():
    plain = heard("D: This is a lumbar strain. Take ibuprofen.")
    told = heard(
        "D: This is a lumbar strain. Take ibuprofen.",
        "D: I'll write you a work note. It makes you sleepy, no driving.",
    )
    assert [(one.element, one.status) for one in told.checklist] == [
        (one.element, one.status) for one in plain.checklist
    ]
    assert told.code == plain.code
    assert [one.text for one in told.alerts] == [one.text for one in plain.alerts]


def test_what_two_findings_share_in_one_breath_is_quoted_once():
    state = heard(
        "D: Here's your MRI. That's a disc herniation, on the left, and it's sitting right on the L5 nerve root."
    )
    told = " ".join(begun(state, "MRI reviewed"))
    assert told.count("sitting right on the L5 nerve root") == 1


def test_the_sentence_that_says_more_of_an_order_is_quoted_with_it():
    state = heard(
        "D: This is an L5-S1 disc herniation.",
        "D: Let's do the injection. It's a transforaminal epidural on the left at S1.",
    )
    assert any("at S1" in text for text in sentences(state) if "njection" in text)


def test_the_level_of_a_nerve_root_is_no_level_of_the_disc():
    state = heard("D: Your diagnosis is a herniated disc with a left S1 radiculopathy.")
    assert begun(state, "Disc herniation") and not any("S1 (" in text for text in begun(state, "Disc herniation"))
