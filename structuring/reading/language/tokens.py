"""The words and stops of a turn, and where each stands in it, so that evidence is always quoted to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from structuring.turns import Turn


def words_of(text: str) -> frozenset[str]:
    """The blank-separated words of `text` as a set."""
    return frozenset(text.split())


_RAW = re.compile(
    r"\d+(?:[.,]\d+)*(?=[^\W\d_])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’´`][^\W\d_]+)*|['’][^\W\d_]+"
    r"|\.\.+|…|[.?!,;:/+\-–—]"
)
STRONG = frozenset({".", "?", "!", ";"})
_ABBREVIATIONS = frozenset({"dr", "mr", "mrs", "ms", "vs", "st"})
_DROPPED = frozenset("'’")
_SHORTEST = 4  # letters: "doin'", but not "in'"


@dataclass(frozen=True, slots=True)
class Token:
    """One even word and where it stands: `turn.text[start:end]`. Several tokens may share one place.

    `carried` holds the pieces of a word that the turns cut in two: "three" | "hundred".
    """

    text: str
    turn: Turn
    start: int
    end: int
    carried: tuple[Token, ...] = ()

    def reads(self, text: str) -> Token:
        """The same place under another word."""
        return Token(text, self.turn, self.start, self.end, self.carried)


def joined(text: str, tokens: Sequence[Token]) -> Token:
    """One word for several that follow each other, though a turn ends between them."""
    first = tokens[0]
    pieces = [piece for token in tokens for piece in (token, *token.carried)]
    end = max(piece.end for piece in pieces if piece.turn is first.turn)
    return Token(text, first.turn, first.start, end, tuple(p for p in pieces if p.turn is not first.turn))


def raw_tokens(turn: Turn) -> list[Token]:
    """The words and stops of a turn as they stand, lower case."""
    tokens: list[Token] = []
    for found in _RAW.finditer(turn.text):
        word = found.group().lower().replace("’", "'").replace("´", "'").replace("`", "'")
        if word == "." and tokens and tokens[-1].text in _ABBREVIATIONS:
            continue
        if word.endswith("in") and turn.text[found.end() : found.end() + 1] in _DROPPED and len(word) >= _SHORTEST:
            word += "g"  # "nothin' in the leg", "no liftin'"
        tokens.append(Token(word, turn, found.start(), found.end()))
    return tokens
