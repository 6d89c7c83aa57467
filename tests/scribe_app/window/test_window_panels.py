"""What each panel shows and what a key in it does."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from asr.transcript import Partial, Repair, Utterance
from scribe_app.window.look import theme
from scribe_app.window.review.sign_dialog import SignDialog
from scribe_app.window.settings.settings_dialog import SettingsDialog
from scribe_app.window.visit.questions import MOST, to_ask
from scribe_app.window.visit.transcript import TranscriptPanel
from structuring.state import ChecklistItem
from structuring.turns import Evidence, turn_of


def utterance(number, speaker, text, **more):
    return Utterance(id=number, speaker=speaker, text=text, start_s=number * 5.0, end_s=number * 5.0 + 4, **more)


@pytest.fixture
def transcript(qtbot):
    panel = TranscriptPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 300)
    panel.show()
    return panel


def test_provisional_text_is_italic_and_gives_way_to_the_final_one(transcript):
    transcript.show_partial(Partial("my bag hurts", 0, 1, stable=1))
    cursor = QTextCursor(transcript.view.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().fontItalic()
    transcript.add_turn(turn_of(utterance(0, "patient", "My back hurts."), 1))
    assert "my bag" not in transcript.plain_text()
    assert transcript.provisional_text() == ""


def test_repaired_and_doubtful_words_are_marked(transcript):
    text = "I take naproxen."
    transcript.add_turn(turn_of(utterance(0, "patient", text, doubtful=True), 1), (Repair("neproxin", 7, 15),))
    at = transcript.plain_text().index("naproxen")
    cursor = QTextCursor(transcript.view.document())
    cursor.setPosition(at + 2)
    assert "neproxin" in cursor.charFormat().toolTip()
    cursor.setPosition(at - 3)
    assert "not sure" in cursor.charFormat().toolTip()


def test_a_doubted_word_is_marked_and_no_other(transcript):
    transcript.add_turn(turn_of(utterance(0, "patient", "I take naproxen.", doubted=((7, 15),)), 1))
    at = transcript.plain_text().index("naproxen")
    cursor = QTextCursor(transcript.view.document())
    cursor.setPosition(at + 2)
    assert "not sure" in cursor.charFormat().toolTip()
    cursor.setPosition(at - 3)
    assert not cursor.charFormat().toolTip()


def test_reading_is_not_disturbed_by_new_words(transcript, qtbot):
    for number in range(30):
        transcript.add_turn(turn_of(utterance(number, "patient", f"Sentence {number}. " * 4), number + 1))
    bar = transcript.view.verticalScrollBar()
    assert transcript.following and bar.value() == bar.maximum()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    transcript.add_turn(turn_of(utterance(31, "clinician", "Something new."), 31))
    transcript.show_partial(Partial("and more", 0, 1))
    assert bar.value() == at
    assert transcript.follow_button.isVisible()
    qtbot.mouseClick(transcript.follow_button, Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()


def test_evidence_lights_up_its_words_and_asks_for_its_seconds(transcript, qtbot):
    transcript.add_turn(turn_of(utterance(0, "patient", "It is on the right side."), 1))
    evidence = Evidence(line=1, quote="the right side", start=9, end=23, start_s=1.0, end_s=2.0)
    with qtbot.waitSignal(transcript.play_wanted) as asked:
        transcript.show_evidence((evidence,))
    assert transcript.highlighted() == ["the right side"]
    assert asked.args == [1.0, 2.0]


def test_search_goes_from_place_to_place(transcript):
    for line, text in enumerate(("left leg", "right leg", "no"), start=1):
        transcript.add_turn(turn_of(utterance(line, "patient", text), line))
    transcript.search_field.setText("leg")
    assert transcript.highlighted() == ["leg", "leg"]
    assert transcript.find_next() and transcript.find_next() and transcript.find_next()
    transcript.search_field.setText("arm")
    assert not transcript.find_next()


def test_at_most_five_questions_safety_first():
    items = tuple(
        ChecklistItem(element=name, label=name, status="missing", ask=f"{name}?", safety=name == "red_flags")
        for name in ("pain_region", "laterality", "onset", "etiology", "exam", "red_flags", "plan")
    )
    asked = to_ask(items)
    assert len(asked) == MOST
    assert [item.element for item in asked][:3] == ["red_flags", "pain_region", "laterality"]


def test_one_key_sets_the_first_question_aside_and_it_does_not_return(read_out, qtbot):
    page = read_out.encounter
    first = page.questions.questions[0]
    qtbot.keyClick(page.questions.rows[0], Qt.Key.Key_2)
    assert first not in page.questions.questions
    path = next(line for item in page.session.state.checklist for line in item.lines if line.reason)
    assert path.reason == "not_assessed"
    read_out.flow.open_review()
    assert first not in page.questions.questions


def test_a_sentence_is_marked_until_it_is_reviewed(read_out, qtbot):
    note = read_out.encounter.note
    row = note.rows()[0]
    waiting = note.waiting(read_out.flow.visit.session.state.note)
    assert "not yet reviewed" in row.accessibleDescription()
    qtbot.keyClick(row, Qt.Key.Key_R)
    assert note.waiting(read_out.flow.visit.session.state.note) == waiting - 1
    assert row.accessibleDescription() == "reviewed"


def test_escape_leaves_a_sentence_as_it_was(read_out, qtbot):
    row = read_out.encounter.note.rows()[0]
    before = row.text
    row.edit()
    qtbot.keyClicks(row._editor, "nonsense")
    qtbot.keyClick(row._editor, Qt.Key.Key_Escape)
    assert row.text == before and not row.editing


def test_a_wrong_speaker_can_be_corrected(read_out):
    page = read_out.encounter
    page.transcript.speaker_changed.emit(1, "patient")
    assert page.session.turns[0].speaker == "patient"


def test_a_value_can_be_entered_by_hand(read_out):
    page = read_out.encounter
    page.checklist.entered.emit("red_flags.fever", "absent")
    row = page.checklist.element("red_flags").line_row("red_flags.fever")
    assert row.mark.sign == "complete"


def test_the_lock_takes_every_word_from_the_screen(read_out, qtbot):
    said = read_out.encounter.transcript.plain_text()
    read_out.lock()
    assert read_out.encounter.transcript.plain_text() == ""
    assert read_out.encounter.note.rows() == []
    assert read_out.pages.currentWidget() is read_out.lock_page
    qtbot.mouseClick(read_out.lock_page.go, Qt.MouseButton.LeftButton)
    assert read_out.encounter.transcript.plain_text() == said


def test_the_strip_shows_the_next_question(read_out):
    read_out.enter_strip()
    assert read_out.strip.question.text() == read_out.encounter.questions.questions[0]
    read_out.leave_strip()
    assert not read_out.strip.isVisible()


def test_going_back_in_a_replay_shows_the_visit_as_it_stood(read_out, qtbot):
    heard = len(read_out.flow.visit.session.turns)
    read_out.replays.seek(30.0)
    assert 0 < len(read_out.flow.visit.session.turns) < heard
    qtbot.waitUntil(lambda: len(read_out.flow.visit.session.turns) == heard, timeout=10_000)


def test_everything_that_can_be_pressed_has_a_name(read_out):
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in read_out.findChildren(kind)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not widget.objectName().startswith("qt_")
        and widget.parentWidget().metaObject().className() not in ("QDateEdit", "QSpinBox", "QLineEdit", "QTabBar")
    ]
    assert nameless == []


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=["light", "dark", "contrast"])
def test_every_text_can_be_read_on_what_it_stands_on(colours):
    def light(name: str) -> float:
        parts = [channel / 255 for channel in QColor(name).toTuple()[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def ratio(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    pairs = [
        *[
            (text, on)
            for text in ("ink", "quiet", "accent", "ok", "warn", "danger")
            for on in ("surface", "ground")
        ],
        ("patient", "surface"),
        ("on_accent", "accent"),
        ("ink", "accent_soft"),
        ("quiet", "accent_soft"),
        ("ink", "warn_soft"),
        ("ink", "danger_soft"),
        ("ink", "highlight"),
    ]
    for text, on in pairs:
        assert ratio(getattr(colours, text), getattr(colours, on)) >= 4.5, (text, on)


def test_the_style_sheet_is_filled_in(qtbot):
    sheet = theme.sheet(theme.LIGHT, 10.0)
    assert not re.search(r"\$\w", sheet)


def test_the_window_fits_on_a_small_laptop_at_200_percent(read_out, qtbot):
    """1920 by 1080 leaves 960 by 540, less a panel of the desktop; 1280 by 800 leaves 640 by 400."""
    page = read_out.encounter
    for width, height in ((960, 500), (640, 380)):
        read_out.resize(width, height)
        for other in (page, read_out.review, read_out.visits, read_out.new_visit, read_out.library):
            read_out.pages.setCurrentWidget(other)
            qtbot.wait(20)
            assert (read_out.width(), read_out.height()) == (width, height)
        read_out.pages.setCurrentWidget(page)
        for part in (page.code, page.bar.sign, page.note):
            corner = part.mapTo(read_out, part.rect().bottomRight())
            assert part.isVisible() and read_out.rect().contains(corner)
    assert not page.transcript.isVisible() and page.turns.isVisible()
    qtbot.keyClick(page.note.rows()[0], Qt.Key.Key_Return)
    assert page.transcript.isVisible() and not page.note.isVisible(), "the words behind it are shown all the same"
    qtbot.mouseClick(page.turns.choices[0], Qt.MouseButton.LeftButton)
    assert page.note.isVisible()
    read_out.resize(1280, 800)
    assert page.note.isVisible() and page.transcript.isVisible() and not page.turns.isVisible()


def test_dialogs_keep_their_buttons_on_a_small_screen(read_out, qtbot):
    dialogs = (
        SettingsDialog(read_out.settings, read_out),
        SignDialog(read_out.flow.visit.session.state, "Kim Lee", "MD", read_out),
    )
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.resize(640, 380)
        qtbot.wait(20)
        assert dialog.height() <= 380, type(dialog).__name__
        dialog.close()
