"""What a coder would query, and what it must not be."""

from __future__ import annotations

from datetime import date

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.coding import alerts, code
from structuring.facts import FactSheet
from structuring.state import Alert, Visit
from tests.structuring.coding.sheets import low_back, said, sheet

PACK = load_pack()
FLAGS = (
    "bowel_bladder",
    "saddle_anesthesia",
    "progressive_neuro_deficit",
    "weight_loss",
    "fever",
    "cancer_history",
)


def found(facts: FactSheet, visit_type=None, accepted=None, day=date(2026, 1, 5)) -> dict[str, Alert]:
    visit = Visit(date_of_service=day, visit_type=visit_type)
    return {one.kind: one for one in alerts(PACK, facts, visit, code(PACK, facts, visit, accepted))}


def test_a_quiet_visit_raises_nothing():
    assert found(low_back(said("etiology.mechanical"), said("plan.nsaid", "planned"))) == {}


@pytest.mark.parametrize("flag", FLAGS)
def test_each_red_flag_present_is_told_with_its_evidence(flag):
    alert = found(low_back(said(f"red_flags.{flag}", "present")))["red_flag_present"]
    assert flag.replace("_", " ") in alert.text and alert.evidence
    assert "red_flag_present" not in found(low_back(said(f"red_flags.{flag}", "absent")))


def test_a_red_flag_that_the_plan_takes_up_is_told_and_asks_nothing():
    fever, mri = said("red_flags.fever", "present"), said("plan.imaging", "planned")
    open_, taken_up = found(low_back(fever))["red_flag_present"], found(low_back(fever, mri))["red_flag_present"]
    assert open_.text.endswith("?") and open_.id == taken_up.id
    assert taken_up.text == "Red flag present: fever. In the plan: imaging."
    seen = [said("red_flags_extended.trauma", "present"), said("imaging.reviewed.xray", "normal")]
    assert "In the visit: imaging reviewed" in found(low_back(*seen))["red_flag_present"].text


def test_a_red_flag_turns_the_plan_check_round():
    flag, nsaid = said("red_flags.fever", "present"), said("plan.nsaid", "planned")
    assert found(low_back(flag, nsaid))["plan_mismatch"].rule == "red_flag"
    assert "plan_mismatch" not in found(low_back(flag, nsaid, said("plan.imaging", "planned")))
    assert "plan_mismatch" not in found(low_back(flag, said("plan.surgery_referral", "planned")))
    assert "plan_mismatch" in found(low_back(flag, nsaid, said("imaging.reviewed.mri", "a bulge")))  # of 2019, say
    assert "plan_mismatch" in found(low_back(said("plan.surgery_referral", "planned")))


@pytest.mark.parametrize(
    ("facts", "plan", "kind"),
    [
        ([], {"text": "epidural steroid injection"}, "plan_mismatch"),
        ([said("etiology.muscular")], {"text": "epidural steroid injection"}, "plan_mismatch"),
        ([said("etiology.muscular")], {"text": "trigger point injection"}, "plan_review"),
        ([said("diagnosis.sciatica")], {"text": "epidural steroid injection"}, "plan_review"),
    ],
)
def test_injections_fit_some_codes_and_not_others(facts, plan, kind):
    kinds = set(found(low_back(*facts, said("plan.injection", "planned", attributes=plan))))
    assert kinds & {"plan_mismatch", "plan_review"} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("cause", "kind"), [("etiology.vertebrogenic", None), ("etiology.muscular", "plan_mismatch")]
)
def test_an_ablation_of_the_basivertebral_nerve_fits_vertebrogenic_pain_alone(cause, kind):
    ablation = said("plan.other", "planned", attributes={"text": "basivertebral nerve ablation"})
    kinds = set(found(low_back(said(cause), ablation)))
    assert kinds & {"plan_mismatch", "plan_review"} == ({kind} if kind else set())


@pytest.mark.parametrize(
    "reason", ["exam.straight_leg_raise", "exam.motor_strength", "exam.reflexes", "exam.sensation"]
)
def test_a_finding_that_is_the_reason_for_an_injection_answers_the_notice(reason):
    plan = said("plan.injection", "planned", attributes={"text": "epidural steroid injection"})
    sciatica = [said("diagnosis.sciatica"), plan]
    assert "plan_review" in found(low_back(*sciatica, said(reason, "normal")))
    assert "plan_review" not in found(low_back(*sciatica, said(reason, "abnormal")))


