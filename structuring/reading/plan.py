"""Reads what will be done about the back: drugs with their dose, therapies, studies, referrals, the next visit.

A clinician's mention is planned when he intends or orders it, doses it, or goes on with a list of planned things;
never when it is denied, past, somebody else's, conditional or only explained. What is offered waits (`offers`).
"""

from __future__ import annotations

from dataclasses import replace

from structuring.reading import offers
from structuring.reading.assertion import is_conditional, is_denied, is_other_person
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit, spared
from structuring.reading.plan_note import note, part_of
from structuring.reading.rules import PlanKind
from structuring.reading.segments import Segment
from structuring.reading.state import Memory, Offer
from structuring.reading.text import words_of
from structuring.reading.topics import is_back, regions
from structuring.turns import Evidence

_BARE = 11
_REGIMEN = frozenset({"heat_ice", "home_exercise"})
_REMEDIES = frozenset({"nsaid", "acetaminophen", "muscle_relaxant", "heat_ice", "opioid"})
_OF_OTHERS = frozenset({"lab", "imaging", "specialist_referral"})
_LISTED = frozenset({"lab", "imaging", "follow_up"})
_FAILING = words_of("not still worse need fails failed no without")
_VERBS = words_of(
    "is was are were made did does has had helped works gave because if when since "
    "think know i you we he she they it are"
)
_SENDING = words_of("refer order ordering prescribe sending schedule recommend suggest encourage")
_SUBJECTS = words_of("you i he she they we did do does has have had who been was were to")
_BODILY = frozenset({"activity_modification", "home_exercise", "heat_ice"})
_SHOWN = words_of("show look looking looks reviewed reviewing review results showed shows see saw")
_ORDERED = words_of(
    "order ordering get getting schedule send refer recommend need want repeat obtain ordered scheduled "
    "for do check radiology call putting put arranging arrange booking book requesting request doing"
)
_LEADS = words_of(
    "and then also some plus with , okay so a an the for pain as well next first second third now just maybe "
    "another more course little bit of good round short few in addition on top meantime meanwhile your that same "
    "or alternating at night bedtime recap summary plan list things again today plain"
)
_TAKEN = words_of(
    "day daily hours hour milligrams needed bedtime night food twice minutes week weeks mics micrograms times"
)
_NOT_OF_ITEM = words_of("before until after over more just only every on at with too better")
_WILL = words_of("want would will need am")
_WANTS = words_of("want like willing open interested try consider")
_VERBS_BEHIND = words_of(
    "is was are can could cause causes work works help helps does did make makes may might usually tends has had "
    "give gives raise raises upset upsets hurt hurts thins affects takes would though"
)
_PUT_OFF = words_of("think talk consider eventually later if might may whether someday")
_JOINTS = words_of("and but so then , just")
_BEGINS = words_of("take use start try keep")
_ASKED_OF = words_of("to you not and or never")
_PARTS = words_of("before than whether until because which")
_DENIAL_REACH = 7
_THERAPY = 13  # words from a therapy to what it consists of
_HISTORY_TAKEN = 2
_PLANNING = 12


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes plan items a clinician intends or stops, and what becomes of an offer."""
    offers.grow_old(segment, memory)
    if memory.last_plan is not None:
        memory.last_plan = replace(memory.last_plan, age=memory.last_plan.age + 1)
    hits = segment.hits.of("plan")
    named = _named(hits) if hits else []
    if segment.role == "patient":
        _patient(segment, named, memory, ledger)
        return
    _undo(segment, named, memory, ledger)
    if segment.word(segment.start) == "but":  # "we could do an injection, but it won't help you": no offer
        memory.offers = tuple(one for one in memory.offers if one.by == "patient" or one.age > 1)
    if not segment.asked or _firm(segment, named):
        referred = offers.referral(segment, named, memory, ledger)
        memory.listing = memory.listing or referred
    offers.assent(segment, named, memory, ledger)
    if not named:
        memory.intends = not segment.asked and bool(_SENDING & set(segment.words))
        memory.listing = memory.listing and segment.end - segment.start <= 4
    elif segment.asked and not _firm(segment, named):
        _question(segment, named, memory)
    else:
        _statement(segment, named, memory, ledger)
    memory.asked_last = segment.asked
    memory.questions += segment.asked and memory.patient_heard


def _statement(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    planned = False
    stopped: Hit | None = None
    here: set[tuple[str, str]] = set()
    for hit in named:
        kind: PlanKind = hit.what.rule
        standing = _standing(segment, hit, memory, planned)
        if stopped is not None and _listed_with(segment, stopped, hit):
            standing = "stopped"  # "avoid the ibuprofen and the Aleve"
        stopped = hit if standing == "stopped" else None
        if kind.id != "activity_modification" and is_other_person(segment, hit.start, hit.end):
            continue
        if standing != "stopped" and not _concerns_back(segment, hit, memory):
            continue
        if kind.id == "home_exercise" and _of_therapist(segment, hit, named):
            continue
        offers.name(segment, hit, memory)
        if standing == "stopped" and ((kind.id, part_of(hit)) in here or _same_drug(segment, hit, memory)):
            continue  # "naproxen, instead of the Aleve"
        if standing == "stopped" and kind.id == "activity_modification":
            continue  # what is forbidden undoes no other limit
        if standing == "planned":
            here.add((kind.id, part_of(hit)))
        if standing in ("planned", "stopped"):
            note(segment, hit, standing, ledger, _forgone(segment) if standing == "stopped" else ())
        if standing == "planned":
            planned = True
            memory.offers = tuple(one for one in memory.offers if one.by == "patient" or not one.answered)
            evidence = segment.evidence(hit.start, hit.end)
            memory.last_plan = Offer(kind.id, part_of(hit), evidence, "clinician")
            if memory.phase != "history":
                memory.phase = "plan"
        elif standing in ("offered", "later"):
            if standing == "offered" or _is_offer(segment):
                offers.offer(segment, hit, memory, "clinician")
            if standing == "later":
                told = segment.evidence(hit.start, hit.end)
                ledger.add(f"plan.{kind.id}", "planned", told, status="hypothetical")
    memory.listing = planned


def _listed_with(segment: Segment, first: Hit, second: Hit) -> bool:
    between = _words(segment, first.end, second.start)
    return len(between) <= 3 and all(word in ("and", "or", "the", "any", "your", ",") for word in between)


def _same_drug(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "... so that would be instead of the Aleve": the drug just planned by another name."""
    last = memory.last_plan
    replaced = {"instead", "rather"} & set(segment.words)
    return bool(replaced) and last is not None and (last.kind, last.part) == (hit.what.rule.id, part_of(hit))


