"""Turns of a conversation and the evidence that points into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from asr.transcript import Utterance

Speaker = Literal["clinician", "patient", "unknown"]
Side = Literal["left", "right", "bilateral", "midline"]


class Frozen(BaseModel):
    """Base of every value that travels through the program: immutable, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TimedWord(Frozen):
    """One word of a heard turn; seconds from the start of the recording."""

    text: str
    start_s: float
    end_s: float


class Turn(Frozen):
    """What one speaker said in one piece.

    `line` is the 1-based number of the turn in the transcript; `text` is the only wording that evidence
    quotes. `words`, when present, are the blank-separated words of `text` with their times. `doubtful` is a turn
    that was hardly understood, `doubted` are the characters (start, end) of words that were hardly heard.
    """

    line: int
    speaker: Speaker
    text: str
    start_s: float | None = None
    end_s: float | None = None
    words: tuple[TimedWord, ...] = ()
    doubtful: bool = False
    doubted: tuple[tuple[int, int], ...] = ()


class Evidence(Frozen):
    """Where a thing was said: `quote` is `text[start:end]` of the turn on `line`, to the letter."""

    line: int
    quote: str
    start: int
    end: int
    speaker: Speaker = "unknown"
    start_s: float | None = None
    end_s: float | None = None


def evidence_of(turn: Turn, start: int, end: int) -> Evidence:
    """The characters `start:end` of a turn as evidence, with their seconds where the turn has words with times.

    Raises ValueError when the range is empty or outside the text.
    """
    if not 0 <= start < end <= len(turn.text):
        raise ValueError(f"no characters {start}:{end} in line {turn.line}")
    quote = turn.text[start:end]
    start_s, end_s = turn.start_s, turn.end_s
    if turn.words:
        first = len(turn.text[:start].split()) - (1 if start > 0 and not turn.text[start - 1].isspace() else 0)
        last = len(turn.text[:end].split()) - 1
        first = min(max(first, 0), len(turn.words) - 1)
        last = min(max(last, first), len(turn.words) - 1)
        start_s, end_s = turn.words[first].start_s, turn.words[last].end_s
    return Evidence(
        line=turn.line, quote=quote, start=start, end=end, speaker=turn.speaker, start_s=start_s, end_s=end_s
    )


def quoted_words(evidence: Iterable[Evidence]) -> set[str]:
    """The words that pieces of evidence quote, in lower case and without the marks behind them."""
    return {word.strip(".,?!").lower() for piece in evidence for word in piece.quote.split()}


def turn_of(utterance: Utterance, line: int) -> Turn:
    """A final hypothesis as the turn on `line`; its words keep their times where they are those of the text."""
    words = tuple(TimedWord(text=word.text, start_s=word.start_s, end_s=word.end_s) for word in utterance.words)
    return Turn(
        line=line,
        speaker=utterance.speaker,
        text=utterance.text,
        start_s=utterance.start_s,
        end_s=utterance.end_s,
        words=words if len(words) == len(utterance.text.split()) else (),
        doubtful=utterance.doubtful,
        doubted=utterance.doubted,
    )
