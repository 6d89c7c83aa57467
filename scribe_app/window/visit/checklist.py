"""The seven elements, each with its items, what they are worth now and the words behind them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLabel, QMenu, QVBoxLayout, QWidget

from scribe_app.window.look.elided import Elided
from scribe_app.window.look.marks import Sign, SignMark
from scribe_app.window.look.parts import clock, empty, frame, label, restyle
from scribe_app.window.look.speaking import say_as
from scribe_app.window.look.theme import colours
from structuring.events import NOT_SAID
from structuring.facts import entries
from structuring.state import ChecklistItem, ChecklistLine, DismissReason, Element

REASON_KEYS: dict[int, DismissReason] = {
    Qt.Key.Key_1.value: "not_applicable",
    Qt.Key.Key_2.value: "not_assessed",
    Qt.Key.Key_3.value: "unable_to_determine",
}
LINE_SIGNS: dict[str, Sign] = {
    "documented": "complete",
    "missing": "missing",
    "uncertain": "uncertain",
    "conflict": "conflict",
    "dismissed": "dismissed",
}


def reason_text(widget: QWidget, reason: DismissReason | None) -> str:
    return {
        "not_applicable": widget.tr("not applicable"),
        "not_assessed": widget.tr("not assessed"),
        "unable_to_determine": widget.tr("unable to determine"),
        None: "",
    }[reason]


def add_entries(menu: QMenu, path: str, enter: Callable[[str, str], object]) -> None:
    """Adds what can be entered by hand for a path; `enter(path, value)` is called with the choice."""
    for target, value in entries(path):
        shown = value if target == path else target.rpartition(".")[2]
        menu.addAction(shown.replace("_", " ").capitalize()).triggered.connect(
            lambda _=False, at=target, chosen=value: enter(at, chosen)
        )
    if not entries(path):
        menu.addAction(menu.tr("In your words…")).triggered.connect(lambda: _ask_words(menu, path, enter))


def _ask_words(menu: QMenu, path: str, enter: Callable[[str, str], object]) -> None:
    text, given = QInputDialog.getText(menu.parentWidget(), menu.tr("Enter"), menu.tr("What belongs in the note:"))
    if given and text.strip():
        enter(path, text.strip())


def _inside(name: str) -> str:
    """A name within a sentence: small, unless it is an abbreviation."""
    return name if name.isupper() else name[:1].lower() + name[1:]


class Row(QFrame):
    """A line that can be reached by Tab and by arrow, pressed by Enter, and shows where the focus is."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)


say_as(Row, QAccessible.Role.ListItem)


class LineRow(Row):
    """One item: sign, name, value. 1, 2, 3 set it aside; 0 brings it back."""

    evidence_wanted = Signal(object)
    dismissed = Signal(str, object)
    entered = Signal(str, str)

    def __init__(self, line: ChecklistLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        box = QHBoxLayout(self)
        box.setContentsMargins(30, 2, 8, 2)
        box.setSpacing(8)
        self.mark = SignMark(size=13)
        self.name = label(kind="")
        self.value = Elided("small")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.mark)
        box.addWidget(self.name)
        box.addWidget(self.value, 1)
        self.pressed.connect(self._act)
        self.show_line(line)

    def show_line(self, line: ChecklistLine) -> None:
        self.line = line
        self.mark.show_sign(LINE_SIGNS[line.state])
        self.name.setText(line.label)
        value = {
            "documented": line.value or self.tr("documented"),
            "missing": self.tr("not mentioned"),
            "uncertain": self.tr("unclear"),
            "conflict": self.tr("contradictory"),
            "dismissed": reason_text(self, line.reason),
        }[line.state]
        self.value.setText(value)
        self.setAccessibleName(f"{line.label}: {value}")
        if line.evidence:
            first = line.evidence[0]
            when = clock(first.start_s)
            self.setToolTip(f"“{first.quote}”" + (f"  {when}" if when else ""))
        else:
            self.setToolTip(self.tr("Enter for what you can do; 1, 2, 3 set it aside"))

    def _act(self) -> None:
        if self.line.evidence:
            self.evidence_wanted.emit(self.line.evidence)
        else:
            self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.line.evidence:
            menu.addAction(self.tr("Show where it was said")).triggered.connect(
                lambda: self.evidence_wanted.emit(self.line.evidence)
            )
            menu.addSeparator()
        add_entries(menu, self.line.path, self.entered.emit)
        if self.line.state in ("documented", "uncertain", "conflict"):
            menu.addAction(self.tr("This was not said")).triggered.connect(
                lambda: self.entered.emit(self.line.path, NOT_SAID)
            )
        menu.addSeparator()
        if self.line.state == "dismissed":
            menu.addAction(self.tr("Bring it back") + "\t0").triggered.connect(
                lambda: self.dismissed.emit(self.line.path, None)
            )
        for key, reason in REASON_KEYS.items():
            menu.addAction(f"{reason_text(self, reason).capitalize()}\t{chr(key)}").triggered.connect(
                lambda _=False, why=reason: self.dismissed.emit(self.line.path, why)
            )
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reason = REASON_KEYS.get(event.key())
        if reason is not None:
            self.dismissed.emit(self.line.path, reason)
        elif event.key() == Qt.Key.Key_0:
            self.dismissed.emit(self.line.path, None)
        else:
            super().keyPressEvent(event)


