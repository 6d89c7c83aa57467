"""After signing: who signed and when, and what can be done with the note now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from scribe_app.errors import Refusal
from scribe_app.window.look.marks import SignMark
from scribe_app.window.look.parts import button, frame, label
from structuring.pack import Pack

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from scribe_app import export


class HandoverLine(QWidget):
    """Signals: `addendum_wanted`, `versions_wanted`, `next_wanted`, `told(str)` with what was done or why not,
    `handed(form)` when the note has left the program in some form."""

    addendum_wanted = Signal()
    versions_wanted = Signal()
    next_wanted = Signal()
    told = Signal(str)
    handed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gather: Callable[[], export.Handover] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 0)
        card = frame("card")
        outer.addWidget(card)
        line = QHBoxLayout(card)
        line.setContentsMargins(14, 7, 8, 7)
        line.setSpacing(8)
        line.addWidget(SignMark("complete", size=18))
        self.text: QLabel = label(wrap=True)
        line.addWidget(self.text, 1)
        self.copy = button(self.tr("Copy as text"))
        self.copy.clicked.connect(self.copy_text)
        self.export = button(self.tr("Export…"), tip=self.tr("Text, PDF, FHIR or the signed record"))
        self.menu = QMenu(self.export)
        for form, text in (
            ("pdf", self.tr("PDF")),
            ("text", self.tr("Text")),
            ("fhir", self.tr("FHIR document")),
            ("signed", self.tr("Signed record")),
        ):
            self.menu.addAction(text).triggered.connect(lambda _=False, chosen=form: self._ask_where(chosen))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Print…")).triggered.connect(self.print_note)
        self.menu.addAction(self.tr("Versions…")).triggered.connect(self.versions_wanted)
        self.export.setMenu(self.menu)
        self.add = button(self.tr("Addendum…"), tip=self.tr("Add to the note; the original stays as it is"))
        self.add.clicked.connect(self.addendum_wanted)
        self.next = button(self.tr("Next visit"), "primary")
        self.next.clicked.connect(self.next_wanted)
        for part in (self.copy, self.export, self.add, self.next):
            line.addWidget(part)
        self.setVisible(False)

    def show_signed(self, text: str, gather: Callable[[], export.Handover], *, void: bool = False) -> None:
        """`gather` collects the note as it stands when something is done with it."""
        self._gather = gather
        self.text.setText(text)
        self.setAccessibleName(text)
        self.add.setEnabled(not void)
        self.setVisible(True)

    def copy_text(self) -> None:
        from scribe_app import export  # here and below: not needed before a note is signed

        handover = self._handover()
        if handover is not None:
            QApplication.clipboard().setText(export.rendered(handover, "text").decode())
            self.handed.emit("clipboard")
            self.told.emit(self.tr("The note is on the clipboard as text."))

    def save(self, form: str, path: Path) -> bool:
        """Writes one form; says what happened."""
        from scribe_app import export

        handover = self._handover()
        if handover is None:
            return False
        try:
            export.write(handover, form, path)  # type: ignore[arg-type]
        except Refusal as fault:
            self.told.emit(str(fault))
            return False
        self.handed.emit(form)
        self.told.emit(self.tr("Written to {0}.").format(path))
        return True

    def print_note(self) -> None:
        """Asks for a printer and prints the pages of the PDF on it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> bool:
        """Prints the note as it stands; False, with the reason told, when it cannot."""
        from scribe_app.export.pdf import paint

        handover = self._handover()
        if handover is None:
            return False
        if not printer.isValid():
            self.told.emit(self.tr("The printer does not answer. Choose another one, or export a PDF."))
            return False
        paint(printer, handover)
        self.handed.emit("print")
        self.told.emit(self.tr("Sent to the printer."))
        return True

    def _ask_where(self, form: str) -> None:
        from scribe_app import export

        handover = self._handover()
        if handover is None:
            return
        start = str(Path.home() / export.default_name(handover, form))  # type: ignore[arg-type]
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the note"), start)
        if chosen:
            self.save(form, Path(chosen))

    def _handover(self) -> export.Handover | None:
        if self._gather is None:
            return None
        try:
            return self._gather()
        except Refusal as fault:
            self.told.emit(str(fault))
            return None


def gatherer(store: object, visit_id: str, pack: Pack) -> Callable[[], export.Handover]:
    def gather() -> export.Handover:
        from scribe_app.export.handover import gather

        return gather(store, visit_id, pack)  # type: ignore[arg-type]

    return gather
