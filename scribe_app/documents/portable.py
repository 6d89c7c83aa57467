"""The text of a PDF, page by page and line by line."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from scribe_app.documents.parts import Line, Part, Unreadable


def read(path: Path) -> Iterator[Part]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every small fault of a file that reads well
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is protected by a password")
        for number, page in enumerate(reader.pages, start=1):
            for at, text in enumerate(page.extract_text().splitlines(), start=1):
                yield Line(_plain(text), f"page {number}, line {at}")
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError) as fault:
        raise Unreadable("it is no sound PDF") from fault


def _plain(text: str) -> str:
    """The line with its ligatures ("ﬂ") and odd blanks written out."""
    return unicodedata.normalize("NFKC", text).replace("\t", " ")
