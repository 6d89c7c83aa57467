"""A whole visit reaches no network and leaves no word of the patient outside the encrypted store."""

from __future__ import annotations

import base64
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scribe_app import display

NO_QT = display.missing_toolkit()
pytestmark = pytest.mark.skipif(NO_QT is not None, reason=str(NO_QT))
ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("whole_visit.py")
WORD = "Zebrawoodcanary"


def run(folder, before=()):
    """The visit with home, temporary and runtime folders of its own, so that all it writes can be searched."""
    places = {name: folder / name for name in ("home", "tmp", "run", "cache", "config")}
    for place in places.values():
        place.mkdir(mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(places["home"]),
        "TMPDIR": str(places["tmp"]),
        "XDG_RUNTIME_DIR": str(places["run"]),
        "XDG_CACHE_HOME": str(places["cache"]),
        "XDG_CONFIG_HOME": str(places["config"]),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [*before, sys.executable, str(SCRIPT), str(folder), WORD],
        capture_output=True,
        text=True,
        env=environment,
        cwd=folder / "tmp",
        timeout=180,
    )


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("visit")
    return folder, run(folder)


def spellings(word):
    for form in {word, word.lower(), word.upper()}:
        yield form.encode()
        yield form.encode("utf-16-le")
        yield form.encode().hex().encode()
        for shift in range(3):
            yield base64.b64encode(b" " * shift + form.encode())[4:-4]


@pytest.mark.model
def test_no_step_of_a_visit_tries_to_reach_a_network(visit):
    _, done = visit
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["reached"] == []
    assert told["turns"] >= 1 and told["seconds"] > 13


@pytest.mark.model
def test_the_patients_words_stand_only_in_what_was_handed_over(visit):
    folder, done = visit
    assert done.returncode == 0, done.stderr
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and folder / "handed-over" not in path.parents:
            data = path.read_bytes()
            found += [path for spelling in spellings(WORD) if spelling in data or WORD in path.name]
    assert found == []
    assert WORD not in done.stderr and WORD not in done.stdout
    assert "ValidationError" in (folder / "data" / "logs" / "scribe.log").read_text()
    handed = {path.suffix: path.read_bytes() for path in (folder / "handed-over").iterdir()}
    assert WORD.encode() in handed[".txt"], "the search must be able to find the word"


@pytest.mark.model
def test_everything_a_visit_writes_is_closed_to_others(visit):
    folder, done = visit
    assert done.returncode == 0, done.stderr
    for place in ("data", "stick"):
        for path in (folder / place).rglob("*"):
            expected = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == expected, path
    for path in (folder / "handed-over").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@pytest.mark.model
def test_a_visit_runs_without_any_network_interface(tmp_path):
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed, so a process cannot be cut off from the network here")
    cut_off = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-rn")
    if subprocess.run([*cut_off, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine does not allow a network namespace of one's own")
    done = run(tmp_path, before=cut_off)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["turns"] >= 1
