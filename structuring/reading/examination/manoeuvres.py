"""What is being tested: the manoeuvre that the clinician announces, asks of the patient, names or goes on with.

"I'm going to lift this leg", "push down for me", "and here?": what is said next is of that, until the hands or the
talk move on. What comes of it is read in `outcomes`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from structuring.reading.examination.sided import side_pointed
from structuring.reading.language.lexicon import Hit, longest, spared
from structuring.reading.language.rules import ExamItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory, Testing
from structuring.reading.talk.sides import side_near
from structuring.reading.talk.topics import HOW_FAR, begin_exam, part_of_body, regions

_UPPER = frozenset({"arm", "hand", "shoulder", "neck", "jaw", "head"})
_JOINTS = frozenset({"knee", "ankle", "shoulder", "arm", "hand", "hip", "neck", "jaw"})
_LEG_JOINTS = frozenset({"knee", "ankle", "hip"})  # named for their muscles and jerks: "hip flexors, ankles, toes"
_OWN_EXAM = frozenset({"knee", "hip"})
_LEGS = words_of("leg legs lower")
# what is listened to is not pressed; the head is named for "close your eyes", "toes to your nose"
_HEARD = frozenset({"heart", "lungs", "edema", "head"})
_ORGANS = frozenset({"abdomen", "kidney"})
_ARMS = frozenset({"arm", "hand", "shoulder"})
_KEPT = 6
_LEAD = 6
_POINTING = words_of("here there this that side one other now left right")
_PLACES = words_of("here there this that side one other")
_OPENING = words_of("and now , okay then the your light how about what")
_SAME = words_of("both the same equal equally on sides and feel feels is it that left right here there or okay")
_FEW = 3  # words by the way, between a touch and what is said of it: "let me see"
_TRUNK = words_of("toes floor waist backward backwards forward back")
_HIMSELF = {("let", "me"), ("let", "us"), ("i", "will"), ("i", "am")}
_WHENEVER = words_of("when if whenever while once")
_DIFFERENCE = words_of("difference different duller dull dead numb asleep fuzzy")
_UNDONE = 8
_FEEL_THAT = words_of("you do can feel that it this , and right there here")
_PRESSED = ("exam.palpation", "abnormal")
_MOVED = words_of("or and bend lean sit stand forward back over down twist")
_INTENDS = words_of("going will would")
_PAINS = words_of("pain pains painful hurt hurts hurting sore")
_TOUCHED = words_of(
    "me my this here touch touching touched brush brushing light pin pinprick sharp dull cotton wisp tickle cold "
    "both side sides foot feet leg legs toe toes shin calf thigh same equal even intact finger fingers poke "
    "stroke tuning fork"
)
_TROUBLE = words_of("trouble difficulty problem problems issues weakness")
_TOILET = words_of("wipe wiping wiped toilet paper pee shower bathroom")


def is_test(segment: Segment, hit: Hit) -> bool:
    """Whether the words are what a patient is told to do in the examination."""
    return any(test.what.part == "doing" and test.overlaps(hit) for test in segment.hits.of("exam"))


def is_of_back(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """Whether exam words speak of the back or the lower limbs."""
    item: ExamItem = hit.what.rule
    if not item.regional and _LEGS & set(segment.between(hit.start, hit.end)):
        return True
    body = part_of_body(segment, hit.start, hit.end)
    if body is not None and segment.word(body.end) == "bone":
        body = None  # "right above the hip bone": a landmark
    if body is not None and _own_limb(segment, hit):
        if item.id == "reflexes" and not {memory.problem, memory.examined} & _JOINTS:
            return True  # "both knees kick": named with its jerk, the knee is no matter of its own
        body = None
    if body is not None:
        kind, name = body.what.rule.kind, body.what.rule.id
        if item.moves and _as_far_as(segment, hit, body):
            return _region(segment, memory, hit) in ("", "back", name)
        if item.regional:
            return kind == "back"
        if name in _UPPER:
            return not item.regional and segment.hits.has("cue", "legs")  # "five out of five in the arms and legs"
        if kind == "back":
            return True
        if name in _OWN_EXAM and name == memory.region:
            return False  # "the knee has good strength" while the knee is examined for itself
    region = _region(segment, memory, hit)
    if item.regional and body is None and segment.hits.has("site", "lumbar"):
        return True  # "feet are good. It's a little tender right here, L4, L5"
    if item.regional:
        return region in ("", "back") or (
            memory.phase == "history" and item.moves and region not in _JOINTS | {"thoracic", "head"}
        )  # "any stomach trouble?" was the history; bending forward is of the back
    passing = memory.about_back and region in _LEG_JOINTS and region not in (memory.problem, memory.examined)
    return region not in _JOINTS or passing or body is not None or bool(_LEGS & set(segment.words))


def _region(segment: Segment, memory: Memory, hit: Hit) -> str:
    """The part of the body in focus where the words stand; one named only later in the segment is not yet."""
    named = [body.start for body in regions(segment) if body.what.rule.id == memory.region]
    region = memory.region_before if named and min(named) > hit.start else memory.region
    passing = region in _HEARD or (
        region in _ARMS - {"shoulder"} and region not in (memory.problem, memory.examined)
    )
    return "" if passing and memory.about_back and not named else region


def _as_far_as(segment: Segment, hit: Hit, body: Hit) -> bool:
    """ "Bending is limited to about the knees": the limb only tells how far."""
    lead = segment.between(max(hit.core, body.start - _FEW), body.start)
    return body.what.rule.kind == "limb" and bool(HOW_FAR & set(lead))


def _own_limb(segment: Segment, hit: Hit) -> bool:
    """ "touches toes", "fingers to the knees": the limb is part of the wording."""
    item: ExamItem = hit.what.rule
    inside = [body.what.rule.id for body in regions(segment) if hit.start <= body.start and body.end <= hit.core]
    return any(name not in _UPPER or (name == "hand" and item.regional) for name in inside)


def follow(segment: Segment, memory: Memory, hits: list[Hit]) -> int:
    """Keeps track of what the clinician's hands are on and of what he asks meanwhile. Returns where a manoeuvre is
    announced, or -1."""
    if memory.phase == "plan" and memory.last_plan is None and _by_own_hand(segment, hits):
        memory.phase = "exam"  # "sit down again. Let me straighten that leg": it was not over
    if memory.phase == "plan":
        memory.testing = None
        return -1
    current = memory.testing
    kept = current is not None and any(_keeps(segment, current, hit, hits) for hit in hits)
    kept = kept or (current is not None and memory.phase == "exam" and _points(segment))
    doing: Hit | None = None
    if not kept:
        asking = [hit for hit in hits if hit.what.part in ("doing", "felt", "differs")]
        doing = _announced(segment, memory, spared(asking, [hit for hit in hits if hit.what.part == "never"]))
        current = memory.testing
    if current is not None and kept:
        current = replace(current, age=0, waits=segment.asked or current.waits, settled=False, side=None)
        if segment.asked and not current.kind and current.item.id == "sensation":
            current = replace(current, kind="felt")
    elif doing is not None:
        words = segment.evidence(doing.start, doing.end)
        praised = current.praised if current and current.item is doing.what.rule else 0
        watched = any(hit.what.part == "watched" and hit.what.rule is doing.what.rule for hit in hits)
        current = Testing(doing.what.rule, words, praised=praised, watched=watched)
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
    elif memory.phase == "exam" and (hammered := _tapped(segment, current, hits)) is not None:
        current = Testing(hammered.what.rule, segment.evidence(hammered.start, hammered.end))
    elif current is None and segment.asked and _touched(hits) and (memory.phase == "exam" or _is_pressed(segment)):
        hit = _touched(hits)[0]
        if memory.region in ("", "back"):
            current = Testing(hit.what.rule, segment.evidence(hit.start, hit.end))
    elif segment.hits.has("result", "moved_on") and not (
        current and current.watched and segment.words[0] == "turn"
    ):
        current = None  # "walk on your heels, | turn around, toes" goes on
    elif current is not None:
        on = current.waits and (
            _points_on(segment) or (current.kind == "felt" and _SAME.issuperset(segment.words))
        )
        waits = current.waits and (not segment.asked or on)
        passing = not segment.asked and segment.end - segment.start <= _FEW and memory.phase != "history"
        current = replace(current, age=current.age + (not on and not passing), waits=waits)
        if current.age > _KEPT:
            current = None
    if current is not None and not current.item.moves:
        side = side_near(segment, segment.start, segment.end) or side_pointed(
            segment, memory, segment.start, segment.end
        )
        current = replace(current, side=side or current.side)
    memory.testing = _questioned(segment, current, hits) if current else None
    return doing.start if doing else -1


def _by_own_hand(segment: Segment, hits: list[Hit]) -> bool:
    """ "Let me lift this leg": the clinician does it himself."""
    done = [hit for hit in hits if hit.what.part == "doing" and hit.what.rule.leg]
    return bool(done) and segment.words[:2] in _HIMSELF


def _keeps(segment: Segment, current: Testing, hit: Hit, hits: list[Hit]) -> bool:
    """Whether the words go on with what is done. "And hold it there", "touch, same here and here?" begin something
    else when they come behind pressing."""
    if hit.what.part != "keeps" or hit.what.rule is not current.item:
        return False
    begun = [one for one in hits if one.what.part in ("doing", "felt") and one.what.rule is not current.item]
    return current.item.id != "palpation" or not begun or segment.word(hit.end - 1) not in _PLACES


def _points_on(segment: Segment) -> bool:
    """ "Tell me when you feel it ... outside of the foot, left?", "here? And here?": the next place, and the same
    question."""
    named = segment.hits.has("cue", "legs") or bool(_POINTING & set(segment.words)) or bool(regions(segment))
    return named and segment.end - segment.start <= _LEAD and not segment.hits.has("result", "copula")


def _points(segment: Segment) -> bool:
    """ "Here?", "and this side?": the hands go on with what they do."""
    words = set(segment.words)
    return segment.asked and words <= _POINTING | _OPENING and bool(words & _PLACES)


def _asked_of(segment: Segment, hits: list[Hit]) -> Hit | None:
    """ "And touch, here and here?", "leg raise fine?": a part of the examination that opens the question is
    what is being tested."""
    for hit in spared(hits, [hit for hit in hits if hit.what.part == "never"]):
        item: ExamItem = hit.what.rule
        lead = segment.between(segment.start, hit.start)
        asked_of = item.felt or item.hurt
        if hit.what.part == "subject" and asked_of and all(word in _OPENING for word in lead):
            return hit
    return None


def _tapped(segment: Segment, current: Testing | None, hits: list[Hit]) -> Hit | None:
    """ "I'm going to tap. | Knee. | Now the ankle.": a joint named alone while the hammer goes, or with no hand on
    the patient and as short as that."""
    joints = [hit for hit in hits if hit.what.part == "tapped" and hit.start == segment.start]
    tapping = current is not None and any("tap" in piece.quote.lower() for piece in current.words)
    words = segment.end - segment.start
    return joints[0] if joints and (words == 1 if current is None else tapping and words <= _LEAD + 1) else None


def _touched(hits: list[Hit]) -> list[Hit]:
    """ "Does this hurt?" in the examination, while nothing else is being tested, comes with a hand on the back."""
    touched = [hit for hit in hits if hit.what.part == "touched"]
    return spared(touched, [hit for hit in hits if hit.what.part == "never"])


def _is_pressed(segment: Segment) -> bool:
    """ "Sore here?": asked while the history is taken, it comes with the hand just the same."""
    words = set(segment.words)
    return len(segment.words) <= _FEW and "here" in words and bool({"sore", "tender"} & words)


def _announced(segment: Segment, memory: Memory, hits: list[Hit]) -> Hit | None:
    """The last manoeuvre that is announced or asked of the patient in this segment."""
    if segment.hits.has("phase", "not_yet"):
        return None
    if memory.phase == "history" and segment.asked and _TROUBLE & set(segment.words):
        return None  # "any trouble getting up on your toes?"
    if memory.phase == "history" and _TOILET & set(segment.sentence_words()):
        return None  # "when you wipe, can you feel it?" is asked, nothing is touched
    asking = [hit for hit in hits if hit.what.part != "doing"]
    for hit in (*reversed(asking), *reversed(longest([hit for hit in hits if hit.what.part == "doing"]))):
        item: ExamItem = hit.what.rule
        body = None if _own_limb(segment, hit) else part_of_body(segment, hit.start, hit.end)
        kind, name = (body.what.rule.kind, body.what.rule.id) if body else ("", "")
        if item.regional and (kind not in ("", "back") and name != "thigh_or_leg"):
            memory.testing = None
            continue
        if item.moves and not body and memory.about_back and _TRUNK & set(segment.between(hit.start, hit.end)):
            memory.region = "back"  # "the shoulder's better ... bend forward for me"
        elsewhere = _JOINTS | _ORGANS if item.regional else _ARMS
        if (name in _UPPER and not _own_limb(segment, hit)) or (
            not body and {memory.region, _region(segment, memory, hit)} <= elsewhere
        ):
            continue
        testing = memory.testing.item.id if memory.testing else ""
        if _left_undone(segment, hit):
            continue
        if item.leg and testing == "motor_strength" and segment.end - segment.start <= _FEW:
            continue  # "push, good, pull, good. Leg up. Good.": one more push
        if hit.what.part == "felt" and set(segment.words) <= _FEEL_THAT and _PRESSED in memory.found:
            continue  # "quite tight through here. You feel that?": of the same muscle
        if memory.phase == "history" and hit.what.part == "felt" and not _TOUCHED & set(segment.sentence_words()):
            continue  # "when the headache comes, do you feel it now?"
        if memory.phase == "history" and hit.what.part == "differs" and "there" in segment.words:
            continue  # "and in your feet, any numbness there?"
        told = [one.what.rule.id for one in segment.sentence.of("exam") if one.what.part in ("normal", "abnormal")]
        if item.id == "palpation" and "motor_strength" in told:
            continue  # "your right leg is weaker when I push on it"
        crossed = testing == "faber" or any(one.what.rule.id == "faber" for one in hits)
        if item.id == "palpation" and crossed and hit.end == segment.end:
            continue  # "let your knee fall out, | and I'm going to push"
        if item.id == "palpation" and segment.word(hit.end) == "down" and segment.word(hit.end + 1) in ("on", ""):
            continue  # "press down on it" pushes a joint, not the back
        before = set(segment.between(_listed_from(segment, hit.start) - 3, hit.start))
        if (memory.phase == "history" or item.id == "palpation") and "you" in before and before & _WHENEVER:
            continue  # "does it hurt when you bend over" is history
        return hit
    return None


def _listed_from(segment: Segment, place: int) -> int:
    """Where a list of movements begins: "when you bend forward or lean back"."""
    while segment.word(place - 1) in _MOVED:
        place -= 1
    return place


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
