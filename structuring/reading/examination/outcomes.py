"""What comes of what is tested, said without its name: what the patient answers, what the clinician says next.

"I'm going to lift this leg" - "just pulls behind my knee" is a result without a word that names one; so are
"push down, good, pull up, strong" and "positive on the left" a sentence after the test was named. What is being
tested is kept by `manoeuvres`.
"""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.examination.sided import points_over
from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import BARE, UNDER_HAND, Ledger
from structuring.reading.memory.state import Memory, Testing
from structuring.reading.talk.assertion import is_denied, is_past
from structuring.reading.talk.replies import reply_of
from structuring.reading.talk.sides import side_near
from structuring.reading.talk.told_back import is_earlier
from structuring.reading.talk.topics import ABOVE, regions
from structuring.turns import Evidence

_ANSWERS = 4
_LEAD = 6
_TERSE = 5  # words of a bare result, told in a later turn
_NOW = {("there",), ("now",), ("stop",), ("there", ",", "yes"), ("yes", ",", "there"), ("okay", ",", "there")}
_THERE = {("that", "one"), ("right", "there"), ("there",), ("that", "spot"), ("that", "is", "the", "one")}
_WHOLLY = words_of("every all completely entirely everything")
_ROUND = words_of("round around")
_COMFORT = words_of("comfortable bearable tolerable")
_SOFT = words_of("stiff stiffly tight slow sore")
_BEFORE = words_of("was were had")
_ARMS = words_of("arm arms grip shoulder shoulders elbow elbows wrist wrists")
_CAUSES = words_of("cause causing caused causes")
_NONE, _NOTHING = words_of("no none nothing"), words_of("no none nothing nowhere , not at all problem other one")
_SAME = {
    ("same", "thing"),
    ("same",),
    ("the", "same"),
    ("just", "the", "same"),
    ("same", "there"),
    ("same", "here"),
}
_FINE = {("good",), ("great",), ("perfect",), ("excellent",)}
_MEASURES = words_of("about half third quarter degrees inches full way early short barely only")


def go_on(segment: Segment, memory: Memory, ledger: Ledger, named: bool) -> None:
    """Results said without their subject, of what was named or done just before."""
    current = memory.testing
    if current is None or (memory.phase == "history" and current.item.regional):
        return  # "you were bending down and you had this pain" is no finding of the movement
    if "your" in segment.words and _CAUSES & set(segment.words):
        return  # "one specific thing that's causing your pain"
    if segment.conditional or segment.hits.has("term", "says") or segment.hits.has("label", "says"):
        return  # "if I press and it hurts", "what you've got is mechanical low back pain"
    measured = memory.phase == "exam" and _MEASURES & set(segment.words)  # "you're getting about half of that"
    told_back = segment.hits.has("result", "reported") and {"you", "your"} & set(segment.words)
    if told_back and not measured and not _scored(segment, current):
        return
    past = segment.hits.has("cue", "past") and not segment.hits.has("cue", "present_again")
    if past and _BEFORE & set(segment.words):
        return  # "so that was positive in the summer | and it's negative today"
    above = any(found.what.rule.id in ABOVE for found in regions(segment))
    if segment.hits.has("result", "other_tests") or (above and not current.item.moves):
        return  # "FABER is negative. On the right hand, Tinel's is positive."
    if not current.item.regional and _ARMS & set(segment.words):
        return  # "don't let me push them down. Good. Arms are strong."
    if _explains_later(segment, current):
        return  # "ankle reflexes ..." - "So?" - "I don't see anything that worries me, most of these get better"
    hits = [hit for hit in segment.hits.of("exam") if hit.what.rule is current.item]
    hits = [hit for hit in hits if not _of_before(segment, hit)]
    never = [hit for hit in hits if hit.what.part == "never"]
    own = spared([hit for hit in hits if hit.what.part != "never"], never)
    bad = [hit for hit in own if hit.what.part == "then_abnormal"]
    clear = [hit.start for hit in own if hit.what.part == "then_normal"]  # "positive here, negative on the other"
    worse = [
        hit
        for hit in bad
        if hit.what.denies
        or not is_denied(segment, hit.start, hit.end)
        or (
            max(clear, default=-1) > hit.end
            and not any(no.start < hit.start for no in segment.hits.of("cue", "deny"))
        )
    ]
    fine = [hit for hit in own if hit.what.part == "then_normal" or (hit in bad and hit not in worse)]
    first = min((*worse, *fine), key=lambda hit: hit.start, default=None)
    if first is not None and {"if", "whether"} & set(segment.between(segment.start, first.start)):
        return  # "tell me if anything's sore"
    shaken = current.kind == "hurts" and set(segment.words) <= _NOTHING and bool(_NONE & set(segment.words))
    nodded = current.kind == "felt" and segment.words in _FINE  # "the same on both sides? Good."
    if current.waits and (shaken or nodded):
        _add(segment, current, "normal", (*current.words, *segment.evidence(segment.start, segment.end)), ledger)
        return  # "no groin? No. Back? No.": what the patient shakes his head at is said for him
    if not named and first is not None and _opens(segment, first, current):
        told = worse[0] if worse else fine[0]
        value = "abnormal" if worse else "normal"
        words = segment.evidence(told.start, told.end)
        told_so = [entry for entry in ledger.entries(current.item.path) if entry.fact.value == "abnormal"]
        if current.grudging and not worse and segment.word(segment.start) == "but" and len(told_so) == 1:
            ledger.retract(current.item.path, "abnormal", words)  # "it's stiff | but it's full"
        outweighs = current.item.moves and not worse and is_wholly(segment)
        rank = BARE if value == "abnormal" else int(outweighs)
        _add(segment, current, value, (*current.words, *words), ledger, rank=rank)
        soft = bool(worse) and set(segment.between(told.start, told.end)) <= _SOFT
        memory.testing = replace(current, age=0, grudging=soft)
        return
    _praise(segment, memory, own, ledger)


