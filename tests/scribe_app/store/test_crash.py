"""A small run of the crash benchmark: killed while recording, signing, migrating: nothing told is lost."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import pytest

from scribe_app import display

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "crash.py"


@pytest.fixture(scope="module")
def crash():
    if not hasattr(__import__("signal"), "SIGKILL"):
        pytest.skip("this system has no SIGKILL")
    spec = importlib.util.spec_from_file_location("crash", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    sys.modules["crash"] = module
    spec.loader.exec_module(module)
    return module


NO_QT = display.missing_toolkit()
LIVE = pytest.param("live", marks=pytest.mark.skipif(NO_QT is not None, reason=str(NO_QT)))


@pytest.mark.parametrize("kind", [LIVE, LIVE, "sign", "migrate"])
def test_a_kill_loses_no_acknowledged_row_and_at_most_a_second_of_sound(crash, kind):
    trial = crash.run(kind, whisper=False, chance=random.Random())
    assert trial.faults == [] and trial.rows_lost == 0 and trial.sound_lost_s <= 1.0
