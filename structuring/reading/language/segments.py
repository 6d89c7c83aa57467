"""Cuts talk into sentences and sentences into segments: one statement, or one question, by one speaker.

Transcripts are often without stops ("okay and any loss of bowel function no so let me examine you"), so a
sentence is also cut where a question begins, at "okay", and where the talk turns to another problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from structuring.reading.language.cuts import (
    JOINTS,
    LINKS,
    MEANWHILE,
    clause_places,
    cut_places,
    fronted,
    question_begins,
)
from structuring.reading.language.lexicon import Hits, Lexicon
from structuring.reading.language.patterns import Line
from structuring.reading.language.text import even
from structuring.reading.language.tokens import STRONG, Token, words_of
from structuring.turns import Evidence, Speaker, evidence_of

_CONCLUDES = words_of("will would can could may might call come go then should let see give take")
_WANTS_OFF = ("and", "i", "want", "you", "off")  # what it depends on ends where something is stopped
_USUAL = frozenset({"normally", "ordinarily"})
_LONG = 160
_VERY_LONG = 240
_CUTS = frozenset({"okay", "ok", "alright", "so", "and", "but", "now"})
_IF = 3
_CALLS, _US = words_of("call phone ring text tell let"), words_of("me us 911")  # "if it goes numb you call me"
_WILL_DO = words_of("will would might may could should")
_RHETORICAL = {("you", "ever"), ("ever", "been")}
_WE_WILL = {("i", "will"), ("we", "will"), ("i", "would"), ("we", "would")}
_FOLLOWS = 6
_SIGN_ASKED = {("does", "it"), ("does", "that"), ("do", "you"), ("have", "you"), ("are", "you")}
_WEIGHS = words_of("think mean cause could")
_OWN = words_of("i my me mine")
_NAMING = words_of("any anything some")
_INVERTED = words_of("is are was were does did has can could")
_GOES_ON_WITH = words_of("and or then")


@dataclass(slots=True)
class Segment:
    """Some tokens of a line that belong together, and what was found in them. Places are those of the line."""

    line: Line
    start: int
    end: int
    hits: Hits
    speaker: Speaker
    role: Speaker
    asked: bool = False
    confirm: bool = False
    proxy: bool = False
    kin: bool = False  # a relative was named just before, who may be "he" or "she"
    conditional: tuple[str, ...] = ()
    signs: int = 0  # how many signs the whole sentence names
    denials: int = 0  # how often it says "no"
    sentence: Hits = field(default_factory=Hits)  # what was found in the whole of it
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words = tuple(token.text for token in self.line.tokens[self.start : self.end])

    @property
    def turn_line(self) -> int:
        """The line of the turn in which it begins."""
        return self.line.tokens[self.start].turn.line

    def word(self, place: int) -> str:
        return self.line.tokens[place].text if self.start <= place < self.end else ""

    def between(self, start: int, end: int) -> list[str]:
        """The words at the places `start:end`; "" for each that lies outside the segment."""
        return [self.word(place) for place in range(start, end)]

    def sentence_words(self, start: int = 0, end: int | None = None) -> list[str]:
        """The words at the places `start:end` of the whole sentence, those of its other segments too."""
        return [token.text for token in self.line.tokens[start:end]]

    def spoken_words(self, start: int, end: int | None = None) -> list[str]:
        """As `sentence_words`, without commas."""
        return [word for word in self.sentence_words(start, end) if word != ","]

    def doubtful(self, start: int, end: int) -> bool:
        """Whether any of the words was hardly heard, or stands in a turn that was hardly understood."""
        return any(
            token.turn.doubtful
            or any(first < token.end and token.start < last for first, last in token.turn.doubted)
            for token in self.line.tokens[start:end]
        )

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The words `start:end` as evidence, one piece for each turn that they stand in."""
        return evidence_from(self.line.tokens[start:end])

    def text(self, start: int, end: int) -> str:
        """The words as they stand in the turns, fillers and all."""
        return " ".join(piece.quote for piece in self.evidence(start, end))


def evidence_from(tokens: Sequence[Token]) -> tuple[Evidence, ...]:
    pieces: list[Evidence] = []
    tokens = [piece for token in tokens for piece in (token, *token.carried)]
    place = 0
    while place < len(tokens):
        turn = tokens[place].turn
        last = place
        while last + 1 < len(tokens) and tokens[last + 1].turn is turn:
            last += 1
        start = min(token.start for token in tokens[place : last + 1])
        end = max(token.end for token in tokens[place : last + 1])
        pieces.append(evidence_of(turn, start, end))
        place = last + 1
    return tuple(pieces)


