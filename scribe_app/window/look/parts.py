"""The few small pieces that every panel is made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


def label(text: str = "", kind: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A text in plain format (nothing said in a visit is ever read as markup)."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if kind:
        made.setProperty("kind", kind)
    return made


def button(text: str, kind: str = "", *, tip: str = "", parent: QWidget | None = None) -> QPushButton:
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(tip)
    return made


def frame(name: str, parent: QWidget | None = None) -> QFrame:
    made = QFrame(parent)
    made.setObjectName(name)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    return frame("rule", parent)


def edge(bar: QScrollBar) -> QFrame:
    """The line below a heading that shows while something has been scrolled up behind it; it takes no room."""
    made = rule()
    made.setProperty("kind", "clear")
    bar.valueChanged.connect(lambda at: restyle(made, "" if at > bar.minimum() else "clear"))
    return made


def restyle(widget: QWidget, kind: str) -> None:
    """Changes the kind of a widget and has the style sheet look at it again."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def empty(layout: QLayout) -> None:
    """Removes everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


class Flow(QLayout):
    """Lays widgets out like words: from left to right, on as many lines as the width needs."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 5) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        highest = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(widest + margins.left() + margins.right(), highest + margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        x, y, line = inner.x(), inner.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > inner.x() and x + size.width() > inner.right() + 1:
                x, y, line = inner.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line + self.contentsMargins().bottom() - rect.y()


def height_at(layout: QLayout, width: int) -> int:
    """The height that a layout needs at some width, also where nothing in it wraps."""
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


class Scrolled(QScrollArea):
    """A vertical scroll area whose content takes the full width, and the height that it needs at that width."""

    resized = Signal()
    fitted = Signal()  # after something in it came, went, opened or closed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("scrolled")
        # Wrapped text asks for its height at its least width; only the height at the real width counts here.
        inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.content = QVBoxLayout(inner)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        # After the event: the layout of the content looks at its parts anew only then.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fit)
        self._later.timeout.connect(self.fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._later.start(0)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inner = self.widget()
        if inner is not None:
            inner.setMinimumHeight(height_at(self.content, self.viewport().width()))


LEAST = 60  # pixels of a part that is scrolled, some three lines


class Pane(QScrollArea):
    """A part of a dialog that is shown whole where the screen has room, and scrolled where it has not."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(LEAST)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width(), LEAST)


def open_at(window: QWidget, width: int, height: int) -> None:
    """Sizes a window; where the screen is smaller (a small laptop at 200 %), as large as the screen lets it."""
    room = window.screen().availableSize()
    window.resize(QSize(width, height).boundedTo(room))


def clock(seconds: float | None) -> str:
    """Seconds as m:ss, or "" where there is no time."""
    if seconds is None:
        return ""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"


def centred_card(page: QWidget, width: int) -> QVBoxLayout:
    """The layout of a card of `width` pixels in the middle of an otherwise empty page."""
    outer = QVBoxLayout(page)
    outer.addStretch(1)
    row = QHBoxLayout()
    row.addStretch(1)
    card = frame("card")
    card.setFixedWidth(width)
    row.addWidget(card)
    row.addStretch(1)
    outer.addLayout(row)
    outer.addStretch(2)
    box = QVBoxLayout(card)
    box.setContentsMargins(28, 24, 28, 24)
    box.setSpacing(12)
    return box
