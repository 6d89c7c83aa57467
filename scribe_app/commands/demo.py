"""`scribe demo`: the app with a bundled encounter replayed as if it were happening now."""

from __future__ import annotations

import argparse
import sys

from scribe_app import display
from scribe_app.visit import samples

SPEEDS = {"1": 1.0, "2": 2.0, "max": 0.0}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sample", type=int, default=samples.DEMO, metavar="N", help="which bundled encounter")
    parser.add_argument("--speed", choices=tuple(SPEEDS), help="1: as it was spoken")
    parser.add_argument("--model", metavar="NAME|FOLDER", help="recogniser model; the embedded one if not given")


def run(args: argparse.Namespace) -> int:
    sample = samples.sample(args.sample)
    obstacle = display.why_no_window()
    if obstacle:
        from scribe_app.commands.replay import own_speed, show_here
        from scribe_app.visit.watching import Options, Speed, visit_of

        print(f"{obstacle} The encounter is shown here instead.", file=sys.stderr)
        visit = visit_of(sample.visit, None)
        speed: Speed = own_speed() if args.speed is None else "max" if args.speed == "max" else "1"
        options = Options(visit, speed, args.model)
        return show_here(sample.sound, options)
    from scribe_app.window import opening

    return opening.open_demo(sample, speed=SPEEDS[args.speed or "1"], model=args.model)
