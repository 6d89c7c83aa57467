"""The final pass of a visit: its differences from the live turns, as the clinician's decisions leave them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby

from structuring.difference_rules import FILE, Significance
from structuring.difference_weight import weigh
from structuring.differences import Place, applied, places, put_in, settled
from structuring.facts import FactSheet
from structuring.pack import Pack
from structuring.state import Difference
from structuring.turns import Turn

Read = Callable[[Sequence[Turn]], FactSheet]


class SecondHearing:
    """Compares once, with the turns as they were when the final pass came in; later corrections settle."""

    def __init__(
        self, pack: Pack, live: Sequence[Turn], final: Sequence[Turn], corrected: Mapping[int, str], read: Read
    ) -> None:
        """`corrected` holds the text as heard of every line that the clinician had corrected by then: what the
        clinician wrote there is no difference. `read` reads turns into facts."""
        rules = pack.section(FILE, Significance)
        found = [place for place in places(live, final) if not _clinicians(place, corrected)]
        spans: dict[str, tuple[int, int]] = {}
        again = {turn.line: turn for turn in live}
        for line, group in groupby(found, key=lambda place: place.turn.line):
            changes = list(group)
            again[line], where = applied(changes[0].turn, changes)
            spans |= {place.id: span for place, span in zip(changes, where, strict=True)}
        self._text = {turn.line: turn.text for turn in live}
        self._found = weigh(rules, found, read(live), read(list(again.values())), spans) if found else ()

    def standing(self, text: Mapping[int, str], kept: Collection[str]) -> tuple[Difference, ...]:
        """The differences now that the lines read as in `text`, those that touch a fact first; `kept` are ids."""
        listed = [
            settled(one, self._text[one.line], text.get(one.line, self._text[one.line]), one.id in kept)
            for one in self._found
        ]
        return tuple(sorted(listed, key=lambda one: one.kind == "wording"))


def taken(text: str, differences: Iterable[Difference]) -> str:
    """A line's present text with the final wording of these differences, which are all of this line."""
    for one in sorted(differences, key=lambda one: one.start, reverse=True):
        text = put_in(text, one.start, one.end, one.final)
    return " ".join(text.split())


def _clinicians(place: Place, corrected: Mapping[int, str]) -> bool:
    """Whether the clinician wrote the words here."""
    heard = corrected.get(place.turn.line)
    return heard is not None and place.turn.text[place.start : place.end].lower() not in heard.lower()