def sentences(raw: Sequence[Token], speaker: Speaker = "clinician") -> list[list[Token]]:
    """Cuts raw tokens behind strong stops; a sentence that will not end is cut at a joining word.

    Where it cuts depends on the tokens alone, never on how they came divided into turns; only where nobody
    knows who speaks does each turn stand for itself, since the next may be another's.
    """
    found: list[list[Token]] = [[]]
    stopped = False
    for token in raw:
        current = found[-1]
        strong = token.text in STRONG
        if (
            (stopped and not strong)
            or (len(current) >= _LONG and token.text in _CUTS)
            or len(current) >= _VERY_LONG
            or (speaker == "unknown" and current and current[-1].turn is not token.turn)
        ):
            found.append([])
        found[-1].append(token)
        stopped = strong
    return found


def segments(sentence: Sequence[Token], speaker: Speaker, lexicon: Lexicon) -> Iterator[Segment]:
    """The segments of one raw sentence, each with its part of what was found."""
    marks = [token.text for token in sentence if token.text in STRONG]
    tokens = lexicon.ear.put_right(even([token for token in sentence if token.text not in STRONG]))
    if not tokens:
        return
    line = Line(tokens)
    hits = lexicon.find(line)
    begins = question_begins(line, hits)
    role = _role(speaker, hits, bool(begins) or "?" in marks)
    if speaker == "patient" and tokens[0].text == "any" and "?" in marks and hits.has("sign", "present"):
        role = "clinician"  # "any fever?" under the patient's tag: nobody asks that of the clinician
    if speaker == "patient" and begins and _asks_of_sign(tokens, hits):
        role = "clinician"
    cuts = cut_places(line, hits, begins, role)
    named = len({hit.what.rule.path for hit in hits.of("sign", "present")})
    denials = sum(token.text == "no" for token in line.tokens)
    edges = sorted({0, *cuts, *clause_places(line, hits, cuts, lexicon.bound, role), len(line.tokens)})
    conditional: tuple[str, ...] = ()
    asking = False
    for place in range(len(edges) - 1):
        start, end = edges[place], edges[place + 1]
        while end > start and line.tokens[end - 1].text == ",":
            end -= 1
        while start < end and line.tokens[start].text == ",":
            start += 1
        if start == end:
            continue
        segment = Segment(line, start, end, hits.within(start, end), speaker, role)
        last = place == len(edges) - 2
        segment.conditional = () if conditional and _parted(conditional, segment) else conditional
        segment.signs, segment.denials, segment.sentence = named, denials, hits
        if _opens_condition(segment, line.tokens[end : end + 2]) or _goes_on(segment):
            conditional = segment.words
        elif not (segment.conditional and _more_follows(segment, line.tokens[end : end + _FOLLOWS])):
            conditional = ()
        segment.asked, segment.confirm = _asked(segment, begins, "?" in marks and last, "?" in marks)
        segment.asked = segment.asked or (asking and _belongs(segment))
        asking = segment.asked and segment.words[0] in _NAMING
        yield segment


def _asks_of_sign(tokens: Sequence[Token], hits: Hits) -> bool:
    """ "Does it go down the leg at all?" under the patient's tag, with no "I" or "my" in it."""
    words = [token.text for token in tokens if token.text not in LINKS]
    found = [*hits.of("sign", "present"), *hits.of("sign", "denied_only")]
    named = any(hit.what.rule.sided or not hit.what.rule.path.startswith("red_flags.") for hit in found)
    return named and tuple(words[:2]) in _SIGN_ASKED and not (_OWN | _WEIGHS) & set(words)


def _opens_condition(segment: Segment, behind: Sequence[Token]) -> bool:
    """An "if" clause that ends with its segment governs the next: "if it is no better | we will get an MRI"; so
    does what is usual: "normally for a sore back | I'd tell you to keep moving"."""
    lead = [word for word in segment.words[:3] if word not in LINKS]
    if lead and lead[0] in _USUAL and not _CONCLUDES & set(segment.words):
        return True
    conditions = [
        hit for hit in segment.hits.of("cue", "condition") if segment.word(hit.start) in ("if", "unless")
    ]
    holds = segment.hits.of("cue", "not_condition")
    conditions = [hit for hit in conditions if not any(hold.start <= hit.start < hold.end for hold in holds)]
    if not conditions:
        return False
    last = conditions[-1].start
    if [token.text for token in behind[:1]] == ["then"] and segment.role != "patient":
        return True  # "it wouldn't change what we do if we see no headway | then I'll get you in with therapy"
    return last - segment.start <= 2 or segment.word(last - 1) in JOINTS | {","}


