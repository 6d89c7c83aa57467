"""Reads signs - red flags and pain in the leg - from statements, and turns questions into things that wait."""

from __future__ import annotations

from itertools import pairwise

from structuring.facts import Status
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Asked, Memory, Mentioned
from structuring.reading.signs import passing, places, spread, stated, taken_back
from structuring.reading.signs.mentions import (
    asked_named,
    is_asked,
    is_lesser,
    is_measured,
    is_vague,
    is_weak,
    leads_down,
    mentions,
    of_another_asked,
    of_people,
    of_touched,
    placed,
)
from structuring.reading.signs.stated import REPORTING, is_said, is_unspoken, repeats
from structuring.reading.signs.whose import of_family, unframed
from structuring.reading.talk import earlier
from structuring.reading.talk.asking import is_alternative, presumes
from structuring.reading.talk.assertion import Assertion, assess
from structuring.reading.talk.sides import leg_told, legs_named, names_both, same_side, side_near
from structuring.reading.talk.topics import ABOVE
from structuring.turns import Evidence, Side, quoted_words

_ABLE = words_of("feel can able hold control make making")
_ABLE_TO = (["able", "to"], ["can", "you"], ["could", "you"])
_HINTS = words_of(
    "night bed cold drenching sweat sweats sweating sweaty chill chills chilly shiver shivers shivering had "
    "have any or and at feeling felt hot flashes , clammy"
)
_AGE = "red_flags_extended.age"
_AT_NIGHT = "red_flags_extended.night_pain"
_COUNTED = "red_flags."
_FURTHER = "red_flags_extended."  # shown beside the six that are counted
_NEAR = 6
_OPENING = words_of("and so okay or now then , but well ha oh")
_ACHES = places.ACHES
_BESIDE = words_of(
    "a it they is are just like kind of sort dull deep real bad and , both the real really so all get gets"
)
_GROWN = words_of("worse worsening worsened now lately recently suddenly new")
_HIMSELF = words_of("himself herself themselves")  # "my uncle had that. Messed himself in the cab"
_LIFTING = words_of("lift lifts lifting raise raises raising")
_AS_BEFORE = words_of("as like than same way")  # "goes the same as it used to"
_BOWELS = words_of("bowel bowels bowl bowls stool stools poop bm")
_COULD, _TURNS, _TODAY = words_of("could did was were used"), words_of("and but ,"), words_of("now today tonight")


