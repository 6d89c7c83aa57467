"""`scribe listen`: a live visit without the window; Ctrl-C ends it and writes the report."""

from __future__ import annotations

import argparse
import getpass
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from asr.audio import Block, Gap
from asr.listener import Heard, Listener
from asr.microphone import Microphone, MicrophoneError
from asr.whisper import Recogniser
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack, load_vocabulary
from scribe_app.store import (
    ConsentRecorded,
    RecordingStarted,
    RecordingStopped,
    SoundWriter,
    Store,
    StoreTrouble,
    data_folder,
    keys,
)
from scribe_app.visit import hearing
from scribe_app.visit import report as reports
from scribe_app.visit.report import Source
from scribe_app.visit.session import Session
from scribe_app.visit.terminal import Terminal
from scribe_app.visit.watching import visit_of
from structuring.events import TurnHeard
from structuring.state import Change, State, Visit
from structuring.turns import Turn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", metavar="NAME", help="microphone, as 'scribe devices' names it")
    parser.add_argument(
        "--consent", action="store_true", help="the patient agreed to being recorded; without it nothing is kept"
    )
    parser.add_argument("--seconds", type=float, metavar="N", help="ends by itself after that much sound")
    parser.add_argument("--report", type=Path, metavar="FILE", help="writes the report here at the end")
    parser.add_argument("--visit", choices=("initial", "follow_up"), help="kind of visit, if it is known")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="date of service; today if not given")
    parser.add_argument("--model", metavar="NAME|FOLDER", help="recogniser model; the embedded one if not given")


def run(args: argparse.Namespace) -> int:
    if args.seconds is not None and args.seconds <= 0:
        raise Refusal("--seconds wants a number above zero, such as --seconds 600.")
    visit = visit_of(args.visit, args.date)
    if args.report:
        reports.check_writable(args.report)
    # Before the microphone opens: no word waits for it.
    recogniser = hearing.recogniser(args.model)
    listener = Listener(recogniser, vocabulary=load_vocabulary())
    session = Session(load_pack(), visit)
    with ExitStack() as opened:
        try:
            microphone = Microphone(args.device)
            keeper = _Keeper(opened, visit, recogniser, consent=args.consent)
            opened.enter_context(microphone)
        except MicrophoneError as fault:
            raise Refusal(str(fault)) from fault
        taken = _Taken(microphone, keeper.sound, args.seconds)
        _stop_on_signals(microphone.stop)
        _say("Listening. Ctrl-C ends the visit.")
        hearing.follow(session, _live(taken, listener), _Kept(keeper))
        keeper.stopped()
    sound = taken.counted
    report = session.report(
        Source(kind="microphone", name=microphone.device.name, seconds=sound.seconds),
        sound.missing + sound.samples - listener.samples_fed,
    )
    if args.report:
        reports.write(report, args.report)
        _say(f"The report is in {args.report}.")
    return 0


class _Taken:
    """Takes sound from the microphone on a thread of its own and keeps it before anybody listens to it."""

    def __init__(self, microphone: Microphone, kept: SoundWriter | None, longest_s: float | None) -> None:
        self._microphone = microphone
        self._kept = kept
        self._longest_s = longest_s
        self._blocks: queue.SimpleQueue[Block | Gap | Exception | None] = queue.SimpleQueue()
        self.counted = hearing.Counted(microphone)
        self.began = 0.0  # when the recording's clock stood at zero
        threading.Thread(target=self._take, name="taking", daemon=True).start()

    def __iter__(self) -> Iterator[Block | Gap]:
        while (block := self._blocks.get()) is not None:
            if isinstance(block, Exception):
                raise block
            yield block

    def _take(self) -> None:
        try:
            for block in self.counted:
                if isinstance(block, Block):
                    self.began = self.began or time.monotonic() - block.end_s
                    if self._kept:
                        self._kept.write(block.samples, block.first)
                elif block.over:
                    self.began += block.seconds  # the recording holds nothing of it: its clock stood still
                self._blocks.put(block)
                if self._longest_s is not None and self.counted.seconds >= self._longest_s:
                    self._microphone.stop()
                    break
        except Exception as fault:
            self._blocks.put(fault)
        self._blocks.put(None)


def _live(taken: _Taken, listener: Listener) -> Iterator[tuple[Heard, float]]:
    """What the listener makes of the sound as it comes, with the second of the recording's clock."""
    for block in taken:
        behind_s = time.monotonic() - taken.began - block.end_s if isinstance(block, Block) else 0.0
        for heard in listener.feed(block, behind_s=max(0.0, behind_s)):
            yield heard, time.monotonic() - taken.began
    for heard in listener.finish():
        yield heard, time.monotonic() - taken.began


class _Keeper:
    """The store's side of a live visit; without a store that opens, the visit is shown and not kept."""

    def __init__(
        self, opened: ExitStack, visit: Visit, recogniser: Recogniser | None = None, *, consent: bool
    ) -> None:
        self._store: Store | None = None
        self.sound: SoundWriter | None = None
        folder = data_folder()
        if not keys.exists(folder):
            _say("There is no store of visits yet ('scribe' makes one): this visit is shown, not kept.")
            return
        if not consent:
            _say("Without the patient's consent ('--consent') this visit is shown, not kept.")
            return
        try:
            key = keys.unlock(folder, ring=keys.system_keyring(), ask=_ask_passphrase)
            store = opened.enter_context(Store.open(folder, key))
            self._visit_id = store.new_visit(visit)
            store.append(self._visit_id, ConsentRecorded(given=True))
            self.sound = opened.enter_context(store.sound_writer(self._visit_id))
            self.sound.on_trouble = lambda trouble: _say(str(trouble or "The disk takes the sound again."))
            started = RecordingStarted(source="microphone")
            if recogniser is not None:
                started = RecordingStarted(
                    source="microphone", model=recogniser.name, model_sha256=recogniser.sha256
                )
            store.append(self._visit_id, started)
        except StoreTrouble as fault:
            _say(f"{fault} This visit is shown, not kept.")
            return
        self._store = store
        _say(f"This visit is kept as {self._visit_id}.")

    def turn(self, turn: Turn) -> None:
        self._append(TurnHeard(turn=turn))

    def stopped(self) -> None:
        self._append(RecordingStopped())

    def _append(self, event: TurnHeard | RecordingStopped) -> None:
        if not self._store:
            return
        try:
            self._store.append(self._visit_id, event)
        except StoreTrouble as fault:  # the store holds on to it; the visit goes on
            _say(str(fault))


class _Kept(Terminal):
    """The terminal, with every turn kept before it is shown."""

    def __init__(self, keeper: _Keeper) -> None:
        super().__init__()
        self._keeper = keeper

    def turn(self, turn: Turn, change: Change, state: State) -> None:
        self._keeper.turn(turn)
        super().turn(turn, change, state)


def _ask_passphrase() -> str:
    return getpass.getpass("Passphrase of the store of visits: ") if sys.stdin.isatty() else ""


def _stop_on_signals(stop: Callable[[], None]) -> None:
    def ended(number: int, frame: FrameType | None) -> None:
        stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ended)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
