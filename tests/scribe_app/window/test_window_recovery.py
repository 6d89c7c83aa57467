"""Ways back: what a crash has left is listed, a backup is made and restored, a lost passphrase is replaced."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from scribe_app.store import keys
from scribe_app.store.records import ConsentRecorded, Patient, RecordingStarted
from scribe_app.store.store import Store
from scribe_app.window.front_door import FrontDoor
from scribe_app.window.visits.recovery_dialog import RecoveryDialog
from structuring.events import TurnHeard
from structuring.state import Visit
from structuring.turns import Turn

PASSPHRASE = "four plain words here"
VISIT = Visit(date_of_service=date(2026, 11, 24), visit_type="initial")


@pytest.fixture
def folder(tmp_path, monkeypatch, front_door) -> Path:
    monkeypatch.setenv("SCRIBE_CONFIG", str(tmp_path / "config"))
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def phrase(folder) -> str:
    """An encrypted store with one visit that a crash cut off; the recovery phrase of its key."""
    key, words = keys.create(folder, PASSPHRASE)
    with Store.open(folder, key) as store:
        visit = store.new_visit(VISIT, patient=Patient(family="Reyes", given="Dana"))
        store.append(visit, ConsentRecorded(given=True))
        store.append(visit, RecordingStarted())
        with store.sound_writer(visit) as sound:
            sound.write(np.zeros(16_000 * 62, np.float32))
        text = "My lower back hurts."
        store.append(visit, TurnHeard(turn=Turn(line=1, speaker="patient", text=text, start_s=1.0, end_s=3.0)))
    return words


@pytest.fixture
def door(front_door, folder) -> FrontDoor:
    return front_door(folder)


def enter(door, qtbot, secret: str, *, again: str = "") -> None:
    door.page.field.setText(secret)
    door.page.again.setText(again)
    qtbot.mouseClick(door.page.go, Qt.MouseButton.LeftButton)


def opened(door, qtbot):
    qtbot.waitUntil(lambda: door.window is not None, timeout=30_000)
    return door.window


def dialog_of(window, qtbot) -> RecoveryDialog:
    made = RecoveryDialog(window.store, [], window)
    qtbot.addWidget(made)
    made.show()
    made.wait()
    qtbot.wait(50)
    return made


def texts(widget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def test_what_a_crash_has_left_is_told_and_listed(phrase, door, qtbot):
    enter(door, qtbot, PASSPHRASE)
    window = opened(door, qtbot)
    assert "1 visit was cut off" in window.visits.told.text() and window.visits.recovery.isVisible()
    dialog = dialog_of(window, qtbot)
    assert "Reyes" in texts(dialog) and "1:02 of sound is kept; sentences heard: 1, up to 0:03" in texts(dialog)
    dialog.visit_wanted.connect(window.open_stored)
    show = next(b for b in dialog.findChildren(type(dialog.log)) if "Reyes" in b.accessibleName())
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.encounter
    assert "lower back" in window.encounter.transcript.view.toPlainText()


def test_a_backup_is_made_and_restored_from_the_window(phrase, door, qtbot, tmp_path):
    enter(door, qtbot, PASSPHRASE)
    window = opened(door, qtbot)
    dialog = dialog_of(window, qtbot)
    dialog.restore_from(tmp_path)
    assert "not a backup" in dialog.text.text(), "a folder that is none is named as such"
    dialog.back_up_to(tmp_path / "copies")
    qtbot.waitUntil(lambda: "Made and checked" in dialog.text.text(), timeout=20_000)
    window.store.new_visit(VISIT, patient=Patient(family="Later"))
    copy = next((tmp_path / "copies").iterdir())

    dialog.restore_wanted.connect(window.recovery.restore_wanted)
    dialog.restore_from(copy)
    assert door.window is None and door.page.mode == "restore" and "files" in door.page.text.text()
    enter(door, qtbot, "not its passphrase")
    qtbot.waitUntil(door.page.trouble.isVisible, timeout=10_000)
    assert door.page.mode == "restore" and (door._folder / "encounters.db").exists()
    enter(door, qtbot, PASSPHRASE)
    window = opened(door, qtbot)
    assert [record.patient.family for record in window.store.visits()] == ["Reyes"]
    assert "before-restore" in window.visits.told.text(), "what was there is kept, and where is said"


def test_a_lost_passphrase_is_replaced_by_the_recovery_phrase(phrase, door, folder, qtbot):
    page = door.page
    qtbot.mouseClick(page.lost, Qt.MouseButton.LeftButton)
    enter(door, qtbot, "bafab " * 9)
    qtbot.waitUntil(page.trouble.isVisible, timeout=10_000)
    assert door.window is None and page.mode == "recover"
    enter(door, qtbot, phrase.upper())
    qtbot.waitUntil(lambda: page.mode == "renew", timeout=10_000)
    enter(door, qtbot, "short", again="short")
    qtbot.waitUntil(page.trouble.isVisible, timeout=10_000)
    assert page.mode == "renew", "the key is still there; only the passphrase is asked again"
    enter(door, qtbot, "another four words now", again="another four words now")
    opened(door, qtbot)
    assert keys.unlock(folder, "another four words now")
    with pytest.raises(keys.Locked):
        keys.unlock(folder, PASSPHRASE)


def test_a_damaged_key_file_leaves_the_ways_back_open(phrase, folder, front_door):
    (folder / "keys.json").write_text("{", encoding="utf-8")
    door = front_door(folder)
    assert door.page.trouble.isVisible() and "key" in door.page.trouble.text()
    assert door.page.restore.isVisible() and door.page.log.isVisible()
