"""The pack and a way to read lines of talk, shared by the tests of the reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.facts import FactSheet
from structuring.reading import Reader
from structuring.turns import Speaker, Turn

DAY = date(2026, 11, 24)
_SPEAKERS: dict[str, Speaker] = {"D": "clinician", "P": "patient", "U": "unknown"}


@pytest.fixture(scope="session")
def read() -> Callable[..., FactSheet]:
    """Reads lines such as "D: any fever?" and "P: no" and gives the facts."""
    pack = load_pack()

    def reading(*lines: str) -> FactSheet:
        reader = Reader(pack, DAY)
        for number, line in enumerate(lines, 1):
            tag, text = line.split(":", 1)
            reader.hear(Turn(line=number, speaker=_SPEAKERS[tag], text=text.strip()))
        return reader.sheet()

    return reading
