"""Which two codes may not stand together, by whose word, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Literal

from structuring.coding.notes import covers, dotted, plain
from structuring.coding.tables import Tables, TabularNote

Severity = Literal["block", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two codes that exclude each other, by the tabular or by the guide. Unrelated conditions may override it."""

    a: str
    b: str
    at: str
    note: str
    source: Literal["icd10cm", "guide"]
    severity: Severity
    advice: str = ""
    keep: str = ""


def between(tables: Tables, one: str, other: str, day: date) -> Exclusion | None:
    """The Excludes1 note that binds two codes on a date of service, in either direction; None when there is none.

    Notes at parents, blocks and chapters bind too. A note that names its codes in words only warns. Pairs that
    only the guide names come last, marked as the guide's.
    """
    if plain(one) == plain(other):
        return None
    if any(tables.status(code, day).kind in ("unknown", "not_yet", "foreign") for code in (one, other)):
        return None
    return _on_any_day(tables, one, other)


@lru_cache(maxsize=20_000)
def _on_any_day(tables: Tables, one: str, other: str) -> Exclusion | None:
    found = _tabular(tables, one, other) or _tabular(tables, other, one)
    if found is not None:
        return found
    return _worded(tables, one, other) or _worded(tables, other, one) or _guide(tables, one, other)


def pairs(tables: Tables, codes: list[str], day: date) -> list[Exclusion]:
    """Every exclusion among the codes of one claim."""
    found = (between(tables, one, other, day) for one, other in combinations(dict.fromkeys(codes), 2))
    return [exclusion for exclusion in found if exclusion is not None]


def shown_at(at: str) -> str:
    """Where a note stands, as printed: "M54.5" or "block M50-M54"."""
    return f"block {at}" if "-" in at else str(dotted(at))


def _tabular(tables: Tables, holder: str, other: str) -> Exclusion | None:
    bare = plain(other)
    for note in tables.notes(holder):
        if any(covers(pattern, bare) for pattern in note.codes):
            return _with_advice(tables, holder, other, note)
    return None


def _with_advice(tables: Tables, holder: str, other: str, note: TabularNote) -> Exclusion:
    for advice in tables.rules.advice:
        if _is_pair(advice.a, advice.b, holder, other):
            return Exclusion(
                holder, other, shown_at(note.at), note.text, "icd10cm", advice.severity, advice.text, advice.keep
            )
    return Exclusion(holder, other, shown_at(note.at), note.text, "icd10cm", "block")


def _worded(tables: Tables, holder: str, other: str) -> Exclusion | None:
    for entry in tables.rules.text_note:
        if not covers(entry.at, plain(holder)):
            continue
        if any(covers(plain(code), plain(other)) for code in entry.means):
            return Exclusion(holder, other, shown_at(entry.at), entry.note, "icd10cm", "warn", entry.advice)
    return None


def _guide(tables: Tables, one: str, other: str) -> Exclusion | None:
    for entry in tables.rules.guide_pair:
        if _is_pair(entry.a, entry.b, one, other):
            return Exclusion(one, other, "the guide's list", entry.note, "guide", entry.severity, entry.verdict)
    return None


def _is_pair(a: str, b: str, one: str, other: str) -> bool:
    first, second = plain(a), plain(b)
    left, right = plain(one), plain(other)
    return (covers(first, left) and covers(second, right)) or (covers(first, right) and covers(second, left))
