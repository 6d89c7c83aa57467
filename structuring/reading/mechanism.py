"""Reads how this episode came about: a fall, a lift, what the patient was doing."""

from __future__ import annotations

from structuring.reading.assertion import is_conditional, is_denied, is_other_person
from structuring.reading.ledger import Ledger
from structuring.reading.segments import Segment
from structuring.reading.state import Memory
from structuring.reading.text import words_of
from structuring.reading.topics import is_back, names_back, regions

_LEAD_IN = words_of("i was were just we well so , only out been am")
_NO_DEED = words_of(
    "nothing anything something everything morning evening during being having thing going sitting"
)
_SHORT_EVENT = 7  # words: "after a long drive"
_TOLD = 12  # words of a mechanism that are kept


def follow_question(segment: Segment, memory: Memory) -> None:
    """A clinician's question for what makes it worse, or for how it came about, says what the reply tells."""
    if segment.hits.has("onset", "ask_worse"):
        memory.asked_about = memory.asked_about | {"worse"}
    if segment.hits.has("onset", "ask_cause"):
        memory.asked_about = memory.asked_about | {"cause"}


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes what the patient was doing when it began; `segment` asks nothing of him."""
    if not is_back(memory) or memory.phase in ("exam", "results"):
        return
    named = regions(segment)
    if "worse" in memory.asked_about and segment.role == "patient":
        return  # "what brings it on?" - "lifting, standing for long"
    if named and not names_back(named):
        return
    _doing(segment, memory, ledger)
    never = segment.hits.of("onset", "mechanism_never")
    for hit in segment.hits.of("onset", "mechanism"):
        if any(hold.start < hit.end and hit.start < hold.end for hold in never):
            continue
        if is_denied(segment, hit.start, min(hit.end, hit.start + 1)) or is_conditional(segment, hit.start):
            continue
        if is_other_person(segment, hit.start, hit.end) and "i" not in segment.words:
            continue
        if segment.role != "patient" and not names_back(named) and memory.phase != "plan":
            continue
        if memory.phase == "plan" and segment.role != "patient" and not segment.hits.has("label"):
            continue
        end = min(segment.end, max(hit.end, hit.start + _TOLD))
        text = segment.text(hit.start, end)
        ledger.add(
            "injury_mechanism", text, segment.evidence(hit.start, end), rank=1 if segment.role == "patient" else 0
        )
        return


def _doing(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "What were you doing?" - "Changing a tire.", "After a long drive.": what the patient was doing is how it
    began."""
    if segment.role == "clinician" or "cause" not in memory.asked_about or segment.hits.has("onset", "mechanism"):
        return
    place = segment.start
    while segment.word(place) in _LEAD_IN:
        place += 1
    word = segment.word(place)
    event = (
        word in ("after", "during") and 2 <= segment.end - place <= _SHORT_EVENT and not segment.hits.has("study")
    )
    deed = word.endswith("ing") and word not in _NO_DEED
    if (deed or event) and not is_denied(segment, place, place + 1):
        end = min(segment.end, place + _TOLD)
        ledger.add("injury_mechanism", segment.text(place, end), segment.evidence(place, end), rank=1)
