"""What an answer comes to, noted of each thing that was asked for: denied, granted, all well."""

from __future__ import annotations

from structuring.facts import Status
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Asked
from structuring.reading.talk.asking import WELL
from structuring.turns import Evidence, Side, quoted_words

_TREATMENTS = words_of("chemo chemotherapy radiation radiotherapy immunotherapy")
_BESIDE = words_of("and or any have had finished need needed received under in the")


def key_of(item: Asked) -> str:
    return item.rule.path + item.rule.part


def deny(waiting: list[Asked], words: tuple[Evidence, ...], ledger: Ledger) -> None:
    """A no tells a loss where only "can you feel it?" was asked, never where "any fever?" was asked as well."""
    waiting = [item for item in waiting if item.part != "measured" and not _of_treatment(item, ledger)]
    named = {key_of(item) for item in waiting if not item.lesser}
    waiting = [item for item in waiting if not item.lesser or item.denied or key_of(item) in named]
    well = [item for item in waiting if item.part in WELL and not item.denied]
    mixed = len(well) < len(waiting)
    for item in waiting:
        evidence = (*item.evidence, *words)
        if item.part == "known":
            continue
        if item in well:
            if mixed and item is not waiting[-1]:
                continue
            status: Status = "stated" if item.part == "able" and not mixed else "uncertain"
            ledger.add(item.rule.path, "present", evidence, status=status, part=item.rule.part)
        else:
            ledger.add(item.rule.path, "absent", evidence, part=item.rule.part)


def _of_treatment(item: Asked, ledger: Ledger) -> bool:
    """ "It was the big C." - "Did they give you chemo?" - "No.": no treatment, which denies no illness that was
    told of before."""
    named = quoted_words(item.evidence)
    treated = item.rule.lifelong and bool(named & _TREATMENTS) and named <= _TREATMENTS | _BESIDE
    return treated and any(
        entry.fact.value == "present" and entry.fact.status in ("stated", "uncertain")
        for entry in ledger.entries(item.rule.path)
    )


def affirm(
    waiting: list[Asked],
    words: tuple[Evidence, ...],
    ledger: Ledger,
    side: Side | None,
    *,
    against: bool = False,
) -> None:
    """`against`: the yes speaks against a question that denies."""
    paths = {item.rule.path for item in waiting}
    for item in waiting:
        evidence = (*item.evidence, *words)
        sign = item.rule
        contradicted = item.denied and against
        if (item.part in WELL or item.denied) and not contradicted:
            ledger.add(sign.path, "absent", evidence, part=sign.part)
        elif item.part in ("present", "neutral", "known") or contradicted:
            sure = len(paths) == 1 and not sign.denial_only and item.part != "neutral"
            ledger.add(
                sign.path,
                "present",
                evidence,
                status="stated" if sure else "uncertain",
                side=(side or item.side) if sign.sided else None,
                part=sign.part,
            )


def all_well(waiting: list[Asked], words: tuple[Evidence, ...], ledger: Ledger) -> None:
    """ "Yes, that's all normal" denies the signs, whichever way they were asked for."""
    for item in waiting:
        evidence = (*item.evidence, *words)
        if (item.rule.lifelong and not item.denied) or item.part in ("known", "measured"):
            continue  # "all clear since" does not deny that there was a cancer
        ledger.add(item.rule.path, "absent", evidence, part=item.rule.part)
