"""Left, right, both, middle: which side a part of a sentence speaks of."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.turns import Side

_BRIEF = 9
_CHOICE = words_of("or which what either")
_WHICH = (("which",), ("and", "which"), ("which", "is", "it"), ("so", "which"))
OPPOSITE: dict[Side, Side] = {"left": "right", "right": "left"}
COMPARED = words_of("compared versus vs than against")  # before a side that a finding is not on
_NAMED: dict[str, Side] = {"left": "left", "right": "right"}
_LEFT = frozenset({"left"})
_RIGHT = frozenset({"right"})
_BOTH = frozenset({"both", "bilateral", "bilaterally"})


def side_near(segment: Segment, start: int, end: int, reach: int = 5) -> Side | None:
    """The side named in or nearest to the words `start:end`; a correction ("left, no, right") takes the last."""
    found: list[tuple[int, Side]] = []
    for place in range(max(segment.start, start - reach), min(segment.end, end + reach)):
        side = side_of(segment, place)
        if side:
            away = 0 if start <= place < end else (start - place if place < start else place - end + 1)
            found.append((away, side))
    if not found:
        return None
    if corrected(segment):
        return found[-1][1]
    return min(found, key=lambda pair: pair[0])[1]


def legs_named(segment: Segment) -> set[Side]:
    """The sides of the legs that are each named with theirs: "down my right leg, and then the left leg"."""
    sides = {side_of(segment, hit.start - 1) for hit in segment.hits.of("cue", "legs")}
    return {side for side in sides if side in ("left", "right")}


def asks_side(segment: Segment) -> bool:
    """Whether the clinician asks for a side: "which leg?", "left or right?", a bare "which?". So short a question
    needs no question mark."""
    brief = segment.end - segment.start <= _BRIEF and bool(_CHOICE & set(segment.words))
    if (
        segment.role == "patient"
        or not (segment.asked or brief)
        or ("not" in segment.words and "or" not in segment.words)
    ):
        return False  # "in the center, | not off to either side?" offers one
    return segment.hits.has("site", "ask_side") or segment.words in _WHICH


def points(segment: Segment) -> bool:
    """ "It's on this side", "just this one", "right in here": shown with the hand, for the other to say."""
    shown = segment.words[-1:] in (("here",), ("there",)) or any(
        first in _SHOWING and second in _SHOWN for first, second in pairwise(segment.words)
    )
    return shown and not segment.asked


def names_both(segment: Segment) -> bool:
    """ "Down both legs, the left's worse": one of the two may be worse, the pain is in both."""
    both = any(side_of(segment, hit.start - 1) == "bilateral" for hit in segment.hits.of("cue", "legs"))
    return both and bool(_COMPARING & set(segment.words)) and not _LEAVING & set(segment.words)


def leg_told(segment: Segment) -> Side | None:
    """The side in "my legs, both of them" and "the bottom of my foot, the left one", where legs are spoken of."""
    if not segment.hits.has("cue", "legs"):
        return None
    named = legs_named(segment)
    if len(named) == 1:
        return named.pop()  # "right leg, yes, down the outside to the ankle bone"
    for place in range(segment.start, segment.end):
        side = side_of(segment, place)
        if side and segment.word(place + 1) in ("one", "of", "ones"):
            return side
    return None


def names_each(segment: Segment) -> bool:
    """ "The left, the right, no difference": both are named, in a list, and said to be alike."""
    places = [place for place in range(segment.start, segment.end) if side_of(segment, place) in ("left", "right")]
    if len({side_of(segment, place) for place in places}) < len(_NAMED):
        return False
    listed = set(segment.between(places[0] + 1, places[-1])) <= _LISTED
    return listed and bool(_ALIKE & set(segment.sentence_words()))


def puts_leg_right(segment: Segment, memory: Memory) -> Side | None:
    """ "Down the back of my right leg. No, left.": a side alone, behind a leg just told of, is that leg's."""
    named = [side for place in range(segment.start, segment.end) if (side := side_of(segment, place))]
    told = any(item.sign.sided for item in memory.mentioned) and memory.leg_last
    if segment.role == "clinician" or not told or len(named) != 1:
        return None
    rest = set(segment.words) - _LEFT - _RIGHT
    return named[0] if rest <= _RIGHTING and not is_assent(segment, segment.start, memory) else None


def same_side(segment: Segment, start: int, end: int, memory: Memory) -> Side | None:
    """ "The left side of my back, and down that leg", "down my thigh, on that side": the side told before, of the
    back or the leg."""
    pointed = any(segment.word(place) in ("that", "same") for place in range(start, end))
    if not pointed and segment.between(end, end + _PLACED) not in _ON_IT:
        return None
    before = [side for place in range(segment.start, start) if (side := side_of(segment, place))]
    return before[-1] if before else _NAMED.get(memory.side_named)


