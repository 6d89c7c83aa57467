"""The list of visits: today's unsigned ones first, then earlier unsigned ones, then what is signed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scribe_app.store.records import VisitRecord
from scribe_app.window.look.marks import Sign, paint_sign
from scribe_app.window.look.parts import button, frame, label
from scribe_app.window.look.theme import colours

RECORD = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1
STATUS_SIGNS: dict[str, Sign] = {
    "draft": "partial",
    "interrupted": "uncertain",
    "signed": "complete",
    "voided": "dismissed",
}


class VisitsPage(QWidget):
    """Signals: `new_wanted`, `visit_wanted(id)`, and `library_`, `billing_`, `settings_`, `shortcuts_`,
    `recovery_wanted`."""

    new_wanted = Signal()
    visit_wanted = Signal(str)
    library_wanted = Signal()
    billing_wanted = Signal()
    settings_wanted = Signal()
    shortcuts_wanted = Signal()
    recovery_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._records: list[VisitRecord] = []
        self._today = date.today()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = frame("bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(20, 10, 16, 10)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Visits"), "title"))
        head.addStretch(1)
        for text, signal in (
            (self.tr("Recordings"), self.library_wanted),
            (self.tr("Billing"), self.billing_wanted),
            (self.tr("Settings"), self.settings_wanted),
            (self.tr("Keys"), self.shortcuts_wanted),
        ):
            plain = button(text, "plain")
            plain.clicked.connect(signal)
            head.addWidget(plain)
        self.new = button(self.tr("New visit"), "primary", tip=self.tr("Ctrl+N"))
        self.new.clicked.connect(self.new_wanted)
        head.addWidget(self.new)
        column.addWidget(bar)
        body = QVBoxLayout()
        body.setContentsMargins(20, 16, 20, 20)
        body.setSpacing(10)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(self.tr("Find a patient or a date"))
        self.finder.setAccessibleName(self.tr("Find a visit"))
        self.finder.setClearButtonEnabled(True)
        self.finder.setMaximumWidth(360)
        self.finder.textChanged.connect(self._fill)
        self._notice = frame("warning")
        notice = QHBoxLayout(self._notice)
        notice.setContentsMargins(12, 6, 6, 6)
        self.told = label(wrap=True)
        notice.addWidget(self.told, 1)
        self.recovery = button(self.tr("Recovery…"), "plain", tip=self.tr("What is kept, backups, the log"))
        self.recovery.clicked.connect(self.recovery_wanted)
        notice.addWidget(self.recovery)
        self._notice.hide()
        body.addWidget(self._notice)
        body.addWidget(self.finder)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Visits"))
        self.list.setItemDelegate(_VisitDelegate(self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        body.addWidget(self.list, 1)
        self.empty = label(
            self.tr("No visits yet. “New visit” begins one; “Recordings” replays a sample to try things out."),
            "quiet",
            wrap=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        body.addWidget(self.empty, 1)
        column.addLayout(body, 1)

    def tell(self, sentences: list[str]) -> None:
        """What the user should know about the store, above the list."""
        self.told.setText("\n".join(sentences))
        self._notice.setAccessibleName(self.told.text())
        self._notice.setVisible(bool(sentences))

    def show_records(self, records: list[VisitRecord], today: date | None = None) -> None:
        self._records = records
        self._today = today or date.today()
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        wanted = self.finder.text().casefold().strip()
        found = [record for record in self._records if wanted in self._words(record).casefold()]
        heading = ""
        for record in found:
            group = self._group(record)
            if group != heading:
                heading = group
                title = QListWidgetItem(group)
                title.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(title)
            entry = QListWidgetItem(visit_name(self, record))
            entry.setData(RECORD, record)
            entry.setData(DETAIL, self.detail(record, named=True))
            entry.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{visit_name(self, record)}, {self.detail(record)}, {group}"
            )
            self.list.addItem(entry)
        self.list.setVisible(bool(self._records))
        self.empty.setVisible(not self._records)
        self.finder.setVisible(bool(self._records))
        if self.list.count() > 1:
            self.list.setCurrentRow(1)

    def _group(self, record: VisitRecord) -> str:
        if record.status in ("signed", "voided"):
            return self.tr("Signed")
        return (
            self.tr("Today, not signed")
            if record.date_of_service == self._today
            else self.tr("Earlier, not signed")
        )

    def detail(self, record: VisitRecord, *, named: bool = False) -> str:
        """Date, kind, number and state of a visit; `named`: below a heading that names the usual state."""
        kind = {"initial": self.tr("initial visit"), "follow_up": self.tr("follow-up"), None: ""}[
            record.visit_type
        ]
        status = {
            "draft": self.tr("not signed"),
            "interrupted": self.tr("cut off, everything up to then is kept"),
            "signed": self.tr("signed"),
            "voided": self.tr("void"),
        }[record.status]
        number = record.patient.identifier if record.patient and record.patient.identifier else ""
        parts = (
            f"{record.date_of_service:%d %b %Y}",
            kind,
            self.tr("MRN {0}").format(number) if number else "",
            "" if named and record.status in ("draft", "signed") else status,
        )
        return "  ·  ".join(part for part in parts if part)

    def _words(self, record: VisitRecord) -> str:
        return f"{visit_name(self, record)} {self.detail(record)} {record.date_of_service.isoformat()}"

    def _open(self, entry: QListWidgetItem) -> None:
        record = entry.data(RECORD)
        if record is not None:
            self.visit_wanted.emit(record.id)


def visit_name(widget: QWidget, record: VisitRecord) -> str:
    return record.patient.name if record.patient and record.patient.name else widget.tr("Unnamed patient")


class _VisitDelegate(QStyledItemDelegate):
    """Two lines a visit, one for a heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = option.fontMetrics.height()
        return QSize(200, line * 2 + 20 if index.data(RECORD) is not None else line + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = option.rect
        state = option.state
        font = QFont(option.font)
        now = colours()
        record = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if record is None:
            font.setPointSizeF(font.pointSizeF() * 0.88)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(now.quiet))
            place = rect.adjusted(14, 0, -8, -4)
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, index.data())
            painter.restore()
            return
        box = rect.adjusted(6, 2, -6, -2)
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(now.accent) if state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        paint_sign(
            painter, QRectF(box.x() + 10, box.y() + (box.height() - 18) / 2, 18, 18), STATUS_SIGNS[record.status]
        )
        text = box.adjusted(40, 6, -10, -6)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(now.ink))
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, index.data())
        font.setWeight(QFont.Weight.Normal)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        painter.setPen(QColor(now.quiet))
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, index.data(DETAIL))
        painter.restore()
