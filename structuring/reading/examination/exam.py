"""Reads the examination as a clinician reports it: what was tested and how it came out.

A subject ("reflexes") takes the result word nearest to it: one right before it that does not already belong to
an earlier subject, else the first behind it, else that of the list it stands in. Of two results the abnormal one
counts ("two plus on the right but only one plus on the left"), and what stands behind "except" is abnormal.
"""

from __future__ import annotations

from structuring.facts import Status
from structuring.reading.examination import manoeuvres, outcomes, sided
from structuring.reading.examination.pairing import Finding, contrasted, excepted, longest_by_item, paired
from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.rules import ExamItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import assess, begins_anew, looked_for, of_next_test
from structuring.reading.talk.told_back import (
    is_asked_back,
    is_complaint,
    is_earlier,
    is_near_past,
    is_tagged,
    still_asking,
)

_BEFORE = 2
_AFTER = 8
_ENDS = words_of(
    ", and but so because when which that is are was were has have i you he she we they it there if or not along"
)
_THROUGH = 6
_WHOLE = words_of("throughout everywhere globally symmetric symmetrical")
_WHOLLY = words_of("grossly intact bilaterally full both")  # as far as no part is named
_REST = words_of("except but apart besides other rest else otherwise elsewhere remaining compared perianal saddle")
_PART = words_of(
    "distal proximal quad quads quadriceps toe toes hip ankle ankles knee knees hamstrings extension flexion "
    "dorsiflexion patellar left right"
)
_KNEES, _ANKLES = words_of("knee knees patellar patellars"), words_of("ankle ankles achilles")
_NAMING = frozenset({"subject", "normal", "abnormal", "then_normal", "then_abnormal", "never", "doing"})
_DANGLING = words_of("a an the of on in to with over at by for your his her this some no as from and right just")
_DENIAL_REACH = 14
_OR_REACH = 4
_PLACED = words_of("left right over at along")
_GRADED = words_of("limited decreased diminished reduced restricted positive brisk")
_BY_THE_WAY = 6
_TOLD = ("then_normal", "then_abnormal")
_PURPOSE = words_of("to if whether that how what where why when sure see and for because whatever")
_UNMARKED = 18  # words that hold more than one sentence
_ALL_MOTION = words_of("motion movement movements range rom")
_WHOLE_RANGE = words_of("full normal")
_SHAPE = words_of("step stepoff off gap ledge deformity spasm spasms knot knots")
_IT_IS = {("it", "is"), ("this", "is"), ("that", "is"), ("so", "it"), ("so", "this")}
_STARTLED = words_of("flinch flinched flinches jump jumped jumps wince winced")
_BY_HAND = words_of(
    "feel felt feeling find found press pressed pressing push pushed pushing palpation palpable palpate touch "
    "touched exam examination tender tenderness here there"
)
_SORE = words_of("tender tenderness sore")
_THEM = words_of("those these they")
_ARMS = words_of("arm arms upper")
_ITS_OWN = words_of("is are was were brings reproduces causes shows limited decreased reduced absent diminished")
_AT_HAND = words_of("push pull here against flexion extension dorsiflexion")


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes what a clinician reports of the examination, and what the patient answers under his hands."""
    if segment.role == "patient":
        outcomes.reply(segment, memory, ledger)
    else:
        _reported(segment, memory, ledger)
    sided.follow(segment, memory)
    memory.region_before = memory.region


def _names_a_sign(segment: Segment, start: int, end: int) -> bool:
    """ "A leg giving out, foot slapping when you walk.": asked for, though no mark was heard, before anybody has
    examined the legs. "You've got weakness here when you pull it up" is found."""
    return not _AT_HAND & set(segment.words) and any(
        start < sign.core and sign.start < end
        for sign in segment.hits.of("sign", "present")
        if sign.what.rule.path.startswith("red_flags.") and not sign.what.rule.examined
    )


def _reported(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    hits = segment.hits.of("exam")
    tagged = is_tagged(segment)
    doing = -1 if tagged else manoeuvres.follow(segment, memory, hits)
    if segment.asked and not tagged:
        return
    if segment.hits.has("result", "not_done") or memory.read_off:
        return  # a form is read out: "neurological, negative for weakness"
    if segment.hits.has("result", "announced") and not _tells_on(segment, hits):
        _announced(segment, memory, hits)
        return
    outcomes.point_back(segment, memory, ledger)
    if segment.hits.has("cue", "retraction"):
        _take_back(segment, memory, ledger)
    hits = [hit for hit in hits if not (hit.what.rule.moves and _is_barred(segment, hit))]
    if memory.phase == "plan":  # "they can make you wobbly", "a bicycle, leaning forward"
        hits = [hit for hit in hits if not hit.what.rule.extra]
    never = [hit for hit in hits if hit.what.part == "never" and not _of_all_limbs(segment, hit)]
    told = _told(segment, memory, spared([hit for hit in hits if hit.what.part in ("normal", "abnormal")], never))
    subjects = longest_by_item(spared([hit for hit in hits if hit.what.part == "subject"], never))
    named = [hit for hit in subjects if _allowed(segment, memory, hit)]
    found = paired(segment, named, told) + excepted(segment, told, subjects)
    found += contrasted(segment, found, [*subjects, *never])
    found = [one for one in found if "whether" not in segment.between(segment.start, one.start)]
    if memory.phase == "history" and memory.questions:
        found = [one for one in found if one.value != "abnormal" or not _names_a_sign(segment, one.start, one.end)]
    pending = memory.pending if segment.word(segment.start) in ("and", "or") else ()
    fresh = [one for one in found if not ledger.states(one.hit.what.rule.path, one.value)]
    for one in found:
        if one.hit.start <= segment.start + 2:  # "strength, sensation | and knee reflexes are normal"
            for item in pending:
                note(segment, memory, ledger, one, item, "past" if memory.note_read else "stated")
        status: Status = "past"
        if not memory.note_read:
            status = assess(segment, one.hit.start, one.hit.end).status
            if status == "past" and not is_near_past(segment, one.hit.start, one.hit.end):
                status = "stated"  # "leg raise is negative, reflexes I can't get but I couldn't last year either"
        note(segment, memory, ledger, one, one.hit.what.rule, status, _weight(segment, one))
    last = max((*(one.hit for one in found), *named), key=lambda hit: hit.start, default=None)
    if last is not None and last.start >= doing:
        manoeuvres.turn_to(segment, memory, last, bool(found))
    if found:
        memory.found = tuple(dict.fromkeys((one.hit.what.rule.path, one.value) for one in fresh))
    elif segment.end - segment.start > _BY_THE_WAY and (memory.phase != "exam" or memory.testing is None):
        memory.found = ()
    now = not memory.note_read and any(
        not (one.hit.what.rule.extra or is_earlier(segment, one.start, one.end)) for one in found
    )
    if now and memory.phase == "history" and memory.patient_heard:
        memory.phase = "exam"
    if any(one.hit.what.rule.regional for one in found):
        memory.region = "back"
    told_of = {one.hit.what.rule.id for one in found}
    waits = [hit for hit in named if hit.what.rule.id not in told_of and (not found or hit.end == segment.end)]
    memory.pending = tuple({hit.what.rule.id: hit.what.rule for hit in waits}.values())
    if not found and not memory.note_read:
        outcomes.go_on(segment, memory, ledger, bool(named))


def _of_all_limbs(segment: Segment, hit: Hit) -> bool:
    """ "Strength is good in your arms and legs": what is told of the arms is told of the legs too."""
    return bool(_ARMS & set(segment.between(hit.start, hit.end))) and segment.hits.has("cue", "legs")


def _take_back(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Ankle reflex absent. No, scratch that": the finding told just before, unless it had been told already."""
    evidence = segment.evidence(segment.start, segment.end)
    for path, value in memory.found:
        ledger.retract(path, value, evidence)
    memory.found = ()


