"""One visit that is open: its events, its sound and what is running for it. Nothing here is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from asr.transcript import Utterance
from scribe_app.capture.live import Live, Source
from scribe_app.capture.microphone_source import MicrophoneSource
from scribe_app.capture.paced import Paced
from scribe_app.capture.scripted import ScriptReader, ScriptTicks
from scribe_app.store.records import (
    ConsentRecorded,
    Gap,
    PromptsShown,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    VisitRecord,
)
from scribe_app.store.store import Store
from scribe_app.store.trouble import StoreTrouble
from scribe_app.window.visit.visit_session import VisitSession
from structuring.events import Event
from structuring.pack import Pack

RATE = 16_000


class OpenVisit(QObject):
    """Joins the store, the encounter and Live for one visit. Signals: `trouble(str)` for the warning
    line, `length_known(seconds)` of a replay."""

    trouble = Signal(str)
    length_known = Signal(float)

    def __init__(self, store: Store, visit_id: str, pack: Pack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.visit_id = visit_id
        self.record: VisitRecord = store.visit(visit_id)
        from scribe_app.store.reopen import reopen  # here, so that the list of visits need not wait for the reader

        encounter = reopen(store, visit_id, pack)
        locked = self.record.status in ("signed", "voided")
        self.session = VisitSession(encounter, self._keep, locked=locked, parent=self)
        self.live = Live(self)
        self.live.heard.connect(self.session.hear)
        self.live.failed.connect(self.trouble)
        self.paced: Paced | None = None
        self._memory: _Memory | None = None
        self._from_microphone = False
        self.weights = ("", "")  # name and SHA-256 of what listens, for the record
        self._asked: tuple[tuple[str, str], ...] = ()

    @property
    def consented(self) -> bool:
        """Whether the patient agreed to being recorded; a visit without an answer was not asked yet."""
        answers = [row.event for row in self.store.events(self.visit_id) if isinstance(row.event, ConsentRecorded)]
        return bool(answers) and answers[-1].given

    @property
    def by_microphone(self) -> bool:
        """Whether what is or was running here is a recording, no replay."""
        return self._from_microphone

    @property
    def recording_now(self) -> bool:
        """Whether a recording by the microphone is not over yet, be it paused."""
        return self._from_microphone and self.live.phase in ("running", "paused")

    @property
    def recording(self) -> bool:
        """Whether the microphone is being listened to right now."""
        return self._from_microphone and self.live.phase == "running"

    # -- starting and stopping ----------------------------------------------------------------------------------

    def start_script(self, utterances: Sequence[Utterance], speed: float, *, from_s: float = 0.0) -> None:
        """Reads a written encounter out at a talker's pace."""
        ticks = ScriptTicks(utterances, from_s)
        self.length_known.emit(ticks.seconds)
        self.paced = Paced(ticks, speed)
        self._begin(self.paced, lambda: ScriptReader(utterances, from_s), None, "transcript", from_s=from_s)

    def start_recording(
        self, path: Path, make_hearing: Callable[[], Any], speed: float, *, from_s: float = 0.0
    ) -> None:
        """Replays a recording through the recogniser from some second on; `live.failed` says why not."""
        self._memory = _Memory()
        self.paced = Paced(self._read(path, from_s, self._memory), speed)
        self._begin(self.paced, make_hearing, self._memory, path.name, from_s=from_s)

    def _read(self, path: Path, from_s: float, memory: _Memory) -> Iterator[Any]:
        """The blocks from `from_s` on; the sound before it is kept for playing evidence. Runs in a thread."""
        import asr.recording as recording

        self.length_known.emit(recording.seconds(path))
        for block in recording.read(path):
            if block.start_s < from_s:
                memory.write(block)
            else:
                yield block

    def start_microphone(self, device: str, make_hearing: Callable[[], Any]) -> None:
        """Records. Raises StoreTrouble without consent or room, MicrophoneError when there is none."""
        from asr.microphone import Microphone

        writer = self.store.sound_writer(self.visit_id)
        writer.on_trouble = self._sound_trouble
        first = writer.next_sample
        self._from_microphone = True
        source = MicrophoneSource(lambda: Microphone(device or None), first)
        self._begin(source, make_hearing, _Sealed(writer), device or "default microphone", from_s=first / RATE)

    def _sound_trouble(self, trouble: StoreTrouble | None) -> None:
        """Called on the thread that takes the sound in; the signal crosses over."""
        self.trouble.emit(
            str(trouble) if trouble else self.tr("The disk takes the sound again; none of it is lost.")
        )

    def _begin(
        self, source: Source, make_hearing: Callable[[], Any], keeper: Any, name: str, *, from_s: float = 0.0
    ) -> None:
        name_of, sha256 = self.weights
        self._happened(RecordingStarted(source=name, model=name_of, model_sha256=sha256))
        self.live.start(source, make_hearing, keeper, from_s=from_s)

    def pause(self) -> None:
        self.live.pause()
        self._happened(RecordingPaused())

    def resume(self) -> None:
        self.live.resume()
        self._happened(RecordingResumed())

    def stop(self) -> None:
        self.live.stop()

    @property
    def seconds_of_sound(self) -> float:
        """How much sound can be listened to again; 0 when none is kept."""
        if self._memory is None and not self.store.has_sound(self.visit_id):
            return 0.0
        last = max((turn.end_s or 0.0 for turn in self.session.turns), default=0.0)
        return max(last + 1.0, self.live.taken_s)

    def gap(self, at_s: float, seconds: float, reason: str) -> None:
        """Puts on record that the microphone delivered nothing for a while."""
        self._happened(Gap(start_s=at_s, end_s=at_s + seconds, reason=reason))

    def prompts_shown(self, asked: tuple[tuple[str, str], ...]) -> None:
        """Puts on record which questions stood on the screen, when they change."""
        if asked != self._asked:
            self._asked = asked
            paths, questions = tuple(path for path, _ in asked), tuple(question for _, question in asked)
            self._happened(PromptsShown(paths=paths, questions=questions))

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
