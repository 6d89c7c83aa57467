"""A transcript's line as it would be read aloud: no hesitations, no broken-off words, "gonna" in one word.

The shared recordings were made of such lines (542 of their 598 are the very same). A synthesiser that is given
"gon na" or "um , uh" says what no person says, and is heard the worse for it.
"""

from __future__ import annotations

import re

_JOINED = (
    (re.compile(r"\bgon na\b", re.IGNORECASE), "gonna"),
    (re.compile(r"\bwan na\b", re.IGNORECASE), "wanna"),
    (re.compile(r"\bgot ta\b", re.IGNORECASE), "gotta"),
    (re.compile(r" (?=n['’]t\b|['’](?:s|m|re|ve|ll|d)\b|[,.?!;])"), ""),  # "did n't", "okay ."
    (re.compile(r"\bmm-hmm\b", re.IGNORECASE), "uh-huh"),
)
_HESITATION = re.compile(r",?\s*(?<![\w-])(?:um+|uh+|er+|hmm*)(?![\w-])\s*(?:\.\.\.|,)?", re.IGNORECASE)
_BROKEN = re.compile(r"(?<![\w-])([\w']+)- (?=\1)", re.IGNORECASE)  # "con- congenital"
_CUT_SHORT = re.compile(r"(?<=\w)-(?=\s|$)")  # "it was- what"
_LETTERS = re.compile(r"\b(?:mri|ct|ecg|ekg|emg|a1c|copd|chf|tv|cbc|esr|crp|psa|tsh|er|si|bmi)\b")
_SENTENCE = re.compile(r"(^|[.?!]\s+)([a-z])")


def read_aloud(line: str) -> str:
    """The words of a line (its "[doctor] " left out) with the marks that tell a reader where to pause."""
    text = line
    for pattern, instead in _JOINED:
        text = pattern.sub(instead, text)
    text = _LETTERS.sub(lambda found: found[0].upper(), text)
    text = _HESITATION.sub(" ", text)
    text = _CUT_SHORT.sub(",", _BROKEN.sub("", text)).replace("...", ",")
    text = re.sub(r"\bi(?=['’\s,.?!]|$)", "I", text)
    text = re.sub(r"\s+([,.?!;])", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r"([.?!;]),", r"\1", text)
    text = re.sub(r",(?=[.?!])", "", text)
    text = re.sub(r"\s+", " ", text).strip(" ,.")
    text = _SENTENCE.sub(lambda found: found[1] + found[2].upper(), text)
    return f"{text}." if text and text[-1] not in "?!" else text
