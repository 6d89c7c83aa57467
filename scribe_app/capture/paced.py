"""A recording given out at the pace of the clock: 1x, 2x or as fast as it is taken, with pause, stop and skip."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any


class Paced:
    """Blocks (anything with `end_s`) handed out when their time has come.

    `speed` 0 means at once. `skip_to` passes the sound up to a point on without waiting; nothing is left out.
    """

    def __init__(self, blocks: Iterable[Any], speed: float = 1.0) -> None:
        self._blocks = blocks
        self._change = threading.Condition()
        self._speed = speed
        self._paused = False
        self._stopped = False
        self._skip_to_s = 0.0
        self._anchor: tuple[float, float] | None = None  # (clock, position) from which time is counted

    @property
    def speed(self) -> float:
        return self._speed

    def set_speed(self, speed: float) -> None:
        with self._change:
            self._speed = speed
            self._anchor = None
            self._change.notify_all()

    def skip_to(self, seconds: float) -> None:
        with self._change:
            self._skip_to_s = seconds
            self._anchor = None
            self._change.notify_all()

    def pause(self) -> None:
        with self._change:
            self._paused = True
            self._change.notify_all()

    def resume(self) -> None:
        with self._change:
            self._paused = False
            self._anchor = None
            self._change.notify_all()

    def stop(self) -> None:
        with self._change:
            self._stopped = True
            self._change.notify_all()

    def __iter__(self) -> Iterator[Any]:
        for block in self._blocks:
            if not self._wait_for(block):
                return
            yield block

    def _wait_for(self, block: Any) -> bool:
        """Waits until the block is due. False when the replay was stopped."""
        with self._change:
            while not self._stopped:
                if self._paused:
                    self._change.wait()
                    continue
                if self._speed <= 0 or block.end_s <= self._skip_to_s:
                    return True
                if self._anchor is None:
                    self._anchor = (time.monotonic(), block.start_s)
                clock, position = self._anchor
                due = clock + (block.end_s - position) / self._speed
                left = due - time.monotonic()
                if left <= 0:
                    return True
                self._change.wait(left)
            return False
