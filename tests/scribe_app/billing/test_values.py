"""Money, dates and codes in the forms that practice systems write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scribe_app.billing.values import adjustment_reasons, cents, diagnoses, dollars, iso_date


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,234.50", 123450),
        ("(12.00)", -1200),
        ("12.00-", -1200),
        ("-3", -300),
        ("1.234,50", 123450),
        ("1,234", 123400),
        (".5", 50),
        ("$ 80", 8000),
        ("100.000", 10000),
    ],
)
def test_money_in_its_usual_forms(text, amount):
    assert cents(text) == amount


@pytest.mark.parametrize("text", ["", "abc", "12.345", "1e3", "--5", "N/A"])
def test_what_is_no_money_is_refused(text):
    with pytest.raises(ValueError):
        cents(text)


@given(st.integers(-(10**12), 10**12))
def test_cents_survive_being_written(amount):
    assert cents(dollars(amount)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "3/5/2026",
        "03/05/26",
        "2026-03-05",
        "20260305",
        "5-Mar-2026",
        "46086",
        "2026-03-05 14:22:01",
        "03/05/2026 2:22 PM",
    ],
)
def test_dates_in_their_usual_forms(text):
    assert iso_date(text) == "2026-03-05"


@pytest.mark.parametrize("text", ["13/13/2026", "2026-02-30", "soon", "0001-01-01"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        iso_date(text)


@pytest.mark.parametrize(
    "cell", ["m5450, G8929", "M54.50;G89.29", "M54.50|G8929", "M5450^G89.29 ", "M54.50 G8929"]
)
def test_several_diagnoses_in_one_cell(cell):
    assert diagnoses(cell) == ("M54.50", "G89.29")


@pytest.mark.parametrize(
    ("cell", "pairs", "remarks"),
    [
        ("CO-16, M76", (("CO", "16"),), ("M76",)),
        ("CO16;N115", (("CO", "16"),), ("N115",)),
        ("16 (CO)", (("CO", "16"),), ()),
        ("CO-45 PR-1", (("CO", "45"), ("PR", "1")), ()),
        ("50", (("", "50"),), ()),
        ("CO-B7", (("CO", "B7"),), ()),
        ("16 M54", (("", "16"),), ("M54",)),
        ("denied after 3 visits", (), ()),
    ],
)
def test_reason_cells(cell, pairs, remarks):
    """A bare M54 in a reason cell is a remark code, never a diagnosis."""
    assert adjustment_reasons(cell) == (pairs, remarks)
