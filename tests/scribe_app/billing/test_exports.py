"""Claim exports of practice systems: recognised columns, odd files, rejected lines, grain, importing twice."""

import pytest

from scribe_app.billing import importing
from scribe_app.errors import Refusal

PLAIN = """Claim #,MRN,Payer,DOS,Submit Date,Billed Amount,Ins Paid,Paid Date,Claim Status,Dx Codes,Denial Reason
C1,P1,Aetna,1/5/2026,01/07/2026,$150.00,$100.00,2/1/2026,Paid,"M5450, G8929",
C2,P2,Aetna,1/6/2026,01/07/2026,150.00,0,,Denied,M54.50;M54.59,"CO-16, M76"
C3,P3,Cigna,1/7/2026,01/08/2026,150.00,,,Pending,m54.59,
"""


def standing(book):
    return sorted((claim.claim, claim.now, claim.charge, claim.paid, claim.balance) for claim in book.claims("1"))


def test_an_export_is_read_without_being_told_its_columns(bring, book, claim):
    result = bring("a.csv", PLAIN)
    assert (result.taken, result.rejected, result.claims) == (3, 0, 3)
    assert standing(book) == [
        ("C1", "paid", 15000, 10000, 0),
        ("C2", "denied", 15000, 0, 15000),
        ("C3", "open", 15000, 0, 15000),
    ]
    assert claim("C1").family == "M54.50"
    assert claim("C2").tie == "direct"


def test_the_same_file_twice_changes_nothing(bring, book):
    bring("a.csv", PLAIN)
    before = standing(book)
    again = bring("renamed.csv", PLAIN)
    assert again.already
    assert standing(book) == before
    assert len(book.imports()) == 1


def test_a_later_export_replaces_what_an_older_one_said_whatever_comes_first(bring, book, claim):
    later = PLAIN.replace("150.00,,,Pending,m54.59,", "150.00,90,3/1/2026,Paid,m54.59,")
    bring("later.csv", later)
    bring("older.csv", PLAIN)
    assert claim("C3").now == "paid"
    assert claim("C3").charge == 15000
    assert len(standing(book)) == 3


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("utf-16", lambda text: ("\ufeff" + text, "utf-16-le")),
        ("byte order mark", lambda text: ("\ufeff" + text, "utf-8")),
        ("western", lambda text: (text.replace("Aetna", "Ætna é"), "cp1252")),
        ("title lines", lambda text: ("Report of claims\nPrinted 3/1/2026\n\n" + text, "utf-8")),
        ("totals", lambda text: (text + "Total,,,,,450.00,,,,,\n", "utf-8")),
        ("header repeated", lambda text: (text + text.splitlines()[0] + "\n", "utf-8")),
        ("crlf", lambda text: (text.replace("\n", "\r\n"), "utf-8")),
    ],
)
def test_odd_files_say_the_same(bring, book, name, change):
    text, encoding = change(PLAIN)
    result = bring("odd.csv", text, encoding=encoding)
    assert result.rejected == 0, name
    assert [row[0] for row in standing(book)] == ["C1", "C2", "C3"]


def test_semicolons_and_decimal_commas(bring, claim):
    bring("eu.csv", "Claim ID;DOS;Charge;Paid;Status;Dx1;Dx2\nC1;2026-01-05;1.150,00;100,50;Paid;M54.59;G89.29\n")
    assert (claim("C1").charge, claim("C1").paid, claim("C1").dx_count) == (115000, 10050, 2)


def test_rejects_name_line_and_reason_and_the_rest_is_taken(bring, book):
    text = (
        PLAIN
        + "C4,P4,Aetna,1/9/2026,1/2/2026,10,,,Pending,M54.59,\nC5,P5,Aetna,1/9/2026,1/10/2026,ten,,,Paid,,\nC6,1\n"
    )
    result = bring("a.csv", text)
    assert (result.taken, result.rejected) == (3, 3)
    rejected = {line: reason for line, bad, reason in book.remarks(result.import_id) if bad}
    assert "before its date of service" in rejected[5]
    assert "'ten' is no amount of money" in rejected[6]
    assert "2 cells where the header has 11" in rejected[7]


