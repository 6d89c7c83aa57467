"""What retention deletes is gone from database, write-ahead log, sound, old copies and backups."""

from __future__ import annotations

import struct
from datetime import timedelta

import numpy as np
import pytest
from pydantic import ValidationError

from scribe_app import signing
from scribe_app.signing import Signer
from scribe_app.store import ConsentRecorded, Store, StoreTrouble, backup
from scribe_app.store.database import NAME
from scribe_app.store.pages import read_pages
from scribe_app.store.retention import LOG_LEAST_DAYS, Policy, apply, delete_visit, due
from structuring.events import TurnHeard
from structuring.state import Visit
from structuring.turns import Turn

CANARY = "canary-of-the-transcript"
SIGNER = Signer(name="Dr. Jo Adams")
TONE = (np.sin(np.arange(16000) / 9) * 0.3).astype(np.float32)


@pytest.fixture
def signed(kept, visit_id, state):
    """A signed visit with a canary in its transcript and one second of sound."""
    kept.append(visit_id, TurnHeard(turn=Turn(line=2, speaker="patient", text=CANARY * 20)))
    with kept.sound_writer(visit_id) as writer:
        writer.write(TONE)
    signing.sign(kept, visit_id, state, SIGNER)
    return visit_id


def everywhere(folder, key):
    """Every byte under a folder, decrypted where it is ours to decrypt: whole pages, free ones included."""
    found = b""
    secret, salt = key.derive("database"), key.derive("salt")[:16]
    for path in folder.rglob("*"):
        if path.is_file():
            found += path.read_bytes()
        if path.suffix == ".db":
            pages, _ = read_pages(path, secret, salt)
            found += b"".join(pages.values())
    return found


def later(store, days):
    return store.clock() + timedelta(days=days)


def test_the_search_finds_what_was_not_deleted(kept, key, signed):
    assert CANARY.encode() in everywhere(kept.folder, key)


def test_nothing_is_deleted_before_its_time(kept, signed):
    policy = Policy(sound=30, transcript=100, note=3000)
    assert due(kept, policy, later(kept, 29)).nothing
    assert due(kept, policy, later(kept, 31)).sound == (signed,)
    assert due(kept, policy, later(kept, 101)).transcript == (signed,)


def test_the_transcript_is_gone_from_every_page_and_the_note_stays(kept, key, signed, tmp_path):
    made = backup.back_up(kept, tmp_path / "elsewhere")
    outcome = apply(kept, Policy(sound=10, transcript=20), later(kept, 21))
    assert outcome.due.transcript == outcome.due.sound == (signed,) and outcome.unreached == ()
    assert CANARY.encode() not in everywhere(kept.folder, key)
    assert CANARY.encode() not in everywhere(made, key)
    assert not list(kept.folder.rglob("*.sound")) and not list(made.rglob("*.sound"))
    assert signing.verify_visit(kept, signed) == ()
    assert signing.signed_visit(kept, signed).record.note.sections
    assert [row.event.kind for row in kept.events(signed)][-2:] == ["sound_deleted", "transcript_deleted"]
    assert kept.audit.verify() is None
    backup.check(made, key)


def test_the_sound_is_overwritten_before_it_is_removed(kept, signed, monkeypatch):
    path = kept.sound_path(signed)
    keeps = path.with_name("hard-link")
    keeps.hardlink_to(path)
    apply(kept, Policy(sound=1), later(kept, 2))
    assert not path.exists() and not keeps.read_bytes().strip(b"\0")


def test_a_note_past_its_time_goes_with_the_patient(kept, key, signed):
    apply(kept, Policy(sound=1, transcript=1, note=40), later(kept, 41))
    data = everywhere(kept.folder, key)
    for word in (CANARY, "Rivera", "ached for two weeks", "review in 4 weeks"):
        assert word.encode() not in data
    assert kept.visits() == [] and kept.patients() == []
    assert kept.audit.verify() is None


def test_an_unsigned_visit_is_named_and_kept(kept, visit_id):
    outcome = apply(kept, Policy(sound=0, transcript=0, note=0), later(kept, 300))
    assert outcome.due.unsigned == (visit_id,) and outcome.due.nothing
    assert kept.visit(visit_id).turns == 1


def test_the_log_is_kept_for_its_legal_least(kept, signed):
    with pytest.raises(ValidationError):
        Policy(log=LOG_LEAST_DAYS - 1)
    kept_rows = len(kept.audit.rows())
    at = later(kept, LOG_LEAST_DAYS - 1)
    apply(kept, Policy(sound=None, transcript=None, log=LOG_LEAST_DAYS), at, date_is_right=True)
    assert len(kept.audit.rows()) == kept_rows
    at = later(kept, LOG_LEAST_DAYS + 1)
    apply(kept, Policy(sound=None, transcript=None, log=LOG_LEAST_DAYS), at, date_is_right=True)
    rows = kept.audit.rows()
    assert len(rows) == 2 and rows[-1].action == "retention_log"
    assert kept.audit.verify() is None


@pytest.mark.parametrize("days", [-2, 500])
def test_a_clock_that_cannot_be_right_deletes_nothing(kept, signed, days):
    with pytest.raises(StoreTrouble, match="clock"):
        apply(kept, Policy(sound=0, transcript=0, note=0), later(kept, days))
    assert kept.has_sound(signed) and kept.visit(signed).status == "signed"


def test_a_backup_out_of_reach_is_named(kept, signed, tmp_path):
    made = backup.back_up(kept, tmp_path / "stick")
    made.rename(tmp_path / "unplugged")
    assert apply(kept, Policy(sound=1), later(kept, 2)).unreached == (str(made),)


def test_a_visit_is_deleted_for_good_only_while_it_is_unsigned(kept, key, state):
    visit_id = kept.new_visit(Visit(date_of_service=state.visit.date_of_service))
    kept.append(visit_id, ConsentRecorded(given=True))
    kept.append(visit_id, TurnHeard(turn=Turn(line=1, speaker="patient", text=CANARY)))
    with kept.sound_writer(visit_id) as writer:
        writer.write(TONE)
    delete_visit(kept, visit_id, "withdrew consent")
    assert CANARY.encode() not in everywhere(kept.folder, key) and not list(kept.folder.rglob("*.sound"))
    assert kept.audit.verify() is None


def test_a_signed_note_is_never_deleted_by_hand(kept, signed):
    with pytest.raises(StoreTrouble, match="void"):
        delete_visit(kept, signed, "typo")


def test_pages_of_the_log_are_searched_too(tmp_path, key):
    """The search above is only worth something if it reads the write-ahead log."""
    with Store.open(tmp_path, key) as store:
        visit_id = store.new_visit(Visit(date_of_service=later(store, 0).date()))
        store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        store.append(visit_id, TurnHeard(turn=Turn(line=1, speaker="patient", text=CANARY)))
        wal = (tmp_path / f"{NAME}-wal").read_bytes()
        assert struct.unpack_from(">I", wal, 8)[0] == 4096
        assert CANARY.encode() in everywhere(tmp_path, key)
