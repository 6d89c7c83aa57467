"""The guided demo: a few sentences that explain the window while it works. They can be closed at any time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.look.parts import button, frame, label


class Captions(QWidget):
    """One line below the panels; shows the sentence whose time has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = -1
        self._closed = True
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("caption")
        outer.addWidget(card)
        line = QHBoxLayout(card)
        line.setContentsMargins(18, 7, 8, 7)
        line.setSpacing(12)
        self.text = label(wrap=True)
        line.addWidget(self.text, 1)
        self.count = label()
        line.addWidget(self.count)
        close = button(self.tr("Close"), "caption", tip=self.tr("No more of these in this replay"))
        close.clicked.connect(self.close_for_good)
        line.addWidget(close)
        self.hide()

    def steps(self) -> list[tuple[float, str]]:
        """(second of the replay from which it is shown, sentence)."""
        return [
            (0.0, self.tr("Left: the talk as it is heard. Pale words are provisional and may still change.")),
            (11.0, self.tr("Right: seven elements. A ring is missing, half a disc is in part, a tick is done.")),
            (22.0, self.tr("“Ask next” holds one neutral question, safety first. 1, 2 or 3 sets it aside.")),
            (33.0, self.tr("Middle: the note, from what was said. A bar marks what nobody has reviewed yet.")),
            (44.0, self.tr("Click a sentence or a tick: the words behind it light up and are played.")),
            (55.0, self.tr("The code card shows what the words support, and why. You decide.")),
            (68.0, ""),
        ]

    def begin(self) -> None:
        self._at, self._closed = -1, False
        self.show_at(0.0)

    def show_at(self, seconds: float) -> None:
        """Shows what belongs to this second."""
        if self._closed:
            return
        steps = self.steps()
        at = max(place for place, (start, _) in enumerate(steps) if seconds >= start or place == 0)
        if at != self._at:
            self._at = at
            self._say(steps[at][1], f"{at + 1} / {len(steps) - 1}")

    def show_end(self) -> None:
        """The last sentence, when the replay is over."""
        if not self._closed:
            self._say(self.tr("“Review and sign” shows what is missing. Try it: nothing here is kept."), "")

    def close_for_good(self) -> None:
        self._closed = True
        self.hide()

    def _say(self, text: str, count: str) -> None:
        self.text.setText(text)
        self.count.setText(count)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
