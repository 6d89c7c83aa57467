"""Where a sentence is cut: where a question begins, at "okay", at a clause, and where the talk turns."""

from __future__ import annotations

from collections.abc import Sequence

from structuring.reading.language.lexicon import Hits, longest, spared
from structuring.reading.language.patterns import Line
from structuring.reading.language.tokens import words_of
from structuring.turns import Speaker

JOINTS = frozenset({"and", "but", "so", "or", "then", "now", "also", "well"})
LINKS = words_of("and or so but well then also now yes no okay , good right")

_SHORTEST = 3
_TELLING = words_of("tells tell told telling shows")
_EMBEDS = words_of(
    "is are was were from on by with for know knows see about of understand explain remember sure wonder "
    "exactly absolutely precisely really tell"
)
_TIME_FIRST, _TIME_TOLD = 3, 8
_OPENERS = frozenset({"what", "when", "where", "how", "why", "which", "who"})
_WHICH = frozenset({"which", "what", "whose"})
_NO_NOUN = frozenset({"about", "else", "is", "was", "hurts", "now", ","})
_NOT_BEFORE_ANY = words_of(
    "denies denied denying reports reported reporting endorses endorsed report "
    "avoid make making doing used taken tried did like than against into over about at because that think hurting "
    "have having had getting elicit see seen without of do does not need needs is are be was there get got feel "
    "feeling noticed with or for in if notice taking take want to really by ever having find found on appreciate "
    "lost losing lose gained felt experienced experiencing developed give gives gave cause causing drink smoke "
    "recall you hear n't before until after per without taking "
    "seeing finding noting hearing change changing hardly barely scarcely absent lacking"
)
_NOT_BEFORE_INVERSION = words_of(
    "impression feeling thought opinion concern guess thinking diagnosis assessment "
    "what how where when which who why that if because than as whatever whether much many long often like "
    "this all way just not you i we they"
)
_SO_NEXT = words_of(
    "i you we it the that there let what how for on is are do does have has your any when where he she my "
    "this if right left at with no"
)
_NOT_BEFORE_NO = words_of("or say said is was were there have had has with a got see of and , no if why than that")
_PREDICATES = words_of(
    "everything things is are was were feels feel seems been be am doing all perfectly totally pretty mostly"
)
_FRONTED = words_of("in at around down between on over along behind under inside below across up through into")
_SAYS = words_of("is are was were do does did have has had can could will would i you we he she it they that let")
_INVERTING = words_of("do did does if when whether can could would")  # "do | you have diabetes" is one question
_ARTICLES, _NAMED_FIRST = words_of("the your"), 4
_FRONT = 12
_PLACE = 5
_COUNTED = 4
_HOW = words_of("it that this they he she you")
_PURPOSE = 7
_RELATIVE = 3
_HOLDERS, _HAD = words_of("i you we he she they"), words_of("had got took felt")
_FINITE = words_of("is are was were has have")
_NO_NAMES = words_of(", way time sign chance idea wonder doubt matter")  # "no way I had a fall"
_OBJECTS = words_of("you it him her them")
MEANWHILE = {("in", "the", "meantime"), ("in", "the", "mean")}  # "... mean time"
_BEFORE_THAT = words_of("after like with for before about")
_WITH_THAT = words_of("check said mentioned asked")  # "I'm glad you said that | any numbness?"
_HANDLED = words_of("raise lift raising lifting bend push press squeeze move")
_COUNTING = words_of("for about like around")
_SPANS = words_of("week weeks month months")
_CAME = words_of("here in seen seeing come came")
_ASKED_BACK = words_of("you it he she they")
_SO_BEFORE = words_of("think do hope guess not is and or ever say said even or just because why")


