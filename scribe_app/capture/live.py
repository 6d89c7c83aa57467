"""What runs beside the window: one thread takes sound in and keeps it, another listens to what was kept.

Sound is written before anybody listens to it, so a slow or failing recogniser never costs a sample; how far the
listening is behind is reported, and the queue between the two has no limit.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal, Protocol

from PySide6.QtCore import QObject, Signal

from asr.audio import Block, Level, level
from asr.listener import Listener
from asr.transcript import Partial, Speaker, Utterance

Phase = Literal["idle", "running", "paused", "stopping"]
REPORT_EVERY_S = 0.2
LEVEL_EVERY_S = 0.1
LOAD_KNOWN_S = 3.0  # less sound tells nothing about the machine
BEHIND_S = 5.0  # from here on the delay is told


class Source(Protocol):
    """Where sound comes from: the microphone or a recording at some pace."""

    def __iter__(self) -> Iterator[Any]: ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def stop(self) -> None: ...


class Hearing(Protocol):
    """What listens: `asr.listener.Listener`, or a script that is read out."""

    def feed(self, block: Any, *, behind_s: float) -> list[Any]: ...

    def finish(self) -> list[Any]: ...


class Keeper(Protocol):
    """Where sound is kept: the store's writer."""

    def write(self, samples: Any) -> None: ...

    def close(self) -> None: ...


