"""The bar of filters: period, payer, clinician, and the day to compare before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QFrame, QHBoxLayout, QLabel, QWidget

from scribe_app.billing.figures import Query


class Filters(QFrame):
    """Tells the query whenever it changes."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        self.start = self._day(self.tr("First date of service"))
        self.end = self._day(self.tr("Last date of service"))
        self.payer = self._choice(self.tr("Payer"))
        self.clinician = self._choice(self.tr("Clinician"))
        self.compare = QCheckBox(self.tr("&Before and after"))
        self.day = self._day(self.tr("Day to compare before and after"))
        for label, widget in (
            (self.tr("&From"), self.start),
            (self.tr("&To"), self.end),
            (self.tr("&Payer"), self.payer),
            (self.tr("&Clinician"), self.clinician),
        ):
            buddy = QLabel(label)
            buddy.setBuddy(widget)
            buddy.setMinimumWidth(buddy.fontMetrics().horizontalAdvance(label.replace("&", "")) + 6)
            layout.addWidget(buddy)
            layout.addWidget(widget)
            layout.addSpacing(10)
        layout.addStretch(1)
        layout.addWidget(self.compare)
        layout.addWidget(self.day)
        self.day.setEnabled(False)
        self.compare.toggled.connect(self.day.setEnabled)
        self.compare.toggled.connect(self._tell)
        for edit in (self.start, self.end, self.day):
            edit.dateChanged.connect(self._tell)
        for box in (self.payer, self.clinician):
            box.currentIndexChanged.connect(self._tell)

    def offer(self, first: str, last: str, payers: Sequence[tuple[str, str]], clinicians: Sequence[str]) -> None:
        """Sets what can be chosen; (key, name) for payers. A choice that is still there stays."""
        with QSignalBlocker(self.start), QSignalBlocker(self.end), QSignalBlocker(self.day):
            if first and last:
                self.start.setDate(QDate.fromString(first, Qt.DateFormat.ISODate))
                self.end.setDate(QDate.fromString(last, Qt.DateFormat.ISODate))
        for box, entries in ((self.payer, payers), (self.clinician, [(name, name) for name in clinicians])):
            with QSignalBlocker(box):
                chosen = box.currentData()
                box.clear()
                box.addItem(self.tr("all"), "")
                for key, name in entries:
                    box.addItem(name, key)
                box.setCurrentIndex(max(0, box.findData(chosen)))

    def compare_at(self, day: date | None) -> None:
        """Chooses the day to compare before and after, without telling."""
        with QSignalBlocker(self.compare), QSignalBlocker(self.day):
            self.compare.setChecked(day is not None)
            self.day.setEnabled(day is not None)
            if day is not None:
                self.day.setDate(QDate(day.year, day.month, day.day))

    def query(self) -> Query:
        start, end = _date(self.start), _date(self.end)
        return Query(
            start=min(start, end),
            end=max(start, end),
            payer=self.payer.currentData() or "",
            clinician=self.clinician.currentData() or "",
            before_after=_date(self.day) if self.compare.isChecked() else None,
        )

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.query())

    def _day(self, name: str) -> QDateEdit:
        edit = QDateEdit(QDate.currentDate())
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setAccessibleName(name)
        edit.setKeyboardTracking(False)
        return edit

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(220)
        box.addItem(self.tr("all"), "")
        return box


def _date(edit: QDateEdit) -> date:
    found = edit.date()
    return date(found.year(), found.month(), found.day())
