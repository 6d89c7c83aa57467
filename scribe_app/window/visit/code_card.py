"""The code that the words support, why, and what would change it. Quiet until it matters."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.look.parts import Flow, Scrolled, button, empty, frame, height_at, label, restyle
from structuring.state import Coding

WHY_HEIGHT = 150
CODE_OF_OPTION = re.compile(r"\(([A-Z]\d[0-9A-Z.]+)(?: and [^)]*)?\)$")


class CodeCard(QWidget):
    """Signals: `evidence_wanted(evidence)`, `accepted(code | None, reason)`."""

    evidence_wanted = Signal(object)
    accepted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coding = Coding()
        self._read_only = False
        self._quiet = False
        self._so_far = False
        self._answered = ""  # the question that was set aside without choosing a code
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 9, 12, 10)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Code"), "heading"))
        head.addStretch(1)
        self.why_button = button(self.tr("Why"), "plain", tip=self.tr("How the code was reached"))
        self.why_button.setCheckable(True)
        self.why_button.toggled.connect(self._toggle)
        head.addWidget(self.why_button)
        box.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.code = label(kind="code")
        self.description = label(wrap=True)
        line.addWidget(self.code, 1)
        self.use_button = button(self.tr("Use"), tip=self.tr("Take this code into the note"))
        self.use_button.clicked.connect(self._use)
        line.addWidget(self.use_button)
        box.addLayout(line)
        box.addWidget(self.description)
        self.beside = label(kind="small", wrap=True)
        box.addWidget(self.beside)
        self.question = label(kind="strong", wrap=True)
        box.addWidget(self.question)
        self._options = QWidget()
        self._option_box = Flow(self._options, spacing=4)
        self._option_box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._options)
        self._more = Scrolled()
        self._more.setFixedHeight(WHY_HEIGHT)
        self._more.setVisible(False)
        self._more.content.setSpacing(3)
        box.addWidget(self._more)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fit)
        self.show_coding(self._coding)

    def show_coding(self, coding: Coding, *, read_only: bool = False, so_far: bool = False) -> None:
        """`so_far`: nobody has stated a cause yet, so the code is named in passing and not offered."""
        self._coding, self._read_only, self._so_far = coding, read_only, so_far
        code = coding.accepted or coding.primary
        passing = bool(code) and so_far
        self.code.setText(self.tr("so far: {0}").format(code) if passing else code or "—")
        restyle(self.code, "code" if code and not passing else "quiet")
        taken = coding.accepted is not None
        described = coding.description if code == coding.primary else self.tr("chosen by you")
        self.description.setText(described if code else self.tr("No code yet: not enough was said."))
        self.description.setVisible(not passing or self.why_button.isChecked())
        restyle(self.description, "" if code else "quiet")
        self.setAccessibleName(self.tr("Code {0}").format(code) if code else self.tr("No code yet"))
        self.use_button.setText(self.tr("Undo choice") if taken else self.tr("Use"))
        self.use_button.setVisible(bool(code) and not read_only and not passing)
        self.beside.setText("" if passing else self._beside(coding))
        self.beside.setVisible(bool(self.beside.text()))
        asking = bool(coding.question) and not read_only and not taken and coding.question != self._answered
        asking = asking and (not self._quiet or self.why_button.isChecked())
        self.question.setText(coding.question)
        self.question.setVisible(asking)
        empty(self._option_box)
        for option in coding.options:
            choice = button(option, "chip")
            choice.clicked.connect(lambda _=False, chosen=option: self._choose(chosen))
            self._option_box.addWidget(choice)
        self._options.setVisible(bool(coding.options) and asking)
        self._fill_more(coding)
        self._later.start(0)

    def _beside(self, coding: Coding) -> str:
        parts = []
        if coding.accepted and coding.primary and coding.accepted != coding.primary:
            parts.append(self.tr("The words support {0}.").format(coding.primary))
        if coding.secondary:
            parts.append(self.tr("Also: {0}.").format(", ".join(coding.secondary)))
        tabular = coding.tabular.primary
        if tabular and tabular != coding.primary:
            parts.append(self.tr("The tabular list itself: {0}.").format(tabular))
        return "  ".join(parts)

    def _fill_more(self, coding: Coding) -> None:
        box = self._more.content
        empty(box)
        for step in coding.tree:
            box.addWidget(label(step, "small", wrap=True))
        if coding.tabular.why:
            box.addWidget(label(self.tr("Tabular list: {0}").format(coding.tabular.why), "small", wrap=True))
        for condition in coding.conditions:
            met = {True: self.tr("yes"), False: self.tr("no"), None: self.tr("not known")}[condition.met]
            box.addWidget(label(f"{condition.name}: {met} ({condition.why})", "small", wrap=True))
        if coding.missing_words:
            words = "; ".join(coding.missing_words)
            box.addWidget(label(self.tr("Would change it: {0}").format(words), "small", wrap=True))
        if coding.supporting:
            show = button(self.tr("Show the words behind it"), "chip")
            show.clicked.connect(lambda: self.evidence_wanted.emit(coding.supporting))
            line = QHBoxLayout()
            line.addWidget(show)
            line.addStretch(1)
            box.addLayout(line)
        if coding.release:
            box.addWidget(label(coding.release, "small", wrap=True))
        box.addStretch(1)

    def _toggle(self, opened: bool) -> None:
        self._more.setVisible(opened)
        self.show_coding(self._coding, read_only=self._read_only, so_far=self._so_far)

    def set_quiet(self, quiet: bool) -> None:
        """While people talk the code may still change: its question waits until the end or until "Why"."""
        if quiet != self._quiet:
            self._quiet = quiet
            self.show_coding(self._coding, read_only=self._read_only, so_far=self._so_far)

    def _use(self) -> None:
        self.accepted.emit(None if self._coding.accepted else self._coding.primary, "")

    def _choose(self, option: str) -> None:
        """An answer that names a code chooses it; any other sets the question aside."""
        found = CODE_OF_OPTION.search(option)
        if found:
            self.accepted.emit(found[1], option)
        else:
            self._answered = self._coding.question
            self.show_coding(self._coding, read_only=self._read_only, so_far=self._so_far)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start(0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a label may change its size after the text, with its style
            self._later.start(0)
        return super().event(event)

    def _fit(self) -> None:
        """Wrapped lines need their height at the width they have; a splitter does not ask for it."""
        layout = self.layout()
        if layout is not None and self.width() > 50:
            height = height_at(layout, self.width())
            if height != self.height():
                self.setFixedHeight(height)
