"""The guide's decision tree, branch by branch, with its trace."""

from __future__ import annotations

from dataclasses import dataclass

from structuring.coding.characters import Characters
from structuring.coding.rules import Branch, TreeRules
from structuring.facts import Fact, FactSheet


@dataclass(frozen=True, slots=True)
class TreeAnswer:
    """`codes` is empty when the tree gives none; `facts` are those that took the branch; `option` is how the
    answer reads in a question. `complaint` is False when low back pain is no problem of the visit."""

    codes: tuple[str, ...]
    trace: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    option: str = ""
    complaint: bool = True


def walk(rules: TreeRules, sheet: FactSheet, fill: Characters, tabular: tuple[str, ...]) -> TreeAnswer:
    """The guide's answer. `tabular` holds the tabular's codes, which name what the tree only calls "leave"."""
    complaint = rules.complaint.test.facts(sheet)
    if complaint is None:
        return TreeAnswer((), (rules.complaint.otherwise,), complaint=False)
    for leave in rules.leave:
        if (facts := leave.test.facts(sheet)) is not None:
            codes = tuple(one for one in tabular if not rules.family or not one.startswith(rules.family))
            named = " and ".join(codes) or "another code"
            return TreeAnswer(
                codes, (f"{leave.words} → leave {rules.family}- for {named}",), (*complaint, *facts), leave.words
            )
    region = rules.region.test.facts(sheet)
    if region is None:
        gate = rules.region
        return TreeAnswer(
            (gate.otherwise,), (f"{gate.otherwise_words} → {gate.otherwise}",), complaint, gate.option
        )
    return _branches(rules, sheet, fill, tabular, region)


def _branches(
    rules: TreeRules, sheet: FactSheet, fill: Characters, tabular: tuple[str, ...], region: tuple[Fact, ...]
) -> TreeAnswer:
    """The numbered branches in order. The first that holds is taken; those after it are told, not taken."""
    trace: list[str] = []
    taken: Branch | None = None
    codes: tuple[str, ...] = (rules.otherwise.code,)
    facts = region
    for branch in rules.branch:
        held = branch.test.facts(sheet)
        if taken is not None:
            if held is not None and branch.number > taken.number:
                trace.append(f"not reached: {branch.number}: {branch.words}")
        elif held is None:
            trace.append(f"{branch.number}: {branch.words}: no")
        else:
            taken = branch
            codes = tuple(one for one in tabular if branch.family and one.startswith(branch.family))
            codes = codes or fill.codes(branch.code)
            facts = (*region, *held)
            trace.append(f"{branch.number}: {branch.words} → {' and '.join(codes)}")
    if taken is None:
        trace.append(f"{rules.otherwise.words} → {rules.otherwise.code}")
    return TreeAnswer(codes, tuple(trace), facts, taken.option if taken else rules.otherwise.option)
