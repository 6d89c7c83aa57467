"""Loads the recogniser beside the window, so that the window is there at once and Start follows when it may."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Signal


class RecogniserLoader(QObject):
    """Signals: `ready()`, `failed(str)`. `recogniser` is None until ready."""

    ready = Signal()
    failed = Signal(str)

    def __init__(self, model: str = "", threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._threads = threads
        self._thread: threading.Thread | None = None
        self.recogniser: Any = None
        self.trouble = ""

    def load(self) -> None:
        """Begins to load; a second call while loading or loaded does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="loading", daemon=True)
            self._thread.start()

    def reload(self, model: str) -> None:
        """Loads another model; the one in use stays until it is there."""
        before = self._thread
        self._model = model
        self._thread = threading.Thread(target=self._run, args=(before,), name="loading", daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float = 30.0) -> None:
        if self._thread is not None:
            self._thread.join(timeout_s)

    @property
    def weights(self) -> tuple[str, str]:
        """Name and SHA-256 of the weights in use; empty until they are there."""
        return (self.recogniser.name, self.recogniser.sha256) if self.recogniser is not None else ("", "")

    def listener(self) -> Any:
        """A fresh listener for one recording; only when `recogniser` is there."""
        from asr.listener import Listener
        from scribe_app.rules.knowledge import load_vocabulary

        return Listener(self.recogniser, vocabulary=load_vocabulary())

    def another(self) -> Any:
        """Loads the best model at hand for going over a recording once more, apart from the one in use."""
        from asr import whisper
        from scribe_app.models import offered
        from scribe_app.models.folder import models_folder

        folder = models_folder()
        name = offered.best_at_hand(self._model, offered.models(folder), offered.measured(folder))
        return whisper.load(name or None, threads=self._threads, folder=folder, at_once=2)

    def _run(self, before: threading.Thread | None = None) -> None:
        if before is not None:
            before.join()
        try:
            from asr import heap, whisper
            from scribe_app.models.folder import models_folder

            self.recogniser = whisper.load(self._model or None, threads=self._threads, folder=models_folder())
            heap.keep()
        except Exception as fault:
            from scribe_app.capture.live import plain

            self.trouble = plain(fault)
            self.failed.emit(self.trouble)
        else:
            self.trouble = ""
            self.ready.emit()
