"""Whether a clinician's words state a sign or ask for it: "fever, chills" in the history asks even where no
question mark was heard; "so no fever", "you're down eleven pounds" and what is dictated in one breath state it."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.signs.mentions import is_weak
from structuring.reading.talk.asking import wonders
from structuring.reading.talk.assertion import assess

REPORTING = frozenset({"denies", "denied", "denying", "reports", "reported", "patient", "she", "he"})
_MEASURED = words_of("temperature temp thermometer 98 97 98.6 afebrile scale pressure pulse")
_READ_OFF = words_of("you at"), words_of("you here")  # "they got you at 101.9", "you're 102 here"
_TESTED = words_of("intact perianal perineal")  # nobody asks the patient for it in these words
_SHEET = 6  # segments
_FIGURE = 2  # digits that an age or a time may have
_NEAR, _MANY, _EACH, _TWO = 6, 4, 3, 2
_THEIRS = words_of("doctor doctors center clinic")  # "the cancer doctor"
_JOINTS = words_of(", and so but")
_KNOWN = words_of("the your that this")
_BECAUSE = {
    ("is", "from"),
    ("is", "because"),
    ("coming", "from"),
    ("comes", "from"),
    ("due", "to"),
    ("caused", "by"),
}
_CAUSING = {("giving", "you"), ("gives", "you"), ("causing", "the"), ("causing", "your"), ("causes", "your")}
_CAUSE_OF = {("cause", "of"), ("source", "of"), ("reason", "for")}
_LAST_VISIT = 7  # words
_OF_JOINT = words_of("knee knees ankle ankles heel heels foot feet toe toes hip hips")
_LONE = 2  # words of a question that is a noun alone
_INVERTS = words_of("do did does have has had are were can could if when whether would")
_STATED_OF = words_of("has had is was reports denies takes does says wakes gets feels describes")
_OPENING = words_of("and so okay or now then , but well ha oh")
_ACKNOWLEDGING = words_of("fair enough sure got it gotcha fine sounds i hear see")
_CONCLUDING = words_of("so okay good alright and then well great perfect right")


def repeats(segment: Segment, hit: Hit) -> bool:
    """A clinician's "right leg still" repeats what the patient has told; "weight?" asks."""
    if hit.what.part != "short" or segment.role != "clinician":
        return False
    words = [word for word in segment.words if word not in _CONCLUDING | _ACKNOWLEDGING]
    return hit.what.rule.sided or not (segment.asked or len(words) <= _LONE)


def follow(segment: Segment, memory: Memory) -> None:
    """ "On the form you marked no for fevers. No weight loss.": what is told next was answered before."""
    if segment.role != "clinician" or segment.asked or memory.phase != "history":
        memory.read_off = 0
    elif segment.hits.has("cue", "sheet"):
        memory.read_off = _SHEET
    else:
        memory.read_off = max(0, memory.read_off - 1)


def is_unspoken(segment: Segment, way: str, hit: Hit, memory: Memory, ledger: Ledger) -> bool:
    """A clinician's words that only name a sign ("fever, chills"; "you're not having any fevers") ask for it while
    the history is taken, even where no question mark was heard; a conclusion from what was asked does not."""
    sign: Sign = hit.what.rule
    if sign.clinician_only:
        return False
    history = memory.phase == "history"
    reported = memory.read_off > 0 or bool(REPORTING & set(segment.words))
    concludes = any(item.rule is sign for item in memory.recent) and segment.word(segment.start) in _CONCLUDING
    measured = _measured(segment) or "not have a" in " ".join(segment.words)
    measured = measured or (sign.examined and bool(_TESTED & set(segment.words)))
    if hit.what.denies and segment.word(hit.start) == "no" and _dictated(segment):
        return False
    if history and memory.patient_heard and wonders(segment, hit):
        return True
    if way == "absent":
        return history and not measured and not reported and not concludes and memory.patient_heard
    if assess(segment, hit.start, hit.core, own=hit.what.denies).denied:
        if _dictated(segment):
            return False
        return history and memory.patient_heard and not measured and not reported and not concludes
    if history and memory.patient_heard and not memory.proxy and _of_another(segment):
        return not is_said(sign, ledger)
    return not _told(segment, hit, ledger, concludes)


def _measured(segment: Segment) -> bool:
    """ "Your temperature's normal", "your weight's exactly what it was, 151": read off an instrument."""
    return bool(_MEASURED & set(segment.words)) or any(
        len(word.replace(".", "")) > _FIGURE and word.replace(".", "", 1).isdigit() for word in segment.words
    )


