"""The last step: who signs, what stays open and why. Signing itself is done by `scribe_app.signing`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scribe_app.window.look.parts import Pane, button, label
from structuring.state import State

SHOWN_AT_MOST = 8


def open_paths(state: State) -> dict[str, str]:
    """What is neither documented nor set aside nor explained: path or alert id, and its words."""
    found = {
        line.path: f"{item.label}: {line.label}" if item.label != line.label else item.label
        for item in state.checklist
        for line in item.lines
        if line.path in item.missing
    }
    return found | {alert.id: alert.text for alert in state.alerts if alert.acknowledged is None}


class SignDialog(QDialog):
    """Accepts only with a name and, where something is open, a reason."""

    def __init__(self, state: State, name: str, credentials: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign the note"))
        self.left = open_paths(state)
        self.setMinimumWidth(520)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        box.addWidget(label(self.tr("Sign and lock this note"), "title"))
        explained = self.tr("After signing the note cannot be changed. What comes later goes into an addendum.")
        box.addWidget(label(explained, "quiet", wrap=True))
        if self.left:
            box.addWidget(label(self.tr("{0} still open:").format(len(self.left)), "strong"))
            words = list(self.left.values())
            shown = [f"–  {text}" for text in words[:SHOWN_AT_MOST]]
            if len(words) > SHOWN_AT_MOST:
                shown.append(self.tr("–  and {0} more").format(len(words) - SHOWN_AT_MOST))
            box.addWidget(Pane(label("\n".join(shown), wrap=True)), 1)
        form = QFormLayout()
        form.setSpacing(8)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("for example: not assessed in this visit"))
        self.reason.setAccessibleName(self.tr("Why these stay open"))
        if self.left:
            form.addRow(self.tr("Why they stay open"), self.reason)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(self.tr("Your name"))
        self.credentials = QLineEdit(credentials)
        self.credentials.setPlaceholderText(self.tr("MD, DO, PA-C, NP …"))
        self.credentials.setAccessibleName(self.tr("Credentials"))
        form.addRow(self.tr("Signed by"), self.name)
        form.addRow(self.tr("Credentials"), self.credentials)
        box.addLayout(form)
        buttons = QHBoxLayout()
        self.back = button(self.tr("Go back"))
        self.back.clicked.connect(self.reject)
        self.aside = button(
            self.tr("Mark all as not assessed"), tip=self.tr("Sets every missing item aside, then sign")
        )
        self.aside.clicked.connect(lambda: self.done(SET_ASIDE))
        self.aside.setVisible(any(path in self.left for item in state.checklist for path in item.missing))
        self.sign = button(self.tr("Sign"), "primary")
        self.sign.setDefault(True)
        self.sign.clicked.connect(self.accept)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.aside)
        buttons.addWidget(self.sign)
        box.addLayout(buttons)
        for field in (self.name, self.reason):
            field.textChanged.connect(self._check)
        self._check()
        (self.reason if self.left else self.sign if name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def acknowledged(self) -> dict[str, str]:
        """Every open path with the reason given."""
        return dict.fromkeys(self.left, self.reason.text().strip())

    def _check(self) -> None:
        complete = bool(self.name.text().strip()) and (not self.left or bool(self.reason.text().strip()))
        self.sign.setEnabled(complete)
        self.sign.setToolTip("" if complete else self.tr("Needs your name, and a reason for what stays open"))


SET_ASIDE = 2
