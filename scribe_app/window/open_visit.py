"""One visit that is open: its events, its sound and what is running for it. Nothing here is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from asr.transcript import Utterance
from scribe_app.live import Live, Source
from scribe_app.paced import Paced
from scribe_app.scripted import ScriptReader, ScriptTicks
from scribe_app.store.records import (
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    VisitRecord,
)
from scribe_app.store.store import Store
from scribe_app.store.trouble import StoreTrouble
from scribe_app.window.visit_session import VisitSession
from structuring.encounter import Encounter
from structuring.events import Event
from structuring.pack import Pack
from structuring.state import Visit

RATE = 16_000


class OpenVisit(QObject):
    """Joins the store, the encounter and Live for one visit. Signals: `trouble(str)` for the warning line."""

    trouble = Signal(str)

    def __init__(self, store: Store, visit_id: str, pack: Pack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.visit_id = visit_id
        self.record: VisitRecord = store.visit(visit_id)
        visit = Visit(date_of_service=self.record.date_of_service, visit_type=self.record.visit_type)
        encounter = Encounter(pack, visit)
        for event in store.encounter_events(visit_id):
            encounter.apply(event)
        locked = self.record.status in ("signed", "voided")
        self.session = VisitSession(encounter, self._keep, locked=locked, parent=self)
        self.live = Live(self)
        self.live.heard.connect(self.session.hear)
        self.live.failed.connect(self.trouble)
        self.paced: Paced | None = None
        self.replay_seconds = 0.0
        self._memory: _Memory | None = None
        self._from_microphone = False

    @property
    def recording(self) -> bool:
        """Whether the microphone is being listened to right now."""
        return self._from_microphone and self.live.phase == "running"

    # -- starting and stopping ----------------------------------------------------------------------------------

    def start_script(self, utterances: Sequence[Utterance], speed: float) -> None:
        """Reads a written encounter out at a talker's pace."""
        ticks = ScriptTicks(utterances)
        self.replay_seconds = ticks.seconds
        self.paced = Paced(ticks, speed)
        self._begin(self.paced, ScriptReader(utterances), None, "transcript")

    def start_recording(self, path: Path, hearing: Any, speed: float) -> None:
        """Replays a recording through the recogniser. Raises RecordingError when it cannot be read."""
        import asr.recording as recording

        self.replay_seconds = recording.seconds(path)
        self.paced = Paced(recording.read(path), speed)
        self._memory = _Memory()
        self._begin(self.paced, hearing, self._memory, path.name)

    def start_microphone(self, microphone: Source, hearing: Any, name: str) -> None:
        """Records. Raises StoreTrouble without consent, room, or on a signed visit."""
        writer = self.store.sound_writer(self.visit_id)
        self._from_microphone = True
        offset = writer.next_sample
        self._begin(_Shifted(microphone, offset), hearing, _Sealed(writer), name, from_s=offset / RATE)

    def _begin(self, source: Source, hearing: Any, keeper: Any, name: str, *, from_s: float = 0.0) -> None:
        self._happened(RecordingStarted(source=name))
        self.live.start(source, hearing, keeper, from_s=from_s)

    def pause(self) -> None:
        self.live.pause()
        self._happened(RecordingPaused())

    def resume(self) -> None:
        self.live.resume()
        self._happened(RecordingResumed())

    def stop(self) -> None:
        self.live.stop()

    def ended(self) -> None:
        """To be called when `live.finished` has come: the visit was ended in good order."""
        self._happened(RecordingStopped())

    def close(self) -> bool:
        """Ends what runs: a replay at once, a recording in good order; then False until its last word is heard."""
        if self.live.phase == "idle":
            return True
        if self._from_microphone:
            self.live.stop()
            return False
        return self.live.abandon()

    # -- sound --------------------------------------------------------------------------------------------------

    def sound(self, start_s: float, end_s: float) -> Any:
        """Float32 mono samples at 16 kHz; empty when none are kept."""
        if self._memory is not None:
            return self._memory.between(start_s, end_s)
        return self.store.read_sound(self.visit_id, start_s, end_s)

    # -- keeping ------------------------------------------------------------------------------------------------

    def _keep(self, event: Event) -> None:
        try:
            self.store.append(self.visit_id, event)
        except StoreTrouble as fault:
            self.trouble.emit(str(fault))
            if fault.refuses:
                raise

    def _happened(self, happening: Any) -> None:
        try:
            self.store.append(self.visit_id, happening)
        except StoreTrouble as fault:
            self.trouble.emit(str(fault))


class _Memory:
    """Keeps the sound of a replay as long as its window, for playing evidence."""

    def __init__(self) -> None:
        self._pieces: list[Any] = []

    def write(self, block: Any) -> None:
        self._pieces.append(block)

    def close(self) -> None:
        pass

    def between(self, start_s: float, end_s: float) -> Any:
        first, last = int(start_s * RATE), int(end_s * RATE)
        wanted = [
            piece.samples[max(0, first - piece.first) : max(0, last - piece.first)]
            for piece in tuple(self._pieces)
            if piece.first < last and piece.end > first
        ]
        return np.concatenate(wanted) if wanted else np.zeros(0, np.float32)


class _Sealed:
    """Hands blocks of the microphone to the store's writer; a gap carries no sound."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def write(self, block: Any) -> None:
        if hasattr(block, "samples"):
            self._writer.write(block.samples, block.first)

    def close(self) -> None:
        self._writer.close()


class _Shifted:
    """A source that goes on where an earlier recording of the same visit ended."""

    def __init__(self, source: Source, offset: int) -> None:
        self._source = source
        self._offset = offset

    def __iter__(self) -> Iterator[Any]:
        from dataclasses import replace

        for block in self._source:
            yield replace(block, first=block.first + self._offset) if self._offset else block

    def pause(self) -> None:
        self._source.pause()

    def resume(self) -> None:
        self._source.resume()

    def stop(self) -> None:
        self._source.stop()
