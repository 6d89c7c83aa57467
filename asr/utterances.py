"""Final hypotheses: where utterances end, what was said in each, and by whom."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from asr import heap
from asr.audio import SAMPLE_RATE, Block, Gap, Level, Samples
from asr.cutting import between_words
from asr.endpointing import Endpointer, Stretch
from asr.held import HeldSound
from asr.metering import Meter, Warning, told
from asr.pacing import Pacing
from asr.rescoring import Support
from asr.speakers import Cues, Speakers
from asr.transcript import SENTENCE_ENDS, Speaker, Utterance, Word
from asr.vad import FRAME, VoiceActivity
from asr.vocabulary import Vocabulary, letters_of
from asr.vocabulary_file import VocabularyFile
from asr.voice import Voice, voice
from asr.whisper import FULL_CONTEXT_S, Hypothesis

_TRUSTED = -1.0  # mean log-probability of the tokens under which a text is doubtful
_SUPPORTED = 0.1  # probability of a word under which a very short reply is doubtful
_EXPECTED = 0.03  # probability under which a word that the decoder was told to expect is doubted
_GIVE_BACK_S = 60.0  # sound after which memory that decoding has freed is given back


class Decoder(Protocol):
    """What utterances ask of a recogniser."""

    def decode_surely(
        self, samples: Samples, *, context_s: float, doubted: float, previous: str, hotwords: Sequence[str]
    ) -> Hypothesis: ...

    def support(self, hypothesis: Hypothesis) -> Support | None: ...

    def is_common(self, word: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Piece:
    """A decoded stretch of one voice: samples `start` to `end`."""

    start: int
    end: int
    hypothesis: Hypothesis


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the endpointing stands after a block.

    `ended` counts the stretches that have ended, `start` is the first sample of the one under way (None between
    two), `now` the sample after the last one judged; `speaking` is whether somebody does at `now`.
    """

    ended: int
    start: int | None
    now: int
    speaking: bool


