"""The window without a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from scribe_app.window.shortcuts import ShortcutSheet

CTRL = Qt.KeyboardModifier.ControlModifier


def test_from_the_last_word_to_the_review_and_back(read_out, qtbot):
    window = read_out
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=5_000)
    page = window.encounter

    first = page.questions.questions[0]
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert first not in page.questions.questions
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert page.questions.questions[0] == first

    seen = []
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        panels = (page.transcript, page.note, page.questions, page.checklist, page.code, page.bar)
        seen += [panel for panel in panels if focus is not None and panel.isAncestorOf(focus)]
    assert {type(panel).__name__ for panel in seen} >= {
        "TranscriptPanel",
        "NotePanel",
        "ChecklistPanel",
        "CodeCard",
    }

    row = page.checklist.element("exam")
    row.head.setFocus()
    qtbot.keyClick(row.head, Qt.Key.Key_Return)
    assert row.open
    qtbot.keyClick(row.head, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is not row.head

    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert window.pages.currentWidget() is window.review
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.encounter

    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.pages.currentWidget() is window.lock_page
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert window.pages.currentWidget() is window.lock_page, "no key works past the lock"


def test_the_sheet_shows_every_key_that_is_bound(window):
    sheet = window.shortcut_sheet()
    assert isinstance(sheet, ShortcutSheet)
    words = " ".join(label.text() for label in sheet.findChildren(type(window.encounter.bar.elapsed)))
    for action in window.actions():
        assert action.text() in words
    sheet.deleteLater()
