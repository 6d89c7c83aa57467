"""The seven elements: what is missing, what is asked first, and what never counts."""

from __future__ import annotations

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.checklist import review
from structuring.facts import Fact, FactSheet
from structuring.state import Alert, ChecklistItem
from structuring.turns import Evidence

PACK = load_pack()
RED_FLAGS = (
    "bowel_bladder",
    "saddle_anesthesia",
    "progressive_neuro_deficit",
    "weight_loss",
    "fever",
    "cancer_history",
)


def sheet(*facts: Fact) -> FactSheet:
    by_path: dict[str, list[Fact]] = {}
    for fact in facts:
        by_path.setdefault(fact.path, []).append(fact)
    return FactSheet({path: tuple(found) for path, found in by_path.items()})


def said(path: str, value: str = "stated", **more) -> Fact:
    return Fact(path=path, value=value, evidence=(Evidence(line=1, quote="word", start=0, end=4),), **more)


def items(*facts: Fact, dismissed=None, alerts=()) -> dict[str, ChecklistItem]:
    return {item.element: item for item in review(PACK, sheet(*facts), dismissed or {}, alerts)}


def test_a_silent_visit_misses_all_seven_in_the_contracts_order():
    found = review(PACK, FactSheet(), {}, ())
    assert [item.element for item in found] == [
        "pain_region", "laterality", "onset", "etiology", "exam", "red_flags", "plan"
    ]  # fmt: skip
    assert {item.status for item in found} == {"missing"}
    assert all(item.ask.endswith("?") for item in found)


def test_back_pain_without_a_region_is_partial_and_asks_for_it():
    item = items(said("pain_region", "back_unspecified"))["pain_region"]
    assert (item.status, item.missing) == ("partial", ("pain_region",))
    assert "part of the back" in item.ask


def test_the_first_red_flag_asked_is_the_most_urgent_that_is_missing():
    assert "bladder" in items()["red_flags"].ask
    item = items(said("red_flags.bowel_bladder", "absent"), said("red_flags.fever", "absent"))["red_flags"]
    assert item.status == "partial"
    assert "numbness around the groin" in item.ask


def test_red_flags_are_complete_only_when_all_six_are_answered():
    all_six = [said(f"red_flags.{flag}", "absent") for flag in RED_FLAGS]
    assert items(*all_six)["red_flags"].status == "complete"
    assert items(*all_six[:5])["red_flags"].missing == ("red_flags.cancer_history",)


def test_a_blanket_denial_leaves_the_six_open_and_is_shown():
    item = items(said("red_flags.blanket", "absent"))["red_flags"]
    assert (item.status, len(item.missing)) == ("partial", 6)
    assert all("not itemised" in (line.value or "") for line in item.lines)


@pytest.mark.parametrize("status", ["asked", "hypothetical", "family", "past", "retracted", "uncertain"])
def test_only_what_was_stated_counts(status):
    item = items(said("red_flags.fever", "absent", status=status))["red_flags"]
    assert "red_flags.fever" in item.missing


def test_one_provocative_test_is_enough_for_its_part():
    parts = ("range_of_motion", "reflexes", "sensation", "motor_strength", "palpation")
    facts = [said(f"exam.{part}", "normal") for part in parts]
    assert items(*facts)["exam"].missing == ("exam.straight_leg_raise",)
    assert items(*facts, said("exam.faber", "normal"))["exam"].status == "complete"


def test_onset_wants_the_class_and_a_beginning():
    assert items(said("onset", "chronic"))["onset"].missing == ("onset.began",)
    assert items(said("onset", "acute", attributes={"days": 4}))["onset"].status == "complete"


@pytest.mark.parametrize(
    ("told", "shown"), [({"began": "five days", "days": 5}, "five days"), ({"days": 4}, "4 days")]
)
def test_when_it_began_is_shown_once_in_the_words_said_where_there_are_any(told: dict[str, str], shown: str):
    line = items(said("onset", "acute", attributes=told))["onset"].lines[1]
    assert line.value == shown


def test_a_conflict_is_neither_documented_nor_missing_and_asks_to_clarify():
    item = items(said("laterality", "left", status="conflict"), said("laterality", "right", status="conflict"))[
        "laterality"
    ]
    assert (item.status, item.lines[0].value) == ("conflict", "left / right")


def test_an_alert_makes_its_element_a_conflict_until_acknowledged():
    alert = Alert(id="a", kind="plan_mismatch", text="", rule="r", source="guide")
    assert items(said("plan.nsaid", "planned"), alerts=(alert,))["plan"].status == "conflict"
    seen = alert.model_copy(update={"acknowledged": "discussed"})
    assert items(said("plan.nsaid", "planned"), alerts=(seen,))["plan"].status == "complete"


def test_a_dismissed_line_is_not_missing_and_never_documented():
    item = items(dismissed={"exam.reflexes": "not_assessed", "laterality": "unable_to_determine"})
    assert "exam.reflexes" not in item["exam"].missing
    assert item["laterality"].lines[0].state == "dismissed"
    assert item["laterality"].ask == ""


def test_a_dismissed_element_takes_all_its_lines():
    item = items(dismissed={"red_flags": "not_assessed"})["red_flags"]
    assert item.missing == () and {line.state for line in item.lines} == {"dismissed"}


def test_a_diagnosis_that_names_the_cause_documents_the_type():
    assert items(said("diagnosis.sciatica"))["etiology"].status == "complete"
    assert items(said("diagnosis.low_back_pain"))["etiology"].status == "missing"
    assert items(said("diagnosis.sciatica", "absent"))["etiology"].status == "missing"


def test_a_stopped_medicine_is_no_plan():
    assert items(said("plan.nsaid", "stopped"))["plan"].status == "missing"


def test_what_is_documented_shows_its_evidence():
    assert items(said("laterality", "left"))["laterality"].evidence[0].quote == "word"
