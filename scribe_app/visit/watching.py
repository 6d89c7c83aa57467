"""How an encounter is to be followed, and who looks on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from asr.transcript import Partial
from scribe_app.errors import Refusal
from structuring.state import Change, State, Visit
from structuring.turns import Turn

Speed = Literal["1", "max"]


class Watcher(Protocol):
    """Somebody who looks on while an encounter is followed, such as a terminal."""

    def partial(self, partial: Partial) -> None: ...

    def turn(self, turn: Turn, change: Change, state: State) -> None: ...

    def warning(self, text: str) -> None: ...

    def end(self, state: State) -> None: ...


@dataclass(frozen=True)
class Options:
    """`speed` "max" runs sound on a simulated clock; `model` is a name or a folder, None the embedded one."""

    visit: Visit
    speed: Speed = "max"
    model: str | None = None
    watcher: Watcher | None = None


def visit_of(visit_type: str | None, date_of_service: str | None) -> Visit:
    """The visit as given on the command line; today where no date is given. Raises Refusal for a bad date."""
    try:
        day = date.fromisoformat(date_of_service) if date_of_service else date.today()
    except ValueError:
        raise Refusal(f"'{date_of_service}' is no date; write it as YYYY-MM-DD, such as 2026-03-31.") from None
    return Visit.model_validate({"date_of_service": day, "visit_type": visit_type})
