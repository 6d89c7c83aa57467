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


def written(lines: tuple[str, ...]) -> list[str]:
    """The sentences of the note once the complaint and then these lines were heard."""
    visit = Encounter(load_pack(), Visit(date_of_service=date(2026, 3, 2)))
    spoken = ("D: What brings you in?", "P: My lower back hurts on the left and down the left leg.", *lines)
    for number, line in enumerate(spoken, 1):
        speaker = "clinician" if line.startswith("D: ") else "patient"
        visit.hear(Turn(line=number, speaker=speaker, text=line[3:]))
    return [one.text for section in visit.state.note.sections for one in section.sentences]


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
        (
            'Mechanism: "I got up from the couch, and there it was".',
            ("P: Tuesday. I got up from the couch, and there it was.",),
        ),
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
            'Not planned today: imaging ("I don\'t think we need an x-ray today").',
            ("D: So I don't think we need an x-ray today.",),
        ),
        ('Present: night pain ("It wakes me from sleep").', ("P: It wakes me from sleep.",)),
        # Only what was named is denied, and nobody denied what was measured.
        (
            'Denies numbness of the legs ("Any numbness ? ... No").',
            ("D: Any numbness ?", "P: No."),
        ),
        ("Denies bladder dysfunction.", ("D: Any trouble with your bladder?", "P: No.")),
        ('No fever ("your temperature is normal today").', ("D: And your temperature is normal today.",)),
        (
            'Acupuncture ("For your back, I\'ll put in a referral for acupuncture").',
            ("D: For your back, I'll put in a referral for acupuncture.",),
        ),
        (
            'Acetaminophen ("For the pain, take Tylenol, two extra strength up to three times a day").',
            ("D: For the pain, take Tylenol, two extra strength up to three times a day.",),
        ),
        (
            'Relieved by: "My friend gave me two Aleve and I sat in the tub ... It helped while I was in there".',
            (
                "D: What have you taken for it?",
                "P: My friend gave me two Aleve and I sat in the tub. It helped while I was in there.",
            ),
        ),
    ],
)
def test_a_quote_in_the_note_is_whole_and_of_its_own_subject(sentence: str, lines: tuple[str, ...]) -> None:
    assert sentence in written(lines)


@pytest.mark.parametrize(
    ("spoken", "unwanted"),
    [
        (("D: How was the drive?", "P: Terrible."), "Severity"),
        (("D: Hop up on the table. Lie back, I'm going to lift this leg.", "P: Feels like a stretch."), "Quality"),
        (("D: So I'll give you a shot for the back.", "P: Oh man, I hate needles."), "intravenous drug use"),
        (("P: They gave me some steroids, a pack of six days.",), "prolonged steroid use"),
        (("D: How are you sleeping?", "P: I wake up at three and just lay there."), "Present: night pain"),
        (("D: Most people with chronic low back pain never learn a cause.",), "A family member"),
        (("D: He has a history of asthma, presenting with low back pain.",), "Before this episode"),
        (("D: Did you do anything, lift something?", "P: No sir. It just started hurting."), "Mechanism"),
        (("D: I'll call you the minute I see that MRI.",), "MRI reviewed"),
    ],
)
def test_what_only_looks_like_it_is_not_written_down(spoken: tuple[str, ...], unwanted: str) -> None:
    assert not [one for one in written(spoken) if unwanted in one]
