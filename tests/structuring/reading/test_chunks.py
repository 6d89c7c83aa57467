"""A visit ends in the same facts however the recogniser has cut it into turns, and never trips over its input."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scribe_app.rules.knowledge import load_pack
from structuring.facts import FactSheet
from structuring.reading import Reader
from structuring.turns import Speaker, Turn

VISIT: list[tuple[Speaker, str]] = [
    ("clinician", "hi , what brings you in ? is it the back again"),
    ("patient", "yeah . my lower back , on the left . no , sorry , the right . it started about two weeks ago"),
    ("clinician", "okay and any numbness or tingling in your legs , any trouble with your bladder or bowels ?"),
    ("patient", "no . well , some tingling in my foot , but that went away . no trouble with my bladder"),
    ("clinician", "any fever , chills , weight loss ? have you ever had cancer"),
    ("patient", "no fever but i've lost weight without trying . my mother had cancer , i did n't"),
    (
        "clinician",
        "okay so on your back exam you do have tenderness over the right paraspinal muscles your straight leg "
        "raise is negative your strength is five out of five and reflexes are two plus . there is no step off",
    ),
    (
        "clinician",
        "so i think you have a lumbar strain . i'm gon na prescribe meloxicam 15 milligrams once a day and",
    ),
    (
        "clinician",
        "refer you to physical therapy . if you get numb in the groin or lose control of your bladder go to",
    ),
    (
        "clinician",
        "the er . no heavy lifting . you'll take gabapentin three hundred milligrams at night and we 'll get an "
        "mri of the lumbar spine , l four l five . i'll see you back in three weeks",
    ),
]


def facts(turns: list[tuple[Speaker, str]]) -> list[tuple[object, ...]]:
    """What was read, without the places where it was said."""
    reader = Reader(load_pack())
    for number, (speaker, text) in enumerate(turns, 1):
        reader.hear(Turn(line=number, speaker=speaker, text=text))
    return [
        (fact.path, fact.value, fact.status, fact.side, tuple(sorted(fact.attributes.items())))
        for fact in reader.sheet()
    ]


WHOLE = facts(VISIT)
WORDS = re.findall(r"\S+", "no back pain left right any fever ? . , if not numb legs it is 5 of out you have")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_chunking_ends_in_the_same_facts(data: st.DataObject) -> None:
    pieces: list[tuple[Speaker, str]] = []
    for speaker, text in VISIT:
        words = text.split(" ")
        cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(words) - 1)), max_size=4)))
        for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
            if start < end:
                pieces.append((speaker, " ".join(words[start:end])))
    assert facts(pieces) == WHOLE


def test_the_visit_is_read_as_meant() -> None:
    told = {path: value for path, value, status, *_ in WHOLE if status == "stated"}
    assert told["laterality"] == "right"
    assert told["onset"] == "acute"
    assert told["red_flags.weight_loss"] == "present"
    assert told["red_flags.fever"] == "absent"
    assert told["red_flags.bowel_bladder"] == "absent"
    assert told["exam.straight_leg_raise"] == "normal"
    assert told["plan.nsaid"] == "planned"
    assert "red_flags.saddle_anesthesia" not in told


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["clinician", "patient", "unknown"]),
            st.text(max_size=60)
            | st.lists(
                st.sampled_from(WORDS),
                max_size=20,
            ).map(" ".join),
        ),
        max_size=8,
    )
)
def test_any_talk_is_read_and_quoted_to_the_letter(turns: list[tuple[Speaker, str]]) -> None:
    reader = Reader(load_pack())
    for number, (speaker, text) in enumerate(turns, 1):
        reader.hear(Turn(line=number, speaker=speaker, text=text))
    for fact in reader.sheet():
        assert fact.evidence
        for piece in fact.evidence:
            assert turns[piece.line - 1][1][piece.start : piece.end] == piece.quote


def test_the_same_talk_gives_the_same_sheet() -> None:
    def sheet() -> FactSheet:
        reader = Reader(load_pack())
        for number, (speaker, text) in enumerate(VISIT, 1):
            reader.hear(Turn(line=number, speaker=speaker, text=text))
        return reader.sheet()

    assert sheet() == sheet()


@pytest.mark.parametrize(
    "piece", ["my back hurts and i have no fever and it is on the left side ", "да нет 痛い 🙂 no ", "no " * 8]
)
@pytest.mark.alone
def test_a_turn_of_fifty_thousand_characters_is_read(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    reader = Reader(load_pack())
    start = time.process_time()
    reader.hear(Turn(line=1, speaker="patient", text=text))
    reader.sheet()
    assert time.process_time() - start < 8


@pytest.mark.alone
def test_a_very_long_visit_stays_quick() -> None:
    """The last turns of a visit of three thousand cost no more than three times the first."""
    reader = Reader(load_pack())
    spent: list[float] = []
    number = 0
    for _ in range(10):
        start = time.process_time()
        for _ in range(30):
            for speaker, text in VISIT:
                number += 1
                reader.hear(Turn(line=number, speaker=speaker, text=text))
        reader.sheet()
        spent.append(time.process_time() - start)
    assert number == 3000
    assert spent[-1] < 3 * max(spent[0], 0.2)
