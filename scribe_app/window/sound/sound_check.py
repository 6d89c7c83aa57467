"""Chooses the microphone and shows that it hears something. What it hears here is measured and forgotten."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from asr.audio import Block, level
from scribe_app.capture.live import plain
from scribe_app.window.look.parts import button, frame, label, restyle
from scribe_app.window.sound.level_meter import LevelMeter

GOOD_DB = -45.0


class SoundCheck(QWidget):
    """Signal `chosen(str)`: the name of a microphone, "" for the default one."""

    chosen = Signal(str)
    _measured = Signal(object)
    _failed = Signal(str)
    _listed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, framed: bool = True) -> None:
        super().__init__(parent)
        self._microphone: Any = None
        self._best = -120.0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card: QFrame = frame("card" if framed else "")
        outer.addWidget(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(*((18, 14, 18, 16) if framed else (0, 0, 0, 4)))
        box.setSpacing(10)
        box.addWidget(label(self.tr("Microphone"), "heading" if framed else ""))
        self.devices = QComboBox()
        self.devices.setAccessibleName(self.tr("Microphone"))
        self.devices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.devices.addItem(self.tr("Default microphone"), "")
        self.devices.currentIndexChanged.connect(lambda: self.chosen.emit(self.device))
        self.devices.setMinimumHeight(self.devices.fontMetrics().height() + 12)
        box.addWidget(self.devices)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.test = button(self.tr("Test"), tip=self.tr("Say a sentence and watch the level"))
        self.test.setCheckable(True)
        self.test.toggled.connect(self._toggle)
        line.addWidget(self.test)
        self.meter = LevelMeter()
        line.addWidget(self.meter)
        self.verdict = label(self.tr("Say a sentence while the test runs."), "small", wrap=True)
        line.addWidget(self.verdict, 1)
        box.addLayout(line)
        self._measured.connect(self._show)
        self._failed.connect(self._tell)
        self._listed.connect(self._fill)

    @property
    def device(self) -> str:
        return str(self.devices.currentData() or "")

    def list_devices(self, chosen: str = "") -> None:
        """Asks for the microphones beside the window; PortAudio may take its time."""
        self._wanted = chosen
        threading.Thread(target=self._list, name="devices", daemon=True).start()

    def stop(self) -> None:
        """Ends a running test."""
        self.test.setChecked(False)

    def _list(self) -> None:
        try:
            from asr import microphone

            self._listed.emit([device.name for device in microphone.devices()])
        except Exception as fault:
            self._failed.emit(plain(fault))

    def _fill(self, names: list[str]) -> None:
        self.devices.blockSignals(True)
        while self.devices.count() > 1:
            self.devices.removeItem(1)
        for name in names:
            self.devices.addItem(name, name)
        at = self.devices.findData(self._wanted)
        self.devices.setCurrentIndex(max(0, at))
        self.devices.blockSignals(False)
        if not names:
            self._tell(self.tr("No microphone was found. Plug one in; a recording can still be replayed."))

    def _toggle(self, on: bool) -> None:
        self.test.setText(self.tr("End test") if on else self.tr("Test"))
        if on:
            self._best = -120.0
            threading.Thread(target=self._run, args=(self.device,), name="sound check", daemon=True).start()
        elif self._microphone is not None:
            self._microphone.stop()

    def _run(self, device: str) -> None:
        try:
            from asr.microphone import Microphone

            self._microphone = Microphone(device or None)
            for block in self._microphone:
                if isinstance(block, Block):
                    self._measured.emit(level(block))
        except Exception as fault:
            self._failed.emit(plain(fault))
        finally:
            self._microphone = None

    def _show(self, measured: Any) -> None:
        self.meter.show_level(measured.rms_dbfs, clipping=measured.clipping)
        self._best = max(self._best, measured.rms_dbfs)
        if measured.clipping:
            self._tell(self.tr("Too loud: move the microphone away or lower its level."))
        elif self._best >= GOOD_DB:
            self.verdict.setText(self.tr("Good: the microphone hears you."))
            restyle(self.verdict, "ok")
        else:
            self.verdict.setText(self.tr("Very quiet so far: say a sentence."))
            restyle(self.verdict, "small")

    def _tell(self, text: str) -> None:
        self.verdict.setText(text)
        restyle(self.verdict, "warn")
        if self.test.isChecked():
            self.test.setChecked(False)
