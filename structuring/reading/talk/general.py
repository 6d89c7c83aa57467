"""Talk of people in general: what a disc is, what the trials found, who should worry. None of it is a fact of the
patient, whatever it names."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory

_OF_PATIENT = words_of("you your yours yourself he she his her him hers we let i me my today")
_OWN = words_of("i me my mine we our")
_READ = words_of("read heard saw keep see hear")
_THIS = {("this", word) for word in ("is", "looks", "sounds", "pain", "was")}
_NAMED = (("label", "says"), ("term", None), ("sign", "present"), ("plan", None), ("study", None))
_ANY_NAMED = (*_NAMED, ("exam", None), ("sign", None))
_ONE = words_of("a an")
_ARTICLES = words_of("a an the and so well now okay ,")
_ADVERBS = words_of("just really basically only simply thing ,")
_IS = words_of("feels looks sounds is are was were do does did can could will would might may")
_MEANS = words_of("means mean")
_SAYS_WHAT = words_of(
    "imagine another letters a an when where one what like kind sort something worth little tiny small knots "
    "joints bones muscles"
)
_DOING = words_of(
    "starting going continuing getting hurting causing driving giving killing bothering pressing pinching pushing "
    "sitting touching acting healing showing irritating catching"
)
_BEFORE = 1  # words before what is known of a name: "spinal | stenosis"
_OF_THINGS = {("what", "is"), ("what", "are"), ("how", "do"), ("how", "does"), ("why", "do"), ("why", "does")} | {
    ("are", "those"),
    ("are", "these"),
    ("why", "would"),
    ("do", "surgeons"),
    ("do", "doctors"),
    ("do", "injections"),
}
_JOINS = words_of("and or the a , so okay now well")
_POINTS = words_of("it that this wrong causing plan next")
_ASIDE = 6  # words set between commas behind a name
_A_LITTLE = words_of("little bit tad touch problem concern issue possibility")
_HERE = words_of("i this here today")
_OPENING = words_of("okay alright anyway now")
_LIMITS = "activity_modification"


def follow(segment: Segment, memory: Memory) -> bool:
    """Whether the clinician's sentence tells of people in general ("folks with stenosis lean on the cart"), says
    what a thing is ("spondylolisthesis is one bone that slid forward"), or goes on with either, with no word of
    the patient in it. "Okay" ends it, and so does whatever is said while a hand is on the patient."""
    words = segment.sentence_words()
    if segment.role == "patient":
        memory.general = memory.general or _asks(segment, words)
        memory.bare = None
        return False
    if segment.sentence.has("cue", "general_ask") and segment.asked:
        memory.general = True  # "What's a strain? It's tiny tears in a muscle."
        return True
    loose = segment.sentence.of("cue", "general_you")
    own = [
        place
        for place, word in enumerate(words)
        if word in _OF_PATIENT or (word, "".join(words[place + 1 : place + 2])) in _THIS
    ]
    if segment.asked or any(not any(hit.start <= place < hit.end for hit in loose) for place in own):
        memory.general = False
        return False
    barred = any(hit.start == 0 and hit.what.rule.id == _LIMITS for hit in segment.sentence.of("plan"))
    if barred and words[0] == "no":  # "They come for everybody. No lifting, nothing over five pounds."
        memory.general = False
        return False
    goes_on = memory.general and memory.phase != "exam" and words[0] not in _OPENING
    memory.general = goes_on or segment.sentence.has("cue", "general") or _defines(segment, words)
    return memory.general


def forget_bare(segment: Segment, memory: Memory, ledger: Ledger, general: bool) -> None:
    """ "Gabapentin. It was an epilepsy drug. Then people noticed ...": what was only named, with no word more,
    opened what is told in general and is taken back, if nothing else was noted since."""
    if segment.role == "patient":
        return
    now = ledger.mark()
    before, after = memory.bare or (now, now)
    after = now if after < 0 else after
    if general and memory.bare is not None and now == after:
        ledger.back_to(before)
    if general:
        memory.bare = None
    elif _only_names(segment):
        memory.bare = (before, -1)
    else:
        memory.bare = (before, after) if memory.bare is not None and now == after else None


def _only_names(segment: Segment) -> bool:
    """Whether the whole sentence is names of remedies or causes: "Core exercises, yoga, swimming." """
    named = {
        place
        for family in ("plan", "label")
        for hit in segment.sentence.of(family)
        for place in range(hit.start, hit.core)
    }
    words = segment.sentence_words()
    return bool(named) and all(place in named or word in _JOINS for place, word in enumerate(words))


def _asks(segment: Segment, words: list[str]) -> bool:
    """Whether the patient asks of a thing ("what's a facet joint?", "do surgeons really fix backs?"), and not of
    himself."""
    if not segment.asked or any(word in _OWN and then not in _READ for word, then in pairwise([*words, ""])):
        return False
    if segment.sentence.has("cue", "general") or segment.sentence.has("cue", "general_ask"):
        return True
    named = any(segment.sentence.has(family) for family in ("label", "term", "plan", "study"))
    return named and tuple(words[:2]) in _OF_THINGS and not _POINTS & set(words)


def _defines(segment: Segment, words: list[str]) -> bool:
    """ "A compression fracture is, imagine ...", "foot drop is when ...": a name, and what it means."""
    if _HERE & set(words):
        return False
    lead = 0
    while lead < len(words) and words[lead] in _ARTICLES:
        lead += 1
    one = bool(_ONE & set(words[:lead]))
    families = _ANY_NAMED if one else _NAMED
    named = [
        hit
        for family, part in families
        for hit in segment.sentence.of(family, part)
        if lead <= hit.start <= lead + _BEFORE
    ]
    return any(_says_what(_without_aside(words[hit.core :]), one, one or lead == 0) for hit in named)


def _without_aside(behind: list[str]) -> list[str]:
    """ "Spondylolisthesis, | it's a mouthful, | is one bone ..." """
    if behind[:1] == [","] and "," in behind[1:_ASIDE]:
        behind = behind[behind.index(",", 1) :]
    return [word for word in behind if word not in _ADVERBS]


def _says_what(behind: list[str], one: bool, bare: bool) -> bool:
    """`one`: the name has the article of one among many; `bare`: that or none."""
    if behind[:1] and behind[0] in _MEANS:
        return True
    if len(behind) < 2 or behind[0] not in _IS or _A_LITTLE & set(behind[2:3]):
        return False
    if behind[1:3] == ["what", "is"]:
        return False  # "the facet is what's hurting"
    return (
        behind[1] in _SAYS_WHAT
        or (one and behind[1] == "the")
        or (bare and behind[1].endswith("ing") and behind[1] not in _DOING)
    )
