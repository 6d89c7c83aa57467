"""A store and a small finished visit for the tests of keeping, signing and export."""

from __future__ import annotations

from datetime import date

import pytest

from scribe_app.store import ConsentRecorded, Key, Patient, PromptsShown, RecordingStarted, RecordingStopped, Store
from structuring.events import CodeAccepted, Dismissed, TurnHeard
from structuring.facts import Fact
from structuring.state import ChecklistItem, ChecklistLine, Coding, Note, Section, Sentence, State, Visit
from structuring.turns import Evidence, Turn

DAY = date(2026, 11, 24)


@pytest.fixture
def key():
    return Key.throwaway()


@pytest.fixture
def kept(tmp_path, key):
    """An open store in tmp_path/data."""
    with Store.open(tmp_path / "data", key, actor="Dr. Adams") as store:
        yield store


@pytest.fixture
def evidence():
    return Evidence(
        line=1, quote="ached for two weeks", start=12, end=31, speaker="patient", start_s=3.2, end_s=4.4
    )


@pytest.fixture
def state(evidence):
    """What the window shows at the end of a short visit; its words need care in every format."""
    said = Sentence(
        id="s1", text="Low back pain for 2 weeks & <no> trauma – “since Friday”.", evidence=(evidence,)
    )
    plan = Sentence(id="s2", text="Physical therapy, review in 4 weeks.", evidence=(evidence,))
    lines = (
        ChecklistLine(path="exam.reflexes", label="Reflexes", state="dismissed", reason="not_assessed"),
        ChecklistLine(path="exam.sensation", label="Sensation", state="missing"),
    )
    return State(
        visit=Visit(date_of_service=DAY, visit_type="initial"),
        findings={"onset": {"value": "subacute"}},
        facts=(Fact(path="onset", value="subacute", evidence=(evidence,), attributes={"days": 14.0}),),
        checklist=(
            ChecklistItem(
                element="exam",
                label="Objective examination",
                status="partial",
                missing=("exam.sensation",),
                ask="What did sensation show?",
                lines=lines,
            ),
        ),
        code=Coding(
            primary="M54.50",
            description="Low back pain, unspecified",
            accepted="M54.50",
            supporting=(evidence,),
            release="FY2027",
        ),
        note=Note(
            sections=(
                Section(title="History of present illness", sentences=(said,)),
                Section(title="Plan", sentences=(plan,)),
            )
        ),
    )


@pytest.fixture
def visit_id(kept):
    """A stored visit whose events stand for what `state` shows."""
    patient = Patient(
        family="Rivera", given="Ana", birth_date=date(1980, 2, 29), sex="female", identifier="MRN-0042"
    )
    made = kept.new_visit(
        Visit(date_of_service=DAY, visit_type="initial"), patient=patient, clinician="Dr. Jo Adams"
    )
    for event in (
        ConsentRecorded(given=True),
        RecordingStarted(source="test", model="tiny.en", model_sha256="ab" * 32),
        TurnHeard(turn=Turn(line=1, speaker="patient", text="My back has ached for two weeks since Friday.")),
        PromptsShown(paths=("exam.reflexes",), questions=("What did the reflexes show?",)),
        Dismissed(path="exam.reflexes", reason="not_assessed"),
        CodeAccepted(code="M54.50"),
        RecordingStopped(),
    ):
        kept.append(made, event)
    return made
