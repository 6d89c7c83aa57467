"""The group's PostgreSQL database: a real server, started by the test itself from Debian's packages."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from scribe_app.billing import figures, sample
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)


@pytest.fixture(scope="module")
def address():
    """A server of its own in a temporary folder, on a socket there and on no port."""
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser to become somebody else")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = "nobody" if os.geteuid() == 0 else ""
    if user:
        shutil.chown(folder, user)

    def call(program, *arguments):
        command = [str(BINARIES[0].parent / program), *arguments]
        if user:
            command = ["runuser", "-u", user, "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start here: {done.stderr.strip()[-200:]}")

    call("initdb", "-D", str(folder / "data"), "-U", "clinic", "--auth=trust", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    call("pg_ctl", "-D", str(folder / "data"), "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"host={folder} user=clinic dbname=postgres"
    finally:
        call("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def practice():
    with Ledger.throwaway() as book:
        sample.load(book)
        yield book


def rows(address, sql):
    import psycopg

    with psycopg.connect(address) as connection:
        return connection.execute(sql).fetchall()


def test_the_group_finds_the_clinics_own_totals(address, practice):
    from scribe_app.billing.group.database import push, totals

    pushed = push(practice, address, "north")
    made = figures.report(practice)
    denied, share = made.overall.figure("denial_rate"), made.overall.figure("m5450_share_any")
    assert pushed == (made.overall.claims, made.quality[0].figure.n)
    north = totals(address)[0]
    assert north[1:] == (
        made.overall.claims,
        denied.denominator,
        denied.numerator,
        share.numerator,
        share.denominator,
    )


def test_pushing_again_replaces_and_a_second_clinic_stands_beside(address, practice):
    from scribe_app.billing.group.database import push, totals

    push(practice, address, "north")
    before = set(rows(address, "SELECT row_id FROM claim_rows WHERE clinic = 'north'"))
    push(practice, address, "north")
    push(practice, address, "south")
    assert set(rows(address, "SELECT row_id FROM claim_rows WHERE clinic = 'north'")) == before
    found = {row.clinic: row.claims for row in totals(address)}
    assert found["north"] == found["south"] == found["all"] // 2


def test_nothing_in_the_group_names_or_dates_a_patient(address, practice):
    from scribe_app.billing.group.database import push

    push(practice, address, "north")
    text = repr(rows(address, "SELECT * FROM claim_rows")) + repr(rows(address, "SELECT * FROM quality_rows"))
    assert not re.search(r"\bC\d{5}\b|\bE\d{5}\b|\bP\d{4}\b|Dr\.|\d{4}-\d{2}-\d{2}", text)


def test_a_fault_half_way_leaves_the_group_as_it_was(address, practice, monkeypatch):
    from scribe_app.billing.group import database

    database.push(practice, address, "north")
    before = database.totals(address)

    def breaking(*_):
        yield from ()
        raise Refusal("the ledger broke")

    monkeypatch.setattr(database, "quality_rows", breaking)
    with pytest.raises(Refusal):
        database.push(practice, address, "north")
    assert database.totals(address) == before


def test_an_unreachable_database_is_one_sentence(practice):
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    from scribe_app.billing.group.database import push

    with pytest.raises(Refusal, match="cannot be used"):
        push(practice, "host=/nonexistent dbname=x", "north")
