"""Measures the reader: transcripts against their labels, and spoken variants against how they must be read.

    python benchmarks/understanding.py dialogues FOLDER REPORTS [--half 0|1]
    python benchmarks/understanding.py phrases PHRASES.json|FOLDER [--misses] [--half 0|1]

FOLDER holds <ID>.txt ("[doctor] ...", one turn a line) beside <ID>.json labels; the reports are scored with
`eval/score.py --gold FOLDER --reports REPORTS`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from phrases import measure, measure_labelled
from transcripts import DAY, turns_of

from scribe_app.rules.knowledge import load_pack
from structuring.reading import Reader, findings
from structuring.state import Visit


def dialogues(folder: Path, reports: Path, half: int | None) -> None:
    reports.mkdir(parents=True, exist_ok=True)
    pack = load_pack()
    taken: list[float] = []
    for place, path in enumerate(sorted(folder.glob("*.txt"))):
        if half is not None and place % 2 != half:
            continue
        reader = Reader(pack, DAY)
        for turn in turns_of(path.read_text()):
            start = time.process_time()
            reader.hear(turn)
            reader.sheet()
            taken.append((time.process_time() - start) * 1000)
        report = {"findings": findings(reader.sheet(), Visit(date_of_service=DAY))}
        (reports / f"{path.stem}.json").write_text(json.dumps(report, indent=1))
    taken.sort()
    middle, slow = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"turns {len(taken)}  ms per turn: p50 {middle:.2f}  p95 {slow:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    spoken = commands.add_parser("dialogues")
    spoken.add_argument("folder", type=Path)
    spoken.add_argument("reports", type=Path)
    spoken.add_argument("--half", type=int)
    variants = commands.add_parser("phrases")
    variants.add_argument("file", type=Path)
    variants.add_argument("--misses", action="store_true")
    variants.add_argument("--half", type=int)
    args = parser.parse_args()
    if args.what == "dialogues":
        dialogues(args.folder, args.reports, args.half)
    else:
        (measure_labelled if args.file.is_dir() else measure)(args.file, args.misses, args.half)


if __name__ == "__main__":
    main()
