"""Reads where it hurts: the complaint itself and the region of the back."""

from __future__ import annotations

from collections.abc import Sequence

from structuring.reading import laterality
from structuring.reading.assertion import assess, is_conditional, is_denied, is_other_person
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit
from structuring.reading.segments import Segment
from structuring.reading.sides import asks_side, hits_of_side, is_assent, side_of
from structuring.reading.state import Memory
from structuring.reading.tokens import words_of
from structuring.reading.topics import ABOVE, BACK, names_back, regions

_LANDED = words_of("hit land landed fall fell impact write handed sleep lie")
_NUMB = words_of("numb numbness tingling tingly")
_IMPERATIVES = words_of("show point")
_OTHER_CAUSES = frozenset({"kidney_stone", "shingles"})
_LOWER_PART = words_of(
    ", back side part one half end bit area region portion third spine down right left i it mostly yes"
)
_SEVERAL = 2
_LED = 2  # "chronic low | back pain"
_POSSESSED = 2  # words that "Frank's" is read as
_BACKS = words_of("back lower low spine")
_NOBODY = words_of("it that what he she this there who where how back pain here when so")
_HOW_FAR = words_of("to past below above")
_LOWER = words_of("lower low below bottom")
_DEEP = frozenset({"down", "way"})
_CURT = 4  # words of an answer that names no more than the place
_OPEN = frozenset({"what", "how", "where", "which", "why", "tell", "describe"})
_TURNING = words_of("and now okay so then but the your that this about how what for well ,")
_BARE = 2
_NEAR_BACK = frozenset({"sacroiliac", "buttock"})  # what ails there may be the low back itself
_AILS = words_of(
    "ache aches aching sore soreness stiff stiffness tight hurts hurt hurting pain painful trouble acting flaring"
)
_SHORT = 2
_OF_PAIN = words_of("it that this they all which pain ache back and is has just now completely , of the") | {""}
_FOUND_FINE = words_of("nothing fine okay normal negative clear clean quiet")
_BEHIND = 3
_USED = 4
_ON = words_of("on across over down along")
_HABITS = words_of("sleep sleeping sleeps drive sit work wallet carry hand handed write")
_BESIDE = frozenset({"ribs", "lungs", "abdomen", "head", "neck", "shoulder", "arm"})
_ALL_OVER = words_of("everything everywhere coughing vomiting puking flu")
_LISTING = frozenset({"any", "or", "ever", "anything"})


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes complaint, region and side; a clinician's question for them makes a bare answer count."""
    if memory.of_other and (segment.role == "patient" or segment.asked):
        return
    if segment.role != "patient":
        _follow_question(segment, memory)
    if segment.role == "patient":
        named = any(hit.end == segment.end for hit in segment.hits.of("site", "alone"))
        # "well, the back, | it's been acting up"
        memory.back_asked = memory.back_asked or (named and len(segment.words) <= _CURT)
    else:
        memory.back_asked = _asks_of_back(segment)
        words = set(segment.words)
        memory.of_habit = segment.asked and bool(words & _HABITS) and not words & _AILS
    if segment.role != "patient" and (segment.asked or laterality.supposes(segment, memory)):
        laterality.offer(segment, memory)
    if segment.role != "patient" and memory.phase == "history" and _free(segment, "lumbar"):
        memory.site_named = True
    if segment.role == "patient" and _places(segment, memory):
        memory.site_told, memory.region, memory.about_back = True, BACK, True
    _complaint(segment, memory, ledger)
    ills = sum(named.what.rule.kind == "problem" for named in regions(segment))
    memory.ills = memory.ills + ills if segment.role == "clinician" else 0
    _region(segment, memory, ledger)
    _answered_site(segment, memory, ledger)
    laterality.read(segment, memory, ledger)
    _other_cause(segment, memory, ledger)


def _places(segment: Segment, memory: Memory) -> bool:
    """ "Belt line.": where it hurts, told while the history is taken, is what the talk is of."""
    told = _free(segment, "lumbar") if memory.phase == "history" and not segment.asked else []
    stated = [hit for hit in told if assess(segment, hit.start, hit.end).status == "stated"]
    return bool(stated) and not segment.hits.has("site", "fine") and not segment.hits.has("frame", "elsewhere")


