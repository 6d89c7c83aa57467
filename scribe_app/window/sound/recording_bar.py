"""The bar on top: who, whether it records, for how long, how loud, how far behind, and the one button to press.

The recording sign stands here and nowhere can it be hidden while sound is taken in.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scribe_app.capture.live import BEHIND_S
from scribe_app.window.look.elided import Elided
from scribe_app.window.look.parts import button, clock, label, restyle
from scribe_app.window.look.theme import colours
from scribe_app.window.sound.level_meter import LevelMeter

NARROW = 720  # below this the level has no room beside what must be there


class RecordingSign(QWidget):
    """A filled disc while recording, two bars while paused, an empty ring otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._phase = "idle"

    def show_phase(self, phase: str) -> None:
        self._phase = phase
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = colours()
        if self._phase == "running":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.danger))
            painter.drawEllipse(QRectF(1.5, 1.5, 13, 13))
        elif self._phase == "paused":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.warn))
            painter.drawRect(QRectF(3, 2, 4, 12))
            painter.drawRect(QRectF(9, 2, 4, 12))
        elif self._phase == "locked":
            painter.setPen(QPen(QColor(now.ok), 2))
            painter.drawPolyline(QPolygonF([QPointF(3, 8), QPointF(7, 12), QPointF(13, 4)]))
        else:
            painter.setPen(QPen(QColor(now.control), 1.6))
            painter.drawEllipse(QRectF(2, 2, 12, 12))


class RecordingBar(QFrame):
    """Signals: `start_wanted`, `pause_wanted`, `resume_wanted`, `stop_wanted`, `sign_wanted`, `back_wanted`."""

    start_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    sign_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.phase = "idle"
        self._ready = False
        self._replay = False
        self._manual = False
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 8, 14, 8)
        box.setSpacing(10)
        self.back = button(self.tr("Visits"), "plain", tip=self.tr("Back to the list of visits"))
        self.back.clicked.connect(self.back_wanted)
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.addWidget(self.back)
        who = QVBoxLayout()
        who.setSpacing(0)
        self.name = Elided("strong")
        self.detail = Elided("small")
        who.addWidget(self.name)
        who.addWidget(self.detail)
        box.addLayout(who, 1)
        self.sign_mark = RecordingSign()
        box.addWidget(self.sign_mark)
        says = QVBoxLayout()
        says.setSpacing(0)
        self.state = label(kind="strong")
        self.lag = label(kind="small")
        says.addWidget(self.state)
        says.addWidget(self.lag)
        box.addLayout(says)
        self.elapsed = label("0:00", "lead")
        self.elapsed.setAccessibleName(self.tr("Elapsed time"))
        box.addWidget(self.elapsed)
        self.meter = LevelMeter()
        box.addWidget(self.meter)
        self.pause = button(self.tr("Pause"), tip=self.tr("Ctrl+Space"))
        self.pause.clicked.connect(self._pause_or_resume)
        box.addWidget(self.pause)
        self.main = button(self.tr("Start"), "primary")
        self.main.clicked.connect(self._start_or_stop)
        box.addWidget(self.main)
        self.sign = button(self.tr("Review and sign"), tip=self.tr("What is missing, then sign (Ctrl+Return)"))
        self.sign.clicked.connect(self.sign_wanted)
        box.addWidget(self.sign)
        self.show_phase("idle")

    def show_visit(self, name: str, detail: str) -> None:
        self.name.setText(name)
        self.detail.setText(detail)

    def set_mode(self, *, replay: bool = False, manual: bool = False) -> None:
        """`manual`: a visit without recording; `replay`: a recording instead of the microphone."""
        self._replay, self._manual = replay, manual
        self.show_phase(self.phase)

    def set_ready(self, ready: bool, why_not: str = "") -> None:
        """Start can be pressed once the recogniser is loaded."""
        self._ready = ready
        self.main.setToolTip(why_not)
        self._why_not = why_not
        self.show_phase(self.phase)

    def show_phase(self, phase: str) -> None:
        """idle, running, paused, stopping, done (recorded, not signed) or locked (signed)."""
        self.phase = phase
        running = phase in ("running", "paused")
        self.sign_mark.show_phase(phase)
        replay, manual = self._replay, self._manual
        words = {
            "idle": self.tr("Not recording") if self._ready or manual else self.tr("Getting ready…"),
            "running": self.tr("Replaying") if replay else self.tr("Recording"),
            "paused": self.tr("Paused") if replay else self.tr("Paused, not recording"),
            "stopping": self.tr("Finishing the last words…"),
            "done": self.tr("Ready to review"),
            "locked": self.tr("Signed"),
        }
        self.state.setText(self.tr("Written by hand") if manual and phase in ("idle", "done") else words[phase])
        restyle(self.state, {"running": "danger", "locked": "ok"}.get(phase, "strong"))
        if phase not in ("running", "paused"):
            self.lag.setText("")
        self.lag.setVisible(bool(self.lag.text()))
        self.pause.setVisible(running)
        self.pause.setText(self.tr("Pause") if phase == "running" else self.tr("Resume"))
        self.meter.setVisible(running and self.width() >= NARROW)
        self.elapsed.setVisible(not manual)
        self.main.setVisible(phase in ("idle", "running", "paused", "stopping", "done") and not manual)
        self.main.setEnabled(self._ready and phase != "stopping")
        if running or phase == "stopping":
            self.main.setText(self.tr("Stop"))
            restyle(self.main, "stop")
        else:
            self.main.setText(self.tr("Continue") if phase == "done" else self.tr("Start"))
            restyle(self.main, "" if phase == "done" else "primary")
        self.sign.setVisible(phase in ("idle", "done", "running", "paused"))
        self.sign.setEnabled(phase in ("idle", "done"))
        restyle(self.sign, "primary" if phase == "done" or (manual and phase == "idle") else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.meter.setVisible(self.phase in ("running", "paused") and self.width() >= NARROW)

    def show_progress(self, taken_s: float, heard_s: float) -> None:
        self.elapsed.setText(clock(taken_s))
        behind = taken_s - heard_s
        if behind >= BEHIND_S and self.phase in ("running", "paused", "stopping"):
            self.lag.setText(self.tr("{0} s behind, sound safe").format(round(behind)))
        else:
            self.lag.setText("")
        self.lag.setVisible(bool(self.lag.text()))

    def _start_or_stop(self) -> None:
        if self.phase in ("running", "paused"):
            self.stop_wanted.emit()
        else:
            self.start_wanted.emit()

    def _pause_or_resume(self) -> None:
        if self.phase == "running":
            self.pause_wanted.emit()
        else:
            self.resume_wanted.emit()
