"""A recovery phrase: 128 random bits and a 16-bit check as nine pronounceable words, to be written on paper.

The words are proquints (D. S. Wilkerson, arXiv 0901.4016): five letters stand for sixteen bits.
"""

from __future__ import annotations

import hashlib
import secrets

from scribe_app.errors import Refusal

_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"
_BYTES = 16
WORDS = (_BYTES + 2) // 2


def make() -> str:
    """A new phrase."""
    bits = secrets.token_bytes(_BYTES)
    return _spell(bits + _check(bits))


def plain(phrase: str) -> str:
    """The phrase in its one spelling, whatever blanks, dashes and capitals it was typed with.

    Raises Refusal when a word is none or the check does not fit, naming the word where it can.
    """
    words = phrase.lower().replace("-", " ").split()
    if len(words) != WORDS:
        raise Refusal(f"A recovery phrase has {WORDS} words; these are {len(words)}.")
    data = b"".join(_read(word, place) for place, word in enumerate(words, start=1))
    if _check(data[:_BYTES]) != data[_BYTES:]:
        raise Refusal("One of the words of the recovery phrase is mistyped, or two are in the wrong order.")
    return " ".join(words)


def _check(bits: bytes) -> bytes:
    return hashlib.sha256(bits).digest()[:2]


def _spell(data: bytes) -> str:
    words = []
    for start in range(0, len(data), 2):
        number = int.from_bytes(data[start : start + 2], "big")
        words.append(
            _CONSONANTS[number >> 12]
            + _VOWELS[number >> 10 & 3]
            + _CONSONANTS[number >> 6 & 15]
            + _VOWELS[number >> 4 & 3]
            + _CONSONANTS[number & 15]
        )
    return " ".join(words)


def _read(word: str, place: int) -> bytes:
    number = 0
    for position, letter in enumerate(word):
        letters = _VOWELS if position % 2 else _CONSONANTS
        if len(word) != 5 or letter not in letters:
            raise Refusal(f"Word {place} of the recovery phrase, '{word}', is mistyped.")
        number = number * len(letters) + letters.index(letter)
    return number.to_bytes(2, "big")
