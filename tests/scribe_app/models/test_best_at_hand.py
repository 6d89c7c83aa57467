"""Which model goes over a recording once more: the best that is here and that this machine can carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from asr.models import EMBEDDED
from scribe_app.models.offered import Model, best_at_hand

HERE = Path("here")
FOUND = (
    Model(EMBEDDED, 75, "MIT", HERE, 1.0),
    Model("base", 140, "MIT", HERE, 2.0),
    Model("small", 480, "MIT", HERE, 6.0),
    Model("large", 1500, "MIT", None, 30.0),
    Model("own", 900, "", HERE),
)


@pytest.mark.parametrize(
    ("chosen", "tiny", "best"),
    [
        ("", 0.05, "small"),
        ("", 0.1, "base"),
        ("", 0.3, ""),
        ("", None, ""),
        ("small", 0.2, "small"),
        ("own", 0.01, "own"),
    ],
)
def test_the_best_model_that_the_machine_carries_and_never_less_than_the_chosen_one(chosen, tiny, best):
    assert best_at_hand(chosen, FOUND, {} if tiny is None else {EMBEDDED: tiny}) == best
