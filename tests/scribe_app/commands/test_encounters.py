"""`scribe encounters` as it is typed: what it prints, what it writes, how it ends."""

from __future__ import annotations

import io
import json
import sys

import pytest

from scribe_app import signing
from scribe_app.cli import main
from scribe_app.signing import Signer
from scribe_app.store import Store, keys

PASSPHRASE = "four words in a row"
OTHER = "five other words in a row"


@pytest.fixture
def scribe(tmp_path, monkeypatch, capsys, qapp):
    """Runs one command; gives exit code, output and error output."""
    monkeypatch.setattr(keys, "COST", 16)
    monkeypatch.setenv("SCRIBE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def command(*words, typed=PASSPHRASE):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed + "\n"))
        code = main(["encounters", "--passphrase-stdin", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def phrase(tmp_path, scribe):
    (tmp_path / "data").mkdir()
    return keys.create(tmp_path / "data", PASSPHRASE)[1]


@pytest.fixture
def key(tmp_path, phrase):
    return keys.unlock(tmp_path / "data", PASSPHRASE)


@pytest.fixture
def signed(kept, visit_id, state):
    signing.sign(kept, visit_id, state, Signer(name="Dr. Jo Adams"))
    kept.close()
    return visit_id


def test_without_a_store_there_are_no_encounters(scribe):
    assert scribe("list")[:2] == (0, "No encounters yet.\n")
    code, _, err = scribe("show", "20261124-aaaaaa")
    assert code == 2 and "There are no encounters" in err


def test_list_shows_each_visit_with_its_state(scribe, signed):
    code, out, _ = scribe("list")
    assert code == 0 and out.split() == [signed, "2026-11-24", "signed", "initial", "Ana", "Rivera"]


def test_a_wrong_passphrase_or_visit_is_refused_in_words(scribe, signed):
    for words, typed, said in (
        (("list",), "something else", "not the passphrase"),
        (("show", "20261124-ffffff"), PASSPHRASE, "There is no visit"),
        (("export", "nonsense"), PASSPHRASE, "There is no visit"),
    ):
        code, out, err = scribe(*words, typed=typed)
        assert code == 2 and said in err and "Traceback" not in err and not out


def test_show_and_the_log_of_it(scribe, signed):
    assert "Physical therapy, review in 4 weeks." in scribe("show", signed)[1]
    code, out, _ = scribe("log", signed)
    assert (code == 0 and out.splitlines()[-1].split()[3:4] == ["view"]) or "view" in out


@pytest.mark.parametrize("form", ["fhir", "pdf", "text", "signed"])
def test_export_writes_the_form_asked_for(scribe, signed, tmp_path, form):
    target = tmp_path / "out"
    code, out, _ = scribe("export", signed, "--as", form, "--to", target)
    assert code == 0 and out.strip() == str(target)
    data = target.read_bytes()
    if form == "fhir":
        assert json.loads(data)["resourceType"] == "Bundle"
    elif form == "pdf":
        assert data.startswith(b"%PDF")
    elif form == "text":
        assert b"Signed by Dr. Jo Adams" in data
    else:
        assert scribe("verify", target)[0] == 0
        target.write_bytes(data.replace(b"4 weeks", b"5 weeks"))
        code, out, _ = scribe("verify", target)
        assert code == 1 and "/note/sections/1/sentences/0/text" in out
    assert "export" in scribe("log", signed)[1]


def test_export_into_a_folder_names_the_file_without_the_patient(scribe, signed, tmp_path):
    _, out, _ = scribe("export", signed, "--as", "text")
    assert out.strip() == f"visit-{signed}.txt" and (tmp_path / out.strip()).exists()


def test_verify_finds_a_changed_sound_file(scribe, signed, tmp_path):
    code, out, _ = scribe("verify")
    assert (code, out) == (0, "Everything is as it was written.\n")
    sound = tmp_path / "data" / "sound"
    sound.mkdir(exist_ok=True)
    (sound / f"{signed}.sound").write_bytes(b"not sound at all")
    code, out, _ = scribe("verify")
    assert code == 1 and signed in out and "sound" in out


def test_backup_restore_and_recovery_are_one_command_each(scribe, signed, phrase, tmp_path):
    code, out, _ = scribe("backup", tmp_path / "stick")
    made = out.strip()
    assert code == 0
    for path in sorted((tmp_path / "data").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert scribe("list")[1] == "No encounters yet.\n"
    assert scribe("restore", made)[0] == 0
    assert signed in scribe("list")[1]
    code, out, _ = scribe("recover", typed=f"{phrase}\n{OTHER}")
    assert code == 0
    assert scribe("list")[0] == 2 and signed in scribe("list", typed=OTHER)[1]


def test_the_recovery_phrase_alone_restores_on_another_machine(scribe, signed, phrase, tmp_path, monkeypatch):
    made = scribe("backup", tmp_path / "stick")[1].strip()
    monkeypatch.setenv("SCRIBE_DATA", str(tmp_path / "another-machine"))
    code, _, err = scribe("restore", made, "--recovery", typed=f"{phrase}\nshort")
    assert code == 2 and "at least" in err and not (tmp_path / "another-machine").exists()
    assert scribe("restore", made, "--recovery", typed=f"{phrase}\n{OTHER}")[0] == 0
    assert signed in scribe("list", typed=OTHER)[1]
    assert scribe("verify", typed=OTHER)[:2] == (0, "Everything is as it was written.\n")


def test_retention_shows_before_it_deletes(scribe, signed):
    code, out, _ = scribe("retention", "--transcript", "0")
    assert code == 0 and out == f"due: transcript of {signed}\n"
    assert scribe("retention", "--transcript", "0", "--apply")[1] == f"deleted: transcript of {signed}\n"
    assert scribe("retention", "--transcript", "0", "--apply")[1] == "Nothing deleted.\n"
    assert scribe("verify")[0] == 0
    code, _, err = scribe("retention", "--log", "30")
    assert code == 2 and "at least" in err


def test_a_signed_visit_is_not_deleted_a_draft_is(scribe, signed, tmp_path, key):
    from structuring.state import Visit

    with Store.open(tmp_path / "data", key) as store:
        draft = store.new_visit(Visit(date_of_service=store.visit(signed).date_of_service))
    code, _, err = scribe("delete", signed, "--reason", "typo")
    assert code == 2 and "declared void" in err
    assert scribe("delete", draft, "--reason", "typo")[0] == 0
    assert draft not in scribe("list")[1]


def test_a_damaged_database_is_read_as_far_as_it_goes(scribe, signed, tmp_path):
    path = tmp_path / "data" / "encounters.db"
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(bytes(data))
    code, _, err = scribe("list")
    assert code == 2 and "--salvage" in err
    code, out, err = scribe("list", "--salvage")
    assert code == 0 and signed in out and "damaged" in err
    assert "Physical therapy" in scribe("show", signed, "--salvage")[1]


def test_a_passphrase_is_changed(scribe, signed):
    assert scribe("passphrase", typed=f"{PASSPHRASE}\n{OTHER}")[0] == 0
    assert scribe("list")[0] == 2
    assert scribe("list", typed=OTHER)[0] == 0
    code, _, err = scribe("passphrase", typed=f"{OTHER}\nshort")
    assert code == 2 and "at least" in err
