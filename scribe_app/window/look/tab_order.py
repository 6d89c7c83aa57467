"""The order of Tab follows what is seen, also through rows that came later, which Qt puts at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

AFTER_MS = 120
LINE = 8  # pixels within which widgets stand on one line


class TabOrder(QObject):
    """Orders the widgets of some panels, panel by panel, from top to bottom and from left to right."""

    def __init__(self, panels: Callable[[], Sequence[QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._panels = panels
        self._known: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MS)
        self._later.timeout.connect(self.order)

    def soon(self) -> None:
        """Orders when the layout has settled."""
        if not self._later.isActive():
            self._later.start()

    def order(self) -> None:
        chain = [widget for panel in self._panels() if panel.isVisible() for widget in in_reading_order(panel)]
        if chain != self._known:
            self._known = chain
            for one, next_one in pairwise(chain):
                QWidget.setTabOrder(one, next_one)


def in_reading_order(panel: QWidget) -> list[QWidget]:
    """The visible widgets of a panel that Tab reaches, line by line."""

    def place(widget: QWidget) -> tuple[int, int]:
        at = widget.mapTo(panel, QPoint(0, widget.height() // 2))
        return round(at.y() / LINE), at.x()

    found = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    return sorted(found, key=place)
