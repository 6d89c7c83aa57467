"""Passages that possibly speak of a silent item: pointed to, each confirmed or set aside with one key.

A hint is no fact. It becomes the clinician's own entry, with the passage as its evidence, or it goes and does not
come back. Off unless the settings say otherwise; the network works in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scribe_app.window.look.parts import Flow, button, clock, empty, frame, label
from scribe_app.window.look.speaking import announce
from scribe_app.window.visit.checklist import Row
from structuring.events import FactEntered, HintDismissed
from structuring.facts import entries
from structuring.pack import Pack
from structuring.turns import Turn

if TYPE_CHECKING:
    from scribe_app.meaning.hints import Hint, Hints
    from scribe_app.meaning.worker import HintWorker
    from scribe_app.window.visit.visit_session import VisitSession

MOST = 3
ASK_AFTER_MS = 400


class HintRow(Row):
    """One passage. 1, 2 … say what it means, 0 sets it aside, Enter shows it in the transcript."""

    answered = Signal(str)  # the value, "" for "not meant"

    def __init__(self, hint: Hint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = hint
        self._values = [value for path, value in entries(hint.path) if path == hint.path]
        name = self.tr("{0}?").format(hint.label[:1].upper() + hint.label[1:])
        at = clock(hint.evidence.start_s)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 3, 8, 4)
        box.setSpacing(1)
        box.addWidget(label(name, wrap=True))
        said = label(f"“{hint.evidence.quote}”  {at}".rstrip(), "small", wrap=True)
        box.addWidget(said)
        chips = Flow(spacing=4)
        chips.setContentsMargins(0, 2, 0, 0)
        answers = [(str(key), value) for key, value in enumerate(self._values, start=1)]
        for key, value in [*answers, ("0", "")]:
            words = value.replace("_", " ") if value else self.tr("not meant")
            chip = button(f"{key} {words}", "chip")
            chip.setAccessibleName(f"{name} {words}")
            chip.clicked.connect(lambda _=False, chosen=value: self.answered.emit(chosen))
            chips.addWidget(chip)
        box.addLayout(chips)
        self.setAccessibleName(self.tr("Possibly said: {0} {1}").format(name, hint.evidence.quote))
        self.setToolTip(self.tr("Return shows the passage; a number says what it means; 0 sets it aside."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key() - Qt.Key.Key_0.value
        if key == 0 or event.key() == Qt.Key.Key_Delete:
            self.answered.emit("")
        elif 1 <= key <= len(self._values):
            self.answered.emit(self._values[key - 1])
        else:
            super().keyPressEvent(event)


class HintsPanel(QWidget):
    """Signals: `evidence_wanted(evidence)`, `decided(event)` with a FactEntered or a HintDismissed."""

    evidence_wanted = Signal(object)
    decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(6, 8, 6, 6)
        box.setSpacing(0)
        head = label(self.tr("Possibly said"), "heading")
        head.setContentsMargins(8, 0, 8, 2)
        head.setToolTip(self.tr("Counts for nothing until you say what it means."))
        box.addWidget(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        box.addLayout(self._rows)
        self._shown: tuple[Hint, ...] = ()
        self.setVisible(False)

    @property
    def rows(self) -> list[HintRow]:
        found = [self._rows.itemAt(place).widget() for place in range(self._rows.count())]  # type: ignore[union-attr]
        return [row for row in found if isinstance(row, HintRow)]

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """The first three; what is being read keeps its place as long as it stands."""
        shown = tuple(hints[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._rows)
        for hint in shown:
            row = HintRow(hint)
            row.pressed.connect(lambda at=hint: self.evidence_wanted.emit((at.evidence,)))
            row.answered.connect(lambda value, at=hint: self._answer(at, value))
            self._rows.addWidget(row)
        self.setVisible(bool(shown))
        announce(self, " ".join(row.accessibleName() for row in self.rows))

    def _answer(self, hint: Hint, value: str) -> None:
        self.decided.emit(
            FactEntered(path=hint.path, value=value, evidence=(hint.evidence,))
            if value
            else HintDismissed(id=hint.id)
        )


class HintsBeside(QObject):
    """Follows one visit with a worker of its own. Signals: `found(hints)`, `failed(str)` in plain words."""

    found = Signal(object)
    failed = Signal(str)
    _arrived = Signal(object, object)

    def __init__(self, make: Callable[[Pack], Hints], parent: QObject | None = None) -> None:
        """`make` loads the network; it is called in the worker's thread."""
        super().__init__(parent)
        self._make = make
        self._session: VisitSession | None = None
        self._worker: HintWorker | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        self._arrived.connect(self._take)

    def follow(self, session: VisitSession, pack: Pack) -> None:
        """Listens to a visit from its beginning on; a visit that is signed has nothing to be hinted at."""
        if session is self._session or session.locked:
            return
        self.leave()
        from scribe_app.meaning.worker import HintWorker

        self._session = session
        self._worker = HintWorker(
            lambda: self._make(pack), lambda hints: self._arrived.emit(session, hints), self.failed.emit
        )
        for turn in session.turns:
            self._worker.hear(turn)
        session.turn_heard.connect(self._hear)
        session.changed.connect(self._changed)
        self._later.start(ASK_AFTER_MS)

    def leave(self) -> None:
        """Lets the visit go; what the worker is at ends by itself."""
        self._later.stop()
        if self._session is not None:
            self._session.turn_heard.disconnect(self._hear)
            self._session.changed.disconnect(self._changed)
        if self._worker is not None:
            self._worker.close(0)
        self._session = self._worker = None
        self.found.emit([])

    def _hear(self, turn: Turn, _repairs: object) -> None:
        if self._worker is not None:
            self._worker.hear(turn)

    def _changed(self, _change: object) -> None:
        if not self._later.isActive():
            self._later.start(ASK_AFTER_MS)

    def _ask(self) -> None:
        if self._session is not None and self._worker is not None:
            silent = {path for item in self._session.state.checklist for path in item.missing}
            self._worker.ask(silent, self._session.dismissed_hints)

    def _take(self, session: VisitSession, hints: list[Hint]) -> None:
        if session is self._session:
            self.found.emit(hints)


def load(pack: Pack) -> Hints:
    """The network of the extra `semantic`. Raises Refusal with what is missing."""
    from scribe_app.meaning.encoder import Encoder
    from scribe_app.meaning.hints import Hints

    return Hints(pack, Encoder())