def test_a_file_of_rejects_is_refused_and_leaves_nothing(bring, book):
    with pytest.raises(Refusal, match="Nothing was imported"):
        bring("a.csv", "Claim #,Charge,Status\nC1,abc,Paid\nC2,def,Paid\n")
    assert standing(book) == []
    assert book.imports() == []


def test_an_unclosed_quote_is_refused_and_leaves_nothing(bring, book):
    text = PLAIN + 'C9,P9,"Aetna' + ",1/5/2026,x\n" * 20000
    with pytest.raises(Refusal, match="quotation mark"):
        bring("a.csv", text)
    assert book.imports() == []


def test_columns_that_are_not_clear_are_asked_for(bring, claim):
    with pytest.raises(Refusal, match="No line with column names"):
        bring("a.csv", "No,Amount of it,Remarks here\n1,2,3\n")
    with pytest.raises(Refusal, match="claim number"):
        bring("b.csv", "Charge,Status\n10,Paid\n")
    text = "Claim #,Fee,Charge Amount,Cost\nC1,free,13.00,10.00\n"
    bring("c.csv", text, overrides={"charge": ["Cost"]})
    assert claim("C1").charge == 1000


def test_a_mapping_once_given_is_remembered_for_its_system(bring, book, claim):
    text = "Claim #,Price,Status,Where\nC1,10.00,Paid,x\n"
    bring("a.csv", text, overrides={"charge": ["Price"]}, system="old system")
    bring("b.csv", text.replace("C1", "C2"), system="old system")
    assert claim("C2").charge == 1000
    assert book.mapping("old system")["charge"] == ["Price"]


def test_another_reading_of_the_same_file_replaces_the_first(bring, book, claim):
    text = "Claim #,Charge,Fee,Status\nC1,10.00,12.00,Paid\n"
    bring("a.csv", text)
    assert claim("C1").charge == 1000
    bring("a.csv", text, overrides={"charge": ["Fee"]})
    assert claim("C1").charge == 1200
    assert len(book.imports()) == 1


def test_content_decides_where_the_name_misleads(bring, claim):
    """A column named Diagnosis that holds words is not taken for codes; the dotted codes beside it are."""
    bring("a.csv", "Claim #,Charge,Diagnosis,Code 1\nC1,10.00,low back pain,M54.59\nC2,10.00,strain,S39.012A\n")
    assert claim("C1").first_dx == "M54.59"


def test_one_row_for_each_line_adds_up_and_one_for_each_adjustment_does_not(bring, claim):
    head = "Claim #,DOS,CPT,Charge,Paid,Adjustment,Group Code,CARC,RARC\n"
    lines = "L1,1/5/2026,99213,100.00,60.00,40.00,CO,45,\nL1,1/5/2026,97110,50.00,0,50.00,CO,50,N115\n"
    adjustments = "A1,1/5/2026,99213,100.00,60.00,30.00,CO,45,\nA1,1/5/2026,99213,100.00,60.00,10.00,PR,2,\n"
    bring("a.csv", head + lines + adjustments)
    assert (claim("L1").charge, claim("L1").first, claim("L1").tie) == (15000, "partial", "direct")
    assert (claim("A1").charge, claim("A1").paid, claim("A1").first) == (10000, 6000, "paid")


def test_two_equal_lines_of_one_claim_are_two_lines(bring, claim):
    row = "C1,1/5/2026,97110,50.00,30.00,20.00,CO,45,\n"
    bring("a.csv", "Claim #,DOS,CPT,Charge,Paid,Adjustment,Group Code,CARC,RARC\n" + row + row)
    assert claim("C1").charge == 10000