def side_of(segment: Segment, place: int) -> Side | None:
    """The side that a single word names, unless it is no side here ("right now", "what is left")."""
    word = segment.word(place)
    if word == "both" and _sums_two(segment, place):
        return None
    if word in _BOTH or (word == "2" and segment.word(place + 1) in _TWO):
        return "bilateral"
    if word == "2" and segment.word(place - 1) == "the" and segment.word(place + 1) in ("", ",", "of"):
        return "bilateral"  # "one leg or both?" - "The two."
    if word not in _LEFT and word not in _RIGHT:
        return None
    after = segment.word(place + 1)
    before = segment.word(place - 1)
    paired = (
        before in ("and", "to") and segment.word(place - 2) in _LEFT and after in ("", ",", "and", "side", "legs")
    )
    if word in _RIGHT and paired:
        return "right"  # "the same left and right, and now push down"
    if word in _RIGHT and segment.confirm and not after and before not in _SIDED:
        return None  # "that was in March, right?"
    if word in _RIGHT and segment.role != "patient" and before in _FILLING and after in _FOLLOWING:
        return None  # "okay, right, so tell me"
    if word in _RIGHT and before in _JUDGING and after in _BEHIND_ASSENT:
        return None  # "sounds about right, nearly five months"
    named = before in _ARTICLES  # "positive on the right at forty degrees"
    if word in _RIGHT and after in _ADVERB and before not in _NOUNED:
        return None
    if word in _RIGHT and after in _INTENSE and not named:
        return None  # "right smack in the middle"
    if word in _RIGHT and after in _FITTING and segment.word(place + 2) in _BEHIND_ASSENT:
        return None  # "we've got the right nerve"
    if word in _RIGHT and (
        (after in _NOT_RIGHT and not named)
        or (before in ("all", "is", "that", "was", "you", "alright") and after not in _PARTS)
    ):
        return None
    if word in _LEFT and not before and segment.role == "patient" and after in ("it", "the"):
        return "left"  # "which leg?" - "left, it goes from my butt"
    of_leg = before == "is" and segment.word(place - 2) in _ONE_LEG  # "the back is in the middle, the leg is left"
    if word in _LEFT and not of_leg and ((after in _NOT_LEFT and not named) or before in _LEAVES):
        return None
    return "left" if word in _LEFT else "right"


def _sums_two(segment: Segment, place: int) -> bool:
    """ "The back pain and the sciatica both": two things that were named, not two sides."""
    before = segment.between(place - _NAMED_TWO, place)
    ended = segment.word(place + 1) in ("", ",")
    return ended and "and" in before and segment.word(place - 1) in _ILLS and not (_LEFT | _RIGHT) & set(before)


_ON_IT = ([",", "on", "that", "side"], [",", "on", "the", "same"], ["on", "that", "side", ""])
_PLACED = 4
_NAMED_TWO = 6  # words
_ILLS = words_of("sciatica pain numbness tingling weakness radiculopathy stenosis arthritis")
_LISTED = words_of("left right , the my and on side one")
_ALIKE = words_of("same equal equally both alike difference either two 2 even")
_SHOWING, _SHOWN = words_of("this that"), words_of("one side leg cheek hip part spot")
_RIGHTING = words_of("no wait sorry it is was the my oh well i mean rather actually , side one leg on")
_LEADING = words_of("on in the my your his her so much really")
_ARTICLES = frozenset(["the", "my", "your", "his", "her"])
_FILLING = frozenset(["", *words_of("okay yes so well oh and , yeah")])
_FOLLOWING = frozenset(["", *words_of(", so okay let now well you we i then but and what how do does did any")])
_SIDED = words_of("the my your his her on to or more mostly mainly lower upper far just only")
_BEHIND_ASSENT = frozenset(["", *words_of(", and so yes i really okay exactly")])
_ADVERB = words_of(
    "across at down along around between behind under over through by near below above beside inside in on into "
    "to past out"
)
_INTENSE = words_of("smack square dab dead plumb slap bang about up spang")
_NOUNED = words_of("the my your lower upper more mostly mainly his her far")
_NOT_RIGHT = frozenset(
    ["now", "here", "away", "after", "before", "then", "there", "when", "where", "handed", "at"]
)
_FITTING = words_of(
    "nerve nerves spot track answer call person people place thing things time way direction dose idea reason "
    "choice decision diagnosis doctor level medicine question questions exercises word words size fit road"
)
_JUDGING = words_of("about sound sounds seem seems")
_COMPARING = words_of("worse worst more mostly mainly especially")
_LEAVING = words_of("now only just no not but anymore")
_TWO = words_of("legs sides feet knees calves thighs")
_PLACING = words_of("here there now about at above below by near across")
_PARTS = words_of("only sided leg side hip foot one knee thigh calf buttock cheek arm lower upper hand low")
_NEW_NOUN = words_of("my your his her left right")
_GOES_ON = words_of("and so then okay when whenever if while as before after but")
_NEW_PART = _NEW_NOUN | {"but", ","}
_BACK_NOUN = words_of("low lower back lumbar si sided paraspinal flank")
_LEAVES = words_of("is what have it was somebody someone they he she who")
_ONE_LEG = words_of("leg thigh calf foot one side")
_NOT_LEFT = frozenset(["over", "from", "work", "home", "it", "the", "off", "alone", "out"])


