"""Reads turns into facts: `Reader(pack).hear(turn)`, `.sheet()`; `findings` gives the form of the report.

    turn -> language -> segments -> reader -> each reading in turn -> memory.ledger -> resolve -> facts

Each folder knows only those below it:

    plan  onset  assessment  answers
    history  signs  story
    examination
    talk
    memory
    language
"""

from structuring.reading.findings import findings
from structuring.reading.reader import Reader

__all__ = ["Reader", "findings"]
