"""Opens the window for a command: the app on the user's store, or a replay on a store in memory."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer

from scribe_app import settings as stored_settings
from scribe_app.knowledge import load_pack
from scribe_app.samples import Sample
from scribe_app.settings import Settings
from scribe_app.store.store import Store
from scribe_app.window import theme
from scribe_app.window.application import application
from scribe_app.window.main_window import MainWindow
from scribe_app.window.recogniser import RecogniserLoader
from structuring.state import Visit

# Python hands the interpreter on every 5 ms by default; with a recogniser at work the window wants it sooner.
SWITCH_S = 0.001


def open_demo(sample: Sample, speed: float, model: str | None) -> int:
    """Shows a bundled encounter as if it happened now. Returns the exit code."""
    visit = Visit(date_of_service=date.today(), visit_type=sample.visit)
    return open_replay(sample.sound, visit, speed, model, title=sample.title)


def open_replay(source: Path, visit: Visit, speed: float, model: str | None, title: str = "") -> int:
    """Replays a recording or a transcript in the window. Returns the exit code."""
    settings = stored_settings.load()
    app = application()
    theme.apply(app, settings.appearance, settings.text_percent)
    window = replay_window(settings, model)
    window.open_replay(source, visit, speed, title=title)
    return _run(window)


def replay_window(settings: Settings, model: str | None = None) -> MainWindow:
    """A window whose store is in memory and gone with it."""
    return MainWindow(
        Store.throwaway(), load_pack(settings.pack), settings, RecogniserLoader(model or settings.model)
    )


def _run(window: MainWindow) -> int:
    sys.setswitchinterval(SWITCH_S)
    window.show()
    # The first frame comes first, then the recogniser is loaded beside it.
    QTimer.singleShot(0, window.loader.load)
    return application().exec()
