"""The sound of one visit: an append-only file of encrypted chunks of at most half a second.

A file begins with the visit's own key, wrapped under the store's, so that it can be read even when the
database cannot, and so that overwriting its first bytes is enough to make it unreadable. Then chunk follows
chunk: marker, number, first sample, count, nonce, AES-256-GCM of 16-bit samples. Numbers are sealed with the
chunk, so one that was altered, moved or taken out is noticed; after a damaged one the marker finds the next.
"""

from __future__ import annotations

import errno
import mmap
import os
import secrets
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from scribe_app.store.files import private_folder
from scribe_app.store.keys import Key
from scribe_app.store.trouble import Damaged, StoreTrouble, explain

RATE = 16_000
CHUNK = RATE // 2
MAGIC = b"LSSND1\n"
MARKER = b"\xa5LS\n"
_HEAD = struct.Struct("<4sIQI12s")  # marker, number, first sample, count of samples, nonce
_WRAPPED = 12 + 32 + 16
_TAG = 16

Samples = NDArray[np.float32]
_Data = bytes | mmap.mmap
_Range = tuple[int, int]  # first sample, and the one after the last


@dataclass(frozen=True, slots=True)
class Chunk:
    """One readable chunk; `samples` are 16-bit, mono, 16 kHz, from `first_sample` of the recording."""

    number: int
    first_sample: int
    samples: NDArray[np.int16]

    @property
    def end_sample(self) -> int:
        return self.first_sample + len(self.samples)


class SoundWriter:
    """Takes the sound of a visit as it is captured. Used by one thread.

    When the disk refuses, the chunks wait in memory and are written ahead of the next one; `trouble` says why, and
    `on_trouble` is called once when that begins and, with None, when everything is written again.
    """

    def __init__(self, path: Path, key: Key, visit_id: str) -> None:
        self._path = path
        self._visit = visit_id.encode()
        self._waiting: list[bytes] = []
        self._open_samples: list[NDArray[np.int16]] = []
        self._open_count = 0
        self._lock = threading.Lock()
        self.trouble: StoreTrouble | None = None
        self.on_trouble: Callable[[StoreTrouble | None], None] | None = None
        private_folder(path.parent)
        try:
            self._file, self._cipher, self._number, self._next = _open_to_append(path, key, visit_id)
        except OSError as fault:
            raise explain(fault) from fault

    @property
    def next_sample(self) -> int:
        """The number of the sample that is expected next: where the recording stands."""
        return self._next + self._open_count

    @property
    def waiting_s(self) -> float:
        """Seconds of sound that the disk has refused so far and that are held in memory."""
        size = sum(len(frame) - _HEAD.size - _TAG for frame in self._waiting)
        return size / 2 / RATE

    def write(self, samples: Samples, first_sample: int | None = None) -> None:
        """Adds sound (float32, mono, 16 kHz, -1..1). A later `first_sample` than expected leaves a gap of silence.

        Never raises for a disk that refuses: the sound is kept in memory, see `trouble`.
        """
        with self._lock:
            if first_sample is not None and first_sample > self.next_sample:
                self._seal_open()
                self._next = first_sample
            wave = np.clip(np.rint(np.asarray(samples, dtype=np.float32) * 32767.0), -32768, 32767).astype("<i2")
            while len(wave):
                part = wave[: CHUNK - self._open_count]
                self._open_samples.append(part)
                self._open_count += len(part)
                wave = wave[len(part) :]
                if self._open_count >= CHUNK:
                    self._seal_open()
            self._write_waiting()

    def flush(self) -> None:
        """Writes what has been handed over so far. Raises StoreTrouble when the disk refuses it."""
        with self._lock:
            self._seal_open()
            self._write_waiting()
        if self.trouble:
            raise self.trouble

    def close(self) -> None:
        """Writes the rest and lets go of the file. Raises StoreTrouble, the sound still held, if it cannot."""
        self.flush()
        self._file.close()

    def retry(self) -> None:
        """Tries again to write what waits, also after a `close` that failed. Never raises."""
        with self._lock:
            self._write_waiting()

    def __enter__(self) -> SoundWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _seal_open(self) -> None:
        if not self._open_count:
            return
        self._waiting.append(self._seal(np.concatenate(self._open_samples)))
        self._next += self._open_count
        self._number += 1
        self._open_samples, self._open_count = [], 0

    def _seal(self, wave: NDArray[np.int16]) -> bytes:
        nonce = secrets.token_bytes(12)
        head = _HEAD.pack(MARKER, self._number, self._next, len(wave), nonce)
        return head + self._cipher.encrypt(nonce, wave.tobytes(), self._visit + head[:-12])

    def _write_waiting(self) -> None:
        before, self.trouble = self.trouble, self._refused()
        if self.on_trouble is not None and (before is None) != (self.trouble is None):
            self.on_trouble(self.trouble)

    def _refused(self) -> StoreTrouble | None:
        """Writes what waits, in order; returns why not, with the rest still waiting."""
        while self._waiting:
            start = self._file.tell()
            try:
                if self._file.write(self._waiting[0]) < len(self._waiting[0]):
                    raise OSError(errno.ENOSPC, "the chunk was not written whole")
                os.fsync(self._file.fileno())
            except OSError as fault:
                _cut_back(self._file, start)
                return explain(fault)
            self._waiting.pop(0)
        return None


