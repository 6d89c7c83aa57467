"""What a crash has left, backups, and the log: everything about getting encounters back."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from scribe_app.capture.live import plain
from scribe_app.errors import Refusal
from scribe_app.store import way_back
from scribe_app.store.store import Store
from scribe_app.store.way_back import CutOff
from scribe_app.window.look.parts import button, clock, empty, label, rule


class RecoveryDialog(QDialog):
    """Signals: `visit_wanted(id)`, `restore_wanted(Path)` with the folder of a backup."""

    visit_wanted = Signal(str)
    restore_wanted = Signal(object)
    _found = Signal(object)
    _done = Signal(str)

    def __init__(self, store: Store, told: list[str], parent: QWidget | None = None) -> None:
        """`told`: what was said about the store when it was opened, such as what of a damaged one is lost."""
        super().__init__(parent)
        self._store = store
        self.setWindowTitle(self.tr("Recovery"))
        self.setMinimumWidth(600)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        box.addWidget(label(self.tr("Recovery"), "title"))
        for sentence in told:
            box.addWidget(label(sentence, "warn", wrap=True))
        box.addWidget(label(self.tr("Cut off by a crash or a power cut"), "strong"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._rows.addWidget(label(self.tr("Looking …"), "quiet"))
        box.addLayout(self._rows)
        box.addWidget(rule())
        box.addWidget(label(self.tr("Backups"), "strong"))
        self.text = label(
            self.tr("A backup opens with the same passphrase or recovery phrase, on any machine."),
            "quiet",
            wrap=True,
        )
        box.addWidget(self.text)
        self.back_up = button(self.tr("Back up now…"))
        self.back_up.clicked.connect(self._ask_where)
        self.restore = button(self.tr("Restore a backup…"))
        self.restore.clicked.connect(self._ask_which)
        for way in (self.back_up, self.restore):
            way.setEnabled(store.folder is not None)
        self._line(box, self.back_up, self.restore)
        box.addWidget(rule())
        box.addWidget(label(self.tr("Log"), "strong"))
        box.addWidget(
            label(
                self.tr("What the program noted when something failed. No word of a visit is in it."),
                "quiet",
                wrap=True,
            )
        )
        self.log = button(self.tr("Open the folder"))
        self.log.clicked.connect(self.open_log)
        self.log.setEnabled(store.folder is not None)
        self._line(box, self.log)
        box.addStretch(1)
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        box.addLayout(last)
        self._found.connect(self._show)
        self._done.connect(self._tell)
        self._thread = threading.Thread(target=self._look, name="recovery", daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float = 30.0) -> None:
        self._thread.join(timeout_s)

    def _line(self, box: QVBoxLayout, *parts: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in parts:
            line.addWidget(part)
        line.addStretch(1)
        box.addLayout(line)

    def _look(self) -> None:
        try:
            found: object = way_back.cut_off(self._store)
        except Exception as fault:
            found = plain(fault)
        with suppress(RuntimeError):  # the dialog may be gone by then
            self._found.emit(found)

    def _show(self, found: list[CutOff] | str) -> None:
        empty(self._rows)
        if isinstance(found, str):
            self._rows.addWidget(label(found, "warn", wrap=True))
        elif not found:
            self._rows.addWidget(label(self.tr("Nothing is cut off: every recording came to its end."), "quiet"))
        else:
            for visit in found:
                self._rows.addLayout(self._row(visit))

    def _row(self, visit: CutOff) -> QHBoxLayout:
        line = QHBoxLayout()
        name = visit.name or self.tr("Unnamed patient")
        kept = self.tr("{0} of sound is kept;").format(clock(visit.sound_s))
        heard = self.tr("sentences heard: {0}, up to {1}.").format(visit.sentences, clock(visit.heard_until_s))
        kept += " " + (heard if visit.sentences else self.tr("no sentence had been heard yet."))
        line.addWidget(label(f"{name}: {kept}", wrap=True), 1)
        show = button(self.tr("Open"))
        show.setAccessibleName(self.tr("Open the visit of {0}").format(name))
        show.clicked.connect(self.accept)
        show.clicked.connect(lambda: self.visit_wanted.emit(visit.visit_id))
        line.addWidget(show)
        return line

    def back_up_to(self, folder: Path) -> None:
        """Makes a backup beside the window and says where it is."""
        self.back_up.setEnabled(False)
        self.text.setText(self.tr("The backup is being made and checked …"))

        def run() -> None:
            from scribe_app.store import backup

            try:
                told = self.tr("Made and checked: {0}").format(backup.back_up(self._store, folder))
            except Exception as fault:
                told = plain(fault)
            with suppress(RuntimeError):
                self._done.emit(told)

        self._thread = threading.Thread(target=run, name="backup", daemon=True)
        self._thread.start()

    def _tell(self, text: str) -> None:
        self.back_up.setEnabled(True)
        self.text.setText(text)

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the backup goes"), str(Path.home()))
        if chosen:
            self.back_up_to(Path(chosen))

    def _ask_which(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The folder of a backup"), str(Path.home()))
        if chosen:
            self.restore_from(Path(chosen))

    def restore_from(self, folder: Path) -> None:
        """Leads to the page that restores; the encounters are closed for it."""
        try:
            way_back.look_at(folder)
        except Refusal as fault:
            self.text.setText(str(fault))
            return
        self.accept()
        self.restore_wanted.emit(folder)

    def open_log(self) -> None:
        assert self._store.folder is not None
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._store.folder / "logs")))
