"""The forms of the rule files for coding. Each rule names its source; the files' heads explain the keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from structuring.coding.conditions import Condition, Test
from structuring.coding.table_rules import RuleStatus
from structuring.turns import Frozen

TREE_FILE = "coding.toml"
TABULAR_FILE = "coding_tabular.toml"
SECONDARY_FILE = "coding_secondary.toml"
ALERTS_FILE = "coding_alerts.toml"
PLAN_FILE = "coding_plan.toml"


class Gate(Frozen):
    words: str
    test: Test
    otherwise: str
    otherwise_words: str = ""
    option: str = ""


class Leave(Frozen):
    words: str
    test: Test


class Branch(Frozen):
    """One branch of the guide's tree. With `family` the tabular's answer stands when it is of that family."""

    number: int
    words: str
    test: Test
    code: str
    option: str
    family: str = ""


class Otherwise(Frozen):
    words: str
    code: str
    option: str


class Difference(Frozen):
    """Where the guide's and the tabular's answer differ: `words` would settle it, `ask` asks for them."""

    tree: tuple[str, ...] = ("",)
    tabular: tuple[str, ...] = ("",)
    words: tuple[str, ...]
    ask: str


class ConditionRule(Frozen):
    """One of the guide's conditions for the unspecified code; neither test holding means: not known."""

    name: str
    met: Test
    not_met: Test
    met_why: str
    not_met_why: str
    unknown_why: str


class TreeRules(Frozen):
    """The whole of coding.toml."""

    source: str
    family: str = ""  # what a leave leaves
    complaint: Gate
    leave: tuple[Leave, ...]
    region: Gate
    branch: tuple[Branch, ...]
    otherwise: Otherwise
    difference: tuple[Difference, ...]
    difference_otherwise: Difference
    condition: tuple[ConditionRule, ...]


class TabularRule(Frozen):
    """One row of the tabular-first answer; see the head of coding_tabular.toml."""

    id: str
    words: str
    test: Test
    code: str
    first_day: date | None = Field(default=None, alias="from")
    last_day: date | None = Field(default=None, alias="to")
    definite: bool = True
    ask: str = ""
    status: RuleStatus = "data"

    def stands_on(self, day: date) -> bool:
        return (self.first_day is None or day >= self.first_day) and (
            self.last_day is None or day <= self.last_day
        )


class PhaseRule(Frozen):
    """When an injury is still under active treatment; see coding_tabular.toml."""

    active: Test


class TabularRules(Frozen):
    """The whole of coding_tabular.toml."""

    source: str
    treatment_phase: PhaseRule = PhaseRule(active=Test())
    rule: tuple[TabularRule, ...]


class SecondaryRule(Frozen):
    """A code that may stand beside both answers; see the head of coding_secondary.toml."""

    id: str
    code: str
    words: str
    beside: tuple[str, ...]
    test: Test


class SecondaryRules(Frozen):
    """The whole of coding_secondary.toml."""

    source: str
    secondary: tuple[SecondaryRule, ...]


class AlertRule(Frozen):
    """One query; see the head of coding_alerts.toml."""

    id: str
    kind: str
    test: Test
    text: str
    source: str
    codes: tuple[str, ...] = ()
    follow_up: bool = False
    each: str = ""
    omit: tuple[str, ...] = ()
    omit_hedge: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    answered: str = ""


class SideCode(Frozen):
    """A code that tells a side."""

    code: str
    side: Literal["left", "right"]


class AlertRules(Frozen):
    """The whole of coding_alerts.toml."""

    side_code: tuple[SideCode, ...] = ()
    answer: Mapping[str, Condition] = {}
    alert: tuple[AlertRule, ...]

    @model_validator(mode="after")
    def _answers_are_named(self) -> Self:
        for rule in self.alert:
            for name in set(rule.answers) - set(self.answer):
                raise ValueError(f"alert {rule.id}: no [answer] is named '{name}'")
        return self


class PlanItem(Frozen):
    """A condition on the plan, in words. `reason`: the entry of [reasons] that documents why it is planned."""

    test: Condition
    words: str
    reason: str = ""


class PlanFamily(Frozen):
    """Codes, by their beginnings, and the plans that do not fit them or want a look."""

    codes: tuple[str, ...]
    inconsistent: tuple[PlanItem, ...] = ()
    review: tuple[PlanItem, ...] = ()


class RedFlagPlan(Frozen):
    present: Test
    plan: Test
    answered: Test
    text: str
    source: str


class PlanRules(Frozen):
    """The whole of coding_plan.toml."""

    source: str
    mismatch: str
    notice: str
    reasons: Mapping[str, tuple[Condition, ...]] = {}
    red_flag: RedFlagPlan
    family: tuple[PlanFamily, ...]

    @model_validator(mode="after")
    def _reasons_are_named(self) -> Self:
        for family in self.family:
            for item in (*family.inconsistent, *family.review):
                if item.reason and item.reason not in self.reasons:
                    raise ValueError(f"{', '.join(family.codes)}: no [reasons] is named '{item.reason}'")
        return self
