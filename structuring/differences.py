"""Where a second hearing of the same visit differs from what was heard live, and how a correction settles it.

Nothing is changed here; the clinician settles each difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest

from rapidfuzz.distance import Levenshtein

from structuring.reading.language.text import even
from structuring.reading.language.tokens import Token, raw_tokens
from structuring.state import Difference
from structuring.turns import Turn

_WORD = re.compile(r"\S+")
_SCALES = {"hundred": 100, "thousand": 1000}
_DIGITS = frozenset("123456789")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a turn's text that the final pass heard otherwise: `turn.text[start:end]`."""

    turn: Turn
    start: int
    end: int
    live: tuple[Token, ...]
    final: tuple[Token, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    written: str | None = None  # the final wording where it has words of the live one within

    @property
    def id(self) -> str:
        return f"{self.turn.line}:{self.start}-{self.end}"

    @property
    def wording(self) -> str:
        """What the final pass heard here, as it wrote it."""
        if self.written is not None:
            return self.written
        return " ".join(part[0].turn.text[part[0].start : part[-1].end] for part in _runs(self.final))


def words_of(turn: Turn) -> list[Token]:
    """The words of a turn made even, without stops. Commas, which each hearing sets anew, part no number."""
    evened = even([token for token in raw_tokens(turn) if token.text != ","], repeats=True)
    return _whole_numbers([token for token in evened if token.text[:1].isalnum()])


def _whole_numbers(words: Sequence[Token]) -> list[Token]:
    """Numbers of figures and words ("5 hundred", "ninety 2") in one."""
    out: list[Token] = []
    for word in words:
        last = out[-1] if out and out[-1].text.isdecimal() and out[-1].turn is word.turn else None
        value = int(last.text[:9]) if last else 0
        if last and word.text in _SCALES and 0 < value < 100:
            out[-1] = Token(str(value * _SCALES[word.text]), last.turn, last.start, word.end)
        elif last and word.text in _DIGITS and 20 <= value < 100 and value % 10 == 0:
            out[-1] = Token(str(value + int(word.text)), last.turn, last.start, word.end)
        else:
            out.append(word)
    return out


def places(live: Sequence[Turn], final: Sequence[Turn]) -> list[Place]:
    """Every stretch of the live turns for which the final pass has other words, in order of the talk."""
    if not live:
        return []
    heard = [token for turn in live for token in words_of(turn)]
    again = [token for turn in final for token in words_of(turn)]
    pairs: list[_Pair] = []
    for step in Levenshtein.opcodes([token.text for token in heard], [token.text for token in again]):
        one, other = heard[step.src_start : step.src_end], again[step.dest_start : step.dest_end]
        pairs += [_Pair(a, b, step.tag == "equal") for a, b in zip_longest(one, other)]
    return list(_grouped(pairs, _lines(pairs, live), live))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A word heard live beside the one that the final pass has there; None where one of them has none."""

    live: Token | None
    final: Token | None
    same: bool


def _lines(pairs: Sequence[_Pair], live: Sequence[Turn]) -> list[int]:
    """The place in `live` of the turn that each pair belongs to.

    Words that only the final pass heard, between two turns, go by their time; without times they stay with the
    words that the final pass has in the same turn.
    """
    number = {turn.line: place for place, turn in enumerate(live)}
    lines: list[int] = []
    following: list[tuple[int, Token | None]] = [(len(live) - 1, None)] * len(pairs)
    ahead: tuple[int, Token | None] = (len(live) - 1, None)
    for place in range(len(pairs) - 1, -1, -1):
        following[place] = ahead
        if (word := pairs[place].live) is not None:
            ahead = (number[word.turn.line], pairs[place].final)
    before, last = 0, None
    for place, pair in enumerate(pairs):
        if pair.live is not None:
            before, last = number[pair.live.turn.line], pair.final or last
            lines.append(before)
            continue
        after, beside = following[place]
        lines.append(before if after <= before else _between(pair.final, last, beside, before, after, live))
    return lines


def _between(
    word: Token | None, last: Token | None, beside: Token | None, before: int, after: int, live: Sequence[Turn]
) -> int:
    assert word is not None
    begins = live[after].start_s
    if begins is not None and word.turn.start_s is not None:
        return after if (time_of(word, first=True) or 0.0) + 0.3 >= begins else before
    with_last = last is not None and last.turn is word.turn
    with_next = beside is not None and beside.turn is word.turn
    return after if with_next and not with_last else before


def _grouped(pairs: Sequence[_Pair], lines: Sequence[int], live: Sequence[Turn]) -> Iterator[Place]:
    """Neighbouring pairs that differ, line by line."""
    last: Token | None = None
    for (differs, line), group in groupby(
        zip(pairs, lines, strict=True), key=lambda one: (not one[0].same, one[1])
    ):
        here = [pair for pair, _ in group]
        one = [pair.live for pair in here if pair.live is not None]
        if differs:
            place = _place(live[line], one, [pair.final for pair in here if pair.final is not None], last)
            if place is not None:
                yield place
        last = one[-1] if one else last


def _place(turn: Turn, one: list[Token], other: list[Token], last: Token | None) -> Place | None:
    if [token.text for token in one] == [token.text for token in other]:
        return None
    words = words_of(turn)
    if one:
        first, after = words.index(one[0]), words.index(one[-1]) + 1
        start, end = min(token.start for token in one), max(token.end for token in one)
    else:
        first = words.index(last) + 1 if last is not None and last in words else 0
        after = first
        start = end = words[first - 1].end if first else 0
    context = [token.text for token in words]
    if not (one and other) and _said_twice([token.text for token in (*one, *other)], context, first, after):
        return None
    return Place(
        turn,
        start,
        end,
        tuple(one),
        tuple(other),
        tuple(context[max(0, first - 5) : first]),
        tuple(context[after : after + 5]),
    )


def _said_twice(words: list[str], around: list[str], first: int, after: int) -> bool:
    """Whether words that only one hearing has repeat those right before or after them ("for , for")."""
    size = len(words)
    return words in (around[max(0, first - size) : first], around[after : after + size])


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].turn is token.turn:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def applied(turn: Turn, changes: Sequence[Place]) -> tuple[Turn, list[tuple[int, int]]]:
    """The turn with the final wording at each place (in order), and where each wording then stands."""
    text, spans, at = "", [], 0
    for place in changes:
        text += turn.text[at : place.start]
        wording = place.wording
        if wording and text and not text[-1].isspace() and place.start == place.end:
            text += " "
        begin = len(text)
        text += wording
        spans.append((begin, len(text)))
        at = place.end
        if wording and at < len(turn.text) and not turn.text[at].isspace() and place.start == place.end:
            text += " "
    text += turn.text[at:]
    return reworded(turn, text if text.strip() else turn.text), spans


def reworded(turn: Turn, text: str) -> Turn:
    """The turn with another text: the times of its words were those of the words as heard; the words that stand as
    they were are doubted as they were."""
    doubted = tuple(moved for span in turn.doubted if (moved := _moved(*span, turn.text, text)))
    return turn.model_copy(update={"text": text, "words": (), "doubted": doubted})


def time_of(token: Token, *, first: bool) -> float | None:
    """The second at which a word begins, or with `first` false ends; that of its turn where words have none."""
    turn = token.turn
    index = len(turn.text[: token.start].split())
    if index < len(turn.words):
        return turn.words[index].start_s if first else turn.words[index].end_s
    return turn.start_s if first else turn.end_s


def spanning(one: Place, other: Place) -> Place:
    """Two places of one turn, `other` after `one`, as one with the words between them."""
    turn = one.turn
    changed, ((first, _), (_, last)) = applied(turn, [one, other])
    start = one.start
    if one.start == one.end and turn.text[start : start + 1].isspace():
        start += 1
    else:
        first = start
    between = tuple(token for token in words_of(turn) if one.end <= token.start and token.end <= other.start)
    return Place(
        turn,
        start,
        other.end,
        one.live + between + other.live,
        one.final + between + other.final,
        one.before,
        other.after,
        changed.text[first:last],
    )


def settled(difference: Difference, at_pass: str, now: str, kept: bool) -> Difference:
    """How a difference stands after the clinician corrected its line from `at_pass` to `now`."""
    if kept:
        return difference.model_copy(update={"settled": "kept"})
    if at_pass == now:
        return difference
    moved = _moved(difference.start, difference.end, at_pass, now)
    if moved is None:
        taken = difference.final.lower() in now.lower() if difference.final else True
        return difference.model_copy(update={"settled": "taken" if taken else "edited"})
    start, end = moved
    suggested = put_in(now, start, end, difference.final)
    return difference.model_copy(update={"start": start, "end": end, "suggested": suggested})


def put_in(text: str, start: int, end: int, words: str) -> str:
    """The text with the words in place of `start:end`; where nothing stood, apart from their neighbours."""
    inserted = start == end and bool(words)
    before = " " if inserted and start else ""
    behind = " " if inserted and text[end : end + 1].isalnum() else ""  # put in before the first word
    return text[:start] + before + words + behind + text[end:]


def _moved(start: int, end: int, old: str, new: str) -> tuple[int, int] | None:
    """Where `old[start:end]` stands in `new`; None when the correction changed it.

    A place between two words still stands while both are neighbours.
    """
    was, now = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    stays: dict[int, int] = {}
    for step in Levenshtein.opcodes([word.group() for word in was], [word.group() for word in now]):
        if step.tag == "equal":
            stays |= zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
    reach = end + 1 if start == end else end
    inside = [place for place, word in enumerate(was) if word.start() <= reach and start <= word.end()]
    moved = [stays.get(place, -1) for place in inside]
    if not moved or moved[0] < 0 or any(later != one + 1 for one, later in pairwise(moved)):
        return None
    if start == end and len(inside) == 1 and inside[0] == 0 and start <= was[0].start() and moved[0] > 0:
        return None  # something stands before the first word now
    shift = now[moved[0]].start() - was[inside[0]].start()
    return start + shift, end + shift
