"""Listens to one visit: blocks of sound in; levels, warnings, partial and final hypotheses out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from asr.agreement import stable
from asr.audio import SAMPLE_RATE, Block, Gap, Level, Samples
from asr.endpointing import Endpointer, Stretch
from asr.held import HeldSound
from asr.metering import Meter, Warning, WarningKind, told
from asr.speakers import Cues, Speakers
from asr.transcript import Partial, Speaker, Utterance, Word
from asr.vad import FRAME, VoiceActivity
from asr.vocabulary import Vocabulary, VocabularyFile, letters_of
from asr.voice import Voice, voice
from asr.whisper import FULL_CONTEXT_S, Hypothesis, Recogniser

__all__ = ["Heard", "Level", "Listener", "Pacing", "Partial", "Utterance", "Warning", "WarningKind"]

Heard = Utterance | Partial | Level | Warning

_TRUSTED = -1.0  # mean log-probability of the tokens under which a text is doubtful
_SUPPORTED = 0.1  # probability under which a word that may have been expected into the sound makes it doubtful
_SENTENCE_ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long the listener waits before it does a thing; seconds unless said otherwise."""

    before: float = 0.25  # sound kept before the first frame of speech
    after: float = 0.2  # and after the last one
    speculate: float = 0.19  # silence after which the final hypothesis is computed
    sentence_end: float = 0.22  # silence that ends an utterance whose hypothesis ends a sentence
    end: float = 0.6  # silence that ends any utterance
    longest: float = 20.0  # an utterance is cut at its best pause when it gets longer
    turn_pause: float = 0.09  # a shorter pause is never taken for a change of speaker
    turn_speech: float = 0.45  # speech on both sides that is needed to tell two voices apart
    final_context: float = 15.0  # mel context of a final hypothesis of up to `brief` seconds; 30 s of longer ones
    brief: float = 6.0
    doubted: float = -0.7  # mean log-probability under which a brief one is decoded again with 30 s
    previous: int = 150  # characters of previous text that a final hypothesis is given
    short: float = 0.7  # a shorter utterance is decoded by itself: what came before would be heard into it
    partial_every: float = 0.9  # new speech between two partial hypotheses
    partial_context: float = 6.0  # mel context of a partial hypothesis
    partial_longest: float = 5.0  # speech that is decoded anew; words before it stay as they were
    partial_keep: float = 2.5  # the newest words are never kept: what follows may still change them
    behind: float = 1.5  # later than this, no partial hypotheses are computed


@dataclass(frozen=True, slots=True)
class _Piece:
    """A decoded stretch of one voice: samples `start` to `end`."""

    start: int
    end: int
    hypothesis: Hypothesis


