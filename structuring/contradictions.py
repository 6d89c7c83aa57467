"""Finds statements that do not go together and sets them side by side. The rules are data: contradictions.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from structuring.coding.conditions import Test, evidence_of_facts
from structuring.facts import Fact, FactSheet
from structuring.pack import Misplaced, Pack
from structuring.selection import Selection
from structuring.state import Alert
from structuring.template import check, fill
from structuring.turns import Frozen

FILE = "contradictions.toml"

_APART = 3  # turns: what is put right at once is no contradiction
_LONGER = 3  # times
_OPPOSITE = {("left", "right"), ("right", "left")}


class ContradictionRule(Frozen):
    """One kind of contradiction; the head of contradictions.toml explains `compare`."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    kind: Literal["contradiction", "laterality"] = "contradiction"
    source: str
    compare: Literal["both", "opposite_sides", "without", "differ", "far_apart"]
    first: Selection
    second: Selection | None = None
    unless: Test = Test(any=())
    item: str
    text: str


class ContradictionRules(Frozen):
    """The whole of contradictions.toml."""

    about: Test
    names: dict[str, str]
    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    rule: tuple[ContradictionRule, ...]

    @model_validator(mode="after")
    def _rules_can_be_applied(self) -> ContradictionRules:
        ids = [rule.id for rule in self.rule]
        for number, rule in enumerate(self.rule):
            place = ("rule", number)
            if ids.index(rule.id) != number:
                raise Misplaced((*place, "id"), f"the rule '{rule.id}' is there twice")
            if rule.second is None and rule.compare != "differ":
                raise Misplaced((*place, "compare"), f"'{rule.compare}' wants a `second`")
            for key, template in (("text", rule.text), ("item", rule.item)):
                try:
                    check(template, self.words)
                except ValueError as fault:
                    raise Misplaced((*place, key), fault) from fault
        return self


def contradictions(pack: Pack, sheet: FactSheet) -> tuple[Alert, ...]:
    """One alert for each rule that finds something, with the words of both sides as evidence."""
    rules = pack.section(FILE, ContradictionRules)
    if not rules.about.holds(sheet):
        return ()
    return tuple(alert for rule in rules.rule if (alert := _alert(rules, rule, sheet)))


def _alert(rules: ContradictionRules, rule: ContradictionRule, sheet: FactSheet) -> Alert | None:
    if (rule.unless.all or rule.unless.any) and rule.unless.holds(sheet):
        return None
    paths = sheet.paths()
    first = list(rule.first.facts(sheet, paths))
    if not first:
        return None
    second = list(rule.second.facts(sheet, paths)) if rule.second else first
    facts = list({id(fact): fact for fact in _FINDERS[rule.compare](first, second)}.values())
    if not facts:
        return None
    items = dict.fromkeys(item for fact in facts if (item := _item(rules, rule, fact)))
    given = {"list": "; ".join(items)}
    told = fill(rule.text, lambda _: facts[0], rules.words, given)
    if told is None:
        return None
    return Alert(
        id=":".join((rule.id, *sorted({f"{fact.path}={fact.value[:40]}{fact.side or ''}" for fact in facts}))),
        kind=rule.kind,
        text=told.text,
        evidence=evidence_of_facts(facts),
        rule=rule.id,
        source=rule.source,
    )


def _item(rules: ContradictionRules, rule: ContradictionRule, fact: Fact) -> str | None:
    name = rules.names.get(fact.path, fact.path.rsplit(".", 1)[-1].replace("_", " "))
    told = fill(rule.item, lambda source: None if source else fact, rules.words, {"name": name})
    return told.text if told else None


def _both(first: list[Fact], second: list[Fact]) -> Iterator[Fact]:
    if second:
        yield from first
        yield from second


def _opposite(first: list[Fact], second: list[Fact]) -> Iterator[Fact]:
    """What is found on both sides speaks against neither."""
    found = {(other.path, _side(other)) for other in second}
    pairs = [
        (one, other)
        for one in first
        for other in second
        if (_side(one), _side(other)) in _OPPOSITE and (other.path, _side(one)) not in found
    ]
    yield from (one for one, _ in pairs)
    yield from (other for _, other in pairs)


def _without(first: list[Fact], second: list[Fact]) -> Iterator[Fact]:
    if not second:
        yield from first


def _differ(first: list[Fact], second: list[Fact]) -> Iterator[Fact]:
    """Statements on one path with different values; normal on the left and abnormal on the right go together."""
    for number, one in enumerate(first):
        for other in first[number + 1 :] if second is first else second:
            sides = {one.side, other.side}
            same_place = one.path == other.path and (len(sides) == 1 or bool(sides & {None, "bilateral"}))
            if same_place and one.value != other.value:
                yield one
                yield other


def _far_apart(first: list[Fact], second: list[Fact]) -> Iterator[Fact]:
    """Times that are several times as long as each other, told some turns apart, the later one outright."""
    for one in first:
        for other in second:
            earlier, later = sorted((one, other), key=_line)
            days = sorted(float(fact.attributes.get("days") or 0) for fact in (one, other))
            apart = _line(later) - _line(earlier) >= _APART and bool(later.attributes.get("outright"))
            if apart and one.value != other.value and 0 < days[0] * _LONGER <= days[1]:
                yield one
                yield other


def _line(fact: Fact) -> int:
    return min((piece.line for piece in fact.evidence), default=0)


def _side(fact: Fact) -> str | None:
    return fact.value if fact.path == "laterality" else fact.side


_FINDERS = {
    "both": _both,
    "opposite_sides": _opposite,
    "without": _without,
    "differ": _differ,
    "far_apart": _far_apart,
}
