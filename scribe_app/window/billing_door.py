"""The way from the list of visits to the billing window, which never stands beside an open visit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from scribe_app.errors import Refusal
from scribe_app.store.store import Store


class BillingDoor(QObject):
    """Opens the billing window of a store, and closes it as soon as a visit opens or the screen is locked."""

    def __init__(self, store: Callable[[], Store], visit_open: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._visit_open = store, visit_open
        self.window: QWidget | None = None

    def open(self, tell: Callable[[list[str]], None]) -> None:
        """Shows it; `tell` hears in one sentence why it cannot be shown."""
        if self.window is not None and self.window.isVisible():
            self.window.raise_()
            self.window.activateWindow()
            return
        # The plots take a while to load, and a visit never needs them.
        from scribe_app.window.billing.opening import window_for

        try:
            self.window = window_for(self._store(), visit_open=self._visit_open())
        except Refusal as refusal:
            tell([str(refusal)])
            return
        self.window.show()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window = None
