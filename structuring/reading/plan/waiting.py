"""Whether a plan item waits for something ("if it's no better, an MRI"), and what is settled all the same."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.plan.stops import BEGINS, JOINTS, taken_up
from structuring.reading.talk.assertion import is_conditional

_REMEDIES = frozenset({"nsaid", "acetaminophen", "muscle_relaxant", "heat_ice", "opioid"})
_CLAUSE = 7
_FAILING = words_of("not still worse need fails failed no without")
_ALARMS = words_of("911 er emergency hospital ambulance")
_USUAL = frozenset({"normally", "ordinarily"})
_NEEDED = ("if", "you", "need")  # "if you need something, take Tylenol"
_BAD = words_of("bad sore hurts hurting aches achy flares flared acting stiff painful rough act flare")
_SOONER = words_of("before sooner earlier or but call come ring otherwise and")
_KEEPS = words_of("hang hold stay keep continue")
_WHEN = 4
_JUDGED = 6
_BIDS = words_of("come see follow return check")
_ARE, _ALLOWED = words_of("is are"), words_of("fine okay good great alright")
_SAYS = words_of("will can would could")
_LED_ON = words_of("and to you then or will can should would have")
_LISTS = words_of("and the your those that")
_CHOICES = {(who, can) for who in ("we", "you", "i") for can in ("can", "could")} | {("there", "is")}
_UNITS = words_of("day days week weeks month months year")
_DATES = _UNITS | words_of("monday tuesday wednesday thursday friday tomorrow next follow appointment visit")


def waits_for(segment: Segment, hit: Hit) -> bool:
    """Whether an item depends on something: "if it's no better, an MRI". A remedy for bad days ("if you have a bad
    day you can take Tylenol") does not, nor does what is forbidden until the next visit."""
    kind: PlanKind = hit.what.rule
    if kind.waits and (_condition_behind(segment, hit) or _weighed(segment, hit)):
        return True
    if _USUAL & set(segment.conditional[:3]):
        return True  # "normally for a sore back | I'd tell you to keep moving"
    if not is_conditional(segment, hit.start) or goes_past_condition(segment, hit):
        return False
    words = segment.conditional or segment.words
    if kind.id == "activity_modification" and "if" not in words and "unless" not in words:
        return False
    return kind.id not in _REMEDIES or any(word in _FAILING for word in words)


def goes_past_condition(segment: Segment, hit: Hit) -> bool:
    """ "... if you're not driving, and keep on with the heat": behind the joint nothing depends on it any more."""
    conditions = [cue for cue in segment.hits.of("cue", "condition") if cue.end <= hit.start]
    if stands_by_itself(segment, hit) or of_item_before(segment, hit) or _bids_anew(segment, hit):
        return True
    if segment.conditional:
        lead = [word for word in segment.words[:3] if word not in JOINTS]
        if _ALARMS & set(segment.conditional):  # "if you can't pee, go to the ER, and I'll see you in two weeks"
            return hit.what.rule.id == "follow_up"
        return segment.words[0] in JOINTS and bool(lead) and lead[0] in BEGINS
    return bool(conditions) and taken_up(segment, conditions[-1].end + 2, hit)


def of_item_before(segment: Segment, hit: Hit) -> bool:
    """ "Keep on with the meloxicam | if it takes the edge off, and the core program": the condition is the first
    item's, and the second is listed with it."""
    if hit.what.rule.waits or segment.start == 0 or segment.word(segment.start) != "if":
        return False
    lead = segment.between(hit.start - 3, hit.start)
    first = all(other.start >= hit.start for other in segment.hits.of("plan") if other.what.part != "never")
    return (
        first
        and lead[-1:] != [","]
        and "and" in lead
        and all(word in _LISTS for word in lead[lead.index("and") :])
    )


def stands_by_itself(segment: Segment, hit: Hit) -> bool:
    """Whether an item does not wait for the condition that was told before it in the same breath."""
    return _kept_on(segment, hit) or _fine_by_itself(segment, hit)


def _fine_by_itself(segment: Segment, hit: Hit) -> bool:
    """ "Tylenol if she needs something, and ice after school is fine": allowed in a clause of its own."""
    joined = segment.between(hit.start - 2, hit.start) == [",", "and"]
    behind = segment.between(hit.end, hit.end + _CLAUSE)
    return joined and any(first in _ARE and second in _ALLOWED for first, second in pairwise(behind))


def _bids_anew(segment: Segment, hit: Hit) -> bool:
    """ "If it hangs on | we'll set that up come see me in two weeks": behind what depends, a dated bidding."""
    if hit.what.rule.id != "follow_up" or segment.word(hit.start) not in _BIDS:
        return False
    lead = segment.between(segment.start, hit.start)
    told = any(first in ("we", "i") and second in _SAYS for first, second in pairwise(lead))
    dated = any(word.isdigit() or word in _UNITS for word in segment.between(hit.start, hit.end + 2))
    return told and dated and lead[-1] not in _LED_ON


def _kept_on(segment: Segment, hit: Hit) -> bool:
    """ "... if you're not too foggy, hang on to the naproxen": what is kept does not wait for what came before."""
    lead = segment.between(segment.start, hit.start)
    if "," not in lead:
        return False
    bidding = lead[len(lead) - lead[::-1].index(",") :]
    return bidding[:1] != [] and bidding[0] in _KEEPS and len(bidding) <= _CLAUSE


def presupposed(segment: Segment, hit: Hit) -> bool:
    """ "We'll talk about which when you come back in two weeks": the visit itself is settled."""
    lead = segment.between(hit.start - _WHEN, hit.core)
    if "when" not in lead or segment.conditional:
        return False
    behind = segment.between(hit.start, hit.end + _WHEN)
    dated = (place for place, word in enumerate(behind[:-1]) if word.isdigit() or word == "a")
    return any(behind[place + 1] in _UNITS for place in dated)


def _weighed(segment: Segment, hit: Hit) -> bool:
    """ "Refer to Doctor Lee for evaluation for an ablation": what he is to judge is not settled yet; whoever is to
    be judged fit for an operation goes to the surgeon all the same."""
    return not hit.what.rule.act and any(
        0 <= hit.start - cue.end <= _JUDGED for cue in segment.hits.of("plan_cue", "weighed")
    )


def _condition_behind(segment: Segment, hit: Hit) -> bool:
    """An "if" behind an item; "see me in six weeks, before that if it goes numb" sets the six weeks anyway."""
    holds = segment.hits.of("cue", "not_condition")
    dated = hit.what.rule.id == "follow_up"
    if hit.end == segment.end and _depends_on_next(segment, undated=dated and not _is_dated(segment, hit)):
        return True
    return any(
        cue.start >= (hit.end if _is_dated(segment, hit) else hit.core)
        and segment.word(cue.start) in ("if", "unless")
        and not (dated and _SOONER & set(segment.between(hit.end, cue.start)))
        for cue in segment.hits.of("cue", "condition")
        if not any(cue.start < hold.end and hold.start < cue.end for hold in holds)
    )


def _is_dated(segment: Segment, hit: Hit) -> bool:
    return any(word.isdigit() or word in _DATES for word in segment.between(hit.start, hit.end))


def _depends_on_next(segment: Segment, *, undated: bool) -> bool:
    """ "Therapy first, injections | if that fails", "come see me | if it swells": the next clause says on what it
    depends."""
    behind = segment.sentence_words(segment.end, segment.end + _CLAUSE)
    return behind[:1] in (["if"], ["unless"]) and (undated or bool(_FAILING & set(behind)))


def among_choices(segment: Segment, place: int) -> bool:
    """ "You can live with it, | you can repeat the injection, or there's surgery": what could be done, of which
    nobody has taken anything yet."""
    words = segment.sentence_words()
    opened = [at for at, pair in enumerate(pairwise(words)) if pair in _CHOICES]
    return any(words[at - 1] == "or" and opened[0] < at and opened[0] <= place for at in opened if at)


def for_bad_days(segment: Segment, hit: Hit, cue: Hit) -> bool:
    """ "If the left is bad, take the meloxicam": a remedy to be taken when it hurts is planned."""
    if hit.what.rule.id not in _REMEDIES or segment.word(cue.start) != "if":
        return False
    failing = _FAILING & set(segment.words)
    if tuple(segment.between(cue.start, cue.start + len(_NEEDED))) == _NEEDED:
        # not "if you need it you can take, well, your OB said ..."
        return failing == {"need"} and segment.between(cue.start, hit.start).count(",") <= 1
    return bool(_BAD & set(segment.words)) and not failing
