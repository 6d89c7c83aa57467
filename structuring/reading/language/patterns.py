"""The wording of the rule files, compiled: which patterns stand where in a sentence, in time that does not grow
with the number of rules.

A pattern is a row of elements parted by blanks, matched against even tokens (see `text`):

=============  ====================================================================
`word`         that word
`a|b|c`        one of them
`(a b|c)`      one of these phrases; one may be a macro
`numb*`        any word that begins so
`*ing`         any word that ends so; not the only required word of a pattern
`word?`        may be left out (also `a|b?`, `{macro}?`)
`~` `~5`       up to three (five) words of any kind: few between elements, many at the end
`#`            a figure
`{legs}`       any phrase of the macro `legs`
=============  ====================================================================

A pattern is only tried when its rarest required word occurs in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from structuring.reading.language.figures import SMALL
from structuring.reading.language.tokens import Token, words_of

T = TypeVar("T")

_COMMON = words_of(
    "a an the is are was were be been am i you he she it we they my your his her its our their this that "
    "these those of in on at to for with from by and or but not no do does did have has had any some "
    "there here so as if when what how can could will would just like up down out about get got go going "
    "a"
)
_CACHE_LIMIT = 20_000
_TENS = "|".join(word for word, number in SMALL.items() if number >= 20)
_ONES = "|".join(word for word, number in SMALL.items() if 2 <= number < 10)
_REST = "|".join(sorted((word for word, number in SMALL.items() if 10 <= number < 20), key=len, reverse=True))
_NUMBER = re.compile(rf"(?<![\w*])(?:(?:{_TENS}) (?:{_ONES})|{_TENS}|{_REST}|{_ONES})(?![\w*])")
_ELEMENT = re.compile(r"\([^)]*\)\??|\S+")


def plain(pattern: str) -> str:
    """The pattern, if it can only be read one way; for validating rule files.

    Raises ValueError for "wakes me|keeps me up": outside parentheses `|` parts single words, so that row means
    "wakes (me|keeps) me up". A word that stands among such alternatives and again elsewhere tells of the mistake.
    """
    elements = [element.removesuffix("?") for element in _ELEMENT.findall(pattern)]
    words = [set(element.strip("()").split("|")) for element in elements]
    for place, element in enumerate(elements):
        if "|" not in element or element[0] in "({":
            continue
        others = set().union(*words[:place], *words[place + 1 :])
        behind = words[place + 1] if place + 1 < len(words) else set()
        joined = {word for word in words[place] for other in words[place] for end in behind if word == other + end}
        if joined:
            raise ValueError(
                f"'{pattern}' can be read in two ways: put the alternatives in parentheses, '(a b|c d)'"
            )
        for again in sorted(words[place] & others):
            raise ValueError(
                f"'{pattern}' can be read in two ways ('{again}' stands in it twice): put the alternatives in "
                "parentheses, '(a b|c d)', or write a row for each"
            )
    return pattern


class PatternError(ValueError):
    """A pattern that cannot be compiled; the message names it."""


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A rule found at the tokens `start:end` of a sentence; from `core` on only words of any kind follow."""

    what: T
    start: int
    end: int
    core: int

    def overlaps(self, other: Span[Any]) -> bool:
        return self.start < other.end and other.start < self.end