class Live(QObject):
    """Signals, all delivered on the thread of the receiver:

    `heard(Utterance)`, `partial(Partial)`, `level_measured(Level)`, `warned(Warning)`,
    `progressed(taken_s, heard_s)`, `phase_changed(str)`, `finished()` after the last word, `failed(str)`.
    """

    heard = Signal(object)
    partial = Signal(object)
    level_measured = Signal(object)
    warned = Signal(object)
    progressed = Signal(float, float)
    phase_changed = Signal(str)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phase: Phase = "idle"
        self._source: Source | None = None
        self._threads: list[threading.Thread] = []
        self._taken_s = 0.0
        self._heard_s = 0.0
        self._measured_s = 0.0
        self._began_s = 0.0
        self._busy_s = 0.0
        self._abandoned = False
        self._hearing: Hearing | None = None

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def taken_s(self) -> float:
        """Seconds of sound taken in and kept so far."""
        return self._taken_s

    @property
    def behind_s(self) -> float:
        """How many seconds of kept sound have not been listened to yet."""
        return max(0.0, self._taken_s - self._heard_s)

    @property
    def load(self) -> float | None:
        """Seconds of listening for each second of sound, measured in this recording; None before it is known."""
        heard = self._heard_s - self._began_s
        return self._busy_s / heard if heard >= LOAD_KNOWN_S else None

    def start(
        self,
        source: Source,
        make_hearing: Callable[[], Hearing],
        keeper: Keeper | None = None,
        *,
        from_s: float = 0.0,
    ) -> None:
        """Begins to take in and to listen. The same Live can be started again after `finished`.

        `make_hearing` is called by the listening thread: a listener loads models of its own.
        """
        if self._phase != "idle":
            raise RuntimeError("already running")
        self._source = source
        self._taken_s = self._heard_s = self._measured_s = self._began_s = from_s
        self._busy_s = 0.0
        self._abandoned = False
        blocks: queue.SimpleQueue[Any] = queue.SimpleQueue()
        taking = threading.Thread(target=self._take, args=(source, keeper, blocks), name="taking", daemon=True)
        listening = threading.Thread(
            target=self._listen, args=(make_hearing, blocks), name="listening", daemon=True
        )
        self._threads = [taking, listening]
        self._move("running")
        listening.start()
        taking.start()

    def pause(self) -> None:
        """Stops taking sound in, at once; what was taken is still listened to."""
        if self._phase == "running" and self._source is not None:
            self._source.pause()
            self._move("paused")

    def resume(self) -> None:
        if self._phase == "paused" and self._source is not None:
            self._source.resume()
            self._move("running")

    def name_speaker(self, at_s: float, speaker: Speaker) -> None:
        """The clinician says who spoke at a second; later turns of that voice follow."""
        if isinstance(self._hearing, Listener):
            self._hearing.name_speaker(at_s, speaker)

    def stop(self) -> None:
        """Ends the recording; `finished` follows when the last word has been heard."""
        if self._phase in ("running", "paused") and self._source is not None:
            self._move("stopping")
            self._source.stop()

    def abandon(self, timeout_s: float = 10.0) -> bool:
        """Stops at once and leaves what was not listened to yet; for replays, of which nothing is kept.

        False when the threads are still at work after `timeout_s`.
        """
        self._abandoned = True
        if self._source is not None and self._phase != "idle":
            self._source.stop()
        for thread in self._threads:
            thread.join(timeout_s)
        return not any(thread.is_alive() for thread in self._threads)

    def _move(self, phase: Phase) -> None:
        self._phase = phase
        self.phase_changed.emit(phase)

    # -- the taking thread --------------------------------------------------------------------------------------

    def _take(self, source: Source, keeper: Keeper | None, blocks: queue.SimpleQueue[Any]) -> None:
        try:
            for block in source:
                if keeper is not None:
                    keeper.write(block)
                self._taken_s = end_of(block, self._taken_s)
                blocks.put(block)
                self._measure(block)
        except Exception as fault:
            self.failed.emit(plain(fault))
        finally:
            if keeper is not None:
                self._guarded(keeper.close)
            blocks.put(None)

    # -- the listening thread -----------------------------------------------------------------------------------

    def _listen(self, make_hearing: Callable[[], Hearing], blocks: queue.SimpleQueue[Any]) -> None:
        told_s = -1.0
        try:
            hearing = self._hearing = make_hearing()
            while (block := blocks.get()) is not None:
                if self._abandoned:
                    break
                behind_s = max(0.0, self._taken_s - end_of(block, self._taken_s))
                since = time.perf_counter()
                for news in hearing.feed(block, behind_s=behind_s):
                    self._tell(news)
                self._busy_s += time.perf_counter() - since
                self._heard_s = end_of(block, self._heard_s)
                if abs(self._heard_s - told_s) >= REPORT_EVERY_S:
                    told_s = self._heard_s
                    self.progressed.emit(self._taken_s, self._heard_s)
            for news in () if self._abandoned else hearing.finish():
                self._tell(news)
            self._heard_s = self._taken_s
            self.progressed.emit(self._taken_s, self._heard_s)
        except Exception as fault:
            self.failed.emit(plain(fault))
            while blocks.get() is not None:  # the sound is kept to its end all the same
                pass
        self._phase = "idle"
        self.phase_changed.emit("idle")
        self.finished.emit()

    def _tell(self, news: Any) -> None:
        if isinstance(news, Utterance):
            self.heard.emit(news)
        elif isinstance(news, Partial):
            self.partial.emit(news)
        elif not isinstance(news, Level):  # levels are measured before the queue, where they are not late
            self.warned.emit(news)

    def _measure(self, block: Any) -> None:
        if isinstance(block, Block) and block.end_s - self._measured_s >= LEVEL_EVERY_S:
            self._measured_s = block.end_s
            self.level_measured.emit(level(block))

    def _guarded(self, action: Callable[[], None]) -> None:
        try:
            action()
        except Exception as fault:
            self.failed.emit(plain(fault))


def end_of(block: Any, before_s: float) -> float:
    """The seconds at which a block ends; `before_s` for what carries no sound of its own."""
    end = getattr(block, "end_s", None)
    return float(end) if end is not None else before_s


def plain(fault: Exception) -> str:
    """A fault as a sentence; those of the program carry one already."""
    text = str(fault).strip()
    return text if text else f"Something failed ({type(fault).__name__}); what was recorded is kept."
