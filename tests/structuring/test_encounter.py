"""The clinician's decisions outrank what was heard, and nothing of theirs is ever lost."""

from __future__ import annotations

from datetime import date

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.events import (
    NOT_SAID,
    AlertAcknowledged,
    CodeAccepted,
    Dismissed,
    FactEntered,
    SentenceEdited,
    SentenceReviewed,
    SpeakerCorrected,
    TextCorrected,
    Undone,
)
from structuring.state import Sentence, Visit
from structuring.turns import TimedWord, Turn

VISIT = Visit(date_of_service=date(2026, 11, 24))
BACK = FactEntered(path="complaint.low_back_pain", value="present")


def encounter(*events) -> Encounter:
    visit = Encounter(load_pack(), VISIT)
    for event in events:
        visit.apply(event)
    return visit


def entered(path: str, value: str, side=None) -> FactEntered:
    return FactEntered(path=path, value=value, side=side)


def sentences(visit: Encounter) -> dict[str, Sentence]:
    return {one.id: one for section in visit.state.note.sections for one in section.sentences}


def line(visit: Encounter, path: str):
    return next(one for item in visit.state.checklist for one in item.lines if one.path == path)


def test_an_entry_documents_its_line_and_says_so_in_the_note():
    visit = encounter(BACK, entered("red_flags.fever", "absent"))
    assert line(visit, "red_flags.fever").state == "documented"
    denied = sentences(visit)["red_flags.denied:entered"]
    assert (denied.text, denied.by, denied.evidence) == ("Denies fever.", "clinician", ())


def test_an_entry_taken_back_leaves_nothing_behind():
    visit = encounter(BACK, entered("red_flags.fever", "absent"), entered("red_flags.fever", ""))
    assert visit.state == encounter(BACK).state


def test_undo_takes_back_one_decision_at_a_time_and_never_a_turn():
    said = Turn(line=1, speaker="patient", text="It is what it is.")
    visit = Encounter(load_pack(), VISIT)
    visit.hear(said)
    empty = visit.state
    visit.apply(BACK)
    once = visit.state
    visit.apply(entered("laterality", "left"))
    visit.apply(Undone())
    assert visit.state == once
    for _ in range(3):
        visit.apply(Undone())
    assert visit.state == empty
    assert visit.turns == (said,)


def test_a_dismissed_item_stays_away_until_it_is_brought_back():
    visit = encounter(BACK, Dismissed(path="exam.reflexes", reason="not_assessed"))
    for number in range(1, 6):
        visit.hear(Turn(line=number, speaker="patient", text="I slept badly."))
        assert "exam.reflexes" not in [path for item in visit.state.checklist for path in item.missing]
    assert sentences(visit)["exam.not_assessed"].text == "Not assessed: reflexes."
    visit.apply(Dismissed(path="exam.reflexes", reason=None))
    assert line(visit, "exam.reflexes").state == "missing"


def test_an_edited_sentence_stays_and_new_facts_stand_beside_it():
    visit = encounter(BACK, entered("red_flags.fever", "absent"))
    visit.apply(SentenceEdited(id="red_flags.denied:entered", text="No fever at home, measured twice."))
    visit.apply(entered("red_flags.weight_loss", "absent"))
    shown = sentences(visit)
    assert shown["red_flags.denied:entered"].text == "No fever at home, measured twice."
    assert shown["red_flags.denied:entered~2"].text == "Denies unexplained weight loss."
    visit.apply(SentenceEdited(id="red_flags.denied:entered~2", text="Weight steady."))
    visit.apply(entered("red_flags.cancer_history", "absent"))
    assert [one.text for id_, one in sentences(visit).items() if id_.startswith("red_flags.denied")] == [
        "No fever at home, measured twice.",
        "Weight steady.",
        "Denies history of cancer.",
    ]


def test_a_fact_that_changes_after_the_edit_shows_as_a_sentence_of_its_own():
    visit = encounter(BACK, entered("laterality", "left"))
    visit.apply(SentenceEdited(id="hpi.side:laterality", text="Pain on the left, near the hip."))
    visit.apply(entered("laterality", "right"))
    texts = [one.text for id_, one in sentences(visit).items() if id_.startswith("hpi.side")]
    assert texts == ["Pain on the left, near the hip.", "Side of the back pain: right."]


def test_a_removed_sentence_stays_removed():
    visit = encounter(BACK, entered("laterality", "left"), SentenceEdited(id="hpi.side:laterality", text=""))
    visit.apply(entered("pain_region", "lumbar"))
    assert not [id_ for id_ in sentences(visit) if id_.startswith("hpi.side")]


