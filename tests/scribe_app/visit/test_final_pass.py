"""The final pass hears the recording again on this machine, says how far it is, and stops when it is told to."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from asr import recording, whisper
from asr.audio import SAMPLE_RATE
from scribe_app.visit import final_pass
from scribe_app.visit.final_pass import Cancelled, Gate, blocks_of, growing, hear_again

pytestmark = pytest.mark.alone
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


@pytest.mark.model
def test_a_pass_begun_in_a_pause_stands_back_while_recording_goes_on_and_ends_as_one_over_the_whole(sound):
    """The first ten seconds are there in the pause; the rest comes while the pass has to stand back."""
    recogniser, gate, length = whisper.load(None, at_once=2), Gate(), [10.0]
    fed: list[float] = []

    def read(start_s, end_s):
        return sound[round(start_s * SAMPLE_RATE) : round(min(end_s, length[0]) * SAMPLE_RATE)]

    def noted(blocks):
        for block in blocks:
            fed.append(block.end_s)
            yield block

    gate.move("open")
    with ThreadPoolExecutor(1) as pool:
        blocks = noted(growing(read, lambda: length[0], gate))
        running = pool.submit(hear_again, blocks, recogniser, model="tiny.en", seconds=lambda: length[0])
        until(lambda: len(fed) >= 3)
        gate.move("closed")
        before = len(fed)
        length[0] = SECONDS
        time.sleep(1.0)
        assert len(fed) <= before + 1, "at most the block that was under way"
        gate.move("open")
        until(lambda: fed[-1] >= 15.0)
        assert not running.done(), "more may come"
        gate.move("over")
        beside = running.result(60)
    assert recogniser.ahead.spared_s > 0
    whole = hear_again(blocks_of(read, SECONDS), whisper.load(None), model="tiny.en", seconds=SECONDS)
    assert fed[-1] == pytest.approx(SECONDS)
    assert [turn.text for turn in beside.turns] == [turn.text for turn in whole.turns]


def test_a_pass_that_waits_for_sound_can_be_cancelled(sound):
    gate = Gate()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(list, growing(lambda start_s, end_s: sound[:0], lambda: 0.0, gate))
        gate.move("open")
        time.sleep(0.1)
        gate.move("cancelled")
        assert running.result(5) == []


def until(done, timeout_s=60.0):
    """Waits for something that another thread does."""
    ends = time.monotonic() + timeout_s
    while not done():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def test_the_final_pass_spares_nothing():
    pacing = final_pass.WHOLE_CONTEXT
    assert (pacing.final_context, pacing.longest) == (whisper.FULL_CONTEXT_S, 27.0)
    assert pacing.previous > 0