def _goes_on(segment: Segment) -> bool:
    """A condition of several clauses ("if in three weeks | you are not better") that has not come to its end."""
    return bool(segment.conditional) and not (_CONCLUDES & set(segment.words))


def _more_follows(segment: Segment, behind: Sequence[Token]) -> bool:
    """ "If it's no better | then I'll get films | and we'll send you to a surgeon": more that depends."""
    words = [token.text for token in behind if token.text != ","]
    told = any(pair in _WE_WILL for pair in pairwise(segment.words))
    return told and words[:1] == ["and"] and tuple(words[1:3]) in _WE_WILL and words[3:4] != ["see"]


def _parted(condition: Sequence[str], segment: Segment) -> bool:
    """ "If the shot fails then we talk about a surgeon | I'll write you off lifting", "if it hasn't helped we may
    get a surgeon | but that's for later": what depends has been said, and no joint leads on from it."""
    if segment.words[:3] in MEANWHILE or segment.words[: len(_WANTS_OFF)] == _WANTS_OFF:
        return True  # "three times a day if you're not too sleepy and I want you off the Flexeril"
    if segment.words[0] == "but" and _USUAL & set(condition[:_IF]):
        return True  # "normally it's gone in a week | but it's been three weeks this time"
    then = [place for place in range(1, len(condition)) if condition[place] == "then"]
    concluded = any(condition[place - 1] != "and" and condition[place + 1 :] for place in then)
    if concluded and segment.words[:2] in (("i", "will"), ("i", "am"), ("i", "want"), ("let", "us")):
        return True
    opened = condition.index("if") + _IF if "if" in condition else len(condition)
    said = zip(condition[opened:], condition[opened + 1 :], strict=False)
    told = any(
        (first in ("i", "we") and second in _WILL_DO) or (first in _CALLS and second in _US)
        for first, second in said
    )
    return told and segment.words[0] not in _GOES_ON_WITH


def _asked(segment: Segment, begins: set[int], marked: bool, marked_whole: bool) -> tuple[bool, bool]:
    """Whether the segment asks, and whether it only asks to confirm ("you have no fever, right?").

    `marked`: a question mark stands behind it; `marked_whole`: behind the whole sentence.
    """
    words = segment.words
    if segment.role == "patient" and any(pair in _RHETORICAL for pair in pairwise(words)):
        return False, False  # "you ever been to the dentist? Like that."
    if segment.role == "patient" and marked and not begins and "ago" in words:
        return False, False  # "like nine weeks ago?"
    place = segment.start
    while place < segment.end and segment.word(place) in LINKS:
        place += 1
    if marked_whole and segment.role != "patient" and segment.word(place) in _INVERTED:
        return True, False  # "is a foot slapping, | are you falling?"
    begun = any(segment.start <= begin <= place or _waits(segment, place, begin) for begin in begins)
    if marked and words[-1] == "okay":
        fine = (*segment.hits.of("sign", "absent"), *segment.hits.of("question", "well"))
        predicate = any(hit.core == segment.end for hit in fine)
        return predicate, False  # "peeing okay?" asks, "I'll see you in a week, okay?" does not
    if marked and words[-1] in ("right", "correct"):
        return True, True
    return begun or marked, False


def _belongs(segment: Segment) -> bool:
    """ "Any weight | you've lost without meaning to, any fever?": the clause belongs to what is asked for."""
    before = segment.line.tokens[segment.start - 1].text
    return before != "," and segment.words[0] == "you"


def _waits(segment: Segment, opened: int, begin: int) -> bool:
    """ "When you lift her | is that what hurts?": the question stands behind what was put first."""
    words = segment.between(opened, segment.end)
    return opened < begin < segment.end and words[:2] == ["when", "you"] and fronted(words, 0, begin - opened)


def _role(speaker: Speaker, hits: Hits, asks: bool) -> Speaker:
    """Who speaks, by the words where they can only be one's, else by the tag."""
    clinician = len(hits.of("role", "clinician"))
    patient = len(hits.of("role", "patient"))
    if clinician > patient and (
        speaker == "unknown" or (speaker == "patient" and clinician >= 1 and patient == 0)
    ):
        return "clinician"
    if patient > clinician and speaker == "unknown":
        return "patient"
    if speaker == "clinician" and patient > 1 and clinician == 0 and not asks:
        return "patient"
    return speaker
