"""What words are compared by: their letters, and their sound as far as a recogniser keeps sounds apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import jellyfish

from asr.transcript import CLAUSE_ENDS, SENTENCE_ENDS, Word

# Consonants that differ by the voice alone (b and p, d and t) or that are taken for each other in a room.
_SAME_IN_A_ROOM = str.maketrans("BDGVZJ0", "PTKFSXT")

SOUND_SHARE = 0.6  # of the likeness of two wordings; the rest is that of their letters

# What no repair may take away or bring in by sound: numbers, sides, negations.
PROTECTED = frozenset(
    """no not nt never none neither nor without denies denied deny negative positive nothing nobody cannot cant
    dont doesnt didnt isnt wasnt arent werent hasnt havent hadnt wont couldnt wouldnt shouldnt aint hardly left
    right both bilateral bilaterally either side sides midline zero one two three four five six seven eight nine
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand half quarter once twice first second third fourth fifth normal
    abnormal absent present""".split()  # noqa: SIM905
)


def letters_of(text: str) -> str:
    """The letters and digits of a word, in lower case: what words are compared by."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


@lru_cache(maxsize=8192)
def sound_of(letters: str) -> str:
    """The consonants of a run of letters, and a vowel at its beginning."""
    return str(jellyfish.metaphone(letters)).translate(_SAME_IN_A_ROOM)


def protected(words: Iterable[str]) -> bool:
    """Whether one of the words (letters only) is a number, a side or a negation."""
    return any(word in PROTECTED or any(letter.isdigit() for letter in word) for word in words)


def other_number(word: str) -> str:
    """The singular of a plural, or the other way round."""
    return word[:-1] if word.endswith("s") else word + "s"


def stops(words: Sequence[Word]) -> bool:
    """Whether a sentence ends at one of these words."""
    return any(word.text.endswith(SENTENCE_ENDS) for word in words)


def pauses(words: Sequence[Word]) -> bool:
    """Whether a sentence or a clause ends at one of these words."""
    return any(word.text.endswith(SENTENCE_ENDS + CLAUSE_ENDS) for word in words)