class Utterances:
    """Takes one visit's sound block by block and gives back what was said, utterance by utterance.

    Samples are never dropped: what is fed is decoded sooner or later, at the latest in `finish`.
    `samples_fed` counts them. One thread at a time.
    """

    def __init__(self, recogniser: Decoder, words: VocabularyFile, pacing: Pacing) -> None:
        self.pacing = pacing
        self.speakers = Speakers(Cues(words.speaker_cues))
        self.samples_fed = 0
        self._recogniser = recogniser
        self._hotwords = words.hotwords
        expected = {letters_of(word) for term in words.hotwords for word in term.split()}
        self._expected = expected - {"and", "or", "of"}
        self._vocabulary = Vocabulary(words.terms, words.known, recogniser.is_common, words.places)
        self._activity = VoiceActivity()
        self._endpointer = Endpointer()
        self._meter = Meter()
        self._sound = HeldSound()
        self._unheard: Samples = np.zeros(0, np.float32)  # less than one frame, waits for the next block
        self._speculation: tuple[int, int, list[_Piece]] | None = None
        self._compared = 0  # the last pause at which two voices were compared
        self._spoken: deque[tuple[int, float, float]] = deque(maxlen=2000)  # utterances: id, start_s, end_s
        self._named: deque[tuple[float, Speaker]] = deque()  # what the user said, not yet learned
        self._next_id = 1
        self._ended = 0
        self._given_back = 0
        self._previous = ""
        self._resumed = -1  # the sample at which an utterance begins that goes on where the one before was cut

    @property
    def standing(self) -> Standing:
        stretch = self._endpointer.current
        return Standing(
            self._ended,
            stretch.start if stretch is not None else None,
            self._endpointer.position,
            stretch is not None and stretch.end is None,
        )

    def feed(self, block: Block | Gap) -> list[Utterance | Level | Warning]:
        """Takes the next block."""
        if isinstance(block, Gap):
            return [*self._end_now(), told(block)]
        heard: list[Utterance | Level | Warning] = list(self._meter.measure(block))
        self.samples_fed += len(block.samples)
        self._sound.append(block)
        samples = np.concatenate([self._unheard, block.samples]) if len(self._unheard) else block.samples
        whole = len(samples) // FRAME * FRAME
        self._unheard = samples[whole:]
        for probability in self._activity(samples[:whole]):
            self._endpointer.hear(probability)
            heard += self._advance()
        standing = self.standing
        self._sound.forget_all_but(standing.start, standing.now, self.pacing.before)
        return heard

    def finish(self) -> list[Utterance]:
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

    def _end_now(self) -> list[Utterance]:
        stretch = self._endpointer.current
        if stretch is None:
            return []
        end = stretch.end if stretch.end is not None else min(self._endpointer.position, self._sound.end)
        self._endpointer.close()
        return self._final(stretch, end)

    def _advance(self) -> list[Utterance]:
        """What the frame just heard brings to an end."""
        stretch = self._endpointer.current
        if stretch is None:
            return []
        now, pacing = self._endpointer.position, self.pacing
        if stretch.end is not None:
            silence = (now - stretch.end) / SAMPLE_RATE
            if silence >= pacing.speculate and not self._speculated(stretch, stretch.end):
                self._speculation = (stretch.start, stretch.end, self._pieces(stretch, stretch.end))
            said = (stretch.end - stretch.start) / SAMPLE_RATE
            if silence >= pacing.pause_after(said) or (
                silence >= pacing.sentence_end and self._ends_sentence(stretch)
            ):
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
        return not text or text.endswith(SENTENCE_ENDS)

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

    def _cut(self, stretch: Stretch, now: int) -> list[Utterance]:
        """Ends an utterance that grew too long between two of its last words; what follows them is heard again."""
        *before, last = self._pieces(stretch, now)
        words = last.hypothesis.words
        kept, end = between_words(words, self._sound, now, self.pacing.cut_back)
        said = replace(last, end=end, hypothesis=replace(last.hypothesis, words=words[:kept]))
        self._speculation = stretch.start, end, [*before, said]
        self._endpointer.close(resume=end)
        self._resumed = end
        return self._final(stretch, end)

    def _speculated(self, stretch: Stretch, end: int) -> bool:
        return self._speculation is not None and self._speculation[:2] == (stretch.start, end)

    def _final(self, stretch: Stretch, end: int) -> list[Utterance]:
        if self._speculation is not None and self._speculated(stretch, end):
            pieces = self._speculation[2]
        else:
            pieces = self._pieces(stretch, end)
        self._speculation = None
        self._ended += 1
        if end - self._given_back > _GIVE_BACK_S * SAMPLE_RATE:
            self._given_back = end
            heap.give_back()
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
        short = piece.end - piece.start < self.pacing.short * SAMPLE_RATE
        words, repairs = self._vocabulary.repair(
            hypothesis.words, self._recogniser.support(hypothesis), hypothesis.others
        )
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
            doubtful=untrusted or (short and any(word.probability < _SUPPORTED for word in hypothesis.words)),
            doubted=() if short else self._doubted(words, hypothesis),
            repairs=repairs,
        )
        self._spoken.append((utterance.id, utterance.start_s, utterance.end_s))
        self._next_id += 1
        # An untrusted text as context makes the next one doubtful too.
        self._previous = "" if untrusted else f"{self._previous} {utterance.text}"[-400:]
        return utterance

    def _doubted(self, words: Sequence[Word], hypothesis: Hypothesis) -> tuple[tuple[int, int], ...]:
        """The characters of the words that the decoder was told to expect, and so may have written without hearing
        them. (Word probabilities come from the alignment, which is not told what to expect.)"""
        hardly = {
            (word.text, word.start_s)
            for word in hypothesis.words
            if word.probability < _EXPECTED and letters_of(word.text) in self._expected
        }
        found, at = [], 0
        for word in words:
            if (word.text, word.start_s) in hardly:
                found.append((at, at + len(word.text)))
            at += len(word.text) + 1
        return tuple(found)

    def _learn_names(self) -> None:
        while self._named:
            at_s, speaker = self._named.popleft()
            for number, start_s, end_s in self._spoken:
                if start_s <= at_s <= end_s:
                    self.speakers.correct(number, speaker)

    def _decode(self, start: int, end: int, previous: str) -> Hypothesis:
        first = max(self._sound.first, start - round(self.pacing.before * SAMPLE_RATE))
        if start == self._resumed:  # right before it is the last word of the utterance before
            first = start
        samples = self._sound.between(first, end + round(self.pacing.after * SAMPLE_RATE))
        speech_s = (end - start) / SAMPLE_RATE
        hypothesis = decode_final(self._recogniser, samples, speech_s, previous, self._hotwords, self.pacing)
        return hypothesis.shifted(first / SAMPLE_RATE)


def decode_final(
    recogniser: Decoder,
    samples: Samples,
    speech_s: float,
    previous: str,
    hotwords: Sequence[str],
    pacing: Pacing,
) -> Hypothesis:
    """The final hypothesis of `samples`, in which `speech_s` seconds are speech, after the text `previous`."""
    short = speech_s < pacing.short
    return recogniser.decode_surely(
        samples,
        context_s=pacing.final_context if speech_s <= pacing.brief else FULL_CONTEXT_S,
        doubted=pacing.doubted,
        previous=previous[-pacing.previous :] if pacing.previous and not short else "",
        hotwords=() if short else hotwords,
    )
