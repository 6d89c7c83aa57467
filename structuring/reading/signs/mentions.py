"""Where a sign is named in a segment, and whether the words name it there: what only an answer names, what is said
of another part of the body."""

from __future__ import annotations

from collections.abc import Iterator

from structuring.reading.language.lexicon import Hit, longest, spared
from structuring.reading.language.rules import Sign
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.talk.topics import is_elsewhere, names_back, part_of_body, regions

_FINE = ("absent", "reply_absent")
_NAMING = ("present", "absent", "denied_only", "short", "bare", "reply", "reply_absent")
_WAYS = {"short": "present", "bare": "neutral", "reply": "present", "reply_absent": "absent"}
_ASKED, _SHORT, _BARE = 9, 6, 4
_FIRST = 2
_ARMS = frozenset({"arm", "hand", "shoulder", "jaw", "head", "neck"})
_HANDS = words_of("hand hands finger fingers arm arms")
_POINTED = words_of("there below")
_PEOPLE, _YOU = words_of("people folks patients somebody someone"), words_of("you your he she")
_LIMB = words_of("leg legs thigh thighs calf calves shin shins")  # feet and knees ache of their own
LEG = _LIMB | words_of("foot feet toe toes ankle ankles knee knees hamstring")
_FELT = words_of(
    "numb numbness tingling tingly weak weakness weaker heavy heaviness"
)  # "numbness in my foot" tells no pain
_DOWN = words_of("down into in to")
_LEADING = words_of(
    "and so or ever any anything , okay is it that the your into to hip hips buttock buttocks butt cheek groin of "
    "this pain some where down all also then too either both do does did you feel get"
)
_ALONE = words_of(
    "and so okay the your either any both or , how about what then now in on all at leg legs this that one"
)
_LIMITS = words_of("not nothing none no below past beyond the your knee knees foot feet calf ankle")
_STRANGE = words_of("different funny weird odd strange")  # "feel different when you wipe" is no "feel it"
_SETS_APART = words_of("not only just mainly")
_OF_BOTH = words_of("they both into down hurts aches burns throbs kills")  # "both legs?" - "it goes into both"
_TROUBLED = words_of("trouble difficulty problem problems")
_LOSING, _SENSES = words_of("lost losing loss lose"), words_of("feeling sensation")
_DENYING = words_of("not no never hardly barely without")


def mentions(segment: Segment, memory: Memory) -> Iterator[tuple[Sign, str, Hit]]:
    """Each sign named in a segment: the rule, in which way ("present", "absent", "denied_only"), and where."""
    hits = segment.hits.of("sign")
    if not hits:
        return
    rules = list(dict.fromkeys(hit.what.rule.path + hit.what.rule.part for hit in hits))
    for key in rules:
        own = [hit for hit in hits if hit.what.rule.path + hit.what.rule.part == key]
        blockers = [hit for hit in own if hit.what.part == "never" and not _in_time(segment, hit)]
        named = [hit for hit in own if hit.what.part in _NAMING]
        asks = any(leads_down(segment, hit) for hit in named)
        brief = _ASKED if asks else _BARE if segment.role == "clinician" else _SHORT
        if segment.end - segment.start > brief or (segment.role == "clinician" and memory.phase != "history"):
            named = [hit for hit in named if hit.what.part != "short" or _opens(segment, hit, memory)]
        named = [hit for hit in named if hit.what.part != "short" or not _FELT & set(segment.words)]
        named = [hit for hit in named if hit.what.part != "short" or not _of_other_question(segment, hit, memory)]
        named = [hit for hit in named if hit.what.part != "bare" or _asks_alone(segment, hit, memory)]
        named = [hit for hit in named if hit.what.part[:5] != "reply" or _replies(segment, hit, own, memory)]
        named = [hit for hit in named if hit.what.part not in _FINE or not _undone(segment, hit)]
        named.sort(key=lambda hit: (hit.what.part[:5] != "reply", hit.what.part not in _FINE))  # of two alike
        told = longest(_without_harmless(spared(named, blockers)))
        fine = [hit for hit in told if hit.what.part in _FINE]
        for hit in told:
            if hit.what.part not in _FINE and any(other.overlaps(hit) for other in fine):
                continue  # "able to control your bladder" is not "bladder"
            if not _foreign(segment, hit, memory):
                yield hit.what.rule, _WAYS.get(hit.what.part, hit.what.part), hit


def _without_harmless(hits: list[Hit]) -> list[Hit]:
    """ "The prostate thing, that came out benign": of an old illness the outcome counts, and not its name."""
    fine = [hit for hit in hits if hit.what.part in _FINE and hit.what.rule.lifelong]
    return [hit for hit in hits if hit.what.part != "reply" or not fine]


