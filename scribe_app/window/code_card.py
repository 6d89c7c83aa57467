"""The code that the words support, why, and what would change it. Quiet until it matters."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.parts import button, empty, frame, label, restyle
from structuring.state import Coding


class CodeCard(QWidget):
    """Signals: `evidence_wanted(evidence)`, `accepted(code | None)`."""

    evidence_wanted = Signal(object)
    accepted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coding = Coding()
        self._read_only = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 9, 12, 10)
        box.setSpacing(3)
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
        line.addWidget(self.code)
        line.addWidget(self.description, 1)
        self.use_button = button(self.tr("Use"), tip=self.tr("Take this code into the note"))
        self.use_button.clicked.connect(self._use)
        line.addWidget(self.use_button)
        box.addLayout(line)
        self.beside = label(kind="small", wrap=True)
        box.addWidget(self.beside)
        self.question = label(wrap=True)
        box.addWidget(self.question)
        self._options = QWidget()
        self._option_box = QHBoxLayout(self._options)
        self._option_box.setContentsMargins(0, 2, 0, 0)
        self._option_box.setSpacing(6)
        box.addWidget(self._options)
        self._more = QWidget()
        self._more.setVisible(False)
        self._more_box = QVBoxLayout(self._more)
        self._more_box.setContentsMargins(0, 4, 0, 0)
        self._more_box.setSpacing(3)
        box.addWidget(self._more)
        self.show_coding(self._coding)

    def show_coding(self, coding: Coding, *, read_only: bool = False) -> None:
        self._coding, self._read_only = coding, read_only
        code = coding.accepted or coding.primary
        self.code.setText(code or "—")
        restyle(self.code, "code" if code else "quiet")
        self.description.setText(coding.description if code else self.tr("No code yet: not enough was said."))
        restyle(self.description, "" if code else "quiet")
        self.setAccessibleName(self.tr("Code {0}").format(code) if code else self.tr("No code yet"))
        taken = coding.accepted is not None
        self.use_button.setText(self.tr("Taken back") if taken else self.tr("Use"))
        self.use_button.setText(self.tr("Undo choice") if taken else self.tr("Use"))
        self.use_button.setVisible(bool(code) and not read_only)
        self.beside.setText(self._beside(coding))
        self.beside.setVisible(bool(self.beside.text()))
        self.question.setText(coding.question)
        self.question.setVisible(bool(coding.question) and not read_only)
        empty(self._option_box)
        for option in coding.options:
            choice = button(option, "chip", tip=self.tr("Use {0}").format(option))
            choice.clicked.connect(lambda _=False, chosen=option: self.accepted.emit(chosen))
            self._option_box.addWidget(choice)
        self._option_box.addStretch(1)
        self._options.setVisible(bool(coding.options) and not read_only)
        self._fill_more(coding)

    def _beside(self, coding: Coding) -> str:
        parts = []
        if coding.accepted and coding.primary and coding.accepted != coding.primary:
            parts.append(self.tr("The words support {0}.").format(coding.primary))
        if coding.secondary:
            parts.append(self.tr("Also: {0}.").format(", ".join(coding.secondary)))
        tabular = coding.tabular.primary
        if tabular and tabular != coding.primary:
            parts.append(self.tr("ICD-10-CM itself: {0}.").format(tabular))
        return "  ".join(parts)

    def _fill_more(self, coding: Coding) -> None:
        empty(self._more_box)
        for step in coding.tree:
            self._more_box.addWidget(label(step, "small", wrap=True))
        if coding.tabular.why:
            self._more_box.addWidget(
                label(self.tr("ICD-10-CM: {0}").format(coding.tabular.why), "small", wrap=True)
            )
        for condition in coding.conditions:
            met = {True: self.tr("yes"), False: self.tr("no"), None: self.tr("not known")}[condition.met]
            self._more_box.addWidget(label(f"{condition.name}: {met}. {condition.why}", "small", wrap=True))
        if coding.missing_words:
            self._more_box.addWidget(
                label(self.tr("Would change it: {0}").format("; ".join(coding.missing_words)), "small", wrap=True)
            )
        if coding.supporting:
            show = button(self.tr("Show the words behind it"), "plain")
            show.clicked.connect(lambda: self.evidence_wanted.emit(coding.supporting))
            self._more_box.addWidget(show)
        if coding.release:
            self._more_box.addWidget(label(coding.release, "small", wrap=True))

    def _toggle(self, opened: bool) -> None:
        self._more.setVisible(opened)

    def _use(self) -> None:
        self.accepted.emit(None if self._coding.accepted else self._coding.primary)
