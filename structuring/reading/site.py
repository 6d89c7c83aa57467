"""Reads where it hurts: the complaint itself, the region of the back, and its side."""

from __future__ import annotations

from collections.abc import Sequence

from structuring.reading.assertion import assess, interjected, is_denied, is_other_person
from structuring.reading.ledger import Ledger
from structuring.reading.lexicon import Hit
from structuring.reading.segments import Segment
from structuring.reading.sides import corrected, hits_of_side, is_assent, legs_named
from structuring.reading.state import Memory
from structuring.reading.text import words_of
from structuring.reading.topics import is_elsewhere, names_back, part_of_body, regions
from structuring.turns import Side

_BRIEF = 7
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
_LANDMARK = words_of("above over near by below behind beside past")
_LANDED = words_of("hit land landed fall fell impact write handed sleep lie")
_IMPERATIVES = words_of("show point")
_NEW_NOUN = words_of("my the your his her a left right and but ,")
_LOWER_PART = words_of(", back side part one half end bit area region portion spine down right left i it mostly")
_LESS = words_of("little bit touch tad hint some sometimes too less slightly occasionally barely")
_OPEN = frozenset({"what", "how", "where", "which", "why"})


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes complaint, region and side; a clinician's question for them makes a bare answer count."""
    if segment.role != "patient" and (segment.asked or segment.word(segment.start) in _IMPERATIVES):
        landed = bool(_LANDED & set(segment.words))  # "which side did you fall on?"
        about = {part for part in ("side", "site", "reason") if segment.hits.has("site", f"ask_{part}")}
        if about and landed:
            memory.elsewhere, memory.matter_age = True, 0
        elif about:
            memory.asked_about = memory.asked_about | about
    if segment.role != "patient" and segment.asked:
        _offer_side(segment, memory)
    if segment.role != "patient" and memory.phase == "history" and _free(segment, "lumbar"):
        memory.site_named = True
    _complaint(segment, memory, ledger)
    _region(segment, memory, ledger)
    _answered_site(segment, memory, ledger)
    _side(segment, memory, ledger)
    _other_cause(segment, memory, ledger)


def _offer_side(segment: Segment, memory: Memory) -> None:
    """ "So the pain's on the right?" asks for the side and offers one."""
    if memory.phase != "history" or is_elsewhere(segment, memory):
        return
    sides = [(side, hit) for side, hit in hits_of_side(segment) if not _is_else(segment, hit, memory)]
    if not sides or any(found.what.rule.kind != "back" for found in regions(segment)):
        return
    memory.asked_about = memory.asked_about | {"side"}
    if len({side for side, _ in sides}) == 1:
        side, hit = sides[0]
        memory.offered = (*memory.offered[-8:], ("side", side, segment.evidence(hit.start, hit.end)))


def _free(segment: Segment, part: str) -> list[Hit]:
    return [
        hit
        for hit in segment.hits.of("site", part)
        if not any(hold.start < hit.end and hit.start < hold.end for hold in segment.hits.of("site", "never"))
    ]


def _asks_whether(segment: Segment) -> bool:
    """Asks for something not yet known ("any back pain?"), unlike "what happened to your back?"."""
    return segment.asked and not (_OPEN & set(segment.words[:6]))