def question_begins(line: Line, hits: Hits) -> set[int]:
    blocked = {place for hit in hits.of("question", "not_question") for place in range(hit.start, hit.end)}
    begins: set[int] = set()
    for hit in hits.of("question", "begin"):
        if hit.start in blocked:
            continue
        before = line.tokens[hit.start - 1].text if hit.start else ""
        if line.tokens[hit.start].text in _OPENERS and (before in _EMBEDS or _tagged(line, hit.start)):
            continue
        word = line.tokens[hit.start].text
        if word == "ever" and hit.start + 1 == len(line.tokens):
            continue  # "left leg ever?"
        if _asks_back(line, hit.start):
            continue  # "you've lost some weight, haven't you?" is one question
        if word == "who" and hits.has("cue", "dictates"):
            continue  # "a 49-year-old male who returns for his low back pain"
        if (
            word in ("is", "was")
            and before == "it"
            and (hit.start == 1 or line.tokens[hit.start - 2].text in LINKS)
        ):
            continue  # "it's that low disc that's giving you trouble"
        if word in ("any", "ever", "anything"):
            checks = before == "that" and hit.start > 1 and line.tokens[hit.start - 2].text in _WITH_THAT
            if (before in _NOT_BEFORE_ANY and before != "no" and not checks) or any(
                0 < hit.start - begin < 5 for begin in begins
            ):
                continue  # "have you lost any weight" is one question
        elif (before in _NOT_BEFORE_INVERSION and not _wh_before(line, hit.start)) or any(
            _goes_with(line, begin, hit.start) for begin in begins
        ):
            continue
        elif hit.start - 1 in begins and before in _OPENERS:
            continue  # "tell me about it when did it start": the verb goes with its "when"
        elif any(0 < hit.start - begin <= _COUNTED and _counts(line, begin) for begin in begins):
            continue  # "how much weight have you lost" is one question
        elif hit.start - 2 in begins and line.tokens[hit.start - 2].text in _WHICH and before not in _NO_NOUN:
            continue  # "which leg does it go down" is one question
        elif hit.start - 3 in begins and [line.tokens[hit.start - 3].text, line.tokens[hit.start - 2].text] in (
            ["how", "many"],
            ["how", "much"],
        ):
            continue  # "how many weeks have you been on it" is one question
        begins.add(hit.start)
    return begins


def _tagged(line: Line, place: int) -> bool:
    """ "Is it numb or what": the last word goes with what is asked."""
    return place + 1 == len(line.tokens) and line.tokens[place - 1].text == "or"


def _asks_back(line: Line, place: int) -> bool:
    """ ", haven't you?": asks for what was said before it."""
    rest = [token.text for token in line.tokens[place + 1 : place + 4]]
    negated = place > 0 and line.tokens[place - 1].text == "," and rest[:1] == ["not"]
    return negated and rest[1:2] != [] and rest[1] in _ASKED_BACK and (len(rest) == 2 or rest[2] in ("?", "."))


def _counts(line: Line, place: int) -> bool:
    return line.tokens[place].text == "how" and line.tokens[place + 1].text in ("much", "many")


def _goes_with(line: Line, begin: int, place: int) -> bool:
    """ "Where in the legs | do you feel it?": one question, its verb behind the place asked for."""
    between = {token.text for token in line.tokens[begin + 1 : place]}
    return 1 < place - begin <= 6 and line.tokens[begin].text in _OPENERS and not between & (_SAYS | {",", "okay"})


def _wh_before(line: Line, place: int) -> bool:
    """Whether "what", "how" or the like stands before an inversion and opens the question itself."""
    return line.tokens[place - 1].text in ("what", "how", "where", "when", "which", "who", "why")


