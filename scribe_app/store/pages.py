"""Rows read straight from the pages of a damaged database, when SQLite itself will not open it.

File formats: SQLite (sqlite.org/fileformat2.html: b-tree leaf pages, records, overflow, write-ahead log) and
SQLCipher 4 (4096-byte pages, AES-256-CBC, at the end of each the IV and an HMAC-SHA-512). A page whose HMAC does
not fit is left out: of a changed page nothing is believed.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE = 4096
_IV, _MAC = 16, 64
USABLE = PAGE - _IV - _MAC
_WAL_HEAD, _FRAME_HEAD = 32, 24
_TABLE_LEAF = 0x0D

Value = int | float | str | bytes | None
Row = tuple[int, tuple[Value, ...]]


def read_pages(path: Path, key: bytes, salt: bytes) -> tuple[dict[int, bytes], list[int]]:
    """The readable pages of a database by number, those of its write-ahead log included, and the damaged ones."""
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages: dict[int, bytes] = {}
    damaged: set[int] = set()
    for number, raw in (*_main(path), *_log(path.with_name(path.name + "-wal"))):
        plain = _decrypt(number, raw, key, mac_key)
        if plain is not None:
            pages[number] = plain
            damaged.discard(number)
        elif number not in pages:
            damaged.add(number)
    return pages, sorted(damaged)


def rows(pages: dict[int, bytes]) -> Iterator[Row]:
    """Every record on every table leaf: row number and values. Records that cannot be followed are left out."""
    for number, page in sorted(pages.items()):
        start = 100 if number == 1 else 0
        if page[start] != _TABLE_LEAF:
            continue
        cells = struct.unpack_from(">H", page, start + 3)[0]
        for cell in range(min(cells, (USABLE - start - 8) // 2)):
            try:
                yield _cell(pages, page, struct.unpack_from(">H", page, start + 8 + 2 * cell)[0])
            except (IndexError, KeyError, ValueError, struct.error):
                continue


def _main(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        number = 1
        while len(raw := file.read(PAGE)) == PAGE:
            yield number, raw
            number += 1


def _log(path: Path) -> Iterator[tuple[int, bytes]]:
    """The frames of the write-ahead log up to the last commit."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    salts, waiting = data[16:24], []
    for place in range(_WAL_HEAD, len(data) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE):
        number, size = struct.unpack_from(">II", data, place)
        if data[place + 8 : place + 16] != salts:
            return
        waiting.append((number, data[place + _FRAME_HEAD : place + _FRAME_HEAD + PAGE]))
        if size:
            yield from waiting
            waiting = []


def _decrypt(number: int, raw: bytes, key: bytes, mac_key: bytes) -> bytes | None:
    start = 16 if number == 1 else 0
    body, iv, mac = raw[start:USABLE], raw[USABLE : USABLE + _IV], raw[USABLE + _IV : PAGE]
    expected = hmac.new(mac_key, body + iv + struct.pack("<I", number), "sha512").digest()
    if not hmac.compare_digest(expected, mac):
        return None
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    return bytes(start) + decryptor.update(body) + decryptor.finalize()


def _cell(pages: dict[int, bytes], page: bytes, place: int) -> Row:
    size, place = _varint(page, place)
    row, place = _varint(page, place)
    local = _local(size)
    payload = page[place : place + local]
    if local < size:
        following = struct.unpack_from(">I", page, place + local)[0]
        while len(payload) < size:
            more = pages[following]
            following = struct.unpack_from(">I", more, 0)[0]
            payload += more[4 : 4 + min(USABLE - 4, size - len(payload))]
    return row, tuple(_values(payload))


def _local(size: int) -> int:
    """How much of a record stands on its leaf; the rest is on overflow pages."""
    most, least = USABLE - 35, (USABLE - 12) * 32 // 255 - 23
    if size <= most:
        return size
    fitting = least + (size - least) % (USABLE - 4)
    return fitting if fitting <= most else least


def _values(payload: bytes) -> Iterator[Value]:
    end, place = _varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    for kind in kinds:
        value, place = _value(payload, place, kind)
        yield value


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind == 7:
        return struct.unpack_from(">d", payload, place)[0], place + 8
    if kind < 7:
        size = (1, 2, 3, 4, 6, 8)[kind - 1]
        return int.from_bytes(_take(payload, place, size), "big", signed=True), place + size
    if kind < 12:
        raise ValueError("no such kind of value")
    size = (kind - 12) // 2
    data = _take(payload, place, size)
    return (data.decode("utf-8") if kind % 2 else data), place + size


def _take(payload: bytes, place: int, size: int) -> bytes:
    if place + size > len(payload):
        raise ValueError("the record is cut short")
    return payload[place : place + size]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[place + count]
        if count == 8:
            return (value << 8 | byte), place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    raise ValueError("no number here")
