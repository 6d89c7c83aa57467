"""A rewording may change how a sentence reads and nothing of what it says."""

from __future__ import annotations

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.faithful import objection

PACK = load_pack()
PLAIN = "Naproxen 500 milligrams daily for left leg pain; denies fever or weakness."

LIES = {
    "a drug is swapped": "Meloxicam 500 milligrams daily for left leg pain; denies fever or weakness.",
    "a drug is added": "Naproxen and tramadol 500 milligrams daily for left leg pain; denies fever or weakness.",
    "the dose is changed": "Naproxen 50 milligrams daily for left leg pain; denies fever or weakness.",
    "the unit is changed": "Naproxen 500 grams daily for left leg pain; denies fever or weakness.",
    "the side is swapped": "Naproxen 500 milligrams daily for right leg pain; denies fever or weakness.",
    "the denial is lost": "Naproxen 500 milligrams daily for left leg pain; reports fever or weakness.",
    "a denial is added": "No naproxen 500 milligrams daily for left leg pain; denies fever or weakness.",
    "a symptom is added": "Naproxen 500 milligrams daily for left leg pain; denies fever, chills or weakness.",
    "a symptom is lost": "Naproxen 500 milligrams daily for left leg pain; denies fever.",
    "a judgement is added": "Naproxen 500 milligrams daily for severe left leg pain; denies fever or weakness.",
    "facts change places": "Denies left leg pain or weakness; naproxen 500 milligrams daily for fever.",
    "nothing is left": "",
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_every_lie_is_caught(lie):
    assert objection(PACK, PLAIN, lie)


@pytest.mark.parametrize(
    ("plain", "lie"),
    [
        ("Considered, not confirmed: sciatica.", "Sciatica is confirmed."),
        ("A family member: history of cancer.", "The patient has a history of cancer."),
        ("Patient unsure about fever.", "Patient reports fever."),
        ("Pain left, tenderness right.", "Pain right, tenderness left."),
        ("Motor strength: abnormal, left (4 out of 5).", "Motor strength: abnormal, left (5 out of 4)."),
        ('Mechanism: "lifting a box".', 'Mechanism: "a box lifting".'),
        ("Denies fever.", "Does the patient deny fever?"),
    ],
)
def test_doubt_kin_places_and_quotes_have_to_stay(plain, lie):
    assert objection(PACK, plain, lie)


@pytest.mark.parametrize(
    ("plain", "reworded"),
    [
        ("Denies fever or weakness.", "The patient denies fever or weakness."),
        ("Naproxen 500 milligrams twice a day.", "Naproxen, five hundred mg, twice a day."),
        ("Reflexes: normal.", "The reflexes are normal."),
        ("Low back pain, left-sided, for 3 weeks.", "The patient has had left-sided low back pain for 3 weeks."),
    ],
)
def test_plain_rephrasing_passes_or_the_sentence_stays(plain, reworded):
    reason = objection(PACK, plain, reworded)
    assert reason is None or "change places" in reason
