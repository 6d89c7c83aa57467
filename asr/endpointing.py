"""Endpointing: where a stretch of speech begins, pauses and ends, from the speech probability of each frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from asr.vad import FRAME, FRAME_S

SPEECH = 0.5  # probability at which speech begins
SILENCE = 0.35  # probability under which it pauses; between the two it goes on as it was
_ONSET_FRAMES = 2  # frames of speech in a row that make a beginning: one alone is a click of a key


@dataclass(slots=True)
class Stretch:
    """Speech from sample `start`; `pauses` are (first, after-last) sample pairs of silence inside it.

    `end` is the first sample of the silence that now lasts or that ended it, None while speech goes on.
    """

    start: int
    end: int | None = None
    pauses: list[tuple[int, int]] = field(default_factory=list)
    speech_frames: int = 0

    def silence_s(self, now: int) -> float:
        """How long it has been silent at sample `now`."""
        return 0.0 if self.end is None else (now - self.end) / (FRAME / FRAME_S)


class Endpointer:
    """Follows one stream. `current` is the stretch under way, or None between stretches."""

    def __init__(self) -> None:
        self.current: Stretch | None = None
        self.position = 0  # the sample after the last frame heard
        self._run = 0

    def hear(self, probability: float) -> None:
        """Takes the speech probability of the next frame of `FRAME` samples."""
        first = self.position
        self.position += FRAME
        if self.current is None:
            self._run = self._run + 1 if probability >= SPEECH else 0
            if self._run >= _ONSET_FRAMES:
                self.current = Stretch(start=first - (_ONSET_FRAMES - 1) * FRAME, speech_frames=_ONSET_FRAMES)
            return
        stretch = self.current
        if probability >= SPEECH:
            stretch.speech_frames += 1
            if stretch.end is not None:
                stretch.pauses.append((stretch.end, first))
                stretch.end = None
        elif probability < SILENCE and stretch.end is None:
            stretch.end = first

    def close(self, resume: int | None = None) -> None:
        """Ends the stretch under way; with `resume` speech goes on at that sample in a new one."""
        self._run = 0
        if self.current is None or resume is None:
            self.current = None
            return
        old = self.current
        self.current = Stretch(
            start=resume,
            end=old.end if old.end is not None and old.end > resume else None,
            pauses=[pause for pause in old.pauses if pause[0] > resume],
            speech_frames=_ONSET_FRAMES,
        )