def read_chunks(path: Path, key: Key, visit_id: str) -> Iterator[Chunk | Damaged]:
    """Every chunk of a file in order; a damaged or missing one comes as the error that says which.

    Raises Damaged when the head of the file cannot be read, StoreTrouble when the file cannot.
    """
    expected = 0
    for found in _read(path, key, visit_id):
        if isinstance(found, Chunk):
            if found.number != expected:
                yield Damaged(
                    f"Chunk {expected + 1} of the sound is missing or moved: {found.number + 1} stands there."
                )
            expected = found.number + 1
        yield found


def read_sound(path: Path, key: Key, visit_id: str, start_s: float, end_s: float) -> Samples:
    """The sound between two seconds as float32; gaps and damaged chunks are silence."""
    first, last = max(0, round(start_s * RATE)), max(0, round(end_s * RATE))
    found = [chunk for chunk in _read(path, key, visit_id, (first, last)) if isinstance(chunk, Chunk)]
    found = [chunk for chunk in found if chunk.first_sample < last and chunk.end_sample > first]
    if not found:
        return read_nothing()
    last = min(last, max(chunk.end_sample for chunk in found))
    wave = np.zeros(max(0, last - first), dtype=np.float32)
    for chunk in found:
        start, stop = max(first, chunk.first_sample), min(last, chunk.end_sample)
        piece = chunk.samples[start - chunk.first_sample : stop - chunk.first_sample]
        wave[start - first : stop - first] = piece.astype(np.float32) / 32767.0
    return wave


def read_nothing() -> Samples:
    """No sound at all."""
    return np.zeros(0, dtype=np.float32)


def seconds(path: Path, key: Key, visit_id: str) -> float:
    """How long the recording is, gaps included."""
    end = 0
    for chunk in read_chunks(path, key, visit_id):
        if isinstance(chunk, Chunk):
            end = max(end, chunk.end_sample)
    return end / RATE


def _read(path: Path, key: Key, visit_id: str, wanted: _Range | None = None) -> Iterator[Chunk | Damaged]:
    try:
        with _mapped(path) as data:
            yield from _scan(data, _cipher(data, key, visit_id), visit_id, wanted)
    except OSError as fault:
        raise explain(fault) from fault


