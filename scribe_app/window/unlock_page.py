"""Opens the store: the first time a key is made, later it is asked for or taken from the machine's keyring."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from scribe_app.errors import Refusal
from scribe_app.store import keys
from scribe_app.window.parts import button, centred_card, label


class UnlockPage(QWidget):
    """Signals: `opened(Key)` when the key is there."""

    opened = Signal(object)
    _made = Signal(object, str)
    _unlocked = Signal(object)
    _refused = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._folder = folder
        self._key: keys.Key | None = None
        box = centred_card(self, 460)
        self.title = label(kind="title")
        self.text = label(kind="quiet", wrap=True)
        self.phrase = label(kind="lead", wrap=True)
        self.phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setPlaceholderText(self.tr("Passphrase"))
        self.again = QLineEdit()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.setAccessibleName(self.tr("Passphrase again"))
        self.again.setPlaceholderText(self.tr("The same once more"))
        self.written = QCheckBox(self.tr("I have written it down and keep it apart from this machine"))
        self.trouble = label(kind="danger", wrap=True)
        self.go = button(self.tr("Open"), "primary")
        for widget in (self.title, self.text, self.phrase, self.field, self.again, self.written, self.trouble):
            box.addWidget(widget)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.go)
        box.addLayout(line)
        self.go.clicked.connect(self._go)
        self.field.returnPressed.connect(self._go)
        self.again.returnPressed.connect(self._go)
        self.written.toggled.connect(self.go.setEnabled)
        self._made.connect(self._show_phrase)
        self._unlocked.connect(self._open)
        self._refused.connect(self.tell)
        self.mode = ""

    def begin(self) -> None:
        """Decides what to ask. With a key in the machine's keyring nothing is asked."""
        if not keys.exists(self._folder):
            self._ask_new()
        elif keys.needs_passphrase(self._folder):
            self._ask(
                "unlock", self.tr("Your encounters are locked"), self.tr("Enter the passphrase to open them.")
            )
        else:
            self.wait_for_store()
            self._work(lambda: self._unlocked.emit(keys.unlock(self._folder, ring=keys.system_keyring())))

    def _ask_new(self) -> None:
        if keys.system_keyring() is not None:
            text = self.tr(
                "Everything is encrypted on this machine. The key goes into this computer's keyring; a "
                "passphrase of your own is safer and is asked for. Leave it empty to use the keyring alone."
            )
        else:
            text = self.tr(
                "Everything is encrypted on this machine. Choose a passphrase of at least {0} characters; four "
                "words in a row do well."
            ).format(keys.SHORTEST_PASSPHRASE)
        self._ask("new", self.tr("Welcome. First, a key"), text)

    def _ask(self, mode: str, title: str, text: str) -> None:
        self.mode = mode
        self.title.setText(title)
        self.text.setText(text)
        self.phrase.hide()
        self.written.hide()
        self.trouble.hide()
        self.field.setVisible(True)
        self.again.setVisible(mode == "new")
        self.go.setEnabled(True)
        self.go.setText(self.tr("Make the key") if mode == "new" else self.tr("Open"))
        self.field.setFocus()

    def _go(self) -> None:
        self.trouble.hide()
        if self.mode == "phrase":
            assert self._key is not None
            self._open(self._key)
            return
        passphrase = self.field.text()
        if self.mode == "new":
            if passphrase != self.again.text():
                self.tell(self.tr("The two passphrases differ. Type the same one twice."))
                return
            self._work(
                lambda: self._made.emit(*keys.create(self._folder, passphrase or None, ring=keys.system_keyring()))
            )
        else:
            self._work(lambda: self._unlocked.emit(keys.unlock(self._folder, passphrase)))

    def _work(self, action: object) -> None:
        """Stretching a passphrase takes a quarter of a second on purpose: done beside the window."""
        self.go.setEnabled(False)

        def run() -> None:
            try:
                action()  # type: ignore[operator]
            except Refusal as fault:
                self._refused.emit(str(fault))

        threading.Thread(target=run, name="unlocking", daemon=True).start()

    def _show_phrase(self, key: keys.Key, phrase: str) -> None:
        self._key = key
        self.mode = "phrase"
        self.title.setText(self.tr("Your recovery phrase"))
        self.text.setText(
            self.tr(
                "It opens your encounters when the passphrase is lost. It is shown this once and kept nowhere."
            )
        )
        self.phrase.setText(phrase)
        self.phrase.show()
        self.field.hide()
        self.again.hide()
        self.written.show()
        self.written.setFocus()
        self.go.setText(self.tr("Go on"))
        self.go.setEnabled(False)

    def _open(self, key: keys.Key) -> None:
        self.field.clear()
        self.again.clear()
        self.phrase.clear()
        self._key = None
        self.opened.emit(key)

    def wait_for_store(self) -> None:
        """Nothing to do but wait; a large store that was cut off takes a moment."""
        self.title.setText(self.tr("Opening your encounters …"))
        for widget in (self.text, self.phrase, self.field, self.again, self.written, self.trouble, self.go):
            widget.hide()

    def tell(self, text: str) -> None:
        """Says why the store did not open."""
        if self.go.isHidden():
            self._ask(
                "unlock", self.tr("Your encounters are locked"), self.tr("Enter the passphrase to open them.")
            )
        self.go.setEnabled(True)
        self.trouble.setText(text)
        self.trouble.show()
        self.field.selectAll()
        self.field.setFocus()
