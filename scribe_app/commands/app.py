"""`scribe` and `scribe app`: the desktop app."""

from __future__ import annotations

import argparse

from scribe_app import display
from scribe_app.errors import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAME|FOLDER", help="recogniser model; the embedded one if not given")


def run(args: argparse.Namespace) -> int:
    obstacle = display.why_no_window()
    if obstacle:
        raise Refusal(
            f"{obstacle} 'scribe demo' shows a visit in the terminal, 'scribe listen' records without a window."
        )
    from scribe_app.window import opening

    return opening.open_app(model=args.model)
