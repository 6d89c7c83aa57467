"""Keeps the words of the rest of the history: quality, severity, what helps, what was tried, earlier surgery."""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.lexicon import Hit, longest, spared
from structuring.reading.language.rules import StoryItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, StoryAsked
from structuring.reading.talk.assertion import is_denied, is_other_person
from structuring.reading.talk.replies import reply_of
from structuring.reading.talk.topics import is_back, names_back, regions
from structuring.turns import Evidence

_LIMIT = 6
_TOLD = "told."  # paths of what is kept for the note alone
_LONGEST = 30
_KEPT = 2  # sentences of one reply
_BRIEF = 4  # words of a reply that wants its question beside it: "about a six"
_BRIEF_TO_NAMED = 8  # ... where the question named the thing: "does it wake you?" - "Sometimes, when I turn over."
_NODS = 3  # words of a clinician's "mm-hmm, okay" that ends no question
_ENDS = words_of("who presents today here so but which because")
_FILLERS = words_of("um uh well oh yes yeah no okay , you know right so hmm like mm huh nope yep sure")
_TRIED, _EASED, _TIMES, _WORSE = "hpi.treatment_tried", "hpi.palliation", "hpi.timing", "hpi.provocation"
_AGAINST, _BESIDE = words_of("not no never without"), 3
_HURTS = words_of("hurt hurts hurting pain painful sore ache aches aching worse worst kills bothers")
_OF_SIGNS = frozenset({_TIMES, _WORSE})
_JOINTS = words_of("and but then")
_CONDITIONS, _BEHIND = words_of("if when once whenever"), 6
_RELIEVED_BY = words_of("alright right better fine okay good gone eases stops quits settles relief")
_RELIEVED = words_of("heaven heavenly relief better great best helps easier wonderful")
_SENTENCE = words_of("i you he she we they am is was are were")
_GO_ON = words_of(
    "and or also plus then when if sometimes mostly especially except usually just but it the standing"
)
_SAVE = words_of("but except just only unless besides little some bit")
_POINTING = words_of("it that they this those which")
_DUNNO = words_of("know sure idea tell")


def _end(segment: Segment, start: int, end: int) -> int:
    """Where the words that tell something end: "prior discectomy , | who presents with"."""
    for place in range(start + 2, end):
        if segment.word(place) in _ENDS:
            end = place
            break
    while end > start + 1 and segment.word(end - 1) == ",":
        end -= 1
    return end


def _tells_none(words: tuple[str, ...], said: str) -> bool:
    """ "Nothing touches it", "no, it doesn't matter what I do"; not "nothing but a heating pad"."""
    return (said == "no" or words[:1] == ("nothing",)) and not _SAVE & set(words)


def _no_worse(segment: Segment, named: bool, said: str) -> bool:
    """ "And bending forward?" - "That's fine, actually."; "and sitting?" - "Oh, sitting's heaven."; "at first no":
    what brings no pain on."""
    words = set(segment.words)
    relieved = bool(_RELIEVED & words) and not (_HURTS | {"not"}) & words
    none = segment.words[-1] == "no" or said in ("normal", "fine")
    return (named and relieved) or (none and (named or len(words) <= _BRIEF))


