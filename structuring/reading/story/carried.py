"""Whether words of the history stand by themselves: "it lets up" tells nothing without what it is that helps.

A rule may list what its words must name (`carries`: a posture, a drug). Where they do not, they are widened to
their clause, their sentence, or what the patient said or was asked just before. What cannot be widened so is
not kept: a fragment cannot be signed.
"""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.rules import StoryItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Carrying, Memory
from structuring.turns import Evidence

ANYTHING = words_of("anything nothing medicine medication medicines medications pills")
_POINTING = words_of("it that they this those them")
_SUBJECTLESS = words_of("help helps helped took takes worked works lets let eased eases lasted did does for")
_LEADING = words_of("and but so then well um uh yes no oh , you know like kind of")
_SHORT, _ONWARD = 3, 10
_BEFORE_POINTER = 3  # words before the "it" of "and then it lets up"
_NEAR = 3  # segments from what was named to what points back to it


def named(segment: Segment, item: StoryItem) -> list[Hit]:
    """What the segment names of that which the words must carry."""
    return [hit for hit in segment.hits.of("story", "carries") if hit.what.rule is item]


def standing(
    segment: Segment, item: StoryItem, start: int, end: int, memory: Memory, ledger: Ledger
) -> tuple[Evidence, ...] | None:
    """The words `start:end`, as wide as they must be to stand by themselves; none where they cannot."""
    words = segment.evidence(start, end)
    own = named(segment, item)
    if not item.carries or any(start <= hit.start and hit.end <= end for hit in own):
        return words
    if own:
        return segment.evidence(min(start, own[0].start), max(end, own[-1].end))
    if not _POINTING & set(segment.words[: start - segment.start + _BEFORE_POINTER]):
        beside = [hit for hit in segment.sentence.of("story", "carries") if hit.what.rule is item]
        if beside:
            return segment.evidence(min(start, beside[0].start), max(end, beside[-1].end))
    if not (item.reply_names or _leans(segment)):
        return words
    opens = segment.words[0] not in _POINTING | _SUBJECTLESS and segment.end < len(segment.line.tokens)
    if opens and not item.reply_names:  # "the only time | it's good is in the pool"
        return segment.evidence(start, min(len(segment.line.tokens), end + _ONWARD))
    before = named_before(item.path, memory)
    kept = [piece for entry in ledger.entries(item.path)[-1:] for piece in entry.fact.evidence]
    if before and any(_holds(piece, before[-1]) for piece in kept):
        return words  # what it points back to stands before it: "some Tylenol"; "it takes the edge off"
    return (*before, *words) if before else None


def _leans(segment: Segment) -> bool:
    """Whether the words lean on what was said before: "it lets up", "helped some", "for like a day"; "shifting
    around helps a little" names what it is of, though no list has it."""
    content = [word for word in segment.words if word not in _LEADING]
    return len(content) <= _SHORT or content[0] in _POINTING | _SUBJECTLESS


def _holds(one: Evidence, other: Evidence) -> bool:
    return one.line == other.line and one.start <= other.start and other.end <= one.end


def named_before(path: str, memory: Memory) -> tuple[Evidence, ...]:
    """The words that have just named what this part of the history is of; none where nothing did."""
    return next((one.words for one in memory.carrying if one.path == path), ())


def follow(segment: Segment, memory: Memory) -> None:
    """Remembers for a while the clause that named last what each part of the history is carried by."""
    asks = memory.story_asked is not None
    paths = {
        hit.what.rule.path
        for hit in segment.hits.of("story", "carries")
        if (asks or segment.role == hit.what.rule.by) and segment.word(hit.start) not in ANYTHING
    }
    words = segment.evidence(segment.start, segment.end) if paths else ()
    older = [replace(one, age=one.age + 1) for one in memory.carrying if one.path not in paths and one.age < _NEAR]
    memory.carrying = (*older, *(Carrying(path, words) for path in sorted(paths)))
