"""The words around a fact, as a note quotes them: the whole of what was said, not the few words that told it.

"The ankle jerk is absent on the left" is read from two words, and only the whole of it can be signed. A passage
grows from the words of the evidence, clause by clause, within its sentence, and ends where another finding begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from structuring.facts import Fact, FactSheet
from structuring.reading.language.tokens import words_of
from structuring.turns import Evidence, Turn, evidence_of

_MOST = 22  # words of a passage
_MOST_OF = {"return_precautions": 45, "plan": 26, "imaging": 30, "told": 40}
_MOST_SHARED = 158  # characters of what two facts tell in one breath, which is as much as a note quotes
_LEAST_REST = 6  # words of the second that are worth a quote of their own
_RESULTS = words_of("good fine normal okay nothing negative positive equal same perfect great yes")
_TELLS = words_of("is are was were plus absent intact trace brisk")
_LEANING = words_of("which who whom of")  # what begins so belongs to what stands before it
_WHOLE, _MOST_PIECES = frozenset({"hpi", "told"}), 3
_TESTED = frozenset({"exam", "exam_extra", "red_flags"})  # what was said last of it is its result
_JUDGED = frozenset({"diagnosis", "etiology"})
_JUDGES = words_of(
    "think believe this you've it's consistent diagnosis impression assessment call called convinced sure"
)
_PIECES = 2  # passages that are quoted of one fact
_ONWARD = frozenset({"plan"})  # families of which the next sentence may say more
_SAME, _IS_MORE = words_of("it that this those"), words_of("'s is")
_MORE = words_of("a an called done about one two three for just only under as daily every")
_BEFORE, _BEHIND = 8, 12  # words around the evidence where no mark and no joining word cuts the talk
_STUB = 3  # words of a clause that may be the beginning of the next one
_VERBS = words_of("is are was were has have had looks look feels feel")
_SHORT_VERBS = ("'s", "'re", "'ve")
_TOKEN = re.compile(r"\S+")
_JOINTS = words_of("and but so because then when while although though okay")
_TITLES = words_of("dr mr mrs ms st vs")
_OPENING = words_of("so and um uh okay ok well but then alright now hey oh yeah or also mm hmm mm-hmm because -")
_FILLERS = words_of("um uh okay and but so or")
_CLOSING = _FILLERS | words_of(
    "then because which okay if that the a - i we you of on in to with from at by for your his her my"
)

# "and he's got , uh , two plus reflexes": nothing is said before the comma
_LEADS = _OPENING | words_of(
    "he she it you he's she's it's you've there's there i is are was were has have had got 's 've uh um like say "
    "know he'd let's maybe probably"
)

Span = tuple[int, int]


class _Clause(NamedTuple):
    """Characters `start:end` of a turn: how many words, in which sentence, and whether a verb tells something."""

    start: int
    end: int
    words: int
    sentence: int
    tells: bool


class Passages:
    """Widens the evidence of the facts of one sheet to passages of the turns."""

    def __init__(self, turn_of: Callable[[int], Turn | None], sheet: FactSheet) -> None:
        self._turn_of = turn_of
        self._told: dict[int, list[tuple[int, str]]] = {}
        for fact in sheet:
            if fact.status in ("stated", "uncertain", "hypothetical"):
                for piece in fact.evidence:
                    self._told.setdefault(piece.line, []).append((piece.start, fact.path))

    def around(self, fact: Fact) -> Fact:
        """The same fact with the passages of its evidence; what a clinician entered stays as it is."""
        if fact.by == "clinician" or not fact.evidence:
            return fact
        spans: dict[int, list[Span]] = {}
        turns: dict[int, Turn] = {}
        for piece in fact.evidence:
            turn = turns.get(piece.line) or self._turn_of(piece.line)
            if turn is None or turn.text[piece.start : piece.end] != piece.quote:
                return fact
            turns[piece.line] = turn
            spans.setdefault(piece.line, []).append(self._passage(turn, piece, fact.path))
        pieces = [
            evidence_of(turns[line], start, end) for line, found in spans.items() for start, end in _joined(found)
        ]
        family = fact.path.split(".", 1)[0]
        if family in _WHOLE and len(pieces) <= _MOST_PIECES:
            return _with_evidence(fact, tuple(pieces))  # "I put ice on it ... does that help? ... for an hour"
        return _with_evidence(fact, _fullest(pieces, fact.evidence, family))

    def told_once(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts with their passages, where two that overlap are one passage, shared by both; where that would
        be too long the second begins where the first ends."""
        found: list[Fact] = []
        for fact in facts:
            own = [
                (at, kept, piece)
                for at, one in enumerate(found)
                if one.path == fact.path and one.by != "clinician" and fact.by != "clinician"
                for kept in one.evidence
                for piece in fact.evidence
                if kept.line == piece.line and kept.start < piece.end and piece.start < kept.end
            ]
            if own and len(fact.evidence) == 1:
                at, kept, piece = own[-1]
                shared, rest = self._shared(kept, piece)
                given = {kept: shared}
                found[at] = _with_evidence(found[at], tuple(given.get(one, one) for one in found[at].evidence))
                fact = _with_evidence(fact, (rest,))
            found.append(fact)
        return found

    def _shared(self, first: Evidence, second: Evidence) -> tuple[Evidence, Evidence]:
        turn = self._turn_of(first.line)
        if turn is None:
            return first, second
        start, end = min(first.start, second.start), max(first.end, second.end)
        if end - start <= _MOST_SHARED:
            whole = evidence_of(turn, start, end)
            return whole, whole
        if second.start < first.start or second.end <= first.end:
            return first, second
        cut = _trimmed(turn.text, first.end, second.end, second.end, second.end, closed=True)
        words = turn.text[slice(*cut)].lower().split()
        tells = len(words) >= _LEAST_REST and words[0] not in _LEANING
        return first, evidence_of(turn, *cut) if tells else first

    def _passage(self, turn: Turn, piece: Evidence, path: str) -> Span:
        family = path.split(".", 1)[0]
        others = tuple(
            sorted(
                start
                for start, other in self._told.get(turn.line, ())
                if other != path and other.startswith(family)
            )
        )
        most = _MOST_OF.get(family, _MOST)
        return _grown(turn.text, piece.start, piece.end, others, most, onward=family in _ONWARD)


