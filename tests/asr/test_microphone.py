"""The microphone against the real PortAudio, over a virtual microphone of a private PulseAudio daemon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from asr.audio import SAMPLE_RATE
from tests.virtual_microphone import NEEDED, Room, installed

pytestmark = [pytest.mark.skipif(not installed(), reason=NEEDED), pytest.mark.alone]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    before = dict(os.environ)
    room = Room(tmp_path_factory.mktemp("pulse"))
    try:
        yield room
    finally:
        os.kill(room.process, signal.SIGTERM)
        for name in room.environment:
            os.environ.pop(name, None)
        os.environ.update({name: before[name] for name in room.environment if name in before})


@pytest.fixture
def room(daemon: Room) -> Iterator[Room]:
    microphone = pytest.importorskip("asr.microphone")
    daemon.plug()
    try:
        import sounddevice
    except OSError:
        pytest.skip("the PortAudio library is not installed")
    sounddevice._terminate()
    sounddevice._initialize()
    if not microphone.devices():
        pytest.skip("PortAudio cannot reach PulseAudio (libasound2-plugins is not installed)")
    yield daemon
    if daemon.module:
        daemon.unplug()


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, np.ndarray]:
    """A second of sound that matches itself at one place only."""
    samples = (0.3 * np.random.default_rng(7).standard_normal(SAMPLE_RATE)).clip(-0.9, 0.9)
    smooth = np.convolve(samples, np.ones(6) / 6, "same").astype(np.float32)
    path = tmp_path_factory.mktemp("sound") / "sweep.wav"
    soundfile.write(path, smooth, SAMPLE_RATE, subtype="FLOAT")
    return path, smooth


def capture(microphone: object, script: object) -> tuple[list, list]:
    """Runs `script` beside the capture and stops it afterwards; returns (blocks, gaps)."""
    from asr.audio import Block

    def act() -> None:
        try:
            script()
        finally:
            microphone.stop()

    actor = threading.Thread(target=act)
    microphone.start()
    actor.start()
    heard = list(microphone)
    actor.join()
    return [one for one in heard if isinstance(one, Block)], [one for one in heard if not isinstance(one, Block)]


def likeness(recorded: np.ndarray, played: np.ndarray) -> float:
    """The highest normalised correlation of `played` with any place in `recorded`."""
    size = 1 << (len(recorded) + len(played)).bit_length()
    product = np.fft.irfft(np.fft.rfft(recorded, size) * np.conj(np.fft.rfft(played, size)), size)
    at = int(np.argmax(product[: len(recorded) - len(played) + 1]))
    piece = recorded[at : at + len(played)]
    return float(np.dot(piece, played) / (np.linalg.norm(piece) * np.linalg.norm(played)))


@pytest.mark.parametrize(("rate", "channels"), [(None, None), (44_100, 1), (48_000, 2)])
def test_every_device_format_arrives_as_16_khz_mono_and_whole(room, sweep, rate, channels):
    from asr.microphone import Microphone

    path, played = sweep
    microphone = Microphone(rate=rate, channels=channels)
    blocks, gaps = capture(microphone, lambda: (time.sleep(0.3), room.play(path), time.sleep(0.4)))
    assert gaps == []
    assert [block.first for block in blocks] == list(np.cumsum([0, *(len(b.samples) for b in blocks[:-1])]))
    assert microphone.samples == blocks[-1].end
    assert likeness(np.concatenate([block.samples for block in blocks]), played) > 0.99


def test_a_suspended_source_is_noticed_and_its_gap_is_on_record(room):
    from asr.microphone import Microphone

    def sleep_and_wake() -> None:
        time.sleep(0.5)
        room.control("suspend-sink", "room", "1")
        time.sleep(2.0)
        room.control("suspend-sink", "room", "0")
        time.sleep(0.8)

    blocks, gaps = capture(Microphone(), sleep_and_wake)
    assert [gap.over for gap in gaps] == [False, True]
    assert gaps[0].seconds == pytest.approx(1.0, abs=0.5)
    assert gaps[1].seconds == pytest.approx(2.0, abs=0.6)
    assert 0.2 <= gaps[1].start_s <= 1.2
    assert blocks[-1].end_s > gaps[1].start_s


def test_an_unplugged_microphone_is_told_and_recording_goes_on_when_it_is_back(room, sweep):
    from asr.microphone import UNPLUGGED, Microphone

    path, played = sweep

    def pull_and_plug() -> None:
        time.sleep(0.2)
        room.play(path)
        time.sleep(0.4)
        room.unplug()
        time.sleep(1.0)
        room.plug()
        time.sleep(2.0)
        room.play(path)
        time.sleep(0.4)

    blocks, gaps = capture(Microphone(), pull_and_plug)
    assert [(gap.over, gap.reason) for gap in gaps] == [(False, UNPLUGGED), (True, UNPLUGGED)]
    sound = np.concatenate([block.samples for block in blocks])
    before, after = sound[: gaps[1].first], sound[gaps[1].first :]
    assert likeness(before, played) > 0.99, "what was said before the fault is lost"
    assert likeness(after, played) > 0.99, "recording did not go on"


def test_a_microphone_that_never_comes_back_still_stops_cleanly(room):
    from asr.microphone import Microphone

    blocks, gaps = capture(Microphone(), lambda: (time.sleep(0.5), room.unplug(), time.sleep(1.5)))
    assert blocks[-1].end_s > 0.2
    assert gaps[-1].over
    assert gaps[-1].seconds == pytest.approx(1.5, abs=0.6)


def test_an_unknown_name_is_refused_with_the_names_that_there_are(room):
    from asr.microphone import Microphone, MicrophoneError

    with pytest.raises(MicrophoneError, match=r"pulse.*default"):
        Microphone("Jabra 9000")


def test_no_source_at_all_is_refused_in_plain_words(room):
    from asr.microphone import Microphone, MicrophoneError

    room.unplug()
    with pytest.raises(MicrophoneError, match="cannot be opened"):
        Microphone().start()


def test_without_portaudio_the_sentence_says_what_to_install():
    program = (
        "import sys, ctypes.util\n"
        "ctypes.util.find_library = lambda name: None\n"
        "from asr.microphone import devices, MicrophoneError\n"
        "try:\n    devices()\nexcept MicrophoneError as fault:\n    print(fault)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert "libportaudio2" in done.stdout
