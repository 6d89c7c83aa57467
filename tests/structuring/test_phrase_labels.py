"""The second set of spoken variants keeps to its closed form and covers every slot it claims to measure."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "phrases"
PHRASES: list[dict[str, Any]] = [
    phrase
    for path in sorted(FOLDER.glob("*.toml"))
    for phrase in tomllib.loads(path.read_text(encoding="utf-8"))["phrase"]
]

VALUES = {
    "pain_region": {"lumbar", "back_unspecified"},
    "laterality": {"left", "right", "bilateral", "midline"},
    "onset": {"acute", "subacute", "chronic"},
    "radiation.leg_pain": {"present", "absent"},
    "radiation.side": {"left", "right", "bilateral"},
    "exam": {"normal", "abnormal"},
    "red_flags": {"present", "absent"},
    "etiology": {"stated"},
    "plan": {"planned"},
}
COVERED = {
    "exam": "range_of_motion reflexes sensation motor_strength straight_leg_raise faber palpation",
    "red_flags": "bowel_bladder saddle_anesthesia progressive_neuro_deficit weight_loss fever cancer_history",
    "etiology": "vertebrogenic mechanical muscular myofascial facetogenic disc stenosis fracture none_identified",
    "plan": "nsaid acetaminophen muscle_relaxant opioid steroid_oral neuropathic_agent physical_therapy "
    "home_exercise activity_modification heat_ice chiropractic_massage_acupuncture imaging lab injection "
    "surgery_referral specialist_referral follow_up",
}


def values_of(slot: str) -> set[str]:
    return VALUES[slot] if slot in VALUES else VALUES[slot.split(".")[0]]


def test_every_phrase_has_a_speaker_words_and_an_expected_value_of_its_slot() -> None:
    for phrase in PHRASES:
        assert set(phrase) <= {"slot", "asked", "speaker", "said", "expected", "trap"}, phrase
        assert phrase["speaker"] in {"doctor", "patient"}
        assert phrase["said"].strip()
        assert phrase["expected"] in values_of(phrase["slot"]) | {"silent"}, phrase


def test_no_phrase_is_there_twice() -> None:
    counted = Counter((p["slot"], p.get("asked"), p["speaker"], p["said"]) for p in PHRASES)
    assert [key for key, times in counted.items() if times > 1] == []


def test_every_slot_is_measured_said_and_silent() -> None:
    slots = set(VALUES) - set(COVERED) | {
        f"{group}.{item}" for group, items in COVERED.items() for item in items.split()
    }
    for slot in slots:
        expected = {phrase["expected"] for phrase in PHRASES if phrase["slot"] == slot}
        assert "silent" in expected, slot
        assert expected - {"silent"}, slot


def test_about_a_third_of_the_phrases_are_traps() -> None:
    traps = sum(phrase.get("trap", False) for phrase in PHRASES)
    assert 0.25 <= traps / len(PHRASES) <= 0.45
