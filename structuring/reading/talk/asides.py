"""What the patient tells beside the back, and the times that belong to it and not to the pain."""

from __future__ import annotations

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.talk.topics import names_back, regions

_PAIN = words_of("pain pains hurt hurts hurting ache aches aching started this whole all back")
_MEDICAL = ("sign", "site", "onset", "region", "exam", "story", "study", "plan", "label", "term", "frame")
_NOT_OF_PAIN = frozenset(
    {
        "reply",
        "reply_absent",
        "never",
        "other",
        "ask_else",
        "ask_matter",
        "at_time",
        "shown",
        "carries",
        "turned",
        "spared",
        "side_left",
        "side_right",
    }
)
_POINTS = words_of("it that this there now else more")
_BIDS = words_of("tell show remind walk")
_HOW_WAS = (("how", "was"), ("how", "is"), ("how", "were"))
_CHAT = words_of("drive traffic parking weather trip weekend vacation holiday commute ride snow roads")
_TIMES = words_of("day days week weeks month months year years today yesterday ago long")
_FUNCTION = words_of(
    "and so okay well um , do does did is are was were have has had can could will would you your yours he she "
    "his her they the a an any to of for in on at with what which who how when where why not no yes right be been "
    "i me we us tell going doing about happened brings bring feel feeling today good morning all like get "
    "anything something"
)


def names_pain(segment: Segment) -> bool:
    """ "My bladder won't empty." - "How long has that been?": of what was told last, unless the pain is named."""
    return bool(_PAIN & set(segment.words)) or names_back(regions(segment))


def follow(segment: Segment, memory: Memory, named: bool) -> None:
    """ "I've no feeling in two fingers since the table saw." - "That's a while." - "Eight years.": until the
    back is spoken of again, a time is that of what was told."""
    signs = any(hit.what.rule.path.startswith("red_flags.") for hit in segment.hits.of("sign", "present"))
    if named or (_speaks_of_it(segment) and not (signs and segment.role == "patient")):
        memory.aside = memory.aside_before = memory.sign_told = False
    elif segment.role == "patient" and not segment.hits.has("onset", "mechanism"):
        memory.aside = memory.aside or signs or segment.hits.has("cue", "other_person")


def _speaks_of_it(segment: Segment) -> bool:
    return bool(_PAIN & set(segment.words)) or any(
        segment.hits.has("onset", part) for part in ("start", "episode", "mechanism", "initial")
    )


def asks_of_sign(segment: Segment, memory: Memory, later: bool) -> bool:
    """Whether the time of a red flag is asked for that was told last; `later`: and no fall or lift since."""
    if names_back(regions(segment)):
        memory.sign_told = False
    return memory.sign_told and later and not names_pain(segment)


def asks_since(segment: Segment, memory: Memory) -> bool:
    """ "I can't feel the foot." - "And is that new?", "the leg's weaker when I push. Is that new?" """
    return (memory.sign_told or memory.testing is not None) and segment.hits.has("question", "new")


def follow_small_talk(segment: Segment, memory: Memory) -> None:
    """ "How old are they?", "which school does she play for?": asked of nothing in a note, so that a lone time or
    side in reply is none of the pain's."""
    if segment.role == "patient":
        return
    medical = segment.hits.has("cue", "legs") or any(
        hit.what.part not in _NOT_OF_PAIN for family in _MEDICAL for hit in segment.hits.of(family)
    )
    words = set(segment.words)
    content = words - _FUNCTION
    chats = tuple(segment.words[:2]) in _HOW_WAS and bool(_CHAT & words)  # "how was the drive?" - "Terrible."
    memory.small_talk = chats or (
        segment.asked
        and segment.words[0] not in _BIDS
        and not medical
        and not (_POINTS | _TIMES) & words
        and bool(content)
    )
