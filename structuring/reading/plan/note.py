"""Notes a plan item with its drug, its dose and the words as they were said."""

from __future__ import annotations

from itertools import pairwise

from structuring.facts import Status
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Offer
from structuring.turns import Evidence

_FREQUENCY = words_of(
    "once twice times daily a day every hours hour as needed night nightly bedtime morning at with food # "
    "week weeks milligrams for pain days nights three two tablet tablets pill pills the evening breakfast meals"
)
_REPEATED = words_of("once twice daily nightly half every")
_LOOSE_ENDS = words_of("for a an the at with as , every and then in on")  # of a dose
_CLAUSE = 6
_FORBIDS = words_of("avoid no not limit stop without off hold never")
_ENDS = words_of(
    ", and but so because if when which who that then i we he she they it is are was were will would can not "
    "until unless before after just like as to once kind"
)
_DANGLING = words_of("a an the of on in to with over at by for your his her this some as from you")
_REGIMEN = frozenset({"heat_ice", "home_exercise"})
_TAKEN = words_of(
    "day daily hours hour milligrams needed bedtime night food twice minutes week weeks mics micrograms times "
    "tablet tablets pill pills capsule capsules morning evening clock meals meal supper breakfast dinner lunch bed"
)
_COUNTS = words_of("once twice nightly daily half few couple")
_ONE_OF = words_of("capsule tablet pill patch a at every in before with each twice")
_LEAST_DOSE = 25  # of a number without its unit: milligrams
_REACH = 12
_BEFORE = 5
_AT = words_of("when at before with every twice after")
_UNTIL = words_of("week weeks days month until till")
_STUDIES = (
    ("mri", "mri"),
    ("m r i", "mri"),
    ("xray", "xray"),
    ("film", "xray"),
    ("radiograph", "xray"),
    ("picture", "xray"),
    ("ct", "ct"),
    ("cat", "ct"),
)


def part_of(hit: Hit) -> str:
    """The drug that a mention names, or nothing for a kind named in general."""
    return hit.what.part if hit.what.part not in ("says", "heads", "avoid", "forbids") else ""


def is_dosed(segment: Segment, hit: Hit) -> bool:
    """A drug told with how to take it: "Tylenol, two extra strength up to three times a day"."""
    behind = segment.between(hit.end, min(segment.end, hit.end + _REACH))
    if hit.what.rule.id in _REGIMEN:  # "twenty minutes with the heating pad, a few times a day"
        behind = [*segment.between(hit.start - _BEFORE, hit.start), *behind]
    if hit.what.rule.id == "activity_modification" and segment.word(hit.start) in ("no", "nothing", "off"):
        return bool(_UNTIL & {*behind, *segment.between(hit.start, hit.end)})
    if not (part_of(hit) or hit.what.rule.id in _REGIMEN):
        return False
    if _amount(segment, hit) and segment.word(hit.end) in _AT:
        return True
    counted = any(word.isdigit() or word in _COUNTS for word in behind)
    counted = counted or any(pair[0] == "one" and pair[1] in _ONE_OF for pair in pairwise(behind))
    return counted and any(word in _TAKEN for word in behind)


def _amount(segment: Segment, hit: Hit) -> bool:
    """ "Half a Zanaflex when you lie down", "two Aleve with supper": how many, in front of the drug."""
    lead = segment.between(hit.start - 2, hit.start)
    return lead[1].isdigit() or (lead[0] in ("half", "couple") and lead[1] in ("a", "of"))


def note(segment: Segment, hit: Hit, value: str, ledger: Ledger, more: tuple[Evidence, ...] = ()) -> None:
    """Notes a mention as "planned" or "stopped"; `more`: words elsewhere that make it so."""
    kind: PlanKind = hit.what.rule
    end = _dose_end(segment, hit.end) if part_of(hit) else hit.end
    attributes: dict[str, str | float | bool] = {}
    if part_of(hit):
        attributes["drug"] = hit.what.part
    if end > hit.end and segment.word(hit.end) != "the" and _is_dose(kind, segment.between(hit.end, end)):
        attributes["dose"] = segment.text(hit.end, end).strip(" ,")
    elif not part_of(hit):
        end = _clause_end(segment, hit.end)
    start = _verb(segment, hit.start)
    begin = _forbidding(segment, hit.start) if hit.what.part == "avoid" else hit.start
    attributes["text"] = segment.text(min(start, begin), end)
    evidence = segment.evidence(begin, end)
    # an expected drug may have been heard into noise
    unsure = bool(part_of(hit)) and segment.doubtful(hit.start, hit.end)
    status: Status = "uncertain" if unsure else "stated"
    note_kind(kind.id, part_of(hit), value, (*evidence, *more), ledger, attributes, status)


