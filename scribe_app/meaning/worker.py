"""Hints beside a running visit: an own thread, so that neither the recogniser nor the window waits for them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Collection

from scribe_app.meaning.hints import Hint, Hints
from structuring.turns import Turn

_Job = tuple[Turn | None, frozenset[str], frozenset[str]]


class HintWorker:
    """`hear` and `ask` return at once; `found` is called from the worker's thread with the hints asked for."""

    def __init__(
        self,
        make: Callable[[], Hints],
        found: Callable[[list[Hint]], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """`make` loads the weights; it is called in the thread, and its Refusal is kept as `trouble` and told to
        `failed`."""
        self._make = make
        self._found = found
        self._failed = failed
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="hints", daemon=True)
        self.trouble: str | None = None
        self._thread.start()

    def hear(self, turn: Turn) -> None:
        self._jobs.put((turn, frozenset(), frozenset()))

    def ask(self, silent: Collection[str], without: Collection[str] = ()) -> None:
        """Asks for the hints on these silent paths, after all turns heard before; `without` those set aside."""
        self._jobs.put((None, frozenset(silent), frozenset(without)))

    def close(self, timeout_s: float = 10.0) -> None:
        """Ends after what is under way."""
        self._jobs.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            hints = self._make()
        except Exception as fault:
            self.trouble = str(fault)
            if self._failed is not None:
                self._failed(self.trouble)
            return
        while (job := self._jobs.get()) is not None:
            turn, silent, without = job
            if turn is not None:
                hints.hear(turn)
            else:
                self._found(hints.possible(silent, without=without))
