"""Whether a thing named is said to be so: denied, doubted, only warned of, somebody else's, of earlier times.

The method is ConText's (Harkema et al. 2009): cue words with a reach that other words end. The cues are data.
"""

from __future__ import annotations

from dataclasses import dataclass

from structuring.facts import Status
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import ExamItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of

_REACH = 14
_OWN = words_of("i me my mine myself")
_DEED = 3  # words between who does it and what he does
_SENT = words_of("sending taking spoken talked ambulance")
_OURS = words_of("i we they nurse office staff desk scheduler girls team coordinator she he")
_SENDING = 6
_BACK_REACH = 5
_TOLD_OFF = 3
_NO_NOUN = words_of(
    "no i it they he she we you that this these those there the my your his her just only in on at behind under "
    "over below above between around well sir ma'am doc doctor actually but and so because mostly mainly "
    "stops stays goes runs shoots comes quits ends sits hurts aches"
)
_POINTERS = words_of("the my your in on up at")
_AFTER_NO = words_of(
    "straight dead smack square plumb off more kind sort right here like way maybe about still mostly usually"
)
_SIDES = words_of("left right both middle center centre")
_TAKES = words_of("took checked measured looked")
_COMPARES = words_of("as like than")
_LEADS_ON = words_of("think believe say says said that sure if when as where what how because until and or")
_SENT_TO = words_of("with to see meet")
_COLLEAGUES = words_of("partner partners colleague colleagues associate")
_SUBJECTS = words_of("i he she it they we")
_NEGATING = words_of("not nothing none no never")
_BEFORE_NO = words_of("no well oh and but yes okay so , god")
_LOOKED = words_of("find see feel get hear")
_FRONTING = words_of("and the those your any as for but so now okay of")
_NO_MORE = words_of("today there now here this either so and of")
_PRONOUNS = words_of("she he his her him")
_WHOSE = words_of("his her")
_LEADS_TO = words_of("in by for with on of what said they") | {""}


@dataclass(frozen=True, slots=True)
class Assertion:
    """How a mention stands. `status` is "stated" unless something keeps it from counting."""

    denied: bool = False
    status: Status = "stated"


def assess(
    segment: Segment, start: int, end: int, *, lists: bool = True, lifelong: bool = False, own: bool = True
) -> Assertion:
    """How the words `start:end` of a segment stand.

    `lists`: a denial reaches over commas ("no fever, chills or sweats"); without it a comma ends it
    ("no radiculopathy, mechanical pain"). `lifelong`: what was so once counts (a history of cancer).
    """
    denied = is_denied(segment, start, end, lists=lists, own=own)
    return Assertion(denied, _status(segment, start, end, lifelong))


def puts_right(segment: Segment) -> bool:
    """ "No, sorry, the right"; "no, that's wrong, two weeks": what was said just before is corrected."""
    return any(cue.start - segment.start <= 1 for cue in segment.hits.of("cue", "correction"))


def is_denied(segment: Segment, start: int, end: int, *, lists: bool = True, own: bool = True) -> bool:
    """Whether a denial before or behind reaches the words; `own`: a denial among them is part of their meaning."""
    pseudo = segment.hits.of("cue", "pseudo")
    for cue in segment.hits.of("cue", "deny"):
        if any(cue.start < hold.end and hold.start < cue.end for hold in pseudo):
            continue
        if interjected(segment, cue.start, cue.end):
            continue
        if not own and start < cue.start and cue.end < end:
            return True
        if cue.end > start or start - cue.end > _REACH:
            continue
        if not _stopped(segment, cue.end, start, lists):
            return True
    if looked_for(segment, start, end):
        return True
    if answered_no(segment, end) and not _NEGATING & set(segment.between(start, end)):
        return True
    for cue in segment.hits.of("cue", "deny_back"):
        if cue.start < end or cue.start - end > _BACK_REACH or of_next_test(segment, end, cue):
            continue
        if not _stopped(segment, end, cue.start, lists):
            return True
    return False


def of_next_test(segment: Segment, end: int, cue: Hit, item: ExamItem | None = None) -> bool:
    """ "She can't walk on her heels, FABER | is negative", "decreased in the foot, | negative straight leg raise":
    what is denied behind `end` is the next test, another one than `item`."""
    return any(
        test.what.rule is not item and (end <= test.start < cue.start or test.start == cue.end)
        for test in segment.hits.of("exam", "subject")
    )


