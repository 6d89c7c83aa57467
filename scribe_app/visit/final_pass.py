"""After the visit: the whole recording heard once more, with long context, to find where the live text differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from asr.audio import SAMPLE_RATE, Block, Gap, Samples
from asr.listener import Listener, Pacing
from asr.transcript import Utterance
from asr.vocabulary import VocabularyFile
from asr.whisper import Recogniser
from structuring.events import HeardAgain
from structuring.turns import Turn, turn_of

# Longer pauses stay inside one hypothesis and it may grow to the length that Whisper was trained on, so that each
# word is heard with more of the talk around it. Nobody waits, so nothing is computed ahead.
WHOLE_CONTEXT = Pacing(speculate=2.0, end=2.0, longest=27.0)
_BLOCK_S = 5.0


class Cancelled(Exception):
    """The clinician stopped the final pass; nothing of it is kept."""


def hear_again(
    blocks: Iterable[Block | Gap],
    recogniser: Recogniser,
    *,
    model: str,
    seconds: float,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
    vocabulary: VocabularyFile | None = None,
) -> HeardAgain:
    """The event of the final pass over a recording of `seconds`; `model` is the name to be shown.

    `progress` is told the share that is done, 0 to 1, from the calling thread; `cancelled` is asked before each
    block. Raises Cancelled.
    """
    listener = Listener(recogniser, vocabulary=vocabulary, partials=False, pacing=WHOLE_CONTEXT)
    turns: list[Turn] = []
    for block in blocks:
        if cancelled():
            raise Cancelled
        turns += _turns(listener.feed(block), len(turns))
        if isinstance(block, Block) and seconds > 0:
            progress(min(1.0, block.end_s / seconds))
    if cancelled():
        raise Cancelled
    turns += _turns(listener.finish(), len(turns))
    progress(1.0)
    return HeardAgain(model=model, turns=tuple(turns))


def blocks_of(read: Callable[[float, float], Samples], seconds: float) -> Iterator[Block]:
    """A kept recording as blocks; `read` gives the samples between two seconds, as the store does."""
    first, at = 0, 0.0
    while at < seconds:
        samples = read(at, min(at + _BLOCK_S, seconds))
        if len(samples):
            yield Block(first=first, samples=samples)
        at += _BLOCK_S
        first = round(at * SAMPLE_RATE)


def _turns(heard: Iterable[object], before: int) -> list[Turn]:
    found = [one for one in heard if isinstance(one, Utterance)]
    return [turn_of(one, before + number) for number, one in enumerate(found, start=1)]
