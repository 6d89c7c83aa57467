"""What to ask next: at most five neutral questions, safety first, each set aside with one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.look.parts import Flow, button, frame, label
from scribe_app.window.look.speaking import announce
from scribe_app.window.visit.checklist import REASON_KEYS, Row, reason_text
from structuring.state import ChecklistItem, DismissReason

MOST = 5
HEIGHT_OF_FIRST = 100


def to_ask(items: tuple[ChecklistItem, ...], early: Sequence[str] = ()) -> list[ChecklistItem]:
    """The elements whose question stands open: safety first, then in the order of the checklist; at most five.

    `early` are lines that this practice's notes have often left out: their elements come right after safety.
    """
    open_ones = [item for item in items if item.ask and item.status != "complete"]

    def place(item: ChecklistItem) -> tuple[bool, int]:
        early_ones = [early.index(line) for line in item.missing if line in early]
        return not item.safety, min(early_ones, default=len(early))

    return sorted(open_ones, key=place)[:MOST]


class QuestionRow(Row):
    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 3, 8, 3)
        self.text = label(wrap=True)
        box.addWidget(self.text)

    def show_question(self, item: ChecklistItem, *, first: bool) -> None:
        self.text.setText(item.ask)
        self.setAccessibleName(self.tr("Question: {0}").format(item.ask))
        self.setToolTip(self.tr("{0}. 1, 2 or 3 sets it aside.").format(item.label))
        self.text.setProperty("kind", "lead" if first else "quiet")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reason = REASON_KEYS.get(event.key())
        if reason is not None:
            self.dismissed.emit(reason)
        else:
            super().keyPressEvent(event)


class QuestionsPanel(QWidget):
    """Signal `dismissed(path, reason)`: the line that was asked about, or the whole element."""

    dismissed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[ChecklistItem] = []
        self._compact = False
        self._announced = ""
        self.early: Sequence[str] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("ask")
        outer.addWidget(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(6, 8, 6, 8)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(label(self.tr("Ask next"), "heading"))
        head.addStretch(1)
        self.more = button("", "plain")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda: self._show())
        head.addWidget(self.more)
        box.addLayout(head)
        self.rows: list[QuestionRow] = []
        for place in range(MOST):
            row = QuestionRow()
            row.dismissed.connect(lambda reason, at=place: self._dismiss(at, reason))
            row.hide()
            box.addWidget(row)
            self.rows.append(row)
            if place == 0:
                chips = Flow(spacing=4)
                chips.setContentsMargins(8, 2, 8, 4)
                self.chips = []
                for key, reason in REASON_KEYS.items():
                    words = reason_text(self, reason)
                    chip = button(f"{chr(key)} {self._short(reason)}", "chip")
                    chip.setToolTip(self.tr("Sets the first question aside: {0}").format(words))
                    chip.setAccessibleName(self.tr("Set aside: {0}").format(words))
                    chip.clicked.connect(lambda _=False, why=reason: self._dismiss(0, why))
                    chips.addWidget(chip)
                    self.chips.append(chip)
                box.addLayout(chips)
        self.setVisible(False)

    def _short(self, reason: DismissReason) -> str:
        return {
            "not_applicable": self.tr("n/a"),
            "not_assessed": self.tr("not assessed"),
            "unable_to_determine": self.tr("unable to tell"),
        }[reason]

    def show_items(self, items: tuple[ChecklistItem, ...], *, enabled: bool = True) -> None:
        self._items = to_ask(items, self.early) if enabled else []
        self.setVisible(bool(self._items))
        self._show()
        first = self._items[0].ask if self._items else ""
        if first != self._announced:
            self._announced = first
            announce(self, first)

    def set_compact(self, compact: bool) -> None:
        """Where height is scarce only the first question stands open; the others are one press away."""
        if compact != self._compact:
            self._compact = compact
            self.more.setChecked(not compact)
            self._show()

    def height_of_all(self, width: int) -> int:
        """What it takes to show every question."""
        lines = sum(
            -(-self.fontMetrics().horizontalAdvance(item.ask) // max(1, width - 50)) for item in self._items[1:]
        )
        return HEIGHT_OF_FIRST + lines * self.fontMetrics().height() + 8 * len(self._items)

    def _show(self) -> None:
        further = len(self._items) - 1
        opened = self.more.isChecked() or not self._compact
        self.more.setVisible(self._compact and further > 0)
        self.more.setText(self.tr("Fewer") if opened else self.tr("{0} more").format(further))
        for place, row in enumerate(self.rows):
            there = place < len(self._items) and (place == 0 or opened)
            row.setVisible(there)
            if there:
                row.show_question(self._items[place], first=place == 0)

    def asked(self) -> tuple[tuple[str, str], ...]:
        """(path, question) of what is to be asked now."""
        return tuple((item.ask_path or item.element, item.ask) for item in self._items)

    @property
    def questions(self) -> list[str]:
        return [item.ask for item in self._items]

    def dismiss_first(self, reason: str) -> None:
        self._dismiss(0, reason)

    def _dismiss(self, place: int, reason: object) -> None:
        if place < len(self._items):
            item = self._items[place]
            self.dismissed.emit(item.ask_path or item.element, reason)
