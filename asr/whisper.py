"""Whisper on this machine: one stretch of sound in, one hypothesis out. Never asks a network for anything."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import Any
from zlib import compress

import numpy as np

from asr import heap
from asr.ahead import EncodedAhead, Seen
from asr.audio import SAMPLE_RATE, Samples
from asr.models import EMBEDDED, TINY_EN, WEIGHTS, ModelError, digest, locate
from asr.rescoring import Support
from asr.transcript import Word, shifted

__all__ = ["Encoded", "Hypothesis", "ModelError", "Recogniser", "load"]

FULL_CONTEXT_S = 30.0  # what Whisper was trained on
MAX_SOUND_S = 29.0  # longest sound of one decode: Whisper wants some silence after the last word
_FRAMES_PER_S = 100
_FRAMES_AFTER = 50  # silence after the sound that other wordings are held against as well
_LEAST = 1e-9  # probability of a token that the aligner gives none
_STATES_PER_S = 50
_MARGIN_S = 0.3  # sound around a sentence that is looked at by itself
_TOKENS_PER_S = 8.0  # nobody speaks faster; a longer hypothesis is a loop
_PROMPT_TOKENS = 160
_MAX_TOKENS = 448
# Weights under this size decode faster on one thread, by the processor's clock and the wall's: a beam of tiny.en
# takes 0.15-0.2 s on one and 0.25-0.3 s on two, which spend more on waiting for each other than they save.
_ONE_THREAD_BYTES = 100_000_000
_OTHER_CONTEXT_S = 20.0  # of the mel, where 30 s made a hypothesis repeat itself
_LOOP_COMPRESSION = 2.4  # a text that packs better than this repeats itself (the value of OpenAI's decoder)
_SAID_TWICE = 3  # words of a sentence that is looked at again where it seems to be said twice over


@dataclass(frozen=True, slots=True)
class Encoded:
    """A stretch of sound as the encoder gives it to the decoder: `states` have the shape (1, length, width), 20 ms
    each from second `start_s` of the recording on; the first `frames` of 10 ms hold sound."""

    states: np.ndarray
    frames: int
    start_s: float = 0.0

    def between(self, start_s: float, end_s: float) -> Encoded:
        """The part from `start_s` to `end_s`, with a little more on both sides."""
        first = max(0, int((start_s - self.start_s - _MARGIN_S) * _STATES_PER_S))
        last = int((end_s - self.start_s + _MARGIN_S) * _STATES_PER_S)
        if 2 * last >= self.frames:  # the last part has the silence after it too
            last = self.states.shape[1]
        states = self.states[:, first:last]
        frames = min(2 * states.shape[1], self.frames - 2 * first)
        return Encoded(states, frames, self.start_s + first / _STATES_PER_S)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What Whisper makes of one stretch; word times are seconds from the start of the stretch.

    `log_probability` is the mean of the tokens', `compression` how well the text packs (over 2.4 it repeats
    itself). `others` are the texts of the beam's other hypotheses, the likelier first. `encoded` is kept so that
    other wordings can be held against the same sound.
    """

    words: tuple[Word, ...]
    log_probability: float
    compression: float
    others: tuple[str, ...] = ()
    encoded: Encoded | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def loops(self) -> bool:
        return self.compression > _LOOP_COMPRESSION

    @property
    def doubles(self) -> bool:
        """Whether the text says a sentence twice over, as it may where a decode has little context in a room."""
        words = [word.text.strip(".,?!").lower() for word in self.words]
        half = len(words) // 2
        return half >= _SAID_TWICE and words[:half] == words[half:]

    def shifted(self, by_s: float) -> Hypothesis:
        """The same, `by_s` seconds later."""
        encoded = self.encoded and replace(self.encoded, start_s=self.encoded.start_s + by_s)
        return replace(self, words=shifted(self.words, by_s), encoded=encoded)


