"""`scribe audit` over an archive with many hands; the same steps in the same order as with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scribe_app.archives.cluster import on_cluster
from scribe_app.archives.ordered import on_this_machine
from scribe_app.audit.auditor import Auditor
from scribe_app.audit.findings import Finding
from scribe_app.audit.walk import Damaged, Done, documents_in
from scribe_app.documents import Unreadable
from scribe_app.rules.knowledge import load_pack

Step = Finding | Damaged | Done


class Document(NamedTuple):
    """What a worker is told: the file, and the date of service where it tells none."""

    path: str
    day: str


def audit_archive(paths: Iterable[Path], day: date, *, jobs: int = 1, scheduler: str = "") -> Iterator[Step]:
    """Findings and damaged documents, and one Done after each document, in the order of the documents.

    Raises Refusal as `documents_in` and the cluster do.
    """
    documents = (
        Document(str(path.absolute() if scheduler else path), day.isoformat()) for path in documents_in(paths)
    )
    if scheduler:
        found = on_cluster(audit_document, documents, scheduler)
    else:
        found = on_this_machine(audit_document, documents, jobs, _given_up)
    for steps in found:
        yield from steps


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
