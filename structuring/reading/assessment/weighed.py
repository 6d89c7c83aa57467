"""Of several causes that stand as stated, the one that was meant.

Of 774 labelled visits ten have two causes, in six of them one is "mechanical" ("mechanical, from the SI joint").
Where two were read otherwise, one was a word in passing: the bulge beside the stenosis, the tear that was
looked for. What was said oftener was meant; of two said as often, the one that was said after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from structuring.facts import Fact
from structuring.reading.language.cause_rules import Label

_UNDER = "etiology."


def weigh(by_path: Mapping[str, tuple[Fact, ...]], labels: Iterable[Label]) -> dict[str, tuple[Fact, ...]]:
    """The facts, a cause that another one outweighs being uncertain."""
    stated = {
        path: facts
        for path, facts in by_path.items()
        if path.startswith(_UNDER) and any(_is_stated(fact) for fact in facts)
    }
    if len(stated) < 2:
        return dict(by_path)
    beside = {label.id: frozenset(label.beside.split()) for label in labels}
    outweighed = {
        path
        for path, facts in stated.items()
        for other, rival in stated.items()
        if not _go_together(path, other, beside) and _outweighs(rival, facts)
    }
    return {path: _doubted(facts) if path in outweighed else facts for path, facts in by_path.items()}


def _named(facts: tuple[Fact, ...], *statuses: str) -> frozenset[tuple[int, int]]:
    """Where the cause was named so: lines and characters."""
    named = [fact for fact in facts if fact.value == "stated" and fact.status in statuses]
    return frozenset((piece.line, piece.start) for fact in named for piece in fact.evidence)


def _outweighs(rival: tuple[Fact, ...], facts: tuple[Fact, ...]) -> bool:
    more, less = _named(rival, "stated"), _named(facts, "stated")
    if len(more) != len(less):
        return len(more) > len(less)
    later = min(line for line, _ in more) > max(line for line, _ in less)
    return later and len(_named(rival, "stated", "uncertain")) >= len(_named(facts, "stated", "uncertain"))


def _go_together(path: str, other: str, beside: Mapping[str, frozenset[str]]) -> bool:
    first, second = path.removeprefix(_UNDER), other.removeprefix(_UNDER)
    return second in beside.get(first, ()) or first in beside.get(second, ())


def _doubted(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact.model_copy(update={"status": "uncertain"}) if _is_stated(fact) else fact for fact in facts)


def _is_stated(fact: Fact) -> bool:
    return fact.value == "stated" and fact.status == "stated"
