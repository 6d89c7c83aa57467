"""The guide's decision tree, branch by branch, with its trace."""

from __future__ import annotations

from dataclasses import dataclass, field

from structuring.coding.characters import codes_for
from structuring.coding.rules import TreeRules
from structuring.facts import Fact, FactSheet
from structuring.state import Visit


@dataclass(frozen=True, slots=True)
class TreeAnswer:
    """`codes` is empty when the tree gives none; `facts` are those that took the branch."""

    codes: tuple[str, ...]
    trace: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    branch: int | None = None
    collisions: tuple[str, ...] = field(default=())


def walk(rules: TreeRules, sheet: FactSheet, visit: Visit, tabular: tuple[str, ...]) -> TreeAnswer:
    """The guide's answer. `tabular` holds the tabular's codes, which name what the tree only calls "leave"."""
    complaint = rules.complaint.test.facts(sheet)
    if complaint is None:
        return TreeAnswer((), (rules.complaint.otherwise,))
    for leave in rules.leave:
        if (facts := leave.test.facts(sheet)) is not None:
            codes = tuple(code for code in tabular if not code.startswith("M54.5"))
            return TreeAnswer(codes, (f"{leave.words} → leave M54.5-",), (*complaint, *facts))
    trace: list[str] = []
    region = rules.region.test.facts(sheet)
    if region is None:
        trace.append(f"{rules.region.otherwise_words} → {rules.region.otherwise}")
        return TreeAnswer((rules.region.otherwise,), tuple(trace), complaint)
    answer: TreeAnswer | None = None
    collisions: list[str] = []
    for branch in rules.branch:
        facts = branch.test.facts(sheet)
        if answer is not None:
            if facts is not None and branch.number != answer.branch:
                collisions.append(f"{branch.number}: {branch.words}")
            continue
        if facts is None:
            line = f"{branch.number}: {branch.words}: no"
            trace.append(line)
            continue
        codes = tuple(code for code in tabular if branch.family and code.startswith(branch.family))
        codes = codes or codes_for(branch.code, sheet, visit)
        trace.append(f"{branch.number}: {branch.words} → {' and '.join(codes)}")
        answer = TreeAnswer(codes, (), (*region, *facts), branch.number)
    if answer is None:
        trace.append(f"{rules.otherwise.words} → {rules.otherwise.code}")
        return TreeAnswer((rules.otherwise.code,), tuple(trace), region)
    trace += [f"not reached: {line}" for line in collisions]
    return TreeAnswer(answer.codes, tuple(trace), answer.facts, answer.branch, tuple(collisions))
