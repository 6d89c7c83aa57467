"""What is told of the history by itself: quality, severity, what helps, what was tried, earlier surgery."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit, longest
from structuring.reading.language.rules import StoryItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.story import asked, carried
from structuring.reading.story.asked import EASED, HURTS, LIMITS, OF_SIGNS, TIMES, TRIED, WORSE
from structuring.reading.talk.assertion import is_denied, is_other_person
from structuring.reading.talk.topics import is_back, names_back, regions
from structuring.turns import Evidence

_ENDS = words_of("who presents today here so but which because")
_AGAINST, _BESIDE = words_of("not no never without"), 3
PRECAUTIONS = "return_precautions"
_LONGEST_WARNING = 45  # words
_BRIEF = 4  # words that go on with what was told just before
_JOINTS = words_of("and but then no yes well , so")
_CONDITIONS, _BEHIND = words_of("if when once whenever"), 6
_RELIEVED_BY = words_of("alright right better fine okay good gone eases stops quits settles relief nothing")


def read(segment: Segment, memory: Memory, ledger: Ledger, answers_sign: bool = False) -> None:
    """Notes hpi.*, history.*, told.* and return precautions as the words said, first come first kept.

    `answers_sign`: a red flag was asked for and waits: "any leaking?" - "When I sneeze."
    """
    if segment.role != "patient":
        memory.story_asked = asked.ask(segment, memory)
        memory.story_elsewhere = asked.turns_elsewhere(segment, memory)
        memory.told_elsewhere = False
    whole = asked.answer(segment, memory, ledger, answers_sign) if segment.role == "patient" else None
    if not asked.asks(segment):
        _by_itself(segment, memory, ledger, whole, answers_sign)
    _warns(segment, memory, ledger)
    carried.follow(segment, memory)
    if segment.role == "patient":
        memory.told_elsewhere = asked.is_elsewhere(segment)


def _by_itself(
    segment: Segment, memory: Memory, ledger: Ledger, whole: StoryItem | None, answers_sign: bool
) -> None:
    """Keeps what the words tell besides what was asked for, of which `whole` has been kept already."""
    said = asked.of_part(segment, "says")
    tried = any(item.path == TRIED for item in (whole, *(hit.what.rule for hit in said)) if item)
    for rule in dict.fromkeys(id(hit.what.rule) for hit in said):
        for hit in longest([hit for hit in said if id(hit.what.rule) == rule])[:1]:
            item = hit.what.rule
            if item is whole or (tried and item.path == TIMES):
                continue  # "Aleve, most days": how often it is taken
            if _left_out(segment, memory, item, hit, answers_sign):
                continue
            end = _end(segment, hit.start, min(segment.end, hit.end))
            words = carried.standing(segment, item, hit.start, end, memory, ledger)
            path = asked.filed(segment, item, tells_none=segment.word(hit.start) == "nothing")
            if words is None or path is None:
                continue
            if item.path == EASED and whole is not None and whole.path == TRIED and memory.story_asked:
                words = (*memory.story_asked.words, *words)  # "did the pills help?" - "It helped for four days."
            asked.keep(path, segment.text(hit.start, end), words, ledger, item.most)


def _warns(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Any new trouble with the bladder, or a foot that drags, you call the same day": the whole sentence, where
    it names a sign to look out for or a condition, and what to do."""
    warnings = segment.hits.of("cue", "warning")
    if segment.role == "patient" or not warnings or memory.phase == "exam":
        return
    if segment.asked and memory.phase == "history":
        return  # "did they say to call if it went numb?"
    named = segment.sentence.has("sign", "present") or segment.sentence.has("cue", "condition")
    if not named or any(_advised_against(segment, hit) for hit in warnings):
        return
    tokens = segment.line.tokens
    end = min(len(tokens), max(segment.end, warnings[-1].end))
    start = max(0, end - _LONGEST_WARNING)
    told = [entry.fact.evidence for entry in ledger.entries(PRECAUTIONS)]
    words = segment.evidence(start, end)
    if words and not any(_overlap(one, other) for evidence in told for one in evidence for other in words):
        asked.keep(PRECAUTIONS, segment.text(start, end), words, ledger)


def _overlap(first: Evidence, second: Evidence) -> bool:
    return first.line == second.line and first.start < second.end and second.start < first.end