def corrected(segment: Segment) -> bool:
    """Whether the speaker puts himself right about a side within the segment."""
    sides: list[tuple[int, Side]] = []
    for place in range(segment.start, segment.end):
        side = side_of(segment, place)
        if side:
            sides.append((place, side))
    if len({side for _, side in sides}) < 2:
        return False
    first, last = sides[0][0], sides[-1][0]
    return any(
        first < cue.start and cue.end <= last + 1 and not _denies_last(segment, cue, last)
        for cue in segment.hits.of("cue", "correction")
    )


def _denies_last(segment: Segment, cue: Hit, last: int) -> bool:
    """ "On the left, not the right": the second side is denied, and nothing put right."""
    return segment.word(cue.end - 1) == "not" and set(segment.between(cue.end, last)) <= _LEADING


def is_assent(segment: Segment, place: int, memory: Memory) -> bool:
    """Whether a bare "right" agrees with what was said ("So it's the left?" - "Right.") rather than names a side:
    where a side was just told or offered, or where none was asked for; "yes, right" and "that is right" always."""
    if segment.role == "clinician" or segment.word(place) not in _RIGHT or segment.word(place - 1) in _ARTICLES:
        return False
    if segment.word(place + 1) == "just" and "back" in segment.between(place + 2, place + 5):
        return place == segment.start and "side" not in memory.asked_about
    if segment.word(place + 1).isdecimal() and "side" not in memory.asked_about:
        return place == segment.start  # "two more weeks, right?" - "Right, two more weeks."
    if segment.word(place + 1) not in _BEHIND_ASSENT:
        return False
    if "yes" in segment.words or (segment.word(place - 1) == "is" and segment.word(place - 2) != "it"):
        return True
    told = memory.side_of_turn or any(kind in ("side", "leg") for kind, *_ in memory.offered)
    return place == segment.start and (bool(told) or "side" not in memory.asked_about)


def _one_sided(segment: Segment, hit: Hit) -> bool:
    """ "All across the right side of my back" names one side."""
    reach = min(segment.end, hit.end + 3) if segment.word(hit.end - 1) == "across" else hit.end
    named = {side_of(segment, place) for place in range(hit.start, reach)} & {"left", "right"}
    return len(named) == 1 and "both" not in segment.between(hit.start, hit.end)


def _looks_alike(segment: Segment, hit: Hit, hold: Hit) -> bool:
    """Whether a look-alike covers a side; "this is right low back pain" is one all the same."""
    if segment.word(hit.start - 1) in _ARTICLES and segment.word(hit.end) in _PLACING:
        return False  # "over on the right here", "on the right about the belt"
    if segment.word(hit.start - 1) in _ARTICLES and hold.start == hit.start and segment.word(hit.end) in _GOES_ON:
        return False  # "on the right and then"
    if segment.word(hit.end) in ("only", "sided"):
        return False  # "it's right only"
    if hold.end == hit.end and segment.word(hit.end) in _BACK_NOUN:
        return False
    if any(segment.word(p) in _NEW_PART and segment.word(p - 1) != "of" for p in range(hit.end, hold.core)):
        return False  # "down low on the right, my left hip was replaced", but "the left side of my car"
    return hold.start <= hit.start and min(hit.core, hit.end) <= hold.end


def hits_of_side(segment: Segment) -> list[tuple[Side, Hit]]:
    """Every side wording of the pack in a segment, look-alikes left out, in order of place."""
    never = segment.hits.of("site", "side_never")
    sides: list[tuple[Side, Hit]] = []
    names: tuple[Side, ...] = ("left", "right", "bilateral", "midline")
    for side in names:
        for hit in segment.hits.of("site", f"side_{side}"):
            if hit.end - hit.start == 1 and side in ("left", "right") and side_of(segment, hit.start) is None:
                continue
            if segment.word(hit.end - 1) == "both" and segment.word(hit.end) in _TWO - {"sides"}:
                continue  # "it's both legs"
            if not any(_looks_alike(segment, hit, hold) for hold in never):
                sides.append((side, hit))
    sides = [(side, hit) for side, hit in sides if side != "bilateral" or not _one_sided(segment, hit)]
    whole = [hit for side, hit in sides if side in ("bilateral", "midline")]
    lone = [hit for side, hit in sides if side in ("left", "right") and hit.end - hit.start > 1]
    sides = [
        (side, hit)
        for side, hit in sides
        if side != "midline" or not any(other.start <= hit.start and hit.end <= other.end for other in lone)
    ]  # "left of center"
    kept = [
        (side, hit)
        for side, hit in sides
        if side in ("bilateral", "midline")
        or not any(other.start <= hit.start and hit.end <= other.end for other in whole)
    ]
    return sorted(kept, key=lambda pair: (pair[1].start, -pair[1].end))
