"""Writes the note: facts into sentences, the clinician's own sentences beside them, untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from structuring.coding.conditions import evidence_of_facts
from structuring.decisions import Decisions, Edit, FactKey, key_of
from structuring.facts import Fact, FactSheet
from structuring.pack import Pack
from structuring.state import Note, Section, Sentence
from structuring.template import Told, fill
from structuring.turns import Evidence, Turn
from structuring.wording.passages import Passages
from structuring.wording.rules import FILE, SectionRule, SentenceRule, WordingRules


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of the machine with the facts of which it speaks; edits of one `rule` share what they cover."""

    id: str
    rule: str
    text: str
    facts: tuple[Fact, ...]
    by_clinician: bool

    def keys(self) -> tuple[FactKey, ...]:
        return tuple(key_of(fact) for fact in self.facts)


class Writer:
    """Words fact sheets. Raises RuleError when wording.toml cannot be used."""

    def __init__(self, pack: Pack) -> None:
        self._rules = pack.section(FILE, WordingRules)

    def note(
        self, sheet: FactSheet, decisions: Decisions, turn_of: Callable[[int], Turn | None]
    ) -> tuple[Note, Mapping[str, Worded]]:
        """The note, and the machine's own sentences by id; `turn_of` gives the turn of a line, which is quoted."""
        about = self._rules.about.holds(sheet)
        paths = sheet.paths()
        passages = Passages(turn_of, sheet)
        covered = _covered(decisions.edits)
        quoted: list[Evidence] = []
        machine: dict[str, Worded] = {}
        sections = []
        for index, section in enumerate(self._rules.section):
            worded = (
                list(self._section(section, sheet, paths, passages, covered, decisions, quoted)) if about else []
            )
            machine |= {one.id: one for one in worded}
            own = {id_: edit for id_, edit in decisions.edits.items() if self._home(id_, edit) == index}
            sections.append(
                Section(title=section.title, sentences=_merged(section, worded, own, sheet, passages, decisions))
            )
        return Note(sections=tuple(sections)), machine

    def section_of(self, sentence_id: str) -> str | None:
        """The title of the section that a machine sentence belongs to."""
        return next((s.title for s in self._rules.section if sentence_id.split(".", 1)[0] == s.id), None)

    def _home(self, id_: str, edit: Edit) -> int:
        """A clinician's sentence whose section is not of this pack still gets printed: in the last one."""
        for index, section in enumerate(self._rules.section):
            if edit.section in (section.title, section.id) or id_.split(".", 1)[0] == section.id:
                return index
        return len(self._rules.section) - 1

    def _section(
        self,
        section: SectionRule,
        sheet: FactSheet,
        paths: list[str],
        passages: Passages,
        covered: Mapping[str, frozenset[FactKey]],
        decisions: Decisions,
        quoted: list[Evidence],
    ) -> Iterator[Worded]:
        before = ""  # what the section quotes already
        for rule in section.sentence:
            if not rule.when.holds(sheet):
                continue
            name = f"{section.id}.{rule.id}"
            skip = covered.get(name, frozenset())
            told = [fact for fact in rule.of.facts(sheet, paths) if key_of(fact) not in skip]
            if rule.item:
                told = _said_once(told)
            if rule.once:
                told = [fact for fact in told if not _stands(fact, quoted)]
            facts = passages.told_once([passages.around(fact) for fact in told])
            for one in self._sentences(rule, name, facts, sheet, before):
                if one.text in before.splitlines():
                    continue  # told twice, it is written once
                before += f"{one.text}\n"
                if not rule.again:
                    quoted += [piece for fact in one.facts for piece in fact.evidence]
                yield _with_free_id(one, decisions.edits)
        if section.dismissed:
            for reason, text in section.dismissed.text.items():
                names = [
                    self._rules.names.get(path, path)
                    for path, why in decisions.dismissed.items()
                    if why == reason and sheet.settled(path) is None and _matches(path, section.dismissed.path)
                ]
                if names:
                    sentence = text.replace("{list}", _joined(names, "and"))
                    name = f"{section.id}.{reason}"
                    yield Worded(name, name, sentence, (), by_clinician=True)

    def _sentences(
        self, rule: SentenceRule, name: str, facts: list[Fact], sheet: FactSheet, before: str
    ) -> Iterator[Worded]:
        if not rule.item:
            for fact in facts:
                if told := self._told(rule.text, fact, sheet, {}, before):
                    mark = f"{name}:{_mark(rule, fact)}"
                    yield Worded(mark, name, told.text, (fact, *told.facts), fact.by == "clinician")
            return
        for own in (False, True):
            listed = [fact for fact in facts if (fact.by == "clinician") is own]
            items = [(fact, told) for fact in listed if (told := self._told(rule.item, fact, sheet, {}, before))]
            if not items:
                continue
            texts = list(dict.fromkeys(told.text for _, told in items))
            given = {"list": _joined(texts, rule.join)}
            if told := self._told(rule.text, items[0][0], sheet, given, before):
                spoken = [one for fact, item in items for one in (fact, *item.facts)]
                mark = f"{name}:entered" if own else name
                yield Worded(mark, name, told.text, (*spoken, *told.facts), own)

    def _called(self, fact: Fact) -> str:
        narrow = next((rule.name for rule in self._rules.called if rule.fits(fact)), None)
        own = fact.path.rsplit(".", 1)[-1].replace("_", " ")
        return narrow or self._rules.names.get(fact.path, own)

    def _told(
        self, template: str, fact: Fact, sheet: FactSheet, given: Mapping[str, str], before: str
    ) -> Told | None:
        ready = {"name": self._called(fact), **given}
        return fill(
            template, lambda source: sheet.settled(source) if source else fact, self._rules.words, ready, before
        )


