"""Short stretches of plain talk read as they are labelled, but for what `exchanges/known_misses.txt` tells of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.facts import FactSheet
from structuring.reading import Reader, findings
from structuring.state import Visit
from structuring.turns import Speaker, Turn
from tests.structuring.reading.test_labelled_visits import slots

DAY = date(2026, 11, 24)
FOLDER = Path(__file__).parent / "exchanges"
OPENING = ("d: What brings you in today?", "p: I'm here for my low back.")
SPEAKERS: dict[str, Speaker] = {"d": "clinician", "p": "patient"}
EXCHANGES = [
    pytest.param(path.stem, place, exchange, id=f"{path.stem}-{place}")
    for path in sorted(FOLDER.glob("*.json"))
    for place, exchange in enumerate(json.loads(path.read_text(encoding="utf-8")))
]


def known(path: Path) -> set[tuple[str, ...]]:
    """What a file tells of things that are still read otherwise, a line for each."""
    return {tuple(line.split()) for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"}


KNOWN = known(FOLDER / "known_misses.txt")


def heard(lines: Sequence[str]) -> FactSheet:
    """The facts of a visit of `d: ` and `p: ` lines."""
    reader = Reader(load_pack(), DAY)
    for number, line in enumerate(lines, 1):
        reader.hear(Turn(line=number, speaker=SPEAKERS[line[0]], text=line[2:].strip()))
    return reader.sheet()


def told(lines: Sequence[str]) -> dict[str, Any]:
    """The slots of such a visit."""
    return slots(findings(heard(lines), Visit(date_of_service=DAY)))


def read(turns: list[str]) -> dict[str, Any]:
    found = told((*OPENING, *turns))
    return {slot: value for slot, value in found.items() if slot not in ("low_back_pain", "pain_region")}


@pytest.mark.parametrize(("name", "place", "exchange"), EXCHANGES)
def test_an_exchange_reads_as_it_is_labelled(name: str, place: int, exchange: dict[str, Any]) -> None:
    wanted = {slot: value for slot, value in exchange["expect"].items() if slot != "pain_region"}
    got = read(exchange["turns"])
    differing = {slot for slot in wanted.keys() | got.keys() if wanted.get(slot) != got.get(slot)}
    new = sorted(slot for slot in differing if (name, str(place), slot) not in KNOWN)
    assert not new, {slot: (wanted.get(slot), got.get(slot)) for slot in new}
