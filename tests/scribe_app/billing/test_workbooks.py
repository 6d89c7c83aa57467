"""Claim exports as Excel workbooks: the same words as the CSV, in little memory."""

import tracemalloc
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from scribe_app.billing import importing
from scribe_app.errors import Refusal

HEADER = ("Claim #", "MRN", "Payer", "DOS", "Submitted", "Charge", "Paid", "Paid Date", "Status", "Dx1")
ROWS = (
    (1001, 77, "Aetna", date(2026, 1, 5), datetime(2026, 1, 6, 9), 150, 80.1, "2/1/2026", "Paid", "M54.50"),
    (1002, 78, "Aetna", 46028, "01/07/2026", 0.1 + 150.2 + 0.2, None, None, "Pending", "M54.59"),
)  # fmt: skip


@pytest.fixture
def bring_book(book, tmp_path):
    def bring_book(sheets, **options):
        made = Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "claims.xlsx"
        made.save(path)
        source, found = importing.prepare(book, path, **options)
        return importing.run(book, source, found)

    return bring_book


def test_a_workbook_says_what_its_csv_would(bring_book, claim):
    notes = [("Nothing of claims here",), ("Printed by", "nobody")]
    result = bring_book({"Cover": notes, "Claims": [("Claims of the clinic",), (), HEADER, *ROWS]})
    assert (result.taken, result.rejected) == (2, 0)
    one, two = claim("1001"), claim("1002")
    assert (one.dos, one.submitted, one.charge, one.paid) == ("2026-01-05", "2026-01-06", 15000, 8010)
    assert (one.first_paid_on, one.first_dx, one.patient) == ("2026-02-01", "M54.50", "77")
    assert (two.dos, two.charge, two.now) == ("2026-01-06", 15050, "open")


def test_the_same_workbook_twice_changes_nothing(bring_book, book, tmp_path):
    bring_book({"Claims": [HEADER, *ROWS]})
    source, found = importing.prepare(book, tmp_path / "claims.xlsx")
    assert importing.run(book, source, found).already


def test_claims_on_two_sheets_are_not_read_by_halves(bring_book, book):
    with pytest.raises(Refusal, match="more than one sheet \\(May, June\\)"):
        bring_book({"May": [HEADER, *ROWS], "June": [HEADER, *ROWS]})
    assert book.imports() == []


def test_rejects_name_the_row_of_the_sheet(bring_book, book):
    bad = (1003, 79, "Aetna", date(2026, 1, 5), None, "ten", None, None, "Paid", None)
    result = bring_book({"Claims": [HEADER, *ROWS, (), bad]})
    assert result.remarks == ((5, True, "Charge: 'ten' is no amount of money"),)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook_is_refused(book, tmp_path, data):
    path = tmp_path / "claims.xlsx"
    path.write_bytes(data)
    with pytest.raises(Refusal, match=r"[Ss]ave it as"):
        importing.prepare(book, path)


def test_memory_does_not_grow_with_the_sheet(tmp_path):
    from scribe_app.billing import workbook

    def peak(count):
        made = Workbook(write_only=True)
        sheet = made.create_sheet("Claims")
        sheet.append(HEADER)
        for number in range(count):
            sheet.append((number, *ROWS[1][1:]))
        path = tmp_path / f"{count}.xlsx"
        made.save(path)
        tracemalloc.start()
        try:
            assert sum(1 for _ in workbook.rows(path, "Claims")) == count + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(2000) < 2 * peak(200)
