"""The small language in which a rule names the facts it needs.

    path                    a settled fact whose value is neither "absent" nor "stopped"
    path = value            a settled fact of that value
    path != value           a settled fact of another value
    path is uncertain       something was said, but only in that status ("uncertain", "asked", "conflict", ...)
    path has attribute      a settled fact whose attribute is set and not false
    path has attribute = x  a settled fact whose attribute has that value; also < and > with a number
    path on side            a settled fact of that side
    path says a|b           a settled fact whose value, text or quoted words hold one of these beginnings of words

A path may end in `.*`: any path below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from structuring.facts import Fact, FactSheet
from structuring.turns import Evidence, Frozen

_FORM = re.compile(
    r"^(?P<path>[a-z0-9_]+(?:\.[a-z0-9_]+)*(?:\.\*)?)"
    r"(?:\s+(?P<verb>=|!=|is|has|on|says)\s+(?P<what>[^=<>]+?)(?:\s*(?P<sign>[=<>])\s*(?P<value>.+))?)?$"
)
_SILENT = ("absent", "stopped")


@dataclass(frozen=True, slots=True)
class _Parsed:
    path: str
    verb: str
    what: str
    sign: str
    value: str


@lru_cache(maxsize=2048)
def _parsed(condition: str) -> _Parsed:
    match = _FORM.match(condition.strip())
    if match is None or (match["sign"] and match["verb"] != "has"):
        raise ValueError(f"'{condition}' is no condition")
    return _Parsed(
        match["path"], match["verb"] or "", (match["what"] or "").strip(), match["sign"] or "",
        (match["value"] or "").strip(),
    )  # fmt: skip


@lru_cache(maxsize=256)
def _saying(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def facts_for(condition: str, sheet: FactSheet) -> Iterator[Fact]:
    """The facts that satisfy one condition, in order of path."""
    asked = _parsed(condition)
    if asked.verb == "is":
        for one in _paths(asked.path, sheet):
            yield from (
                fact for fact in sheet.all(one) if fact.status == asked.what and sheet.settled(one) is None
            )
        return
    for one in _paths(asked.path, sheet):
        fact = sheet.settled(one)
        if fact is not None and _holds(fact, asked):
            yield fact


def _paths(path: str, sheet: FactSheet) -> Iterable[str]:
    if path.endswith(".*"):
        return [one for one in sheet.paths() if one.startswith(path[:-1])]
    return (path,)


def _holds(fact: Fact, asked: _Parsed) -> bool:
    match asked.verb:
        case "=":
            return fact.value == asked.what
        case "!=":
            return fact.value != asked.what
        case "on":
            return fact.side == asked.what
        case "has":
            return _compares(fact.attributes.get(asked.what), asked.sign, asked.value)
    if fact.value in _SILENT:
        return False
    return asked.verb != "says" or _saying(asked.what).search(_words_of(fact)) is not None


def _compares(found: str | float | bool | None, sign: str, value: str) -> bool:
    if found is None or found is False or found == "":
        return sign == "=" and value.lower() == str(found).lower()
    if not sign:
        return True
    if sign == "=":
        return str(found).lower() == value.lower()
    if isinstance(found, str):
        return False
    return found < float(value) if sign == "<" else found > float(value)


def _words_of(fact: Fact) -> str:
    told = [fact.value, *(str(value) for value in fact.attributes.values())]
    return " ".join(told + [piece.quote for piece in fact.evidence])


def _readable(condition: str) -> str:
    _parsed(condition)
    return condition


Condition = Annotated[str, AfterValidator(_readable)]


class Test(Frozen):
    """What a rule asks of the facts: all of `all`, one of `any`, none of `none`. An empty test always holds."""

    __test__ = False  # not a pytest class

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()

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
