"""Whether words against it reach a plan item: stopped, forbidden, not wanted; and where a new intent ends them."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.plan.note import is_dosed, part_of
from structuring.reading.talk.assertion import answered_no, is_denied

_NOT_OF_ITEM = words_of("before until after over more just only every on at with too better")
_CHANGES = words_of("changes changed new different")  # "nothing changes there, Celebrex is okay"
_INTENDS = words_of("want would will need am")
JOINTS = words_of("and but so then , just")
BEGINS = words_of("take use start try keep")
_ASKED_OF = words_of("to you not and or never")
_DENIAL_REACH = 7
_BY_ITS_DATE, _THE = words_of("before after until till"), words_of("the your that")
_UNTIL = words_of("until till for now today right yet this at because unless since just , tonight")
_ONE_DOSE = words_of("daytime morning noon midday lunchtime afternoon evening")
_PAUSES = words_of("hold skip")
_ONCE = {(the, day) for the in ("that", "the") for day in ("morning", "day", "night")}  # "hold it that morning"
_HELD_BACK = words_of("off back pass stop keen hold")
_BARS = words_of("avoid limit stop without no not off hold quit skip")
_NOT_FOUND = {("not", word) for word in ("feel", "see", "find", "hear", "get", "detect", "appreciate")}
_PARTS = words_of(", but and then just let while because so since to until till after")
_NAMING = words_of("and but so then okay now well a an the any for , more")
_FAVORS = words_of("like love recommend believe trust use prescribe do give write")
_THINKING = words_of("think believe sure see say know convinced feel")


def stops(segment: Segment, hit: Hit, cues: list[Hit]) -> list[Hit]:
    pseudo = segment.hits.of("cue", "pseudo")
    return [
        cue
        for cue in cues
        if cue.what.part == "stop"
        and (cue.end <= hit.start or (segment.word(cue.start) == "leave" and hit.end < cue.end))
        and segment.word(cue.end) not in ("by", "in", "back", "at", "off", "over")
        and not _broken(segment, cue.end, hit.start)
        and not _spent(segment, cue, hit)
        and not _while_taking(segment, cue, hit)
        and not (segment.word(cue.start) in _PAUSES and tuple(segment.between(hit.end, hit.end + 2)) in _ONCE)
        and not _ONE_DOSE
        & set(segment.between(cue.end, hit.start))  # "drop the daytime gabapentin, keep the night's"
        and (cue.end - cue.start > 2 or not any(hold.start <= cue.start < hold.end for hold in pseudo))
        and not (segment.word(cue.start) == "not" and segment.word(cue.end) in _NOT_OF_ITEM)
        and not (segment.word(cue.start) == "nothing" and segment.word(cue.end) in _CHANGES)
    ]


def _spent(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "I want you off the Aleve altogether Tylenol a thousand at night": what is stopped is named, and what is
    told with its dose behind it is taken."""
    named = [other for other in segment.hits.of("plan") if other.what.part != "never" and part_of(other)]
    between = [
        one for one in named if cue.end <= one.start and one.end <= hit.start and part_of(one) != part_of(hit)
    ]
    if not between or not is_dosed(segment, hit):
        return False
    links = segment.between(between[-1].end, hit.start)
    return not {"and", "or", "nor", ","} & set(links)


