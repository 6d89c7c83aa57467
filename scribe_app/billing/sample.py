"""A sample practice of two years: synthetic claims and remittances, made by a seeded script and imported for real.

Everything in it is invented: payers' habits, clinicians, patients, prices (data/sample.toml).
"""

from __future__ import annotations

import csv
import random
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from scribe_app.billing import importing
from scribe_app.billing.ledger import Ledger
from scribe_app.billing.quality import VisitQuality, put
from scribe_app.billing.tables import Table, definitions
from scribe_app.billing.values import dollars

VISITS = ((("99213", 9800), ()), (("99214", 14600), ()), (("99213", 9800), (("97110", 6200),)))
LINES = (
    "pain_region",
    "laterality",
    "onset",
    "etiology",
    "exam.range_of_motion",
    "exam.reflexes",
    "exam.sensation",
    "exam.motor_strength",
    "exam.straight_leg_raise",
    "red_flags.bowel_bladder",
    "red_flags.saddle_anesthesia",
    "red_flags.fever",
    "red_flags.weight_loss",
    "red_flags.cancer_history",
    "plan",
)
# Which missing lines the sample's payers deny for; the others are harmless there.
DENIED_FOR = frozenset({"etiology", "onset", "exam.motor_strength", "laterality"})
HEADER = (
    *("Claim #", "Encounter", "MRN", "Payer Name", "DOS", "Submit Date", "Rendering Provider", "CPT"),
    *("Dx1", "Dx2", "Billed Amount", "Claim Status", "Frequency", "Balance"),
)


class Payer(Table):
    name: str
    spellings: tuple[str, ...]
    number: str
    share: float
    days: int
    spread: int
    allowed: float
    denial: float
    gap_denial: float
    reasons: tuple[tuple[str, str, str], ...]
    second_payer: float


class Clinician(Table):
    name: str
    share: float
    care: float
    with_scribe: float


class Practice(Table):
    seed: int
    first_day: date
    last_day: date
    scribe_since: date
    visits_a_day: int
    payer: tuple[Payer, ...]
    clinician: tuple[Clinician, ...]


@dataclass
class _Visit:
    number: int
    day: date
    patient: str
    payer: Payer
    clinician: Clinician
    lines: list[tuple[str, int]]
    dx: list[str]
    missing: list[str]
    sent: date
    rejected: bool = False
    frequency: str = "1"
    written_off: bool = False
    remits: list[tuple[date, list[str]]] = field(default_factory=list)

    @property
    def claim(self) -> str:
        return f"C{self.number:05d}"

    @property
    def charge(self) -> int:
        return sum(cents for _, cents in self.lines)


def practice() -> Practice:
    """Raises pydantic.ValidationError when the data file is spoilt."""
    text = (resources.files("scribe_app.billing") / "data" / "sample.toml").read_text(encoding="utf-8")
    return Practice.model_validate(tomllib.loads(text))


def load(book: Ledger, given: Practice | None = None) -> Practice:
    """Writes the sample practice's files, imports them into `book`, and puts its visits' quality beside them."""
    given = given or practice()
    with tempfile.TemporaryDirectory() as folder:
        paths, visits = write(Path(folder), given)
        for path in paths:
            source, found = importing.prepare(book, path, "sample")
            importing.run(book, source, found, system="sample")
    put(book, visits)
    return given


def write(folder: Path, given: Practice) -> tuple[list[Path], list[VisitQuality]]:
    """The practice's claim export and one 835 for each payer, and what its signed notes said of themselves."""
    dice = random.Random(given.seed)
    visits = [_visit(dice, given, number, day) for number, day in enumerate(_days(dice, given), start=1)]
    for visit in visits:
        _adjudicate(dice, given, visit)
        visit.remits = [(day, body) for day, body in visit.remits if day <= given.last_day]
    export = folder / "practice-claims.csv"
    with export.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for visit in visits:
            writer.writerows(_rows(dice, given, visit))
    paths = [export]
    for place, payer in enumerate(given.payer):
        path = folder / f"remittance-{place + 1}.835"
        path.write_text(_remittance(payer, [visit for visit in visits if visit.payer is payer]), encoding="utf-8")
        paths.append(path)
    return paths, [_quality(visit) for visit in visits]


def _days(dice: random.Random, given: Practice) -> Iterator[date]:
    day = given.first_day
    while day <= given.last_day:
        if day.weekday() < 5:
            for _ in range(dice.randint(given.visits_a_day - 2, given.visits_a_day + 2)):
                yield day
        day += timedelta(days=1)


