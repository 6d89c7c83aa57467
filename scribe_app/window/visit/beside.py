"""When the second pass begins by itself: in a pause on a machine that is strong enough, else after the visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from scribe_app.models.offered import COMFORTABLE
from scribe_app.window.visit.open_visit import OpenVisit
from scribe_app.window.visit.second_pass import SecondPass

QUIET_MS = 1000  # a pause that lasts so long is idle time
CAUGHT_UP_S = 0.5


class Beside(QObject):
    """Follows the phases of a recording. `load` makes a recogniser, in the thread that calls it; without one, and
    for replays, nothing begins by itself."""

    def __init__(self, second: SecondPass, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.load: Callable[[], Any] | None = None
        self._second = second
        self._visit: OpenVisit | None = None
        self._look = QTimer(self)
        self._look.setInterval(QUIET_MS)
        self._look.timeout.connect(self._in_pause)

    def follow(self, visit: OpenVisit, phase: str) -> None:
        """Lets the pass begin, go on or give way. `phase` is one of Live's, or "over" after the last word."""
        self._visit = visit
        if self.load is None or not visit.by_microphone:
            return
        if phase == "paused":
            self._look.start()
            return
        self._look.stop()
        if phase == "over":
            self._go(over=True)
        elif phase != "idle":
            self._second.give_way()

    def _in_pause(self) -> None:
        live = self._visit.live if self._visit is not None else None
        if live is None or live.phase != "paused":
            self._look.stop()
        elif live.behind_s <= CAUGHT_UP_S:  # the recogniser is idle
            self._look.stop()
            if live.load is not None and live.load <= COMFORTABLE:
                self._go(over=False)

    def _go(self, *, over: bool) -> None:
        assert self._visit is not None and self.load is not None
        if self._second.running:
            self._second.go_on(over=over)
        elif not self._visit.session.locked:
            self._second.start_beside(self._visit, self.load, over=over)
