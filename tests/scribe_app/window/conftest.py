"""A window on a store in memory; the text of a bundled encounter read out instead of recognised."""

from __future__ import annotations

import os
import threading
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError, reason="Qt cannot be loaded on this machine")

from PySide6.QtWidgets import QApplication

from scribe_app.settings import Settings
from scribe_app.store import keys
from scribe_app.visit import samples
from scribe_app.window.front_door import FrontDoor
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.look import theme
from scribe_app.window.main_window import MainWindow
from scribe_app.window.opening import replay_window
from structuring.state import Visit


@pytest.fixture
def window(qtbot) -> MainWindow:
    app = QApplication.instance()
    theme.apply(app, "light")
    made = replay_window(Settings(appearance="light", clinician="Dr. Kim Lee", credentials="MD"))
    qtbot.addWidget(made)
    made.resize(1280, 800)  # the screen of the offscreen platform is smaller
    made.show()
    yield made
    made.flow.close()


@pytest.fixture
def front_door(qtbot, monkeypatch):
    """Starts the app on a folder, as the command does, with a key that is quickly stretched and no keyring.

    Ended in order: what a thread still holds must not be the last to hold a window.
    """
    monkeypatch.setattr(keys, "COST", 2**10)
    monkeypatch.setattr(keys, "system_keyring", lambda: None)
    made: list[FrontDoor] = []

    def start(folder: Path) -> FrontDoor:
        door = FrontDoor(Settings(lock_minutes=0), folder, RecogniserLoader())
        made.append(door)
        door.begin()
        return door

    yield start
    qtbot.waitUntil(lambda: not any(door._preparing.is_alive() for door in made), timeout=30_000)
    for thread in threading.enumerate():
        if thread.name in ("opening", "unlocking"):
            thread.join(30)
    QApplication.processEvents()
    for door in made:
        if door.window is not None:
            door.window.close()
            door.window.store.close()
            door.window.deleteLater()
        door._front.close()
        door._front.deleteLater()
        door.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def demo_script() -> Path:
    return samples.sample(samples.DEMO).script


@pytest.fixture
def read_out(window, demo_script, qtbot):
    """The demo encounter, read to its end as fast as it goes."""
    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        window.open_replay(demo_script, Visit(date_of_service=date(2026, 11, 24), visit_type="initial"), 0)
    return window
