"""The restore drill: a backup on another machine gives everything back, and a damaged one says so."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from scribe_app import signing
from scribe_app.signing import Signer
from scribe_app.store import Damaged, InUse, Store, StoreTrouble, backup, keys
from scribe_app.store.database import Database, schema_scripts
from scribe_app.store.readiness import take_lock
from structuring.events import FactEntered

PASSPHRASE = "four words in a row"


@pytest.fixture
def made(kept, visit_id, state, tmp_path):
    with kept.sound_writer(visit_id) as writer:
        writer.write(np.full(20000, 0.25, dtype=np.float32))
    signing.sign(kept, visit_id, state, Signer(name="Dr. Jo Adams"))
    return backup.back_up(kept, tmp_path / "stick")


def test_the_restore_drill(kept, visit_id, made, tmp_path, key):
    """Everything of the store is gone; the backup alone brings it back on an empty machine."""
    events, note = kept.events(visit_id), signing.signed_visit(kept, visit_id)
    kept.close()
    shutil.rmtree(tmp_path / "data")
    assert backup.restore(made, tmp_path / "new", key) is None
    with Store.open(tmp_path / "new", key) as restored:
        assert restored.events(visit_id) == events
        assert signing.signed_visit(restored, visit_id) == note
        assert signing.problems(restored) == []
        assert len(restored.read_sound(visit_id, 0, 9)) == 20000
        assert "restore" in [row.action for row in restored.audit.rows()]


def test_the_ledger_beside_the_encounters_is_backed_up_too(kept, made, tmp_path, key):
    other = Database.open(kept.folder / "claims.db", key)
    other.migrate(scripts=["CREATE TABLE claims (id); INSERT INTO claims VALUES (17);"])
    again = backup.back_up(kept, tmp_path / "stick-2")
    other.close()
    backup.restore(again, tmp_path / "new", key)
    copied = Database.open(tmp_path / "new" / "claims.db", key, read_only=True)
    assert copied.rows("SELECT id FROM claims") == [(17,)]
    copied.close()


def test_a_backup_opens_with_the_recovery_phrase_alone(tmp_path):
    key, phrase = keys.create(tmp_path_folder(tmp_path / "data"), PASSPHRASE, cost=16)
    with Store.open(tmp_path / "data", key) as store:
        made = backup.back_up(store, tmp_path / "stick")
    shutil.rmtree(tmp_path / "data")
    backup.restore(made, tmp_path / "new", keys.recover(made, phrase))
    with Store.open(tmp_path / "new", keys.unlock(tmp_path / "new", PASSPHRASE)) as store:
        assert store.visits() == []


def tmp_path_folder(folder):
    folder.mkdir()
    return folder


def test_what_is_there_is_moved_aside_not_overwritten(kept, visit_id, made, tmp_path, key):
    other = kept.new_visit(kept_visit(kept, visit_id))
    kept.append(other, FactEntered(path="onset", value="acute"))
    kept.close()
    former = backup.restore(made, tmp_path / "data", key)
    with Store.open(former, key) as before:
        assert before.encounter_events(other) == [FactEntered(path="onset", value="acute")]
    with Store.open(tmp_path / "data", key) as restored:
        assert [record.id for record in restored.visits()] == [visit_id]


def kept_visit(store, visit_id):
    from structuring.state import Visit

    return Visit(date_of_service=store.visit(visit_id).date_of_service)


def test_a_store_in_use_is_not_replaced(made, tmp_path, key, kept):
    with pytest.raises(StoreTrouble, match="another window"):
        backup.restore(made, tmp_path / "data", key)


@pytest.mark.parametrize("name", ["encounters.db", "sound", "backup.json"])
def test_a_damaged_backup_is_refused_by_name(made, tmp_path, key, name):
    path = next((made / name).iterdir()) if (made / name).is_dir() else made / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(StoreTrouble, match=path.name if name != "backup.json" else "backup"):
        backup.restore(made, tmp_path / "new", key)
    assert not (tmp_path / "new" / "encounters.db").exists()


def test_a_folder_that_is_no_backup_is_refused(tmp_path, key):
    with pytest.raises(StoreTrouble, match="not a backup"):
        backup.restore(tmp_path, tmp_path / "new", key)


def test_a_backup_that_cannot_be_finished_leaves_nothing(kept, visit_id, tmp_path, monkeypatch):
    monkeypatch.setattr(backup.shutil, "copyfile", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with kept.sound_writer(visit_id) as writer:
        writer.write(np.zeros(9000, dtype=np.float32))
    with pytest.raises(StoreTrouble, match="disk is full"):
        backup.back_up(kept, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_new_schema_comes_with_a_copy_of_the_old_database(tmp_path, key):
    database = Database.open(tmp_path / "encounters.db", key)
    database.migrate(scripts=schema_scripts()[:1])
    with database.transaction() as db:
        db.execute(
            "INSERT INTO visits VALUES (?, NULL, '2026-11-24', NULL, 'Dr', '2026-11-24T09:00:00+00:00')",
            ("20261124-aaaaaa",),
        )
    database.close()
    with Store.open(tmp_path, key) as store:
        assert [record.id for record in store.visits()] == ["20261124-aaaaaa"]
        assert store.database.version() == len(schema_scripts())
    (copied,) = (tmp_path / "backups").iterdir()
    old = Database.open(copied, key, read_only=True)
    assert old.version() == 1 and old.rows("SELECT id FROM visits") == [("20261124-aaaaaa",)]
    old.close()


def test_a_command_that_only_looks_does_not_migrate_beside_the_app(tmp_path, key):
    database = Database.open(tmp_path / "encounters.db", key)
    database.migrate(scripts=schema_scripts()[:1])
    lock = take_lock(tmp_path)
    with pytest.raises(InUse):
        Store.open(tmp_path, key, exclusive=False)
    assert database.version() == 1
    lock.release()
    database.close()
    with Store.open(tmp_path, key, exclusive=False) as store:
        assert store.database.version() == len(schema_scripts())
    take_lock(tmp_path).release()


def test_a_database_of_a_newer_program_is_left_alone(tmp_path, key):
    with Store.open(tmp_path, key) as store:
        store.database.run("PRAGMA user_version = 999")
    with pytest.raises(StoreTrouble, match="newer version"):
        Store.open(tmp_path, key)


def test_an_emptied_database_is_not_taken_for_a_new_practice(tmp_path, key, kept, visit_id):
    kept.close()
    for path in (tmp_path / "data").glob("encounters.db*"):
        path.unlink()
    with pytest.raises(Damaged, match="missing or empty"):
        Store.open(tmp_path / "data", key)
