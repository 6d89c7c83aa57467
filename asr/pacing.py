"""How long the listener waits, and how much it looks at, before it does a thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long the listener waits before it does a thing; seconds unless said otherwise."""

    before: float = 0.25  # sound kept before the first frame of speech
    after: float = 0.2  # and after the last one
    speculate: float = 0.19  # silence after which the final hypothesis is computed
    sentence_end: float = 0.22  # silence that ends an utterance whose hypothesis ends a sentence
    end: float = 0.6  # silence that ends any utterance
    patient: float = 9.0  # a longer utterance ends at a shorter pause ...
    pause_then: float = 0.2  # ... at first of this length; the longer it is, the shorter a pause will do ...
    hurried: float = 14.0  # ... until from here on ...
    any_pause: float = 0.03  # ... one frame of silence is enough
    longest: float = 20.0  # an utterance is cut between two words when it gets longer ...
    cut_back: float = 1.7  # ... that were said no longer ago
    turn_pause: float = 0.09  # a shorter pause is never taken for a change of speaker
    turn_speech: float = 0.45  # speech on both sides that is needed to tell two voices apart
    final_context: float = 15.0  # mel context of a final hypothesis of up to `brief` seconds; 30 s of longer ones
    brief: float = 6.0
    doubted: float = -0.7  # mean log-probability under which a brief one is decoded again with 30 s
    previous: int = 150  # characters of previous text that a final hypothesis is given
    short: float = 0.7  # a shorter utterance is decoded by itself: what came before would be heard into it
    partial_every: float = 0.8  # new speech between two partial hypotheses
    partial_context: float = 6.0  # mel context of a partial hypothesis
    partial_longest: float = 5.0  # speech that is decoded anew; words before it stay as they were
    partial_keep: float = 2.5  # the newest words are never kept: what follows may still change them
    behind: float = 1.5  # later than this, no partial hypotheses are computed

    def pause_after(self, said_s: float) -> float:
        """The silence that ends an utterance of which `said_s` seconds were said."""
        if said_s <= self.patient:
            return self.end
        haste = min(1.0, (said_s - self.patient) / (self.hurried - self.patient))
        return self.pause_then + haste * (self.any_pause - self.pause_then)
