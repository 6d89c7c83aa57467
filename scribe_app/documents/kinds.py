"""Tells the kind of a document and reads it with the reader of that kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from scribe_app.documents.parts import Part, Unreadable

# Each kind has a module with `read(path) -> Iterator[Part]`, imported when first needed: some libraries are slow.
KINDS: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".edi": "plain",
    ".837": "plain",
    ".x12": "plain",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".docx": "word",
    ".pdf": "portable",
    ".json": "json_text",
    ".jsonl": "json_text",
    ".ndjson": "json_text",
    ".xml": "markup",
    ".html": "web",
    ".htm": "web",
}


def kind_of(path: Path) -> str | None:
    """The name of the reader for a file, by its ending; None when there is none."""
    return KINDS.get(path.suffix.lower())


def read(path: Path) -> Iterator[Part]:
    """The lines and rows of a document, in order. Raises Unreadable, also after some parts were given."""
    kind = kind_of(path)
    if kind is None:
        raise Unreadable(f"'{path.suffix or path.name}' is no kind of document that can be read here")
    reader: Callable[[Path], Iterator[Part]] = import_module(f"scribe_app.documents.{kind}").read
    try:
        yield from reader(path)
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except OSError as fault:
        raise Unreadable(fault.strerror or "it cannot be opened") from fault
    except Exception as fault:
        # The libraries behind docx, xlsx and pdf stumble over damaged files in more ways than can be listed.
        raise Unreadable("it is damaged") from fault
