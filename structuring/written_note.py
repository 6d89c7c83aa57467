"""Reads a written note as facts: section by section, sentence by sentence, with the reader of talk.

Each sentence is read alone, so that nothing of one is taken for the answer to another; each section settles only
what belongs to it. What sections, voices and shorthand are is data: written_note.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from structuring.facts import Fact, FactSheet
from structuring.pack import Pack
from structuring.reading import Reader
from structuring.turns import Frozen, Turn

FILE = "written_note.toml"
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z0-9(])|\s+[•▪]\s+")
_MARKUP = re.compile(r"^[\s#>*_\-•▪|]+|[*_`|]+|^\s*\d+[.)]\s+")
# "bowel or bladder" is one thing; a comma or another "or" parts two.
_LIST = re.compile(r"\s*,\s*(?:(?:or|and|nor)\s+)?|(?<!bowel)(?<!bladder)\s+(?:or|nor)\s+", re.IGNORECASE)
_ITEMS = re.compile(r"[,;]\s+")
_SIDES = re.compile(r"\b(left|right|both|bilateral(?:ly)?)\b", re.IGNORECASE)
_CODE = re.compile(r"\(?\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b\)?")
_NAME_OF_CODE = re.compile(r",\s*unspecified\b", re.IGNORECASE)  # of the code's title, no word on the cause


class SectionRule(Frozen):
    """One kind of section; `same_as` reads it as several at once. See the head of written_note.toml."""

    id: str
    headings: tuple[str, ...]
    voice: Literal["clinician", "patient"] = "clinician"
    paths: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    one_side: bool = False
    itemised: bool = False


class Preferred(Frozen):
    path: str
    value: str


class DenialRule(Frozen):
    """How a denial of a list begins; `longest_item` in words, beyond which it is no list."""

    heads: tuple[str, ...]
    longest_item: int


class Conflicting(Frozen):
    paths: tuple[str, ...]


class NoteRules(Frozen):
    """The whole of written_note.toml."""

    source: str
    section: tuple[SectionRule, ...]
    prefer: tuple[Preferred, ...]
    denial: DenialRule
    conflict: Conflicting
    first_person: dict[str, str]
    short: dict[str, str]


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """The facts of a note. The `line` of each evidence is the number of its line in the note, from 1."""

    sheet: FactSheet
    sections: tuple[str, ...]  # those that have a heading, in order


def read_note(pack: Pack, lines: Sequence[str], day: date) -> WrittenNote:
    """Facts of a note given as its lines; `day` is the date of service, from which "since Tuesday" is counted."""
    rules = pack.section(FILE, NoteRules)
    by_id = {rule.id: rule for rule in rules.section}
    by_path: dict[str, list[Fact]] = {}
    headed: list[str] = []
    for number, rule, text in _sections(rules, lines):
        if rule.headings and rule.id not in headed:
            headed.append(rule.id)
        for sentence in _sentences(rules, text):
            for part in [by_id[name] for name in rule.same_as] or [rule]:
                spoken = _replaced(sentence, rules.first_person) if part.voice == "patient" else sentence
                for piece in _ITEMS.split(spoken) if part.itemised else (spoken,):
                    for fact in _heard(pack, part, number, piece, day):
                        _add(by_path.setdefault(fact.path, []), fact)
    sheet = FactSheet({path: _settled(rules, path, facts) for path, facts in by_path.items()})
    return WrittenNote(sheet, tuple(headed))


def _heard(pack: Pack, rule: SectionRule, number: int, sentence: str, day: date) -> Iterator[Fact]:
    reader = Reader(pack, day)
    reader.hear(Turn(line=number, speaker=rule.voice, text=sentence))
    for fact in reader.sheet():
        if fact.path.startswith(rule.paths):
            yield _sided(fact, sentence) if rule.one_side and fact.path.startswith("exam.") else fact


def _sided(fact: Fact, sentence: str) -> Fact:
    """A finding without a side gets the only one that its sentence names."""
    named = {side.lower() for side in _SIDES.findall(sentence)}
    if fact.side is not None or len(named) != 1:
        return fact
    (side,) = named
    return fact.model_copy(update={"side": side}) if side in ("left", "right") else fact


def _add(facts: list[Fact], fact: Fact) -> None:
    """Sentences that say the same make one fact, with the evidence of all and what each adds."""
    for at, known in enumerate(facts):
        if (known.value, known.side, known.status) == (fact.value, fact.side, fact.status):
            both = {**known.attributes, **fact.attributes}
            evidence = tuple(dict.fromkeys((*known.evidence, *fact.evidence)))
            facts[at] = known.model_copy(update={"attributes": both, "evidence": evidence})
            return
    facts.append(fact)


def _settled(rules: NoteRules, path: str, facts: list[Fact]) -> tuple[Fact, ...]:
    values = {fact.value for fact in facts if fact.status == "stated"}
    for wish in rules.prefer:
        if path.startswith(wish.path) and wish.value in values and len(values) > 1:
            return tuple(fact for fact in facts if fact.status != "stated" or fact.value == wish.value)
    if len(values) > 1 and path.startswith(rules.conflict.paths):
        return tuple(
            fact.model_copy(update={"status": "conflict"}) if fact.status == "stated" else fact for fact in facts
        )
    return tuple(facts)


def _sections(rules: NoteRules, lines: Sequence[str]) -> Iterator[tuple[int, SectionRule, str]]:
    """Each line's number, section and text without its heading."""
    current = next(rule for rule in rules.section if not rule.headings)
    headings = _headings(rules)
    for number, line in enumerate(lines, start=1):
        text = _MARKUP.sub("", line).strip()
        if not text:
            continue
        for rule, heading in headings:
            if match := heading.match(text):
                current, text = rule, text[match.end() :].strip()
                if match["item"] and rule.id in ("exam", "results"):
                    text = f"{match['item']}: {text}" if text else ""  # "Reflexes: 2+" keeps what it is about
                break
        if text:
            yield number, current, text


def _headings(rules: NoteRules) -> tuple[tuple[SectionRule, re.Pattern[str]], ...]:
    found = []
    for rule in rules.section:
        if rule.headings:
            words = "|".join(rule.headings)
            found.append((rule, re.compile(rf"(?P<item>{words})\s*(?::|-\s|–\s|$)", re.IGNORECASE)))
    return tuple(found)


def _sentences(rules: NoteRules, text: str) -> Iterator[str]:
    text = _NAME_OF_CODE.sub("", text) if _CODE.search(text) else text
    text = _CODE.sub(" ", text)
    for sentence in _SENTENCE.split(_replaced(text, rules.short)):
        if any(character.isalpha() for character in sentence):
            yield from _each_denied(rules.denial, sentence.strip())


def _replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = re.sub(rf"(?<![\w/]){re.escape(old)}(?![\w/])", new, text, flags=re.IGNORECASE)
    return text


def _each_denied(rule: DenialRule, sentence: str) -> Iterator[str]:
    """ "Denies fever, chills or weight loss." as one denial each; any other sentence as it is."""
    heads = "|".join(sorted(rule.heads, key=len, reverse=True))
    match = re.match(rf"(?P<head>(?:{heads})\b:?\s+)(?P<list>.+?)[.;]?$", sentence, re.IGNORECASE)
    items = _LIST.split(match["list"]) if match else []
    items = [item.strip() for item in items if item and item.strip()]
    if match is None or len(items) < 2 or any(len(item.split()) > rule.longest_item for item in items):
        yield sentence
        return
    for item in items:
        yield f"{match['head']}{item}."
