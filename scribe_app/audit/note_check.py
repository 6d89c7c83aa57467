"""Holds an existing written note against the checklist and the code rules: the same rules as during a visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scribe_app.audit.columns import day_of
from scribe_app.audit.prose import codes_in_prose
from scribe_app.documents import Part, Row
from structuring.checklist import review
from structuring.coding import alerts, code
from structuring.coding.engine import with_visit
from structuring.coding.excludes import pairs
from structuring.coding.tables import Tables, tables_of
from structuring.contradictions import contradictions
from structuring.facts import FactSheet
from structuring.pack import Pack
from structuring.state import Alert, ChecklistItem, Coding, Visit
from structuring.written_note import read_note

# What only informs; the rest makes a note contradictory.
NOTICES = frozenset(
    {
        "plan_review",
        "early_imaging",
        "chronicity",
        "nonspecific",
        "hedged_diagnosis",
        "unspecified_after_workup",
        "unlinked_imaging",
        "red_flag_present",
    }
)
_DATE_OF_SERVICE = re.compile(
    r"\b(?:date of (?:service|visit)|dos|visit date|encounter date|seen on)\W{1,4}"
    r"([\w/.,-]{6,12}(?: \d\d?, \d{4})?)",
    re.IGNORECASE,
)
_FAMILY = ("M54", "M51", "M47", "M48", "M43", "M46", "M53.3", "M62.830", "M79.18", "S39.01", "S33")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of the note as it stands there; a sentence wrapped over several lines is one."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the codes written in the note."""

    kind: str
    text: str
    places: tuple[str, ...]
    severity: Literal["error", "notice"] = "error"


@dataclass(frozen=True, slots=True)
class NoteCheck:
    """All that was found. `about_back` is False when the note is not about low back pain: then only its codes
    were checked. Evidence lines are indices into `lines`, from 1."""

    lines: tuple[NoteLine, ...]
    visit: Visit
    about_back: bool
    checklist: tuple[ChecklistItem, ...]
    coding: Coding
    alerts: tuple[Alert, ...]
    codes: tuple[tuple[str, str], ...]  # code, place
    findings: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[ChecklistItem, ...]:
        return tuple(item for item in self.checklist if item.status != "complete")

    @property
    def contradictory(self) -> tuple[Alert, ...]:
        return tuple(alert for alert in self.alerts if alert.kind not in NOTICES)

    @property
    def clean(self) -> bool:
        """Nothing missing and nothing contradictory."""
        faults = any(finding.severity == "error" for finding in self.findings)
        return not (self.missing or self.contradictory or faults)


def lines_of(parts: Iterable[Part]) -> tuple[NoteLine, ...]:
    """The lines of a document; a line that goes on in lower case belongs to the one before."""
    lines: list[NoteLine] = []
    for part in parts:
        if isinstance(part, Row):
            text = " ".join(cell.text.strip() for cell in part.cells if cell.text.strip())
            place = part.cells[0].place if part.cells else ""
        else:
            text, place = part.text.strip(), part.place
        before = lines[-1].text if lines else ""
        if before and text[:1].islower() and before[-1:] not in ".:;!?":
            lines[-1] = NoteLine(f"{before} {text}", lines[-1].place)
        else:
            lines.append(NoteLine(text, place))
    return tuple(lines)


def check_note(pack: Pack, lines: tuple[NoteLine, ...], visit: Visit | None, today: date) -> NoteCheck:
    """Reads and judges a note. Without a visit the date of service is taken from the note, else it is `today`."""
    visit = visit or Visit(date_of_service=_date_in(lines) or today)
    tables = tables_of(pack)
    written = [
        (found, line.place) for line in lines for found in codes_in_prose(tables, line.text, visit.date_of_service)
    ]
    sheet = with_visit(read_note(pack, [line.text for line in lines], visit.date_of_service).sheet, visit)
    about_back = sheet.value("complaint.low_back_pain") == "present"
    accepted = _first_for_the_back(tables, written, visit.date_of_service)
    coding = code(pack, sheet, visit, accepted if about_back else None)
    found = _alerts(pack, sheet, visit, coding, {one for one, _ in written}) if about_back else ()
    return NoteCheck(
        lines=lines,
        visit=visit,
        about_back=about_back,
        checklist=review(pack, sheet, {}, found) if about_back else (),
        coding=coding,
        alerts=found,
        codes=tuple(written),
        findings=tuple(_faults(tables, written, visit.date_of_service, coding if about_back else None)),
    )


def _alerts(pack: Pack, sheet: FactSheet, visit: Visit, coding: Coding, written: set[str]) -> tuple[Alert, ...]:
    """Those of a visit, without the pairs of codes that both stand in the note: they are told with their lines."""
    found = (*contradictions(pack, sheet), *alerts(pack, sheet, visit, coding))
    return tuple(
        alert
        for alert in found
        if alert.kind != "excludes1" or not written.issuperset(alert.id.partition(":")[2].split("+"))
    )


def _date_in(lines: tuple[NoteLine, ...]) -> date | None:
    for line in lines:
        match = _DATE_OF_SERVICE.search(line.text)
        if match and (day := day_of(match[1].rstrip(".,"))):
            return day
    return None


def _first_for_the_back(tables: Tables, written: list[tuple[str, str]], day: date) -> str | None:
    return next((one for one, _ in written if one.startswith(_FAMILY) and tables.status(one, day).billable), None)


def _faults(tables: Tables, written: list[tuple[str, str]], day: date, coding: Coding | None) -> list[Finding]:
    places: dict[str, tuple[str, ...]] = {}
    for one, place in written:
        places[one] = (*places.get(one, ()), place)
    found = []
    for one, where in places.items():
        status = tables.status(one, day)
        if not status.billable:
            choose = f" To choose from: {', '.join(status.successors)}." if status.successors else ""
            found.append(Finding(f"{status.kind}_code", f"{one} on {day}: {status.why}.{choose}", where))
    for pair in pairs(tables, list(places), day):
        whose = f"Excludes1 at {pair.at}" if pair.source == "icd10cm" else "on the guide's list only"
        text = f"{pair.a} and {pair.b}: {whose} ({pair.note}). {pair.advice}".rstrip()
        where = tuple(dict.fromkeys((*places[pair.a], *places[pair.b])))
        found.append(Finding("excludes1", text, where, "error" if pair.severity == "block" else "notice"))
    if coding is not None and coding.accepted is not None:
        found += _unsupported(coding, places)
    return found


def _unsupported(coding: Coding, places: dict[str, tuple[str, ...]]) -> list[Finding]:
    """The code of the note against the two answers that its words support."""
    tabular = coding.tabular
    supported = {coding.primary, tabular.primary, *tabular.also, *coding.secondary} - {None}
    accepted = coding.accepted or ""
    if accepted in supported or not supported:
        return []
    answers = [f"{coding.primary} by the guide's tree"] if coding.primary else []
    if tabular.primary and tabular.primary != coding.primary:
        answers.append(f"{tabular.primary} by the tabular ({tabular.why})")
    text = f"The note carries {accepted}; its words describe {' and '.join(answers)}. Which is meant?"
    return [Finding("code_and_words", text, places[accepted])]