def leads_down(segment: Segment, hit: Hit) -> bool:
    """ "Down the leg at all?", "not below the knee, not down the thigh": where the pain goes to is all that is
    asked."""
    if hit.what.part != "short" or segment.word(hit.start) not in _DOWN:
        return False
    lead = segment.between(segment.start, hit.start)
    denied = lead[:1] in (["not"], ["nothing"], ["none"])
    return all(word in _LEADING or (denied and word in _LIMITS) for word in lead) and (segment.asked or denied)


def _asks_alone(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Leg?", "and what about the legs?": the pain is asked for there, unless a weakness was spoken of before."""
    if segment.role == "patient" or not segment.asked or memory.phase != "history" or memory.asked:
        return False
    if any(item.rule.body == "legs" for item in memory.recent) or is_elsewhere(segment, memory):
        return False
    return set(segment.words) - {segment.word(hit.start)} <= _ALONE and segment.end - segment.start <= _SHORT


def _opens(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Does it go down the leg?" - "Sometimes into the right one when I've been on it all day": where it goes is
    answered first."""
    answers = segment.role == "patient" and memory.phase == "history" and is_asked(hit.what.rule, memory)
    return answers and hit.start - segment.start <= _FIRST and segment.word(hit.start) in _DOWN


def _of_other_question(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Ever had a cancer?" - "A melanoma. On my left calf.": the leg is named in answer to something else."""
    told = any(item.sign is not hit.what.rule for item in memory.mentioned)
    asked = (bool(memory.asked) or told) and not is_asked(hit.what.rule, memory)
    return segment.role == "patient" and asked and not memory.leg_topic


def is_asked(sign: Sign, memory: Memory) -> bool:
    return any(item.rule is sign for item in memory.asked)


def _replies(segment: Segment, hit: Hit, own: list[Hit], memory: Memory) -> bool:
    """Words that name a sign only in answer to the question for it: "a little numb", "two stone"."""
    sign = hit.what.rule
    if sign.clinician_only:
        return memory.screened  # "went through the red flags | and she has none"
    they = memory.leg_topic and memory.phase == "history" and segment.word(hit.start) in _OF_BOTH
    of_legs = sign.sided and (
        memory.legs_named or memory.aching or they
    )  # "and the legs, when he walks?" - "They hurt."
    if memory.phase == "exam" and sign.sided:
        return False  # "I can get to my shins"
    placed_here = memory.own_place is sign and hit.what.part == "reply" and memory.role == segment.role
    asked = placed_here or (is_asked(sign, memory) and not memory.overtaken)
    if sign.lifelong and memory.reply == "no":
        return False  # "ever had cancer?" - "No. Only fibroids, they took the womb out."
    if segment.role == "clinician" or not (of_legs or asked):
        return False
    if hit.what.part == "reply" and segment.word(hit.start).isdigit() and sign.path in memory.answered:
        return False  # "I've put on weight. Twenty pounds.": how much of what was said
    bare = hit.what.part == "reply_absent" and hit.end - hit.start == 1
    if bare and (memory.answered | asked_named(segment, memory)) - {sign.path}:
        return False  # "any numbness there? Trouble with the water?" - "Toilet is okay."
    if hit.what.part == "reply_absent" and (sign.lifelong or sign.sided or segment.word(hit.start) in _SETS_APART):
        return True  # "it wasn't the bad kind", "it stops in the buttock", "not down there, just my toes"
    if sign.sided and LEG & set(segment.words):
        return True  # "in my butt cheek, and sometimes the back of my thigh"
    return not any(
        other.what.part == "reply_never" and segment.word(other.start - 2) != "between"  # "between my legs"
        for other in own
    )


def asked_named(segment: Segment, memory: Memory) -> set[str]:
    """The signs asked for that an answer names itself: "toilet is okay"."""
    named = (*segment.hits.of("sign", "present"), *segment.hits.of("sign", "absent"))
    return {hit.what.rule.path for hit in named if is_asked(hit.what.rule, memory)}


def _in_time(segment: Segment, hit: Hit) -> bool:
    """ "Getting to the toilet" may tell of the legs, "getting to the toilet in time" does not."""
    return segment.between(hit.core, hit.core + 2) in (["in", "time"], ["on", "time"])


def _undone(segment: Segment, hit: Hit) -> bool:
    """ "Can not control" is no "can control": a denial fell among the words of any kind; nor is "no feeling down
    there" a feeling, nor "trouble getting there in time" getting there."""
    inside = segment.between(hit.start, hit.end)
    before = segment.word(hit.start - 1) in _DENYING | _TROUBLED
    if "back" in inside[-2:] and {segment.word(hit.end), inside[-1]} & {"of", "now"}:
        return True  # "just the back | of the thigh"; "the knee's fine, it's just the back | now"
    lost = _LOSING & set(segment.between(hit.start - 2, hit.start))
    before = before or bool(lost and segment.word(hit.start) in _SENSES)  # "lost any feeling there"
    return not hit.what.denies and (before or any(word in _DENYING or word in _STRANGE for word in inside))


def _foreign(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """A sign of the legs that is said of arms or head."""
    if hit.what.rule.body != "legs":
        return False
    before = set(segment.sentence_words(0, segment.start)) if "there" in segment.words else set()
    if _HANDS & {*segment.between(hit.end, hit.end + _SHORT), *before} and not segment.hits.has("cue", "legs"):
        return True  # "any weakness or numbness in your hands?"
    body = part_of_body(segment, hit.start, hit.end, 5)
    if body is None and segment.role != "patient" and segment.asked and memory.region in _ARMS:
        return not segment.hits.has("cue", "legs")  # "how did your arm do after the surgery? Any weakness still?"
    if body is None and segment.role != "patient" and not segment.hits.has("cue", "legs"):
        return any(found.what.rule.id in _ARMS for found in regions(segment))  # "how's the arm, still numb?"
    if body is None and segment.role == "patient" and not memory.asked:
        return memory.region in _ARMS  # "Is your arm weak?" - "It's weak when I lift the kettle."
    return body is not None and body.what.rule.id in _ARMS


def placed(segment: Segment, sign: Sign, memory: Memory) -> Sign:
    """ "And the part that'd touch a bike seat, | any numbness there?": the numbness asked for is of that place."""
    place = memory.place if segment.role != "patient" else None
    if place is None or not sign.denial_only or not sign.part or segment.hits.has("cue", "legs"):
        return sign
    return place


def of_touched(segment: Segment, sign: Sign, hit: Hit, memory: Memory) -> bool:
    """ "Does that feel the same on the feet?" - "I don't feel much down there": of what is being touched."""
    touched = memory.testing is not None and memory.testing.item.id == "sensation"
    pointed = bool(_POINTED & set(segment.between(hit.start, hit.end)))
    return sign.examined and touched and pointed and segment.role == "patient" and not is_asked(sign, memory)


def of_people(segment: Segment, hit: Hit) -> bool:
    """ "Most people get better, | no weakness, no bladder trouble": said in general, of nobody in the room."""
    before = segment.sentence_words(0, hit.start)
    general = [place for place, word in enumerate(before) if word in _PEOPLE]
    return bool(general) and not _YOU & set(before[general[-1] :])


def is_weak(segment: Segment, sign: Sign, hit: Hit) -> bool:
    """Words that name a sign without telling which way: "your weight", "the bladder"."""
    named = _FELT & set(segment.between(hit.start, hit.end))  # "does it feel numb when you wipe?" tells which way
    return hit.what.part != "reply" and not named and _within(segment, sign, hit, "weak")


def is_vague(segment: Segment, sign: Sign, hit: Hit, memory: Memory) -> bool:
    """ "I feel so weak": words that tell of the legs only where legs are spoken of, or in answer."""
    asks = segment.asked and segment.role != "patient"
    told = is_asked(sign, memory) or memory.legs_named or memory.leg_topic
    if _LIMB & set(segment.words) or (told and not asks):
        return False
    if sign.sided and names_back(regions(segment)):
        return False
    return _within(segment, sign, hit, "vague")


def _within(segment: Segment, sign: Sign, hit: Hit, part: str) -> bool:
    return any(
        other.what.rule is sign and other.start <= hit.start and hit.end <= other.end
        for other in segment.hits.of("sign", part)
    )


def of_another_asked(segment: Segment, sign: Sign, hit: Hit, memory: Memory) -> bool:
    """ "Any falls or accidents?" - "No accidents": of a word that names two signs, the one asked for is meant."""
    if segment.role == "clinician" or is_asked(sign, memory):
        return False
    if not (is_weak(segment, sign, hit) or (sign.denial_only and not LEG & set(segment.words))):
        return False  # "numbness in the saddle?" - "The numbness, no."
    others = [
        other
        for other in segment.hits.of("sign")
        if other.what.part in ("present", "reply") and other.what.rule is not sign and other.overlaps(hit)
    ]
    return any(other.what.rule is item.rule for other in others for item in memory.asked)


def is_lesser(segment: Segment, sign: Sign, hit: Hit) -> bool:
    """ "Any chills?": words that only hint at the sign."""
    return _overlapped(segment, sign, hit, "lesser")


def is_measured(segment: Segment, sign: Sign, hit: Hit) -> bool:
    """ "Have you taken your temperature?": words that ask whether it was measured."""
    return _overlapped(segment, sign, hit, "measured")


def _overlapped(segment: Segment, sign: Sign, hit: Hit, part: str) -> bool:
    return any(other.what.rule is sign and other.overlaps(hit) for other in segment.hits.of("sign", part))
