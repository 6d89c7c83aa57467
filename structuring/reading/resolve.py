"""From everything read of a path to the facts that stand: what was taken back, outweighed, or said both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from structuring.facts import Fact
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import BARE, UNDER_HAND, Entry
from structuring.reading.talk.sides import OPPOSITE
from structuring.turns import quoted_words

_KEPT = 8
_WHOLES = words_of("reflexes strength power motion sensation")
# beginnings of words
_GOES = tuple(words_of("go shoot shot radiat travel run down into spread sciatic up through zing"))
_IN_PARTS = (
    "exam.range_of_motion",  # "flexion is full" tells nothing of the extension that hurt, "full every way" does
    "exam.motor_strength",  # nor "the quads are good" of the toes he could not stand on
)


def facts(path: str, entries: list[Entry]) -> tuple[Fact, ...]:
    """The facts of a path in an order in which the last stated one settles it."""
    live = _without_retracted(entries)
    group = path.split(".", 1)[0]
    ordered = _ORDER.get(path, _ORDER.get(group, _as_said))(live)
    return _merged(ordered)


def _without_retracted(entries: list[Entry]) -> list[Entry]:
    """Marks as retracted what a later entry takes back."""
    until: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(entries):
        if entry.retracts:
            until[entry.part, entry.fact.value] = place
    live: list[Entry] = []
    for place, entry in enumerate(entries):
        if entry.retracts:
            continue
        gone = entry.fact.status == "stated" and place < until.get((entry.part, entry.fact.value), -1)
        live.append(Entry(_with(entry.fact, "retracted"), entry.part, entry.rank) if gone else entry)
    return live


def _with(fact: Fact, status: str) -> Fact:
    return fact.model_copy(update={"status": status})


def _as_said(entries: list[Entry]) -> list[Fact]:
    return [entry.fact for entry in entries]


def _by_rank(entries: list[Entry]) -> list[Fact]:
    """The highest rank settles; among equals the last said."""
    return [entry.fact for entry in sorted(entries, key=lambda entry: entry.rank)]


def _onset(entries: list[Entry]) -> list[Fact]:
    """Among equals the one said most often, else first: an episode has one beginning, and what is said once more
    ("yeah, five months") is meant."""
    ranked = sorted(entries, key=lambda entry: entry.rank)
    if not ranked:
        return []
    best = ranked[-1].rank
    top = [entry for entry in ranked if entry.rank == best and entry.fact.status == "stated"]
    if not top:
        return [entry.fact for entry in ranked]
    often = Counter(entry.fact.attributes.get("days") for entry in top)
    most = max(often.values())
    begun = next(entry for entry in top if often[entry.fact.attributes.get("days")] == most)
    first = next((entry for entry in (*top, *ranked) if _tells_more(entry.fact, begun.fact)), begun)
    chosen = {id(entry) for entry in top} | {id(first)}
    rest = [entry.fact for entry in ranked if id(entry) not in chosen]
    return [*rest, *(entry.fact for entry in top if entry is not first), _named_chronic(first.fact, entries)]


def _named_chronic(fact: Fact, entries: list[Entry]) -> Fact:
    """ "Chronic low back pain ... for eight years": called chronic, whatever tells how long."""
    called = any(entry.fact.attributes.get("chronic_word") for entry in entries if entry.fact.status == "stated")
    if fact.value != "chronic" or not called:
        return fact
    return fact.model_copy(update={"attributes": {**fact.attributes, "chronic_word": True}})


def _tells_more(fact: Fact, word: Fact) -> bool:
    """The same words read as a day say more than as a bare word: "yesterday"."""
    return (
        "days" in fact.attributes
        and "days" not in word.attributes
        and (fact.value, fact.status) == (word.value, word.status)
        and any(piece in fact.evidence for piece in word.evidence)
    )


def _exam(entries: list[Entry]) -> list[Fact]:
    """One abnormal finding makes the item abnormal, however many normal ones stand beside it; what the patient
    says under the hands ("that one pulls a little") counts until the clinician tells the result."""
    entries = [entry for place, entry in enumerate(entries) if not _settled_behind(entries, place)]
    entries = [entry for place, entry in enumerate(entries) if not _summed_up(entries, place)]
    normal = [entry.fact for entry in entries if entry.fact.value != "abnormal"]
    abnormal = [entry.fact for entry in entries if entry.fact.value == "abnormal"]
    return [*sorted(normal, key=_told_fully), *sorted(abnormal, key=_told_fully)]


def _summed_up(entries: list[Entry], place: int) -> bool:
    """A result without its subject ("nothing") that speaks against what is told of the whole item behind it
    ("strength is five out of five, reflexes are fine") was of something else."""
    return entries[place].rank == BARE and any(
        later.rank >= 0
        and (later.fact.value, later.fact.status) == ("normal", "stated")
        and bool(_WHOLES & quoted_words(later.fact.evidence[-1:]))
        for later in entries[place + 1 :]
    )


def _settled_behind(entries: list[Entry], place: int) -> bool:
    if entries[place].rank != UNDER_HAND:
        return False
    side = entries[place].fact.side
    least = 1 if entries[place].fact.path in _IN_PARTS else 0
    return any(
        later.fact.status == "stated"
        and later.rank >= least
        and not (side in OPPOSITE and later.fact.side == OPPOSITE[side])
        for later in entries[place + 1 :]
    )  # "figure four on the right" hurt, "and on the left, nothing" is of the other


def _palpation(entries: list[Entry]) -> list[Fact]:
    """ "Tenderness at L5, no spasm": what is not found beside a finding does not speak against it."""
    told = _exam(entries)
    if any(fact.value == "abnormal" and fact.status == "stated" for fact in told):
        return [fact for fact in told if fact.value == "abnormal"]
    return told


def _told_fully(fact: Fact) -> tuple[bool, bool, int]:
    """How much a finding tells: what counts, with a side, in more words."""
    text = str(fact.attributes.get("text", ""))
    return fact.status == "stated", fact.side is not None, len(text.split())


def _first(entries: list[Entry]) -> list[Fact]:
    """The highest rank settles; among equals the first said."""
    return [entry.fact for entry in sorted(reversed(entries), key=lambda entry: entry.rank)]


def _present_last(entries: list[Entry]) -> list[Fact]:
    """A sign that is there outweighs the denial of another sign, or of the same one before."""
    present = [entry for entry in entries if entry.fact.value == "present" and entry.fact.status == "stated"]
    if not present or _put_right(present, entries):
        return [entry.fact for entry in entries]
    chosen = {id(entry) for entry in present}
    rest = [entry.fact for entry in entries if id(entry) not in chosen]
    return [
        *rest,
        *(entry.fact for entry in sorted(present, key=lambda entry: (entry.fact.side is not None, entry.rank))),
    ]


def _leg_pain(entries: list[Entry]) -> list[Fact]:
    """What the patient has denied in so many words is not there for a leg that is named with a pain ("I stand all
    day, my feet hurt"): only a pain that goes there speaks against it."""
    denied = False
    kept: list[Entry] = []
    doubted: list[Fact] = []
    for entry in entries:
        if denied and entry.fact.value == "present" and not _goes_there(entry.fact):
            doubted.append(_with(entry.fact, "uncertain"))
        else:
            kept.append(entry)
        denied = denied or _answered_no(entry)
    return [*doubted, *_present_last(kept)]


def _answered_no(entry: Entry) -> bool:
    """Denied by the patient in answer to the clinician's question."""
    speakers = {piece.speaker for piece in entry.fact.evidence}
    return (entry.fact.value, entry.fact.status) == ("absent", "stated") and {"clinician", "patient"} <= speakers


def _goes_there(fact: Fact) -> bool:
    return fact.side is not None or any(word.startswith(_GOES) for word in quoted_words(fact.evidence))


def _put_right(present: list[Entry], entries: list[Entry]) -> bool:
    """ "You had the cancer, no, that was your brother. So never any in you?" - "No, sir.": the patient has the
    last word on what only the clinician had said."""
    last = entries[-1].fact
    return (
        last.value == "absent"
        and last.status == "stated"
        and any(piece.speaker == "patient" for piece in last.evidence)
        and all(piece.speaker == "clinician" for entry in present for piece in entry.fact.evidence)
    )


def _plan(entries: list[Entry]) -> list[Fact]:
    """Each drug has its own last word; the kind is planned when any of its drugs still is."""
    latest = {entry.part: entry for entry in entries if entry.fact.status == "stated"}
    planned = [entry for entry in entries if latest.get(entry.part) and latest[entry.part].fact.value == "planned"]
    planned = [entry for entry in planned if entry.fact.value == "planned" and entry.fact.status == "stated"]
    chosen = {id(entry) for entry in planned}
    rest = [_undone(entry.fact) for entry in entries if id(entry) not in chosen]
    if any(entry.part for entry in planned):  # "Flexeril, which is a muscle relaxer" is one thing
        planned = [entry for entry in planned if entry.part]
    return [*rest, *_by_drug(planned)]


def _undone(fact: Fact) -> Fact:
    """What was planned before it was stopped."""
    return _with(fact, "retracted") if (fact.value, fact.status) == ("planned", "stated") else fact


def _by_drug(planned: list[Entry]) -> list[Fact]:
    """One fact for each drug, with the dose that was said last, or a longer one that holds it."""
    doses: dict[str, str] = {}
    for entry in planned:
        said = str(entry.fact.attributes.get("dose", ""))
        if entry.part and said and said not in doses.get(entry.part, ""):
            doses[entry.part] = said
    dosed = []
    for entry in planned:
        dose = doses.get(entry.part, "")
        attributes = {**entry.fact.attributes, "dose": dose} if dose else entry.fact.attributes
        dosed.append(entry.fact.model_copy(update={"attributes": attributes}))
    return dosed


def _imaging(entries: list[Entry]) -> list[Fact]:
    """Once a finding is told, a study's bare name is no statement of its own."""
    told = any(not entry.fact.attributes.get("bare") and entry.fact.status == "stated" for entry in entries)
    return [
        _with(entry.fact, "retracted") if told and entry.fact.attributes.get("bare") else entry.fact
        for entry in entries
    ]


def _merged(ordered: list[Fact]) -> tuple[Fact, ...]:
    """Facts that say the same become one with the evidence of all, at the place of the last."""
    merged: dict[tuple[object, ...], Fact] = {}
    for fact in ordered:
        key = (
            fact.value,
            fact.status,
            fact.side,
            tuple(sorted((k, str(v)) for k, v in fact.attributes.items() if k != "text")),
        )
        earlier = merged.pop(key, None)
        if earlier is not None and len(earlier.evidence) >= _KEPT:
            fact = earlier
        elif earlier is not None:
            evidence = tuple(dict.fromkeys((*earlier.evidence, *fact.evidence)))[:_KEPT]
            told = fact.attributes if "text" not in earlier.attributes else earlier.attributes
            fact = earlier.model_copy(update={"evidence": evidence, "attributes": told})
        merged[key] = fact
    return tuple(merged.values())


_ORDER: dict[str, Callable[[list[Entry]], list[Fact]]] = {
    "onset": _onset,
    "laterality": _by_rank,
    "pain_region": _by_rank,
    "exam": _exam,
    "exam.palpation": _palpation,
    "exam_extra": _exam,
    "red_flags": _present_last,
    "red_flags_extended": _present_last,
    "radiation": _leg_pain,
    "plan": _plan,
    "imaging": _imaging,
    "complaint": _by_rank,
    "injury_mechanism": _first,
}
