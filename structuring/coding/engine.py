"""Joins the two answers: the guide's tree and the tabular, and the question where they differ."""

from __future__ import annotations

from structuring.coding.conditions import evidence_of_facts
from structuring.coding.rules import TABULAR_FILE, TREE_FILE, TabularRules, TreeRules
from structuring.coding.tabular import matches
from structuring.coding.tree import walk
from structuring.facts import FactSheet
from structuring.pack import Pack
from structuring.state import Alert, Coding, TabularAnswer, Visit

ALWAYS_OFFERED = ("Unable to determine", "Not applicable")


def code(pack: Pack, sheet: FactSheet, visit: Visit, accepted: str | None = None) -> Coding:
    """The guide's code with its trace, the tabular's code beside it, and what would have to be said to tell them
    apart. Nothing is chosen: `accepted` is the clinician's own choice, passed through."""
    found = matches(pack.section(TABULAR_FILE, TabularRules), sheet, visit)
    first = found[0] if found else None
    tabular_codes = first.codes if first else ()
    answer = walk(pack.section(TREE_FILE, TreeRules), sheet, visit, tabular_codes)
    primary = answer.codes[0] if answer.codes else None
    tabular = TabularAnswer(
        primary=tabular_codes[0] if primary and tabular_codes else None,
        why=first.rule.words
        if primary and first
        else "low back pain is not documented as a problem of this visit",
        also=tabular_codes[1:] if primary else (),
    )
    return Coding(
        primary=primary,
        tree=answer.trace,
        tabular=tabular,
        secondary=answer.codes[1:],
        supporting=evidence_of_facts(answer.facts),
        accepted=accepted,
    )


def alerts(pack: Pack, sheet: FactSheet, visit: Visit, coding: Coding) -> tuple[Alert, ...]:
    """What a coder would query about these facts and this code."""
    return ()
