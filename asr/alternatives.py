"""What the other hypotheses of a decode have in place of the words of the best one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from asr.sounding import letters_of, protected


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Other hypotheses beside the best one, and where their words fall on its own.

    `begins[n]` has, for each boundary between words of the best hypothesis, where in hypothesis n what follows it
    begins, and `ends[n]` where what is before it ends: words that only the other has belong to both sides. A
    boundary inside words that differ is missing.
    """

    texts: tuple[tuple[str, ...], ...] = ()
    begins: tuple[dict[int, int], ...] = ()
    ends: tuple[dict[int, int], ...] = ()

    @classmethod
    def of(cls, bare: Sequence[str], others: Sequence[str]) -> Alternatives:
        """`bare` are the letters of the words heard, `others` the texts of the other hypotheses."""
        texts, begins, ends = [], [], []
        for other in dict.fromkeys(others):
            words = tuple(letters_of(word) for word in other.split())
            begin: dict[int, int] = {}
            end: dict[int, int] = {}
            for _, first, last, other_first, other_last in SequenceMatcher(None, bare, words, False).get_opcodes():
                begin.setdefault(first, other_first)
                end[last] = other_last
                if last - first == other_last - other_first:
                    for more in range(1, last - first):
                        begin[first + more] = end[first + more] = other_first + more
            texts.append(words)
            begins.append(begin)
            ends.append(end)
        return cls(tuple(texts), tuple(begins), tuple(ends))

    def of_stretch(self, bare: Sequence[str], first: int, last: int) -> set[str]:
        """The letters that others have in place of words `first` to `last`, but for those with a number, a side or
        a negation."""
        found = set()
        for words, begins, ends in zip(self.texts, self.begins, self.ends, strict=True):
            if first in begins and last in ends:
                there = words[begins[first] : ends[last]]
                if there and not protected(there):
                    found.add("".join(there))
        return found - {"".join(bare[first:last])}
