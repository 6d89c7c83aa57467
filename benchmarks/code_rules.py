"""What the code rules cost: a look-up from a cold start, a turn of a visit, an audit of many documents.

python -m benchmarks.code_rules [--documents 10000]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from scribe_app.rules.knowledge import load_pack
from structuring.checklist import review
from structuring.coding import alerts, code
from structuring.facts import Fact, FactSheet
from structuring.state import Visit

CODES = ("M54.5", "M54.50", "M54.59", "M54.41", "M51.36", "M51.360", "G89.29", "S39.012A", "R52", "E11.9")


def cold_look_up(runs: int = 9) -> tuple[float, float]:
    """Median seconds of `scribe lookup` by words, each in a process of its own: by the clock, and of the CPU.
    On a machine with other work to do the second is the one to go by."""
    command = [sys.executable, "-m", "scribe_app", "lookup", "low back pain"]
    clock, cpu = [], []
    for _ in range(runs):
        started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(time.perf_counter() - started)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(clock), statistics.median(cpu)


def one_turn(runs: int = 300) -> float:
    """Milliseconds of code, alerts and checklist over a well-filled sheet."""
    facts = {
        "complaint.low_back_pain": "present", "pain_region": "lumbar", "laterality": "left", "onset": "acute",
        "etiology.muscular": "stated", "diagnosis.strain": "stated", "radiation.leg_pain": "present",
        "red_flags.fever": "absent", "exam.reflexes": "normal", "plan.nsaid": "planned", "imaging.modic": "stated",
    }  # fmt: skip
    sheet = FactSheet({path: (Fact(path=path, value=value),) for path, value in facts.items()})
    pack, visit = load_pack(), Visit(date_of_service=date(2026, 11, 24))
    code(pack, sheet, visit)
    started = time.process_time()
    for _ in range(runs):
        coding = code(pack, sheet, visit)
        review(pack, sheet, {}, alerts(pack, sheet, visit, coding))
    return (time.process_time() - started) / runs * 1000


def fill(folder: Path, documents: int) -> None:
    """Notes, claim tables and JSON claims, with faults here and there."""
    pick = random.Random(5)
    for number in range(documents):
        kind = number % 3
        if kind == 0:
            text = f"Visit note {number}\nAssessment: low back pain {pick.choice(CODES)}\nPlan: therapy\n" * 5
            (folder / f"note{number}.txt").write_text(text)
        elif kind == 1:
            with (folder / f"claims{number}.csv").open("w", newline="") as file:
                rows = csv.writer(file)
                rows.writerow(["claim id", "date of service", "dx1", "dx2", "cpt"])
                dx = ([row, "2026-03-02", pick.choice(CODES), pick.choice(CODES), "99213"] for row in range(30))
                rows.writerows(dx)
        else:
            claims = [{"id": row, "diagnoses": pick.sample(CODES, 2)} for row in range(20)]
            (folder / f"claims{number}.json").write_text(json.dumps({"claims": claims}))


def audit(documents: int) -> tuple[float, float]:
    """Seconds and peak megabytes of `scribe audit` over so many documents."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), documents)
        started = time.perf_counter()
        command = [sys.executable, "-m", "scribe_app", "audit", folder, "--csv"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent = time.perf_counter() - started
    return spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    args = parser.parse_args()
    clock, cpu = cold_look_up()
    print(f"cold look-up, median of 9      {clock:8.3f} s  CPU {cpu:6.3f} s")
    print(f"code, alerts, checklist a turn {one_turn():8.3f} ms")
    few = audit(min(500, args.documents))
    print(f"audit of {min(500, args.documents):6} documents      {few[0]:8.1f} s  peak {few[1]:6.0f} MB")
    many = audit(args.documents)
    print(f"audit of {args.documents:6} documents      {many[0]:8.1f} s  peak {many[1]:6.0f} MB")


if __name__ == "__main__":
    main()
