"""Replays recorded sound to a listener, on the clock of the wall or on a simulated one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from asr.audio import Block, Gap
from asr.listener import Heard, Listener

Speed = Literal["max"] | float


def replay(
    blocks: Iterable[Block | Gap],
    listener: Listener,
    speed: Speed = "max",
    charge: Callable[[], float] = time.perf_counter,
) -> Iterator[tuple[Heard, float]]:
    """Feeds `blocks` to `listener` and yields what it hears, with the second at which a person would see it.

    With a number the blocks come at that many times real time and the second is that of the wall clock. With
    "max" they come as fast as they are worked off, on a simulated clock: a block cannot be heard before its
    last sample was spoken, and every second of computing moves the clock on, so the delays are those of a
    live visit on this machine. The caller's own work between two results is charged as well. `charge` is the
    clock by which computing is charged: `time.process_time` (all threads) where others load the machine.
    """
    clock = _Simulated(charge) if speed == "max" else _Wall(float(speed))
    for block in blocks:
        due = block.end_s if isinstance(block, Block) else block.start_s
        behind = clock.wait(due)
        for heard in listener.feed(block, behind_s=behind):
            yield heard, clock.now()
    for heard in listener.finish():
        yield heard, clock.now()


class _Simulated:
    """The recording's clock, moved on by waiting for sound and by computing."""

    def __init__(self, charge: Callable[[], float]) -> None:
        self._charge = charge
        self._at = 0.0
        self._since = charge()

    def now(self) -> float:
        moment = self._charge()
        self._at += moment - self._since
        self._since = moment
        return self._at

    def wait(self, due: float) -> float:
        """Goes to second `due` unless it is past; returns how many seconds late it is."""
        behind = self.now() - due
        if behind < 0:
            self._at = due
        return max(0.0, behind)


class _Wall:
    """The wall clock, in seconds of the recording."""

    def __init__(self, speed: float) -> None:
        if speed <= 0:
            raise ValueError("the speed must be above zero")
        self._speed = speed
        self._began = time.monotonic()

    def now(self) -> float:
        return (time.monotonic() - self._began) * self._speed

    def wait(self, due: float) -> float:
        behind = self.now() - due
        if behind < 0:
            time.sleep(-behind / self._speed)
        return max(0.0, behind)
