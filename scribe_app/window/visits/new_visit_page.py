"""Begins a visit: who it is about, which microphone, and the patient's answer on being recorded.

Until that answer nothing is stored, neither sound nor name. A refusal is stored as one, and the visit goes on
without a recording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from scribe_app.store.records import Patient
from scribe_app.window.look.parts import Scrolled, button, frame, label
from scribe_app.window.sound.sound_check import SoundCheck

NARROW = 760  # below this the cards stand below one another
NO_DATE = QDate(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was filled in. `consent` False: the patient declined; None: no recording was wanted."""

    patient: Patient | None
    visit_type: Literal["initial", "follow_up"]
    date_of_service: date
    consent: bool
    wording: str


class NewVisitPage(QWidget):
    """Signals: `begun(Beginning)`, `back_wanted`."""

    begun = Signal(object)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._patients: list[Patient] = []
        self._declined: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = frame("bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(12, 10, 16, 10)
        back = button(self.tr("Visits"), "plain", tip=self.tr("Back to the list; nothing was stored"))
        back.clicked.connect(self.back_wanted)
        head.addWidget(back)
        head.addSpacing(8)
        head.addWidget(label(self.tr("New visit"), "title"))
        head.addStretch(1)
        column.addWidget(bar)
        scroll = Scrolled()
        column.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.setContentsMargins(20, 16, 20, 20)
        row.setSpacing(14)
        row.addWidget(self._who(), 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(14)
        self.sound_check = SoundCheck()
        right.addWidget(self.sound_check)
        right.addWidget(self._consent())
        right.addStretch(1)
        row.addLayout(right, 1)
        scroll.content.addLayout(row)
        self._columns = row
        scroll.content.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self.width() >= NARROW else down)

    def _who(self) -> QFrame:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(18, 14, 18, 18)
        box.setSpacing(10)
        box.addWidget(label(self.tr("Patient"), "heading"))
        form = QFormLayout()
        form.setSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.known = QComboBox()
        self.known.setAccessibleName(self.tr("Patient seen before"))
        self.known.setMinimumHeight(self.known.fontMetrics().height() + 12)
        self.known.currentIndexChanged.connect(self._choose_known)
        form.addRow(self.tr("Seen before"), self.known)
        self.family = QLineEdit()
        self.family.setPlaceholderText(self.tr("name or pseudonym"))
        self.given = QLineEdit()
        self.number = QLineEdit()
        self.number.setPlaceholderText(self.tr("optional"))
        self.birth = QDateEdit()
        self.birth.lineEdit().setTextMargins(6, 0, 0, 0)
        self.birth.setCalendarPopup(False)
        self.birth.setDisplayFormat("yyyy-MM-dd")
        self.birth.setMinimumDate(NO_DATE)
        self.birth.setMaximumDate(QDate.currentDate())
        self.birth.setSpecialValueText(self.tr("not given"))
        self.birth.setDate(NO_DATE)
        for text, field in (
            (self.tr("Family name"), self.family),
            (self.tr("Given name"), self.given),
            (self.tr("Record number (MRN)"), self.number),
            (self.tr("Date of birth"), self.birth),
        ):
            field.setAccessibleName(text)
            field.setMinimumHeight(field.fontMetrics().height() + 12)
            form.addRow(text, field)
        kind = QHBoxLayout()
        self.initial = QRadioButton(self.tr("Initial"))
        self.follow_up = QRadioButton(self.tr("Follow-up"))
        self.initial.setChecked(True)
        group = QButtonGroup(self)
        for choice in (self.initial, self.follow_up):
            group.addButton(choice)
            kind.addWidget(choice)
        kind.addStretch(1)
        form.addRow(self.tr("Visit"), kind)
        box.addLayout(form)
        self.earlier = label(kind="small", wrap=True)
        box.addWidget(self.earlier)
        return card

    def _consent(self) -> QFrame:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(18, 14, 18, 16)
        box.setSpacing(10)
        box.addWidget(label(self.tr("Consent"), "heading"))
        self.wording = self.tr(
            "“With your permission this computer listens to our talk and helps to write the note. The recording "
            "stays on this machine. You can say no, or stop it at any time; your care is the same.”"
        )
        box.addWidget(label(self.wording, "lead", wrap=True))
        box.addWidget(label(self.tr("Nothing is stored before you record the answer."), "small", wrap=True))
        self.note = label(kind="warn", wrap=True)
        self.note.hide()
        box.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.declines = button(
            self.tr("Patient declines"), tip=self.tr("Goes on without a recording; the note is typed")
        )
        self.declines.clicked.connect(lambda: self._begin(consent=False))
        self.agrees = button(
            self.tr("Patient agrees"), "primary", tip=self.tr("Stores the answer and opens the visit")
        )
        self.agrees.clicked.connect(lambda: self._begin(consent=True))
        buttons.addWidget(self.declines)
        buttons.addStretch(1)
        buttons.addWidget(self.agrees)
        box.addLayout(buttons)
        return card

    def start(self, patients: list[Patient], visits_of: dict[str, list[str]], declined: set[str]) -> None:
        """An empty form. `visits_of`: earlier visits by patient id, in words; `declined`: who said no before."""
        self._patients, self._visits_of, self._declined = patients, visits_of, declined
        self.known.blockSignals(True)
        self.known.clear()
        self.known.addItem(self.tr("New patient"))
        for patient in patients:
            number = f"  ·  {patient.identifier}" if patient.identifier else ""
            self.known.addItem(f"{patient.name}{number}")
        self.known.blockSignals(False)
        self.known.setCurrentIndex(0)
        self._choose_known(0)
        self.family.setFocus()

    def _choose_known(self, index: int) -> None:
        patient = self._patients[index - 1] if index > 0 else None
        self.family.setText(patient.family if patient else "")
        self.given.setText(patient.given if patient else "")
        self.number.setText((patient.identifier or "") if patient else "")
        birth = patient.birth_date if patient else None
        self.birth.setDate(QDate(birth.year, birth.month, birth.day) if birth else NO_DATE)
        for field in (self.family, self.given, self.number, self.birth):
            field.setEnabled(patient is None)
        earlier = self._visits_of.get(patient.id, []) if patient else []
        self.earlier.setText(self.tr("Earlier: {0}").format("; ".join(earlier)) if earlier else "")
        self.earlier.setVisible(bool(earlier))
        self.follow_up.setChecked(bool(earlier))
        self.initial.setChecked(not earlier)
        said_no = patient is not None and patient.id in self._declined
        self.note.setText(self.tr("This patient declined to be recorded before. Ask again.") if said_no else "")
        self.note.setVisible(said_no)

    def patient(self) -> Patient | None:
        """As filled in; None where no name was given."""
        index = self.known.currentIndex()
        if index > 0:
            return self._patients[index - 1]
        family, given = self.family.text().strip(), self.given.text().strip()
        if not family and not given:
            return None
        birth = self.birth.date()
        day = None if birth == NO_DATE else date(birth.year(), birth.month(), birth.day())
        return Patient(
            family=family or given,
            given=given if family else "",
            birth_date=day,
            identifier=self.number.text().strip() or None,
        )

    def _begin(self, *, consent: bool) -> None:
        self.sound_check.stop()
        self.begun.emit(
            Beginning(
                patient=self.patient(),
                visit_type="initial" if self.initial.isChecked() else "follow_up",
                date_of_service=date.today(),
                consent=consent,
                wording=self.wording,
            )
        )
