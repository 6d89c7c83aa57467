"""What the final pass brings on recordings: reports before and after, to be held against labels.

    python -m benchmarks.final_pass_sound OUT RECORDING ...

Writes OUT/live/<stem>.json and OUT/final/<stem>.json; the second as if the clinician had taken the final wording
of every difference that touches a fact, without listening. Printed: differences per recording.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path

from asr import recording, whisper
from asr.listener import Listener
from asr.transcript import Utterance
from scribe_app.rules.knowledge import load_pack, load_vocabulary
from scribe_app.visit import report
from scribe_app.visit.final_pass import hear_again
from scribe_app.visit.report import Source
from scribe_app.visit.session import Session
from structuring.events import TextCorrected
from structuring.state import Visit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("recording", nargs="+", type=Path)
    options = parser.parse_args()
    recogniser = whisper.load(None)
    for folder in ("live", "final"):
        (options.out / folder).mkdir(parents=True, exist_ok=True)
    for path in options.recording:
        session = Session(load_pack(), Visit(date_of_service=date(2026, 11, 24)))
        listener = Listener(recogniser, vocabulary=load_vocabulary(), partials=False)
        seconds = 0.0
        for block in recording.read(path):
            seconds = block.end_s
            for heard in listener.feed(block):
                if isinstance(heard, Utterance):
                    session.hear_utterance(heard, heard.end_s)
        for heard in listener.finish():
            if isinstance(heard, Utterance):
                session.hear_utterance(heard, heard.end_s)
        source = Source(kind="sound", name=path.name, seconds=round(seconds, 3))
        report.write(session.report(source), options.out / "live" / f"{path.stem}.json")
        began = time.process_time()
        encounter = session.encounter
        again = hear_again(
            recording.read(path), recogniser, model="tiny.en", seconds=seconds, vocabulary=load_vocabulary()
        )
        encounter.apply(again)
        computed = time.process_time() - began
        listed = encounter.state.differences
        due = [one for one in listed if one.must_be_settled]
        while open_ones := [one for one in encounter.state.differences if one.must_be_settled]:
            before = len(open_ones)
            encounter.apply(TextCorrected(line=open_ones[0].line, text=open_ones[0].suggested))
            if len([one for one in encounter.state.differences if one.must_be_settled]) >= before:
                break
        report.write(session.report(source), options.out / "final" / f"{path.stem}.json")
        reading = sum(bool(one.paths) for one in due)
        kinds = {kind: sum(one.kind == kind for one in due) for kind in sorted({one.kind for one in due})}
        print(
            f"{path.stem}: {seconds:.0f} s of sound, {computed:.0f} s of computing, {len(due)} to settle "
            f"({reading} change a fact that is read) {kinds}, {len(listed) - len(due)} quiet",
            flush=True,
        )


if __name__ == "__main__":
    main()
