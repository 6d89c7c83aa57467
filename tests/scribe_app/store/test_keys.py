"""Keys: never in the clear in a file; given back by passphrase, keyring or recovery phrase, by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scribe_app.errors import Refusal
from scribe_app.store import Damaged, Locked, StoreTrouble, keys, recovery

PASSPHRASE = "four words in a row"


class Ring:
    """The system's keyring, in memory."""

    def __init__(self):
        self.held = {}

    def get_password(self, service, name):
        return self.held.get((service, name))

    def set_password(self, service, name, secret):
        self.held[service, name] = secret

    def delete_password(self, service, name):
        del self.held[service, name]


def test_the_passphrase_gives_the_key_back(tmp_path):
    key, _ = keys.create(tmp_path, PASSPHRASE, cost=16)
    assert keys.needs_passphrase(tmp_path)
    assert keys.unlock(tmp_path, PASSPHRASE).hex() == key.hex()
    assert keys.unlock(tmp_path, ask=lambda: PASSPHRASE).hex() == key.hex()
    for wrong in ("four words in a rOw", "", None):
        with pytest.raises(Locked):
            keys.unlock(tmp_path, wrong)


def test_the_keyring_gives_the_key_back(tmp_path):
    ring = Ring()
    key, _ = keys.create(tmp_path, ring=ring)
    assert not keys.needs_passphrase(tmp_path)
    assert keys.unlock(tmp_path, ring=ring).hex() == key.hex()
    with pytest.raises(Locked, match="keyring"):
        keys.unlock(tmp_path, ring=Ring())
    with pytest.raises(Locked, match="keyring"):
        keys.unlock(tmp_path, ring=None)


def test_the_recovery_phrase_gives_the_key_back_and_sets_a_new_passphrase(tmp_path):
    key, phrase = keys.create(tmp_path, PASSPHRASE, cost=16)
    recovered = keys.recover(tmp_path, phrase.upper().replace(" ", "-"))
    assert recovered.hex() == key.hex()
    keys.lock_with(tmp_path, recovered, "another long passphrase", cost=16)
    assert keys.unlock(tmp_path, "another long passphrase").hex() == key.hex()
    with pytest.raises(Locked):
        keys.unlock(tmp_path, PASSPHRASE)
    assert keys.recover(tmp_path, phrase).hex() == key.hex()


def test_another_stores_recovery_phrase_does_not_open_this_one(tmp_path):
    keys.create(tmp_path, PASSPHRASE, cost=16)
    with pytest.raises(Locked):
        keys.recover(tmp_path, recovery.make())


def test_no_file_holds_the_key_or_the_phrases(tmp_path):
    key, phrase = keys.create(tmp_path, PASSPHRASE, cost=16)
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert bytes.fromhex(key.hex()) not in data and key.hex().encode() not in data
        assert PASSPHRASE.encode() not in data and phrase.split()[0].encode() not in data
        assert path.stat().st_mode & 0o777 == 0o600
    assert key.hex() not in repr(key)


def test_without_a_keyring_a_passphrase_is_asked_for(tmp_path):
    with pytest.raises(Locked, match="passphrase"):
        keys.create(tmp_path)
    with pytest.raises(Locked, match="at least"):
        keys.create(tmp_path, "short")
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_not_replaced(tmp_path):
    keys.create(tmp_path, PASSPHRASE, cost=16)
    with pytest.raises(StoreTrouble, match="already"):
        keys.create(tmp_path, PASSPHRASE, cost=16)


def test_a_missing_key_file_is_not_taken_for_a_new_practice(tmp_path):
    (tmp_path / "encounters.db").write_bytes(b"x" * 4096)
    for action in (lambda: keys.create(tmp_path, PASSPHRASE), lambda: keys.unlock(tmp_path, PASSPHRASE)):
        with pytest.raises(Damaged, match=r"keys\.json is missing"):
            action()
    assert not keys.exists(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"version": 2}', b"[" * 5000])
def test_a_damaged_key_file_is_named(tmp_path, content):
    keys.create(tmp_path, PASSPHRASE, cost=16)
    (tmp_path / keys.NAME).write_bytes(content)
    with pytest.raises(Damaged, match="key file"):
        keys.unlock(tmp_path, PASSPHRASE)


def test_a_keyring_that_does_not_protect_is_not_used(monkeypatch):
    import keyring

    assert not keyring.get_keyring().priority > 0 or keys.system_keyring() is not None

    class PlaintextKeyring(Ring):
        priority = 1

    monkeypatch.setattr(keyring, "get_keyring", PlaintextKeyring)
    assert keys.system_keyring() is None


@given(st.integers(0, 8), st.integers(0, 4), st.sampled_from("abdfghijklmnoprstuvz"))
def test_one_mistyped_letter_of_a_recovery_phrase_is_noticed(word, letter, instead):
    words = PHRASE.split()
    if words[word][letter] == instead:
        return
    words[word] = words[word][:letter] + instead + words[word][letter + 1 :]
    with pytest.raises(Refusal, match="mistyped"):
        recovery.plain(" ".join(words))


PHRASE = recovery.make()


def test_two_words_in_the_wrong_order_are_noticed():
    words = PHRASE.split()
    words[2], words[5] = words[5], words[2]
    with pytest.raises(Refusal, match="order"):
        recovery.plain(" ".join(words))
    with pytest.raises(Refusal, match="9 words"):
        recovery.plain(" ".join(words[:8]))
