"""The small language in which a rule names the facts it needs.

    path                    a settled fact whose value is neither "absent" nor "stopped"
    path = value            a settled fact of that value
    path != value           a settled fact of another value
    path is uncertain       something was said, but only in that status ("uncertain", "asked", "conflict", ...)
    path has attribute      a settled fact whose attribute is set and not false
    path has attribute = x  a settled fact whose attribute has that value
    path on side            a settled fact of that side

A path may end in `.*`: any path below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import Field, field_validator

from structuring.facts import Fact, FactSheet
from structuring.turns import Evidence, Frozen

_FORM = re.compile(
    r"^(?P<path>[a-z0-9_]+(?:\.[a-z0-9_]+)*(?:\.\*)?)"
    r"(?:\s+(?P<verb>=|!=|is|has|on)\s+(?P<what>[^=]+?)(?:\s*=\s*(?P<value>.+))?)?$"
)
_SILENT = ("absent", "stopped")


@lru_cache(maxsize=2048)
def _parsed(condition: str) -> tuple[str, str, str, str]:
    match = _FORM.match(condition.strip())
    if match is None or (match["value"] and match["verb"] != "has"):
        raise ValueError(f"'{condition}' is no condition")
    return match["path"], match["verb"] or "", (match["what"] or "").strip(), (match["value"] or "").strip()


def facts_for(condition: str, sheet: FactSheet) -> Iterator[Fact]:
    """The facts that satisfy one condition, in order of path."""
    path, verb, what, value = _parsed(condition)
    if verb == "is":
        for one in _paths(path, sheet):
            yield from (fact for fact in sheet.all(one) if fact.status == what and sheet.settled(one) is None)
        return
    for one in _paths(path, sheet):
        fact = sheet.settled(one)
        if fact is not None and _holds(fact, verb, what, value):
            yield fact


def _paths(path: str, sheet: FactSheet) -> Iterable[str]:
    if path.endswith(".*"):
        return [one for one in sheet.paths() if one.startswith(path[:-1])]
    return (path,)


def _holds(fact: Fact, verb: str, what: str, value: str) -> bool:
    if verb == "=":
        return fact.value == what
    if verb == "!=":
        return fact.value != what
    if verb == "on":
        return fact.side == what
    if verb == "has":
        found = fact.attributes.get(what)
        return str(found).lower() == value.lower() if value else found not in (None, False, "")
    return fact.value not in _SILENT


class Test(Frozen):
    """What a rule asks of the facts: all of `all`, one of `any`, none of `none`. An empty test always holds."""

    __test__ = False  # not a pytest class

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = Field(default=())

    @field_validator("all", "any", "none")
    @classmethod
    def _readable(cls, conditions: tuple[str, ...]) -> tuple[str, ...]:
        for condition in conditions:
            _parsed(condition)
        return conditions

    def holds(self, sheet: FactSheet) -> bool:
        return self.facts(sheet) is not None

    def facts(self, sheet: FactSheet) -> tuple[Fact, ...] | None:
        """The facts that make the test hold, or None when it does not."""
        found: list[Fact] = []
        for condition in self.all:
            facts = list(facts_for(condition, sheet))
            if not facts:
                return None
            found += facts
        if any(True for condition in self.none for _ in facts_for(condition, sheet)):
            return None
        if self.any:
            facts = [fact for condition in self.any for fact in facts_for(condition, sheet)]
            if not facts:
                return None
            found += facts
        return tuple(found)


def evidence_of_facts(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """The evidence of several facts, each piece once, in order of the talk."""
    pieces = {(piece.line, piece.start, piece.end): piece for fact in facts for piece in fact.evidence}
    return tuple(pieces[key] for key in sorted(pieces))