def _announced(segment: Segment, memory: Memory, hits: list[Hit]) -> None:
    """ "I'm going to do a straight leg raise": what is said next is of it."""
    named = longest_by_item([hit for hit in hits if hit.what.part == "subject" and _allowed(segment, memory, hit)])
    if not named or segment.hits.has("phase", "not_yet") or memory.phase == "plan":
        return
    manoeuvres.turn_to(segment, memory, named[-1], False)
    if memory.phase == "history":
        memory.phase = "exam"


def _tells_on(segment: Segment, hits: list[Hit]) -> bool:
    """ "let me do your reflexes knees are good left ankle's there ...": no mark was heard, and results follow."""
    said = segment.hits.of("result", "announced")[0].end
    if segment.end - segment.start <= _UNMARKED:
        return not segment.asked and _ends_in_result(segment, said, hits)
    behind = [hit for hit in hits if hit.end > said + _BY_THE_WAY]
    return any(
        hit.what.part in ("normal", "abnormal") or (hit.what.part in _TOLD and _of_them(segment, hit))
        for hit in behind
    )


def _of_them(segment: Segment, hit: Hit) -> bool:
    """ "I'm going to check your reflexes good and the other one those are nice and equal"."""
    before = segment.between(hit.start - _OR_REACH, hit.start)
    return "are" in before and bool(_THEM & set(before)) and not _PURPOSE & set(before)


def _ends_in_result(segment: Segment, said: int, hits: list[Hit]) -> bool:
    """ "Let me check your reflexes good", and not "... to make sure that they're good"."""
    named = [hit for hit in hits if hit.what.part == "subject"]
    last = [hit for hit in hits if hit.what.part in _TOLD and hit.end >= segment.end - 1]
    told = any(hit.what.rule is one.what.rule and hit.end <= one.start for hit in named for one in last)
    return told and not _PURPOSE & set(segment.between(said, segment.end))


