"""Who did what when: a log whose rows are chained, so that an altered, missing or moved one is named.

Each row's hash is HMAC-SHA-256 over its own content, its number and the hash of the row before. The number and
hash of the newest row stand a second time in a small file, so that rows taken off the end are missed too.
Rows name visits and kinds of action only, never what a patient said.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scribe_app.store.database import Database
from scribe_app.store.files import write_whole
from scribe_app.store.keys import Key
from structuring.turns import Frozen

HEAD = "audit.head"
START = "0" * 64


class AuditRow(NamedTuple):
    """One entry. `detail` is JSON without patient words."""

    seq: int
    at: str
    actor: str
    action: str
    visit_id: str | None
    detail: str
    previous: str
    hash: str


class Fault(NamedTuple):
    """The first row at which the log is not what was written; `what` is a plain sentence."""

    seq: int
    what: str


class _Head(Frozen):
    seq: int
    hash: str
    mac: str


def _same(one: str, other: str) -> bool:
    """Without a hint by its time; texts, since a damaged file may hold any letter."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


class AuditLog:
    """The log of one store."""

    def __init__(self, database: Database, key: Key, folder: Path | None) -> None:
        self._database = database
        self._secret = key.derive("audit")
        self._head = folder / HEAD if folder else None

    def add(
        self,
        connection: Any,
        at: datetime,
        actor: str,
        action: str,
        visit_id: str | None = None,
        detail: Mapping[str, object] | None = None,
    ) -> AuditRow:
        """Adds a row inside the caller's transaction. Call `note_head` after it is committed."""
        last = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        seq, previous = (last[0] + 1, last[1]) if last else (1, START)
        text = json.dumps(detail or {}, sort_keys=True, separators=(",", ":"))
        row = AuditRow(seq, at.isoformat(), actor, action, visit_id, text, previous, "")
        row = row._replace(hash=self._hash(row))
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return row

    def note_head(self) -> None:
        """Writes the number and hash of the newest row beside the database."""
        newest = self._database.rows("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        if self._head is None or self._database.read_only or not newest:
            return
        seq, digest = newest[0]
        head = _Head(seq=seq, hash=digest, mac=self._mac(seq, digest))
        write_whole(self._head, head.model_dump_json().encode())

    def rows(self, visit_id: str | None = None) -> list[AuditRow]:
        """The rows in order, of one visit or of all."""
        where, values = ("WHERE visit_id = ?", (visit_id,)) if visit_id else ("", ())
        return [AuditRow(*row) for row in self._database.rows(f"SELECT * FROM audit {where} ORDER BY seq", values)]

    def verify(self) -> Fault | None:
        """The first altered, missing or moved row, or None when every row is as it was written.

        The log may begin later than with row 1 after its retention has passed: the first row then says so.
        """
        rows = self.rows()
        previous: AuditRow | None = None
        for row in rows:
            if (fault := self._fault(row, previous, rows)) is not None:
                return fault
            previous = row
        return self._missing_end(rows)

    def _fault(self, row: AuditRow, previous: AuditRow | None, rows: list[AuditRow]) -> Fault | None:
        expected = previous.seq + 1 if previous else 1
        if not _same(self._hash(row), row.hash):
            home = self._home(row, rows)
            if home is not None:
                return Fault(row.seq, f"Row {row.seq} was moved: it was written as row {home}.")
            return Fault(row.seq, f"Row {row.seq} ({row.at}, {row.action}) was altered.")
        if previous is None and row.seq != 1:
            if self._cut_off_at(row, rows):
                return None
            return Fault(1, f"Row 1 is missing: the log begins with row {row.seq}.")
        if row.seq != expected:
            return Fault(expected, f"Row {expected} is missing: row {row.seq} follows row {expected - 1}.")
        if row.previous != (previous.hash if previous else START):
            return Fault(row.seq, f"Row {row.seq} does not continue the row before it: one of them was replaced.")
        return None

    def _cut_off_at(self, first: AuditRow, rows: list[AuditRow]) -> bool:
        """True when a later, chained row says that retention removed everything before this one."""
        return any(
            row.action == "retention_log" and json.loads(row.detail).get("kept_from") == first.seq for row in rows
        )

    def _home(self, row: AuditRow, rows: list[AuditRow]) -> int | None:
        highest = max(other.seq for other in rows) + 1
        for seq in range(1, highest + 1):
            if seq != row.seq and _same(self._hash(row._replace(seq=seq)), row.hash):
                return seq
        return None

    def _missing_end(self, rows: list[AuditRow]) -> Fault | None:
        if self._head is None:
            return None
        last = rows[-1].seq if rows else 0
        try:
            head = _Head.model_validate_json(self._head.read_bytes())
        except FileNotFoundError:
            if not rows:
                return None
            return Fault(last + 1, f"The file {HEAD} is missing, so rows taken off the end would not be noticed.")
        except (OSError, ValueError):
            return Fault(last + 1, f"The file {HEAD} is damaged, so rows taken off the end would not be noticed.")
        if not _same(self._mac(head.seq, head.hash), head.mac):
            return Fault(last + 1, f"The file {HEAD} was altered.")
        if head.seq > last:
            return Fault(last + 1, f"Row {last + 1} is missing: the log once had {head.seq} rows.")
        same = [row for row in rows if row.seq == head.seq]
        if same and same[0].hash != head.hash:
            return Fault(head.seq, f"Row {head.seq} was replaced.")
        return None

    def _hash(self, row: AuditRow) -> str:
        content = json.dumps(row[:7], separators=(",", ":")).encode()
        return hmac.new(self._secret, content, hashlib.sha256).hexdigest()

    def _mac(self, seq: int, digest: str) -> str:
        return hmac.new(self._secret, f"head {seq} {digest}".encode(), hashlib.sha256).hexdigest()
