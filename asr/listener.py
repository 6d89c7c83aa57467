"""Listens to one visit: blocks of sound in; levels, warnings, partial and final hypotheses out."""

from __future__ import annotations

from collections.abc import Iterable

from asr.audio import Block, Gap, Level
from asr.metering import Warning, WarningKind
from asr.pacing import Pacing
from asr.partials import Partials
from asr.runahead import RunAhead
from asr.scout import scout, scouting
from asr.speakers import Speakers
from asr.transcript import Partial, Speaker, Utterance
from asr.utterances import Standing, Utterances
from asr.vocabulary_file import VocabularyFile
from asr.whisper import Recogniser

__all__ = ["Heard", "Level", "Listener", "Pacing", "Partial", "Utterance", "Warning", "WarningKind"]

Heard = Utterance | Partial | Level | Warning


class Listener:
    """The incremental path from sound to text, the same for a microphone and for a recording.

    Samples are never dropped: what is fed is decoded sooner or later, at the latest in `finish`. One thread at a
    time; `utterances` and `partials` may be fed on a thread each, the partials behind the utterances.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        *,
        vocabulary: VocabularyFile | None = None,
        partials: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        self.pacing = pacing or Pacing()
        self._recogniser = recogniser
        self.utterances = Utterances(recogniser, vocabulary or VocabularyFile(), self.pacing)
        self.partials = Partials(recogniser, self.pacing) if partials else None

    @property
    def samples_fed(self) -> int:
        return self.utterances.samples_fed

    @property
    def spared_s(self) -> float:
        """Seconds of computing that a scout has taken off the utterances."""
        return self._recogniser.ahead.spared_s

    @property
    def speakers(self) -> Speakers:
        return self.utterances.speakers

    def feed(self, block: Block | Gap, *, behind_s: float = 0.0) -> list[Heard]:
        """Takes the next block. `behind_s` tells how late it comes, so that partial hypotheses may be skipped."""
        return [*self.utterances.feed(block), *self.partial(block, self.utterances.standing, behind_s)]

    def partial(self, block: Block | Gap, standing: Standing, behind_s: float) -> list[Partial]:
        """The partial hypothesis that `block` brings, where the endpointing stood at `standing` after it."""
        if self.partials is None or isinstance(block, Gap):
            return []
        return self.partials.feed(block, standing, wanted=behind_s <= self.pacing.behind)

    def scouted(self, blocks: Iterable[Block | Gap], ahead: int) -> RunAhead[Block | Gap]:
        """The same blocks, where the sound to come is known, after a scout has been past them on a thread of its
        own, at most `ahead` of them ahead. To be closed. Takes one more decode `at_once` of the recogniser."""
        return RunAhead(scouting(blocks, scout(self._recogniser, self.pacing)), ahead, "scout")

    def finish(self) -> list[Heard]:
        """The end of the recording: decodes all that was fed and not yet decoded."""
        return [*self.utterances.finish()]

    def name_speaker(self, at_s: float, speaker: Speaker) -> None:
        """The user says who speaks at second `at_s`; later utterances of that voice follow. From any thread."""
        self.utterances.name_speaker(at_s, speaker)
