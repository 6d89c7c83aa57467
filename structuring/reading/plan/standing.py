"""How a plan item stands where it is mentioned: planned, stopped, offered, put off, past, or only named."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.examination.manoeuvres import is_test
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.plan.intended import (
    BODILY,
    is_bidden_in_test,
    is_elliptic,
    is_fragment,
    is_intended,
    is_planning,
)
from structuring.reading.plan.note import is_dosed, part_of
from structuring.reading.plan.stops import BEGINS, behind_finding, is_stopped, stops, told_to_avoid
from structuring.reading.plan.waiting import (
    among_choices,
    for_bad_days,
    goes_past_condition,
    of_item_before,
    presupposed,
    stands_by_itself,
    waits_for,
)
from structuring.reading.talk.assertion import is_conditional, is_denied

_MAY = {("you", "can"), ("you", "may"), ("you", "could")}
_PRESCRIBES = words_of("do keep continue start try want need should add stay work every daily")
_WILL = words_of("want would will need am")
_TELLING = words_of("tell say explain admit show confess mention be")
_FRANK = words_of("honest frank straight blunt plain clear")  # "I'll be honest with you, it's a good operation"
_DONE_WITH = words_of("seen evaluated looked checked sent referred booked scheduled set put")
_ASKING = words_of("how if whether why what where")  # "to see how active it is" looks at no picture
_PARTS = words_of("before than whether until because which")
_THOUGHT = words_of("because")  # "leave the amlodipine, because I think the Aleve is part of this"
_SPOKEN_OF = {("back", "to"), ("talk", "about"), ("ask", "about"), ("bring", "up")}
_WRITES = words_of("refill renew")
_WILL_OF = words_of("want like wish prefer game willing")
_NEXT = 4
_OFFERED = 9
_WHO_DOES = {
    (who, word) for who in ("who", "that") for word in ("does", "do", "knows", "teaches", "specializes", "offers")
}
_PLANS = words_of("like love recommend suggest advise rather want encourage start begin still also prefer say")
_SHOWING = words_of("shows show sees see")
_FIRST = ["start", "with"], ["begin", "with"]  # "I'd start with therapy, but the right kind"
_REFUSED = words_of("not no never without")
_THERE = words_of("the that your this new old his her their")
_SHOWS = words_of("show pull bring")
_SINCE = words_of("after since from following with")  # "here for follow-up after his MRI"
_NOTES = words_of("write writing note letter")
_WENT = words_of("did had was were helped made")
_CAME = words_of("is are was were came looks look looked")
_RESULTS = words_of("normal fine good negative back elevated high low clear okay great up down")
_BIDDING = words_of("want like need let have make rather prefer keep avoid if should would do suggest recommend")
_ONCE = words_of("the on that if when before")
_HARMS, _DENIED = words_of("hurt harm interfere"), 6  # words behind a drug in which it is told that it won't
_HOW, _NEAR_HOW = words_of("how what"), 3
_LIKENS = words_of("like as")  # "heat's fine, like you did with the tub"


def _will_not_harm(behind: list[str]) -> bool:
    """ "The prednisone isn't going to hurt it", "won't hurt you": no reason to leave it."""
    return bool(_HARMS & set(behind)) and bool({"not", "never"} & set(behind[:_DENIED]))


def standing_of(segment: Segment, hit: Hit, memory: Memory, listing: bool) -> str:
    """planned, stopped, offered, later, past or unsaid. `listing`: an item before it in the segment is planned."""
    kind: PlanKind = hit.what.rule
    cues = [cue for cue in segment.hits.of("plan_cue") if cue.end <= hit.start or cue.start <= hit.start < cue.end]
    behind = segment.between(hit.end, segment.end)
    lead = segment.between(hit.start - 7, hit.start)
    bids = any(pair[0] == "but" and pair[1] in BEGINS for pair in pairwise(behind))  # "..., but take three"
    if "would" in lead and "but" in behind and lead[-2:] not in _FIRST and not bids:
        return "unsaid"  # "I'd hand you naproxen, but with that blood pressure ..."
    if _would_but(segment, hit):
        return "unsaid"
    if any(cue.start >= hit.end and not _undoes_else(segment, cue) for cue in segment.hits.of("plan_cue", "undo")):
        return "stopped"
    if hit.what.part == "forbids":
        return "planned" if is_planning(memory) or listing or is_dosed(segment, hit) else "unsaid"
    if _besides(segment, hit):
        return "unsaid"  # "don't take the Aleve on top of it", "not the two Advil here and there"
    if waits_for(segment, hit):
        return "later"
    if kind.id == "follow_up" and presupposed(segment, hit):
        return "planned" if is_planning(memory) or listing else "unsaid"
    if kind.waits and (_only_offered(segment, hit) or _at_will(segment, hit) or among_choices(segment, hit.start)):
        return "offered"
    offered = kind.id == "physical_therapy" and _only_offered(segment, hit)
    if (offered or _refills(segment, hit)) and _left_to_him(segment, hit):
        return "offered"
    if kind.id in BODILY and only_who_or_when(segment, hit):
        return "unsaid"
    if kind.id == "home_exercise" and _only_allowed(segment, hit):
        return "unsaid"
    if hit.what.part == "avoid":
        if memory.phase in ("history", "exam") and is_test(segment, hit):
            return "unsaid"  # "hop off the chair, bend forward"
        if memory.phase == "exam" and any(test.overlaps(hit) for test in segment.hits.of("exam", "subject")):
            return "unsaid"  # "no spasm , forward bending to the knees , straight leg raise negative"
        if is_bidden_in_test(segment, hit, memory) and "your" in segment.between(hit.start, hit.end + 1):
            return "unsaid"  # "don't lift your hips off the table"
        before = segment.between(hit.start - 4, hit.start)
        if before[-1:] == ["you"] and not _BIDDING & set(segment.between(segment.start, hit.start)):
            return "unsaid"  # "no tenderness, you bend well", "it's weak when you lift it"
        if memory.phase == "history" and "i" in before and not _WILL & set(segment.words):
            return "unsaid"
        if before[-3:] == ["i", "am", "not"]:
            return "unsaid"  # "I'm not jumping to that"
        if not _NOTES & set(segment.words) and any(
            segment.word(place) in ("can", "could", "unable", "able", "does", "did")
            for place in range(hit.start - 4, hit.start)
        ):
            return "unsaid"  # "can't lift the foot" is a finding
        if behind_finding(segment, hit):
            return "unsaid"
        off = any(0 <= cue.start - hit.core <= 1 for cue in segment.hits.of("plan_cue", "stop_back"))
        denied = off or bool(stops(segment, hit, cues)) or is_denied(segment, hit.start, hit.end)
        return "planned" if denied or told_to_avoid(segment, hit) else "unsaid"
    if is_stopped(segment, hit, cues):
        if _will_not_harm(behind):
            return "unsaid"  # "the prednisone isn't going to hurt it"
        if _HOW & set(segment.between(hit.start - _NEAR_HOW, hit.start)):
            return "unsaid"  # "don't drive till you know how the gabapentin treats you"
        depends = is_conditional(segment, hit.start) and not goes_past_condition(segment, hit)
        return "later" if depends and part_of(hit) else "stopped"  # "if your stomach hurts, stop the naproxen"
    if hit.what.part == "done":
        return "planned"
    told = segment.sentence_words(hit.end, hit.end + 2)
    if told[:1] in (["that"], ["which"]) and _WENT & set(told[1:]):
        return "past"  # "put together your story and the facet shots | that did nothing"
    asks = segment.hits.of("plan_cue", "polite")
    if any(
        cue.what.part == "later"
        and cue.end <= hit.start
        and not any(cue.overlaps(hold) for hold in asks)
        and not (segment.word(cue.start) == "if" and of_item_before(segment, hit))
        and not for_bad_days(segment, hit, cue)
        and not stands_by_itself(segment, hit)
        for cue in cues
    ):
        return "later"
    if kind.id == "lab" and (_only_shown(segment, hit) or _came_back(segment, hit)):
        return "unsaid"
    if kind.id == "imaging" and not _is_order(segment, hit, memory.listing):
        return "unsaid"
    pasts = [cue for cue in cues if cue.what.part == "past" and not _is_reason(segment, cue, hit)]
    pasts = [cue for cue in pasts if cue.end <= hit.start]
    intents = [
        cue
        for cue in cues
        if cue.what.part in ("intent", "order", "resolve")
        and not ((_PARTS if kind.waits else _THOUGHT) & set(segment.between(cue.end, hit.start)))
        and not (kind.waits and _only_tells(segment, cue))
        and not _takes_up(segment, cue, hit)
        and not _FRANK & set(segment.between(cue.end, cue.end + 2))
        and segment.word(cue.start - 1) != "did"  # "we did get an x-ray"
        and not (kind.id in ("lab", "imaging") and segment.between(hit.start - 2, hit.start) == ["got", "the"])
    ]
    pasts = [cue for cue in pasts if not any(cue.overlaps(hold) and hold.end > cue.end for hold in intents)]
    if not intents and any(0 <= cue.start - hit.end <= 2 for cue in segment.hits.of("plan_cue", "later_back")):
        return "unsaid"  # "there's a stimulator that some people get"
    over = [
        cue
        for cue in segment.hits.of("plan_cue", "past_back")
        if 0 <= cue.start - hit.end <= 4 and segment.word(cue.start - 1) not in _LIKENS
    ]
    if over and not any(cue.end <= hit.start for cue in intents):
        return "past"
    if pasts and max((cue.start for cue in intents), default=-1) < max(cue.end for cue in pasts):
        return "past"
    return "planned" if is_intended(segment, hit, memory, intents, bool(pasts), listing) else "unsaid"


def only_who_or_when(segment: Segment, hit: Hit) -> bool:
    """ "Someone who does the McKenzie work", "use heat before you stretch": it only tells who or when."""
    lead = segment.between(hit.start - _NEXT, hit.start)
    return any(pair in _WHO_DOES for pair in pairwise(lead)) or lead[-2:] == ["before", "you"]


def _only_allowed(segment: Segment, hit: Hit) -> bool:
    """ "No running, but you can swim, and you can use a bike": what is not forbidden is not yet prescribed."""
    lead = segment.between(segment.start, hit.start)
    place = max((at for at, pair in enumerate(pairwise(lead)) if pair in _MAY), default=-1)
    return place >= 0 and not _PRESCRIBES & set(lead[place:])


def _besides(segment: Segment, hit: Hit) -> bool:
    """ "Not the two Advil here and there"; "a heating pad on top" is advised."""
    behind = segment.between(hit.end, hit.end + 2)
    refused = not _REFUSED.isdisjoint(segment.between(segment.start, hit.start))
    return refused and behind in (["on", "top"], ["here", "and"])


def _would_but(segment: Segment, hit: Hit) -> bool:
    """ "I'd send you to therapy, | but I know your answer"; "I'd like you to go, | but take it slow" plans."""
    lead = segment.between(segment.start, hit.start)
    next_words = segment.spoken_words(segment.end, segment.end + 2)
    if "would" not in lead or next_words[:1] != ["but"] or "i" not in lead or BEGINS & set(next_words[1:]):
        return False
    return not _PLANS & set(lead[lead.index("would") :])


def _only_tells(segment: Segment, cue: Hit) -> bool:
    """ "I'll tell you straight, surgery ..."; but "you need to be seen by the surgeon" sends him there."""
    word, behind = segment.word(cue.end), segment.word(cue.end + 1)
    return word in _TELLING and not (word == "be" and behind in _DONE_WITH)


def _undoes_else(segment: Segment, cue: Hit) -> bool:
    """ "Stay on the meloxicam but skip it the morning of the block", "start meloxicam, and hold off on shots"."""
    once = segment.word(cue.start) == "skip" and segment.word(cue.end) in _ONCE
    return once or any(0 <= hit.start - cue.end <= _NEXT // 2 for hit in segment.hits.of("plan"))


def _takes_up(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "What I wanted to come back to, the meloxicam": it will be spoken of; whether to take it is not said."""
    lead = segment.between(max(cue.start, hit.start - _NEXT), hit.start)
    pairs = [pair for pair in pairwise(lead) if pair in _SPOKEN_OF]
    return bool(pairs) and (pairs[-1][0] != "back" or "come" in lead or "circle" in lead)


