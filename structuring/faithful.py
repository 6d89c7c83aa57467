"""Whether a rewording says what the plain sentence says: no fact, number, side, denial or drug more or less.

Strict on purpose: what it cannot prove harmless it refuses, and the plain sentence stays.
"""

from __future__ import annotations

from collections import Counter

from structuring.difference_rules import FILE as SIGNIFICANCE_FILE
from structuring.difference_rules import Significance
from structuring.differences import words_of
from structuring.pack import Pack
from structuring.turns import Frozen, Turn

FILE = "rewording.toml"


class RewordingRules(Frozen):
    """The whole of rewording.toml."""

    source: str
    harmless: tuple[str, ...]


def objection(pack: Pack, plain: str, reworded: str) -> str | None:
    """Why `reworded` may not stand for `plain`; None when it may."""
    harmless = frozenset(pack.section(FILE, RewordingRules).harmless)
    significance = pack.section(SIGNIFICANCE_FILE, Significance)
    before, after = _words(plain), _words(reworded)
    if not after:
        return "nothing is left"
    if any(mark in reworded for mark in "?\n"):
        return "it asks or adds a line"
    kept, new = [word for word in before if word not in harmless], [word for word in after if word not in harmless]
    lost, added = Counter(kept) - Counter(new), Counter(new) - Counter(kept)
    if lost:
        return f"'{next(iter(lost))}' is lost"
    if added:
        return f"'{next(iter(added))}' is added"
    critical = [word for word in kept if significance.matters(word)]
    if critical != [word for word in new if significance.matters(word)]:
        return "numbers, sides, denials or terms change places"
    if _quotes(plain) != _quotes(reworded):
        return "quoted words are changed"
    return None


def _words(text: str) -> list[str]:
    return [token.text for token in words_of(Turn(line=1, speaker="unknown", text=text))]


def _quotes(text: str) -> list[str]:
    return text.split('"')[1::2]