def test_a_sentence_of_the_clinicians_own_stands_in_the_section_named():
    visit = encounter(BACK, SentenceEdited(id="new:1", text="Works as a roofer.", section="Past history"))
    section = next(one for one in visit.state.note.sections if one.title == "Past history")
    assert [one.text for one in section.sentences] == ["Works as a roofer."]


@pytest.mark.parametrize("id_", ["gone.since", "nowhere", "red_flags.denied:entered~9", "new:7"])
def test_a_clinicians_words_are_printed_even_when_their_sentence_is_gone(id_):
    visit = encounter(SentenceEdited(id=id_, text="My own words."))
    assert [one.text for one in sentences(visit).values()] == ["My own words."]


def test_a_review_holds_for_the_text_that_was_reviewed():
    visit = encounter(BACK, entered("red_flags.fever", "absent"), SentenceReviewed(id="red_flags.denied:entered"))
    assert sentences(visit)["red_flags.denied:entered"].reviewed
    visit.apply(entered("red_flags.weight_loss", "absent"))
    assert not sentences(visit)["red_flags.denied:entered"].reviewed


def test_an_alert_stays_acknowledged_while_its_cause_stands():
    visit = encounter(
        BACK,
        entered("radiation.leg_pain", "present", "left"),
        entered("exam.straight_leg_raise", "abnormal", "right"),
    )
    alert = next(one for one in visit.state.alerts if one.rule == "leg_side_and_exam_side")
    visit.apply(AlertAcknowledged(id=alert.id, reason="Crossed sign, intended."))
    visit.apply(entered("pain_region", "lumbar"))
    seen = next(one for one in visit.state.alerts if one.id == alert.id)
    assert seen.acknowledged == "Crossed sign, intended."


def test_the_chosen_code_is_kept_and_can_be_taken_back():
    visit = encounter(BACK, CodeAccepted(code="M54.59", reason="mechanical"))
    assert visit.state.code.accepted == "M54.59"
    visit.apply(Undone())
    assert visit.state.code.accepted is None


def test_a_corrected_turn_is_read_as_corrected_and_its_times_are_kept_only_with_its_words():
    words = (TimedWord(text="no", start_s=1.0, end_s=1.2),)
    visit = Encounter(load_pack(), VISIT)
    visit.hear(Turn(line=1, speaker="unknown", text="no", start_s=1.0, end_s=1.2, words=words))
    visit.apply(SpeakerCorrected(line=1, speaker="patient"))
    assert (visit.turns[0].speaker, visit.turns[0].words) == ("patient", words)
    visit.apply(TextCorrected(line=1, text="no, never"))
    assert (visit.turns[0].text, visit.turns[0].words, visit.turns[0].start_s) == ("no, never", (), 1.0)
    visit.apply(Undone())
    visit.apply(Undone())
    assert visit.turns[0].speaker == "unknown"


def test_doubt_stays_with_the_word_that_was_hardly_heard_when_its_line_is_corrected():
    said = "I'd like you to take naproxen and keep on with the Tylenol."
    at = said.index("naproxen")
    visit = Encounter(load_pack(), VISIT)
    visit.hear(Turn(line=1, speaker="patient", text="My low back hurts."))
    visit.hear(Turn(line=2, speaker="clinician", text=said, doubted=((at, at + len("naproxen")),)))
    visit.apply(TextCorrected(line=2, text=f"For the pain in your back, {said}"))
    doubted = [visit.turns[1].text[slice(*span)] for span in visit.turns[1].doubted]
    assert doubted == ["naproxen"]
    assert {fact.status for fact in visit.sheet.all("plan.nsaid")} == {"uncertain"}
    visit.apply(TextCorrected(line=2, text=said.replace("naproxen", "meloxicam")))
    assert visit.turns[1].doubted == ()
    assert {fact.status for fact in visit.sheet.all("plan.nsaid")} == {"stated"}


def test_a_correction_of_a_line_that_was_never_heard_changes_nothing():
    visit = encounter(BACK)
    before = visit.state
    visit.apply(TextCorrected(line=99, text="low back pain"))
    assert visit.state == before


def test_a_change_names_what_differs_and_nothing_else():
    visit = encounter(BACK)
    change = visit.apply(entered("laterality", "left"))
    assert change.facts == ("laterality",)
    assert change.elements == ("laterality",)
    assert "hpi.side:laterality" in change.sentences
    assert visit.apply(entered("laterality", "left")) == type(change)()


def test_what_was_taken_out_of_the_note_is_no_longer_documented():
    visit = encounter(BACK, entered("laterality", "left"), entered("laterality", NOT_SAID))
    assert line(visit, "laterality").state == "missing"
