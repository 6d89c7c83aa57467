"""Runs the final pass over a visit's sound in the background; where it hears otherwise, the review page asks."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from scribe_app.capture.live import plain
from scribe_app.rules.knowledge import load_vocabulary
from scribe_app.window.open_visit import OpenVisit


class SecondPass(QObject):
    """Signals: `progressed(percent)`, `heard(HeardAgain)`, `failed(str)`. One at a time; `cancel` ends it."""

    progressed = Signal(int)
    heard = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._cancelled = False

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, visit: OpenVisit, recogniser: Any) -> None:
        """Listens to all the sound of a visit once more."""
        if self.running:
            return
        self._cancelled = False
        self._thread = threading.Thread(
            target=self._run, args=(visit, recogniser, visit.seconds_of_sound), name="final pass", daemon=True
        )
        self._thread.start()

    def cancel(self) -> None:
        self._cancelled = True
        if self._thread is not None:
            self._thread.join(10.0)

    def _run(self, visit: OpenVisit, recogniser: Any, seconds: float) -> None:
        from scribe_app.visit import final_pass

        try:
            event = final_pass.hear_again(
                final_pass.blocks_of(visit.sound, seconds),
                recogniser,
                model=recogniser.folder.name,
                seconds=seconds,
                progress=lambda share: self.progressed.emit(min(99, round(100 * share))),
                cancelled=lambda: self._cancelled,
                vocabulary=load_vocabulary(),
            )
        except final_pass.Cancelled:
            return
        except Exception as fault:
            self.failed.emit(plain(fault))
        else:
            self.heard.emit(event)
