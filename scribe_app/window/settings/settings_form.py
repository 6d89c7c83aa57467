"""The form that the pages of the settings have in common: a name, a field, one plain line below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from scribe_app.window.look.parts import label

HINT_WIDTH = 440


def form(page: QWidget) -> QFormLayout:
    """The layout of a page."""
    made = QFormLayout(page)
    made.setContentsMargins(4, 16, 4, 8)
    made.setSpacing(10)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return made


def row(layout: QFormLayout, text: str, field: QWidget, hint: str = "") -> QLabel | None:
    """Adds a field under its name; returns the line below it, if any."""
    if not field.accessibleName():
        field.setAccessibleName(text)
    if isinstance(field, QSpinBox | QComboBox):
        field.setMinimumHeight(field.fontMetrics().height() + 12)
    if isinstance(field, QAbstractSpinBox):
        field.lineEdit().setTextMargins(6, 0, 0, 0)
    layout.addRow(text, field)
    if not hint:
        return None
    words = label(hint, "small", wrap=True)
    words.setMinimumWidth(HINT_WIDTH)
    layout.addRow("", words)
    return words
