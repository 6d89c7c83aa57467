"""How loud it is: a bar of steps that a glance can read, with the word for it beside the colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scribe_app.window.look.theme import colours

LOWEST_DB = -60.0
STEPS = 14


class LevelMeter(QWidget):
    """Shows dBFS from -60 to 0; falls slowly, so that speech does not flicker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Microphone level"))
        self._db = LOWEST_DB
        self._clipping = False

    @property
    def shown_db(self) -> float:
        return self._db

    def show_level(self, rms_dbfs: float, *, clipping: bool = False) -> None:
        level = min(0.0, max(LOWEST_DB, rms_dbfs))
        self._db = level if level > self._db else self._db + (level - self._db) * 0.3
        self._clipping = clipping
        word = self.tr("too loud") if clipping else self.tr("silent") if self._db < -55 else self.tr("good")
        self.setAccessibleDescription(word)
        self.setToolTip(self.tr("Microphone: {0}").format(word))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(STEPS * 6, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        lit = round((self._db - LOWEST_DB) / -LOWEST_DB * STEPS)
        now = colours()
        for step in range(STEPS):
            # Taller towards the loud end: the shape says it too.
            high = 5 + step * 11 / STEPS
            colour = now.line
            if step < lit:
                colour = now.danger if self._clipping else now.accent
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(step * 6, (self.height() - high) / 2, 4, high), 1.5, 1.5)
