"""Reads what will be done about the back: drugs with their dose, therapies, studies, referrals, the next visit."""

from __future__ import annotations

from structuring.reading.assertion import is_conditional, is_denied, is_other_person
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit, spared
from structuring.reading.rules import PlanKind
from structuring.reading.segments import Segment
from structuring.reading.state import Memory
from structuring.reading.text import words_of
from structuring.reading.topics import is_back

_BARE = 9
_REGIMEN = frozenset({"heat_ice", "home_exercise"})
_REMEDIES = frozenset({"nsaid", "acetaminophen", "muscle_relaxant", "heat_ice"})
_FAILING = words_of("not still worse need fails failed no without")
_VERBS = words_of(
    "is was are were made did does has had helped works gave because if when since "
    "think know i you we he she they it are"
)
_SENDING = words_of("refer order ordering prescribe sending schedule")
_SHOWN = words_of("show look looking looks reviewed reviewing review results showed shows see saw")
_ORDERED = words_of(
    "order ordering get getting schedule send refer recommend need want repeat obtain ordered scheduled "
    "for do check"
)
_FREQUENCY = words_of(
    "once twice times daily a day every hours hour as needed night nightly bedtime morning at with food # "
    "week weeks milligrams for pain days three two tablet tablets"
)
_STUDIES = (
    ("mri", "mri"),
    ("xray", "xray"),
    ("film", "xray"),
    ("radiograph", "xray"),
    ("ct", "ct"),
    ("cat", "ct"),
)


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes plan items a clinician intends or stops, and what the patient takes up of an offer."""
    _undo(segment, memory, ledger)
    hits = segment.hits.of("plan")
    if not hits:
        memory.intends = segment.role != "patient" and not segment.asked and bool(_SENDING & set(segment.words))
        return
    named = _named(hits)
    if segment.role == "patient":
        _patient(segment, named, memory, ledger)
        return
    if segment.asked and not _firm(segment, named):
        _offer(segment, named, memory)
        return
    for hit in named:
        kind: PlanKind = hit.what.rule
        standing = _standing(segment, hit, memory)
        if is_other_person(segment, hit.start, hit.end):
            continue
        if standing != "stopped" and not (
            is_back(memory) or _for_all(segment, hit) or (kind.pain and not memory.problem_framed)
        ):
            continue
        if kind.id == "home_exercise" and _of_therapist(segment, hit, named):
            continue
        if standing in ("planned", "stopped"):
            _note(segment, hit, standing, ledger)
            memory.last_planned = (kind.id, _part(hit)) if standing == "planned" else memory.last_planned
            if standing == "planned" and memory.phase != "history":
                memory.phase = "plan"
        elif standing == "offered":
            memory.offered = (*memory.offered[-8:], (kind.id, hit.what.part, segment.evidence(hit.start, hit.end)))
        elif standing == "later":
            memory.offered = (*memory.offered[-8:], (kind.id, hit.what.part, segment.evidence(hit.start, hit.end)))
            ledger.add(f"plan.{kind.id}", "planned", segment.evidence(hit.start, hit.end), status="hypothetical")


def _for_all(segment: Segment, hit: Hit) -> bool:
    """ "I want to see you in two weeks" is for the whole visit, "have you come back" for the problem in hand."""
    return hit.what.rule.id == "follow_up" and "see" in _words(segment, hit.start, hit.end)


def _undo(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "I'd like to try duloxetine, but ... I'm not going to do that": the item just named is taken back."""
    undone = segment.hits.of("plan_cue", "undo")
    if not undone or segment.role == "patient" or not memory.last_planned[0]:
        return
    kind, part = memory.last_planned
    ledger.add(f"plan.{kind}", "stopped", segment.evidence(undone[0].start, undone[0].end), part=part)
    memory.last_planned = ("", "")


def _firm(segment: Segment, named: list[Hit]) -> bool:
    """A clinician's own resolve in front of an item is no question, whatever word the sentence began with."""
    return any(cue.start < named[0].start for cue in segment.hits.of("plan_cue", "resolve"))


def _of_therapist(segment: Segment, hit: Hit, named: list[Hit]) -> bool:
    """Exercises that the therapist will do ("physical therapy for core strengthening") are part of the therapy."""
    words = _words(segment, segment.start, hit.start)
    if "they" in words and "will" in words:
        return True
    return any(
        other.what.rule.id == "physical_therapy"
        and other.end <= hit.start
        and hit.start - other.end <= 6
        and {"for", "to", "on", "with"} & set(_words(segment, other.end, hit.start))
        and "and" not in _words(segment, other.end, hit.start)
        for other in named
    )


