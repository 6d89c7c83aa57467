"""Sound through the recogniser into a session: the same for a recording and for the microphone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from asr import pace, recording, whisper
from asr.audio import SAMPLE_RATE, Block, Gap, Level
from asr.listener import Heard, Listener
from asr.transcript import Partial, Utterance
from scribe_app.errors import Refusal
from scribe_app.models.folder import models_folder
from scribe_app.rules.knowledge import load_pack, load_vocabulary
from scribe_app.visit.report import Report, Source
from scribe_app.visit.session import Session
from scribe_app.visit.watching import Options, Watcher


@lru_cache(maxsize=1)
def recogniser(model: str | None, at_once: int = 1) -> whisper.Recogniser:
    """The recogniser of that name or folder, loaded once. Raises Refusal when it is missing or damaged."""
    try:
        return whisper.load(model, folder=models_folder(), at_once=at_once)
    except whisper.ModelError as fault:
        raise Refusal(str(fault)) from fault


def replay(source: Path, options: Options) -> Report:
    """The report of a recording, at the pace it was spoken or on a simulated clock. Raises Refusal."""
    session = Session(load_pack(), options.visit)
    try:
        blocks = recording.read(source)
    except recording.RecordingError as fault:
        raise Refusal(str(fault)) from fault
    counted = Counted(blocks)
    two_cores = options.speed == "max" and (os.cpu_count() or 1) > 1
    listener = Listener(recogniser(options.model, 2 if two_cores else 1), vocabulary=load_vocabulary())
    if two_cores:
        news = pace.replay_on_two_cores(counted, listener)
    else:
        news = pace.replay(counted, listener, "max" if options.speed == "max" else 1.0)
    try:
        follow(session, news, options.watcher)
    except recording.RecordingError as fault:
        raise Refusal(str(fault)) from fault
    lost = counted.samples - listener.samples_fed
    return session.report(Source(kind="sound", name=source.name, seconds=counted.seconds), lost)


class Counted:
    """Blocks passing by, counted: `samples` that came, `missing` ones that a gap took."""

    def __init__(self, blocks: Iterable[Block | Gap]) -> None:
        self._blocks = blocks
        self.samples = 0
        self.missing = 0

    @property
    def seconds(self) -> float:
        return round(self.samples / SAMPLE_RATE, 3)

    def __iter__(self) -> Iterator[Block | Gap]:
        for block in self._blocks:
            if isinstance(block, Block):
                self.samples += len(block.samples)
            elif block.over:
                self.missing += round(block.seconds * SAMPLE_RATE)
            yield block


def follow(session: Session, news: Iterable[tuple[Heard, float]], watcher: Watcher | None) -> None:
    """Tells session and watcher what the listener hears, each with the second at which it is shown."""
    for heard, shown_s in news:
        if isinstance(heard, Utterance):
            turn, change = session.hear_utterance(heard, shown_s)
            if watcher:
                watcher.turn(turn, change, session.state)
        elif isinstance(heard, Partial):
            session.hear_partial(heard, shown_s)
            if watcher:
                watcher.partial(heard)
        elif not isinstance(heard, Level) and watcher:
            watcher.warning(heard.text)
    if watcher:
        watcher.end(session.state)
