"""Puts misheard terms right: by wordings that are known to be heard in their place, and by their sound.

Knows no field of its own. What it changes stands beside the change in `Repair`, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from asr.alternatives import Alternatives
from asr.rescoring import (
    DOUBTED,
    DOUBTED_IF_RIGHT,
    ROUNDS,
    SHORTEST,
    SHORTEST_DOUBTED,
    Candidate,
    Sentence,
    Sounds,
    Support,
    best,
    chosen,
    part_around,
    sentences,
)
from asr.sounding import PROTECTED, SOUND_SHARE, letters_of, other_number, pauses, protected, sound_of, stops
from asr.transcript import MARKS, SENTENCE_ENDS, Repair, Word
from asr.vocabulary_file import Place, Term, VocabularyFile

_SHORTEST = 6  # letters of a term that may be repaired by its sound alone
_ALIKE = 0.72  # how alike window and term must be, where the window holds a word that nobody uses
_ALIKE_IN_PLACE = 0.66  # the same right after words that such a term is wont to follow
_ALIKE_OUT_OF_PLACE = 0.78  # and elsewhere: a wrong medicine is worse than none
_ALIKE_IF_DOUBTED = 0.76  # where all words are ordinary ones, but one of them is hardly supported by the sound
_LETTERS_ALIKE = 0.5  # and how alike their letters at the least ...
_LETTERS_OF_THE_SAME_SOUND = 0.33  # ... or where the sound is the same
_TOO_CLOSE = 0.03  # likeness by which one medicine must be ahead of another
_DOUBTED = 0.4  # probability under which an ordinary word counts as hardly supported
_LISTED = 2.0  # score of a wording that is listed: it goes before any likeness
_LONGEST_WINDOW = 6
# Log-probability by which the sound may speak against a term that is alike by its wording. Of 143 terms in a room
# the right ones had -1.2 and more, but for one; "lumbs are" (lungs are), taken for lumbar, had -5.9.
_AGAINST = 3.0


@dataclass(frozen=True, slots=True)
class _Window:
    """Words `first` to `last` (exclusive) of an utterance that stand for `term`."""

    first: int
    last: int
    term: Term
    score: float

    @property
    def listed(self) -> bool:
        return self.score == _LISTED


@dataclass(frozen=True, slots=True)
class _Sounding:
    """A term and what it is compared by."""

    term: Term
    letters: str
    sound: str
    words: int


@dataclass(slots=True)
class Vocabulary:
    """Terms made ready for repairing. `common(word)` tells whether a lower-case word is an ordinary one."""

    terms: Sequence[Term]
    known: Iterable[str] = ()
    common: Callable[[str], bool] = lambda word: True
    places: Sequence[Place] = ()
    _after: dict[str, set[str]] = field(default_factory=dict, init=False)
    _heard: dict[tuple[str, ...], Term] = field(default_factory=dict, init=False)
    _sounding: list[_Sounding] = field(default_factory=list, init=False)
    _right: set[str] = field(default_factory=set, init=False)
    _phrases: list[tuple[str, ...]] = field(default_factory=list, init=False)
    _kept: frozenset[str] = field(default=frozenset(), init=False)
    _medicines: frozenset[str] = field(default=frozenset(), init=False)
    _medicine_numbers: frozenset[int] = field(default=frozenset(), init=False)
    _usual: dict[str, list[int]] = field(default_factory=dict, init=False)  # terms by the word before them
    _freely: list[Term] = field(default_factory=list, init=False)  # that the sound may decide on
    _sounds: Sounds = field(default=Sounds((), (), ()), init=False)

    def __post_init__(self) -> None:
        self._right = {letters_of(word) for word in self.known if " " not in word}
        self._phrases = [tuple(map(letters_of, phrase.split())) for phrase in self.known if " " in phrase]
        self._kept = frozenset(self._right)
        for place in self.places:
            for say in place.terms:
                self._after.setdefault(say, set()).update(map(letters_of, place.after))
        self._medicines = frozenset(map(letters_of, self._after))
        for term in self.terms:
            right = [letters_of(word) for word in term.say.replace("-", " ").split()]
            self._right.update(right)
            self._right.add("".join(right))
            for wording in term.heard:
                self._heard[tuple(filter(None, (letters_of(word) for word in wording.split())))] = term
            letters = "".join(right)
            if (term.told_by_sound or not term.exact) and len(letters) >= SHORTEST and not PROTECTED & set(right):
                self._freely.append(term)
            if not term.exact and len(letters) >= _SHORTEST and not PROTECTED & set(right):
                self._sounding.append(_Sounding(term, letters, sound_of(letters), len(right)))
        numbers = {term.say: number for number, term in enumerate(self._freely)}
        self._medicine_numbers = frozenset(numbers[say] for say in self._after if say in numbers)
        for place in self.places:
            here = [numbers[say] for say in place.terms if say in numbers]
            for word in (*place.after, *place.perhaps_after):
                self._usual.setdefault(letters_of(word), []).extend(here)
        self._sounds = Sounds.of([term.say for term in self._freely])

    def repair(
        self, words: Sequence[Word], support: Support | None = None, others: Sequence[str] = ()
    ) -> tuple[tuple[Word, ...], tuple[Repair, ...]]:
        """The words with misheard terms put right, and what was changed, by characters of the joined text.

        With `support`, terms that sound only a little like doubted words are held against the sound as well;
        `others` are the texts of other hypotheses of the same sound.
        A repaired stretch keeps its time; where the number of words changes the time is shared out by letters.
        """
        found = self._windows(words)
        if support is not None:
            found = [one for one in found if one.listed or self._borne_out(words, one, support)]
            found = sorted([*found, *self._by_the_sound(words, found, support, others)], key=lambda one: one.first)
        out: list[Word] = []
        repairs: list[Repair] = []
        at = position = 0
        for window in found:
            for word in words[at : window.first]:
                out.append(word)
                position += len(word.text) + 1
            heard = words[window.first : window.last]
            new = _said(window.term, heard, first=not out or out[-1].text.endswith(SENTENCE_ENDS))
            text = " ".join(word.text for word in new)
            bare_end = len(text.rstrip(MARKS))
            repairs.append(
                Repair(" ".join(word.text for word in heard).strip(MARKS), position, position + bare_end)
            )
            out += new
            position += len(text) + 1
            at = window.last
        out += words[at:]
        return tuple(out), tuple(repairs)

    def _windows(self, words: Sequence[Word]) -> list[_Window]:
        """Repairs that do not overlap, by place; the surest and then the longest of those that would."""
        bare = [letters_of(word.text) for word in words]
        candidates = [*self._listed(words, bare), *self._alike(words, bare)]
        candidates.sort(key=lambda one: (-one.score, one.first - one.last, one.first))
        taken = self._in_known_phrases(bare)
        chosen = []
        for window in candidates:
            places = set(range(window.first, window.last))
            if not places & taken:
                taken |= places
                chosen.append(window)
        return sorted(chosen, key=lambda one: one.first)

    def _in_known_phrases(self, bare: Sequence[str]) -> set[int]:
        """The places of words that are right beside each other."""
        return {
            place
            for phrase in self._phrases
            for first in range(len(bare) - len(phrase) + 1)
            if tuple(bare[first : first + len(phrase)]) == phrase
            for place in range(first, first + len(phrase))
        }

    def _listed(self, words: Sequence[Word], bare: Sequence[str]) -> Iterable[_Window]:
        """Wordings of the file, to the letter."""
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + _LONGEST_WINDOW) + 1):
                term = self._heard.get(tuple(bare[first:last]))
                if term is None or _is_said(term, bare[first:last]):
                    continue
                if not stops(words[first : last - 1]) and _is_near(term, bare, first, last):
                    yield _Window(first, last, term, _LISTED)
                if stops(words[last - 1 : last]):
                    break

    def _alike(self, words: Sequence[Word], bare: Sequence[str]) -> Iterable[_Window]:
        """Stretches that hold an uncommon or unsure word and sound like a term."""
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + 4) + 1):
                if pauses(words[first : last - 1]):
                    break
                stretch = bare[first:last]
                wanted = self._wanted_likeness(words[first:last], stretch)
                if wanted is None or protected(stretch):
                    continue
                letters = "".join(stretch)
                if len(letters) < _SHORTEST - 1 or (letters in self._right and last - first == 1):
                    continue
                found = list(self._likely(bare, first, last, wanted))
                best = max((one.score for one in found), default=0.0)
                # Of two medicines that sound equally like what was heard neither is taken.
                rivals = [one for one in found if one.term.say in self._after and one.score > best - _TOO_CLOSE]
                if len(rivals) < 2:
                    yield from found

    def _likely(self, bare: Sequence[str], first: int, last: int, wanted: float) -> Iterable[_Window]:
        """The terms that words `first` to `last` are so much like."""
        letters = "".join(bare[first:last])
        sound = sound_of(letters)
        for one in self._sounding:
            if last - first > one.words + 2 or abs(len(letters) - len(one.letters)) > 4:
                continue
            if one.letters in bare[first:last]:
                continue
            score = _likeness(letters, sound, one)
            enough = wanted
            if one.term.say in self._after:
                usual = first > 0 and bare[first - 1] in self._after[one.term.say]
                enough = _ALIKE_IN_PLACE if usual else max(wanted, _ALIKE_OUT_OF_PLACE)
            if score >= enough and _is_near(one.term, bare, first, last):
                yield _Window(first, last, one.term, score)

    def _by_the_sound(
        self, words: Sequence[Word], found: Sequence[_Window], support: Support, others: Sequence[str]
    ) -> Iterable[_Window]:
        """Terms that the sound supports better than the words that were heard, beside what is `found` already."""
        bare = [letters_of(word.text) for word in words]
        whole = self._in_known_phrases(bare)
        closed = [
            letters in self._kept or letters in self._medicines or place in whole
            for place, letters in enumerate(bare)
        ]
        for window in found:
            closed[window.first : window.last] = [True] * (window.last - window.first)
        right = [letters in self._right or other_number(letters) in self._right for letters in bare]
        doubted = [
            len(letters) >= SHORTEST_DOUBTED
            and not shut
            and word.probability < (DOUBTED_IF_RIGHT if known else DOUBTED)
            for word, letters, known, shut in zip(words, bare, right, closed, strict=True)
        ]
        sure = [known and word.probability >= DOUBTED for word, known in zip(words, right, strict=True)]
        alternatives = Alternatives.of(bare, others)
        for first, last in sentences(words, doubted):
            usual = {
                place: self._usual[before]
                for place in range(max(1, first), last)
                if (before := bare[place - 1]) in self._usual
            }
            sentence = Sentence(first, last, bare, doubted, closed, sure, usual, alternatives)
            likely = sentence.candidates(self._sounds)
            for expected, (count, within_reach) in enumerate(ROUNDS):
                supported = self._of_candidates(words, sentence, likely, support, expected=expected > 0)
                likely = best(likely, supported, count, within_reach)
            likely = [other for one in likely for other in sentence.around(one, self._sounds)]
            supported = self._of_candidates(words, sentence, likely, support, expected=True)
            for one in chosen(likely, supported, self._medicine_numbers):
                yield _Window(one.first, one.last, self._freely[one.term], one.likeness)

    def _of_candidates(
        self,
        words: Sequence[Word],
        sentence: Sentence,
        candidates: Sequence[Candidate],
        support: Support,
        expected: bool,
    ) -> list[float]:
        windows = [_Window(one.first, one.last, self._freely[one.term], one.likeness) for one in candidates]
        return _supported(words, (sentence.first, sentence.last), windows, support, expected)

    def _borne_out(self, words: Sequence[Word], window: _Window, support: Support) -> bool:
        """Whether the sound does not speak much against a term that is only alike by its wording."""
        there = [window.first <= place < window.last for place in range(len(words))]
        return all(
            _supported(words, within, [window], support, expected=True)[0] > -_AGAINST
            for within in sentences(words, there)
        )

    def _wanted_likeness(self, words: Sequence[Word], bare: Sequence[str]) -> float | None:
        """How much a stretch must be like a term to be taken for it: less where one of its words is none that
        people use, more where all are ordinary but the sound hardly supports one. None: it is right as it is."""
        foreign = [
            word
            for word, letters in zip(words, bare, strict=True)
            if letters and letters not in self._right and other_number(letters) not in self._right
        ]
        # Of a contraction ("there's") the word before the apostrophe tells whether people use it.
        if any(not self.common(letters_of(re.split("['’]", word.text)[0])) for word in foreign):
            return _ALIKE
        return _ALIKE_IF_DOUBTED if any(word.probability < _DOUBTED for word in foreign) else None


def _likeness(letters: str, sound: str, term: _Sounding) -> float:
    """0..1: how alike a stretch and a term are by sound and by letters; 0 where the letters have too little in
    common."""
    sounding = Levenshtein.normalized_similarity(sound, term.sound)
    spelt = Levenshtein.normalized_similarity(letters, term.letters)
    if spelt < (_LETTERS_OF_THE_SAME_SOUND if sounding == 1.0 and len(sound) > 4 else _LETTERS_ALIKE):
        return 0.0
    return SOUND_SHARE * sounding + (1 - SOUND_SHARE) * spelt


def _is_said(term: Term, bare: Sequence[str]) -> bool:
    """Whether the words are the term's, written in as many words or fewer."""
    return letters_of(term.say) == "".join(bare) and len(bare) <= len(term.say.split())


