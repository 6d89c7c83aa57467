"""The billing window as its user works it: keyboard, filters, drilling down, files; never beside an open visit."""

import csv
import io

import pytest

from scribe_app.billing import drill, figures
from scribe_app.billing.figures import Query
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal
from scribe_app.store import Store

# The offscreen platform of the tests says this of every window.
pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.alone]

CLAIMS = """Claim #,Payer,Rendering,DOS,Submitted,Charge,Paid,Paid Date,Status,Dx1,CARC
C1,Aetna,Adams,1/5/2026,1/6/2026,100,80,1/26/2026,Paid,M54.50,
C2,Cigna,Baker,1/6/2026,1/7/2026,100,0,2/6/2026,Denied,M54.50,CO-16
C3,Cigna,Adams,2/7/2026,2/8/2026,100,,,Pending,M54.59,
C4,Cigna,Adams,2/7/2026,2/8/2026,100,0,3/1/2026,Denied,M54.5,CO-146
"""


@pytest.fixture
def window(qtbot, book, bring):
    from scribe_app.window.billing.dashboard import BillingWindow

    bring("claims.csv", CLAIMS)
    made = BillingWindow(book)
    qtbot.addWidget(made)
    made.show()
    return made


def cells(table, row):
    model = table.model()
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def row_of(table, words):
    return next(row for row in range(table.model().rowCount()) if words in cells(table, row)[0])


def test_every_figure_stands_in_a_row_with_its_parts(window):
    table = window.overview.table
    assert table.model().rowCount() == len(window.report.definitions)
    row = row_of(table, "Denied on first adjudication")
    assert cells(table, row)[1:5] == ["(66.7 %)", "20.8-93.9 %", "2 / 3", "3"]


def test_the_share_of_supported_notes_stands_below_the_share_of_the_code(window):
    names = [cells(window.overview.table, row)[0] for row in (0, 1)]
    assert names == ["M54.50 among low back pain claims", "Notes whose words support the code"]
    assert "M54.50" in window.overview.trend.accessibleDescription()
    assert "support" in window.overview.trend.accessibleDescription()


