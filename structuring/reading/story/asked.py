"""What the clinician asks of the history, and what the patient answers: "how bad is it?" - "About a six."."""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.rules import StoryItem
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, StoryAsked
from structuring.reading.story.carried import ANYTHING, named, named_before
from structuring.reading.talk.assertion import is_other_person
from structuring.reading.talk.replies import reply_of
from structuring.reading.talk.topics import ABOVE, LOWER, OTHER, is_back, names_back, regions
from structuring.turns import Evidence

_LONGEST = 30
_SENTENCE_MOST = 45  # words of a sentence of the patient's own account
_KEPT, _KEPT_OF_THINGS = 2, 4  # sentences of one reply, and of one that must name what it is of
_MOST = 6  # statements of one part of the history
_LEAST = 2  # words of a sentence of the patient's own account
_BRIEF = 4  # words of a reply that wants its question beside it: "about a six"
_BRIEF_TO_NAMED = 8  # ... where the question named the thing: "does it wake you?" - "Sometimes, when I turn over."
_NODS = 3  # words of a clinician's "mm-hmm, okay" that ends no question
_FILLERS = words_of("um uh well oh yes yeah no okay , you know right so hmm like mm huh nope yep sure")
_SENTENCE = words_of("i you he she we they am is was are were")
_GO_ON = words_of("and or also plus then when if sometimes mostly especially except usually just but it standing")
_SAVE = words_of("but except just only unless besides little some bit")
_ECHO = 6  # ... that ends no account: "of course he was", "and you felt it right then?"
_OTHERS_ASKED = (("sign", "present"), ("site", "says"))
_OF_BACK_PAIN = frozenset({"thigh_or_leg", "hip"})
_POINTING = words_of("it that they this those which")
_DUNNO = words_of("know sure idea tell")
_RELIEVED = words_of("heaven heavenly relief better great best helps easier wonderful")
HURTS = words_of("hurt hurts hurting pain painful sore ache aches aching worse worst kills bothers")
TRIED, EASED, TIMES, WORSE = "hpi.treatment_tried", "hpi.palliation", "hpi.timing", "hpi.provocation"
LIMITS = "hpi.function"
OF_SIGNS = frozenset({TIMES, WORSE, LIMITS})  # what may as well be an answer to a red flag


def of_part(segment: Segment, *parts: str) -> list[Hit]:
    """What the segment has of these, look-alikes left out."""
    hits = segment.hits.of("story")
    return spared(
        [hit for hit in hits if hit.what.part in parts], [hit for hit in hits if hit.what.part == "never"]
    )


def is_elsewhere(segment: Segment, legs: bool = False) -> bool:
    """Whether a part of the body is named, and none of the back; nor of the `legs`, where they count."""
    places = [hit for hit in regions(segment) if not (legs and hit.what.rule.id in _OF_BACK_PAIN)]
    return bool(places) and not names_back(regions(segment))


def is_of_back(memory: Memory) -> bool:
    """Whether the talk is of the back; an illness that was only listed ("asthma, when I was a kid") takes no
    question of the history away from it."""
    listed = not memory.problem_framed and memory.problem not in LOWER | ABOVE | {OTHER}
    return is_back(memory) or (memory.phase == "history" and listed and memory.about_back)


def tells_none(words: tuple[str, ...], said: str) -> bool:
    """ "Nothing touches it", "no, it doesn't matter what I do"; not "nothing but a heating pad"."""
    return (said == "no" or words[:1] == ("nothing",)) and not _SAVE & set(words)


def keep(path: str, words: str, evidence: tuple[Evidence, ...], ledger: Ledger, most: int = 0) -> None:
    """Notes words of the history, first come first kept."""
    if len(ledger.entries(path)) < (most or _MOST):
        ledger.add(path, words, evidence)


def filed(segment: Segment, item: StoryItem, tells_none: bool) -> str | None:
    """The path under which a statement belongs: what eases told among what hurts ("lying flat is the only good
    place") is turned round, where it names what it is of, and else left out."""
    if tells_none and item.denied:
        return item.denied
    own = {hit.what.part for hit in segment.hits.of("story") if hit.what.rule is item}
    if not {"turned", "spared"} & own or HURTS & set(segment.words):
        return item.path
    return item.turned_to if "turned" in own and named(segment, item) else None


def asks(segment: Segment) -> bool:
    """Whether something is asked, and not only told in a rising voice: "he gave me the steroid pack?" """
    return segment.asked and (segment.role != "patient" or segment.hits.has("question", "begin"))


def turns_elsewhere(segment: Segment, memory: Memory) -> bool:
    """Whether the clinician speaks of another part of the body, of which the next words are told: "is your stomach
    okay?" - "It burns."; the leg belongs to the pain of the back."""
    if len(segment.words) <= _NODS and not regions(segment):
        return memory.story_elsewhere
    return is_elsewhere(segment) and any(hit.what.rule.id not in _OF_BACK_PAIN for hit in regions(segment))


