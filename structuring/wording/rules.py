"""The form of wording.toml: sections of the note, each with the sentences it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from structuring.coding.conditions import Test
from structuring.facts import Fact
from structuring.pack import Misplaced
from structuring.selection import Selection
from structuring.state import DismissReason
from structuring.template import check, placeholders
from structuring.turns import Frozen

FILE = "wording.toml"


class SentenceRule(Frozen):
    """One sentence for each fact that `of` selects; with `item` one sentence for all of them, as a list.

    `once`: a fact whose words stand in a sentence before this one is left out.
    `again`: what stands in this one may be said again under its own heading.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    of: Selection
    text: str
    item: str = ""
    join: Literal["and", "or", ";"] = "and"
    when: Test = Test()
    once: bool = False
    again: bool = False


class DismissedRule(Frozen):
    """The sentence for what the clinician set aside, by reason; `path` as in a selection."""

    path: tuple[str, ...]
    text: dict[DismissReason, str]


class SectionRule(Frozen):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str
    sentence: tuple[SentenceRule, ...] = ()
    dismissed: DismissedRule | None = None


class CalledRule(Frozen):
    """What a path is called where nothing more was said: "any numbness?" - "No." denies no weakness.

    `said`: one of these occurs in the quoted words (lower case, parts of words count); `unsaid`: none of these.
    """

    path: str
    name: str
    said: tuple[str, ...] = Field(min_length=1)
    unsaid: tuple[str, ...] = ()

    def fits(self, fact: Fact) -> bool:
        """Whether the words that tell the fact name only this part of what its path stands for."""
        if fact.path != self.path:
            return False
        words = " ".join(("", *(piece.quote for piece in fact.evidence))).lower()
        return any(word in words for word in self.said) and not any(word in words for word in self.unsaid)


class WordingRules(Frozen):
    """The whole of wording.toml."""

    source: str
    about: Test
    section: tuple[SectionRule, ...] = Field(min_length=1)
    names: dict[str, str]
    called: tuple[CalledRule, ...] = ()
    words: Mapping[str, Mapping[str, str]] = {}

    @model_validator(mode="after")
    def _templates_can_be_filled(self) -> WordingRules:
        seen: set[str] = set()
        for number, section in enumerate(self.section):
            for index, rule in enumerate(section.sentence):
                place = ("section", number, "sentence", index)
                if f"{section.id}.{rule.id}" in seen:
                    raise Misplaced((*place, "id"), f"the sentence '{section.id}.{rule.id}' is there twice")
                seen.add(f"{section.id}.{rule.id}")
                for key, template in (("text", rule.text), ("item", rule.item)):
                    try:
                        check(template, self.words)
                    except ValueError as fault:
                        raise Misplaced((*place, key), fault) from fault
                if (("", "list") in placeholders(rule.text)) != bool(rule.item):
                    raise Misplaced((*place, "text"), "{list} in the text and an item for it belong together")
        return self