def read(segment: Segment, memory: Memory, ledger: Ledger) -> set[str]:
    """Notes the signs of a segment. Returns the paths and parts spoken of, so that a short answer does not
    speak for them again."""
    spoken: set[str] = set()
    found: list[Mentioned] = []
    earlier.follow(segment, memory)
    stated.follow(segment, memory)
    screened = False
    echoed: set[str] = set()
    denied: list[Mentioned] = []
    warns = passing.warns(segment, memory)
    if warns:
        memory.asked = ()  # "any numbness, or a weak leg, you don't wait till Thursday": "okay" answers none of it
    for named, way, hit in mentions(segment, memory):
        sign = placed(segment, named, memory)
        if passing.is_named_so(segment, sign, way, hit, memory, ledger):
            continue
        if places.is_of_seat(segment, sign) or places.is_down_the_legs(segment, hit, memory):
            continue
        if segment.role == "clinician" and (memory.note_read or of_people(segment, hit)):
            continue
        if _of_arm(segment, sign, memory):
            continue  # "Shoulder first." - "Night pain? Any weakness, dropping things?"
        if sign.body == "legs" and segment.role == "clinician" and segment.hits.has("result", "announced"):
            continue  # "I'm going to check your reflexes and your strength, okay?"
        if of_another_asked(segment, sign, hit, memory) or of_touched(segment, sign, hit, memory):
            continue
        evidence = segment.evidence(hit.start, hit.end)
        asks_where = not memory.asked and leads_down(segment, hit)
        if repeats(segment, hit) and not (asks_where or is_said(sign, ledger)):
            continue
        examined = _examined(segment, sign, way, memory)
        if examined is None:
            continue
        if segment.role != "patient" and (
            segment.asked or (not examined and is_unspoken(segment, way, hit, memory, ledger))
        ):
            if warns or (not segment.asked and memory.phase != "history"):
                continue  # "they numb you", "the numbing test"
            if segment.word(hit.start - 1) == "new":
                evidence = segment.evidence(hit.start - 1, hit.end)  # a change is asked for
            _ask(segment, sign, way, hit, evidence, memory, ledger)
            continue
        if segment.asked and segment.role == "patient" and is_asked(sign, memory):
            echoed.add(sign.path)
        if segment.asked or (sign.clinician_only and segment.role == "patient"):
            continue
        own = hit.what.denies and way == "absent"  # "nothing's weak, no fevers": a denial of its own
        lists = hit.what.part != "short" and not own  # "no, the right leg" names the leg
        timeless = sign.lifelong or sign.path == _AGE  # "a 68-year-old man treated four years ago"
        assertion = assess(segment, hit.start, hit.core, lists=lists, lifelong=timeless, own=hit.what.denies)
        noted = _note(segment, sign, way, hit, assertion, evidence, ledger, memory)
        if sign.path.startswith("red_flags.") and not sign.lifelong and (way == "absent") == assertion.denied:
            memory.sign_told = memory.sign_told or noted in ("stated", "uncertain") or sign.part == "numbness"
        screened = screened or (sign.clinician_only and way == "present" and noted == "uncertain")
        if noted == "family" and sign.lifelong and segment.role == "patient":
            memory.of_kin = (Asked(sign, "present", False, evidence),)
        if noted in ("stated", "past"):
            spoken.add(sign.path + sign.part)
        elif noted == "uncertain" and _guesses(segment, sign, way, assertion, memory):
            memory.asked = (*memory.asked, Asked(sign, "present", False, evidence))
        elif noted == "uncertain" and is_asked(sign, memory) and segment.words[0] != "no":
            memory.echoed = frozenset({sign.path})  # "lose weight! I wish."
        if segment.role != "clinician" and not assertion.denied and assertion.status in ("stated", "past"):
            found.append(Mentioned(sign, evidence, is_lesser(segment, sign, hit), hit.start))
        if (way == "absent") != assertion.denied:
            denied.append(Mentioned(sign, evidence, is_lesser(segment, sign, hit), hit.start))
    if segment.role != "patient" and segment.asked:
        places.ask(segment, memory, ledger)
    if echoed:  # "lost weight? no.": of all that was asked for, this is answered
        memory.echoed, memory.reply, memory.reply_segments = frozenset(echoed), "none", 0
    if segment.role == "patient" and not segment.asked:
        spoken |= places.answered(segment, memory, ledger)
        memory.claimed = tuple(found) or memory.claimed
        spoken |= spread.read(segment, memory, ledger)
    memory.screened = screened
    named_places = [hit.what.rule for hit in segment.hits.of("sign", "place")]
    memory.own_place = (
        named_places[0] if named_places and segment.role == "patient" and not _ACHES & set(segment.words) else None
    )
    memory.place = named_places[0] if named_places and segment.role != "patient" else None
    if segment.role != "clinician" and not segment.asked:
        memory.answered = memory.answered | asked_named(segment, memory)
    memory.legs_named = segment.role == "patient" and segment.hits.has("cue", "legs")
    memory.aching = segment.role == "patient" and memory.leg_last and _aches(segment)
    if segment.role != "clinician":
        taken_back.outweigh(denied, (*memory.mentioned, *memory.claimed), found, ledger)
        taken_back.resolve(segment, memory, ledger, found)
        taken_back.set_apart(segment, memory, ledger, found)
        taken_back.jest(segment, memory, ledger)
        memory.just_mentioned = bool(found)
        eased = segment.hits.has("cue", "eased")
        memory.relieved, memory.rested = memory.rested or eased, eased
        memory.mentioned = tuple(found) or memory.mentioned
        memory.claimed = tuple(found) or memory.claimed
    return spoken


def _of_arm(segment: Segment, sign: Sign, memory: Memory) -> bool:
    """Told of the shoulder or the hand that is the problem in hand, with no leg named."""
    told_of = memory.problem_framed and memory.problem in ABOVE
    return told_of and (sign.path == _AT_NIGHT or (sign.body == "legs" and not segment.hits.has("cue", "legs")))


def _aches(segment: Segment) -> bool:
    """ "Achy, like. In the back of the thighs.": a pain, and nothing besides."""
    words = set(segment.words)
    return bool(words & _ACHES) and words <= _ACHES | _BESIDE and not segment.hits.has("cue", "deny")


def _examined(segment: Segment, sign: Sign, way: str, memory: Memory) -> bool | None:
    """In the examination a clinician speaks of findings: None where they are no answer to a red flag, True where
    they are."""
    if segment.role == "patient" or segment.asked or memory.phase == "history" or sign.clinician_only:
        return False
    if sign.examined:
        return True
    lifted = memory.testing is not None and memory.testing.item.leg and _LIFTING & set(segment.words)
    if lifted and sign.body == "legs":
        return None  # "active straight leg raise: she has trouble lifting the right leg" is the test's own result
    told = way == "absent" or (memory.phase == "plan" and "without" in segment.words)
    found = memory.phase == "exam" and not _GROWN & set(segment.words)  # "there's a touch of weakness in that toe"
    walks = sign.body == "legs" and (told or found) and not (REPORTING & set(segment.words))
    return None if walks else False


