"""Reads which leg the pain goes into: asked for and answered, or taken for granted by the clinician."""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import is_denied
from structuring.reading.talk.sides import asks_side, is_assent, points, puts_leg_right, side_of
from structuring.reading.talk.topics import names_back, regions
from structuring.turns import Evidence, Side

LEG_PAIN = "radiation.leg_pain"
_NAMING = ("present", "short", "denied_only")
_NO_PAIN = words_of("swelling swollen swell edema rash cramps cramp")
_ANSWERED = ("present", "neutral", "absent")
_SIDES: dict[str, Side] = {"left": "left", "right": "right", "bilateral": "bilateral"}
_BRIEF = 9
_ALONE = 5
_WELL = words_of("fine okay good great normal angel spared perfect perfectly untouched quiet")
_SAME = {("same", "side"), ("the", "same", "side"), ("on", "the", "same", "side"), ("that", "same", "side")}
_WORSE = words_of("worse worst")
_MEANING = words_of("mean means meant tell describe explain")
_THOSE, _THAT = words_of("those them these"), words_of("that it")
_SAYING = words_of("say think guess pick choose")
_FELT = words_of("numb numbness tingle tingles tingling tingly asleep weak swollen swell swells")
_PAINS = words_of("pain pains hurt hurts hurting ache aches aching burn burns burning sore shoots shooting")
_IS = words_of("is are was")
_WHOLE = words_of("both only just mostly mainly")
_LEADING = words_of(
    "no yes well oh okay just only mostly mainly usually it is that would be the my on in down , more sorry "
    "actually think i guess say still always"
)
_SIDE_TALK = words_of(
    "and so but okay , is it that was this the a on to in into down of still just only mostly mainly always now "
    "again whole same other which does go goes right left side one both all time you say said mean i think "
    "thought yes no or big toe foot heel shin knee ankle calf"
)
_ARTICLES = words_of("the my your his her on only mostly just")
_REPLACED = words_of("replaced replacement surgery fixed")
_NOUNS = words_of("leg legs one ones side thigh calf of foot hip knee")
_BEHIND = frozenset(
    ["", *words_of(", one ones leg legs side sometimes mostly mainly more usually only always actually i")]
)


