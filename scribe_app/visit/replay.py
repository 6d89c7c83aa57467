"""Replays recorded and written encounters through the path of a live visit: source in, report out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scribe_app import logs
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack
from scribe_app.visit import transcripts
from scribe_app.visit.report import Report, Source
from scribe_app.visit.session import Session
from scribe_app.visit.watching import Options

SOUND_SUFFIXES = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a")


def run(source: Path, options: Options) -> Report:
    """Replays one file. Raises Refusal for what cannot be replayed."""
    if not source.exists():
        raise Refusal(f"There is no file {source}; check the name and the folder.")
    suffix = source.suffix.lower()
    if suffix in transcripts.SUFFIXES:
        return _run_transcript(source, options)
    if suffix in SOUND_SUFFIXES:
        from scribe_app.visit import hearing  # brings the recogniser's libraries, which a transcript does not need

        return hearing.replay(source, options)
    raise transcripts.NotAnEncounter(
        f"{source} is no encounter; sound ends in {', '.join(SOUND_SUFFIXES)}, "
        f"a transcript in {', '.join(transcripts.SUFFIXES)}."
    )


def run_folder(folder: Path, each: Callable[[Path], None], passed_over: Callable[[str], None]) -> list[str]:
    """Calls `each` with every file of a folder by name; returns the sentences of those that failed.

    What is no encounter is told to `passed_over`; one damaged encounter does not stop the others.
    """
    failures: list[str] = []
    done: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            passed_over(f"{path} passed over: a folder in the folder.")
        elif path.suffix.lower() not in (*SOUND_SUFFIXES, *transcripts.SUFFIXES):
            passed_over(f"{path} passed over: no encounter.")
        elif path.stem in done:
            passed_over(f"{path} passed over: its report would replace that of {done[path.stem].name}.")
        else:
            try:
                each(path)
                done[path.stem] = path
            except transcripts.NotAnEncounter:
                passed_over(f"{path} passed over: no encounter.")
            except Refusal as refusal:
                failures.append(str(refusal))
            except Exception as fault:  # a fault of the program in one encounter is none in the others
                failures.append(f"{path}: {logs.sentence(fault)}")
    if not done and not failures:
        raise Refusal(f"{folder} holds no encounter, neither sound nor a transcript.")
    return failures


def _run_transcript(source: Path, options: Options) -> Report:
    turns = transcripts.read(source)
    session = Session(load_pack(), options.visit)
    for turn in turns:
        change = session.hear(turn)
        if options.watcher:
            options.watcher.turn(turn, change, session.state)
    if options.watcher:
        options.watcher.end(session.state)
    seconds = max((turn.end_s for turn in turns if turn.end_s is not None), default=None)
    return session.report(Source(kind="transcript", name=source.name, seconds=seconds))
