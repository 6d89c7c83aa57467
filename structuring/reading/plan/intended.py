"""Whether anything says that a plan item is going to be done: a will, an order, a dose, a list of what to do."""

from __future__ import annotations

from structuring.reading.examination.manoeuvres import is_test
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.plan.note import is_dosed, part_of
from structuring.reading.talk.topics import BACK, regions

_BARE = 11
_LISTED = frozenset({"lab", "imaging", "follow_up"})
_VERBS = words_of(
    "is was are were made did does has had helped works gave because if when since "
    "think know i you we he she they it are"
)
SENDING = words_of("refer order ordering prescribe sending schedule recommend suggest encourage")
_SUBJECTS = words_of("you i he she they we did do does has have had who been was were to")
BODILY = frozenset({"activity_modification", "home_exercise", "heat_ice"})
_MOVES = frozenset({"activity_modification", "home_exercise"})
_LEADS = words_of(
    "and then also some plus with , okay so a an the for pain as well next first second third now just maybe "
    "another more course little bit of good round short few in addition on top meantime meanwhile your that same "
    "or alternating at night bedtime recap summary plan list things again today plain long nice flare flares bad "
    "breakthrough"
)
_DRUGS = words_of("medicine medicines medication medications meds pills tablets drugs")
_OFTEN = words_of("every daily day week weekly minutes twice times")
_MOVED = words_of("pull bring draw hug raise lift")
_COMES = words_of("see come follow return check write message call email text send shoot drop phone ring")
_BIDS = words_of("leave put park use push pull garden weed plant cook fold iron paint prep chop")
# "bend" and "stand" are said of a test
_BIDS_AT_REST = words_of("do take stay sleep get keep let set change raise limit skip")
_HEADS = words_of("so and then okay now first for as your the this that low lower pain all right ,")
_VERBS_BEHIND = words_of(
    "is was are can could cause causes work works help helps does did make makes may might usually tends has had "
    "give gives raise raises upset upsets hurt hurts thins affects takes would though made gave helped worked "
    "loosens lasts slows caused knocked bothered kept feels feel wants carry carries come comes show shows see "
    "sees"
)
_DOES = words_of("helps works keeps makes hurts eases lets gets")
_SHORT_VERB = 3  # letters
_NO_VERBS = words_of(
    "tablets capsules pills sessions visits times days weeks months minutes milligrams mgs patches exercises "
    "works stretches packs packets doses hours shots injections always as this yes series drops creams gels "
    "classes films reads labs levels views walks lifts rows raises bridges planks plus shoes braces belts pads "
    "baths rolls"
)
_GRANTS = words_of("yes right exactly")
_WISHES = words_of("want ask decide insist say tell")
_OR_SO = words_of("so without sooner two three four 2 3 4 earlier less more")
_MATTER = words_of("about regarding on to there is then come comes")
_REASONS = frozenset({"because", "until", "till"})
_TAKES_UP = {(who, word) for who in ("you", "we") for word in ("have", "had", "did", "tried", "put")} | {
    (who, word) for who in ("i", "we") for word in ("can", "could")
}
_TELLS_ON = words_of("where which that")  # "there's the surgery, where they take the roof off"
_ENDED, _BY_WHOM = words_of("stop quit drop skip hold"), words_of("i we let")
_ASKS = words_of("do does did how when why where what")
_INVERTED = words_of("are is was were have has can could")
_OF_IT = words_of("you that it they those these he she your")
_POINTING = words_of("those these")
_NEXT = 4
HISTORY_TAKEN = 2
_SEVERAL, _BEHIND = 2, 5
_ASKED_FOR, _ASKED_NEAR = words_of("tried helped"), 6
_SUMS_UP = words_of("sum up recap what we are doing here is go home on to stick")
_TOLD = _VERBS - words_of("you they it if when since") | words_of("or did tried took been")
_TRIED = words_of("tried did didn't helped worked taken used done failed nothing so")
_VISITS = words_of("see seeing back")
_EASES = BODILY | {"nsaid", "acetaminophen", "chiropractic_massage_acupuncture"}
_WILL_DO = words_of("will would should")
_HELPS = words_of("help loosen calm settle ease relax soothe feel get keep do limber")
_PLANNING = 12
_PROPS = words_of("pillow pillows cushion wedge")  # "pillow between the knees" is for the nights


