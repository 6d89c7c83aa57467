"""Opens the window for a command: the app on the user's store, or a replay on a store in memory.

What the first frame does not need is imported where it is used, so that the window is there at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from scribe_app import settings as stored_settings
from scribe_app.settings import Settings
from scribe_app.store.files import data_folder, private_folder
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.look import theme
from scribe_app.window.look.application import application

if TYPE_CHECKING:
    from scribe_app.visit.samples import Sample
    from scribe_app.window.main_window import MainWindow
    from structuring.state import Visit

# Python hands the interpreter on every 5 ms by default; with a recogniser at work the window wants it sooner.
SWITCH_S = 0.001


def open_app(model: str | None) -> int:
    """The app on the user's own store. Returns the exit code."""
    from scribe_app import logs
    from scribe_app.window.front_door import FrontDoor

    settings = _dressed()
    folder = private_folder(data_folder())
    logs.start(folder)
    loader = RecogniserLoader(model or settings.model)
    door = FrontDoor(settings, folder, loader)
    door.begin()
    return _run(loader)


def open_demo(sample: Sample, speed: float, model: str | None) -> int:
    """Shows a bundled encounter as if it happened now. Returns the exit code."""
    from structuring.state import Visit

    visit = Visit(date_of_service=date.today(), visit_type=sample.visit)
    return open_replay(sample.sound, visit, speed, model, title=sample.title)


def open_replay(source: Path, visit: Visit, speed: float, model: str | None, title: str = "") -> int:
    """Replays a recording or a transcript in the window. Returns the exit code."""
    window = replay_window(_dressed(), model)
    window.show()
    when_rules_are_read(window, lambda: window.open_replay(source, visit, speed, title=title))
    return _run(window.loader)


def when_rules_are_read(window: MainWindow, then: Callable[[], object]) -> None:
    """Calls `then` in the window's thread when the rules of its pack are compiled, which is done beside it."""
    from scribe_app.window.loading.rules_reading import RulesReading

    reading = RulesReading(window.pack, window)
    reading.done.connect(then)
    QTimer.singleShot(0, reading.start)  # after the first frame


def replay_window(settings: Settings, model: str | None = None) -> MainWindow:
    """A window whose store is in memory and gone with it."""
    from scribe_app.rules.knowledge import chosen_pack
    from scribe_app.store.store import Store
    from scribe_app.window.main_window import MainWindow

    pack, trouble = chosen_pack(settings.pack, settings.template)
    window = MainWindow(Store.throwaway(), pack, settings, RecogniserLoader(model or settings.model))
    window.tell([trouble] if trouble else [])
    return window


def _dressed() -> Settings:
    settings = stored_settings.load()
    theme.apply(application(), settings.appearance, settings.text_percent)
    return settings


def _run(loader: RecogniserLoader) -> int:
    sys.setswitchinterval(SWITCH_S)
    # The first frame comes first, then the recogniser is loaded beside it.
    QTimer.singleShot(0, loader.load)
    return application().exec()