def _explains_later(segment: Segment, current: Testing) -> bool:
    """Whether the talk has gone on, behind a turn of the patient, to more than a result: that nothing is seen or
    found there is then no lost reflex."""
    lines = [piece.line for piece in current.words]
    return current.item.id == "reflexes" and segment.turn_line > max(lines) + 1 and len(segment.words) > _TERSE


def is_wholly(segment: Segment) -> bool:
    """ "Every direction", "completely full", "all the way round"; "all the way forward" is one direction."""
    words = segment.words
    far = {place for place in range(len(words) - 3) if words[place : place + 3] == ("all", "the", "way")}
    one_way = {place for place in far if words[place + 3] not in _ROUND}
    return any(word in _WHOLLY for place, word in enumerate(words) if place not in one_way)


def _scored(segment: Segment, current: Testing) -> bool:
    """ "You got every one of them right": what he got are the answers of the test."""
    scored = [
        hit for hit in segment.hits.of("exam") if hit.what.rule is current.item and hit.what.part[:5] == "then_"
    ]
    return any(hit.overlaps(cue) for hit in scored for cue in segment.hits.of("result", "reported"))


def _of_before(segment: Segment, hit: Hit) -> bool:
    """ "Forty, that's where you hollered in August", "you were above the knee": of an earlier examination."""
    if segment.between(hit.start - 2, hit.start) == ["you", "were"]:
        return True
    return is_earlier(segment, hit.start, hit.end) or is_past(segment, hit.start, hit.end)


