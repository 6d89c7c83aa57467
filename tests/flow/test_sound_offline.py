"""The demo's recording through the real recogniser, in a network namespace that has no interface."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import jsonschema
import pytest

from scribe_app.visit import report, samples

pytestmark = pytest.mark.model

NO_INTERFACES = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def _can_go_offline() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*NO_INTERFACES, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def offline() -> list[str]:
    """What to put before a command so that it sees no network interface; [] where the kernel does not allow it."""
    return NO_INTERFACES if _can_go_offline() else []


@pytest.fixture(scope="module")
def made(offline: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of the demo's recording."""
    sample = samples.sample(samples.DEMO)
    target = tmp_path_factory.mktemp("sound") / "report.json"
    replay = [
        sys.executable,
        "-m",
        "scribe_app",
        "replay",
        str(sample.sound),
        "--headless",
        "--report",
        str(target),
    ]
    done = subprocess.run(
        [*offline, *replay, "--visit", sample.visit], capture_output=True, text=True, check=False, timeout=500
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(target.read_text(encoding="utf-8"))
    assert isinstance(made, dict)
    return made


def test_the_visit_needs_no_network(offline: list[str], made: dict[str, Any]) -> None:
    if not offline:
        pytest.skip("this machine lets nobody make a network namespace: 'unshare --net' fails")
    interfaces = subprocess.run(
        [*offline, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True
    ).stdout
    assert [row.split(":")[0].strip() for row in interfaces.splitlines()[2:]] == ["lo"]
    assert made["transcript"]


def test_the_report_keeps_the_contract(made: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(report.schema()).validate(made)
    assert made["source"]["kind"] == "sound"
    assert made["metrics"]["audio_s"] == pytest.approx(made["source"]["seconds"])


def test_no_sample_is_lost_and_every_line_has_its_time(made: dict[str, Any]) -> None:
    script = json.loads(samples.sample(samples.DEMO).sound.with_suffix(".timing.json").read_text())
    assert made["metrics"]["samples_lost"] == 0
    assert made["source"]["seconds"] == pytest.approx(script["seconds"], abs=0.05)
    starts = [line["start_s"] for line in made["transcript"]]
    assert starts == sorted(starts)
    for said in script["lines"]:
        assert any(
            line["start_s"] < said["end_s"] and said["start_s"] < line["end_s"] for line in made["transcript"]
        ), f"nothing was heard while this was said: {said['text']}"


def test_the_demo_shows_what_its_script_says(made: dict[str, Any]) -> None:
    expected = samples.sample(samples.DEMO).expected
    shown = {entry["element"]: entry["status"] for entry in made["checklist"]}
    assert shown == expected.checklist
    assert made["code"]["primary"] == expected.code


def test_what_was_never_said_stays_silent(made: dict[str, Any]) -> None:
    for path in samples.sample(samples.DEMO).expected.silent:
        group, item = path.split(".")
        found = made["findings"][group][item]
        assert found is None or found["status"] == "not_assessed", path


def test_facts_are_shown_within_seconds_of_being_said(made: dict[str, Any]) -> None:
    facts = {entry["fact"] for entry in made["timeline"]}
    assert {"pain_region", "laterality", "onset", "etiology.muscular", "exam.straight_leg_raise"} <= facts
    for entry in made["timeline"]:
        assert entry["shown_s"] >= entry["said_end_s"]
    # Far above what a quiet machine takes; what is shown only at the end of the visit would be later still.
    assert made["metrics"]["fact_delay_s"]["p50"] < 30.0
