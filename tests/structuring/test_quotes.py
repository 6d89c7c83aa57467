"""What the note quotes of a fact that was told more than once."""

from __future__ import annotations

from scribe_app.rules.knowledge import load_pack
from structuring.reading import Reader
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
