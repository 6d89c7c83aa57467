"""The store as the window uses it: events in, events out, sound in, sound out, nothing changed, nothing plain."""

from __future__ import annotations

import secrets
import stat
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from scribe_app.store import (
    ClockJumped,
    ConsentRecorded,
    InUse,
    Key,
    Patient,
    RecordingStarted,
    RecordingStopped,
    Store,
    StoreTrouble,
)
from scribe_app.store.database import Database
from structuring.events import FactEntered, TurnHeard
from structuring.state import Visit
from structuring.turns import Turn

DAY = date(2026, 11, 24)
CANARY = "zebrawood numbness"


@pytest.fixture
def key():
    return Key.throwaway()


@pytest.fixture
def store(tmp_path, key):
    with Store.open(tmp_path / "data", key, actor="Dr. Adams") as opened:
        yield opened


def begin(store):
    visit_id = store.new_visit(Visit(date_of_service=DAY), patient=Patient(family="Rivera", given="Ana"))
    store.append(visit_id, ConsentRecorded(given=True))
    return visit_id


def heard(line, text=CANARY):
    return TurnHeard(turn=Turn(line=line, speaker="patient", text=text))


def test_events_come_back_as_they_were_stored(store):
    visit_id = begin(store)
    events = [heard(1), FactEntered(path="onset", value="acute"), heard(2, "since Friday")]
    for event in events:
        store.append(visit_id, event)
    assert store.encounter_events(visit_id) == events
    assert [row.seq for row in store.events(visit_id)] == [1, 2, 3, 4]


def test_a_reopened_store_has_everything(tmp_path, key):
    with Store.open(tmp_path, key) as store:
        visit_id = begin(store)
        store.append(visit_id, heard(1))
    with Store.open(tmp_path, key) as store:
        assert store.encounter_events(visit_id) == [heard(1)]
        assert store.visit(visit_id).patient.name == "Ana Rivera"


def test_nothing_is_readable_without_the_key(tmp_path, store, key):
    visit_id = begin(store)
    store.append(visit_id, heard(1))
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"zebrawood" not in data and b"Rivera" not in data and b"SQLite format" not in data, path
    with pytest.raises(StoreTrouble):
        Store.open(tmp_path / "data", Key.throwaway(), exclusive=False)


def test_a_plain_database_is_refused(tmp_path, key):
    plain = sqlcipher.connect(str(tmp_path / "encounters.db"))
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    with pytest.raises(StoreTrouble, match="not encrypted"):
        Store.open(tmp_path, key)


def test_files_are_closed_to_others(tmp_path, store):
    visit_id = begin(store)
    with store.sound_writer(visit_id) as writer:
        writer.write(np.zeros(8000, dtype=np.float32))
    for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]:
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = '{}'",
        "DELETE FROM events",
        "UPDATE audit SET actor = 'nobody'",
        "DELETE FROM audit",
    ],
)
def test_what_is_stored_stands(store, statement):
    visit_id = begin(store)
    store.append(visit_id, heard(1))
    before = store.events(visit_id)
    with pytest.raises(StoreTrouble), store.database.transaction() as db:
        db.execute(statement)
    assert store.events(visit_id) == before


def test_a_second_window_is_refused_but_a_look_is_not(tmp_path, key):
    with Store.open(tmp_path, key) as store:
        visit_id = begin(store)
        with pytest.raises(InUse, match="another window"):
            Store.open(tmp_path, key)
        with Store.open(tmp_path, key, exclusive=False) as other:
            assert other.visit(visit_id).id == visit_id


def test_a_number_that_is_taken_is_not_given_twice(store, monkeypatch):
    numbers = iter(["aaaaaa", "aaaaaa", "aaaaaa", "bbbbbb"])
    chance = secrets.token_hex
    monkeypatch.setattr(secrets, "token_hex", lambda size: next(numbers) if size == 3 else chance(size))
    made = [store.new_visit(Visit(date_of_service=DAY)) for _ in range(2)]
    assert made == ["20261124-aaaaaa", "20261124-bbbbbb"]


