"""Measures of hearing: word error rate, and how long after it was said a word is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

_NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "okay": "ok", "alright": "all right", "mr": "mister",
    "gonna": "going to", "mm": "", "hmm": "", "uh": "", "um": "", "milligrams": "mg", "milligram": "mg",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One spoken line of a dialogue with its exact times in the recording."""

    speaker: str
    text: str
    start_s: float
    end_s: float


def spoken(timing: Path) -> list[Line]:
    """The spoken lines of a `*.timing.json`; "doctor" is told as "clinician"."""
    lines = json.loads(timing.read_text())["lines"]
    roles = {"doctor": "clinician", "patient": "patient"}
    return [Line(roles[line["speaker"]], line["text"], line["start_s"], line["end_s"]) for line in lines]


def plain(text: str) -> list[str]:
    """The words that count: lower case, no punctuation, small numbers as digits, no fillers."""
    words = re.sub(r"[^a-z0-9' ]+", " ", text.lower().replace("’", "'").replace("-", " ")).replace("'", "").split()
    return " ".join(_NUMBERS.get(word, word) for word in words).split()


@dataclass
class Errors:
    """Word errors over any number of texts."""

    wrong: int = 0
    words: int = 0

    def add(self, reference: str, heard: str) -> None:
        truth = plain(reference)
        self.wrong += Levenshtein.distance(truth, plain(heard))
        self.words += len(truth)

    @property
    def percent(self) -> float:
        return 100.0 * self.wrong / max(1, self.words)


def word_ends(lines: Iterable[Line]) -> list[tuple[str, float]]:
    """Each spoken word with the second at which it ends, its line's time shared out by the letters."""
    found = []
    for line in lines:
        words = plain(line.text)
        letters = sum(len(word) + 1 for word in words)
        done = 0
        for word in words:
            done += len(word) + 1
            found.append((word, line.start_s + (line.end_s - line.start_s) * done / letters))
    return found


def delays(truth: Sequence[tuple[str, float]], shown: Sequence[tuple[str, float]]) -> list[float]:
    """For each word of `truth` that was shown right: seconds from its end to its being shown."""
    said, seen = [word for word, _ in truth], [word for word, _ in shown]
    found = []
    for op in Levenshtein.opcodes(said, seen):
        if op.tag == "equal":
            for place in range(op.src_end - op.src_start):
                found.append(shown[op.dest_start + place][1] - truth[op.src_start + place][1])
    return found


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """p50 and p95, NaN when there is nothing."""
    if not values:
        return float("nan"), float("nan")
    return float(np.percentile(values, 50)), float(np.percentile(values, 95))