def _ask(
    segment: Segment,
    sign: Sign,
    way: str,
    hit: Hit,
    evidence: tuple[Evidence, ...],
    memory: Memory,
    ledger: Ledger,
) -> None:
    assertion = assess(segment, hit.start, hit.core, lifelong=sign.lifelong, own=hit.what.denies)
    shared = segment.hits.has("cue", "own_too")  # "cancer in you or your family?"
    another = (assertion.status == "family" or of_family(segment, sign, memory)) and not shared
    if another and sign.lifelong:
        memory.of_kin = (*memory.of_kin, Asked(sign, "present", False, evidence))
    recalled = assertion.status == "past" and not segment.asked  # "you told me last visit you'd had some trouble"
    if assertion.status == "hypothetical" or recalled or another or sign.clinician_only:
        return
    side = side_near(segment, hit.start, hit.end) if sign.sided else None
    presumed = way in ("present", "denied_only") and presumes(segment, hit)
    if presumed:
        way = "present"
    elif way == "present" and (shared or is_weak(segment, sign, hit) or is_alternative(segment, hit)):
        way = "neutral"  # "and your bladder?" does not say what a "yes" would mean
    if way in ("present", "neutral") and (segment.hits.has("question", "new") or _is_new(segment, hit)):
        way = "known"
    if is_measured(segment, sign, hit):
        way = "measured"
    able = segment.word(hit.start) in _ABLE or segment.between(hit.start - 2, hit.start) in _ABLE_TO
    if way == "absent" and (able or "feel" in segment.between(hit.start, hit.end)):
        way = "able"  # "can you feel it when you wipe?": a plain no tells a loss
    if memory.waiting:
        memory.asked = ()  # what was asked a turn before is overtaken: "normal" answers what comes now
    memory.waiting, memory.overtaken = 0, False
    denied = assertion.denied or (way in ("absent", "able") and hit.what.denies)  # "never had cancer?"
    lesser = is_lesser(segment, sign, hit) and _HINTS.issuperset(segment.between(hit.start, hit.core))
    memory.asked = (*memory.asked, Asked(sign, way, denied, evidence, side, presumed=presumed, lesser=lesser))
    if not lesser:  # who asks for chills alone has not asked for fever
        ledger.add(sign.path, "present", evidence, status="asked", part=sign.part)


def _guesses(segment: Segment, sign: Sign, way: str, assertion: Assertion, memory: Memory) -> bool:
    """ "You look like you've lost some weight.": put to the patient, who says whether it is so."""
    guess = way == "present" and not assertion.denied and not sign.clinician_only and not sign.denial_only
    return guess and segment.role == "clinician" and memory.phase == "history" and "you" in segment.words


def _asks_of(memory: Memory, sign: Sign, words: frozenset[str]) -> bool:
    """Whether a question for the sign, open or answered just now, names one of these."""
    asked = [item for item in (*memory.asked, *memory.recent) if item.rule is sign]
    return any(words & quoted_words(item.evidence) for item in asked)


def _is_new(segment: Segment, hit: Hit) -> bool:
    """ "Is the leaking new?", "so the foot drop is new?": it is known of, and asked since when it is there."""
    return "new" in (segment.word(hit.end), segment.word(hit.core)) or segment.between(hit.end, hit.end + 2) in (
        ["is", "new"],
        ["are", "new"],
    )


