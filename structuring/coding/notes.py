"""Codes as written and the codes that an Excludes note names.

A pattern is a code without its dot and stands for every code that begins with it ("M512" for M51.2-); "?" is any
one character; "lo..hi" is a range of such beginnings.
"""

from __future__ import annotations

import re

_CODE = r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_PIECE = re.compile(
    rf"(?P<low>{_CODE})\.?(?P<dash>-)?(?:\s*-\s*(?P<high>{_CODE})\.?-?|(?<=-)(?P<joined>{_CODE})\.?-?)?"
    r"(?P<with>\s*with (?P<nth>fifth|5th|sixth|6th|seventh|7th)[ -]character (?P<char>[0-9A-Z]))?"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_WIDE = 3  # letters; external causes (V00-Y99) are the widest chapter
_NTH = {"fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7}
_WRITTEN = re.compile(r"^([A-Z]\d[0-9A-Z])\.?([0-9A-Z]{0,4})$")


def dotted(written: str) -> str | None:
    """A code as the tabular writes it ("m5450" → "M54.50"), or None when it has not the form of a code."""
    match = _WRITTEN.match(written.strip().upper())
    if match is None:
        return None
    return f"{match[1]}.{match[2]}" if match[2] else match[1]


def plain(code: str) -> str:
    """The code without its dot."""
    return code.replace(".", "")


def patterns_in(note: str) -> tuple[str, ...]:
    """The patterns of the codes that a note names in its brackets; none when it names them in words only."""
    found: list[str] = []
    for bracket in _BRACKET.findall(note):
        for piece in _PIECE.finditer(bracket):
            low, high = plain(piece["low"]), piece["high"] or piece["joined"]
            rest = bracket[piece.end() :].lstrip()
            if rest.startswith("with") and not piece["with"]:
                continue  # "with open fracture 7th character": narrower than a pattern can say
            if high and ord(high[0]) - ord(low[0]) > _WIDE:
                continue  # "A00-R94": nearly everything, which is no pair of codes
            if high:
                found.append(f"{low}..{plain(high)}")
            elif piece["with"]:
                found.append(low.ljust(_NTH[piece["nth"]] - 1, "?") + piece["char"])
            else:
                found.append(low)
    return tuple(dict.fromkeys(found))


def covers(pattern: str, code: str) -> bool:
    """Whether a pattern, or the name of a block ("M50-M54"), takes in a code written without its dot."""
    if "-" in pattern:
        low, _, high = pattern.partition("-")
    elif ".." in pattern:
        low, _, high = pattern.partition("..")
    elif "?" in pattern:
        return len(code) >= len(pattern) and all(map(_matches, pattern, code))
    else:
        return code.startswith(pattern)
    return low <= code[: len(low)] and code[: len(high)] <= high


def _matches(want: str, has: str) -> bool:
    return want in ("?", has)