def _visit(dice: random.Random, given: Practice, number: int, day: date) -> _Visit:
    clinician = dice.choices(given.clinician, [entry.share for entry in given.clinician])[0]
    payer = dice.choices(given.payer, [entry.share for entry in given.payer])[0]
    assisted = day >= given.scribe_since
    care = clinician.with_scribe if assisted else clinician.care
    missing = [line for line in LINES if dice.random() > care + (0.2 if line in ("pain_region", "plan") else 0)]
    first, more = dice.choices(VISITS, (5, 3, 2))[0]
    specific = "etiology" not in missing
    family = dice.choices(("M54.50", "M54.59", "M54.51"), (4, 5, 1) if specific else (9, 1, 0))[0]
    if not specific and not assisted and dice.random() < 0.05:
        family = "M54.5"
    return _Visit(
        number=number,
        day=day,
        patient=f"P{dice.randint(1, 900):04d}",
        payer=payer,
        clinician=clinician,
        lines=[first, *more],
        dx=[family] + (["G89.29"] if dice.random() < 0.25 else []),
        missing=missing,
        sent=day + timedelta(days=dice.randint(1, 4)),
        rejected=(family == "M54.5" and dice.random() < 0.5) or dice.random() < 0.015,
    )


def _adjudicate(dice: random.Random, given: Practice, visit: _Visit) -> None:
    """What the payer answers, as far as it has answered by the last day."""
    if visit.rejected and dice.random() < 0.4:
        return
    payer = visit.payer
    on = visit.sent + timedelta(days=max(5, round(dice.gauss(payer.days, payer.spread))) + 12 * visit.rejected)
    gaps = len(DENIED_FOR & set(visit.missing))
    risk = payer.denial + payer.gap_denial * gaps + (0.5 if "M54.5" in visit.dx else 0)
    if dice.random() < risk:
        known = visit.missing and dice.random() < 0.8
        group, carc, remark = payer.reasons[0] if known else dice.choice(payer.reasons)
        if "M54.5" in visit.dx:
            group, carc, remark = "CO", "146", ""
        partly = len(visit.lines) > 1 and dice.random() < 0.3
        visit.remits.append((on, _denied(visit, group, carc, remark, partly)))
        if partly or dice.random() > 0.7:
            visit.written_off = on + timedelta(days=90) <= given.last_day
            return
        visit.frequency = "7"
        on += timedelta(days=dice.randint(12, 40) + payer.days)
    visit.remits.append((on, _paid(visit, "1", visit.frequency)))
    if dice.random() < 0.015:
        later = on + timedelta(days=dice.randint(20, 60))
        visit.remits.append((later, _reversed(visit)))
        visit.remits.append((later, _denied(visit, "CO", "109", "", False)))
    elif dice.random() < payer.second_payer:
        visit.remits.append((on + timedelta(days=dice.randint(10, 25)), _second(visit)))


def _split(visit: _Visit, cents: int) -> tuple[int, int, int]:
    """(paid, contract, patient) of one line."""
    allowed = round(cents * visit.payer.allowed)
    patient = allowed // 5
    return allowed - patient, cents - allowed, patient


def _paid(visit: _Visit, status: str, frequency: str) -> list[str]:
    parts = [_split(visit, cents) for _, cents in visit.lines]
    paid, patient = sum(part[0] for part in parts), sum(part[2] for part in parts)
    body = [_clp(visit, status, visit.charge, paid, patient, frequency)]
    for (cpt, cents), (line_paid, contract, share) in zip(visit.lines, parts, strict=True):
        body += [f"SVC*HC:{cpt}*{dollars(cents)}*{dollars(line_paid)}", f"DTM*472*{visit.day:%Y%m%d}"]
        body += [f"CAS*CO*45*{dollars(contract)}", f"CAS*PR*2*{dollars(share)}"]
    return body


def _denied(visit: _Visit, group: str, carc: str, remark: str, partly: bool) -> list[str]:
    parts = [_split(visit, cents) for _, cents in visit.lines]
    first = parts[0] if partly else (0, 0, 0)
    body = [_clp(visit, "1", visit.charge, first[0], first[2], visit.frequency)]
    for place, (cpt, cents) in enumerate(visit.lines):
        paid = partly and place == 0
        body += [f"SVC*HC:{cpt}*{dollars(cents)}*{dollars(first[0]) if paid else '0'}"]
        body += [f"DTM*472*{visit.day:%Y%m%d}"]
        if paid:
            body += [f"CAS*CO*45*{dollars(first[1])}", f"CAS*PR*2*{dollars(first[2])}"]
        else:
            body += [f"CAS*{group}*{carc}*{dollars(cents)}"] + ([f"LQ*HE*{remark}"] if remark else [])
    return body


