"""Plays a few seconds of kept sound through the loudspeaker, without keeping the window waiting."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

RATE = 16_000
MOST_S = 30.0


class Player(QObject):
    """Signals: `started()` when the first sample goes out, `stopped()`, `failed(str)`."""

    started = Signal()
    stopped = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = 0
        self._lock = threading.Lock()

    def play(self, samples: Any) -> None:
        """Plays float32 mono samples at 16 kHz; what was playing stops."""
        with self._lock:
            self._wanted += 1
            mine = self._wanted
        threading.Thread(target=self._run, args=(samples, mine), name="playing", daemon=True).start()

    def stop(self) -> None:
        with self._lock:
            self._wanted += 1

    def _run(self, samples: Any, mine: int) -> None:
        try:
            # Imported here: without PortAudio the import itself raises OSError.
            import sounddevice

            stream = sounddevice.OutputStream(samplerate=RATE, channels=1, dtype="float32", latency="low")
            with stream:
                self.started.emit()
                step = RATE // 20
                for at in range(0, min(len(samples), int(MOST_S * RATE)), step):
                    if self._wanted != mine:
                        break
                    stream.write(samples[at : at + step].reshape(-1, 1))
            self.stopped.emit()
        except Exception as fault:
            self.failed.emit(_plain(fault))


def _plain(fault: Exception) -> str:
    if isinstance(fault, OSError) and "PortAudio" in str(fault):
        return "The sound cannot be played: PortAudio is missing (on Debian: apt-get install -y libportaudio2)."
    return "The sound cannot be played: no loudspeaker was found. The words are highlighted in the transcript."