def test_unsigned_visits_of_today_stand_first(store):
    old = store.new_visit(Visit(date_of_service=DAY - timedelta(days=3)))
    first = store.new_visit(Visit(date_of_service=DAY))
    second = store.new_visit(Visit(date_of_service=DAY))
    later = store.new_visit(Visit(date_of_service=DAY - timedelta(days=2)))
    assert [visit.id for visit in store.visits(today=DAY)] == [second, first, later, old]


def test_a_recording_without_an_end_is_offered_for_recovery(store):
    visit_id = begin(store)
    store.append(visit_id, RecordingStarted())
    assert [visit.id for visit in store.interrupted()] == [visit_id]
    store.append(visit_id, RecordingStopped())
    assert store.interrupted() == []


def test_no_sound_is_kept_before_consent(store):
    visit_id = store.new_visit(Visit(date_of_service=DAY))
    with pytest.raises(StoreTrouble, match="consent"):
        store.sound_writer(visit_id)
    assert not store.has_sound(visit_id)
    store.append(visit_id, ConsentRecorded(given=True))
    store.append(visit_id, ConsentRecorded(given=False))
    with pytest.raises(StoreTrouble, match="consent"):
        store.sound_writer(visit_id)


def test_sound_comes_back_where_it_was(store):
    visit_id = begin(store)
    wave = np.sin(np.arange(16000 * 3) / 20).astype(np.float32) * 0.5
    with store.sound_writer(visit_id) as writer:
        for start in range(0, len(wave), 512):
            writer.write(wave[start : start + 512])
    with store.sound_writer(visit_id) as writer:  # the recording goes on after a break of one second
        assert writer.next_sample == len(wave)
        writer.write(wave[:8000], first_sample=len(wave) + 16000)
    assert np.abs(store.read_sound(visit_id, 0, 3) - wave).max() < 1e-4
    assert np.abs(store.read_sound(visit_id, 1.25, 1.5) - wave[20000:24000]).max() < 1e-4
    assert not store.read_sound(visit_id, 3, 4).any()
    assert np.abs(store.read_sound(visit_id, 4, 9) - wave[:8000]).max() < 1e-4


def test_a_moved_clock_is_put_on_record_and_the_order_stays(tmp_path, key):
    times = iter([datetime(2026, 11, 24, 9, 0, tzinfo=UTC) + timedelta(seconds=s) for s in (0, 1, -3600, -3599)])
    steady = iter([0.0, 1.0, 2.0, 3.0])
    with Store.open(tmp_path, key) as store:
        visit_id = begin(store)
        store.clock, store._steady, store._last = lambda: next(times), lambda: next(steady), None
        for line in range(1, 5):
            store.append(visit_id, heard(line))
        store.clock = lambda: datetime(2026, 11, 24, 9, tzinfo=UTC)
        kinds = [row.event.kind for row in store.events(visit_id)]
        assert kinds == ["consent", "turn_heard", "turn_heard", "clock_jumped", "turn_heard", "turn_heard"]
        assert [row.event.seconds for row in store.events(visit_id) if isinstance(row.event, ClockJumped)] == [
            -3602.0
        ]


def test_a_throwaway_store_writes_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Store.throwaway() as store:
        visit_id = begin(store)
        store.append(visit_id, heard(1))
        assert store.encounter_events(visit_id) == [heard(1)]
    assert list(tmp_path.rglob("*")) == []


def test_a_step_of_the_schema_that_fails_changes_nothing(tmp_path, key):
    database = Database.open(tmp_path / "x.db", key)
    with pytest.raises(StoreTrouble):
        database.migrate(scripts=["CREATE TABLE a (x);", "CREATE TABLE b (x); CREATE TABLE a (y);"])
    assert database.version() == 1
    assert database.rows("SELECT name FROM sqlite_master") == [("a",)]
    database.migrate(scripts=["CREATE TABLE a (x);", "CREATE TABLE b (x);"])
    assert database.version() == 2
    database.close()
