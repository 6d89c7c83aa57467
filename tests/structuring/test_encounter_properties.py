"""What must hold for a visit whatever is said and decided, in whatever order."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.events import (
    AlertAcknowledged,
    CodeAccepted,
    DifferenceKept,
    Dismissed,
    Event,
    FactEntered,
    HeardAgain,
    SentenceEdited,
    SentenceReviewed,
    SpeakerCorrected,
    TextCorrected,
    TurnHeard,
    Undone,
)
from structuring.state import Sentence, State, Visit
from structuring.turns import Turn

PACK = load_pack()
VISIT = Visit(date_of_service=date(2026, 11, 24))
EVENT = TypeAdapter(Event)

SAID = [
    "my lower back hurts on the left", "no, the right side", "it started three weeks ago", "any fever or chills?",
    "no",
    "no fever but I've lost weight", "any numbness down there?", "I hope not", "my mother had breast cancer",
    "the pain goes down my left leg", "straight leg raise is positive on the right",
    "strength is five out of five",
    "reflexes are normal", "you are tender over the lumbar spine", "I think you have a lumbar strain",
    "take naproxen 500 milligrams twice a day", "if you get numbness in the groin go to the ER",
    "let's get an MRI", "actually I did lose control of my bladder once", "we'll see you back in two weeks",
    "the x-ray of your back was normal", "mm-hmm", "okay",
]  # fmt: skip
PATHS = [
    "complaint.low_back_pain", "pain_region", "laterality", "red_flags.fever", "red_flags.bowel_bladder",
    "exam.reflexes", "radiation.leg_pain", "onset", "injury_mechanism", "plan.nsaid",
]  # fmt: skip
VALUES = [
    "present",
    "absent",
    "lumbar",
    "left",
    "right",
    "normal",
    "abnormal",
    "acute",
    "planned",
    "not_said",
    "",
    "a fall",
]
IDS = [
    "red_flags.denied", "red_flags.denied:entered", "cc.lumbar:pain_region", "hpi.side:laterality",
    "hpi.onset:onset",
    "plan.medicine:plan.nsaid", "new:1", "nowhere",
]  # fmt: skip
SPEAKERS = ["clinician", "patient", "unknown"]

words = st.sampled_from(SAID) | st.text(max_size=40)
lines = st.integers(1, 12)
decisions = st.one_of(
    st.builds(SpeakerCorrected, line=lines, speaker=st.sampled_from(SPEAKERS)),
    st.builds(TextCorrected, line=lines, text=words),
    st.builds(
        FactEntered,
        path=st.sampled_from(PATHS),
        value=st.sampled_from(VALUES),
        side=st.sampled_from([None, "left", "right", "bilateral"]),
    ),
    st.builds(
        Dismissed, path=st.sampled_from(PATHS), reason=st.sampled_from([None, "not_assessed", "not_applicable"])
    ),
    st.builds(
        SentenceEdited,
        id=st.sampled_from(IDS),
        text=st.sampled_from(["", "My own words."]) | st.text(max_size=20),
        section=st.sampled_from([None, "Plan", "Red flags", "nowhere"]),
    ),
    st.builds(SentenceReviewed, id=st.sampled_from(IDS)),
    st.builds(AlertAcknowledged, id=st.sampled_from(["two_sides", "x"]), reason=st.just("seen")),
    st.builds(CodeAccepted, code=st.sampled_from([None, "M54.50", "M54.59"])),
    st.builds(DifferenceKept, id=st.sampled_from(["1:0-2", "2:3-7"])),
)
turns = st.builds(lambda speaker, text: ("turn", speaker, text), st.sampled_from(SPEAKERS), words)
again = st.builds(lambda texts: ("again", texts), st.lists(words, max_size=4))
scripts = st.lists(st.one_of(turns, turns, turns, decisions, again, st.just(Undone())), max_size=14)
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def events_of(script: Iterable[object]) -> list[Event]:
    events: list[Event] = []
    line = 0
    for step in script:
        if isinstance(step, tuple) and step[0] == "turn":
            line += 1
            events.append(TurnHeard(turn=Turn(line=line, speaker=step[1], text=step[2])))
        elif isinstance(step, tuple):
            final = [
                Turn(line=number, speaker="unknown", text=text) for number, text in enumerate(step[1], start=1)
            ]
            events.append(HeardAgain(model="larger", turns=tuple(final)))
        else:
            events.append(step)
    return events


def played(events: Iterable[Event]) -> Encounter:
    encounter = Encounter(PACK, VISIT)
    for event in events:
        encounter.apply(event)
    return encounter


def sentences(state: State) -> dict[str, Sentence]:
    return {one.id: one for section in state.note.sections for one in section.sentences}


@few
@given(scripts)
def test_a_visit_read_back_from_its_stored_events_is_the_same(script):
    live = played(events_of(script))
    stored = [EVENT.validate_json(EVENT.dump_json(event)) for event in live.events]
    back = played(stored)
    assert back.state == live.state
    assert back.turns == live.turns
    assert back.events == live.events


@few
@given(scripts)
def test_all_evidence_is_verbatim_and_every_heard_sentence_has_some(script):
    encounter = played(events_of(script))
    text = {turn.line: turn.text for turn in encounter.turns}
    state = encounter.state
    pieces = [piece for fact in state.facts for piece in fact.evidence]
    pieces += [piece for one in sentences(state).values() for piece in one.evidence]
    pieces += [piece for alert in state.alerts for piece in alert.evidence]
    for piece in pieces:
        assert text[piece.line][piece.start : piece.end] == piece.quote
    assert all(one.evidence for one in sentences(state).values() if one.by == "heard")
    for one in state.differences:
        if one.settled == "open":
            assert text[one.line][one.start : one.end] == one.live


@few
@given(scripts, st.sampled_from(IDS), scripts)
def test_an_edited_sentence_is_never_overwritten(before, id_, after):
    encounter = played(events_of(before))
    encounter.apply(SentenceEdited(id=id_, text="The clinician's own words."))
    line = len(encounter.turns)
    for event in events_of(after):
        if isinstance(event, Undone) or (isinstance(event, SentenceEdited) and event.id == id_):
            continue
        if isinstance(event, TurnHeard):
            line += 1
            event = TurnHeard(turn=event.turn.model_copy(update={"line": line}))
        encounter.apply(event)
        kept = sentences(encounter.state)[id_]
        assert (kept.text, kept.by) == ("The clinician's own words.", "clinician")


@few
@given(scripts, st.sampled_from(["exam.reflexes", "red_flags.fever", "laterality"]), scripts)
def test_a_dismissed_item_does_not_come_back(before, path, after):
    encounter = played(events_of(before))
    encounter.apply(Dismissed(path=path, reason="not_assessed"))
    line = len(encounter.turns)
    for event in events_of(after):
        if isinstance(event, Undone | Dismissed):
            continue
        if isinstance(event, TurnHeard):
            line += 1
            event = TurnHeard(turn=event.turn.model_copy(update={"line": line}))
        encounter.apply(event)
        missing = [one for item in encounter.state.checklist for one in item.missing]
        conflicts = [
            one.path for item in encounter.state.checklist for one in item.lines if one.state == "conflict"
        ]
        assert path not in missing or path in conflicts


@few
@given(scripts, decisions)
def test_undo_restores_the_state_before_the_decision(script, decision):
    encounter = played(events_of(script))
    before, turns_before = encounter.state, encounter.turns
    encounter.apply(decision)
    encounter.apply(Undone())
    assert encounter.state == before
    assert encounter.turns == turns_before


@few
@given(scripts, st.sampled_from(["laterality", "red_flags.fever"]), st.sampled_from(["left", "absent"]), scripts)
def test_nothing_heard_outranks_an_entry(before, path, value, after):
    encounter = played(events_of(before))
    encounter.apply(FactEntered(path=path, value=value))
    line = len(encounter.turns)
    for event in events_of(after):
        if isinstance(event, TurnHeard):
            line += 1
            encounter.apply(TurnHeard(turn=event.turn.model_copy(update={"line": line})))
        assert encounter.sheet.value(path) == value


TALK = [
    ("clinician", "What brings you in today?"),
    (
        "patient",
        "My lower back has been hurting on the left side. It started three weeks ago when I lifted a couch.",
    ),
    ("clinician", "Any fever, weight loss, or trouble with your bladder or bowels?"),
    ("patient", "No fever. I have lost some weight though. And no bladder trouble."),
    (
        "clinician",
        "Straight leg raise is negative on both sides. Strength is five out of five. Reflexes are normal.",
    ),
    (
        "clinician",
        "This is a lumbar strain. Take naproxen 500 milligrams twice a day, and go to physical therapy.",
    ),
]


def shown(encounter: Encounter) -> object:
    """The state without line numbers and places, which follow from how the talk is cut."""
    state = encounter.state
    return (
        sorted((fact.path, fact.value, fact.status, str(fact.side)) for fact in state.facts),
        [(item.element, item.status, item.missing, item.ask) for item in state.checklist],
        (state.code.primary, state.code.tabular.primary),
        [(alert.rule, alert.kind) for alert in state.alerts],
        [one.id for one in sentences(state).values()],
    )


def cut(data, text: str) -> list[str]:
    parts = text.split()
    places = sorted(data.draw(st.sets(st.integers(1, len(parts) - 1), max_size=4))) if len(parts) > 1 else []
    bounds = [0, *places, len(parts)]
    return [" ".join(parts[one:other]) for one, other in pairwise(bounds)]


@few
@given(st.data())
def test_the_same_visit_cut_anywhere_ends_in_the_same_state(data):
    whole = played(events_of(("turn", speaker, text) for speaker, text in TALK))
    pieces = [("turn", speaker, piece) for speaker, text in TALK for piece in cut(data, text)]
    assert shown(played(events_of(pieces))) == shown(whole)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=300), st.sampled_from(SPEAKERS))
def test_any_characters_may_be_said(text, speaker):
    encounter = played([TurnHeard(turn=Turn(line=1, speaker=speaker, text=text))])
    assert encounter.turns[0].text == text


@pytest.mark.alone
def test_ten_thousand_turns_are_taken_and_the_last_as_fast_as_the_first():
    chatter = ["mm-hmm", "okay", "so how was the drive over here", "it's been a busy week at work", "I see"]
    encounter = Encounter(PACK, VISIT)
    seconds = []
    for line in range(1, 10_001):
        text = SAID[line // 20 % len(SAID)] if line % 20 == 0 else chatter[line % len(chatter)]
        turn = Turn(line=line, speaker=SPEAKERS[line % 2], text=text)
        began = time.process_time()
        encounter.hear(turn)
        seconds.append(time.process_time() - began)
    early, late = sorted(seconds[500:1500]), sorted(seconds[-1000:])
    assert len(encounter.turns) == 10_000
    assert late[500] < 3 * early[500] + 0.0005


@pytest.mark.alone
@pytest.mark.parametrize("text", ["my back hurts and " * 2800, "x" * 50_000, "no, " * 12_500])
def test_one_turn_of_fifty_thousand_characters_is_taken(text):
    began = time.process_time()
    encounter = played([TurnHeard(turn=Turn(line=1, speaker="patient", text=text))])
    assert encounter.turns[0].text == text
    assert time.process_time() - began < 20
