"""The form of differences.toml, and what kind of difference two wordings make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from structuring.reading.text import Token
from structuring.state import DifferenceKind
from structuring.turns import Frozen

FILE = "differences.toml"


class Names:
    """Words and stems, each with the name of its group."""

    def __init__(self, groups: Iterable[str]) -> None:
        self._whole: dict[str, str] = {}
        self._stems: list[tuple[str, str]] = []
        for group in groups:
            for word in group.split("|"):
                if word.endswith("*"):
                    self._stems.append((word[:-1], group))
                else:
                    self._whole[word] = group

    def of(self, word: str) -> str | None:
        """The group that a word belongs to."""
        if word in self._whole:
            return self._whole[word]
        return next((group for stem, group in self._stems if word.startswith(stem)), None)

    def among(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(group for word in words if (group := self.of(word)))


class Significance(Frozen):
    """The whole of differences.toml."""

    source: str
    negations: tuple[str, ...]
    sides: tuple[str, ...]
    side_near: tuple[str, ...]
    number_near: tuple[str, ...]
    doses: tuple[str, ...]
    drugs: tuple[str, ...]
    terms: tuple[str, ...]

    @cached_property
    def _names(self) -> dict[str, Names]:
        lists = ("negations", "sides", "side_near", "number_near", "doses", "drugs", "terms")
        return {name: Names(getattr(self, name)) for name in lists}

    def kind_of(
        self, live: Sequence[Token], final: Sequence[Token], before: Sequence[str], after: Sequence[str]
    ) -> DifferenceKind:
        """The kind of the difference between two wordings, `before` and `after` being the words around them."""
        names = self._names
        one, other = [token.text for token in live], [token.text for token in final]
        around = [*before, *one, *other, *after]
        if names["drugs"].among(one) != names["drugs"].among(other):
            return "drug"
        sides = names["sides"].among(one), names["sides"].among(other)
        if sides[0] != sides[1] and (all(sides) or names["side_near"].among(around)):
            return "side"
        if bool(names["negations"].among(one)) != bool(names["negations"].among(other)):
            return "negation"
        numbers = self._numbers(one, around), self._numbers(other, around)
        if numbers[0] != numbers[1]:
            return "dose" if names["doses"].among(around) else "number"
        if names["terms"].among(one) != names["terms"].among(other):
            return "term"
        return "wording"

    def matters(self, word: str) -> bool:
        """Whether a word is a number, a side, a drug, a denial or a clinical term."""
        tables = ("negations", "sides", "drugs", "terms")
        return word.isdecimal() or any(self._names[name].of(word) for name in tables)

    def _numbers(self, words: Sequence[str], around: Sequence[str]) -> frozenset[str]:
        near = bool(self._names["number_near"].among(around))
        return frozenset(word for word in words if word.isdecimal() and (near or int(word[:9]) > 12))
