"""Sound as the program passes it on: blocks of 16 kHz mono samples with their place in the recording."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
FULL_SCALE = 1.0
SILENCE_DBFS = -120.0  # what a level of exact zeros is given as; 24-bit sound ends near -144

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Block:
    """`samples` (shape (n,), float32, -1..1, 16 kHz mono) that begin at sample `first` of the recording."""

    first: int
    samples: Samples

    @property
    def end(self) -> int:
        """The sample number after the last one."""
        return self.first + len(self.samples)

    @property
    def start_s(self) -> float:
        return self.first / SAMPLE_RATE

    @property
    def end_s(self) -> float:
        return self.end / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that the microphone did not deliver: it lies before sample `first` and has lasted `seconds`.

    The recording holds no samples for it, so times after a gap go on without it. It is told twice when it is
    noticed while it lasts: at once, and again with `over` when sound comes back and its length is known.
    """

    first: int
    seconds: float
    reason: str
    over: bool = True

    @property
    def start_s(self) -> float:
        return self.first / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a stretch of sound was; dBFS, so 0 is full scale. `clipping` when samples reached full scale."""

    start_s: float
    end_s: float
    rms_dbfs: float
    peak_dbfs: float
    clipping: bool


def level(block: Block) -> Level:
    """The level of one block; an empty or all-zero block is `SILENCE_DBFS`."""
    samples = block.samples
    peak = float(np.max(np.abs(samples))) if len(samples) else 0.0
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0
    return Level(
        start_s=block.start_s,
        end_s=block.end_s,
        rms_dbfs=dbfs(rms),
        peak_dbfs=dbfs(peak),
        clipping=int(np.count_nonzero(np.abs(samples) >= 0.999)) >= 3,
    )


def dbfs(amplitude: float) -> float:
    """An amplitude (1.0 is full scale) in decibels, never below `SILENCE_DBFS`."""
    return max(SILENCE_DBFS, 20.0 * float(np.log10(amplitude))) if amplitude > 0 else SILENCE_DBFS


def mono(samples: npt.NDArray[np.float32]) -> Samples:
    """Frames of shape (n,) or (n, channels) as one channel; the mean, so that no channel is lost."""
    if samples.ndim == 1:
        return np.ascontiguousarray(samples, dtype=np.float32)
    return np.ascontiguousarray(samples.mean(axis=1), dtype=np.float32)
