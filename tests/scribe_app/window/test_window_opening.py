"""From the command to the open store: the key made, asked for, refused; and what is said without a display."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

PASSPHRASE = "four plain words here"


@pytest.fixture
def opening(front_door, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return lambda: front_door(folder)


def test_the_key_is_made_once_and_asked_for_afterwards(opening, qtbot):
    first = opening()
    page = first.page
    qtbot.keyClicks(page.field, PASSPHRASE)
    qtbot.keyClicks(page.again, "something else")
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert "differ" in page.trouble.text()
    page.again.setText(PASSPHRASE)
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.mode == "phrase", timeout=10_000)
    assert len(page.phrase.text().split()) >= 8
    assert not page.go.isEnabled(), "the phrase has to be written down first"
    page.written.setChecked(True)
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first.window is not None, timeout=20_000)
    assert first.window.isVisible()
    assert page.phrase.text() == ""
    first.window.close()
    first.window.store.close()
    first.window = None

    again = opening()
    qtbot.keyClicks(again.page.field, "not this one at all")
    qtbot.keyClick(again.page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(again.page.trouble.text()), timeout=10_000)
    assert again.window is None and "passphrase" in again.page.trouble.text()
    again.page.field.setText(PASSPHRASE)
    qtbot.keyClick(again.page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.window is not None, timeout=10_000)

    again.window.lock()
    lock = again.window.lock_page
    qtbot.keyClicks(lock.field, "wrong")
    qtbot.keyClick(lock.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(lock.trouble.text()), timeout=10_000)
    assert again.window.pages.currentWidget() is lock
    lock.field.setText(PASSPHRASE)
    qtbot.keyClick(lock.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.window.pages.currentWidget() is again.window.visits, timeout=10_000)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_the_app_says_so_in_one_sentence():
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "scribe_app"], env=bare, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "display" in done.stderr
