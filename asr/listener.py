"""Listens to one visit: blocks of sound in; levels, warnings, partial and final hypotheses out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from asr.agreement import stable
from asr.audio import SAMPLE_RATE, Block, Gap, Level, Samples, level
from asr.endpointing import Endpointer, Stretch
from asr.transcript import Partial, Utterance, Word
from asr.vad import FRAME, VoiceActivity
from asr.whisper import Hypothesis, Recogniser

WarningKind = Literal["no_input", "clipping", "gap", "behind"]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something about the sound that a person should know, in plain words; `at_s` from the first sample."""

    kind: WarningKind
    at_s: float
    text: str
    seconds: float = 0.0


Heard = Utterance | Partial | Level | Warning


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long the listener waits before it does a thing, in seconds."""

    before: float = 0.25  # sound kept before the first frame of speech
    after: float = 0.2  # and after the last one
    speculate: float = 0.2  # silence after which the final hypothesis is computed
    end: float = 0.5  # silence that ends an utterance
    longest: float = 20.0  # an utterance is cut at its best pause when it gets longer
    final_context: float = 30.0  # mel context of a final hypothesis
    previous: int = 150  # characters of previous text that a final hypothesis is given
    partial_every: float = 0.5  # new speech between two partial hypotheses
    partial_context: float = 10.0  # mel context of a partial hypothesis
    partial_longest: float = 9.0  # speech that a partial hypothesis looks back at
    behind: float = 1.5  # late by more than this, no partial hypotheses are computed
    level_every: float = 0.1
    no_input: float = 10.0


class Listener:
    """The incremental path from sound to text, the same for a microphone and for a recording.

    Samples are never dropped: what is fed is decoded sooner or later, at the latest in `finish`.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        *,
        vocabulary: object | None = None,
        partials: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        self.pacing = pacing or Pacing()
        self._recogniser = recogniser
        self._partials = partials
        self._activity = VoiceActivity()
        self._endpointer = Endpointer()
        self._sound = _Sound()
        self._unheard: Samples = np.zeros(0, np.float32)  # less than one frame, waits for the next block
        self._speculation: tuple[int, int, Hypothesis] | None = None
        self._partial: Partial | None = None
        self._partial_at = 0
        self._next_id = 1
        self._previous = ""
        self._level_from: Block | None = None
        self._quiet_since = 0
        self._warned_quiet = False
        self.samples_fed = 0

    def feed(self, block: Block | Gap, *, behind_s: float = 0.0) -> list[Heard]:
        """Takes the next block. `behind_s` tells how late it comes, so that partial hypotheses may be skipped."""
        if isinstance(block, Gap):
            return [*self._end_now(), _told(block)]
        heard: list[Heard] = list(self._meter(block))
        self.samples_fed += len(block.samples)
        self._sound.append(block)
        samples = np.concatenate([self._unheard, block.samples]) if len(self._unheard) else block.samples
        whole = len(samples) // FRAME * FRAME
        self._unheard = samples[whole:]
        for probability in self._activity(samples[:whole]):
            self._endpointer.hear(probability)
            heard += self._advance()
        if self._partials and behind_s <= self.pacing.behind:
            heard += self._new_partial()
        if self._endpointer.current is None:
            self._sound.forget(self._endpointer.position - round((self.pacing.before + 0.3) * SAMPLE_RATE))
        return heard

    def finish(self) -> list[Heard]:
        """The end of the recording: decodes all that was fed and not yet decoded."""
        if len(self._unheard):
            padded = np.zeros(FRAME, np.float32)
            padded[: len(self._unheard)] = self._unheard
            self._unheard = np.zeros(0, np.float32)
            for probability in self._activity(padded):
                self._endpointer.hear(probability)
        return self._end_now()

    def _end_now(self) -> list[Heard]:
        stretch = self._endpointer.current
        if stretch is None:
            return []
        end = stretch.end if stretch.end is not None else min(self._endpointer.position, self._sound.end)
        self._endpointer.close()
        return self._final(stretch, end)

    def _advance(self) -> list[Heard]:
        stretch = self._endpointer.current
        if stretch is None:
            return []
        now, pacing = self._endpointer.position, self.pacing
        if stretch.end is not None:
            silence = (now - stretch.end) / SAMPLE_RATE
            if silence >= pacing.end:
                self._endpointer.close()
                return self._final(stretch, stretch.end)
            if silence >= pacing.speculate and not self._speculated(stretch, stretch.end):
                self._speculation = (stretch.start, stretch.end, self._decode(stretch.start, stretch.end))
        if (now - stretch.start) / SAMPLE_RATE > pacing.longest:
            return self._cut(stretch, now)
        return []

    def _cut(self, stretch: Stretch, now: int) -> list[Heard]:
        """Ends an utterance that grew too long at its longest pause in the later half."""
        half = (stretch.start + now) // 2
        late = [pause for pause in stretch.pauses if pause[0] > half]
        if stretch.end is not None and not late:
            return []
        end, resume = max(late, key=lambda pause: pause[1] - pause[0]) if late else (now, now)
        self._endpointer.close(resume=resume)
        return self._final(stretch, end)

    def _speculated(self, stretch: Stretch, end: int) -> bool:
        return self._speculation is not None and self._speculation[:2] == (stretch.start, end)

    def _final(self, stretch: Stretch, end: int) -> list[Heard]:
        if self._speculation is not None and self._speculated(stretch, end):
            hypothesis = self._speculation[2]
        else:
            hypothesis = self._decode(stretch.start, end)
        self._speculation = None
        self._partial, self._partial_at = None, 0
        if not hypothesis.words:
            return []
        start_s = stretch.start / SAMPLE_RATE
        end_s = end / SAMPLE_RATE
        doubtful = hypothesis.loops or hypothesis.log_probability < -1.0
        utterance = Utterance(
            id=self._next_id,
            speaker="unknown",
            text=hypothesis.text,
            start_s=start_s,
            end_s=end_s,
            words=hypothesis.words,
            doubtful=doubtful,
        )
        self._next_id += 1
        self._previous = "" if doubtful else f"{self._previous} {utterance.text}"[-400:]
        return [utterance]

    def _decode(self, start: int, end: int) -> Hypothesis:
        first = max(self._sound.first, start - round(self.pacing.before * SAMPLE_RATE))
        samples = self._sound.between(first, end + round(self.pacing.after * SAMPLE_RATE))
        hypothesis = self._recogniser.decode(
            samples,
            context_s=self.pacing.final_context,
            previous=self._previous[-self.pacing.previous :] if self.pacing.previous else "",
        )
        return replace(hypothesis, words=_shifted(hypothesis.words, first / SAMPLE_RATE))

    def _new_partial(self) -> list[Heard]:
        stretch = self._endpointer.current
        if stretch is None or stretch.end is not None:
            return []
        now = self._endpointer.position
        if now - max(self._partial_at, stretch.start) < self.pacing.partial_every * SAMPLE_RATE:
            return []
        self._partial_at = now
        first = max(
            self._sound.first,
            stretch.start - round(self.pacing.before * SAMPLE_RATE),
            now - round(self.pacing.partial_longest * SAMPLE_RATE),
        )
        hypothesis = self._recogniser.decode(
            self._sound.between(first, now), context_s=self.pacing.partial_context, beam=1
        )
        words = _shifted(hypothesis.words, first / SAMPLE_RATE)
        if not words or hypothesis.loops:
            return []
        before = self._partial.words if self._partial is not None else ()
        self._partial = Partial(
            text=" ".join(word.text for word in words),
            start_s=stretch.start / SAMPLE_RATE,
            end_s=now / SAMPLE_RATE,
            words=words,
            stable=stable(before, words),
        )
        return [self._partial]

    def _meter(self, block: Block) -> Iterable[Heard]:
        measured = level(block)
        yield measured
        if measured.clipping:
            yield Warning(
                "clipping", block.start_s, "The microphone is too loud; move it away or lower its level."
            )
        if measured.peak_dbfs > -70.0:
            self._quiet_since, self._warned_quiet = block.end, False
        elif not self._warned_quiet and block.end - self._quiet_since >= self.pacing.no_input * SAMPLE_RATE:
            self._warned_quiet = True
            yield Warning(
                "no_input",
                block.end_s,
                "The microphone has delivered only silence for 10 seconds; check that it is on and not muted.",
                (block.end - self._quiet_since) / SAMPLE_RATE,
            )


class _Sound:
    """The samples that may still be needed, by their number in the recording."""

    def __init__(self) -> None:
        self.first = 0
        self._blocks: list[Block] = []

    @property
    def end(self) -> int:
        return self._blocks[-1].end if self._blocks else self.first

    def append(self, block: Block) -> None:
        if not self._blocks:
            self.first = block.first
        self._blocks.append(block)

    def between(self, first: int, end: int) -> Samples:
        parts = [
            block.samples[max(0, first - block.first) : end - block.first]
            for block in self._blocks
            if block.end > first and block.first < end
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def forget(self, before: int) -> None:
        while len(self._blocks) > 1 and self._blocks[0].end <= before:
            self._blocks.pop(0)
        if self._blocks:
            self.first = self._blocks[0].first


def _told(gap: Gap) -> Warning:
    text = f"{gap.seconds:.1f} seconds of sound are missing here. {gap.reason}" if gap.over else gap.reason
    return Warning("gap", gap.start_s, text, gap.seconds)


def _shifted(words: Iterable[Word], by_s: float) -> tuple[Word, ...]:
    return tuple(replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words)
