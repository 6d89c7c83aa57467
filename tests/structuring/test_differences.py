"""The final pass: what touches a fact has to be settled, the rest is listed, the clinician's words stand."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.final_pass_injected import tally, visits
from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.events import DifferenceKept, HeardAgain, TextCorrected, Undone
from structuring.state import Difference, Visit
from structuring.turns import TimedWord, Turn

PACK = load_pack()


def compared(live: list[str], final: list[str], *decisions) -> Encounter:
    encounter = Encounter(PACK, Visit(date_of_service=date(2026, 11, 24)))
    for turn in turns(live):
        encounter.hear(turn)
    for event in (*decisions, HeardAgain(model="larger", turns=tuple(turns(final)))):
        encounter.apply(event)
    return encounter


def turns(texts: list[str]) -> list[Turn]:
    return [Turn(line=number, speaker="unknown", text=text) for number, text in enumerate(texts, start=1)]


def only(encounter: Encounter) -> Difference:
    (one,) = encounter.state.differences
    return one


@pytest.mark.parametrize(
    ("live", "final", "kind"),
    [
        ("Take naproxen twice a day.", "Take meloxicam twice a day.", "drug"),
        ("Take nap rocks in twice a day.", "Take naproxen twice a day.", "drug"),
        ("Take naproxen fifty milligrams.", "Take naproxen fifteen milligrams.", "dose"),
        ("It started three weeks ago.", "It started 5 weeks ago.", "number"),
        ("The pain is in the left leg.", "The pain is in the right leg.", "side"),
        ("I have fever at night.", "I have no fever at night.", "negation"),
        ("I have some bumpiness down there.", "I have some numbness down there.", "term"),
        ("We saw a nice mouse.", "We saw a nice house.", "wording"),
    ],
)
def test_each_difference_has_its_kind(live, final, kind):
    one = only(compared([live], [final]))
    assert one.kind == kind
    assert one.must_be_settled == (kind != "wording")


@pytest.mark.parametrize(
    ("live", "final"),
    [
        ("Take five hundred milligrams.", "Take 500 mg."),
        ("I do n't have any fever", "I don't have any fever."),
        ("Strength is 4/5 there.", "Strength is four out of five there."),
        ("So, uh, it hurts.", "So it hurts."),
        ("Gonna see the X-ray", "going to see the xray"),
        ("Take 5 hundred a uh, day, ninety 2 pills", "Take five hundred a day, 92 pills"),
        ("The reflexes are 2+ there, L4, L5.", "The reflexes are two plus there L 4 L 5"),
    ],
)
def test_another_spelling_is_no_difference(live, final):
    assert compared([live], [final]).state.differences == ()


@pytest.mark.parametrize(
    ("live", "final"),
    [
        ("Take naproxen two times daily.", "Take naproxen twice a day."),
        ("My knees are fine and the lower back hurts.", "My knee is fine and the low back hurts."),
        ("I used one pill.", "I used 1 pill."),
        ("The nurse has right leg band here.", "The nurse has leg right band here."),
        ("We saw the sister ship.", "We saw the system ship."),
        ("I was lifting a box in the garage.", "I was lifting the box in garage."),
    ],
)
def test_the_same_said_in_other_words_is_only_listed(live, final):
    listed = compared([live], [final]).state.differences
    assert listed and not any(one.must_be_settled for one in listed)


def test_a_denial_that_moves_and_sides_that_change_places_are_brought_up():
    for live, final in (
        ("I have no fever but chills.", "I have fever but no chills."),
        ("The left leg and the right hip hurt.", "The right leg and the left hip hurt."),
    ):
        assert any(one.must_be_settled for one in compared([live], [final]).state.differences)


def test_a_denial_lost_in_a_stammer_is_brought_up_and_the_stammer_is_not():
    (one,) = compared(["I don't, I do know why."], ["I don't, I don't know why."]).state.differences
    assert one.kind == "negation"
    assert compared(["No, no fever for, for me."], ["No fever for me."]).state.differences == ()


def test_several_misheard_words_of_one_sentence_are_one_question():
    live = "Take the nap rocks in with sum food. We met in Spain."
    one, other = compared([live], ["Take the naproxen with some food. We met in Maine."]).state.differences
    assert (one.kind, one.final, one.suggested) == (
        "drug",
        "naproxen with some",
        "Take the naproxen with some food. We met in Spain.",
    )
    assert (other.kind, other.live) == ("wording", "Spain")
    encounter = compared([live], ["Take the naproxen with some food. We met in Spain."])
    encounter.apply(TextCorrected(line=1, text=only(encounter).suggested))
    assert encounter.turns[0].text == "Take the naproxen with some food. We met in Spain."
    assert only(encounter).settled == "taken"


def test_a_difference_says_where_and_when_and_what_the_line_would_be():
    words = ["My", "left", "leg", "hurts"]
    timed = tuple(TimedWord(text=word, start_s=5.0 + at, end_s=5.5 + at) for at, word in enumerate(words))
    encounter = Encounter(PACK, Visit(date_of_service=date(2026, 11, 24)))
    encounter.hear(Turn(line=1, speaker="patient", text="My left leg hurts", start_s=5.0, end_s=9.0, words=timed))
    encounter.apply(
        HeardAgain(model="larger", turns=(Turn(line=1, speaker="unknown", text="My right leg hurts"),))
    )
    one = only(encounter)
    assert (one.line, one.live, one.final, one.suggested) == (1, "left", "right", "My right leg hurts")
    assert "My left leg hurts"[one.start : one.end] == "left"
    assert (one.start_s, one.end_s) == (6.0, 6.5)


def test_a_difference_that_changes_what_is_read_is_brought_up_whatever_its_words():
    live = ["So you hurt it how?", "I was shovelling crow and my lower back went."]
    final = ["So you hurt it how?", "I was shovelling snow and my lower back went."]
    (one,) = compared(live, final).state.differences
    assert one.must_be_settled == bool(one.paths)


def test_settling_by_the_other_wording_by_keeping_and_by_own_words():
    live = ["My left leg hurts for three weeks and I have fever."]
    encounter = compared(live, ["My right leg hurts for five weeks and I have no fever."])
    side, number, negation = sorted(encounter.state.differences, key=lambda one: one.start)
    encounter.apply(TextCorrected(line=1, text=side.suggested))
    encounter.apply(DifferenceKept(id=number.id))
    standing = {one.id: one.settled for one in encounter.state.differences}
    assert standing == {side.id: "taken", number.id: "kept", negation.id: "open"}
    last = next(one for one in encounter.state.differences if one.id == negation.id)
    assert last.suggested == "My right leg hurts for three weeks and I have no fever."
    encounter.apply(TextCorrected(line=1, text="My right leg hurts for three weeks and I never had a fever."))
    assert not any(one.must_be_settled for one in encounter.state.differences)
    encounter.apply(Undone())
    assert [one.settled for one in encounter.state.differences if one.id == negation.id] == ["open"]


def test_a_word_put_in_where_one_was_missing_settles_it():
    encounter = compared(["I have fever at night."], ["I have no fever at night."])
    encounter.apply(TextCorrected(line=1, text="I have no fever at night."))
    assert only(encounter).settled == "taken"


def test_what_the_clinician_wrote_before_the_final_pass_is_no_difference():
    encounter = compared(
        ["Take naproxen fifty milligrams."],
        ["Take naproxen fifty milligrams."],
        TextCorrected(line=1, text="Take naproxen fifteen milligrams."),
    )
    assert encounter.state.differences == ()
    assert encounter.turns[0].text == "Take naproxen fifteen milligrams."


def test_the_final_pass_changes_no_fact_and_no_turn():
    live = ["My lower back hurts on the left."]
    encounter = compared(live, ["My lower back hurts on the right."])
    before = Encounter(PACK, Visit(date_of_service=date(2026, 11, 24)))
    before.hear(turns(live)[0])
    assert encounter.state.facts == before.state.facts
    assert encounter.turns == before.turns


def test_words_heard_only_by_the_final_pass_stand_with_their_turn():
    live = ["Any fever at all?", "Not at all, doctor.", "Any weight loss?"]
    final = ["Any fever at all?", "No, not at all, doctor.", "Any weight loss?"]
    assert [one.line for one in compared(live, final).state.differences] == [2]


@pytest.mark.parametrize(("live", "final"), [([], ["No."]), (["No."], []), ([], []), (["..."], ["!!"])])
def test_nothing_heard_on_one_side_is_no_fault(live, final):
    for one in compared(live, final).state.differences:
        assert one.line == 1


def test_injected_errors_surface_and_false_ones_stay_few(request):
    folder = request.config.rootpath / "tests" / "structuring" / "dialogues"
    tallies = [tally(talk, number) for number, (_, talk) in enumerate(list(visits([folder]))[:8])]
    assert sum(len(one.put) for one in tallies) >= 40
    assert [error for one in tallies for error in one.missed] == []
    assert max(len(one.false) for one in tallies) <= 3
