"""What is told about the store above the list of visits, and the way from there to everything about recovery."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from scribe_app.store.store import Store
from scribe_app.window.visits.visits_page import VisitsPage


class RecoveryFlow(QObject):
    """Signals: `visit_wanted(id)`, `restore_wanted(Path)` with the folder of a backup."""

    visit_wanted = Signal(str)
    restore_wanted = Signal(object)

    def __init__(self, store: Callable[[], Store], page: VisitsPage, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._page, self._window = store, page, window
        self._told: list[str] = []
        page.recovery_wanted.connect(self.show)

    def tell(self, sentences: list[str]) -> None:
        """Shows sentences about the store, among them how many visits a crash has cut off."""
        self._told = sentences
        self.refresh()

    def refresh(self) -> None:
        """The same, with what was cut off counted anew."""
        count = len(self._store().interrupted())
        several = self.tr("{0} visits were cut off; everything up to then is kept.").format(count)
        cut = [] if not count else [self.tr("1 visit was cut off; everything up to then is kept.")]
        self._page.tell([*self._told, *(cut if count < 2 else [several])])

    def show(self) -> None:
        from scribe_app.window.visits.recovery_dialog import RecoveryDialog  # here: not needed for the first frame

        dialog = RecoveryDialog(self._store(), self._told, self._window)
        dialog.visit_wanted.connect(self.visit_wanted)
        dialog.restore_wanted.connect(self.restore_wanted)
        dialog.exec()
