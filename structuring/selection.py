"""Which facts a rule of the note or of a contradiction speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import field_validator

from structuring.facts import Fact, FactSheet, Status
from structuring.turns import Frozen, Side, Speaker

_OPEN = ("conflict", "uncertain", "retracted", "asked", "hypothetical")  # each tells more than those after it


def _says_more(longer: str, words: str) -> bool:
    return words in longer and len(longer.split()) > len(words.split())


class Selection(Frozen):
    """Facts by path (`exam.*` takes all below but those of `not_path`), by value, side, status and attribute; each
    empty list takes any.

    `stated` takes the fact that counts on its path; with `every` all stated ones, without those that another
    one says in more words. `conflict`, `uncertain`, `asked` and `hypothetical` take what stands in that status
    while nothing on the path counts or tells more; any other status takes all facts that stand in it. `said`
    takes facts in whose words one of these occurs, `not_attribute` leaves out what has one of these values,
    `least_words` those told in that many words, a question with them, or entered by the clinician. `told_by`
    takes what one of these said last of it, as an answer or by himself, `not_told_by` all else.
    """

    path: tuple[str, ...]
    not_path: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    not_value: tuple[str, ...] = ()
    side: tuple[Side, ...] = ()
    status: Status = "stated"
    attribute: Mapping[str, str | bool] = {}
    not_attribute: Mapping[str, tuple[str, ...]] = {}
    without_attribute: tuple[str, ...] = ()
    every: bool = False
    said: tuple[str, ...] = ()
    told_by: tuple[Speaker, ...] = ()
    not_told_by: tuple[Speaker, ...] = ()
    least_words: int = 1

    @field_validator("path", "not_path", "value", "not_value", "side", mode="before")
    @classmethod
    def _one_is_a_list(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    def facts(self, sheet: FactSheet, paths: list[str]) -> Iterator[Fact]:
        """The facts selected, by order of the rule's paths, then of path, then as said.

        `paths` is sheet.paths().
        """
        for pattern in self.path:
            for path in self._matching(pattern, sheet, paths):
                yield from (fact for fact in self._standing(sheet, path) if self._fits(fact))

    def _matching(self, pattern: str, sheet: FactSheet, paths: list[str]) -> list[str]:
        if pattern.endswith("*"):
            return [path for path in paths if path.startswith(pattern[:-1]) and path not in self.not_path]
        return [pattern] if sheet.all(pattern) else []

    def _standing(self, sheet: FactSheet, path: str) -> list[Fact]:
        settled = sheet.settled(path)
        if self.status in _OPEN:
            said = {fact.status for fact in sheet.all(path)}
            if settled is not None or any(status in said for status in _OPEN[: _OPEN.index(self.status)]):
                return []
        if self.status != "stated":
            return [fact for fact in sheet.all(path) if fact.status == self.status]
        if settled is None:
            return []
        if not self.every or settled.by == "clinician":
            return [settled]
        distinct: dict[tuple[str, str, str | None], Fact] = {}
        for fact in sheet.all(path):
            if fact.status == "stated":
                distinct[fact.value, repr(sorted(fact.attributes.items())), fact.side] = fact
        values = [value.lower() for value, *_ in distinct]
        return [
            fact
            for (value, more, _), fact in distinct.items()
            if more != "[]" or not any(_says_more(other, value.lower()) for other in values)
        ]

    def _fits(self, fact: Fact) -> bool:
        return (
            (not self.value or fact.value in self.value)
            and fact.value not in self.not_value
            and (not self.side or fact.side in self.side)
            and all(fact.attributes.get(name) == value for name, value in self.attribute.items())
            and not any(fact.attributes.get(name) in values for name, values in self.not_attribute.items())
            and not any(fact.attributes.get(name) for name in self.without_attribute)
            and (fact.by == "clinician" or _words(fact) >= self.least_words)
            and (not (self.told_by or self.not_told_by) or self._is_told(fact))
            and (
                not self.said or any(word in piece.quote.lower() for piece in fact.evidence for word in self.said)
            )
        )

    def _is_told(self, fact: Fact) -> bool:
        """Whether who said the last of it is one of those asked for; what nobody said passes `not_told_by`."""
        last = max(fact.evidence, key=lambda piece: (piece.line, piece.start), default=None)
        teller = last.speaker if last else None
        return (not self.told_by or teller in self.told_by) and teller not in self.not_told_by


def _words(fact: Fact) -> int:
    """Of the value, or of the evidence where a brief answer stands with its question ("what makes it worse?" -
    "Sitting.")."""
    return max(len(fact.value.split()), sum(len(piece.quote.split()) for piece in fact.evidence))
