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
