"""Precision and recall of the hints by meaning (extra `semantic`).

    python -m benchmarks.hints [--dialogues FOLDER ...] [--phrases FILE]

For each labelled back visit: the items on which the reader is silent; a hint is right when the labels say that
the item was spoken of within a line of the hint. For spoken variants, one phrase at a time: whether the closest
item is the one that the phrase belongs to. The threshold in hints.toml was chosen on the project's own dialogues.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from scribe_app.meaning.encoder import Encoder, Vectors
from scribe_app.meaning.hints import FILE, HintRules, Hints
from scribe_app.rules.knowledge import load_pack
from scribe_app.visit.transcripts import read
from structuring.encounter import Encounter
from structuring.state import Visit
from structuring.turns import Turn

OWN = Path("tests/structuring/dialogues")
DEV = Path("../shared/gold/dev")
PHRASES = Path("../shared/reference/phrases.json")
THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)

# Items of the spoken variants and the paths that they speak of.
PATHS = {
    "bladder": "red_flags.bowel_bladder",
    "bowel": "red_flags.bowel_bladder",
    "saddle": "red_flags.saddle_anesthesia",
    "weak": "red_flags.progressive_neuro_deficit",
    "neuro": "red_flags.progressive_neuro_deficit",
    "deficit": "red_flags.progressive_neuro_deficit",
    "weight": "red_flags.weight_loss",
    "fever": "red_flags.fever",
    "cancer": "red_flags.cancer_history",
    "rom": "exam.range_of_motion",
    "motion": "exam.range_of_motion",
    "reflex": "exam.reflexes",
    "sensation": "exam.sensation",
    "strength": "exam.motor_strength",
    "motor": "exam.motor_strength",
    "slr": "exam.straight_leg_raise",
    "raise": "exam.straight_leg_raise",
    "faber": "exam.faber",
    "palpation": "exam.palpation",
    "tender": "exam.palpation",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dialogues", nargs="*", type=Path, default=[OWN, DEV])
    parser.add_argument("--phrases", type=Path, default=PHRASES)
    options = parser.parse_args()
    encode = Encoder()
    for folder in options.dialogues:
        if folder.is_dir():
            dialogues(folder, encode)
    if options.phrases.is_file():
        variants(options.phrases, encode)


def dialogues(folder: Path, encode: Encoder) -> None:
    rows: list[tuple[float, bool, bool]] = []  # closeness, spoken of, hint on its line
    for path in sorted(folder.glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        if not labels.get("low_back_pain") or "exam" not in labels:
            continue
        pack = load_pack()
        hints, encounter = Hints(pack, encode), Encounter(pack, Visit(date_of_service=date(2026, 11, 24)))
        for turn in read(path.with_suffix(".txt")):
            hints.hear(turn)
            encounter.hear(turn)
        lines = dict(spoken_of(labels))
        silent = {one for one in lines if encounter.sheet.settled(one) is None}
        for hint in hints.possible(silent, threshold=-1.0):
            told = lines[hint.path]
            rows.append((hint.closeness, bool(told), any(abs(hint.evidence.line - line) <= 1 for line in told)))
    print(f"{folder}: {len(rows)} silent items, {sum(told for _, told, _ in rows)} of them spoken of")
    table([(closeness, right) for closeness, _, right in rows], sum(told for _, told, _ in rows))


def spoken_of(labels: Mapping[str, Any]) -> Iterator[tuple[str, list[int]]]:
    for item, result in labels["exam"].items():
        yield f"exam.{item}", [piece["line"] for piece in result["evidence"]] if result else []
    for item, flag in labels["red_flags"].items():
        asked = flag["status"] != "not_assessed"
        yield f"red_flags.{item}", [piece["line"] for piece in flag["evidence"]] if asked else []


def variants(file: Path, encode: Encoder) -> None:
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    pack = load_pack()
    rows: list[tuple[float, bool]] = []
    total = 0
    examples = encode([text for one in pack.section(FILE, HintRules).item for text in one.says])

    def once(texts: Sequence[str]) -> Vectors:
        """The examples are the same for every phrase."""
        return examples if len(texts) == len(examples) else encode(texts)

    for name, item in items.items():
        path = next((path for word, path in PATHS.items() if word in name.lower()), None)
        if path is None:
            continue
        for said in (*item["pos"], *item["neg"]):
            total += 1
            hints = Hints(pack, once)
            hints.hear(Turn(line=1, speaker="patient", text=str(said)))
            found = hints.possible({one.path for one in hints.rules.item}, threshold=-1.0)
            if found:
                rows.append((found[0].closeness, found[0].path == path))
    print(f"{file}: {total} spoken variants of {len(set(PATHS.values()))} items")
    table(rows, total)


def table(rows: list[tuple[float, bool]], spoken: int) -> None:
    for least in THRESHOLDS:
        given = [right for closeness, right in rows if closeness >= least]
        right = sum(given)
        precision = right / len(given) if given else 0.0
        recall = right / spoken if spoken else 0.0
        print(f"  {least:.2f}: {len(given):4} hints, precision {precision:.2f}, recall {recall:.2f}")


if __name__ == "__main__":
    main()
