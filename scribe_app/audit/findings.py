"""What an audit finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "retired_code",
    "incomplete_code",
    "invalid_code",
    "not_yet_valid",
    "other_code_set",
    "excludes1",
    "guide_pair",
    "pair_advice",
]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault with its place. `date` is the date of service it was judged on; `choose` the codes to choose from:
    the note decides which, never the program."""

    file: str
    place: str
    kind: Kind
    severity: Severity
    codes: tuple[str, ...]
    text: str
    date: str
    choose: tuple[str, ...] = ()
    source: str = "icd10cm"
