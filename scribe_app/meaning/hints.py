"""Passages in which a silent item was possibly spoken of. They are shown and count for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scribe_app.meaning.encoder import Vectors
from structuring.pack import Pack
from structuring.turns import Evidence, Frozen, Turn, evidence_of

FILE = "hints.toml"

_PASSAGE = re.compile(r"[^.?!;]+[.?!;]*")
_FEWEST_WORDS = 3
Encode = Callable[[Sequence[str]], Vectors]


class HintItem(Frozen):
    path: str
    label: str
    says: tuple[str, ...]


class HintRules(Frozen):
    """The whole of hints.toml."""

    source: str
    threshold: float
    shown: bool
    item: tuple[HintItem, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A passage that may speak of a silent item; `closeness` is a cosine, -1 to 1."""

    path: str
    label: str
    evidence: Evidence
    closeness: float

    @property
    def id(self) -> str:
        return f"{self.path}@{self.evidence.line}:{self.evidence.start}"


class Hints:
    """Keeps the closeness of every passage of a visit to every item; one pass of the network for each turn."""

    def __init__(self, pack: Pack, encode: Encode) -> None:
        self.rules = pack.section(FILE, HintRules)
        self._encode = encode
        examples = [(number, text) for number, item in enumerate(self.rules.item) for text in item.says]
        self._owner = np.array([number for number, _ in examples])
        self._examples = encode([text for _, text in examples])
        self._passages: list[tuple[Evidence, Vectors]] = []

    def hear(self, turn: Turn) -> None:
        """Takes one more turn; about 10 ms of one core for each passage."""
        passages = list(_passages(turn))
        if not passages:
            return
        close = self._encode([piece.quote for piece in passages]) @ self._examples.T
        for piece, row in zip(passages, close, strict=True):
            best = np.array(
                [row[self._owner == number].max() for number in range(len(self.rules.item))], np.float32
            )
            self._passages.append((piece, best))

    def possible(
        self, silent: Collection[str], threshold: float | None = None, without: Collection[str] = ()
    ) -> list[Hint]:
        """For each silent path the closest passage, when it is close enough; the closest hint first. `without` are
        the ids of hints that were set aside."""
        least = self.rules.threshold if threshold is None else threshold
        found = []
        for number, item in enumerate(self.rules.item):
            if item.path not in silent or not self._passages:
                continue
            for piece, best in sorted(self._passages, key=lambda entry: -entry[1][number]):
                if best[number] < least:
                    break
                hint = Hint(item.path, item.label, piece, float(best[number]))
                if hint.id not in without:
                    found.append(hint)
                    break
        return sorted(found, key=lambda hint: -hint.closeness)


def _passages(turn: Turn) -> Iterator[Evidence]:
    """The sentences of a turn that have enough words to mean something by themselves."""
    for found in _PASSAGE.finditer(turn.text):
        words = found.group().strip()
        if len(words.split()) >= _FEWEST_WORDS and any(letter.isalpha() for letter in words):
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            yield evidence_of(turn, start, start + len(words))
