"""Every figure against a small case counted by hand; totals that add up; the order of imports."""

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scribe_app.billing import figures, importing, reproduce
from scribe_app.billing.figures import Query
from scribe_app.billing.intervals import median_wait, wilson
from scribe_app.billing.ledger import Ledger
from scribe_app.billing.quality import VisitQuality, put
from scribe_app.billing.receivables import whole_months

HEAD = (
    "Claim #,MRN,Payer,Rendering,DOS,Submitted,Charge,Paid,Paid Date,Denial Date,Status,Dx1,Dx2,"
    "CARC,RARC,Balance\n"
)
# Twelve claims. By hand: adjudicated are 1-8 and 12 (nine); denied first are 3, 4, 5 (three); 11 was refused at
# the door; 9 and 10 wait; 5 was denied and then paid; 8 became the patient's share.
CLAIMS = HEAD + (
    "1,P1,Aetna,Adams,1/5/2026,1/6/2026,100,80,1/26/2026,,Paid,M54.50,,,,0\n"
    "2,P2,Aetna,Adams,1/5/2026,1/6/2026,100,80,2/5/2026,,Paid,M54.59,,,,0\n"
    "3,P3,Aetna,Baker,1/6/2026,1/7/2026,200,0,,2/1/2026,Denied,M54.50,G89.29,CO-16,M76,200\n"
    "4,P4,aetna inc.,Baker,1/6/2026,1/7/2026,100,0,,2/1/2026,Denied,M54.59,,CO-29,,100\n"
    "5,P5,Cigna,Baker,1/7/2026,1/8/2026,100,70,3/8/2026,2/1/2026,Paid,M54.50,,CO-50,N115,0\n"
    "6,P6,Cigna,Adams,1/7/2026,1/8/2026,100,60,2/8/2026,,Paid,G89.29,M54.50,,,0\n"
    "7,P7,Cigna,Adams,1/8/2026,1/9/2026,100,60,2/9/2026,,Paid,M54.51,,,,0\n"
    "8,P8,Cigna,Adams,1/8/2026,1/9/2026,50,0,2/10/2026,,Paid,M54.5,,PR-1,,0\n"
    "9,P9,Cigna,Adams,10/1/2025,10/2/2025,300,,,,Pending,M54.2,,,,300\n"
    "10,P10,Cigna,Adams,2/20/2026,2/23/2026,100,,,,Pending,M54.50,,,,100\n"
    "11,P11,Aetna,Adams,2/2/2026,2/3/2026,100,,,,Clearinghouse reject,M54.5,,,,100\n"
    "12,P12,Aetna,Adams,2/2/2026,2/3/2026,100,80,3/1/2026,,Paid,S39.012A,,,,0\n"
)


@pytest.fixture
def made(bring, book):
    bring("claims.csv", CLAIMS)
    return figures.report(book)


@pytest.mark.parametrize(
    ("name", "numerator", "denominator"),
    [
        ("m5450_share_any", 5, 8),  # 1 3 5 6 10 over 1 2 3 4 5 6 7 10; M54.5 stands apart
        ("m5450_share_first", 4, 7),  # 6 lists it second
        ("clean_claim_rate", 9, 10),  # 9 and 10 have no front-end status yet
        ("first_pass_rate", 6, 9),  # 1 2 6 7 8 12
        ("rejection_rate", 1, 12),
        ("denial_rate", 3, 9),
        ("denial_rate_charges", 40000, 95000),
        ("denial_rate_m5450", 2, 4),  # 3 5 over 1 3 5 6
        ("partial_denial_rate", 0, 9),
        ("diagnosis_denials", 2, 3),  # 16 with M76 and 50; 29 is none
        ("overturned", 1, 3),
        ("days_in_ar", 80000, 115000),  # 200+100+300+100+100 open; all but claim 9 sent within 90 days
        ("ar_over_90", 30000, 80000),  # claim 9
        ("days_in_ar_year", 80000, 145000),  # and claim 9 within the year
        # The last claim says 2026-03-08, so February is the last whole month: 3, 4 and 5 were denied in it. In the
        # three months before it (November to January) 1 to 8 were sent, for 850.
        ("initial_denial_rate", 3, 8),
        ("initial_denial_rate_charges", 40000, 85000),
        # 1450 in charges; the contract took 170 (claims 1 2 5 6 7 12). Nothing denied was closed unpaid.
        ("denial_writeoff", 0, 128000),
        ("days_to_payment", 6, 11),  # 1 2 5 6 7 12 paid; 3 4 9 10 11 open; 8 settled without payment
        ("retired_codes", 2, 12),  # M54.5 on 8 and 11
    ],
)
def test_every_figure_as_counted_by_hand(made, name, numerator, denominator):
    assert made.as_of == "2026-03-08"
    figure = made.overall.figure(name)
    assert (figure.numerator, figure.denominator) == (numerator, denominator)


