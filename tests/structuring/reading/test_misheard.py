"""What a recogniser writes in place of what was said is read as it was said, and quoted as it was written."""

from __future__ import annotations

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.pack import Pack, RuleError
from structuring.reading.language.lexicon import MISHEARD, Lexicon


def test_a_misheard_word_is_read_as_it_was_said_and_quoted_as_it_was_written(read):
    sheet = read(
        "D: So what brings you in?",
        "P: My lower bag pain for three weeks.",
        "D: Okay, have you lost any way recently?",
        "P: No.",
        "D: On exam you have a positive, straight leg raise.",
    )
    (loss,) = (fact for fact in sheet.all("red_flags.weight_loss") if fact.status == "stated")
    assert loss.value == "absent"
    assert "lost any way" in [piece.quote for piece in loss.evidence]
    assert [fact.value for fact in sheet.all("exam.straight_leg_raise")] == ["abnormal"]
    assert "lumbar" in [fact.value for fact in sheet.all("pain_region")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"no fever" = ["know fever"]', "a denial or a side"),
        ('"my left leg" = ["my lift leg"]', "a denial or a side"),
        ('"on both sides" = ["by literally both sides"]', "holds a filler"),
    ],
)
def test_a_row_that_would_make_another_fact_is_refused_with_its_line(row, reason):
    pack = load_pack()
    texts = {name: pack.text(name) for name in pack.files()}
    texts[MISHEARD] += row + "\n"
    with pytest.raises(RuleError, match=reason) as fault:
        Lexicon(Pack("clinic", texts))
    assert f"line {len(texts[MISHEARD].splitlines())}" in str(fault.value)


def test_a_reply_about_the_legs_is_none_about_the_groin(read):
    sheet = read("D: Any numbness or tingling down there?", "P: Nothing in the legs.")
    assert not [fact for fact in sheet.all("red_flags.saddle_anesthesia") if fact.status == "stated"]


def test_a_no_that_answers_forbids_nothing(read):
    sheet = read(
        "P: My low back hurts.",
        "D: For your back I'd like you to use ice.",
        "D: No, see if I'm running.",
        "D: And no running.",
    )
    quotes = [piece.quote for fact in sheet.all("plan.activity_modification") for piece in fact.evidence]
    assert quotes == ["no running"]


def test_a_strainer_is_no_strain(read):
    sheet = read("P: My back hurts.", "D: I'm going to give you a strain or if you catch it bring it in.")
    assert not sheet.all("etiology.muscular")


def test_a_lumbar_root_named_by_the_clinician_makes_it_a_back_visit(read):
    sheet = read(
        "P: It runs down to my foot.",
        "D: It is sitting right at L5 S1 on the right, so this is a radiculopathy of that nerve.",
    )
    assert [fact.value for fact in sheet.all("complaint.low_back_pain")] == ["present"]


def test_calling_the_assistant_orders_no_drug(read):
    sheet = read(
        "P: My low back hurts.", "D: For your back let's look at this. Hydrocodone, show me the lipid panel."
    )
    assert not sheet.all("plan.opioid")


def test_shingles_of_a_roof_are_no_diagnosis(read):
    sheet = read("P: My low back hurts.", "D: For your back, use the hoist for the shingles.")
    assert not sheet.all("etiology.other_specified")


def test_a_manoeuvre_heard_as_another_word_is_not_the_one_before_it(read):
    sheet = read(
        "P: My low back hurts.",
        "D: Straight leg raises negative on both sides. Finger is positive on the right, negative on the left.",
    )
    assert [fact.value for fact in sheet.all("exam.straight_leg_raise")] == ["normal"]
    crossed = {(fact.value, fact.side) for fact in sheet.all("exam.faber")}
    assert crossed == {("abnormal", "right"), ("normal", "left")}


@pytest.mark.parametrize(
    ("heard", "path"),
    [
        ("I'm gone repeat the x-ray in four weeks.", "plan.imaging"),
        ("I'm gone in order an MRI of your lumbar spine.", "plan.imaging"),
        ("So I'm ordering and re of your lumbar spine.", "plan.imaging"),
        ("I'm gone and send you to physical therapy.", "plan.physical_therapy"),
        ("Strength is five out of five, light touches intact.", "exam.sensation"),
    ],
)
def test_small_words_heard_as_others_lose_no_order_and_no_finding(read, heard, path):
    sheet = read("P: My low back hurts.", f"D: For your back, {heard}")
    assert [fact.status for fact in sheet.all(path)] == ["stated"]


def test_somebody_who_is_gone_orders_nothing(read):
    sheet = read("P: My low back hurts.", "D: While I'm gone they may do an x-ray or not.")
    assert not [fact for fact in sheet.all("plan.imaging") if fact.status == "stated"]
