"""One open visit on the main thread: the only place where the window writes to the encounter and to the store.

Everything that happens becomes an Event; it is kept first and shown afterwards, so that what is on the screen
is never ahead of what is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from asr.transcript import Repair, Utterance
from structuring.events import Event, HeardAgain, HintDismissed, TextCorrected, TurnHeard, Undone
from structuring.state import Change, State
from structuring.turns import Turn, turn_of


class Writer(Protocol):
    """What the window needs of `structuring.encounter.Encounter`."""

    def apply(self, event: Event) -> Change: ...

    @property
    def state(self) -> State: ...

    @property
    def turns(self) -> Sequence[Turn]: ...

    @property
    def events(self) -> Sequence[Event]: ...


class VisitSession(QObject):
    """Signals: `changed(Change)` after every event, `turn_heard(Turn, repairs)` before it for a new turn.

    `keep` stores one event and raises when it cannot; then nothing is shown and `keeping_failed(str)` says so.
    """

    changed = Signal(object)
    turn_heard = Signal(object, object)
    keeping_failed = Signal(str)

    def __init__(
        self,
        encounter: Writer,
        keep: Callable[[Event], None] | None = None,
        *,
        locked: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.encounter = encounter
        self._keep = keep
        self.locked = locked
        self.repairs: dict[int, tuple[Repair, ...]] = {}
        self._undoable = 0

    @property
    def state(self) -> State:
        return self.encounter.state

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(self.encounter.turns)

    @property
    def confirmed(self) -> set[int]:
        """The lines whose words the clinician has corrected or said to be right."""
        return {event.line for event in self._decided() if isinstance(event, TextCorrected)}

    @property
    def dismissed_hints(self) -> set[str]:
        """The passages that the clinician has said to mean something else."""
        return {event.id for event in self._decided() if isinstance(event, HintDismissed)}

    def _decided(self) -> list[Event]:
        """What the clinician decided and did not take back."""
        standing: list[Event] = []
        for event in self.encounter.events:
            if isinstance(event, Undone):
                if standing:
                    standing.pop()
            elif not isinstance(event, TurnHeard | HeardAgain):
                standing.append(event)
        return standing

    @property
    def can_undo(self) -> bool:
        return self._undoable > 0 and not self.locked

    def hear(self, utterance: Utterance) -> None:
        """Takes a final utterance in as the next turn."""
        turn = turn_of(utterance, line=len(self.encounter.turns) + 1)
        if utterance.repairs:
            self.repairs[turn.line] = utterance.repairs
        if self._write(TurnHeard(turn=turn), announce=turn):
            return

    def apply(self, event: Event) -> bool:
        """Does what the clinician asked. False when the visit is locked or could not be kept."""
        if self.locked:
            return False
        done = self._write(event)
        if done and not isinstance(event, HeardAgain):
            self._undoable += -1 if isinstance(event, Undone) else 1
        return done

    def undo(self) -> bool:
        return self.can_undo and self.apply(Undone())

    def _write(self, event: Event, announce: Turn | None = None) -> bool:
        if self._keep is not None:
            try:
                self._keep(event)
            except Exception as fault:
                self.keeping_failed.emit(str(fault))
                if announce is None:
                    return False
        change = self.encounter.apply(event)
        if announce is not None:
            self.turn_heard.emit(announce, self.repairs.get(announce.line, ()))
        self.changed.emit(change)
        return True