def _with_evidence(fact: Fact, evidence: tuple[Evidence, ...]) -> Fact:
    return fact.model_copy(update={"evidence": evidence})


def _fullest(pieces: Sequence[Evidence], told: Sequence[Evidence], family: str) -> tuple[Evidence, ...]:
    """The passages that tell most, in order of the talk: what was stated before what was asked and answered, and
    what was told whole ("reflexes are equal") before a word that is read by what went before ("good"). A question
    or a command never stands without what came of it. Of a diagnosis, words that judge stand first: "I think
    this is vertebrogenic pain", and not "there's a nerve in the bone"."""
    replies = {
        at
        for at, piece in enumerate(pieces)
        if at and piece.speaker == "patient" and any(one.speaker != "patient" for one in pieces[:at])
    }
    exchanged = replies | {at - 1 for at in replies}
    stated = [piece for at, piece in enumerate(pieces) if at not in exchanged]
    if not stated:
        return tuple(pieces)
    whole = any(_told_whole(piece, told) for piece in stated)
    if whole:
        stated = [piece for piece in stated if not _in_a_word(piece, told)]
    last = next(
        piece for piece in reversed(pieces) if _within(piece, [max(told, key=lambda one: (one.line, one.start))])
    )
    if last not in stated and not whole and all(_only_asks(piece, told) for piece in stated):
        at = pieces.index(last)
        return tuple(pieces[max(0, at - 1) : at + 1])
    results = family in _TESTED and last in stated and not whole and len(last.quote.split()) > 1
    first = [last] if results else []
    others = sorted(
        (piece for piece in stated if piece not in first),
        key=lambda piece: (
            family in _JUDGED and not _JUDGES & set(piece.quote.lower().split()),
            -len(piece.quote),
        ),
    )
    kept = [*first, *others][:_PIECES]
    return tuple(piece for piece in stated if piece in kept)


def _only_asks(passage: Evidence, told: Sequence[Evidence]) -> bool:
    """ "Now this ankle on that knee. Pain in the groin?": the clinician's words, and no result in them."""
    results = any((_RESULTS | _TELLS) & set(words) for words in _within(passage, told))
    return passage.speaker != "patient" and (passage.quote.rstrip().endswith("?") or not results)


def _within(passage: Evidence, told: Sequence[Evidence]) -> list[list[str]]:
    return [
        one.quote.lower().split()
        for one in told
        if one.line == passage.line and passage.start <= one.start < passage.end
    ]


def _told_whole(passage: Evidence, told: Sequence[Evidence]) -> bool:
    """ "Ankle reflexes are equal": the thing and its result."""
    asks = passage.quote.rstrip().endswith("?")
    return not asks and any(
        len(words) > 1 and (_RESULTS | _TELLS) & set(words) for words in _within(passage, told)
    )


def _in_a_word(passage: Evidence, told: Sequence[Evidence]) -> bool:
    return all(len(words) == 1 and words[0] in _RESULTS for words in _within(passage, told))


