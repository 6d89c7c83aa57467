"""Questions and their answers: what the clinician asked stays open until the patient has answered it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from structuring.reading.answers.noting import affirm, all_well, deny, key_of
from structuring.reading.language.durations import durations
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Asked, Memory, Reply
from structuring.reading.signs.excuses import denies_reason
from structuring.reading.signs.mentions import is_asked
from structuring.reading.talk import kin
from structuring.reading.talk.asking import ASKING_ON, POINTING, WELL, ask_again, ask_the_trouble, takes_up
from structuring.reading.talk.oneself import ask_oneself, asks_oneself, dates_illness
from structuring.reading.talk.replies import FILLERS, SETTLED, contradicts, counted, is_granted, reply_of
from structuring.reading.talk.sides import is_assent, side_near
from structuring.turns import Evidence, quoted_words

_LEGS = words_of("leg legs foot feet")
_WINDOW = 3
_PATIENCE = 1
_NODS = 3
_RECENT = 2  # turns of the clinician for which "nothing changed there, then" may mean what he had asked
_LONG = 12
_BRIEF = 7
_LATELY = 84  # days within which what is asked for is new
_NAMING = ("present", "short", "weak")
_NAMED = ("present", "absent", "denied_only")
_HELPING = words_of("is are was were has have had do does did can could will")
_RELATING = frozenset({"you", "that", "which"})
_ABOUT = words_of(", like about say maybe years year months ago or in the early late")
_TAG = 4
_YEAR = r"(19|20)\d\d"
_BEFORE_NAME = FILLERS | words_of("the any my that")
_PARTLY = {("not", "always"), ("not", "every"), ("not", "all"), ("not", "completely"), ("not", "entirely")}
_LACKING = {("not", word) for word in ("on", "in", "as", "like", "so", "too", "anymore", "around", "down", "much")}
_CLAUSE = 7  # words from "I haven't" to what is denied
_SUBJECTS = words_of("i he she we")
_GO_ON = words_of("okay sure , all right")
_ALONE = words_of("i we it , sir ma'am doc doctor not") | {""}
_NODDING = words_of("okay alright sure go ahead , fine")
_AT_FIRST = words_of("first beginning initially")
_CHANGE = words_of("change changes changed new different")
_BARE = {
    ("no",),
    ("none",),
    ("never",),
    ("no", "sir"),
    ("no", "ma'am"),
    ("not", "really"),
    ("no", "nothing", "like", "that"),
    ("a", "little"),
    ("a", "little", "bit"),
    ("a", "bit"),
    ("sometimes",),
    ("yes",),
    ("yes", "sir"),
    ("yes", "ma'am"),
}


def listen(segment: Segment, memory: Memory) -> None:
    """Keeps track of whose word it is. What was answered is closed when the clinician speaks again; what was not
    ("mm-hmm, go on") stays open for one more turn, unless something else is asked."""
    memory.swapped = segment.asked and segment.role == "clinician" and segment.speaker == "patient"
    if segment.role != memory.role:
        if segment.role != "patient":
            memory.recent_age = 0 if memory.asked else memory.recent_age + 1
            memory.recent = memory.asked or (memory.recent if memory.recent_age <= _RECENT else ())
            memory.unsettled = memory.reply not in SETTLED
            memory.waiting, memory.said = memory.waiting + 1, 0
            memory.stale = memory.asked_about
            if memory.reply in SETTLED or memory.waiting > _PATIENCE:
                _close(memory)
            memory.mentioned, memory.offered = (), ()
            memory.site_named = memory.site_told = memory.past_asked = False
            memory.time_told = memory.date_told = False
            memory.times_of_turn = ()
            memory.leg_side_asked = memory.leg_side_given = memory.parts_named = False
            memory.leg_side_named = None
            memory.side_of_turn, memory.unit, memory.birth = "", "", False
            memory.echoed, memory.meant, memory.answered = frozenset(), (), frozenset()
        else:
            memory.pointed, memory.proposed, memory.sign_told = False, (), False
            memory.aside_before, memory.aside = memory.aside, False
            memory.general = memory.general and segment.asked  # "a myelo what?" asks on of what was told
        memory.reply = "none"
        memory.reply_segments = 0
        memory.role = segment.role
    if segment.role != "patient":
        memory.said += segment.end - segment.start
        if memory.asked and not segment.asked and segment.hits.has("question", "breaks_off"):
            _close(memory)  # "any fevers? Hold on, let me get that door." - "No problem."
        if memory.said > _NODS and memory.stale:
            memory.asked_about, memory.stale = memory.asked_about - memory.stale, frozenset()
        names = any(segment.hits.has("sign", part) for part in _NAMED) or _names_again(segment, memory)
        # "between the legs, is the skin normal? When you wipe, you feel?"
        names = names or any(is_asked(hit.what.rule, memory) for hit in segment.hits.of("sign", "place"))
        if segment.asked and names:
            memory.of_kin = ()
        if segment.asked and not names and memory.kin and asks_oneself(segment):
            ask_oneself(segment, memory)
        elif segment.asked and dates_illness(segment, memory):
            memory.asked = tuple(replace(item, part="present", presumed=True) for item in memory.asked)
        elif memory.asked and segment.asked and not names and not _goes_with_it(segment):
            memory.overtaken = bool(set(segment.words) - ASKING_ON) and not _of_same(segment)
            ask_the_trouble(segment, memory)
            ask_again(segment, memory)
        if memory.asked and segment.asked and not names and takes_up(segment, memory):
            memory.waiting, memory.overtaken = 0, False
        if memory.waiting and (segment.asked or memory.said > _LONG):
            _close(memory)
    kin.follow(segment, memory)


def _names_again(segment: Segment, memory: Memory) -> bool:
    """ "Does it run anywhere? The hips, down the legs?": what was asked is put once more, in a word."""
    return any(hit.what.rule.sided and is_asked(hit.what.rule, memory) for hit in segment.hits.of("sign", "short"))


def _goes_with_it(segment: Segment) -> bool:
    """ "Any weight loss | you didn't plan on?", "in the groin, | where a saddle would touch you?": the clause goes
    with what was just named and asks nothing else."""
    before = segment.line.tokens[segment.start - 1].text if segment.start else ","
    if segment.words[0] == "where":
        return segment.start > 0 and not _HELPING & set(segment.words[1:2])
    return before != "," and segment.words[0] in _RELATING and not segment.hits.has("question", "begin")


def _of_same(segment: Segment) -> bool:
    """ "And the feeling down there, has it come back?": what is asked is asked of what was named."""
    if segment.words[0] == "what" and all(word.isdecimal() or word in _ABOUT for word in segment.words[1:]):
        return True  # "you finished radiation in | what, twenty-seventeen?"
    if segment.words[0] in POINTING and segment.words[1:2] != () and segment.words[1] in _HELPING:
        return len(segment.words) <= _TAG  # "bowels, bladder, all | that's behaving?"
    return any(first in _HELPING and second in POINTING for first, second in pairwise(segment.words))


def _close(memory: Memory) -> None:
    memory.asked, memory.asked_about, memory.waiting, memory.overtaken = (), frozenset(), 0, False


def close(memory: Memory) -> None:
    """ "Any fever? No. Chills? A little.", all in one turn: what comes next is asked and answered anew."""
    _close(memory)
    memory.reply, memory.reply_segments = "none", 0


def is_bare_answer(segment: Segment, memory: Memory) -> bool:
    """A lone "No." or "A little." under the asker's tag: the recogniser has put both voices into one turn."""
    return bool(memory.asked) and not memory.waiting and not segment.asked and segment.words in _BARE


