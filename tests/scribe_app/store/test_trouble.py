"""When the machine fails: clear words, nothing lost, and the sound goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from scribe_app.store import ConsentRecorded, DiskFull, InUse, Store, StoreTrouble, room, sound
from structuring.events import FactEntered
from structuring.state import Visit

DAY = date(2026, 11, 24)
SECOND = np.full(16000, 0.1, dtype=np.float32)


def entered(number):
    return FactEntered(path="hpi.quality", value=f"word {number} " * 60)


def test_a_full_disk_keeps_the_event_and_writes_it_when_there_is_room(kept, visit_id):
    """SQLite's own limit of pages stands for the end of the disk: the same error, from the same place."""
    pages = kept.database.rows("PRAGMA page_count")[0][0]
    before = kept.encounter_events(visit_id)
    kept.database.run(f"PRAGMA max_page_count = {pages}")
    given = []
    with pytest.raises(DiskFull, match="disk is full"):
        for number in range(200):
            given.append(entered(number))
            kept.append(visit_id, given[-1])
    assert kept.waiting == 1 and 1 <= len(given) < 200
    with pytest.raises(DiskFull):
        given.append(entered(200))
        kept.append(visit_id, given[-1])
    assert kept.waiting == 2
    kept.database.run(f"PRAGMA max_page_count = {pages + 100}")
    given.append(entered(201))
    kept.append(visit_id, given[-1])
    assert kept.waiting == 0
    assert kept.encounter_events(visit_id) == before + given


FULL_DISK = """
import json, resource, signal, sys
from datetime import date
from pathlib import Path
import numpy as np
from scribe_app.store import ConsentRecorded, Key, Store, StoreTrouble
from structuring.state import Visit
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
key = Key(bytes(32))
store = Store.open(Path(sys.argv[1]), key)
visit = store.new_visit(Visit(date_of_service=date(2026, 11, 24)))
store.append(visit, ConsentRecorded(given=True))
writer = store.sound_writer(visit)
told = []
writer.on_trouble = lambda trouble: told.append(trouble is not None)
second = np.full(16000, 0.1, dtype=np.float32)
for _ in range(3):
    writer.write(second)
size = writer._path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40000, resource.RLIM_INFINITY))
for _ in range(5):
    writer.write(second)
trouble, waiting = str(writer.trouble), writer.waiting_s
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
writer.write(second)
writer.close()
after = str(writer.trouble)
writer = store.sound_writer(visit)
resource.setrlimit(resource.RLIMIT_FSIZE, (writer._path.stat().st_size, resource.RLIM_INFINITY))
writer.write(second)
try:
    writer.close()
except StoreTrouble:
    held = writer.waiting_s
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.append(visit, ConsentRecorded(given=True))
left = writer.waiting_s
print(json.dumps({
    "visit": visit, "trouble": trouble, "waiting": waiting, "after": after,
    "told": told, "held": held, "left": left
}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_sound_that_the_disk_refuses_waits_and_is_written_later(tmp_path):
    """A real limit on the size of files, in its own process: the write comes back short, as on a full disk."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    told = json.loads(done.stdout)
    assert "disk is full" in told["trouble"] and told["waiting"] >= 3.5 and told["after"] == "None"
    assert told["told"] == [True, False], "told once when it begins and once when it is over"
    assert (told["held"], told["left"]) == (1.0, 0.0), (
        "held after a close that failed, written with the next event"
    )
    from scribe_app.store import Key

    path = tmp_path / "data" / "sound" / f"{told['visit']}.sound"
    chunks = list(sound.read_chunks(path, Key(bytes(32)), told["visit"]))
    assert sum(len(chunk.samples) for chunk in chunks) == 10 * 16000


