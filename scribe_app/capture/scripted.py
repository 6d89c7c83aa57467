"""A written encounter read out as if it were being recognised: for replaying transcripts in the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from asr.transcript import Partial, Utterance, Word
from structuring.turns import Turn

WORDS_PER_S = 2.8
STEP_S = 0.25


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment of a written encounter; it carries no sound."""

    start_s: float
    end_s: float


def timed(turns: Sequence[Turn]) -> list[Utterance]:
    """The turns as utterances; where a turn has no times, it follows the one before at a talker's pace."""
    made: list[Utterance] = []
    at = 0.0
    for number, turn in enumerate(turns, start=1):
        words = turn.text.split()
        start = turn.start_s if turn.start_s is not None else at + 0.4
        end = turn.end_s if turn.end_s is not None else start + len(words) / WORDS_PER_S
        step = (end - start) / max(1, len(words))
        made.append(
            Utterance(
                id=number,
                speaker=turn.speaker,
                text=" ".join(words),
                start_s=start,
                end_s=end,
                words=tuple(
                    Word(word, start + n * step, start + (n + 1) * step, 1.0) for n, word in enumerate(words)
                ),
            )
        )
        at = end
    return made


class ScriptTicks:
    """The passing of time in a written encounter, in steps of a quarter of a second."""

    def __init__(self, utterances: Sequence[Utterance], from_s: float = 0.0) -> None:
        self.seconds = max((utterance.end_s for utterance in utterances), default=0.0) + STEP_S
        self._from_s = from_s

    def __iter__(self) -> Iterator[Tick]:
        at = self._from_s
        while at < self.seconds:
            yield Tick(at, at + STEP_S)
            at += STEP_S


class ScriptReader:
    """Gives the words of a written encounter as their time comes: provisional first, then final."""

    def __init__(self, utterances: Sequence[Utterance], from_s: float = 0.0) -> None:
        self._waiting = [utterance for utterance in utterances if utterance.end_s > from_s]
        self._at_s = from_s

    def feed(self, tick: Tick, *, behind_s: float = 0.0) -> list[Utterance | Partial]:
        news: list[Utterance | Partial] = []
        self._at_s = tick.end_s
        while self._waiting and self._waiting[0].end_s <= tick.end_s:
            news.append(self._waiting.pop(0))
        if behind_s < 1.0 and self._waiting and self._waiting[0].start_s < tick.end_s:
            words = tuple(word for word in self._waiting[0].words if word.end_s <= tick.end_s)
            if words:
                text = " ".join(word.text for word in words)
                news.append(
                    Partial(text, words[0].start_s, words[-1].end_s, words=words, stable=max(0, len(words) - 2))
                )
        return news

    def finish(self) -> list[Utterance | Partial]:
        """What had been said when it was stopped: of a sentence cut off, its words so far."""
        cut = self._waiting[:1]
        self._waiting = []
        for utterance in cut:
            words = tuple(word for word in utterance.words if word.end_s <= self._at_s)
            if words:
                text = " ".join(word.text for word in words)
                return [replace(utterance, text=text, end_s=words[-1].end_s, words=words)]
        return []
