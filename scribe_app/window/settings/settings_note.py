"""The page of the settings about the note: its template, hints by meaning, rewording by a model of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import WORDING, load_pack, own_wording
from scribe_app.settings import Settings
from scribe_app.store.files import write_whole
from scribe_app.window.look.parts import button, label, restyle
from scribe_app.window.settings.settings_form import HINT_WIDTH, form, row


class NoteSettings(QWidget):
    """`template`, `hints` and `rewording` as they stand; `fault` is what is wrong with the template, or ""."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = settings.pack
        self.fault = ""
        layout = form(self)
        self.template_field = QLineEdit(settings.template)
        self.template_field.setPlaceholderText(self.tr("the program's own"))
        self.template_field.editingFinished.connect(self.check)
        choose = button(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose a template file"))
        choose.clicked.connect(self._choose_template)
        copy = button(self.tr("Save a copy…"), tip=self.tr("The program's own template as a file to change"))
        copy.clicked.connect(self._ask_copy)
        row(layout, self.tr("Note template"), self._line(self.template_field, choose, copy))
        self.template_field.setAccessibleName(self.tr("Note template"))
        self.verdict = label(kind="small", wrap=True)
        self.verdict.setMinimumWidth(HINT_WIDTH)
        layout.addRow("", self.verdict)
        self.hints_box = QCheckBox(self.tr("Point out passages that possibly speak of a silent item"))
        self.hints_box.setChecked(settings.hints)
        layout.addRow(self.tr("Hints"), self.hints_box)
        self.hints_text = label(self._about_hints(), "small", wrap=True)
        self.hints_text.setMinimumWidth(HINT_WIDTH)
        layout.addRow("", self.hints_text)
        self.rewording_field = QLineEdit(settings.rewording)
        self.rewording_field.setPlaceholderText(self.tr("none"))
        folder = button(self.tr("Choose…"))
        folder.setAccessibleName(self.tr("Choose the folder of a language model"))
        folder.clicked.connect(self._choose_model)
        row(
            layout,
            self.tr("Language model"),
            self._line(self.rewording_field, folder),
            self.tr(
                "A folder with a model that may reword sentences of the note when you ask for it. A sentence "
                "whose facts it changes stays as it was."
            ),
        )
        self.rewording_field.setAccessibleName(self.tr("Folder of a language model"))
        self.check()

    @property
    def template(self) -> str:
        return self.template_field.text().strip()

    @property
    def hints(self) -> bool:
        return self.hints_box.isChecked()

    @property
    def rewording(self) -> str:
        return self.rewording_field.text().strip()

    def check(self) -> bool:
        """Reads the template and says what it holds, or in which line it is wrong and why."""
        self.fault = ""
        if not self.template:
            self.verdict.setText(self.tr("Sections and sentences of the note are a file that you can change."))
        else:
            try:
                _, titles = own_wording(Path(self.template), self._pack)
                self.verdict.setText(self.tr("Can be used. Its sections: {0}.").format(", ".join(titles)))
            except Refusal as fault:
                self.fault = str(fault)
                self.verdict.setText(self.fault)
        restyle(self.verdict, "danger" if self.fault else "small")
        return not self.fault

    def save_copy(self, path: Path) -> None:
        """Writes the program's own template to a file and takes that file."""
        try:
            write_whole(path, load_pack(self._pack).text(WORDING).encode("utf-8"))
        except Refusal as fault:
            self.verdict.setText(str(fault))
            restyle(self.verdict, "danger")
            return
        self.template_field.setText(str(path))
        self.check()

    def _about_hints(self) -> str:
        from scribe_app.meaning.encoder import missing

        lacking = missing()
        if lacking:
            return lacking
        return self.tr(
            "Off at first: of four such passages about one was right. They are shown and count for nothing "
            "until you confirm one."
        )

    def _choose_template(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a template"), self.template or str(Path.home()), self.tr("Templates (*.toml)")
        )
        if chosen:
            self.template_field.setText(chosen)
            self.check()

    def _ask_copy(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy of the template"), str(Path.home() / WORDING), self.tr("Templates (*.toml)")
        )
        if chosen:
            self.save_copy(Path(chosen))

    def _choose_model(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of a language model"), self.rewording or str(Path.home())
        )
        if chosen:
            self.rewording_field.setText(chosen)

    def _line(self, *parts: QWidget) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for place, part in enumerate(parts):
            line.addWidget(part, 0 if place else 1)
        return holder