def cut_places(line: Line, hits: Hits, begins: set[int], role: Speaker) -> list[int]:
    words = [token.text for token in line.tokens]
    cuts: set[int] = set()
    fine = (*hits.of("sign", "absent"), *hits.of("question", "well"))
    told = [hit for hit in fine if "okay" in words[hit.start + 1 : hit.core]]
    for place in range(1, len(words)):
        word, before = words[place], words[place - 1]
        if any(hit.start < place < hit.core for hit in told):
            continue  # "peeing okay?"
        if (
            (
                word == "okay"
                and before not in _PREDICATES
                and (role != "patient" or place + 1 < len(words))
                and not _asks_okay(hits, place, len(words))
            )
            or before == "okay"
            or word in ("otherwise", "anyway")
            or (
                word == "so"
                and before not in _SO_BEFORE
                and place + 1 < len(words)
                and words[place + 1] in _SO_NEXT
            )
        ):
            cuts.add(place)
        elif word == "no" and role != "patient" and _answers(words, place, begins):
            cuts.update((place, place + 1))
        elif place in begins and role != "patient":
            start = place
            while (
                start > 0 and (words[start - 1] in LINKS or words[start - 1] in _OPENERS) and start - 1 not in cuts
            ):
                start -= 1
            opened = max((cut for cut in cuts if cut < place), default=0)
            if start > 0 and not fronted(words, opened, start) and not _lists_signs(words, hits, opened, start):
                cuts.add(start)
    for hit in longest(hits.of("frame")):
        if (
            hit.what.part in ("problem", "exam", "first", "next")
            and hit.start > 0
            and words[hit.start - 1] not in _INVERTING
            and _turns(hits, hit.start, hit.end)
            and not _is_purpose(words, hit.start)
        ):
            cuts.add(hit.start)
        elif hit.what.part == "next" and hit.end == len(words):
            cuts.add(_led_on(words, hit.start))
    return sorted(cut for cut in cuts if 0 < cut < len(words))


def _led_on(words: Sequence[str], place: int) -> int:
    """ "Meloxicam once a day | for your next problem.": no mark was heard before what opens the next sentence."""
    first = place - 1 if words[place - 1] in ("your", "the", "our") else place
    return first - 1 if words[first - 1] == "for" else 0


def _is_purpose(words: Sequence[str], place: int) -> bool:
    """ "Come back in a month for the diabetes": what it is for opens no problem; nor does "you're here for your
    back and the blood pressure"."""
    if words[place] == "for" and words[place - 1] in _CAME | _SPANS:
        return True
    return words[place] in ("for", "about") and len(words) - place <= _PURPOSE and "," not in words[place:]


def _asks_okay(hits: Hits, place: int, end: int) -> bool:
    """ "And bladder, bowels okay": said last, of what is asked for, it is no "okay" between two sentences."""
    return (
        place + 1 == end
        and any(hit.end == place and hit.what.part == "present" and not hit.what.denies for hit in hits.of("sign"))
        and not hits.has("cue", "deny")
    )


def fronted(words: Sequence[str], opened: int, end: int) -> bool:
    """ "In your groin or your bottom, any numbness?": the place comes first and belongs to what is asked."""
    while opened < end and (words[opened] in LINKS or words[opened] == ","):
        opened += 1
    place = words[opened:end]
    if place[:2] in (["when", "you"], ["when", "i"]):
        return len(place) <= _FRONT  # "when you wipe, does it feel normal?", "when I wipe, I can't feel it"
    if place[:1] and place[0] in _ARTICLES and end < len(words) and words[end] == ",":
        return len(place) <= _NAMED_FIRST and not _SAYS.intersection(place)  # "and the legs, any pain there?"
    return 0 < len(place) <= _FRONT and place[0] in _FRONTED and not _SAYS.intersection(place)


def _lists_signs(words: Sequence[str], hits: Hits, opened: int, end: int) -> bool:
    """ "Bladder, bowels, anything down there feel different?": bare names are asked for with what follows."""
    named = {place for hit in hits.of("sign", "present") for place in range(hit.start, hit.end)}
    listed = [place for place in range(opened, end) if words[place] not in LINKS | {","}]
    parted = "," in (words[end - 1], words[end])
    return bool(listed) and parted and named.issuperset(listed)


def _answers(words: Sequence[str], place: int, begins: set[int]) -> bool:
    """ "Any fever or chills no any weight loss": another's answer, written into the asker's turn."""
    asked = any(begin < place - 1 for begin in begins)
    ended = (
        place + 1 == len(words)
        or place + 1 in begins
        or words[place + 1] in ("okay", "and", "so", ",", "no", "any")
    )
    return asked and ended and words[place - 1] not in _NOT_BEFORE_NO


