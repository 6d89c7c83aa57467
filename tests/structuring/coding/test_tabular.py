"""The tabular-first answer: every rule, the dates, the characters, and the questions where it differs."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.coding import code
from structuring.coding.rules import SECONDARY_FILE, TABULAR_FILE, SecondaryRules, TabularRules
from structuring.coding.tables import tables_of
from structuring.coding.tabular import matches
from structuring.state import Visit
from tests.structuring.coding.sheets import low_back, said, sheet

PACK = load_pack()
RULES = PACK.section(TABULAR_FILE, TabularRules)
DISC = (said("etiology.disc"), said("diagnosis.disc_degeneration"))
POROUS = said("red_flags_extended.osteoporosis", "present")
LEG = said("radiation.leg_pain", "present", side="right")

CASES = {
    "cauda_equina": (low_back(said("diagnosis.cauda_equina_syndrome")), "G83.4"),
    "metastasis": (low_back(said("diagnosis.metastasis")), "C79.51"),
    "discitis": (low_back(said("diagnosis.discitis")), "M46.46"),
    "osteomyelitis": (low_back(said("diagnosis.osteomyelitis")), "M46.26"),
    "osteoporotic_fracture": (
        low_back(said("red_flags_extended.osteoporosis", "present"), said("etiology.fracture")),
        "M80.08XA",
    ),
    "compression_fracture": (low_back(said("diagnosis.compression_fracture")), "M48.56XA"),
    "fracture": (low_back(said("etiology.fracture")), "S32.009A"),
    "kidney_stone": (low_back(said("diagnosis.kidney_stone")), "N20.0"),
    "renal_colic": (low_back(said("diagnosis.renal_colic")), "N23"),
    "pregnancy": (low_back(said("diagnosis.pregnancy")), None),
    "strain": (low_back(said("diagnosis.strain")), "S39.012A"),
    "sprain": (low_back(said("diagnosis.sprain")), "S33.5XXA"),
    "contusion": (low_back(said("diagnosis.contusion")), "S30.0XXA"),
    "disc_with_radiculopathy": (low_back(said("etiology.disc"), said("diagnosis.radiculopathy")), "M51.16"),
    "spondylosis_with_radiculopathy": (
        low_back(said("diagnosis.spondylosis"), said("diagnosis.radiculopathy")),
        "M47.26",
    ),
    "stenosis_claudication": (low_back(said("diagnosis.neurogenic_claudication")), "M48.062"),
    "stenosis": (low_back(said("etiology.stenosis")), "M48.061"),
    "radiculopathy": (low_back(said("diagnosis.radiculopathy")), "M54.16"),
    "sciatica_side_not_said": (low_back(said("diagnosis.sciatica")), "M54.40"),
    "sciatica_with_back_pain": (low_back(said("diagnosis.sciatica"), LEG), "M54.41"),
    "sciatica": (sheet(said("diagnosis.sciatica"), LEG), "M54.31"),
    "disc_herniation": (low_back(said("etiology.disc"), said("diagnosis.disc_herniation")), "M51.26"),
    "disc_degeneration_before_2025": (low_back(*DISC), "M51.36"),
    "disc_degeneration_back_and_leg": (low_back(*DISC, LEG), "M51.362"),
    "disc_degeneration_back": (low_back(*DISC), "M51.360"),
    "disc_degeneration_leg": (sheet(*DISC, LEG), "M51.361"),
    "disc_degeneration_no_pain": (sheet(*DISC), "M51.369"),
    "disc_bulge": (low_back(said("diagnosis.disc_bulge"), said("imaging.linked")), "M51.26"),
    "discogenic": (low_back(said("diagnosis.discogenic")), "M51.360"),
    "disc_other": (low_back(said("etiology.disc")), "M51.86"),
    "facet_arthropathy": (low_back(said("diagnosis.facet_arthropathy")), "M47.816"),
    "spondylolisthesis": (low_back(said("diagnosis.spondylolisthesis")), "M43.16"),
    "sacroiliitis": (low_back(said("diagnosis.sacroiliitis")), "M46.1"),
    "sacroiliac_dysfunction": (low_back(said("diagnosis.sacroiliac_dysfunction")), "M53.3"),
    "ankylosing_spondylitis": (low_back(said("diagnosis.ankylosing_spondylitis")), "M45.6"),
    "coccydynia": (low_back(said("diagnosis.coccydynia")), "M53.3"),
    "postlaminectomy_syndrome": (low_back(said("diagnosis.failed_back_surgery")), "M96.1"),
    "myofascial": (low_back(said("etiology.myofascial")), "M79.18"),
    "spasm": (low_back(said("diagnosis.spasm")), "M62.830"),
    "vertebrogenic": (low_back(said("etiology.vertebrogenic")), "M54.51"),
    "facetogenic": (low_back(said("etiology.facetogenic")), "M54.59"),
    "other_type": (low_back(said("etiology.mechanical")), "M54.59"),
    "unspecified": (low_back(), "M54.50"),
    "low_back_pain_before_2022": (low_back(), "M54.5"),
    "no_region": (sheet(said("complaint.low_back_pain", "present")), "M54.9"),
}
DAYS = {"disc_degeneration_before_2025": date(2024, 9, 30), "low_back_pain_before_2022": date(2021, 9, 30)}


def test_every_rule_has_a_case():
    assert {rule.id for rule in RULES.rule} == set(CASES)


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_is_first_in_its_case_with_its_code(rule):
    facts, wanted = CASES[rule]
    visit = Visit(date_of_service=DAYS.get(rule, date(2026, 11, 24)))
    first = matches(RULES, facts, visit)[0]
    assert (first.rule.id, first.codes[0] if first.codes else None) == (rule, wanted)


@pytest.mark.parametrize("rule", CASES)
def test_each_code_is_complete_on_its_date(rule):
    _, wanted = CASES[rule]
    day = DAYS.get(rule, date(2026, 11, 24))
    if wanted is not None:
        assert tables_of(PACK).status(wanted, day).billable


@pytest.mark.parametrize("rule", [rule for rule in CASES if rule not in DAYS])
def test_a_hedged_diagnosis_is_not_coded(rule):
    """With every word of it uncertain, no rule's own diagnosis is left."""
    facts, _ = CASES[rule]
    hedged = sheet(
        *(
            fact.model_copy(update={"status": "uncertain"})
            if fact.path.startswith(("diagnosis.", "etiology."))
            else fact
            for fact in facts
        )
    )
    found = code(PACK, hedged, Visit(date_of_service=date(2026, 11, 24)))
    assert found.tabular.primary in (None, "M54.50", "M54.9")


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(date(2024, 9, 30), "M51.36"), (date(2024, 10, 1), "M51.360"), (date(2021, 9, 30), "M51.36")],
)
def test_disc_degeneration_changes_on_the_first_of_october_2024(day, wanted):
    assert code(PACK, low_back(*DISC), Visit(date_of_service=day)).tabular.primary == wanted


