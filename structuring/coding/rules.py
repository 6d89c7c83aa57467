"""The forms of the rule files for coding. Each rule names its source; the files' heads explain the keys."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from structuring.coding.conditions import Test
from structuring.turns import Frozen

TREE_FILE = "coding.toml"
TABULAR_FILE = "coding_tabular.toml"

RuleStatus = Literal["data", "source", "recall", "judgement", "guide"]


class Gate(Frozen):
    words: str
    test: Test
    otherwise: str
    otherwise_words: str = ""


class Leave(Frozen):
    words: str
    test: Test


class Branch(Frozen):
    """One branch of the guide's tree. With `family` the tabular's answer stands when it is of that family."""

    number: int
    words: str
    test: Test
    code: str
    family: str = ""


class Otherwise(Frozen):
    words: str
    code: str


class TreeRules(Frozen):
    """The whole of coding.toml."""

    source: str
    complaint: Gate
    leave: tuple[Leave, ...]
    region: Gate
    branch: tuple[Branch, ...]
    otherwise: Otherwise


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


class TabularRules(Frozen):
    """The whole of coding_tabular.toml."""

    source: str
    rule: tuple[TabularRule, ...]
