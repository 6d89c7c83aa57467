"""Reads on which side the back hurts: told with the place, in answer to the question for it, or put right."""

from __future__ import annotations

from structuring.reading.history import placing
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
    legs_named,
    names_each,
    puts_leg_right,
)
from structuring.reading.talk.topics import is_elsewhere, names_back, part_of_body, regions
from structuring.turns import Side

_ALONE = 6  # words of a reply that says "both" and names nothing
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
_RIBS = words_of("rib ribs")
_LANDMARK = words_of("above over near by below behind beside past")
_NEW_NOUN = words_of("my the your his her a left right and but ,")
_MOVED = words_of("moved shifted switched swapped migrated jumped flipped traveled travelled changed now")
_WAS = words_of("was were used")
_MIDDLE_OF = words_of("my the your his her it that this back spine low lower") | {""}
_WORSE = words_of("worse worst")
_OF_LEG_BEFORE = _WAS | _WORSE
_ROOT, _OF_ROOT = words_of("sciatica radiculopathy radiculitis radicular nerve root"), 4
_PROCEDURE = 4
_THEM = words_of("them em those these")
_BONES = words_of("bones disc discs disk disks joints")
_SPINE = words_of("spine backbone midline center centre vertebra")
_LINKS_SIDE = words_of(", on the my of in and just mostly mainly it is")
_ENDS_SIDE = words_of(", and but then") | {""}
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
        if not _is_else(segment, hit, memory)
        and segment.word(hit.start - 3) != "not"  # "not off to | either side"
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
    of_leg = memory.leg_last or memory.leg_topic or segment.hits.has("cue", "legs")
    return brief and not of_leg and (segment.hits.has("site", "side_frame") or segment.hits.has("site", "handled"))


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    if segment.asked and segment.role != "patient" and not segment.confirm:
        return
    if (memory.leg_side_asked or memory.leg_topic) and segment.role != "clinician" and not regions(segment):
        return
    if memory.leg_last and segment.words[:3] == ("both", "of", "them") and not names_back(regions(segment)):
        return  # "it started going down my legs. Both of them, down the back."
    if _of_picture(segment, memory) or is_elsewhere(segment, memory) or puts_leg_right(segment, memory):
        return
    if _leg_was(segment, memory):
        return
    sides = [
        (side, hit)
        for side, hit in hits_of_side(segment)
        if not is_denied(segment, hit.start, hit.end, lists=False)
        and not _is_else(segment, hit, memory)
        and not _of_procedure(segment, hit)
        and not _of_parts(segment, hit, memory)
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


def _of_picture(segment: Segment, memory: Memory) -> bool:
    """ "There is a left-sided herniation at L5-S1": what a picture shows is no side of the pain."""
    named = _BONES & set(segment.words) and not segment.hits.has("site", "complaint")
    if segment.role == "clinician" and named and memory.testing is None:
        return True  # "it comes from the ends of the bones in your spine"
    shown = any(
        segment.hits.has("study", part) for part in ("disc", "modality.mri", "modality.xray", "modality.ct")
    )
    shown = shown or (memory.phase == "results" and not segment.hits.has("site", "complaint"))
    return segment.role == "clinician" and shown


def _of_procedure(segment: Segment, hit: Hit) -> bool:
    """ "An injection on the left at S1": the side of what is done, where no pain is spoken of."""
    if segment.role == "patient" or segment.hits.has("site", "complaint"):
        return False
    return any(
        cue.start - hit.end <= _PROCEDURE and hit.start - cue.end <= _PROCEDURE
        for cue in segment.hits.of("site", "procedure")
    )


def _of_parts(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "More the back or the leg?" - "It's both.": of the two parts, and not of the sides of either."""
    words = set(segment.between(hit.start, hit.end))
    bare = "both" in words and "sides" not in words and "side" not in words
    if bare and segment.role != "patient" and segment.hits.has("label", "says"):
        return True  # "you have both, arthritis and stenosis"
    if bare and words & _THEM and segment.hits.has("plan"):
        return True  # "tramadol and gabapentin, and I weaned off both of them"
    if bare and segment.role == "patient" and len(segment.words) <= _ALONE and not memory.asked_about:
        return True  # "my mother-in-law's here" - "That can be good or bad." - "It's both."
    parts = memory.parts_named or (segment.role == "patient" and memory.leg_last)  # "into my legs. Both of them."
    return bare and parts and "side" not in memory.asked_about and not names_back(regions(segment))


def _is_else(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """A side that belongs to a limb, another organ or a position, not to the back."""
    tested = [found for found in segment.hits.of("exam", "subject") if segment.word(found.start) != "touch"]
    if tested and segment.role == "patient":
        return True  # "slump negative right"; "a touch on the left" is no test
    if len(legs_named(segment)) > 1 and hit.end - hit.start == 1:
        return True  # "down my right leg, and then the left leg after the right"
    if hit.what.part == "side_midline" and _of_middle(segment, hit):
        return True
    if {"them", "em"} & set(segment.between(hit.start, hit.end)) and _of_leg(segment, hit):
        return True  # "my calves ache too, both of them, with the back"
    if segment.role != "patient" and _ROOT & set(segment.between(hit.start - _OF_ROOT, hit.start)):
        return True  # "what you've got is sciatica, on the left"
    body = part_of_body(segment, hit.start, hit.end, 4)
    if body is not None and segment.word(body.start) in ("sciatica", "sciatic"):
        return True  # "the sciatica's on the right": of the leg
    if _right_behind_back(segment, hit):
        return False
    if body is not None and hit.start <= body.start and body.end <= hit.end:
        return False  # "from one hip to the other"
    if body is not None and body.start >= hit.end and _other_noun(segment, hit.end, body.start):
        return False  # "down low on the right, my left hip was replaced"
    if body is not None and _is_landmark(segment, body):
        return False  # "left side, just above the hip bone"
    if body is not None and not (body.what.rule.id == "hand" and hit.what.part == "side_midline"):
        return body.what.rule.kind != "back"  # a thumb has no middle: "in the center, like a thumb pushing"
    if hit.what.part == "side_midline" and body is None:
        return False  # "smack in the middle, as far from one hip as from the other"
    named = [found for found in regions(segment) if not _is_landmark(segment, found)]
    if body is None and _of_leg(segment, hit):
        return True
    legs = segment.hits.of("sign")
    if any(
        leg.what.rule.sided and leg.what.part == "present" and leg.start <= hit.start < leg.end for leg in legs
    ):
        return True
    placed = [found for found in named if not _LANDMARK & set(segment.between(found.start - 3, found.start))]
    return bool(placed) and not names_back(named)  # "here on the right, above the hip bone"


def _right_behind_back(segment: Segment, hit: Hit) -> bool:
    """ "It's the low back, both sides, and then the legs": the side goes with the back, whatever is named next."""
    backs = [found.end for found in regions(segment) if found.end <= hit.start and found.what.rule.kind == "back"]
    if not backs or segment.word(hit.end) not in _ENDS_SIDE:
        return False
    return set(segment.between(max(backs), hit.start)) <= _LINKS_SIDE


def _of_middle(segment: Segment, hit: Hit) -> bool:
    """ "In the middle of supper it grabbed me": the middle of something else."""
    words = segment.between(hit.start, hit.end + 2)
    of = words.index("of") if "of" in words else len(words)
    middle = words[of - 1 : of] in (["middle"], ["center"], ["centre"])
    return middle and of + 1 < len(words) and words[of + 1] not in _MIDDLE_OF


def _is_landmark(segment: Segment, body: Hit) -> bool:
    """ "All over on the right side, like above the hip bone": the part only tells how high."""
    before = set(segment.between(body.start - 3, body.start))
    return bool(_LANDMARK & before) or (bool(_RIBS & before) and "and" in before)  # "between the ribs and the hip"


def _of_leg(segment: Segment, hit: Hit) -> bool:
    """ "My back's worse on the right, but the leg that hurts is the left": the part named last before the side."""
    legs = [leg.end for leg in segment.hits.of("cue", "legs") if leg.end <= hit.start]
    backs = [found.end for found in regions(segment) if found.end <= hit.start and found.what.rule.kind == "back"]
    return bool(legs) and max(legs) > max(backs, default=0)


def _other_noun(segment: Segment, start: int, end: int) -> bool:
    return any(segment.word(place) in _NEW_NOUN for place in range(start, end))


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
    named = [found for found in regions(segment) if not _is_landmark(segment, found)]
    before = [found for found in named if found.end <= hit.start]
    if body is None and before and before[-1].what.rule.kind == "back":
        near_back = True  # "my lower back, right-hand side, and it runs into my hip"
    if body is None and named and all(found.what.rule.kind == "back" for found in named):
        near_back = True
    near_back = near_back or _right_behind_back(segment, hit)
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