class ElementRow(QWidget):
    """One element: its sign and state, and its items below it when opened."""

    evidence_wanted = Signal(object)
    dismissed = Signal(str, object)
    entered = Signal(str, str)

    def __init__(self, item: ChecklistItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._rows: dict[str, LineRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = _ElementHead(self)
        column.addWidget(self.head)
        self._lines = QWidget()
        self._lines.setVisible(False)
        self._line_box = QVBoxLayout(self._lines)
        self._line_box.setContentsMargins(0, 0, 0, 6)
        self._line_box.setSpacing(0)
        column.addWidget(self._lines)
        self.head.pressed.connect(self.toggle)
        self.head.dismissed.connect(lambda reason: self.dismissed.emit(self.item.element, reason))
        self.show_item(item)

    @property
    def open(self) -> bool:
        return self._lines.isVisibleTo(self)

    def toggle(self) -> None:
        self._lines.setVisible(not self.open)
        self.head.show_item(self.item, opened=self.open)

    def show_item(self, item: ChecklistItem) -> None:
        self.item = item
        self.head.show_item(item, opened=self.open)
        if list(self._rows) != [line.path for line in item.lines]:
            empty(self._line_box)
            self._rows = {}
            for line in item.lines:
                row = LineRow(line)
                row.evidence_wanted.connect(self.evidence_wanted)
                row.dismissed.connect(self.dismissed)
                row.entered.connect(self.entered)
                self._line_box.addWidget(row)
                self._rows[line.path] = row
        for line in item.lines:
            self._rows[line.path].show_line(line)

    def line_row(self, path: str) -> LineRow:
        return self._rows[path]


class _ElementHead(Row):
    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 5, 8, 5)
        box.setSpacing(9)
        self.mark = SignMark(size=18)
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(6)
        self.name = label(kind="strong")
        self.status = Elided("small")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.name)
        first.addWidget(self.status, 1)
        self.detail: QLabel = label(kind="small", wrap=True)
        self.short_detail = Elided("small")
        self.compact = False
        words.addLayout(first)
        words.addWidget(self.detail)
        words.addWidget(self.short_detail)
        box.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)

    def show_item(self, item: ChecklistItem, *, opened: bool) -> None:
        self.mark.show_sign(item.status)
        self.name.setText(item.label)
        counted = len(item.lines)
        done = sum(line.state in ("documented", "dismissed") for line in item.lines)
        values = [line.value for line in item.lines if line.state == "documented" and line.value]
        status = {
            "complete": ", ".join(values) if values and len(item.lines) <= 2 else self.tr("done"),
            "partial": self.tr("{0} of {1}").format(done, counted) if counted > 1 else self.tr("in part"),
            "missing": self.tr("missing"),
            "conflict": self.tr("contradictory"),
        }[item.status]
        self.status.setText(status)
        restyle(self.status, {"conflict": "danger", "complete": "small"}.get(item.status, "small"))
        detail = self._detail(item)
        self.detail.setText(detail)
        self.short_detail.setText(detail)
        self.detail.setVisible(bool(detail) and not opened and not self.compact)
        self.short_detail.setVisible(bool(detail) and not opened and self.compact)
        self.setAccessibleName(f"{item.label}: {status}")
        self.setAccessibleDescription(detail)
        self.setToolTip(self.tr("Hide its items") if opened else self.tr("Show its items"))

    def _detail(self, item: ChecklistItem) -> str:
        if item.status == "complete":
            return ""
        lacking = [
            _inside(line.label) for line in item.lines if line.state in ("missing", "uncertain", "conflict")
        ]
        if not lacking or len(item.lines) <= 1:
            return ""
        return self.tr("still: {0}").format(", ".join(lacking))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reason = REASON_KEYS.get(event.key())
        if reason is not None:
            self.dismissed.emit(reason)
        elif event.key() == Qt.Key.Key_0:
            self.dismissed.emit(None)
        else:
            super().keyPressEvent(event)


class ChecklistPanel(QWidget):
    """Signals: `evidence_wanted(tuple[Evidence])`, `dismissed(path, reason | None)`, `entered(path, value)`."""

    evidence_wanted = Signal(object)
    dismissed = Signal(str, object)
    entered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Element, ElementRow] = {}
        self._compact = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        panel = frame("panel")
        outer.addWidget(panel)
        self._box = QVBoxLayout(panel)
        self._box.setContentsMargins(6, 10, 6, 6)
        self._box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 4)
        head.addWidget(label(self.tr("Checklist"), "heading"))
        head.addStretch(1)
        self.count = label(kind="small")
        head.addWidget(self.count)
        self._box.addLayout(head)

    def show_items(self, items: tuple[ChecklistItem, ...]) -> None:
        for item in items:
            row = self._rows.get(item.element)
            if row is None:
                row = ElementRow(item)
                row.head.compact = self._compact
                row.show_item(item)
                row.evidence_wanted.connect(self.evidence_wanted)
                row.dismissed.connect(self.dismissed)
                row.entered.connect(self.entered)
                self._rows[item.element] = row
                self._box.addWidget(row)
            else:
                row.show_item(item)
        done = sum(item.status == "complete" for item in items)
        self.count.setText(self.tr("{0} of {1} done").format(done, len(items)))

    def set_compact(self, compact: bool) -> None:
        """Where height is scarce what is missing stands on one line."""
        if compact == self._compact:
            return
        self._compact = compact
        for row in self._rows.values():
            row.head.compact = compact
            row.show_item(row.item)

    def clear_screen(self) -> None:
        for row in self._rows.values():
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        self.count.setText("")

    def element(self, element: Element) -> ElementRow:
        return self._rows[element]
