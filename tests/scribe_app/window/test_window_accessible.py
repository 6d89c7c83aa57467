"""For those who do not see the screen: every widget that takes the focus has a name and a role; news is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from scribe_app.visit import samples
from scribe_app.window.lock.unlock_page import UnlockPage
from scribe_app.window.look import speaking
from scribe_app.window.review.addendum_dialog import AddendumDialog
from scribe_app.window.review.sign_dialog import SignDialog
from scribe_app.window.settings.settings_dialog import SettingsDialog
from scribe_app.window.visits.recovery_dialog import RecoveryDialog
from structuring.state import Visit

# What Qt puts into a spin box or a tab widget and presents through it.
PARTS = ("qt_spinbox_lineedit", "qt_tabwidget_tabbar")
ROLES = QAccessible.Role


def focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in (root, *root.findChildren(QWidget)):
        taken = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if taken and widget.isVisible() and widget.objectName() not in PARTS:
            yield widget


def faults(root: QWidget, where: str) -> list[str]:
    """What a screen reader could not tell about the widgets of a page."""
    found = []
    for widget in focusable(root):
        told = QAccessible.queryAccessibleInterface(widget)
        kind = f"{where}: {type(widget).__name__} in {type(widget.parent()).__name__}"
        if not (widget.accessibleName() or told.text(QAccessible.Text.Name)).strip():
            found.append(f"{kind} has no name")
        if told.role() in (ROLES.NoRole, ROLES.Border, ROLES.Pane):
            found.append(f"{kind} has no role")
    return found


def test_every_focusable_widget_has_a_name_and_a_role(window, qtbot, tmp_path):
    found: list[str] = []

    def look(page: QWidget, where: str) -> None:
        qtbot.wait(30)
        assert list(focusable(page)), where
        found.extend(faults(page, where))

    look(window, "visits")
    window.begin_new_visit()
    look(window, "new visit")
    window.show_library()
    look(window, "recordings")
    window.open_replay(
        samples.sample(3).script, Visit(date_of_service=date(2026, 11, 24), visit_type="initial"), 0
    )
    qtbot.waitUntil(lambda: window.encounter.bar.phase == "done", timeout=20_000)
    for element in ("exam", "red_flags"):
        window.encounter.checklist.element(element).toggle()
    window.encounter.code.why_button.setChecked(True)
    look(window, "visit")
    window.enter_strip()
    look(window.strip, "strip")
    window.leave_strip()
    window.flow.open_review()
    look(window, "review")
    state = window.flow.visit.session.state
    for made in (
        SettingsDialog(window.settings, window),
        SignDialog(state, "Kim Lee", "MD", window),
        AddendumDialog("Kim Lee", "MD", window),
        RecoveryDialog(window.store, [], window),
        window.shortcut_sheet(),
    ):
        qtbot.addWidget(made)
        made.show()
        tabs = getattr(made, "tabs", None)
        for place in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(place)
            look(made, type(made).__name__)
        if isinstance(made, RecoveryDialog):
            made.wait()
        made.close()
    door = UnlockPage(tmp_path)
    qtbot.addWidget(door)
    door.show()
    door.begin()
    look(door, "unlock")
    assert found == []


def test_rows_are_items_of_a_list_and_survive_being_asked_again(read_out, qtbot):
    rows = read_out.encounter.note.rows()
    for _ in range(3):
        told = [QAccessible.queryAccessibleInterface(row) for row in rows]
        assert {one.role() for one in told} == {ROLES.ListItem}
        assert [one.text(QAccessible.Text.Name) for one in told] == [row.sentence.text for row in rows]
    description = QAccessible.queryAccessibleInterface(rows[0]).text(QAccessible.Text.Description)
    assert "not yet reviewed" in description


@pytest.fixture
def spoken(monkeypatch) -> list[tuple[str, bool]]:
    """What a screen reader was given to say; (text, urgent)."""
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)

    def take(event) -> None:
        urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        said.append((event.message(), urgent))

    monkeypatch.setattr(speaking.QAccessible, "updateAccessibility", take)
    return said


def test_new_questions_alerts_and_warnings_are_announced(window, qtbot, spoken):
    visit = Visit(date_of_service=date(2026, 11, 24), visit_type="initial")
    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        window.open_replay(samples.sample(3).script, visit, 0)
    window.encounter.warning.show_warning("The microphone is unplugged.")
    asked = window.encounter.questions.questions[0]
    assert (asked, False) in spoken
    assert {(alert.text, False) for alert in window.encounter.alerts.alerts} <= set(spoken)
    assert ("The microphone is unplugged.", True) in spoken
    before = len(spoken)
    window.encounter.refresh()
    assert len(spoken) == before, "nothing is said twice"


def test_tab_goes_from_left_to_right(read_out, qtbot):
    """The panels of a visit in the order in which they stand; none is left out, none comes twice."""
    page = read_out.encounter
    page.checklist.element("exam").toggle()
    qtbot.wait(400)
    panels = [page.bar, page.transcript, page.note, page.questions, page.checklist, page.code]
    visited: list[QWidget] = []
    widget = page.bar.back
    widget.setFocus()
    for _ in range(200):
        panel = next((panel for panel in panels if panel.isAncestorOf(widget)), None)
        if panel is not None and (not visited or visited[-1] is not panel):
            visited.append(panel)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        widget = read_out.focusWidget()
        if widget is page.bar.back:
            break
    assert visited == panels