def _weight(segment: Segment, found: Finding) -> int:
    """A movement told full in every direction outweighs what the patient said under it; that there is no step-off
    and no spasm outweighs no soreness."""
    words = set(segment.between(found.start, found.end))
    if found.value == "normal" and found.hit.what.rule.id == "palpation" and _SHAPE & words and not _SORE & words:
        return -1
    if found.value == "normal" and found.hit.what.rule.moves and words & _ALL_MOTION and _WHOLE_RANGE & words:
        return 1  # "okay, full motion", "that's all a normal range", whatever was tight on the way
    whole = found.hit.what.rule.moves and found.value == "normal" and outcomes.is_wholly(segment)
    return 1 if whole else 0


def note(
    segment: Segment,
    memory: Memory,
    ledger: Ledger,
    found: Finding,
    item: ExamItem,
    status: Status,
    rank: int = 0,
) -> None:
    """Notes the result of an item with the words that tell of it."""
    if status in ("hypothetical", "family"):
        return
    start, end = found.start, found.end
    first, last = _clause(segment, item, start, end)
    ledger.add(
        item.path,
        found.value,
        segment.evidence(start, end),
        attributes=_attributes(segment, found, segment.text(first, last)),
        status="past" if status == "past" or is_earlier(segment, start, end) else "stated",
        side=sided.side_of_finding(segment, memory, found.hit, found.value, start, end),
        rank=rank,
    )


def _attributes(segment: Segment, found: Finding, text: str) -> dict[str, str | float | bool]:
    """The words for the note, and whether all of the item is told normal: "sensation is intact throughout"."""
    end = min(segment.end, found.end + _THROUGH)
    behind = segment.between(found.end, end)
    behind = behind[: behind.index(",")] if "," in behind else behind
    words = {*segment.sentence_words(max(0, found.start - _THROUGH), found.end), *behind}
    one_joint = bool(_KNEES & words) != bool(_ANKLES & words)  # "knee jerks are symmetric"
    whole = (bool(_WHOLE & words) and not one_joint) or (bool(_WHOLLY & words) and not _PART & words)
    whole = whole and found.value == "normal" and not _REST & words
    return {"text": text, "whole": True} if whole else {"text": text}


def _clause(segment: Segment, item: ExamItem, start: int, end: int) -> tuple[int, int]:
    """The words around a finding that say what and where ("tenderness over the left paraspinals"), for the note:
    up to a comma, a new clause or another part of the examination."""
    others = [hit for hit in segment.hits.of("exam") if hit.what.rule is not item]
    naming = [hit for hit in others if hit.what.part in _NAMING]  # "over the top of the left foot" is all of one
    first, last = start, end
    while start - first < _BEFORE and first > segment.start and segment.word(first - 1) not in _ENDS:
        if any(hit.start < first <= hit.end for hit in others):
            break
        first -= 1
    while last - end < _AFTER and last < segment.end and segment.word(last) not in _ENDS:
        if any(hit.start <= last < hit.end for hit in naming):
            break
        last += 1
    while last > end and segment.word(last - 1) in _DANGLING:
        last -= 1
    while first < start and segment.word(first) in _DANGLING:
        first += 1
    return first, last


def _allowed(segment: Segment, memory: Memory, hit: Hit) -> bool:
    return manoeuvres.is_of_back(segment, memory, hit)


def _told(segment: Segment, memory: Memory, hits: list[Hit]) -> list[Finding]:
    """Wordings that carry their own result: "tender", "foot drop", "intact to light touch"."""
    found: list[Finding] = []
    for hit in longest_by_item(hits):
        if not _allowed(segment, memory, hit) or is_complaint(segment, memory, hit):
            continue
        if is_asked_back(segment, memory, hit):
            continue
        if hit.what.rule.id == "palpation" and memory.phase == "results" and not _SORE & set(segment.words):
            continue  # "there's a lump poking out of the back of it": seen, not felt
        if hit.what.rule.id == "palpation" and (
            _is_cause(segment, memory, hit) or _under_test(segment, memory, hit)
        ):
            continue
        value = hit.what.part
        if not hit.what.denies and _is_denied(segment, hit, hits):
            if value == "abnormal" and still_asking(segment, memory, hit):
                continue
            value = "normal" if value == "abnormal" else "abnormal"
        elif hit.what.denies and still_asking(segment, memory, hit):
            continue
        found.append(Finding(hit, value, hit.start, hit.end))
    return found


def _is_barred(segment: Segment, hit: Hit) -> bool:
    """ "No lifting, and no bending over to the floor": what is not to be done was not seen."""
    return segment.word(hit.start - 1) == "no" and segment.word(hit.start).endswith("ing")


