"""Injects recogniser errors into written visits and counts which differences the final pass brings up.

    python -m benchmarks.final_pass_injected [--visits 50] [--seed 1] [--misses] [FOLDER ...]

The live text is the written visit with errors put in, the final text is the visit as written. Errors that touch a
fact (a drug, dose, side, negation, number or term changed) are put into clinical statements; harmless ones (a
small word dropped or swapped, an everyday word misheard; the same said or written another way: figures for number
words, a filler, a word said twice) anywhere else. Printed: the share of the first that
surface as differences to be settled, by kind, and how many others surface per visit; of these, the false ones
change no fact that is read.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scribe_app.rules.knowledge import load_pack
from scribe_app.visit.transcripts import read
from structuring.encounter import Encounter
from structuring.events import HeardAgain
from structuring.state import Difference, Visit
from structuring.turns import Turn

FOLDERS = (Path("tests/structuring/dialogues"), Path("../shared/gold/dev"), Path("sample_audio"))
FACT_ERRORS = 6
HARMLESS = 0.05  # share of words, about what tiny.en gets wrong on room sound
RESPELT = 0.04  # share of words that are written or said another way


def _listed(words: str) -> list[str]:
    return words.split()


# Own lists on purpose: the words that the comparison knows are not consulted here.
_DRUGS = _listed("""
    ibuprofen motrin advil naproxen naprosyn aleve meloxicam mobic tylenol acetaminophen flexeril cyclobenzaprine
    tramadol ultram gabapentin neurontin prednisone medrol tizanidine robaxin methocarbamol lidocaine
""")
_SAME_DRUG = (
    ("ibuprofen", "motrin", "advil"),
    ("naproxen", "naprosyn", "aleve"),
    ("meloxicam", "mobic"),
    ("tylenol", "acetaminophen"),
    ("flexeril", "cyclobenzaprine"),
    ("tramadol", "ultram"),
    ("gabapentin", "neurontin"),
    ("robaxin", "methocarbamol"),
)
_NUMBERS = _listed("""
    two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty hundred
    2 3 4 5 6 7 8 9 10 12 15 20 25 30 40 50 100 200 500 600 800
""")
_DOSE_NEXT = {"milligrams", "milligram", "mg", "hundred", "tablets", "times"}
_COUNT_NEXT = {"days", "weeks", "months", "years", "day", "week", "month", "year", "out", "hours"}
_BODY = {"side", "leg", "hip", "knee", "foot", "buttock", "back", "calf", "lower", "paraspinal", "sided", "thigh"}
_NOT = {
    "no",
    "not",
    "n't",
    "never",
    "don't",
    "doesn't",
    "denies",
    "didn't",
    "haven't",
    "isn't",
    "without",
    "can't",
}
_SYMPTOMS = _listed("""
    numbness tingling weakness fever chills bladder bowel cancer weight numb tenderness tender reflexes sensation
    strength flexion extension spasm strain sciatica herniation stenosis radiates burning mri x-ray therapy
""")
_SMALL = _listed("""
    the a an so well just okay really that it to of and is was i you then like yeah um uh
