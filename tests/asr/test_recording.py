"""Reading recorded sound of every kind that the contract names, and refusing what is none."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from asr import recording
from asr.audio import SAMPLE_RATE

TONE_S = 1.3


def tone(rate: int, channels: int = 1) -> np.ndarray:
    at = np.arange(round(TONE_S * rate)) / rate
    wave = (0.4 * np.sin(2 * np.pi * 440 * at)).astype(np.float32)
    return wave if channels == 1 else np.stack([wave] * channels, axis=1)


def write_m4a(path: Path, rate: int = 44_100) -> None:
    av = pytest.importorskip("av")
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(rate)[None, :], format="fltp", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_and_channel_count_becomes_16_khz_mono(tmp_path, rate, channels):
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(rate, channels), rate)
    blocks = list(recording.read(path))
    assert [block.first for block in blocks] == [1600 * number for number in range(len(blocks))]
    heard = np.concatenate([block.samples for block in blocks])
    assert abs(len(heard) - TONE_S * SAMPLE_RATE) <= 2
    middle = heard[4000:16000]
    assert np.argmax(np.abs(np.fft.rfft(middle))) * SAMPLE_RATE / len(middle) == pytest.approx(440, abs=2)
    assert np.max(np.abs(middle)) == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize("suffix", ["flac", "ogg", "opus", "mp3"])
def test_compressed_kinds_are_read(tmp_path, suffix):
    path = tmp_path / f"tone.{suffix}"
    kind = {"format": "OGG", "subtype": "OPUS"} if suffix == "opus" else {}
    soundfile.write(path, tone(48_000), 48_000, **kind)
    assert recording.seconds(path) == pytest.approx(TONE_S, abs=0.1)


def test_m4a_is_read(tmp_path):
    path = tmp_path / "tone.m4a"
    write_m4a(path)
    heard = recording.samples(path)
    assert len(heard) / SAMPLE_RATE == pytest.approx(TONE_S, abs=0.1)
    assert np.max(np.abs(heard[8000:16000])) == pytest.approx(0.4, abs=0.05)


def test_a_wrong_suffix_does_not_matter(tmp_path):
    path = tmp_path / "voice-memo.wav"
    write_m4a(path)
    assert recording.seconds(path) == pytest.approx(TONE_S, abs=0.1)


@pytest.mark.parametrize("name", ["words.wav", "words.m4a", "words.mp3", "words"])
def test_what_is_no_sound_is_refused_with_its_name(tmp_path, name):
    path = tmp_path / name
    path.write_text("Doctor: good morning.\n" * 40)
    with pytest.raises(recording.RecordingError, match=name):
        next(recording.read(path))


def test_missing_empty_and_folder_are_refused(tmp_path):
    (tmp_path / "empty.wav").touch()
    for name, why in (("absent.wav", "no file"), ("empty.wav", "empty"), ("", "folder")):
        with pytest.raises(recording.RecordingError, match=why):
            recording.read(tmp_path / name)


def test_a_recording_without_samples_is_refused(tmp_path):
    soundfile.write(tmp_path / "none.wav", np.zeros(0, np.float32), 16_000)
    with pytest.raises(recording.RecordingError, match="no sound"):
        recording.read(tmp_path / "none.wav")
