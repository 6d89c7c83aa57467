"""One visit: events in, state out. The only writer of a visit's facts, checklist, code and note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from structuring import checklist, coding
from structuring.contradictions import contradictions
from structuring.decisions import Decisions, Seen, disputed, outrank
from structuring.differences import reworded
from structuring.events import (
    Event,
    HeardAgain,
    SentenceEdited,
    SentenceReviewed,
    SpeakerCorrected,
    TextCorrected,
    TurnHeard,
    Undone,
)
from structuring.facts import FactSheet
from structuring.pack import Pack
from structuring.reading import Reader, findings
from structuring.second_hearing import SecondHearing
from structuring.state import Alert, Change, Difference, Sentence, State, Visit
from structuring.turns import Turn
from structuring.wording import Writer
from structuring.wording.writer import Worded


class Encounter:
    """A visit as the list of its events. Two encounters with equal events have equal states.

    Raises `RuleError` at the start when a rule file of the pack cannot be used.
    """

    def __init__(self, pack: Pack, visit: Visit) -> None:
        self._pack = pack
        self._visit = visit
        self._events: list[Event] = []
        self._heard: list[Turn] = []
        self._position: dict[int, int] = {}
        self._decided: list[tuple[Event, Seen]] = []
        self._decisions = Decisions()
        self._reader = Reader(pack, visit.date_of_service)
        self._writer = Writer(pack)
        self._again: SecondHearing | None = None
        self._worded: Mapping[str, Worded] = {}
        self._as_heard = FactSheet()
        self._sheet = FactSheet()
        self._state = self._derive()

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self._events)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns in the order in which they were heard, as the clinician corrected them."""
        return tuple(self._corrected(turn) for turn in self._heard)

    @property
    def state(self) -> State:
        return self._state

    @property
    def sheet(self) -> FactSheet:
        """All facts, the clinician's entries above what was heard."""
        return self._sheet

    def hear(self, turn: Turn) -> Change:
        """Takes one more turn. A turn on a line that was heard before replaces that one."""
        return self.apply(TurnHeard(turn=turn))

    def apply(self, event: Event) -> Change:
        """Takes one event and says what it changed."""
        self._events.append(event)
        match event:
            case TurnHeard():
                self._take(event.turn)
                return self._refresh(decided=False)
            case HeardAgain():
                self._compare(event.turns)
            case Undone():
                self._undo()
            case _:
                seen = self._seen(event)
                self._decided.append((event, seen))
                self._decisions.add(event, seen)
                if isinstance(event, SpeakerCorrected | TextCorrected):
                    self._read_again()
        return self._refresh(decided=True)

    def _take(self, turn: Turn) -> None:
        at = self._position.get(turn.line)
        if at is not None:
            self._heard[at] = turn
            self._read_again()
            return
        self._position[turn.line] = len(self._heard)
        self._heard.append(turn)
        self._reader.hear(self._corrected(turn))

    def _compare(self, final: Sequence[Turn]) -> None:
        corrected = {turn.line: turn.text for turn in self._heard if turn.line in self._decisions.texts}
        self._again = SecondHearing(self._pack, self.turns, final, corrected, self._read)

    def _read(self, turns: Sequence[Turn]) -> FactSheet:
        reader = Reader(self._pack, self._visit.date_of_service)
        for turn in turns:
            reader.hear(turn)
        return reader.sheet()

    def _undo(self) -> None:
        if not self._decided:
            return
        event, _ = self._decided.pop()
        self._decisions = Decisions()
        for earlier, seen in self._decided:
            self._decisions.add(earlier, seen)
        if isinstance(event, SpeakerCorrected | TextCorrected):
            self._read_again()

    def _read_again(self) -> None:
        self._reader = Reader(self._pack, self._visit.date_of_service)
        for turn in self.turns:
            self._reader.hear(turn)

    def _turn(self, line: int) -> Turn | None:
        at = self._position.get(line)
        return None if at is None else self._corrected(self._heard[at])

    def _corrected(self, turn: Turn) -> Turn:
        speaker = self._decisions.speakers.get(turn.line, turn.speaker)
        text = self._decisions.texts.get(turn.line, turn.text)
        if text != turn.text:
            turn = reworded(turn, text)
        return turn if speaker == turn.speaker else turn.model_copy(update={"speaker": speaker})

    def _seen(self, event: Event) -> Seen:
        """What the clinician had on the screen when deciding."""
        turns = len(self._heard)
        if not isinstance(event, SentenceEdited | SentenceReviewed):
            return Seen(turns)
        shown = _sentences(self._state).get(event.id)
        worded = self._worded.get(event.id)
        return Seen(
            turns,
            text=shown.text if shown else None,
            section=self._writer.section_of(event.id),
            facts=worded.keys() if worded else (),
        )

    def _refresh(self, *, decided: bool) -> Change:
        as_heard = self._reader.sheet()
        if not decided and as_heard == self._as_heard:
            return Change()
        before, old_sheet = self._state, self._sheet
        self._as_heard = as_heard
        self._sheet = outrank(as_heard, self._decisions.entries)
        self._state = self._derive()
        return _difference(before, self._state, old_sheet, self._sheet)

    def _derive(self) -> State:
        decisions, sheet = self._decisions, self._sheet
        code = coding.code(self._pack, sheet, self._visit, decisions.code)
        alerts = self._alerts(coding.alerts(self._pack, sheet, self._visit, code))
        note, self._worded = self._writer.note(sheet, decisions, self._turn)
        return State(
            visit=self._visit,
            findings=findings(sheet, self._visit),
            facts=tuple(sheet),
            checklist=checklist.review(self._pack, sheet, decisions.dismissed, alerts),
            code=code,
            alerts=alerts,
            note=note,
            differences=self._differences(),
        )

    def _differences(self) -> tuple[Difference, ...]:
        if self._again is None:
            return ()
        return self._again.standing({turn.line: turn.text for turn in self.turns}, self._decisions.kept)

    def _alerts(self, of_code: tuple[Alert, ...]) -> tuple[Alert, ...]:
        decisions = self._decisions
        found = (
            *disputed(self._as_heard, decisions.entries, self._position),
            *contradictions(self._pack, self._sheet),
            *of_code,
        )
        return tuple(
            alert.model_copy(update={"acknowledged": decisions.acknowledged[alert.id]})
            if alert.id in decisions.acknowledged
            else alert
            for alert in found
        )


def _difference(before: State, after: State, old: FactSheet, new: FactSheet) -> Change:
    paths = sorted({*old.paths(), *new.paths()})
    was = {item.element: item for item in before.checklist}
    return Change(
        facts=tuple(path for path in paths if old.all(path) != new.all(path)),
        elements=tuple(item.element for item in after.checklist if was.get(item.element) != item),
        alerts=_changed({one.id: one for one in before.alerts}, {one.id: one for one in after.alerts}),
        sentences=_changed(_sentences(before), _sentences(after)),
        code=before.code != after.code,
    )


def _sentences(state: State) -> dict[str, Sentence]:
    return {one.id: one for section in state.note.sections for one in section.sentences}


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(key for key in {**before, **after} if before.get(key) != after.get(key))