def test_a_level_of_l5_s1_is_lumbosacral():
    facts = low_back(said("etiology.disc"), said("diagnosis.disc_herniation", attributes={"level": "L5-S1"}))
    assert code(PACK, facts, Visit(date_of_service=date(2026, 1, 5))).tabular.primary == "M51.27"


@pytest.mark.parametrize(
    ("visit_type", "facts", "wanted"),
    [
        ("initial", [], "S39.012A"),
        ("follow_up", [said("plan.muscle_relaxant", "planned")], "S39.012A"),
        ("follow_up", [said("plan.home_exercise", "planned")], "S39.012D"),
        ("initial", [said("treatment_phase", "healing")], "S39.012D"),
        ("follow_up", [said("treatment_phase", "active")], "S39.012A"),
        ("follow_up", [said("treatment_phase", "sequela")], "S39.012S"),
    ],
)
def test_the_seventh_character_follows_the_phase_of_treatment_not_the_visit(visit_type, facts, wanted):
    visit = Visit(date_of_service=date(2026, 1, 5), visit_type=visit_type)
    assert code(PACK, low_back(said("diagnosis.strain"), *facts), visit).tabular.primary == wanted


DIFFERENT = {
    "strain": [said("etiology.muscular"), said("diagnosis.strain")],
    "sciatica": [said("etiology.muscular"), said("diagnosis.sciatica")],
    "myofascial": [said("etiology.myofascial")],
    "facet": [said("etiology.facetogenic"), said("diagnosis.facet_arthropathy")],
    "leg pain": [said("radiation.leg_pain", "present")],
    "disc and leg": [
        said("etiology.disc"),
        said("diagnosis.radiculopathy"),
        said("radiation.leg_pain", "present"),
    ],
    "mechanism": [said("injury_mechanism", "fall")],
    "modic": [said("imaging.modic"), said("imaging.linked")],
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_where_the_answers_differ_a_question_offers_both_and_the_way_out(case):
    coding = code(PACK, low_back(*DIFFERENT[case]), Visit(date_of_service=date(2026, 1, 5)))
    assert coding.primary != coding.tabular.primary
    assert coding.question.endswith("?") and coding.missing_words
    assert coding.options[-2:] == ("Unable to determine", "Not applicable")
    assert coding.primary in coding.options[1] and str(coding.tabular.primary) in coding.options[0]


CHRONIC = said("onset", "chronic", attributes={"chronic_word": True})


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ([CHRONIC], ("G89.29",)),
        ([said("onset", "chronic", attributes={"days": 400})], ()),  # days alone are not the clinician's word
        ([CHRONIC, said("etiology.muscular")], ("G89.29",)),
        ([CHRONIC, said("etiology.muscular"), said("diagnosis.strain")], ()),  # a definite cause
        ([CHRONIC, said("etiology.vertebrogenic")], ()),
        ([CHRONIC, said("etiology.disc")], ()),
        ([CHRONIC, said("diagnosis.chronic_pain_syndrome")], ("G89.4",)),
        ([CHRONIC, said("diagnosis.post_traumatic_pain")], ("G89.21",)),
        ([CHRONIC, said("diagnosis.postprocedural_pain")], ("G89.28",)),
        ([said("diagnosis.neoplasm_pain")], ("G89.3",)),
        ([CHRONIC, said("etiology.vertebrogenic"), said("visit.purpose", "pain_management")], ("G89.29",)),
        ([CHRONIC, said("visit.purpose", "procedure")], ()),
    ],
)
def test_chronic_pain_codes_follow_the_clinicians_word_and_never_a_definite_cause(facts, wanted):
    found = code(PACK, low_back(*facts), Visit(date_of_service=date(2026, 1, 5))).secondary
    assert tuple(one for one in found if one.startswith("G89")) == wanted