def _joined(spans: list[Span]) -> list[Span]:
    """Passages that overlap are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=4096)
def _grown(text: str, start: int, end: int, others: tuple[int, ...], most: int, *, onward: bool = False) -> Span:
    """The passage around the characters `start:end`; `others` are where other findings are told. `onward`: a next
    sentence that only says more of it belongs to it ("Let's do the injection. It's an epidural, on the left")."""
    clauses = _clauses(text)
    begins = [clause.start for clause in clauses]
    first = max(0, bisect_right(begins, start) - 1)
    last = max(first, bisect_right(begins, end - 1) - 1)
    size = sum(clauses[at].words for at in range(first, last + 1))
    if size > most:
        window = _window(text, clauses[first].start, clauses[last].end, start, end)
        return _trimmed(text, *window, start, end, closed=False)
    ahead, back = True, True
    while ahead or back:
        ahead = ahead and _takes(clauses, last, last + 1, size, others, most)
        if ahead:
            last += 1
            size += clauses[last].words
        back = back and _takes(clauses, first, first - 1, size, others, most)
        if back:
            first -= 1
            size += clauses[first].words
    if onward and _says_more(text, clauses, last + 1):
        sentence = clauses[last + 1].sentence
        while last + 1 < len(clauses) and clauses[last + 1].sentence == sentence:
            clause = clauses[last + 1]
            if size + clause.words > most or any(clause.start <= other < clause.end for other in others):
                break
            last += 1
            size += clause.words
    return _trimmed(text, clauses[first].start, clauses[last].end, start, end, closed=True)


def _takes(
    clauses: Sequence[_Clause],
    at: int,
    near: int,
    size: int,
    others: tuple[int, ...],
    most: int,
) -> bool:
    """Whether the next clause belongs to it: of the same sentence, short enough, and about nothing else."""
    if not 0 <= near < len(clauses):
        return False
    clause, behind = clauses[near], clauses[near + 1 : near + 2]
    if clause.sentence != clauses[at].sentence or size + clause.words > most:
        return False
    end = clause.end
    if at < near and behind and behind[0].sentence == clause.sentence and _begins_next(clause):
        end = behind[0].end
    return not any(clause.start <= other < end for other in others)


def _says_more(text: str, clauses: Sequence[_Clause], at: int) -> bool:
    if not 0 < at < len(clauses) or clauses[at].sentence == clauses[at - 1].sentence:
        return False
    words = text[clauses[at].start : clauses[at].end].lower().replace("'", " '").split()
    begins = [word for word in words if word not in _OPENING][:3]
    return len(begins) > 2 and begins[0] in _SAME and begins[1] in _IS_MORE and begins[2] in _MORE


def _begins_next(clause: _Clause) -> bool:
    """ "Sensation is normal, | and the knee | and ankle jerks are brisk": nothing is said in it yet."""
    return clause.words <= _STUB and not clause.tells


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[_Clause, ...]:
    """The clauses of a turn, cut at marks and joining words."""
    found: list[_Clause] = []
    begin, said, sentence, before = 0, list[str](), 0, ""

    def cut(end: int) -> None:
        spoken = [word for word in said if any(character.isalnum() for character in word)]
        tells = any(word in _VERBS or word.endswith(_SHORT_VERBS) for word in spoken)
        found.append(_Clause(begin, end, len(spoken), sentence, tells))

    for token in _TOKEN.finditer(text):
        word = token.group().lower()
        if word in _JOINTS and said:
            cut(token.start())
            begin, said = token.start(), []
        said.append(word)
        stops = word[-1] in ".?!" and word.rstrip(".") not in _TITLES and not (word == "." and before in _TITLES)
        if stops or (word[-1] in ",;:" and not all(one.rstrip(",") in _LEADS | {""} for one in said)):
            cut(token.end())
            begin, said = token.end(), []
            sentence += stops
        before = word
    if said:
        cut(len(text))
    return tuple(found) or (_Clause(0, len(text), 0, 0, False),)


def _window(text: str, begin: int, finish: int, start: int, end: int) -> Span:
    """Some words to both sides, where the talk has nothing to cut it at."""
    tokens = [token.span() for token in _TOKEN.finditer(text, begin, finish)]
    before = [span for span in tokens if span[1] <= start][-_BEFORE:]
    behind = [span for span in tokens if span[0] >= end][:_BEHIND]
    return (before[0][0] if before else begin), (behind[-1][1] if behind else finish)


def _trimmed(text: str, begin: int, finish: int, start: int, end: int, *, closed: bool) -> Span:
    """Without the fillers and joining words at both ends; the evidence itself is never cut. Where the clause is
    `closed`, its last words are no loose ends: "that is where it comes from"."""
    loose = _FILLERS if closed else _CLOSING
    tokens = [token.span() for token in _TOKEN.finditer(text, begin, finish)]
    while tokens and tokens[0][1] <= start:
        words = [text[slice(*token)].lower().strip(",.") for token in tokens[:2]]
        if words == ["all", "right"]:
            tokens.pop(0)
        elif words[0] not in _OPENING | {""}:
            break
        tokens.pop(0)
    while tokens and tokens[-1][0] >= end and text[slice(*tokens[-1])].lower().strip(",.;:") in loose | {""}:
        tokens.pop()
    if not tokens:
        return start, end
    first = min(tokens[0][0], start)
    last = max(tokens[-1][1], end)
    while last > end and text[last - 1] in ",.;: ":
        last -= 1
    return first, last
