"""Which LOINC code a section of the note goes by."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from structuring.turns import Frozen


class Code(Frozen):
    code: str
    display: str


class _Section(Code):
    words: tuple[str, ...]


class _Documents(Frozen):
    initial: Code
    follow_up: Code


class _Table(Frozen):
    document: _Documents
    section: tuple[_Section, ...]
    other: Code


def document_code(visit_type: str | None) -> Code:
    """The code of the whole note: history and physical at a first visit, else progress note."""
    document = _table().document
    return document.initial if visit_type == "initial" else document.follow_up


def section_code(title: str) -> Code:
    """The code for a section by its title."""
    lowered = title.lower()
    for entry in _table().section:
        if any(word in lowered for word in entry.words):
            return Code(code=entry.code, display=entry.display)
    return _table().other


@cache
def _table() -> _Table:
    text = (resources.files("scribe_app.export") / "sections.toml").read_text(encoding="utf-8")
    return _Table.model_validate(tomllib.loads(text))
