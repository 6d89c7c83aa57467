"""How a reply begins, and what that makes of it: a no, a yes, neither, or all is well."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Reply
from structuring.turns import Evidence

SETTLED = ("no", "yes", "normal")
FILLERS = words_of("well so and but oh i okay , actually really just like at")
_NOT_NOW = {("but", "not", "this"), ("but", "not", "now"), ("but", "not", "anymore"), ("but", "not", "lately")}
_FINE = {(word,) for word in ("fine", "good", "great", "perfect", "okay", "clear")}
_WELL = words_of("fine good okay")
_FARING = FILLERS | words_of("i am we are doing feeling all just pretty")
_SUBJECTS = words_of("i it they he she we")
_DEGREES = words_of("a little some kind sort")
_AFTER_DEGREE = words_of(
    "bit yes , at in on down when here there now lately sometimes recently and but not with since if once of too "
    "though today this last days times i"
) | {""}
_AFTER_NOT = words_of(
    "think believe have has had get gets got gotten getting feel felt feeling notice noticed noticing see seen "
    "lose lost losing gain gained run running having been aware that this it really any anything ever even at all "
    "so much too to but and or as like currently lately recently anymore yet no sir ma'am doctor doc , know recall"
) | {""}
_HELPING = words_of("have has do does did am is are was were had")
_AFTER_VERB = words_of(", yes some sometimes too though sir ma'am doctor doc actually and but when")
_SIDED = words_of(
    "one side leg thigh calf hip knee foot buttock butt bum bottom cheek low lower back heel ankle shin groin"
)
_ONE_LEG = words_of("leg legs foot feet left right one")  # "the right foot, but the left, no" is no denial
_HAVING = words_of("have has had got own")
_ARTICLES = words_of("a an the my your so")
_TROUBLES = words_of("problem problems trouble issue issues complaint complaints single bit drop thing hint")
_UNDOING = words_of("no not never hardly")
_BRIEF = 8
_ABOUT_SO_MANY = words_of("a about maybe like just only at least oh well the")
_COUNTS = words_of("once twice couple few several")
_HOW_OFTEN = words_of("since times time already")
_OFTEN = 30
_SOME = words_of("little some sometimes occasionally actually bit lot times days nights often once mostly")
_TO_NAME = words_of(", the my to on with about")
_LEADING = 4  # words from "yes" to what is granted by name


def reply_of(segment: Segment) -> tuple[Reply, tuple[Evidence, ...]]:
    """How a segment answers, by the way it begins, and the words that answer."""
    place = _opening(segment)
    if segment.words[place - segment.start :] in _FINE:
        return "fine", segment.evidence(place, segment.end)
    if any(segment.words[at : at + 3] in _NOT_NOW for at in range(len(segment.words) - 2)):
        return "no", segment.evidence(segment.start, segment.end)  # "it did the last time, but not this time"
    behind = _behind_but(segment, place)
    for hit in segment.hits.of("answer", "normal"):
        undone = not hit.what.denies and _UNDOING & set(segment.between(hit.start, hit.end))  # "my leg's no good"
        if (hit.start - place <= 3 or 0 <= hit.start - behind <= 3) and not undone:
            return "normal", segment.evidence(hit.start, hit.end)
    if segment.words[-1:] in _FINE and set(segment.words[:-1]) <= _FARING:
        return "fine", segment.evidence(segment.start, segment.end)  # "I take the Metamucil. I'm fine."
    kinds: tuple[Reply, ...] = ("open", "no", "yes")
    found: list[tuple[int, Reply, Hit]] = []
    for kind in kinds:
        for hit in segment.hits.of("answer", kind):
            if (kind == "yes" and _says_more(segment, hit)) or (kind == "no" and _denies_else(segment, hit)):
                continue
            if hit.start == place or (
                kind == "no" and hit.start <= place + 1 and segment.word(place) in ("yes", "okay")
            ):
                found.append((hit.end if hit.start == place else place, kind, hit))
    if found:
        _, kind, hit = max(found, key=lambda one: one[0])  # "i think it does" is more than "i think"
        if kind == "open" and len(segment.words) <= _BRIEF and segment.words[-1] == "yes":
            return "yes", segment.evidence(hit.start, segment.end)  # "I guess it is, yeah"
        return kind, segment.evidence(hit.start, min(hit.end + 3, segment.end))
    words = segment.words
    if len(words) <= 6 and words[-1] == "no":  # "i wish no", "in my legs, no"
        return "no", segment.evidence(segment.end - 1, segment.end)
    if len(words) <= _BRIEF and words[-1] == "yes":  # "when I roll over, yeah"
        return "yes", segment.evidence(segment.start, segment.end)
    if words[-2:] == (",", "no") and "but" in words[-_BRIEF:]:  # "my hands get numb, but my legs, no"
        before = set(words[: len(words) - 1 - words[::-1].index("but")])
        return ("none", ()) if before & _ONE_LEG else ("no", segment.evidence(segment.end - 1, segment.end))
    for hit in segment.hits.of("answer", "ellipsis"):  # "come to think of it, I have", "not lately I haven't"
        compared = segment.word(hit.start - 1) in ("what", "than", "as", "like", "how", "where")
        ended = hit.end == segment.end or segment.word(hit.end) in _AFTER_VERB
        if ended and len(words) <= _BRIEF and not compared:
            denied = segment.word(hit.end - 1) == "not"
            return ("no" if denied else "yes"), segment.evidence(hit.start, hit.end)
    for hit in segment.hits.of("answer", "late_no"):
        return "no", segment.evidence(hit.start, hit.end)
    return "none", ()


def _behind_but(segment: Segment, place: int) -> int:
    """Where it goes on behind "but": "I don't drink much, | but yeah, it all works"."""
    buts = [near for near in range(place, segment.end) if segment.word(near) == "but"]
    return buts[-1] + 1 if buts and segment.word(buts[-1] + 1) in ("yes", "no", "it", "they") else segment.end


def _opening(segment: Segment) -> int:
    """Where the answer proper begins: behind fillers, "oh my god", "knock on wood", "him,"."""
    place = segment.start
    moved = True
    while moved and place < segment.end:
        moved = False
        amazed = segment.word(place) == "what" and segment.word(place + 1) in ("no", "yes")  # "what? no"
        if amazed or (segment.word(place) in FILLERS and not _begins(segment, place)):
            place, moved = place + 1, True
            continue
        for hit in segment.hits.of("answer", "lead"):
            if hit.start == place and hit.end < segment.end:
                place, moved = hit.end, True
                break
    return place


def _says_more(segment: Segment, hit: Hit) -> bool:
    """ "I am a little constipated" is no yes; "I am", "yes, at night" are."""
    if segment.word(hit.start) in ("yes", "uh", "mhm", "absolutely", "definitely", "oh", "sure"):
        return False
    if segment.word(hit.start) == "right" and segment.word(hit.end) in _SIDED:
        return True  # "right thigh" is no yes
    if segment.word(hit.start) in _SUBJECTS:  # "I'm fifty-two" is no yes, "I have, a little" is
        return hit.end < segment.end and segment.word(hit.end) not in _AFTER_VERB
    if segment.word(hit.start) in _DEGREES and segment.word(hit.end) not in _AFTER_DEGREE:
        return True  # "a little warm" says how, "a little, at night" how much
    return segment.end - hit.end > 2 and segment.word(hit.end) != ","


def _denies_else(segment: Segment, hit: Hit) -> bool:
    """ "I don't ride horses", "I don't have a scale", "never touched a needle" deny nothing that was asked; "I
    don't", "I haven't had any", "never" do."""
    never = segment.word(hit.end - 1) == "never"
    own = segment.word(hit.start) in _SUBJECTS and segment.word(hit.end - 1) == "not"
    if not never and (not own or hit.end - hit.start != 3):
        return False
    if segment.word(hit.end) in _HAVING and segment.word(hit.end + 1) in _ARTICLES:
        return segment.word(hit.end + 2) not in _TROUBLES and not segment.hits.has("sign", "present")
    return segment.word(hit.end) not in (_AFTER_NOT | _HELPING if never else _AFTER_NOT)


