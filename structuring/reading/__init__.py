"""Reads turns into facts: `Reader(pack).hear(turn)`, `.sheet()`; `findings` gives the form of the report."""

from structuring.reading.findings import findings
from structuring.reading.reader import Reader

__all__ = ["Reader", "findings"]
