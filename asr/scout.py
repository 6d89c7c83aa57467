"""Goes through a recording ahead of its utterances and encodes what they will decode, on another core.

In a replay the sound to come is known. A scout cuts it as the utterances do and supposes that every pause long
enough for it ends a sentence. Where it supposes wrong, the encoder's work was for nothing, and that is all: what
it has encoded is found by its samples, so the text is the same with a scout and without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asr.audio import SAMPLE_RATE, Block, Gap, Samples
from asr.pacing import Pacing
from asr.transcript import Word
from asr.utterances import Utterances
from asr.vocabulary_file import VocabularyFile
from asr.whisper import Hypothesis, Recogniser


def scout(recogniser: Recogniser, pacing: Pacing) -> Utterances:
    """Utterances to be fed ahead of those of `recogniser`, for what is encoded; what they hear means nothing."""
    return Utterances(_Encoder(recogniser), VocabularyFile(), pacing)


def scouting(blocks: Iterable[Block | Gap], scout: Utterances) -> Iterator[Block | Gap]:
    """The blocks, each after the scout has been past it."""
    for block in blocks:
        scout.feed(block)
        yield block
    scout.finish()


class _Encoder:
    """In the place of a recogniser: encodes what that will decode, and hears a sentence in all of it."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    def decode_surely(self, samples: Samples, *, context_s: float, **_: object) -> Hypothesis:
        self._recogniser.encode_ahead(samples, context_s)
        return Hypothesis((Word("Ahead.", 0.0, len(samples) / SAMPLE_RATE, 1.0),), 0.0, 1.0)

    def support(self, hypothesis: Hypothesis) -> None:
        return None

    def is_common(self, word: str) -> bool:
        return True
