"""One encrypted SQLite database: opened, checked to be really encrypted, and brought to the newest schema.

SQLCipher's key pragma is silently ignored by an ordinary SQLite, so the cipher version is asked for and the
first bytes of the file are looked at before and after.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from scribe_app.store.files import DATABASE
from scribe_app.store.keys import Key
from scribe_app.store.trouble import Damaged, StoreTrouble, explain

NAME = DATABASE
PLAIN_HEADER = b"SQLite format 3\x00"
BUSY_MS = 5000
SALT = 16


class Database:
    """A connection that several threads of one program share; every transaction is whole or not at all."""

    def __init__(self, connection: Any, path: Path | None, read_only: bool) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self.path = path
        self.read_only = read_only

    @classmethod
    def open(cls, path: Path | None, key: Key, *, read_only: bool = False) -> Database:
        """Opens or creates the database at `path`; None keeps it in memory.

        Raises StoreTrouble when it would be plain, when it is damaged or cannot be opened.
        """
        if path is not None:
            _refuse_plain(path)
            if not read_only:
                _create_private(path)
        try:
            connection = _connect(path, key, read_only)
        except (sqlcipher.Error, OSError) as fault:
            raise explain(fault) from fault
        database = cls(connection, path, read_only)
        if path is not None and not read_only:
            _refuse_plain(path)
        return database

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """One write transaction. Errors come out as StoreTrouble, with nothing of it written."""
        if self.read_only:
            raise StoreTrouble("These encounters are open for reading only.", refuses=True)
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        with suppress(sqlcipher.Error):
                            self._connection.execute("ROLLBACK")
                    raise
            except (sqlcipher.Error, OSError) as fault:
                raise explain(fault) from fault

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one query."""
        with self._lock:
            try:
                return list(self._connection.execute(sql, tuple(values)).fetchall())
            except (sqlcipher.Error, OSError) as fault:
                raise explain(fault) from fault

    def run(self, sql: str) -> None:
        """One statement outside of any transaction (VACUUM, a pragma)."""
        self.rows(sql)

    def copy_to(self, path: Path, key: Key) -> None:
        """A consistent copy under `key` at `path`, made while the database may be in use."""
        _create_private(path)
        try:
            target = _connect(path, key, read_only=False)
            try:
                with self._lock:
                    self._connection.backup(target)
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                target.execute("PRAGMA journal_mode=DELETE")
            finally:
                target.close()
        except (sqlcipher.Error, OSError) as fault:
            raise explain(fault) from fault
        _refuse_plain(path)

    def version(self) -> int:
        return int(self.rows("PRAGMA user_version")[0][0])

    def migrate(self, before: Callable[[int], None] | None = None, scripts: Sequence[str] | None = None) -> None:
        """Brings the schema to the newest version, each step in its own transaction.

        `before(version)` is called once, ahead of the first step, when there is already something to lose.
        Raises StoreTrouble when the database was written by a newer program.
        """
        steps = list(schema_scripts() if scripts is None else scripts)
        version = self.version()
        if version > len(steps):
            raise StoreTrouble(
                "These encounters were written by a newer version of the program. Nothing was changed: "
                "install that version, or restore a backup made by this one."
            )
        if version < len(steps) and version > 0 and before:
            before(version)
        for number in range(version + 1, len(steps) + 1):
            self._step(steps[number - 1], number)

    def _step(self, script: str, number: int) -> None:
        with self._lock:
            try:
                self._connection.executescript(
                    f"BEGIN IMMEDIATE;\n{script}\n;PRAGMA user_version = {number};\nCOMMIT;"
                )
            except (sqlcipher.Error, OSError) as fault:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise explain(fault) from fault

    def close(self) -> None:
        with self._lock, suppress(sqlcipher.Error):
            self._connection.close()


def schema_scripts() -> list[str]:
    """The schema's steps in order: script n brings version n-1 to n."""
    folder = resources.files("scribe_app.store") / "schema"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def _connect(path: Path | None, key: Key, read_only: bool) -> Any:
    mode = "?mode=ro" if read_only else "?mode=rw"
    target = ":memory:" if path is None else path.absolute().as_uri() + mode
    connection = sqlcipher.connect(
        target, uri=path is not None, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    try:
        # SQLCipher would write its own complaints to standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # The salt is given too, so that the pages stay readable when the head of the file is damaged.
        secret = key.derive("database") + key.derive("salt")[:SALT]
        connection.execute(f"PRAGMA key = \"x'{secret.hex()}'\"")
        version = connection.execute("PRAGMA cipher_version").fetchone()
        if not version or not version[0]:
            raise StoreTrouble(
                "This machine's database library cannot encrypt, so nothing was stored. "
                "Install the package 'sqlcipher3'."
            )
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _settle(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(connection: Any, path: Path | None, read_only: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")
    if path is not None and not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        # A committed row must outlive a power cut, not only a crash of the program.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")


def _refuse_plain(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        return
    except OSError as fault:
        raise explain(fault) from fault
    if header == PLAIN_HEADER:
        raise StoreTrouble(
            f"{path.name} is not encrypted and is not used. Move it away; the program then makes a new, "
            "encrypted one."
        )
    if 0 < len(header) < len(PLAIN_HEADER):
        raise Damaged(f"{path.name} is cut short. Restore a backup with 'scribe encounters restore BACKUP'.")


def _create_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as fault:
        raise explain(fault) from fault
