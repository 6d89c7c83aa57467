"""The log and the crash report keep what a developer needs and nothing that was said."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pydantic import ValidationError

from scribe_app import logs
from scribe_app.cli import main
from structuring.turns import Turn

CANARY = "zebrawood numbness"


@pytest.fixture
def log(tmp_path):
    root = logging.getLogger()
    before, level, hooks = list(root.handlers), root.level, (sys.excepthook, threading.excepthook)
    path = logs.start(tmp_path)
    yield path
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def test_words_do_not_reach_the_log_but_places_and_numbers_do(log):
    logging.getLogger("scribe_app.capture.live").warning("behind by %.1f s", 3.25)
    logging.getLogger("scribe_app.capture.live").warning("heard %s", CANARY)
    logging.getLogger("faster_whisper").warning("Processing segment: " + CANARY)
    logging.getLogger("faster_whisper").warning("Processing %s", CANARY)
    try:
        Turn.model_validate({"line": CANARY, "speaker": "patient", "text": CANARY})
    except ValidationError:
        logging.getLogger("scribe_app.store").exception("a turn cannot be read")
    text = log.read_text()
    assert CANARY not in text and "zebrawood" not in text
    assert "behind by 3.2 s" in text and "heard %s" in text and "a turn cannot be read" in text
    assert "ValidationError" in text and f"{Path(__file__).name}:" in text
    assert log.stat().st_mode & 0o777 == 0o600 and log.parent.stat().st_mode & 0o777 == 0o700


def test_a_fault_in_a_thread_is_logged_without_its_words(log, capsys):
    def fail():
        raise KeyError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "KeyError" in log.read_text() and CANARY not in log.read_text()
    assert CANARY not in capsys.readouterr().err


def test_a_fault_of_a_command_is_one_sentence_without_its_words(monkeypatch, capsys):
    from scribe_app.commands import encounters

    def fail(_):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(encounters, "run", fail)
    assert main(["encounters", "list"]) == 3
    error = capsys.readouterr().err
    assert "RuntimeError" in error and CANARY not in error and "Traceback" not in error


def test_an_uncaught_fault_of_the_program_prints_no_words(tmp_path):
    start = f"from pathlib import Path; from scribe_app import logs; logs.start(Path({str(tmp_path)!r}))"
    script = f"{start}; raise ValueError({CANARY!r})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert done.returncode != 0 and "ValueError" in done.stderr
    assert CANARY not in done.stderr and CANARY not in (tmp_path / "logs" / logs.FILE).read_text()
