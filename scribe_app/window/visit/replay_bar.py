"""Below a replay: where it stands, how fast it goes, and a way to another place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSlider, QWidget

from scribe_app.window.look.parts import button, clock, label

SPEEDS = (1.0, 2.0, 0.0)


class ReplayBar(QWidget):
    """Signals: `speed_wanted(float)` (0 is as fast as it goes), `seek_wanted(seconds)`."""

    speed_wanted = Signal(float)
    seek_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self._seconds = 0.0
        self.at = label("0:00", "small")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Position in the recording"))
        self.slider.sliderReleased.connect(self._released)
        self.slider.actionTriggered.connect(self._stepped)
        self.whole = label("0:00", "small")
        for part, share in ((self.at, 0), (self.slider, 1), (self.whole, 0)):
            line.addWidget(part, share)
        self.speeds: dict[float, QPushButton] = {}
        group = QButtonGroup(self)
        for speed in SPEEDS:
            text = self.tr("max") if speed == 0 else f"{speed:g}×"
            choice = button(text, "chip", tip=self.tr("Replay speed {0}").format(text))
            choice.setAccessibleName(self.tr("Replay speed {0}").format(text))
            choice.setCheckable(True)
            choice.clicked.connect(lambda _=False, chosen=speed: self.speed_wanted.emit(chosen))
            group.addButton(choice)
            line.addWidget(choice)
            self.speeds[speed] = choice
        self.setVisible(False)

    def begin(self, speed: float) -> None:
        self.slider.setPageStep(10)
        self.show_speed(speed)
        self.show_position(0.0)
        self.setVisible(True)

    def show_length(self, seconds: float) -> None:
        self._seconds = seconds
        self.slider.setRange(0, max(1, round(seconds)))
        self.whole.setText(clock(seconds))

    def show_speed(self, speed: float) -> None:
        if speed in self.speeds:
            self.speeds[speed].setChecked(True)

    def show_position(self, seconds: float) -> None:
        if seconds > self._seconds:  # the last word may end a little after the sound is said to
            self.show_length(seconds)
        self.at.setText(clock(seconds))
        if not self.slider.isSliderDown():
            self.slider.setValue(round(seconds))

    def _released(self) -> None:
        self.seek_wanted.emit(float(self.slider.value()))

    def _stepped(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:
            self.seek_wanted.emit(float(self.slider.sliderPosition()))
