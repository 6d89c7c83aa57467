"""Fetches recogniser weights when the user asks for them: the only module of the program that opens a connection.

Nothing about a visit leaves the machine: the requests hold the name of a public file and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import Any

from asr.models import NEEDED, SUMS, FetchableModel, digest
from scribe_app.errors import Refusal

HUB = "https://huggingface.co"
_PIECE = 1 << 18
_TIMEOUT_S = 30.0
_FILES = (*NEEDED, "vocabulary.txt")

Progress = Callable[[str, int, int], None]


class Cancelled(Exception):
    """The user stopped the download; what has arrived is kept and the next one goes on from there."""


def fetch(
    model: FetchableModel,
    folder: Path,
    *,
    progress: Progress = lambda name, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    hub: str = HUB,
) -> Path:
    """Fetches `model` into `folder`/its name and returns that folder.

    An interrupted download goes on where it stopped. `progress` is told file, bytes here, bytes in all. Each file
    is held against the publisher's SHA-256 (length where none is told) before the model can be used.
    Raises Refusal (network, disk, damaged file) or Cancelled.
    """
    target = folder / model.name
    try:
        target.mkdir(parents=True, exist_ok=True)
        sums = {}
        for name in _FILES:
            address = f"{hub}/{model.repository}/resolve/main/{name}"
            sums[name] = _fetch_file(address, target / name, progress, cancelled)
        draft = target / (SUMS + ".part")
        draft.write_text("".join(f"{value}  {name}\n" for name, value in sums.items()), encoding="utf-8")
        draft.replace(target / SUMS)
    except urllib.error.HTTPError as fault:
        raise Refusal(f"The model {model.name} could not be fetched: the server answered {fault.code}.") from fault
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as fault:
        reason = getattr(fault, "reason", fault)
        raise Refusal(
            f"The model {model.name} could not be fetched ({reason}). Check the connection and run the command "
            "again; it goes on where it stopped. The embedded model needs no network."
        ) from fault
    except OSError as fault:
        raise Refusal(f"The model cannot be written to {target}: {fault.strerror or fault}.") from fault
    return target


def _fetch_file(address: str, path: Path, progress: Progress, cancelled: Callable[[], bool]) -> str:
    """One file, resumed from `path`.part; returns its SHA-256."""
    part = path.with_name(path.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    told = _headers(address)
    total = int(told.get("X-Linked-Size") or told.get("Content-Length") or 0)
    expected = _sha256(told.get("X-Linked-ETag"))
    if path.exists() and path.stat().st_size == total and (expected is None or digest(path) == expected):
        progress(path.name, total, total)
        return digest(path)
    if have > total > 0:
        part.unlink()
        have = 0
    if have < total or total == 0:
        _append(address, part, have, total, progress, cancelled)
    if part.stat().st_size < total:
        raise ConnectionError("the connection broke off")
    got = digest(part)
    if (expected is not None and got != expected) or (total and part.stat().st_size != total):
        part.unlink()
        raise Refusal(f"The file {path.name} arrived damaged and was thrown away; run the command again.")
    part.replace(path)
    return got


def _append(
    address: str, part: Path, have: int, total: int, progress: Progress, cancelled: Callable[[], bool]
) -> None:
    with _open(address, start=have) as answer:
        resumed = answer.status == 206
        with part.open("ab" if resumed else "wb") as out:
            done = have if resumed else 0
            while piece := answer.read(_PIECE):
                out.write(piece)
                done += len(piece)
                progress(part.name.removesuffix(".part"), done, total)
                if cancelled():
                    raise Cancelled
            out.flush()
            os.fsync(out.fileno())


class _StopAtHubHeaders(urllib.request.HTTPRedirectHandler):
    """The hub tells checksum and size in its redirect to the store, whose own answer lacks them: stop there."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if req.get_method() != "HEAD":
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        if headers.get("X-Linked-ETag"):
            return None  # the redirect itself is then handed out as an HTTPError that holds the headers
        return urllib.request.Request(newurl, headers=dict(req.header_items()), method="HEAD")


def _headers(address: str) -> Message:
    try:
        with _open(address, method="HEAD") as answer:
            return answer.headers
    except urllib.error.HTTPError as answer:
        if answer.headers.get("X-Linked-ETag"):
            return answer.headers
        raise


def _open(address: str, *, method: str = "GET", start: int = 0) -> Any:
    headers = {"User-Agent": "lumbar-scribe", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    request = urllib.request.Request(address, headers=headers, method=method)
    return urllib.request.build_opener(_StopAtHubHeaders).open(request, timeout=_TIMEOUT_S)


def _sha256(tag: str | None) -> str | None:
    """The checksum in a tag of the hub; only large files are tagged by SHA-256, the others by another sum."""
    value = (tag or "").strip().removeprefix("W/").strip('"')
    return value if len(value) == hashlib.sha256().digest_size * 2 else None