def is_bidden_in_test(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Keep moving your foot", "take it easy coming down": while the patient is examined, a movement that is
    given no time is one of the examination."""
    moves = hit.what.rule.id == "activity_modification" and not _PROPS & set(segment.between(hit.start, hit.end))
    return moves and memory.phase == "exam" and not is_planning(memory) and not is_dosed(segment, hit)


def is_intended(segment: Segment, hit: Hit, memory: Memory, intents: list[Hit], past: bool, listing: bool) -> bool:
    """Whether anything says that the item is going to be done."""
    kind: PlanKind = hit.what.rule
    if _is_topic(segment, hit) or _ASKED_FOR & set(segment.sentence_words(segment.end, segment.end + _ASKED_NEAR)):
        return False  # "Advil, heat, ice, | what have you tried so far?"
    bidden = is_bidden_in_test(segment, hit, memory) and not _regular(segment, hit)
    if bidden and not {"not", "no"} & set(segment.between(hit.start - 3, hit.end)):
        return False  # but "try not to carry the toddler on one hip" is no movement of the examination
    tried = _takes_history(segment, memory)
    counted = not past and not _is_echo(hit, memory) and not tried
    if _settled_on(segment, hit) or (counted and _enumerated(segment, hit)):
        return True
    if kind.id == "home_exercise" and _on_table(segment, hit):
        return False
    if kind.id in ("follow_up", "activity_modification") and _told_at_once(segment, hit, memory):
        return True
    if memory.phase == "history" and memory.questions >= HISTORY_TAKEN and not is_planning(memory):
        # while the history is taken "you take the etodolac now" tells a habit, a bare "the Medrol pack" repeats
        return any(not _is_habit(segment, cue) for cue in intents) or _headed(segment, hit)
    if (hit.what.part == "heads" and _is_alone(segment, hit)) or (tried and not intents):
        return False
    if kind.id == "specialist_referral" and not intents and _opens_visit(segment, memory):
        return False  # "Physical medicine and rehab. I'm the doctor who doesn't cut."
    if kind.waits and _is_named_back(segment, hit, memory):
        return False
    if intents or memory.intends:
        return True
    if kind.waits and not listing and _in_other_words(segment, hit):
        return False
    if kind.waits and _is_alternative(segment, hit):
        return False
    planning = is_planning(memory) or (
        memory.phase in ("exam", "results") and (kind.id not in BODILY or _regular(segment, hit))
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
    if planning and is_elliptic(segment, hit) and (kind.pain or listed or part_of(hit)):
        return True
    if goes_on and not _VERBS & set(segment.between(segment.start, hit.start)):
        return True
    commanded = (
        planning or kind.id not in _MOVES or memory.phase != "exam"
    )  # "lie on your side": a command of the examination
    if is_fragment(segment) and kind.bare and commanded and not _is_echo(hit, memory):
        return True
    if kind.id in ("follow_up", "activity_modification") and is_planning(memory):
        return True
    later = [
        cue
        for cue in segment.hits.of("plan_cue", "intent")
        if 0 <= cue.start - hit.end <= 12 and not _TELLS_ON & set(segment.between(hit.end, cue.start))
    ]
    return bool(later) and planning


def _takes_history(segment: Segment, memory: Memory) -> bool:
    """ "And medicines, naproxen, duloxetine ...", said before anything was planned: what was tried."""
    return memory.phase == "history" and memory.last_plan is None and bool(_DRUGS & set(segment.words[:_NEXT]))


def _opens_visit(segment: Segment, memory: Memory) -> bool:
    """Said before the patient has told anything, with no word of sending him."""
    sent = any(word.startswith("refer") or word in SENDING for word in segment.words)
    return memory.phase == "history" and not memory.about_back and not sent


def _is_named_back(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "What about a shot?" - "An epidural. If it's no better, we'll talk": what was asked for is only named."""
    asked = any(one.by == "patient" and one.kind == hit.what.rule.id for one in memory.offers)
    if asked and hit.end == segment.end:
        return all(word in _LEADS for word in segment.between(segment.start, hit.start))
    named = {place for one in segment.hits.of("plan") for place in range(one.start, one.end)}
    rest = [segment.word(place) for place in range(segment.start, segment.end) if place not in named]
    granted = bool(hit.what.rule.act) and hit.what.rule.id in memory.taken and bool(_GRANTS & set(rest))
    return granted and all(word in _LEADS | _GRANTS for word in rest)  # "an operation." - "An operation, yes."


def _in_other_words(segment: Segment, hit: Hit) -> bool:
    """ "There are injections into the canal, epidurals": what was only named, by another name."""
    return segment.word(hit.start - 1) == "," and any(
        one.what.rule.id == hit.what.rule.id and one.end < hit.start for one in segment.hits.of("plan")
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
    if hit.what.rule.id not in _EASES or not is_elliptic(segment, hit):
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
        return is_elliptic(segment, hit) and segment.word(hit.start) in _COMES
    word = segment.word(hit.start)
    if word == "no" and (segment.word(hit.start - 1) == "but" or segment.word(hit.start + 1) == "more"):
        return True  # "you can work, but no climbing and no lifting"
    bids = word in _BIDS or (word in _BIDS_AT_REST and memory.phase != "exam" and not is_test(segment, hit))
    return is_elliptic(segment, hit) and (bids or (word == "no" and is_dosed(segment, hit)))


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


def is_planning(memory: Memory) -> bool:
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
    if segment.word(hit.end) in _VERBS_BEHIND or segment.word(hit.end - 1).endswith("'s"):
        return True  # "acetaminophen's safe as long as ..."
    if segment.between(hit.end, hit.end + 2) == ["do", "not"]:
        return True  # "epidurals don't help it"
    forbidden = segment.word(hit.start) == "no" and segment.word(hit.core) not in _DOES  # "no lifting drums"
    if not forbidden and is_elliptic(segment, hit) and _tells_what_it_does(segment.word(hit.core)):
        return True
    return bool({"called", "means", "named"} & set(near)) or (
        len(near) >= 2 and near[0] in ("it", "that", "this", "which", "those") and near[1] in ("is", "are")
    )


def _tells_what_it_does(word: str) -> bool:
    """ "Prednisone | knocks down inflammation", and not "gabapentin | capsules"."""
    return len(word) > _SHORT_VERB and word[-1:] == "s" and word[-2:] != "ss" and word not in _NO_VERBS


def _is_topic(segment: Segment, hit: Hit) -> bool:
    """ "And therapy, | you've done it", "and therapy, | I can put in for it now or you can wait": the next words
    tell what becomes of what is only named."""
    lead = segment.between(segment.start, hit.start)
    if hit.end != segment.end or not all(word in _LEADS | _POINTING for word in lead):
        return False
    behind = segment.spoken_words(hit.end, hit.end + _NEXT)
    first, second = (*behind, "", "")[:2]
    asks = first in _ASKS or (first in _INVERTED and second in _OF_IT)
    ended = bool(_ENDED & set(behind)) and first in _BY_WHOM  # "as for the Advil, | I'd stop it"
    return asks or ended or (first, second) in _TAKES_UP  # "the meloxicam, | do you take that every day?"


def is_fragment(segment: Segment) -> bool:
    """Few words and no sentence, its reason aside: "Medrol dose pack", "CT because you have a pacemaker"."""
    words = segment.words
    told = words[: next((place for place, word in enumerate(words) if word in _REASONS), len(words))]
    return len(told) <= _BARE and bool(told) and not (_VERBS & set(told))


def is_elliptic(segment: Segment, hit: Hit) -> bool:
    """An item named first thing while the plan is told: "ice, twenty minutes", "and heat for the spasm"."""
    lead = segment.between(segment.start, hit.start)
    if "," in lead:
        lead = lead[len(lead) - lead[::-1].index(",") :]
    return all(word in _LEADS or word.isdigit() for word in lead)


def _is_echo(hit: Hit, memory: Memory) -> bool:
    return memory.phase in ("history", "exam") and (
        hit.what.part in memory.taken or hit.what.rule.id in memory.taken
    )