def recap(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "So I'll take that as a no": the clinician concludes what the patient answered in other words."""
    found = segment.hits.of("answer", "recap_no")
    if segment.role == "patient" or segment.asked or not found or not memory.unsettled:
        return
    words = segment.evidence(found[0].start, found[0].end)
    memory.unsettled = False
    asked = [item for item in memory.recent if item.part not in WELL]
    deny(asked, words, ledger)


def rest(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Like three pounds. And the rest is no.": what was asked a turn before and got no answer is denied."""
    found = segment.hits.of("answer", "rest_no")
    if segment.role == "clinician" or segment.asked or not found:
        return
    words = segment.evidence(found[0].start, found[0].end)
    asked = [item for item in (memory.asked or memory.recent) if item.part not in WELL]
    deny([item for item in asked if not _answered(item, ledger)], words, ledger)
    memory.reply = "no"


def _answered(item: Asked, ledger: Ledger) -> bool:
    entries = [entry for entry in ledger.entries(item.rule.path) if entry.part == item.rule.part]
    return any(entry.fact.status not in ("asked", "uncertain") for entry in entries)


def answer(segment: Segment, memory: Memory, spoken: set[str], ledger: Ledger) -> None:
    """Applies what the patient says to what was asked. `spoken`: signs the segment itself has settled."""
    if not memory.asked or memory.reply_segments >= _WINDOW or memory.reply in ("no", "yes", "normal"):
        return
    memory.reply_segments += 1
    _grant_one(segment, memory, spoken, ledger)
    reply, words = reply_of(segment)
    if segment.asked and reply in ("normal", "fine"):
        return  # "what's a normal temperature again?"
    whole = segment.sentence_words()
    if (
        reply == "yes"
        and len(whole) > 1
        and _GO_ON.issuperset(whole)
        and not any(one.denied for one in memory.asked)
    ):
        return  # "a few questions. Any incontinence?" - "Okay sure. No, ...": he lets himself be asked
    if segment.words[:2] in _LACKING and all(item.part in WELL for item in memory.asked):
        reply, words = "no", segment.evidence(segment.start, segment.end)  # "can you feel it?" - "not on the left"
    if segment.words[:2] in _PARTLY:  # "are you making it in time?" - "not always"
        reply, words = _granted(memory.asked), segment.evidence(segment.start, segment.end)
    if reply in SETTLED and segment.doubtful(segment.start, segment.end):
        return  # what was hardly understood neither denies nor accepts: the question stays open
    asked, waiting = memory.asked, [item for item in memory.asked if key_of(item) not in spoken]
    if spoken and len(waiting) < len(asked):
        memory.asked = tuple(waiting)  # answered in so many words
    late = memory.waiting > 0 and memory.said > _NODS
    if reply == "none" and counted(segment) and not late:
        affirm(
            [item for item in waiting if item.part == "present"],
            segment.evidence(segment.start, segment.end),
            ledger,
            None,
        )
        return
    if reply == "none":
        dated = re.fullmatch(_YEAR, segment.words[0]) is not None
        _take_for_granted([item for item in waiting if item.presumed or _is_dated(item, dated)], segment, ledger)
        _take_for_new([item for item in waiting if item.part == "known"], segment, ledger)
        _stay_the_same([item for item in waiting if _of_change(item)], segment, memory, ledger)
        return
    if memory.overtaken and reply == "normal" and _LEGS & set(segment.words):
        # "weakness? Trouble on stairs?" - "Legs are fine."
        waiting = [item for item in waiting if item.rule.body == "legs"]
    elif memory.overtaken and reply in ("yes", "normal", "fine"):
        return  # "any fevers? And is your wife okay?" - "Yes.": to what was asked last
    if reply == "fine":
        all_well([item for item in waiting if item.part in ("neutral", *WELL)], words, ledger)
        return
    if reply == "yes" and late:
        return  # a yes is to what was said last, not to an older question
    if reply == "no" and _AT_FIRST & set(segment.words) and "since" not in segment.words:
        return  # "the first couple of weeks, no. Now, yes."
    memory.reply = reply
    if reply == "no" and spoken and _names_one(segment):
        waiting = []
    if reply == "no":
        waiting = _without_openers(waiting, asked)
    if reply == "no" and segment.words[:2] == ("no", "pain"):
        waiting = [item for item in waiting if item.rule.sided]  # "any tingling? But no pain?" - "No pain."
    if reply == "normal" and _only_nods(words):
        waiting = [item for item in waiting if item.part != "present"]  # "any weakness ..." - "Okay, sure."
    if reply == "no" and _of_legs(segment):
        waiting = [item for item in waiting if item.rule.body == "legs"]
    if reply == "no":
        waiting = [item for item in waiting if not denies_reason(segment, item.rule)]
    if memory.echoed and not segment.hits.has("answer", "no_to_all"):
        waiting = [item for item in waiting if item.rule.path in memory.echoed]
    waiting = _last_put(waiting)
    if reply == "open":
        _leave_open(waiting, words, segment, ledger)
        return
    if reply == "yes" and spoken:
        waiting = []
    if reply == "yes" and any(hit.what.rule in memory.meant for hit in segment.hits.of("sign", "excuse")):
        return  # "fever, losing weight?" - "Kind of on purpose": a word on the one, none on the other
    if reply == "yes":
        agrees = is_assent(segment, segment.start, memory)
        side = None if agrees else side_near(segment, segment.start, segment.end)
        waiting = [item for item in waiting if item.rule not in memory.meant]
        affirm(waiting, words, ledger, side, against=contradicts(segment))
        return
    apply = deny if reply == "no" else all_well
    apply(waiting, words, ledger)


def _only_nods(words: tuple[Evidence, ...]) -> bool:
    """ "Okay" tells that the question was heard; it denies nothing."""
    return quoted_words(words) <= _NODDING


def _grant_one(segment: Segment, memory: Memory, spoken: set[str], ledger: Ledger) -> None:
    """ "No fevers, but yes, the weight", "the fever, no, the weight, yes": of several, one is granted by name."""
    if segment.asked or len(memory.asked) < 2 or segment.doubtful(segment.start, segment.end):
        return
    for item in memory.asked:
        if item.part not in ("present", "neutral", *WELL) or item.denied or key_of(item) in spoken:
            continue
        for hit in segment.hits.of("sign"):
            if (
                hit.what.rule is item.rule
                and hit.what.part in _NAMING
                and is_granted(segment, hit.start, hit.core)
            ):
                words = segment.evidence(hit.start, hit.core)
                value = "absent" if item.part in WELL else "present"  # "weight stable?" - "Yes to the weight."
                ledger.add(item.rule.path, value, (*item.evidence, *words), part=item.rule.part)
                spoken.add(key_of(item))
                break


def _granted(asked: tuple[Asked, ...]) -> Reply:
    """What "not always" comes to: no, where it was asked whether all is well; yes, where for one trouble."""
    if all(item.part in WELL for item in asked):
        return "no"
    return "yes" if all(item.part == "present" for item in asked) else "none"


def _of_change(item: Asked) -> bool:
    """Whether a change was asked for ("any change in the bladder?"), not the thing itself ("any numbness?")."""
    return any(_CHANGE & set(piece.quote.lower().split()) for piece in item.evidence)


def _stay_the_same(asked: list[Asked], segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "Any change in the bladder?" - "I get up at night, that's the water pill, nothing has changed." """
    said = segment.hits.of("answer", "unchanged")
    if said and asked and not segment.doubtful(segment.start, segment.end):
        deny(asked, segment.evidence(said[0].start, said[0].end), ledger)
        memory.reply = "no"


def _take_for_granted(presumed: list[Asked], segment: Segment, ledger: Ledger) -> None:
    """ "When did the leaking start?" - "Two days ago.": a time or a side in reply accepts what was taken for
    granted."""
    side = side_near(segment, segment.start, segment.end)
    lifelong = bool(presumed) and all(item.rule.lifelong for item in presumed)
    if lifelong and len(segment.words) <= _BRIEF and any(map(str.isdecimal, segment.words)):
        affirm(presumed, segment.evidence(segment.start, segment.end), ledger, None)  # "be seven in May"
    elif presumed and (side or durations(segment, None)) and not segment.doubtful(segment.start, segment.end):
        affirm(presumed, segment.evidence(segment.start, segment.end), ledger, side)


def _is_dated(item: Asked, dated: bool) -> bool:
    """ "She had breast cancer back in 2004, is that right?" - "2003.": whoever says when it was grants it."""
    return dated and item.rule.lifelong and item.part == "present"


def _take_for_new(known: list[Asked], segment: Segment, ledger: Ledger) -> None:
    """ "Is the leaking new?" - "It came on with the back.", "Four days.": new, and so it is there."""
    lately = any(0 <= (item.days or _LATELY + 1) <= _LATELY for item in durations(segment, None))
    if known and (lately or segment.hits.has("answer", "newly")) and not segment.hits.has("cue", "deny"):
        affirm(known, segment.evidence(segment.start, segment.end), ledger, None)


def _last_put(waiting: list[Asked]) -> list[Asked]:
    """Asked both ways ("any numbness? it feels normal?"), a short answer is to the way it was put last."""
    kept: list[Asked] = []
    for place, item in enumerate(waiting):
        later = [other for other in waiting[place + 1 :] if key_of(other) == key_of(item)]
        if not any((other.part in WELL) != (item.part in WELL) for other in later):
            kept.append(item)
    return kept


def _without_openers(waiting: list[Asked], asked: tuple[Asked, ...]) -> list[Asked]:
    """ "How are your legs? Any weakness?" - "No.": what only opened the question is not denied by that."""
    if asked[-1].part != "present":
        return waiting
    return [item for item in waiting if item.part != "neutral" or not item.rule.sided]


def _names_one(segment: Segment) -> bool:
    """ "No fever", "fever, no" and "no, I haven't had any fever" deny the fever alone; "no, no fever" and "no" the
    whole list."""
    place = segment.start
    while segment.word(place) in _BEFORE_NAME:
        place += 1
    signs = segment.hits.of("sign", "present")
    if any(hit.start == place and segment.between(hit.end, hit.end + 2) == [",", "no"] for hit in signs):
        return True
    if segment.word(place) != "no" or _no_besides(segment, place):
        return False
    named = [hit.start for hit in signs]
    behind = place + 2 if segment.word(place + 1) == "," else place + 1
    own = segment.word(behind) in _SUBJECTS and "not" in segment.between(behind + 1, behind + 3)
    return place + 1 in named or (own and any(behind < start <= behind + _CLAUSE for start in named))


def _no_besides(segment: Segment, place: int) -> bool:
    """ "No fevers and no, I wish": behind what is denied by name a second "no" is of the rest."""
    return any(
        segment.between(later - 1, later + 1) == ["and", "no"] and segment.word(later + 1) in _ALONE
        for later in range(place + 2, segment.end)
    )


def _of_legs(segment: Segment) -> bool:
    """ "Nothing in the legs" is no answer about the groin."""
    return segment.words[0] in ("nothing", "none") and bool(_LEGS & set(segment.words[1:5]))


def _leave_open(waiting: list[Asked], words: tuple[Evidence, ...], segment: Segment, ledger: Ledger) -> None:
    """ "Just nasal congestion" answers by implication, "I hope not" does not answer: nothing is settled."""
    if segment.word(segment.start) not in ("just", "only", "mostly"):
        return
    for item in waiting:
        if item.part == "measured":
            continue
        ledger.add(item.rule.path, "absent", (*item.evidence, *words), status="uncertain", part=item.rule.part)
