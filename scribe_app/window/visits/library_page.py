"""Recordings to replay: the bundled ones, and any file of the user's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.errors import Refusal
from scribe_app.visit import samples, transcripts
from scribe_app.window.look.parts import Scrolled, button, empty, frame, label, rule


class LibraryPage(QWidget):
    """Signals: `replay_wanted(Path, visit_type, title)`, `back_wanted`."""

    replay_wanted = Signal(object, str, str)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = frame("bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(12, 10, 16, 10)
        back = button(self.tr("Visits"), "plain")
        back.clicked.connect(self.back_wanted)
        head.addWidget(back)
        head.addSpacing(8)
        head.addWidget(label(self.tr("Recordings"), "title"))
        head.addStretch(1)
        own = button(self.tr("Open a file…"), "primary", tip=self.tr("Sound, or a transcript"))
        own.clicked.connect(self._ask)
        head.addWidget(own)
        column.addWidget(bar)
        self._scroll = Scrolled()
        self._scroll.content.setContentsMargins(20, 16, 20, 20)
        self._scroll.content.setSpacing(8)
        column.addWidget(self._scroll, 1)

    def refresh(self) -> None:
        empty(self._scroll.content)
        self._scroll.content.addWidget(
            label(
                self.tr(
                    "A replay goes through the same path as the microphone. Nothing of it is kept; edit and "
                    "sign in it to try things out."
                ),
                "quiet",
                wrap=True,
            )
        )
        try:
            found = samples.samples()
        except Refusal as fault:
            self._scroll.content.addWidget(label(str(fault), "warn", wrap=True))
            found = []
        card = frame("card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(0)
        for sample in found:
            if rows.count():
                rows.addWidget(rule())
            rows.addWidget(self._row(sample))
        card.setVisible(bool(found))
        self._scroll.content.addWidget(card)
        self._scroll.content.addStretch(1)

    def _row(self, sample: samples.Sample) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(16, 9, 10, 9)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(sample.title, "strong", wrap=True))
        kind = self.tr("initial visit") if sample.visit == "initial" else self.tr("follow-up")
        words.addWidget(label(self.tr("bundled sample {0}  ·  {1}").format(sample.number, kind), "small"))
        line.addLayout(words, 1)
        text = button(self.tr("Text only"), "plain", tip=self.tr("Without the recogniser, from the script"))
        text.setAccessibleName(self.tr("Text only: {0}").format(sample.title))
        text.clicked.connect(lambda: self.replay_wanted.emit(sample.script, sample.visit, sample.title))
        play = button(self.tr("Replay"))
        play.setAccessibleName(self.tr("Replay: {0}").format(sample.title))
        play.clicked.connect(lambda: self.replay_wanted.emit(sample.sound, sample.visit, sample.title))
        line.addWidget(text)
        line.addWidget(play)
        return row

    def _ask(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SOUND)
        written = " ".join(f"*{suffix}" for suffix in transcripts.SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open a recording or a transcript"),
            str(Path.home()),
            self.tr("Encounters ({0})").format(f"{kinds} {written}"),
        )
        if chosen:
            self.replay_wanted.emit(Path(chosen), "", Path(chosen).stem)


SOUND = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a")
