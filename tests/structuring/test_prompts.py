"""Every prompt of every rule file is a question or a neutral statement: never leading, never about payment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "structuring" / "packs" / "lumbar_pain"
PROMPT_KEYS = {"ask", "clarify", "question", "prompt", "advice", "text", "mismatch", "notice", "option", "message"}
PAYMENT = re.compile(
    r"\b(pay(er|ers|ment|s)?|paid|reimburs\w*|revenue|denials?|claims?|billing|money|audit|rvu|insur\w*)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(right\?$|correct\?$|isn't|doesn't|don't you|shouldn't|wouldn't|you should|must document|agree that"
    r"|please (add|document|state)|to support|would support|in order to|so that the code|better code|higher"
    r"|more specific code)",
    re.IGNORECASE,
)
# Pieces of the note itself and patterns, which no one is asked.
NO_PROMPTS = {"wording.toml", "vocabulary.toml"}


def prompts() -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name not in NO_PROMPTS and not path.name.startswith("reading"):
            for key, text in _strings(tomllib.loads(path.read_text(encoding="utf-8")), ""):
                if key in PROMPT_KEYS:
                    yield path.name, text


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)


ALL = sorted(set(prompts()))


def test_there_are_prompts_to_check():
    assert len(ALL) > 60


@pytest.mark.parametrize(("file", "text"), ALL)
def test_no_prompt_speaks_of_payment(file, text):
    assert not PAYMENT.search(text), f"{file}: {text}"


@pytest.mark.parametrize(("file", "text"), ALL)
def test_no_prompt_leads(file, text):
    assert not LEADING.search(text), f"{file}: {text}"


@pytest.mark.parametrize(
    "text",
    [
        "There is no fever, right?",
        "Please document a strain.",
        "This would support a better code.",
        "Payers want a side.",
    ],
)
def test_the_lint_sees_what_it_is_for(text):
    assert PAYMENT.search(text) or LEADING.search(text)


def test_a_question_is_asked_for_every_missing_line():
    checklist = tomllib.loads((FOLDER / "checklist.toml").read_text(encoding="utf-8"))
    asks = [line["ask"] for element in checklist["element"] for line in element["line"]]
    assert all(ask.endswith("?") for ask in asks)
