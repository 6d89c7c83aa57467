"""The sound that may still be needed: what is under way, and a little before it."""

from __future__ import annotations

from collections import deque

import numpy as np

from asr.audio import SAMPLE_RATE, Block, Samples


class HeldSound:
    """Consecutive blocks, found again by their sample numbers."""

    def __init__(self) -> None:
        self._blocks: deque[Block] = deque()
        self._end = 0

    @property
    def first(self) -> int:
        """The number of the oldest sample held; the one that comes next when nothing is held."""
        return self._blocks[0].first if self._blocks else self._end

    @property
    def end(self) -> int:
        """The sample number after the newest one."""
        return self._end

    def append(self, block: Block) -> None:
        self._blocks.append(block)
        self._end = block.end

    def between(self, first: int, end: int) -> Samples:
        """The held samples from number `first` up to `end`, shape (n,); fewer where fewer are held."""
        parts = [
            block.samples[max(0, first - block.first) : max(0, end - block.first)]
            for block in self._blocks
            if block.end > first and block.first < end
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def forget(self, before: int) -> None:
        """Lets go of the blocks that end before sample `before`."""
        while self._blocks and self._blocks[0].end <= before:
            self._blocks.popleft()

    def forget_all_but(self, start: int | None, now: int, before_s: float) -> None:
        """Keeps what a stretch under way since sample `start`, or one that may begin at `now`, still needs."""
        needed = now if start is None else start
        self.forget(needed - round((before_s + 0.3) * SAMPLE_RATE))
