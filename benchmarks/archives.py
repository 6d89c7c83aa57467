"""Throughput of an audit over archives of notes: python -m benchmarks.archives [--sizes 1000 10000] [--jobs 1 2].

Writes that many synthetic notes into a folder, audits them with each number of processes and, with `--dask`, on a
local Dask cluster of as many workers; with `--check` the notes are checked instead. Prints seconds by the clock
(they mean something on an idle machine only) and CPU seconds of all processes that do the work.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from scribe_app.archives.auditing import Step, audit_archive
from scribe_app.archives.checking import Checked, check_archive
from scribe_app.audit.auditor import Auditor
from scribe_app.audit.walk import Done, audit_paths
from scribe_app.rules.knowledge import load_pack

DAY = date(2026, 11, 24)
PARTS = (
    "Low back pain on the right for three weeks, worse on bending. No fever, no weight loss.",
    "Range of motion limited in flexion. Reflexes symmetric, sensation intact, strength 5/5.",
    "Straight leg raise negative on both sides. No saddle anesthesia, bladder and bowel normal.",
    "Plan: physical therapy twice a week, ibuprofen 400 mg, review in four weeks.",
)
CODES = ("M54.50", "M54.59", "M54.5", "M54.51", "M54.50 with M54.2", "S39.012A", "M51.36", "G89.29, M54.59")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _write(folder, size)
            for jobs in args.jobs:
                work = _check if args.check else _audit
                _tell(size, f"{jobs} processes", partial(work, folder, jobs=jobs))
                if args.dask:
                    _dask(work, folder, size, jobs)
    return 0


def _audit(folder: Path, jobs: int = 1, scheduler: str = "") -> Iterator[Step]:
    if jobs == 1 and not scheduler:
        return audit_paths(Auditor(load_pack(), DAY), [folder])
    return audit_archive([folder], DAY, jobs=jobs, scheduler=scheduler)


def _check(folder: Path, jobs: int = 1, scheduler: str = "") -> Iterator[Checked]:
    return check_archive([folder], day=None, visit=None, today=DAY, jobs=jobs, scheduler=scheduler)


def _dask(work: Callable[..., Iterator[Step] | Iterator[Checked]], folder: Path, size: int, workers: int) -> None:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        _tell(
            size,
            f"Dask, {workers} workers",
            partial(work, folder, scheduler=cluster.scheduler_address),
            lambda: sum(client.run(_cpu).values()),
        )


def _tell(
    size: int,
    how: str,
    steps: Callable[[], Iterator[Step] | Iterator[Checked]],
    elsewhere: Callable[[], float] = lambda: 0.0,
) -> None:
    used = _cpu() + elsewhere()
    started = time.perf_counter()
    done = sum(isinstance(step, Done | Checked) for step in steps())
    spent = time.perf_counter() - started
    assert done == size
    busy = _cpu() + elsewhere() - used
    print(
        f"{size:>8,} notes, {how:18} {spent:8.1f} s {size / spent:6,.0f} a second {busy:8.1f} s CPU",
        flush=True,
    )


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _write(folder: Path, size: int) -> None:
    dice = random.Random(3)
    for number in range(size):
        part = folder / f"{number // 1000:04d}"
        part.mkdir(exist_ok=True)
        lines = [*dice.sample(PARTS, 3), f"Assessment: {dice.choice(CODES)}", f"Visit {number}."]
        (part / f"{number:06d}.txt").write_text("\n".join(lines))


if __name__ == "__main__":
    raise SystemExit(main())
