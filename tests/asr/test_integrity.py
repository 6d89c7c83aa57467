"""A torn or overwritten recording is told, never played to the tear as if it ended there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from asr.audio import SAMPLE_RATE
from asr.recording import RecordingError, read

FORMS = {
    "visit.wav": ("WAV", "PCM_16"),
    "visit.flac": ("FLAC", "PCM_16"),
    "visit.ogg": ("OGG", "VORBIS"),
    "visit.opus": ("OGG", "OPUS"),
    "visit.mp3": ("MP3", "MPEG_LAYER_III"),
}


@pytest.fixture(params=FORMS)
def recording(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    form, subtype = FORMS[request.param]
    noise = np.random.default_rng(1).uniform(-0.3, 0.3, 8 * SAMPLE_RATE)
    soundfile.write(path, noise, SAMPLE_RATE, format=form, subtype=subtype)
    return path


def test_a_whole_recording_is_read_to_its_end(recording: Path) -> None:
    samples = sum(len(block.samples) for block in read(recording))
    assert samples / SAMPLE_RATE == pytest.approx(8.0, abs=0.15)


@pytest.mark.parametrize("kept", [0.3, 0.55, 0.8])
def test_a_torn_recording_is_refused(recording: Path, kept: float) -> None:
    data = recording.read_bytes()
    recording.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(RecordingError, match="damaged"):
        list(read(recording))


@pytest.mark.parametrize("name", ["visit.ogg", "visit.opus"])
def test_an_overwritten_part_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    form, subtype = FORMS[name]
    noise = np.random.default_rng(2).uniform(-0.3, 0.3, 8 * SAMPLE_RATE)
    soundfile.write(path, noise, SAMPLE_RATE, format=form, subtype=subtype)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)
    with pytest.raises(RecordingError, match="overwritten"):
        list(read(path))


def test_a_wav_file_whose_recorder_could_not_go_back_is_read(tmp_path: Path) -> None:
    path = tmp_path / "streamed.wav"
    soundfile.write(path, np.zeros(SAMPLE_RATE), SAMPLE_RATE, subtype="PCM_16")
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert sum(len(block.samples) for block in read(path)) == pytest.approx(SAMPLE_RATE, abs=16)