def _follow_question(segment: Segment, memory: Memory) -> None:
    """What the clinician asks for: the side, the place, the reason of the visit."""
    about: set[str] = set()
    if segment.asked or segment.word(segment.start) in _IMPERATIVES:
        about = {part for part in ("side", "site", "reason") if segment.hits.has("site", f"ask_{part}")}
    if memory.phase == "history" and asks_side(segment):
        about.add("side")
    if "side" in about and _of_numbness(segment) and not names_back(regions(segment)):
        about.discard("side")
        memory.elsewhere, memory.matter_age = True, 0  # "can't feel it on both sides?"
    if segment.asked and _only_limb(segment):
        memory.elsewhere, memory.matter_age = True, 0  # "both hands?", "which knee?": none of it is of the back
    if segment.asked and segment.words[-1] in ("where", "at") and "where" in segment.words[-2:]:
        about.add("site")
    limb = (memory.limb_turned or _limb_asked(segment, memory)) if about else ""
    memory.limb_turned = _turned(segment)
    if limb:
        about.discard("side")
        if limb in ABOVE or limb == "knee":
            memory.elsewhere, memory.matter_age = True, 0
    if about and _LANDED & set(segment.words):  # "which side did you fall on?"
        memory.elsewhere, memory.matter_age = True, 0
    elif about:
        memory.asked_about = memory.asked_about | about


def _of_numbness(segment: Segment) -> bool:
    words = set(segment.words)
    return bool(_NUMB & words) or {"not", "feel"} <= words


def _turned(segment: Segment) -> str:
    """ "And the ankle": nothing but the limb is said."""
    named = regions(segment)
    lone = len(named) == 1 and named[0].what.rule.kind == "limb"
    others = {*segment.words} - {segment.word(place) for hit in named for place in range(hit.start, hit.end)}
    return named[0].what.rule.id if lone and others <= _TURNING else ""


def _only_limb(segment: Segment) -> bool:
    """Whether a short question is for the side of a limb and of nothing else."""
    named = regions(segment)
    limbs = bool(named) and all(hit.what.rule.id in ABOVE or hit.what.rule.id == "knee" for hit in named)
    sided = any(side_of(segment, place) for place in range(segment.start, segment.end)) or "which" in segment.words
    return limbs and sided and segment.end - segment.start <= _CURT


def _limb_asked(segment: Segment, memory: Memory) -> str:
    """ "Now the shoulder. Which one?": the limb of which a side is asked for, none where it is the back's."""
    named = regions(segment)
    if named:
        limb = named[-1].what.rule
        return limb.id if limb.kind == "limb" and not names_back(named) else ""
    return memory.region if memory.region in ABOVE else ""


def _free(segment: Segment, part: str) -> list[Hit]:
    return [
        hit
        for hit in segment.hits.of("site", part)
        if not any(hold.start < hit.end and hit.start < hold.end for hold in segment.hits.of("site", "never"))
    ]


def _asks_whether(segment: Segment) -> bool:
    """Asks for something not yet known ("any back pain?"), unlike "what happened to your back?"."""
    return segment.asked and not (_OPEN & set(segment.words[:6])) and segment.words[-2:] != ("since", "when")


def _asks_of_back(segment: Segment) -> bool:
    """ "And the back itself?": the back is taken up, and not listed among what may ail besides."""
    return segment.asked and bool(_free(segment, "complaint")) and not _LISTING & set(segment.words)


def _ailing(segment: Segment, memory: Memory) -> list[Hit]:
    """ "And the back itself?" - "About the same. It's an ache.": what is told of it makes it the complaint."""
    if not memory.back_asked or segment.role == "clinician" or segment.asked or memory.phase != "history":
        return []
    told = [
        hit for hit in segment.hits.of("onset", "ask_of_pain") if _AILS & set(segment.between(hit.start, hit.end))
    ]
    return [hit for hit in told if hit.end - hit.start <= _SHORT]


