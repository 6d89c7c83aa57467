"""Partial hypotheses of the utterance under way, each computed from its newest sound."""

from __future__ import annotations

from asr.agreement import stable
from asr.audio import SAMPLE_RATE, Block
from asr.held import HeldSound
from asr.pacing import Pacing
from asr.transcript import MARKS, Partial, Word, shifted
from asr.utterances import Standing
from asr.whisper import Recogniser


class Partials:
    """Takes the blocks that `Utterances` took, each with where the endpointing stood after it."""

    def __init__(self, recogniser: Recogniser, pacing: Pacing) -> None:
        self._recogniser = recogniser
        self._pacing = pacing
        self._sound = HeldSound()
        self._ended = 0
        self._at = 0  # the sample up to which the last one was computed
        self._from = 0  # where the sound begins that the next one is decoded from
        self._kept: tuple[Word, ...] = ()  # the words before it
        self._last: Partial | None = None

    def feed(self, block: Block, standing: Standing, *, wanted: bool) -> list[Partial]:
        """The next partial hypothesis when it is time for one and it is `wanted`."""
        self._sound.append(block)
        if standing.ended != self._ended:
            self._ended, self._last, self._at = standing.ended, None, 0
        heard = self._next(standing.start, standing.now) if wanted and standing.speaking else None
        self._sound.forget_all_but(standing.start, standing.now, self._pacing.before)
        return [heard] if heard is not None else []

    def _next(self, start: int | None, now: int) -> Partial | None:
        if start is None or now - max(self._at, start) < self._pacing.partial_every * SAMPLE_RATE:
            return None
        self._at = now
        before = self._last.words if self._last is not None else ()
        if self._last is None:
            self._kept = ()
            self._from = start - round(self._pacing.before * SAMPLE_RATE)
        elif now - self._from > self._pacing.partial_longest * SAMPLE_RATE:
            self._keep_words(before, now)
        first = max(self._sound.first, self._from)
        hypothesis = self._recogniser.decode(
            self._sound.between(first, now),
            context_s=self._pacing.partial_context,
            beam=1,
            begins=self._agreed(),
            keep_encoded=False,
        )
        if not hypothesis.words or hypothesis.loops:
            return None
        words = (*self._kept, *shifted(hypothesis.words, first / SAMPLE_RATE))
        self._last = Partial(
            text=" ".join(word.text for word in words),
            start_s=start / SAMPLE_RATE,
            end_s=now / SAMPLE_RATE,
            words=words,
            stable=stable(before, words),
        )
        return self._last

    def _agreed(self) -> str:
        """What the next partial hypothesis begins with: the words that the last two agree on, without the last of
        them, which may have been cut off. They need not be decoded again."""
        if self._last is None:
            return ""
        words = self._last.words[len(self._kept) : self._last.stable - 1]
        return " ".join(word.text for word in words).rstrip(MARKS)

    def _keep_words(self, words: tuple[Word, ...], now: int) -> None:
        """Lets the older words of a long utterance stand, so that a partial hypothesis never costs more."""
        limit = now / SAMPLE_RATE - self._pacing.partial_keep
        kept = tuple(word for word in words if word.end_s <= limit)
        if kept and round(kept[-1].end_s * SAMPLE_RATE) > self._from:
            self._kept, self._from = kept, round(kept[-1].end_s * SAMPLE_RATE)
        else:
            self._from = now - round(self._pacing.partial_longest * SAMPLE_RATE)
