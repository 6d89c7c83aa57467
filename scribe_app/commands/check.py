"""`scribe check`: holds a written note against the checklist and the code rules."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Literal

from scribe_app.archives import checking, options
from scribe_app.audit.note_check import NOTICES, NoteCheck, check_note, lines_of
from scribe_app.commands.arguments import calendar_day
from scribe_app.documents import Line, Unreadable, kind_of, read
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack
from structuring.pack import RuleError
from structuring.state import ChecklistItem, Visit
from structuring.turns import Evidence

_MARKS = {"complete": "done", "partial": "partly", "missing": "missing", "conflict": "conflict"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "note", metavar="NOTE", help="a note (txt, md, docx, pdf, html), a folder of them, or - for pasted text"
    )
    parser.add_argument(
        "--date", type=calendar_day, default=None, metavar="YYYY-MM-DD", help="date of service (from the note)"
    )
    parser.add_argument(
        "--visit", choices=("initial", "follow_up"), default=None, help="kind of visit (from the note)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_arguments(parser)
    parser.epilog = "Exit 0: nothing missing. 1: something missing or contradictory. 2: unreadable."


def run(args: argparse.Namespace) -> int:
    if Path(args.note).is_dir():
        return _archive(args)
    lines = lines_of(_parts(args.note))
    if not any(line.text for line in lines):
        raise Refusal(f"There is no text in {args.note}. A scanned page has to be turned into text first.")
    try:
        pack = load_pack()
        found = check_note(pack, lines, None, args.date or date.today())
        if args.date or args.visit:
            found = check_note(pack, lines, _visit(found, args.date, args.visit), date.today())
    except RuleError as fault:
        raise Refusal(f"The rules cannot be used: {fault}") from fault
    print(
        json.dumps(_as_data(args.note, found), ensure_ascii=False, indent=1)
        if args.json
        else _told(args.note, found)
    )
    return 0 if found.clean else 1


def _archive(args: argparse.Namespace) -> int:
    """A folder: one row for each note."""
    rows = checking.check_archive(
        [Path(args.note)],
        day=args.date,
        visit=args.visit,
        today=date.today(),
        jobs=options.jobs(args),
        scheduler=args.scheduler,
    )
    counts: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        counts["notes"] += 1
        counts["unreadable"] += bool(row.fault)
        counts["clean"] += row.clean
        print(json.dumps(asdict(row), ensure_ascii=False) if args.json else _row(row), flush=number % 100 == 0)
        if number % 1000 == 0:
            print(f"{number} notes read", file=sys.stderr, flush=True)
    if not counts["notes"]:
        raise Refusal(f"There are no notes in {args.note}; they may be txt, md, docx, pdf or html.")
    told = f"{counts['notes']} notes: {counts['clean']} complete, {counts['unreadable']} not readable."
    print(told, file=sys.stderr if args.json else sys.stdout)
    if counts["unreadable"]:
        return 2
    return 0 if counts["clean"] == counts["notes"] else 1


def _row(row: checking.Checked) -> str:
    if row.fault:
        return f"{row.file}: not readable: {row.fault}"
    parts = [row.code or "no code of this family"]
    if row.missing:
        parts.append(f"not documented: {', '.join(row.missing)}")
    if row.to_clarify:
        parts.append(f"to clarify: {', '.join(row.to_clarify)}")
    if not row.about_back:
        parts.append("not about low back pain")
    return f"{row.file}: {'; '.join(parts)}"


def _parts(name: str) -> list[Any]:
    if name == "-":
        return [Line(text, f"line {at}") for at, text in enumerate(sys.stdin.read().splitlines(), start=1)]
    path = Path(name)
    if not path.is_file():
        raise Refusal(f"There is no note {name}.")
    if kind_of(path) is None:
        raise Refusal(f"{name} is no kind of note that can be read; save it as txt, md, docx or pdf.")
    try:
        return list(read(path))
    except Unreadable as fault:
        raise Refusal(f"{name} cannot be read: {fault}.") from fault


def _visit(found: NoteCheck, day: date | None, kind: Literal["initial", "follow_up"] | None) -> Visit:
    return Visit(date_of_service=day or found.visit.date_of_service, visit_type=kind)


def _told(name: str, found: NoteCheck) -> str:
    rows = [f"{name}, date of service {found.visit.date_of_service}"]
    if not found.about_back:
        rows.append("Low back pain is not documented in this note; only its codes were checked.")
    else:
        rows += [
            "",
            "Checklist",
            *(_item(item, found) for item in found.checklist),
            "",
            "Code",
            *_code_rows(found),
        ]
    counted = [alert for alert in found.alerts if alert.kind not in NOTICES]
    faults = [fault for fault in found.findings if fault.severity == "error"]
    if counted or faults:
        rows += ["", "To clarify"]
        rows += [f"  {fault.text} ({', '.join(fault.places)})" for fault in faults]
        rows += [f"  {alert.text}{_where(alert.evidence, found)}" for alert in counted]
    notices = [fault.text for fault in found.findings if fault.severity == "notice"]
    notices += [alert.text + _where(alert.evidence, found) for alert in found.alerts if alert.kind in NOTICES]
    if notices:
        rows += ["", "To note", *(f"  {text}" for text in notices)]
    missing, clarify = len(found.missing), len(counted) + len(faults)
    if found.clean:
        rows += ["", "Nothing is missing and nothing is contradictory."]
    else:
        rows += ["", f"{missing} of 7 elements not complete, {clarify} to clarify."]
    return "\n".join(rows)


def _item(item: ChecklistItem, found: NoteCheck) -> str:
    values = "; ".join(
        f"{line.label.lower()}: {line.value}" for line in item.lines if line.state == "documented" and line.value
    )
    row = f"  {_MARKS[item.status]:9}{item.label}"
    if values:
        row += f" ({values}){_where(item.evidence, found)}"
    if item.missing:
        labels = {line.path: line.label.lower() for line in item.lines}
        row += f"\n{'':11}not documented: {', '.join(labels[path] for path in item.missing)}"
    if item.ask:
        row += f"\n{'':11}{item.ask}"
    return row


def _code_rows(found: NoteCheck) -> list[str]:
    coding = found.coding
    rows = [f"  the guide's tree: {coding.primary or 'no code of this family'}"]
    rows += [f"{'':11}{line}" for line in coding.tree]
    rows.append(f"  the tabular list: {coding.tabular.primary or 'none'} ({coding.tabular.why})")
    if coding.secondary:
        rows.append(f"  may stand beside it: {', '.join(coding.secondary)}")
    if coding.question:
        rows.append(f"  {coding.question}")
        rows += [f"{'':11}{option}" for option in coding.options]
    written = ", ".join(f"{code} ({place})" for code, place in found.codes)
    rows.append(f"  in the note: {written or 'no code'}")
    return rows


def _where(evidence: tuple[Evidence, ...], found: NoteCheck) -> str:
    places = dict.fromkeys(found.lines[piece.line - 1].place for piece in evidence)
    return f" [{', '.join(places)}]" if places else ""


def _as_data(name: str, found: NoteCheck) -> dict[str, Any]:
    def quotes(evidence: tuple[Evidence, ...]) -> list[dict[str, str]]:
        return [{"place": found.lines[piece.line - 1].place, "quote": piece.quote} for piece in evidence]

    coding = found.coding
    return {
        "schema": "lumbar-note-check/1",
        "note": name,
        "date": found.visit.date_of_service.isoformat(),
        "low_back_pain": found.about_back,
        "clean": found.clean,
        "checklist": [
            {
                "element": item.element,
                "status": item.status,
                "missing": list(item.missing),
                "ask": item.ask,
                "evidence": quotes(item.evidence),
            }
            for item in found.checklist
        ],
        "code": {
            "primary": coding.primary,
            "tree": list(coding.tree),
            "tabular": {"primary": coding.tabular.primary, "why": coding.tabular.why},
            "secondary": list(coding.secondary),
            "supporting": quotes(coding.supporting),
            "missing_words": list(coding.missing_words),
            "question": coding.question,
            "options": list(coding.options),
            "in_note": [{"code": code, "place": place} for code, place in found.codes],
            "release": coding.release,
        },
        "alerts": [
            {
                "kind": alert.kind,
                "text": alert.text,
                "evidence": quotes(alert.evidence),
                "rule": alert.rule,
                "source": alert.source,
                "notice": alert.kind in NOTICES,
            }
            for alert in found.alerts
        ]
        + [
            {
                "kind": fault.kind,
                "text": fault.text,
                "evidence": [{"place": place, "quote": ""} for place in fault.places],
                "rule": fault.kind,
                "source": "icd10cm",
                "notice": fault.severity == "notice",
            }
            for fault in found.findings
        ],
    }
