"""Rewording by a language model of one's own: plain and reworded sentence side by side, taken one by one.

The model runs in a thread and can be cancelled. What it changes beyond the wording is refused and not offered;
the reason stands beside it. What is taken becomes the clinician's wording, and is undone like any other edit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from scribe_app.capture.live import plain
from scribe_app.settings import Settings
from scribe_app.window.look.parts import Scrolled, button, label
from scribe_app.window.visit.encounter_page import EncounterPage
from structuring.events import SentenceEdited
from structuring.pack import Pack
from structuring.state import Note

if TYPE_CHECKING:
    from scribe_app.meaning.rewording import Generate, Rewording


class RewordDialog(QDialog):
    """`chosen()` gives the rewordings that were taken: (id of the sentence, its new text)."""

    _progressed = Signal(int)
    _done = Signal(object)
    _failed = Signal(str)

    def __init__(
        self, pack: Pack, note: Note, make: Callable[[], Generate], parent: QWidget | None = None
    ) -> None:
        """`make` loads the model; it is called in the thread and may raise Refusal."""
        super().__init__(parent)
        self._pack, self._note, self._make = pack, note, make
        self._cancelled = False
        self._boxes: list[tuple[QCheckBox, Rewording]] = []
        self.setWindowTitle(self.tr("Reword the note"))
        self.setMinimumSize(760, 420)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        box.addWidget(label(self.tr("Reword the note"), "title"))
        self.text = label(self.tr("The model is being loaded …"), "quiet", wrap=True)
        box.addWidget(self.text)
        count = sum(one.by == "heard" for section in note.sections for one in section.sentences)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Sentences worked on"))
        self.bar.setRange(0, max(1, count))
        self.bar.setTextVisible(False)
        box.addWidget(self.bar)
        self._scroll = Scrolled()
        box.addWidget(self._scroll, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        leave = button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.take = button(self.tr("Take"), "primary")
        self.take.setEnabled(False)
        self.take.clicked.connect(self.accept)
        line.addWidget(leave)
        line.addWidget(self.take)
        box.addLayout(line)
        self._progressed.connect(self.bar.setValue)
        self._done.connect(self._show)
        self._failed.connect(self._tell)
        self.finished.connect(self._stop)
        self._thread = threading.Thread(target=self._run, name="rewording", daemon=True)
        self._thread.start()

    def chosen(self) -> list[tuple[str, str]]:
        return [(one.id, one.text) for box, one in self._boxes if box.isChecked()]

    def _stop(self) -> None:
        self._cancelled = True

    def _run(self) -> None:
        from scribe_app.meaning import rewording

        try:
            generate = self._make()
            done = 0

            def watched(text: str) -> str:
                nonlocal done
                if self._cancelled:
                    raise InterruptedError
                made = generate(text)
                done += 1
                self._tell_from_thread(self._progressed, done)
                return made

            found = rewording.reword(self._pack, self._note, watched)
        except Exception as fault:
            self._tell_from_thread(self._failed, plain(fault))
        else:
            self._tell_from_thread(self._done, found)

    def _tell_from_thread(self, signal: object, value: object) -> None:
        if not self._cancelled:
            with suppress(RuntimeError):  # the dialog may be gone by then
                signal.emit(value)  # type: ignore[attr-defined]

    def _tell(self, text: str) -> None:
        self.bar.hide()
        self.text.setText(text)

    def _show(self, found: tuple[Rewording, ...]) -> None:
        self.bar.hide()
        changed = [one for one in found if one.text != one.plain]
        refused = [one for one in found if one.refused is not None]
        self.text.setText(
            self.tr(
                "{0} can be reworded, {1} stay as they are because the model changed more than the wording."
            ).format(len(changed), len(refused))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(self.tr("As it is"), "heading"), 0, 1)
        grid.addWidget(label(self.tr("Reworded"), "heading"), 0, 2)
        for row, one in enumerate([*changed, *refused], start=1):
            grid.addWidget(label(one.plain, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
            if one.refused is None:
                tick = QCheckBox()
                tick.setAccessibleName(self.tr("Take: {0}").format(one.text))
                tick.setChecked(True)
                tick.toggled.connect(self._count)
                self._boxes.append((tick, one))
                grid.addWidget(tick, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(one.text, wrap=True), row, 2, Qt.AlignmentFlag.AlignTop)
            else:
                why = label(self.tr("stays: {0}").format(one.refused), "small", wrap=True)
                grid.addWidget(why, row, 2, Qt.AlignmentFlag.AlignTop)
        self._scroll.content.addLayout(grid)
        self._scroll.content.addStretch(1)
        self._count()

    def _count(self) -> None:
        number = len(self.chosen())
        self.take.setText(self.tr("Take {0}").format(number) if number else self.tr("Take"))
        self.take.setEnabled(number > 0)


class RewordingFlow(QObject):
    """The action in the note, there while the settings name a folder."""

    def __init__(self, page: EncounterPage, settings: Settings, pack: Callable[[], Pack]) -> None:
        super().__init__(page)
        self._page, self._settings, self._pack = page, settings, pack
        page.note.reword_wanted.connect(self.ask)
        self.refresh()

    def refresh(self) -> None:
        self._page.note.set_rewordable(bool(self._settings.rewording))

    def dialog(self) -> RewordDialog | None:
        """The dialog on the note as it stands; None where there is nothing to reword."""
        session, folder = self._page.session, Path(self._settings.rewording).expanduser()
        if session is None or session.locked or not self._settings.rewording:
            return None

        def make() -> Generate:
            from scribe_app.meaning import rewording

            return rewording.load(folder)

        return RewordDialog(self._pack(), session.state.note, make, self._page.window())

    def ask(self) -> None:
        dialog = self.dialog()
        if dialog is not None and dialog.exec():
            self.take(dialog.chosen())

    def take(self, chosen: list[tuple[str, str]]) -> None:
        """Each as an edit of its own, so that each can be undone."""
        if self._page.session is not None:
            for sentence, text in chosen:
                self._page.session.apply(SentenceEdited(id=sentence, text=text))