def _note(
    segment: Segment,
    sign: Sign,
    way: str,
    hit: Hit,
    assertion: Assertion,
    evidence: tuple[Evidence, ...],
    ledger: Ledger,
    memory: Memory,
) -> Status | None:
    status: Status = assertion.status
    denied = assertion.denied
    himself = (
        segment.role == "patient" and not memory.proxy and _HIMSELF & set(segment.between(hit.start, hit.end))
    )
    if status == "stated" and (himself or of_family(segment, sign, memory)):
        status = "family"
    if way == "absent" and _answers_no(segment) and "not" not in segment.words:
        denied = False  # "no, everything is fine down there": an answer, no denial of "fine"
    value = "absent" if (way == "absent") != denied else "present"
    if way == "absent" and (not _settles(segment, sign, hit, memory) or _no_longer(segment, hit)):
        return None
    if value == "absent" and sign.lifelong and segment.role == "clinician" and memory.phase == "results":
        return None  # "no fracture, no tumor": of a picture
    if not is_asked(sign, memory):
        if value == "absent" and memory.phase == "plan" and sign.path.startswith(_COUNTED):
            return None  # behind the plan only an answer denies a red flag
        if sign.names and not _is_named(segment, sign):
            return None  # "my jeans are too tight to bend in"
    if value == "absent" and status == "past":
        status = "stated"
    if value == "present" and status == "stated":
        unsure = unframed(segment, sign, memory) or is_vague(segment, sign, hit, memory) or sign in memory.meant
        if (
            unsure
            or sign.denial_only
            or way == "absent"
            or _doubtful(segment, sign, hit, memory)
            or way == "denied_only"
        ):
            status = "uncertain"
        elif _is_old(segment, sign) or earlier.was_then(segment, sign, memory):
            status = "past"
    if (
        value == "absent"
        and segment.role == "clinician"
        and REPORTING & set(segment.words)
        and is_said(sign, ledger)
    ):
        status = "conflict"  # "she denies any numbness", after she has told of it
    side = None
    if sign.sided and value == "present":
        side = side_near(segment, hit.start, hit.end) or leg_told(segment)
        own = legs_named(segment)
        if side == "bilateral" and len(own) == 1 and not names_both(segment):
            side = own.pop()  # "low back and right leg, both"
        side = side or same_side(segment, hit.start, hit.end, memory) or _side_asked(sign, way, hit, memory)
        side = side or (memory.leg_side_named if segment.role != "clinician" else None)
        side = side or (memory.seat_side if segment.role == "patient" else None)
        side = "bilateral" if names_both(segment) else side
    if (
        side
        and len(legs_named(segment)) > 1
        and not segment.hits.has("cue", "deny")
        and "fine" not in segment.words
    ):
        side = "bilateral"
    if status == "uncertain" and sign.path.startswith(_FURTHER) and is_weak(segment, sign, hit):
        return None  # "oh man, I hate needles", "she gave me some steroids": a word alone, asked by nobody
    rank = 1 if segment.role == "patient" else 0
    ledger.add(sign.path, value, evidence, status=status, side=side, part=sign.part, rank=rank)
    return status


def _side_asked(sign: Sign, way: str, hit: Hit, memory: Memory) -> Side | None:
    """ "This pain down your left leg?" - "It shoots down it": what names no leg is of the one asked for."""
    if way != "present" or hit.what.part != "reply":
        return None
    return next((item.side for item in memory.asked if item.rule is sign), None)


def _is_old(segment: Segment, sign: Sign) -> bool:
    """ "Since my second kid", "for ten years": of old, unless it is said to have grown worse."""
    old = any(hit.what.rule is sign for hit in segment.hits.of("sign", "old"))
    grown = (place for place in range(segment.start, segment.end) if segment.word(place) in _GROWN)
    return old and all(segment.word(place - 1) in ("no", "not", "nothing", "never") for place in grown)


def _is_named(segment: Segment, sign: Sign) -> bool:
    """Whether one of the words stands in the sentence without which others only hint at the sign."""
    return any(hit.what.rule is sign for hit in segment.sentence.of("sign", "names"))


def _answers_no(segment: Segment) -> bool:
    """ "Well, no, I'm regular": the "no" behind "ha", "well" and the like answers, denying nothing behind it."""
    words = [word for word in segment.words[:4] if word not in _OPENING]
    return words[:1] in (["no"], ["never"], ["none"]) and words[1:2] not in (["one"], ["more"])


def _settles(segment: Segment, sign: Sign, hit: Hit, memory: Memory) -> bool:
    """Weight gained denies weight loss only where loss was asked for, or where it is all that is said."""
    weak = any(
        other.what.rule is sign and other.start <= hit.start and hit.core <= other.end
        for other in segment.hits.of("sign", "weak")
    )
    return not weak or segment.end - segment.start <= 4 or any(item.rule is sign for item in memory.asked)


def _no_longer(segment: Segment, hit: Hit) -> bool:
    """ "On Saturday I could do the stairs okay, and today on my butt": what was so is so no more."""
    before = segment.sentence_words(max(segment.start, hit.start - _NEAR), hit.end)
    behind = segment.sentence_words(hit.end, hit.end + _NEAR)
    turned = any(first in _TURNS and second in _TODAY for first, second in pairwise(behind))
    used = ("used", "to") in pairwise(before)
    return (turned and bool(_COULD & set(before))) or (
        used and not _AS_BEFORE & set(before[: before.index("used")])
    )


def _doubtful(segment: Segment, sign: Sign, hit: Hit, memory: Memory) -> bool:
    """Words that name a sign only inside a question or a denial, or that have another ready cause."""
    bound = [other for other in segment.hits.of("sign", "bound") if other.what.rule is sign]
    if any(other.overlaps(hit) for other in bound) and _asks_of(memory, sign, _BOWELS):
        return True
    doubts = [other for other in segment.sentence.of("sign", "doubt") if other.what.rule is sign]
    if any(segment.start <= other.start <= segment.end + _NEAR for other in doubts):
        return True  # "I limp, | but it's because it hurts"
    return is_weak(segment, sign, hit)
