"""A damaged database, opened to be read: what can be saved stands in a copy in memory; the file is not touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError

from scribe_app.store.database import NAME, SALT, Database
from scribe_app.store.keys import Key
from scribe_app.store.pages import Row, Value, read_pages, rows
from scribe_app.store.records import parse_event
from scribe_app.store.store import Store
from scribe_app.store.trouble import StoreTrouble, explain

_VISIT = re.compile(r"\d{8}-[0-9a-f]{6}")
_PATIENT = re.compile(r"[0-9a-f]{16}")
_COLUMNS = {"patients": 7, "visits": 6, "events": 5, "signed_documents": 5, "audit": 8}


def open_damaged(folder: Path, key: Key) -> tuple[Store, list[str]]:
    """The store for reading, and what of it is lost, each in a sentence. Nothing is lost in a sound database.

    Raises StoreTrouble when there is no file at all.
    """
    path = folder / NAME
    if not path.exists():
        raise StoreTrouble(f"There is no database in {folder}.")
    if (sound := _whole(path, key)) is not None:
        return Store(sound, key, folder), []
    try:
        pages, damaged = read_pages(path, key.derive("database"), key.derive("salt")[:SALT])
    except OSError as fault:
        raise explain(fault) from fault
    database = Database.open(None, key)
    database.migrate()
    kept = _fill(database, rows(pages))
    database.read_only = True
    return Store(database, key, folder), [*_lost_pages(damaged, kept), *_gaps(database)]


def _whole(path: Path, key: Key) -> Database | None:
    try:
        database = Database.open(path, key, read_only=True)
    except StoreTrouble:
        return None
    try:
        sound = not database.rows("PRAGMA cipher_integrity_check")
        if sound and database.rows("PRAGMA quick_check") == [("ok",)] and database.version() > 0:
            return database
    except StoreTrouble:
        pass
    database.close()
    return None


def _fill(database: Database, found: Iterator[Row]) -> int:
    """Sorts the records into their tables by their form; returns how many were saved."""
    sorted_out: dict[str, list[tuple[Value, ...]]] = {table: [] for table in _COLUMNS}
    for number, values in found:
        table = _table(values)
        if table == "audit":
            values = (number, *values[1:])
        if table:
            sorted_out[table].append(values)
    named = {values[0] for values in sorted_out["visits"]}
    for visit_id in {
        str(values[0]) for values in (*sorted_out["events"], *sorted_out["signed_documents"])
    } - named:
        day = f"{visit_id[:4]}-{visit_id[4:6]}-{visit_id[6:8]}"
        sorted_out["visits"].append((visit_id, None, day, None, "", f"{day}T00:00:00+00:00"))
    database.run("PRAGMA foreign_keys = OFF")
    with database.transaction() as db:
        for table in ("patients", "visits", "events", "signed_documents", "audit"):
            places = ", ".join("?" * _COLUMNS[table])
            db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", sorted_out[table])
        return sum(len(values) for values in sorted_out.values())


def _table(values: tuple[Value, ...]) -> str | None:
    texts = [value if isinstance(value, str) else "" for value in values]
    try:
        if len(values) == 5 and _VISIT.fullmatch(texts[0]) and isinstance(values[1], int) and _moment(texts[2]):
            parse_event(texts[3], texts[4])
            return "events"
    except ValidationError:
        return None
    if len(values) == 5 and _VISIT.fullmatch(texts[0]) and texts[2] in ("note", "addendum", "void"):
        return "signed_documents"
    if len(values) == 6 and _VISIT.fullmatch(texts[0]) and _day(texts[2]) and _moment(texts[5]):
        return "visits"
    if len(values) == 7 and _PATIENT.fullmatch(texts[0]) and _moment(texts[6]):
        return "patients"
    if len(values) == 8 and values[0] is None and _moment(texts[1]) and len(texts[7]) == 64:
        return "audit"
    return None


def _moment(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _lost_pages(damaged: list[int], kept: int) -> Iterator[str]:
    if damaged:
        yield f"{len(damaged)} pages of the database are damaged; {kept} records were saved from the others."


def _gaps(database: Database) -> Iterator[str]:
    for visit_id, count, last in database.rows(
        "SELECT visit_id, count(*), max(seq) FROM events GROUP BY visit_id"
    ):
        if count < last:
            yield f"Visit {visit_id}: {last - count} of {last} events could not be saved."
    for visit_id, patient in database.rows("SELECT id, patient_id FROM visits"):
        if patient and not database.rows("SELECT 1 FROM patients WHERE id = ?", (patient,)):
            yield f"Visit {visit_id}: the name of the patient could not be saved."
