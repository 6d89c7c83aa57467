"""`scribe claims`: imports claim exports (CSV) and X12 835 remittances, and shows what was imported."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from scribe_app import settings
from scribe_app.billing import figures, importing, loop, opening, retention, tables
from scribe_app.billing.columns import Recognised
from scribe_app.billing.date_order import WORDS, Order
from scribe_app.billing.group import database as group
from scribe_app.billing.importing import Result
from scribe_app.billing.ledger import Ledger
from scribe_app.billing.payers import payer_key, payer_spellings, same_payer
from scribe_app.billing.values import dollars
from scribe_app.errors import Refusal

SHOWN_REMARKS = 20
_ORDERS: dict[str | None, Order] = {"month-first": "month", "day-first": "day"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    opening.add_arguments(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, does: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=does, description=does)
        made.set_defaults(run_action=run)
        return made

    made = action("import", "brings in a claim export or an 835; the same file twice changes nothing", _import)
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN[+COLUMN]", help="what a column means"
    )
    made.add_argument("--system", default="default", metavar="NAME", help="the practice system it comes from")
    made.add_argument("--payer", default="", metavar="NAME", help="the payer, when the file names none")
    made.add_argument(
        "--dates",
        choices=("month-first", "day-first"),
        help="how 01/02/2025 is meant, where the file does not tell",
    )
    made.add_argument("--yes", action="store_true", help="take the recognised columns without asking")
    made.add_argument("--demo", action="store_true", help="keep nothing: show what would be imported")
    action("list", "what was imported, and when", _list)
    made = action("rejects", "the lines of an import that were not taken, with their reason", _rejects)
    made.add_argument("import_id", type=int, metavar="IMPORT")
    made = action("show", "one claim as it stands", _show)
    made.add_argument("claim")
    made = action("payers", "the payers; --same joins spellings of one payer", _payers)
    made.add_argument("--same", nargs=2, metavar=("SPELLING", "PAYER"))
    made = action("ask-early", "lines whose questions should come earlier, by what denied visits lacked", _early)
    made.add_argument("--apply", action="store_true", help="orders the questions of later visits by them")
    made.add_argument("--clear", action="store_true", help="goes back to the order of the checklist")
    made = action("share", "puts de-identified rows into the PostgreSQL database of a group of clinics", _share)
    made.add_argument("--to", metavar="ADDRESS", help="connection string (the setting 'group_database')")
    made.add_argument("--clinic", metavar="NAME", help="the clinic's name in the group (the setting 'clinic')")
    made = action(
        "retention",
        "shows which claims have reached the end of their time; with --apply deletes them for good",
        _retain,
    )
    made.add_argument("--days", type=int, metavar="DAYS", help="after a claim's last event (the setting)")
    made.add_argument("--apply", action="store_true")
    made.add_argument("--date-is-right", action="store_true", help="believe a clock that seems to have jumped")
    action("fields", "the fields that --map knows", _fields)


def run(args: argparse.Namespace) -> int:
    return int(args.run_action(args))


def _import(args: argparse.Namespace) -> int:
    overrides = _overrides(args.map)
    for path in args.files:
        if not path.is_file():
            raise Refusal(f"There is no file {path}; check the name and the folder.")
    with Ledger.throwaway() if args.demo else opening.open_ledger(args, create=True) as book:
        for path in args.files:
            order = _ORDERS.get(args.dates)
            source, found = importing.prepare(book, path, args.payer or args.system, overrides, order)
            if found is not None:
                _tell_columns(path, found)
                if not args.yes and sys.stdin.isatty() and not args.passphrase_stdin and not _agreed():
                    raise Refusal("Nothing was imported. Name the columns with --map FIELD=COLUMN.")
            progress = _progress if sys.stderr.isatty() else None
            _tell(importing.run(book, source, found, system=args.system, payer=args.payer, progress=progress))
    return 0


def _overrides(given: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in given:
        field, equals, column = text.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise Refusal(f"'--map {text}' should read FIELD=COLUMN, as in --map dx=Diagnosis.")
        found[field.strip()] = [name.strip() for name in column.split("+")]
    return found


def _tell_columns(path: Path, found: Recognised) -> None:
    known = tables.columns().by_id
    print(f"{path.name}: columns recognised (header on line {found.header_line})")
    for field, columns in found.fields.items():
        print(f"  {known[field].label:45} {' + '.join(columns)}{_order(found, field)}")
    if found.unused:
        print(f"  {'not used':45} {', '.join(found.unused)}")
    for doubt in found.doubts:
        print(f"  not clear: {doubt}")


def _order(found: Recognised, field: str) -> str:
    order = found.dates.get(field)
    if order is None:
        return ""
    if field in found.assumed:
        other = "month-first" if order == "day" else "day-first"
        return f": assumed to be {WORDS[order]}, its dates do not tell (--dates {other} for the other)"
    return f": {WORDS[order]}"


def _agreed() -> bool:
    return input("Import with these columns? [Y/n] ").strip().lower() in ("", "y", "yes")


def _progress(lines: int) -> None:
    print(f"\r{lines:,} lines read", end="", file=sys.stderr, flush=True)


def _tell(result: Result) -> None:
    if result.already:
        print(f"{result.name} was imported before; nothing changed.")
        return
    known = f", {result.known} known already" if result.known else ""
    counts = f"{result.taken} lines taken{known}, {result.rejected} rejected"
    print(f"{result.name}: import {result.import_id}: {counts}; {result.claims} claims brought up to date.")
    _tell_remarks(result.remarks[:SHOWN_REMARKS])
    if len(result.remarks) > SHOWN_REMARKS:
        print(f"  all of them: scribe claims rejects {result.import_id}")


def _tell_remarks(remarks: tuple[tuple[int, bool, str], ...] | list[tuple[int, bool, str]]) -> None:
    for line, rejected, text in remarks:
        print(f"  line {line} {'rejected' if rejected else 'note'}: {text}")


def _list(args: argparse.Namespace) -> int:
    with opening.open_ledger(args) as book:
        for row in book.imports():
            counts = f"{row.taken} lines, {row.rejected} rejected"
            when = row.at[:16].replace("T", " ")
            print(f"{row.id:5}  {when}  {row.kind:4}  {row.system:12}  {counts:28}  {row.name}")
    return 0


def _rejects(args: argparse.Namespace) -> int:
    with opening.open_ledger(args) as book:
        if args.import_id not in {row.id for row in book.imports()}:
            raise Refusal(f"There is no import {args.import_id}; 'scribe claims list' shows them.")
        _tell_remarks(book.remarks(args.import_id))
    return 0


def _show(args: argparse.Namespace) -> int:
    with opening.open_ledger(args) as book:
        found = list(book.claims("claim = ?", (args.claim,)))
        if not found:
            raise Refusal(f"There is no claim {args.claim}.")
        for claim in found:
            print(f"{claim.claim}  {claim.payer}  service {claim.dos or '?'}  sent {claim.submitted or '?'}")
            print(f"  charge {dollars(claim.charge)}, paid {dollars(claim.paid)}, open {dollars(claim.balance)}")
            print(f"  now {claim.now}; first adjudication: {claim.first or 'none'} {claim.first_on}")
            for grp, carc, remarks, tie in book.database.rows(
                "SELECT grp, carc, remarks, tie FROM claim_reasons WHERE claim_id = ? ORDER BY place", (claim.id,)
            ):
                meaning = tables.reasons().meaning(carc)
                print(f"  {grp}-{carc} {remarks} {meaning} (tie to the diagnosis: {tie})")
    return 0


def _payers(args: argparse.Namespace) -> int:
    with opening.open_ledger(args) as book:
        if args.same:
            same_payer(book, *args.same)
        for name, spellings, count in payer_spellings(book):
            print(f"{count:8}  {name}" + (f"  (also: {', '.join(spellings)})" if spellings else ""))
        if args.same:
            print(f"'{args.same[0]}' counts as '{args.same[1]}' ({payer_key(args.same[1])}).")
    return 0


def _early(args: argparse.Namespace) -> int:
    if args.clear:
        settings.save(settings.load().model_copy(update={"ask_early": ()}))
        print("The questions come in the order of the checklist.")
        return 0
    with opening.open_with_visits(args) as book:
        gaps = figures.gaps(book)
    lines = loop.telling(gaps)
    for gap in gaps:
        if gap.line in lines:
            counts = f"{gap.denied_missing} of {gap.denied} visits denied, {gap.paid_missing} of {gap.paid} paid"
            print(f"{gap.line}: missing in {counts}")
    if not lines:
        print("No line was missing so much oftener in denied visits that it should be asked about earlier.")
    elif args.apply:
        settings.save(settings.load().model_copy(update={"ask_early": lines}))
        print("Their questions come right after the safety questions from the next visit on.")
    return 0


def _share(args: argparse.Namespace) -> int:
    stored = settings.load()
    address = args.to or stored.group_database
    if not address:
        raise Refusal("No group database is set: give --to ADDRESS, or set 'group_database' in the settings.")
    with opening.open_with_visits(args) as book:
        pushed = group.push(book, address, args.clinic or stored.clinic)
    counts = f"{pushed.claims} claims and {pushed.visits} visits"
    print(f"{counts} stand in the group's database, without names or dates.")
    for row in group.totals(address):
        print(f"{row.clinic:20} {row.claims:8} claims, {row.denied} of {row.adjudicated} denied")
    return 0


def _retain(args: argparse.Namespace) -> int:
    days = settings.load().keep_claims_days if args.days is None else args.days
    if days < 1:
        raise Refusal("Claims are kept for good: give --days DAYS, or set 'keep_claims_days' in the settings.")
    with opening.open_beside_store(args) as (book, store):
        if not args.apply:
            found = retention.due(book, days, date.today())
            print("Nothing is due." if found.nothing else f"Due: {found.told()}.")
            return 0
        outcome = retention.apply(book, days, date.today(), store, date_is_right=args.date_is_right)
    print("Nothing was due." if outcome.due.nothing else f"Deleted for good: {outcome.due.told()}.")
    for path in outcome.unreached:
        print(f"not reached, may still hold it: {path}")
    return 1 if outcome.unreached else 0


def _fields(_: argparse.Namespace) -> int:
    for field in tables.columns().field:
        print(f"{field.id:14} {field.label}")
    return 0
