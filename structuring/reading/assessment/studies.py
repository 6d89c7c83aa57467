"""Reads studies of the back that are looked at in this visit, and whether the clinician ties them to the pain."""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Shown
from structuring.reading.talk.assertion import is_conditional, is_denied
from structuring.reading.talk.topics import names_back, regions

_STAYS = 9  # "here is your sacrum, and up here there is plenty of room" comes before what is found
_BESIDE = frozenset({"heart", "edema", "head", "skin"})  # looked at before, with no picture taken of it
_AWAITED, _JUST_BEFORE = words_of("minute moment second once until till when"), 2
_QUOTED = 16
_POINTED_OUT, _WHENEVER, _FIRST = words_of("see look notice"), words_of("when whenever if"), 6
_SHORTEST = 4


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes imaging.reviewed.*, and Modic, disc and link statements of the clinician."""
    if segment.role == "patient":
        return
    if memory.shown is not None:
        memory.shown = replace(memory.shown, age=memory.shown.age + 1)
        if memory.shown.age > _STAYS:
            memory.shown = None
    named = regions(segment)
    elsewhere = bool(named) and not names_back(named)
    looked = not segment.asked and _looked_at(segment, memory, elsewhere, bool(named), ledger)
    if not looked and not elsewhere and memory.shown is not None:
        _goes_on(segment, memory, memory.shown, ledger)
    if segment.asked:
        return
    _meaning(segment, memory, ledger)


def _looked_at(segment: Segment, memory: Memory, elsewhere: bool, placed: bool, ledger: Ledger) -> bool:
    """Notes each study of the back that is shown or told of, with the words behind its name."""
    never = segment.hits.of("study", "never")
    looked = False
    for hit in segment.hits.of("study"):
        if not hit.what.part.startswith("modality."):
            continue
        if any(hold.start < hit.end and hit.start < hold.end for hold in never):
            continue
        modality = hit.what.part.split(".", 1)[1]
        if is_conditional(segment, hit.start) or not segment.hits.has("study", "shown") or elsewhere:
            continue
        if _AWAITED & set(segment.sentence_words(max(0, segment.start - _JUST_BEFORE), segment.start)):
            continue  # "I'll phone you the minute | I have the MRI"
        beside = memory.about_back and memory.region in _BESIDE
        if not placed and memory.region not in ("", "back") and memory.phase != "results" and not beside:
            memory.shown = Shown(modality, segment.turn_line, unplaced=True)
            continue
        end = min(segment.end, hit.end + _QUOTED)
        path, words = f"imaging.reviewed.{modality}", segment.text(hit.start, end)
        looked = True
        bare = not _found(segment)
        ledger.add(path, words, segment.evidence(hit.start, end), attributes={"bare": True} if bare else None)
        memory.shown = Shown(modality, segment.turn_line)
    return looked


def _goes_on(segment: Segment, memory: Memory, shown: Shown, ledger: Ledger) -> None:
    """What is read from it in the next sentences: "so I looked at your MRI. You've got a disc bulge at L5"; what
    is pointed out stands as a question: "you see how this one bulges?"."""
    found = _found(segment)
    if shown.unplaced:
        if not (found and names_back(regions(segment))):
            return
        memory.shown = replace(shown, unplaced=False)  # "I reviewed your MRI. There's arthropathy at L4-5"
    if segment.hits.has("study", "concluded"):
        memory.shown = replace(shown, age=_STAYS)
    if not found or segment.end - segment.start < _SHORTEST or is_conditional(segment, segment.start):
        return
    if segment.asked and not _POINTED_OUT & set(segment.sentence_words(0, segment.start + _FIRST)):
        return
    if memory.phase == "plan" and (shown.line != segment.turn_line or segment.hits.has("plan")):
        return  # the cause was named, and the talk goes on to what is done
    if "my" in segment.words or (memory.phase == "exam" and _examined(segment)):
        return  # "you are tender at L5", "my own disc is black, too"
    if _WHENEVER & set(segment.words[:_FIRST]):
        return  # "when you bend forward the canal opens up": how the spine is made
    start = max(segment.start, min(hit.start for hit in found) - _QUOTED // 2)
    end = min(segment.end, start + 2 * _QUOTED)
    ledger.add(f"imaging.reviewed.{shown.modality}", segment.text(start, end), segment.evidence(start, end))


def _examined(segment: Segment) -> bool:
    return any(hit.what.part in ("subject", "abnormal", "normal") for hit in segment.hits.of("exam"))


def _found(segment: Segment) -> list[Hit]:
    return [hit for part in ("finding", "disc", "modic") for hit in segment.hits.of("study", part)]


def _meaning(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes changes that can hurt, and that the clinician holds them for the cause."""
    linked = segment.hits.of("study", "linked")
    discounted = segment.hits.has("doubt", "discount")
    for part, path in (("modic", "imaging.modic"), ("disc", "imaging.disc_pathology")):
        for hit in segment.hits.of("study", part):
            if not _stands(segment, hit):
                continue
            seen = (memory.shown is not None and not memory.shown.unplaced) or memory.phase == "results"
            if part == "modic" or seen:
                ledger.add(path, "stated", segment.evidence(hit.start, hit.end))
                if memory.shown is not None:
                    memory.shown = replace(memory.shown, telling=True)
                if linked and not discounted:
                    ledger.add("imaging.linked", "stated", segment.evidence(hit.start, segment.end))
    shown = memory.shown
    if (
        linked
        and shown is not None
        and not shown.unplaced
        and shown.telling
        and shown.age
        and not discounted
        and _stands(segment, linked[0])
    ):
        ledger.add("imaging.linked", "stated", segment.evidence(linked[0].start, linked[0].end))


def _stands(segment: Segment, hit: Hit) -> bool:
    denied = is_denied(segment, hit.start, hit.end) or is_conditional(segment, hit.start)
    return not denied and not segment.hits.has("cue", "unsure")