def test_values_follow_from_their_parts(made):
    assert made.overall.figure("days_in_ar").value == pytest.approx(800 / (1150 / 90))
    # Waits: paid 20 26 30 31 31 59; open 13 (10), 33 (11), 60 60 (3 4), 157 (9).
    # S: 20 -> 9/10, 26 -> 8/10, 30 -> 7/10, 31 -> 5/10: half have been paid by day 31.
    assert made.overall.figure("days_to_payment").value == 31


def test_few_cases_are_marked_and_rejections_stand_apart(made):
    assert made.overall.figure("denial_rate").small
    assert not made.overall.figure("rejection_rate").small
    cigna = next(group for group in made.payers if group.name == "Cigna")
    assert (cigna.claims, cigna.figure("rejection_rate").numerator) == (6, 0)


def test_spellings_of_a_payer_are_one_payer(made):
    assert [(group.name, group.claims) for group in made.payers] == [("Aetna", 6), ("Cigna", 6)]


def test_reasons_with_their_tie(made):
    assert [(reason.carc, reason.tie, reason.claims, reason.of) for reason in made.reasons] == [
        ("16", "direct", 1, 3),
        ("29", "none", 1, 3),
        ("50", "direct", 1, 3),
    ]


def test_before_and_after_a_day(bring, book):
    bring("claims.csv", CLAIMS)
    before, after = figures.report(book, Query(before_after=date(2026, 1, 7))).before_after
    assert (before.claims, after.claims) == (5, 7)
    assert (before.figure("denial_rate").numerator, after.figure("denial_rate").numerator) == (2, 1)
    # On 6 January nothing had been paid: claims 1, 2 and 9 were open, 3 and 4 not yet sent.
    assert before.figure("days_in_ar").numerator == 50000


def test_a_balance_is_the_balance_of_its_day(bring, book):
    bring("claims.csv", CLAIMS)
    made = figures.report(book, Query(end=date(2026, 1, 31)))
    # Sent by then: 1-9 = 1150; paid or settled by then: claim 1 alone.
    assert made.overall.figure("days_in_ar").numerator == 105000


def test_filters(bring, book):
    bring("claims.csv", CLAIMS)
    made = figures.report(book, Query(payer="cigna", clinician="Baker"))
    assert (made.overall.claims, made.overall.figure("overturned").numerator) == (1, 1)


@pytest.mark.parametrize(
    "query", [Query(), Query(payer="cigna"), Query(start=date(2026, 1, 7), clinician="Adams")]
)
def test_an_independent_sql_script_finds_the_same_totals(bring, book, query):
    bring("claims.csv", CLAIMS)
    put(book, [visit("1", "etiology"), visit("3", "", supported=False)])
    assert reproduce.differences(book, query) == []


def test_the_comparison_notices_a_difference(bring, book, made):
    with book.transaction() as db:
        db.execute("UPDATE claims SET first = 'paid' WHERE claim = '3'")
    assert any(line.startswith("denial_rate:") for line in reproduce.differences(book, Query(), made))


def test_wilson_against_published_values():
    """Newcombe 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29."""
    for hits, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = wilson(hits, n)
        assert found is not None
        assert found == pytest.approx((low, high), abs=5e-5)
    assert wilson(0, 0) is None


def test_median_wait_with_open_claims():
    assert median_wait({10: 1, 20: 1, 30: 1}, {}) == 20
    assert median_wait({10: 1}, {40: 3}) is None
    assert median_wait({}, {}) is None
    # A claim still open after five days says nothing about day ten: 2 at risk there, not 3.
    assert median_wait({10: 1, 20: 1}, {5: 1}) == 10


def visit(number, missing, supported=True, documented=("neuro",)):
    return VisitQuality(
        visit=f"V{number}",
        patient=f"P{number}",
        day=date(2026, 1, {"1": 5, "2": 5, "3": 6, "4": 6}[number]),
        clinician="Adams",
        code="M54.50",
        supported=supported,
        documented=documented,
        missing=tuple(missing.split()),
    )


def test_what_was_missing_in_denied_and_in_paid_visits(bring, book):
    """Claims are joined by patient and day; a denial for late filing (claim 4) says nothing of the note."""
    bring("claims.csv", CLAIMS)
    put(
        book,
        [visit("1", "exam.reflexes"), visit("2", ""), visit("3", "etiology exam.reflexes"), visit("4", "plan")],
    )
    found = {gap.line: (gap.denied_missing, gap.denied, gap.paid_missing, gap.paid) for gap in figures.gaps(book)}
    assert found == {"etiology": (1, 1, 0, 2), "exam.reflexes": (1, 1, 1, 2)}
    assert figures.gaps(book)[0].line == "etiology"


def test_documentation_beside_published_rates(bring, book):
    bring("claims.csv", CLAIMS)
    put(book, [visit("1", ""), visit("3", "", documented=("neuro", "cancer"))])
    found = {
        entry.figure.id: (entry.figure.numerator, entry.figure.n, entry.published)
        for entry in figures.report(book).quality
    }
    assert found == {
        "cauda_equina": (0, 2, 50),
        "infection": (0, 2, 41),
        "cancer": (1, 2, 75),
        "neuro": (2, 2, 63),
    }


