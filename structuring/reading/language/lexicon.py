"""All wordings of a pack's reading rules in one index, so that a sentence is searched once for everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from structuring.pack import Pack, RuleError
from structuring.reading.language import rules, talk_rules
from structuring.reading.language.cause_rules import Etiology
from structuring.reading.language.heard import Ear, Misheard
from structuring.reading.language.patterns import Line, Matcher, PatternError, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """What a wording means: the family it belongs to, the rule, and the part of the rule.

    `unowned`: not where somebody's part of the body is meant ("for my back" against "back for").
    """

    family: str
    part: str
    rule: Any = None
    denies: bool = False
    unowned: bool = False


Hit = Span[Entry]
MISHEARD, KEPT = "reading_misheard.toml", "reading_kept.toml"  # a pack may do without
_OWNERS = frozenset({"my", "your", "his", "her", "their", "our", "the", "low", "lower"})
_DENIALS = frozenset({"no", "not", "never", "without", "nothing", "cannot"})
_GROUP = re.compile(r"\([^()]*\)")
_PARTING = re.compile(r"[(){}|?]")


class Hits:
    """What was found in a sentence, by family and part."""

    __slots__ = ("_by_family", "_by_part")

    def __init__(self, hits: Iterable[Hit] = ()) -> None:
        self._by_family: dict[str, list[Hit]] = {}
        self._by_part: dict[tuple[str, str], list[Hit]] = {}
        for hit in hits:
            what = hit.what
            self._by_family.setdefault(what.family, []).append(hit)
            self._by_part.setdefault((what.family, what.part), []).append(hit)

    def of(self, family: str, part: str | None = None) -> list[Hit]:
        """Hits of a family, and of one part of it when named, in order of place."""
        return self._by_family.get(family, []) if part is None else self._by_part.get((family, part), [])

    def has(self, family: str, part: str | None = None) -> bool:
        return family in self._by_family if part is None else (family, part) in self._by_part

    def within(self, start: int, end: int) -> Hits:
        """Those that lie in the tokens `start:end`; the words of any kind at their end do not reach beyond."""
        return Hits(
            hit if hit.end <= end else replace(hit, end=end)
            for hits in self._by_family.values()
            for hit in hits
            if start <= hit.start and hit.core <= end
        )


class Lexicon:
    """The wordings of one pack, compiled."""

    def __init__(self, pack: Pack) -> None:
        self.context = pack.section("reading_context.toml", talk_rules.Context)
        self.signs = pack.section("reading_red_flags.toml", rules.Signs)
        self.exam = pack.section("reading_exam.toml", rules.Exam)
        self.topics = pack.section("reading_topics.toml", talk_rules.Topics)
        self.etiology = pack.section("reading_etiology.toml", Etiology)
        self.plan = pack.section("reading_plan.toml", rules.Plan)
        self.site = pack.section("reading_site.toml", rules.Site)
        self.onset = pack.section("reading_onset.toml", rules.Onset)
        self.imaging = pack.section("reading_imaging.toml", rules.Imaging)
        self.story = pack.section("reading_history.toml", rules.Story).item
        if pack.has(KEPT):
            self.story += pack.section(KEPT, rules.Story).item
        misheard = pack.section(MISHEARD, Misheard) if pack.has(MISHEARD) else None
        self.ear = Ear(misheard)
        self.bound = frozenset(word for row in self.context.clauses.bound for word in row.split())
        try:
            self._matcher = Matcher(self._entries(), self.context.macros)
        except PatternError as fault:
            raise RuleError(f"reading rules: {fault}.") from fault

    def find(self, line: Line) -> Hits:
        words = line.tokens
        return Hits(
            hit
            for hit in self._matcher.find(line)
            if not (hit.what.unowned and hit.start and words[hit.start - 1].text in _OWNERS)
        )

    def _entries(self) -> Iterator[tuple[Entry, str]]:
        yield from _fields("cue", self.context.cues)
        yield from _fields("answer", self.context.answers)
        yield from _fields("question", self.context.questions)
        yield from _fields("closing", self.context.closing)
        yield from _fields("role", self.context.roles)
        yield from _fields("phase", self.context.phases)
        yield from ((Entry("clause", "begin"), words) for words in self.context.clauses.begin)
        yield from ((Entry("clause", "told"), words) for words in self.context.clauses.told)
        yield from _fields("frame", self.topics.frames)
        yield from _fields("site", self.site)
        yield from _fields("onset", self.onset)
        yield from _fields("study", self.imaging)
        yield from _fields("plan_cue", self.plan)
        yield from _fields("doubt", self.etiology)
        yield from _fields("result", self.exam)
        for sign in self.signs.sign:
            yield from _fields("sign", sign, sign)
        for item in self.exam.item:
            yield from _fields("exam", item, item)
        for region in self.topics.region:
            yield from _fields("region", region, region)
        for label in self.etiology.label:
            yield from _fields("label", label, label)
        for term in self.etiology.term:
            yield from _fields("term", term, term)
        for kind in self.plan.kind:
            yield from _fields("plan", kind, kind)
            for drug in kind.drug:
                for words in drug.says:
                    yield Entry("plan", drug.name, kind), words
        for story in self.story:
            yield from _fields("story", story, story)


def _fields(family: str, model: Any, rule: Any = None) -> Iterator[tuple[Entry, str]]:
    """Every list of wordings in a rule model, the name of the field being the part."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Mapping):
            for key, words in value.items():
                yield from _entries_of(family, f"{name}.{key}", rule, words)
        elif _is_words(value):
            yield from _entries_of(family, name, rule, value)


def _entries_of(family: str, part: str, rule: Any, words: Iterable[str]) -> Iterator[tuple[Entry, str]]:
    for row in words:
        yield from ((_entry(family, part, rule, word), word) for word in _parted(row))


def _parted(row: str) -> tuple[str, ...]:
    """A wording whose alternatives partly deny ("{leg} (lost|no) strength") as two, one that does and one that
    does not, so that a denial among the words of any kind is not taken for the wording's own."""
    for group in _GROUP.findall(row):
        options = group[1:-1].split("|")
        denying = [option for option in options if _DENIALS & set(option.split())]
        others = [option for option in options if option not in denying]
        if denying and others and row.count(group) == 1:
            return tuple(row.replace(group, f"({'|'.join(part)})") for part in (denying, others))
    return (row,)


def _entry(family: str, part: str, rule: Any, wording: str) -> Entry:
    """`denies`: the wording holds a denial of its own ("can not lift the foot", the macro `cannot`), which is part
    of its meaning."""
    denies = bool(_DENIALS & set(_PARTING.sub(" ", wording).split()))
    unowned = part == "unowned"
    return Entry(family, "never" if unowned else part, rule, denies, unowned)


def _is_words(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value)


@lru_cache(maxsize=4)
def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack, compiled once. Raises RuleError naming what is wrong in which file."""
    return Lexicon(pack)


def spared(hits: list[Hit], blockers: list[Hit]) -> list[Hit]:
    """The hits that no look-alike of the same rule overlaps."""
    return [
        hit
        for hit in hits
        if not any(
            blocker.what.rule is hit.what.rule and blocker.start < hit.end and hit.start < blocker.end
            for blocker in blockers
        )
    ]


def longest(hits: list[Hit]) -> list[Hit]:
    """Without those that lie inside a longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(other.start <= hit.start and hit.end <= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
