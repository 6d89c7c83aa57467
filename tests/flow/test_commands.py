"""Every command that the overview names is there, explains itself, and refuses what it does not know."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scribe_app.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"scribe {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["replay", "--speed", "warp"], ["listen", "--seconds", "soon"]]
)
def test_wrong_usage_is_exit_2_without_a_traceback(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scribe_app", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_overview_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_a_reader_that_closes_the_pipe_early_gets_no_traceback() -> None:
    shell = f"{sys.executable} -m scribe_app replay --schema | head -n 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("{", "")
