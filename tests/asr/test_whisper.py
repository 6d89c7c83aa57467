"""How a stretch of sound is decoded: with which context, and what is done when it repeats itself."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from asr import whisper
from asr.audio import SAMPLE_RATE
from asr.whisper import Hypothesis, Recogniser

FINE = Hypothesis((), -0.3, 1.2)
DOUBTED = Hypothesis((), -0.9, 1.2)
LOOP = Hypothesis((), -0.1, 17.0)


@pytest.mark.parametrize(
    ("context_s", "by_context", "decoded", "taken"),
    [
        (15.0, {15.0: FINE}, [15.0], FINE),
        (15.0, {15.0: DOUBTED, 30.0: FINE}, [15.0, 30.0], FINE),
        (15.0, {15.0: LOOP, 30.0: FINE}, [15.0, 30.0], FINE),
        (30.0, {30.0: DOUBTED}, [30.0], DOUBTED),
        (30.0, {30.0: LOOP, 20.0: DOUBTED}, [30.0, 20.0], DOUBTED),
        (30.0, {30.0: LOOP, 20.0: LOOP}, [30.0, 20.0], LOOP),
    ],
)
def test_what_repeats_itself_is_decoded_with_another_context(context_s, by_context, decoded, taken):
    class Scripted(Recogniser):
        def __init__(self):
            self.contexts = []

        def decode(self, samples, *, context_s=30.0, previous="", hotwords=()):
            self.contexts.append(context_s)
            return by_context[context_s]

    recogniser = Scripted()
    sound = np.zeros(SAMPLE_RATE, np.float32)
    assert recogniser.decode_surely(sound, context_s=context_s, doubted=-0.7) is taken
    assert recogniser.contexts == decoded


@pytest.mark.model
def test_sounds_of_many_lengths_are_decoded_with_few_lengths_of_context(monkeypatch):
    """Each length of context takes memory that is never given back."""
    recogniser = whisper.load()
    encode = recogniser._model.encode
    lengths = []
    monkeypatch.setattr(
        recogniser._model, "encode", lambda features: lengths.append(features.shape[-1]) or encode(features)
    )
    sound = np.random.default_rng(1).standard_normal(6 * SAMPLE_RATE).astype(np.float32) * 0.01
    for seconds in (0.7, 3.2, 5.1, 5.4, 5.8):
        found = recogniser.decode(sound[: round(seconds * SAMPLE_RATE)], context_s=6.0, beam=1, keep_encoded=False)
        assert recogniser.support(found) is None
    assert set(lengths) == {600, 700}


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="counts waits as Linux does")
def test_the_embedded_weights_decode_on_one_thread():
    """Two threads wait for each other thousands of times in a second of sound, which takes a fifth more of the
    processor and warms a laptop for nothing."""
    import resource

    recogniser = whisper.load()
    sound = np.random.default_rng(1).standard_normal(3 * SAMPLE_RATE).astype(np.float32) * 0.1
    recogniser.decode(sound, context_s=6.0)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw
    recogniser.decode(sound, context_s=6.0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw - before < 100