def _left_out(segment: Segment, memory: Memory, item: StoryItem, hit: Hit, answers_sign: bool) -> bool:
    """Whether the words are of something else, or somebody else's, or the course of the talk keeps them out."""
    if item.by != "any" and segment.role not in (item.by, "unknown"):
        return True
    if _kept_out(item, memory) or (item.path.startswith("told.") and segment.confirm):
        return True
    if item.not_denied and is_denied(segment, hit.start, hit.end):
        return True
    if item.path.startswith("hpi.") and _not_of_pain(segment, memory, item, hit, answers_sign):
        return True
    if item.path == WORSE and _eases_behind(segment):
        return True
    if item.path == PRECAUTIONS and (_advised_against(segment, hit) or memory.phase == "exam"):
        return True  # "don't go to the emergency room for that"
    if item.path == PRECAUTIONS and segment.hits.has("cue", "dictates"):
        return True  # "Andre is a 34-year-old male, referred by the ER"
    if item.path == TIMES and memory.story_asked is not None and memory.story_asked.item.path == TRIED:
        return True  # "are you taking the ibuprofen still?" - "Not every day."
    # "Dr Lin gave me the pack", "I took two of my mom's Percocets"
    own = "me" in segment.between(hit.start, hit.end) or ("of", "my") in pairwise(segment.words)
    return not (item.path == TRIED and own) and is_other_person(segment, hit.start, hit.end)


def _not_of_pain(segment: Segment, memory: Memory, item: StoryItem, hit: Hit, answers_sign: bool) -> bool:
    """Whether what is told is not of the pain of this visit: of another part, of an earlier time, of a test."""
    hurts = bool(HURTS & set(segment.words))
    earlier = memory.then and item.path != TRIED
    goes_on = memory.told_elsewhere and len(segment.words) <= _BRIEF  # "the big toe is tingly. All the time."
    nameless = segment.role == "patient" and not names_back(regions(segment))
    elsewhere = asked.is_elsewhere(segment, item.legs) or (nameless and (memory.story_elsewhere or goes_on))
    return (
        elsewhere
        or earlier
        or (answers_sign and item.path in OF_SIGNS and not hurts)
        or (item.path == LIMITS and not _limits_him(segment, hit, memory))
        or not asked.is_of_back(memory)
        or memory.phase in ("exam", "plan")  # "that's sharp", "feels like a stretch": under the hands
        or (memory.phase == "results" and (memory.testing is not None or item.path != TRIED))
        or (memory.small_talk and item.path != TRIED and not (item.path == WORSE and hurts))
    )


def _limits_him(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "I'd have to lean" before any complaint was heard is a greeting; "if you don't move it says it again" is of
    the work."""
    before = segment.between(hit.start - _BESIDE, hit.start + 1)
    joking = memory.problem == "" and "would" in segment.words
    return not joking and not ("you" in before and "i" not in before)


def _kept_out(item: StoryItem, memory: Memory) -> bool:
    """Whether the course of the talk keeps an item out of the note (reading_kept.toml)."""
    if (item.after_history and memory.phase == "history") or (item.before_plan and memory.phase == "plan"):
        return True
    if item.in_history and memory.phase != "history":
        return True
    if item.of_back and (memory.small_talk or not is_back(memory)):
        return True
    return item.plan_of_back and memory.phase == "plan" and not is_back(memory)


def _eases_behind(segment: Segment) -> bool:
    """ "If I lean on the cart | I'm all right again": what follows tells that it helps."""
    behind = segment.sentence_words(segment.end, segment.end + _BEHIND)
    first = next((word for word in segment.words if word not in _JOINTS), "")
    hurts = HURTS & {*segment.words, *behind} or "not" in behind
    return first in _CONDITIONS and bool(_RELIEVED_BY & set(behind)) and not hurts


def _advised_against(segment: Segment, hit: Hit) -> bool:
    """ "Don't go to the emergency room", "no need to": said of it, and not of what comes before ("if you can't pee
    go to the emergency room")."""
    before = segment.between(hit.start - _BESIDE, hit.start)
    return bool(before) and (before[-1] in _AGAINST or (before[-1] == "to" and bool(_AGAINST & set(before))))


def _end(segment: Segment, start: int, end: int) -> int:
    """Where the words that tell something end: "prior discectomy , | who presents with"."""
    for place in range(start + 2, end):
        if segment.word(place) in _ENDS:
            end = place
            break
    while end > start + 1 and segment.word(end - 1) == ",":
        end -= 1
    return end
