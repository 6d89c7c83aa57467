"""Talk of people in general: what a disc is, what the trials found, who should worry. None of it is a fact of the
patient, whatever it names."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.segments import Segment
from structuring.reading.state import Memory
from structuring.reading.tokens import words_of

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
_BEGINS = words_of("starting going continuing getting")
_BEFORE = 1  # words before what is known of a name: "spinal | stenosis"
_ASIDE = 6  # words set between commas behind a name
_A_LITTLE = words_of("little bit tad touch problem concern issue possibility")
_HERE = words_of("i this here today")
_GOES_ON = words_of("it they that those these them he she in for on so and but")


def follow(segment: Segment, memory: Memory) -> bool:
    """Whether the clinician's sentence tells of people in general ("folks with stenosis lean on the cart"), says
    what a thing is ("spondylolisthesis is one bone that slid forward"), or goes on with either, with no word of
    the patient in it."""
    words = segment.sentence_words()
    if segment.role == "patient":
        general = segment.sentence.has("cue", "general") or segment.sentence.has("cue", "general_ask")
        of_himself = any(word in _OWN and behind not in _READ for word, behind in pairwise([*words, ""]))
        memory.general = segment.asked and ((general and not of_himself) or memory.general)
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
    memory.general = memory.general or segment.sentence.has("cue", "general") or _defines(segment, words)
    return memory.general


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
    return (
        behind[1] in _SAYS_WHAT
        or (one and behind[1] == "the")
        or (bare and behind[1].endswith("ing") and behind[1] not in _BEGINS)
    )
