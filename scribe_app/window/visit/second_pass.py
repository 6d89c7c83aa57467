"""Runs the final pass over a visit's sound in the background; where it hears otherwise, the review page asks."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from scribe_app.capture.live import plain
from scribe_app.rules.knowledge import load_vocabulary
from scribe_app.visit.final_pass import Cancelled, Gate, growing, hear_again
from scribe_app.window.visit.open_visit import OpenVisit

_NICE = 10  # how far it stands back behind the live recogniser and the window


class SecondPass(QObject):
    """Signals: `progressed(percent)`, `heard(HeardAgain)`, `failed(str)`. One at a time; `cancel` ends it."""

    progressed = Signal(int)
    heard = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._gate = Gate()

    @property
    def running(self) -> bool:
        """Whether a pass is under way, be it waiting."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def waiting(self) -> bool:
        """Whether a pass under way stands back for a recording."""
        return self.running and self._gate.stands == "closed"

    def start(self, visit: OpenVisit, recogniser: Any) -> None:
        """Listens to all the sound of a visit once more, with the recogniser in use."""
        self._begin(visit, lambda: recogniser, visit.seconds_of_sound, over=True)

    def start_beside(self, visit: OpenVisit, load: Callable[[], Any], *, over: bool) -> None:
        """The same at low priority with a recogniser of its own, so that nothing waits for it. Unless the
        recording is `over`, the pass goes as far as there is sound and waits for more."""
        self._begin(visit, lambda: _standing_back(load), visit.live.taken_s, over=over)

    def give_way(self) -> None:
        """To be called when recording goes on: no more sound is listened to until `go_on`."""
        self._gate.move("closed")

    def go_on(self, *, over: bool) -> None:
        """Goes on, to the end of the recording when that is `over`."""
        self._gate.move("over" if over else "open")

    def cancel(self) -> None:
        self._gate.move("cancelled")
        if self._thread is not None:
            self._thread.join(10.0)

    def _begin(self, visit: OpenVisit, load: Callable[[], Any], seconds: float, *, over: bool) -> None:
        if self.running:
            return
        self._gate = Gate()
        self.go_on(over=over)
        self._thread = threading.Thread(
            target=self._run, args=(visit, load, seconds, self._gate), name="final pass", daemon=True
        )
        self._thread.start()

    def _run(self, visit: OpenVisit, load: Callable[[], Any], seconds: float, gate: Gate) -> None:
        live = visit.live

        def length() -> float:
            return max(seconds, live.taken_s)

        try:
            recogniser = load()
            event = hear_again(
                growing(visit.sound, length, gate),
                recogniser,
                model=recogniser.folder.name,
                seconds=length,
                progress=lambda share: self.progressed.emit(min(99, round(100 * share))),
                cancelled=lambda: gate.stands == "cancelled",
                vocabulary=load_vocabulary(),
            )
        except Cancelled:
            return
        except Exception as fault:
            self.failed.emit(plain(fault))
        else:
            self.heard.emit(event)


def _standing_back(load: Callable[[], Any]) -> Any:
    """Loads a recogniser in a thread of low priority, which the threads that it computes in take over."""
    if sys.platform == "linux":  # elsewhere a priority is that of the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    return load()
