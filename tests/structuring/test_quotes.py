"""What the note quotes of a fact that was told more than once."""

from __future__ import annotations

from datetime import date

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.reading import Reader
from structuring.state import Visit
from structuring.template import quote_of
from structuring.turns import Turn


def test_words_said_twice_stand_once_in_the_note() -> None:
    reader = Reader(load_pack())
    reader.hear(Turn(line=1, speaker="patient", text="My low back hurts."))
    reader.hear(
        Turn(line=2, speaker="clinician", text="I want you to avoid heavy lifting for the next few weeks.")
    )
    reader.hear(Turn(line=3, speaker="patient", text="Okay."))
    again = "And avoid heavy lifting at work for the next two weeks."
    reader.hear(Turn(line=4, speaker="clinician", text=again))
    fact = reader.sheet().settled("plan.activity_modification")
    assert fact is not None and {piece.line for piece in fact.evidence} == {2, 4}
    assert quote_of(fact).count("avoid heavy lifting") == 1
    assert quote_of(fact) in again


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        (
            'Sensation: abnormal, left ("Sensation is decreased over the outside of the left foot").',
            ("D: Sensation is decreased over the outside of the left foot. Strength is normal in both legs.",),
        ),
        (
            'Follow-up ("when should I come back? ... Come back in two weeks").',
            ("P: And when should I come back?", "D: Come back in two weeks."),
        ),
        ('Mechanism: "I got up from the couch".', ("P: Tuesday. I got up from the couch, and there it was.",)),
        (
            'Physical therapy ("I\'m sending you to physical therapy").',
            ("D: I'm sending you to physical therapy, and I want you to keep using the heating pad.",),
        ),
        (
            'Treatment so far: "A heating pad, mostly, and some Tylenol"; "It takes the edge off".',
            (
                "D: What have you tried so far?",
                "P: A heating pad, mostly, and some Tylenol. It takes the edge off.",
            ),
        ),
        (
            'Function: "I could hardly get out of bed"; "I manage, but I stopped going to the gym".',
            ("P: I could hardly get out of bed.", "D: And work?", "P: I manage, but I stopped going to the gym."),
        ),
        (
            'Motor strength: abnormal, right ("great toe on the right is four out of five, left is five").',
            ("D: So great toe on the right is four out of five, left is five, and reflexes are equal.",),
        ),
        (
            "Naproxen 500 milligrams twice a day with food for one week.",
            ("D: Okay, so, um, naproxen 500 milligrams twice a day with food for one week, and therapy.",),
        ),
        (
            'Return precautions: "If you get numb between the legs, or you can\'t pee, go to the emergency room".',
            ("D: If you get numb between the legs, or you can't pee, go to the emergency room. Okay?",),
        ),
        (
            'Straight leg raise: positive, left ("straight leg raise is positive on the left at forty degrees").',
            (
                "D: all right so straight leg raise is positive on the left at forty degrees and then "
                "strength is five out of five",
            ),
        ),
        (
            'Not planned: imaging ("I don\'t think we need an x-ray today").',
            ("D: So I don't think we need an x-ray today.",),
        ),
    ],
)
def test_a_quote_in_the_note_is_whole_and_of_its_own_subject(sentence: str, lines: tuple[str, ...]) -> None:
    visit = Encounter(load_pack(), Visit(date_of_service=date(2026, 3, 2)))
    spoken = ("D: What brings you in?", "P: My lower back hurts on the left and down the left leg.", *lines)
    for number, line in enumerate(spoken, 1):
        speaker = "clinician" if line.startswith("D: ") else "patient"
        visit.hear(Turn(line=number, speaker=speaker, text=line[3:]))
    written = [one.text for section in visit.state.note.sections for one in section.sentences]
    assert sentence in written
