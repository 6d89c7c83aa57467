"""Every labelled visit reads as its labels say, but for the slots that `known_misses.txt` tells of.

What is mended may leave the list; what was right must not be lost, nor may anything be shown that nobody said.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.reading import Reader, findings
from structuring.state import Visit
from structuring.turns import Speaker, Turn

FOLDER = Path(__file__).parents[1] / "dialogues"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.with_suffix(".json").exists())
KNOWN = {
    tuple(line.split())
    for line in (FOLDER.parent / "known_misses.txt").read_text().splitlines()
    if line[:1] != "#"
}
DAY = date(2026, 11, 24)
SPEAKERS: dict[str, Speaker] = {"[doctor]": "clinician", "[patient]": "patient"}


def read(name: str) -> dict[str, Any]:
    reader = Reader(load_pack(), DAY)
    speaker: Speaker = "unknown"
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines(), 1):
        tag, _, said = line.partition(" ")
        speaker = SPEAKERS.get(tag, speaker)
        reader.hear(Turn(line=number, speaker=speaker, text=said if tag in SPEAKERS else line))
    return findings(reader.sheet(), Visit(date_of_service=DAY))


def slots(told: dict[str, Any]) -> dict[str, Any]:
    """One value a slot; what is silent has none."""
    found = {"low_back_pain": told["low_back_pain"]}
    if not told["low_back_pain"]:
        return found
    leg = told["radiation"]["leg_pain"]
    found["pain_region"] = told["pain_region"]["value"]
    found["laterality"] = told["laterality"]["value"]
    found["onset"] = told["onset"]["class"]
    found["radiation.leg_pain"] = None if leg == "not_assessed" else leg
    found["radiation.side"] = told["radiation"]["side"] if leg == "present" else None
    found |= {f"etiology.{label}": True for label in told["etiology"]["labels"]}
    found |= {f"exam.{item}": entry and entry["result"] for item, entry in told["exam"].items()}
    found |= {f"red_flags.{item}": entry["status"] for item, entry in told["red_flags"].items()}
    found |= {f"plan.{item['kind']}": True for item in told["plan"]["items"] if item["kind"] != "other"}
    return {slot: value for slot, value in found.items() if value not in (None, "not_assessed")}


@pytest.mark.parametrize("name", NAMES)
def test_a_visit_reads_as_it_is_labelled(name: str) -> None:
    labels = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    wanted = slots(labels) if labels["low_back_pain"] else {"low_back_pain": False}
    got = slots(read(name))
    differing = {slot for slot in wanted.keys() | got.keys() if wanted.get(slot) != got.get(slot)}
    known = {slot for visit, slot in KNOWN if visit == name}
    new = sorted(differing - known - set(labels.get("ignore", ())))
    assert not new, {slot: (wanted.get(slot), got.get(slot)) for slot in new}