def clause_places(line: Line, hits: Hits, cuts: Sequence[int], bound: frozenset[str], role: Speaker) -> set[int]:
    """Where a new clause begins within a stretch, so that a denial or an "if" does not reach over it."""
    found: set[int] = set()
    edges = [0, *cuts, len(line.tokens)]
    clauses = [hit for hit in hits.of("clause") if role != "patient" or hit.what.part != "told"]
    starts = [hit.start for hit in longest(clauses)]  # "strength and | knee reflexes are normal"
    times = [*hits.of("cue", "past"), *hits.of("result", "earlier")]
    for place in starts:
        opened = max(edge for edge in (*edges, *found) if edge <= place)
        if place - opened < _SHORTEST and not _goes_on_of_himself(line, opened, place):
            continue
        before = line.tokens[place - 1].text
        if before == "me" and line.tokens[place - 2].text in _TELLING:
            continue  # "nothing here that tells me | it's the disc"
        if place - opened >= 2 and line.tokens[place - 2].text == "how" and line.tokens[place].text in _HOW:
            continue  # "to see how bad | it is"
        if (before in bound and not _ended_before(line, place)) or any(
            time.start - opened <= _TIME_FIRST and time.end >= place for time in times
        ):
            continue  # "back in high school | I fell", "the leg last time | you had": it goes with that
        if before in _HANDLED and line.tokens[place].text in ("this", "that"):
            continue  # "I'll just raise this one a little"
        if before == "," and line.tokens[place - 2].text in _COUNTING:
            continue  # "I did therapy for, I think, ten weeks"
        if before == "ago" and place - opened <= _TIME_TOLD:
            continue  # "about seven weeks ago | it started"
        if _relative(line, place) or any(hit.start < place < hit.core for hit in hits.of("exam", "abnormal")):
            continue  # "the ankles | I can't get": told in one wording
        words = [token.text for token in line.tokens[:place]]
        cut = place - 1 if before in JOINTS else place - 2 if words[-2:] == ["this", "time"] else place
        if cut == place and place - opened <= _PLACE and fronted(words, opened, place):
            continue  # "on the left | it doesn't bother me": the place goes with what is said of it
        if cut - opened >= _SHORTEST or _goes_on_of_himself(line, opened, cut):
            found.add(cut)
    return found


def _ended_before(line: Line, place: int) -> bool:
    """ "In somebody like you | I'd like to see it", "after that | we can do a shot": a word that binds elsewhere
    ends a clause where another subject follows."""
    before, second = (token.text for token in line.tokens[place - 2 : place])
    if tuple(token.text for token in line.tokens[place : place + 3]) in MEANWHILE:
        return True
    if line.tokens[place].text not in ("i", "we"):
        return False
    return before in _BEFORE_THAT if second == "that" else second in _OBJECTS and before not in JOINTS


def _goes_on_of_himself(line: Line, opened: int, place: int) -> bool:
    """ "No fevers | I lost like twelve pounds": the "no" is of what it names."""
    named = place - opened > 1 and line.tokens[opened + 1].text not in _NO_NAMES
    return named and [line.tokens[opened].text, line.tokens[place].text] == ["no", "i"]


def _relative(line: Line, place: int) -> bool:
    """ "The trigger points | you had have resolved": two verbs in a row, the first belongs to what was named."""
    words = [token.text for token in line.tokens[place : place + 3]]
    return len(words) == _RELATIVE and words[0] in _HOLDERS and words[1] in _HAD and words[2] in _FINITE


def _turns(hits: Hits, start: int, end: int) -> bool:
    """Whether a problem or part of the body is named in a frame or right behind it."""
    named = spared(hits.of("region", "says"), hits.of("region", "never"))
    return any(start <= hit.start <= end + 2 for hit in named)
