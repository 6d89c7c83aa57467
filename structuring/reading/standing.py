"""How a plan item stands where it is mentioned: planned, stopped, offered, put off, past, or only named."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.assertion import is_conditional, is_denied
from structuring.reading.lexicon import Hit
from structuring.reading.plan_note import is_dosed, part_of
from structuring.reading.rules import PlanKind
from structuring.reading.segments import Segment
from structuring.reading.state import Memory
from structuring.reading.stops import is_stopped, stops, told_to_avoid
from structuring.reading.tokens import words_of
from structuring.reading.topics import BACK, regions
from structuring.reading.waiting import (
    among_choices,
    for_bad_days,
    goes_past_condition,
    of_item_before,
    presupposed,
    waits_for,
)

_BARE = 11
_LISTED = frozenset({"lab", "imaging", "follow_up"})
_VERBS = words_of(
    "is was are were made did does has had helped works gave because if when since "
    "think know i you we he she they it are"
)
SENDING = words_of("refer order ordering prescribe sending schedule recommend suggest encourage")
_SUBJECTS = words_of("you i he she they we did do does has have had who been was were to")
_BODILY = frozenset({"activity_modification", "home_exercise", "heat_ice"})
_MOVES = frozenset({"activity_modification", "home_exercise"})
_LEADS = words_of(
    "and then also some plus with , okay so a an the for pain as well next first second third now just maybe "
    "another more course little bit of good round short few in addition on top meantime meanwhile your that same "
    "or alternating at night bedtime recap summary plan list things again today plain long nice"
)
_OFTEN = words_of("every daily day week weekly minutes twice times")
_MOVED = words_of("pull bring draw hug raise lift")
_COMES = words_of("see come follow return check write message call email text send shoot drop phone ring")
_BIDS = words_of("leave put park use push pull garden weed plant cook fold iron paint prep chop")
# "bend" and "stand" are said of a test
_BIDS_AT_REST = words_of("do take stay sleep get keep let set change raise limit skip")
_HEADS = words_of("so and then okay now first for as your the this that low lower pain all right ,")
_WILL = words_of("want would will need am")
_VERBS_BEHIND = words_of(
    "is was are can could cause causes work works help helps does did make makes may might usually tends has had "
    "give gives raise raises upset upsets hurt hurts thins affects takes would though made gave helped worked "
    "caused knocked bothered kept feels feel wants carry carries come comes show shows see sees"
)
_WISHES = words_of("want ask decide insist say tell")
_OR_SO = words_of("so without sooner two three four 2 3 4 earlier less more")
_MATTER = words_of("about regarding on to there is then come comes")
_REASONS = frozenset({"because", "until", "till"})
_TELLING = words_of("tell say explain admit show confess mention be")
_DONE_WITH = words_of("seen evaluated looked checked sent referred booked scheduled set put")
_ASKING = words_of("how if whether why what where")  # "to see how active it is" looks at no picture
_PARTS = words_of("before than whether until because which")
_TAKES_UP = {(who, word) for who in ("you", "we") for word in ("have", "had", "did", "tried")} | {
    (who, word) for who in ("i", "we") for word in ("can", "could")
}
_ASKS = words_of("do does did how when why where what")
_INVERTED = words_of("are is was were have has can could")
_OF_IT = words_of("you that it they those these he she your")
_POINTING = words_of("those these")
_SPOKEN_OF = {("back", "to"), ("talk", "about"), ("ask", "about"), ("bring", "up")}
_WILL_OF = words_of("want like wish prefer game willing")
_NEXT = 4
_OFFERED = 9
_WHO_DOES = {("who", word) for word in ("does", "do", "knows", "teaches", "specializes", "offers")}
_PLANS = words_of("like love recommend suggest advise rather want encourage start begin still also prefer say")
HISTORY_TAKEN = 2
_SEVERAL, _BEHIND = 2, 5
_ASKED_FOR, _ASKED_NEAR = words_of("tried helped"), 6
_SUMS_UP = words_of("sum up recap what we are doing here is go home on to stick")
_TOLD = _VERBS - words_of("you they it if when since") | words_of("or did tried took been")
_TRIED = words_of("tried did didn't helped worked taken used done failed nothing so")
_VISITS = words_of("see seeing back")
_EASES = _BODILY | {"nsaid", "acetaminophen", "chiropractic_massage_acupuncture"}
_WILL_DO = words_of("will would should")
_HELPS = words_of("help loosen calm settle ease relax soothe feel get keep do limber")
_PLANNING = 12
_SHOWING = words_of("shows show sees see")
_ONCE = words_of("the on that if when before")


def standing_of(segment: Segment, hit: Hit, memory: Memory, listing: bool) -> str:
    """planned, stopped, offered, later, past or unsaid. `listing`: an item before it in the segment is planned."""
    kind: PlanKind = hit.what.rule
    cues = [cue for cue in segment.hits.of("plan_cue") if cue.end <= hit.start or cue.start <= hit.start < cue.end]
    behind = segment.between(hit.end, segment.end)
    if "would" in segment.between(hit.start - 7, hit.start) and "but" in behind:
        return "unsaid"  # "I'd hand you naproxen, but with that blood pressure ..."
    if _would_but(segment, hit):
        return "unsaid"
    if any(cue.start >= hit.end and not _skips_once(segment, cue) for cue in segment.hits.of("plan_cue", "undo")):
        return "stopped"
    if hit.what.part == "forbids":
        return "planned" if _planning(memory) or listing or is_dosed(segment, hit) else "unsaid"
    if segment.between(hit.end, hit.end + 2) in (["on", "top"], ["here", "and"]):
        return "unsaid"  # "don't take the Aleve on top of it", "not the two Advil here and there"
    if waits_for(segment, hit):
        return "later"
    if kind.id == "follow_up" and presupposed(segment, hit):
        return "planned" if _planning(memory) or listing else "unsaid"
    if kind.waits and (_only_offered(segment, hit) or _at_will(segment, hit) or among_choices(segment, hit.start)):
        return "offered"
    if kind.id == "physical_therapy" and _only_offered(segment, hit) and _left_to_him(segment, hit):
        return "offered"
    if kind.id in _BODILY and _of_somebody(segment, hit):
        return "unsaid"
    if hit.what.part == "avoid":
        if memory.phase in ("history", "exam") and _is_test(segment, hit):
            return "unsaid"  # "hop off the chair, bend forward"
        before = segment.between(hit.start - 4, hit.start)
        if memory.phase == "history" and "i" in before and not _WILL & set(segment.words):
            return "unsaid"
        if before[-3:] == ["i", "am", "not"]:
            return "unsaid"  # "I'm not jumping to that"
        if any(
            segment.word(place) in ("can", "could", "unable", "able", "does", "did")
            for place in range(hit.start - 4, hit.start)
        ):
            return "unsaid"  # "can't lift the foot" is a finding
        off = any(0 <= cue.start - hit.core <= 1 for cue in segment.hits.of("plan_cue", "stop_back"))
        denied = off or bool(stops(segment, hit, cues)) or is_denied(segment, hit.start, hit.end)
        return "planned" if denied or told_to_avoid(segment, hit) else "unsaid"
    if is_stopped(segment, hit, cues):
        depends = is_conditional(segment, hit.start) and not goes_past_condition(segment, hit)
        return "later" if depends and part_of(hit) else "stopped"  # "if your stomach hurts, stop the naproxen"
    if hit.what.part == "done":
        return "planned"
    asks = segment.hits.of("plan_cue", "polite")
    if any(
        cue.what.part == "later"
        and cue.end <= hit.start
        and not any(cue.overlaps(hold) for hold in asks)
        and not (segment.word(cue.start) == "if" and of_item_before(segment, hit))
        and not for_bad_days(segment, hit, cue)
        for cue in cues
    ):
        return "later"
    if kind.id == "imaging" and not _is_order(segment, hit, memory.listing):
        return "unsaid"
    pasts = [cue for cue in cues if cue.what.part == "past" and not _is_reason(segment, cue, hit)]
    pasts = [cue for cue in pasts if cue.end <= hit.start]
    intents = [
        cue
        for cue in cues
        if cue.what.part in ("intent", "order", "resolve")
        and not (kind.waits and _PARTS & set(segment.between(cue.end, hit.start)))
        and not (kind.waits and _only_tells(segment, cue))
        and not _takes_up(segment, cue, hit)
        and segment.word(cue.start - 1) != "did"  # "we did get an x-ray"
        and not (kind.id in ("lab", "imaging") and segment.between(hit.start - 2, hit.start) == ["got", "the"])
    ]
    pasts = [cue for cue in pasts if not any(cue.overlaps(hold) and hold.end > cue.end for hold in intents)]
    if not intents and any(0 <= cue.start - hit.end <= 2 for cue in segment.hits.of("plan_cue", "later_back")):
        return "unsaid"  # "there's a stimulator that some people get"
    over = [cue for cue in segment.hits.of("plan_cue", "past_back") if 0 <= cue.start - hit.end <= 4]
    if over and not any(cue.end <= hit.start for cue in intents):
        return "past"
    if pasts and max((cue.start for cue in intents), default=-1) < max(cue.end for cue in pasts):
        return "past"
    return "planned" if _intended(segment, hit, memory, intents, bool(pasts), listing) else "unsaid"


def _of_somebody(segment: Segment, hit: Hit) -> bool:
    """ "Someone who does the McKenzie work", "use heat before you stretch": it only tells who or when."""
    lead = segment.between(hit.start - _NEXT, hit.start)
    return any(pair in _WHO_DOES for pair in pairwise(lead)) or lead[-2:] in (["before", "you"], ["after", "you"])


def _would_but(segment: Segment, hit: Hit) -> bool:
    """ "I'd send you to therapy, | but I know your answer"; "I'd like you to go, | but take it slow" plans."""
    lead = segment.between(segment.start, hit.start)
    next_words = segment.spoken_words(segment.end, segment.end + 2)
    if "would" not in lead or next_words[:1] != ["but"] or "i" not in lead:
        return False
    return not _PLANS & set(lead[lead.index("would") :])


def _only_tells(segment: Segment, cue: Hit) -> bool:
    """ "I'll tell you straight, surgery ..."; but "you need to be seen by the surgeon" sends him there."""
    word, behind = segment.word(cue.end), segment.word(cue.end + 1)
    return word in _TELLING and not (word == "be" and behind in _DONE_WITH)


def _skips_once(segment: Segment, cue: Hit) -> bool:
    """ "Stay on the meloxicam but skip it the morning of the block"."""
    return segment.word(cue.start) == "skip" and segment.word(cue.end) in _ONCE


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


def _is_test(segment: Segment, hit: Hit) -> bool:
    """Whether the words are what a patient is told to do in the examination."""
    return any(test.what.part == "doing" and test.overlaps(hit) for test in segment.hits.of("exam"))


def _intended(segment: Segment, hit: Hit, memory: Memory, intents: list[Hit], past: bool, listing: bool) -> bool:
    """Whether anything says that the item is going to be done."""
    kind: PlanKind = hit.what.rule
    if _is_topic(segment, hit) or _ASKED_FOR & set(segment.sentence_words(segment.end, segment.end + _ASKED_NEAR)):
        return False  # "Advil, heat, ice, | what have you tried so far?"
    if _settled_on(segment, hit) or (not past and not _is_echo(hit, memory) and _enumerated(segment, hit)):
        return True
    if kind.id == "home_exercise" and _on_table(segment, hit):
        return False
    if kind.id in ("follow_up", "activity_modification") and _told_at_once(segment, hit, memory):
        return True
    if memory.phase == "history" and memory.questions >= HISTORY_TAKEN and not _planning(memory):
        # while the history is taken "you take the etodolac now" tells a habit, a bare "the Medrol pack" repeats
        return any(not _is_habit(segment, cue) for cue in intents) or _headed(segment, hit)
    if hit.what.part == "heads" and _is_alone(segment, hit):
        return False
    if kind.waits and not intents and not memory.patient_heard:
        return False  # "Physical medicine and rehab. I'm the doctor who doesn't cut."
    if kind.waits and _is_named_back(segment, hit, memory):
        return False
    if intents or memory.intends:
        return True
    if kind.waits and _is_alternative(segment, hit):
        return False
    planning = _planning(memory) or (
        memory.phase in ("exam", "results") and (kind.id not in _BODILY or _regular(segment, hit))
    )
    told = segment.hits.of("plan_cue", "behind")
    behind = [cue for cue in told if cue.start >= hit.core and cue.start - hit.end <= _BEHIND]
    if behind or _granted(segment, hit, memory) or _promised(segment, hit):
        return True
    if past:
        return False
    if is_dosed(segment, hit):
        return True
    if _explained(segment, hit):
        return False
    goes_on = memory.listing or listing
    listed = kind.id in _LISTED and memory.phase != "results"  # "your sed rate is normal"
    if planning and _elliptic(segment, hit) and (kind.pain or listed or part_of(hit)):
        return True
    if goes_on and not _VERBS & set(segment.between(segment.start, hit.start)):
        return True
    commanded = (
        planning or kind.id not in _MOVES or memory.phase != "exam"
    )  # "lie on your side": a command of the examination
    if _is_fragment(segment) and kind.bare and commanded and not _is_echo(hit, memory):
        return True
    if kind.id in ("follow_up", "activity_modification") and _planning(memory):
        return True
    later = [cue for cue in segment.hits.of("plan_cue", "intent") if 0 <= cue.start - hit.end <= 12]
    return bool(later) and planning


def _is_named_back(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "What about a shot?" - "An epidural. If it's no better, we'll talk": what was asked for is only named."""
    asked = any(one.by == "patient" and one.kind == hit.what.rule.id for one in memory.offers)
    return (
        asked
        and hit.end == segment.end
        and all(word in _LEADS for word in segment.between(segment.start, hit.start))
    )


