"""Starting the app: periods of the settings are kept, a damaged store is opened for reading."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from scribe_app import signing
from scribe_app.settings import Settings
from scribe_app.signing import Signer
from scribe_app.store import Damaged, InUse, Store, StoreTrouble
from scribe_app.store.upkeep import let_go, open_for_work


@pytest.fixture
def signed(kept, visit_id, state):
    with kept.sound_writer(visit_id) as writer:
        writer.write(np.full(16000, 0.1, dtype=np.float32))
    signing.sign(kept, visit_id, state, Signer(name="Dr. Jo Adams"))
    return visit_id


def test_what_is_past_its_time_goes_and_is_told(kept, signed):
    now = kept.clock
    kept.clock = lambda: now() + timedelta(days=29)
    assert let_go(kept, Settings(keep_sound_days=30)) == []
    kept.clock = lambda: now() + timedelta(days=31)
    assert let_go(kept, Settings(keep_sound_days=0, keep_transcript_days=0)) == []
    assert kept.has_sound(signed)
    (told,) = let_go(kept, Settings(keep_sound_days=30, keep_transcript_days=0))
    assert "sound of 1 and the transcript of 0" in told and not kept.has_sound(signed)


def test_a_wrong_clock_is_told_and_deletes_nothing(kept, signed):
    now = kept.clock
    kept.clock = lambda: now() + timedelta(days=4000)
    (told,) = let_go(kept, Settings(keep_sound_days=30))
    assert "clock" in told and kept.has_sound(signed)


def test_opening_is_put_on_the_log(kept, signed, tmp_path, key):
    kept.close()
    store, told = open_for_work(tmp_path / "data", key, Settings(clinician="Dr. B"))
    with store:
        assert told == [] and (store.audit.rows()[-1].action, store.audit.rows()[-1].actor) == ("open", "Dr. B")
        with pytest.raises(InUse):
            open_for_work(tmp_path / "data", key, Settings())


def test_a_damaged_store_opens_for_reading(kept, signed, tmp_path, key):
    kept.close()
    path = tmp_path / "data" / "encounters.db"
    data = path.read_bytes()
    path.write_bytes(bytes(4096) + data[4096:])
    store, told = open_for_work(tmp_path / "data", key, Settings())
    with store:
        assert [record.id for record in store.visits()] == [signed]
        assert signing.signed_visit(store, signed) is not None
        assert len(store.read_sound(signed, 0, 2)) == 16000
        assert "damaged" in told[0] and "for reading" in told[1]
        with pytest.raises(StoreTrouble, match="reading only"):
            store.set_patient(signed, store.patients()[0])
    path.unlink()
    with pytest.raises(Damaged):
        open_for_work(tmp_path / "data", key, Settings())
    assert not path.exists()
    assert isinstance(store, Store)
