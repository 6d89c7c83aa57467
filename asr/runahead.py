"""Work done on a thread of its own, a bounded way ahead of the one who waits for it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_LOOK_S = 0.2  # after so long a thread looks whether it is still wanted


class RunAhead(Iterator[T], Generic[T]):
    """Goes through `items` on a thread called `name`, at most `ahead` of them ahead of the one who iterates. What
    they raise is raised to that one."""

    def __init__(self, items: Iterator[T], ahead: int, name: str) -> None:
        self._items = items
        self._ready: queue.Queue[T | Exception | None] = queue.Queue(ahead)
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def __next__(self) -> T:
        while not self._left.is_set():
            try:
                one = self._ready.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if isinstance(one, Exception):
                raise one
            if one is None:
                break
            return one
        raise StopIteration

    def close(self) -> None:
        """Goes no further. Returns when the thread has ended, unless `items` themselves wait for something."""
        self._left.set()
        self._thread.join(2.0)

    def _work(self) -> None:
        try:
            for one in self._items:
                if not self._hand_on(one):
                    return
            self._hand_on(None)
        except Exception as fault:
            self._hand_on(fault)

    def _hand_on(self, one: T | Exception | None) -> bool:
        while not self._left.is_set():
            try:
                self._ready.put(one, timeout=_LOOK_S)
            except queue.Full:
                continue
            return True
        return False
