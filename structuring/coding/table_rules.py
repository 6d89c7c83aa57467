"""The form of coding_tables.toml: what the tabular list of one release does not tell by itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

from structuring.turns import Frozen

TABLES_FILE = "coding_tables.toml"

RuleStatus = Literal["data", "source", "recall", "judgement"]


class Change(Frozen):
    """Codes that changed on a day: one retired in favour of others, or new ones alone."""

    day: date
    retired: str | None = None
    successors: tuple[str, ...]
    note: str
    status: RuleStatus


class ForeignCode(Frozen):
    """A code of another code set that old forms still carry."""

    code: str
    last_day: date
    note: str
    successors: tuple[str, ...]
    status: RuleStatus


class TextNote(Frozen):
    """An Excludes1 note that names its codes in words, and the codes meant."""

    at: str
    note: str
    means: tuple[str, ...]
    advice: str
    status: RuleStatus


class GuidePair(Frozen):
    """A pair that only the guide names; `verdict` tells what the tabular says of it."""

    a: str
    b: str
    note: str
    severity: Literal["warn", "info"]
    verdict: str
    status: RuleStatus


class PairAdvice(Frozen):
    """What resolves an excluded pair: `keep` is the more comprehensive code, where there is one."""

    a: str
    b: str
    text: str
    keep: str = ""
    severity: Literal["block", "warn"] = "block"


class NearPair(Frozen):
    """A pair that looks like an exclusion and is none."""

    a: str
    b: str
    kind: Literal["allowed", "one", "contradiction"]
    text: str
    status: RuleStatus


class SearchRules(Frozen):
    """How words find codes: everyday words for the tabular's own, and the families that come first."""

    synonym: dict[str, str]
    prefer: tuple[str, ...]
    bonus: float


class TableRules(Frozen):
    """The whole of coding_tables.toml."""

    source: str
    later_releases: str
    scope: tuple[str, ...]
    pair_families: tuple[str, ...]
    change: tuple[Change, ...]
    foreign: tuple[ForeignCode, ...] = ()
    text_note: tuple[TextNote, ...] = ()
    guide_pair: tuple[GuidePair, ...] = ()
    advice: tuple[PairAdvice, ...] = ()
    near_pair: tuple[NearPair, ...] = ()
    search: SearchRules