def _is_reason(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "Because of that foot, an MRI tonight": the reason ends with its comma."""
    between = segment.between(cue.end, hit.start)
    ended = "," in between or between[-2:] in (["and", "a"], ["and", "some"])
    return segment.word(cue.start) == "because" and ended


def _only_offered(segment: Segment, hit: Hit) -> bool:
    """ "I can do an injection" offers; "we can go ahead and order" does it."""
    near = segment.between(max(segment.start, hit.start - _OFFERED), hit.start)
    return "offer" in near or ("can" in near and "ahead" not in near and "order" not in near)


def _at_will(segment: Segment, hit: Hit) -> bool:
    """ "What I can do, if you want, is put some numbing medicine in": it is for the patient to say."""
    asked = [cue for cue in segment.hits.of("plan_cue", "polite") if segment.word(cue.start) == "if"]
    return any(cue.start <= hit.start and _WILL_OF & set(segment.between(cue.start, cue.end)) for cue in asked)


def _refills(segment: Segment, hit: Hit) -> bool:
    return bool(part_of(hit)) and bool(_WRITES & set(segment.between(segment.start, hit.start)))


def _left_to_him(segment: Segment, hit: Hit) -> bool:
    """ "I can also send you to therapy if you want"."""
    behind = segment.sentence_words(hit.end, hit.end + _NEXT)
    return any(pair == ("if", "you") for pair in pairwise(behind)) and bool(_WILL_OF & set(behind))


def _only_shown(segment: Segment, hit: Hit) -> bool:
    """ "Show me the vitamin D": looked at, unless an order stands nearer."""
    looks = [cue for cue in segment.hits.of("plan_cue", "looked_at") if segment.word(cue.start) in _SHOWS]
    looked = [cue.end for cue in looks if cue.end <= hit.start]
    ordered = [cue.end for cue in segment.hits.of("plan_cue", "order") if cue.end <= hit.start]
    return bool(looked) and max(looked) > max(ordered, default=-1)


def _came_back(segment: Segment, hit: Hit) -> bool:
    """ "So your sed rate and your CRP are normal": a result, and no order."""
    behind = segment.between(hit.end, segment.end)
    told = [place for place, word in enumerate(behind) if word in _RESULTS]
    return bool(told) and bool(_CAME & set(behind[: told[0]]))


def _is_order(segment: Segment, hit: Hit, listing: bool) -> bool:
    """A study is ordered, not looked at: of "show me the x-ray" and "order an x-ray" the nearer word decides."""
    if segment.word(hit.start) in ("xray", "image") and segment.word(hit.start - 1) in ("and", "to", "will"):
        return True  # "go ahead and x-ray that"
    if segment.word(hit.end) in _SHOWING:
        return False  # "I don't need a picture, an x-ray shows bones"
    if segment.word(hit.start - 1) in _THERE and segment.word(hit.start - 2) in _SINCE:
        return False
    looks = [cue for cue in segment.hits.of("plan_cue", "looked_at") if segment.word(cue.end) not in _ASKING]
    looked = max((cue.end for cue in looks if cue.end <= hit.start), default=-1)
    obtained = segment.hits.of("plan_cue", "obtain")
    ordered = max((cue.end for cue in obtained if cue.end <= hit.start or cue.start == hit.start), default=-1)
    if looked >= 0 or ordered >= 0:
        return ordered > looked
    if listing and segment.word(segment.start) == "and" and hit.start - segment.start <= _NEXT - 1:
        return True  # "a sed rate and a CRP. And the x-ray of the lumbar spine."
    if segment.word(hit.start - 1) in _THERE:
        return False  # "so, the MRI", "follow-up after his MRI": one that is there already
    return (is_fragment(segment) or listing or is_elliptic(segment, hit)) and not segment.hits.has(
        "plan_cue", "looked_at"
    )
