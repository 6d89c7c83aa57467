"""Turns in, facts out, one turn at a time."""

from __future__ import annotations

from datetime import date

from structuring.facts import FactSheet
from structuring.pack import Pack
from structuring.turns import Turn


class Reader:
    """Reads a visit turn by turn. `day` is the date of service, needed only for "since March" and the like."""

    def __init__(self, pack: Pack, day: date | None = None) -> None:
        self._pack = pack
        self._day = day

    def hear(self, turn: Turn) -> None:
        """Takes one more turn."""

    def sheet(self) -> FactSheet:
        """Everything read so far."""
        return FactSheet()