def test_conservative_care_fits_the_unspecified_code():
    plans = [said(f"plan.{kind}", "planned") for kind in ("nsaid", "physical_therapy", "activity_modification")]
    assert found(low_back(*plans)) == {}


def test_unspecified_after_a_work_up_may_stay_when_none_is_identified():
    seen = said("imaging.reviewed.mri", "normal")
    assert "unspecified_after_workup" in found(low_back(seen), "follow_up")
    assert "unspecified_after_workup" not in found(low_back(seen), "initial")
    assert "unspecified_after_workup" not in found(low_back(seen, said("etiology.none_identified")), "follow_up")
    assert "may stay" in found(low_back(seen), "follow_up")["unspecified_after_workup"].text


def test_a_hedge_is_asked_and_a_settled_word_is_not():
    assert "hedged_diagnosis" in found(low_back(said("diagnosis.strain", status="uncertain")))
    both = [said("diagnosis.strain", status="uncertain"), said("diagnosis.strain")]
    assert "hedged_diagnosis" not in found(low_back(*both))


def test_modic_changes_without_the_clinicians_link_raise_their_question():
    assert "not the source" in found(low_back(said("imaging.modic")))["unlinked_imaging"].text
    assert "unlinked_imaging" not in found(low_back(said("imaging.modic"), said("imaging.linked")))


def test_nonspecific_raises_its_question():
    quoted = said("etiology.none_identified", attributes={"text": "nonspecific low back pain"})
    assert "nonspecific" in found(low_back(quoted))
    assert "nonspecific" not in found(low_back(said("etiology.none_identified")))


@pytest.mark.parametrize(("days", "early"), [(0, True), (27, True), (28, False), (90, False)])
def test_early_imaging_is_noticed_within_28_days(days, early):
    facts = [said("onset", "acute", attributes={"days": days}), said("imaging.ordered.mri", "ordered")]
    assert ("early_imaging" in found(low_back(*facts))) is early
    for reason in (said("red_flags.fever", "present"), said("exam.motor_strength", "abnormal")):
        assert "early_imaging" not in found(low_back(*facts, reason))


def test_the_code_must_have_the_side_of_the_record():
    facts = low_back(said("diagnosis.sciatica"), said("radiation.leg_pain", "present", side="left"))
    assert "laterality" in found(facts, accepted="M54.41")
    assert "laterality" not in found(facts, accepted="M54.42")


def test_a_code_against_a_documented_diagnosis_that_excludes_it():
    facts = low_back(said("etiology.muscular"), said("diagnosis.strain"))
    alert = found(facts)["excludes1"]
    assert alert.source == "icd10cm" and "M54.5" in alert.text and "unrelated" in alert.text
    assert "excludes1" not in found(facts, accepted="S39.012A")


def test_the_guides_pair_is_marked_as_the_guides():
    facts = low_back(said("etiology.disc"), said("diagnosis.radiculopathy"))
    assert found(facts, accepted="M54.50")["excludes1"].source == "guide"


@pytest.mark.parametrize(
    ("accepted", "day", "kind"),
    [
        ("M54.5", date(2026, 1, 5), "retired_code"),
        ("M54.5", date(2021, 9, 30), None),
        ("M54.4", date(2026, 1, 5), "incomplete_code"),
        ("S39.012", date(2026, 1, 5), "incomplete_code"),
        ("M54.50", date(2026, 1, 5), None),
    ],
)
def test_an_accepted_code_must_stand_on_the_date_of_service(accepted, day, kind):
    kinds = set(found(low_back(), accepted=accepted, day=day))
    assert kinds & {"retired_code", "incomplete_code"} == ({kind} if kind else set())


def test_nothing_is_queried_when_the_back_is_not_the_complaint():
    assert found(sheet(said("red_flags.fever", "present"))) == {}


def test_an_alert_keeps_its_id_while_its_cause_stands():
    first = found(low_back(said("red_flags.fever", "present")))["red_flag_present"].id
    later = found(low_back(said("red_flags.fever", "present"), said("plan.nsaid", "planned")))[
        "red_flag_present"
    ].id
    assert first == later


def test_one_hedge_is_asked_once():
    """ "Looks like a strain" leaves a diagnosis and a type uncertain in the same words."""
    facts = low_back(said("diagnosis.strain", status="uncertain"), said("etiology.muscular", status="uncertain"))
    visit = Visit(date_of_service=date(2026, 1, 5))
    kinds = [one.kind for one in alerts(PACK, facts, visit, code(PACK, facts, visit))]
    assert kinds.count("hedged_diagnosis") == 1
