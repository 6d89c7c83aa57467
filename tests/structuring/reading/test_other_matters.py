"""What is said of something else - another part, another illness, another time - leaves the slots of the back alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in?", "P: My low back hurts.")


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("laterality", ("D: You finished the whole course of pills, right?", "P: Yeah, that's right.")),
        ("laterality", ("P: Another truck hit us from the left side.",)),
        ("laterality", ("D: They did a bilateral kyphoplasty back then.",)),
        ("onset", ("D: And how old are you?", "P: I'm seventy four years old.")),
        ("onset", ("D: What is your pain today out of ten?", "P: Out of ten, about a six.")),
        ("red_flags.weight_loss", ("P: I limp to take the weight off my knee.",)),
        ("red_flags.weight_loss", ("D: And your sugars are staying stable?", "P: Yes, that's right.")),
        ("red_flags.bowel_bladder", ("P: I had a urinary tract infection at the same time.",)),
        ("red_flags.saddle_anesthesia", ("D: How is the foot?", "P: The bottom is numb.")),
        ("radiation.leg_pain", ("P: There is pain in my back and knees.",)),
        ("exam.motor_strength", ("D: The film shows a grade two L four anterior spondylolisthesis.",)),
        ("etiology.none_identified", ("D: They saw some nonspecific edema in the tendon.",)),
    ],
)
def test_other_matters_fill_no_slot_of_the_back(read: Read, path: str, lines: tuple[str, ...]) -> None:
    sheet = read(*OPENING, *lines)
    assert [fact.value for fact in sheet.all(path) if fact.status in ("stated", "conflict")] == []
