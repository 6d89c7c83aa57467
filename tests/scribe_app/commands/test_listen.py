"""`scribe listen` on a real microphone: PortAudio over a PulseAudio null sink into which a sample is played."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from scribe_app.commands.listen import _Keeper
from scribe_app.store import Store, keys
from scribe_app.visit import samples
from structuring.state import Visit
from structuring.turns import Turn
from tests.virtual_microphone import NEEDED, Room, installed

pytestmark = pytest.mark.alone
FIRST_LINES_S = 12.0  # of the demo's recording: the clinician asks, the patient answers


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    if not installed():
        pytest.skip(NEEDED)
    folder = tmp_path / "pulse"
    folder.mkdir()
    for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
        monkeypatch.setenv(name, "")  # Room sets them; this puts them back afterwards
    monkeypatch.setenv("SCRIBE_DATA", str(tmp_path / "store"))
    room = Room(folder)
    room.plug()
    try:
        yield room
    finally:
        os.kill(room.process, signal.SIGTERM)


@pytest.fixture
def first_lines(tmp_path: Path) -> Path:
    sound, rate = soundfile.read(samples.sample(2).sound, frames=round(FIRST_LINES_S * 16000))
    path = tmp_path / "first.wav"
    soundfile.write(path, sound, rate)
    return path


def listening(*more: str) -> subprocess.Popen[str]:
    """`scribe listen` in a process of its own, from the moment it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scribe_app", "listen", *more],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if line.startswith("Listening"):
            return process
    process.communicate(timeout=60)
    if process.returncode == 2 and ("No microphone" in said[-1] or "PortAudio is not installed" in said[-1]):
        pytest.skip("PortAudio is missing or cannot reach PulseAudio (libportaudio2, libasound2-plugins)")
    raise AssertionError("".join(said))


@pytest.mark.model
def test_ctrl_c_ends_the_visit_with_a_report_and_nothing_lost(
    room: Room, first_lines: Path, tmp_path: Path
) -> None:
    store = Path(os.environ["SCRIBE_DATA"])
    target = tmp_path / "report.json"
    process = listening("--report", str(target), "--visit", "initial")
    room.play(first_lines)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    made: dict[str, Any] = json.loads(target.read_text())
    assert made["source"]["kind"] == "microphone"
    assert made["source"]["seconds"] >= FIRST_LINES_S
    assert made["metrics"]["samples_lost"] == 0
    assert made["metrics"]["commit_delay_s"]["p50"] < 10
    heard = " ".join(line["text"].lower() for line in made["transcript"])
    assert "lower back" in heard
    assert "three weeks" in heard
    assert "lower back" in out.lower()
    assert not store.exists()


@pytest.mark.model
def test_it_ends_by_itself_after_the_seconds_asked_for(room: Room, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    process = listening("--seconds", "2", "--report", str(target))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert json.loads(target.read_text())["source"]["seconds"] == pytest.approx(2.0, abs=0.3)


class Ring:
    """The keyring of the system, in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.held[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


def test_a_visit_is_kept_with_consent_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ring, visit = Ring(), Visit(date_of_service=date(2026, 11, 24))
    monkeypatch.setenv("SCRIBE_DATA", str(tmp_path))
    monkeypatch.setattr(keys, "system_keyring", lambda: ring)
    key, _ = keys.create(tmp_path, ring=ring)
    with ExitStack() as opened:
        assert _Keeper(opened, visit, consent=False).sound is None
    assert "consent" in capsys.readouterr().err
    with ExitStack() as opened:
        keeper = _Keeper(opened, visit, consent=True)
        assert keeper.sound is not None
        keeper.sound.write(np.full(16000, 0.1, dtype=np.float32))
        keeper.turn(Turn(line=1, speaker="patient", text="My back hurts."))
        keeper.stopped()
    with Store.open(tmp_path, key) as store:
        (record,) = store.visits()
        assert [row.event.kind for row in store.events(record.id)] == [
            "consent",
            "recording_started",
            "turn_heard",
            "recording_stopped",
        ]
        assert len(store.read_sound(record.id, 0, 9)) == 16000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="hides the sound system in the Linux way")
def test_without_a_microphone_it_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scribe_app", "listen", "--seconds", "1"],
        env={**os.environ, "PULSE_SERVER": "unix:/nowhere", "HOME": str(tmp_path), "SCRIBE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode == 0:
        pytest.skip("this machine has a microphone that does not go through PulseAudio")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "replayed" in done.stderr