class Listener:
    """The incremental path from sound to text, the same for a microphone and for a recording.

    Samples are never dropped: what is fed is decoded sooner or later, at the latest in `finish`.
    `samples_fed` counts them. One thread at a time.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        *,
        vocabulary: VocabularyFile | None = None,
        partials: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        self.pacing = pacing or Pacing()
        words = vocabulary or VocabularyFile()
        self.speakers = Speakers(Cues(words.speaker_cues))
        self.samples_fed = 0
        self._recogniser = recogniser
        self._hotwords = words.hotwords
        expected = {letters_of(word) for term in words.hotwords for word in term.split()}
        self._expected = expected - {"and", "or", "of"}
        self._vocabulary = Vocabulary(words.terms, words.known, recogniser.is_common, words.places)
        self._partials = partials
        self._activity = VoiceActivity()
        self._endpointer = Endpointer()
        self._meter = Meter()
        self._sound = HeldSound()
        self._unheard: Samples = np.zeros(0, np.float32)  # less than one frame, waits for the next block
        self._speculation: tuple[int, int, list[_Piece]] | None = None
        self._compared = 0  # the last pause at which two voices were compared
        self._partial: Partial | None = None
        self._partial_at = 0
        self._partial_from = 0  # where the sound begins that the next partial hypothesis is decoded from
        self._kept: tuple[Word, ...] = ()  # the words before it
        self._spoken: deque[tuple[int, float, float]] = deque(maxlen=2000)  # utterances: id, start_s, end_s
        self._named: deque[tuple[float, Speaker]] = deque()  # what the user said, not yet learned
        self._next_id = 1
        self._previous = ""

    def feed(self, block: Block | Gap, *, behind_s: float = 0.0) -> list[Heard]:
        """Takes the next block. `behind_s` tells how late it comes, so that partial hypotheses may be skipped."""
        if isinstance(block, Gap):
            return [*self._end_now(), told(block)]
        heard: list[Heard] = list(self._meter.measure(block))
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
        stretch = self._endpointer.current
        needed = stretch.start if stretch is not None else self._endpointer.position
        self._sound.forget(needed - round((self.pacing.before + 0.3) * SAMPLE_RATE))
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

    def name_speaker(self, at_s: float, speaker: Speaker) -> None:
        """The user says who speaks at second `at_s`; later utterances of that voice follow. From any thread."""
        self._named.append((at_s, speaker))

    def _end_now(self) -> list[Heard]:
        stretch = self._endpointer.current
        if stretch is None:
            return []
        end = stretch.end if stretch.end is not None else min(self._endpointer.position, self._sound.end)
        self._endpointer.close()
        return self._final(stretch, end)

    def _advance(self) -> list[Heard]:
        """What the frame just heard brings to an end."""
        stretch = self._endpointer.current
        if stretch is None:
            return []
        now, pacing = self._endpointer.position, self.pacing
        if stretch.end is not None:
            silence = (now - stretch.end) / SAMPLE_RATE
            if silence >= pacing.speculate and not self._speculated(stretch, stretch.end):
                self._speculation = (stretch.start, stretch.end, self._pieces(stretch, stretch.end))
            if silence >= pacing.end or (silence >= pacing.sentence_end and self._ends_sentence(stretch)):
                self._endpointer.close()
                return self._final(stretch, stretch.end)
        elif pause := self._change_of_voice(stretch, now):
            self._endpointer.close(resume=pause[1])
            return self._final(replace(stretch, pauses=[one for one in stretch.pauses if one < pause]), pause[0])
        if (now - stretch.start) / SAMPLE_RATE > pacing.longest:
            return self._cut(stretch, now)
        return []

    def _ends_sentence(self, stretch: Stretch) -> bool:
        """Whether what was said before the silence that now lasts ends a sentence, or is nothing."""
        if self._speculation is None or stretch.end is None or not self._speculated(stretch, stretch.end):
            return False
        text = self._speculation[2][-1].hypothesis.text
        return not text or text.endswith(_SENTENCE_ENDS)

    def _change_of_voice(self, stretch: Stretch, now: int) -> tuple[int, int] | None:
        """The last pause, when enough has been said since to tell that another voice goes on after it."""
        if not stretch.pauses:
            return None
        pause = stretch.pauses[-1]
        enough = round(self.pacing.turn_speech * SAMPLE_RATE)
        if pause[0] == self._compared or now - pause[1] < enough:
            return None
        self._compared = pause[0]
        return pause if self._voices_differ(stretch.start, pause, now) else None

    def _voices_differ(self, start: int, pause: tuple[int, int], end: int) -> bool:
        shortest = round(self.pacing.turn_pause * SAMPLE_RATE)
        if (
            pause[1] - pause[0] < shortest
            or pause[0] - start < SAMPLE_RATE * 0.15
            or end - pause[1] < SAMPLE_RATE * 0.15
        ):
            return False
        before, after = self._voice(start, pause[0]), self._voice(pause[1], end)
        return self.speakers.differ(
            before, (pause[0] - start) / SAMPLE_RATE, after, (end - pause[1]) / SAMPLE_RATE
        )

    def _voice(self, start: int, end: int) -> Voice:
        return voice(self._sound.between(start, end))

    def _cut(self, stretch: Stretch, now: int) -> list[Heard]:
        """Ends an utterance that grew too long at its longest pause in the later half."""
        half = (stretch.start + now) // 2
        late = [pause for pause in stretch.pauses if pause[0] > half]
        if stretch.end is not None and not late:
            return []
        end, resume = max(late, key=lambda pause: pause[1] - pause[0]) if late else (now, now)
        self._endpointer.close(resume=resume)
        return self._final(replace(stretch, pauses=[pause for pause in stretch.pauses if pause[1] <= end]), end)

    def _speculated(self, stretch: Stretch, end: int) -> bool:
        return self._speculation is not None and self._speculation[:2] == (stretch.start, end)

    def _final(self, stretch: Stretch, end: int) -> list[Heard]:
        if self._speculation is not None and self._speculated(stretch, end):
            pieces = self._speculation[2]
        else:
            pieces = self._pieces(stretch, end)
        self._speculation = None
        self._partial, self._partial_at = None, 0
        return [self._utterance(piece) for piece in pieces if piece.hypothesis.words]

    def _pieces(self, stretch: Stretch, end: int) -> list[_Piece]:
        """The stretch decoded, in one piece or, where the voice changes at a pause, in several."""
        bounds = []
        start = stretch.start
        for number, pause in enumerate(stretch.pauses):
            later = stretch.pauses[number + 1][0] if number + 1 < len(stretch.pauses) else end
            if self._voices_differ(start, pause, later):
                bounds.append((start, pause[0]))
                start = pause[1]
        bounds.append((start, end))
        pieces, previous = [], self._previous
        for first, last in bounds:
            pieces.append(_Piece(first, last, self._decode(first, last, previous)))
            previous = f"{previous} {pieces[-1].hypothesis.text}"
        return pieces

    def _utterance(self, piece: _Piece) -> Utterance:
        hypothesis = piece.hypothesis
        untrusted = hypothesis.loops or hypothesis.log_probability < _TRUSTED
        words, repairs = self._vocabulary.repair(hypothesis.words)
        text = " ".join(word.text for word in words)
        self._learn_names()
        speaker = self.speakers.hear(
            self._next_id,
            self._voice(piece.start, piece.end),
            (piece.end - piece.start) / SAMPLE_RATE,
            text,
        )
        utterance = Utterance(
            id=self._next_id,
            speaker=speaker,
            text=text,
            start_s=piece.start / SAMPLE_RATE,
            end_s=piece.end / SAMPLE_RATE,
            words=words,
            doubtful=untrusted or self._unsupported(hypothesis.words, piece.end - piece.start),
            repairs=repairs,
        )
        self._spoken.append((utterance.id, utterance.start_s, utterance.end_s))
        self._next_id += 1
        # An untrusted text as context makes the next one doubtful too.
        self._previous = "" if untrusted else f"{self._previous} {utterance.text}"[-400:]
        return utterance

    def _unsupported(self, words: Sequence[Word], samples: int) -> bool:
        """Whether the sound hardly supports a word of a very short reply, or one that the decoder was told to
        expect and so may have written without hearing it. (Word probabilities come from the alignment, which is
        not told what to expect.)"""
        short = samples < self.pacing.short * SAMPLE_RATE
        return any(
            word.probability < _SUPPORTED and (short or letters_of(word.text) in self._expected) for word in words
        )

    def _learn_names(self) -> None:
        while self._named:
            at_s, speaker = self._named.popleft()
            for number, start_s, end_s in self._spoken:
                if start_s <= at_s <= end_s:
                    self.speakers.correct(number, speaker)

    def _decode(self, start: int, end: int, previous: str) -> Hypothesis:
        first = max(self._sound.first, start - round(self.pacing.before * SAMPLE_RATE))
        samples = self._sound.between(first, end + round(self.pacing.after * SAMPLE_RATE))
        short = end - start < self.pacing.short * SAMPLE_RATE
        brief = end - start <= self.pacing.brief * SAMPLE_RATE
        tail = previous[-self.pacing.previous :] if self.pacing.previous and not short else ""
        hypothesis = self._recogniser.decode_surely(
            samples,
            context_s=self.pacing.final_context if brief else FULL_CONTEXT_S,
            doubted=self.pacing.doubted,
            previous=tail,
            hotwords=() if short else self._hotwords,
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
        before = self._partial.words if self._partial is not None else ()
        if self._partial is None:
            self._kept = ()
            self._partial_from = stretch.start - round(self.pacing.before * SAMPLE_RATE)
        elif now - self._partial_from > self.pacing.partial_longest * SAMPLE_RATE:
            self._keep_words(before, now)
        first = max(self._sound.first, self._partial_from)
        hypothesis = self._recogniser.decode(
            self._sound.between(first, now),
            context_s=self.pacing.partial_context,
            beam=1,
            begins=self._agreed(),
        )
        if not hypothesis.words or hypothesis.loops:
            return []
        words = (*self._kept, *_shifted(hypothesis.words, first / SAMPLE_RATE))
        self._partial = Partial(
            text=" ".join(word.text for word in words),
            start_s=stretch.start / SAMPLE_RATE,
            end_s=now / SAMPLE_RATE,
            words=words,
            stable=stable(before, words),
        )
        return [self._partial]

    def _agreed(self) -> str:
        """What the next partial hypothesis begins with: the words that the last two agree on, without the last of
        them, which may have been cut off. They need not be decoded again."""
        if self._partial is None:
            return ""
        words = self._partial.words[len(self._kept) : self._partial.stable - 1]
        return " ".join(word.text for word in words).rstrip(".,?!;:")

    def _keep_words(self, words: tuple[Word, ...], now: int) -> None:
        """Lets the older words of a long utterance stand, so that a partial hypothesis never costs more."""
        limit = now / SAMPLE_RATE - self.pacing.partial_keep
        kept = tuple(word for word in words if word.end_s <= limit)
        if kept and round(kept[-1].end_s * SAMPLE_RATE) > self._partial_from:
            self._kept, self._partial_from = kept, round(kept[-1].end_s * SAMPLE_RATE)
        else:
            self._partial_from = now - round(self.pacing.partial_longest * SAMPLE_RATE)


def _shifted(words: Iterable[Word], by_s: float) -> tuple[Word, ...]:
    return tuple(replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words)
