"""`scribe claims` and `scribe metrics` as a billing manager calls them, on an encrypted ledger."""

import io
import json

import pytest

from scribe_app import cli
from scribe_app.billing.ledger import NAME

TEXT = "Claim #,Payer,DOS,Submitted,Charge,Paid,Status,Dx1\nC1,Aetna,1/5/2026,1/6/2026,100,80,Paid,M54.50\n"
PASSPHRASE = "four words in a row"


@pytest.fixture
def scribe(tmp_path, monkeypatch, capsys):
    """Calls a command on the data folder of this test with the passphrase on standard input."""

    def scribe(name, *arguments, passphrase=PASSPHRASE):
        monkeypatch.setattr("sys.stdin", io.StringIO(passphrase + "\n"))
        options = ["--folder", str(tmp_path / "data"), "--passphrase-stdin"]
        code = cli.main([name, *options, *(str(argument) for argument in arguments)])
        return code, *capsys.readouterr()

    return scribe


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(TEXT)
    return path


def test_import_show_and_figures(scribe, export, tmp_path):
    code, out, err = scribe("claims", "import", export)
    assert code == 0
    assert "Claim number" in out and "1 lines taken" in out
    assert "Recovery phrase" in err
    assert b"Aetna" not in (tmp_path / "data" / NAME).read_bytes()
    assert "nothing changed" in scribe("claims", "import", export)[1]
    assert "charge 100.00, paid 80.00" in scribe("claims", "show", "C1")[1]
    assert "claims.csv" in scribe("claims", "list")[1]
    code, out, _ = scribe("metrics", "--json", "--from", "2026-01-01")
    assert code == 0
    assert json.loads(out)["overall"]["claims"] == 1
    assert "the same by the independent SQL" in scribe("metrics", "--check")[1]


def test_spellings_are_joined_on_request(scribe, export, tmp_path):
    export.write_text(TEXT + "C2,The A Company,1/5/2026,1/6/2026,100,80,Paid,M54.50\n")
    scribe("claims", "import", export)
    out = scribe("claims", "payers", "--same", "The A Company", "Aetna")[1]
    assert "also: The A Company" in out
    made = json.loads(scribe("metrics", "--json")[1])
    assert [group["claims"] for group in made["payers"]] == [2]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("claims", "list"), "scribe metrics --demo"),
        (("metrics",), "scribe metrics --demo"),
        (("metrics", "--from", "yesterday"), "no date"),
        (("metrics", "--from", "2026-02-01", "--to", "2026-01-01"), "ends before it begins"),
        (("claims", "import", "absent.csv"), "no file"),
        (("claims", "import", "{export}", "--map", "claim"), "FIELD=COLUMN"),
        (("claims", "import", "{export}", "--map", "claim=Nope"), "no column 'Nope'"),
        (("claims", "import", "{export}", "--map", "nope=Payer"), "no field 'nope'"),
    ],
)
def test_refusals_say_what_to_do(scribe, export, arguments, says):
    code, _, err = scribe(*(text.replace("{export}", str(export)) for text in arguments))
    assert code == 2
    assert says in err


def test_a_demonstration_keeps_nothing(scribe, export, tmp_path):
    code, out, _ = scribe("claims", "import", "--demo", export)
    assert (code, "1 lines taken" in out) == (0, True)
    assert not (tmp_path / "data").exists()


def test_another_passphrase_opens_nothing(scribe, export):
    scribe("claims", "import", export)
    code, _, err = scribe("claims", "list", passphrase="wrong words in a row")
    assert (code, "passphrase" in err) == (2, True)


def test_retention_shows_before_it_deletes(scribe, export):
    export.write_text(TEXT.replace("2026", "2001"))
    scribe("claims", "import", export)
    assert "give --days" in scribe("claims", "retention")[2]
    assert "Due: 1 claims" in scribe("claims", "retention", "--days", "3650")[1]
    assert "charge" in scribe("claims", "show", "C1")[1]
    assert "Deleted for good: 1 claims" in scribe("claims", "retention", "--days", "3650", "--apply")[1]
    assert scribe("claims", "show", "C1")[0] == 2
    assert "Nothing was due" in scribe("claims", "retention", "--days", "3650", "--apply")[1]


def test_an_assumed_order_of_dates_is_said_and_can_be_turned(scribe, export):
    assert "assumed to be month first" in scribe("claims", "import", "--demo", export)[1]
    scribe("claims", "import", "--dates", "day-first", export)
    assert "service 2026-05-01" in scribe("claims", "show", "C1")[1]
    out = scribe("claims", "import", export)[1]
    assert "day first" in out and "assumed" not in out
