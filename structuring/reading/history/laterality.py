"""Reads on which side the back hurts: told with the place, in answer to the question for it, or put right."""

from __future__ import annotations

from structuring.reading.history import placing
from structuring.reading.history.other_sides import (
    is_else,
    is_landmark,
    of_parts,
    of_picture,
    of_procedure,
    right_behind_back,
)
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import assess, interjected, is_denied, is_other_person, puts_right
from structuring.reading.talk.sides import (
    OPPOSITE,
    corrected,
    hits_of_side,
    is_assent,
    names_each,
    puts_leg_right,
)
from structuring.reading.talk.topics import is_elsewhere, names_back, part_of_body, regions
from structuring.turns import Side

_BRIEF = 7
_SHOWN = 16  # words in which a side is put that was shown by hand
_SIDE_NAMED = 3  # words behind a denial in which its side is named: "nothing | on the right"
_BESIDE = 3  # words beside a side that is told alone
_BARE: dict[str, Side] = {
    "left": "left",
    "right": "right",
    "both": "bilateral",
    "middle": "midline",
    "center": "midline",
    "centre": "midline",
    "central": "midline",
}
_LEADS_TO_SIDE = frozenset(
    ["", *words_of(", the my on is mostly mainly just only no lower more sorry wait mean it in dead")]
)
_OTHER_TOLD = words_of("no nope , the other opposite one side it is actually well sorry on")
_MOVED = words_of("moved shifted switched swapped migrated jumped flipped traveled travelled changed now")
_WAS = words_of("was were used")
_WORSE = words_of("worse worst")
_OF_LEG_BEFORE = _WAS | _WORSE
_SPINE = words_of("spine backbone midline center centre vertebra")
_ALTERNATES = words_of("some days left right")
_LESS = words_of("little bit touch tad hint some sometimes too less slightly occasionally barely")


def offer(segment: Segment, memory: Memory) -> None:
    """ "So the pain's on the right?" asks for the side and offers one."""
    if memory.phase != "history" or is_elsewhere(segment, memory) or "or" in segment.words:
        return
    if memory.leg_side_asked and not regions(segment):
        return  # "any pain in the leg?" - "This one." - "The left?"
    sides = [
        (side, hit)
        for side, hit in hits_of_side(segment)
        if not is_else(segment, hit, memory) and segment.word(hit.start - 3) != "not"  # "not off to | either side"
    ]
    if not sides or any(found.what.rule.kind != "back" for found in regions(segment)):
        return
    memory.asked_about = memory.asked_about | {"side"}
    if len({side for side, _ in sides}) == 1:
        side, hit = sides[0]
        memory.offered = (*memory.offered[-8:], ("side", side, segment.evidence(hit.start, hit.end)))


