"""Another complaint is another set of rule files: a tiny knee pack goes through the same engine, untouched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.pack import Pack
from structuring.state import Visit
from structuring.turns import Turn

FOLDER = Path(__file__).parent / "packs" / "knee"
# How things are said does not depend on the joint: these files a new pack takes over.
SHARED = (
    "reading_context.toml",
    "reading_history.toml",
    "reading_imaging.toml",
    "reading_onset.toml",
    "reading_plan.toml",
    "reading_site.toml",
    "coding_plan.toml",
    "coding_tables.toml",
    "icd10cm.json",
)
# Of these it takes over what stands before the first item: words for results, frames of talk, hedges.
HEADS = {
    "reading_exam.toml": "[[item]]",
    "reading_topics.toml": "[[region]]",
    "reading_etiology.toml": "[[label]]",
}

TALK = [
    ("patient", "My left knee has been hurting since the ski trip."),
    ("clinician", "Any fever or redness?"),
    ("patient", "No, nothing like that."),
    ("clinician", "Does it ever lock?"),
    ("patient", "Yes, it locks on the stairs."),
    ("clinician", "On exam there is no effusion. Lachman is positive."),
    ("clinician", "I think you have a torn meniscus."),
]


@pytest.fixture(scope="module")
def visit() -> Encounter:
    shared = load_pack()
    texts = {name: shared.text(name) for name in SHARED}
    texts |= {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")}
    for name, first_item in HEADS.items():
        texts[name] = shared.text(name).partition(f"\n{first_item}")[0] + "\n" + texts[name]
    encounter = Encounter(Pack("knee", texts), Visit(date_of_service=date(2026, 11, 24)))
    for line, (speaker, text) in enumerate(TALK, start=1):
        encounter.hear(Turn(line=line, speaker=speaker, text=text))
    return encounter


def test_its_own_findings_are_read_with_denial_and_answer(visit):
    values = {fact.path: fact.value for fact in visit.state.facts if fact.status == "stated"}
    assert values["complaint.knee_pain"] == "present"
    assert values["red_flags.hot_joint"] == "absent"
    assert values["red_flags.locking"] == "present"
    assert values["exam.lachman"] == "abnormal"
    assert values["exam.effusion"] == "normal"


def test_its_own_checklist_note_and_contradiction_follow(visit):
    items = {item.element: item for item in visit.state.checklist}
    assert (items["exam"].status, items["red_flags"].status) == ("complete", "complete")
    text = " ".join(one.text for section in visit.state.note.sections for one in section.sentences)
    assert "Knee pain" in text and "Denies a hot joint or fever." in text
    assert "tear_without_locking" in [alert.rule for alert in visit.state.alerts]


def test_a_knee_visit_is_no_back_visit_to_either_pack(visit):
    assert visit.state.findings["low_back_pain"] is False
    assert "low back" not in " ".join(
        one.text for section in visit.state.note.sections for one in section.sentences
    )