def test_leg_pain_without_its_term_may_be_coded_beside_a_stated_type():
    facts = low_back(said("etiology.muscular"), said("radiation.leg_pain", "present", side="left"))
    assert code(PACK, facts, Visit(date_of_service=date(2026, 1, 5))).secondary == ("M79.605",)


SCREEN = [said(f"exam.{item}", "normal") for item in ("reflexes", "sensation", "motor_strength")]
NO_FLAGS = [
    said(f"red_flags.{flag}", "absent")
    for flag in ("bowel_bladder", "saddle_anesthesia", "progressive_neuro_deficit", "weight_loss", "fever")
]
CLEAR = [*SCREEN, said("exam.straight_leg_raise", "normal"), *NO_FLAGS, said("red_flags.cancer_history", "absent")]
SEEN = [said("visit.type", "follow_up"), said("imaging.reviewed.mri", "normal")]
CONDITIONS = {
    0: ([], [said("complaint.low_back_pain", "absent")]),
    1: ([said("etiology.none_identified")], [said("injury_mechanism", "fall")]),
    2: ([], [said("imaging.disc_pathology")]),
    3: (CLEAR, [said("exam.reflexes", "abnormal")]),
    4: ([said("visit.type", "initial")], SEEN),
}


@pytest.mark.parametrize("number", CONDITIONS)
def test_each_of_the_five_conditions_is_met_or_not_met_with_evidence(number):
    met, not_met = CONDITIONS[number]
    visit = Visit(date_of_service=date(2026, 1, 5))
    yes = code(PACK, low_back(*met), visit).conditions[number]
    no = code(PACK, sheet(*not_met) if number == 0 else low_back(*not_met), visit).conditions[number]
    assert (yes.met, no.met) == (True, False)
    assert no.evidence and no.why != yes.why


def test_what_nobody_said_is_not_known():
    found = code(PACK, low_back(), Visit(date_of_service=date(2026, 1, 5))).conditions
    assert [one.met for one in found] == [True, None, True, None, None]


def test_every_diagnosis_that_the_reader_names_has_its_rule():
    """Scoliosis and low back pain as such decide nothing by themselves."""
    reading = tomllib.loads(PACK.text("reading_etiology.toml"))
    named = {f"diagnosis.{term['id']}" for term in reading["term"]} - {
        "diagnosis.scoliosis",
        "diagnosis.low_back_pain",
    }
    tests = [rule.test for rule in RULES.rule] + [
        rule.test for rule in PACK.section(SECONDARY_FILE, SecondaryRules).secondary
    ]
    used = {condition for test in tests for condition in (*test.all, *test.any)}
    assert named - used == set()