def _is_cause(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """ "It's a spasm, that's all it is", "you've got myofascial pain, trigger points": named as what ails, with no
    hand on the back."""
    named = any(label.overlaps(hit) for label in segment.hits.of("label", "says"))
    framed = (
        segment.hits.has("doubt", "firm") or segment.words[:2] in _IT_IS or segment.hits.has("study", "linked")
    )
    caused = (named and framed) or bool(memory.causes)
    return caused and memory.phase != "exam" and not _BY_HAND & set(segment.words)


def _under_test(segment: Segment, memory: Memory, hit: Hit) -> bool:
    """ "I've had each leg nearly straight up and you never flinched", "it should have jumped like the other one":
    of a leg, not of a sore back."""
    testing = memory.testing
    pressed = testing is not None and testing.item.id == "palpation"
    startled = set(segment.between(hit.start, hit.core)) <= _STARTLED
    return startled and not pressed and not _BY_HAND & set(segment.words)


def _is_denied(segment: Segment, hit: Hit, told: list[Hit]) -> bool:
    """Whether a denial reaches an exam wording. One of a normal result must stand at the result itself; one of an
    abnormal wording reaches over a list ("no spasm or tenderness") until something is asserted."""
    if hit.what.part == "normal":
        return any(segment.word(place) in ("not", "never") for place in range(hit.start - 2, hit.end))
    if looked_for(segment, hit.start, hit.end):
        return True
    pseudo = segment.hits.of("cue", "pseudo")
    for cue in segment.hits.of("cue", "deny"):
        if any(cue.overlaps(hold) for hold in pseudo) or cue.start >= hit.end:
            continue
        if cue.end > hit.start:
            inside = hit.start < cue.start < hit.core  # "FABER reproduces it, left doesn't" denies nothing
            if inside and segment.word(cue.start) in ("no", "not", "never", "without"):
                return True
            continue
        if _is_result(segment, cue, hit) or _found_beside(segment, cue, hit):
            continue
        if hit.start - cue.end <= _DENIAL_REACH and not _asserted(segment, cue.end, hit.start, told):
            return True
    return any(
        0 <= cue.start - hit.end <= 3
        and not _asserted(segment, hit.end, cue.start, told)
        and not of_next_test(segment, hit.end, cue, hit.what.rule)
        for cue in segment.hits.of("cue", "deny_back")
    )


def _is_result(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "Absent Achilles reflex, decreased light touch", "no ankle jerk, numb on the outer foot": what is missing
    is a finding, and denies nothing behind it."""
    others = [other for other in segment.hits.of("exam") if other.start <= hit.start]
    if segment.word(cue.start) == "absent":
        return any(other.what.part == "subject" and cue.end <= other.start < hit.start for other in others)
    return any(
        other.what.part == "abnormal" and other.what.denies and other.start <= cue.start and cue.end <= other.core
        for other in others
        if other.core <= hit.start
    )


def _sided_verb(segment: Segment, place: int) -> bool:
    """ "... | on the right reproduces": the side between a test and what it does."""
    return segment.word(place) in ("on", "at") and segment.word(place + 3) in _ITS_OWN


def _found_beside(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "No tenderness and decreased sensation over the left foot", "the jerk is absent, tender on the right":
    what is told with its place, of another part of the examination, is found, unless an "or" lists them."""
    between = segment.between(cue.end, hit.start)
    if {"or", "nor"} & {*between, *segment.between(hit.start, hit.end + _OR_REACH)}:
        return False
    others = [
        other
        for other in segment.hits.of("exam")
        if other.what.rule is not hit.what.rule
        and other.what.part in ("subject", "abnormal", "normal")
        and cue.start - _OR_REACH <= other.start
        and other.end <= hit.start
    ]
    placed = _PLACED & {*segment.between(hit.start, hit.end + _OR_REACH)}
    graded = segment.word(hit.start) in _GRADED
    return bool(others) and bool(placed or graded)


def _asserted(segment: Segment, start: int, end: int, told: list[Hit]) -> bool:
    stops = (*segment.hits.of("cue", "stop"), *segment.hits.of("result", "asserts"))
    if any(start <= hit.start and hit.end <= end for hit in stops) or begins_anew(segment, start, end):
        return True
    if any(
        hit.what.part == "subject"
        and start < hit.start <= end
        and (segment.word(hit.end) in _ITS_OWN or _sided_verb(segment, hit.end))
        for hit in segment.hits.of("exam")
    ):
        return True  # "not tender over the muscles flexion is to forty degrees and brings on the pain"
    results = (*segment.hits.of("result", "normal"), *(hit for hit in told if hit.what.part == "normal"))
    return any(start <= hit.start < end for hit in results)