""")


_OTHER_FORM = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "ten": "10",
    "twenty": "20",
    "milligrams": "mg",
    "mg": "milligrams",
    "x-ray": "x ray",
    "don't": "do not",
    "doesn't": "does not",
    "it's": "it is",
    "i'm": "I am",
    "okay": "OK",
    "yeah": "yes",
    "twice": "two times",
    "lower": "low",
    "disc": "disk",
    "leg": "legs",
    "knees": "knee",
    "pains": "pain",
}


@dataclass(frozen=True, slots=True)
class Error:
    kind: str
    line: int
    was: str
    became: str
    at: int  # place of the word in its turn


def visits(folders: list[Path]) -> Iterator[tuple[str, tuple[Turn, ...]]]:
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            yield path.stem, read(path)


def inject(turns: tuple[Turn, ...], rng: random.Random) -> tuple[list[Turn], list[Error]]:
    words = {turn.line: turn.text.split() for turn in turns}
    candidates = [found for turn in turns for found in _candidates(turn.line, words[turn.line], rng)]
    rng.shuffle(candidates)
    errors: list[Error] = []
    for kind in sorted({one.kind for one in candidates}):
        errors += [one for one in candidates if one.kind == kind][:1]
    errors += [one for one in candidates if one not in errors][: max(0, FACT_ERRORS - len(errors))]
    taken = {(error.line, error.at) for error in errors}
    heard = []
    for turn in turns:
        out = list(words[turn.line])
        for place, word in enumerate(out):
            near = any((turn.line, place + step) in taken for step in (-2, -1, 0, 1, 2))
            chance = 1.0 if near else rng.random()
            if chance < HARMLESS:
                out[place] = _harmless(word, rng)
            elif chance < HARMLESS + RESPELT and not _is_half(words[turn.line], place):
                out[place] = _respelt(word, rng)
        for error in errors:
            if error.line == turn.line:
                out[error.at] = error.became
        heard.append(turn.model_copy(update={"text": " ".join(" ".join(out).split()) or turn.text, "words": ()}))
    return heard, errors


def _candidates(line: int, words: list[str], rng: random.Random) -> Iterator[Error]:
    bare = [re.sub(r"[^\w'-]", "", word.lower()) for word in words]
    for at, word in enumerate(bare):
        following = bare[at + 1 : at + 4]
        around = {*bare[max(0, at - 3) : at], *following}
        if word in _DRUGS:
            same = next((pair for pair in _SAME_DRUG if word in pair), (word,))
            other = rng.choice([drug for drug in _DRUGS if drug not in same] + [_misheard(word, rng)])
            yield Error("drug", line, words[at], other, at)
        elif word in _NUMBERS and _DOSE_NEXT & set(following[:2]):
            yield Error("dose", line, words[at], _other_number(word, rng), at)
        elif word in _NUMBERS and _COUNT_NEXT & set(following[:2]):
            yield Error("number", line, words[at], _other_number(word, rng), at)
        elif word in ("left", "right") and _BODY & around:
            yield Error("side", line, words[at], "right" if word == "left" else "left", at)
        elif word in _NOT and any(bare[:at] + bare[at + 1 :]) and not _NOT & around:
            yield Error("negation", line, words[at], "", at)
        elif word in _SYMPTOMS:
            yield Error("term", line, words[at], _misheard(word, rng), at)


def _other_number(word: str, rng: random.Random) -> str:
    same_form = [number for number in _NUMBERS if number.isdigit() == word.isdigit() and number != word]
    return rng.choice(same_form)


def _misheard(word: str, rng: random.Random) -> str:
    """The word with its sounds disturbed: a letter near its beginning and some others changed, or cut in two."""
    letters = [rng.choice("aeioulnrst") if rng.random() < 0.3 else one for one in word]
    letters[1:2] = rng.choice([one for one in "aeioulnrst" if one != word[1:2]])
    changed = "".join(letters)
    middle = len(word) // 2
    return rng.choice([changed, f"{changed[:middle]} {changed[middle:]}"])


def _is_half(words: list[str], place: int) -> bool:
    """Whether a transcript writes this word in two, as "do n't"."""
    return words[place].lower() == "n't" or words[place + 1 : place + 2] == ["n't"]


def _respelt(word: str, rng: random.Random) -> str:
    """The same word written or said otherwise: in another form, twice, or with a filler before it."""
    plain = re.sub(r"[^a-z'-]", "", word.lower())
    if plain in _OTHER_FORM and word.lower().startswith(plain):
        return _OTHER_FORM[plain] + word[len(plain) :]
    return rng.choice(
        [f"{word.rstrip('.,?!')} {word}", f"um {word}", f"uh, {word}", word.lower(), word.rstrip(",")]
    )


def _harmless(word: str, rng: random.Random) -> str:
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in _SMALL:
        return rng.choice(["", rng.choice(_SMALL)])
    if len(plain) < 5 or plain in _SYMPTOMS or plain in _DRUGS or plain in _NUMBERS or plain in _NOT | _BODY:
        return word
    return _misheard(plain, rng)


@dataclass
class Tally:
    """What came of one visit."""

    put: list[Error]
    missed: list[Error]
    false: list[Difference]
    changing: list[Difference]
    quiet: int


def tally(turns: tuple[Turn, ...], seed: int) -> Tally:
    """Injects errors into one visit and compares."""
    live, errors = inject(turns, random.Random(seed))
    encounter = Encounter(load_pack(), Visit(date_of_service=date(2026, 11, 24)))
    for turn in live:
        encounter.hear(turn)
    encounter.apply(HeardAgain(model="as written", turns=turns))
    differences = encounter.state.differences
    due = [one for one in differences if one.must_be_settled]
    missed = []
    matched: set[str] = set()
    for error in errors:
        # A word lost where two turns meet may be put to either of them.
        hits = [one for one in due if abs(one.line - error.line) <= 1 and _is(one.live, one.final, error)]
        matched |= {one.id for one in hits}
        if not hits:
            missed.append(error)
    others = [one for one in due if one.id not in matched]
    return Tally(
        put=errors,
        missed=missed,
        false=[one for one in others if not one.paths],
        changing=[one for one in others if one.paths],
        quiet=len(differences) - len(due),
    )


def _is(live: str, final: str, error: Error) -> bool:
    plain = re.sub(r"[^\w]", "", error.was.lower())
    return plain in re.sub(r"[^\w]", "", final.lower()) or (
        bool(error.became) and error.became.lower() in live.lower()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path)
    parser.add_argument("--visits", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    folders = options.folder or [folder for folder in FOLDERS if folder.is_dir()]
    chosen = list(visits(folders))[: options.visits]
    tallies = [tally(turns, options.seed * 1000 + number) for number, (_, turns) in enumerate(chosen)]
    if options.misses:
        for (name, _), one in zip(chosen, tallies, strict=True):
            for error in one.missed:
                print(f"missed {name} {error}")
            for extra in one.false:
                print(f"false  {name} {extra.line} {extra.kind} {extra.live!r} -> {extra.final!r}")
            for extra in one.changing:
                paths = ", ".join(extra.paths)
                print(f"reads otherwise  {name} {extra.line} {extra.live!r} -> {extra.final!r}: {paths}")
    put = Counter(error.kind for one in tallies for error in one.put)
    missed = Counter(error.kind for one in tallies for error in one.missed)
    count = len(tallies)
    print(f"{count} visits, {put.total()} errors that touch a fact")
    for kind in sorted(put):
        print(f"  {kind:9} {put[kind] - missed[kind]:4} of {put[kind]:4} surfaced")
    print(f"  all       {put.total() - missed.total():4} of {put.total():4} surfaced")
    false = [len(one.false) for one in tallies]
    print(f"false per visit: mean {sum(false) / count:.2f}, most {max(false)}")
    print(
        f"harmless by intent, but they change a fact: mean {sum(len(one.changing) for one in tallies) / count:.2f}"
    )
    print(f"listed quietly per visit: mean {sum(one.quiet for one in tallies) / count:.1f}")


if __name__ == "__main__":
    main()
