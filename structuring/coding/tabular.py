"""The tabular-first answer: what the clinician's own diagnoses support on the date of service."""

from __future__ import annotations

from dataclasses import dataclass

from structuring.coding.characters import Characters
from structuring.coding.rules import TabularRule, TabularRules
from structuring.facts import Fact, FactSheet
from structuring.state import Visit


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds, the codes it gives here and the facts that make it hold."""

    rule: TabularRule
    codes: tuple[str, ...]
    facts: tuple[Fact, ...]


def characters(rules: TabularRules, sheet: FactSheet, visit: Visit) -> Characters:
    """What fills the patterns of codes on this visit."""
    return Characters(rules.treatment_phase, sheet, visit)


def matches(rules: TabularRules, sheet: FactSheet, visit: Visit) -> tuple[Match, ...]:
    """Every rule that holds on the date of service, in the order of the rules: the first is the answer."""
    found = []
    fill = characters(rules, sheet, visit)
    for rule in rules.rule:
        if not rule.stands_on(visit.date_of_service):
            continue
        facts = rule.test.facts(sheet)
        if facts is not None:
            found.append(Match(rule, fill.codes(rule.code), facts))
    return tuple(found)
