"""One visit being followed: turns in, state out, with the delays that somebody watching would see."""

from __future__ import annotations

import time
from collections.abc import Iterable

import numpy as np

from asr.transcript import Partial, Utterance
from scribe_app.visit import memory
from scribe_app.visit.report import Metrics, Quantiles, Report, Shown, Source, report_of
from structuring.encounter import Encounter
from structuring.pack import Pack
from structuring.state import Change, State, Visit
from structuring.turns import Turn, turn_of


class Session:
    """Hands each turn to the encounter and notes when its facts came to be shown.

    Times are seconds of the encounter; CPU time counts every thread of the process from construction on, that of
    structuring only the thread that asks.
    """

    def __init__(self, pack: Pack, visit: Visit) -> None:
        self._cpu_began = time.process_time()
        self.encounter = Encounter(pack, visit)
        self.timeline: list[Shown] = []
        self._structuring_ms: list[float] = []
        self._partial_delays: list[float] = []
        self._commit_delays: list[float] = []
        self._values: dict[str, str | None] = {}
        self._partial_until_s = 0.0

    @property
    def state(self) -> State:
        return self.encounter.state

    def hear(self, turn: Turn) -> Change:
        """A turn of a written encounter."""
        # Of this thread: in a replay at full speed the recogniser computes on the others meanwhile.
        began = time.thread_time()
        change = self.encounter.hear(turn)
        self._structuring_ms.append(1000 * (time.thread_time() - began))
        return change

    def hear_utterance(self, utterance: Utterance, shown_s: float) -> tuple[Turn, Change]:
        """A final hypothesis that came from the recogniser at `shown_s` seconds of the encounter."""
        turn = turn_of(utterance, len(self.encounter.turns) + 1)
        began = time.perf_counter()
        change = self.hear(turn)
        shown_s += time.perf_counter() - began
        self._commit_delays.append(max(0.0, shown_s - utterance.end_s))
        self._partial_until_s = max(self._partial_until_s, utterance.end_s)
        self._note_shown(change.facts, shown_s)
        return turn, change

    def hear_partial(self, partial: Partial, shown_s: float) -> None:
        """A partial hypothesis; each word's delay counts once, when the word is first seen."""
        for word in partial.words:
            if word.end_s > self._partial_until_s:
                self._partial_until_s = word.end_s
                self._partial_delays.append(max(0.0, shown_s - word.end_s))

    def report(self, source: Source, samples_lost: int = 0) -> Report:
        """The report of the encounter as it stands."""
        return report_of(
            source,
            self.encounter.turns,
            self.state,
            self.timeline,
            Metrics(
                audio_s=source.seconds if source.kind != "transcript" else None,
                compute_s=round(time.process_time() - self._cpu_began, 3),
                partial_delay_s=quantiles(self._partial_delays),
                commit_delay_s=quantiles(self._commit_delays),
                fact_delay_s=quantiles(entry.shown_s - entry.said_end_s for entry in self.timeline),
                structuring_ms_per_turn=quantiles(self._structuring_ms),
                peak_rss_mb=round(memory.peak_mb(), 1),
                samples_lost=samples_lost,
            ),
        )

    def _note_shown(self, paths: Iterable[str], shown_s: float) -> None:
        for path in paths:
            fact = self.encounter.sheet.settled(path)
            value = fact.value if fact else None
            if value == self._values.get(path):
                continue
            self._values[path] = value
            said = [piece.end_s for piece in fact.evidence if piece.end_s is not None] if fact else []
            if value is not None and said:
                self.timeline.append(Shown(fact=path, value=value, said_end_s=max(said), shown_s=shown_s))


def quantiles(values: Iterable[float]) -> Quantiles:
    """Median and 95th percentile to the millisecond."""
    numbers = np.fromiter(values, dtype=float)
    if not numbers.size:
        return Quantiles()
    p50, p95 = np.percentile(numbers, (50, 95))
    return Quantiles(p50=round(float(p50), 3), p95=round(float(p95), 3))
