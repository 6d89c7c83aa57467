"""What is wrong with the sound itself: levels, clipping, a microphone that hears nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from asr.audio import SAMPLE_RATE, Block, Gap, Level, level

WarningKind = Literal["no_input", "clipping", "gap", "behind"]

_NOTHING_DBFS = -70.0  # a room is never so quiet; a muted or dead microphone is
_NO_INPUT_S = 10.0
_CLIPPING_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class Warning:
    """Something about the sound that a person should know, in plain words; `at_s` from the first sample."""

    kind: WarningKind
    at_s: float
    text: str
    seconds: float = 0.0


class Meter:
    """Measures each block of one recording."""

    def __init__(self) -> None:
        self._heard_at = 0
        self._told = False
        self._clipped_at: float | None = None

    def measure(self, block: Block) -> Iterator[Level | Warning]:
        """The block's level, and a warning when it clips or when nothing has been heard for ten seconds."""
        measured = level(block)
        yield measured
        if measured.clipping and (self._clipped_at is None or block.end_s - self._clipped_at > _CLIPPING_EVERY_S):
            self._clipped_at = block.end_s
            yield Warning(
                "clipping", block.start_s, "The sound is too loud; move the microphone away or turn it down."
            )
        if measured.peak_dbfs > _NOTHING_DBFS:
            self._heard_at, self._told = block.end, False
        elif not self._told and block.end - self._heard_at >= _NO_INPUT_S * SAMPLE_RATE:
            self._told = True
            yield Warning(
                "no_input",
                block.end_s,
                "The microphone has heard nothing for 10 seconds; check that it is on and not muted.",
                (block.end - self._heard_at) / SAMPLE_RATE,
            )


def told(gap: Gap) -> Warning:
    """A gap as a warning."""
    text = f"{gap.seconds:.1f} seconds of sound are missing here. {gap.reason}" if gap.over else gap.reason
    return Warning("gap", gap.start_s, text, gap.seconds)
