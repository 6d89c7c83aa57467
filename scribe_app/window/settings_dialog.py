"""What can be chosen, each with one plain line; shown at once where it can be seen at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from scribe_app.settings import Settings
from scribe_app.window.parts import button, label
from scribe_app.window.sound_check import SoundCheck

HINT_WIDTH = 330


class SettingsDialog(QDialog):
    """Signal `appearance_changed(appearance, text_percent)` while choosing. `chosen()` gives the result."""

    appearance_changed = Signal(str, int)

    def __init__(self, settings: Settings, models: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`models`: (name, shown text) of the recogniser models that are here."""
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(560)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        box.addWidget(label(self.tr("Settings"), "title"))
        tabs = self.tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(self._you(), self.tr("You"))
        tabs.addTab(self._sound(models), self.tr("Sound"))
        tabs.addTab(self._looks(), self.tr("Appearance"))
        tabs.addTab(self._keeping(), self.tr("Keeping"))
        box.addWidget(tabs, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        save = button(self.tr("Save"), "primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        line.addWidget(cancel)
        line.addWidget(save)
        box.addLayout(line)
        self.rejected.connect(lambda: self.appearance_changed.emit(settings.appearance, settings.text_percent))
        self.finished.connect(lambda _: self.sound_check.stop())

    def _form(self) -> tuple[QWidget, QFormLayout]:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(4, 16, 4, 8)
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        return page, form

    def _row(self, form: QFormLayout, text: str, field: QWidget, hint: str = "") -> None:
        field.setAccessibleName(text)
        if isinstance(field, QSpinBox | QComboBox):
            field.setMinimumHeight(field.fontMetrics().height() + 12)
        form.addRow(text, field)
        if hint:
            words = label(hint, "small", wrap=True)
            words.setMinimumWidth(HINT_WIDTH)
            form.addRow("", words)

    def _you(self) -> QWidget:
        page, form = self._form()
        self.clinician = QLineEdit(self._settings.clinician)
        self.credentials = QLineEdit(self._settings.credentials)
        self.credentials.setPlaceholderText(self.tr("MD, DO, PA-C, NP …"))
        self._row(form, self.tr("Name"), self.clinician, self.tr("Stands below the notes you sign."))
        self._row(form, self.tr("Credentials"), self.credentials)
        return page

    def _sound(self, models: list[tuple[str, str]]) -> QWidget:
        page, form = self._form()
        self.sound_check = SoundCheck(framed=False)
        self.sound_check.list_devices(self._settings.microphone)
        form.addRow(self.sound_check)
        self.model = QComboBox()
        for name, shown in models:
            self.model.addItem(shown, name)
        self.model.setCurrentIndex(max(0, self.model.findData(self._settings.model)))
        self._row(
            form,
            self.tr("Recogniser"),
            self.model,
            self.tr(
                "Larger models hear better and are slower. “scribe models fetch” adds one; never during a visit."
            ),
        )
        self.play = QCheckBox(self.tr("Play the words when evidence is shown"))
        self.play.setChecked(self._settings.play_evidence)
        form.addRow("", self.play)
        return page

    def _looks(self) -> QWidget:
        page, form = self._form()
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
        self._row(form, self.tr("Colours"), self.appearance)
        self._row(form, self.tr("Text size"), self.text_percent)
        form.addRow("", self.captions)
        self.appearance.currentIndexChanged.connect(self._show_looks)
        self.text_percent.valueChanged.connect(self._show_looks)
        return page

    def _keeping(self) -> QWidget:
        page, form = self._form()
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
        self._row(
            form, self.tr("Lock after"), self.lock, self.tr("Without a key or the mouse. A recording goes on.")
        )
        self._row(form, self.tr("Keep sound"), self.sound_days, self.tr("Counted from the signature."))
        self._row(
            form, self.tr("Keep transcripts"), self.transcript_days, self.tr("Signed notes are always kept.")
        )
        return page

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
                "model": self.model.currentData() or "",
                "play_evidence": self.play.isChecked(),
                "appearance": self.appearance.currentData(),
                "text_percent": self.text_percent.value(),
                "show_captions": self.captions.isChecked(),
                "lock_minutes": self.lock.value(),
                "keep_sound_days": self.sound_days.value(),
                "keep_transcript_days": self.transcript_days.value(),
            }
        )
