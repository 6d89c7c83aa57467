"""What a coder would query: red flags, hedges, sides, the plan against the code, codes that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from structuring.coding.characters import leg_side
from structuring.coding.conditions import Test, evidence_of_facts, facts_for
from structuring.coding.engine import with_visit
from structuring.coding.excludes import Exclusion, between
from structuring.coding.rules import (
    ALERTS_FILE,
    PLAN_FILE,
    TABULAR_FILE,
    TREE_FILE,
    AlertRule,
    AlertRules,
    PlanRules,
    TabularRules,
    TreeRules,
)
from structuring.coding.tables import Tables, tables_of
from structuring.coding.tabular import matches
from structuring.facts import Fact, FactSheet
from structuring.pack import Pack
from structuring.state import Alert, Coding, Visit
from structuring.turns import Evidence


def alerts(pack: Pack, sheet: FactSheet, visit: Visit, coding: Coding) -> tuple[Alert, ...]:
    """What a coder would query about these facts and this code, the most urgent first.

    The id of an alert names its rule and what it is about: an acknowledgement holds while the cause stands.
    """
    sheet = with_visit(sheet, visit)
    complaint = pack.section(TREE_FILE, TreeRules).complaint.test
    if coding.primary is None and coding.accepted is None and not complaint.holds(sheet):
        return ()
    tables = tables_of(pack)
    rules = pack.section(ALERTS_FILE, AlertRules)
    code = coding.accepted or coding.primary or ""
    found = list(_once(alert for rule in rules.alert for alert in _by_rule(rules, rule, sheet, visit, code)))
    found += _side_of_code(rules, sheet, code)
    found += _plan(pack.section(PLAN_FILE, PlanRules), sheet, code)
    found += _exclusions(pack, tables, sheet, visit, coding)
    found += _status(tables, visit, coding)
    return tuple(found)


def _once(alerts: Iterable[Alert]) -> Iterator[Alert]:
    """One alert of a kind for the same words: "looks like a strain" hedges a diagnosis and a type at once."""
    seen: set[tuple[str, int]] = set()
    for alert in alerts:
        lines = {(alert.kind, piece.line) for piece in alert.evidence}
        if alert.kind == "hedged_diagnosis" and lines and lines <= seen:
            continue
        seen |= lines
        yield alert


def _by_rule(rules: AlertRules, rule: AlertRule, sheet: FactSheet, visit: Visit, code: str) -> Iterator[Alert]:
    if rule.codes and not code.startswith(rule.codes):
        return
    if rule.follow_up and sheet.value("visit.type") != "follow_up":
        return
    facts = rule.test.facts(sheet)
    if facts is None:
        return
    if not rule.each:
        yield _alert(rule.kind, rule.id, "", rule.text, rule.source, evidence_of_facts(facts))
        return
    facts = tuple(fact for fact in facts if fact.attributes.get("hedge") not in rule.omit_hedge)
    answers = {name: tuple(facts_for(rules.answer[name], sheet)) for name in rule.answers}
    given = {name: found for name, found in answers.items() if found}
    text = rule.answered if given else rule.text
    for path in dict.fromkeys(fact.path for fact in facts if fact.path not in rule.omit):
        about = [fact for fact in facts if fact.path == path]
        name = path.removeprefix(rule.each).replace("_", " ")
        about += [fact for found in given.values() for fact in found]
        told = text.format(fact=name, answers=", ".join(given))
        yield _alert(rule.kind, rule.id, name, told, rule.source, evidence_of_facts(about))


def _alert(kind: str, rule: str, about: str, text: str, source: str, evidence: tuple[Evidence, ...] = ()) -> Alert:
    name = f"{kind}:{rule}:{about}" if about else f"{kind}:{rule}"
    return Alert(id=name, kind=kind, text=text, evidence=evidence, rule=rule, source=source)


def _side_of_code(rules: AlertRules, sheet: FactSheet, code: str) -> Iterator[Alert]:
    coded = next((entry.side for entry in rules.side_code if entry.code == code), None)
    said = leg_side(sheet)
    if coded and said in ("left", "right") and coded != said:
        facts = [
            fact for fact in (sheet.settled("radiation.leg_pain"), sheet.settled("diagnosis.sciatica")) if fact
        ]
        text = f"{code} is for the {coded} side, and the record says {said}. Which side is meant?"
        yield _alert("laterality", "side_of_code", code, text, "icd10cm", evidence_of_facts(facts))


def _plan(rules: PlanRules, sheet: FactSheet, code: str) -> Iterator[Alert]:
    flags = rules.red_flag.present.facts(sheet)
    planned = rules.red_flag.plan.facts(sheet)
    if flags is not None:  # a red flag turns the check round: care that is only conservative no longer fits
        if planned and not rules.red_flag.answered.holds(sheet):
            evidence = evidence_of_facts((*flags, *planned))
            yield _alert("plan_mismatch", "red_flag", "", rules.red_flag.text, rules.red_flag.source, evidence)
        return
    family = next((family for family in rules.family if code.startswith(family.codes)), None)
    if family is None or not code:
        return
    for kind, items, text in (
        ("plan_mismatch", family.inconsistent, rules.mismatch),
        ("plan_review", family.review, rules.notice),
    ):
        for item in items:
            if item.reason and Test(any=rules.reasons[item.reason]).holds(sheet):
                continue
            if facts := list(facts_for(item.test, sheet)):
                told = text.format(plan=item.words, code=code)
                yield _alert(kind, item.words, code, told, rules.source, evidence_of_facts(facts))


def _exclusions(pack: Pack, tables: Tables, sheet: FactSheet, visit: Visit, coding: Coding) -> Iterator[Alert]:
    """The code shown against the codes beside it and the one that the words support by the tabular."""
    code = coding.accepted or coding.primary
    if code is None:
        return
    others: dict[str, tuple[Fact, ...]] = {one: () for one in coding.secondary}
    found = matches(pack.section(TABULAR_FILE, TabularRules), sheet, visit)
    if found:  # the first takes in what the later ones say: a disc disorder its radiculopathy
        others |= {one: found[0].facts for one in found[0].codes}
    for other, facts in others.items():
        exclusion = between(tables, code, other, visit.date_of_service)
        if exclusion is not None:
            yield _excluded(exclusion, code, other, facts)


def _excluded(found: Exclusion, code: str, other: str, facts: tuple[Fact, ...]) -> Alert:
    if found.source == "guide":
        rule = "guide_pair"
        text = f"The guide lists {code} and {other} as excluding each other; {found.advice}."
    else:
        rule = f"excludes1 at {found.at}"
        named = f"Excludes1 at {found.at} ({found.note})"
        text = f"{code} and {other} exclude each other: {named}. {found.advice}".rstrip()
    text += " Are the two related, or unrelated conditions?"
    alert = _alert("excludes1", rule, f"{code}+{other}", text, found.source, evidence_of_facts(facts))
    return alert.model_copy(update={"id": f"excludes1:{code}+{other}"})


def _status(tables: Tables, visit: Visit, coding: Coding) -> Iterator[Alert]:
    if coding.accepted is None:
        return
    status = tables.status(coding.accepted, visit.date_of_service)
    if status.billable:
        return
    kind = "retired_code" if status.kind == "retired" else "incomplete_code"
    choose = f" To choose from: {', '.join(status.successors)}." if status.successors else ""
    text = f"{coding.accepted} on {visit.date_of_service}: {status.why}.{choose}"
    yield _alert(kind, status.kind, coding.accepted, text, "icd10cm")
