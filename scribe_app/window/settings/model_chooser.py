"""Chooses the recogniser's model: what is here, how fast it is on this machine, and what could be fetched."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from scribe_app.capture.live import plain
from scribe_app.models import offered as model_list
from scribe_app.models.offered import COMFORTABLE, EMBEDDED, Model
from scribe_app.store.trouble import StoreTrouble
from scribe_app.window.look.parts import button, label

NAME = Qt.ItemDataRole.UserRole
MOST_ROWS = 7


class ModelChooser(QWidget):
    """`chosen` is the name of a model, "" for the embedded one. Models are measured in a thread, one by one."""

    _measured = Signal(str, float)
    _failed = Signal(str)
    _done = Signal()

    def __init__(self, folder: Path, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._models: list[Model] = model_list.models(folder)
        self._speeds = model_list.measured(folder)
        self._thread: threading.Thread | None = None
        self._stopped = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Recogniser models"))
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([self.tr("Model"), self.tr("Size"), self.tr("On this machine")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        box.addWidget(self.list)
        line = QHBoxLayout()
        self.measure = button(self.tr("Measure"), tip=self.tr("How fast each installed model is on this machine"))
        self.measure.clicked.connect(self.begin_measuring)
        self.text = label(kind="small", wrap=True)
        line.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        box.addLayout(line)
        self._measured.connect(self._show_speed)
        self._failed.connect(self.text.setText)
        self._done.connect(self._finish)
        self._fill(chosen)
        self._advise()

    @property
    def chosen(self) -> str:
        entry = self.list.currentItem()
        name = str(entry.data(0, NAME)) if entry is not None else EMBEDDED
        return "" if name == EMBEDDED else name

    def _fill(self, chosen: str) -> None:
        known = {model.name for model in self._models}
        extra = [Model(chosen, 0, "", Path(chosen))] if chosen and chosen not in known else []
        for model in (*self._models, *extra):
            size = self.tr("{0} MB").format(model.size_mb) if model.size_mb else ""
            entry = QTreeWidgetItem([self._shown_name(model), size, self._speed_of(model)])
            entry.setData(0, NAME, model.name)
            if model.folder is None:
                entry.setFlags(Qt.ItemFlag.NoItemFlags)
                entry.setToolTip(0, self.tr("“scribe models fetch {0}” brings it.").format(model.name))
            self.list.addTopLevelItem(entry)
            if model.name == (chosen or EMBEDDED):
                self.list.setCurrentItem(entry)
        rows = min(MOST_ROWS, self.list.topLevelItemCount())
        self.list.setFixedHeight(self.list.header().sizeHint().height() + rows * self.list.sizeHintForRow(0) + 8)

    def _shown_name(self, model: Model) -> str:
        if model.name == EMBEDDED:
            return self.tr("{0} (comes with the program)").format(model.name)
        return model.name if model.slower else self.tr("{0} (your own)").format(model.name)

    def _speed_of(self, model: Model) -> str:
        if model.folder is None:
            return self.tr("not here")
        value = self._speeds.get(model.name)
        if value is None:
            return self.tr("not measured")
        times = 1 / value if value else 0.0
        fast = self.tr("{0}× as fast as speech").format(f"{times:.0f}" if times >= 3 else f"{times:.1f}")
        return fast if value <= COMFORTABLE else self.tr("{0}, would fall behind").format(fast)

    def begin_measuring(self) -> None:
        """Measures every installed model, one after the other; takes some seconds each."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stopped = False
        self.measure.setEnabled(False)
        self.text.setText(self.tr("Measuring; you may go on meanwhile …"))
        self._thread = threading.Thread(target=self._run, name="measuring", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the model that is being measured."""
        self._stopped = True

    def wait(self, timeout_s: float = 60.0) -> None:
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        for model in self._models:
            if self._stopped or model.folder is None:
                continue
            try:
                value = model_list.speed(model.folder)
            except Exception as fault:
                self._tell(self._failed, plain(fault))
                continue
            with suppress(StoreTrouble):  # shown all the same; it is measured again another time
                model_list.keep_measured(self._folder, model.name, value)
            self._tell(self._measured, model.name, value)
        self._tell(self._done)

    def _tell(self, signal: object, *values: object) -> None:
        with suppress(RuntimeError):  # the dialog may be gone by then
            signal.emit(*values)  # type: ignore[attr-defined]

    def _show_speed(self, name: str, value: float) -> None:
        self._speeds[name] = value
        for model in self._models:
            for entry in self.list.findItems(self._shown_name(model), Qt.MatchFlag.MatchExactly):
                entry.setText(2, self._speed_of(model))

    def _finish(self) -> None:
        self.measure.setEnabled(True)
        self._advise()

    def _advise(self) -> None:
        tiny = self._speeds.get(EMBEDDED)
        larger = self.tr("Larger models hear better and are slower.")
        if tiny is None:
            self.text.setText(larger)
            return
        best = model_list.best(self._models, tiny)
        if best is None:
            self.text.setText(self.tr("For this machine the one that comes with the program is right."))
        elif best.folder is not None:
            self.text.setText(self.tr("{0} This machine carries {1}.").format(larger, best.name))
        else:
            self.text.setText(
                self.tr("{0} This machine would carry {1}: “scribe models fetch {1}” brings it.").format(
                    larger, best.name
                )
            )