def answered_no(segment: Segment, end: int) -> bool:
    """ "Weak, no. Sore, yes.": what is asked oneself and answered."""
    if segment.asked:
        return False
    told_off = segment.words.count("no") >= _TOLD_OFF  # "fever no chills no weight loss no", with no mark heard
    if segment.word(end) == "no" and (segment.word(end + 1) in ("", ",") or told_off):
        return True  # "weight loss yes, fevers no"
    ended = segment.word(end + 2) in ("", ",")  # "cancer, no, thank God"; not "numb, no pain though"
    return segment.word(end) == "," and segment.word(end + 1) == "no" and ended


def looked_for(segment: Segment, start: int, end: int) -> bool:
    """ "And the trigger points, | I didn't find any today": named first, with nothing said of it, then not found.
    Not so "I have a fever, I didn't get any sleep"."""
    behind = segment.spoken_words(end, end + 8)
    if segment.role == "patient" or behind[:3] != ["i", "did", "not"] or behind[4:5] != ["any"]:
        return False
    fronted = _FRONTING.issuperset(segment.between(segment.start, start))
    return fronted and behind[3] in _LOOKED and (behind[5:6] == [] or behind[5] in _NO_MORE)


def interjected(segment: Segment, start: int, end: int) -> bool:
    """ "No, it's in the back", "no no behind the waist", "no, left": the "no" answers, and denies nothing that
    follows."""
    place = end if segment.word(end) != "," else end + 1
    side = segment.word(place) in _SIDES and segment.word(place + 1) in ("", ",", "side")
    goes_on = segment.word(place) in _NO_NOUN or (place > end and segment.word(place) in _AFTER_NO)
    if segment.word(start) != "no" or end - start > 1 or not (side or goes_on):
        return False
    return all(segment.word(place) in _BEFORE_NO for place in range(segment.start, start))


def _stopped(segment: Segment, start: int, end: int, lists: bool) -> bool:
    if any(
        start <= hit.start and hit.end <= end and not (hit.start == start + 1 and segment.word(hit.start) == "you")
        for hit in segment.hits.of("cue", "stop")  # "no weight you've been losing" is one thing
    ):
        return True
    if _contrasted(segment, start, end) or begins_anew(segment, start, end):
        return True
    between = segment.between(start, end)
    return not lists and "," in between and "or" not in between and "nor" not in between


def begins_anew(segment: Segment, start: int, end: int) -> bool:
    """No stop was heard: "not much tenderness in the back she bends to the knees" begins anew with "she"."""
    begins = segment.word(end - 1) in ("she", "he") and end - 1 > start
    return begins and segment.role != "patient" and segment.word(end - 2) not in _LEADS_ON


def _contrasted(segment: Segment, start: int, end: int) -> bool:
    """ "Not the shoulders, the lower back": one thing is put in the place of the other."""
    if segment.word(start - 1) != "not" or segment.word(start) not in _POINTERS:
        return False
    between = segment.between(start, end + 1)
    commas = [place for place, word in enumerate(between[:-1]) if word == ","]
    return len(commas) == 1 and between[commas[0] + 1] in _POINTERS and not {"or", "nor", "and"} & set(between)


def _status(segment: Segment, start: int, end: int, lifelong: bool) -> Status:
    if is_conditional(segment, start):
        return "hypothetical"
    if is_other_person(segment, start, end):
        return "family"
    if not lifelong and is_past(segment, start, end):
        return "past"
    if is_unsure(segment, start, end):
        return "uncertain"
    return "stated"


def is_conditional(segment: Segment, start: int) -> bool:
    """Inside an "if", or part of a warning when to call."""
    if segment.conditional:
        return True
    holds = segment.hits.of("cue", "not_condition")
    for cue in segment.hits.of("cue", "condition"):
        if any(hold.overlaps(cue) and segment.word(hold.end) != "not" for hold in holds):  # "if you can't pee"
            continue
        if cue.start <= start:
            return True
    warned = any(not _own_deed(segment, cue) for cue in segment.hits.of("cue", "warning"))
    return segment.role != "patient" and not segment.asked and warned


