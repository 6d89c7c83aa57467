"""Goes through files and folders, one document at a time, and never stops at a damaged one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scribe_app.audit.auditor import Auditor
from scribe_app.audit.findings import Finding
from scribe_app.documents import Unreadable, kind_of
from scribe_app.errors import Refusal


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document that could not be read to its end, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """A document was gone through."""

    file: str


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Every document below the paths, folder by folder in order of name. A file named outright always comes, of
    whatever kind; in a folder only kinds that can be read do. Hidden files and lock files are passed over.

    Raises Refusal for a path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield path
        else:
            raise Refusal(f"There is no file or folder {path}.")


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as fault:
        raise Refusal(f"The folder {folder} cannot be read: {fault.strerror or fault}.") from fault
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.is_file() and kind_of(entry):
            yield entry


def audit_paths(auditor: Auditor, paths: Iterable[Path]) -> Iterator[Finding | Damaged | Done]:
    """Findings and damaged documents as they come, and one Done after each document below the paths."""
    return audit_each(auditor, documents_in(paths))


def audit_each(auditor: Auditor, documents: Iterable[Path]) -> Iterator[Finding | Damaged | Done]:
    """The same for documents that were found already."""
    for path in documents:
        try:
            yield from auditor.document(path)
        except Unreadable as fault:
            yield Damaged(str(path), str(fault))
        yield Done(str(path))
