"""The options for running over an archive with many hands."""

from __future__ import annotations

import argparse
import os

from scribe_app.errors import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="at most so many processes on this machine; 0: every core"
    )
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler, as tcp://HOST:8786 (extra 'cluster')"
    )


def jobs(args: argparse.Namespace) -> int:
    """How many processes. Raises Refusal for a number that makes no sense."""
    if args.jobs < 0:
        raise Refusal("--jobs takes 1 or more processes, or 0 for every core.")
    return int(args.jobs) or os.cpu_count() or 1
