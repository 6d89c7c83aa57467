"""Speech as written down, made even: one spelling, no fillers, no stammering, figures for number words.

Every token keeps the characters of the turn that it came from, so that evidence is always quoted to the letter.
Transcripts differ ("do n't", "don't", "dont"; "five hundred", "500"; "y-you know"); after this module they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from structuring.turns import Turn


def words_of(text: str) -> frozenset[str]:
    """The blank-separated words of `text` as a set."""
    return frozenset(text.split())


_RAW = re.compile(
    r"\d+(?:[.,]\d+)*(?=[^\W\d_])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’´`][^\W\d_]+)*|['’][^\W\d_]+"
    r"|\.\.+|…|[.?!,;:/+\-–—]"
)
STRONG = frozenset({".", "?", "!", ";"})
_PAUSE = frozenset({",", ":", "..", "..."})
_FILLERS = words_of(
    "uh um uhm umm erm hmm hm mm mmm ah ahh oh huh like_ eh aw hey basically honestly literally frankly "
    "obviously definitely certainly kinda sorta"
)
_THROWN_IN = frozenset({"like", "what"})  # between two commas
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "n't": "not", "'s": "is"}
_WHOLE = {
    "cannot": ("can", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "isnt": ("is", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "wasnt": ("was", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "lets": ("let", "us"),
    "alright": ("okay",),
    "ok": ("okay",),
    "okey": ("okay",),
    "yep": ("yes",),
    "yup": ("yes",),
    "yeah": ("yes",),
    "yea": ("yes",),
    "yah": ("yes",),
    "nope": ("no",),
    "nah": ("no",),
    "naw": ("no",),
    "nay": ("no",),
    "negatory": ("no",),
    "nada": ("no",),
    "zilch": ("no",),
    "nossir": ("no",),
    "nowt": ("nothing",),
    "ayuh": ("yes",),
    "yessir": ("yes",),
    "yessum": ("yes",),
    "aye": ("yes",),
    "affirmative": ("yes",),
    "mg": ("milligrams",),
    "mgs": ("milligrams",),
    "milligram": ("milligrams",),
    "gon": ("going",),
    "wan": ("want",),
    "na": ("to",),
    "'cause": ("because",),
    "'em": ("them",),
    "cause_": ("because",),
    "mri's": ("mri",),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "youre": ("you", "are"),
}
_BEING = words_of("am is are was were be been being not get got gets getting gotten become")
_STEMS = {"ca": "can", "wo": "will", "ai": "is", "sha": "shall"}
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * (place + 2) for place, word in enumerate(_TENS)
}
_TENS_BEGIN = 10
_TEENS = frozenset(_UNITS[_TENS_BEGIN:])
_CENTURIES = {"nineteen": 1900, "twenty": 2000}
_ABBREVIATIONS = frozenset({"dr", "mr", "mrs", "ms", "vs", "st"})
_GRADES = frozenset(["0", "1", "2", "3", "4", "5", "zero", "one", "two", "three", "four", "five", "plus", "minus"])
_COUNTED = words_of(
    "day days week weeks month months year years hour hours out milligrams percent pound pounds plus over "
    "minute minutes tablet tablets time times"
)
_OF_WEIGHT = words_of("from was were weighed weigh")
_TAKEN = words_of("times tablet tablets tab tabs pill pills capsule capsules cap caps caplets puffs drops patches")
_BEHIND_READING = words_of("point degrees here today this at out last yesterday when on now in , . ?") | {""}
_SPINE = frozenset({"l", "s", "t", "c"})
_DROPPED = frozenset("'’")
_REACH = 4  # how far back a word stands that ends a row of three said twice, with a comma between
_SHORTEST = 4  # letters: "doin'", but not "in'"


@dataclass(frozen=True, slots=True)
class Token:
    """One even word and where it stands: `turn.text[start:end]`. Several tokens may share one place."""

    text: str
    turn: Turn
    start: int
    end: int


def raw_tokens(turn: Turn) -> list[Token]:
    """The words and stops of a turn as they stand, lower case."""
    tokens: list[Token] = []
    for found in _RAW.finditer(turn.text):
        word = found.group().lower().replace("’", "'").replace("´", "'").replace("`", "'")
        if word == "." and tokens and tokens[-1].text in _ABBREVIATIONS:
            continue
        if word.endswith("in") and turn.text[found.end() : found.end() + 1] in _DROPPED and len(word) >= _SHORTEST:
            word += "g"  # "nothin' in the leg", "no liftin'"
        tokens.append(Token(word, turn, found.start(), found.end()))
    return tokens


def even(raw: Sequence[Token], *, repeats: bool = False) -> list[Token]:
    """The tokens of one sentence made even, with `repeats` those too that are said twice in a row.

    Strong stops are left as they are.
    """
    figures = _figures(_expanded(_without_stammer(raw)))
    return _spines(figures if repeats else _unrepeated(figures))


def _without_stammer(raw: Sequence[Token]) -> list[Token]:
    """Drops broken-off beginnings ("wh- what", "y-you"), joins "x-ray", turns other hyphens into blanks."""
    kept: list[Token] = []
    for place, token in enumerate(raw):
        meant = _hummed(raw, place)
        if meant:
            kept.append(Token(meant, token.turn, token.start, token.end))
            continue
        if token.text in "-–—":
            before = raw[place - 1] if place else None
            after = raw[place + 1] if place + 1 < len(raw) else None
            if (
                before is not None
                and after is not None
                and kept
                and kept[-1] is before
                and before.text[0].isalpha()
                and after.text.startswith(before.text[: max(1, len(before.text) - 1)])
                and before.text != after.text
                and len(before.text) <= len(after.text)
            ):
                kept.pop()
            elif (
                before is not None
                and after is not None
                and before.text[-1].isdecimal()
                and after.text[0].isdecimal()
            ):
                kept.append(Token("to", token.turn, token.start, token.end))
            continue
        kept.append(token)
    return kept


def _hummed(raw: Sequence[Token], place: int) -> str:
    """ "Mm-hmm" and "uh-huh" are a yes, "uh-uh" and "mm-mm" a no; the rest of them are fillers."""
    token = raw[place]
    if token.text not in ("uh", "mm", "mhm", "nuh", "unh", "hm", "um"):
        return ""
    joined = place + 1 < len(raw) and raw[place + 1].text in "-–—"
    other = place + (2 if joined else 1)
    if other >= len(raw) or raw[other].turn is not token.turn:
        return ""
    if raw[other].text in ("huh", "hmm", "hm"):
        return "yes"
    return "no" if joined and raw[other].text in ("uh", "mm", "unh") else ""


def _expanded(raw: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for place, token in enumerate(raw):
        word = token.text
        following = raw[place + 1].text if place + 1 < len(raw) else ""
        if word in ("..", "...", "…") or word.startswith("..") or word == ":":
            word = ","
        if word in ("oh", "o") and out and out[-1].text == "one" and 0 < SMALL.get(following, 0) < _TENS_BEGIN:
            out.extend((_same("hundred", token), _same("and", token)))  # "one oh one"
            continue
        if word == "oh" and _is_short_year(raw, place):
            out.extend((_same("two", token), _same("thousand", token)))  # "since oh nine"
            continue
        if word in _FILLERS or (word == "know" and out and out[-1].text == "you" and _is_filler_know(out)):
            if word == "know":
                out.pop()
            if out and out[-1].text == "," and (following == "," or word != "know"):
                out.pop()
            continue
        if word == "what" and following in _PAUSE and _is_you_know(raw, place):
            continue  # "you know what, yes"
        if word in _THROWN_IN and out and out[-1].text == "," and following == ",":
            out.pop()  # "since, what, February?"
            continue
        if word == "," and (not out or out[-1].text == "," or _was_filler(raw, place)):
            continue
        if word in ("ray", "rays", "ray's") and out and out[-1].text == "x":
            x = out.pop()
            out.append(Token("xray", x.turn, x.start, token.end) if x.turn is token.turn else _same("xray", token))
            if word == "ray's":
                out.append(_same("is", token))
            continue
        if word == "/" and out and out[-1].text.isdecimal() and following.isdecimal():
            out.extend((_same("out", token), _same("of", token)))
            continue
        if word == "over" and out and out[-1].text in _GRADES and following in ("five", "5"):
            out.extend((_same("out", token), _same("of", token)))
            continue
        if word == "+":
            out.append(_same("plus", token))
            continue
        if word in ("/",):
            out.append(_same("or", token))
            continue
        out.extend(_parts(token, word, following, out))
    return out


def _is_short_year(raw: Sequence[Token], place: int) -> bool:
    """ "Since | oh nine", and not "in oh nine days", "since oh six or seven weeks"."""
    before = raw[place - 1].text if place else ""
    named, behind = ([token.text for token in raw[place + 1 : place + 3]] + ["", ""])[:2]
    counted = behind in _COUNTED or behind in SMALL or behind in ("or", "to", "and", "maybe", "a", "-")
    return before in ("since", "in", "from") and 0 < SMALL.get(named, 0) < _TENS_BEGIN and not counted


def _is_you_know(raw: Sequence[Token], place: int) -> bool:
    """Whether "you know" stands right before a place and opens what is said."""
    lead = [token.text for token in raw[max(0, place - 3) : place]]
    return lead[-2:] == ["you", "know"] and (len(lead) < 3 or lead[0] in STRONG | _PAUSE)


def _is_filler_know(out: Sequence[Token]) -> bool:
    """ "you know" is a filler unless it is asked or told: "do you know", "let you know", "if you know"."""
    before = out[-2].text if len(out) > 1 else ""
    return before not in ("do", "did", "let", "if", "as", "that", "what", "when", "so_", "because_")


def _was_filler(raw: Sequence[Token], place: int) -> bool:
    """Whether the comma at `place` closes a filler that has just been left out ("lumbar , um , strain")."""
    before = raw[place - 1].text if place else ""
    if before in _FILLERS or before in _THROWN_IN:
        return place >= 2 and raw[place - 2].text == ","
    if before == "know" and place >= 3 and raw[place - 2].text == "you":
        return raw[place - 3].text == ","
    return False


def _parts(token: Token, word: str, following: str, out: Sequence[Token]) -> Iterable[Token]:
    if word == "used" and following == "to" and out and out[-1].text in _BEING:
        return (_same("accustomed", token),)  # "the back I'm used to" is not what used to be
    if word in _WHOLE:
        if word == "na" and (not out or out[-1].text not in ("going", "want")):
            return (_same("na", token),)
        if word in ("gon", "wan") and following != "na":
            return (_same(word, token),)
        return tuple(_same(part, token) for part in _WHOLE[word])
    if word == "n't" or word == "n’t":
        return (_same("not", token),)
    if word in _STEMS and following in ("n't",):
        return (_same(_STEMS[word], token),)
    if "'" in word:
        if word.endswith("n't") and len(word) > 3:
            stem = word[:-3]
            return (_same(_STEMS.get(stem, stem), token), _same("not", token))
        if word == "let's" or (word == "'s" and out and out[-1].text == "let"):
            return (_same("let", token), _same("us", token)) if word == "let's" else (_same("us", token),)
        for ending, meaning in _ENDINGS.items():
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if ending == "'s" and following in ("been", "gotten", "had", "got"):
                    meaning = "has"
                if ending == "'s" and stem in ("that", "it", "what") and following == "":
                    meaning = "is"
                if stem:
                    return (_same(stem, token), _same(meaning, token))
                return (_same(meaning, token),)
        return (_same(word.replace("'", ""), token),)
    return (_same(word, token),)


def _same(text: str, place: Token) -> Token:
    return Token(text, place.turn, place.start, place.end)


def _figures(tokens: Sequence[Token]) -> list[Token]:
    """Number words as figures: "five hundred" → 500, "one twenty" → 120, "two thousand nineteen" → 2019."""
    out: list[Token] = []
    place = 0
    while place < len(tokens):
        number, length = _number(tokens, place)
        if length == 0:
            out.append(tokens[place])
            place += 1
            continue
        first, last = tokens[place], tokens[place + length - 1]
        end = last.end if last.turn is first.turn else first.end
        out.append(Token(str(number), first.turn, first.start, end))
        place += length
    return out


def _number(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """The number that begins at `place` and how many tokens it takes; (0, 0) when none does."""
    first = tokens[place].text
    if [token.text for token in tokens[place : place + 3]] in (["nine", "one", "one"], ["9", "1", "1"]):
        return 911, 3
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if first == "a" and following in ("hundred", "thousand"):
        value = 100 if following == "hundred" else 1000
        return _with_rest(tokens, place, value, 2)
    if first not in SMALL:
        return 0, 0
    if first == "one" and not (
        following in SMALL or following in ("hundred", "thousand") or following in _COUNTED
    ):
        return 0, 0
    if first in _CENTURIES and 10 <= SMALL.get(following, 0) < (100 if first == "nineteen" else 30):
        year, length = _CENTURIES[first] + SMALL[following], 2  # "twenty nineteen", "nineteen ninety eight"
        after = tokens[place + 2].text if place + 2 < len(tokens) else ""
        if following in _TENS and 0 < SMALL.get(after, 0) < 10:
            year, length = year + SMALL[after], 3
        return year, length
    value, length = SMALL[first], 1
    if first in _TENS and following in SMALL and 0 < SMALL[following] < 10:
        value, length = value + SMALL[following], 2
    after = tokens[place + length].text if place + length < len(tokens) else ""
    if after in ("hundred", "thousand"):
        value *= 100 if after == "hundred" else 1000
        return _with_rest(tokens, place, value, length + 1)
    weighed = place > 0 and tokens[place - 1].text in _OF_WEIGHT and first in ("two", "three")
    if (first == "one" or weighed) and following in _TEENS:  # "one nineteen", "from two ten"
        return 100 * value + SMALL[following], length + 1
    if value < 10 and after in _TENS:  # "one twenty over seventy"
        rest, more = _number(tokens, place + length)
        often = _how_often(tokens, place + length + more)
        return value * 100 + rest - often, length + more - bool(often)
    return value, length


def _with_rest(tokens: Sequence[Token], place: int, value: int, length: int) -> tuple[int, int]:
    """Hundreds or thousands with what follows them: "a hundred and one", "five hundred twenty"."""
    joined = place + length < len(tokens) and tokens[place + length].text == "and"
    behind = place + length + joined
    if behind >= len(tokens):
        return value, length
    rest, more = _number(tokens, behind)
    if joined and tokens[behind].text == "one" and not more:
        behind_one = tokens[behind + 1].text if behind + 1 < len(tokens) else ""
        rest, more = 1, int(behind_one in _BEHIND_READING)  # "a hundred and one point five"
    if not more or rest >= (100 if value % 1000 else 1000):
        return value, length
    often = 0 if joined else _how_often(tokens, behind + more)
    return value + rest - often, length + joined + more - bool(often)


def _how_often(tokens: Sequence[Token], end: int) -> int:
    """ "Three hundred | three times a day", "seven fifty | two tablets": the figure that tells how often or how
    many a dose is taken, where it ends the number; else 0."""
    last = SMALL.get(tokens[end - 1].text, 10)
    behind = tokens[end].text if end < len(tokens) else ""
    return last if last < 10 and behind in _TAKEN else 0


def _unrepeated(tokens: Sequence[Token]) -> list[Token]:
    """Words said twice in a row count once: "i i just", "for , for", "is it is it"."""
    out: list[Token] = []
    for token in tokens:
        again = any(item.text == token.text for item in out[-_REACH:])
        out.append(token)
        for size in (3, 2, 1) if again else ():
            if len(out) < 2 * size:
                continue
            last = [item.text for item in out[-size:]]
            if "," in last:
                continue
            if [item.text for item in out[-2 * size : -size]] == last:
                del out[-size:]
                break
            if (
                len(out) > 2 * size
                and out[-size - 1].text == ","
                and [item.text for item in out[-2 * size - 1 : -size - 1]] == last
            ):
                del out[-size - 1 :]
                break
    return out


def _spines(tokens: Sequence[Token]) -> list[Token]:
    """Levels of the spine in one word: "l five", "l 5", "l5s1"."""
    out: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if (
            token.text in _SPINE
            and following is not None
            and (following.text.isdecimal() or following.text == "one")
            and following.turn is token.turn
            and int(following.text if following.text.isdecimal() else 1) <= 12
        ):
            figure = following.text if following.text.isdecimal() else "1"
            out.append(Token(token.text + figure, token.turn, token.start, following.end))
            place += 2
            continue
        out.append(token)
        place += 1
    return out
