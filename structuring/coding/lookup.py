"""Finds codes by code or by words, and tells all there is to know about one on a date of service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from structuring.coding.excludes import shown_at
from structuring.coding.notes import dotted, plain
from structuring.coding.table_rules import SearchRules, TableRules
from structuring.coding.tables import CodeStatus, Tables, TabularNote

_ENOUGH = 60.0


@dataclass(frozen=True, slots=True)
class NoteShown:
    """An Excludes note as printed: where it stands, what it says, the codes it names."""

    at: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code on one date of service."""

    code: str
    description: str
    status: CodeStatus
    inclusion: tuple[str, ...]
    excludes1: tuple[NoteShown, ...]
    excluded_by: tuple[NoteShown, ...]
    excludes2: tuple[NoteShown, ...]
    guide: tuple[NoteShown, ...]
    near: tuple[NoteShown, ...]
    seventh: dict[str, str]


def entry(tables: Tables, code: str, day: date) -> Entry:
    """Everything about one code; a code that the release does not know has a status and nothing more."""
    status = tables.status(code, day)
    known = status.kind not in ("unknown", "foreign")
    found = status.code
    return Entry(
        code=found,
        description=tables.description(found),
        status=status,
        inclusion=tables.inclusion(found),
        excludes1=_shown(tables, tables.notes(found), day) if known else (),
        excluded_by=_shown(tables, tables.naming(found), day) if known else (),
        excludes2=_shown(tables, tables.notes(found, "excludes2"), day) if known else (),
        guide=_guide(tables.rules, found),
        near=_near(tables.rules, found),
        seventh=tables.seventh(found),
    )


def search(tables: Tables, rules: SearchRules, words: str, limit: int = 10) -> list[str]:
    """Codes whose description or inclusion terms are like the words, the best first; families that this product is
    about come before others that match as well. Empty when nothing is near."""
    asked = utils.default_process(words)
    if not asked:
        return []
    for old, new in rules.synonym.items():
        asked = f" {asked} ".replace(f" {old} ", f" {new} ").strip()
    texts = _texts(tables)
    rough = process.extract(asked, texts, scorer=fuzz.token_set_ratio, score_cutoff=_ENOUGH, limit=300)
    best: dict[str, float] = {}
    for text, inside, key in rough:
        code = key.partition("/")[0]
        at_home = rules.bonus if code.startswith(tuple(map(plain, rules.prefer))) else 0.0
        score = 0.6 * inside + 0.4 * fuzz.token_sort_ratio(asked, text) + at_home
        best[code] = max(best.get(code, 0.0), score)
    ranked = sorted(best, key=lambda code: (-best[code], code))
    return [str(dotted(code)) for code in ranked[:limit]]


@lru_cache(maxsize=2)
def _texts(tables: Tables) -> dict[str, str]:
    """What words are looked up in: descriptions by code, inclusion terms by "code/number"."""
    texts = {bare: utils.default_process(text) for bare, text in tables.described().items()}
    for bare, terms in tables.included().items():
        texts.update({f"{bare}/{at}": utils.default_process(term) for at, term in enumerate(terms)})
    return texts


def _shown(tables: Tables, notes: tuple[TabularNote, ...], day: date) -> tuple[NoteShown, ...]:
    """The notes that stand on a day; a note on codes that came later does not stand yet."""
    found = []
    for note in notes:
        codes = tuple(pattern for pattern in note.codes if _in_force(tables, pattern, day))
        if codes or not note.codes:
            found.append(NoteShown(shown_at(note.at), note.text, tuple(printed(tables, one) for one in codes)))
    return tuple(found)


def _in_force(tables: Tables, pattern: str, day: date) -> bool:
    code = dotted(pattern)
    return code is None or tables.status(code, day).kind != "not_yet"


def printed(tables: Tables, pattern: str) -> str:
    """A pattern as the tabular prints it: "M51.2-", "M54.3-M54.4"."""
    low, _, high = pattern.partition("..")
    if high:
        return f"{dotted(low)}-{dotted(high)}"
    code = dotted(low)
    if code is None:
        return low
    more = tables.seventh(code) or tables.below(code)
    return f"{code}-" if more and "." in code else f"{code}.-" if more else code


def _guide(rules: TableRules, code: str) -> tuple[NoteShown, ...]:
    bare = plain(code)
    return tuple(
        NoteShown("the guide's list", f"{pair.note}: {pair.verdict}", (_partner(pair.a, pair.b, bare),))
        for pair in rules.guide_pair
        if bare.startswith((plain(pair.a), plain(pair.b)))
    )


def _near(rules: TableRules, code: str) -> tuple[NoteShown, ...]:
    bare = plain(code)
    return tuple(
        NoteShown(pair.kind, pair.text + _mark(pair.status), (_partner(pair.a, pair.b, bare),))
        for pair in rules.near_pair
        if bare.startswith((plain(pair.a), plain(pair.b)))
    )


def _mark(status: str) -> str:
    return " (recalled, to be checked)" if status == "recall" else ""


def _partner(a: str, b: str, bare: str) -> str:
    return b if bare.startswith(plain(a)) else a
