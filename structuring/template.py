"""The small template language in which a pack words its sentences.

    {value}         of the fact at hand: its value, with blanks for underscores
    {side}          its side; {quote} its words as said; {name} the pack's name for its path; {list} joined items
    {drug}          any other name: the attribute of that name
    {onset:days}    the same of another path; in a contradiction {first:...} and {second:...}
    {quote}         is left out where its words stand already
    {side|sided}    looked up in the table [words.sided] of the pack, or one of the filters below
    [, {side}]      in brackets: left out as a whole when something in it is missing

A placeholder outside brackets that has nothing to say withdraws the whole text: no blank is ever printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from structuring.facts import Fact

Resolve = Callable[[str], Fact | None]
Tables = Mapping[str, Mapping[str, str]]

_PLACEHOLDER = re.compile(r"\{(?:(?P<source>[a-z0-9_.]+):)?(?P<name>[a-z][a-z0-9_]*)(?:\|(?P<filter>[a-z_]+))?\}")
_PART = re.compile(r"\[(?P<optional>[^\[\]]*)\]|(?P<plain>[^\[\]]+)")
_LONG_QUOTE = 160
_SAME_BEGINNING = 3  # words
_QUOTED_PIECES = 3


class TemplateError(ValueError):
    """A template that cannot be read; the message says why."""


@dataclass(slots=True)
class Told:
    """The finished text and the facts that it speaks of beside the one at hand."""

    text: str
    facts: list[Fact] = field(default_factory=list)


@lru_cache(maxsize=2048)
def _parts(template: str) -> tuple[tuple[bool, str], ...]:
    parts: list[tuple[bool, str]] = []
    at = 0
    for match in _PART.finditer(template):
        if match.start() != at:
            break
        at = match.end()
        optional = match["optional"]
        parts.append((optional is not None, match["plain"] if optional is None else optional))
    if at != len(template):
        raise TemplateError(f"'{template}': a bracket is not closed, or stands inside another")
    return tuple(parts)


def check(template: str, tables: Tables) -> None:
    """Raises TemplateError when a template cannot be read or names a table that does not exist."""
    for optional, text in _parts(template):
        left = _PLACEHOLDER.sub("", text)
        if "{" in left or "}" in left:
            raise TemplateError(f"'{template}': a placeholder is not of the form {{name}} or {{path:name|table}}")
        if optional and not _PLACEHOLDER.search(text):
            raise TemplateError(f"'{template}': brackets without a placeholder are always printed; leave them out")
        for match in _PLACEHOLDER.finditer(text):
            name = match["filter"]
            if name and name not in _FILTERS and name not in tables:
                known = ", ".join(sorted((*_FILTERS, *tables)))
                raise TemplateError(f"'{template}': there is no table [words.{name}]; known: {known}")


def placeholders(template: str) -> Iterator[tuple[str, str]]:
    """Source ("" for the fact at hand) and name of each placeholder."""
    for match in _PLACEHOLDER.finditer(template):
        yield match["source"] or "", match["name"]


def fill(
    template: str, resolve: Resolve, tables: Tables, given: Mapping[str, str], before: str = ""
) -> Told | None:
    """The text, or None when something outside brackets is missing.

    `resolve` gives the fact of a source ("" is the fact at hand); `given` has ready strings such as the list.
    What stands in brackets is left out where its words are quoted in the text `before` already.
    """
    told = Told("")
    for optional, text in _parts(template):
        piece = _piece(text, (before if optional else "") + told.text, resolve, tables, given)
        if piece is None:
            if optional:
                continue
            return None
        told.text += piece.text
        told.facts += piece.facts
    return told


def _piece(text: str, before: str, resolve: Resolve, tables: Tables, given: Mapping[str, str]) -> Told | None:
    told = Told("")
    at = 0
    for match in _PLACEHOLDER.finditer(text):
        source, name, filter_name = match["source"] or "", match["name"], match["filter"]
        fact = resolve(source)
        if not source and name in given:
            word: str | None = given[name]
        else:
            word = _word(fact, name) if fact else None
        if word and name == "quote" and word.rstrip(" ,;").lower() in before.lower():
            return None  # quoted words that stand there already add nothing
        if word and filter_name:
            word = _filtered(word, filter_name, fact, tables)
        if not word:
            return None
        told.text += text[at : match.start()] + word
        at = match.end()
        if source and fact:
            told.facts.append(fact)
    told.text += text[at:]
    return told


def _word(fact: Fact, name: str) -> str | None:
    if name == "value":
        return fact.value.replace("_", " ")
    if name == "side":
        return fact.side
    if name == "quote":
        return quote_of(fact) or None
    found = fact.attributes.get(name)
    if found is None or found is False or found == "":
        return None
    return f"{found:g}" if isinstance(found, float) else str(found)


def quote_of(fact: Fact) -> str:
    """The words of a fact as said, pieces joined by dots; what was said twice in much the same words stands once,
    as it was said more fully."""
    said: dict[tuple[str, ...], str] = {}
    for piece in fact.evidence:
        words = piece.quote.strip()
        begins = tuple(words.lower().split()[:_SAME_BEGINNING])
        said[begins] = max(said.get(begins, ""), words, key=len)
    spoken = list(said.values())
    pieces = [one for one in spoken if not any(one != other and one in other for other in spoken)][:_QUOTED_PIECES]
    whole = " ... ".join(pieces)
    return whole if len(whole) <= _LONG_QUOTE else whole[: _LONG_QUOTE - 4].rsplit(" ", 1)[0] + " ..."


def _filtered(word: str, name: str, fact: Fact | None, tables: Tables) -> str | None:
    if name in _FILTERS:
        return _FILTERS[name](word, fact)
    table = tables[name]
    return table.get(word.replace(" ", "_"), table.get(word))


_DANGLING = frozenset(
    re.split(
        " ",
        "a an the and or but so of to in on at for with when i you he she it we they that which because if as my "
        "your , his her is are was were from by through while then this there just about "
        "um uh",
    )
)


def _whole(words: str) -> str:
    """Spoken words without the loose end of the next clause: "lifting a box and when i" → "lifting a box"."""
    kept = words.split()
    while len(kept) > 2 and kept[-1].lower().strip(".,;") in _DANGLING | {""}:
        kept.pop()
    whole = words[: words.rindex(kept[-1]) + len(kept[-1])] if len(kept) > 2 else words
    return whole.rstrip(" ,;")


def _quoted(word: str, fact: Fact | None) -> str:
    return f'"{word.rstrip(" ,;")}"'


def _clipped(word: str, fact: Fact | None) -> str:
    return f'"{_whole(word)}"'


def _said(word: str, fact: Fact | None) -> str:
    """Longer words that somebody spoke stand in quotation marks; a single term does not need them."""
    spoken = fact is not None and any(word in piece.quote for piece in fact.evidence)
    return _clipped(word, fact) if spoken and len(word.split()) > 2 else word


# Length in days, name, smallest count, and how many days off a count may be for each of it.
_UNITS_OF_TIME = ((365.25, "year", 1, 0.3), (30.44, "month", 1, 0.6), (7, "week", 1, 0.0))
_ABOUT = ((30.44, "month", 75), (7, "week", 32))  # length in days, name, from how many on


def _duration(word: str, fact: Fact | None) -> str | None:
    """Days in the unit in which they were most likely said: 21 is 3 weeks, 61 is 2 months, 10 is 10 days, and 198
    ("six, seven months") about 7 months: nobody counts them."""
    try:
        days = float(word)
        for length, unit, least, slack in _UNITS_OF_TIME:
            count = round(days / length)
            if count >= least and abs(days - count * length) <= slack * count:
                return _count(count, unit)
        for length, unit, least in _ABOUT:
            if days >= least:
                return f"about {_count(round(days / length), unit)}"
        return _count(round(days), "day") if days >= 1 else "less than a day"
    except (ValueError, OverflowError):
        return None


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _capital(word: str, fact: Fact | None) -> str:
    return word[:1].upper() + word[1:]


_FILTERS: dict[str, Callable[[str, Fact | None], str | None]] = {
    "quoted": _quoted,
    "clipped": _clipped,
    "said": _said,
    "duration": _duration,
    "capital": _capital,
}