def _is_offer(segment: Segment) -> bool:
    """ "We could do an injection" waits for the patient's word, "we could think about it" for another day."""
    words = set(segment.words)
    return segment.hits.has("plan_cue", "offer") and not segment.conditional and not (_PUT_OFF | {"but"}) & words


def _forgone(segment: Segment) -> tuple[Evidence, ...]:
    """The words that stop, so that the quote does not read like an order."""
    stops = segment.hits.of("plan_cue", "stop")
    return segment.evidence(stops[0].start, stops[0].end) if stops else ()


def _concerns_back(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """Whether an item is for the back: no other problem is in focus, the back is named beside it, or what relieves
    pain is ordered while a problem that does not hurt was spoken of."""
    kind: PlanKind = hit.what.rule
    named = {region.what.rule.kind for region in regions(segment)}
    if kind.id in _OF_OTHERS and "back" not in named and named & {"problem", "organ"}:
        return False  # "bump the lisinopril and get your labs"
    if is_back(memory) or (kind.id == "follow_up" and _for_all(segment, hit)):
        return True
    if "back" in named:
        return True
    return kind.pain and (not memory.problem_framed or memory.problem not in kind.elsewhere.split())


def _for_all(segment: Segment, hit: Hit) -> bool:
    """ "I want to see you in two weeks" is for the whole visit, "have you come back" for the problem in hand."""
    words = _words(segment, hit.start, hit.end)
    return bool({"see", "here", "me", "us"} & set(words))


def _undo(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    """ "I'd like to try duloxetine, but ... I'm not going to do that": the item just named is taken back."""
    undone = segment.hits.of("plan_cue", "undo")
    last = memory.last_plan
    if undone and not named:
        memory.offers = tuple(one for one in memory.offers if one.by == "patient")
    if not undone or named or last is None or last.age > 3:
        return
    cue = segment.evidence(undone[0].start, undone[0].end)
    ledger.add(f"plan.{last.kind}", "stopped", cue, part=last.part)
    memory.last_plan = None


def _firm(segment: Segment, named: list[Hit]) -> bool:
    """A clinician's own resolve in front of an item is no question, whatever word the sentence began with."""
    first = named[0].start if named else segment.end
    return any(cue.start < first for cue in segment.hits.of("plan_cue", "resolve"))


def _of_therapist(segment: Segment, hit: Hit, named: list[Hit]) -> bool:
    """Exercises that the therapist will do ("physical therapy for core strengthening") are part of the therapy."""
    words = _words(segment, segment.start, hit.start)
    if "they" in words and "will" in words:
        return True
    return any(
        other.what.rule.id == "physical_therapy"
        and other.end <= hit.start
        and hit.start - other.end <= _THERAPY
        and {"for", "to", "on", "with"} & set(_words(segment, other.end, hit.start))
        and "and" not in _words(segment, other.end, hit.start)
        for other in named
    )


def _named(hits: list[Hit]) -> list[Hit]:
    """The mentions of a segment, longest first where they overlap, look-alikes left out."""
    never = [hit for hit in hits if hit.what.part == "never"]
    said = spared([hit for hit in hits if hit.what.part != "never"], never)
    kept: list[Hit] = []
    for hit in sorted(said, key=lambda hit: (hit.start - hit.end, hit.what.part == "says", hit.start)):
        if not any(other.start < hit.end and hit.start < other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _standing(segment: Segment, hit: Hit, memory: Memory, listing: bool) -> str:
    """planned, stopped, offered, later, past or unsaid. `listing`: an item before it in the segment is planned."""
    kind: PlanKind = hit.what.rule
    cues = [cue for cue in segment.hits.of("plan_cue") if cue.end <= hit.start or cue.start <= hit.start < cue.end]
    behind = _words(segment, hit.end, segment.end)
    if "would" in _words(segment, hit.start - 7, hit.start) and "but" in behind:
        return "unsaid"  # "I'd hand you naproxen, but with that blood pressure ..."
    if any(cue.start >= hit.end for cue in segment.hits.of("plan_cue", "undo")):
        return "stopped"
    if hit.what.part == "forbids":
        return "planned" if _planning(memory) or listing or _dosed(segment, hit) else "unsaid"
    if _waits_for(segment, hit):
        return "later"
    if kind.waits and _only_offered(segment, hit):
        return "offered"
    if hit.what.part == "avoid":
        before = _words(segment, hit.start - 4, hit.start)
        if memory.phase == "history" and "i" in before and not _WILL & set(segment.words):
            return "unsaid"
        if any(
            segment.word(place) in ("can", "could", "unable", "able") for place in range(hit.start - 4, hit.start)
        ):
            return "unsaid"  # "can't lift the foot" is a finding
        denied = bool(_stops(segment, hit, cues)) or is_denied(segment, hit.start, hit.end)
        return "planned" if denied or _told_to_avoid(segment, hit) else "unsaid"
    if _stopped(segment, hit, cues):
        return "stopped"
    if any(cue.what.part == "later" and cue.end <= hit.start for cue in cues):
        return "later"
    if kind.id == "imaging" and not _is_order(segment, hit, memory.listing):
        return "unsaid"
    pasts = [cue for cue in cues if cue.what.part == "past" and cue.end <= hit.start]
    intents = [
        cue
        for cue in cues
        if cue.what.part in ("intent", "order", "resolve")
        and not (kind.waits and _PARTS & set(_words(segment, cue.end, hit.start)))
    ]
    pasts = [cue for cue in pasts if not any(cue.overlaps(hold) and hold.end > cue.end for hold in intents)]
    over = [cue for cue in segment.hits.of("plan_cue", "past_back") if 0 <= cue.start - hit.end <= 4]
    if over and not any(cue.end <= hit.start for cue in intents):
        return "past"
    if pasts and max((cue.start for cue in intents), default=-1) < max(cue.end for cue in pasts):
        return "past"
    return "planned" if _intended(segment, hit, memory, intents, bool(pasts), listing) else "unsaid"


def _intended(segment: Segment, hit: Hit, memory: Memory, intents: list[Hit], past: bool, listing: bool) -> bool:
    """Whether anything says that the item is going to be done."""
    kind: PlanKind = hit.what.rule
    if memory.phase == "history" and memory.questions >= _HISTORY_TAKEN and not _planning(memory):
        # while the history is taken "you take the etodolac now" tells a habit, a bare "the Medrol pack" repeats
        return any(not _is_habit(segment, cue) for cue in intents)
    if intents or memory.intends:
        return True
    planning = _planning(memory) or (memory.phase in ("exam", "results") and kind.id not in _BODILY)
    behind = [cue for cue in segment.hits.of("plan_cue", "behind") if 0 <= cue.start - hit.end <= 5]
    if behind:
        return True
    if past:
        return False
    if _dosed(segment, hit):
        return True
    if _explained(segment, hit):
        return False
    goes_on = memory.listing or listing
    if planning and _elliptic(segment, hit) and (kind.pain or kind.id in _LISTED):
        return True
    if goes_on and not _VERBS & set(_words(segment, segment.start, hit.start)):
        return True
    if _is_fragment(segment) and kind.bare and not _is_echo(hit, memory):
        return True
    if kind.id in ("follow_up", "activity_modification") and _planning(memory):
        return True
    later = [cue for cue in segment.hits.of("plan_cue", "intent") if 0 <= cue.start - hit.end <= 12]
    return bool(later) and planning


def _planning(memory: Memory) -> bool:
    """Whether the talk has come to what will be done: said so, or something was planned shortly before."""
    last = memory.last_plan
    return memory.phase == "plan" or (last is not None and last.age <= _PLANNING)


def _is_habit(segment: Segment, cue: Hit) -> bool:
    return (
        cue.end - cue.start == 1
        and segment.word(cue.start - 1) in _SUBJECTS
        and segment.word(cue.start) not in _SENDING
    )


def _explained(segment: Segment, hit: Hit) -> bool:
    """ "that's an anti-inflammatory", "it's called ablation": a word for a thing, no order."""
    near = _words(segment, max(segment.start, hit.start - 4), hit.start)
    if segment.word(hit.end) in _VERBS_BEHIND:
        return True
    return bool({"called", "means", "named"} & set(near)) or (
        len(near) >= 2 and near[0] in ("it", "that", "this", "which", "those") and near[1] in ("is", "are")
    )


def _waits_for(segment: Segment, hit: Hit) -> bool:
    """Whether an item depends on something: "if it's no better, an MRI". A remedy for bad days ("if you have a bad
    day you can take Tylenol") does not, nor does what is forbidden until the next visit."""
    kind: PlanKind = hit.what.rule
    if kind.waits and _condition_behind(segment, hit):
        return True
    if not is_conditional(segment, hit.start):
        return False
    words = segment.conditional or segment.words
    if kind.id == "activity_modification" and "if" not in words and "unless" not in words:
        return False
    return kind.id not in _REMEDIES or any(word in _FAILING for word in words)


def _stops(segment: Segment, hit: Hit, cues: list[Hit]) -> list[Hit]:
    pseudo = segment.hits.of("cue", "pseudo")
    return [
        cue
        for cue in cues
        if cue.what.part == "stop"
        and cue.end <= hit.start
        and segment.word(cue.end) not in ("by", "in", "back")
        and not _broken(segment, cue.end, hit.start)
        and not any(hold.start <= cue.start < hold.end for hold in pseudo)
        and not (segment.word(cue.start) == "not" and segment.word(cue.end) in _NOT_OF_ITEM)
    ]


def _stopped(segment: Segment, hit: Hit, cues: list[Hit]) -> bool:
    inside = any(segment.word(place) in ("avoid", "no", "not", "without") for place in range(hit.start, hit.end))
    if inside or segment.word(hit.start) in ("nothing", "off", "out"):
        return False
    refused = [
        cue
        for cue in segment.hits.of("plan_cue", "stop_back")
        if 0 <= cue.start - hit.end <= 3 and "but" not in _words(segment, hit.end, cue.start)
    ]
    if refused or _stops(segment, hit, cues):
        return True
    if not is_denied(segment, hit.start, hit.end, lists=False):
        return False
    denials = [
        cue
        for cue in segment.hits.of("cue", "deny")
        if 0 <= hit.start - cue.end <= _DENIAL_REACH
        and not (segment.word(cue.start) == "not" and segment.word(cue.end) in _NOT_OF_ITEM)
    ]
    behind = any(0 <= cue.start - hit.end <= 4 for cue in segment.hits.of("cue", "deny_back"))
    return behind or any(not _taken_up(segment, cue.end, hit) for cue in denials)


def _taken_up(segment: Segment, start: int, hit: Hit) -> bool:
    """ "No higher than that, and stay with the Tylenol": behind a joint a new intent begins."""
    if segment.word(hit.start - 1) in _BEGINS and segment.word(hit.start - 2) not in _ASKED_OF:
        return True  # "don't restart it, use Tylenol"
    joints = [place for place in range(start, hit.start) if segment.word(place) in _JOINTS]
    return any(
        any(joint < cue.start for joint in joints) and cue.end <= hit.start
        for cue in segment.hits.of("plan_cue", "intent")
        if cue.start >= start
    )


def _only_offered(segment: Segment, hit: Hit) -> bool:
    """ "I can do an injection" offers; "we can go ahead and order" does it."""
    near = _words(segment, max(segment.start, hit.start - 7), hit.start)
    return "can" in near and "ahead" not in near and "order" not in near


def _told_to_avoid(segment: Segment, hit: Hit) -> bool:
    near = _words(segment, max(segment.start, hit.start - 6), hit.start)
    return any(word in ("avoid", "limit", "stop", "without", "no", "not", "off", "hold") for word in near)


def _words(segment: Segment, start: int, end: int) -> list[str]:
    return [segment.word(place) for place in range(start, end)]


def _broken(segment: Segment, start: int, end: int) -> bool:
    """A stop reaches only to the next comma, "and" or "but": "stop the ibuprofen, take Tylenol"."""
    if end - start > 6:
        return True
    if any(
        segment.word(place) in _BEGINS and segment.word(place - 1) not in ("to", "you", "not", "and")
        for place in range(start + 1, end)
    ):
        return True
    return any(
        segment.word(place) in (",", "but", "and", "then", "just", "let", "while", "because", "so", "since", "to")
        for place in range(start, end)
    )


def _condition_behind(segment: Segment, hit: Hit) -> bool:
    holds = segment.hits.of("cue", "not_condition")
    return any(
        cue.start >= hit.end and segment.word(cue.start) in ("if", "unless")
        for cue in segment.hits.of("cue", "condition")
        if not any(cue.start < hold.end and hold.start < cue.end for hold in holds)
    )


def _is_order(segment: Segment, hit: Hit, listing: bool) -> bool:
    """A study is ordered, not looked at: of "show me the x-ray" and "order an x-ray" the nearer word decides."""
    if segment.word(hit.start) == "xray" and segment.word(hit.start - 1) in ("and", "to", "will"):
        return True  # "go ahead and x-ray that"
    for place in range(hit.start - 1, segment.start - 1, -1):
        word = segment.word(place)
        if word in _SHOWN:
            return False
        if word in _ORDERED or word.startswith("arrang"):
            return True
    if segment.word(hit.start - 1) in ("the", "that", "your", "this", "new", "old"):
        return False  # "so, the MRI": one that is there already
    return (_is_fragment(segment) or listing or _elliptic(segment, hit)) and not any(
        word in _SHOWN for word in segment.words
    )


def _is_fragment(segment: Segment) -> bool:
    """Few words and no sentence: "Medrol dose pack", "six weeks of PT"."""
    return segment.end - segment.start <= _BARE and not (_VERBS & set(segment.words))


def _dosed(segment: Segment, hit: Hit) -> bool:
    """A drug told with how to take it: "Tylenol, two extra strength up to three times a day"."""
    behind = _words(segment, hit.end, min(segment.end, hit.end + 12))
    if hit.what.rule.id == "activity_modification" and segment.word(hit.start) in ("no", "nothing", "off"):
        return bool({"week", "weeks", "days", "month"} & {*behind, *_words(segment, hit.start, hit.end)})
    if not (part_of(hit) or hit.what.rule.id in _REGIMEN):
        return False
    counted = any(word.isdigit() or word in ("once", "twice", "nightly", "daily") for word in behind)
    return counted and any(word in _TAKEN for word in behind)


def _elliptic(segment: Segment, hit: Hit) -> bool:
    """An item named first thing while the plan is told: "ice, twenty minutes", "and heat for the spasm"."""
    lead = _words(segment, segment.start, hit.start)
    if "," in lead:
        lead = lead[len(lead) - lead[::-1].index(",") :]
    return all(word in _LEADS or word.isdigit() for word in lead)


def _is_echo(hit: Hit, memory: Memory) -> bool:
    return memory.phase in ("history", "exam") and (
        hit.what.part in memory.taken or hit.what.rule.id in memory.taken
    )


def _question(segment: Segment, named: list[Hit], memory: Memory) -> None:
    """ "Would you try therapy?" offers it; "did therapy help?" does not."""
    for hit in named:
        offers.name(segment, hit, memory)
        past = any(cue.end <= hit.start for cue in segment.hits.of("plan_cue", "past"))
        asking = (
            memory.questions >= _HISTORY_TAKEN and memory.phase == "history" and not _WANTS & set(segment.words)
        )
        if segment.hits.has("plan_cue", "offer") and not past and not asking:
            offers.offer(segment, hit, memory, "clinician")


def _patient(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    memory.taken = memory.taken | {hit.what.part for hit in named} | {hit.what.rule.id for hit in named}
    past = segment.hits.has("plan_cue", "past")
    if segment.hits.has("plan_cue", "ask") or (segment.asked and segment.word(segment.start) == "if"):
        for hit in named:
            if not is_denied(segment, hit.start, hit.end):
                offers.offer(segment, hit, memory, "patient")
    elif not segment.asked and not past:
        offers.answer(segment, named, memory, ledger)
    for hit in named:
        offers.name(segment, hit, memory)
        if not segment.asked and segment.hits.has("plan_cue", "refuse"):
            note(segment, hit, "stopped", ledger)
