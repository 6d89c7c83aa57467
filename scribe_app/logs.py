"""Logs and crash reports without a patient's words.

A visit's words travel through exceptions (pydantic quotes its input) and through other libraries' log calls
(recognisers log what they heard). So the log takes of a record only what cannot hold them: time, level, place in
the code, the text as written in our own code, and numbers put into it. Of an exception it takes the types and
the places, never the message.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from scribe_app.store.files import data_folder, private_folder

FILE = "scribe.log"
OURS = ("scribe_app", "structuring", "asr")
_MOST_BYTES, _OLD_FILES = 500_000, 2


class WordlessFormatter(logging.Formatter):
    """One line for each record, with nothing in it that was said."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.funcName}:{record.lineno}"
        if record.name.split(".")[0] in OURS and isinstance(record.msg, str):
            line += f" {_filled(record)}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + outline(record.exc_info[1])
        return line


def _filled(record: logging.LogRecord) -> str:
    arguments = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
    if all(isinstance(argument, int | float) for argument in arguments):
        try:
            return str(record.msg) % arguments if arguments else str(record.msg)
        except (TypeError, ValueError):
            pass
    return str(record.msg)


class _PrivateFile(RotatingFileHandler):
    """A rotating file of mode 0600 from its first byte on."""

    def _open(self) -> object:  # type: ignore[override]
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, self.mode, encoding=self.encoding)


def start(folder: Path | None = None) -> Path:
    """Sends every log record of the program to a file in `folder`/logs, and faults that nobody caught too.

    Returns the file. Raises StoreTrouble when it cannot be written.
    """
    path = private_folder((folder or data_folder()) / "logs") / FILE
    handler = _PrivateFile(path, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
    handler.setFormatter(WordlessFormatter())
    root = logging.getLogger()
    for earlier in [known for known in root.handlers if isinstance(known, _PrivateFile)]:
        root.removeHandler(earlier)
        earlier.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    sys.excepthook = _uncaught
    threading.excepthook = lambda caught: _uncaught(caught.exc_type, caught.exc_value, caught.exc_traceback)
    return path


def outline(fault: BaseException) -> str:
    """An exception as types and places: what a developer needs, without its message or any value."""
    lines = []
    while fault is not None:
        frames = traceback.extract_tb(fault.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(f"  {type(fault).__name__}")
        following = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        if following is None:
            break
        lines.append("  caused by")
        fault = following
    return "\n".join(lines)


def sentence(fault: BaseException) -> str:
    """What a user is told of a fault in the program itself."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return (
        f"The program made a mistake: {type(fault).__name__}{place}. Nothing that was stored is lost. "
        "Try again; if it comes back, report this line."
    )


def _uncaught(kind: type[BaseException], fault: BaseException | None, _: TracebackType | None) -> None:
    if fault is None:
        return
    logging.getLogger("scribe_app").critical("a fault that nobody caught", exc_info=fault)
    print(sentence(fault), file=sys.stderr)
