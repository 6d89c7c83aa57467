"""Harmless reasons for a sign, asked for or told: a diet makes weight lost no red flag."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.signs.taken_back import take_back

_OPENING = words_of("right yes okay well no so and , oh")
WEIGHT_LOSS = "red_flags.weight_loss"
_WISHING = words_of("wish")
_NOT_MEANT = words_of("not without never no nor")


def excuse(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "You're down ten pounds. Were you trying?": a yes makes it no sign, a no makes it one."""
    if segment.role != "patient":
        named = {hit.what.rule.path for hit in segment.hits.of("sign", "present")}
        asked = [hit.what.rule for hit in segment.hits.of("sign", "excuse") if hit.what.rule.path not in named]
        told = [item for item in memory.asked if asked and item.rule is asked[0] and item.part != "absent"]
        if segment.asked and asked and (told or ledger.states(asked[0].path, "present")):
            memory.excused = (asked[0], told[-1].evidence if told else ())
            memory.asked = tuple(item for item in memory.asked if item.rule is not asked[0])
        elif not segment.asked:
            _accept(segment, memory, ledger)
        return
    if memory.excused is None:
        _explain(segment, memory, ledger)
        return
    sign, evidence = memory.excused
    if not _WISHING & set(segment.words[:2]):  # "I wish I could take the credit. | No."
        memory.excused = None
    words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
    if segment.word(segment.start) == "no" and evidence:
        ledger.add(sign.path, "present", (*evidence, *words), part=sign.part)
    elif segment.word(segment.start) == "yes" and ledger.states(sign.path, "present"):
        ledger.retract(sign.path, "present", words, sign.part)


def _accept(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "My feet burn at night." - "That's the neuropathy.": the clinician's reason for what was told just now."""
    lead = [word for word in segment.words if word not in _OPENING]
    if memory.phase != "history" or lead[:2] not in (["that", "is"], ["it", "is"]):
        return  # "I didn't feel a thing." - "That's the diabetes": of what was just touched
    for hit in segment.hits.of("sign", "excuse"):
        if _NOT_MEANT & set(segment.between(hit.start - 1, hit.core)):
            continue  # "you have good pulses, so that's not a circulation problem"
        for item in memory.claimed:
            if item.sign is hit.what.rule and not item.sign.path.startswith("red_flags."):
                take_back(item, segment.evidence(hit.start, hit.end), ledger)


def _explain(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "I've lost fifteen pounds, but I've been dieting": what was meant is no sign, whichever is said first."""
    for hit in segment.hits.of("sign", "excuse"):
        sign = hit.what.rule
        near = set(segment.between(hit.start - 3, hit.core))
        if segment.asked or near & _NOT_MEANT or _unlike(segment, hit.start):
            continue  # "without dieting"
        memory.meant = (*memory.meant, sign)
        told = [item.evidence for item in memory.mentioned if item.sign is sign]
        of_another = sign.sided and bool(memory.mentioned) and not told  # "both feet are numb, that's the sugar"
        if ledger.states(sign.path, "present") and not of_another:
            told += [item.evidence for item in memory.asked if item.rule is sign]
            told += [()] if not told and sign.path == WEIGHT_LOSS else []  # "you've lost some." - "Keto."
        if told:
            words = segment.evidence(hit.start, hit.end)
            ledger.retract(sign.path, "present", (*told[-1], *words), sign.part)


def _unlike(segment: Segment, place: int) -> bool:
    """ "It's not like she's been on a diet"."""
    words = segment.between(segment.start, place)
    return any(pair in (("not", "like"), ("not", "as")) for pair in pairwise(words))


def denies_reason(segment: Segment, sign: Sign) -> bool:
    """ "Lost any weight?" - "I haven't been trying.": he denies the reason, which is no word about the loss."""
    return segment.word(segment.start) != "no" and any(
        hit.what.rule is sign and _NOT_MEANT & set(segment.between(hit.start - 3, hit.core))
        for hit in segment.hits.of("sign", "excuse")
    )
