"""What the patient already does or has a date for, and the clinician wants him to keep.

"Stay with her", "don't you drop those", "keep on with the strap" mean what was named last, and so does a "no" to
"should I call it off?" or "I was thinking of quitting".
"""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Offer
from structuring.reading.plan import pointing
from structuring.reading.plan.note import go_on, note_kind
from structuring.reading.talk.replies import reply_of
from structuring.reading.talk.topics import is_back

_RECENT = 4  # segments since it was named
_WAITS = 3  # segments in which the clinician may answer "should I quit?"
_JUST = 1
_PERSONS = words_of("him her them")
_THINGS = words_of("it that those them this these")
_WHOSE = words_of("the that your those this these")
_DATES = words_of("appointment appointments date slot visit consult referral booking")
_OF_PERSONS = frozenset(
    {"physical_therapy", "chiropractic_massage_acupuncture", "specialist_referral", "surgery_referral"}
)
_DATED = _OF_PERSONS | {"injection"}
_ENDS = words_of(", and so with again back there this that now anyway too first while of for") | {""}
_OF_ANYTHING = ("steroid_oral", "imaging", "lab", "other")  # as often for another illness
_LIMBS = words_of(
    "left right side back leg legs knee knees foot feet hip hips arm arms hand hands shoulder head neck toe toes "
    "heel heels one way time day days week weeks month year going doing do been morning night good much more"
)
_SPEAKS = words_of("i he she we they did does has have had was were if when")
_THEIRS = words_of("he she they his")
_HAD_ONCE = frozenset({"injection", "imaging", "surgery_referral", "specialist_referral"})
_CEASES = words_of("stop quit")
_STILL = words_of("cancel call stop quit skip drop wait")


def wonder(segment: Segment, memory: Memory) -> None:
    """ "Should I cancel it?", "I was thinking of quitting": of what the patient has just named."""
    last = memory.named
    if last is None or last.by != "patient" or last.age > _JUST or not segment.hits.has("plan_cue", "leaving"):
        return
    memory.leaving = replace(last, age=0)


def tell(segment: Segment, hit: Hit, memory: Memory) -> None:
    """ "I lift my mother in and out of the tub": which the clinician may bar."""
    evidence = segment.evidence(hit.start, hit.end)
    memory.deed = Offer(hit.what.rule.id, "", evidence, "patient")


def grow_old(memory: Memory) -> None:
    if memory.deed is not None:
        deed = replace(memory.deed, age=memory.deed.age + 1)
        memory.deed = deed if deed.age <= _WAITS else None
    if memory.leaving is not None:
        older = replace(memory.leaving, age=memory.leaving.age + 1)
        memory.leaving = older if older.age <= _WAITS else None


def keep(segment: Segment, memory: Memory, ledger: Ledger) -> bool:
    """The clinician's word that it is to go on; whether he said so."""
    last, cue = memory.named, None
    if memory.phase == "exam" and memory.testing is not None and len(segment.words) <= _JUST + 1:
        return False  # "one, two, three ... this is exercise" - "keep going": of the test
    if segment.doubtful(segment.start, segment.end) or (segment.asked and not _bids(segment)):
        return False
    if _bars(segment, memory, ledger):
        return True
    leaving, brief = memory.leaving, not segment.hits.has("plan")
    if leaving is not None and leaving.kind not in _OF_ANYTHING and brief and _advises_against(segment):
        told = segment.evidence(segment.start, segment.end)
        last = leaving
    elif last is None or segment.conditional or not _open(last, memory):
        return False
    elif any(hit.start >= segment.start for hit in segment.hits.of("plan")) and last.kind in _HAD_ONCE:
        return False  # "pain management about an epidural, and keep up with the therapy"
    elif cue := _cue(segment, last):
        told = segment.evidence(cue.start, cue.core + 1)
    else:
        if leaving is not None and brief and reply_of(segment)[0] == "yes":
            memory.leaving, memory.named = None, replace(last, off=True)  # "should I quit?" - "I would"
        return False
    exercises = cue and last.kind == "physical_therapy" and segment.word(cue.core) in ("those", "these")
    # "she had me do bridges" - "don't drop those"
    go_on(last, told, memory, ledger, "home_exercise" if exercises else "")
    memory.leaving = None
    return True


