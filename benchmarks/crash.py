"""Kills the program at random moments (SIGKILL) and reports what each trial lost.

    python benchmarks/crash.py --trials 200 --report crash.json

Three kinds of trial, all on a real store: `live` (the path of the microphone, fed with a bundled recording and
its words, or with Whisper in every tenth trial), `sign` (signing one visit after another) and `migrate` (the
first start after an update). The child tells on its standard output what it has handed over and what was
acknowledged; after the kill the store is opened again and held against that. Exit 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scribe_app import signing
from scribe_app.signing import Signer
from scribe_app.store import ConsentRecorded, Key, Patient, Store, StoreTrouble
from scribe_app.store.database import NAME, Database, schema_scripts
from scribe_app.store.sound import RATE, seconds
from scribe_app.visit.samples import folder as samples_folder
from structuring.events import TurnHeard
from structuring.state import Coding, Note, Section, Sentence, State, Visit
from structuring.turns import Turn

DAY = date(2026, 11, 24)
ENCOUNTER = "2_muscular_after_moving"
LIVE_SPEED = 8.0
LONGEST_S = {"live": 4.0, "sign": 1.5, "migrate": 0.25}


@dataclass
class Trial:
    """What one kill lost. `sound_lost_s` is what the program had been given and the store does not have."""

    kind: str
    killed_after_s: float
    rows_acknowledged: int = 0
    rows_lost: int = 0
    sound_given_s: float = 0.0
    sound_lost_s: float = 0.0
    cut_off: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def lost(self) -> bool:
        return bool(self.rows_lost or self.sound_lost_s > 1.0 or self.faults)


def run(kind: str, *, whisper: bool, chance: random.Random) -> Trial:
    """One trial in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="scribe-crash-"))
    key = Key(chance.randbytes(32))
    try:
        prepared = _prepare(kind, folder, key)
        command = [sys.executable, __file__, "--child", kind, "--folder", str(folder)]
        child = subprocess.Popen(
            [*command, *(["--whisper"] if whisper else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert child.stdin and child.stdout
        child.stdin.write(key.hex().encode() + b"\n")
        child.stdin.flush()
        begun = child.stdout.readline()
        if not begun:
            return Trial(kind, 0.0, faults=[f"the program did not start ({child.wait()})"])
        told = [json.loads(begun)]
        # A live trial begins with its first sound: what comes before is the start of the program.
        while kind == "live" and "samples" not in told[-1] and (line := child.stdout.readline()):
            told.append(json.loads(line))
        delay = chance.uniform(0.0, LONGEST_S[kind])
        time.sleep(delay)
        by_itself = child.poll() is not None
        child.send_signal(signal.SIGKILL)
        told += [json.loads(line) for line in child.stdout.read().splitlines() if line.endswith(b"}")]
        child.wait()
        child.stdin.close()
        child.stdout.close()
        trial = Trial(kind, round(delay, 3), cut_off=kind == "migrate" and _unfinished(folder, key))
        if by_itself:
            trial.faults.append(f"the program ended by itself with {child.returncode}")
        try:
            _compare(trial, folder, key, told, prepared)
        except StoreTrouble as trouble:
            trial.faults.append(f"does not open: {trouble}")
        return trial
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(kind: str, folder: Path, key: Key) -> dict[str, Any]:
    if kind != "migrate":
        return {}
    database = Database.open(folder / NAME, key)
    database.migrate(scripts=schema_scripts()[:1])
    body = TurnHeard(turn=Turn(line=1, speaker="patient", text="It hurts. " * 40)).model_dump_json()
    with database.transaction() as db:
        db.execute(
            "INSERT INTO visits VALUES ('20261124-aaaaaa', NULL, '2026-11-24', NULL, 'Dr', '2026-11-24T09:00')"
        )
        rows = [("20261124-aaaaaa", n, "2026-11-24T09:00:00+00:00", "turn_heard", body) for n in range(1, 2001)]
        db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
    database.close()
    return {"rows": len(rows)}


def _unfinished(folder: Path, key: Key) -> bool:
    """Whether a migration had begun (its backup is there) and not ended."""
    database = Database.open(folder / NAME, key)
    old = database.version() < len(schema_scripts())
    database.close()
    return old and (folder / "backups").exists()


def _compare(trial: Trial, folder: Path, key: Key, told: list[dict[str, Any]], prepared: dict[str, Any]) -> None:
    with Store.open(folder, key) as store:
        for fault in signing.problems(store):
            # A chunk that was being written when the power went is no fault; its length is counted below.
            if "damaged from byte" not in fault:
                trial.faults.append(fault)
        if trial.kind == "migrate":
            found = store.database.rows("SELECT count(*) FROM events")[0][0]
            trial.rows_acknowledged, trial.rows_lost = prepared["rows"], prepared["rows"] - found
            if store.database.version() != len(schema_scripts()):
                trial.faults.append("the schema is not the newest")
            return
        _compare_rows(trial, store, told)
        if trial.kind == "live":
            _compare_sound(trial, store, told)
        for record in store.visits():
            documents = store.database.rows(
                "SELECT count(*) FROM signed_documents WHERE visit_id = ?", (record.id,)
            )
            events = [row for row in store.events(record.id) if row.event.kind == "signed"]
            if documents[0][0] != len(events):
                trial.faults.append(f"visit {record.id} is half signed")


def _compare_rows(trial: Trial, store: Store, told: list[dict[str, Any]]) -> None:
    for row in told:
        if "seq" not in row:
            continue
        trial.rows_acknowledged += 1
        found = store.database.rows(
            "SELECT body FROM events WHERE visit_id = ? AND seq = ?", (row["visit"], row["seq"])
        )
        if not found or _digest(found[0][0]) != row["body"]:
            trial.rows_lost += 1


def _compare_sound(trial: Trial, store: Store, told: list[dict[str, Any]]) -> None:
    given = [row["samples"] for row in told if "samples" in row]
    visit_id = told[0]["visit"]
    kept = seconds(store.sound_path(visit_id), store.key, visit_id) if store.has_sound(visit_id) else 0.0
    trial.sound_given_s = round(max(given, default=0) / RATE, 3)
    trial.sound_lost_s = round(max(0.0, trial.sound_given_s - kept), 3)
    if given and [record.id for record in store.interrupted()] != [visit_id]:
        trial.faults.append("the visit is not offered for recovery")


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


# The child: the program that is killed.


def _tell(**what: Any) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


class _Telling(Store):
    """A store that tells what it has acknowledged."""

    def append(self, visit_id: str, event: Any) -> Any:
        stored = super().append(visit_id, event)
        _tell(visit=visit_id, seq=stored.seq, body=_digest(event.model_dump_json()))
        return stored


def _child(kind: str, folder: Path, *, whisper: bool) -> None:
    key = Key(bytes.fromhex(sys.stdin.readline().strip()))
    if kind == "migrate":
        _tell(ready=True)
        Store.open(folder, key)
        time.sleep(60)
    store = _Telling.open(folder, key, actor="Dr. Adams")
    assert isinstance(store, _Telling)
    if kind == "sign":
        _sign_on_and_on(store)
    _live(store, whisper=whisper)


def _sign_on_and_on(store: Store) -> None:
    text = tuple(Sentence(id=f"s{n}", text="Low back pain for two weeks. " * 8) for n in range(40))
    state = State(
        visit=Visit(date_of_service=DAY),
        findings={},
        code=Coding(accepted="M54.50"),
        note=Note(sections=(Section(title="Plan", sentences=text),)),
    )
    visits = [store.new_visit(Visit(date_of_service=DAY)) for _ in range(400)]
    _tell(ready=True)
    for visit_id in visits:
        store.append(visit_id, ConsentRecorded(given=True))
        signing.sign(store, visit_id, state, Signer(name="Dr. Adams"))
        signed = store.events(visit_id)[-1]
        _tell(visit=visit_id, seq=signed.seq, body=_digest(signed.event.model_dump_json()))


def _live(store: Store, *, whisper: bool) -> None:
    """The visit as the window records it, with a recording in the place of the microphone."""
    from PySide6.QtCore import QCoreApplication

    from asr import microphone, recording
    from scribe_app.capture.paced import Paced
    from scribe_app.capture.scripted import ScriptReader, timed
    from scribe_app.rules.knowledge import load_pack
    from scribe_app.visit.transcripts import read
    from scribe_app.window.visit.open_visit import OpenVisit

    application = QCoreApplication([])
    visit_id = store.new_visit(Visit(date_of_service=DAY), patient=Patient(family="Rivera"))
    store.append(visit_id, ConsentRecorded(given=True))
    visit = OpenVisit(store, visit_id, load_pack())
    hearing: Any = ScriptReader(timed(read(samples_folder() / f"{ENCOUNTER}.txt")))
    if whisper:
        from asr.listener import Listener
        from scribe_app.visit.hearing import recogniser

        hearing = Listener(recogniser(None))
    writer_of = store.sound_writer

    def told_writer(of: str) -> Any:
        writer = writer_of(of)
        write = writer.write

        def told_write(samples: Any, first_sample: int | None = None) -> None:
            _tell(samples=(first_sample or 0) + len(samples))
            write(samples, first_sample)

        writer.write = told_write  # type: ignore[method-assign]
        return writer

    store.sound_writer = told_writer  # type: ignore[method-assign]
    blocks = recording.read(samples_folder() / f"{ENCOUNTER}.ogg")
    _tell(ready=True, visit=visit_id)
    # The same blocks as from a device that has them, at the pace of the clock.
    microphone.Microphone = lambda device: Paced(blocks, 1.0 if whisper else LIVE_SPEED)  # type: ignore
    visit.start_microphone("", lambda: hearing)
    application.exec()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="repeats the same moments")
    parser.add_argument("--whisper-every", type=int, default=10, help="every n-th live trial listens with Whisper")
    parser.add_argument("--kind", choices=tuple(LONGEST_S), help="only trials of this kind")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--child", choices=tuple(LONGEST_S), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--whisper", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        _child(args.child, args.folder, whisper=args.whisper)
        return 0
    chance = random.Random(args.seed)
    trials = []
    for number in range(args.trials):
        # Of ten trials seven live, two while signing, one while migrating.
        kind = args.kind or ("migrate" if number % 10 == 9 else "sign" if number % 5 == 3 else "live")
        whisper = bool(args.whisper_every) and number % args.whisper_every == 0 and kind == "live"
        trials.append(run(kind, whisper=whisper, chance=chance))
        if trials[-1].lost:
            print(f"trial {number + 1}: {trials[-1]}", file=sys.stderr)
    summary = summarize(trials)
    print(json.dumps(summary, indent=1))
    if args.report:
        args.report.write_text(json.dumps({**summary, "each": [asdict(trial) for trial in trials]}, indent=1))
    return 1 if any(trial.lost for trial in trials) else 0


def summarize(trials: list[Trial]) -> dict[str, Any]:
    """The figures over all trials."""
    sound = sorted(trial.sound_lost_s for trial in trials if trial.sound_given_s)
    return {
        "trials": dict(Counter(trial.kind for trial in trials)),
        "migrations_cut_off": sum(trial.cut_off for trial in trials),
        "rows_acknowledged": sum(trial.rows_acknowledged for trial in trials),
        "rows_lost": sum(trial.rows_lost for trial in trials),
        "sound_given_s": round(sum(trial.sound_given_s for trial in trials), 1),
        "sound_lost_s": {"median": sound[len(sound) // 2], "most": sound[-1]} if sound else None,
        "trials_with_a_fault": sum(bool(trial.faults) for trial in trials),
    }


if __name__ == "__main__":
    sys.exit(main())
