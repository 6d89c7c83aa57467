"""Opens the store: the first time a key is made, later it is asked for or taken from the machine's keyring.

Below are the ways back for whoever cannot get in: the recovery phrase, a backup, the folder with the log.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from scribe_app.errors import Refusal
from scribe_app.store import keys, way_back
from scribe_app.store.way_back import BackupFound, Restored
from scribe_app.window.look.parts import button, centred_card, label

# new: a key is made; phrase: its recovery phrase is shown; unlock: the passphrase; recover: the recovery phrase;
# restore: the passphrase of a backup; renew: a new passphrase for a key that is there; wait: nothing to do.
Mode = Literal["", "new", "phrase", "unlock", "recover", "restore", "renew", "wait"]


class UnlockPage(QWidget):
    """Signals: `opened(Key)` when the key is there, `told(str)` about what was done on the way."""

    opened = Signal(object)
    told = Signal(str)
    _made = Signal(object, str)
    _unlocked = Signal(object)
    _recovered = Signal(object)
    _restored = Signal(object)
    _refused = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._folder = folder
        self._key: keys.Key | None = None
        self._backup: BackupFound | None = None
        self._before_wait: Mode = ""
        self.mode: Mode = ""
        box = centred_card(self, 460)
        self.title = label(kind="title", wrap=True)
        self.text = label(kind="quiet", wrap=True)
        self.phrase = label(kind="lead", wrap=True)
        self.phrase.setAccessibleName(self.tr("Recovery phrase"))
        self.phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.field = QLineEdit()
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
        self.back = button(self.tr("Back"))
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.go)
        box.addLayout(line)
        self.lost = button(self.tr("Passphrase lost"), "plain", tip=self.tr("Open with the recovery phrase"))
        self.restore = button(self.tr("Restore a backup…"), "plain")
        self.log = button(self.tr("Log folder"), "plain", tip=self.tr("What the program noted, without any words"))
        ways = QHBoxLayout()
        ways.setSpacing(2)
        ways.addSpacing(-8)  # so that the words stand below those above
        for way in (self.lost, self.restore, self.log):
            ways.addWidget(way)
        ways.addStretch(1)
        box.addLayout(ways)
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self.begin)
        self.lost.clicked.connect(self.ask_phrase)
        self.restore.clicked.connect(self._choose_backup)
        self.log.clicked.connect(self.open_log)
        self.field.returnPressed.connect(self._go)
        self.again.returnPressed.connect(self._go)
        self.written.toggled.connect(self.go.setEnabled)
        self._made.connect(self._show_phrase)
        self._unlocked.connect(self._open)
        self._recovered.connect(self.ask_new_passphrase)
        self._restored.connect(self._take_restored)
        self._refused.connect(self.tell)

    # -- what is asked ------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Decides what to ask. With a key in the machine's keyring nothing is asked."""
        try:
            if not keys.exists(self._folder):
                self._ask_new()
            elif keys.needs_passphrase(self._folder):
                self._ask_passphrase()
            else:
                self._work(lambda: self._unlocked.emit(keys.unlock(self._folder, ring=keys.system_keyring())))
        except Refusal as fault:
            self._ask_passphrase()
            self.tell(str(fault))

    def _ask_passphrase(self) -> None:
        self._ask(
            "unlock",
            self.tr("Your encounters are locked"),
            self.tr("Enter the passphrase to open them."),
            self.tr("Open"),
        )

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
        self._ask("new", self.tr("Welcome. First, a key"), text, self.tr("Make the key"))

    def ask_phrase(self) -> None:
        """The recovery phrase in the place of a passphrase that is lost."""
        self._ask(
            "recover",
            self.tr("Open with the recovery phrase"),
            self.tr("The words that were shown when the key was made. A new passphrase is chosen afterwards."),
            self.tr("Go on"),
        )

    def ask_new_passphrase(self, key: keys.Key) -> None:
        """The key is there; a new passphrase for it is due."""
        self._key = key
        text = self.tr("At least {0} characters. The recovery phrase stays the same.")
        self._ask(
            "renew",
            self.tr("Choose a new passphrase"),
            text.format(keys.SHORTEST_PASSPHRASE),
            self.tr("Save and open"),
        )

    def ask_restore(self, folder: Path) -> None:
        """The passphrase of a backup that is to take the place of what is here."""
        try:
            self._backup = way_back.look_at(folder)
        except Refusal as fault:
            self.tell(str(fault))
            return
        made = self._backup.made_at.astimezone()
        text = self.tr(
            "Made on {0}, {1} files. Enter its passphrase, or its recovery phrase. What is here now is not lost: "
            "it is kept beside it under another name."
        )
        self._ask(
            "restore",
            self.tr("Restore this backup?"),
            text.format(f"{made:%d %b %Y, %H:%M}", self._backup.files),
            self.tr("Restore"),
        )

    def _ask(self, mode: Mode, title: str, text: str, go: str) -> None:
        self.mode = mode
        self.title.setText(title)
        self.text.setText(text)
        self.go.setText(go)
        words = self.tr("Recovery phrase") if mode == "recover" else self.tr("Passphrase")
        self.field.setAccessibleName(words)
        self.field.setPlaceholderText(words)
        shown = QLineEdit.EchoMode.Normal if mode == "recover" else QLineEdit.EchoMode.Password
        self.field.setEchoMode(shown)
        self.field.clear()
        self.again.clear()
        self._arrange(mode)
        self.go.setEnabled(True)
        self.field.setFocus()

    def _arrange(self, mode: Mode) -> None:
        """What is on the card in a mode."""
        wait, by_phrase = mode == "wait", mode == "phrase"
        self.text.setVisible(not wait)
        self.phrase.setVisible(by_phrase)
        self.written.setVisible(by_phrase)
        self.field.setVisible(not wait and not by_phrase)
        self.again.setVisible(mode in ("new", "renew"))
        self.trouble.hide()
        self.go.setVisible(not wait)
        self.back.setVisible(mode in ("recover", "restore"))
        self.lost.setVisible(mode == "unlock")
        self.restore.setVisible(mode in ("new", "unlock"))
        self.log.setVisible(mode == "unlock")

    # -- what is done with it -----------------------------------------------------------------------------------

    def _go(self) -> None:
        self.trouble.hide()
        given, folder = self.field.text(), self._folder
        if self.mode == "phrase":
            assert self._key is not None
            self._open(self._key)
        elif self.mode in ("new", "renew") and given != self.again.text():
            self.tell(self.tr("The two passphrases differ. Type the same one twice."))
        elif self.mode == "new":
            self._work(
                lambda: self._made.emit(*keys.create(folder, given or None, ring=keys.system_keyring())),
                waiting=False,
            )
        elif self.mode == "renew":
            assert self._key is not None
            self._work(self._renewed(self._key, given))
        elif self.mode == "recover":
            self._work(lambda: self._recovered.emit(keys.recover(folder, given)), waiting=False)
        elif self.mode == "restore":
            assert self._backup is not None
            backup = self._backup.folder
            self._work(lambda: self._restored.emit(way_back.restore(backup, folder, given)))
        else:
            self._work(lambda: self._unlocked.emit(self._key_for(given)), waiting=False)

    def _key_for(self, given: str) -> keys.Key:
        ring = None if keys.needs_passphrase(self._folder) else keys.system_keyring()
        return keys.unlock(self._folder, given, ring=ring)

    def _renewed(self, key: keys.Key, passphrase: str) -> Callable[[], None]:
        def renew() -> None:
            keys.lock_with(self._folder, key, passphrase)
            self._unlocked.emit(key)

        return renew

    def _work(self, action: Callable[[], object], *, waiting: bool = True) -> None:
        """Stretching a passphrase takes a quarter of a second on purpose: done beside the window."""
        self.go.setEnabled(False)
        if waiting:
            self.wait_for_store()

        def run() -> None:
            try:
                action()
            except Refusal as fault:
                self._refused.emit(str(fault))

        threading.Thread(target=run, name="unlocking", daemon=True).start()

    def _take_restored(self, restored: Restored) -> None:
        if restored.former is not None:
            self.told.emit(self.tr("Restored. What was there before is kept in {0}.").format(restored.former))
        if restored.by_phrase:
            self.ask_new_passphrase(restored.key)
        else:
            self._open(restored.key)

    def _choose_backup(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The folder of a backup"), str(Path.home()))
        if chosen:
            self.ask_restore(Path(chosen))

    def open_log(self) -> None:
        """The folder of the log in the file manager; where there is none, its name."""
        logs = self._folder / "logs"
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(logs))):
            self.tell(self.tr("The log is in {0}.").format(logs))

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
        self._arrange("phrase")
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
        if self.mode != "wait":
            self._before_wait, self.mode = self.mode, "wait"
        self.title.setText(self.tr("Opening your encounters …"))
        self._arrange("wait")

    def tell(self, text: str) -> None:
        """Says why the store did not open, on the page that was asked last."""
        if self.mode in ("wait", ""):
            asked = self._before_wait
            if asked == "renew" and self._key is not None:
                self.ask_new_passphrase(self._key)
            elif asked == "restore" and self._backup is not None:
                self.ask_restore(self._backup.folder)
            else:
                self._ask_passphrase()
        self.go.setEnabled(True)
        self.trouble.setText(text)
        self.trouble.show()
        self.field.selectAll()
        self.field.setFocus()
