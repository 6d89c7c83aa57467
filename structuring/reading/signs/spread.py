"""Numbness that grows: "just the toes then, now the whole foot" tells of a deficit, where numbness alone does
not."""

from __future__ import annotations

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.turns import Evidence

_FELT, _GROWN = "numbness", "weakness"  # the parts of the sign: what is felt, and what is a deficit
_NEAR = 2  # turns between the numbness and its growth
_OTHER = words_of(
    "pain pains painful hurt hurts hurting ache aches aching sore burn burns burning spasm spasms back"
)


def read(segment: Segment, memory: Memory, ledger: Ledger) -> set[str]:
    """Notes how numbness has grown that was asked for or told just before. Returns the paths and parts noted."""
    hits = segment.hits.of("sign", "spreads")
    if segment.role == "clinician" or segment.asked or not hits or _OTHER & set(segment.words):
        return set()
    if segment.hits.has("cue", "deny") or segment.hits.has("cue", "other_person"):
        return set()
    numb = _numb(segment, memory)
    if not numb:
        return set()
    path = hits[0].what.rule.path
    ledger.add(path, "present", (*numb, *segment.evidence(hits[0].start, hits[0].end)), part=_GROWN)
    return {path + _GROWN, path + _FELT}


def _numb(segment: Segment, memory: Memory) -> tuple[Evidence, ...]:
    """The words by which the numbness was told, or asked for, last."""
    line = segment.line.tokens[segment.start].turn.line
    told = [item.evidence for item in (*memory.claimed, *memory.mentioned) if item.sign.part == _FELT]
    told = [words for words in told if line - words[-1].line <= _NEAR]
    asked = [item.evidence for item in memory.asked if item.rule.part == _FELT and not item.denied]
    return next(iter((*told[::-1], *asked[::-1])), ())