def test_an_empty_ledger_has_no_figures_and_no_fault(book):
    made = figures.report(book)
    assert made.overall.claims == 0
    assert all(figure.value is None for figure in made.overall.figures)


# Rules

STATUS = st.sampled_from(["Paid", "Denied", "Pending", "Clearinghouse reject", "Closed", "Void", "Accepted"])
ROW = st.tuples(
    st.integers(1, 6), st.sampled_from(["Aetna", "Cigna"]), st.integers(1, 28), st.integers(0, 3), STATUS,
    st.sampled_from(["M54.50", "M54.59", "M54.5", ""]), st.sampled_from(["", "CO-16", "CO-45", "CO-50"]),
    st.sampled_from(["1", "7"]),
)  # fmt: skip


def export(rows):
    text = "Claim #,Payer,DOS,Submitted,Charge,Paid,Paid Date,Status,Dx1,CARC,Frequency\n"
    for number, payer, day, paid, status, dx, carc, frequency in rows:
        dates = f"1/{day}/2026,2/{day}/2026,100,{paid * 30},3/{day}/2026"
        text += f"C{number},{payer},{dates},{status},{dx},{carc},{frequency}\n"
    return text


@given(st.lists(st.lists(ROW, min_size=1, max_size=5), min_size=2, max_size=3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_imports_does_not_matter(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("orders")
    paths = []
    for place, rows in enumerate(files):
        paths.append(folder / f"{place}.csv")
        paths[-1].write_text(export(rows))
    seen = set()
    for order in itertools.permutations(paths):
        with Ledger.throwaway() as book:
            for path in order:
                importing.run(book, *importing.prepare(book, path))
            made = figures.report(book)
            assert reproduce.differences(book, Query(), made) == []
            assert sum(group.claims for group in made.payers) == made.overall.claims
            assert sum(group.claims for group in made.months) == made.overall.claims
            for name in ("denial_rate", "m5450_share_any", "ar_over_90", "rejection_rate"):
                parts = [group.figure(name) for group in made.payers]
                whole = made.overall.figure(name)
                assert sum(part.numerator for part in parts) == whole.numerator
                assert sum(part.denominator for part in parts) == whole.denominator
            seen.add(made.model_dump_json())
    assert len(seen) == 1


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_holds_its_share(hits, n):
    hits = min(hits, n)
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_written_off_after_denial_by_hand(bring, book):
    """A is denied and closed (100), B denied with 40 left (60 off), C paid 70 of 100, D denied and open.
    E has two lines: 60 paid of 80, and 50 denied and closed. 210 of 100 + 100 + 70 + 100 + (80 + 50 - 20)."""
    head = "Claim #,CPT,DOS,Submitted,Charge,Paid,Paid Date,Denial Date,Status,CARC,Balance\n"
    rows = (
        "A,99213,1/5/2026,1/6/2026,100,0,,2/1/2026,Denied,CO-50,0\n"
        "B,99213,1/5/2026,1/6/2026,100,0,,2/1/2026,Denied,CO-50,40\n"
        "C,99213,1/5/2026,1/6/2026,100,70,2/1/2026,,Paid,,0\n"
        "D,99213,1/5/2026,1/6/2026,100,0,,2/1/2026,Denied,CO-50,100\n"
        "E,99213,1/5/2026,1/6/2026,80,60,2/1/2026,,Paid,,0\n"
        "E,97110,1/5/2026,1/6/2026,50,0,2/1/2026,,Paid,CO-50,0\n"
    )
    bring("a.csv", head + rows)
    found = figures.report(book).overall.figure("denial_writeoff")
    assert (found.numerator, found.denominator, found.n) == (21000, 48000, 5)
    assert reproduce.differences(book, Query()) == []


def test_the_month_before_a_day_and_the_three_before_it():
    assert whole_months("2026-03-08") == ("2026-02", ("2026-01", "2025-12", "2025-11"))
    assert whole_months("2026-02-28") == ("2026-02", ("2026-01", "2025-12", "2025-11"))
    assert whole_months("2024-02-28").last == "2024-01"


def test_initial_denials_are_those_of_the_month_whenever_they_were_sent(bring, book):
    """February 2026: N and O were denied in it, P in March. Sent from November to January: O, Q."""
    head = "Claim #,DOS,Submitted,Charge,Paid,Denial Date,Status,CARC\n"
    rows = (
        "N,6/1/2025,6/2/2025,30,0,2/28/2026,Denied,CO-50\n"
        "O,11/1/2025,11/1/2025,40,0,2/1/2026,Denied,CO-50\n"
        "P,2/1/2026,2/1/2026,50,0,3/1/2026,Denied,CO-50\n"
        "Q,1/31/2026,1/31/2026,60,,,Pending,\n"
    )
    bring("a.csv", head + rows)
    made = figures.report(book).overall
    found, money = made.figure("initial_denial_rate"), made.figure("initial_denial_rate_charges")
    assert (found.numerator, found.denominator, found.value) == (2, 2, 3.0)
    assert (money.numerator, money.denominator) == (7000, 10000)
    assert reproduce.differences(book, Query()) == []
