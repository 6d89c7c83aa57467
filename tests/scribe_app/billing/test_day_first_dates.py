"""31/12/2025 and 12/31/2025: each column tells its own order, and what it does not tell is said."""

import pytest

from scribe_app.billing import importing
from scribe_app.billing.date_order import order_of, orders
from scribe_app.errors import Refusal

HEAD = "Claim #,DOS,Submitted,Charge,Paid,Paid Date,Status\n"
DAY = HEAD + "C1,31/12/2025,05/01/2026,100,80,13/02/2026,Paid\nC2,02/01/2026,06/01/2026,100,,,Pending\n"
EITHER = HEAD + "C1,02/01/2026,03/01/2026,100,80,04/05/2026,Paid\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31/12/2025", "day"),
        ("12/31/2025", "month"),
        ("31-12-25", "day"),
        ("13/02/2026 09:30", "day"),
        ("02/01/2026", "either"),
        ("02/02/2026", None),
        ("2025-12-31", None),
        ("31.12.2025", None),
        ("46022", None),
    ],
)
def test_what_one_date_tells(text, told):
    assert order_of(text) == told


def test_each_column_is_decided_by_its_own_content():
    found = orders({"dos": ["31/12/2025", "01/02/2026"], "submitted": ["12/31/2025"], "paid_date": ["2026-01-02"]})
    assert found == ({"dos": "day", "submitted": "month"}, (), ())


def test_a_column_that_does_not_tell_follows_choice_memory_and_its_neighbours():
    cells = {"dos": ["31/12/2025"], "submitted": ["01/02/2026"]}
    assert orders(cells) == ({"dos": "day", "submitted": "day"}, ("submitted",), ())
    assert orders(cells, saved={"submitted": "month"}) == ({"dos": "day", "submitted": "month"}, (), ())
    assert orders(cells, "day", {"submitted": "month"}).found["submitted"] == "day"
    assert orders({"dos": ["01/02/2026"]}) == ({"dos": "month"}, ("dos",), ())


def test_a_day_first_export_is_read_and_its_order_remembered(bring, book, claim):
    bring("a.csv", DAY)
    found = claim("C1")
    assert (found.dos, found.submitted, found.first_paid_on) == ("2025-12-31", "2026-01-05", "2026-02-13")
    assert claim("C2").dos == "2026-01-02"
    assert book.date_orders("default") == {"dos": "day", "paid_date": "day"}
    bring("b.csv", EITHER.replace("C1", "C9"))
    assert (claim("C9").dos, claim("C9").first_paid_on) == ("2026-01-02", "2026-05-04")


def test_what_was_only_assumed_is_not_remembered(bring, book, claim):
    bring("a.csv", EITHER)
    assert claim("C1").dos == "2026-02-01"
    assert book.date_orders("default") == {}


def test_reading_the_same_file_the_other_way_replaces_the_first_reading(bring, book, claim, tmp_path):
    """Payments too: the first reading's must not stand beside the second's."""
    bring("c.csv", "Claim #,Charge,Status\nC1,100,Billed\n")
    pay = "Claim #,Paid,Paid Date\nC1,30,02/01/2026\nC1,30,02/01/2026\nC1,5,2026-03-01\n"
    bring("other.csv", "Claim #,Paid,Paid Date\nC1,5,2026-03-01\n", system="default")
    bring("p.csv", pay)
    assert (claim("C1").paid, claim("C1").first_paid_on) == (6500, "2026-02-01")
    source, found = importing.prepare(book, tmp_path / "p.csv", date_order="day")
    importing.run(book, source, found)
    assert (claim("C1").paid, claim("C1").first_paid_on) == (6500, "2026-01-02")


def test_a_mixed_column_is_asked_about(bring, book):
    with pytest.raises(Refusal, match="day first and others with the month first"):
        bring("a.csv", HEAD + "C1,31/12/2025,,100,80,,Paid\nC2,12/31/2025,,100,80,,Paid\n")
    assert book.imports() == []


def test_a_date_far_down_that_belies_the_assumption_leaves_nothing(bring, book):
    rows = "".join(f"C{number},02/01/2026,,100,80,,Paid\n" for number in range(300))
    with pytest.raises(Refusal, match="--dates day-first"):
        bring("a.csv", HEAD + rows + "LAST,31/01/2026,,100,80,,Paid\n")
    assert book.imports() == []
