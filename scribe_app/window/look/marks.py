"""Painted signs whose shape carries the meaning, so that colour is never needed to read them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from scribe_app.window.look.theme import colours

Sign = Literal["complete", "partial", "missing", "conflict", "dismissed", "uncertain"]


def paint_sign(painter: QPainter, box: QRectF, sign: Sign) -> None:
    """Draws one sign: disc with tick, half disc, ring, triangle, struck ring, ring with a question mark."""
    colour = _colour(sign)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.4, box.width() / 10)
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(width, width, -width, -width)
    x, y, w, h = inner.x(), inner.y(), inner.width(), inner.height()
    if sign == "complete":
        painter.setBrush(colour)
        painter.drawEllipse(inner)
        painter.setPen(QPen(QColor(colours().surface), width * 1.2))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(x + w * 0.26, y + h * 0.53),
                    QPointF(x + w * 0.44, y + h * 0.70),
                    QPointF(x + w * 0.75, y + h * 0.34),
                ]
            )
        )
    elif sign == "partial":
        painter.drawEllipse(inner)
        painter.setBrush(colour)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    elif sign == "conflict":
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x + w / 2, y), QPointF(x + w, y + h), QPointF(x, y + h)]))
        painter.setPen(QPen(QColor(colours().surface), width * 1.2))
        painter.drawLine(QPointF(x + w / 2, y + h * 0.38), QPointF(x + w / 2, y + h * 0.64))
        painter.drawPoint(QPointF(x + w / 2, y + h * 0.83))
    else:
        painter.drawEllipse(inner)
        if sign == "dismissed":
            painter.drawLine(QPointF(x + w * 0.25, y + h / 2), QPointF(x + w * 0.75, y + h / 2))
        elif sign == "uncertain":
            font = painter.font()
            font.setPixelSize(max(7, round(h * 0.72)))
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "?")


def _colour(sign: Sign) -> QColor:
    now = colours()
    return QColor(
        {
            "complete": now.ok,
            "partial": now.warn,
            "missing": now.control,
            "conflict": now.danger,
            "dismissed": now.quiet,
            "uncertain": now.warn,
        }[sign]
    )


class SignMark(QWidget):
    """One sign as a widget, as high as a line of text."""

    def __init__(self, sign: Sign = "missing", parent: QWidget | None = None, size: int = 16) -> None:
        super().__init__(parent)
        self._sign: Sign = sign
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def sign(self) -> Sign:
        return self._sign

    def show_sign(self, sign: Sign) -> None:
        if sign != self._sign:
            self._sign = sign
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, max(self._size, self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        top = (self.height() - self._size) / 2
        paint_sign(QPainter(self), QRectF(0, top, self._size, self._size), self._sign)
