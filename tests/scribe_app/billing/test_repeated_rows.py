"""Rows that are alike: two payments in one file, one payment in the same file given twice."""

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scribe_app.billing import importing
from scribe_app.billing.ledger import Ledger

HEAD = "Claim #,Charge,Paid,Paid Date"
PAY = "Claim #,Paid,Paid Date\n"
ROW = "C1,40,2/1/2026\n"


def paid(book):
    return {claim.claim: claim.paid for claim in book.claims("1")}


def test_two_like_payments_in_one_file_are_two_and_the_file_twice_is_still_two(bring, book):
    bring("a.csv", PAY + ROW + ROW)
    bring("a-again.csv", PAY + ROW + ROW)
    bring("longer.csv", PAY + ROW + ROW + "C1,5,3/1/2026\n")
    bring("one-of-them.csv", PAY + ROW)
    assert paid(book) == {"C1": 8500}


@pytest.mark.parametrize(
    ("head", "rows", "cents", "first_paid_on"),
    [
        # The charge stands on every row: alike rows are payments while they fit into it.
        (HEAD, ["C1,100,40,2/1/2026"] * 2, 8000, "2026-02-01"),
        (HEAD, ["C1,100,60,2/1/2026"] * 2, 6000, "2026-02-01"),
        (HEAD, ["C1,100,40,3/1/2026", "C1,100,20,2/1/2026"], 6000, "2026-02-01"),
        # The balance says that 40 is all that was paid: the second row is the first one again.
        (HEAD + ",Balance", ["C1,100,40,2/1/2026,60"] * 2, 4000, "2026-02-01"),
        ("Claim #,Line,Charge,Paid,Paid Date", ["C1,1,100,40,2/1/2026"] * 2, 8000, "2026-02-01"),
        # One row for each diagnosis, or for each reason: the payment stands there again and is one.
        (HEAD + ",Dx", ["C1,100,40,2/1/2026,M54.50", "C1,100,40,2/1/2026,G89.29"], 4000, "2026-02-01"),
        (HEAD + ",CARC", ["C1,100,40,2/1/2026,CO-45", "C1,100,40,,PR-2"], 4000, "2026-02-01"),
        # Taken back and paid anew.
        (
            HEAD,
            ["C1,100,80,2/1/2026", "C1,100,-80,3/1/2026", "C1,100,70,4/1/2026"],
            7000,
            "2026-02-01",
        ),
    ],
)
def test_rows_of_one_claim(bring, claim, head, rows, cents, first_paid_on):
    bring("a.csv", "\n".join([head, *rows]) + "\n")
    bring("b.csv", "\n".join([head, *rows]) + "\n\n")  # other bytes, the same words
    assert (claim("C1").charge, claim("C1").paid, claim("C1").first_paid_on) == (10000, cents, first_paid_on)


def test_a_second_like_deduction_of_the_provider_is_kept(bring, book):
    from tests.scribe_app.billing.conftest import remittance
    from tests.scribe_app.billing.test_remittances import PAID

    text = remittance([*PAID, "PLB*1999999984*20261231*L6:REF1*-1*L6:REF1*-1"], total=62)
    bring("a.835", text)
    bring("b.835", text + "\n")
    assert book.database.rows("SELECT cents FROM provider_level") == [(-100,), (-100,)]


PAYMENTS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from((10, 20)), st.sampled_from(("2/1/2026", "2/2/2026"))),
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(PAYMENTS, min_size=1, max_size=3), seed=st.integers(0, 999))
def test_neither_order_nor_repetition_of_payment_files_matters(tmp_path, files, seed):
    """Each payment counts as often as the file that holds it oftenest says."""
    dice = random.Random(seed)
    most = Counter()
    for rows in files:
        most |= Counter(rows)
    expected = Counter()
    for (number, amount, _), times in most.items():
        expected[number] += 100 * amount * times
    given_in = [list(rows) for rows in (*files, *dice.sample(files, 1))]
    dice.shuffle(given_in)
    with Ledger.throwaway() as book:
        for place, rows in enumerate(given_in):
            if rows:
                dice.shuffle(rows)
                path = tmp_path / f"{place}.csv"
                path.write_text(PAY + "".join(f"{number},{amount},{day}\n" for number, amount, day in rows))
                importing.run(book, *importing.prepare(book, path))
        assert paid(book) == dict(expected)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=PAYMENTS.filter(bool), seed=st.integers(0, 999))
def test_payments_beside_their_charge_add_up_in_any_order(tmp_path, rows, seed):
    expected = Counter()
    for number, amount, _ in rows:
        expected[number] += 100 * amount
    random.Random(seed).shuffle(rows)
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\n" + "".join(f"{number},500,{amount},{day}\n" for number, amount, day in rows))
    with Ledger.throwaway() as book:
        importing.run(book, *importing.prepare(book, path))
        assert paid(book) == dict(expected)
