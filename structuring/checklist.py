"""Holds the facts of a visit against the seven elements of documentation. The rules are data: checklist.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from structuring.facts import Fact, FactSheet
from structuring.pack import Pack
from structuring.state import Alert, ChecklistItem, ChecklistLine, DismissReason, Element, ItemState
from structuring.turns import Evidence, Frozen

FILE = "checklist.toml"
_NO = ("stopped", "absent")  # said not to be


class LineRule(Frozen):
    """One line below an element; see the head of checklist.toml.

    `below` takes any settled fact under that prefix or on a path of `also`; `of` with `attributes` takes the
    first of these attributes of another path that was told.
    """

    path: str
    label: str
    ask: str
    order: int = 1
    accept: tuple[str, ...] = ()
    group: str | None = None
    below: str | None = None
    also: tuple[str, ...] = ()
    of: str | None = None
    attributes: tuple[str, ...] = ()


class ElementRule(Frozen):
    id: Element
    label: str
    line: tuple[LineRule, ...]
    clarify: str
    alerts: tuple[str, ...] = ()
    safety: bool = False


class BlanketRule(Frozen):
    path: str
    covers: str
    note: str


class ChecklistRules(Frozen):
    """The whole of checklist.toml."""

    source: str
    element: tuple[ElementRule, ...]
    blanket: tuple[BlanketRule, ...] = ()


def review(
    pack: Pack,
    sheet: FactSheet,
    dismissed: Mapping[str, DismissReason],
    alerts: Iterable[Alert] = (),
) -> tuple[ChecklistItem, ...]:
    """The seven elements in the contract's order, each with its lines, what is missing and one question to ask.

    `dismissed` maps the path of a line, or the id of an element for all its lines, to the reason; such a line is
    neither missing nor documented. An alert makes its element a conflict until somebody acknowledges it.
    """
    rules = pack.section(FILE, ChecklistRules)
    standing = {alert.kind: alert for alert in alerts if alert.acknowledged is None}
    return tuple(_item(rule, rules.blanket, sheet, dismissed, standing) for rule in rules.element)


def _item(
    rule: ElementRule,
    blankets: tuple[BlanketRule, ...],
    sheet: FactSheet,
    dismissed: Mapping[str, DismissReason],
    standing: Mapping[str, Alert],
) -> ChecklistItem:
    lines = [_line(line, blankets, sheet, dismissed.get(line.path, dismissed.get(rule.id))) for line in rule.line]
    satisfied = {
        spec.group
        for spec, line in zip(rule.line, lines, strict=True)
        if spec.group and line.state == "documented"
    }
    open_ones = [
        (spec, line)
        for spec, line in zip(rule.line, lines, strict=True)
        if line.state in ("missing", "uncertain", "conflict") and spec.group not in satisfied
    ]
    quarrel = [standing[kind] for kind in rule.alerts if kind in standing]
    return ChecklistItem(
        element=rule.id,
        label=rule.label,
        status=_status(lines, [line for _, line in open_ones], bool(quarrel)),
        missing=tuple(spec.path for spec, _ in _one_of_a_group(open_ones)),
        ask=_question(rule, open_ones, bool(quarrel)),
        ask_path=_asked_line(open_ones, bool(quarrel)),
        evidence=_pieces(lines),
        lines=tuple(lines),
        safety=rule.safety,
    )


def _one_of_a_group(open_ones: list[tuple[LineRule, ChecklistLine]]) -> list[tuple[LineRule, ChecklistLine]]:
    """Of a group of which nothing is documented only the first line is missing: one of them would do."""
    kept: list[tuple[LineRule, ChecklistLine]] = []
    groups: set[str] = set()
    for spec, line in open_ones:
        if spec.group in groups:
            continue
        if spec.group:
            groups.add(spec.group)
        kept.append((spec, line))
    return kept


def _status(lines: list[ChecklistLine], open_ones: list[ChecklistLine], quarrel: bool) -> ItemState:
    if quarrel or any(line.state == "conflict" for line in open_ones):
        return "conflict"
    if not open_ones:
        return "complete"
    begun = any(line.state in ("documented", "uncertain", "dismissed") for line in lines)
    return "partial" if begun else "missing"


def _question(rule: ElementRule, open_ones: list[tuple[LineRule, ChecklistLine]], quarrel: bool) -> str:
    if quarrel or any(line.state == "conflict" for _, line in open_ones):
        return rule.clarify
    if not open_ones:
        return ""
    return min(open_ones, key=lambda pair: pair[0].order)[0].ask


def _asked_line(open_ones: list[tuple[LineRule, ChecklistLine]], quarrel: bool) -> str:
    if quarrel or not open_ones or any(line.state == "conflict" for _, line in open_ones):
        return ""
    return min(open_ones, key=lambda pair: pair[0].order)[0].path


def _line(
    spec: LineRule, blankets: tuple[BlanketRule, ...], sheet: FactSheet, dismissed: DismissReason | None
) -> ChecklistLine:
    settled = _settled(spec, sheet)
    if settled:
        return ChecklistLine(
            path=spec.path,
            label=spec.label,
            state="documented",
            value=_shown(spec, settled),
            evidence=_said(settled),
        )
    if dismissed:
        return ChecklistLine(path=spec.path, label=spec.label, state="dismissed", reason=dismissed)
    said = _unsettled(spec, sheet)
    for state in ("conflict", "uncertain"):
        facts = [fact for fact in said if fact.status == state]
        if facts:
            values = " / ".join(dict.fromkeys(fact.value for fact in facts))
            return ChecklistLine(
                path=spec.path, label=spec.label, state=state, value=values, evidence=_said(facts)
            )
    refused = [fact for fact in said if fact.status == "stated"] if spec.accept else []
    if refused:  # said, but not closely enough: "back pain" without the part of the back
        return ChecklistLine(
            path=spec.path,
            label=spec.label,
            state="uncertain",
            value=refused[-1].value,
            evidence=_said(refused[-1:]),
        )
    for blanket in blankets:
        fact = sheet.settled(blanket.path)
        if fact and spec.path.startswith(blanket.covers):
            return ChecklistLine(
                path=spec.path, label=spec.label, state="uncertain", value=blanket.note, evidence=fact.evidence
            )
    asked = [fact for fact in said if fact.status == "asked"]
    return ChecklistLine(
        path=spec.path,
        label=spec.label,
        state="missing",
        value="asked, not answered" if asked else None,
        evidence=_said(asked),
    )


def _settled(spec: LineRule, sheet: FactSheet) -> list[Fact]:
    if spec.below:
        found = [*sheet.under(spec.below), *(sheet.settled(path) for path in spec.also)]
        return [fact for fact in found if fact is not None and fact.value not in _NO]
    if spec.of and (entered := sheet.settled(spec.path)):
        return [entered]
    fact = sheet.settled(spec.of or spec.path)
    if fact is None or (spec.accept and fact.value not in spec.accept):
        return []
    if spec.of and not _told(spec, fact):
        return []
    return [fact]


def _unsettled(spec: LineRule, sheet: FactSheet) -> list[Fact]:
    if spec.of:
        return []
    if spec.below:
        return [fact for path in sheet.paths() if path.startswith(spec.below) for fact in sheet.all(path)]
    return list(sheet.all(spec.path))


def _shown(spec: LineRule, facts: list[Fact]) -> str:
    if spec.below:
        return ", ".join(fact.path.rpartition(".")[2].replace("_", " ") for fact in facts)
    if spec.of and facts[0].path == spec.of:
        told = _told(spec, facts[0])[0]
        return f"{told:g} days" if isinstance(told, int | float) else str(told)
    return facts[0].value


def _told(spec: LineRule, fact: Fact) -> list[str | float | bool]:
    """The attributes asked for that the fact has."""
    values = (fact.attributes.get(name) for name in spec.attributes)
    return [value for value in values if value is not None and value is not False and value != ""]


def _said(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    return tuple(piece for fact in facts for piece in fact.evidence)


def _pieces(lines: Iterable[ChecklistLine]) -> tuple[Evidence, ...]:
    pieces = {(piece.line, piece.start, piece.end): piece for line in lines for piece in line.evidence}
    return tuple(pieces[key] for key in sorted(pieces))
