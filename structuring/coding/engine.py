"""Joins the two answers: the guide's tree and the tabular, and the question where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from structuring.coding.characters import Characters
from structuring.coding.conditions import evidence_of_facts
from structuring.coding.rules import (
    SECONDARY_FILE,
    TABULAR_FILE,
    TREE_FILE,
    Difference,
    SecondaryRules,
    TabularRules,
    TreeRules,
)
from structuring.coding.tables import Tables, tables_of
from structuring.coding.tabular import Match, characters, matches
from structuring.coding.tree import TreeAnswer, walk
from structuring.coding.unspecified import conditions
from structuring.facts import Fact, FactSheet
from structuring.pack import Pack
from structuring.state import Coding, TabularAnswer, Visit

ALWAYS_OFFERED = ("Unable to determine", "Not applicable")


def code(pack: Pack, sheet: FactSheet, visit: Visit, accepted: str | None = None) -> Coding:
    """The guide's code with its trace, the tabular's code beside it, and what would have to be said to tell them
    apart. Nothing is chosen: `accepted` is the clinician's own choice, passed through."""
    sheet = with_visit(sheet, visit)
    tables = tables_of(pack)
    rules = pack.section(TREE_FILE, TreeRules)
    tabular = pack.section(TABULAR_FILE, TabularRules)
    fill = characters(tabular, sheet, visit)
    first = next(iter(matches(tabular, sheet, visit)), None)
    answer = walk(rules, sheet, fill, first.codes if first else ())
    codes = tuple(in_force(tables, one, visit) for one in answer.codes)
    beside, reasons = _secondary(pack, sheet, fill, codes, first)
    query = _query(rules, answer, codes, first, tables)
    shown = accepted or (codes[0] if codes else None)
    return Coding(
        primary=codes[0] if codes else None,
        description=tables.description(shown) if shown else "",
        tree=(*answer.trace, *_renamed(answer.codes, codes, visit), *reasons),
        tabular=_tabular(first, answer, rules.complaint.otherwise),
        secondary=(*codes[1:], *beside),
        supporting=evidence_of_facts(answer.facts),
        missing_words=query.words,
        question=query.ask,
        options=query.options,
        conditions=conditions(rules.condition, sheet),
        accepted=accepted,
        release=tables.release,
    )


def with_visit(sheet: FactSheet, visit: Visit) -> FactSheet:
    """The sheet with the visit type that was set before a word was said, which outranks what was heard."""
    if visit.visit_type is None:
        return sheet
    by_path = {path: sheet.all(path) for path in sheet.paths()}
    known = Fact(path="visit.type", value=visit.visit_type, by="clinician")
    return FactSheet({**by_path, "visit.type": (known,)})


def in_force(tables: Tables, one: str, visit: Visit) -> str:
    """The code that stood for `one` on the date of service: M54.5 for M54.50 before October 2021."""
    status = tables.status(one, visit.date_of_service)
    return status.successors[0] if status.kind == "not_yet" and status.successors else one


@dataclass(frozen=True, slots=True)
class _Query:
    ask: str = ""
    words: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def _query(
    rules: TreeRules, answer: TreeAnswer, codes: tuple[str, ...], first: Match | None, tables: Tables
) -> _Query:
    if not answer.complaint or first is None:
        return _Query()
    if codes and first.codes and set(codes) != set(first.codes):
        row = next(
            (row for row in rules.difference if _fits(row, codes[0], first.codes[0])), rules.difference_otherwise
        )
        options = (_option(first.rule.words, first.codes), _option(answer.option, codes))
        return _Query(row.ask, row.words, (*options, *ALWAYS_OFFERED))
    if first.rule.ask:
        return _Query(first.rule.ask, (), ALWAYS_OFFERED)
    return _Query()


def _fits(row: Difference, tree: str, tabular: str) -> bool:
    return tree.startswith(row.tree) and tabular.startswith(row.tabular)


def _option(words: str, codes: tuple[str, ...]) -> str:
    return f"{words} ({' and '.join(codes)})" if words else " and ".join(codes)


def _renamed(codes: tuple[str, ...], shown: tuple[str, ...], visit: Visit) -> list[str]:
    return [
        f"on {visit.date_of_service} {new} stood for {old}"
        for old, new in zip(codes, shown, strict=True)
        if old != new
    ]


def _tabular(first: Match | None, answer: TreeAnswer, otherwise: str) -> TabularAnswer:
    if first is None or not answer.complaint:
        return TabularAnswer(primary=None, why=otherwise)
    marks = {"recall": " (to be checked)", "judgement": " (the tabular leaves it open)"}
    why = first.rule.words + marks.get(first.rule.status, "")
    if not first.codes:
        return TabularAnswer(primary=None, why=why)
    return TabularAnswer(primary=first.codes[0], why=why, also=first.codes[1:])


def _secondary(
    pack: Pack, sheet: FactSheet, fill: Characters, codes: tuple[str, ...], first: Match | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes offered beside the first, with their reasons; both answers must allow them."""
    if not codes or first is None or not first.codes:
        return (), ()
    found: list[str] = []
    reasons: list[str] = []
    for rule in pack.section(SECONDARY_FILE, SecondaryRules).secondary:
        allowed = codes[0].startswith(rule.beside) and first.codes[0].startswith(rule.beside)
        if allowed and rule.test.holds(sheet):
            added = fill.codes(rule.code)
            found += [one for one in added if one not in found]
            reasons.append(f"beside it {' and '.join(added)}: {rule.words}")
    return tuple(found), tuple(reasons)