@contextmanager
def _mapped(path: Path) -> Iterator[_Data]:
    """The bytes of a file without reading all of it: an hour of sound is 115 MB."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


def _scan(data: _Data, cipher: AESGCM, visit_id: str, wanted: _Range | None = None) -> Iterator[Chunk | Damaged]:
    place, sound = len(MAGIC) + _WRAPPED, True
    while 0 <= place < len(data):
        if wanted is not None and (following := _beside(data, place, wanted)):
            place = following
            continue
        chunk, end = _chunk_at(data, place, cipher, visit_id)
        if chunk is not None:
            yield chunk
            place, sound = end, True
            continue
        if sound:
            yield Damaged(f"The sound is damaged from byte {place} of its file on.")
        sound = False
        place = data.find(MARKER, place + 1)


def _beside(data: _Data, place: int, wanted: _Range) -> int:
    """The place of the next chunk when the one here is whole and not wanted, else 0."""
    if len(data) - place < _HEAD.size:
        return 0
    marker, _, first, count, _ = _HEAD.unpack_from(data, place)
    end = place + _HEAD.size + count * 2 + _TAG
    if marker != MARKER or not (end == len(data) or data[end : end + len(MARKER)] == MARKER):
        return 0
    return end if first + count <= wanted[0] or first >= wanted[1] else 0


def _last(data: _Data, cipher: AESGCM, visit_id: str) -> Chunk | None:
    """The last chunk that can be read."""
    place = data.rfind(MARKER)
    while place >= len(MAGIC) + _WRAPPED:
        if (chunk := _chunk_at(data, place, cipher, visit_id)[0]) is not None:
            return chunk
        place = data.rfind(MARKER, 0, place)
    return None


def _chunk_at(data: _Data, place: int, cipher: AESGCM, visit_id: str) -> tuple[Chunk | None, int]:
    if len(data) - place < _HEAD.size:
        return None, place
    marker, number, first, count, nonce = _HEAD.unpack_from(data, place)
    end = place + _HEAD.size + count * 2 + _TAG
    if marker != MARKER or count > CHUNK or end > len(data):
        return None, place
    head = data[place : place + _HEAD.size - 12]
    try:
        wave = cipher.decrypt(nonce, data[place + _HEAD.size : end], visit_id.encode() + head)
    except InvalidTag:
        return None, place
    return Chunk(number, first, np.frombuffer(wave, dtype="<i2", count=count)), end


def _cipher(data: _Data, key: Key, visit_id: str) -> AESGCM:
    head = data[len(MAGIC) : len(MAGIC) + _WRAPPED]
    if data[: len(MAGIC)] != MAGIC or len(head) < _WRAPPED:
        raise Damaged("The sound of this visit is damaged at its beginning and cannot be read.")
    try:
        return AESGCM(AESGCM(key.derive("sound")).decrypt(head[:12], head[12:], visit_id.encode()))
    except InvalidTag:
        raise Damaged("The sound of this visit is damaged at its beginning, or is another visit's.") from None


def _open_to_append(path: Path, key: Key, visit_id: str) -> tuple[BinaryIO, AESGCM, int, int]:
    """The file at the place of the next chunk, its cipher, the number and the first sample of that chunk."""
    whole = len(MAGIC) + _WRAPPED
    if not path.exists() or path.stat().st_size < whole:
        secret, nonce = AESGCM.generate_key(256), secrets.token_bytes(12)
        wrapped = nonce + AESGCM(key.derive("sound")).encrypt(nonce, secret, visit_id.encode())
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "r+b", buffering=0)
        file.write(MAGIC + wrapped)
        os.fsync(file.fileno())
        return file, AESGCM(secret), 0, 0
    with _mapped(path) as data:
        cipher = _cipher(data, key, visit_id)
        last = _last(data, cipher, visit_id)
    number, following = (last.number + 1, last.end_sample) if last else (0, 0)
    file = path.open("r+b", buffering=0)
    file.seek(0, os.SEEK_END)
    return file, cipher, number, following


def _cut_back(file: BinaryIO, to: int) -> None:
    """Takes a half-written chunk off again, so that the next one follows a whole one."""
    try:
        file.truncate(to)
        file.seek(to)
    except OSError:
        file.seek(to)
