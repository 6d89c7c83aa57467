"""Tells findings of the examination from what is told back to the patient, or asked, in the history."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory

_FELT = ("weak", "numb", "tingl", "buckl", "giv", "feel")
_MEASURED = ("decreas", "reduc", "dimin", "impair", "absent", "blunt", "flexi", "dorsifl", "plantarfl", "abduct")
_TOLD_ONLY = ("buckl", "giv")  # what a leg does on the stairs, and nobody sees in the room
_BEFORE_NOW = words_of("could were had would")
_SENSED = words_of("feel feels feeling felt sense")
_TOUCHED = words_of(
    "touch touching light pin pinprick sharp dull brush tickle wisp cotton me both same poke stroke every equally "
    "equal"
)
_TOLD_OF = frozenset(f"red_flags.{name}" for name in ("bowel_bladder", "weight_loss", "fever", "cancer_history"))
_TOLD_OF |= {"radiation.leg_pain"}
_INSTRUMENTS = words_of("pin pinprick pinwheel cotton wisp filament monofilament")
_HANDLING = words_of("push press pull resist lift raise touch stroke poke tap")
_OBSERVED = words_of("see seeing find finding detect detecting appreciate noticing elicit")
_HAMMERED = frozenset({"reflexes", "straight_leg_raise", "faber"})  # what no patient tells of himself
_GOES_ON = words_of("which but")
_SAME_AS = words_of("as like")
_BRIEF = 6
_CURT = 3  # words: "okay so no weakness" asks on
_LEADING = words_of("and okay so but then ,")
_EARLIER = 9
_READ_OUT = 4  # segments
_NOW = words_of("now today")
_TAG = words_of("you do can feel see that it this hear is not")
_INVERTED = words_of("does do is can any are did have has how what where when which tell")


def is_complaint(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """Weakness and numbness told back to the patient, or listed while the history is taken, are no findings."""
    if hit.what.rule.id not in ("motor_strength", "sensation") or hit.what.part != "abnormal":
        return False
    words = segment.between(hit.start, hit.end)
    saddle = any(item.rule.place for item in (*memory.asked, *memory.recent))
    if memory.phase == "history" and saddle and hit.what.rule.id == "sensation":
        return True  # "numb, in what way?" - "No feeling, or less feeling."
    if memory.phase == "history" and segment.words[0] == "like":
        return True  # "any focal weakness?" - "Focal?" - "Like one leg weaker than the other."
    if memory.phase == "history" and "you" in segment.words and _BEFORE_NOW & set(segment.words):
        return True  # "at the first visit you couldn't stand up straight"
    if not any(word.startswith(_FELT) for word in words) or any(word.startswith(_MEASURED) for word in words):
        return False
    if _INSTRUMENTS & set(segment.words) or _by_hand(segment) or _resisted(segment):
        return False  # "you're not feeling the pin on this side"
    if any(other.what.part == "doing" for other in segment.hits.of("exam")):
        return False
    if memory.phase == "exam" and _OBSERVED & set(segment.words) and "i" in segment.words:
        return False  # "I'm not seeing any weakness in the legs"
    if segment.hits.has("result", "reported"):
        return True
    if memory.phase != "history":
        return False
    told = any(item.sign.path == "red_flags.progressive_neuro_deficit" for item in memory.claimed)
    if told and not _TOUCHED & set(segment.words):
        return True  # "the numb foot goes back to the frostbite, got it"
    brief = segment.end - segment.start <= _BRIEF and not segment.hits.has("result", "copula")
    return (
        bool({"you", "your"} & set(segment.words))
        or ("legs" in words and "both" not in segment.words)
        or any(word.startswith(_TOLD_ONLY) for word in words)
        or (brief and memory.patient_heard and _of_saddle(segment))  # "numb around the seat" asks for it
    )


def _by_hand(segment: Segment) -> bool:
    """ "You're giving way when I push": found by the clinician's own hand."""
    return any(first == "i" and second in _HANDLING for first, second in pairwise(segment.words))


def _resisted(segment: Segment) -> bool:
    """ "You've got weakness here when you pull it up": done against the hand."""
    return any(first == "you" and second in _HANDLING for first, second in pairwise(segment.words)) and "when" in (
        segment.words
    )


