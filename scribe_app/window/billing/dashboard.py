"""The billing manager's dashboard over one ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThread, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from scribe_app.billing import drill, figures, importing, sample, tabulate
from scribe_app.billing.figures import Query, Report
from scribe_app.billing.importing import Result
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal
from scribe_app.store.files import write_whole
from scribe_app.window.billing import paper
from scribe_app.window.billing.columns_dialog import ColumnsDialog
from scribe_app.window.billing.filters import Filters
from scribe_app.window.billing.pages import ClaimsPage, GroupsPage, OverviewPage, ReasonsPage, VisitsPage


class BillingWindow(QMainWindow):
    """Figures, payers, reasons, documentation and claims. It owns its ledger and closes it."""

    def __init__(self, book: Ledger, query: Query | None = None, *, synthetic: bool = False) -> None:
        super().__init__()
        self.book = book
        self.synthetic = synthetic
        self.report: Report | None = None
        self._importing: _Importing | None = None
        self._drill: tuple[str, str, Query, str] | None = None
        self.setWindowTitle(self.tr("Billing"))
        self.resize(1180, 800)
        self.filters = Filters()
        self.notice = QLabel()
        self.notice.setProperty("kind", "warn")
        self.notice.setContentsMargins(14, 6, 14, 0)
        self.overview, self.reasons, self.visits, self.claims = (
            OverviewPage(),
            ReasonsPage(),
            VisitsPage(),
            ClaimsPage(),
        )
        self.payers = GroupsPage(self.tr("Payers"), self.tr("Payer"))
        self.clinicians = GroupsPage(self.tr("Clinicians"), self.tr("Clinician"))
        self.tabs = QTabWidget()
        for page, name in (
            (self.overview, self.tr("Figures")),
            (self.payers, self.tr("Payers")),
            (self.clinicians, self.tr("Clinicians")),
            (self.reasons, self.tr("Reasons")),
            (self.visits, self.tr("Documentation")),
            (self.claims, self.tr("Claims")),
        ):
            self.tabs.addTab(page, name)
        self._lay_out()
        self._connect()
        self._menu()
        self._offer()
        self.filters.compare_at(query.before_after if query else None)
        self.refresh()
        self.overview.table.setFocus()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.notice)
        layout.addWidget(self.tabs, 1)
        self.setCentralWidget(page)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        self.filters.changed.connect(lambda _: self.refresh())
        self.overview.drilled.connect(lambda figure: self.open_claims(figure))
        self.reasons.drilled.connect(lambda carc: self.open_claims("denial_any", carc=carc))
        self.payers.drilled.connect(self._open_payer)
        self.clinicians.drilled.connect(self._open_clinician)
        self.claims.sided.connect(lambda _: self._fill_claims())

    def _menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Billing"))
        self._action(menu, self.tr("&Import claims or remittances…"), "Ctrl+I", self._choose_files)
        self._action(menu, self.tr("Export &figures as CSV…"), "Ctrl+S", self._choose_csv)
        self._action(menu, self.tr("Export as &PDF…"), "Ctrl+P", self._choose_pdf)
        menu.addSeparator()
        self._action(menu, self.tr("&Close"), "Ctrl+W", self.close)
        view = self.menuBar().addMenu(self.tr("&View"))
        for place in range(self.tabs.count()):
            name = self.tabs.tabText(place)
            self._action(view, name, f"Alt+{place + 1}", lambda at=place: self.tabs.setCurrentIndex(at))

    def _action(self, menu: QWidget, text: str, keys: str, run: Callable[..., object]) -> None:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: run())
        menu.addAction(action)

    # What is shown

    def _offer(self) -> None:
        first, last = figures.days(self.book)
        self.filters.offer(first, last, figures.payer_choices(self.book), figures.clinician_choices(self.book))

    def refresh(self) -> None:
        """Computes the figures anew for the filters as they stand."""
        made = figures.report(self.book, self.filters.query(), synthetic=self.synthetic)
        self.report = made
        self.overview.show_report(made)
        self.payers.show_groups(made.payers)
        self.clinicians.show_groups(made.clinicians)
        self.reasons.show_report(made)
        self.visits.show_report(made)
        self._fill_claims()
        notices = [self.tr("Sample practice: every claim, payer and clinician is invented.")] * self.synthetic
        if not made.overall.claims:
            notices.append(
                self.tr("No claims in this period. Ctrl+I imports a claim export, an 835 remittance or a 277CA.")
            )
        self.notice.setText("  ".join(notices))
        self.notice.setVisible(bool(notices))
        self.statusBar().showMessage(
            self.tr("{count} claims; balances as of {day}").format(
                count=f"{made.overall.claims:,}", day=made.as_of
            )
        )

    def open_claims(self, figure: str, query: Query | None = None, carc: str = "", title: str = "") -> None:
        """Goes to the claims behind a figure."""
        if not drill.can(figure) or self.report is None:
            self.statusBar().showMessage(self.tr("This figure counts signed visits, not claims."))
            return
        names = {entry.id: entry.name for entry in self.report.definitions}
        name = self.tr("Denied or partly denied, reason {carc}").format(carc=carc) if carc else names[figure]
        self._drill = (figure, carc, query or self.filters.query(), f"{title}: {name}" if title else name)
        self._fill_claims()
        self.tabs.setCurrentWidget(self.claims)
        self.claims.table.setFocus()

    def _open_payer(self, name: str) -> None:
        keys = {shown: key for key, shown in figures.payer_choices(self.book)}
        self.open_claims(
            "denial_rate", self.filters.query().model_copy(update={"payer": keys.get(name, "")}), "", name
        )

    def _open_clinician(self, name: str) -> None:
        self.open_claims("denial_rate", self.filters.query().model_copy(update={"clinician": name}), "", name)

    def _fill_claims(self) -> None:
        if self._drill is None or self.report is None:
            return
        figure, carc, query, title = self._drill
        side = self.claims.side.currentData()
        found = drill.claims(self.book, figure, query, self.report.as_of, side, carc)
        self.claims.show_claims(title, found)

    # Files

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Import"),
            "",
            self.tr("Claims and remittances (*.csv *.txt *.tsv *.xlsx *.835 *.277 *.edi *.x12);;All (*)"),
        )
        if names:
            self.bring_in([Path(name) for name in names])

    def bring_in(self, paths: list[Path]) -> None:
        """Imports files one after the other, each after its columns were shown; the window stays usable."""
        prepared = []
        for path in paths:
            try:
                source, found = importing.prepare(self.book, path)
                if found is not None:
                    dialog = ColumnsDialog(path.name, found, self)
                    if dialog.exec() != ColumnsDialog.DialogCode.Accepted:
                        continue
                    source, found = importing.prepare(
                        self.book, path, overrides=dialog.overrides(), date_order=dialog.date_order()
                    )
                prepared.append((source, found))
            except Refusal as refusal:
                self._say(str(refusal))
        if not prepared:
            return
        self._importing = _Importing(self.book, prepared, self)
        self._importing.went.connect(
            lambda lines: self.statusBar().showMessage(self.tr("{lines} lines read").format(lines=f"{lines:,}"))
        )
        self._importing.done.connect(self._brought_in)
        self._importing.start()

    def _brought_in(self, told: list[str]) -> None:
        self._importing = None
        if not self.isVisible():
            self.close()
            return
        self._offer()
        self.refresh()
        self._say("\n".join(told))

    def _choose_csv(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export figures"), "billing-figures.csv", "CSV (*.csv)"
        )
        if name:
            self.export(Path(name))

    def _choose_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export as PDF"), "billing-figures.pdf", "PDF (*.pdf)")
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Writes what is shown to a file, as its name says: .pdf, or CSV for any other."""
        if self.report is None:
            return
        try:
            if path.suffix.lower() == ".pdf":
                write_whole(path, paper.pdf(self.report))
            else:
                write_whole(path, tabulate.as_csv(self.report).encode("utf-8"))
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.statusBar().showMessage(self.tr("Written to {path}").format(path=path))

    def _say(self, text: str) -> None:
        box = QMessageBox(self)
        box.setText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._importing is not None:
            # An import is whole or not at all: it goes on unseen, and the ledger is closed after it.
            self.hide()
            event.ignore()
            return
        self.book.close()
        super().closeEvent(event)


class _Importing(QThread):
    """Imports in the background; the ledger takes one transaction at a time by itself."""

    went = Signal(int)
    done = Signal(list)

    def __init__(self, book: Ledger, prepared: list[tuple[importing.Source, importing.Recognised | None]],
                 parent: QWidget) -> None:  # fmt: skip
        super().__init__(parent)
        self._book = book
        self._prepared = prepared

    def run(self) -> None:
        told = []
        for source, found in self._prepared:
            try:
                told.append(_outcome(importing.run(self._book, source, found, progress=self.went.emit)))
            except Refusal as refusal:
                told.append(str(refusal))
        self.done.emit(told)


def _outcome(result: Result) -> str:
    if result.already:
        return f"{result.name} was imported before; nothing changed."
    lines = [f"{result.name}: {result.taken} lines taken, {result.rejected} rejected."]
    lines += [f"line {line}: {text}" for line, rejected, text in result.remarks[:10] if rejected]
    return "\n".join(lines)


def sample_window() -> BillingWindow:
    """The dashboard on the sample practice; nothing of it is kept."""
    book = Ledger.throwaway()
    given = sample.load(book)
    return BillingWindow(book, Query(before_after=given.scribe_since), synthetic=True)