def _complaint(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    if _asks_whether(segment):
        return
    fine = _free(segment, "fine") if segment.role == "patient" else []
    if fine and not segment.asked and names_back(regions(segment)):
        ledger.add("complaint.low_back_pain", "absent", segment.evidence(fine[0].start, fine[0].end))
    for hit in (*_free(segment, "complaint"), *_reason(segment, memory)):
        assertion = assess(segment, hit.start, hit.end, own=hit.what.denies)
        if assertion.status in ("family", "hypothetical"):
            continue
        if assertion.status == "past" and segment.hits.has("cue", "resolved"):
            continue  # "some low back pain years ago that resolved"
        evidence = segment.evidence(hit.start, hit.end)
        if assertion.denied or segment.hits.has("site", "fine"):
            ledger.add("complaint.low_back_pain", "absent", evidence)
            continue
        procedure = _is_procedure(segment, hit) and not segment.hits.has("site", "presenting")
        if procedure or _only_upper(segment, hit):
            continue
        listed = _only_history(segment, hit) or _in_passing(segment, hit)
        ledger.add(
            "complaint.low_back_pain",
            "present",
            evidence,
            rank=0 if listed else 1,
            attributes={"listed": True} if listed else None,
        )


def _reason(segment: Segment, memory: Memory) -> list[Hit]:
    """ "What brings you in?" - "My back.": in answer to that, the back alone is the complaint."""
    if segment.role == "clinician" or segment.asked or segment.hits.has("frame", "elsewhere"):
        return []
    if "site" in memory.asked_about or memory.site_named:
        return _free(segment, "lumbar")
    if "reason" not in memory.asked_about or memory.waiting:
        return []
    return [*_free(segment, "lumbar"), *_free(segment, "unspecified")]


def _only_history(segment: Segment, hit: Hit) -> bool:
    """Named in a list of earlier conditions and not as today's reason."""
    history = [cue.end for cue in segment.hits.of("site", "history") if cue.start < hit.start]
    presenting = [
        cue.end
        for cue in segment.hits.of("site", "presenting")
        if cue.end <= hit.start and segment.word(cue.start) != "chronic"
    ]
    return bool(history) and max(presenting, default=-1) < max(history)


def _in_passing(segment: Segment, hit: Hit) -> bool:
    """ "My ribs are sore and my back's sore too": one more thing beside what the visit is for."""
    behind = {segment.word(place) for place in range(hit.end, hit.end + 3)}
    return segment.role == "patient" and bool(behind & {"too", "also"}) and not _free(segment, "lumbar")


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
            if assertion.denied or assertion.status in ("family", "hypothetical") or _is_procedure(segment, hit):
                continue
            if (
                segment.hits.has("site", "fine")
                or _only_upper(segment, hit)
                or is_other_person(segment, hit.start, hit.end)
            ):
                continue
            evidence = segment.evidence(hit.start, hit.end)
            if segment.asked and segment.role != "patient":
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
            evidence = segment.evidence(hit.start, hit.end)
            ledger.add("complaint.other_region", "other" if name == "sacroiliac" else name, evidence)


def _answered_site(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Upper back or lower back?" - "The lower." """
    words = segment.words
    if segment.role != "clinician" and "site" in memory.asked_about and len(words) <= 4:
        for place, word in enumerate(words):
            if word in ("lower", "low") and "not" not in words and _of_back(words[place + 1 :]):
                said = segment.evidence(segment.start + place, segment.start + place + 1)
                ledger.add("pain_region", "lumbar", said, rank=1)


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
        elif kind == "side" and (not hits_of_side(segment) or is_assent(segment, segment.start, memory)):
            ledger.add("laterality", value, (*evidence, *words), rank=2)
            memory.side_of_turn = value
    memory.offered = tuple(item for item in memory.offered if item[0] not in ("site", "side"))


def _side(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    if segment.asked and segment.role != "patient" and not segment.confirm:
        return
    if memory.leg_side_asked and segment.role != "clinician" and not regions(segment):
        return
    if _of_picture(segment, memory) or is_elsewhere(segment, memory):
        return
    sides = [
        (side, hit)
        for side, hit in hits_of_side(segment)
        if not is_denied(segment, hit.start, hit.end, lists=False)
        and not _is_else(segment, hit, memory)
        and not (hit.end - hit.start == 1 and is_assent(segment, hit.start, memory))
        and not any(
            hold.overlaps(hit) and not interjected(segment, hold.start, hold.start + 1)
            for hold in segment.hits.of("site", "side_denied")
        )
    ]
    if not sides:
        _bare_side(segment, memory, ledger)
        return
    sides = _last_if_corrected(segment, sides)
    if is_other_person(segment, sides[0][1].start, sides[0][1].end):
        return
    side, hit, rank = _chosen(segment, sides, memory)
    if rank < 0:
        return
    if segment.role == "patient" and memory.side_of_turn not in ("", side) and _LESS & set(segment.words):
        return  # "mostly the right; the left gets a little sore too"
    if assess(segment, hit.start, hit.end).status in ("hypothetical", "family"):
        return
    ledger.add("laterality", side, segment.evidence(hit.start, hit.end), rank=rank)
    if segment.role == "clinician":
        memory.asked_about = memory.asked_about | {"side"}  # "So it's your right low back." - "My left."
    memory.side_named = memory.side_of_turn = side


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


def _of_picture(segment: Segment, memory: Memory) -> bool:
    """ "There is a left-sided herniation at L5-S1": what a picture shows is no side of the pain."""
    return segment.role == "clinician" and (segment.hits.has("study", "disc") or memory.phase == "results")


def _is_else(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """A side that belongs to a limb, another organ or a position, not to the back."""
    tested = [found for found in segment.hits.of("exam", "subject") if segment.word(found.start) != "touch"]
    if tested and segment.role == "patient":
        return True  # "slump negative right"; "a touch on the left" is no test
    if len(legs_named(segment)) > 1 and hit.end - hit.start == 1:
        return True  # "down my right leg, and then the left leg after the right"
    body = part_of_body(segment, hit.start, hit.end, 4)
    if body is not None and hit.start <= body.start and body.end <= hit.end:
        return False  # "from one hip to the other"
    if body is not None and body.start >= hit.end and _other_noun(segment, hit.end, body.start):
        return False  # "down low on the right, my left hip was replaced"
    if body is not None and _LANDMARK & {segment.word(place) for place in range(body.start - 3, body.start)}:
        return False  # "left side, just above the hip bone"
    if body is not None:
        return body.what.rule.kind != "back"
    if hit.what.part == "side_midline" and body is None:
        return False  # "smack in the middle, as far from one hip as from the other"
    named = regions(segment)
    legs = segment.hits.of("sign")
    if any(
        leg.what.rule.sided and leg.what.part == "present" and leg.start <= hit.start and hit.end <= leg.end
        for leg in legs
    ):
        return True
    return bool(named) and not names_back(named)


def _other_noun(segment: Segment, start: int, end: int) -> bool:
    return any(segment.word(place) in _NEW_NOUN for place in range(start, end))


def _chosen(segment: Segment, sides: list[tuple[Side, Hit]], memory: Memory) -> tuple[Side, Hit, int]:
    """The side that the segment states and how surely; rank -1 when it states none."""
    if corrected(segment) or any(word in ("moved", "shifted", "now") for word in segment.words):
        side, hit = sides[-1]
    else:
        full = [(name, told) for name, told in sides if not _LESS & _words_before(segment, told)] or sides
        side, hit = next(((name, told) for name, told in full if name == "midline"), full[0])
    body = part_of_body(segment, hit.start, hit.end, 5)
    near_back = body is not None and body.what.rule.kind == "back"
    named = regions(segment)
    before = [found for found in named if found.end <= hit.start]
    if body is None and before and before[-1].what.rule.kind == "back":
        near_back = True  # "my lower back, right-hand side, and it runs into my hip"
    if body is None and named and all(found.what.rule.kind == "back" for found in named):
        near_back = True
    history = memory.phase == "history"
    if memory.side_named and _puts_right(segment) and history:
        return side, hit, 3
    if segment.role == "patient" or segment.role == "unknown":
        if "side" in memory.asked_about:
            return side, hit, 3
        if near_back or "site" in memory.asked_about:
            return side, hit, 2
        if side in ("bilateral", "midline") and history and not named and memory.region in ("", "back"):
            return side, hit, 1
        if segment.hits.has("site", "side_frame") and memory.region in ("", "back") and not regions(segment):
            return side, hit, 1
        return side, hit, -1
    if near_back:
        return side, hit, 1 if history or not segment.hits.has("exam") else -1
    if history and memory.side_named == side and segment.end - segment.start <= _BRIEF:
        return side, hit, 2  # "so left side": what the patient has just said, repeated
    return side, hit, -1


def _words_before(segment: Segment, hit: Hit) -> set[str]:
    """The words by which a side is made the lesser one: "a touch on | the left"."""
    return {segment.word(place) for place in range(hit.start - 4, hit.start)}


def _puts_right(segment: Segment) -> bool:
    """ "No, sorry, the right": a correction of the side named just before."""
    return any(cue.start - segment.start <= 1 for cue in segment.hits.of("cue", "correction"))


def _other_cause(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """A clinician who finds another explanation for the pain, such as a stone."""
    if segment.role == "patient" or segment.asked:
        return
    for hit in regions(segment):
        if hit.what.rule.id != "kidney_stone":
            continue
        if is_denied(segment, hit.start, hit.end) or is_other_person(segment, hit.start, hit.end):
            continue
        history = any(cue.end <= hit.start for cue in segment.hits.of("site", "history"))
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
        }:
            ledger.add("complaint.other_cause", "stated", segment.evidence(hit.start, hit.end))
