"""Talk in which nothing is told for the note adds nothing to it, wherever in a visit it comes: what discs are,
what might be done one day, other people, other ailments, commands of the examination.

What still ticks is told in `known_ticks.txt`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.structuring.test_exchanges import known, told

FOLDER = Path(__file__).parent / "quiet"
BEGUN = ("d: What brings you in?", "p: My lower back hurts.")
TOLD = (*BEGUN, "d: Okay. Tell me more about it.", "p: It's just sore when I get up out of a chair.")
BEFORE = {
    "begun": BEGUN,
    "history": (*TOLD, "d: Mm-hmm. And what makes it worse?", "p: Bending, mostly. Putting my socks on."),
    "plan": (
        *TOLD,
        "d: Let me have a look at you. Stand up for me. There's some tenderness in the lumbar paraspinals.",
        "p: Yeah, right there.",
        "d: Okay, have a seat. So here's the plan. I'd like to start you on meloxicam, once a day with food.",
        "p: Okay, I can do that.",
    ),
}
BLOCKS = [
    pytest.param(path.stem, place, block.splitlines(), id=f"{path.stem}-{place}")
    for path in sorted(FOLDER.glob("*.txt"))
    if path.stem != "known_ticks"
    for place, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"))
]
KNOWN = known(FOLDER / "known_ticks.txt")


@cache
def before(where: str) -> dict[str, Any]:
    return told(BEFORE[where])


def added(where: str, lines: list[str]) -> set[str]:
    """The slots that the lines change when they come after `where`."""
    known, said = before(where), told((*BEFORE[where], *lines))
    return {slot for slot in known.keys() | said.keys() if known.get(slot) != said.get(slot)}


@pytest.mark.parametrize(("name", "place", "lines"), BLOCKS)
def test_talk_that_tells_nothing_adds_nothing(name: str, place: int, lines: list[str]) -> None:
    new = {
        (where, slot)
        for where in BEFORE
        for slot in added(where, lines)
        if (name, str(place), where, slot) not in KNOWN
    }
    assert not new, (lines, new)
