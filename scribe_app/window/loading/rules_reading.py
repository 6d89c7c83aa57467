"""Reads the rules of a pack beside the window: the first visit would otherwise hold it for half a second."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QObject, Signal

from structuring.pack import Pack, RuleError


class RulesReading(QObject):
    """Signal `done` when the rules are compiled; what is wrong with them is told when a visit is opened."""

    done = Signal()

    def __init__(self, pack: Pack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack = pack

    def start(self) -> None:
        threading.Thread(target=self._run, name="rules", daemon=True).start()

    def _run(self) -> None:
        read(self._pack)
        with suppress(RuntimeError):  # the window may be gone by then
            self.done.emit()


def read(pack: Pack) -> None:
    """Compiles the rules of a pack; once for every pack."""
    from asr import heap
    from structuring.encounter import Encounter
    from structuring.state import Visit

    with suppress(RuleError):
        Encounter(pack, Visit(date_of_service=date.today()))
    heap.keep()