def _said_once(facts: list[Fact]) -> list[Fact]:
    """Without those of which each piece is told by a fuller one too: "the epidural, on the ninth", where "the
    epidural, on the ninth ... it was wonderful for three weeks" is quoted."""

    def size(fact: Fact) -> int:
        return sum(len(piece.quote) for piece in fact.evidence)

    return [
        fact
        for at, fact in enumerate(facts)
        if fact.by == "clinician"
        or not fact.evidence
        or not any(
            other.path == fact.path
            and (size(other), -place) > (size(fact), -at)
            and all(any(_meets(piece, one) for one in other.evidence) for piece in fact.evidence)
            for place, other in enumerate(facts)
            if place != at
        )
    ]


def _meets(first: Evidence, second: Evidence) -> bool:
    return first.line == second.line and first.start < second.end and second.start < first.end


def _stands(fact: Fact, quoted: list[Evidence]) -> bool:
    """Whether all words of a fact lie within passages that are quoted already."""
    return all(
        any(one.line == piece.line and one.start <= piece.start and piece.end <= one.end for one in quoted)
        for piece in fact.evidence
    )


def _covered(edits: Mapping[str, Edit]) -> dict[str, frozenset[FactKey]]:
    """Facts that the clinician worded already, by rule: the machine does not word them again."""
    found: dict[str, frozenset[FactKey]] = {}
    for id_, edit in edits.items():
        rule = _rule_of(id_)
        found[rule] = found.get(rule, frozenset()) | edit.covers
    return found


def _rule_of(id_: str) -> str:
    return id_.split("~", 1)[0].split(":", 1)[0]


def _mark(rule: SentenceRule, fact: Fact) -> str:
    """Tells the facts of one rule apart: one counts on each path, unless the rule takes every one."""
    if fact.status != "stated":
        return f"{fact.path}@{min((piece.line for piece in fact.evidence), default=0)}"
    return f"{fact.path}={fact.value[:40]}" if rule.of.every else fact.path


def _with_free_id(one: Worded, edits: Mapping[str, Edit]) -> Worded:
    """An id that the clinician's wording holds is not used again: what comes later is a sentence of its own."""
    if one.id not in edits:
        return one
    number = 2
    while f"{one.id}~{number}" in edits:
        number += 1
    return Worded(f"{one.id}~{number}", one.rule, one.text, one.facts, one.by_clinician)


def _merged(
    section: SectionRule,
    worded: list[Worded],
    own: Mapping[str, Edit],
    sheet: FactSheet,
    passages: Passages,
    decisions: Decisions,
) -> tuple[Sentence, ...]:
    """Each edited sentence stands where its rule puts it, before what the machine added later."""
    places = {f"{section.id}.{rule.id}": place for place, rule in enumerate(section.sentence)}
    last = len(places)
    ranked: list[tuple[int, int, Sentence]] = []
    for id_, edit in own.items():
        if edit.text.strip():
            ranked.append((places.get(_rule_of(id_), last + 1), 0, _edited(id_, edit, sheet, passages, decisions)))
    for one in worded:
        ranked.append((places.get(one.rule, last), 1, _sentence(one, decisions)))
    ranked.sort(key=lambda entry: entry[:2])
    return tuple(sentence for _, _, sentence in ranked)


def _edited(id_: str, edit: Edit, sheet: FactSheet, passages: Passages, decisions: Decisions) -> Sentence:
    paths = {key[0] for key in edit.covers}
    facts = [fact for path in sorted(paths) for fact in sheet.all(path) if key_of(fact) in edit.covers]
    return Sentence(
        id=id_,
        text=edit.text,
        evidence=evidence_of_facts(passages.around(fact) for fact in facts),
        by="clinician",
        reviewed=decisions.reviewed.get(id_) == edit.text,
    )


def _sentence(one: Worded, decisions: Decisions) -> Sentence:
    return Sentence(
        id=one.id,
        text=one.text,
        evidence=evidence_of_facts(one.facts),
        by="clinician" if one.by_clinician else "heard",
        reviewed=decisions.reviewed.get(one.id) == one.text,
    )


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(path == one or (one.endswith("*") and path.startswith(one[:-1])) for one in patterns)


def _joined(texts: list[str], join: str) -> str:
    if join == ";":
        return "; ".join(texts)
    if len(texts) == 1:
        return texts[0]
    return f"{', '.join(texts[:-1])}{',' if len(texts) > 2 else ''} {join} {texts[-1]}"
