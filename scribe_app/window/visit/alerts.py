"""Contradictions and other things a careful reader would query. Nothing is shown while there is nothing.

Each takes one line until it is opened, as the next sentence may settle it; a red flag is always shown in full.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.look.elided import Elided
from scribe_app.window.look.marks import SignMark
from scribe_app.window.look.parts import button, empty, frame, label
from scribe_app.window.look.speaking import announce
from structuring.state import Alert

ALWAYS_IN_FULL = frozenset({"red_flag_present"})


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
        self._read_only = False
        self._opened: set[str] = set()
        self.setVisible(False)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        return self._shown

    def show_alerts(self, alerts: tuple[Alert, ...], *, read_only: bool = False) -> None:
        if alerts != self._shown or read_only != self._read_only:
            known = {alert.id for alert in self._shown}
            self._shown, self._read_only = alerts, read_only
            self._fill()
            for alert in alerts:
                if alert.id not in known:
                    announce(self, alert.text)

    def _fill(self) -> None:
        empty(self._box)
        for alert in self._shown:
            full = alert.kind in ALWAYS_IN_FULL or alert.id in self._opened
            self._box.addWidget(self._card(alert) if full else self._line(alert))
        self.setVisible(bool(self._shown))

    def _line(self, alert: Alert) -> QWidget:
        card = frame("alert")
        card.setAccessibleName(alert.text)
        line = QHBoxLayout(card)
        line.setContentsMargins(10, 3, 6, 3)
        line.setSpacing(9)
        line.addWidget(SignMark("conflict", size=14))
        words = Elided()
        words.setText(alert.text)
        line.addWidget(words, 1)
        more = button(self.tr("More"), "plain")
        more.setAccessibleName(self.tr("More about: {0}").format(alert.text))
        more.clicked.connect(lambda: self._open(alert.id))
        line.addWidget(more)
        return card

    def _open(self, alert_id: str) -> None:
        self._opened.add(alert_id)
        self._fill()

    def _card(self, alert: Alert) -> QWidget:
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
        if not self._read_only:
            keep = button(self.tr("Explain…"), "chip", tip=self.tr("Keep it as it is and say why"))
            keep.clicked.connect(lambda: self.acknowledged.emit(alert.id))
            foot.addWidget(keep)
        foot.addStretch(1)
        words.addLayout(foot)
        line.addLayout(words, 1)
        return card
