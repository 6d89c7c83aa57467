"""A turn that was hardly understood names no drug by itself: an expected name may have been heard into noise."""

from __future__ import annotations

import pytest

from scribe_app.rules.knowledge import load_pack
from structuring.reading import Reader
from structuring.turns import Turn


@pytest.mark.parametrize(("doubtful", "status"), [(False, "stated"), (True, "uncertain")])
def test_a_drug_is_planned_only_where_it_was_understood(doubtful: bool, status: str) -> None:
    reader = Reader(load_pack())
    reader.hear(Turn(line=1, speaker="patient", text="My low back hurts."))
    reader.hear(Turn(line=2, speaker="clinician", text="I'd like you to take naproxen.", doubtful=doubtful))
    planned = reader.sheet().all("plan.nsaid")
    assert {fact.status for fact in planned} == {status}


def test_one_doubted_word_casts_no_doubt_on_the_others() -> None:
    said = "I'd like you to take naproxen and I'd like you to take Tylenol."
    reader = Reader(load_pack())
    reader.hear(Turn(line=1, speaker="patient", text="My low back hurts."))
    at = said.index("naproxen")
    reader.hear(Turn(line=2, speaker="clinician", text=said, doubted=((at, at + len("naproxen")),)))
    assert {fact.status for fact in reader.sheet().all("plan.nsaid")} == {"uncertain"}
    assert {fact.status for fact in reader.sheet().all("plan.acetaminophen")} == {"stated"}


@pytest.mark.parametrize(("answer", "value"), [("No, no.", "absent"), ("Yes.", "present")])
def test_a_doubtful_turn_neither_denies_nor_accepts(answer: str, value: str) -> None:
    for doubtful, told in ((False, [value]), (True, [])):
        reader = Reader(load_pack())
        reader.hear(Turn(line=1, speaker="patient", text="My low back hurts."))
        reader.hear(Turn(line=2, speaker="clinician", text="Have you had any fever?"))
        reader.hear(Turn(line=3, speaker="patient", text=answer, doubtful=doubtful))
        fevers = reader.sheet().all("red_flags.fever")
        assert [fact.value for fact in fevers if fact.status == "stated"] == told


@pytest.mark.parametrize(("answer", "value"), [("Sure, sign me up.", "planned"), ("No thanks.", "stopped")])
def test_an_offer_waits_for_a_word_that_was_understood(answer: str, value: str) -> None:
    for doubtful, told in ((False, [value]), (True, [])):
        reader = Reader(load_pack())
        reader.hear(Turn(line=1, speaker="patient", text="My low back hurts."))
        reader.hear(Turn(line=2, speaker="clinician", text="Would you be willing to try physical therapy?"))
        reader.hear(Turn(line=3, speaker="patient", text=answer, doubtful=doubtful))
        assert [fact.value for fact in reader.sheet().all("plan.physical_therapy")] == told
