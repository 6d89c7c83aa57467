"""What a voice sounds like, as a few numbers: spectral envelope, pitch and level of one stretch of speech."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from asr.audio import SAMPLE_RATE, Samples

Voice = npt.NDArray[np.float64]

_WINDOW = 400  # 25 ms
_HOP = 160  # 10 ms
_FFT = 512
_BANDS = 26
_CEPSTRA = 19  # the first one, the level, is left out: it has its own number
_PITCH_WINDOW = 640  # 40 ms, two periods of the lowest voice
_PITCH_HZ = (65.0, 350.0)

# How much each number varies between utterances of one voice over 0.8 s long (standard deviation): cepstra 1..19,
# natural logarithm of the pitch, level in decibels. Measured on six synthetic voices in rooms.
_CEPSTRUM_SPREAD = (
    "0.13 0.09 0.12 0.08 0.05 0.07 0.04 0.05 0.05 0.04 0.03 0.03 0.03 0.02 0.02 0.02 0.02 0.02 0.015"
)
_SPREAD = np.array([*map(float, _CEPSTRUM_SPREAD.split()), 0.11, 1.3])
SIZE = len(_SPREAD)


def voice(samples: Samples) -> Voice:
    """The numbers of one stretch, shape (SIZE,), in units of their spread within one voice.

    `samples` has shape (n,), 16 kHz; silence inside does not count. Means of mel-cepstra over the louder
    frames (Davis and Mermelstein 1980), median pitch by autocorrelation.
    """
    padded = np.pad(samples.astype(np.float64), (0, max(0, _PITCH_WINDOW - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    level = 10.0 * np.log10(np.mean(np.square(frames), axis=1) + 1e-10)
    loud = level >= max(float(np.percentile(level, 40)), float(level.max()) - 25.0)
    power = np.square(np.abs(np.fft.rfft(frames[loud] * np.hanning(_WINDOW), _FFT)))
    cepstra = np.log(power @ _bank().T + 1e-10) @ _cosines().T / _BANDS
    numbers = [*cepstra.mean(axis=0)[1 : _CEPSTRA + 1], _pitch(padded, loud), float(np.percentile(level, 85))]
    return np.asarray(numbers) / _SPREAD


def spread(seconds: float) -> float:
    """Variance of a stretch's numbers around its voice's, in the units of `voice`: short ones vary more."""
    return 0.7 + 1.2 / max(0.1, seconds)


def _pitch(padded: npt.NDArray[np.float64], loud: npt.NDArray[np.bool_]) -> float:
    """Natural logarithm of the median pitch of the more periodic half of every other loud frame."""
    longer = np.pad(padded, (0, _PITCH_WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(longer, _PITCH_WINDOW)[::_HOP][: len(loud)][loud][::2]
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(_PITCH_WINDOW), 2048)))
    likeness = np.fft.irfft(power)[:, : int(SAMPLE_RATE / _PITCH_HZ[0])]
    likeness = likeness / (likeness[:, :1] + 1e-12)
    shortest = int(SAMPLE_RATE / _PITCH_HZ[1])
    lags = likeness[:, shortest:].argmax(axis=1) + shortest
    strength = likeness[:, shortest:].max(axis=1)
    periodic = strength >= np.percentile(strength, 50)
    return float(np.median(np.log(SAMPLE_RATE / lags[periodic])))


@lru_cache(maxsize=1)
def _bank() -> npt.NDArray[np.float64]:
    """Triangular mel filters, shape (bands, bins)."""
    edges_mel = np.linspace(2595 * np.log10(1 + 80 / 700), 2595 * np.log10(1 + 7600 / 700), _BANDS + 2)
    edges = 700 * (10 ** (edges_mel / 2595) - 1)
    bins = np.fft.rfftfreq(_FFT, 1 / SAMPLE_RATE)
    low, mid, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.clip(np.minimum((bins - low) / (mid - low), (high - bins) / (high - mid)), 0, None)


@lru_cache(maxsize=1)
def _cosines() -> npt.NDArray[np.float64]:
    """The discrete cosine transform over the bands, shape (bands, bands)."""
    order = np.arange(_BANDS)
    return np.cos(np.pi * np.outer(order, order + 0.5) / _BANDS)
