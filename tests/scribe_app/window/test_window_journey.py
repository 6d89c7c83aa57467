"""From a new visit to the exported note, as a clinician does it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton

from scribe_app import signing
from scribe_app.capture.scripted import timed
from scribe_app.rules.knowledge import load_pack
from scribe_app.settings import Settings
from scribe_app.store.keys import Key
from scribe_app.store.records import ConsentRecorded
from scribe_app.store.store import Store
from scribe_app.visit import transcripts
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.main_window import MainWindow
from scribe_app.window.review.addendum_dialog import AddendumDialog
from scribe_app.window.review.sign_dialog import SignDialog
from structuring.events import HeardAgain, TextCorrected


@pytest.fixture
def key():
    return Key.throwaway()


@pytest.fixture
def opened(qtbot, tmp_path, key, monkeypatch):
    monkeypatch.setenv("SCRIBE_CONFIG", str(tmp_path / "config"))

    def make() -> MainWindow:
        store = Store.open(tmp_path / "data", key, actor="kim")
        made = MainWindow(store, load_pack(), Settings(clinician="Dr. Kim Lee"), RecogniserLoader())
        made.resize(1280, 800)
        qtbot.addWidget(made)
        made.show()
        return made

    made = make()
    made.make_again = make
    yield made
    made.flow.close()
    made.store.close()


def begin(window, qtbot, *, agrees: bool) -> str:
    """Fills the form in by keyboard and records the patient's answer."""
    window.begin_new_visit()
    form = window.new_visit
    qtbot.keyClicks(form.family, "Reyes")
    qtbot.keyClicks(form.given, "Dana")
    assert window.store.visits() == [], "nothing is stored before the answer"
    qtbot.mouseClick(form.agrees if agrees else form.declines, Qt.MouseButton.LeftButton)
    return window.flow.visit.visit_id


