"""Listens to a whole recording once more, in the background; where it hears otherwise, the review page asks."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from asr.audio import SAMPLE_RATE, Block
from asr.transcript import Utterance
from scribe_app.live import plain
from scribe_app.window.open_visit import OpenVisit
from structuring.events import HeardAgain
from structuring.turns import Turn, turn_of

PIECE_S = 1.0


class SecondPass(QObject):
    """Signals: `progressed(percent)`, `heard(HeardAgain)`, `failed(str)`. One at a time; `cancel` ends it."""

    progressed = Signal(int)
    heard = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._wanted = True

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, visit: OpenVisit, listener: Any, seconds: float, model: str) -> None:
        """Listens to the first `seconds` of the visit's sound with a fresh listener."""
        if self.running:
            return
        self._wanted = True
        self._thread = threading.Thread(
            target=self._run, args=(visit, listener, seconds, model), name="second pass", daemon=True
        )
        self._thread.start()

    def cancel(self) -> None:
        self._wanted = False
        if self._thread is not None:
            self._thread.join(10.0)

    def _run(self, visit: OpenVisit, listener: Any, seconds: float, model: str) -> None:
        try:
            heard: list[Utterance] = []
            at = 0.0
            while at < seconds:
                samples = visit.sound(at, min(at + PIECE_S, seconds))
                if not len(samples):
                    break
                block = Block(round(at * SAMPLE_RATE), samples)
                heard += [news for news in listener.feed(block) if isinstance(news, Utterance)]
                at += PIECE_S
                self.progressed.emit(min(99, round(100 * at / seconds)))
                if not self._wanted:
                    return
            heard += [news for news in listener.finish() if isinstance(news, Utterance)]
            turns: tuple[Turn, ...] = tuple(turn_of(one, line) for line, one in enumerate(heard, start=1))
            self.progressed.emit(100)
            self.heard.emit(HeardAgain(model=model, turns=turns))
        except Exception as fault:
            self.failed.emit(plain(fault))
