"""The forms of the rule files for coding. Each rule names its source; the files' heads explain the keys."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

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


class PlanItem(Frozen):
    """Something in the plan or done in the visit, by name. `unless`: what, documented, is the reason for it."""

    test: Condition
    words: str
    unless: tuple[Condition, ...] = ()


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
    answers: tuple[PlanItem, ...] = ()
    answered: str = ""


class SideCode(Frozen):
    """A code that tells a side."""

    code: str
    side: Literal["left", "right"]


class AlertRules(Frozen):
    """The whole of coding_alerts.toml."""

    side_code: tuple[SideCode, ...] = ()
    alert: tuple[AlertRule, ...]


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
    red_flag: RedFlagPlan
    family: tuple[PlanFamily, ...]
