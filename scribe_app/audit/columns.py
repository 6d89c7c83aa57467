"""Which column holds what, by the names that exports use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources

from scribe_app.documents import Cell

_DATES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%Y%m%d", "%m-%d-%Y", "%d-%b-%Y", "%b %d, %Y")
_HEADINGS_WITHIN = 15  # rows of titles that may stand above the headings


@dataclass(frozen=True)
class ColumnRules:
    """The patterns of columns.toml."""

    diagnosis: re.Pattern[str]
    not_diagnosis: re.Pattern[str]
    never: re.Pattern[str]
    date: re.Pattern[str]
    claim: re.Pattern[str]
    system: re.Pattern[str]

    def is_diagnosis(self, name: str) -> bool:
        """Whether a column or the keys that lead to a value name a diagnosis code."""
        if self.system.search(name):
            return True
        words = _words(name)
        last = _words(name.rpartition(".")[2])
        return bool(
            self.diagnosis.search(words) and not self.not_diagnosis.search(last) and not self.never.search(last)
        )

    def is_never(self, name: str) -> bool:
        return self.never.search(_words(name)) is not None

    def is_date(self, name: str) -> bool:
        return self.date.search(_words(name)) is not None

    def is_claim(self, name: str) -> bool:
        return self.claim.search(_words(name.rpartition(".")[2])) is not None


@lru_cache(maxsize=1)
def column_rules() -> ColumnRules:
    text = (resources.files("scribe_app.audit") / "columns.toml").read_text(encoding="utf-8")
    return ColumnRules(**{key: re.compile(pattern) for key, pattern in tomllib.loads(text).items()})


class Headings:
    """Finds the row of headings of each table and names the cells of the rows below it."""

    def __init__(self, rules: ColumnRules) -> None:
        self._rules = rules
        self._table: int | None = None
        self._names: tuple[str, ...] | None = None
        self._rows = 0

    def named(self, cells: tuple[Cell, ...], table: int) -> tuple[Cell, ...] | None:
        """The cells with their columns' names; None for the row of headings itself. Cells of a table without
        headings stay unnamed."""
        if table != self._table:
            self._table, self._names, self._rows = table, None, 0
        self._rows += 1
        if self._names is None and self._rows <= _HEADINGS_WITHIN and self._is_headings(cells):
            self._names = tuple(cell.text.strip() for cell in cells)
            return None
        if self._names is None:
            return cells
        names = self._names
        return tuple(
            Cell(cell.text, cell.place, names[at] if at < len(names) else "") for at, cell in enumerate(cells)
        )

    def _is_headings(self, cells: tuple[Cell, ...]) -> bool:
        texts = [cell.text for cell in cells if cell.text.strip()]
        return any(self._rules.is_diagnosis(text) and len(text) < 40 for text in texts) and not any(
            re.search(r"\b[A-Z]\d[0-9A-Z]\.\d", text) for text in texts
        )


def day_of(text: str) -> date | None:
    """A date as exports write it, or None."""
    text = text.strip()
    for candidate in (text, text[:10]):
        for form in _DATES:
            try:
                return datetime.strptime(candidate, form).date()
            except ValueError:
                continue
    return None


@lru_cache(maxsize=4096)
def _words(name: str) -> str:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", re.sub(r"\d+\b(?<!10)", " ", parted.lower())).split())
