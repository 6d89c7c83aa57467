"""Where there is no room for three columns: note and transcript take turns, and two buttons say which is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from scribe_app.window.look.parts import button

WIDTH = 860  # below this, in pixels of the toolkit, there are two columns


class TakeTurns(QWidget):
    """Watches the width of `page`; while it is narrow one of two panels is shown at a time, at first the first."""

    def __init__(self, page: QWidget, panels: tuple[tuple[str, QWidget], tuple[str, QWidget]]) -> None:
        super().__init__(page)
        self.narrow = False
        self._panels = [panel for _, panel in panels]
        self._shown = self._panels[0]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        group = QButtonGroup(self)
        self.choices: list[QPushButton] = []
        for name, panel in panels:
            choice = button(name, "chip")
            choice.setCheckable(True)
            choice.setChecked(panel is self._shown)
            choice.clicked.connect(lambda _=False, chosen=panel: self.show_panel(chosen))
            group.addButton(choice)
            self.choices.append(choice)
            line.addWidget(choice)
        line.addStretch(1)
        self.hide()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            narrow = watched.width() < WIDTH
            if narrow != self.narrow:
                self.narrow = narrow
                self._arrange()
        return super().eventFilter(watched, event)

    def show_panel(self, panel: QWidget) -> None:
        """Brings a panel to the front; where both have room nothing changes."""
        self._shown = panel
        self._arrange()

    def _arrange(self) -> None:
        self.setVisible(self.narrow)
        for panel, choice in zip(self._panels, self.choices, strict=True):
            choice.setChecked(panel is self._shown)
            panel.setVisible(panel is self._shown or not self.narrow)
