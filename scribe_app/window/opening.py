"""Opens the window for a command: the app on the user's store, or a replay on a store in memory."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow

from scribe_app import logs
from scribe_app import settings as stored_settings
from scribe_app.errors import Refusal
from scribe_app.knowledge import load_pack
from scribe_app.samples import Sample
from scribe_app.settings import Settings
from scribe_app.store import keys
from scribe_app.store.files import data_folder, private_folder
from scribe_app.store.store import Store
from scribe_app.upkeep import open_for_work
from scribe_app.window import theme
from scribe_app.window.application import application
from scribe_app.window.main_window import MainWindow
from scribe_app.window.recogniser import RecogniserLoader
from scribe_app.window.unlock_page import UnlockPage
from structuring.encounter import Encounter
from structuring.state import Visit

# Python hands the interpreter on every 5 ms by default; with a recogniser at work the window wants it sooner.
SWITCH_S = 0.001


def open_app(model: str | None) -> int:
    """The app on the user's own store. Returns the exit code."""
    settings = _dressed()
    folder = private_folder(data_folder())
    logs.start(folder)
    loader = RecogniserLoader(model or settings.model)
    opener = StoreOpening(settings, folder, loader)
    opener.begin()
    return _run(loader)


def open_demo(sample: Sample, speed: float, model: str | None) -> int:
    """Shows a bundled encounter as if it happened now. Returns the exit code."""
    visit = Visit(date_of_service=date.today(), visit_type=sample.visit)
    return open_replay(sample.sound, visit, speed, model, title=sample.title)


def open_replay(source: Path, visit: Visit, speed: float, model: str | None, title: str = "") -> int:
    """Replays a recording or a transcript in the window. Returns the exit code."""
    window = replay_window(_dressed(), model)
    window.show()
    application().processEvents()  # the first frame; the rules are compiled after it
    window.open_replay(source, visit, speed, title=title)
    return _run(window.loader)


def replay_window(settings: Settings, model: str | None = None) -> MainWindow:
    """A window whose store is in memory and gone with it."""
    return MainWindow(
        Store.throwaway(), load_pack(settings.pack), settings, RecogniserLoader(model or settings.model)
    )


class StoreOpening:
    """Asks for the key, opens the store, shows the main window."""

    def __init__(self, settings: Settings, folder: Path, loader: RecogniserLoader) -> None:
        self._settings, self._folder, self._loader = settings, folder, loader
        self._front = QMainWindow()
        self._front.setWindowTitle("Lumbar Scribe")
        self._front.resize(1280, 800)
        self.page = UnlockPage(folder)
        self._front.setCentralWidget(self.page)
        self.page.opened.connect(self.open)
        self.window: MainWindow | None = None

    def begin(self) -> None:
        self._front.show()
        # The rules are compiled once, beside the window, so that the first visit opens at once.
        threading.Thread(target=self._prepare, name="rules", daemon=True).start()
        self.page.begin()

    def _prepare(self) -> None:
        with suppress(Exception):  # what is wrong with the rules is told when a visit is opened
            Encounter(load_pack(self._settings.pack), Visit(date_of_service=date.today()))

    def open(self, key: keys.Key) -> None:
        """With the key: the store and its window, where the key was asked for."""
        try:
            store, told = open_for_work(self._folder, key, self._settings)
        except Refusal as fault:
            self.page.tell(str(fault))
            return
        self.window = MainWindow(
            store, load_pack(self._settings.pack), self._settings, self._loader, check_passphrase=self._check()
        )
        self.window.setGeometry(self._front.geometry())
        self.window.show()
        self.window.tell(told)
        self._front.close()

    def _check(self) -> Callable[[str], object] | None:
        if not keys.needs_passphrase(self._folder):
            return None
        return lambda passphrase: keys.unlock(self._folder, passphrase)


def _dressed() -> Settings:
    settings = stored_settings.load()
    theme.apply(application(), settings.appearance, settings.text_percent)
    return settings


def _run(loader: RecogniserLoader) -> int:
    sys.setswitchinterval(SWITCH_S)
    # The first frame comes first, then the recogniser is loaded beside it.
    QTimer.singleShot(0, loader.load)
    return application().exec()
