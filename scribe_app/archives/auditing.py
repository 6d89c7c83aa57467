"""`scribe audit` over an archive with many hands; the same steps in the same order as with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scribe_app.archives.cluster import on_cluster
from scribe_app.archives.ordered import few, on_this_machine
from scribe_app.audit.auditor import Auditor
from scribe_app.audit.findings import Finding
from scribe_app.audit.walk import Damaged, Done, audit_each, documents_in
from scribe_app.documents import Unreadable
from scribe_app.rules.knowledge import load_pack

Step = Finding | Damaged | Done

# Auditing a short plain text takes some 0.2 ms, starting a process some 0.6 s: with so many of them one process
# is done before a second one is of use.
FEW = 10_000
LIGHT_BYTES = 1 << 16
PLAIN = (".txt", ".md")
# Handing a batch over costs some milliseconds, so a batch of short texts has to be long.
BATCH = 256


class Document(NamedTuple):
    """What a worker is told: the file, and the date of service where it tells none."""

    path: str
    day: str


def audit_archive(paths: Iterable[Path], day: date, *, jobs: int = 1, scheduler: str = "") -> Iterator[Step]:
    """Findings and damaged documents, and one Done after each document, in the order of the documents.

    However many `jobs` are allowed, a few short plain texts are done in this process: that is quicker.
    Raises Refusal as `documents_in` and the cluster do.
    """
    if scheduler:
        told = (Document(str(path.absolute()), day.isoformat()) for path in documents_in(paths))
        for steps in on_cluster(audit_document, told, scheduler, batch_size=BATCH):
            yield from steps
        return
    alone, found = few(documents_in(paths), FEW, _light)
    if alone or jobs == 1:
        yield from audit_each(_auditor(day.isoformat()), found)
        return
    documents = (Document(str(path), day.isoformat()) for path in found)
    for steps in on_this_machine(audit_document, documents, jobs, _given_up, batch_size=BATCH):
        yield from steps


def _light(path: Path) -> bool:
    try:
        return path.suffix.lower() in PLAIN and path.stat().st_size <= LIGHT_BYTES
    except OSError:
        return False


def audit_document(document: Document) -> list[Step]:
    """The steps of one document. Pure: the same document gives the same steps anywhere."""
    steps: list[Step] = []
    try:
        for finding in _auditor(document.day).document(Path(document.path)):
            steps.append(finding)
    except Unreadable as fault:
        steps.append(Damaged(document.path, str(fault)))
    return [*steps, Done(document.path)]


def _given_up(document: Document) -> list[Step]:
    return [Damaged(document.path, "the process that read it died three times"), Done(document.path)]


@lru_cache(maxsize=4)
def _auditor(day: str) -> Auditor:
    return Auditor(load_pack(), date.fromisoformat(day))