def read(segment: Segment, memory: Memory, ledger: Ledger, answers_sign: bool = False) -> None:
    """Notes hpi.*, history.* and return precautions as the words said, first come first kept.

    `answers_sign`: a red flag was asked for and waits: "any leaking?" - "When I sneeze."
    """
    hits = segment.hits.of("story")
    if segment.role != "patient":
        memory.story_asked = _asked(segment, memory)
    whole = _answer(segment, memory, ledger) if segment.role == "patient" else None
    if not hits or segment.asked:
        return
    elsewhere = _elsewhere(segment)
    said = _named(segment, "says")
    tried = any(item.path == _TRIED for item in (whole, *(hit.what.rule for hit in said)) if item)
    for rule in dict.fromkeys(id(hit.what.rule) for hit in said):
        for hit in longest([hit for hit in said if id(hit.what.rule) == rule])[:1]:
            item = hit.what.rule
            if item is whole or (tried and item.path == _TIMES):
                continue  # "Aleve, most days": how often it is taken
            if item.by != "any" and segment.role not in (item.by, "unknown"):
                continue
            if _kept_out(item, memory) or (item.path.startswith(_TOLD) and segment.confirm):
                continue
            if item.not_denied and is_denied(segment, hit.start, hit.end):
                continue
            if item.path.startswith("hpi.") and (
                elsewhere
                or (answers_sign and item.path in _OF_SIGNS and not _HURTS & set(segment.words))
                or not is_back(memory)
                or memory.phase in ("exam", "plan")  # "that's sharp", "feels like a stretch": under the hands
                or (memory.phase == "results" and memory.testing is not None)
                or (memory.small_talk and not (item.path == _WORSE and _HURTS & set(segment.words)))
            ):
                continue
            if item.path == _WORSE and _eases_behind(segment):
                continue
            if item.path == "return_precautions" and _advised_against(segment, hit):
                continue  # "don't go to the emergency room for that"
            # "Dr Lin gave me the pack"
            given = item.path == _TRIED and "me" in segment.between(hit.start, hit.end)
            if not given and is_other_person(segment, hit.start, hit.end):
                continue
            end = _end(segment, hit.start, min(segment.end, hit.end))
            words = segment.evidence(hit.start, end)
            nothing = _tells_none(segment.words[hit.start - segment.start :], "none")
            of_what = _of_what(item, words, ledger)
            if item.path == _EASED and whole is not None and whole.path == _TRIED and memory.story_asked:
                of_what = memory.story_asked.words  # "the pills, did that help?" - "It helped for four days."
            _keep(item, segment.text(hit.start, end), (*of_what, *words), ledger, nothing)


def _kept_out(item: StoryItem, memory: Memory) -> bool:
    """Whether the course of the talk keeps an item out of the note (reading_kept.toml)."""
    if item.after_history and memory.phase == "history":
        return True
    if item.of_back and (memory.small_talk or not is_back(memory)):
        return True
    return item.plan_of_back and memory.phase == "plan" and not is_back(memory)


def _eases_behind(segment: Segment) -> bool:
    """ "If I lean on the cart | I'm all right again": what follows tells that it helps."""
    behind = segment.sentence_words(segment.end, segment.end + _BEHIND)
    first = next((word for word in segment.words if word not in _JOINTS), "")
    hurts = _HURTS & {*segment.words, *behind} or "not" in behind
    return first in _CONDITIONS and bool(_RELIEVED_BY & set(behind)) and not hurts


def _advised_against(segment: Segment, hit: Hit) -> bool:
    """ "Don't go to the emergency room", "no need to": said of it, and not of what comes before ("if you can't pee
    go to the emergency room")."""
    before = segment.between(hit.start - _BESIDE, hit.start)
    return bool(before) and (before[-1] in _AGAINST or (before[-1] == "to" and bool(_AGAINST & set(before))))


def _named(segment: Segment, *parts: str) -> list[Hit]:
    """What the segment has of these, look-alikes left out."""
    hits = segment.hits.of("story")
    return spared(
        [hit for hit in hits if hit.what.part in parts], [hit for hit in hits if hit.what.part == "never"]
    )


def _of_what(item: StoryItem, words: tuple[Evidence, ...], ledger: Ledger) -> tuple[Evidence, ...]:
    """ "She gave me two Aleve. It kinda helped.": what helped is what was tried just before."""
    if item.path != _EASED or not _POINTING & set(words[0].quote.lower().split()[:1]):
        return ()
    tried = ledger.entries(_TRIED)[-1:]
    return next((one.fact.evidence for one in tried if one.fact.evidence[-1].line == words[0].line), ())


def _keep(
    item: StoryItem, words: str, evidence: tuple[Evidence, ...], ledger: Ledger, denied: bool = False
) -> None:
    path = item.denied if denied and item.denied else item.path
    if len(ledger.entries(path)) < (item.most or _LIMIT):
        ledger.add(path, words, evidence)


