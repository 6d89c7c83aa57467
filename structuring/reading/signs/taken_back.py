"""Takes back a sign that the patient told: gone since, laid to something else, said in jest, or outweighed by a
denial."""

from __future__ import annotations

from structuring.facts import Fact
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Mentioned
from structuring.turns import Evidence, quoted_words

_TURNED = words_of("numb dead asleep weak dull cold bad sour wrong")  # "food's gone dull" ends nothing
_SPENT = words_of(
    "week day month year summer winter night morning job money time work patience"
)  # "how my week's gone"
_QUITS = words_of("moving working responding")  # "the arm stopped moving" ends nothing
_ANOTHER = words_of("we he she i you")  # "we stopped at every rest area"
_LUMPS = words_of("lump spot mole growth mass polyp nodule cyst bump place")
_NAMED = words_of("cancer melanoma malignant lymphoma sarcoma carcinoma tumor")
_STILL_MEANT = 6  # lines behind which a jest is of something else
_BEHIND = 3  # words before "that's the knee", said of what was told just before


def take_back(item: Mentioned, words: tuple[Evidence, ...], ledger: Ledger) -> None:
    """What was told of a sign is present no more, for these later words."""
    ledger.retract(item.sign.path, "present", (*item.evidence, *words), item.sign.part)


def outweigh(
    denied: list[Mentioned], before: tuple[Mentioned, ...], here: list[Mentioned], ledger: Ledger
) -> None:
    """ "Nothing but night sweats, but no fever": the thing itself is denied, what hinted at it tells nothing. Not
    so "no fever, but drenching sweats"."""
    for no in denied:
        told = (*before, *(item for item in here if item.place < no.place))
        for item in told:
            if item.sign is no.sign and ((item.lesser and not no.lesser) or _only_a_lump(item)):
                take_back(item, no.evidence, ledger)


def _only_a_lump(item: Mentioned) -> bool:
    """ "They took a lump out, but it was benign": the outcome tells what it was."""
    words = quoted_words(item.evidence)
    return item.sign.lifelong and bool(words & _LUMPS) and not words & _NAMED


def resolve(segment: Segment, memory: Memory, ledger: Ledger, found: list[Mentioned]) -> None:
    """ "... and then that went away": what was spoken of just now is over, so it is not present."""
    if not segment.hits.has("cue", "resolved") or segment.hits.has("cue", "condition"):
        return
    cue = segment.hits.of("cue", "resolved")[0]
    if any(hit.overlaps(cue) for hit in segment.hits.of("sign", "present")):
        return  # "gone numb"
    if (
        _TURNED & set(segment.between(cue.end, cue.end + 3))
        or segment.word(cue.end) in _QUITS
        or segment.word(cue.start - 1) in _ANOTHER
        or _SPENT & {segment.word(cue.start), segment.word(cue.start - 1)}
    ):
        return
    if _denied_cue(segment, cue.start):
        return
    asked = [Mentioned(item.rule, item.evidence) for item in memory.asked if not item.lesser]
    eased = memory.rested or segment.hits.has("cue", "eased")
    for item in found or list(memory.mentioned) or asked:
        if item.sign.lifelong and not _only_a_lump(item):
            continue  # "they took it out and she says it's gone": what one has had
        if eased and item.sign.sided:
            continue  # "down the leg, and then I sit and it's gone" tells what helps
        words = segment.evidence(cue.start, cue.end)
        take_back(item, words, ledger)
        ledger.add(item.sign.path, "absent", (*item.evidence, *words), part=item.sign.part)


def set_apart(segment: Segment, memory: Memory, ledger: Ledger, found: list[Mentioned]) -> None:
    """ "My right leg hurts, but that's the knee": what is laid to something else is no sign of the back."""
    cues = segment.hits.of("cue", "unrelated")
    behind = bool(cues) and memory.just_mentioned and cues[0].start - segment.start <= _BEHIND
    if not cues or segment.asked or not (found or behind):
        return
    words = segment.evidence(cues[0].start, cues[0].end)
    for item in found or memory.mentioned:
        if item.sign.body == "legs" or item.sign.sided:
            told = _told_before(item, ledger)
            take_back(item, words, ledger)
            for fact in told:
                ledger.add(fact.path, fact.value, fact.evidence, side=fact.side, part=item.sign.part, rank=1)
    memory.mentioned = ()


def _told_before(item: Mentioned, ledger: Ledger) -> list[Fact]:
    """What was told of a sign in an earlier turn: "the left?" - "I've got a knee on that one, but that's the knee"
    takes back nothing of the right leg."""
    entries = ledger.entries(item.sign.path)
    last = max((place for place, entry in enumerate(entries) if entry.retracts), default=-1)
    first = min(piece.line for piece in item.evidence)
    return [
        entry.fact
        for entry in entries[last + 1 :]
        if entry.fact.value == "present"
        and entry.fact.status == "stated"
        and entry.part == item.sign.part
        and all(piece.line < first for piece in entry.fact.evidence)
    ]


def jest(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "I've lost weight." - "How much?" - "I'm joking, about the same.": what he told last is taken back."""
    cues = segment.hits.of("cue", "jest")
    if not cues or segment.asked or _denied_cue(segment, cues[0].start):
        return
    words = segment.evidence(cues[0].start, cues[0].end)
    for item in memory.claimed:
        if words[0].line - item.evidence[-1].line <= _STILL_MEANT:
            take_back(item, words, ledger)
    memory.claimed = ()


def _denied_cue(segment: Segment, place: int) -> bool:
    return any(
        segment.word(near) in ("not", "never", "if", "until")
        for near in range(max(segment.start, place - 3), place)
    )
