"""The whole recording heard once more, with long context, to find where the live text differs.

After the visit, and before its end while nobody is being recorded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from asr.audio import SAMPLE_RATE, Block, Gap, Samples
from asr.listener import Listener, Pacing
from asr.transcript import Utterance
from asr.vocabulary_file import VocabularyFile
from asr.whisper import FULL_CONTEXT_S, Recogniser
from structuring.events import HeardAgain
from structuring.turns import Turn, turn_of

# Longer pauses stay inside one hypothesis and it may grow to the length that Whisper was trained on, so that each
# word is heard with more of the talk around it. Nobody waits, so nothing is computed ahead and nothing is spared:
# the beam is that of `Recogniser.decode`, the context all of Whisper's, the text before is given.
WHOLE_CONTEXT = Pacing(
    speculate=2.0, end=2.0, patient=20.0, hurried=27.0, longest=27.0, cut_back=6.0, final_context=FULL_CONTEXT_S
)
_READ_S = 5.0
_BLOCK_S = 1.0  # after so much sound at the latest it is asked whether to go on
_LOOK_AGAIN_S = 0.5
_AHEAD = 20  # blocks; when the pass has to stand back these are still worked off

Read = Callable[[float, float], Samples]


class Cancelled(Exception):
    """The clinician stopped the final pass; nothing of it is kept."""


def hear_again(
    blocks: Iterable[Block | Gap],
    recogniser: Recogniser,
    *,
    model: str,
    seconds: float | Callable[[], float],
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
    vocabulary: VocabularyFile | None = None,
) -> HeardAgain:
    """The event of the final pass over a recording of `seconds`; `model` is the name to be shown.

    `progress` is told the share that is done, 0 to 1, from the calling thread; `cancelled` is asked before each
    block. A recogniser of more than one decode at once encodes up to 20 blocks ahead, on a thread of its own that
    takes the blocks. Raises Cancelled.
    """
    listener = Listener(recogniser, vocabulary=vocabulary, partials=False, pacing=WHOLE_CONTEXT)
    turns: list[Turn] = []
    ahead = listener.scouted(blocks, _AHEAD) if recogniser.at_once > 1 else None
    try:
        for block in ahead or blocks:
            if cancelled():
                raise Cancelled
            turns += _turns(listener.feed(block), len(turns))
            length = seconds() if callable(seconds) else seconds
            if isinstance(block, Block) and length > 0:
                progress(min(1.0, block.end_s / length))
    finally:
        if ahead is not None:
            ahead.close()
    if cancelled():
        raise Cancelled
    turns += _turns(listener.finish(), len(turns))
    progress(1.0)
    return HeardAgain(model=model, turns=tuple(turns))


def blocks_of(read: Read, seconds: float) -> Iterator[Block]:
    """A kept recording as blocks; `read` gives the samples between two seconds, as the store does."""
    gate = Gate()
    gate.move("over")
    return growing(read, lambda: seconds, gate)


class Gate:
    """Whether a pass over a recording that still grows may go on: not while one records ("closed"), while nobody
    does ("open"), and to the end once the recording is "over". Any thread may move it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._stands: Literal["closed", "open", "over", "cancelled"] = "closed"

    @property
    def stands(self) -> Literal["closed", "open", "over", "cancelled"]:
        return self._stands

    def move(self, to: Literal["closed", "open", "over", "cancelled"]) -> None:
        with self._changed:
            if self._stands != "cancelled":
                self._stands = to
            self._changed.notify_all()

    def pass_by(self) -> Literal["open", "over", "cancelled"]:
        """Waits while it is closed."""
        with self._changed:
            while (stands := self._stands) == "closed":
                self._changed.wait()
            return stands

    def wait_for_more(self) -> None:
        """Waits a little for more sound, or for a move."""
        with self._changed:
            self._changed.wait(_LOOK_AGAIN_S)


def growing(read: Read, seconds: Callable[[], float], gate: Gate) -> Iterator[Block]:
    """A recording that may still grow, as blocks, until the gate says that it is over or cancelled.

    `seconds` is how much there is by now; what is not written yet is waited for.
    """
    at = 0.0
    while (stands := gate.pass_by()) != "cancelled":
        until = min(at + _READ_S, seconds())
        samples = read(at, max(at, until))
        missing = until - at - len(samples) / SAMPLE_RATE
        if stands == "open" and (until < at + _BLOCK_S or missing > 1 / SAMPLE_RATE):
            gate.wait_for_more()
            continue
        if until <= at:
            return
        first, step = round(at * SAMPLE_RATE), round(_BLOCK_S * SAMPLE_RATE)
        for start in range(0, len(samples), step):
            if gate.pass_by() == "cancelled":
                return
            yield Block(first=first + start, samples=samples[start : start + step])
        at = until


def _turns(heard: Iterable[object], before: int) -> list[Turn]:
    found = [one for one in heard if isinstance(one, Utterance)]
    return [turn_of(one, before + number) for number, one in enumerate(found, start=1)]