def answer(dialog_type, act) -> None:
    """Does `act` with the dialog of that type as soon as it is open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, dialog_type):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def test_the_whole_visit(opened, qtbot, demo_script, tmp_path):
    window = opened
    visit_id = begin(window, qtbot, agrees=True)
    visit = window.flow.visit
    assert window.encounter.bar.name.text() == "Dana Reyes"

    with qtbot.waitSignal(window.flow.ended, timeout=30_000):
        visit.start_script(timed(transcripts.read(demo_script)), 0)
    state = visit.session.state
    assert {item.element for item in state.checklist if item.status == "complete"} >= {"pain_region", "onset"}
    for item in state.checklist:
        assert window.encounter.checklist.element(item.element).head.mark.sign == item.status
    assert any(item.missing for item in state.checklist if item.element == "red_flags")

    row = window.encounter.note.rows()[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_F2)
    qtbot.keyClicks(row._editor, "My own words.")
    qtbot.keyClick(row._editor, Qt.Key.Key_Return)
    assert "My own words." in [row.text for row in window.encounter.note.rows()]

    window.flow.open_review()
    before = window.review.open_count()
    window.review._dismiss("red_flags", "not_assessed")
    assert window.review.open_count() < before

    def sign(dialog):
        assert not dialog.sign.isEnabled(), "what is open needs a reason"
        qtbot.keyClicks(dialog.reason, "not assessed in this visit")
        qtbot.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)

    answer(SignDialog, sign)
    window.signing.sign()
    assert window.store.visit(visit_id).status == "signed"
    assert window.encounter.handover.isVisible()

    kept = visit.session.state
    assert not visit.session.apply(ConsentRecorded(given=True))
    assert visit.session.state == kept, "a signed note is locked"

    def add(dialog):
        qtbot.keyClicks(dialog.text, "MRI came back normal.")
        qtbot.keyClicks(dialog.reason, "result after the visit")
        qtbot.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)

    answer(AddendumDialog, add)
    window.signing.add()
    signed = signing.signed_visit(window.store, visit_id)
    assert [record.text for record, _ in signed.addenda] == ["MRI came back normal."]

    handover = window.encounter.handover
    for form, name in (("text", "note.txt"), ("pdf", "note.pdf"), ("fhir", "note.json")):
        assert handover.save(form, tmp_path / name)
    assert "My own words." in (tmp_path / "note.txt").read_text()
    assert "MRI came back normal." in (tmp_path / "note.txt").read_text()
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "note.json").read_text())["resourceType"] == "Bundle"
    handover.copy_text()
    assert "My own words." in QApplication.clipboard().text()


def test_a_refusal_is_remembered_and_the_note_is_written_by_hand(opened, qtbot):
    window = opened
    visit_id = begin(window, qtbot, agrees=False)
    assert not window.encounter.bar.main.isVisible(), "there is nothing to record with"
    window.encounter.note.add_sentence("Assessment")
    editor = window.encounter.note._blocks["Assessment"]._editor
    qtbot.keyClicks(editor, "Low back pain.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [row.text for row in window.encounter.note.rows()] == ["Low back pain."]
    window.begin_new_visit()
    window.new_visit.known.setCurrentIndex(1)
    assert window.new_visit.note.isVisible()
    with pytest.raises(Exception, match="consent"):
        window.store.sound_writer(visit_id)


def test_a_visit_cut_off_is_there_again(opened, qtbot, demo_script):
    window = opened
    visit_id = begin(window, qtbot, agrees=True)
    visit = window.flow.visit
    visit.start_script(timed(transcripts.read(demo_script)), 1)
    visit.paced.skip_to(40)
    qtbot.waitUntil(lambda: len(visit.session.turns) >= 5, timeout=10_000)
    heard = [turn.text for turn in visit.session.turns]
    # As after a crash: nobody ended the visit, and the store is let go. What the threads have handed over by then
    # is taken first, or the test's own end would find it waiting for a store that is closed.
    visit.live.finished.disconnect()
    visit.live.abandon()
    QApplication.processEvents()
    window.store.close()
    window.flow.visit = None

    again = window.make_again()
    assert [record.status for record in again.store.visits()] == ["interrupted"]
    again.open_stored(visit_id)
    assert [turn.text for turn in again.flow.visit.session.turns][: len(heard)] == heard
    assert "cut off" in again.encounter.warning.text.text()
    again.flow.close()
    again.store.close()


def test_the_words_of_the_second_pass_are_taken_where_the_clinician_wrote_none(read_out, qtbot):
    session = read_out.flow.visit.session
    first, second, *_ = turns = session.turns
    own = f"{second.text} I wrote this."
    session.apply(TextCorrected(line=second.line, text=own))
    heard = [turn.model_copy(update={"text": f"Splendid, {turn.text} Splendid."}) for turn in turns]
    heard[1] = second
    session.apply(HeardAgain(model="larger", turns=tuple(heard)))
    read_out.flow.open_review()
    facts, was_open = session.state.facts, read_out.review.open_count()
    buttons = read_out.review.findChildren(QPushButton)
    (take,) = [one for one in buttons if one.text() == "Take the second everywhere"]
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    text = {turn.line: turn.text for turn in session.turns}
    assert text[first.line].startswith("Splendid ") and text[second.line] == own
    assert not [one for one in session.state.differences if one.kind == "wording" and one.settled == "open"]
    assert {fact.path: fact.value for fact in session.state.facts} == {fact.path: fact.value for fact in facts}
    assert read_out.review.open_count() <= was_open


def test_what_was_done_can_be_undone(read_out, qtbot):
    page = read_out.encounter
    before = [row.text for row in page.note.rows()]
    page.note.edited.emit(page.note.rows()[0].sentence.id, "Changed.")
    assert page.note.rows()[0].text == "Changed."
    page.undo()
    assert [row.text for row in page.note.rows()] == before


def test_an_acknowledged_alert_is_quiet(window, qtbot, monkeypatch):
    from scribe_app.visit import samples
    from structuring.state import Visit

    script = samples.sample(3).script
    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        window.open_replay(script, Visit(date_of_service=date(2026, 11, 24), visit_type="initial"), 0)
    alerts = window.encounter.alerts
    assert alerts.isVisible() and alerts.alerts
    first = alerts.alerts[0].id
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("side confirmed with the patient", True))
    window.encounter.acknowledge(first)
    assert first not in [alert.id for alert in alerts.alerts]
