"""Shows what the columns of an export were recognised as, before anything is imported."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scribe_app.billing import tables
from scribe_app.billing.columns import Recognised
from scribe_app.billing.date_order import WORDS, Order


class ColumnsDialog(QDialog):
    """One choice for each field; fields of several columns are shown as they were found."""

    def __init__(self, name: str, found: Recognised, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns of {name}").format(name=name))
        self.resize(680, 640)
        self._found = found
        self._boxes: dict[str, QComboBox] = {}
        self._dates: QComboBox | None = None
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if found.dates:
            form.addRow(self.tr("How dates are written"), self._date_row())
        # What was found comes first; what this file does not have stands below, to be chosen all the same.
        missing = False
        for field in sorted(tables.columns().field, key=lambda field: field.id not in found.fields):
            columns = found.fields.get(field.id, ())
            if not columns and not missing:
                missing = True
                heading = QLabel(self.tr("Not recognised in this file"))
                heading.setProperty("kind", "quiet")
                form.addRow(heading)
            if field.many and len(columns) > 1:
                several = QLabel(" + ".join(columns))
                several.setWordWrap(True)
                form.addRow(field.label, several)
                continue
            box = QComboBox()
            box.setAccessibleName(field.label)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(24)
            box.addItem(self.tr("not in this file"), "")
            for column in found.header:
                box.addItem(column, column)
            box.setCurrentIndex(box.findData(columns[0]) if columns else 0)
            form.addRow(field.label, box)
            self._boxes[field.id] = box
        inner = QWidget()
        inner.setLayout(form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        if found.doubts:
            doubt = QLabel(self.tr("Not clear: {doubts}").format(doubts="; ".join(found.doubts)))
            doubt.setWordWrap(True)
            doubt.setProperty("kind", "warn")
            layout.addWidget(doubt)
        layout.addWidget(scroll, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Import"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _date_row(self) -> QWidget:
        """The order that the dates themselves tell, in words; a choice where they do not."""
        labels = {field.id: field.label for field in tables.columns().field}
        told = [
            f"{labels[field]}: {WORDS[order]}"
            for field, order in self._found.dates.items()
            if field not in self._found.assumed
        ]
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        if told:
            known = QLabel("\n".join(told))
            known.setWordWrap(True)
            layout.addWidget(known)
        if self._found.assumed:
            names = ", ".join(labels[field] for field in self._found.assumed)
            text = self.tr("{names}: the dates read either way. Which is it?").format(names=names)
            question = QLabel(text)
            question.setWordWrap(True)
            layout.addWidget(question)
            self._dates = QComboBox()
            self._dates.setAccessibleName(text)
            for order, words in WORDS.items():
                self._dates.addItem(words, order)
            self._dates.setCurrentIndex(self._dates.findData(self._found.dates[self._found.assumed[0]]))
            layout.addWidget(self._dates)
        return page

    def date_order(self) -> Order | None:
        """The order chosen for dates that read either way; None when there are none."""
        return self._dates.currentData() if self._dates is not None else None

    def overrides(self) -> dict[str, list[str]]:
        """Field id → columns, as chosen; [] for a field that is not to be read."""
        chosen = {field: [box.currentData()] if box.currentData() else [] for field, box in self._boxes.items()}
        return {field: columns for field, columns in chosen.items() if columns != list(self._recognised(field))}

    def _recognised(self, field: str) -> tuple[str, ...]:
        return self._found.fields.get(field, ())