def supposes(segment: Segment, memory: Memory) -> bool:
    """ "I understand it's on the right.", "you're rubbing the left side.": for the patient to confirm."""
    brief = segment.end - segment.start <= _SHOWN and memory.phase == "history" and memory.region in ("", "back")
    leg = memory.leg_last or memory.leg_topic or segment.hits.has("cue", "legs")
    return brief and not leg and (segment.hits.has("site", "side_frame") or segment.hits.has("site", "handled"))


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    if segment.asked and segment.role != "patient" and not segment.confirm:
        return
    if (memory.leg_side_asked or memory.leg_topic) and segment.role != "clinician" and not regions(segment):
        return
    if memory.leg_last and segment.words[:3] == ("both", "of", "them") and not names_back(regions(segment)):
        return  # "it started going down my legs. Both of them, down the back."
    if of_picture(segment, memory) or is_elsewhere(segment, memory) or puts_leg_right(segment, memory):
        return
    if _leg_was(segment, memory):
        return
    sides = [
        (side, hit)
        for side, hit in hits_of_side(segment)
        if not is_denied(segment, hit.start, hit.end, lists=False)
        and not is_else(segment, hit, memory)
        and not of_procedure(segment, hit)
        and not of_parts(segment, hit, memory)
        and not (hit.end - hit.start == 1 and is_assent(segment, hit.start, memory))
        and not any(
            hold.overlaps(hit)
            and not interjected(segment, hold.start, hold.start + 1)
            and segment.word(hit.end) != "only"  # "left only, never the right"
            and not _of_other_side(segment, hit, hold)
            for hold in segment.hits.of("site", "side_denied")
        )
    ]
    if not sides:
        _bare_side(segment, memory, ledger)
        _other_side(segment, memory, ledger)
        return
    sides = _last_if_corrected(segment, sides)
    if is_other_person(segment, sides[0][1].start, sides[0][1].end):
        return
    side, hit, rank = _chosen(segment, sides, memory)
    if rank < 0:
        return
    if side == "bilateral" and memory.side_of_turn == "midline" and segment.role == "patient":
        return  # "in the middle; I can't say it's one side or the other"
    if segment.asked and segment.role == "clinician" and memory.side_of_turn not in ("", side):
        return  # "so, on the left. Ever on the right?"
    if segment.role == "patient" and memory.side_of_turn not in ("", side) and _LESS & set(segment.words):
        return  # "mostly the right; the left gets a little sore too"
    if memory.side_of_turn == "bilateral" and set(segment.sentence_words()) >= _ALTERNATES:
        return  # "both sides; some days it's more the left and some days the right"
    if memory.side_of_turn == "bilateral" and segment.role == "patient" and _WORSE & set(segment.words):
        return  # "both sides; the right's a hair worse"
    status = assess(segment, hit.start, hit.end).status
    if memory.side_of_turn not in ("", side) and _WAS & _words_before(segment, hit) and not puts_right(segment):
        return  # "right now it's the right. It was the left last week"
    if status in ("hypothetical", "family") or (status == "past" and _WAS & _words_before(segment, hit)):
        return  # "it was the right in the spring"
    if segment.role == "patient" and memory.side_then and not {"now", "today"} & set(segment.words):
        return  # "and which side was it then?" - "The right side, I think."
    if memory.past_asked and segment.role == "patient" and "was" in _words_before(segment, hit):
        return  # "have you had a back thing before?" - "I had a stress fracture. It was on the right."
    if segment.role == "patient" and _adds(segment) and OPPOSITE.get(side) == memory.side_named:
        side = "bilateral"  # "it started on the left" - "Mm-hmm." - "and now it's on the right as well"
    ledger.add("laterality", side, segment.evidence(hit.start, hit.end), rank=rank)
    if segment.role == "clinician":
        memory.asked_about = memory.asked_about | {"side"}  # "So it's your right low back." - "My left."
    memory.side_named = memory.side_of_turn = side


def _adds(segment: Segment) -> bool:
    """ "On the right as well", "the right too"."""
    return segment.words[-1] in ("too", "also") or segment.words[-2:] == ("as", "well")


def _of_other_side(segment: Segment, hit: Hit, hold: Hit) -> bool:
    """ "Right, never the left", "on the left, nothing on the other": what is denied behind the comma is the other
    side."""
    named = {"left", "right"} & set(segment.between(hit.start, hit.end))
    behind = segment.between(hit.end, hold.end + _SIDE_NAMED)
    return len(named) == 1 and behind[:1] == [","] and bool(({"left", "right", "other"} - named) & set(behind))


def _leg_was(segment: Segment, memory: Memory) -> bool:
    """ "Down the right leg. Well, it was the right.", "to the heel. The left is worse.": said behind a leg,
    of how it was or which is worse, that is of the leg."""
    told = segment.role == "patient" and memory.leg_last and not regions(segment)
    behind = told and "side" not in memory.asked_about and segment.end - segment.start <= _BRIEF
    return behind and bool(_OF_LEG_BEFORE & set(segment.words))


def _last_if_corrected(segment: Segment, sides: list[tuple[Side, Hit]]) -> list[tuple[Side, Hit]]:
    """ "The left, I mean the right buttock": what is put right counts, though the words behind it name a limb."""
    if not corrected(segment):
        return sides
    named = [(hit.start, side, hit) for side, hit in sides]
    halves: tuple[Side, ...] = ("left", "right")
    for part in halves:
        named += [(hit.start, part, hit) for hit in segment.hits.of("site", f"side_{part}")]
    _, side, hit = max(named, key=lambda one: one[0])
    return sides if any(told == side for told, _ in sides) else [*sides, (side, hit)]


