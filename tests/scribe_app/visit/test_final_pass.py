"""The final pass hears the recording again on this machine, says how far it is, and stops when it is told to."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from asr import recording, whisper
from asr.audio import SAMPLE_RATE
from scribe_app.visit.final_pass import Cancelled, blocks_of, hear_again

SECONDS = 16.0
SOUND = Path(__file__).parents[3] / "sample_audio" / "2_muscular_after_moving.ogg"


@pytest.fixture(scope="module")
def sound():
    blocks = list(islice(recording.read(SOUND), 400))
    return np.concatenate([block.samples for block in blocks])[: int(SECONDS * SAMPLE_RATE)]


@pytest.mark.model
def test_the_whole_recording_is_heard_again_with_seconds_for_every_word(sound):
    shares: list[float] = []

    def read(start_s, end_s):
        return sound[round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE)]

    event = hear_again(
        blocks_of(read, SECONDS), whisper.load(None), model="tiny.en", seconds=SECONDS, progress=shares.append
    )
    text = " ".join(turn.text for turn in event.turns).lower()
    assert "lower back" in text and "three weeks" in text
    assert all(len(turn.words) == len(turn.text.split()) for turn in event.turns)
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert [turn.line for turn in event.turns] == list(range(1, len(event.turns) + 1))


@pytest.mark.model
def test_a_cancelled_pass_leaves_nothing(sound):
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        hear_again(
            blocks_of(lambda start_s, end_s: sound[:SAMPLE_RATE], SECONDS),
            whisper.load(None),
            model="tiny.en",
            seconds=SECONDS,
            cancelled=lambda: next(asked),
        )
