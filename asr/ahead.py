"""The encoder's output for stretches that will be decoded soon, kept until the decoder asks for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from asr.audio import Samples

_KEPT = 16  # encodings of up to 2.3 MB


@dataclass(frozen=True, slots=True)
class Seen:
    """The encoder's output for a stretch of `sound_s` seconds: `states` as the decoder takes them, for `frames` of
    10 ms, the first `sound_frames` of which hold sound. It took `seconds` to compute."""

    states: Any
    frames: int
    sound_frames: int
    sound_s: float
    seconds: float


class EncodedAhead:
    """Encodings that wait to be asked for, the newest of them. Any thread may keep one, any may take it.

    `spared_s` are the seconds that those taken took to compute.
    """

    def __init__(self) -> None:
        self.spared_s = 0.0
        self._kept: OrderedDict[tuple[bytes, float], Seen] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many have not been asked for yet."""
        return len(self._kept)

    def keep(self, samples: Samples, context_s: float, seen: Seen) -> None:
        with self._lock:
            self._kept[_key(samples, context_s)] = seen
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def take(self, samples: Samples, context_s: float) -> Seen | None:
        """The encoding of just these samples with that context, which is let go of."""
        if not self._kept:
            return None
        with self._lock:
            seen = self._kept.pop(_key(samples, context_s), None)
            self.spared_s += seen.seconds if seen is not None else 0.0
        return seen


def _key(samples: Samples, context_s: float) -> tuple[bytes, float]:
    return blake2b(samples.tobytes(), digest_size=16).digest(), context_s
