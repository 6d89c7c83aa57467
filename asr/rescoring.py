"""Lets the sound decide between what was heard and a term that sounds a little like it.

The decoder is asked for the same sound how probable the words are as they were heard, and how probable with the
term in their place, both times told to expect the terms in question. A rare term needs that much help: without it
the decoder prefers ordinary words that sound the same. Nothing is decoded anew, so a term costs 10 to 20 ms.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from asr.alternatives import Alternatives
from asr.sounding import SOUND_SHARE, letters_of, protected, sound_of, stops
from asr.transcript import Word

SHORTEST = 5  # letters of a term that the sound may decide on
SHORTEST_DOUBTED = 3  # letters of a word that may raise a doubt
DOUBTED = 0.6  # probability under which a word may be another one ...
DOUBTED_IF_RIGHT = 0.4  # ... and one that is a term's
_STEM = 5  # letters at the beginning of a word that tell it well enough
_LONGEST = 5  # words that may stand for one term
_SHORTLIST = 12  # terms that are held against the sound of one sentence
# A term is held against the sound up to three times: with nothing expected, which costs a third; with the few best
# expected; and the best of these at the places around as well. It goes on among so many, and if the sound does not
# speak more than that (log-probability) against it.
ROUNDS = ((5, 22.0), (3, 12.0))
_ALIKE = 0.58  # likeness under which the sound is not asked
_WHERE_USUAL = 10  # terms that are tried where they are usual, however little they are like what was heard ...
_ALIKE_WHERE_USUAL = 0.25  # ... if not less than this
_COUNTED_AS = 0.4  # likeness that they are given at the least
_FOR_A_MEDICINE = 1.0  # log-probability that is asked more of a medicine
_TOO_CLOSE = 1.0  # log-probability by which one medicine must be ahead of another
# Log-probability that likeness, from nought to one, counts for beside the support of the sound, and the likeness
# at which it counts neither for the term nor against it.
_FOR_LIKENESS = 16.0
_EVEN = 0.6
_AROUND = 7  # words before and after the doubted ones that are held against the sound with them
# Of a sentence longer than that only a part is held against the sound for each term, or an utterance without a
# full stop takes seconds: beginning every so many words, so that terms close to each other share what was heard.
_LONG = 24
_PARTS_EVERY = 4


class Support(Protocol):
    """How probable the sound from `start_s` to `end_s` makes each of `texts` (log-probability), where the decoder
    is told to expect `expecting`."""

    def __call__(
        self, texts: Sequence[str], expecting: Sequence[str], start_s: float, end_s: float
    ) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `first` to `last` (exclusive) of an utterance may stand for term number `term`; `likeness` is 0..1.

    `usual` tells that the term is often said right after the words before it.
    """

    first: int
    last: int
    term: int
    likeness: float
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Sounds:
    """The letters and the sounds of some terms, side by side."""

    letters: tuple[str, ...]
    sounds: tuple[str, ...]
    of_several_words: tuple[str, ...]

    @classmethod
    def of(cls, terms: Sequence[str]) -> Sounds:
        letters = tuple("".join(letters_of(word) for word in term.split()) for term in terms)
        several = tuple(one for one, term in zip(letters, terms, strict=True) if " " in term)
        return cls(letters, tuple(sound_of(one) for one in letters), several)

    def likeness(self, stretches: Sequence[str]) -> np.ndarray:
        """How alike each stretch of letters is to each term, 0..1, shape (stretches, terms)."""
        sounds = [sound_of(one) for one in stretches]
        sounding = process.cdist(sounds, self.sounds, scorer=Levenshtein.normalized_similarity)
        spelt = process.cdist(stretches, self.letters, scorer=Levenshtein.normalized_similarity)
        return np.asarray(SOUND_SHARE * sounding + (1 - SOUND_SHARE) * spelt)


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


