"""`scribe metrics`: every billing figure with its definition, numerator, denominator, period and n."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from scribe_app.billing import figures, opening, reproduce, sample
from scribe_app.billing.figures import Query, Report
from scribe_app.billing.ledger import Ledger
from scribe_app.billing.payers import payer_key
from scribe_app.billing.tables import Definition
from scribe_app.billing.tally import Figure
from scribe_app.billing.wording import interval, parts, value
from scribe_app.errors import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    opening.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="the same numbers as one JSON object")
    parser.add_argument("--demo", action="store_true", help="a sample practice of two years; nothing is kept")
    parser.add_argument("--from", dest="start", metavar="YYYY-MM-DD", help="first date of service")
    parser.add_argument("--to", dest="end", metavar="YYYY-MM-DD", help="last date of service")
    parser.add_argument(
        "--before-after", metavar="YYYY-MM-DD", help="compares before and after this day (the scribe's first)"
    )
    parser.add_argument("--payer", default="", help="one payer alone")
    parser.add_argument("--clinician", default="", help="one clinician alone")
    parser.add_argument("--check", action="store_true", help="computes the totals a second time, in SQL alone")
    parser.add_argument("--window", action="store_true", help="opens the dashboard")


def run(args: argparse.Namespace) -> int:
    query = Query(
        start=_day(args.start),
        end=_day(args.end),
        before_after=_day(args.before_after),
        payer=payer_key(args.payer) if args.payer else "",
        clinician=args.clinician,
    )
    if query.start and query.end and query.end < query.start:
        raise Refusal("The period ends before it begins; exchange --from and --to.")
    if args.window:
        from scribe_app.window.billing.opening import show

        return show(args, query)
    with _book(args) as book:
        if args.demo and query.before_after is None:
            query = query.model_copy(update={"before_after": sample.practice().scribe_since})
        if args.check:
            return _check(book, query)
        made = figures.report(book, query, synthetic=args.demo)
    if args.json:
        print(made.model_dump_json(indent=1))
        return 0
    for line in table(made):
        print(line)
    return 0


def _book(args: argparse.Namespace) -> Ledger:
    if not args.demo:
        return opening.open_with_visits(args)
    book = Ledger.throwaway()
    sample.load(book)
    return book


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(f"'{text}' is no date; write it as 2026-11-24.") from None


def _check(book: Ledger, query: Query) -> int:
    differences = reproduce.differences(book, query)
    for difference in differences:
        print(difference)
    print("Every total is the same by the independent SQL." if not differences else "The totals differ.")
    return 1 if differences else 0


def table(made: Report) -> Iterator[str]:
    """The report as lines of text."""
    if made.synthetic:
        yield "SAMPLE PRACTICE: every claim, payer and clinician is invented."
    yield f"Dates of service {made.period[0] or '?'} to {made.period[1] or '?'}; balances as of {made.as_of}."
    yield f"{made.overall.claims:,} claims. Figures with fewer than 10 cases stand in brackets."
    yield ""
    for entry in made.definitions:
        yield _row(entry, made.overall.figure(entry.id))
    if made.before_after:
        yield from _before_after(made)
    for title, groups in (("Payers", made.payers), ("Clinicians", made.clinicians)):
        yield ""
        head = f"{title:34}{'claims':>8}{'denied':>9}{'95 % interval':>16}{'of':>7}"
        yield f"{head}{'rejected':>10}{'first pass':>12}{'M54.50':>9}"
        for group in groups:
            denied, passed = group.figure("denial_rate"), group.figure("first_pass_rate")
            share, rejected = group.figure("m5450_share_any"), group.figure("rejection_rate")
            yield (
                f"{group.name[:33]:34}{group.claims:8}{value(denied):>9}{interval(denied):>16}{denied.n:7}"
                f"{value(rejected):>10}{value(passed):>12}{value(share):>9}"
            )
    yield from _reasons(made)
    yield from _visits(made)
    yield ""
    yield "What is counted over what"
    for entry in made.definitions:
        yield f"  {entry.name}: {entry.numerator} / {entry.denominator}. Source: {entry.source}."
        if entry.caution:
            yield f"    {entry.caution}"


def _row(definition: Definition, figure: Figure) -> str:
    return (
        f"{definition.name:58}{value(figure, definition.unit):>9}  {interval(figure):>15}  "
        f"{parts(definition, figure)}  n={figure.n}"
    )


def _before_after(made: Report) -> Iterator[str]:
    before, after = made.before_after
    yield ""
    yield f"{'Before and after':58}{'before':>9}{'n':>7}{'after':>11}{'n':>7}"
    for entry in made.definitions:
        one, other = before.figure(entry.id), after.figure(entry.id)
        yield f"{entry.name:58}{value(one, entry.unit):>9}{one.n:7}{value(other, entry.unit):>11}{other.n:7}"


def _reasons(made: Report) -> Iterator[str]:
    if not made.reasons:
        return
    yield ""
    yield f"{'Reasons of denial (first adjudication)':58}{'tie':>9}{'claims':>9}  of"
    for reason in made.reasons:
        remarks = f" [{' '.join(reason.remarks)}]" if reason.remarks else ""
        yield f"{f'{reason.carc} {reason.meaning}{remarks}'[:57]:58}{reason.tie:>9}{reason.claims:9}  {reason.of}"


def _visits(made: Report) -> Iterator[str]:
    if not any(entry.figure.n for entry in made.quality):
        return
    yield ""
    yield f"{'Signed notes':58}{'share':>9}  {'95 % interval':>15}  human notes (published)"
    for entry in made.quality:
        yield f"{entry.name:58}{value(entry.figure):>9}  {interval(entry.figure):>15}  {entry.published} %"
    if made.gaps:
        yield ""
        yield f"{'Missing in the note':40}{'later denied':>20}{'paid':>20}"
        for gap in made.gaps:
            denied, paid = f"{gap.denied_missing} / {gap.denied}", f"{gap.paid_missing} / {gap.paid}"
            yield f"{gap.line:40}{denied:>20}{paid:>20}"
