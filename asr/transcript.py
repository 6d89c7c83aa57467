"""What was heard: the shared language between the recogniser and everything after it.

All times are seconds from the first sample of the recording.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Speaker = Literal["clinician", "patient", "unknown"]
SENTENCE_ENDS = (".", "?", "!")  # the marks that the recogniser writes at the end of a word
CLAUSE_ENDS = (",", ";", ":")
MARKS = "".join(SENTENCE_ENDS + CLAUSE_ENDS)


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word, without surrounding blanks; `probability` is 0..1."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Repair:
    """A misheard term put right: `heard` stood where `text[start:end]` of the utterance stands now."""

    heard: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """A final hypothesis: one stretch of speech by one speaker, never changed by the recogniser afterwards.

    `text` is the repaired wording, the words joined by single blanks; `words` are the same words with
    their times. `doubtful` marks text the recogniser itself does not trust; it is shown, never dropped. `doubted`
    are the characters (start, end) of single words that the sound hardly supports.
    """

    id: int
    speaker: Speaker
    text: str
    start_s: float
    end_s: float
    words: tuple[Word, ...] = ()
    doubtful: bool = False
    doubted: tuple[tuple[int, int], ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Partial:
    """A partial hypothesis of the utterance now being spoken; replaced by the next one, believed by nobody.

    `words[:stable]` agreed in two successive hypotheses and are unlikely to change.
    """

    text: str
    start_s: float
    end_s: float
    words: tuple[Word, ...] = ()
    stable: int = 0


def shifted(words: Iterable[Word], by_s: float) -> tuple[Word, ...]:
    """The same words `by_s` seconds later."""
    return tuple(replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words)