class Recogniser:
    """Whisper weights in memory. `load` makes one."""

    def __init__(self, folder: Path, threads: int = 2, *, at_once: int = 1) -> None:
        """`threads` is the most that one decode uses; small models use one. `at_once` decodes, each called from a
        thread of its own, share the weights.

        Raises ModelError when the folder's files cannot be loaded.
        """
        # Set before faster-whisper's first import: a missing file must be an error, never a download.
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
        # Threads that wait by spinning took half again as much processor time as those that sleep.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        weights = folder / WEIGHTS
        if weights.is_file() and weights.stat().st_size < _ONE_THREAD_BYTES:
            threads = 1

        heap.share_arenas()
        try:
            self._model = WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                num_workers=at_once,
                local_files_only=True,
            )
        except Exception as fault:  # the native loader has no exception class of its own
            raise ModelError(f"The recogniser model in {folder} cannot be loaded: {fault}.") from fault
        multilingual = self._model.model.is_multilingual
        self._tokenizer = Tokenizer(
            self._model.hf_tokenizer,
            multilingual,
            task="transcribe" if multilingual else None,
            language="en" if multilingual else None,
        )
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])
        self.at_once = at_once
        self.ahead = EncodedAhead()
        self.folder = folder
        self.sha256 = digest(folder / WEIGHTS)
        self.name = EMBEDDED if self.sha256 == TINY_EN.files[WEIGHTS] else folder.name

    def is_common(self, word: str) -> bool:
        """Whether a lower-case word is one piece to the tokenizer, as frequent English words are."""
        return len(self._tokenizer.encode(" " + word)) <= 1

    def decode(
        self,
        samples: Samples,
        *,
        context_s: float = FULL_CONTEXT_S,
        beam: int = 5,
        previous: str = "",
        hotwords: Sequence[str] = (),
        begins: str = "",
        keep_encoded: bool = True,
    ) -> Hypothesis:
        """Decodes `samples` (shape (n,), 16 kHz, at most `MAX_SOUND_S`; the rest is left out).

        `context_s` is the mel context that the encoder sees, padded with silence: 30 s is what Whisper was
        trained on, about 10 s costs a fifth and is good enough for a partial hypothesis. It is widened to
        hold the sound and a second more. `previous` is the text before; `hotwords` are words to expect; `begins`
        is how the hypothesis is known to begin, which saves decoding it. Without `keep_encoded` no other wording
        can be held against the sound afterwards.
        """
        seen = self.ahead.take(samples, context_s) or self._encode(samples, context_s)
        prompt = self._prompt(previous, hotwords)
        if begins:
            prompt += self._tokenizer.encode(" " + begins)
        room = min(_MAX_TOKENS - len(prompt), int(8 + _TOKENS_PER_S * seen.sound_s))
        result = self._generate(seen.states, prompt, beam, len(prompt) + room)
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        text = self._text(tokens)
        packed = len(text.encode()) / len(compress(text.encode())) if text else 0.0
        words = self._words(tokens, seen)
        kept = None
        if keep_encoded:
            states = np.asarray(seen.states)[:, : min(seen.frames, seen.sound_frames + _FRAMES_AFTER) // 2]
            kept = Encoded(states.copy(), seen.sound_frames)
        others = [self._text(other) for other in result.sequences_ids[1:]]
        return Hypothesis(words, float(result.scores[0]), packed, tuple(dict.fromkeys(others)), kept)

    def encode_ahead(self, samples: Samples, context_s: float) -> None:
        """Does the encoder's part of a `decode` of the same samples and context that is still to come. From any
        thread; the recogniser must have been loaded for one more decode `at_once`."""
        self.ahead.keep(samples, context_s, self._encode(samples, context_s))

    def _encode(self, samples: Samples, context_s: float) -> Seen:
        began = time.perf_counter()
        samples = samples[: int(MAX_SOUND_S * SAMPLE_RATE)]
        sound_s = len(samples) / SAMPLE_RATE
        # Whole seconds: the encoder's libraries keep about 1 MB for each length of context that they have met.
        frames = ceil(min(FULL_CONTEXT_S, max(context_s, sound_s + 1.0))) * _FRAMES_PER_S
        features = self._model.feature_extractor(samples)
        sound_frames = min(features.shape[-1], frames)
        padded = np.zeros((features.shape[0], frames), np.float32)
        padded[:, :sound_frames] = features[:, :sound_frames]
        states = self._model.encode(padded)
        return Seen(states, frames, sound_frames, sound_s, time.perf_counter() - began)

    def decode_surely(
        self,
        samples: Samples,
        *,
        context_s: float,
        doubted: float,
        previous: str = "",
        hotwords: Sequence[str] = (),
    ) -> Hypothesis:
        """Decodes with `context_s` of mel context, and with all of 30 s what then repeats itself, says a sentence
        twice or whose tokens' mean log-probability is under `doubted`. What repeats itself with 30 s seldom does
        with less."""
        best = self.decode(samples, context_s=context_s, previous=previous, hotwords=hotwords)
        doubtful = best.loops or best.doubles or best.log_probability < doubted
        if context_s < FULL_CONTEXT_S and doubtful:
            best = self.decode(samples, previous=previous, hotwords=hotwords)
        if best.loops:
            again = self.decode(samples, context_s=_OTHER_CONTEXT_S, previous=previous, hotwords=hotwords)
            best = best if again.loops else again
        return best

    def support(self, hypothesis: Hypothesis) -> Support | None:
        """Holds other wordings against the sound of `hypothesis`; None where its sound is not at hand."""
        if hypothesis.encoded is None:
            return None
        encoded = hypothesis.encoded

        def support(texts: Sequence[str], expecting: Sequence[str], start_s: float, end_s: float) -> list[float]:
            return self._support(encoded.between(start_s, end_s), texts, expecting)

        return support

    def _support(self, encoded: Encoded, texts: Sequence[str], expecting: Sequence[str]) -> list[float]:
        """The log-probability of each of `texts`, summed over its tokens.

        One after the other: the aligner keeps the logits of the whole prompt for each text that it is given, which
        for a sound of 12 s is 280 MB for eight of them and 100 MB for two, and saves no time.
        """
        from ctranslate2 import StorageView

        start = self._prompt("", expecting)[:-1]  # the aligner adds the mark for a text without times by itself
        states = StorageView.from_array(np.ascontiguousarray(encoded.states))
        sums = []
        for text in texts:
            tokens = self._tokenizer.encode(" " + text)
            result = self._model.model.align(states, start, [tokens], [encoded.frames])[0]
            sums.append(float(np.log(np.maximum(result.text_token_probs, _LEAST)).sum()))
        return sums

    def _text(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode([token for token in tokens if token < self._tokenizer.eot])).strip()

    def _generate(self, encoded: Any, prompt: list[int], beam: int, length: int) -> Any:
        return self._model.model.generate(
            encoded,
            [prompt],
            beam_size=beam,
            num_hypotheses=beam,
            max_length=length,
            return_scores=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
        )[0]

    def _prompt(self, previous: str, hotwords: Sequence[str]) -> list[int]:
        tokenizer = self._tokenizer
        tokens: list[int] = []
        if hotwords:
            tokens += tokenizer.encode(" " + ", ".join(hotwords) + ".")
        if previous:
            tokens += tokenizer.encode(" " + previous.strip())
        start = [tokenizer.sot_prev, *tokens[-_PROMPT_TOKENS:]] if tokens else []
        return [*start, *tokenizer.sot_sequence, tokenizer.no_timestamps]

    def _words(self, tokens: list[int], seen: Seen) -> tuple[Word, ...]:
        if not tokens:
            return ()
        found = self._model.find_alignment(self._tokenizer, [tokens], seen.states, seen.sound_frames)[0]
        words: list[Word] = []
        for piece in found:
            text = str(piece["word"])
            start, end = min(float(piece["start"]), seen.sound_s), min(float(piece["end"]), seen.sound_s)
            probability = float(piece["probability"])
            if words and not text.startswith(" "):
                # Punctuation and pieces after a hyphen or apostrophe belong to the word before; the sound of a
                # word does not go on into its full stop, which the aligner gives the silence after it.
                before = words.pop()
                bare = not any(character.isalnum() for character in text)
                words.append(
                    Word(
                        before.text + text.strip(),
                        before.start_s,
                        before.end_s if bare else end,
                        before.probability if bare else min(before.probability, probability),
                    )
                )
            elif text.strip():
                words.append(Word(text.strip(), start, max(start, end), probability))
        return tuple(words)


def load(
    model: str | Path | None = None,
    threads: int = 2,
    folder: Path | None = None,
    *,
    at_once: int = 1,
) -> Recogniser:
    """The recogniser for a model's name or folder; None is the embedded tiny.en, checked by SHA-256.

    `folder` is where fetched models lie; the rest is as for `Recogniser`. Raises ModelError with a plain sentence.
    """
    return Recogniser(locate(model, folder), threads, at_once=at_once)
