"""All figures of the billing side for a period, for payers, clinicians, months, and before and after a date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scribe_app.billing import tables
from scribe_app.billing.ledger import NOT_COUNTED, Ledger
from scribe_app.billing.receivables import receivables
from scribe_app.billing.tables import Definition, QualityDefinition, Tie
from scribe_app.billing.tally import FAMILY, Figure, Tally, share
from structuring.turns import Frozen

UNKNOWN = "(not given)"


class Query(Frozen):
    """Which claims: dates of service from `start` to `end` (both included), one payer, one clinician."""

    start: date | None = None
    end: date | None = None
    payer: str = ""
    clinician: str = ""
    before_after: date | None = None


class Group(Frozen):
    """The figures of a part of the claims: a payer, a clinician, a month, before or after."""

    name: str
    claims: int
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure:
        """Raises KeyError when the group has no such figure."""
        for found in self.figures:
            if found.id == name:
                return found
        raise KeyError(name)


class ReasonCount(Frozen):
    """A reason on first adjudication, and how many denied or partly denied claims carry it."""

    carc: str
    meaning: str
    tie: Tie
    claims: int
    of: int
    remarks: tuple[str, ...]


class QualityFigure(Frozen):
    """A thing that signed notes say, beside the share that human notes reached (per cent)."""

    figure: Figure
    name: str
    published: int


class ElementGap(Frozen):
    """How often a line of the checklist was missing in visits later denied for their documentation, and paid."""

    line: str
    denied_missing: int
    denied: int
    paid_missing: int
    paid: int


class Report(Frozen):
    """What `scribe metrics --json` prints and the dashboard shows."""

    form: str = "lumbar-metrics/1"
    as_of: str
    period: tuple[str, str]
    synthetic: bool
    overall: Group
    payers: tuple[Group, ...]
    clinicians: tuple[Group, ...]
    months: tuple[Group, ...]
    before_after: tuple[Group, ...]
    reasons: tuple[ReasonCount, ...]
    quality: tuple[QualityFigure, ...]
    gaps: tuple[ElementGap, ...]
    definitions: tuple[Definition, ...]
    quality_definitions: tuple[QualityDefinition, ...]


def report(book: Ledger, query: Query | None = None, *, synthetic: bool = False) -> Report:
    """Computes everything in a few passes over the ledger, with memory that does not grow with its claims."""
    query = query or Query()
    where, values = condition(query)
    first, last, known = _span(book, where, values)
    start = query.start.isoformat() if query.start else first
    as_of = query.end.isoformat() if query.end else known
    overall, payers, clinicians, months = _tallies(book, query, as_of)
    tables_ = tables.definitions()
    return Report(
        as_of=as_of,
        period=(start, query.end.isoformat() if query.end else last),
        synthetic=synthetic,
        overall=_group("all", overall, (*overall.figures(), _support(book, query))),
        payers=_groups(payers, _payer_names(book)),
        clinicians=_groups(clinicians, {}),
        months=_months(book, query, months),
        before_after=_before_after(book, query, as_of),
        reasons=_reasons(book, where, values),
        quality=_quality(book, query),
        gaps=gaps(book, query),
        definitions=tables_.figure,
        quality_definitions=tables_.quality,
    )


def condition(query: Query) -> tuple[str, list[object]]:
    """The SQL condition on claims that a query means, and its values."""
    parts, values = [NOT_COUNTED], []
    for given, sql in (
        (query.start.isoformat() if query.start else "", "day >= ?"),
        (query.end.isoformat() if query.end else "", "day <= ?"),
        (query.payer, "payer_key = ?"),
        (query.clinician, "provider = ?"),
    ):
        if given:
            parts.append(sql)
            values.append(given)
    return " AND ".join(parts), list(values)


class _Tallies(NamedTuple):
    overall: Tally
    payers: dict[str, Tally]
    clinicians: dict[str, Tally]
    months: dict[str, Tally]


def _tallies(book: Ledger, query: Query, as_of: str) -> _Tallies:
    found = _Tallies(Tally(as_of), _family(as_of), _family(as_of), _family(as_of))
    where, values = condition(query)
    for claim in book.claims(where, values):
        found.overall.add(claim)
        found.payers[claim.payer_key or UNKNOWN].add(claim)
        found.clinicians[claim.provider or UNKNOWN].add(claim)
        if claim.day:
            found.months[claim.day[:7]].add(claim)
    # A balance is one of the ledger on a day: claims of all earlier days of service belong to it.
    where, values = condition(query.model_copy(update={"start": None, "end": None}))
    for owed in receivables(book, where, values, as_of):
        payer, clinician = owed.claim.payer_key or UNKNOWN, owed.claim.provider or UNKNOWN
        inside = _inside(query, owed.claim.day)
        for tally in (found.overall, found.payers[payer], found.clinicians[clinician]):
            tally.receivable(owed, inside)
    return found


def _inside(query: Query, day: str) -> bool:
    return (query.start is None or day >= query.start.isoformat()) and (
        query.end is None or day <= query.end.isoformat()
    )


def _family(as_of: str) -> dict[str, Tally]:
    return defaultdict(lambda: Tally(as_of))


def _group(name: str, tally: Tally, figures: Sequence[Figure]) -> Group:
    return Group(name=name, claims=tally.counts["claims"], figures=tuple(figures))


def _groups(tallies: dict[str, Tally], names: dict[str, str]) -> tuple[Group, ...]:
    """Largest first."""
    ordered = sorted(tallies.items(), key=lambda entry: (-entry[1].counts["claims"], entry[0]))
    return tuple(
        _group(names.get(name, name), tally, tally.figures()) for name, tally in ordered if tally.counts["claims"]
    )


def _months(book: Ledger, query: Query, tallies: dict[str, Tally]) -> tuple[Group, ...]:
    where, values = _visit_condition(query)
    marks = ", ".join("?" * len(FAMILY))
    support = {
        month: (hits, n)
        for month, hits, n in book.database.rows(
            f"SELECT substr(day, 1, 7), sum(supported), count(*) FROM visit_quality "
            f"WHERE {where} AND code IN ({marks}) GROUP BY 1",
            [*values, *sorted(FAMILY)],
        )
    }
    return tuple(
        _group(name, tally, (*tally.figures(), share("support_share", *support.get(name, (0, 0)))))
        for name, tally in sorted(tallies.items())
    )


def _payer_names(book: Ledger) -> dict[str, str]:
    """For each payer the spelling that most of its claims use."""
    names: dict[str, str] = {}
    for key, name, _ in book.database.rows(
        "SELECT payer_key, payer, count(*) AS n FROM claims WHERE payer <> '' "
        "GROUP BY payer_key, payer ORDER BY n DESC, payer"
    ):
        names.setdefault(key, name)
    return names


def payer_choices(book: Ledger) -> list[tuple[str, str]]:
    """(key, name) of every payer, by name."""
    return sorted(_payer_names(book).items(), key=lambda entry: entry[1].lower())


def clinician_choices(book: Ledger) -> list[str]:
    """Every clinician, by name."""
    rows = book.database.rows("SELECT DISTINCT provider FROM claims WHERE provider <> '' ORDER BY provider")
    return [name for (name,) in rows]


def days(book: Ledger) -> tuple[str, str]:
    """First day of service, and the last day on which anything happened; "" without claims."""
    first, _, latest = _span(book, NOT_COUNTED, ())
    return first, latest


def _span(book: Ledger, where: str, values: Sequence[object]) -> tuple[str, str, str]:
    """First and last day of service, and the last day on which anything happened."""
    rows = book.database.rows(
        f"SELECT min(nullif(day, '')), max(day), max(max(day, submitted, first_on, first_paid_on)) "
        f"FROM claims WHERE {where}",
        values,
    )
    posted = book.database.rows(
        f"SELECT max(day) FROM postings WHERE claim_id IN (SELECT id FROM claims WHERE {where})", values
    )
    first, last, known = rows[0]
    today = date.today().isoformat()
    latest = max(known or "", posted[0][0] or "") or today
    return first or "", last or "", latest


def _before_after(book: Ledger, query: Query, as_of: str) -> tuple[Group, ...]:
    if query.before_after is None:
        return ()
    eve = query.before_after - timedelta(days=1)
    before = query.model_copy(update={"end": eve, "before_after": None})
    after = query.model_copy(update={"start": query.before_after, "before_after": None})
    groups = []
    for name, part, day in (("before", before, eve.isoformat()), ("after", after, as_of)):
        # How waits and balances stood is told by what was known on the last day of each part.
        tally = _tallies(book, part, day).overall
        groups.append(_group(name, tally, (*tally.figures(), _support(book, part))))
    return tuple(groups)


def _reasons(book: Ledger, where: str, values: Sequence[object]) -> tuple[ReasonCount, ...]:
    known = tables.reasons()
    denied = f"{where} AND first IN ('denied', 'partial')"
    claims: Counter[str] = Counter()
    remarks: dict[str, Counter[str]] = defaultdict(Counter)
    ties: dict[str, Tie] = {}
    seen: set[tuple[int, str]] = set()
    last = 0
    for claim, carc, codes, tie in book.rows_of_claims("claim_reasons", "carc, remarks, tie", denied, values):
        if claim != last:
            seen.clear()
            last = claim
        if (claim, carc) not in seen:
            seen.add((claim, carc))
            claims[carc] += 1
            remarks[carc].update(codes.split())
        ties[carc] = known.carcs[carc].tie if carc in known.carcs else tie
    total = book.database.rows(f"SELECT count(*) FROM claims WHERE {denied}", values)[0][0]
    return tuple(
        ReasonCount(
            carc=carc,
            meaning=known.meaning(carc),
            tie=ties[carc],
            claims=number,
            of=total,
            remarks=tuple(code for code, _ in remarks[carc].most_common(5)),
        )
        for carc, number in sorted(claims.items(), key=lambda entry: (-entry[1], entry[0]))
    )


def _visit_condition(query: Query) -> tuple[str, list[object]]:
    parts, values = ["1"], []
    for given, sql in (
        (query.start.isoformat() if query.start else "", "day >= ?"),
        (query.end.isoformat() if query.end else "", "day <= ?"),
        (query.clinician, "clinician = ?"),
    ):
        if given:
            parts.append(sql)
            values.append(given)
    return " AND ".join(parts), list(values)


def _support(book: Ledger, query: Query) -> Figure:
    where, values = _visit_condition(query)
    marks = ", ".join("?" * len(FAMILY))
    hits, n = book.database.rows(
        f"SELECT coalesce(sum(supported), 0), count(*) FROM visit_quality WHERE {where} AND code IN ({marks})",
        [*values, *sorted(FAMILY)],
    )[0]
    return share("support_share", hits, n)


def _quality(book: Ledger, query: Query) -> tuple[QualityFigure, ...]:
    where, values = _visit_condition(query)
    counts: Counter[str] = Counter()
    total = 0
    for documented, number in book.database.rows(
        f"SELECT documented, count(*) FROM visit_quality WHERE {where} GROUP BY documented", values
    ):
        total += number
        for name in documented.split():
            counts[name] += number
    return tuple(
        QualityFigure(
            figure=share(definition.id, counts[definition.id], total),
            name=definition.name,
            published=definition.published,
        )
        for definition in tables.definitions().quality
    )


def gaps(book: Ledger, query: Query | None = None) -> tuple[ElementGap, ...]:
    """The loop back to the exam room: what was missing in visits denied for their documentation, and in paid ones.

    Only denials whose reason is of direct tie count; a visit is joined to its claim by its number, or by patient
    and day. Sorted by how much more often the line was missing in denied visits.
    """
    where, values = condition(query or Query())
    denied_missing: Counter[str] = Counter()
    paid_missing: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    chosen = f"{where} AND (first = 'paid' OR (first IN ('denied', 'partial') AND tie = 'direct'))"
    outcome_of = "CASE WHEN c.first = 'paid' THEN 'paid' ELSE 'denied' END"
    joined = (
        f"SELECT q.missing, {outcome_of} AS outcome FROM visit_quality q JOIN claims c ON c.visit = q.visit "
        f"WHERE c.id IN (SELECT id FROM claims WHERE {chosen}) UNION ALL "
        f"SELECT q.missing, {outcome_of} FROM visit_quality q JOIN claims c "
        "ON c.patient = q.patient AND c.dos = q.day "
        "WHERE q.patient <> '' AND c.visit <> q.visit "
        "AND NOT EXISTS (SELECT 1 FROM claims d WHERE d.visit = q.visit) "
        f"AND c.id IN (SELECT id FROM claims WHERE {chosen})"
    )
    for missing, outcome, number in book.database.rows(
        f"SELECT missing, outcome, count(*) FROM ({joined}) GROUP BY missing, outcome", [*values, *values]
    ):
        totals[outcome] += number
        counter = denied_missing if outcome == "denied" else paid_missing
        for line in missing.split():
            counter[line] += number
    found = [
        ElementGap(
            line=line,
            denied_missing=denied_missing[line],
            denied=totals["denied"],
            paid_missing=paid_missing[line],
            paid=totals["paid"],
        )
        for line in {*denied_missing, *paid_missing}
    ]
    return tuple(sorted(found, key=lambda gap: (-_excess(gap), gap.line)))


def _excess(gap: ElementGap) -> float:
    denied = gap.denied_missing / gap.denied if gap.denied else 0.0
    return denied - (gap.paid_missing / gap.paid if gap.paid else 0.0)