def test_a_remark_that_looks_like_a_diagnosis_is_no_diagnosis(bring, claim):
    bring("a.csv", "Claim #,Charge,Paid,Status,CARC,RARC\nC1,10.00,0,Denied,CO-16,M54\n")
    assert (claim("C1").dx_count, claim("C1").tie) == (0, "none")


@pytest.mark.parametrize(
    ("row", "now", "first", "rejected"),
    [
        ("10,0,Clearinghouse reject,,", "rejected", None, 1),
        ("10,0,Rejected,CO-16,2/1/2026", "denied", "denied", 0),
        ("10,10,Closed,,2/1/2026", "paid", "paid", 0),
        ("10,0,Closed,CO-50,2/1/2026", "denied", "denied", 0),
        ("10,6,Paid,CO-45,2/1/2026", "paid", "paid", 0),
        ("10,0,Void,,", "void", None, 0),
        ("10,0,Draft,,", "unbilled", None, 0),
        ("10,0,Under review,,", "open", None, 0),
        ("10,0,Appealed,CO-11,2/1/2026", "denied", "denied", 0),
    ],
)
def test_status_words(bring, claim, row, now, first, rejected):
    """A closed claim may be a denied one, and "rejected" with a payer's reason is a denial."""
    bring("a.csv", "Claim #,Charge,Paid,Status,CARC,Remit Date\nC1," + row + "\n")
    found = claim("C1")
    assert (found.now, found.first, found.rejected) == (now, first, rejected)


def test_a_denial_that_was_paid_later_is_both(bring, claim):
    bring("a.csv", "Claim #,Charge,Paid,Status,CARC,Denial Date,Paid Date\nC1,10,8,Paid,CO-16,2/1/2026,4/1/2026\n")
    assert (claim("C1").first, claim("C1").first_on, claim("C1").now) == ("denied", "2026-02-01", "paid")


def test_a_replacement_is_the_claim_that_it_replaces(bring, book, claim):
    head = "Claim #,Original Claim,Frequency,Charge,Paid,Status,CARC,Remit Date\n"
    bring("a.csv", head + "C1,,1,100,0,Denied,CO-16,2/1/2026\nC1R,C1,7,120,90,Paid,,3/1/2026\n")
    assert [row[0] for row in standing(book)] == ["C1"]
    found = claim("C1")
    assert (found.first, found.now, found.charge, found.paid, found.reworked) == ("denied", "paid", 12000, 9000, 1)


def test_a_void_takes_its_claim_out(bring, claim):
    head = "Claim #,Frequency,Charge,Paid,Status,Submitted\n"
    bring("a.csv", head + "C1,1,100,0,Pending,2/1/2026\nC1,8,-100,0,Pending,2/9/2026\n")
    assert claim("C1").now == "void"


def test_payments_without_charges_add_up(bring, claim):
    bring("claims.csv", "Claim #,Charge,Status,Submitted\nC1,100,Billed,1/5/2026\n")
    bring("pay.csv", "Claim #,Paid,Paid Date\nC1,40,2/1/2026\nC1,20,3/1/2026\n")
    bring("pay-again.csv", "Claim #,Paid,Paid Date\nC1,40,2/1/2026\nC1,20,3/1/2026\nC1,5,4/1/2026\n")
    assert (claim("C1").paid, claim("C1").first_paid_on) == (6500, "2026-02-01")


def test_two_systems_may_use_the_same_numbers(bring, book):
    bring("a.csv", PLAIN, system="north")
    bring("a.csv", PLAIN, system="south")
    assert len(standing(book)) == 6


def test_an_import_that_breaks_off_leaves_nothing(bring, book, monkeypatch):
    """Killed after the rows were written and before they were joined to claims."""

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "refold", stop)
    with pytest.raises(KeyboardInterrupt):
        bring("a.csv", PLAIN)
    assert book.imports() == []
    assert book.database.rows("SELECT count(*) FROM entries") == [(0,)]
