"""Where talk is cut that does not pause, and that no sound is lost at the cut."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asr import utterances
from asr.audio import SAMPLE_RATE, Block
from asr.cutting import between_words
from asr.held import HeldSound
from asr.pacing import Pacing
from asr.transcript import Word
from asr.utterances import Utterances
from asr.vad import FRAME
from asr.vocabulary_file import VocabularyFile
from asr.whisper import Hypothesis

NOISE = np.random.default_rng(3).standard_normal(60 * SAMPLE_RATE).astype(np.float32) * 0.05


@pytest.mark.parametrize(
    ("said", "quiet_at_s", "kept"),
    [
        ("we look at your back now please", None, 6),  # the newest words may be cut off themselves
        ("we look at your back. now please", None, 5),  # a sentence ends
        ("we look at your, back now please", None, 4),  # a clause ends
        ("we look at your back now please", 4.0, 4),  # a short silence
        ("we look. at your back now please", None, 6),  # said too long ago
    ],
)
def test_talk_without_a_pause_is_cut_where_something_ends(said, quiet_at_s, kept):
    """A word a second, the last one still being spoken; looked at 2.8 s back."""
    texts = said.split()
    words = [Word(text, float(at), at + 1.0, 0.9) for at, text in enumerate(texts)]
    now = len(texts) * SAMPLE_RATE
    samples = np.ones(now, np.float32) * 0.1
    if quiet_at_s is not None:
        samples[round((quiet_at_s - 0.05) * SAMPLE_RATE) : round((quiet_at_s + 0.05) * SAMPLE_RATE)] = 0.001
    else:
        samples[5 * SAMPLE_RATE + 900 :] = 0.09  # nearly as loud: of equal places the quieter one
    sound = HeldSound()
    sound.append(Block(0, samples))
    found, at = between_words(words, sound, now, back_s=3.2)
    assert found == kept
    assert abs(at / SAMPLE_RATE - kept) <= 0.15


def test_without_a_place_between_two_words_all_stay():
    sound = HeldSound()
    sound.append(Block(0, NOISE[:SAMPLE_RATE]))
    assert between_words([], sound, SAMPLE_RATE, 2.0) == (0, SAMPLE_RATE)
    assert between_words([Word("so", 0.0, 0.9, 0.9)], sound, SAMPLE_RATE, 2.0) == (1, SAMPLE_RATE)


def test_the_longer_an_utterance_the_shorter_the_pause_that_ends_it():
    pacing = Pacing()
    pauses = [pacing.pause_after(said) for said in (1.0, pacing.patient, 10.0, 12.0, pacing.hurried, 19.0)]
    assert pauses == sorted(pauses, reverse=True)
    assert pauses[:2] == [pacing.end, pacing.end]
    assert pauses[-1] == pytest.approx(pacing.any_pause)


class _FourWordsASecond:
    """Hears four words in each second of sound, and ends no sentence."""

    @staticmethod
    def is_common(word):
        return True

    def support(self, hypothesis):
        return None

    def decode_surely(self, samples, **_):
        seconds = len(samples) / SAMPLE_RATE
        starts = np.arange(0.0, max(0.25, seconds - 0.2), 0.25)
        words = tuple(Word("so", float(at), min(seconds, float(at) + 0.25), 0.9) for at in starts)
        return Hypothesis(words, -0.3, 1.0)


pieces = st.lists(st.tuples(st.sampled_from([0.05, 0.42, 0.9]), st.integers(1, 400)), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(pieces)
def test_all_speech_lies_in_one_utterance_and_none_is_long_or_late(runs):
    """Runs of frames with the same probability of speech: what is spoken is told once, soon after it was said."""
    probabilities = [probability for probability, frames in runs for _ in range(frames)][: len(NOISE) // FRAME]
    left = iter(probabilities)
    listener = Utterances(_FourWordsASecond(), VocabularyFile(), Pacing())
    listener._activity = lambda samples: [next(left) for _ in range(len(samples) // FRAME)]
    told, delays = [], []
    for first in range(0, len(probabilities) * FRAME, FRAME):
        for one in listener.feed(Block(first, NOISE[first : first + FRAME])):
            if isinstance(one, utterances.Utterance):
                told.append(one)
                delays.append((first + FRAME) / SAMPLE_RATE - one.end_s)
    told += listener.finish()
    pacing = listener.pacing
    assert listener.samples_fed == len(probabilities) * FRAME
    assert all(delay <= pacing.cut_back + 0.2 for delay in delays)
    assert all(one.end_s - one.start_s <= pacing.longest + 0.1 for one in told)
    assert all(before.end_s <= after.start_s + 1e-6 for before, after in pairwise(told))
    spoken = speech(probabilities)
    for at in spoken:
        middle = (at + 0.5) * FRAME / SAMPLE_RATE
        assert any(one.start_s <= middle <= one.end_s for one in told), middle


def speech(probabilities):
    """The frames that are surely speech: those of at least two in a row."""
    sure = [probability >= 0.5 for probability in probabilities]
    return [at for at in range(1, len(sure)) if sure[at] and sure[at - 1]]