def test_enter_on_a_figure_shows_its_claims(window, qtbot):
    from PySide6.QtCore import Qt

    table = window.overview.table
    table.selectRow(row_of(table, "Denied on first adjudication"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.tabs.currentWidget() is window.claims
    shown = {cells(window.claims.table, row)[0] for row in range(window.claims.table.model().rowCount())}
    assert shown == {"C2", "C4"}
    window.claims.side.setCurrentIndex(1)
    assert window.claims.table.model().rowCount() == 3


def test_definition_and_source_are_shown_for_the_chosen_figure(window):
    table = window.overview.table
    table.selectRow(row_of(table, "Days in A/R"))
    assert "average daily charges" in window.overview.words.text()
    assert "MGMA" in window.overview.words.text()


def test_filters_change_every_page(window):
    window.filters.payer.setCurrentIndex(window.filters.payer.findText("Cigna"))
    assert window.report.overall.claims == 3
    assert window.payers.table.model().rowCount() == 1
    window.filters.clinician.setCurrentIndex(window.filters.clinician.findText("Baker"))
    assert window.report.overall.claims == 1


def test_a_reason_and_a_payer_lead_to_their_claims(window):
    window.reasons.table.opened.emit(0)
    assert window.claims.table.model().rowCount() == 1
    window.payers.table.opened.emit(0)
    assert {cells(window.claims.table, row)[1] for row in range(2)} == {"Cigna"}


def test_before_and_after_stand_beside_each_other(window):
    from PySide6.QtCore import QDate

    window.filters.day.setDate(QDate(2026, 2, 1))
    window.filters.compare.setChecked(True)
    row = row_of(window.overview.table, "Denied on first adjudication")
    assert cells(window.overview.table, row)[5:] == ["(50.0 %)  n=2", "(100.0 %)  n=1"]


def test_plots_say_in_words_what_they_show(window):
    assert "Cigna: (100.0 %)  n=2." in window.payers.plot.accessibleDescription()
    assert "146" in window.reasons.plot.accessibleDescription()


def test_export_as_csv_and_pdf(window, tmp_path):
    window.export(tmp_path / "figures.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "figures.csv").read_text())))
    denied = next(row for row in rows if (row["part"], row["figure"]) == ("all", "denial_rate"))
    assert (denied["numerator"], denied["denominator"], denied["fewer_than_10"]) == ("2", "3", "yes")
    window.export(tmp_path / "figures.pdf")
    from pypdf import PdfReader

    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "figures.pdf").pages)
    assert "HFMA Claim Integrity Task Force" in " ".join(text.split())


def test_a_file_is_imported_after_its_columns_were_confirmed(window, qtbot, tmp_path, monkeypatch):
    from scribe_app.window.billing.columns_dialog import ColumnsDialog

    path = tmp_path / "more.csv"
    path.write_text("Claim #,Payer,DOS,Charge,Status\nC9,Aetna,3/1/2026,100,Pending\n")
    seen = []
    monkeypatch.setattr(ColumnsDialog, "exec", lambda self: seen.append(self) or self.DialogCode.Accepted)
    window.bring_in([path])
    qtbot.waitUntil(lambda: window.report.overall.claims == 5, timeout=10_000)
    assert len(seen) == 1


def test_dates_that_read_either_way_are_asked_about(window, qtbot, tmp_path, monkeypatch):
    from scribe_app.window.billing.columns_dialog import ColumnsDialog

    path = tmp_path / "more.csv"
    path.write_text("Claim #,Payer,DOS,Charge,Status\nC9,Aetna,2/3/2026,100,Pending\n")

    def choose(dialog):
        assert "Date of service" in dialog._dates.accessibleName()
        assert dialog._dates.currentText() == "month first (12/31/2025)"
        dialog._dates.setCurrentIndex(dialog._dates.findData("day"))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(ColumnsDialog, "exec", choose)
    window.bring_in([path])
    qtbot.waitUntil(lambda: window.report.overall.claims == 5, timeout=10_000)
    (found,) = window.book.claims("claim = 'C9'")
    assert found.dos == "2026-03-02"


def test_it_does_not_open_beside_an_open_visit(qtbot):
    from scribe_app.window.billing.opening import window_for

    with Store.throwaway() as store:
        with pytest.raises(Refusal, match="no visit is open"):
            window_for(store, visit_open=True)
        made = window_for(store, visit_open=False)
        qtbot.addWidget(made)
        assert made.synthetic and "invented" in made.notice.text()


def test_it_opens_on_the_folder_of_an_open_store(qtbot, tmp_path, key):
    from scribe_app.window.billing.opening import window_for

    with Store.open(tmp_path / "data", key) as store:
        made = window_for(store, visit_open=False)
        qtbot.addWidget(made)
        assert "No claims" in made.notice.text()
        assert not made.synthetic


@pytest.fixture(scope="module")
def sample_book():
    from scribe_app.billing import sample

    with Ledger.throwaway() as book:
        sample.load(book)
        yield book


@pytest.mark.parametrize("query", [Query(), Query(payer="aetna"), Query(clinician="Dr. Cole")])
def test_the_claims_behind_a_figure_are_as_many_as_it_counts(sample_book, query):
    made = figures.report(sample_book, query)
    for figure in made.overall.figures:
        if not drill.can(figure.id):
            continue
        over = drill.claims(sample_book, figure.id, query, made.as_of, "denominator")
        counted = drill.claims(sample_book, figure.id, query, made.as_of)
        assert len(over) == figure.n, figure.id
        if figure.id in ("denial_rate_charges", "initial_denial_rate_charges"):
            assert sum(claim.charge for claim in counted) == figure.numerator
        elif figure.id in ("days_in_ar", "days_in_ar_year", "ar_over_90"):
            assert sum(claim.balance for claim in counted) == figure.numerator
        elif figure.id == "denial_writeoff":
            assert bool(counted) == bool(figure.numerator)
            assert {claim.first for claim in counted} <= {"denied", "partial"}
        else:
            assert len(counted) == figure.numerator, figure.id


def test_the_list_of_visits_leads_to_billing_and_a_visit_closes_it(qtbot):
    from scribe_app.rules.knowledge import load_pack
    from scribe_app.settings import Settings
    from scribe_app.window.billing.dashboard import BillingWindow
    from scribe_app.window.loading.recogniser import RecogniserLoader
    from scribe_app.window.main_window import MainWindow

    with Store.throwaway() as store:
        main = MainWindow(store, load_pack(), Settings(), RecogniserLoader())
        qtbot.addWidget(main)
        main.visits.billing_wanted.emit()
        billing = main.billing.window
        qtbot.addWidget(billing)
        assert isinstance(billing, BillingWindow) and billing.isVisible()
        main.flow.visit_shown.emit()
        assert not billing.isVisible()
        main.flow.visit = object()
        main.visits.billing_wanted.emit()
        assert "no visit is open" in main.visits.told.text()
        main.flow.visit = None
