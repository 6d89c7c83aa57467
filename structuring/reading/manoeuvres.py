"""The examination as it happens: what is tested, what the patient answers to it, what the clinician says next.

"I'm going to lift this leg" - "just pulls behind my knee" is a result without a word that names one; so are
"push down, good, pull up, strong" and "positive on the left" a sentence after the test was named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from structuring.reading.assertion import is_denied, is_past
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit, longest, spared
from structuring.reading.replies import reply_of
from structuring.reading.rules import ExamItem
from structuring.reading.segments import Segment
from structuring.reading.sides import side_near
from structuring.reading.state import Memory, Testing
from structuring.reading.text import words_of
from structuring.reading.told_back import is_earlier
from structuring.reading.topics import begin_exam, part_of_body, regions
from structuring.turns import Evidence

_UPPER = frozenset({"arm", "hand", "shoulder", "neck", "jaw", "head"})
_JOINTS = frozenset({"knee", "ankle", "shoulder", "arm", "hand", "hip", "neck", "jaw"})
_OWN_EXAM = frozenset({"knee", "hip"})
_LEGS = words_of("leg legs lower")
_HEARD = frozenset({"heart", "lungs", "edema"})  # what is listened to and looked at is not pressed or bent
_ORGANS = frozenset({"abdomen", "kidney"})
_ARMS = frozenset({"arm", "hand", "shoulder"})
_KEPT = 6
_ANSWERS = 4
_LEAD = 6
_POINTING = words_of("here there this that side one other now left right")
_PLACES = words_of("here there this that side one other")
_OPENING = words_of("and now , okay then the your light how about what")
_FEW = 3  # words by the way, between a touch and what is said of it: "let me see"
_NOW = {("there",), ("now",), ("stop",), ("there", ",", "yes"), ("yes", ",", "there"), ("okay", ",", "there")}
_SOFT = words_of("stiff stiffly tight slow sore")
_BEFORE = words_of("was were had")
_WHENEVER = words_of("when if whenever while once")
_DIFFERENCE = words_of("difference different duller")
_NOTHING = words_of("no none nothing nowhere , not at all")
_FINE = {("good",), ("great",), ("perfect",), ("excellent",)}
_UNDONE = 8
_INTENDS = words_of("going will would")
_MEASURES = words_of("about half third quarter degrees inches full way early short barely only")
_PAINS = words_of("pain pains painful hurt hurts hurting sore")
_TOILET = words_of("wipe wiping wiped toilet paper pee shower bathroom")


def is_of_back(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """Whether exam words speak of the back or the lower limbs."""
    item: ExamItem = hit.what.rule
    if not item.regional and _LEGS & set(segment.between(hit.start, hit.end)):
        return True
    body = part_of_body(segment, hit.start, hit.end)
    if body is not None and _own_limb(segment, hit):
        body = None
    if body is not None:
        kind, name = body.what.rule.kind, body.what.rule.id
        if item.regional:
            return kind == "back"
        if name in _UPPER:
            return False
        if kind == "back":
            return True
        if name in _OWN_EXAM and name == memory.region:
            return False  # "the knee has good strength" while the knee is examined for itself
    region = _region(segment, memory, hit)
    if item.regional:
        return region in ("", "back") or (
            memory.phase == "history" and item.moves and region not in _JOINTS | {"thoracic", "head"}
        )  # "any stomach trouble?" was the history; bending forward is of the back
    return region not in _JOINTS or body is not None or bool(_LEGS & set(segment.words))


def _region(segment: Segment, memory: Memory, hit: Hit) -> str:
    """The part of the body in focus where the words stand; one named only later in the segment is not yet."""
    named = [body.start for body in regions(segment) if body.what.rule.id == memory.region]
    region = memory.region_before if named and min(named) > hit.start else memory.region
    passing = region in _HEARD or (
        region in _ARMS - {"shoulder"} and region not in (memory.problem, memory.examined)
    )
    return "" if passing and memory.about_back and not named else region


def _own_limb(segment: Segment, hit: Hit) -> bool:
    """ "touches toes", "fingers to the knees": the limb is part of the wording."""
    item: ExamItem = hit.what.rule
    inside = [body.what.rule.id for body in regions(segment) if hit.start <= body.start and body.end <= hit.end]
    return any(name not in _UPPER or (name == "hand" and item.regional) for name in inside)


def follow(segment: Segment, memory: Memory, hits: list[Hit]) -> int:
    """Keeps track of what the clinician's hands are on and of what he asks meanwhile. Returns where a manoeuvre is
    announced, or -1."""
    if memory.phase == "plan":
        memory.testing = None
        return -1
    current = memory.testing
    kept = current is not None and any(hit.what.part == "keeps" and hit.what.rule is current.item for hit in hits)
    kept = kept or (current is not None and memory.phase == "exam" and _points(segment))
    doing: Hit | None = None
    if not kept:
        asking = [hit for hit in hits if hit.what.part in ("doing", "felt", "differs")]
        doing = _announced(segment, memory, spared(asking, [hit for hit in hits if hit.what.part == "never"]))
        current = memory.testing
    if current is not None and kept:
        side = side_near(segment, segment.start, segment.end) if _of_one_leg(current.item) else None
        current = replace(current, age=0, waits=segment.asked or current.waits, settled=False, side=side)
        if segment.asked and not current.kind and current.item.id == "sensation":
            current = replace(current, kind="felt")
    elif doing is not None:
        words = segment.evidence(doing.start, doing.end)
        praised = current.praised if current and current.item is doing.what.rule else 0
        side = side_near(segment, doing.start, doing.end) if _of_one_leg(doing.what.rule) else None
        current = Testing(doing.what.rule, words, praised=praised, side=side)
        if doing.what.part != "doing":
            current = replace(current, kind="felt" if doing.what.part == "felt" else "differs", waits=True)
        if segment.asked and current.item.id == "palpation":  # "and if I press here?"
            current = replace(current, kind="hurts", waits=True)
        if memory.phase == "history" and (not segment.asked or segment.word(segment.start) in ("can", "could")):
            begin_exam(memory)
            memory.phase = "exam"
    elif memory.phase == "exam" and segment.asked and (opened := _asked_of(segment, hits)) is not None:
        kind: Literal["felt", "hurts"] = "felt" if opened.what.rule.felt else "hurts"
        current = Testing(opened.what.rule, segment.evidence(segment.start, segment.end), kind=kind, waits=True)
    elif current is None and memory.phase == "exam" and segment.asked and _touched(hits):
        hit = _touched(hits)[0]
        if memory.region in ("", "back"):
            current = Testing(hit.what.rule, segment.evidence(hit.start, hit.end))
    elif segment.hits.has("result", "moved_on"):
        current = None
    elif current is not None:
        on = current.waits and _points_on(segment)
        waits = current.waits and (not segment.asked or on)
        passing = not segment.asked and segment.end - segment.start <= _FEW and memory.phase != "history"
        current = replace(current, age=current.age + (not on and not passing), waits=waits)
        if current.age > _KEPT:
            current = None
    memory.testing = _questioned(segment, current, hits) if current else None
    return doing.start if doing else -1


def _points_on(segment: Segment) -> bool:
    """ "Tell me when you feel it ... outside of the foot, left?", "here? And here?": the next place, and the same
    question."""
    named = segment.hits.has("cue", "legs") or bool(_POINTING & set(segment.words)) or bool(regions(segment))
    return named and segment.end - segment.start <= _LEAD and not segment.hits.has("result", "copula")


def _points(segment: Segment) -> bool:
    """ "Here?", "and this side?": the hands go on with what they do."""
    words = set(segment.words)
    return segment.asked and words <= _POINTING | _OPENING and bool(words & _PLACES)


def _of_one_leg(item: ExamItem) -> bool:
    """Of what is done to one leg after the other, the side is kept."""
    return item.leg or item.id == "faber"


def _asked_of(segment: Segment, hits: list[Hit]) -> Hit | None:
    """ "And touch, here and here?", "leg raise fine?": a part of the examination that opens the question is
    what is being tested."""
    for hit in hits:
        item: ExamItem = hit.what.rule
        lead = segment.between(segment.start, hit.start)
        asked_of = item.felt or item.hurt
        if hit.what.part == "subject" and asked_of and all(word in _OPENING for word in lead):
            return hit
    return None


def _touched(hits: list[Hit]) -> list[Hit]:
    """ "Does this hurt?" in the examination, while nothing else is being tested, comes with a hand on the back."""
    touched = [hit for hit in hits if hit.what.part == "touched"]
    return spared(touched, [hit for hit in hits if hit.what.part == "never"])


def _announced(segment: Segment, memory: Memory, hits: list[Hit]) -> Hit | None:
    """The last manoeuvre that is announced or asked of the patient in this segment."""
    if segment.hits.has("phase", "not_yet"):
        return None
    if memory.phase == "history" and _TOILET & {token.text for token in segment.line.tokens}:
        return None  # "when you wipe, can you feel it?" is asked, nothing is touched
    asking = [hit for hit in hits if hit.what.part != "doing"]
    for hit in (*reversed(asking), *reversed(longest([hit for hit in hits if hit.what.part == "doing"]))):
        item: ExamItem = hit.what.rule
        body = None if _own_limb(segment, hit) else part_of_body(segment, hit.start, hit.end)
        kind, name = (body.what.rule.kind, body.what.rule.id) if body else ("", "")
        if item.regional and (kind not in ("", "back") and name != "thigh_or_leg"):
            memory.testing = None
            continue
        elsewhere = _JOINTS | _ORGANS if item.regional else _ARMS
        if (name in _UPPER and not _own_limb(segment, hit)) or (
            not body and {memory.region, _region(segment, memory, hit)} <= elsewhere
        ):
            continue
        if _left_undone(segment, hit):
            continue
        testing = memory.testing.item.id if memory.testing else ""
        if item.id == "palpation" and testing == "faber" and hit.end == segment.end:
            continue  # "let your knee fall out, | and I'm going to push"
        if item.id == "palpation" and segment.word(hit.end) == "down" and segment.word(hit.end + 1) in ("on", ""):
            continue  # "press down on it" pushes a joint, not the back
        before = set(segment.between(hit.start - 3, hit.start))
        if (memory.phase == "history" or item.id == "palpation") and "you" in before and before & _WHENEVER:
            continue  # "does it hurt when you bend over" is history
        return hit
    return None


def _left_undone(segment: Segment, hit: Hit) -> bool:
    """ "I'm not going to make you bend", "I won't get the hammer out": said of what is not done."""
    before = segment.between(hit.start - _UNDONE, hit.start)
    if "not" not in before or segment.role == "patient":
        return False
    return bool(_INTENDS & set(before[: before.index("not") + 2]))


def _questioned(segment: Segment, current: Testing, hits: list[Hit]) -> Testing:
    """The question that goes with what is done: "does that hurt?", "tell me if it's sore", "and here?"."""
    leg = any(hit.what.part == "hurt" and hit.what.rule is current.item for hit in hits)
    if current.item.felt and segment.asked and _DIFFERENCE & set(segment.words):
        return replace(current, kind="differs", waits=True)
    if current.kind in ("felt", "differs") and segment.asked and _PAINS & set(segment.words):
        return replace(current, waits=False, settled=True)  # "... feel this?" - "Yes." - "No pain in the groin?"
    if current.kind in ("felt", "differs") and current.waits:
        return current
    if segment.hits.has("result", "hurts"):
        words = (*current.words, *segment.evidence(segment.start, segment.end))[:4]
        return replace(current, kind=current.kind or "hurts", waits=True, leg=leg, words=words)
    short = segment.end - segment.start <= 6 and _POINTING & set(segment.words)
    pressed = current.item.id == "palpation"
    if segment.asked and (short or leg) and (current.kind or current.item.leg or pressed):
        return replace(current, kind=current.kind or "hurts", waits=True, leg=leg or current.leg)
    commanded = any(hit.what.part == "doing" and hit.what.rule is current.item for hit in hits)
    return replace(current, asked=True) if segment.asked and not commanded else current


def turn_to(segment: Segment, memory: Memory, hit: Hit, settled: bool) -> None:
    """An item named or reported is what the next words are about."""
    current = memory.testing
    if settled and current is not None and current.item is hit.what.rule:
        memory.testing = replace(current, age=0, waits=False, settled=True)
    elif current is None or current.item is not hit.what.rule:
        memory.testing = Testing(hit.what.rule, segment.evidence(hit.start, hit.end), settled=settled)
    else:
        memory.testing = replace(current, age=0)


def go_on(segment: Segment, memory: Memory, ledger: Ledger, named: bool) -> None:
    """Results said without their subject, of what was named or done just before."""
    current = memory.testing
    if current is None or (memory.phase == "history" and current.item.regional):
        return  # "you were bending down and you had this pain" is no finding of the movement
    if segment.conditional or segment.hits.has("term", "says"):
        return  # "if I press and it hurts", "what you've got is mechanical low back pain"
    measured = memory.phase == "exam" and _MEASURES & set(segment.words)  # "you're getting about half of that"
    if segment.hits.has("result", "reported") and {"you", "your"} & set(segment.words) and not measured:
        return
    past = segment.hits.has("cue", "past") and not segment.hits.has("cue", "present_again")
    if past and _BEFORE & set(segment.words):
        return  # "so that was positive in the summer | and it's negative today"
    hits = [hit for hit in segment.hits.of("exam") if hit.what.rule is current.item]
    hits = [hit for hit in hits if not _of_before(segment, hit)]
    never = [hit for hit in hits if hit.what.part == "never"]
    own = spared([hit for hit in hits if hit.what.part != "never"], never)
    bad = [hit for hit in own if hit.what.part == "then_abnormal"]
    worse = [hit for hit in bad if hit.what.denies or not is_denied(segment, hit.start, hit.end)]
    fine = [hit for hit in own if hit.what.part == "then_normal" or (hit in bad and hit not in worse)]
    first = min((*worse, *fine), key=lambda hit: hit.start, default=None)
    if first is not None and {"if", "whether"} & set(segment.between(segment.start, first.start)):
        return  # "tell me if anything's sore"
    shaken = current.kind == "hurts" and set(segment.words) <= _NOTHING
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
        _add(segment, current, value, (*current.words, *words), ledger)
        soft = bool(worse) and set(segment.between(told.start, told.end)) <= _SOFT
        memory.testing = replace(current, age=0, grudging=soft)
        return
    _praise(segment, memory, own, ledger)


def _of_before(segment: Segment, hit: Hit) -> bool:
    """ "Forty, that's where you hollered in August": of an examination before this one."""
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
    """ "Push. Good. Pull up. Good." - said twice, or once of strength itself, it is a result."""
    current = memory.testing
    if current is None or not current.item.praise or current.age > 3:
        return
    heard = [hit for hit in own if hit.what.part == "praise"]
    if not heard or segment.hits.has("result", "abnormal"):
        return
    praised = current.praised + len(heard)
    memory.testing = replace(current, praised=praised, age=0)
    if current.praised < 2 <= praised:
        said = segment.evidence(heard[-1].start, heard[-1].end)
        _add(segment, current, "normal", (*current.words, *said), ledger)


def reply(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Reads what the patient says of a touch, a press, a lift or a movement."""
    current = memory.testing
    if current is None or segment.asked or current.age > _ANSWERS or memory.phase == "plan":
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
    value, words = _answered(segment, current)
    if not value:
        return
    _add(segment, current, value, (*current.words, *words), ledger)
    memory.testing = replace(current, age=0, waits=False)
    if memory.phase == "history":
        memory.phase = "exam"


def _answered(segment: Segment, current: Testing) -> tuple[str, tuple[Evidence, ...]]:
    own = [hit for hit in segment.hits.of("exam") if hit.what.rule is current.item]
    hurt = [hit for hit in own if hit.what.part == "hurt" and not _unsaid(segment, hit)]
    well = [hit for hit in own if hit.what.part == "well"]
    if hurt and not (well and well[0].start < hurt[0].start):
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
    if not current.waits:
        return "", ()
    if current.item.leg and segment.words in _NOW:
        return "abnormal", segment.evidence(segment.start, segment.end)  # "tell me when" - "There."
    ease = segment.hits.of("result", "ease")
    if ease:
        return "normal", segment.evidence(ease[0].start, ease[0].end)
    if said in ("no", "normal"):
        return "normal", words
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


def _add(segment: Segment, current: Testing, value: str, words: tuple[Evidence, ...], ledger: Ledger) -> None:
    ledger.add(
        current.item.path,
        value,
        tuple(dict.fromkeys(words)),
        side=side_near(segment, segment.start, segment.end)
        or (current.side if segment.role == "patient" else None),
        rank=-1 if segment.role == "patient" else 0,  # what the clinician tells of it outweighs what was felt
    )
