"""`scribe replay`: a recorded or written encounter through the same path as the microphone."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path

from scribe_app import display
from scribe_app.errors import Refusal
from scribe_app.visit import replay
from scribe_app.visit import report as reports
from scribe_app.visit.terminal import Quiet, Terminal
from scribe_app.visit.watching import Options, Speed, visit_of
from structuring.state import Visit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", type=Path, help="a sound file, a transcript, or a folder of them")
    parser.add_argument("--headless", action="store_true", help="without the window")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="writes the report here; a folder for a folder"
    )
    parser.add_argument(
        "--speed", choices=("1", "max"), help="1: as it was spoken; max: as fast as this machine can"
    )
    parser.add_argument("--visit", choices=("initial", "follow_up"), help="kind of visit, if it is known")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="date of service; today if not given")
    parser.add_argument("--model", metavar="NAME|FOLDER", help="recogniser model; the embedded one if not given")
    parser.add_argument("--schema", action="store_true", help="prints the JSON schema of the report and ends")


def run(args: argparse.Namespace) -> int:
    if args.schema:
        print(json.dumps(reports.schema(), indent=1))
        return 0
    if args.source is None:
        raise Refusal("Which encounter? Name a sound file, a transcript, or a folder: scribe replay SOURCE.")
    visit = visit_of(args.visit, args.date)
    source: Path = args.source
    if not source.exists():
        raise Refusal(f"There is no file {source}; check the name and the folder.")
    if source.is_dir():
        if not args.headless:
            raise Refusal(f"{source} is a folder; add --headless to replay all that is in it.")
        return _folder(source, args.report, Options(visit, args.speed or "max", args.model, Quiet()))
    if args.report:
        _check_report(args.report, source)
    if not args.headless:
        return _window(args, visit)
    options = Options(visit, args.speed or "max", args.model, Quiet())
    if not args.report:
        return show_here(source, options)
    reports.write(replay.run(source, options), args.report)
    return 0


def _check_report(report: Path, source: Path) -> None:
    if report.exists() and report.samefile(source):
        raise Refusal(f"The report would replace {source} itself; name another file for it.")
    reports.check_writable(report)


def _folder(source: Path, folder: Path | None, options: Options) -> int:
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise Refusal(f"The reports cannot be written to {folder}: {fault.strerror or fault}.") from fault

    def each(path: Path) -> None:
        target = folder / f"{path.stem}.json" if folder else None
        if target:
            _check_report(target, path)
        report = replay.run(path, options)
        if target:
            reports.write(report, target)
        print(f"{path}: {report.code.primary or 'no code'}", file=sys.stderr)

    failures = replay.run_folder(source, each, lambda sentence: print(sentence, file=sys.stderr))
    for failure in failures:
        print(failure, file=sys.stderr)
    return 2 if failures else 0


def _window(args: argparse.Namespace, visit: Visit) -> int:
    if obstacle := display.why_no_window():
        print(f"{obstacle} The encounter is shown here instead.", file=sys.stderr)
        return show_here(args.source, Options(visit, args.speed or own_speed(), args.model), args.report)
    from scribe_app.window import opening

    status = opening.open_replay(args.source, visit, 0.0 if args.speed == "max" else 1.0, args.model)
    if args.report:
        # What was shown may have been edited or left early; the report is of the whole encounter as it was heard.
        reports.write(replay.run(args.source, Options(visit, "max", args.model)), args.report)
    return status


def own_speed() -> Speed:
    """As it was spoken where somebody watches, as fast as it goes where the output is kept."""
    return "1" if sys.stdout.isatty() else "max"


def show_here(source: Path, options: Options, report: Path | None = None) -> int:
    """Replays into this terminal. Also what `scribe demo` does where no window can be opened."""
    made = replay.run(source, dataclasses.replace(options, watcher=Terminal()))
    if report:
        reports.write(made, report)
    return 0
