"""Covers everything when the clinician is away. A recording goes on behind it, and the page says so."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from scribe_app.errors import Refusal
from scribe_app.window.look.parts import button, centred_card, clock, label
from scribe_app.window.sound.recording_bar import RecordingSign


class LockPage(QWidget):
    """Signal `unlocked`. `check(passphrase)` raises Refusal when it is wrong; None: nothing is asked for."""

    unlocked = Signal()
    _right = Signal()
    _wrong = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.check: Callable[[str], object] | None = None
        box = centred_card(self, 420)
        box.addWidget(label(self.tr("Locked"), "title"))
        line = QHBoxLayout()
        line.setSpacing(8)
        self.sign = RecordingSign()
        self.state = label(wrap=True)
        line.addWidget(self.sign)
        line.addWidget(self.state, 1)
        box.addLayout(line)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(self.tr("Passphrase"))
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.returnPressed.connect(self._try)
        box.addWidget(self.field)
        self.trouble = label(kind="danger", wrap=True)
        self.trouble.hide()
        box.addWidget(self.trouble)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.go = button(self.tr("Unlock"), "primary")
        self.go.clicked.connect(self._try)
        foot.addWidget(self.go)
        box.addLayout(foot)
        self._right.connect(self._open)
        self._wrong.connect(self._tell)

    def begin(self, check: Callable[[str], object] | None) -> None:
        self.check = check
        self.field.clear()
        self.field.setVisible(check is not None)
        self.trouble.hide()
        self.go.setEnabled(True)
        (self.field if check is not None else self.go).setFocus()

    def show_recording(self, phase: str, seconds: float) -> None:
        self.sign.show_phase(phase)
        words = {
            "running": self.tr("The recording goes on: {0}. Nothing of it is lost.").format(clock(seconds)),
            "paused": self.tr("The recording is paused at {0}.").format(clock(seconds)),
            "stopping": self.tr("The last words are being finished."),
        }
        self.state.setText(words.get(phase, self.tr("Nothing is being recorded.")))

    def _try(self) -> None:
        check, passphrase = self.check, self.field.text()
        if check is None:
            self._open()
            return
        self.go.setEnabled(False)

        def run() -> None:
            try:
                check(passphrase)
            except Refusal as fault:
                self._wrong.emit(str(fault))
            else:
                self._right.emit()

        threading.Thread(target=run, name="unlocking", daemon=True).start()

    def _open(self) -> None:
        self.field.clear()
        self.unlocked.emit()

    def _tell(self, text: str) -> None:
        self.go.setEnabled(True)
        self.trouble.setText(text)
        self.trouble.show()
        self.field.selectAll()
        self.field.setFocus()
