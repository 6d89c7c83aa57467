"""An addendum: what is added and why. And the versions of a note side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from scribe_app.window.look.parts import Scrolled, button, frame, label

if TYPE_CHECKING:
    from scribe_app.signing import SignedVisit


class AddendumDialog(QDialog):
    """Accepts only with a text, a reason and a name."""

    def __init__(self, name: str, credentials: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Addendum"))
        self.setMinimumWidth(480)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        box.addWidget(label(self.tr("Add to the signed note"), "title"))
        box.addWidget(label(self.tr("The original stays as it was signed."), "quiet"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Text of the addendum"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(110)
        box.addWidget(self.text)
        form = QFormLayout()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("for example: result came in after the visit"))
        self.name = QLineEdit(name)
        self.credentials = QLineEdit(credentials)
        for text, field in (
            (self.tr("Reason"), self.reason),
            (self.tr("Signed by"), self.name),
            (self.tr("Credentials"), self.credentials),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        box.addLayout(form)
        line = QHBoxLayout()
        back = button(self.tr("Go back"))
        back.clicked.connect(self.reject)
        self.sign = button(self.tr("Sign the addendum"), "primary")
        self.sign.clicked.connect(self.accept)
        line.addWidget(back)
        line.addStretch(1)
        line.addWidget(self.sign)
        box.addLayout(line)
        self.text.textChanged.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self.name.textChanged.connect(self._check)
        self._check()
        self.text.setFocus()

    def _check(self) -> None:
        fields = (self.text.toPlainText(), self.reason.text(), self.name.text())
        self.sign.setEnabled(all(field.strip() for field in fields))


class VersionsDialog(QDialog):
    """The note as signed at the left, what was added later at the right."""

    def __init__(self, signed: SignedVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Versions of the note"))
        self.resize(860, 560)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        row = QHBoxLayout()
        row.setSpacing(12)
        header = signed.note.header
        left = [
            (section.title, "\n".join(sentence.text for sentence in section.sentences))
            for section in signed.record.note.sections
            if section.sentences
        ]
        row.addWidget(
            _column(
                self.tr("As signed"), f"{header.signer}, {header.signed_at.astimezone():%d %b %Y, %H:%M}", left
            ),
            1,
        )
        right = [
            (f"{document.header.signer}, {document.header.signed_at.astimezone():%d %b %Y, %H:%M}", words)
            for record, document in signed.addenda
            for words in (f"{record.text}\n{self.tr('Reason: {0}').format(record.reason)}",)
        ]
        if signed.void is not None:
            record, document = signed.void
            when = f"{document.header.signer}, {document.header.signed_at.astimezone():%d %b %Y, %H:%M}"
            right.append((self.tr("Declared void: {0}").format(when), record.reason))
        nothing = [] if right else [("", self.tr("Nothing was added."))]
        row.addWidget(_column(self.tr("Added later"), "", right or nothing), 1)
        box.addLayout(row, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        line.addWidget(close)
        box.addLayout(line)


def _column(title: str, under: str, parts: list[tuple[str, str]]) -> QWidget:
    panel = frame("panel")
    box = QVBoxLayout(panel)
    box.setContentsMargins(14, 10, 8, 10)
    box.addWidget(label(title, "heading"))
    if under:
        box.addWidget(label(under, "small"))
    scroll = Scrolled()
    for head, words in parts:
        if head:
            scroll.content.addWidget(label(head, "strong", wrap=True))
        scroll.content.addWidget(label(words, wrap=True))
        scroll.content.addSpacing(8)
    scroll.content.addStretch(1)
    box.addWidget(scroll, 1)
    return panel
