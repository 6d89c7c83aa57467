"""Other hypotheses of the same sound tell what a doubted stretch may have been."""

import re

import pytest

from asr.alternatives import Alternatives
from asr.transcript import Word
from asr.vocabulary import Vocabulary
from tests.asr.test_rescoring import PACK


@pytest.mark.parametrize(
    ("heard", "other", "first", "last", "there"),
    [
        ("taking some bowel to further pain", "taking some balta for the pain", 1, 5, {"somebaltaforthe"}),
        ("did the mallexic arm help you", "did the malixicam help you", 2, 4, {"malixicam"}),
        ("did the mallexic arm help you", "did the malixicam help you", 1, 4, {"themalixicam"}),
        ("did the mallexic arm help you", "did the malixicam help you", 2, 3, set()),  # it has no part for the arm
        ("did the mallexic arm help you", "did the mallexic arm help you", 2, 4, set()),
        ("it is a nautic change", "it is not a change", 2, 4, set()),  # a negation is never read into it
        ("the medics on for it", "the med Excel two", 1, 5, set()),
    ],
)
def test_another_hypothesis_tells_what_stands_in_place_of_a_stretch(heard, other, first, last, there):
    bare = heard.split()
    assert Alternatives.of(bare, [other]).of_stretch(bare, first, last) == there


def test_a_term_that_only_another_hypothesis_is_like_is_held_against_the_sound():
    vocabulary = Vocabulary(PACK.terms, PACK.known, lambda word: True, PACK.places)
    words = [
        Word(text, n, n + 0.8, 0.5) for n, text in enumerate(re.split(" ", "Did the monk is a cap help you?"))
    ]

    def support(texts, expecting, start_s, end_s):
        return [5.0 if "meloxicam" in text else 0.0 for text in texts]

    alone, _ = vocabulary.repair(words, support)
    told, repairs = vocabulary.repair(words, support, ["Did the malixicam help you?"])
    assert "meloxicam" not in " ".join(word.text for word in alone)
    assert [word.text for word in told] == ["Did", "the", "meloxicam", "help", "you?"]
    assert [one.heard for one in repairs] == ["monk is a cap"]