def _complaint(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    if _asks_whether(segment):
        return
    fine = _said_fine(segment, memory) if segment.role == "patient" and not segment.asked else []
    if fine:
        told = segment.evidence(fine[0].start, fine[0].end)
        over = {"over": True} if fine[0].what.family == "cue" else None
        ledger.add("complaint.low_back_pain", "absent", told, attributes=over)
    if memory.phase == "exam" and segment.role == "patient" and not _free(segment, "lumbar"):
        return  # "it's sore at the back": told of what is pressed
    for hit in (*_free(segment, "complaint"), *_reason(segment, memory), *_ailing(segment, memory)):
        assertion = assess(segment, hit.start, hit.end, own=hit.what.denies)
        if assertion.status in ("family", "hypothetical"):
            continue
        gone = assertion.status == "past" or "used" in segment.between(hit.start - _USED, hit.start)
        if gone and segment.hits.has("cue", "resolved") and "again" not in segment.words:
            continue  # "some low back pain years ago that resolved", "I used to have it, since the diet it's gone"
        if _on_skin(segment, hit) or _of_somebody(segment, hit):
            continue
        evidence = segment.evidence(hit.start, hit.end)
        if assertion.denied or segment.hits.has("site", "fine") or _told_over(segment):
            ledger.add("complaint.low_back_pain", "absent", evidence)
            continue
        procedure = _is_procedure(segment, hit) and not segment.hits.has("site", "presenting")
        if procedure or _only_upper(segment, hit):
            continue
        of_old = memory.then and memory.past_asked  # "injured that elbow before?" - "I hurt my back in 2006"
        listed = of_old or _only_history(segment, hit, memory) or _in_passing(segment, hit)
        ledger.add(
            "complaint.low_back_pain",
            "present",
            evidence,
            rank=0 if listed else 1,
            attributes={"listed": True} if listed else None,
        )


def _on_skin(segment: Segment, hit: Hit) -> bool:
    """ "There's a mole on my lower back": something that is there, and no pain."""
    return any(
        cue.end <= hit.start and _ON & set(segment.between(cue.end, hit.start + 1))
        for cue in segment.hits.of("frame", "elsewhere")
    )


def _told_over(segment: Segment) -> bool:
    """ "And the back's been quiet since": so the clinician sums up what was told of an earlier time."""
    over = segment.hits.of("cue", "resolved") if segment.role == "clinician" else []
    return any("back" in segment.between(cue.start, cue.end) for cue in over)


def _said_fine(segment: Segment, memory: Memory) -> list[Hit]:
    """ "My back's fine"; "it's gone off", "it's grand now", where the back is what the talk is of."""
    fine = _free(segment, "fine") if names_back(regions(segment)) else []
    signs = segment.hits.has("sign", "present") or segment.hits.has("cue", "legs") or memory.leg_topic
    if fine or signs or memory.phase != "history" or not memory.about_back or memory.region != "back":
        return fine
    if memory.relieved:
        return []  # "I sit down | and it's gone"
    over = [cue for cue in segment.hits.of("cue", "resolved") if segment.word(cue.start - 1) in _OF_PAIN]
    return [cue for cue in over if not is_denied(segment, cue.start, cue.end, own=False)]


def _reason(segment: Segment, memory: Memory) -> list[Hit]:
    """ "What brings you in?" - "My back.": in answer to that, the back alone is the complaint."""
    if segment.role == "clinician" or segment.asked or segment.hits.has("frame", "elsewhere"):
        return []
    if "site" in memory.asked_about or memory.site_named or _places_event(segment, memory):
        return _free(segment, "lumbar")
    if "reason" not in memory.asked_about or memory.waiting:
        return []
    alone = [
        hit for hit in segment.hits.of("site", "alone") if (hit.start, hit.end) == (segment.start, segment.end)
    ]
    return [*_free(segment, "lumbar"), *_free(segment, "unspecified"), *alone]


def _places_event(segment: Segment, memory: Memory) -> bool:
    """ "I felt a pop. Low back, right side.": the place alone, behind what happened, is where it hurts."""
    event = memory.event_told > 0 and memory.phase == "history" and not memory.past_asked
    return event and any(hit.start - segment.start <= _BARE for hit in _free(segment, "lumbar"))


def _of_somebody(segment: Segment, hit: Hit) -> bool:
    """ "Because Frank's back went out": the "'s" makes it another's, whoever that is."""
    before = segment.line.tokens[max(0, hit.start - 2) : hit.start]
    if len(before) < _POSSESSED or before[1].text != "is" or segment.word(hit.start) not in _BACKS:
        return False
    owner, mark = before
    return (owner.start, owner.end) == (mark.start, mark.end) and owner.text not in _NOBODY


def _only_history(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """Named in a list of earlier conditions and not as today's reason."""
    history = [cue.end for cue in segment.hits.of("site", "history") if cue.start < hit.start]
    presenting = [
        cue.end
        for cue in segment.hits.of("site", "presenting")
        if cue.end <= hit.start and segment.word(cue.start) != "chronic"
    ]
    if not history and not presenting:
        listed = memory.ills >= _SEVERAL and segment.word(hit.start - _LED) == "chronic"
        return _among_ills(segment) or (segment.role == "clinician" and listed)
    return bool(history) and max(presenting, default=-1) < max(history)


def _among_ills(segment: Segment) -> bool:
    """ "With type 2 diabetes, hypertension, chronic low back pain and a hernia repair": told off with the rest."""
    ills = {named.what.rule.id for named in regions(segment) if named.what.rule.kind == "problem"}
    return segment.role == "clinician" and not segment.asked and len(ills) >= _SEVERAL


def _in_passing(segment: Segment, hit: Hit) -> bool:
    """ "My ribs are sore and my back's sore too", "the ribs and the back, everything, from the coughing": one more
    thing beside what the visit is for."""
    behind = set(segment.between(hit.end, hit.end + 3))
    others = any(named.what.rule.id in _BESIDE for named in regions(segment))
    strained = others and bool(_ALL_OVER & set(segment.words))
    added = bool(behind & {"too", "also"}) or strained
    return segment.role == "patient" and added and not _free(segment, "lumbar")


def _only_upper(segment: Segment, hit: Hit) -> bool:
    upper = segment.hits.of("site", "elsewhere.thoracic") + segment.hits.of("site", "elsewhere.neck")
    return any(other.start <= hit.end and hit.start <= other.end for other in upper) and not _free(
        segment, "lumbar"
    )


def _is_procedure(segment: Segment, hit: Hit) -> bool:
    """ "Surgery on my lower back", "x-ray of your lumbar spine": the region of a procedure, not of pain."""
    near = [
        cue
        for cue in segment.hits.of("site", "procedure")
        if cue.start - hit.end <= 2 and hit.start - cue.end <= 4
    ]
    return bool(near) and not any(
        other.what.part in ("complaint",) and other.end - other.start > 1 and not _covers(near, other)
        for other in segment.hits.of("site", "complaint")
        if other.start <= hit.start and hit.end <= other.end
    )


def _covers(near: list[Hit], other: Hit) -> bool:
    return any(other.start <= cue.start and cue.end <= other.end for cue in near)


def _region(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    for part, value in (("lumbar", "lumbar"), ("unspecified", "back_unspecified")):
        for hit in _free(segment, part):
            assertion = assess(segment, hit.start, hit.end)
            if assertion.denied and value == "lumbar" and segment.asked and segment.role == "clinician":
                memory.offered = (*memory.offered[-8:], ("not_low", value, segment.evidence(hit.start, hit.end)))
            if assertion.denied or assertion.status in ("family", "hypothetical") or _is_procedure(segment, hit):
                continue
            if (
                segment.hits.has("site", "fine")
                or _found_fine(segment, hit)
                or _only_upper(segment, hit)
                or is_other_person(segment, hit.start, hit.end)
            ):
                continue
            evidence = segment.evidence(hit.start, hit.end)
            if segment.asked and segment.role != "patient":
                if _free(segment, "complaint") and not _LISTING & set(segment.words):
                    memory.offered = (*memory.offered[-8:], ("complaint", value, evidence))
                if value == "lumbar" and not _asks_either(segment):
                    memory.offered = (*memory.offered[-8:], ("site", value, evidence))
                continue
            if value == "lumbar":
                ledger.add("pain_region", value, evidence, rank=1)
            elif segment.hits.has("site", "complaint"):
                ledger.add("pain_region", value, evidence)
    for hit in segment.hits.of("site"):
        if (
            hit.what.part.startswith("elsewhere.")
            and not segment.asked
            and not is_denied(segment, hit.start, hit.end)
            and not is_other_person(segment, hit.start, hit.end)
        ):
            name = hit.what.part.split(".", 1)[1]
            if memory.phase == "exam" and name == "other" and _is_how_far(segment, hit):
                continue
            evidence = segment.evidence(hit.start, hit.end)
            near = {"near": True} if name in _NEAR_BACK else None
            ledger.add(
                "complaint.other_region", "other" if name == "sacroiliac" else name, evidence, attributes=near
            )


def _is_how_far(segment: Segment, hit: Hit) -> bool:
    """ "You're getting to about your knees": how far he bends, and no other trouble."""
    return segment.role != "patient" and bool(_HOW_FAR & set(segment.between(hit.start - _BEHIND, hit.start)))


def _found_fine(segment: Segment, hit: Hit) -> bool:
    """ "T10, T12, and your lumbar, nothing": where the examination finds nothing, it does not hurt."""
    return segment.role == "clinician" and bool(_FOUND_FINE & set(segment.between(hit.end, hit.end + _BEHIND)))


def _answered_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Upper back or lower back?" - "The lower."; "Where?" - "Down low, above the pocket." """
    words = segment.words
    if segment.role == "clinician" or not {"site", "side"} & memory.asked_about or "not" in words:
        return
    for place, word in enumerate(words):
        if word not in _LOWER:
            continue
        deep = word == "low" and bool(_DEEP & {*words[max(0, place - 1) : place], *words[place + 1 : place + 2]})
        brief = "site" in memory.asked_about and len(words) <= _CURT and _of_back(words[place + 1 :])
        brief = brief or ("site" in memory.asked_about and place == 0 and words[1:3] == (",", "on"))
        if memory.region in ("", BACK) and (brief or (deep and memory.about_back and not _limb_named(segment))):
            said = segment.evidence(segment.start + place, segment.start + place + 1)
            ledger.add("pain_region", "lumbar", said, rank=1)


def _limb_named(segment: Segment) -> bool:
    return any(hit.what.rule.kind == "limb" for hit in regions(segment)) or segment.hits.has("cue", "legs")


def _of_back(behind: Sequence[str]) -> bool:
    """Whether nothing but the back can be meant by "lower": "the lower leg" is none of it."""
    return not behind or behind[0] in _LOWER_PART


def _asks_either(segment: Segment) -> bool:
    return "or" in segment.words or len(_free(segment, "unspecified")) > 1


def confirm_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Is it the lower back?" - "Yes." """
    for kind, value, evidence in memory.offered:
        words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
        if kind == "site":
            ledger.add("pain_region", value, (*evidence, *words), rank=1)
        elif kind == "complaint":
            ledger.add("complaint.low_back_pain", "present", (*evidence, *words), rank=1)
            if value != "lumbar":
                ledger.add("pain_region", value, (*evidence, *words))
        elif kind == "side" and (
            all(side == value for side, _ in hits_of_side(segment)) or is_assent(segment, segment.start, memory)
        ):
            ledger.add("laterality", value, (*evidence, *words), rank=2)
            memory.side_of_turn = value
    memory.offered = tuple(item for item in memory.offered if item[0] not in ("site", "side", "complaint"))


def deny_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Between the shoulder blades. Not the low back?" - "No, no, the low is good." """
    for kind, _, evidence in memory.offered:
        if kind == "not_low":
            words = segment.evidence(segment.start, min(segment.end, segment.start + 3))
            ledger.add("complaint.low_back_pain", "absent", (*evidence, *words))
    memory.offered = tuple(item for item in memory.offered if item[0] != "not_low")


def _other_cause(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """A clinician who finds another explanation for the pain, such as a stone."""
    if segment.role == "patient" or segment.asked:
        return
    for hit in regions(segment):
        if hit.what.rule.id not in _OTHER_CAUSES:
            continue
        if is_denied(segment, hit.start, hit.end) or is_other_person(segment, hit.start, hit.end):
            continue
        history = any(cue.end <= hit.start for cue in segment.hits.of("site", "history"))
        if segment.word(hit.start - 1) == "had":
            continue  # "you've had shingles before"
        if segment.between(hit.start - 2, hit.start) in (["that", "is"], ["this", "is"]):
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
        words = set(segment.words[max(0, hit.start - segment.start - 10) : hit.end - segment.start])
        if (not history or "do" in words) and words & {
            "think",
            "having",
            "have",
            "pass",
            "passing",
            "strain",
            "recurrence",
            "currently",
            "diagnosed",
            "your",
            "this",
            "called",
        }:
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
    for hit in segment.hits.of("site", "not_back"):
        ended = segment.word(hit.end) in ("", ",", "at", "itself")  # not "your back that worries me"
        if ended and not is_conditional(segment, hit.start):
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
