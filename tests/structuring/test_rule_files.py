"""Every rule file of the pack can be used, and a fault in one is shown with its line and reason."""

from __future__ import annotations

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.coding.rules import AlertRules, PlanRules
from structuring.contradictions import contradictions
from structuring.facts import FactSheet
from structuring.pack import Pack, RuleError
from structuring.reading.language.lexicon import Lexicon
from structuring.wording import Writer

WORDING = load_pack().text("wording.toml")
CONTRADICTIONS = load_pack().text("contradictions.toml")


def line_with(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('text = "Side of the back pain: {value|side_of_pain}', 'text = "Side {value|sde}', "no table"),
        ('text = "Follow-up visit."', 'text = "Follow-up {visit."', "placeholder"),
        ('text = "Follow-up visit."', 'text = "Follow-up [{value}."', "bracket is not closed"),
        ('text = "Follow-up visit."', 'text = "Follow-up [visit]."', "brackets without a placeholder"),
        ('text = "Denies pain radiating to the leg."', 'text = "Denies {list}."', "item"),
        ('id = "not_radiating"', 'id = "radiating"', "twice"),
        ('id = "not_radiating"', 'id = "Not radiating"', "match pattern"),
        ('of = { path = "radiation.leg_pain", value = "absent" }', 'of = { value = "absent" }', "Field required"),
        ('of = { path = "laterality" }', 'of = { path = "laterality", status = "sure" }', "Input should be"),
        ('title = "Plan"', 'titel = "Plan"', "Field required"),
        ('title = "Plan"', 'title = "Plan', "Illegal character"),
    ],
)
def test_a_fault_in_the_wording_is_shown_with_its_line(old, new, reason):
    assert old in WORDING
    faulty = WORDING.replace(old, new, 1)
    with pytest.raises(RuleError) as fault:
        Writer(Pack("clinic", {"wording.toml": faulty}))
    assert str(fault.value).startswith("wording.toml")
    assert reason in str(fault.value)
    shown = int(str(fault.value).partition("line ")[2].split(":")[0].split(",")[0])
    at = line_with(WORDING, old)
    assert at - 3 <= shown <= at  # a key that is missing is missed where its table begins


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('compare = "differ"\nfirst = { path = "onset"', 'compare = "both"\nfirst = { path = "onset"', "wants a"),
        ('compare = "without"', 'compare = "never"', "Input should be"),
        ('id = "two_sides"', 'id = "two_durations"', "twice"),
    ],
)
def test_a_fault_in_the_contradictions_is_shown_with_its_line(old, new, reason):
    faulty = CONTRADICTIONS.replace(old, new, 1)
    with pytest.raises(RuleError, match=r"contradictions.toml: line \d+: rule\.") as fault:
        contradictions(Pack("clinic", {"contradictions.toml": faulty}), FactSheet())
    assert reason in str(fault.value)


def test_a_missing_file_is_named():
    with pytest.raises(RuleError, match=r"no file wording.toml"):
        Writer(Pack("clinic", {}))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("reading_history.toml", '"(wakes|keeps) me up"', '"wakes me|keeps me up"'),
        ("reading_site.toml", '"between ~2 dimples"', '"between the two dimples|2 dimples"'),
        ("reading_onset.toml", '"(years|year) old"', '"years old|year old"'),
        ("reading_topics.toml", '"(backache|back ache)"', '"backache|back ache"'),
    ],
)
def test_a_wording_that_can_be_read_in_two_ways_is_refused_with_its_line(file, old, new):
    pack = load_pack()
    texts = {name: pack.text(name) for name in pack.files()}
    texts[file] = texts[file].replace(old, new, 1)
    with pytest.raises(RuleError, match="two ways") as fault:
        Lexicon(Pack("clinic", texts))
    assert str(fault.value).startswith(f"{file}: line {line_with(texts[file], new)}: ")
    assert new.strip('"') in str(fault.value)


@pytest.mark.parametrize(
    ("file", "form", "old", "new"),
    [
        ("coding_plan.toml", PlanRules, 'reason = "surgical"', 'reason = "surgery"'),
        ("coding_alerts.toml", AlertRules, 'answers = ["imaging"', 'answers = ["images"'),
    ],
)
def test_a_name_that_stands_nowhere_is_refused(file, form, old, new):
    text = load_pack().text(file)
    assert old in text
    with pytest.raises(RuleError, match=new.split('"')[1]):
        Pack("clinic", {file: text.replace(old, new, 1)}).section(file, form)