def _reversed(visit: _Visit) -> list[str]:
    parts = [_split(visit, cents) for _, cents in visit.lines]
    paid = sum(part[0] for part in parts)
    body = [_clp(visit, "22", -visit.charge, -paid, 0, visit.frequency)]
    for (cpt, cents), (line_paid, contract, share) in zip(visit.lines, parts, strict=True):
        body += [f"SVC*HC:{cpt}*{dollars(-cents)}*{dollars(-line_paid)}", f"DTM*472*{visit.day:%Y%m%d}"]
        body += [f"CAS*CO*45*{dollars(-contract)}", f"CAS*PR*2*{dollars(-share)}"]
    return body


def _second(visit: _Visit) -> list[str]:
    patient = sum(_split(visit, cents)[2] for _, cents in visit.lines)
    body = [_clp(visit, "2", visit.charge, patient, 0, visit.frequency)]
    return [*body, f"CAS*OA*23*{dollars(visit.charge - patient)}"]


def _clp(visit: _Visit, status: str, charge: int, paid: int, patient: int, frequency: str) -> str:
    icn = f"{visit.payer.number}{visit.number:06d}{'R' if frequency == '7' else ''}"
    amounts = f"{dollars(charge)}*{dollars(paid)}*{dollars(patient) if patient else ''}"
    return f"CLP*{visit.claim}*{status}*{amounts}*12*{icn}*11*{frequency}"


def _rows(dice: random.Random, given: Practice, visit: _Visit) -> Iterator[Sequence[str]]:
    """The rows of the practice's export: one for each service line, replacements beside originals."""
    names = visit.payer.spellings
    spelling = dice.choices(names, [8, *[1] * (len(names) - 1)])[0]
    if visit.rejected:
        status = "Clearinghouse reject"
    elif visit.written_off:
        status = "Closed"
    elif visit.sent + timedelta(days=6) > given.last_day:
        status = "Submitted"
    else:
        status = "Accepted"
    sent = visit.sent
    for frequency in ("1", "7") if visit.frequency == "7" else ("1",):
        if frequency == "7":
            sent = visit.remits[0][0] + timedelta(days=9) if visit.remits else sent
            status = "Resubmitted"
        for cpt, cents in visit.lines:
            yield (
                visit.claim,
                f"E{visit.number:05d}",
                visit.patient,
                spelling,
                f"{visit.day:%m/%d/%Y}",
                f"{sent:%m/%d/%Y}",
                visit.clinician.name,
                cpt,
                visit.dx[0],
                visit.dx[1] if len(visit.dx) > 1 else "",
                f"${dollars(cents)}",
                status,
                frequency,
                "$0.00" if visit.written_off else "",
            )


def _remittance(payer: Payer, visits: Sequence[_Visit]) -> str:
    """All remittances of one payer as one interchange: a transaction for each payment day."""
    days: dict[date, list[list[str]]] = {}
    for visit in visits:
        for day, body in visit.remits:
            days.setdefault(day, []).append(body)
    segments = [
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{payer.number:15}*ZZ*{'SAMPLEPRACTICE':15}"
        "*261120*1200*^*00501*000000001*0*T*:",
        f"GS*HP*{payer.number}*SAMPLE*20261120*1200*1*X*005010X221A1",
    ]
    for place, day in enumerate(sorted(days), start=1):
        total = sum(_cents(body[0].split("*")[4]) for body in days[day])
        direction = "C" if total >= 0 else "D"
        part = [
            f"ST*835*{place:04d}",
            f"BPR*I*{dollars(abs(total))}*{direction}*ACH" + "*" * 12 + f"{day:%Y%m%d}",
            f"TRN*1*{payer.number}{day:%Y%m%d}*1999999999",
            f"N1*PR*{payer.name.upper()}*XV*{payer.number}",
            "N1*PE*SAMPLE PRACTICE*XX*1999999984",
            "LX*1",
            *(segment for body in days[day] for segment in body),
        ]
        segments += [*part, f"SE*{len(part) + 1}*{place:04d}"]
    segments += [f"GE*{len(days)}*1", "IEA*1*000000001"]
    return "~\n".join(segments) + "~\n"


def _cents(text: str) -> int:
    return round(float(text) * 100)


def _quality(visit: _Visit) -> VisitQuality:
    documented = set(LINES) - set(visit.missing)
    return VisitQuality(
        visit=f"E{visit.number:05d}",
        patient=visit.patient,
        day=visit.day,
        clinician=visit.clinician.name,
        code=visit.dx[0],
        supported="etiology" in documented,
        documented=tuple(entry.id for entry in definitions().quality if documented & set(entry.paths)),
        missing=tuple(visit.missing),
        synthetic=True,
    )
