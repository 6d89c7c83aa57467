"""What the machine lacks is told in one sentence, with what to do."""

from __future__ import annotations

import sys

import pytest

from scribe_app import bootstrap, display, system
from scribe_app.cli import main
from scribe_app.commands import doctor
from scribe_app.visit import memory, samples

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring these libraries")


@linux_only
def test_a_missing_library_is_named_with_its_package() -> None:
    wanted = {"libc.so.6": "libc6", "libthere-is-no-such.so.9": "libnone9"}
    assert system.missing(wanted) == {"libthere-is-no-such.so.9": "libnone9"}


def test_the_line_that_installs_names_every_package() -> None:
    line = system.install_line(["libgl1", "libportaudio2"])
    assert line.endswith("apt-get install -y --no-install-recommends libgl1 libportaudio2")
    assert line.startswith("apt-get" if system.is_root() else "sudo apt-get")


@linux_only
@pytest.mark.parametrize(
    ("environment", "has_screen"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
    ],
)
def test_a_screen_is_looked_for_before_qt_is_asked(environment: dict[str, str], has_screen: bool) -> None:
    assert (display.missing_screen(environment) is None) is has_screen


def test_the_peak_of_memory_grows_with_what_is_held() -> None:
    before = memory.peak_mb()
    held = bytearray(b"x") * (64 * 1024 * 1024)
    assert memory.peak_mb() >= before
    assert memory.peak_mb() > len(held) / 1024 / 1024


def test_the_six_samples_are_there_with_all_their_files() -> None:
    found = samples.samples()
    assert [sample.number for sample in found] == [1, 2, 3, 4, 5, 6]
    for sample in found:
        assert sample.sound.stat().st_size < 1_500_000
        assert sample.script.is_file()
        assert sample.sound.with_suffix(".timing.json").is_file()


def test_bootstrap_refuses_a_python_that_the_program_does_not_support(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "OLDEST_PYTHON", (9, 9))
    assert bootstrap.main(["demo"]) == 2
    assert "start it with another one" in capsys.readouterr().err


def test_the_doctor_names_every_part_and_tells_by_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor"])
    rows = capsys.readouterr().out.splitlines()
    health = {row[:12].strip(): row[12:].split()[0] for row in rows}
    assert set(health) == {
        "Python", "recogniser", "window", "display", "PortAudio", "microphone", "disk", "key store",
    }  # fmt: skip
    assert health["Python"] == health["recogniser"] == "ok"
    assert code == (0 if set(health.values()) == {"ok"} else 1)


def test_one_broken_part_does_not_stop_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[bool, str]:
        raise RuntimeError("no bus")

    monkeypatch.setitem(doctor.CHECKS, "display", broken)
    found = {finding.part: finding for finding in doctor.diagnose()}
    assert found["display"].health == "missing"
    assert "no bus" in found["display"].text
    assert found["disk"].text