def _on_table(segment: Segment, hit: Hit) -> bool:
    """ "Pull that knee to your chest. Does that hurt?": done once, on the table, where nothing says how often."""
    lead = segment.between(hit.start - 2, hit.start)
    return bool(_MOVED & set(lead)) and not _OFTEN & set(segment.sentence_words(hit.start))


def _settled_on(segment: Segment, hit: Hit) -> bool:
    """ "Then chiropractor it is.", said of what was chosen."""
    behind = segment.between(hit.core, segment.end)
    lead = segment.between(segment.start, hit.start)
    return behind[:2] == ["it", "is"] and set(behind[2:]) <= {"then", ","} and all(word in _LEADS for word in lead)


def _enumerated(segment: Segment, hit: Hit) -> bool:
    """ "Advil, a heating pad, and leave the couch to somebody", "Tylenol, heat, | and I'll see you Friday":
    two remedies and more told off without a verb, or one with the next visit behind it."""
    named = [other for other in segment.hits.of("plan") if other.what.part not in ("never", "avoid", "heads")]
    first = min(named, key=lambda other: other.start)
    lead = segment.between(segment.start, first.start)
    if not all(word in _LEADS or word in _SUMS_UP for word in lead):
        return False
    told = segment.between(first.start, max(other.end for other in named))
    behind_it = segment.sentence_words(max(other.end for other in named))
    if _TOLD & set(told) or "," not in told or _TRIED & {*told, *behind_it}:
        return False
    behind = segment.spoken_words(segment.end, segment.end + _NEXT + 1)
    seen = "you" in behind and bool(_VISITS & set(behind))
    if hit.what.rule.waits and (not seen or "or" in told):
        return False
    return seen or len({other.what.rule.id for other in named}) >= _SEVERAL


