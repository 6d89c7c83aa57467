"""The guide's five conditions for the unspecified code M54.50: each met, not met, or not known."""

from __future__ import annotations

from structuring.coding.conditions import evidence_of_facts
from structuring.coding.rules import ConditionRule
from structuring.facts import FactSheet
from structuring.state import Condition


def conditions(rules: tuple[ConditionRule, ...], sheet: FactSheet) -> tuple[Condition, ...]:
    """Each condition with its evidence. They inform the clinician; none of them blocks the code."""
    return tuple(_one(rule, sheet) for rule in rules)


def _one(rule: ConditionRule, sheet: FactSheet) -> Condition:
    facts = rule.not_met.facts(sheet)
    if facts is not None:
        return Condition(name=rule.name, met=False, why=rule.not_met_why, evidence=evidence_of_facts(facts))
    facts = rule.met.facts(sheet)
    if facts is not None:
        return Condition(name=rule.name, met=True, why=rule.met_why, evidence=evidence_of_facts(facts))
    return Condition(name=rule.name, met=None, why=rule.unknown_why)
