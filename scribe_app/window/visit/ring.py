"""Seven elements as a ring: a filled arc is done, a half-high one is in part, a thin one is missing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from scribe_app.window.look.theme import colours
from structuring.state import ChecklistItem

GAP_DEGREES = 9


class Ring(QWidget):
    """One arc an element, clockwise from the top, with how many are done in the middle."""

    def __init__(self, parent: QWidget | None = None, size: int = 52) -> None:
        super().__init__(parent)
        self._items: tuple[ChecklistItem, ...] = ()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def show_items(self, items: tuple[ChecklistItem, ...]) -> None:
        self._items = items
        done = sum(item.status == "complete" for item in items)
        self.setAccessibleName(self.tr("{0} of {1} elements done").format(done, len(items)))
        self.setToolTip("\n".join(f"{item.label}: {self._word(item.status)}" for item in items))
        self.update()

    def _word(self, status: str) -> str:
        return {
            "complete": self.tr("done"),
            "partial": self.tr("in part"),
            "missing": self.tr("missing"),
            "conflict": self.tr("contradictory"),
        }[status]

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._items:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = colours()
        thick = self._size / 7
        box = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        share = 360 / len(self._items)
        for place, item in enumerate(self._items):
            colour, width = {
                "complete": (now.ok, thick),
                "partial": (now.warn, thick * 0.55),
                "missing": (now.control, thick * 0.2),
                "conflict": (now.danger, thick),
            }[item.status]
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if item.status == "conflict":
                pen.setDashPattern([0.25, 0.18])
            painter.setPen(pen)
            start = 90 - place * share - GAP_DEGREES / 2
            painter.drawArc(box, round(start * 16), round(-(share - GAP_DEGREES) * 16))
        painter.setPen(QColor(now.ink))
        font = QFont(self.font())
        font.setPixelSize(round(self._size * 0.3))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        done = sum(item.status == "complete" for item in self._items)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(done))