def _own_deed(segment: Segment, cue: Hit) -> bool:
    """ "I'll call about your therapy": what the clinician does himself warns of nothing."""
    before = set(segment.between(cue.start - _DEED, cue.start))
    if _SENT & set(segment.between(cue.start - _SENDING, cue.start)):
        return True  # "I'm sending you to the emergency department right now"
    if segment.word(cue.start + 1) == "you":
        return True  # "they'll call you about the epidural"
    return bool(before & _OURS) and "you" not in before and segment.word(cue.start) in ("call", "phone")


def is_other_person(segment: Segment, start: int, end: int) -> bool:
    """Said of a relative or friend, with no "I" or "me" between."""
    selves = segment.hits.of("cue", "self_again")
    for cue in segment.hits.of("cue", "other_person"):
        named = {segment.word(cue.start), segment.word(cue.end - 1)}
        if named & _PRONOUNS and (segment.role != "patient" or segment.proxy):
            continue  # a clinician who dictates, or a relative who answers, means the patient
        sent = segment.role == "clinician" and segment.word(cue.start - 1) in _SENT_TO
        if sent and named & _COLLEAGUES:
            continue  # "sit down with my partner, Dr Ahmadi, about an operation"
        if start <= cue.start and cue.end <= end:
            if segment.word(cue.start) in _WHOSE:
                return True  # "it goes down his left leg"
            continue
        if cue.start <= start:
            own = any(cue.end <= own.start < start for own in selves if segment.word(own.start) != "your")
            if not own and "my" not in set(segment.between(cue.end, start + 1)):
                return True  # "my wife says it's the mattress, but my back ..." is of himself
        elif cue.start - end <= 4 and segment.word(cue.start - 1) in _LEADS_TO:
            return True
    return segment.role == "patient" and segment.kin and not segment.proxy and _has_subject(segment, start)


def _has_subject(segment: Segment, start: int) -> bool:
    """ "My cousin had it done. Now he cannot hold the urine.": who does it is told right before."""
    near = segment.between(start - _DEED, start)
    subjects = [place for place, word in enumerate(near) if word in ("he", "she")]
    return bool(subjects) and not _OWN & set(near[subjects[-1] :])


def is_past(segment: Segment, start: int, end: int) -> bool:
    """Placed before this episode, with nothing that brings it to the present."""
    past = [
        cue
        for cue in segment.hits.of("cue", "past")
        if (segment.word(cue.start) == "used" or not (start <= cue.start and cue.end <= end))
        and not _last_measured(segment, cue)
        and not _compares(segment, cue)
    ]  # "the pain used to be in my leg": what is so now is never named by what used to be
    again = [
        cue
        for cue in segment.hits.of("cue", "present_again")
        if segment.word(cue.start - 1) not in _NEGATING and "but" not in segment.between(end, cue.start)
    ]  # "last year it went down my leg, but this time it stays put"
    return bool(past) and not again


def _compares(segment: Segment, cue: Hit) -> bool:
    """ "The same as last time", "I can't push off like I used to": of now, held against then."""
    place = cue.start - 1
    return segment.word(place - (segment.word(place) in _SUBJECTS)) in _COMPARES


def _last_measured(segment: Segment, cue: Hit) -> bool:
    """ "A hundred and one the last time I took it", "39.2 the last time": of the latest of several."""
    if segment.word(cue.end - 1) != "time":
        return False
    figure = segment.word(cue.start - 2 if segment.word(cue.start - 1) == "the" else cue.start - 1)
    return figure.replace(".", "").isdecimal() or bool(_TAKES & set(segment.between(cue.end, cue.end + 3)))


def is_unsure(segment: Segment, start: int, end: int) -> bool:
    """Hedged: a doubt before the words with nothing between that ends it, or right behind them."""
    for cue in segment.hits.of("cue", "unsure"):
        if cue.end <= start and start - cue.end <= 8 and not _ended(segment, cue.end, start):
            return True
        if 0 <= cue.start - end <= 2:
            return True
    return False


def _ended(segment: Segment, start: int, end: int) -> bool:
    """ "Maybe to the mailbox, and then both legs ache": what follows in the story is not in doubt."""
    return any(
        segment.word(place) in ("but", "however", "although")
        or (segment.word(place) == "and" and segment.word(place + 1) == "then")
        for place in range(start, end)
    )