def _of_another(segment: Segment) -> bool:
    """Nobody tells the patient across the desk "he lost control of your bladder": the beginning of a question was
    misheard ("any loss of ...", "is the leg ..."). "He has a history of cancer" is said of him to a companion."""
    words = [word for word in segment.words if word not in _OPENING]
    if segment.role != "clinician" or words[:1] not in (["he"], ["she"]) or not words[1:]:
        return False
    if (REPORTING - {"he", "she"}) & set(words):
        return False
    inverted = words[1] == "is" and words[2:3] in (["the"], ["your"], ["there"], ["any"], ["this"], ["that"])
    return words[1] not in _STATED_OF or inverted or bool({"you", "your"} & set(words))


def _dictated(segment: Segment) -> bool:
    """ "No bladder, bowel, saddle, fever, weight loss or cancer.", "no fever, no weight loss, no
    bladder change.": so many in one breath are read out."""
    return segment.signs >= _MANY or (segment.signs >= _TWO and segment.denials >= _EACH)


def _told(segment: Segment, hit: Hit, ledger: Ledger, concludes: bool) -> bool:
    """Whether a clinician states a sign: "you have", "she reports", or what the patient has said before."""
    answered = any(entry.fact.status != "asked" for entry in ledger.entries(hit.what.rule.path))
    words = segment.between(hit.start, hit.end)
    figure = any(word.replace(".", "").isdigit() for word in words)
    measured = figure and bool(_MEASURED & set(segment.words) or any(read <= set(words) for read in _READ_OFF))
    if _asks_after(segment) or _of_last_visit(segment, hit):
        return False  # "you had pain down the left leg, | how's that?"
    sums = concludes and answered and not is_weak(segment, hit.what.rule, hit)  # "okay, so that's eleven pounds"
    dictated = not {"you", "your"} & set(segment.words) and (
        segment.sentence.has("cue", "dictates") or (hit.what.rule.lifelong and _listed(segment, hit))
    )
    return (
        sums
        or dictated
        or _explained(segment, hit.what.rule, hit)
        or measured  # "I see the scale here is down eleven pounds"
        or is_said(hit.what.rule, ledger)
        or any(
            cue.start <= hit.start and hit.start - cue.end <= _NEAR and segment.word(cue.start - 1) not in _INVERTS
            for cue in segment.hits.of("cue", "tells")
        )
    )


def _explained(segment: Segment, sign: Sign, hit: Hit) -> bool:
    """ "The pain going down your left leg is from the disc": what is explained is taken to be there."""
    if _OF_JOINT & set(segment.between(hit.start, hit.end)):
        return False  # "the knee pain is from the arthritis"
    if segment.asked:
        return False
    lead = set(pairwise(segment.between(hit.start - 4, hit.start + 1)))
    if sign.sided and any(first == "for" and second in _KNOWN for first, second in lead):
        return True  # "for the pain going down your left leg, I'm going to start gabapentin"
    if not _KNOWN & set(segment.between(hit.start - 2, hit.start + 1)):
        return False
    named = set(pairwise(segment.sentence_words(segment.start, hit.start)))
    if _CAUSING & lead or _CAUSE_OF & named:
        return True  # "that's what's giving you the pain in both legs"
    return bool(_BECAUSE & set(pairwise(segment.spoken_words(hit.end, hit.end + _NEAR))))


def _asks_after(segment: Segment) -> bool:
    """Whether what is remembered of the patient is asked for in the same breath, as it is now."""
    behind = [word for word in segment.sentence_words(segment.end, segment.end + 3) if word not in _JOINTS]
    had = bool({"had", "were"} & set(segment.words))
    return segment.role == "clinician" and had and behind[:1] in (["how"], ["is"], ["are"], ["still"], ["any"])


def _of_last_visit(segment: Segment, hit: Hit) -> bool:
    """ "When you were here last, you had pain down the leg": remembered, and asked after."""
    before = segment.sentence_words(max(0, segment.start - _LAST_VISIT), hit.start)
    return segment.role == "clinician" and "had" in segment.words and bool({"last", "before"} & set(before))


def _listed(segment: Segment, hit: Hit) -> bool:
    """ "He's got type two diabetes, A-fib, high pressure and a history of prostate cancer": told with the rest."""
    return any(
        cue.start < hit.start and segment.word(cue.start) in ("he", "she") and segment.word(hit.end) not in _THEIRS
        for cue in segment.hits.of("cue", "tells")
    )


def is_said(sign: Sign, ledger: Ledger) -> bool:
    return ledger.states(sign.path, "present")
