"""Numbers as they are spoken, in figures: a count, a year, a dose, a pressure."""

from __future__ import annotations

from collections.abc import Sequence

from structuring.reading.language.tokens import Token, joined, words_of

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * (place + 2) for place, word in enumerate(_TENS)
}
TENS_BEGIN = 10
_TEENS = frozenset(_UNITS[TENS_BEGIN:])
_CENTURIES = {"nineteen": 1900, "twenty": 2000}
COUNTED = words_of(
    "day days week weeks month months year years hour hours out milligrams percent pound pounds plus over "
    "minute minutes tablet tablets time times"
)
_OF_WEIGHT = words_of("from was were weighed weigh")
_TAKEN = words_of("times tablet tablets tab tabs pill pills capsule capsules cap caps caplets puffs drops patches")
_BEHIND_READING = words_of("point degrees here today this at out last yesterday when on now in , . ?") | {""}


def as_figures(tokens: Sequence[Token]) -> list[Token]:
    """Number words as figures: "five hundred" → 500, "one twenty" → 120, "two thousand nineteen" → 2019."""
    out: list[Token] = []
    place = 0
    while place < len(tokens):
        number, length = _number(tokens, place)
        if length == 0:
            out.append(tokens[place])
            place += 1
            continue
        out.append(joined(str(number), tokens[place : place + length]))
        place += length
    return out


def _number(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """The number that begins at `place` and how many tokens it takes; (0, 0) when none does."""
    first = tokens[place].text
    if [token.text for token in tokens[place : place + 3]] in (["nine", "one", "one"], ["9", "1", "1"]):
        return 911, 3
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if first == "a" and following in ("hundred", "thousand"):
        value = 100 if following == "hundred" else 1000
        return _with_rest(tokens, place, value, 2)
    if first not in SMALL:
        return 0, 0
    if first == "one" and not (following in SMALL or following in ("hundred", "thousand") or following in COUNTED):
        return 0, 0
    if first in _CENTURIES and 10 <= SMALL.get(following, 0) < (100 if first == "nineteen" else 30):
        year, length = _CENTURIES[first] + SMALL[following], 2  # "twenty nineteen", "nineteen ninety eight"
        after = tokens[place + 2].text if place + 2 < len(tokens) else ""
        if following in _TENS and 0 < SMALL.get(after, 0) < 10:
            year, length = year + SMALL[after], 3
        return year, length
    value, length = SMALL[first], 1
    if first in _TENS and following in SMALL and 0 < SMALL[following] < 10:
        value, length = value + SMALL[following], 2
    after = tokens[place + length].text if place + length < len(tokens) else ""
    if after in ("hundred", "thousand"):
        value *= 100 if after == "hundred" else 1000
        return _with_rest(tokens, place, value, length + 1)
    weighed = place > 0 and tokens[place - 1].text in _OF_WEIGHT and first in ("two", "three")
    if (first == "one" or weighed) and following in _TEENS:  # "one nineteen", "from two ten"
        return 100 * value + SMALL[following], length + 1
    if value < 10 and after in _TENS:  # "one twenty over seventy"
        rest, more = _number(tokens, place + length)
        often = _how_often(tokens, place + length + more)
        return value * 100 + rest - often, length + more - bool(often)
    return value, length


def _with_rest(tokens: Sequence[Token], place: int, value: int, length: int) -> tuple[int, int]:
    """Hundreds or thousands with what follows them: "a hundred and one", "five hundred twenty"."""
    linked = place + length < len(tokens) and tokens[place + length].text == "and"
    behind = place + length + linked
    if behind >= len(tokens):
        return value, length
    rest, more = _number(tokens, behind)
    if linked and tokens[behind].text == "one" and not more:
        behind_one = tokens[behind + 1].text if behind + 1 < len(tokens) else ""
        rest, more = 1, int(behind_one in _BEHIND_READING)  # "a hundred and one point five"
    if not more or rest >= (100 if value % 1000 else 1000):
        return value, length
    often = 0 if linked else _how_often(tokens, behind + more)
    return value + rest - often, length + linked + more - bool(often)


def _how_often(tokens: Sequence[Token], end: int) -> int:
    """ "Three hundred | three times a day", "seven fifty | two tablets": the figure that tells how often or how
    many a dose is taken, where it ends the number; else 0."""
    last = SMALL.get(tokens[end - 1].text, 10)
    behind = tokens[end].text if end < len(tokens) else ""
    return last if last < 10 and behind in _TAKEN else 0
