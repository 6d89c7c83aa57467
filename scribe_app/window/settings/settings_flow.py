"""Shows the settings, keeps what was chosen, and lets the parts of the window follow it at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from scribe_app import settings as stored_settings
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import chosen_pack
from scribe_app.settings import Settings
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.loading.rules_reading import RulesReading
from scribe_app.window.look import theme


class SettingsFlow(QObject):
    """Signals: `dressed` after a change of looks, `followed` after any change, `pack_chosen(Pack)` after another
    template was chosen, `told(str)` with what went wrong, `recovery_wanted`."""

    dressed = Signal()
    followed = Signal()
    pack_chosen = Signal(object)
    told = Signal(str)
    recovery_wanted = Signal()

    def __init__(self, settings: Settings, loader: RecogniserLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._loader, self._window = settings, loader, parent

    def show(self) -> None:
        """Asks; what is chosen holds from now on, the template from the next visit on."""
        from scribe_app.window.settings.settings_dialog import (
            SettingsDialog,  # here: not needed for the first frame
        )

        dialog = SettingsDialog(self._settings, self._window)
        dialog.appearance_changed.connect(self.dress)
        if dialog.exec():
            self.take(dialog.chosen())
        if dialog.recovery_asked:
            self.recovery_wanted.emit()

    def take(self, chosen: Settings) -> None:
        """Makes the chosen settings those of the program."""
        before = self._settings.model_copy()
        for name, value in chosen.model_dump().items():
            setattr(self._settings, name, value)
        self.save()
        self.dress(chosen.appearance, chosen.text_percent)
        if chosen.model != before.model:
            self._loader.reload(chosen.model)
        if chosen.template != before.template:
            pack, trouble = chosen_pack(chosen.pack, chosen.template)
            if trouble:
                self.told.emit(trouble)
            RulesReading(pack, self).start()
            self.pack_chosen.emit(pack)
        self.followed.emit()

    def choose_microphone(self, name: str) -> None:
        self._settings.microphone = name
        self.save()

    def save(self) -> None:
        try:
            stored_settings.save(self._settings)
        except Refusal as fault:
            self.told.emit(str(fault))

    def dress(self, appearance: str, text_percent: int) -> None:
        """Shows the program in these looks."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, appearance, text_percent)  # type: ignore[arg-type]
        self.dressed.emit()
