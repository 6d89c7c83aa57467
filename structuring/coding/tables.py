"""ICD-10-CM by date of service: which codes exist, which are complete, what changed when, who excludes whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from structuring.coding.notes import covers, dotted, plain
from structuring.coding.table_rules import TABLES_FILE, TableRules
from structuring.pack import Pack, RuleError

CODES_FILE = "icd10cm.json"
_REMEMBERED = 20_000  # answers kept, so that a long audit stays small

StatusKind = Literal["billable", "header", "incomplete", "retired", "not_yet", "unknown", "foreign"]
NoteKind = Literal["excludes1", "excludes2", "codeFirst", "useAdditionalCode", "codeAlso"]


@dataclass(frozen=True, slots=True)
class CodeStatus:
    """Whether a code may be reported on a date of service; `successors` are the codes to choose from instead."""

    code: str
    kind: StatusKind
    why: str
    successors: tuple[str, ...] = ()
    to_check: bool = False  # the rule is recalled, not read

    @property
    def billable(self) -> bool:
        return self.kind == "billable"


@dataclass(frozen=True, slots=True)
class TabularNote:
    """A note of the tabular list: it stands `at` a code, block or chapter and binds every code below."""

    at: str
    codes: tuple[str, ...]
    text: str = ""


class Tables:
    """The code tables of one release, with the pack's rules on what changed between releases."""

    def __init__(self, text: str, rules: TableRules) -> None:
        try:
            data = json.loads(text)
            self.release: str = data["release"]["name"]
            self.sha256: str = data["release"]["sha256"]
            self._suffixes: dict[str, str] = data["codes"]
            self._seventh: dict[str, dict[str, str]] = data["seventh"]
            self._descriptions: dict[str, str] = data["descriptions"]
            self._inclusion: dict[str, list[str]] = data["inclusion"]
            self._raw_notes: dict[str, list[list[object]]] = data["notes"]
        except (ValueError, KeyError, TypeError) as fault:
            raise RuleError(f"{CODES_FILE}: these are no code tables: {fault}.") from fault
        self.rules = rules
        self._nodes: dict[str, frozenset[str]] = {}
        self._notes: dict[str, dict[str, list[TabularNote]]] = {}
        self._bound: dict[tuple[str, str], tuple[TabularNote, ...]] = {}
        self._status: dict[tuple[str, date], CodeStatus] = {}
        self._retired = {change.retired: change for change in rules.change if change.retired}
        self._new = {code: change for change in rules.change for code in change.successors}

    # What a code is

    def exists(self, code: str) -> bool:
        """Whether the release has this code, complete or not."""
        bare = plain(code)
        return bare[3:] in self._of_category(bare[:3]) or self._base(bare) is not None

    def description(self, code: str) -> str:
        """The official description, with the meaning of a seventh character; "" outside the tables' scope."""
        bare = plain(code)
        if bare in self._descriptions:
            return self._descriptions[bare]
        base = self._base(bare)
        if base is None or base not in self._descriptions:
            return ""
        return f"{self._descriptions[base]}, {self._characters(base)[bare[6]]}"

    def described(self) -> dict[str, str]:
        """Description by code (without dot) of everything in the tables' scope."""
        return self._descriptions

    def included(self) -> dict[str, list[str]]:
        """Inclusion terms by code (without dot)."""
        return self._inclusion

    def inclusion(self, code: str) -> tuple[str, ...]:
        """The inclusion terms of a code."""
        return tuple(self._inclusion.get(plain(code), ()))

    def seventh(self, code: str) -> dict[str, str]:
        """The seventh characters that complete a code, with their meaning; {} when it takes none."""
        bare = plain(code)
        if len(bare) == 7 or self._children(bare):
            return {}
        return self._characters(bare)

    def status(self, code: str, day: date) -> CodeStatus:
        """Whether `code` may be reported on `day`, why, and what to choose from where it may not."""
        key = (code, day)
        if key not in self._status:
            if len(self._status) > _REMEMBERED:
                self._status.clear()
            self._status[key] = self._judge(code, day)
        return self._status[key]

    def _judge(self, written: str, day: date) -> CodeStatus:
        code = dotted(written)
        if code is None:
            return self._foreign(written, day)
        bare = plain(code)
        if (change := self._retired.get(code)) is not None:
            if day < change.day:
                why = f"complete to {_day_before(change.day)}, a header after"
                return CodeStatus(code, "billable", why)
            why = f"retired on {change.day}: {change.note}"
            return CodeStatus(code, "retired", why, change.successors, change.status == "recall")
        if (change := self._new.get(code)) is not None and day < change.day:
            if change.retired:
                why = f"in force from {change.day}; before that {change.retired}"
                return CodeStatus(code, "not_yet", why, (change.retired,))
            return CodeStatus(code, "not_yet", f"in force from {change.day}")
        if not self.exists(code):
            return CodeStatus(code, "unknown", f"no code of {self.release}", self._nearest(bare))
        if children := self._children(bare):
            return CodeStatus(code, "header", "a header; a further character is needed", children)
        if len(bare) < 7 and (characters := self._characters(bare)):
            forms = tuple(str(dotted(bare.ljust(6, "X") + character)) for character in characters)
            return CodeStatus(code, "incomplete", "needs its seventh character", forms)
        return CodeStatus(code, "billable", "complete")

    def _foreign(self, written: str, day: date) -> CodeStatus:
        for entry in self.rules.foreign:
            if entry.code == written.strip():
                kind: StatusKind = "foreign"
                why = f"{entry.note}, in force to {entry.last_day}"
                return CodeStatus(entry.code, kind, why, entry.successors, entry.status == "recall")
        return CodeStatus(written.strip(), "unknown", "not the form of an ICD-10-CM code")

    def _nearest(self, bare: str) -> tuple[str, ...]:
        """The longest beginning that exists."""
        for length in range(len(bare) - 1, 2, -1):
            if bare[3:length] in self._of_category(bare[:3]):
                return (str(dotted(bare[:length])),)
        return ()

    def _of_category(self, category: str) -> frozenset[str]:
        if category not in self._nodes:
            suffixes = self._suffixes.get(category)
            self._nodes[category] = frozenset() if suffixes is None else frozenset(["", *suffixes.split()])
        return self._nodes[category]

    def below(self, code: str) -> tuple[str, ...]:
        """The codes one step below a header."""
        return self._children(plain(code))

    def _children(self, bare: str) -> tuple[str, ...]:
        """The codes one step below, in order."""
        below = sorted(suffix for suffix in self._of_category(bare[:3]) if suffix.startswith(bare[3:]))
        below = [suffix for suffix in below if len(suffix) > len(bare) - 3]
        return tuple(
            str(dotted(bare[:3] + suffix))
            for suffix in below
            if not any(suffix.startswith(other) and suffix != other for other in below)
        )

    def _characters(self, bare: str) -> dict[str, str]:
        for length in range(len(bare), 2, -1):
            if (found := self._seventh.get(bare[:length])) is not None:
                return found
        return {}

    def _base(self, bare: str) -> str | None:
        """The code below the seventh character of a complete one, or None."""
        if len(bare) != 7:
            return None
        for length in range(6, 2, -1):
            base = bare[:length]
            if base[3:] in self._of_category(bare[:3]) and not bare[length:6].strip("X"):
                return base if bare[6] in self._characters(base) and not self._children(base) else None
        return None

    # Who excludes whom

    def notes(self, code: str, kind: NoteKind = "excludes1") -> tuple[TabularNote, ...]:
        """The notes of a code, its parents, its block and its chapter, nearest first."""
        bare = plain(code)
        if (bare, kind) not in self._bound:
            index = self._index(kind)
            own = [note for length in range(len(bare), 2, -1) for note in index.get(bare[:length], ())]
            wide = [at for at in index if "-" in at and covers(at, bare)]
            if len(self._bound) > _REMEMBERED:
                self._bound.clear()
            self._bound[bare, kind] = tuple(own + [note for at in wide for note in index[at]])
        return self._bound[bare, kind]

    def naming(self, code: str) -> tuple[TabularNote, ...]:
        """The Excludes1 notes of other codes that name this one."""
        bare = plain(code)
        return tuple(
            note
            for at, notes in self._index("excludes1").items()
            if not covers(at, bare)
            for note in notes
            if any(covers(pattern, bare) for pattern in note.codes)
        )

    def _index(self, kind: str) -> dict[str, list[TabularNote]]:
        if kind not in self._notes:
            index: dict[str, list[TabularNote]] = {}
            for at, codes, *text in self._raw_notes.get(kind, []):
                assert isinstance(at, str) and isinstance(codes, list)
                note = TabularNote(at, tuple(codes), str(text[0]) if text else "")
                index.setdefault(at, []).append(note)
            self._notes[kind] = index
        return self._notes[kind]


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


@lru_cache(maxsize=4)
def tables_of(pack: Pack) -> Tables:
    """The code tables of a pack, read once. Raises RuleError when they cannot be used."""
    return Tables(pack.text(CODES_FILE), pack.section(TABLES_FILE, TableRules))