def _promised(segment: Segment, hit: Hit) -> bool:
    """ "A hot shower first thing, | that'll loosen you up": the next clause tells what it is good for."""
    if hit.what.rule.id not in _EASES or not _elliptic(segment, hit):
        return False
    behind = segment.spoken_words(segment.end, segment.end + _NEXT + 1)
    return (
        behind[:1] in (["that"], ["it"], ["they"], ["those"])
        and bool(_WILL_DO & set(behind[1:2]))
        and bool(_HELPS & set(behind[2:]))
    )


def _granted(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "What was that one, Robaxin?" - "Methocarbamol, sure.": of what the patient has brought up."""
    said = [word for word in segment.between(hit.end, hit.end + 3) if word != ","]
    return hit.what.part in memory.asked_of and (
        said[:1] in (["sure"], ["absolutely"], ["definitely"]) or said[:2] == ["of", "course"]
    )


def _told_at_once(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "And see me back in six weeks", "no heavy lifting for two weeks", "leave the clubs in the trunk": an order
    at any time."""
    if hit.what.rule.id == "follow_up":
        return _elliptic(segment, hit) and segment.word(hit.start) in _COMES
    word = segment.word(hit.start)
    if word == "no" and (segment.word(hit.start - 1) == "but" or segment.word(hit.start + 1) == "more"):
        return True  # "you can work, but no climbing and no lifting"
    bids = word in _BIDS or (word in _BIDS_AT_REST and memory.phase != "exam" and not _is_test(segment, hit))
    return _elliptic(segment, hit) and (bids or (word == "no" and is_dosed(segment, hit)))


def _regular(segment: Segment, hit: Hit) -> bool:
    """ "Walk every day" is no command of the examination."""
    return bool(_OFTEN & set(segment.between(hit.start, hit.end + 3)))


def _is_alternative(segment: Segment, hit: Hit) -> bool:
    """ "Pills, a shot, or an operation": what there is, not what will be done; "in a month or so" is no choice."""
    beside = (*range(hit.start - 3, hit.start), hit.end, hit.end + 1)
    return any(segment.word(place) == "or" and segment.word(place + 1) not in _OR_SO for place in beside)


def _is_alone(segment: Segment, hit: Hit) -> bool:
    """ "Next, surgery.", "as for the injections": nothing but the matter is named."""
    lead = segment.between(segment.start, hit.start)
    return hit.end == segment.end and all(word in _LEADS or word in _MATTER for word in lead)


def _headed(segment: Segment, hit: Hit) -> bool:
    """ "For your back, meloxicam once a day": what stands right behind the problem it is for."""
    back = [named for named in regions(segment) if named.what.rule.kind == BACK and named.end <= hit.start]
    if not back:
        return False
    lead = segment.between(segment.start, back[-1].start)
    between = segment.between(back[-1].end, hit.start)
    return "for" in lead and all(word in _HEADS for word in lead) and all(word in _LEADS for word in between)


def _planning(memory: Memory) -> bool:
    """Whether the talk has come to what will be done: said so, or something was planned shortly before."""
    last = memory.last_plan
    return memory.phase == "plan" or (last is not None and last.age <= _PLANNING)


def _is_habit(segment: Segment, cue: Hit) -> bool:
    return (
        cue.end - cue.start == 1
        and segment.word(cue.start - 1) in _SUBJECTS
        and segment.word(cue.start) not in SENDING | {"need"}
    )


def _explained(segment: Segment, hit: Hit) -> bool:
    """ "that's an anti-inflammatory", "it's called ablation": a word for a thing, no order."""
    near = segment.between(max(segment.start, hit.start - 4), hit.start)
    if segment.word(hit.end) in ("will", "would") and segment.word(hit.end + 1) in _WISHES:
        return True  # "the surgeon will want an MRI at some point"
    if segment.word(hit.end) in _VERBS_BEHIND:
        return True
    return bool({"called", "means", "named"} & set(near)) or (
        len(near) >= 2 and near[0] in ("it", "that", "this", "which", "those") and near[1] in ("is", "are")
    )


def _only_offered(segment: Segment, hit: Hit) -> bool:
    """ "I can do an injection" offers; "we can go ahead and order" does it."""
    near = segment.between(max(segment.start, hit.start - _OFFERED), hit.start)
    return "offer" in near or ("can" in near and "ahead" not in near and "order" not in near)


def _at_will(segment: Segment, hit: Hit) -> bool:
    """ "What I can do, if you want, is put some numbing medicine in": it is for the patient to say."""
    asked = [cue for cue in segment.hits.of("plan_cue", "polite") if segment.word(cue.start) == "if"]
    return any(cue.start <= hit.start and _WILL_OF & set(segment.between(cue.start, cue.end)) for cue in asked)


def _left_to_him(segment: Segment, hit: Hit) -> bool:
    """ "I can also send you to therapy if you want"."""
    behind = segment.sentence_words(hit.end, hit.end + _NEXT)
    return any(pair == ("if", "you") for pair in pairwise(behind)) and bool(_WILL_OF & set(behind))


def _is_topic(segment: Segment, hit: Hit) -> bool:
    """ "And therapy, | you've done it", "and therapy, | I can put in for it now or you can wait": the next words
    tell what becomes of what is only named."""
    lead = segment.between(segment.start, hit.start)
    if hit.end != segment.end or not all(word in _LEADS | _POINTING for word in lead):
        return False
    behind = segment.spoken_words(hit.end, hit.end + _NEXT)
    first, second = (*behind, "", "")[:2]
    asks = first in _ASKS or (first in _INVERTED and second in _OF_IT)
    return asks or (first, second) in _TAKES_UP  # "the meloxicam, | do you take that every day?"


def _is_order(segment: Segment, hit: Hit, listing: bool) -> bool:
    """A study is ordered, not looked at: of "show me the x-ray" and "order an x-ray" the nearer word decides."""
    if segment.word(hit.start) in ("xray", "image") and segment.word(hit.start - 1) in ("and", "to", "will"):
        return True  # "go ahead and x-ray that"
    if segment.word(hit.end) in _SHOWING:
        return False  # "I don't need a picture, an x-ray shows bones"
    looks = [cue for cue in segment.hits.of("plan_cue", "looked_at") if segment.word(cue.end) not in _ASKING]
    looked = max((cue.end for cue in looks if cue.end <= hit.start), default=-1)
    obtained = segment.hits.of("plan_cue", "obtain")
    ordered = max((cue.end for cue in obtained if cue.end <= hit.start or cue.start == hit.start), default=-1)
    if looked >= 0 or ordered >= 0:
        return ordered > looked
    if segment.word(hit.start - 1) in ("the", "that", "your", "this", "new", "old"):
        return False  # "so, the MRI": one that is there already
    return (_is_fragment(segment) or listing or _elliptic(segment, hit)) and not segment.hits.has(
        "plan_cue", "looked_at"
    )


def _is_fragment(segment: Segment) -> bool:
    """Few words and no sentence, its reason aside: "Medrol dose pack", "CT because you have a pacemaker"."""
    words = segment.words
    told = words[: next((place for place, word in enumerate(words) if word in _REASONS), len(words))]
    return len(told) <= _BARE and bool(told) and not (_VERBS & set(told))


def _elliptic(segment: Segment, hit: Hit) -> bool:
    """An item named first thing while the plan is told: "ice, twenty minutes", "and heat for the spasm"."""
    lead = segment.between(segment.start, hit.start)
    if "," in lead:
        lead = lead[len(lead) - lead[::-1].index(",") :]
    return all(word in _LEADS or word.isdigit() for word in lead)


def _is_echo(hit: Hit, memory: Memory) -> bool:
    return memory.phase in ("history", "exam") and (
        hit.what.part in memory.taken or hit.what.rule.id in memory.taken
    )