def ask(segment: Segment, memory: Memory) -> StoryAsked | None:
    """What the clinician asks of the history; a nod between keeps it open, and so does "a pop, or?" the account of
    what happened."""
    waits = memory.story_asked
    if not segment.asked:
        nods = _ECHO if waits and waits.item.sentences else _NODS
        return waits if len(segment.words) <= nods else None
    if memory.phase != "history" or not is_of_back(memory) or is_elsewhere(segment):
        return None
    told_on = waits if waits and waits.item.sentences and _echoes(segment) else None
    found = of_part(segment, "answers", "puts")
    things = [hit for hit in segment.sentence.of("story", "carries") if hit.start < segment.end]
    of_what = any(hit.what.rule.path == TRIED for hit in things) or named_before(TRIED, memory)
    if _POINTING & set(segment.words) and not of_what:  # "did that help?" alone says of nothing
        found = [hit for hit in found if hit.what.rule.path != TRIED or hit.what.part != "puts"]
    if not found:
        return None if any(segment.hits.has(*part) for part in _OTHERS_ASKED) else told_on
    asked = max(found, key=lambda hit: (hit.core - hit.start, hit.start))
    if waits is not None and not waits.kept and asked.what.rule.path.startswith("told."):
        return waits  # "have you taken anything? You're nursing, right?"
    own = [hit for hit in things if hit.what.rule is asked.what.rule and segment.word(hit.start) not in ANYTHING]
    words = segment.evidence(min((hit.start for hit in own), default=segment.start), segment.end)
    if not own and asked.what.rule.path == TRIED and asked.what.part == "puts":
        words = (*named_before(TRIED, memory), *words)  # "I put ice on it." - "Does that help?"
    return StoryAsked(asked.what.rule, words, asked.what.part == "puts", of=bool(own))


def _echoes(segment: Segment) -> bool:
    """ "By yourself?", "and you felt it then?", "when was that?": the account goes on; "where do you feel it?"
    asks for something else."""
    begins = segment.hits.has("question", "begin") and "when" not in segment.words[:2]
    return len(segment.words) <= _ECHO and not begins


def answer(segment: Segment, memory: Memory, ledger: Ledger, answers_sign: bool) -> StoryItem | None:
    """ "How bad is it?" - "About a six when I move.", "Does sitting bother it?" - "Oh yeah.": kept whole, a brief
    one with its question. The rule of the question where something was kept."""
    asked = memory.story_asked
    if asked is not None and asked.item.sentences:
        own_words(segment, asked, memory, ledger)
        return None
    if asked is None or asked.kept >= _most(asked) or asks(segment) or (asked.names and segment.asked):
        return None  # "does it help?" - "The cream?"
    if is_elsewhere(segment, asked.item.legs):
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
    path = filed(segment, asked.item, tells_none(segment.words, said))
    if asked.item.path == WORSE and _no_worse(segment, asked.names, said) and path != asked.item.turned_to:
        return None
    granted = asked.names and said in ("yes", "normal", "fine")
    if not content and said != "no" and not granted:
        return None  # "how bad is it?" - "yeah"
    if answers_sign and asked.item.path in OF_SIGNS:
        return None  # "any accidents? Any trouble getting started?" - "I get up twice in the night."
    said_here = segment.hits.of("story", "says")
    others = [hit for hit in said_here if hit.what.rule is not asked.item]
    if asked.item.path == TIMES and len(others) == len(said_here) and WORSE in {o.what.rule.path for o in others}:
        return None  # "what time of day is it worst?" - "Getting out of the bed."
    if asked.kept and (others or not _goes_on(segment, asked.item)):
        return None  # "how bad is it?" - "Seven. It catches when I twist."
    things = named(segment, asked.item)
    if content and asked.item.reply_names and not (things or asked.names or asked.of):
        return None  # "what have you noticed?" - "it's stiff" tells of nothing that was tried
    if any(is_other_person(segment, hit.start, hit.end) for hit in things):
        return None  # "my wife swears by ibuprofen"
    words = segment.evidence(segment.start, segment.end)
    brief = len(content) <= (_BRIEF_TO_NAMED if asked.names else _BRIEF)
    with_question = not asked.kept and (brief or (asked.of and not things))
    evidence = (*asked.words, *words) if with_question else words
    if path is not None:
        keep(path, segment.text(segment.start, segment.end), evidence, ledger, asked.item.most)
    memory.story_asked = replace(asked, kept=asked.kept + 1)
    return asked.item


def _most(asked: StoryAsked) -> int:
    if asked.names and not asked.of:
        return 1
    return _KEPT_OF_THINGS if asked.item.carries else _KEPT


def own_words(segment: Segment, asked: StoryAsked, memory: Memory, ledger: Ledger) -> None:
    """ "What happened?": the sentences of the reply as they were said, from the first that tells something."""
    if asked.kept >= asked.item.sentences or asks(segment) or memory.small_talk:
        return
    if any(hit.what.rule is asked.item for hit in segment.hits.of("story", "never")):
        return
    line, start = segment.line, segment.start if not asked.kept else 0
    if asked.sentence is line or sum(word.text not in _FILLERS for word in line.tokens) < _LEAST:
        return
    end = min(len(line.tokens), start + _SENTENCE_MOST)
    keep(asked.item.path, segment.text(start, end), segment.evidence(start, end), ledger, asked.item.most)
    memory.story_asked = replace(asked, kept=asked.kept + 1, sentence=line)


def _no_worse(segment: Segment, names: bool, said: str) -> bool:
    """ "And bending forward?" - "That's fine, actually."; "and sitting?" - "Oh, sitting's heaven."; "at first no":
    what brings no pain on."""
    words = set(segment.words)
    relieved = bool(_RELIEVED & words) and not (HURTS | {"not"}) & words
    none = segment.words[-1] == "no" or said in ("normal", "fine")
    return (names and relieved) or (none and (names or len(words) <= _BRIEF))


def _goes_on(segment: Segment, item: StoryItem) -> bool:
    """ "Sitting." - "And bending forward.", and not "I'm an accountant, so that's wonderful"."""
    first = next((word for word in segment.words if word not in _FILLERS), "")
    own = any(hit.what.rule is item and hit.what.part in ("says", "carries") for hit in segment.hits.of("story"))
    if own or item.reply_names:
        return own
    brief = len(segment.words) <= _BRIEF + 1 and not _SENTENCE & set(segment.words)  # "A hot poker."
    return brief or first in _GO_ON or (first.endswith("ing") and bool(item.carries))