def _elsewhere(segment: Segment) -> bool:
    named = regions(segment)
    return bool(named) and not names_back(named)


def _asked(segment: Segment, memory: Memory) -> StoryAsked | None:
    """What the clinician asks of the history; a nod between keeps it open."""
    if not segment.asked:
        return memory.story_asked if len(segment.words) <= _NODS else None
    if memory.phase != "history" or not is_back(memory) or _elsewhere(segment):
        return None
    found = _named(segment, "answers", "puts")
    named = [hit for hit in segment.sentence.of("story", "answered") if hit.start < segment.end]
    if _POINTING & set(segment.words) and not named:  # "did that help?" alone does not say what
        found = [hit for hit in found if hit.what.rule.path != _TRIED or hit.what.part != "puts"]
    if not found:
        return None
    asked = max(found, key=lambda hit: (hit.core - hit.start, hit.start))
    waits = memory.story_asked
    if waits is not None and not waits.kept and asked.what.rule.path.startswith(_TOLD):
        return waits  # "have you taken anything? You're nursing, right?"
    words = segment.evidence(min((hit.start for hit in named), default=segment.start), segment.end)
    return StoryAsked(asked.what.rule, words, asked.what.part == "puts")


def _goes_on(segment: Segment, item: StoryItem) -> bool:
    """ "Sitting." - "And bending forward.", and not "I'm an accountant, so that's wonderful"."""
    first = next((word for word in segment.words if word not in _FILLERS), "")
    own = any(hit.what.rule is item and hit.what.part in ("says", "answered") for hit in segment.hits.of("story"))
    brief = len(segment.words) <= _BRIEF + 1 and not _SENTENCE & set(segment.words)  # "A hot poker."
    return own or brief or first in _GO_ON or first.endswith("ing")


def _answer(segment: Segment, memory: Memory, ledger: Ledger) -> StoryItem | None:
    """ "How bad is it?" - "About a six when I move.", "Does sitting bother it?" - "Oh yeah.": kept whole, a brief
    one with its question. The rule of the question where something was kept."""
    asked = memory.story_asked
    if asked is None or asked.kept >= (1 if asked.names else _KEPT) or segment.asked or _elsewhere(segment):
        return None
    if len(segment.words) > _LONGEST or is_other_person(segment, segment.start, segment.end):
        return None
    if any(hit.what.rule is asked.item for hit in segment.hits.of("story", "never")):
        return None
    content = [word for word in segment.words if word not in _FILLERS]
    said = reply_of(segment)[0]
    if {"not", "no"} & set(segment.words) and _DUNNO & set(content):
        return None  # "I don't know"
    if (asked.names or not content) and said == "no" and not asked.item.denied:
        return None
    if asked.item.path == _WORSE and _no_worse(segment, asked.names, said):
        return None
    granted = asked.names and said in ("yes", "normal", "fine")
    if not content and said != "no" and not granted:
        return None  # "how bad is it?" - "yeah"
    others = [hit for hit in segment.hits.of("story", "says") if hit.what.rule is not asked.item]
    if asked.kept and (others or not _goes_on(segment, asked.item)):
        return None  # "how bad is it?" - "Seven. It catches when I twist."
    named = [hit for hit in segment.hits.of("story", "answered") if hit.what.rule is asked.item]
    if content and asked.item.answered and not (named or asked.names):
        return None  # "what have you noticed?" - "it's stiff" tells of nothing that was tried
    if any(is_other_person(segment, hit.start, hit.end) for hit in named):
        return None  # "my wife swears by ibuprofen"
    words = segment.evidence(segment.start, segment.end)
    brief = len(content) <= (_BRIEF_TO_NAMED if asked.names else _BRIEF)
    evidence = (*asked.words, *words) if brief and not asked.kept else words
    denied = _tells_none(segment.words, said)
    _keep(asked.item, segment.text(segment.start, segment.end), evidence, ledger, denied)
    memory.story_asked = replace(asked, kept=asked.kept + 1)
    return asked.item
