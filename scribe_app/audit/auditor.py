"""Judges one document at a time. Knows nothing of folders and output, so that many may work side by side."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

from scribe_app.audit.columns import Headings, column_rules, day_of
from scribe_app.audit.findings import Finding, Kind, Severity
from scribe_app.audit.prose import codes_in_prose
from scribe_app.documents import Line, Row, read
from structuring.coding.excludes import Exclusion, between
from structuring.coding.notes import covers, dotted, plain
from structuring.coding.tables import CodeStatus, Tables, tables_of
from structuring.pack import Pack

_CODE = r"[A-Za-z]\d[0-9A-Za-z]\.?[0-9A-Za-z]{0,4}"
_IN_COLUMN = re.compile(rf"(?<![A-Za-z0-9.])({_CODE}|\d{{3}}\.\d{{1,2}})(?![A-Za-z0-9-])")
_ONLY_CODES = re.compile(rf"^[\s,;|/]*{_CODE}(?:[\s,;|/]+{_CODE})*[\s,;|/.]*$")
_OLD = re.compile(r"^\d{3}\.\d{1,2}$")
_NUMBERED = re.compile(r"^\W*(?:dx|diag|icd)\w*[\s-]*(?:10)?\W*(?:cm|code)?\W*[1-9]\d?\s*[:.)=]", re.IGNORECASE)
_PICK_LIST = re.compile(r"\[\s*[xX]?\s*\]|[☐☑☒□■]|\(\s\)|__")
_CLAIMS_KEPT = 50_000

_KINDS: dict[str, tuple[Kind, Severity]] = {
    "retired": ("retired_code", "error"),
    "header": ("incomplete_code", "error"),
    "incomplete": ("incomplete_code", "error"),
    "unknown": ("invalid_code", "error"),
    "not_yet": ("not_yet_valid", "error"),
    "foreign": ("other_code_set", "error"),
}


class Auditor:
    """Audits documents against the code tables. `day` is the date of service where a document tells none."""

    def __init__(self, pack: Pack, day: date) -> None:
        self._tables = tables_of(pack)
        self._day = day
        self._columns = column_rules()

    @property
    def release(self) -> str:
        return self._tables.release

    def document(self, path: Path, name: str | None = None) -> Iterator[Finding]:
        """The findings of one document, as they are found; `name` stands for the path in them.

        Raises Unreadable when the document is damaged, perhaps after some findings.
        """
        work = _Document(self._tables, name or str(path), self._day)
        headings = Headings(self._columns)
        for part in read(path):
            if isinstance(part, Line):
                yield from work.line(part)
                continue
            cells = part.cells if part.named else headings.named(part.cells, part.table)
            if cells is not None:
                yield from work.row(Row(cells, part.table, part.named, part.group))


class _Document:
    """The claims of one document at hand; the oldest are let go so that a long export stays small."""

    def __init__(self, tables: Tables, name: str, day: date) -> None:
        self._tables = tables
        self._name = name
        self._day = day
        self._columns = column_rules()
        self._claims: OrderedDict[str, dict[str, tuple[str, date]]] = OrderedDict()
        self._numbered: dict[str, tuple[str, date]] = {}  # "Dx1: ...", "Dx2: ..." on lines that follow each other
        self._near = [
            (plain(pair.a), plain(pair.b), pair) for pair in tables.rules.near_pair if pair.kind != "allowed"
        ]

    def line(self, line: Line) -> Iterator[Finding]:
        """Prose: only what cannot be anything else is taken for a code."""
        codes = codes_in_prose(self._tables, line.text, self._day)
        for code in codes:
            yield from self._judged(code, line.place, self._day)
        if _PICK_LIST.search(line.text):
            return  # a form to choose from lists codes that nobody has put together
        if not _NUMBERED.match(line.text):
            self._numbered = {}
        earlier, places = self._numbered, {code: (line.place, self._day) for code in codes}
        both = {**places, **earlier}
        for one, other in combinations(both, 2):
            if other not in earlier or one not in earlier:
                yield from self._pair(one, other, both)
        if _NUMBERED.match(line.text):
            self._numbered = both

    def row(self, row: Row) -> Iterator[Finding]:
        """A claim or record: codes from its diagnosis columns; without such columns every cell is prose."""
        diagnoses = [cell for cell in row.cells if cell.name and self._columns.is_diagnosis(cell.name)]
        if not diagnoses:
            for cell in row.cells:
                if not self._columns.is_never(cell.name):
                    for code in codes_in_prose(self._tables, cell.text, self._day):
                        yield from self._judged(code, cell.place, self._day)
            return
        day = self._service_day(row)
        found: dict[str, tuple[str, date]] = {}
        for cell in diagnoses:
            for code in self._in_column(cell.text):
                yield from self._judged(code, cell.place, day)
                found.setdefault(code, (cell.place, day))
        yield from self._on_claim(self._claim_of(row), found)

    def _service_day(self, row: Row) -> date:
        days = (day_of(cell.text) for cell in row.cells if cell.name and self._columns.is_date(cell.name))
        return next((day for day in days if day is not None), self._day)

    def _claim_of(self, row: Row) -> str:
        if row.group:
            return row.group
        if row.named:
            return ""
        named = (cell.text.strip() for cell in row.cells if cell.name and self._columns.is_claim(cell.name))
        return next((text for text in named if text), "")

    def _on_claim(self, claim: str, found: dict[str, tuple[str, date]]) -> Iterator[Finding]:
        for one, other in combinations(found, 2):
            yield from self._pair(one, other, found)
        if not claim:
            return
        earlier = self._claims.setdefault(claim, {})
        self._claims.move_to_end(claim)
        if len(self._claims) > _CLAIMS_KEPT:
            self._claims.popitem(last=False)
        fresh = {code: where for code, where in found.items() if code not in earlier}
        both = {**earlier, **fresh}
        for code in fresh:
            for other in earlier:
                if other not in found:
                    yield from self._pair(other, code, both)
        earlier.update(fresh)

    def _in_column(self, text: str) -> list[str]:
        text = text.strip()
        only_codes = _ONLY_CODES.match(text) is not None
        codes = []
        for match in _IN_COLUMN.finditer(text):
            written = match[1].rstrip(".")
            if written.endswith("x") or (len(written) == 3 and not only_codes):
                continue
            if "." not in written and not only_codes and dotted(written) is not None:
                code = dotted(written)
                if code is None or self._tables.status(code, self._day).kind == "unknown":
                    continue  # a word like "L45" among words
                codes.append(code)
                continue
            codes.append(dotted(written) or written)
        return list(dict.fromkeys(codes))

    def _judged(self, code: str, place: str, day: date) -> Iterator[Finding]:
        status = self._tables.status(code, day)
        if status.billable:
            return
        kind, severity = _KINDS[status.kind]
        if _OLD.match(code):
            kind = "other_code_set"
        yield Finding(
            file=self._name,
            place=place,
            kind=kind,
            severity=severity,
            codes=(status.code,),
            text=_told(status, day, kind),
            date=day.isoformat(),
            choose=status.successors,
        )

    def _pair(self, one: str, other: str, where: dict[str, tuple[str, date]]) -> Iterator[Finding]:
        (first, day), (second, _) = where[one], where[other]
        place = first if first == second else f"{first} and {second}"
        found = between(self._tables, one, other, day)
        if found is not None and found.severity != "info":
            yield self._excluded(found, place, day)
            return
        left, right = plain(one), plain(other)
        for a, b, pair in self._near:
            if (covers(a, left) and covers(b, right)) or (covers(a, right) and covers(b, left)):
                text = f"{one} with {other}: {pair.text}"
                yield Finding(self._name, place, "pair_advice", "info", (one, other), text, day.isoformat())
                return

    def _excluded(self, found: Exclusion, place: str, day: date) -> Finding:
        severity: Severity = "error" if found.severity == "block" else "warning"
        if found.source == "guide":
            text = f"{found.a} with {found.b} is on the guide's list only: {found.advice}"
            return Finding(
                self._name,
                place,
                "guide_pair",
                "warning",
                (found.a, found.b),
                text,
                day.isoformat(),
                source="guide",
            )
        note = f" ({found.note})" if found.note else ""
        text = f"{found.a} with {found.b}: Excludes1 at {found.at}{note}, unless the conditions are unrelated"
        if found.advice:
            text += f". {found.advice}"
        keep = (found.keep,) if found.keep else ()
        return Finding(
            self._name, place, "excludes1", severity, (found.a, found.b), text, day.isoformat(), choose=keep
        )


def _told(status: CodeStatus, day: date, kind: Kind) -> str:
    if kind == "other_code_set" and status.kind != "foreign":
        return f"{status.code} has the form of ICD-9-CM, which ended on 2015-09-30"
    check = " (recalled, to be checked)" if status.to_check else ""
    return f"{status.code} on {day}: {status.why}{check}"
