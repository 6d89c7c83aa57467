"""`scribe audit`: finds retired, incomplete and invalid codes and Excludes1 pairs in documents and exports."""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TextIO

from scribe_app.archives import auditing, options
from scribe_app.audit.auditor import Auditor
from scribe_app.audit.findings import Finding
from scribe_app.audit.walk import Damaged, audit_paths
from scribe_app.commands.arguments import calendar_day
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack
from structuring.pack import RuleError

_PROGRESS_EVERY_S = 2.0
_FIELDS = ("file", "place", "kind", "severity", "codes", "text", "date", "choose", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument(
        "--date", type=calendar_day, default=None, metavar="YYYY-MM-DD",
        help="date of service where a document tells none (today)",
    )  # fmt: skip
    options.add_arguments(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", action="store_true", help="print a table, one finding a row")
    parser.epilog = "Exit 0: clean. 1: findings (notices alone do not count). 2: something could not be read."


def run(args: argparse.Namespace) -> int:
    try:
        auditor = Auditor(load_pack(), args.date or date.today())
    except RuleError as fault:
        raise Refusal(f"The rules cannot be used: {fault}") from fault
    out = _Json(sys.stdout, auditor) if args.json else _Csv(sys.stdout) if args.csv else _Plain(sys.stdout)
    progress = _Progress(sys.stderr)
    counts: Counter[str] = Counter()
    named = {str(path) for path in args.paths}
    try:
        for step in _steps(auditor, args):
            if isinstance(step, Finding):
                counts[step.severity] += 1
                out.finding(step)
            elif isinstance(step, Damaged):
                counts["damaged"] += 1
                counts["named"] += step.file in named
                out.damaged(step)
                print(f"{step.file} was passed over: {step.why}.", file=sys.stderr)
            else:
                counts["files"] += 1
                progress.show(counts)
    finally:
        out.end(counts)
    if counts["named"]:
        return 2
    if counts["error"] or counts["warning"]:
        return 1
    return 2 if counts["damaged"] else 0


def _steps(auditor: Auditor, args: argparse.Namespace) -> Iterator[auditing.Step]:
    """The same steps in the same order, by one process or by many."""
    many = options.jobs(args)
    if args.scheduler or many > 1:
        day = args.date or date.today()
        return auditing.audit_archive(args.paths, day, jobs=many, scheduler=args.scheduler)
    return audit_paths(auditor, args.paths)


class _Progress:
    """A line on standard error now and then; silent on short runs."""

    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._next = time.monotonic() + _PROGRESS_EVERY_S

    def show(self, counts: Counter[str]) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _PROGRESS_EVERY_S
        found = counts["error"] + counts["warning"]
        print(f"{counts['files']} documents read, {found} findings so far", file=self._err, flush=True)


class _Plain:
    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._file = ""

    def finding(self, finding: Finding) -> None:
        if finding.file != self._file:
            self._file = finding.file
            print(finding.file, file=self._out)
        choose = f" [{', '.join(finding.choose)}]" if finding.choose else ""
        print(f"  {finding.place}: {finding.severity}: {finding.text}{choose}", file=self._out)

    def damaged(self, damaged: Damaged) -> None:
        pass  # told on standard error

    def end(self, counts: Counter[str]) -> None:
        told = f"{counts['files']} documents: {counts['error']} faults, {counts['warning']} warnings"
        told += f", {counts['info']} notices, {counts['damaged']} not readable"
        print(told, file=self._out)


class _Csv:
    def __init__(self, out: TextIO) -> None:
        self._rows = csv.writer(out)
        self._rows.writerow(_FIELDS)

    def finding(self, finding: Finding) -> None:
        data = asdict(finding)
        self._rows.writerow(
            [" ".join(data[name]) if name in ("codes", "choose") else data[name] for name in _FIELDS]
        )

    def damaged(self, damaged: Damaged) -> None:
        self._rows.writerow([damaged.file, "", "unreadable", "error", "", damaged.why, "", "", ""])

    def end(self, counts: Counter[str]) -> None:
        pass


class _Json:
    """One object, written as it comes, so that a long run needs no memory for it."""

    def __init__(self, out: TextIO, auditor: Auditor) -> None:
        self._out = out
        self._first = True
        self._damaged: list[Damaged] = []
        print(f'{{"release": {json.dumps(auditor.release)},\n"findings": [', file=out)

    def finding(self, finding: Finding) -> None:
        print(
            ("" if self._first else ",\n") + json.dumps(asdict(finding), ensure_ascii=False),
            end="",
            file=self._out,
        )
        self._first = False

    def damaged(self, damaged: Damaged) -> None:
        self._damaged.append(damaged)

    def end(self, counts: Counter[str]) -> None:
        damaged = json.dumps([asdict(one) for one in self._damaged], ensure_ascii=False)
        print(f'\n],\n"unreadable": {damaged},\n"documents": {counts["files"]}}}', file=self._out)