def follow(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Which leg?" - "The right one.": the side of a pain in the leg that was told of or asked for."""
    if segment.hits.has("cue", "legs") and names_back(regions(segment)):
        memory.parts_named = True
    if segment.role == "patient":
        memory.pointed = memory.pointed or points(segment)
    if segment.role != "patient":
        memory.seat_named, memory.seat_side = _names_seat(segment), None
        _follow_clinician(segment, memory, ledger)
        return
    _follow_part(segment, memory)
    righted = puts_leg_right(segment, memory)
    if righted:
        words = segment.evidence(segment.start, segment.end)
        ledger.add(LEG_PAIN, "present", (*_told(ledger), *words), side=righted, rank=1)
        return
    if memory.leg_side_given or memory.phase != "history":
        return
    waiting = [item for item in memory.asked if item.rule.path == LEG_PAIN and item.part in _ANSWERED]
    if memory.reply == "no" or all(item.denied for item in waiting):
        waiting = []  # "pain down the legs?" - "No, sir. My feet burn, it's the both of them."
    told = _told(ledger)
    words = segment.evidence(segment.start, segment.end)
    side = None if _compared(segment) or _numb(segment) else _named(segment)
    if segment.hits.has("site", "alternates") and (waiting or (told and memory.leg_side_asked)):
        _settle("bilateral", (*(told or waiting[-1].evidence), *words), memory, ledger)  # "it takes turns"
        return
    only = memory.leg_topic and len(memory.asked) == len(waiting) and not regions(segment)
    asks = memory.leg_side_asked or only  # "pain in the legs?" - "Oh yeah. Right down the back of the left."
    asks = asks or _goes_on(segment, memory)
    if side and _spared(segment, side, memory):
        return
    if side is None and waiting and _leaves_out(segment):
        memory.asked = tuple(replace(item, side=None) if item in waiting else item for item in memory.asked)
    if told and memory.leg_last and segment.words in _SAME and memory.side_named in _SIDES:
        _settle(_SIDES[memory.side_named], (*told, *words), memory, ledger)  # "down my leg. Same side."
    elif told and asks and side and not is_assent(segment, segment.start, memory):
        _settle(side, (*told, *words), memory, ledger)  # "both of them; the right's worse"
    elif side and not waiting and memory.leg_side_asked and memory.leg_topic and not told and _only_pain(memory):
        _settle(side, words, memory, ledger)  # "... and the leg." - "Which leg?" - "The left."
    elif side and not told and _says_which(segment):
        memory.leg_side_named = side  # "the back's on the right. The leg's the left one. It goes to the calf."
    elif side and not waiting and (_side_awaited(segment, memory) or (memory.leg_last and side == "bilateral")):
        memory.leg_side_named = side  # "both legs?" - "Both of them. Down the back, to the calves."
    elif waiting:
        other, named = _PAINS & set(segment.words) and not regions(segment), side
        answered, side = _answered(segment, memory)
        if not answered and other and named and waiting[-1].side is None:
            answered, side = True, named  # "it's the right that gets the pain"
        if answered:
            _settle(side, (*waiting[-1].evidence, *words), memory, ledger)


def _leaves_out(segment: Segment) -> bool:
    """ "Does it go into the left leg?" - "Not the left.": the leg that was named, and not the pain, is denied."""
    said = set(segment.words)
    return "not" in said and bool(said & set(_SIDES)) and said <= _SIDE_TALK | {"not"}


def _goes_on(segment: Segment, memory: Memory) -> bool:
    """ "It burns right down my shin. The right one.": the side alone, right behind the leg that was told of."""
    told = memory.just_mentioned and any(item.sign.path == LEG_PAIN for item in memory.mentioned)
    return told and segment.end - segment.start <= _ALONE and not regions(segment)


def _says_which(segment: Segment) -> bool:
    """ "The leg's the left one": the leg, and not the back, is given a side."""
    legs = [hit.end for hit in segment.hits.of("cue", "legs")]
    return any(segment.word(end) in _IS and {"left", "right"} & set(segment.between(end, end + 4)) for end in legs)


def _side_awaited(segment: Segment, memory: Memory) -> bool:
    """Whether a side told before the leg is the leg's: "does it travel?" - "It does. Left side. Down to here." """
    wanders = any(item.rule.path == LEG_PAIN for item in memory.asked) and not regions(segment)
    return memory.leg_side_asked or (wanders and segment.end - segment.start <= _ALONE)


def _spared(segment: Segment, side: Side, memory: Memory) -> bool:
    """ "Anything on the right leg?" - "No, the right one's been an angel.": a no to the side asked for."""
    asked = any(kind == "leg" and _SIDES[name] == side for kind, name, _ in memory.offered)
    words = set(segment.words)
    alone = not {"left", "right"} <= words
    return alone and ((asked and segment.words[0] in ("no", "never")) or bool(_WELL & words))


def confirm(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Still the right side, in the leg?" - "Mm-hmm." """
    told = _told(ledger)
    words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
    for kind, name, evidence in memory.offered:
        if kind == "leg" and told and not memory.leg_side_given:
            _settle(_SIDES[name], (*told, *evidence, *words), memory, ledger)
    memory.offered = tuple(item for item in memory.offered if item[0] != "leg")


def _follow_clinician(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Whether the legs are spoken of, a side of theirs is asked for, and which one is taken for granted."""
    if _NO_PAIN & set(segment.words):
        memory.leg_topic = memory.leg_side_asked = False  # "any swelling in your legs?"
        return
    if names_back(regions(segment)) and not segment.hits.has("cue", "legs"):
        # "and the back itself, is that on one side?"
        memory.leg_topic = memory.leg_last = memory.leg_side_asked = False
    asks = asks_side(segment)
    signs = [hit for hit in segment.hits.of("sign") if hit.what.part in _NAMING]
    side = _named(segment)
    brief = segment.end - segment.start <= _BRIEF and side is not None  # "and that's on the right"
    if not (segment.asked or asks or signs or brief):
        taken_up = segment.end - segment.start <= _BRIEF and segment.hits.has("cue", "legs")
        memory.leg_topic = memory.leg_topic or (taken_up and memory.phase == "history")  # "okay, so the leg."
        return
    sided = any(hit.what.rule.sided for hit in signs)
    here = sided or segment.hits.has("cue", "legs")
    answers = [entry.fact for entry in ledger.entries(LEG_PAIN) if entry.fact.status != "asked"]
    denied = bool(answers) and answers[-1].value == "absent" and not _told(ledger)
    # "down the legs?" - "No." - "Is it one side?"; and not "it's down to the knee, it doesn't go in the foot"
    topic = (memory.leg_topic or memory.leg_last) and not denied and not names_back(regions(segment))
    choice = "or" in segment.words  # "the one leg or the both?" offers neither
    presumes = side is not None and memory.phase == "history" and not names_back(regions(segment))
    presumes = presumes and not choice
    about = here or (topic and (asks or set(segment.words) <= _SIDE_TALK))  # "you were taking naproxen, right?"
    if memory.pointed and presumes and about and not segment.asked and _told(ledger):
        said = segment.evidence(segment.start, segment.end)
        _settle(side, (*_told(ledger), *said), memory, ledger)  # "down this leg." - "The left one. Okay."
    elif (presumes or asks) and about and (sided or not signs):  # not "which leg is the weak one?"
        memory.leg_side_asked = True
        if side and presumes:
            said = segment.evidence(segment.start, segment.end)
            memory.offered = (*memory.offered[-8:], ("leg", side, said))
    elif _goes_with_question(segment):
        return  # "which leg, | just so I have it?"
    elif segment.asked and not here and not asks:
        memory.leg_side_asked = False  # "both legs. Any weakness?" - "I stub my left foot."
    stays = asks or (segment.end - segment.start <= _ALONE and "there" in segment.words)  # "any pain there?"
    memory.leg_topic = here or (memory.leg_topic and stays and not denied)
    explains = _MEANING & set(segment.words)  # "tell me what giving out means": still of the legs
    memory.leg_last = memory.leg_last and (here or asks or not segment.asked or bool(explains))


def _goes_with_question(segment: Segment) -> bool:
    """ "Which leg, | would you say?", "and the legs, | tell me of those": nothing else is asked behind it."""
    opens = any(cue.start - segment.start <= 1 for cue in segment.hits.of("question", "begin"))
    names = segment.hits.has("sign") or segment.hits.has("cue", "legs") or bool(regions(segment))
    words = set(segment.words)
    points_back = bool(words & _THOSE) or (bool(words & _THAT) and segment.end - segment.start <= _ALONE)
    on = not opens or bool(words & _SAYING) or points_back  # "and the legs, | tell me about those"
    return segment.asked and segment.start > 0 and not names and on


def _named(segment: Segment) -> Side | None:
    """The side of a leg in the segment: "the right", "left leg", "both of them", and not "that's good, right?"."""
    for place in range(segment.start, segment.end):
        side = side_of(segment, place)
        opens = all(segment.word(before) in _LEADING for before in range(segment.start, place))
        named = opens or segment.word(place - 1) in _ARTICLES or segment.word(place + 1) in _NOUNS
        if side and named and not is_denied(segment, place, place + 1, lists=False):
            return side  # not "never the right"
    return None


def _follow_part(segment: Segment, memory: Memory) -> None:
    """Whether the patient has named a leg last, or the back."""
    if _names_seat(segment) or (memory.seat_named and segment.end - segment.start <= _ALONE):
        side = _named(segment)
        memory.seat_side = None if _REPLACED & set(segment.words) else side or memory.seat_side
    legs = [hit.start for hit in segment.hits.of("cue", "legs")]
    legs += [hit.start for hit in segment.hits.of("sign", "present") if hit.what.rule.path == LEG_PAIN]
    backs = [hit.start for hit in regions(segment) if hit.what.rule.kind == "back"]
    backs += [hit.start for hit in segment.hits.of("site", "lumbar")]  # "right above the belt"
    if legs or backs:
        memory.leg_last = max(legs, default=-1) > max(backs, default=-1)


def _only_pain(memory: Memory) -> bool:
    """Whether nothing but pain was told of the legs: "my foot's numb" - "Which one?" asks for no pain."""
    return memory.leg_last and all(item.sign.sided for item in memory.claimed)


def _names_seat(segment: Segment) -> bool:
    return segment.hits.has("site", "elsewhere.buttock") or segment.hits.has("site", "elsewhere.hip")


def _compared(segment: Segment) -> bool:
    """ "The left is worse": of two legs, so neither is the only one."""
    words = set(segment.words)
    return bool(words & _WORSE) and bool(words & _IS) and not words & _WHOLE


def _numb(segment: Segment) -> bool:
    """ "Both feet are numb", "my left foot slaps" tell of no pain."""
    words = set(segment.words)
    fails = any(hit.what.rule.body == "legs" for hit in segment.hits.of("sign", "present"))
    return (fails or bool(words & _FELT)) and not words & _PAINS


def _told(ledger: Ledger) -> tuple[Evidence, ...]:
    """The words by which a pain in the leg was told of; none where it was not."""
    entries = ledger.entries(LEG_PAIN)
    last = max((place for place, entry in enumerate(entries) if entry.retracts), default=-1)
    told = [
        entry.fact
        for entry in entries[last + 1 :]
        if entry.fact.value == "present" and entry.fact.status in ("stated", "uncertain")
    ]
    return told[-1].evidence if told else ()  # "my feet burn, but that's the sugar. It's the both of them"


def _settle(side: Side | None, evidence: tuple[Evidence, ...], memory: Memory, ledger: Ledger) -> None:
    """The pain is in the leg, on that side; the question for it is answered."""
    ledger.add(LEG_PAIN, "present", evidence, side=side, rank=1)
    memory.asked = tuple(item for item in memory.asked if item.rule.path != LEG_PAIN)
    memory.leg_side_given = side is not None


def _answered(segment: Segment, memory: Memory) -> tuple[bool, Side | None]:
    """Whether the reply is a leg ("the right one sometimes", "just the left", "one of them"), and which."""
    if segment.end - segment.start > _BRIEF or regions(segment) or is_assent(segment, segment.start, memory):
        return False, None
    if segment.words[-1] == "no" or is_denied(segment, segment.end, segment.end, lists=False):
        return False, None
    place = segment.start
    while segment.word(place) in _LEADING:
        place += 1
    side = side_of(segment, place)
    if side is None:
        return segment.word(place) == "one" and place > segment.start, None
    of_both = side == "bilateral" and segment.word(place + 1) == "of"  # "both of them"
    return of_both or segment.word(place + 1) in _BEHIND, side
