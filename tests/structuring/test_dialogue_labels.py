"""The second labelled set holds what it promises: labels in the closed form, every quote on its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "dialogues"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

EXAM = {"range_of_motion", "reflexes", "sensation", "motor_strength", "straight_leg_raise", "faber", "palpation"}
RED_FLAGS = {
    "bowel_bladder",
    "saddle_anesthesia",
    "progressive_neuro_deficit",
    "weight_loss",
    "fever",
    "cancer_history",
}
ETIOLOGY = {
    "vertebrogenic",
    "mechanical",
    "muscular",
    "myofascial",
    "facetogenic",
    "disc",
    "stenosis",
    "fracture",
    "other_specified",
    "none_identified",
}
PLAN = {
    "nsaid",
    "acetaminophen",
    "muscle_relaxant",
    "opioid",
    "steroid_oral",
    "neuropathic_agent",
    "physical_therapy",
    "home_exercise",
    "activity_modification",
    "heat_ice",
    "chiropractic_massage_acupuncture",
    "imaging",
    "lab",
    "injection",
    "surgery_referral",
    "specialist_referral",
    "follow_up",
    "other",
}
SLOTS = (
    {"pain_region", "laterality", "onset", "radiation.leg_pain", "radiation.side"}
    | {f"etiology.{label}" for label in ETIOLOGY}
    | {f"exam.{item}" for item in EXAM}
    | {f"red_flags.{item}" for item in RED_FLAGS}
    | {f"plan.{kind}" for kind in PLAN - {"other"}}
)


def lines_of(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def labels_of(name: str) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return labels


def evidence_in(value: object) -> Iterator[dict[str, Any]]:
    """Every evidence entry, however deep it lies."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        else:
            for inner in value.values():
                yield from evidence_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence_in(inner)


def test_every_dialogue_has_labels_and_every_label_a_dialogue() -> None:
    assert NAMES
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_turn_names_its_speaker(name: str) -> None:
    lines = lines_of(name)
    assert all(re.match(r"\[(doctor|patient)\] \S", line) for line in lines)
    assert 25 <= len(lines) <= 110


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_verbatim_on_its_line(name: str) -> None:
    lines = lines_of(name)
    for piece in evidence_in(labels_of(name)):
        assert piece["quote"].strip()
        assert 1 <= piece["line"] <= len(lines)
        assert piece["quote"] in lines[piece["line"] - 1].split("] ", 1)[1], piece


@pytest.mark.parametrize("name", NAMES)
def test_labels_keep_to_the_closed_form(name: str) -> None:
    labels = labels_of(name)
    assert labels["id"] == name
    assert isinstance(labels["low_back_pain"], bool)
    assert labels["code"]["primary"] and labels["code"]["why"]
    assert isinstance(labels["code"]["acceptable"], list)
    assert set(labels.get("ignore", ())) <= SLOTS
    if "exam" not in labels:
        assert not labels["low_back_pain"]
        assert labels["code"]["primary"] == "other"
        return
    assert labels["visit_type"] in {"initial", "follow_up", "unknown"}
    assert labels["pain_region"]["value"] in {"lumbar", "back_unspecified", None}
    assert labels["laterality"]["value"] in {"left", "right", "bilateral", "midline", None}
    assert set(labels["etiology"]["labels"]) <= ETIOLOGY
    assert labels["radiation"]["leg_pain"] in {"present", "absent", "not_assessed"}
    assert set(labels["exam"]) == EXAM
    assert set(labels["red_flags"]) == RED_FLAGS
    assert {item["kind"] for item in labels["plan"]["items"]} <= PLAN


@pytest.mark.parametrize("name", NAMES)
def test_what_is_labelled_has_evidence_and_what_is_silent_has_none(name: str) -> None:
    labels = labels_of(name)
    if "exam" not in labels:
        return
    for key, field in (("pain_region", "value"), ("laterality", "value"), ("onset", "class")):
        assert bool(labels[key][field]) == bool(labels[key]["evidence"]), key
    assert bool(labels["etiology"]["labels"]) == bool(labels["etiology"]["evidence"])
    assert bool(labels["injury_mechanism"]["value"]) == bool(labels["injury_mechanism"]["evidence"])
    radiation = labels["radiation"]
    assert (radiation["leg_pain"] != "not_assessed") == bool(radiation["evidence"])
    assert radiation["leg_pain"] == "present" or radiation["side"] is None
    for finding in labels["exam"].values():
        assert finding is None or (finding["result"] in {"normal", "abnormal"} and finding["evidence"])
    for flag, answer in labels["red_flags"].items():
        assert answer["status"] in {"present", "absent", "not_assessed"}
        assert (answer["status"] != "not_assessed") == bool(answer["evidence"]), flag
    for item in labels["plan"]["items"]:
        assert item["text"] and item["evidence"], item


@pytest.mark.parametrize("name", NAMES)
def test_days_and_class_of_the_onset_agree(name: str) -> None:
    onset = labels_of(name).get("onset", {})
    days = onset.get("days")
    if days is not None:
        assert onset["class"] == ("acute" if days < 42 else "subacute" if days <= 84 else "chronic")