def _while_taking(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "Don't drive on the Flexeril"; "hold off on the therapy" stops it."""
    on = [place for place in (hit.start - 2, hit.start - 1) if place >= cue.end and segment.word(place) == "on"]
    return bool(on) and segment.word(cue.start) == "not" and segment.word(on[0] - 1) not in _HELD_BACK


def _kept(segment: Segment, hit: Hit) -> bool:
    """ "Don't lose your exercises" wants them done."""
    return any(0 <= hit.start - cue.core <= _DENIAL_REACH for cue in segment.hits.of("plan_cue", "keep"))


def _swapped(segment: Segment, hit: Hit) -> bool:
    """ "Swap the naproxen for Tylenol": what stands before the "for" goes."""
    return any(cue.start < hit.start and hit.end < cue.end for cue in segment.hits.of("plan_cue", "swap"))


def is_stopped(segment: Segment, hit: Hit, cues: list[Hit]) -> bool:
    if _kept(segment, hit) or _dates_another(segment, hit):
        return False
    if _swapped(segment, hit):
        return True
    inside = any(segment.word(place) in ("avoid", "no", "not", "without") for place in range(hit.start, hit.end))
    if inside or segment.word(hit.start) in ("nothing", "off", "out", "leave"):
        return False
    praised = [cue for cue in segment.hits.of("plan_cue", "behind") if segment.word(cue.start) == "would"]
    refused = [
        cue
        for cue in segment.hits.of("plan_cue", "stop_back")
        if not any(praise.start <= cue.start and cue.core <= praise.core for praise in praised)
        and 0 <= cue.start - hit.end <= 3
        and "but" not in segment.between(hit.end, cue.start)
    ]
    if refused or stops(segment, hit, cues) or _fronted(segment, hit) or _put_and_refused(segment, hit):
        return True
    if not is_denied(segment, hit.start, hit.end, lists=False):
        return False
    denials = [
        cue
        for cue in segment.hits.of("cue", "deny")
        if 0 <= hit.start - cue.end <= _DENIAL_REACH
        and not (segment.word(cue.start) == "not" and segment.word(cue.end) in _NOT_OF_ITEM)
    ]
    behind = any(
        0 <= cue.start - hit.end <= 4 and "sure" not in segment.between(hit.end, cue.start)
        for cue in segment.hits.of("cue", "deny_back")  # not "a film to make sure it's not settling"
    )
    return behind or any(not taken_up(segment, cue.end, hit) for cue in denials)


def _dates_another(segment: Segment, hit: Hit) -> bool:
    """ "Stop the ibuprofen the day before the injection": what is stopped is dated by it."""
    before = segment.between(hit.start - 2, hit.start)
    return len(before) > 1 and before[0] in _BY_ITS_DATE and before[1] in _THE


def dangling(segment: Segment, start: int) -> bool:
    """ "... I'd hold off on till after the shot": put off, and what is meant stands before it."""
    return any(
        cue.start >= start and (cue.end == segment.end or segment.word(cue.end) in _UNTIL)
        for cue in segment.hits.of("plan_cue", "put_off")
    )


def _put_and_refused(segment: Segment, hit: Hit) -> bool:
    """ "Narcotics, no."; but "not with the cyclobenzaprine, no" answers something else."""
    lead = segment.between(segment.start, hit.start)
    return answered_no(segment, hit.end) and all(word in _NAMING for word in lead)


def _fronted(segment: Segment, hit: Hit) -> bool:
    """ "The therapy we'll skip for now", "muscle relaxers, | I don't like"."""
    behind = segment.spoken_words(hit.end, hit.end + 5)
    if behind[0:1] in (["i"], ["we"]) and behind[2:3] == ["not"] and behind[3:4] and behind[3] in _FAVORS:
        return True
    if segment.word(hit.end) not in ("i", "we"):
        return False
    again = segment.between(hit.start, hit.end)  # "and physio I'll hold off on physio until we know"
    return dangling(segment, hit.end) or any(
        segment.between(cue.end, cue.end + len(again)) == again
        for cue in segment.hits.of("plan_cue", "put_off")
        if cue.start >= hit.end
    )


def taken_up(segment: Segment, start: int, hit: Hit) -> bool:
    """ "No higher than that, and stay with the Tylenol": behind a joint a new intent begins."""
    if segment.word(hit.start - 1) in BEGINS and segment.word(hit.start - 2) not in _ASKED_OF:
        return True  # "don't restart it, use Tylenol"
    joints = [place for place in range(start, hit.start) if segment.word(place) in JOINTS]
    if joints and (_allowed(segment, hit) or hit.what.rule.id == "follow_up") and joints[-1] >= hit.start - 2:
        return True  # "no Advil in the pregnancy, and a warm pack is okay", "no injections, and back in a month"
    return any(
        any(joint < cue.start for joint in joints) and cue.end <= hit.start
        for cue in segment.hits.of("plan_cue", "intent")
        if cue.start >= start
    )


def _allowed(segment: Segment, hit: Hit) -> bool:
    """Said right behind an item, that it may be used."""
    return any(
        0 <= cue.start - hit.end <= 1 and segment.word(cue.start) == "is"
        for cue in segment.hits.of("plan_cue", "intent")
    )


def _broken(segment: Segment, start: int, end: int) -> bool:
    """A stop reaches only to the next comma, "and" or "but": "stop the ibuprofen, take Tylenol"."""
    if end - start > 6:
        return True
    if any(
        segment.word(place) in ("i", "we") and segment.word(place + 1) in _INTENDS
        for place in range(start + 1, end)
        if segment.word(start) not in _THINKING
    ):
        return True  # "take the clothes off of it i'll see you in three weeks"
    if any(
        segment.word(place) in BEGINS and segment.word(place - 1) not in ("to", "you", "not", "and")
        for place in range(start + 1, end)
    ):
        return True
    return any(
        segment.word(place) in _PARTS  # "hold off on the therapy until after the injection"
        for place in range(start, end)
    )


def told_to_avoid(segment: Segment, hit: Hit) -> bool:
    near = segment.between(max(segment.start, hit.start - 6), hit.start)
    if near[:2] == ["no", ","]:
        near = near[2:]  # "no, see if I'm running" forbids nothing
    return bool(_BARS & set(near))


def behind_finding(segment: Segment, hit: Hit) -> bool:
    """ "I don't feel any tender spot anywhere the bending is stiff": the "not" is of what was looked for."""
    return any(pair in _NOT_FOUND for pair in pairwise(segment.between(segment.start, hit.start)))


def is_act(segment: Segment, hit: Hit) -> bool:
    kind: PlanKind = hit.what.rule
    words = set(segment.between(hit.start, hit.end))
    return bool(kind.act) and words <= set(kind.act.split())
