"""Every key in one place: the sheet shows what is really bound."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.window.look.parts import button, label

Keys = list[tuple[str, str]]


class ShortcutSheet(QDialog):
    """`everywhere`: the (key, what it does) pairs of the window; those of the panels stand beside them."""

    def __init__(self, everywhere: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(12)
        box.addWidget(label(self.tr("Keys"), "title"))
        columns = QHBoxLayout()
        columns.setSpacing(34)
        for groups in ([(self.tr("Everywhere"), everywhere)], *self._of_panels()):
            column = QVBoxLayout()
            column.setSpacing(14)
            for title, keys in groups:
                column.addLayout(self._group(title, keys))
            column.addStretch(1)
            columns.addLayout(column)
        box.addLayout(columns)
        line = QHBoxLayout()
        line.addStretch(1)
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        line.addWidget(close)
        box.addLayout(line)

    def _group(self, title: str, keys: Keys) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
        for row, (key, does) in enumerate(keys, start=1):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
            grid.addWidget(label(shown, "strong"), row, 0)
            grid.addWidget(label(does), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _of_panels(self) -> list[list[tuple[str, Keys]]]:
        in_note: Keys = [
            ("Up/Down", self.tr("From sentence to sentence")),
            ("Return", self.tr("Show and play the words behind it")),
            ("F2", self.tr("Reword the sentence")),
            ("R", self.tr("Mark as reviewed")),
            ("Del", self.tr("Remove the sentence")),
        ]
        in_checklist: Keys = [
            ("Return", self.tr("Open an element, show an item's words")),
            ("1", self.tr("Not applicable")),
            ("2", self.tr("Not assessed")),
            ("3", self.tr("Unable to determine")),
            ("0", self.tr("Bring it back")),
        ]
        in_hints: Keys = [
            ("1", self.tr("First answer (2: second …)")),
            ("0", self.tr("Not meant; does not come back")),
        ]
        return [
            [(self.tr("In the note"), in_note), (self.tr("In passages possibly said"), in_hints)],
            [(self.tr("In checklist and questions"), in_checklist)],
        ]
