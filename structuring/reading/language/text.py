"""Speech as written down, made even: one spelling, no fillers, no stammering, figures for number words.

Transcripts differ ("do n't", "don't", "dont"; "five hundred", "500"; "y-you know"); after this module they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from structuring.reading.language.figures import COUNTED, SMALL, TENS_BEGIN, as_figures
from structuring.reading.language.tokens import STRONG, Token, joined, words_of

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
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "arent": ("are", "not"),
    "werent": ("were", "not"),
    "theyre": ("they", "are"),
    "youve": ("you", "have"),
    "weve": ("we", "have"),
    "theyve": ("they", "have"),
    "youll": ("you", "will"),
    "theyll": ("they", "will"),
    "itll": ("it", "will"),
    "whats": ("what", "is"),
    "wheres": ("where", "is"),
    "hows": ("how", "is"),
    "shes": ("she", "is"),
    "hes": ("he", "is"),
}
_ACTS = words_of("see get give send order put call write start set book check try show talk refer make find")
# words of their own that an apostrophe left out has made, told by what follows: "ill see you", "id like"
_UNMARKED = {
    "ill": (("i", "will"), _ACTS | words_of("be do have let take tell want")),
    "id": (("i", "would"), words_of("like rather want say be love prefer recommend do get start give suggest go")),
    "well": (("we", "will"), _ACTS - {"talk", "show"}),
    "its": (
        ("it", "is"),
        words_of(
            "a the like not just my more getting about all on still only really kind gone sore worse better so"
        ),
    ),
}
_LETTING = words_of("it that he she this often usually sometimes never who which")  # "and then it lets go"
_BEING = words_of("am is are was were be been being not get got gets getting gotten become")
_STEMS = {"ca": "can", "wo": "will", "ai": "is", "sha": "shall"}
_GRADES = frozenset(["0", "1", "2", "3", "4", "5", "zero", "one", "two", "three", "four", "five", "plus", "minus"])
_SPINE = frozenset({"l", "s", "t", "c"})
_REACH = 4  # how far back a word stands that ends a row of three said twice, with a comma between
_RIGHT_THERE = ["the", "right", ",", "right"]  # "on the right, right where the dimple is": a side, then a place


def even(raw: Sequence[Token], *, repeats: bool = False) -> list[Token]:
    """The tokens of one sentence made even, with `repeats` those too that are said twice in a row.

    Strong stops are left as they are.
    """
    figures = as_figures(_expanded(_without_stammer(raw)))
    return _spines(figures if repeats else _unrepeated(figures))


def _without_stammer(raw: Sequence[Token]) -> list[Token]:
    """Drops broken-off beginnings ("wh- what", "y-you"), joins "x-ray", turns other hyphens into blanks."""
    kept: list[Token] = []
    for place, token in enumerate(raw):
        meant = _hummed(raw, place)
        if meant:
            kept.append(token.reads(meant))
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
                kept.append(token.reads("to"))
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
        if word in ("oh", "o") and out and out[-1].text == "one" and 0 < SMALL.get(following, 0) < TENS_BEGIN:
            out.extend((token.reads("hundred"), token.reads("and")))  # "one oh one"
            continue
        if word == "oh" and _is_short_year(raw, place):
            out.extend((token.reads("two"), token.reads("thousand")))  # "since oh nine"
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
            out.append(joined("xray", (x, token)))
            if word == "ray's":
                out.append(token.reads("is"))
            continue
        if word == "/" and out and out[-1].text.isdecimal() and following.isdecimal():
            out.extend((token.reads("out"), token.reads("of")))
            continue
        if word == "over" and out and out[-1].text in _GRADES and following in ("five", "5"):
            out.extend((token.reads("out"), token.reads("of")))
            continue
        if word == "+":
            out.append(token.reads("plus"))
            continue
        if word in ("/",):
            out.append(token.reads("or"))
            continue
        out.extend(_parts(token, word, following, out))
    return out


def _is_short_year(raw: Sequence[Token], place: int) -> bool:
    """ "Since | oh nine", and not "in oh nine days", "since oh six or seven weeks"."""
    before = raw[place - 1].text if place else ""
    named, behind = ([token.text for token in raw[place + 1 : place + 3]] + ["", ""])[:2]
    counted = behind in COUNTED or behind in SMALL or behind in ("or", "to", "and", "maybe", "a", "-")
    return before in ("since", "in", "from") and 0 < SMALL.get(named, 0) < TENS_BEGIN and not counted


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
        return (token.reads("accustomed"),)  # "the back I'm used to" is not what used to be
    if word in _UNMARKED and following in _UNMARKED[word][1]:
        return tuple(token.reads(part) for part in _UNMARKED[word][0])
    if word == "lets" and out and out[-1].text in _LETTING:
        return (token,)
    if word in _WHOLE:
        if word == "na" and (not out or out[-1].text not in ("going", "want")):
            return (token.reads("na"),)
        if word in ("gon", "wan") and following != "na":
            return (token.reads(word),)
        return tuple(token.reads(part) for part in _WHOLE[word])
    if word == "n't" or word == "n’t":
        return (token.reads("not"),)
    if word in _STEMS and following in ("n't",):
        return (token.reads(_STEMS[word]),)
    if "'" in word:
        if word.endswith("n't") and len(word) > 3:
            stem = word[:-3]
            return (token.reads(_STEMS.get(stem, stem)), token.reads("not"))
        if word == "let's" or (word == "'s" and out and out[-1].text == "let"):
            return (token.reads("let"), token.reads("us")) if word == "let's" else (token.reads("us"),)
        for ending, meaning in _ENDINGS.items():
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if ending == "'s" and following in ("been", "gotten", "had", "got"):
                    meaning = "has"
                if ending == "'s" and stem in ("that", "it", "what") and following == "":
                    meaning = "is"
                if stem:
                    return (token.reads(stem), token.reads(meaning))
                return (token.reads(meaning),)
        return (token.reads(word.replace("'", "")),)
    return (token.reads(word),)


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
            if "," in last or [item.text for item in out[-4:]] == _RIGHT_THERE:
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
            and int(following.text if following.text.isdecimal() else 1) <= 12
        ):
            figure = following.text if following.text.isdecimal() else "1"
            out.append(joined(token.text + figure, (token, following)))
            place += 2
            continue
        out.append(token)
        place += 1
    return out
