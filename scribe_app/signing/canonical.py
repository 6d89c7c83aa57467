"""One spelling for every JSON value, so that the same content always has the same hash.

Keys sorted, no blanks, UTF-8, no NaN. `segments` cuts the same bytes into pieces, one for each leaf, so that a
changed byte can be traced to the place in the record that it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator


def canonical(value: object) -> bytes:
    """The bytes of a JSON value. Raises ValueError for NaN and infinities, TypeError for what is no JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def segments(value: object) -> Iterator[tuple[str, bytes]]:
    """The canonical bytes in order, as (JSON pointer of the leaf, its bytes with the punctuation before it)."""
    waiting = b""
    for pointer, piece in _walk(value, ""):
        if pointer is None:
            waiting += piece
        else:
            yield pointer, waiting + piece
            waiting = b""
    if waiting:
        yield "", waiting


def _walk(value: object, pointer: str) -> Iterator[tuple[str | None, bytes]]:
    if isinstance(value, dict) and value:
        for number, key in enumerate(sorted(value)):
            yield None, (b"," if number else b"{") + canonical(key) + b":"
            yield from _walk(value[key], f"{pointer}/{_escape(key)}")
        yield None, b"}"
    elif isinstance(value, list) and value:
        for number, item in enumerate(value):
            yield None, b"," if number else b"["
            yield from _walk(item, f"{pointer}/{number}")
        yield None, b"]"
    else:
        yield pointer, canonical(value)


def _escape(key: str) -> str:
    """RFC 6901."""
    return key.replace("~", "~0").replace("/", "~1")
