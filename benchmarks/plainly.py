"""Multiplies the plainest questions by the plainest answers, and treatments by the turns of phrase in which they
are planned, refused or only named; tells in many ways how a pain began, and examinations in one breath. Shows
which are read wrong.

    python benchmarks/plainly.py [--misses]

`plainly.toml` holds the talk. Each stretch is read in three writings: as written, in lower case with its marks set
apart, and without marks, as recognisers and transcripts have them.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from transcripts import DAY, turns_of

from scribe_app.rules.knowledge import load_pack
from structuring.facts import FactSheet
from structuring.reading import Reader

HERE = Path(__file__).resolve().parent
WRITINGS = (
    lambda said: said,
    lambda said: re.sub(r"([.,?])", r" \1", said).lower().replace("n't", " n't"),
    lambda said: re.sub(r"[.,?]", "", said).lower(),
)
Case = tuple[str, str, str | None, list[str]]


def cases(talk: dict) -> Iterator[Case]:
    """Group, slot, the value it must have (None: it must stay silent or be no plan), and who says what."""
    openings = talk["openings"]
    for asked in talk["asked"]:
        answers = {value: said for value, said in asked.items() if value not in ("slot", "opening", "questions")}
        for question in asked["questions"]:
            for value, replies in answers.items():
                for reply in replies:
                    turns = [
                        *openings[asked["opening"]],
                        f"[doctor] {question}",
                        f"[patient] {reply}",
                        "[doctor] Okay.",
                    ]
                    yield f"asked: {asked['slot']}", asked["slot"], value, turns
    for stated in talk["stated"]:
        planned = stated["slot"].startswith("plan.")
        value = "planned" if stated.get("value") is True else stated.get("value")
        group = "planned" if planned and value else "not planned" if planned else f"stated: {stated['slot']}"
        for said in stated["said"]:
            yield (
                group,
                stated["slot"],
                value,
                [*openings[stated["opening"]], f"[doctor] {said}", "[patient] Okay."],
            )
    treatments = talk["treatments"]
    opening = openings[treatments["opening"]]
    for kind, names in treatments["names"].items():
        for name in names:
            for value, phrases in (("planned", treatments["planned"]), (None, treatments["not_planned"])):
                for phrase in phrases:
                    said = phrase.replace("{x}", name).replace("{X}", name[0].upper() + name[1:])
                    turns = [*opening, f"[doctor] {said}", "[patient] Okay."]
                    yield "treatments planned" if value else "treatments only named", f"plan.{kind}", value, turns

    yield from stories(talk["stories"])
    yield from examinations(talk["examinations"], openings)


def stories(told: dict) -> Iterator[Case]:
    """A time, what was done then and what the back did, as the first thing said."""
    for value, times in told["times"].items():
        for time, deed, end in product(times, told["deeds"], told["ends"]):
            turns = [f"[doctor] {told['question']}", f"[patient] {time}, {deed}, {end}."]
            yield "stories", "onset", value, turns


def examinations(told: dict, openings: dict) -> Iterator[Case]:
    """Findings of two to six parts of the examination in chance order, with and without marks between them."""
    draw = random.Random(told["seed"])
    parts = {
        slot: [(value, said) for value, all_ in told_so.items() for said in all_]
        for slot, told_so in told["findings"].items()
    }
    for _ in range(told["lists"]):
        named = draw.sample(sorted(parts), draw.randint(2, 6))
        found = [(slot, *draw.choice(parts[slot])) for slot in named]
        said = draw.choice(told["joints"]).join(words for _, _, words in found)
        turns = [*openings[told["opening"]], f"[doctor] On exam, {said}.", "[patient] Okay."]
        for slot in sorted({*parts, *told["silent"]}):
            value = next((value for one, value, _ in found if one == slot), None)
            yield "examinations" if value else "examinations, silent", slot, value, turns


def rewritten(turn: str, write: Callable[[str], str]) -> str:
    speaker, said = turn.split(" ", 1)
    return f"{speaker} {write(said)}"


@lru_cache(maxsize=8)
def sheet(talk: str) -> FactSheet:
    reader = Reader(PACK, DAY)
    for turn in turns_of(talk):
        reader.hear(turn)
    return reader.sheet()


def read(turns: list[str], slot: str) -> str | None:
    value = sheet("\n".join(turns)).value(slot)
    return "planned" if value == "planned" else None if slot.startswith("plan.") else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is read otherwise")
    wanted = parser.parse_args()
    talk = tomllib.loads((HERE / "plainly.toml").read_text(encoding="utf-8"))
    right, all_, ticks = Counter[str](), Counter[str](), Counter[str]()
    for group, slot, value, turns in cases(talk):
        for write in WRITINGS:
            written = [rewritten(turn, write) for turn in turns]
            got = read(written, slot)
            all_[group] += 1
            right[group] += got == value
            ticks[group] += value is None and got is not None
            if wanted.misses and got != value:
                print(f"{slot}: {got} for {value}: {written[-3]} {written[-2]}")
    for group, count in all_.items():
        print(f"{group:45s} {right[group]:5d}/{count:<5d} ticks {ticks[group]}")
    print(f"{'all':45s} {sum(right.values()):5d}/{sum(all_.values()):<5d} ticks {sum(ticks.values())}")


PACK = load_pack()

if __name__ == "__main__":
    main()
