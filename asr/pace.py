"""Replays recorded sound to a listener, on the clock of the wall or on a simulated one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from asr.audio import Block, Gap
from asr.listener import Heard, Listener
from asr.runahead import RunAhead
from asr.utterances import Standing

Speed = Literal["max"] | float

_AHEAD = 300  # blocks (30 s) that the final hypotheses may be ahead of the partial ones, and a scout of them


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
        behind = clock.wait(_due(block))
        for heard in listener.feed(block, behind_s=behind):
            yield heard, clock.now()
    for heard in listener.finish():
        yield heard, clock.now()


def replay_on_two_cores(blocks: Iterable[Block | Gap], listener: Listener) -> Iterator[tuple[Heard, float]]:
    """Like `replay` at "max", and the same words in the same order: the final hypotheses are computed on a thread
    of their own, ahead of the partial ones and of the caller's work, neither of which they depend on. Without
    partial hypotheses a scout encodes ahead of them on a third.

    The simulated clock is charged as if all of it followed one another, as it does in a live visit; only the wait
    for the other thread is not charged. The recogniser must have been loaded for two decodes `at_once`.
    """
    clock = _Simulated(time.perf_counter)
    scouted = listener.scouted(blocks, _AHEAD) if listener.partials is None else None
    steps = RunAhead(_steps(scouted or blocks, listener), _AHEAD, "finals")
    try:
        while True:
            clock.now()  # what the caller did meanwhile is charged, the wait that follows is not
            step = next(steps, None)
            clock.skip()
            if step is None:
                return
            behind = clock.wait(_due(step.block)) if step.block is not None else 0.0
            clock.add(step.seconds)
            heard = step.heard
            if step.block is not None:
                heard += listener.partial(step.block, step.standing, behind)
            for one in heard:
                yield one, clock.now()
    finally:
        steps.close()
        if scouted is not None:
            scouted.close()


@dataclass(frozen=True, slots=True)
class _Step:
    """What one block, or the end of the recording (None), brought, and the seconds it took to compute."""

    block: Block | Gap | None
    heard: list[Heard]
    standing: Standing
    seconds: float


def _steps(blocks: Iterable[Block | Gap], listener: Listener) -> Iterator[_Step]:
    utterances = listener.utterances

    def step(block: Block | Gap | None) -> _Step:
        began = time.perf_counter() + listener.spared_s
        heard: list[Heard] = [*(utterances.finish() if block is None else utterances.feed(block))]
        return _Step(block, heard, utterances.standing, time.perf_counter() + listener.spared_s - began)

    for block in blocks:
        yield step(block)
    yield step(None)


def _due(block: Block | Gap) -> float:
    return block.end_s if isinstance(block, Block) else block.start_s


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

    def skip(self) -> None:
        """Charges nothing for the time since it was last asked."""
        self._since = self._charge()

    def add(self, seconds: float) -> None:
        """Charges what was computed elsewhere."""
        self._at += seconds

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