def test_too_little_room_is_said_before_anything_is_recorded(kept, visit_id, monkeypatch):
    usage = room.shutil.disk_usage(kept.folder)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: usage._replace(free=room.RESERVE + 50 * 2**20))
    with pytest.raises(DiskFull, match=r"room for \d+ more minutes"):
        kept.sound_writer(visit_id)
    assert not kept.has_sound(visit_id)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions of another kind")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_folder_that_cannot_be_written_is_named(key):
    """In a child that is nobody, since root may write anywhere."""
    folder = Path(tempfile.mkdtemp())
    with Store.open(folder, key):
        pass
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        try:
            Store.open(folder, key)
            os.write(theirs, b"opened")
        except StoreTrouble as trouble:
            os.write(theirs, str(trouble).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    said = os.read(ours, 1000).decode()
    os.close(ours)
    os.close(theirs)
    folder.chmod(0o700)
    shutil.rmtree(folder)
    assert "cannot be written" in said


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path, key):
    (tmp_path / "encounters.db").mkdir()
    with pytest.raises(StoreTrouble):
        Store.open(tmp_path, key)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path, key):
    (tmp_path / "data").write_text("x")
    with pytest.raises(StoreTrouble):
        Store.open(tmp_path / "data", key)


def test_another_program_writing_for_long_is_named_and_nothing_is_lost(tmp_path, key, kept, visit_id):
    kept.database.run("PRAGMA busy_timeout = 50")
    with Store.open(tmp_path / "data", key, exclusive=False) as other, other.database.transaction() as db:
        db.execute("INSERT INTO permit VALUES ('x')")
        with pytest.raises(InUse, match="Another copy"):
            kept.append(visit_id, entered(1))
        db.execute("DELETE FROM permit")
    kept.append(visit_id, entered(2))
    assert kept.encounter_events(visit_id)[-2:] == [entered(1), entered(2)]


def test_the_database_failing_does_not_stop_the_sound(kept, visit_id):
    with kept.sound_writer(visit_id) as writer:
        kept.database.close()
        for _ in range(4):
            writer.write(SECOND)
        assert writer.trouble is None
    assert len(kept.read_sound(visit_id, 0, 10)) == 4 * 16000


def test_a_damaged_chunk_costs_half_a_second_and_is_named(kept, visit_id):
    with kept.sound_writer(visit_id) as writer:
        for _ in range(5):
            writer.write(SECOND)
    path = kept.sound_path(visit_id)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(bytes(data))
    found = list(sound.read_chunks(path, kept.key, visit_id))
    assert sum(isinstance(part, sound.Chunk) for part in found) == 9
    wave = kept.read_sound(visit_id, 0, 5)
    assert len(wave) == 5 * 16000 and (wave == 0).sum() == 8000


def test_a_moved_or_missing_chunk_is_named(kept, visit_id):
    with kept.sound_writer(visit_id) as writer:
        for _ in range(2):
            writer.write(SECOND)
    path = kept.sound_path(visit_id)
    data = path.read_bytes()
    head = len(sound.MAGIC) + 60
    size = (len(data) - head) // 4
    frames = [data[head + n * size : head + (n + 1) * size] for n in range(4)]
    for order in ([0, 2, 1, 3], [0, 1, 3]):
        path.write_bytes(data[:head] + b"".join(frames[n] for n in order))
        problems = [
            str(part) for part in sound.read_chunks(path, kept.key, visit_id) if not isinstance(part, sound.Chunk)
        ]
        assert problems and "missing or moved" in problems[0]


def test_recording_goes_on_after_a_chunk_that_was_cut_off(kept, visit_id):
    with kept.sound_writer(visit_id) as writer:
        writer.write(SECOND)
    path = kept.sound_path(visit_id)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)
    with kept.sound_writer(visit_id) as writer:
        writer.write(SECOND)
    found = list(sound.read_chunks(path, kept.key, visit_id))
    assert sum(len(part.samples) for part in found if isinstance(part, sound.Chunk)) == 24000


def test_consent_is_needed_again_only_for_another_visit(kept, visit_id):
    other = kept.new_visit(Visit(date_of_service=DAY))
    with pytest.raises(StoreTrouble, match="consent"):
        kept.sound_writer(other)
    kept.append(other, ConsentRecorded(given=True))
    kept.sound_writer(other).close()
