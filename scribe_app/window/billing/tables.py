"""The tables of the dashboard: whatever a plot shows can be read row by row with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from scribe_app.billing.ledger import ClaimRow
from scribe_app.billing.values import dollars
from scribe_app.window.look import theme

Index = QModelIndex | QPersistentModelIndex
PAGE = 500


class Rows(QAbstractTableModel):
    """Rows of text; `faint` rows rest on few cases. Long lists are handed to the view piece by piece."""

    def __init__(self, header: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = list(header)
        self.rows: list[Sequence[str]] = []
        self.faint: set[int] = set()
        self.right: set[int] = set()
        self._shown = 0

    def put(self, rows: Sequence[Sequence[str]], faint: Sequence[int] = (), header: Sequence[str] = ()) -> None:
        self.beginResetModel()
        self.rows, self.faint = list(rows), set(faint)
        self.header = list(header) or self.header
        self._shown = min(PAGE, len(self.rows))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.header)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._shown < len(self.rows)

    def fetchMore(self, parent: Index) -> None:
        more = min(PAGE, len(self.rows) - self._shown)
        self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
        self._shown += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.header[index.column()]}: {self.rows[index.row()][index.column()]}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.data(index)  # a long name may be cut off in its column
        if role == Qt.ItemDataRole.ForegroundRole and index.row() in self.faint:
            return QColor(theme.colours().quiet)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.header[section]
            if role == Qt.ItemDataRole.TextAlignmentRole and section in self.right:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class Table(QTableView):
    """A table whose rows are walked with the arrow keys and opened with Enter."""

    opened = Signal(int)
    stepped = Signal(int)

    def __init__(self, name: str, header: Sequence[str], right: Sequence[int] = (), wide: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows = Rows(header, self)
        self.rows.right = set(right)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setStyleSheet(
            "QTableView::item, QHeaderView::section { padding-left: 6px; padding-right: 6px; }"
            "QTableView::item:selected { color: palette(highlighted-text); background: palette(highlight); }"
        )
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.stepped.emit(now.row()))

    def put(self, rows: Sequence[Sequence[str]], faint: Sequence[int] = (), header: Sequence[str] = ()) -> None:
        """Shows other rows; the row that was chosen stays chosen by its place."""
        chosen = self.currentIndex().row()
        self.rows.put(rows, faint, header)
        if rows:
            self.selectRow(min(max(chosen, 0), len(rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


CLAIM_HEADER = (
    *("Claim", "Payer", "Clinician", "Service", "Sent", "Charge", "Paid", "Open", "First answer", "On", "Now"),
    "Diagnosis",
)


def claim_cells(claim: ClaimRow) -> tuple[str, ...]:
    """One claim as a row of text."""
    first = claim.first or "none yet"
    return (
        claim.claim,
        claim.payer,
        claim.provider,
        claim.dos,
        claim.submitted,
        dollars(claim.charge),
        dollars(claim.paid),
        dollars(claim.balance),
        f"rejected, {first}" if claim.rejected else first,
        claim.first_on,
        claim.now,
        claim.first_dx,
    )