def note_kind(
    kind: str,
    part: str,
    value: str,
    evidence: tuple[Evidence, ...],
    ledger: Ledger,
    attributes: dict[str, str | float | bool] | None = None,
    status: Status = "stated",
) -> None:
    """Notes a kind by its name, and an order of imaging with its modality."""
    if attributes is None:
        attributes = {"text": " ... ".join(piece.quote for piece in evidence)} if evidence else {}
        if part:
            attributes["drug"] = part
    if kind == "imaging":
        _note_study(value, evidence, ledger, attributes)
        return
    ledger.add(f"plan.{kind}", value, evidence, status=status, part=part, attributes=attributes)


def _note_study(
    value: str, evidence: tuple[Evidence, ...], ledger: Ledger, attributes: dict[str, str | float | bool]
) -> None:
    """An order of a study has its modality; what calls imaging off without naming one calls off all."""
    words = " ".join(piece.quote.lower().replace("-", "") for piece in evidence)
    modality = next((name for word, name in _STUDIES if word in words), "other")
    path = "plan.imaging"
    if value == "planned":
        ledger.add(path, value, evidence, part=modality, attributes=attributes)
        ledger.add(f"imaging.ordered.{modality}", "ordered", evidence)
        return
    ordered = {entry.part for entry in ledger.entries(path) if entry.fact.value == "planned"}
    for part in sorted({modality} if modality != "other" else ordered | {modality}):
        ledger.add(path, value, evidence, part=part, attributes=attributes)
        ledger.retract(f"imaging.ordered.{part}", "ordered", evidence)


def _dose_end(segment: Segment, place: int) -> int:
    """Where dose and frequency behind a drug's name end: "fifteen milligrams once a day"."""
    end = place
    while end < segment.end and end - place < 12:
        word = segment.word(end)
        if not (word.isdigit() or word in _FREQUENCY or (word == "," and segment.word(end + 1).isdigit())):
            break
        end += 1
    while end > place and segment.word(end - 1) in _LOOSE_ENDS:
        end -= 1
    return end


def _is_dose(kind: PlanKind, words: list[str]) -> bool:
    """ "Tylenol, two extra strength", "heal on their own, six to eight weeks": a small number alone is no dose."""
    if kind.id == "other" and not (
        _TAKEN & set(words) and any(word.isdigit() or word in _REPEATED for word in words)
    ):
        return False
    return any(word != "," and (not word.isdigit() or int(word) >= _LEAST_DOSE) for word in words)


def _clause_end(segment: Segment, place: int) -> int:
    """Where the words behind an item that still belong to it end: "x-ray | of your lumbar spine"."""
    end = place
    while end < segment.end and end - place < _CLAUSE and segment.word(end) not in _ENDS:
        end += 1
    while end > place and segment.word(end - 1) in _DANGLING:
        end -= 1
    return end


def _forbidding(segment: Segment, start: int) -> int:
    """Where the word stands that forbids ("avoid | lifting"): without it the quote would say the contrary."""
    near = [place for place in range(start - _CLAUSE, start) if segment.word(place) in _FORBIDS]
    return max(near, default=start)


def _verb(segment: Segment, start: int) -> int:
    """Where the intent in front of a mention begins, if it is near, for the text of the item."""
    near = [cue.start for cue in segment.hits.of("plan_cue", "intent") if 0 <= start - cue.end <= 4]
    return min(near, default=start)


def go_on(last: Offer, told: tuple[Evidence, ...], memory: Memory, ledger: Ledger, kind: str = "") -> None:
    """Notes what was named last as planned, by words `told` that do not name it; `kind` if they mean another."""
    kind = kind or last.kind
    note_kind(kind, last.part, "planned", (*last.evidence, *told), ledger)
    memory.named, memory.offers = None, ()
    memory.last_plan = Offer(kind, last.part, last.evidence, "clinician")
