"""Words as a recogniser writes them, put right before anything is read: "lost any way" is "lost any weight".

Only what is read changes: every token keeps its place in the turn, so evidence quotes what was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pydantic import PrivateAttr, model_validator

from structuring.pack import Misplaced
from structuring.reading.language.text import even
from structuring.reading.language.tokens import Token, raw_tokens, words_of
from structuring.turns import Frozen, Turn

Words = tuple[str, ...]
_GUARDED = words_of("no not never none nothing without denies left right both")


class Misheard(Frozen):
    """reading_misheard.toml: under each wording the ones that are written in its place; `a|b` is one of them.

    No row may add or take away a denial or a side: that would make another fact of it. Nor may it hold a filler,
    which is gone before rows are looked up ("by literally" would be a plain "by").
    """

    source: str
    said: dict[str, tuple[str, ...]]
    _pairs: tuple[tuple[Words, Words], ...] = PrivateAttr(default=())

    @property
    def pairs(self) -> tuple[tuple[Words, Words], ...]:
        """The even words of each wording that is written, and of what was said."""
        return self._pairs

    @model_validator(mode="after")
    def _keeps_denials_and_sides(self) -> Misheard:
        pairs = []
        for said, rows in self.said.items():
            meant = _words(said)
            for wording in (choice for row in rows for choice in _choices(row)):
                heard = _words(wording)
                if _GUARDED & set(heard) != _GUARDED & set(meant):
                    raise Misplaced(("said", said), f"'{wording}' adds or takes away a denial or a side")
                if len(heard) < len(wording.split()):
                    raise Misplaced(("said", said), f"'{wording}' holds a filler")
                pairs.append((heard, meant))
        self._pairs = tuple(pairs)
        return self


class Ear:
    """The wordings of a pack's `Misheard`, by their first word, longest first."""

    def __init__(self, misheard: Misheard | None) -> None:
        self._rows: dict[str, list[tuple[Words, Words]]] = {}
        for heard, said in misheard.pairs if misheard else ():
            self._rows.setdefault(heard[0], []).append((heard, said))
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))

    def put_right(self, tokens: Sequence[Token]) -> list[Token]:
        """The even tokens of a sentence with what was misheard replaced; commas within it are dropped."""
        out: list[Token] = []
        place = 0
        while place < len(tokens):
            for heard, said in self._rows.get(tokens[place].text, ()):
                found = _match(tokens, place, heard)
                if found:
                    out.extend(_placed(said, found))
                    place = tokens.index(found[-1], place) + 1
                    break
            else:
                out.append(tokens[place])
                place += 1
        return out


def _choices(row: str) -> Iterator[str]:
    for words in product(*(word.split("|") for word in row.split())):
        yield " ".join(words)


def _words(text: str) -> Words:
    turn = Turn(line=1, speaker="unknown", text=text)
    return tuple(token.text for token in even(raw_tokens(turn)))


def _match(tokens: Sequence[Token], place: int, heard: Sequence[str]) -> list[Token]:
    found: list[Token] = []
    while place < len(tokens) and len(found) < len(heard):
        token = tokens[place]
        if token.text == heard[len(found)]:
            found.append(token)
        elif token.text != "," or not found:
            return []
        place += 1
    return found if len(found) == len(heard) else []


def _placed(said: Sequence[str], found: Sequence[Token]) -> list[Token]:
    """The words that were said at the places of those heard; the last takes what is left over of its turn."""
    out = []
    for index, word in enumerate(said):
        at = found[min(index, len(found) - 1)]
        end = at.end
        if index == len(said) - 1:
            end = max(token.end for token in found if token.turn is at.turn)
        out.append(Token(word, at.turn, at.start, end))
    return out
