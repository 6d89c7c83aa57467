"""Contradictions and other things a careful reader would query. Nothing is shown while there is nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.marks import SignMark
from scribe_app.window.parts import button, empty, frame, label
from structuring.state import Alert


class AlertsPanel(QWidget):
    """Signals: `evidence_wanted(evidence)`, `acknowledged(id)`."""

    evidence_wanted = Signal(object)
    acknowledged = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._shown: tuple[Alert, ...] = ()
        self.setVisible(False)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        return self._shown

    def show_alerts(self, alerts: tuple[Alert, ...], *, read_only: bool = False) -> None:
        waiting = tuple(alert for alert in alerts if alert.acknowledged is None)
        if waiting == self._shown:
            return
        self._shown = waiting
        empty(self._box)
        for alert in waiting:
            self._box.addWidget(self._card(alert, read_only=read_only))
        self.setVisible(bool(waiting))

    def _card(self, alert: Alert, *, read_only: bool) -> QWidget:
        card = frame("alert")
        card.setAccessibleName(alert.text)
        line = QHBoxLayout(card)
        line.setContentsMargins(10, 8, 10, 6)
        line.setSpacing(9)
        line.addWidget(SignMark("conflict", size=16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(alert.text, wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(4)
        if alert.evidence:
            show = button(self.tr("Show"), "chip", tip=self.tr("Show where it was said"))
            show.clicked.connect(lambda: self.evidence_wanted.emit(alert.evidence))
            foot.addWidget(show)
        if not read_only:
            keep = button(self.tr("Explain…"), "chip", tip=self.tr("Keep it as it is and say why"))
            keep.clicked.connect(lambda: self.acknowledged.emit(alert.id))
            foot.addWidget(keep)
        foot.addStretch(1)
        words.addLayout(foot)
        line.addLayout(words, 1)
        return card
