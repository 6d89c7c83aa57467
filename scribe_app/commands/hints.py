"""`scribe hints`: passages of a written encounter that possibly speak of items still silent."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack
from scribe_app.visit import transcripts
from structuring.encounter import Encounter
from structuring.state import Visit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="TRANSCRIPT", help="a transcript as for 'scribe replay'")
    parser.add_argument("--reword", type=Path, metavar="FOLDER", help="a language model that rewords the note")


def run(args: argparse.Namespace) -> int:
    turns = transcripts.read(args.source)
    pack = load_pack()
    encounter = Encounter(pack, Visit(date_of_service=date.today()))
    for turn in turns:
        encounter.hear(turn)
    if args.reword:
        from scribe_app.meaning import rewording

        for one in rewording.reword(pack, encounter.state.note, rewording.load(args.reword)):
            print(one.text if one.refused is None else f"{one.text}   [kept as it was: {one.refused}]")
        return 0
    from scribe_app.meaning.encoder import Encoder, missing
    from scribe_app.meaning.hints import Hints

    if reason := missing():
        raise Refusal(reason)
    hints = Hints(pack, Encoder())
    for turn in turns:
        hints.hear(turn)
    silent = {path for item in encounter.state.checklist for path in item.missing}
    found = hints.possible(silent)
    for hint in found:
        at = hint.evidence.start_s
        place = f"{int(at) // 60:02d}:{int(at) % 60:02d}" if at is not None else f"line {hint.evidence.line}"
        print(f'{place} "{hint.evidence.quote}" - {hint.label}? ({hint.closeness:.2f})')
    if not found:
        print("No passage comes close to an item that is still silent.")
    return 0