def _named(hits: list[Hit]) -> list[Hit]:
    """The longest wording at each place, drugs before kinds, look-alikes left out."""
    never = [hit for hit in hits if hit.what.part == "never"]
    said = spared([hit for hit in hits if hit.what.part != "never"], never)
    kept: list[Hit] = []
    for hit in sorted(said, key=lambda hit: (hit.start - hit.end, hit.what.part == "says", hit.start)):
        if not any(other.start < hit.end and hit.start < other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _standing(segment: Segment, hit: Hit, memory: Memory) -> str:
    """planned, stopped, later, past or unsaid."""
    kind: PlanKind = hit.what.rule
    cues = [cue for cue in segment.hits.of("plan_cue") if cue.end <= hit.start or cue.start <= hit.start < cue.end]
    pseudo = segment.hits.of("cue", "pseudo")
    stops = [
        cue
        for cue in cues
        if cue.what.part == "stop"
        and not _broken(segment, cue.end, hit.start)
        and not any(hold.start <= cue.start < hold.end for hold in pseudo)
    ]
    inside = any(segment.word(place) in ("avoid", "no", "not", "without") for place in range(hit.start, hit.end))
    if is_conditional(segment, hit.start) and not _as_needed(segment, kind):
        return "later"
    if kind.waits and _only_offered(segment, hit):
        return "offered"
    if kind.waits and _condition_behind(segment, hit):
        return "later"
    refused = [
        cue
        for cue in segment.hits.of("plan_cue", "stop_back")
        if 0 <= cue.start - hit.end <= 3 and "but" not in _words(segment, hit.end, cue.start)
    ]
    if hit.what.part == "avoid":
        if "i" in segment.words and memory.phase == "history":
            return "unsaid"
        denied = bool(stops) or is_denied(segment, hit.start, hit.end) or _told_to_avoid(segment, hit)
        return "planned" if denied else "unsaid"
    if not inside and (refused or stops or is_denied(segment, hit.start, hit.end, lists=False)):
        return "stopped"
    if any(cue.what.part == "later" and cue.end <= hit.start for cue in cues):
        return "later"
    if kind.id == "imaging" and not _is_order(segment, hit):
        return "unsaid"
    intents = [cue for cue in cues if cue.what.part in ("intent", "order")]
    pasts = [cue for cue in cues if cue.what.part == "past" and cue.end <= hit.start]
    last_past = max((cue.end for cue in pasts), default=-1)
    last_intent = max((cue.start for cue in intents), default=-1)
    if pasts and last_intent < last_past:
        return "past"
    if intents or memory.intends:
        return "planned"
    if not pasts and _dosed(segment, hit) and memory.phase != "history":
        return "planned"
    if not pasts and memory.phase == "plan" and kind.pain and _elliptic(segment, hit):
        return "planned"
    if _is_fragment(segment) and kind.bare and not _is_echo(hit, memory) and not pasts:
        return "planned"
    behind = [cue for cue in segment.hits.of("plan_cue", "intent") if 0 <= cue.start - hit.end <= 12]
    return "planned" if behind and memory.phase == "plan" else "unsaid"


def _as_needed(segment: Segment, kind: PlanKind) -> bool:
    """A remedy for bad days ("if you have a bad day you can take Tylenol") is planned; one that waits for
    another to fail is not."""
    if kind.id not in _REMEDIES:
        return False
    condition = segment.conditional or segment.words
    return not any(word in _FAILING for word in condition)


def _only_offered(segment: Segment, hit: Hit) -> bool:
    """ "I can do an injection" offers; "we can go ahead and order" does it."""
    near = _words(segment, max(segment.start, hit.start - 7), hit.start)
    return "can" in near and "ahead" not in near and "order" not in near


def _told_to_avoid(segment: Segment, hit: Hit) -> bool:
    near = _words(segment, max(segment.start, hit.start - 6), hit.start)
    return any(word in ("avoid", "limit", "stop", "without", "no", "off", "hold") for word in near)


def _words(segment: Segment, start: int, end: int) -> list[str]:
    return [segment.word(place) for place in range(start, end)]


def _broken(segment: Segment, start: int, end: int) -> bool:
    """A stop reaches only to the next comma, "and" or "but": "stop the ibuprofen, take Tylenol"."""
    if end - start > 6:
        return True
    return any(
        segment.word(place) in (",", "but", "and", "then", "just", "let", "while", "because", "so", "since")
        for place in range(start, end)
    )


def _condition_behind(segment: Segment, hit: Hit) -> bool:
    holds = segment.hits.of("cue", "not_condition")
    return any(
        cue.start >= hit.end and segment.word(cue.start) in ("if", "unless")
        for cue in segment.hits.of("cue", "condition")
        if not any(cue.start < hold.end and hold.start < cue.end for hold in holds)
    )


def _is_order(segment: Segment, hit: Hit) -> bool:
    """A study is ordered, not looked at: of "show me the x-ray" and "order an x-ray" the nearer word decides."""
    for place in range(hit.start - 1, segment.start - 1, -1):
        word = segment.word(place)
        if word in _SHOWN:
            return False
        if word in _ORDERED:
            return True
    return _is_fragment(segment) and not any(word in _SHOWN for word in segment.words)


def _is_fragment(segment: Segment) -> bool:
    """Few words and no sentence: "Medrol dose pack", "six weeks of PT"."""
    return segment.end - segment.start <= _BARE and not (_VERBS & set(segment.words))


def _dosed(segment: Segment, hit: Hit) -> bool:
    """A drug told with how to take it: "Tylenol, two extra strength up to three times a day"."""
    if not (_part(hit) or hit.what.rule.id in _REGIMEN):
        return False
    behind = _words(segment, hit.end, min(segment.end, hit.end + 9))
    return any(word.isdigit() for word in behind) and any(
        word in ("day", "daily", "hours", "milligrams", "needed", "bedtime", "night", "food", "twice", "minutes")
        for word in behind
    )


def _elliptic(segment: Segment, hit: Hit) -> bool:
    """An item named first thing while the plan is told: "ice, twenty minutes", "and heat for the spasm"."""
    lead = _words(segment, segment.start, hit.start)
    return all(
        word in ("and", "then", "also", "some", "plus", "with", ",", "okay", "so", "a", "the") for word in lead
    )


def _is_echo(hit: Hit, memory: Memory) -> bool:
    return memory.phase in ("history", "exam") and (
        hit.what.part in memory.taken or hit.what.rule.id in memory.taken
    )


def _offer(segment: Segment, named: list[Hit], memory: Memory) -> None:
    for hit in named:
        item = (hit.what.rule.id, hit.what.part, segment.evidence(hit.start, hit.end))
        memory.offered = (*memory.offered[-8:], item)


def _patient(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    memory.taken = memory.taken | {hit.what.part for hit in named} | {hit.what.rule.id for hit in named}
    if segment.asked:
        return
    for hit in named:
        kind: PlanKind = hit.what.rule
        if segment.hits.has("plan_cue", "refuse"):
            ledger.add(f"plan.{kind.id}", "stopped", segment.evidence(hit.start, hit.end), part=_part(hit))
            continue
        if segment.hits.has("plan_cue", "past") or not segment.hits.has("plan_cue", "agree"):
            continue
        for kind_id, _, evidence in memory.offered:
            if kind_id == kind.id and memory.phase == "plan":
                said = (*segment.evidence(hit.start, hit.end), *evidence)
                ledger.add(f"plan.{kind.id}", "planned", said, part=_part(hit))
                break


def _part(hit: Hit) -> str:
    return hit.what.part if hit.what.part != "says" else ""


def _note(segment: Segment, hit: Hit, value: str, ledger: Ledger) -> None:
    kind: PlanKind = hit.what.rule
    end = _dose_end(segment, hit.end) if _part(hit) else hit.end
    attributes: dict[str, str | float | bool] = {}
    if _part(hit):
        attributes["drug"] = hit.what.part
    if end > hit.end:
        attributes["dose"] = segment.text(hit.end, end).strip(" ,")
    start = _verb(segment, hit.start)
    attributes["text"] = segment.text(start, end)
    evidence = segment.evidence(hit.start, end)
    ledger.add(f"plan.{kind.id}", value, evidence, part=_part(hit), attributes=attributes)
    if kind.id == "imaging" and value == "planned":
        words = " ".join(segment.words[hit.start - segment.start : hit.end - segment.start])
        modality = next((name for word, name in _STUDIES if word in words), "other")
        ledger.add(f"imaging.ordered.{modality}", "ordered", evidence)


def _dose_end(segment: Segment, place: int) -> int:
    """Where dose and frequency behind a drug's name end: "fifteen milligrams once a day"."""
    end = place
    while end < segment.end and end - place < 12:
        word = segment.word(end)
        if not (word.isdigit() or word in _FREQUENCY or (word == "," and segment.word(end + 1).isdigit())):
            break
        end += 1
    while end > place and segment.word(end - 1) in ("for", "a", "at", "with", "as", ",", "every"):
        end -= 1
    return end


def _verb(segment: Segment, start: int) -> int:
    """Where the intent in front of a mention begins, if it is near, for the text of the item."""
    near = [cue.start for cue in segment.hits.of("plan_cue", "intent") if 0 <= start - cue.end <= 4]
    return min(near, default=start)