def _bare_side(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Does it favor one side?" - "Nope. Middle."; "That's wrong, it's left.": a word alone, in answer."""
    if segment.role == "clinician" or "side" not in memory.asked_about or segment.end - segment.start > _BRIEF:
        return
    if segment.hits.has("site", "side_denied") or regions(segment):
        return
    for place in range(segment.start, segment.end):
        side = _BARE.get(segment.word(place))
        before, behind = segment.word(place - 1), segment.word(place + 1)
        alone = behind in ("", ",", "i", "really") and before in _LEADS_TO_SIDE
        agrees = is_assent(segment, place, memory)
        if side and alone and not agrees and not is_denied(segment, place, place + 1, lists=False):
            ledger.add("laterality", side, segment.evidence(place, place + 1), rank=3)
            memory.side_named = memory.side_of_turn = side
            return


def _other_side(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "So it's the right?" - "No, the other side.": the one that was not offered."""
    offered = [name for kind, name, _ in memory.offered if kind == "side"]
    said = set(segment.words)
    if segment.role == "clinician" or len(offered) != 1 or offered[0] not in OPPOSITE or regions(segment):
        return
    if said & {"other", "opposite"} and said <= _OTHER_TOLD:
        side = OPPOSITE[offered[0]]
        ledger.add("laterality", side, segment.evidence(segment.start, segment.end), rank=3)
        memory.side_named = memory.side_of_turn = side


def _chosen(segment: Segment, sides: list[tuple[Side, Hit]], memory: Memory) -> tuple[Side, Hit, int]:
    """The side that the segment states and how surely; rank -1 when it states none."""
    if corrected(segment) or _MOVED & set(segment.words):
        side, hit = sides[-1]
    else:
        full = [(name, told) for name, told in sides if not _LESS & _words_before(segment, told)] or sides
        if names_each(segment):
            full = [("bilateral", full[0][1])]  # "the left, the right, it's equal"
        if {"left", "right", "bilateral"} <= {name for name, _ in full}:  # "left, right, the two of them"
            full = [(name, told) for name, told in full if name == "bilateral"]
        side, hit = next(((name, told) for name, told in full if name == "midline"), full[0])
    body = part_of_body(segment, hit.start, hit.end, 5)
    near_back = body is not None and body.what.rule.kind == "back"
    named = [found for found in regions(segment) if not is_landmark(segment, found)]
    before = [found for found in named if found.end <= hit.start]
    if body is None and before and before[-1].what.rule.kind == "back":
        near_back = True  # "my lower back, right-hand side, and it runs into my hip"
    if body is None and named and all(found.what.rule.kind == "back" for found in named):
        near_back = True
    near_back = near_back or right_behind_back(segment, hit)
    history = memory.phase == "history"
    if memory.side_named and puts_right(segment) and history:
        return side, hit, 3
    moved = _MOVED & set(segment.words)
    if moved and history and not named and (memory.side_of_turn or moved - {"now"}):
        return side, hit, 3  # "it started dead center, but it's moved over to the right"
    if segment.role == "patient" or segment.role == "unknown":
        if not near_back and _of_leg_tested(memory):
            return side, hit, -1
        if "side" in memory.asked_about:
            return side, hit, 3
        spine = _SPINE & set(segment.between(hit.start, hit.end)) and memory.region in ("", "back") and history
        if (
            spine
            or near_back
            or "site" in memory.asked_about
            or (memory.site_told and not named and _lone(segment, hit))
        ):
            return side, hit, 2
        of_signs = side == "bilateral" and bool(memory.asked or memory.answered or memory.recent)
        of_signs = of_signs and not {"side", "sides"} & set(
            segment.between(hit.start, hit.end)
        )  # "bladder or bowels?" - "Both."
        if side in ("bilateral", "midline") and history and not named and memory.region in ("", "back"):
            return side, hit, -1 if of_signs or placing.of_matter(segment, hit) else 1
        if memory.small_talk and not named:
            return side, hit, -1
        framed = segment.hits.has("site", "side_frame") and memory.region in ("", "back") and not named
        elsewhere = memory.leg_last or memory.of_habit or placing.of_deed(segment, hit)
        if framed and not elsewhere:  # not "it went down my leg, first just the left"
            return side, hit, 1
        return side, hit, -1
    if near_back:
        brief = segment.end - segment.start <= _BESIDE
        felt = memory.testing is not None and (brief or memory.testing.item.id == "palpation")
        handled = segment.hits.has("exam") or felt  # "let me press | on the spine"
        return side, hit, 1 if history or not handled else -1
    shown = memory.pointed and not memory.leg_last and not memory.leg_topic
    reach = _SHOWN if shown else _BRIEF if memory.side_named == side else 0
    if history and segment.end - segment.start <= reach:
        return side, hit, 2  # "so left side": what the patient has just said or shown, repeated
    return side, hit, -1


def _of_leg_tested(memory: Memory) -> bool:
    """ "Does this feel the same on both sides?" - "No, the left's duller.": the side of a leg under the hands."""
    testing = memory.testing
    if memory.phase != "exam" or testing is None:
        return False
    return bool(testing.item.felt) or testing.item.leg or testing.kind in ("felt", "differs")


def _lone(segment: Segment, hit: Hit) -> bool:
    """ "Belt line. Left of center.": the side is all that is said."""
    return segment.end - segment.start - (hit.end - hit.start) <= _BESIDE


def _words_before(segment: Segment, hit: Hit) -> set[str]:
    """The words by which a side is made the lesser one: "a touch on | the left"."""
    return set(segment.between(hit.start - 4, hit.start))
