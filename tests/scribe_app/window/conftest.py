"""A window on a store in memory; the text of a bundled encounter read out instead of recognised."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError, reason="Qt cannot be loaded on this machine")

from PySide6.QtWidgets import QApplication

from scribe_app.settings import Settings
from scribe_app.visit import samples
from scribe_app.window import theme
from scribe_app.window.main_window import MainWindow
from scribe_app.window.opening import replay_window
from structuring.state import Visit


@pytest.fixture
def window(qtbot) -> MainWindow:
    app = QApplication.instance()
    theme.apply(app, "light")
    made = replay_window(Settings(appearance="light", clinician="Dr. Kim Lee", credentials="MD"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.flow.close()


@pytest.fixture
def demo_script() -> Path:
    return samples.sample(samples.DEMO).script


@pytest.fixture
def read_out(window, demo_script, qtbot):
    """The demo encounter, read to its end as fast as it goes."""
    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        window.open_replay(demo_script, Visit(date_of_service=date(2026, 11, 24), visit_type="initial"), 0)
    return window