def _is_near(term: Term, bare: Sequence[str], first: int, last: int) -> bool:
    """Whether the utterance holds, outside the stretch, a word that begins like one of `near`."""
    if not term.near:
        return True
    around = " " + " ".join([*bare[:first], *bare[last:]])
    return any(f" {' '.join(letters_of(part) for part in word.split())}" in around for word in term.near)


def _supported(
    words: Sequence[Word], within: tuple[int, int], windows: Sequence[_Window], support: Support, expected: bool
) -> list[float]:
    """By how much the sound of the words `within` supports each window's term more than what was heard, where
    these terms are `expected` or nothing is."""
    # What the decoder was told last it expects most.
    expecting = list(dict.fromkeys(one.term.say for one in reversed(windows))) if expected else []
    parts: dict[tuple[int, int], list[int]] = {}
    for place, one in enumerate(windows):
        parts.setdefault(part_around(one.first, within), []).append(place)
    values = [0.0] * len(windows)
    for (first, last), places in parts.items():
        texts = [
            [
                *words[first : one.first],
                *_said(one.term, words[one.first : one.last], first=one.first == within[0]),
                *words[one.last : last],
            ]
            for one in (windows[place] for place in places)
        ]
        wordings = [" ".join(word.text for word in text) for text in [words[first:last], *texts]]
        heard, *others = support(wordings, expecting, words[first].start_s, words[last - 1].end_s)
        for place, other in zip(places, others, strict=True):
            values[place] = other - heard
    return values


def _said(term: Term, heard: Sequence[Word], first: bool) -> list[Word]:
    """The term's words over the time of the heard ones, with the punctuation after them."""
    texts = term.say.split()
    if not term.capital and first and heard[0].text[:1].isupper():
        texts[0] = texts[0][:1].upper() + texts[0][1:]
    tail = re.search(r"[.,?!;:]*$", heard[-1].text)
    texts[-1] += tail.group() if tail else ""
    start, end = heard[0].start_s, heard[-1].end_s
    letters = sum(len(text) for text in texts)
    probability = min(word.probability for word in heard)
    words, done = [], 0
    for text in texts:
        begin = start + (end - start) * done / letters
        done += len(text)
        words.append(Word(text, begin, start + (end - start) * done / letters, probability))
    return words


def vocabulary(file: VocabularyFile, common: Callable[[str], bool]) -> Vocabulary:
    """A file's terms, made ready."""
    return Vocabulary(terms=file.terms, known=file.known, common=common, places=file.places)
