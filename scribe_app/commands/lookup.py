"""`scribe lookup`: one code in full, or the codes whose descriptions are like the words."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from scribe_app.commands.arguments import calendar_day
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack
from structuring.coding.lookup import Entry, NoteShown, entry, search
from structuring.coding.notes import dotted
from structuring.coding.tables import Tables, tables_of
from structuring.pack import RuleError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="CODE-OR-WORDS", help="M54.50, M5450, or 'low back pain'")
    parser.add_argument(
        "--date", type=calendar_day, default=None, metavar="YYYY-MM-DD", help="date of service (today)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--print", dest="sheet", type=Path, metavar="FILE.pdf", help="one page for staff")
    parser.add_argument("--pairs", type=Path, metavar="FILE.csv", help="the Excludes1 pairs for edit rules")


def run(args: argparse.Namespace) -> int:
    try:
        pack = load_pack()
        tables = tables_of(pack)
        if args.sheet or args.pairs:
            from scribe_app.rules.staff_sheet import write_pairs, write_sheet

            if args.sheet:
                write_sheet(pack, args.sheet)
            if args.pairs:
                write_pairs(tables, args.pairs, args.date or date.today())
        elif not args.words:
            raise Refusal("Name a code or some words, for example: scribe lookup M54.50")
    except RuleError as fault:
        raise Refusal(f"The rules cannot be used: {fault}") from fault
    if not args.words:
        return 0
    return _show(tables, " ".join(args.words), args.date or date.today(), args.json)


def _show(tables: Tables, asked: str, day: date, as_json: bool) -> int:
    known = dotted(asked) or any(foreign.code == asked.strip() for foreign in tables.rules.foreign)
    codes = [asked] if known else search(tables, tables.rules.search, asked)
    entries = [entry(tables, code, day) for code in codes]
    if as_json:
        shown = {"date": day.isoformat(), "release": tables.release, "codes": [_as_data(one) for one in entries]}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0 if entries else 1
    if not entries:
        print(f"Nothing in the tables is like '{asked}'. Other words, or a code, may find it.", file=sys.stderr)
        return 1
    if known:
        print(_in_full(entries[0], day))
    else:
        print("\n".join(_in_line(one) for one in entries))
    print(f"\n{tables.release}. {tables.rules.later_releases}")
    return 0


def _as_data(one: Entry) -> dict[str, object]:
    data = asdict(one)
    data["billable"] = one.status.billable
    return data


def _in_line(one: Entry) -> str:
    state = "billable" if one.status.billable else f"not billable: {one.status.why}"
    return f"{one.code:9} {one.description}  [{state}]"


def _in_full(one: Entry, day: date) -> str:
    check = " (recalled, to be checked)" if one.status.to_check else ""
    description = one.description or ("(outside the tables of low back pain)" if one.status.billable else "")
    lines = [f"{one.code}  {description}".rstrip()]
    verdict = "billable" if one.status.billable else "not billable"
    lines.append(f"  on {day}: {verdict}, {one.status.why}{check}")
    if one.status.successors:
        unknown = one.status.kind == "unknown"
        choose = "the nearest code" if unknown else "to choose from, by what the note supports"
        lines.append(f"  {choose}: {', '.join(one.status.successors)}")
    if one.inclusion:
        lines.append(f"  includes: {'; '.join(one.inclusion)}")
    if one.seventh:
        meanings = "; ".join(f"{character} {meaning}" for character, meaning in one.seventh.items())
        lines.append(f"  seventh character: {meanings}")
    lines += _notes("Excludes1 (not together, unless unrelated)", one.excludes1)
    lines += _notes("Excludes1 at other codes that name this one", one.excluded_by)
    near = tuple(note for note in one.excludes2 if not note.at.startswith("block"))
    lines += _notes("Excludes2 (may stand together)", near)
    lines += _notes("named by the guide only, not by the tabular", one.guide)
    lines += _notes("not excluded, but", one.near)
    return "\n".join(lines)


def _notes(title: str, notes: tuple[NoteShown, ...]) -> list[str]:
    if not notes:
        return []
    rows = []
    for note in dict.fromkeys(notes):
        rows.append(f"    {', '.join(note.codes) or '(no code named)':18} {note.text}  [{note.at}]")
    return [f"  {title}:", *rows]
