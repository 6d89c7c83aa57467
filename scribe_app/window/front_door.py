"""From the start of the app to the main window: asks for the key while everything behind it is made ready."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from scribe_app.errors import Refusal
from scribe_app.settings import Settings
from scribe_app.store import keys
from scribe_app.window.lock.unlock_page import UnlockPage
from scribe_app.window.look.parts import open_at

if TYPE_CHECKING:
    from scribe_app.store.store import Store
    from scribe_app.window.loading.recogniser import RecogniserLoader
    from scribe_app.window.main_window import MainWindow


class FrontDoor(QObject):
    """Asks for the key, opens the store, shows the main window.

    Only what the first page needs is imported with this module; the main window, the store and the rules come in
    a thread, while the user types or the key is stretched.
    """

    _store_open = Signal(object, object)
    _refused = Signal(str)

    def __init__(self, settings: Settings, folder: Path, loader: RecogniserLoader) -> None:
        super().__init__()
        self._settings, self._folder, self._loader = settings, folder, loader
        self._front = QMainWindow()
        self._front.setWindowTitle(self.tr("Lumbar Scribe"))
        open_at(self._front, 1280, 800)
        self.page = UnlockPage(folder)
        self._front.setCentralWidget(self.page)
        self.page.opened.connect(self.open)
        self._store_open.connect(self._enter)
        self._refused.connect(self.page.tell)
        self._told: list[str] = []
        self.page.told.connect(self._told.append)
        self._preparing = threading.Thread(target=self._prepare, name="preparing", daemon=True)
        self.window: MainWindow | None = None

    def begin(self) -> None:
        """Shows the first page; the rest begins after its first frame."""
        self._front.show()
        self.page.begin()
        QTimer.singleShot(0, self._preparing.start)

    def _prepare(self) -> None:
        from scribe_app.rules.knowledge import chosen_pack
        from scribe_app.window import main_window  # noqa: F401 (imported for later)
        from scribe_app.window.loading import rules_reading

        with suppress(Refusal):  # what is wrong with the rules is told when the window is opened
            rules_reading.read(chosen_pack(self._settings.pack, self._settings.template)[0])

    def open(self, key: keys.Key) -> None:
        """With the key: the store and its window, where the key was asked for."""
        self.page.wait_for_store()
        threading.Thread(target=self._open, args=(key,), name="opening", daemon=True).start()

    def _open(self, key: keys.Key) -> None:
        from scribe_app.billing import retention as claims
        from scribe_app.capture.live import plain
        from scribe_app.store.upkeep import open_for_work

        try:
            store, told = open_for_work(self._folder, key, self._settings)
            told += claims.let_go(store, self._settings)
        except Exception as fault:
            if not isinstance(fault, Refusal):
                logging.getLogger(__name__).exception("opening the store failed")
            self._refused.emit(plain(fault))
            return
        self._preparing.join()
        self._store_open.emit(store, told)

    def _enter(self, store: Store, told: list[str]) -> None:
        from scribe_app.rules.knowledge import chosen_pack
        from scribe_app.window.main_window import MainWindow

        pack, trouble = chosen_pack(self._settings.pack, self._settings.template)
        self.window = MainWindow(store, pack, self._settings, self._loader, check_passphrase=self._check())
        self.window.setGeometry(self._front.geometry())
        self.window.show()
        self.window.recovery.restore_wanted.connect(self.restore)
        self.window.tell([*self._told, *told, *([trouble] if trouble else [])])
        self._told.clear()
        self._front.close()

    def restore(self, backup: Path) -> None:
        """Closes the encounters and asks for the key of the backup that is to take their place."""
        if self.window is None or not self.window.flow.close():
            return
        window, self.window = self.window, None
        self._front.setGeometry(window.geometry())
        self._front.show()
        window.close()
        window.store.close()
        window.deleteLater()
        self.page.ask_restore(backup)

    def _check(self) -> Callable[[str], object] | None:
        if not keys.needs_passphrase(self._folder):
            return None
        return lambda passphrase: keys.unlock(self._folder, passphrase)
