"""Where talk without a pause is cut: between two of its last words, where it is quietest or a sentence ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from asr.audio import SAMPLE_RATE
from asr.held import HeldSound
from asr.transcript import CLAUSE_ENDS, SENTENCE_ENDS, Word

_UNSURE_S = 0.4  # the newest words may be cut off themselves
_AROUND_S = 0.1  # how far the aligner's end of a word may be from its real one
_WINDOW = 960  # samples (60 ms) whose level is that of a place: a stop consonant is silent for less
_DIP_DB = 12.0  # a dip so deep counts as much as a comma


def between_words(words: Sequence[Word], sound: HeldSound, now: int, back_s: float) -> tuple[int, int]:
    """How many of `words`, heard in sound up to sample `now`, stay together, and the sample where the rest begins.

    Looks back `back_s` seconds at the most. Where there is no place between two words all of them stay.
    """
    earliest = now - round(back_s * SAMPLE_RATE)
    best = len(words), now
    highest = -np.inf
    for kept in range(1, len(words)):
        last, following = words[kept - 1], words[kept]
        if last.end_s * SAMPLE_RATE < earliest or last.end_s > now / SAMPLE_RATE - _UNSURE_S:
            continue
        at, level_db = _quietest(sound, last.end_s, max(last.end_s, following.start_s), now)
        value = _closes(last.text) - level_db / _DIP_DB
        if value > highest:
            best, highest = (kept, at), value
    return best


def _closes(word: str) -> float:
    """How much the mark after a word ends."""
    return 2.0 if word.endswith(SENTENCE_ENDS) else 1.0 if word.endswith(CLAUSE_ENDS) else 0.0


def _quietest(sound: HeldSound, end_s: float, start_s: float, now: int) -> tuple[int, float]:
    """The middle of the quietest place around the end of a word and the start of the next, and its level (dB)."""
    first = max(sound.first, round((end_s - _AROUND_S) * SAMPLE_RATE))
    samples = sound.between(first, min(now, round((start_s + _AROUND_S) * SAMPLE_RATE)))
    power = np.convolve(np.square(samples), np.full(_WINDOW, 1 / _WINDOW), "valid")
    at = int(power.argmin())
    return first + at + _WINDOW // 2, 10.0 * float(np.log10(power[at] + 1e-10))