def point_back(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Sitting, the knee goes out straight. So I call it negative": "it" is what was tested just before."""
    current = memory.testing
    if current is None or current.age > 3 or memory.phase == "history":
        return
    for cue in segment.hits.of("result", "points_back"):
        for hit in segment.hits.of("exam"):
            value = hit.what.part.removeprefix("then_")
            if hit.what.rule is current.item and value != hit.what.part and hit.start == cue.end:
                words = (*current.words, *segment.evidence(cue.start, hit.end))
                same = [entry.fact.evidence for entry in ledger.entries(current.item.path)]
                if value == "normal" and any(set(current.words) & set(evidence) for evidence in same):
                    ledger.retract(current.item.path, "abnormal", words)  # "a stretch only, I'd call it negative"
                _add(segment, current, value, words, ledger)
                return


def _opens(segment: Segment, hit: Hit, current: Testing) -> bool:
    """Bare results begin what is said ("negative on the left"), or what follows a command, or are all of it."""
    if current.age > 3:
        return False
    told = [other.end for other in segment.hits.of("exam", "doing") if other.what.rule is current.item]
    opened = max((end for end in told if end <= hit.start), default=segment.start)
    return hit.start - opened <= _LEAD or segment.end - segment.start <= 2 * _LEAD


def _praise(segment: Segment, memory: Memory, own: list[Hit], ledger: Ledger) -> None:
    """ "Push. Good. Pull up. Good." - said twice, or once of what is watched ("on your heels. Good."), it is a
    result."""
    current = memory.testing
    if current is None or not current.item.praise or current.age > 3:
        return
    begun = max((hit.start for hit in own if hit.what.part == "doing"), default=segment.start)
    heard = [hit for hit in own if hit.what.part == "praise" and (hit.start >= begun or not current.watched)]
    if not heard or segment.hits.has("result", "abnormal"):
        return
    praised = current.praised + len(heard)
    memory.testing = replace(current, praised=praised, age=0)
    if current.praised < (1 if current.watched else 2) <= praised:
        said = segment.evidence(heard[-1].start, heard[-1].end)
        _add(segment, current, "normal", (*current.words, *said), ledger)


def reply(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Reads what the patient says of a touch, a press, a lift or a movement."""
    current = memory.testing
    if current is not None and current.settled and segment.asked:
        memory.testing = None  # "FABER is negative." - "Is that good or bad?": what comes next is no result
    if current is None or segment.asked or current.age > _ANSWERS or memory.phase in ("results", "plan"):
        return
    if current.settled and not current.waits:
        return  # "figure four is fine" - "so it's the same thing as the other side"
    if (
        memory.phase == "history"
        and current.item.regional
        and current.item.id != "palpation"
        and not current.waits
    ):
        return
    if current.item.regional and any(found.what.rule.id in ABOVE for found in regions(segment)):
        return  # "and up here, in the neck?" - "The neck's a little sore."
    value, words = _answered(segment, current)
    told = ledger.entries(current.item.path)
    if segment.words in _SAME and told and current.waits:
        value, words = told[-1].fact.value, segment.evidence(segment.start, segment.end)
    if not value:
        return
    _add(segment, current, value, (*current.words, *words), ledger)
    memory.testing = replace(current, age=0, waits=False)
    if memory.phase == "history":
        memory.phase = "exam"


def _answered(segment: Segment, current: Testing) -> tuple[str, tuple[Evidence, ...]]:
    if segment.role == "patient" and "since" in segment.words:
        return "", ()  # "it's been going down the leg since Tuesday" is history, told late
    own = [hit for hit in segment.hits.of("exam") if hit.what.rule is current.item]
    hurt = [hit for hit in own if hit.what.part == "hurt" and not _unsaid(segment, hit)]
    well = [hit for hit in own if hit.what.part == "well" and segment.word(hit.end) != "not"]  # "I can't tell"
    if hurt:
        return "abnormal", segment.evidence(hurt[0].start, hurt[0].end)
    if well:
        return "normal", segment.evidence(well[0].start, well[0].end)
    said, words = reply_of(segment)
    if current.kind == "felt" and current.waits:
        return {"yes": "normal", "normal": "normal", "no": "abnormal"}.get(said, ""), words
    if current.kind == "differs" and current.waits:
        sided = len(segment.words) <= _ANSWERS + 2 and side_near(segment, segment.start, segment.end)
        if said == "none" and sided:  # "which one's duller?" - "The right."
            return "abnormal", segment.evidence(segment.start, segment.end)
        return {"yes": "abnormal", "normal": "normal", "no": "normal"}.get(said, ""), words
    if current.item.id in ("sensation", "reflexes", "motor_strength"):
        return "", ()
    pain = [hit for hit in segment.hits.of("result", "pain") if not _unsaid(segment, hit)]
    if pain and (not current.item.leg or (current.leg and current.waits)):
        return "abnormal", segment.evidence(pain[0].start, pain[0].end)
    refused = said == "no" and len(segment.words) <= 3 and not current.asked
    if current.item.id == "range_of_motion" and not current.kind and refused:
        return "abnormal", words  # "Lean back." - "Nope."
    felt = current.item.id == "palpation"
    pressed = felt and current.kind == "hurts"
    if felt and segment.words in _THERE:
        return "abnormal", segment.evidence(segment.start, segment.end)  # "no ... no. Oh! That one."
    if pressed and said == "yes" and current.age <= 1 and not current.asked:
        return "abnormal", words  # "tell me if that's tender" - "Nope. Nope. Yep."
    if not current.waits:
        return "", ()
    if current.item.leg and segment.words in _NOW:
        return "abnormal", segment.evidence(segment.start, segment.end)  # "tell me when" - "There."
    ease = segment.hits.of("result", "ease")
    if ease:
        return "normal", segment.evidence(ease[0].start, ease[0].end)
    if said in ("no", "normal"):
        return "normal", words
    if said == "yes" and _COMFORT & set(current.words[-1].quote.lower().strip(" ?.").split()):
        return "normal", words  # "is that comfortable?"
    if said == "yes" and (not current.item.leg or current.leg):
        return "abnormal", words
    return "", ()


def _unsaid(segment: Segment, hit: Hit) -> bool:
    """ "It doesn't hurt", "not down the leg"; the "no" that opens a reply ("no, that brings it on") is none."""
    if hit.what.denies:
        return False
    if any(segment.word(place) in ("not", "never") for place in range(hit.start, hit.end)):
        return True
    first = max(segment.start + (segment.word(segment.start) == "no"), hit.start - 4)
    words = segment.between(first, hit.start)
    if any(word in ("not", "never", "nothing", "without") for word in words):
        return "just" not in words and "only" not in words
    return "no" in words and not {"that", "it", "this", ","} & set(words[words.index("no") :])


def _add(
    segment: Segment, current: Testing, value: str, words: tuple[Evidence, ...], ledger: Ledger, rank: int = 0
) -> None:
    pointed = segment.role == "patient" or points_over(segment, segment.start, segment.end)
    ledger.add(
        current.item.path,
        value,
        tuple(dict.fromkeys(words)),
        side=side_near(segment, segment.start, segment.end) or (current.side if pointed else None),
        # what the clinician tells of it outweighs what was felt
        rank=UNDER_HAND if segment.role == "patient" else rank,
    )
