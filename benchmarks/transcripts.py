"""Transcripts as the benchmarks read them: "[doctor] ...", one turn a line."""

from __future__ import annotations

import re
from datetime import date

from structuring.turns import Speaker, Turn

_TAGS: dict[str, Speaker] = {"doctor": "clinician", "patient": "patient"}
_LINE = re.compile(r"^\[(\w+)\]\s*(.*)$")
DAY = date(2026, 11, 24)


def turns_of(text: str) -> list[Turn]:
    """The turns of a transcript; a line without a tag goes on with the speaker before."""
    turns: list[Turn] = []
    speaker: Speaker = "unknown"
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.match(line)
        if found:
            speaker = _TAGS.get(found[1].lower(), "unknown")
        turns.append(Turn(line=number, speaker=speaker, text=found[2] if found else line))
    return turns