def _bars(segment: Segment, memory: Memory, ledger: Ledger) -> bool:
    """ "That has to stop": of what the patient has just told that he does."""
    barred = segment.hits.of("plan_cue", "barred")
    if memory.deed is None or not barred or segment.asked or segment.conditional:
        return False
    told = segment.evidence(barred[0].start, barred[0].end)
    note_kind(memory.deed.kind, "", "planned", (*memory.deed.evidence, *told), ledger)
    memory.deed = None
    return True


def _open(last: Offer, memory: Memory) -> bool:
    """Whether what was named last is still spoken of, and for the back."""
    ours = last.kind not in _OF_ANYTHING and not (memory.problem_framed and not is_back(memory))
    return ours and not last.off and last.age <= _RECENT


def _bids(segment: Segment) -> bool:
    """ "Don't you drop those" has the form of a question, and is none."""
    return any(segment.word(cue.start + 2) == "you" for cue in segment.hits.of("plan_cue", "keep_from"))


def of_another(segment: Segment, last: Offer | None) -> bool:
    """ "My husband does yoga" - "he should keep that up": said of him who does it."""
    return last is not None and last.other and bool((_THEIRS | _PERSONS) & set(segment.words))


def _advises_against(segment: Segment) -> bool:
    """ "No.", "not at all", "please don't", "I wouldn't", "keep it"."""
    words = segment.words
    against = reply_of(segment)[0] == "no" or words[-2:] in (("do", "not"), ("would", "not"))
    kept = words[0] == "keep" and len(words) > 1 and words[1] in _THINGS | _WHOSE
    turned = _STILL & set(words) and "not" not in words
    return (against or kept or words[:1] == ("not",)) and not turned


def _cue(segment: Segment, last: Offer) -> Hit | None:
    if segment.hits.has("cue", "warning"):
        return None  # "... you go to the emergency room"
    for cue in segment.hits.of("plan_cue", "bid"):
        if last.kind in _OF_PERSONS and segment.word(cue.core) in _ENDS and not of_another(segment, last):
            return cue
    cues = [*segment.hits.of("plan_cue", "keep_on"), *segment.hits.of("plan_cue", "keep_from")]
    others = [
        hit.start for hit in segment.hits.of("plan") if hit.what.part != "never" and hit.what.rule.id != last.kind
    ]
    for cue in cues:
        if any(cue.core <= start <= cue.end + 1 for start in others):
            continue  # "therapy, and I want you to keep using the heating pad"
        if last.kind in _HAD_ONCE and _CEASES & set(segment.between(cue.start, cue.core)):
            continue  # "an epidural ... He'd have to talk about the Eliquis, so don't stop it"
        lead = segment.between(segment.start, cue.start)
        lead = lead[len(lead) - lead[::-1].index(",") :] if "," in lead else lead
        if _SPEAKS & set(lead[-3:]) and lead[-1:] != ["i"]:
            continue  # "she did keep going to him"
        if lead[-1:] == ["i"] and segment.word(cue.start) != "do":
            continue
        if _means(segment, cue, last):
            return cue
    return None


def _means(segment: Segment, cue: Hit, last: Offer) -> bool:
    """Whether what stands behind the cue is the thing named: "with him", "with the strap", "that"."""
    place = cue.core
    word = segment.word(place)
    if of_another(segment, last):
        return False
    if place >= segment.end:
        return cue.what.part == "keep_from" and last.by == "patient"
    if word in _PERSONS and last.kind in _OF_PERSONS:
        return True
    behind = segment.word(place + 1)
    if word in _THINGS and (behind in pointing.BEHIND or behind.isdigit()):
        # "keep doing that" is among the words that point back
        return cue.what.part == "keep_from" or segment.word(cue.start) == "go"
    noun = behind if word in _WHOSE else word
    if noun in _DATES:
        return last.kind in _DATED
    return noun in last.words - _LIMBS and cue.end - cue.start > 1
