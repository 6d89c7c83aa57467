"""Claims past their time are gone from the ledger, its pages and its backups; the rest stays as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest

from scribe_app.billing import importing, retention
from scribe_app.billing.ledger import NAME, Ledger
from scribe_app.settings import Settings
from scribe_app.store import Store, StoreTrouble, backup
from scribe_app.store.keys import Key
from scribe_app.store.pages import read_pages

HEAD = "Claim #,MRN,Payer,DOS,Submitted,Charge,Paid,Paid Date,Status\n"
OLD = "OLDCLAIM77,OLDPATIENT77,Aetna,1/5/2020,1/6/2020,100,80,2/1/2020,Paid\n"
LATE = "LATEPAID1,P2,Aetna,1/5/2020,1/6/2020,100,80,2/1/2024,Paid\n"
OPEN = "OPENOLD1,P3,Aetna,3/5/2020,3/6/2020,50,,,Pending\n"
NEW = "NEW1,P4,Aetna,1/5/2026,1/6/2026,100,80,2/1/2026,Paid\n"
TODAY = date(2026, 6, 1)
FIVE_YEARS = 5 * 365


@pytest.fixture
def key():
    return Key.throwaway()


@pytest.fixture
def folder(tmp_path, key):
    """A data folder with a store and a ledger of four claims."""
    place = tmp_path / "data"
    with Store.open(place, key):
        pass
    path = tmp_path / "claims.csv"
    path.write_text(HEAD + OLD + LATE + OPEN + NEW)
    with Ledger.open(place, key) as book:
        importing.run(book, *importing.prepare(book, path))
        with book.transaction() as db:
            db.execute("UPDATE imports SET at = '2026-02-01T00:00:00+00:00'")
    return place


def claims(book):
    return sorted(claim.claim for claim in book.claims("1"))


def pages(path, key):
    found, _ = read_pages(path, key.derive("database"), key.derive("salt")[:16])
    return b"".join(found.values())


def test_a_claim_is_due_when_nothing_happened_to_it_for_the_period(folder, key):
    with Ledger.open(folder, key) as book:
        found = retention.due(book, FIVE_YEARS, TODAY)
        assert (found.claims, found.open_claims, found.open_cents) == (2, 1, 5000)
        assert retention.due(book, 7 * 365, TODAY).nothing
        last = date(2020, 3, 6)
        assert retention.due(book, (TODAY - last).days, TODAY).claims == 1
        assert retention.due(book, (TODAY - last).days - 1, TODAY).claims == 2


def test_what_is_deleted_is_gone_from_ledger_and_backup(folder, key, tmp_path):
    with Store.open(folder, key) as store, Ledger.open(folder, key) as book:
        made = backup.back_up(store, tmp_path / "elsewhere")
        assert b"OLDPATIENT77" in pages(made / NAME, key)
        outcome = retention.apply(book, FIVE_YEARS, TODAY, store)
        assert (outcome.due.claims, outcome.unreached) == (2, ())
        assert claims(book) == ["LATEPAID1", "NEW1"]
        assert retention.due(book, FIVE_YEARS, TODAY).nothing
        assert store.audit.rows()[-1].action == "retention_claims"
    for place in (folder, made):
        held = pages(place / NAME, key)
        assert b"NEW1" in held
        assert b"OLDCLAIM77" not in held and b"OLDPATIENT77" not in held
    backup.check(made, key)


def test_an_old_file_given_again_stays_out(folder, key, tmp_path):
    with Ledger.open(folder, key) as book:
        retention.apply(book, FIVE_YEARS, TODAY)
        assert importing.run(book, *importing.prepare(book, tmp_path / "claims.csv")).already
        assert claims(book) == ["LATEPAID1", "NEW1"]


def test_a_backup_out_of_reach_is_named(folder, key, tmp_path):
    with Store.open(folder, key) as store, Ledger.open(folder, key) as book:
        made = backup.back_up(store, tmp_path / "elsewhere")
        made.rename(tmp_path / "in a drawer")
        assert retention.apply(book, FIVE_YEARS, TODAY, store).unreached == (str(made),)


@pytest.mark.parametrize("today", [date(2025, 1, 1), date(2027, 3, 1)])
def test_a_wrong_clock_deletes_nothing(folder, key, today):
    with Ledger.open(folder, key) as book:
        with pytest.raises(StoreTrouble, match="No claims were deleted"):
            retention.apply(book, 4 * 365, today)
        assert len(claims(book)) == 4
        retention.apply(book, 4 * 365, today, date_is_right=True)
        assert len(claims(book)) == 2


def test_the_app_lets_go_of_them_by_the_setting(folder, key):
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    with Store.open(folder, key, clock=lambda: noon) as store:
        assert retention.let_go(store, Settings()) == []
        assert retention.let_go(store, Settings(keep_claims_days=7 * 365)) == []
        (told,) = retention.let_go(store, Settings(keep_claims_days=FIVE_YEARS))
        assert "2 claims" in told and "1 of them with an open balance, 50.00" in told


def test_a_period_of_less_than_a_day_is_no_period(folder, key):
    with Ledger.open(folder, key) as book, pytest.raises(ValueError, match="a day"):
        retention.due(book, 0, TODAY + timedelta(days=1))
