"""Replays on the simulated clock, with the real recogniser."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from asr import pace, recording, whisper
from asr.audio import SAMPLE_RATE, Block, Gap
from asr.listener import Listener, Partial, Utterance
from scribe_app.rules.knowledge import load_vocabulary

pytestmark = pytest.mark.model

SAMPLES = Path(__file__).parents[2] / "sample_audio"
SECONDS = 16


@pytest.fixture(scope="module")
def recogniser() -> whisper.Recogniser:
    return whisper.load(at_once=2)


@pytest.fixture(scope="module")
def pieces() -> list[Block | Gap]:
    """The beginning of a bundled encounter, with a gap in it."""
    speech = recording.samples(sorted(SAMPLES.glob("*.ogg"))[0])[: SECONDS * SAMPLE_RATE]
    blocks: list[Block | Gap] = [Block(at, speech[at : at + 1600]) for at in range(0, len(speech), 1600)]
    return [*blocks[:90], Gap(90 * 1600, 2.0, "The microphone was unplugged."), *blocks[90:]]


def test_on_two_cores_the_same_is_heard_in_the_same_order(recogniser, pieces):
    heard = []
    for replay in (pace.replay, pace.replay_on_two_cores):
        listener = Listener(recogniser, vocabulary=load_vocabulary())
        told = list(replay(pieces, listener))
        seconds = [second for _, second in told]
        assert seconds == sorted(seconds)
        assert all(second >= one.end_s for one, second in told if isinstance(one, Utterance))
        assert listener.samples_fed == SECONDS * SAMPLE_RATE
        heard.append([one for one, _ in told if not isinstance(one, Partial)])
        # Which partial hypotheses are left out depends on how busy the machine is; that some come does not.
        assert any(isinstance(one, Partial) for one, _ in told)
    assert heard[0] == heard[1]
    assert sum(isinstance(one, Utterance) for one in heard[0]) >= 3


def test_without_partial_hypotheses_a_scout_encodes_ahead_and_the_same_is_heard(recogniser, pieces):
    heard = []
    for replay in (pace.replay, pace.replay_on_two_cores):
        listener = Listener(recogniser, vocabulary=load_vocabulary(), partials=False)
        before = listener.spared_s
        heard.append([one for one, _ in replay(pieces, listener)])
        spared = listener.spared_s - before
        assert (spared > 0) == (replay is pace.replay_on_two_cores)
    assert heard[0] == heard[1]
    assert sum(isinstance(one, Utterance) for one in heard[0]) >= 3


def test_what_a_scout_encodes_for_nothing_is_let_go_of(recogniser, pieces):
    """A pause that ends no sentence: the utterance goes on, which no scout can know."""
    speech = np.concatenate([block.samples for block in pieces if isinstance(block, Block)])
    for start in range(0, len(speech), 4000):
        recogniser.encode_ahead(speech[start : start + 8000], 15.0)
    assert 0 < recogniser.ahead.waiting <= 16


def test_all_that_is_computed_is_charged_to_the_simulated_clock(recogniser, pieces):
    """A slow recogniser on the other thread delays what a listener would see, as it would in a visit."""

    listener = Listener(recogniser, partials=False)
    feed = listener.utterances.feed

    def slow(block):
        if isinstance(block, Block) and block.first == 10 * 1600:
            threading.Event().wait(3.0)
        return feed(block)

    listener.utterances.feed = slow
    told = list(pace.replay_on_two_cores(pieces[:40], listener))
    assert next(second for one, second in told if getattr(one, "end_s", 0.0) >= 1.1) >= 4.0


def test_a_damaged_recording_is_told_to_the_one_who_replays_it(recogniser, pieces):
    def damaged():
        yield from pieces[:3]
        raise recording.RecordingError("It breaks off.")

    with pytest.raises(recording.RecordingError, match="breaks off"):
        list(pace.replay_on_two_cores(damaged(), Listener(recogniser)))


def test_a_replay_that_is_left_early_leaves_no_thread_behind(recogniser, pieces):
    news = pace.replay_on_two_cores(pieces, Listener(recogniser, partials=False))
    next(iter(news))
    news.close()
    assert not {"finals", "scout"} & {thread.name for thread in threading.enumerate()}