class Line:
    """One sentence's even tokens as a single string, with the way back from characters to tokens."""

    __slots__ = ("_begins", "text", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self._begins: dict[int, int] = {}
        place = 1
        for index, token in enumerate(self.tokens):
            self._begins[place] = index
            place += len(token.text) + 1
        self._begins[place] = len(self.tokens)
        self.text = " " + " ".join(token.text for token in self.tokens) + " " if self.tokens else " "

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Token range of a match that begins at character `start` and ends behind a blank at `end`."""
        return self._begins[start], self._begins[end]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The patterns that a word calls for: those that need no other, and those that need another word beside it."""

    alone: list[int]
    beside: dict[str, list[int]]


class Matcher(Generic[T]):
    """Finds every pattern of a set in a line."""

    def __init__(self, patterns: Iterable[tuple[T, str]], macros: Mapping[str, Sequence[str]]) -> None:
        self._compiled: list[tuple[T, re.Pattern[str], tuple[frozenset[str], ...]]] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_prefix: dict[str, list[int]] = {}
        self._known: dict[str, _Wanted] = {}
        for what, pattern in patterns:
            expression, anchors, others = compiled(pattern, macros)
            index = len(self._compiled)
            self._compiled.append((what, expression, others))
            for anchor in anchors:
                if anchor.endswith("*"):
                    self._by_prefix.setdefault(anchor[:-1], []).append(index)
                else:
                    self._by_word.setdefault(anchor, []).append(index)

    def find(self, line: Line) -> list[Span[T]]:
        """Every place of every pattern, in order of place, longer ones first."""
        words = {token.text for token in line.tokens}
        candidates: set[int] = set()
        for word in words:
            wanted = self._wanted(word)
            candidates.update(wanted.alone)
            for second in wanted.beside.keys() & words:
                candidates.update(wanted.beside[second])
        spans = []
        for index in sorted(candidates):
            what, expression, others = self._compiled[index]
            for other in others[1:]:
                if other.isdisjoint(words):
                    break
            else:
                found = expression.search(line.text)
                while found:
                    start, end = line.span(found.start() + 1, found.end())
                    core = line.span(found.start() + 1, found.end(1))[1] if found.re.groups else end
                    spans.append(Span(what, start, end, core))
                    found = expression.search(line.text, found.end() - 1)
        spans.sort(key=lambda span: (span.start, -span.end))
        return spans

    def _wanted(self, word: str) -> _Wanted:
        known = self._known.get(word)
        if known is None:
            found = list(self._by_word.get(word, ()))
            for end in range(1, len(word) + 1):
                found.extend(self._by_prefix.get(word[:end], ()))
            known = _Wanted([], {})
            for index in found:
                _, _, others = self._compiled[index]
                if not others:
                    known.alone.append(index)
                for second in others[0] if others else ():
                    known.beside.setdefault(second, []).append(index)
            if len(self._known) < _CACHE_LIMIT:
                self._known[word] = known
        return known


def compiled(
    pattern: str, macros: Mapping[str, Sequence[str]]
) -> tuple[re.Pattern[str], tuple[str, ...], tuple[frozenset[str], ...]]:
    """The expression of a pattern, the words of which one must occur for it to match, and groups of others of each
    of which one must too: the rarest first, one for every further element of whole words.

    Raises PatternError for an unknown macro or a pattern in which every element may be left out.
    """
    pattern = in_figures(pattern)
    parts: list[str] = []
    choices: list[tuple[int, tuple[str, ...]]] = []
    elements = _ELEMENT.findall(pattern)
    for place, element in enumerate(elements):
        if element[0] == "~":
            limit = int(element[1:]) if element[1:] else 3
            if place == len(elements) - 1:
                parts = ["(" + "".join(parts) + ")", rf"(?:\S+ ){{0,{limit}}}"]
            else:
                parts.append(rf"(?:\S+ ){{0,{limit}}}?")
            continue
        optional = element.endswith("?") and len(element) > 1
        body = element[:-1] if optional else element
        phrases = _phrases(body, macros, pattern)
        parts.append(_choice([_phrase(phrase) for phrase in phrases], optional=optional))
        if not optional:
            anchors = [_anchors(phrase) for phrase in phrases]
            if all(anchors):
                words = tuple(dict.fromkeys(word for group in anchors for word in group))
                choices.append((sum(60 if word in _COMMON else 1 for word in words), words))
    if not choices:
        raise PatternError(f"the pattern '{pattern}' has no word that must occur")
    _, rarest = min(choices, key=lambda choice: choice[0])
    whole = [
        choice for choice in choices if choice[1] is not rarest and not any("*" in word for word in choice[1])
    ]
    others = tuple(frozenset(words) for _, words in sorted(whole, key=lambda choice: choice[0]))
    # The blank before it is part of the match, for a search for a letter to begin with is two to three times as
    # quick as one that looks back for it at every place.
    return re.compile(" " + "".join(parts)), rarest, others


def in_figures(pattern: str) -> str:
    """Number words as the figures that speech is made even to: "the two sides" would else stand nowhere."""
    return _NUMBER.sub(lambda found: str(sum(SMALL[word] for word in found.group().split())), pattern)


def _phrases(body: str, macros: Mapping[str, Sequence[str]], pattern: str, depth: int = 0) -> list[str]:
    if body.startswith("{") and body.endswith("}"):
        name = body[1:-1]
        if name not in macros or depth > 5:
            raise PatternError(f"the pattern '{pattern}' names an unknown macro {body}")
        found: list[str] = []
        for phrase in map(in_figures, macros[name]):
            found.extend(_phrases(phrase, macros, pattern, depth + 1) if phrase.startswith("{") else [phrase])
        return sorted(set(found), key=lambda phrase: (-len(phrase), phrase))
    inner = body[1:-1] if body.startswith("(") and body.endswith(")") else body
    options: set[str] = set()
    for option in inner.split("|"):
        named = option.startswith("{") and option.endswith("}")
        options.update(_phrases(option, macros, pattern, depth + 1) if named else [option])
    return sorted(options, key=lambda phrase: (-len(phrase), phrase))


def _phrase(phrase: str) -> str:
    """A phrase as an expression that ends behind a blank. In a macro's phrase `?` and `~` work as in a pattern."""
    parts = []
    for word in phrase.split():
        if word[0] == "~":
            limit = int(word[1:]) if word[1:] else 3
            parts.append(rf"(?:\S+ ){{0,{limit}}}?")
            continue
        optional = word.endswith("?")
        word = word[:-1] if optional else word
        options = []
        for option in word.split("|"):
            if option == "#":
                options.append(r"\d+(?:\.\d+)?")
            elif option.startswith("*"):
                options.append(r"\S+" + re.escape(option[1:]))
            elif option.endswith("*"):
                options.append(re.escape(option[:-1]) + r"\S*")
            else:
                options.append(re.escape(option))
        parts.append(_choice([_choice(options) + " "], optional=optional))
    return "".join(parts)


def _choice(options: Sequence[str], *, optional: bool = False) -> str:
    """One of the expressions. Where one will do it stands without a group: to compile a group takes time."""
    if len(options) == 1 and not optional:
        return options[0]
    return "(?:" + "|".join(options) + ")" + ("?" if optional else "")


def _anchors(phrase: str) -> tuple[str, ...]:
    """The words of which one must stand where the phrase stands: the options of its rarest required element."""
    best: tuple[str, ...] = ()
    cost = 0
    for word in phrase.split():
        options = tuple(word.split("|"))
        if word.endswith("?") or word[0] == "~" or "#" in options or any(o[0] == "*" for o in options):
            continue
        price = sum(60 if option in _COMMON else 1 for option in options)
        if not best or price < cost:
            best, cost = options, price
    return best
