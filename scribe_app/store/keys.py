"""The key of a store: where it is kept, how it is got back, and what is derived from it.

One random 256-bit master key per store. It stands in the keyring of the operating system, or wrapped
(AES-256-GCM) under a passphrase stretched by scrypt (RFC 7914, n=2^16, r=8, p=1); in both cases it stands a
second time wrapped under the recovery phrase. The key file holds only wrapped keys. Purposes get their own
keys by HKDF-SHA-256 (RFC 5869).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import ValidationError

from scribe_app.store import recovery
from scribe_app.store.files import DATABASE, write_whole
from scribe_app.store.trouble import Damaged, StoreTrouble
from structuring.turns import Frozen

SERVICE = "lumbar-scribe"
NAME = "keys.json"
SHORTEST_PASSPHRASE = 10


class Locked(StoreTrouble):
    """The key is there but was not given: passphrase or recovery phrase missing or wrong."""


class Keyring(Protocol):
    """What of the `keyring` package is used; tests hand in their own in-memory one."""

    def get_password(self, service: str, name: str, /) -> str | None: ...
    def set_password(self, service: str, name: str, secret: str, /) -> None: ...
    def delete_password(self, service: str, name: str, /) -> None: ...


class Key:
    """A master key in memory. Never printed, never written but wrapped."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise ValueError("a key has 32 bytes")
        self._secret = secret

    @classmethod
    def throwaway(cls) -> Key:
        """A key that exists in this process only: what it encrypts is gone when the program ends."""
        return cls(secrets.token_bytes(32))

    def derive(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose."""
        return HKDF(algorithm=SHA256(), length=32, salt=b"lumbar-scribe", info=purpose.encode()).derive(
            self._secret
        )

    def wrap(self, under: bytes, purpose: str) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(under).encrypt(nonce, self._secret, purpose.encode())

    def hex(self) -> str:
        """For the keyring of the operating system only."""
        return self._secret.hex()

    def __repr__(self) -> str:
        return "Key(...)"


class _Slot(Frozen):
    """One wrapped copy of the key: scrypt's salt and costs, and nonce + ciphertext, in hexadecimal."""

    salt: str
    n: int
    r: int
    p: int
    wrapped: str


class _KeyFile(Frozen):
    version: Literal[1] = 1
    store: str
    where: Literal["keyring", "passphrase"]
    passphrase: _Slot | None = None
    recovery: _Slot


# scrypt's cost: 64 MiB, about a quarter of a second on a laptop. Tests lower it.
COST = 2**16


def exists(folder: Path) -> bool:
    """True when this folder already has a key."""
    return (folder / NAME).exists()


def needs_passphrase(folder: Path) -> bool:
    """True when the store opens with a passphrase, false when the system's keyring holds its key."""
    return _read(folder).where == "passphrase"


def system_keyring() -> Keyring | None:
    """The keyring of the operating system, or None when there is none that protects what it holds."""
    import keyring  # here, because it looks for every backend there is, which takes a while

    backend = keyring.get_keyring()
    kind = f"{type(backend).__module__}.{type(backend).__name__}"
    if getattr(backend, "priority", 0) <= 0 or "fail" in kind or "null" in kind.lower() or "Plaintext" in kind:
        return None
    return backend


def create(
    folder: Path, passphrase: str | None = None, *, ring: Keyring | None = None, cost: int | None = None
) -> tuple[Key, str]:
    """Makes the key of a new store; returns it and the recovery phrase, which is shown once and kept nowhere.

    Without a passphrase the key goes into `ring`. Raises StoreTrouble when there is neither, when the
    passphrase is too short, or when the folder already has a key.
    """
    if exists(folder):
        raise StoreTrouble("This store already has a key.")
    if (folder / DATABASE).exists():
        raise Damaged(_MISSING)
    if passphrase is None and ring is None:
        raise Locked(
            "This machine has no keyring that could hold the key: give a passphrase of at least "
            f"{SHORTEST_PASSPHRASE} characters."
        )
    cost = cost or COST
    key, name, phrase = Key.throwaway(), secrets.token_hex(8), recovery.make()
    slot = None
    if passphrase is not None:
        refuse_short(passphrase)
        slot = _wrap(key, passphrase, "passphrase", cost)
    else:
        assert ring is not None
        _to_ring(ring, name, key)
    _write(
        folder,
        _KeyFile(
            store=name,
            where="passphrase" if slot else "keyring",
            passphrase=slot,
            recovery=_wrap(key, recovery.plain(phrase), "recovery", cost),
        ),
    )
    return key, phrase


def unlock(
    folder: Path,
    passphrase: str | None = None,
    *,
    ring: Keyring | None = None,
    ask: Callable[[], str] | None = None,
) -> Key:
    """The key of the store in `folder`. `ask` is called for a passphrase when one is needed and not given.

    Raises Locked when it is missing or wrong, Damaged when the key file cannot be read.
    """
    file = _read(folder)
    if file.where == "keyring":
        held = _from_ring(ring, file.store) if ring else None
        if held is None:
            raise Locked(
                "The keyring of this machine does not hold the key of these encounters. Unlock the keyring, "
                "or use the recovery phrase: 'scribe encounters recover'."
            )
        return held
    if passphrase is None and ask is not None:
        passphrase = ask()
    if not passphrase:
        raise Locked("The encounters are locked: give the passphrase.")
    assert file.passphrase is not None
    return _unwrap(file.passphrase, passphrase, "passphrase", "That is not the passphrase of these encounters.")


def recover(folder: Path, phrase: str) -> Key:
    """The key by the recovery phrase. Raises Locked when the phrase has a typing error or is another store's."""
    return _unwrap(
        _read(folder).recovery,
        recovery.plain(phrase),
        "recovery",
        "That is not the recovery phrase of these encounters.",
    )


def lock_with(
    folder: Path,
    key: Key,
    passphrase: str | None,
    *,
    ring: Keyring | None = None,
    cost: int | None = None,
) -> None:
    """Puts the key under a new passphrase, or into `ring` when none is given. The recovery phrase stays."""
    file = _read(folder)
    if passphrase is not None:
        refuse_short(passphrase)
        slot = _wrap(key, passphrase, "passphrase", cost or COST)
        _write(folder, file.model_copy(update={"where": "passphrase", "passphrase": slot}))
    elif ring is not None:
        _to_ring(ring, file.store, key)
        _write(folder, file.model_copy(update={"where": "keyring", "passphrase": None}))
    else:
        raise Locked("This machine has no keyring that could hold the key: give a passphrase.")


def refuse_short(passphrase: str) -> None:
    """Raises Locked for a passphrase that could be guessed by trying."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Locked(f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters; four words in a row do well.")


def _stretch(secret: str, slot_salt: bytes, n: int, r: int, p: int) -> bytes:
    return Scrypt(salt=slot_salt, length=32, n=n, r=r, p=p).derive(secret.encode("utf-8"))


def _wrap(key: Key, secret: str, purpose: str, cost: int) -> _Slot:
    salt = secrets.token_bytes(16)
    wrapped = key.wrap(_stretch(secret, salt, cost, 8, 1), purpose)
    return _Slot(salt=salt.hex(), n=cost, r=8, p=1, wrapped=wrapped.hex())


def _unwrap(slot: _Slot, secret: str, purpose: str, wrong: str) -> Key:
    try:
        salt, wrapped = bytes.fromhex(slot.salt), bytes.fromhex(slot.wrapped)
        if not (2 <= slot.n <= 2**20 and 1 <= slot.r <= 32 and 1 <= slot.p <= 16):
            raise ValueError("costs")
        under = _stretch(secret, salt, slot.n, slot.r, slot.p)
        return Key(AESGCM(under).decrypt(wrapped[:12], wrapped[12:], purpose.encode()))
    except InvalidTag:
        raise Locked(wrong) from None
    except ValueError:
        raise Damaged(_BROKEN) from None


_MISSING = f"The key file {NAME} is missing. Put back the copy that stands in any backup of these encounters."
_BROKEN = f"The key file {NAME} is damaged. Put back the copy that stands in any backup of these encounters."


def _read(folder: Path) -> _KeyFile:
    try:
        return _KeyFile.model_validate_json((folder / NAME).read_bytes())
    except FileNotFoundError:
        if (folder / DATABASE).exists():
            raise Damaged(_MISSING) from None
        raise StoreTrouble(f"There are no encounters in {folder}.") from None
    except (OSError, ValidationError, ValueError):
        raise Damaged(_BROKEN) from None


def _write(folder: Path, file: _KeyFile) -> None:
    write_whole(folder / NAME, json.dumps(file.model_dump(), indent=1).encode())


def _to_ring(ring: Keyring, name: str, key: Key) -> None:
    from keyring.errors import KeyringError

    try:
        ring.set_password(SERVICE, name, key.hex())
        kept = ring.get_password(SERVICE, name)
    except KeyringError as fault:
        raise Locked(f"The keyring of this machine refuses the key ({fault}): give a passphrase.") from fault
    if kept is None or hashlib.sha256(kept.encode()).digest() != hashlib.sha256(key.hex().encode()).digest():
        raise Locked("The keyring of this machine does not give the key back: give a passphrase.")


def _from_ring(ring: Keyring, name: str) -> Key | None:
    from keyring.errors import KeyringError

    try:
        held = ring.get_password(SERVICE, name)
        return Key(bytes.fromhex(held)) if held else None
    except (KeyringError, ValueError):
        return None