def _begins(segment: Segment, place: int) -> bool:
    return any(hit.start == place for kind in ("open", "no", "yes") for hit in segment.hits.of("answer", kind))


def contradicts(segment: Segment) -> bool:
    """ "You haven't lost weight?" - "I have, actually": a verb of one's own says the thing, where "yes" and
    "right" agree with the question as it was put. So does "no leg pain?" - "Yes, a little in the right one." """
    place = segment.start
    yes = segment.words.index("yes") + 1 if "yes" in segment.words else 0
    if yes and (set(segment.words[yes : yes + 3]) & _SOME or segment.words[yes : yes + 3] == (",", "i", "do")):
        return True
    while segment.word(place) in FILLERS - {"i"} or segment.word(place) == "yes":
        place += 1
    own = segment.word(place) in _SUBJECTS and segment.word(place + 1) in _HELPING
    return own and not _WELL & set(segment.words)  # "no issues with control, right?" - "Yeah, it's fine."


def counted(segment: Segment) -> bool:
    """ "So you're having accidents?" - "Three since Sunday.": how often it was says that it was."""
    place = segment.start
    while segment.word(place) in _ABOUT_SO_MANY:
        place += 1
    word = segment.word(place)
    many = word in _COUNTS or (word.isdecimal() and 0 < int(word) <= _OFTEN)
    return many and bool(_HOW_OFTEN & set(segment.between(place + 1, place + 4)))


def is_granted(segment: Segment, start: int, end: int) -> bool:
    """Whether a thing is granted by its name: "but yes, the weight", "the weight, yes"."""
    before = segment.between(start - _LEADING, start)
    lead = before[len(before) - before[::-1].index("yes") :] if "yes" in before else ["no"]
    if all(word in _TO_NAME for word in lead):
        return segment.word(end) in ("", ",", "and", "but")
    behind = segment.between(end, end + 3)
    return behind[0] == "yes" or (behind[:2] == [",", "yes"] and behind[2] in ("", ",", "but", "and"))
