"""What can be chosen, each with one plain line; shown at once where it can be seen at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from scribe_app.models.folder import models_folder
from scribe_app.settings import Settings
from scribe_app.window.look.parts import Pane, button, label, open_at
from scribe_app.window.settings.model_chooser import ModelChooser
from scribe_app.window.settings.settings_form import form, row
from scribe_app.window.settings.settings_note import NoteSettings
from scribe_app.window.sound.sound_check import SoundCheck

NOTE = 2  # the place of its page


class SettingsDialog(QDialog):
    """Signal `appearance_changed(appearance, text_percent)` while choosing. `chosen()` gives the result."""

    appearance_changed = Signal(str, int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.recovery_asked = False
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(640)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        box.addWidget(label(self.tr("Settings"), "title"))
        tabs = self.tabs = QTabWidget()
        tabs.setAccessibleName(self.tr("Settings"))
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(Pane(self._you()), self.tr("You"))
        tabs.addTab(Pane(self._sound()), self.tr("Sound"))
        self.note = NoteSettings(settings)
        tabs.addTab(Pane(self.note), self.tr("Note"))
        tabs.addTab(Pane(self._looks()), self.tr("Appearance"))
        tabs.addTab(Pane(self._keeping()), self.tr("Keeping"))
        box.addWidget(tabs, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        save = button(self.tr("Save"), "primary")
        save.setDefault(True)
        save.clicked.connect(self._save)
        line.addWidget(cancel)
        line.addWidget(save)
        box.addLayout(line)
        open_at(self, self.sizeHint().width(), self.sizeHint().height())
        self.rejected.connect(lambda: self.appearance_changed.emit(settings.appearance, settings.text_percent))
        self.finished.connect(lambda _: self.sound_check.stop())
        self.finished.connect(lambda _: self.model.stop())

    def _save(self) -> None:
        """Nothing is saved while the template cannot be used; the page with the reason is shown."""
        if self.note.check():
            self.accept()
        else:
            self.recovery_asked = False
            self.tabs.setCurrentIndex(NOTE)
            self.note.template_field.setFocus()

    def _you(self) -> QWidget:
        page = QWidget()
        layout = form(page)
        self.clinician = QLineEdit(self._settings.clinician)
        self.credentials = QLineEdit(self._settings.credentials)
        self.credentials.setPlaceholderText(self.tr("MD, DO, PA-C, NP …"))
        row(layout, self.tr("Name"), self.clinician, self.tr("Stands below the notes you sign."))
        row(layout, self.tr("Credentials"), self.credentials)
        return page

    def _sound(self) -> QWidget:
        page = QWidget()
        layout = form(page)
        self.sound_check = SoundCheck(framed=False)
        self.sound_check.list_devices(self._settings.microphone)
        layout.addRow(self.sound_check)
        self.model = ModelChooser(models_folder(), self._settings.model)
        layout.addRow(label(self.tr("Recogniser")))
        layout.addRow(self.model)
        self.play = QCheckBox(self.tr("Play the words when evidence is shown"))
        self.play.setChecked(self._settings.play_evidence)
        layout.addRow(self.play)
        return page

    def _looks(self) -> QWidget:
        page = QWidget()
        layout = form(page)
        self.appearance = QComboBox()
        for name, shown in (
            ("system", self.tr("As the desktop")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        ):
            self.appearance.addItem(shown, name)
        self.appearance.setCurrentIndex(self.appearance.findData(self._settings.appearance))
        self.text_percent = QSpinBox()
        self.text_percent.setRange(80, 200)
        self.text_percent.setSingleStep(10)
        self.text_percent.setSuffix(" %")
        self.text_percent.setValue(self._settings.text_percent)
        self.captions = QCheckBox(self.tr("Explain the window during a replay"))
        self.captions.setChecked(self._settings.show_captions)
        row(layout, self.tr("Colours"), self.appearance)
        row(layout, self.tr("Text size"), self.text_percent)
        layout.addRow("", self.captions)
        self.appearance.currentIndexChanged.connect(self._show_looks)
        self.text_percent.valueChanged.connect(self._show_looks)
        return page

    def _keeping(self) -> QWidget:
        page = QWidget()
        layout = form(page)
        self.lock = QSpinBox()
        self.lock.setRange(0, 240)
        self.lock.setSuffix(self.tr(" min"))
        self.lock.setSpecialValueText(self.tr("never"))
        self.lock.setValue(self._settings.lock_minutes)
        self.sound_days = QSpinBox()
        self.sound_days.setRange(0, 3650)
        self.sound_days.setSuffix(self.tr(" days"))
        self.sound_days.setSpecialValueText(self.tr("until deleted by hand"))
        self.sound_days.setValue(self._settings.keep_sound_days)
        self.transcript_days = QSpinBox()
        self.transcript_days.setRange(0, 3650)
        self.transcript_days.setSuffix(self.tr(" days"))
        self.transcript_days.setSpecialValueText(self.tr("until deleted by hand"))
        self.transcript_days.setValue(self._settings.keep_transcript_days)
        self.claims_days = QSpinBox()
        self.claims_days.setRange(0, 7300)
        self.claims_days.setSuffix(self.tr(" days"))
        self.claims_days.setSpecialValueText(self.tr("until deleted by hand"))
        self.claims_days.setValue(self._settings.keep_claims_days)
        row(layout, self.tr("Lock after"), self.lock, self.tr("Without a key or the mouse. A recording goes on."))
        row(layout, self.tr("Keep sound"), self.sound_days, self.tr("Counted from the signature."))
        row(layout, self.tr("Keep transcripts"), self.transcript_days, self.tr("Signed notes are always kept."))
        row(layout, self.tr("Keep claims"), self.claims_days, self.tr("Counted from the last event of a claim."))
        self.recovery = button(self.tr("Backups, recovery, log…"))
        self.recovery.clicked.connect(self._ask_recovery)
        line = QHBoxLayout()
        line.addWidget(self.recovery)
        line.addStretch(1)
        layout.addRow("", line)
        return page

    def _ask_recovery(self) -> None:
        self.recovery_asked = True
        self._save()

    def _show_looks(self) -> None:
        self.appearance_changed.emit(self.appearance.currentData(), self.text_percent.value())

    def chosen(self) -> Settings:
        """The settings as they stand in the dialog."""
        return Settings.model_validate(
            self._settings.model_dump()
            | {
                "clinician": self.clinician.text().strip(),
                "credentials": self.credentials.text().strip(),
                "microphone": self.sound_check.device,
                "model": self.model.chosen,
                "template": self.note.template,
                "hints": self.note.hints,
                "rewording": self.note.rewording,
                "play_evidence": self.play.isChecked(),
                "appearance": self.appearance.currentData(),
                "text_percent": self.text_percent.value(),
                "show_captions": self.captions.isChecked(),
                "lock_minutes": self.lock.value(),
                "keep_sound_days": self.sound_days.value(),
                "keep_transcript_days": self.transcript_days.value(),
                "keep_claims_days": self.claims_days.value(),
            }
        )
