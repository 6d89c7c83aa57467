"""A visit shown without a window: the talk line by line, and the checklist as it fills."""

from __future__ import annotations

import sys
from typing import TextIO

from asr.transcript import Partial
from structuring.state import Change, ChecklistItem, State
from structuring.turns import Turn

_MARK = {"complete": "done", "partial": "part", "missing": "open", "conflict": "!"}
_PROVISIONAL_WIDTH = 76


class Terminal:
    """Prints turns and what each one filled; on a real terminal the words being spoken stand below, dimmed."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = sys.stdout if out is None else out
        self._live = self._out.isatty()
        self._provisional = False
        self._statuses: dict[str, str] = {}
        self._code: str | None = None

    def partial(self, partial: Partial) -> None:
        if not self._live:
            return
        text = partial.text[-_PROVISIONAL_WIDTH:]
        self._out.write(f"\r\x1b[2K\x1b[2m... {text}\x1b[0m")
        self._out.flush()
        self._provisional = True

    def turn(self, turn: Turn, change: Change, state: State) -> None:
        when = f"{_clock(turn.start_s)} " if turn.start_s is not None else ""
        self._line(f"{when}{turn.speaker}: {turn.text}{_doubt(turn)}")
        for item in state.checklist:
            if self._statuses.get(item.element, "missing") != item.status:
                self._line(f"    [{_MARK[item.status]:4}] {_item(item)}")
            self._statuses[item.element] = item.status
        if state.code.primary != self._code:
            self._code = state.code.primary
            self._line(f"    [code] {_code(state)}")

    def warning(self, text: str) -> None:
        self._line(f"    [!] {text}")

    def end(self, state: State) -> None:
        """Prints how the visit stands at its end."""
        self._line("")
        for row in summary(state):
            self._line(row)

    def _line(self, text: str) -> None:
        if self._provisional:
            self._out.write("\r\x1b[2K")
            self._provisional = False
        self._out.write(text + "\n")
        self._out.flush()


class Quiet:
    """Looks on for somebody who reads the report afterwards: only warnings are told, on standard error."""

    def partial(self, partial: Partial) -> None:
        pass

    def turn(self, turn: Turn, change: Change, state: State) -> None:
        pass

    def warning(self, text: str) -> None:
        print(text, file=sys.stderr)

    def end(self, state: State) -> None:
        pass


def summary(state: State) -> list[str]:
    """The checklist, the code, the alerts and the note as lines of text."""
    rows = ["Checklist"]
    rows += [f"  [{_MARK[item.status]:4}] {_item(item)}" for item in state.checklist]
    rows += ["", f"Code: {_code(state)}"]
    tabular = state.code.tabular
    if tabular.primary != state.code.primary and tabular.why:
        rows.append(f"  Tabular list: {tabular.primary or 'none'}. {tabular.why}")
    rows += [f"  Alert ({alert.kind}): {alert.text}" for alert in state.alerts]
    for section in state.note.sections:
        if section.sentences:
            rows += ["", section.title, *(f"  {sentence.text}" for sentence in section.sentences)]
    return rows


def _item(item: ChecklistItem) -> str:
    if item.status == "complete":
        return item.label
    missing = ", ".join(line.label for line in item.lines if line.path in item.missing) or ", ".join(item.missing)
    ask = f' - ask: "{item.ask}"' if item.ask else ""
    return f"{item.label}{': missing ' + missing if missing and missing != item.label else ''}{ask}"


def _code(state: State) -> str:
    code = state.code
    if not code.primary:
        return "none yet"
    return f"{code.primary} {code.description}".strip()


def _doubt(turn: Turn) -> str:
    """What is not sure of a turn: the whole, or single words."""
    if turn.doubtful:
        return " (doubtful)"
    words = ", ".join(turn.text[start:end] for start, end in turn.doubted)
    return f" (doubtful: {words})" if words else ""


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"
