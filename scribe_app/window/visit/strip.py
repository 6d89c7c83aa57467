"""A small window that stays on top while the health record has the screen: ring, next question, recording sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.look.parts import button, clock, frame, label, restyle
from scribe_app.window.sound.recording_bar import RecordingSign
from scribe_app.window.visit.questions import to_ask
from scribe_app.window.visit.ring import Ring
from scribe_app.window.visit.settling import in_sight, settling
from structuring.state import State


class Strip(QWidget):
    """Signals: `window_wanted`, `toggle_wanted` (pause or resume)."""

    window_wanted = Signal()
    toggle_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Lumbar Scribe"))
        self._grip: QPoint | None = None
        self.early: Sequence[str] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 6)
        card = frame("card")
        outer.addWidget(card)
        line = QHBoxLayout(card)
        line.setContentsMargins(10, 6, 8, 6)
        line.setSpacing(12)
        self.ring = Ring()
        line.addWidget(self.ring)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.question = label(kind="lead", wrap=True)
        self.question.setMinimumWidth(280)
        self.under = label(kind="small")
        words.addWidget(self.question)
        words.addWidget(self.under)
        line.addLayout(words, 1)
        self.sign = RecordingSign()
        line.addWidget(self.sign)
        self.elapsed = label(kind="strong")
        line.addWidget(self.elapsed)
        self.pause = button(self.tr("Pause"))
        self.pause.clicked.connect(self.toggle_wanted)
        line.addWidget(self.pause)
        back = button(self.tr("Open"), "plain", tip=self.tr("Back to the whole window (Ctrl+M)"))
        back.clicked.connect(self.window_wanted)
        line.addWidget(back)
        self.resize(620, 84)

    def show_state(self, state: State, *, talking: bool) -> None:
        so_far = settling(state, talking=talking)
        self.ring.show_items(state.checklist)
        questions = to_ask(state.checklist, self.early)
        waiting = len(in_sight(state.alerts, so_far=so_far))
        self.question.setText(questions[0].ask if questions else self.tr("Nothing is left to ask."))
        parts = []
        if len(questions) > 1:
            parts.append(self.tr("{0} more to ask").format(len(questions) - 1))
        if waiting:
            several = self.tr("{0} contradictions").format(waiting)
            parts.append(self.tr("1 contradiction") if waiting == 1 else several)
        if state.code.primary and not so_far:
            parts.append(state.code.accepted or state.code.primary)
        self.under.setText("  ·  ".join(parts))

    def show_phase(self, phase: str, words: str) -> None:
        self.sign.show_phase(phase)
        self.sign.setToolTip(words)
        self.sign.setAccessibleName(words)
        self.pause.setVisible(phase in ("running", "paused"))
        self.pause.setText(self.tr("Resume") if phase == "paused" else self.tr("Pause"))
        restyle(self.elapsed, "danger" if phase == "running" else "strong")

    def show_elapsed(self, seconds: float) -> None:
        self.elapsed.setText(clock(seconds))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.globalPosition().toPoint() - self.frameGeometry().topLeft()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