def still_asking(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """ "No weakness or numbness in your legs?" while the history is taken is about what the patient feels."""
    felt = hit.what.rule.id in ("motor_strength", "sensation")
    words = segment.between(hit.start, hit.end)
    named = any(word.startswith(_FELT) for word in words)
    if "i" in segment.words and _OBSERVED & set(segment.words):
        return False  # "no numb areas that I can find on your legs"
    rest = [word for word in segment.words if word not in _LEADING]
    asks_on = len(rest) < _CURT and memory.patient_heard and segment.words[0] in _LEADING  # "okay so no weakness"
    told = "your" in segment.words or segment.hits.has("result", "reported") or _with_others(segment) or asks_on
    return felt and named and memory.phase == "history" and told


def _with_others(segment: Segment) -> bool:
    """ "So no weakness in the legs, and no trouble with your bladder?": of one list with what no hand finds."""
    return any(hit.what.rule.path in _TOLD_OF for hit in segment.sentence.of("sign", "present"))


def is_asked_back(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """ "But you can feel it when you need to go", "legs feel strong, no numbness?": said while the history is
    taken, with no hand on the patient."""
    if memory.phase != "history" or memory.testing is not None:
        return False
    if hit.what.rule.id not in ("sensation", "motor_strength"):
        return False
    words = set(segment.between(hit.start, hit.end))
    if any(word.startswith(_MEASURED) for word in words):
        return False  # "feeling is reduced on the sole"
    if any(other.what.rule.id in _HAMMERED and other.what.part == "subject" for other in segment.hits.of("exam")):
        return False  # "you feel everything, and the knee jerks match"
    return bool(_SENSED & words) and not _TOUCHED & set(segment.words)


def is_tagged(segment: Segment) -> bool:
    """ "There's a bit of guarding down here, you feel that?": told, and only then asked."""
    words = list(segment.words)
    if not segment.asked or "," not in words or words[0] in _INVERTED:
        return False
    tail = words[len(words) - words[::-1].index(",") :]
    return bool(tail) and set(tail) <= _TAG


def is_earlier(segment: Segment, start: int, end: int) -> bool:
    """ "The ankle was four plus at the last visit" tells nothing of the reflexes named later in one breath."""
    return any(
        cue.start - end <= _EARLIER
        and start - cue.end <= _EARLIER
        and not _NOW & set(segment.between(cue.end, start))  # "last time the knees and today the floor"
        and segment.word(cue.start - 1) not in _SAME_AS  # "four out of five, same as last time"
        and "and" not in segment.between(end, cue.start)  # "the ankles I can't get, and I couldn't last time"
        and not _GOES_ON & set(segment.between(start, cue.start))  # nor "..., which was so before the operation"
        for cue in segment.hits.of("result", "earlier")
    )


def is_near_past(segment: Segment, start: int, end: int) -> bool:
    """Whether the words for an earlier time stand near enough to be of this finding."""
    cues = segment.hits.of("cue", "past")
    return any(
        cue.start - end <= _EARLIER
        and start - cue.end <= _EARLIER
        and "and" not in segment.between(cue.end, start)
        and not _GOES_ON & set(segment.between(start, cue.start))
        for cue in cues
    )


def follow_note(segment: Segment, memory: Memory) -> None:
    """ "I've got the note from your last visit. Tender at L4, reflexes normal.": what is read out is of that day,
    until he turns to the patient."""
    if segment.role == "patient":
        memory.note_read = max(0, memory.note_read - (segment.end - segment.start > _BRIEF))
        return
    turned = bool(_NOW & set(segment.words)) or segment.hits.has("exam", "doing") or segment.asked
    if segment.hits.has("result", "read_out") and memory.phase == "history" and not segment.asked:
        memory.note_read = _READ_OUT
    elif turned or segment.hits.has("phase"):
        memory.note_read = 0
    else:
        memory.note_read = max(0, memory.note_read - 1)


def _of_saddle(segment: Segment) -> bool:
    signs = segment.hits.of("sign", "present")
    return any(hit.what.rule.path == "red_flags.saddle_anesthesia" for hit in signs)
