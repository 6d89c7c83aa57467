"""`scribe check` over an archive of notes: one row for each note, in the notes' order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scribe_app.archives.cluster import on_cluster
from scribe_app.archives.ordered import few, on_this_machine
from scribe_app.audit.note_check import NOTICES, check_note, lines_of
from scribe_app.audit.walk import documents_in
from scribe_app.documents import Unreadable, read
from scribe_app.rules.knowledge import load_pack
from structuring.pack import Pack
from structuring.state import Visit

# Checking a note takes some 10 ms, starting a process some 0.6 s.
FEW = 100


class Note(NamedTuple):
    """What a worker is told: the file, the day to take where it tells none, what is known of its visit."""

    path: str
    today: str
    day: str
    visit: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One note of an archive. `fault` is why it could not be read, "" otherwise."""

    file: str
    about_back: bool = False
    clean: bool = False
    code: str = ""
    missing: tuple[str, ...] = ()
    to_clarify: tuple[str, ...] = ()
    fault: str = ""


def check_archive(
    paths: Iterable[Path],
    *,
    day: date | None,
    visit: str | None,
    today: date,
    jobs: int = 1,
    scheduler: str = "",
) -> Iterator[Checked]:
    """One row for each note below the paths, in their order. Raises Refusal as `documents_in` does."""
    notes = (
        Note(
            str(path.absolute() if scheduler else path),
            today.isoformat(),
            day.isoformat() if day else "",
            visit or "",
        )
        for path in documents_in(paths)
    )
    if scheduler:
        return on_cluster(check_document, notes, scheduler)
    alone, found = few(notes, FEW)
    if alone or jobs == 1:
        return map(check_document, found)
    return on_this_machine(check_document, found, jobs, _given_up)


def check_document(note: Note) -> Checked:
    """The row of one note. Pure: the same note gives the same row anywhere."""
    try:
        lines = lines_of(list(read(Path(note.path))))
    except Unreadable as fault:
        return Checked(note.path, fault=str(fault))
    if not any(line.text for line in lines):
        return Checked(note.path, fault="there is no text in it")
    today = date.fromisoformat(note.today)
    found = check_note(_pack(), lines, None, today)
    if note.day or note.visit:
        given = Visit.model_validate(
            {
                "date_of_service": note.day or found.visit.date_of_service,
                "visit_type": note.visit or found.visit.visit_type,
            }
        )
        found = check_note(_pack(), lines, given, today)
    alerts = [alert.kind for alert in found.alerts if alert.kind not in NOTICES]
    faults = [fault.kind for fault in found.findings if fault.severity == "error"]
    return Checked(
        file=note.path,
        about_back=found.about_back,
        clean=found.clean,
        code=found.coding.primary or "",
        missing=tuple(path for item in found.checklist for path in item.missing) if found.about_back else (),
        to_clarify=tuple(dict.fromkeys([*faults, *alerts])),
    )


def _given_up(note: Note) -> Checked:
    return Checked(note.path, fault="the process that read it died three times")


@lru_cache(maxsize=1)
def _pack() -> Pack:
    return load_pack()
