"""Which differences of a second hearing touch a fact, and which neighbours are one question to the clinician.

The words that matter are data: differences.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from structuring.difference_rules import Significance
from structuring.differences import Place, applied, spanning, time_of, words_of
from structuring.facts import Fact, FactSheet
from structuring.reading.language.tokens import STRONG, raw_tokens
from structuring.state import Difference, DifferenceKind


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A place, what kind of difference it makes and the facts that are read otherwise there."""

    place: Place
    kind: DifferenceKind
    paths: tuple[str, ...]

    @property
    def quiet(self) -> bool:
        return self.kind == "wording"


def weigh(
    rules: Significance,
    found: Sequence[Place],
    before: FactSheet,
    after: FactSheet,
    spans: Mapping[str, tuple[int, int]],
) -> tuple[Difference, ...]:
    """The places as differences, neighbours joined. `before` and `after` are what is read from the live and from
    the final wording; `spans` tells where a place stands in the final wording of its line."""
    lost = [fact for fact in before if not _among(rules, fact, after)]
    gained = [fact for fact in after if not _among(rules, fact, before)]
    weighed: list[_Weighed] = []
    for place in found:
        live, final = (place.turn.line, place.start, place.end), (place.turn.line, *spans[place.id])
        paths = dict.fromkeys(
            [fact.path for fact in lost if _touches(fact, *live)]
            + [fact.path for fact in gained if _touches(fact, *final)]
        )
        told = any(_touches(fact, *live) for fact in before) or any(_touches(fact, *final) for fact in after)
        kind = rules.kind_of(place.live, place.final, place.before, place.after, told=told)
        weighed.append(_Weighed(place, "fact" if kind == "wording" and paths else kind, tuple(paths)))
    return tuple(_difference(one) for one in _joined(rules, weighed))


def _among(rules: Significance, fact: Fact, sheet: FactSheet) -> bool:
    gist = rules.gist(fact)
    return any(gist == rules.gist(one) for one in sheet.all(fact.path))


def _touches(fact: Fact, line: int, start: int, end: int) -> bool:
    return any(
        piece.line == line and piece.start <= max(end, start + 1) and start <= piece.end for piece in fact.evidence
    )


def _joined(rules: Significance, weighed: Sequence[_Weighed]) -> list[_Weighed]:
    """Neighbours within one sentence as one: a word that only moved, a stretch with several misheard words.

    Two that touch facts stay two questions unless hardly a word stands between them.
    """
    out: list[_Weighed] = []
    for one in weighed:
        gap = _between(out[-1].place, one.place) if out else None
        if gap is None:
            out.append(one)
            continue
        before = out[-1]
        if gap <= rules.join_within and _moved(before, one):
            before, one = replace(before, kind="wording"), replace(one, kind="wording")
        if gap <= (rules.join_within if before.quiet or one.quiet else rules.join_facts_within):
            kind = one.kind if before.quiet else before.kind
            out[-1] = _Weighed(
                spanning(before.place, one.place), kind, tuple(dict.fromkeys((*before.paths, *one.paths)))
            )
        else:
            out[-1:] = [before, one]
    return out


def _between(one: Place, other: Place) -> int | None:
    """How many words stand between two places of one sentence; None where they are not in one sentence."""
    if one.turn is not other.turn or one.end > other.start:
        return None
    if any(token.text in STRONG and one.end <= token.start < other.start for token in raw_tokens(one.turn)):
        return None
    return sum(one.end <= token.start and token.end <= other.start for token in words_of(one.turn))


def _moved(one: _Weighed, other: _Weighed) -> bool:
    """Whether the same words stand a little before or after, and everything is read as before. A denial that moves
    may deny something else."""
    if one.paths or other.paths or "negation" in (one.kind, other.kind):
        return False
    first, second = one.place, other.place
    gone, come = (first.live, second.final) if not first.final else (first.final, second.live)
    pure = not (first.final or second.live) or not (first.live or second.final)
    return pure and [token.text for token in gone] == [token.text for token in come]


def _difference(one: _Weighed) -> Difference:
    place = one.place
    start_s, end_s = _seconds(place)
    return Difference(
        id=place.id,
        line=place.turn.line,
        kind=one.kind,
        live=place.turn.text[place.start : place.end],
        final=place.wording,
        start=place.start,
        end=place.end,
        suggested=applied(place.turn, [place])[0].text,
        start_s=start_s,
        end_s=end_s,
        paths=one.paths,
    )


def _seconds(place: Place) -> tuple[float | None, float | None]:
    turn, words = place.turn, place.turn.words
    if words and place.live:
        first = len(turn.text[: place.start].split())
        last = first + max(1, len(turn.text[place.start : place.end].split())) - 1
        if last < len(words):
            return words[first].start_s, words[last].end_s
    if place.final and place.final[0].turn.start_s is not None:
        return time_of(place.final[0], first=True), time_of(place.final[-1], first=False)
    return turn.start_s, turn.end_s
