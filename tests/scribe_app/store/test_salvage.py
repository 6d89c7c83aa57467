"""A damaged database still gives what can be saved, and says what it cannot."""

from __future__ import annotations

import random
import shutil
from datetime import date

import pytest

from scribe_app.store import Damaged, Key, Patient, Store, StoreTrouble
from scribe_app.store.database import NAME
from scribe_app.store.pages import PAGE
from scribe_app.store.salvage import open_damaged
from structuring.events import FactEntered, TurnHeard
from structuring.state import Visit
from structuring.turns import Turn

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def key():
    return Key.throwaway()


@pytest.fixture
def full(tmp_path, filled):
    """A copy of `filled` that may be damaged."""
    folder, events = filled
    shutil.copytree(folder, tmp_path / "data")
    return tmp_path / "data", events


@pytest.fixture(scope="module")
def filled(tmp_path_factory, key):
    """A folder with three visits of 120 turns, one turn of each too long for a page; what it holds, by visit."""
    events = {}
    folder = tmp_path_factory.mktemp("filled") / "data"
    with Store.open(folder, key) as store:
        for number in range(3):
            visit_id = store.new_visit(Visit(date_of_service=DAY), patient=Patient(family=f"Rivera{number}"))
            texts = [f"It hurts when I bend, {line}. " * (400 if line == 7 else 3) for line in range(1, 121)]
            turns = [
                TurnHeard(turn=Turn(line=n, speaker="patient", text=text)) for n, text in enumerate(texts, start=1)
            ]
            for event in turns:
                store.append(visit_id, event)
            events[visit_id] = turns
    return folder, events


def damage(folder, page, at=100, size=64):
    with (folder / NAME).open("r+b") as file:
        file.seek((page - 1) * PAGE + at)
        old = file.read(size)
        file.seek((page - 1) * PAGE + at)
        file.write(bytes(byte ^ 0xFF for byte in old))


def test_a_sound_database_loses_nothing(full, key):
    folder, events = full
    store, losses = open_damaged(folder, key)
    with store:
        assert losses == [] and {v.id for v in store.visits()} == set(events)


def test_without_its_first_page_everything_is_still_there(full, key):
    folder, events = full
    damage(folder, 1, at=0, size=PAGE)
    with pytest.raises(Damaged, match="--salvage"):
        Store.open(folder, key)
    store, losses = open_damaged(folder, key)
    with store:
        assert {visit_id: store.encounter_events(visit_id) for visit_id in events} == events
        assert sorted(v.patient.family for v in store.visits()) == ["Rivera0", "Rivera1", "Rivera2"]
        assert losses == ["1 pages of the database are damaged; " + losses[0].split("; ")[1]]
        with pytest.raises(StoreTrouble, match="reading only"):
            store.append(next(iter(events)), FactEntered(path="onset", value="acute"))


def test_any_damaged_page_costs_only_its_own_rows_and_never_gives_wrong_words(full, key, tmp_path):
    folder, events = full
    total = sum(map(len, events.values()))
    pages = (folder / NAME).stat().st_size // PAGE
    chance = random.Random(8)
    for page in chance.sample(range(1, pages + 1), 12):
        copy = tmp_path / f"copy{page}"
        shutil.copytree(folder, copy)
        damage(copy, page, at=chance.randrange(0, PAGE - 1), size=1)
        store, losses = open_damaged(copy, key)
        with store:
            saved = {v.id: store.encounter_events(v.id) for v in store.visits()}
        for visit_id, found in saved.items():
            assert all(event in events[visit_id] for event in found)
        kept = sum(map(len, saved.values()))
        assert kept >= total - 40, f"page {page}"
        assert kept == total or losses, f"page {page} was lost in silence"


def test_what_stands_only_in_the_log_is_saved_too(tmp_path, key):
    folder = tmp_path / "data"
    store = Store.open(folder, key)
    visit_id = store.new_visit(Visit(date_of_service=DAY))
    store.append(visit_id, FactEntered(path="onset", value="acute"))
    copy = tmp_path / "as-after-a-crash"
    shutil.copytree(folder, copy)
    store.close()
    assert (copy / f"{NAME}-wal").stat().st_size > 0
    with (copy / NAME).open("r+b") as file:
        file.write(bytes(PAGE))
    saved, _ = open_damaged(copy, key)
    with saved:
        assert saved.encounter_events(visit_id) == [FactEntered(path="onset", value="acute")]


@pytest.mark.parametrize(
    "content", [b"", b"x", bytes(PAGE * 3), b"SQLite format 3\0" + bytes(PAGE), b"\xff" * 9999]
)
def test_a_file_that_is_no_database_gives_words_and_no_traceback(tmp_path, key, content):
    (tmp_path / NAME).write_bytes(content)
    store, _ = open_damaged(tmp_path, key)
    with store:
        assert store.visits() == []
    assert (tmp_path / NAME).read_bytes() == content
