"""Lets the sound decide between what was heard and a term that sounds a little like it.

The decoder is asked for the same sound how probable the words are as they were heard, and how probable with the
term in their place, both times told to expect the terms in question. A rare term needs that much help: without it
the decoder prefers ordinary words that sound the same. Nothing is decoded anew, so a term costs some 10 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from asr.sounding import protected, sound_of, stops
from asr.transcript import Word

SHORTEST = 5  # letters of a term that the sound may decide on
DOUBTED = 0.6  # probability under which a word may be another one
_LONGEST = 5  # words that may stand for one term
_SHORTLIST = 12  # terms that are held against the sound of one sentence
_FINALISTS = 3  # terms of which the places around are tried as well
_WITHIN_REACH = 8.0  # log-probability that such a term may be behind what was heard
_ALIKE = 0.45  # likeness under which the sound is not asked
_SOUND_SHARE = 0.6  # of the likeness; the rest is the letters'
# Log-probability that likeness, from nought to one, counts for beside the support of the sound, and the likeness
# at which it counts neither for the term nor against it.
_FOR_LIKENESS = 16.0
_EVEN = 0.54
_AROUND = 10  # words before and after the doubted ones that are held against the sound with them


class Support(Protocol):
    """How probable the sound from `start_s` to `end_s` makes each of `texts` (log-probability), where the decoder
    is told to expect `expecting`."""

    def __call__(
        self, texts: Sequence[str], expecting: Sequence[str], start_s: float, end_s: float
    ) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `first` to `last` (exclusive) of an utterance may stand for term number `term`; `likeness` is 0..1."""

    first: int
    last: int
    term: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Sounds:
    """The letters and the sounds of some terms, side by side."""

    letters: tuple[str, ...]
    sounds: tuple[str, ...]

    @classmethod
    def of(cls, letters: Iterable[str]) -> Sounds:
        kept = tuple(letters)
        return cls(kept, tuple(sound_of(one) for one in kept))

    def likeness(self, stretches: Sequence[str]) -> np.ndarray:
        """How alike each stretch of letters is to each term, 0..1, shape (stretches, terms); 0 where the stretch
        holds the term."""
        sounds = [sound_of(one) for one in stretches]
        sounding = process.cdist(sounds, self.sounds, scorer=Levenshtein.normalized_similarity)
        spelt = process.cdist(stretches, self.letters, scorer=Levenshtein.normalized_similarity)
        alike = _SOUND_SHARE * sounding + (1 - _SOUND_SHARE) * spelt
        return np.array(
            [
                [0.0 if letters in stretch else value for letters, value in zip(self.letters, row, strict=True)]
                for stretch, row in zip(stretches, alike, strict=True)
            ]
        )


def sentences(words: Sequence[Word], doubted: Sequence[bool]) -> list[tuple[int, int]]:
    """The sentences (first word, word after the last) that hold a doubted word, cut short far from it."""
    found = []
    first = 0
    for place in range(len(words)):
        if place + 1 == len(words) or stops(words[place : place + 1]):
            doubts = [one for one in range(first, place + 1) if doubted[one]]
            if doubts:
                found.append((max(first, doubts[0] - _AROUND), min(place + 1, doubts[-1] + 1 + _AROUND)))
            first = place + 1
    return found


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an utterance, words `first` to `last` (exclusive), and where in it another wording may stand.

    `bare` are the letters of the utterance's words. A stretch must hold a `doubted` word and no `closed` one, nor
    a number, a side or a negation.
    """

    first: int
    last: int
    bare: Sequence[str]
    doubted: Sequence[bool]
    closed: Sequence[bool]

    def may_be_other(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` may be taken for something else."""
        return (
            self.first <= first < last <= min(self.last, first + _LONGEST)
            and all(self.bare[first:last])
            and any(self.doubted[first:last])
            and not any(self.closed[first:last])
            and not protected(self.bare[first:last])
        )

    def candidates(self, terms: Sounds) -> list[Candidate]:
        """The terms likeliest to have been said, each where it sounds most like what was heard."""
        places = [
            (first, last)
            for first in range(self.first, self.last)
            for last in range(first + 1, self.last + 1)
            if self.may_be_other(first, last)
        ]
        if not places or not terms.letters:
            return []
        likeness = terms.likeness(["".join(self.bare[first:last]) for first, last in places])
        found = []
        for term in np.argsort(-likeness.max(axis=0))[:_SHORTLIST]:
            row = int(likeness[:, term].argmax())
            if likeness[row, term] >= _ALIKE:
                found.append(Candidate(places[row][0], places[row][1], int(term), float(likeness[row, term])))
        return found

    def around(self, candidate: Candidate, terms: Sounds) -> list[Candidate]:
        """The same term one word sooner or later, at either end."""
        found = []
        for first in (candidate.first - 1, candidate.first, candidate.first + 1):
            for last in (candidate.last - 1, candidate.last, candidate.last + 1):
                if self.may_be_other(first, last):
                    likeness = float(terms.likeness(["".join(self.bare[first:last])])[0, candidate.term])
                    if likeness >= _ALIKE:
                        found.append(Candidate(first, last, candidate.term, likeness))
        return found


def finalists(candidates: Sequence[Candidate], supported: Sequence[float]) -> list[Candidate]:
    """The few best supported that are not far behind what was heard."""
    ranked = sorted(zip(supported, candidates, strict=True), key=lambda pair: -pair[0])
    return [one for support, one in ranked[:_FINALISTS] if support > -_WITHIN_REACH]


def chosen(candidates: Sequence[Candidate], supported: Sequence[float]) -> list[Candidate]:
    """Those to be preferred to what was heard, without overlap, the surest first. The less a candidate is like
    what was heard, the more the sound must support it."""
    gains = [
        value + _FOR_LIKENESS * (one.likeness - _EVEN) for one, value in zip(candidates, supported, strict=True)
    ]
    taken: list[Candidate] = []
    for value, one in sorted(zip(gains, candidates, strict=True), key=lambda pair: -pair[0]):
        if value > 0 and not any(one.first < other.last and other.first < one.last for other in taken):
            taken.append(one)
    return taken
