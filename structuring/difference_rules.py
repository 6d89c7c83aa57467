"""The form of differences.toml, and what kind of difference two wordings make."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property

from structuring.facts import Fact
from structuring.reading.language.text import even
from structuring.reading.language.tokens import Token, raw_tokens
from structuring.state import DifferenceKind
from structuring.turns import Frozen, Turn

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
    everyday: tuple[str, ...]
    alike: tuple[str, ...]
    small: frozenset[str]
    join_within: int
    join_facts_within: int

    @cached_property
    def _names(self) -> dict[str, Names]:
        lists = ("negations", "sides", "side_near", "number_near", "doses", "drugs", "terms", "everyday")
        return {name: Names(getattr(self, name)) for name in lists}

    @cached_property
    def _alike(self) -> list[tuple[str, str]]:
        """Wordings of the same thing, each with the first of its group; the longest first."""
        pairs = [
            (f" {word} ", f" {first} ") for first, *rest in (g.split("|") for g in self.alike) for word in rest
        ]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def kind_of(
        self,
        live: Sequence[Token],
        final: Sequence[Token],
        before: Sequence[str],
        after: Sequence[str],
        *,
        told: bool = True,
    ) -> DifferenceKind:
        """The kind of the difference between two wordings. `before` and `after` are the words around them; `told`
        says that a fact is read from one of the wordings."""
        names = self._names
        one, other = [token.text for token in live], [token.text for token in final]
        around = [*before, *one, *other, *after]
        if self._same_said([*before, *one, *after], [*before, *other, *after]):
            return "wording"
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
        if told and names["everyday"].among(one) != names["everyday"].among(other):
            return "term"
        return "wording"

    def _same_said(self, one: Sequence[str], other: Sequence[str]) -> bool:
        texts = [f" {' '.join(words)} " for words in (one, other)]
        for word, first in self._alike:
            texts = [text.replace(word, first) for text in texts]
        return texts[0] == texts[1]

    def gist(self, fact: Fact) -> Hashable:
        """What a fact says: two facts of one path with the same gist differ in small words at most."""
        said = {name: self._plain(value) for name, value in fact.attributes.items()}
        return self._plain(fact.value), fact.status, fact.side, tuple(sorted(said.items(), key=str))

    def _plain(self, value: Hashable) -> Hashable:
        if not isinstance(value, str):
            return value
        said = Turn(line=1, speaker="unknown", text=value or "-")
        text = f" {' '.join(token.text for token in even(raw_tokens(said)) if token.text[0].isalnum())} "
        for word, first in self._alike:
            text = text.replace(word, first)
        return tuple(word for word in text.split() if word not in self.small)

    def matters(self, word: str) -> bool:
        """Whether a word is a number, a side, a drug, a denial or a clinical term."""
        tables = ("negations", "sides", "drugs", "terms", "everyday")
        return word.isdecimal() or any(self._names[name].of(word) for name in tables)

    def _numbers(self, words: Sequence[str], around: Sequence[str]) -> frozenset[str]:
        near = bool(self._names["number_near"].among(around))
        return frozenset(word for word in words if word.isdecimal() and (near or int(word[:9]) > 12))