def part_around(word: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence (first word, word after the last) against whose sound a term is held that may stand
    for words from `word` on."""
    first, last = sentence
    if last - first <= _LONG:
        return sentence
    begins = word - (word - first) % _PARTS_EVERY
    return max(first, begins - _AROUND), min(last, begins + _PARTS_EVERY - 1 + _LONGEST + _AROUND)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an utterance, words `first` to `last` (exclusive), and where in it another wording may stand.

    `bare` are the letters of the utterance's words. A stretch must hold a `doubted` word and no `closed` one, nor
    a number, a side or a negation; what stands for its `sure` words must hold their beginning too. `usual` tells
    which terms are often said from a word on, `others` what other hypotheses have there.
    """

    first: int
    last: int
    bare: Sequence[str]
    doubted: Sequence[bool]
    closed: Sequence[bool]
    sure: Sequence[bool]
    usual: Mapping[int, Sequence[int]]
    others: Alternatives

    def may_be_other(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` may be taken for something else."""
        return (
            self.first <= first < last <= min(self.last, first + _LONGEST)
            and all(self.bare[first:last])
            and any(self.doubted[first:last])
            and not any(self.closed[first:last])
            and not protected(self.bare[first:last])
        )

    def _likeness(self, first: int, last: int, terms: Sounds) -> np.ndarray:
        """How much words `first` to `last` are like each term; 0 where nothing would be left of a sure word, and
        for all where they hold a term of several words."""
        sure = [self.bare[place][:_STEM] for place in range(first, last) if self.sure[place]]
        stretch = "".join(self.bare[first:last])
        likeness = terms.likeness([stretch])[0]
        if others := self.others.of_stretch(self.bare, first, last):
            np.maximum(likeness, terms.likeness(sorted(others)).max(axis=0), out=likeness)
        if any(letters in stretch for letters in terms.of_several_words):
            likeness[:] = 0.0
        for term, letters in enumerate(terms.letters):
            if letters in stretch or not all(stem in letters for stem in sure):
                likeness[term] = 0.0
        return likeness

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
        likeness = np.stack([self._likeness(first, last, terms) for first, last in places])
        highest = likeness.max(axis=0)
        found = {
            (first, last, int(term)): Candidate(first, last, int(term), float(highest[term]))
            for term in np.argsort(-highest)[:_SHORTLIST]
            if highest[term] >= _ALIKE
            for first, last in [places[int(likeness[:, term].argmax())]]
        }
        for start, usual in self.usual.items():
            rows = [row for row, (first, _) in enumerate(places) if first == start]
            if rows:
                here = {term: max((float(likeness[row, term]), places[row]) for row in rows) for term in usual}
                likeliest = sorted(here, key=lambda term: -here[term][0])[:_WHERE_USUAL]
                found |= {
                    (*here[term][1], term): Candidate(
                        *here[term][1], term, max(_COUNTED_AS, here[term][0]), usual=True
                    )
                    for term in likeliest
                    if here[term][0] >= _ALIKE_WHERE_USUAL
                }
        return list(found.values())

    def around(self, candidate: Candidate, terms: Sounds) -> list[Candidate]:
        """The same term there, and with one word more or less at either end."""
        places = [(candidate.first, candidate.last + more) for more in (-1, 0, 1)]
        if not candidate.usual:
            places += [(candidate.first + more, candidate.last) for more in (-1, 1)]
        found = []
        for first, last in places:
            if self.may_be_other(first, last):
                likeness = float(self._likeness(first, last, terms)[candidate.term])
                if candidate.usual:
                    likeness = max(_COUNTED_AS, likeness)
                if likeness >= _ALIKE or candidate.usual:
                    found.append(replace(candidate, first=first, last=last, likeness=likeness))
        return found


def best(
    candidates: Sequence[Candidate], supported: Sequence[float], count: int, within_reach: float
) -> list[Candidate]:
    """The `count` best of them, each term once, that the sound speaks for or not much against."""
    ranked = sorted(
        (-value - _FOR_LIKENESS * one.likeness, place)
        for place, (one, value) in enumerate(zip(candidates, supported, strict=True))
        if value > -within_reach
    )
    found: dict[int, Candidate] = {}
    for _, place in ranked:
        found.setdefault(candidates[place].term, candidates[place])
    return list(found.values())[:count]


def chosen(
    candidates: Sequence[Candidate], supported: Sequence[float], medicines: Collection[int]
) -> list[Candidate]:
    """Those to be preferred to what was heard, without overlap, the surest first.

    The less a candidate is like what was heard, the more the sound must support it. More is asked of `medicines`
    (numbers of terms), and of two that the sound supports nearly equally neither is taken: a wrong one is worse
    than none.
    """
    ranked = sorted(
        (
            (value + _FOR_LIKENESS * (one.likeness - _EVEN) - _FOR_A_MEDICINE * (one.term in medicines), place)
            for place, (one, value) in enumerate(zip(candidates, supported, strict=True))
            if value > 0
        ),
        reverse=True,
    )
    taken: list[Candidate] = []
    for value, place in ranked:
        one = candidates[place]
        if value <= 0 or any(_overlap(one, other) for other in taken):
            continue
        if one.term in medicines and any(
            _overlap(one, other)
            and other.term in medicines
            and other.term != one.term
            and rival > supported[place] - _TOO_CLOSE
            for other, rival in zip(candidates, supported, strict=True)
        ):
            continue
        taken.append(one)
    return taken


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.first < other.last and other.first < one.last
