"""What holds for any facts on any date."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from scribe_app.rules.knowledge import load_pack
from structuring.checklist import review
from structuring.coding import alerts, code
from structuring.coding.rules import TABULAR_FILE, TREE_FILE, TabularRules, TreeRules
from structuring.coding.tables import tables_of
from structuring.encounter import Encounter
from structuring.events import AlertAcknowledged, CodeAccepted, FactEntered
from structuring.facts import Fact, FactSheet
from structuring.state import Visit
from tests.structuring.coding.sheets import said, sheet

PACK = load_pack()
TABLES = tables_of(PACK)


def _named_paths() -> list[str]:
    tests = [rule.test for rule in PACK.section(TABULAR_FILE, TabularRules).rule]
    tests += [branch.test for branch in PACK.section(TREE_FILE, TreeRules).branch]
    conditions = (condition for test in tests for condition in (*test.all, *test.any, *test.none))
    paths = {condition.split()[0] for condition in conditions}
    return sorted(path for path in paths if not path.endswith("*"))


_VALUES = {
    "complaint.low_back_pain": ["present", "absent"],
    "pain_region": ["lumbar", "back_unspecified"],
    "radiation.leg_pain": ["present", "absent"],
    "onset": ["acute", "chronic"],
    "visit.type": ["initial", "follow_up"],
    "red_flags_extended.osteoporosis": ["present", "absent"],
}


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    path = draw(st.sampled_from([*_named_paths(), "visit.type", "injury_mechanism", "red_flags.fever"]))
    value = draw(st.sampled_from(_VALUES.get(path, ["stated", "present", "absent"])))
    status = draw(st.sampled_from(["stated", "stated", "stated", "uncertain", "asked", "conflict", "family"]))
    side = draw(st.sampled_from([None, "left", "right", "bilateral"]))
    level = draw(st.sampled_from([{}, {"level": "L5-S1"}, {"level": "L4", "days": 3.0, "chronic_word": True}]))
    return said(path, value, status=status, side=side, attributes=level)


sheets = st.lists(facts(), max_size=8).map(lambda found: sheet(*found))
days = st.dates(date(2018, 10, 1), date(2026, 11, 24))


@settings(max_examples=150, deadline=None)
@given(sheets, days)
def test_every_code_given_stands_on_the_date_of_service(found: FactSheet, day: date):
    coding = code(PACK, found, Visit(date_of_service=day))
    given_codes = [coding.primary, coding.tabular.primary, *coding.secondary, *coding.tabular.also]
    for one in given_codes:
        assert one is None or TABLES.status(one, day).billable, one


@settings(max_examples=100, deadline=None)
@given(sheets, days)
def test_without_low_back_pain_nothing_of_its_family_is_given(found: FactSheet, day: date):
    coding = code(PACK, found, Visit(date_of_service=day))
    if found.value("complaint.low_back_pain") != "present":
        assert coding.primary is None and coding.tabular.primary is None
    elif coding.primary is not None:
        assert coding.tree and coding.supporting


@settings(max_examples=100, deadline=None)
@given(sheets, days)
def test_questions_are_questions_and_the_same_facts_give_the_same_answer(found: FactSheet, day: date):
    visit = Visit(date_of_service=day)
    coding = code(PACK, found, visit)
    raised = alerts(PACK, found, visit, coding)
    assert coding == code(PACK, found, visit)
    assert not coding.question or (coding.question.endswith("?") and "Unable to determine" in coding.options)
    assert len({alert.id for alert in raised}) == len(raised)
    for item in review(PACK, found, {}, raised):
        assert (item.status == "complete") == (item.ask == "")


def test_a_pair_is_set_aside_as_unrelated_with_a_reason_that_is_kept():
    encounter = Encounter(PACK, Visit(date_of_service=date(2026, 1, 5)))
    for path, value in (
        ("complaint.low_back_pain", "present"),
        ("pain_region", "lumbar"),
        ("diagnosis.strain", "stated"),
    ):
        encounter.apply(FactEntered(path=path, value=value))
    encounter.apply(CodeAccepted(code="M54.50"))
    (pair,) = [alert for alert in encounter.state.alerts if alert.kind == "excludes1"]
    encounter.apply(AlertAcknowledged(id=pair.id, reason="unrelated conditions"))
    (pair,) = [alert for alert in encounter.state.alerts if alert.kind == "excludes1"]
    assert pair.acknowledged == "unrelated conditions"
    assert encounter.state.code.accepted == "M54.50"
