"""Hearing, measured: error rate, delays, compute and speakers, with offline decoding of the same sound beside it.

    python benchmarks/hearing.py [SOUND_FOLDER] [--seconds N] [--files N] [--peer CHECKOUT] [--minutes N]
        [--replay N]

SOUND_FOLDER holds `<ID>.ogg` with `<ID>.timing.json` (default: `../shared/audio/dev`). Live figures run on a
simulated clock that is charged with the CPU time of all threads, so a busy machine does not lengthen them.
`--peer` names a checkout of whisper_streaming, which is then run on the same sound and weights. `--minutes`
plays all the recordings one after the other for so long, to see whether delay and memory grow.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz.distance import Levenshtein

from asr import pace, recording, whisper
from asr.audio import SAMPLE_RATE, Block, Samples
from asr.listener import Listener, Partial, Utterance
from asr.models import embedded_folder
from benchmarks.measures import Errors, Line, delays, percentiles, plain, spoken, word_ends
from scribe_app.rules.knowledge import load_vocabulary
from scribe_app.visit.memory import peak_mb

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "audio" / "dev"


@dataclass
class Figures:
    """What one way of hearing came to over all recordings."""

    name: str
    errors: Errors = field(default_factory=Errors)
    cpu_s: float = 0.0
    audio_s: float = 0.0
    shown: list[float] = field(default_factory=list)  # per word: its end to its first being shown
    final: list[float] = field(default_factory=list)  # per utterance: its end to its being shown
    word_final: list[float] = field(default_factory=list)  # per word: its end to its being shown as final
    speakers: Counter[str] = field(default_factory=Counter)
    mixed: int = 0
    utterances: int = 0

    def row(self) -> str:
        cells = [
            f"{self.errors.percent:.1f}",
            f"{self.cpu_s / self.audio_s:.3f}",
            f"{self.audio_s / self.cpu_s:.1f}",
        ]
        for values in (self.shown, self.final, self.word_final):
            p50, p95 = percentiles(values)
            cells.append(f"{p50:.2f} / {p95:.2f}" if values else "")
        labelled = self.speakers["right"] + self.speakers["wrong"]
        if labelled:
            every = labelled + self.speakers["unknown"]
            cells.append(
                f"{100 * self.speakers['right'] / labelled:.1f} / {100 * self.speakers['unknown'] / every:.1f}"
            )
        else:
            cells.append("")
        return f"| {self.name} | " + " | ".join(cells) + " |"


HEADER = (
    "| way | WER % | CPU s per s | times real time | word shown p50 / p95 s | utterance final p50 / p95 s "
    "| word final p50 / p95 s | speaker right % / unknown % |\n|---|---|---|---|---|---|---|---|"
)


def lines_until(timing: Path, seconds: float) -> list[Line]:
    return [line for line in spoken(timing) if line.end_s < seconds - 1.0]


def cut(source: Path, end_s: float) -> Samples:
    return recording.samples(source)[: round(end_s * SAMPLE_RATE)]


def blocks(samples: Samples, first: int = 0) -> Iterator[Block]:
    for start in range(0, len(samples), 1600):
        yield Block(first + start, samples[start : start + 1600])


def live(
    figures: Figures, recogniser: whisper.Recogniser, samples: Samples, lines: list[Line], partials: bool
) -> None:
    listener = Listener(recogniser, vocabulary=load_vocabulary(), partials=partials)
    heard: list[str] = []
    final: list[tuple[str, float]] = []
    shown: list[tuple[str, float]] = []
    pending: list[tuple[Partial, float]] = []
    began = time.process_time()
    for one, second in pace.replay(blocks(samples), listener, charge=time.process_time):
        if isinstance(one, Partial):
            pending.append((one, second))
        elif isinstance(one, Utterance):
            heard.append(one.text)
            figures.utterances += 1
            figures.final.append(second - one.end_s)
            words = plain(one.text)
            final += [(word, second) for word in words]
            shown += zip(words, first_shown(words, pending, one, second), strict=True)
            pending = [entry for entry in pending if entry[0].end_s > one.end_s]
            judge(figures, one, lines)
    figures.cpu_s += time.process_time() - began
    figures.audio_s += len(samples) / SAMPLE_RATE
    figures.errors.add(" ".join(line.text for line in lines), " ".join(heard))
    truth = word_ends(lines)
    figures.word_final += delays(truth, final)
    figures.shown += delays(truth, shown)


def first_shown(
    words: list[str], partials: list[tuple[Partial, float]], utterance: Utterance, final_s: float
) -> list[float]:
    """When each word of a final hypothesis first stood in a partial one."""
    first = [final_s] * len(words)
    for partial, second in partials:
        if partial.end_s > utterance.start_s:
            for op in Levenshtein.opcodes(words, plain(partial.text)):
                if op.tag == "equal":
                    for place in range(op.src_start, op.src_end):
                        first[place] = min(first[place], second)
    return first


def judge(figures: Figures, utterance: Utterance, lines: list[Line]) -> None:
    """Counts whether the speaker is right, and whether two speakers share the utterance."""
    shares: Counter[str] = Counter()
    for line in lines:
        overlap = min(utterance.end_s, line.end_s) - max(utterance.start_s, line.start_s)
        if overlap > 0.15:
            shares[line.speaker] += overlap  # type: ignore[assignment]
    if not shares:
        return
    figures.mixed += len(shares) > 1
    truth = shares.most_common(1)[0][0]
    outcome = "unknown" if utterance.speaker == "unknown" else "right" if utterance.speaker == truth else "wrong"
    figures.speakers[outcome] += 1


def offline(figures: Figures, model: object, samples: Samples, lines: list[Line]) -> None:
    began = time.process_time()
    segments, _ = model.transcribe(samples, language="en", beam_size=5, vad_filter=True)  # type: ignore[attr-defined]
    text = " ".join(segment.text for segment in segments)
    figures.cpu_s += time.process_time() - began
    figures.audio_s += len(samples) / SAMPLE_RATE
    figures.errors.add(" ".join(line.text for line in lines), text)


def peer(figures: Figures, checkout: Path, samples: Samples, lines: list[Line]) -> None:
    """whisper_streaming on the same simulated clock: chunks of at least a second, or what has come meanwhile."""
    sys.path.insert(0, str(checkout))
    # It imports librosa for reading files, which is not done here.
    sys.modules.setdefault("librosa", ModuleType("librosa"))
    import whisper_online  # type: ignore[import-not-found]

    asr = whisper_online.FasterWhisperASR.__new__(whisper_online.FasterWhisperASR)
    asr.logfile, asr.transcribe_kargs, asr.original_language, asr.sep = sys.stderr, {}, "en", ""
    asr.model = faster_whisper()
    online = whisper_online.OnlineASRProcessor(asr)
    seconds = len(samples) / SAMPLE_RATE
    clock, fed = 0.0, 0.0
    texts: list[tuple[str, float]] = []
    began = time.process_time()
    while fed < seconds:
        upto = min(seconds, max(fed + 1.0, clock))
        clock = max(clock, upto)
        online.insert_audio_chunk(samples[round(fed * SAMPLE_RATE) : round(upto * SAMPLE_RATE)])
        fed = upto
        start = time.process_time()
        said = online.process_iter()[2]
        clock += time.process_time() - start
        texts += [(word, clock) for word in plain(said or "")]
    texts += [(word, clock) for word in plain(online.finish()[2] or "")]
    figures.cpu_s += time.process_time() - began
    figures.audio_s += seconds
    figures.errors.add(" ".join(line.text for line in lines), " ".join(word for word, _ in texts))
    figures.word_final += delays(word_ends(lines), texts)


def faster_whisper() -> object:
    from faster_whisper import WhisperModel

    return WhisperModel(str(embedded_folder()), device="cpu", compute_type="int8", cpu_threads=2)


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def long_visit(recogniser: whisper.Recogniser, sources: list[Path], minutes: float) -> None:
    """Delay and memory, five minutes by five minutes, while the recordings follow one another."""

    def endless() -> Iterator[Block]:
        first = 0
        while True:
            for source in sources:
                for block in recording.read(source):
                    if first >= minutes * 60 * SAMPLE_RATE:
                        return
                    yield Block(first, block.samples)
                    first += len(block.samples)

    listener = Listener(recogniser, vocabulary=load_vocabulary())
    finals: list[float] = []
    part, began = 1, time.process_time()
    print(
        "\n| minute | utterance final p50 / p95 s | CPU s per s | resident MB | peak MB |\n|---|---|---|---|---|"
    )
    for one, second in pace.replay(endless(), listener, charge=time.process_time):
        if isinstance(one, Utterance):
            finals.append(second - one.end_s)
        if second >= part * 300:
            p50, p95 = percentiles(finals)
            used = time.process_time() - began
            print(
                f"| {part * 5} | {p50:.2f} / {p95:.2f} | {used / 300:.3f} | {resident_mb():.0f} "
                f"| {peak_mb():.0f} |",
                flush=True,
            )
            finals, part, began = [], part + 1, time.process_time()
    print(f"\nsamples fed: {listener.samples_fed}")


def table(sources: list[Path], until_s: float, checkout: Path | None) -> None:
    recogniser, model = whisper.load(), faster_whisper()
    ways = {name: Figures(name) for name in ("offline, whole file", "live", "live, no partials")}
    if checkout:
        ways["whisper_streaming"] = Figures("whisper_streaming")
    for source in sources:
        lines = lines_until(source.with_suffix(".timing.json"), until_s)
        samples = cut(source, lines[-1].end_s + 0.3)
        offline(ways["offline, whole file"], model, samples, lines)
        live(ways["live"], recogniser, samples, lines, partials=True)
        live(ways["live, no partials"], recogniser, samples, lines, partials=False)
        if checkout:
            peer(ways["whisper_streaming"], checkout, samples, lines)
        print(f"{source.stem} done", file=sys.stderr, flush=True)
    seconds = ways["live"].audio_s
    print(f"{len(sources)} recordings, {seconds:.0f} s, tiny.en int8; CPU time of all threads\n")
    print(HEADER)
    for figures in ways.values():
        print(figures.row())
    print(
        f"\nutterances: {ways['live'].utterances}, of two speakers: {ways['live'].mixed}; peak {peak_mb():.0f} MB"
    )


def replay_speed(sources: list[Path], until_s: float, rounds: int) -> None:
    """The same sound replayed with one thread and with two, back to back, so that both find the machine equally
    busy."""
    recogniser = whisper.load(at_once=2)
    sound = [recording.samples(source)[: round(min(until_s, 3600.0) * SAMPLE_RATE)] for source in sources]
    seconds = sum(map(len, sound)) / SAMPLE_RATE
    print(f"\n{len(sources)} recordings, {seconds:.0f} s, each way {rounds} times\n")
    print("| partials | way | times real time (wall) | CPU s per s | load | peak MB |\n|---|---|---|---|---|---|")
    for partials in [True, False] * rounds:
        texts = []
        for name, replay in (("in turn", pace.replay), ("finals ahead", pace.replay_on_two_cores)):
            cpu, wall = time.process_time(), time.perf_counter()
            heard = []
            for samples in sound:
                listener = Listener(recogniser, vocabulary=load_vocabulary(), partials=partials)
                heard += [one for one, _ in replay(blocks(samples), listener) if isinstance(one, Utterance)]
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            texts.append([(one.text, one.speaker) for one in heard])
            print(
                f"| {'on' if partials else 'off'} | {name} | {seconds / wall:.1f} | {cpu / seconds:.3f} "
                f"| {os.getloadavg()[0]:.1f} | {peak_mb():.0f} |",
                flush=True,
            )
        if texts[0] != texts[1]:
            print("THE TEXTS DIFFER")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="only the beginning of each recording")
    parser.add_argument(
        "--files", type=int, default=None, metavar="N", help="the first N recordings only; 0: no table"
    )
    parser.add_argument("--peer", type=Path, metavar="CHECKOUT", help="a checkout of whisper_streaming")
    parser.add_argument(
        "--minutes", type=float, default=0.0, metavar="N", help="a long visit of N minutes as well"
    )
    parser.add_argument(
        "--replay",
        type=int,
        default=0,
        metavar="N",
        help="replays in turn and with the finals ahead, N times each",
    )
    args = parser.parse_args()
    sources = sorted(args.folder.glob("*.ogg"))
    if not sources:
        print(f"No recordings in {args.folder}; name a folder of <ID>.ogg and <ID>.timing.json.", file=sys.stderr)
        return 2
    if sources[: args.files]:
        table(sources[: args.files], args.seconds, args.peer)
    if args.replay:
        replay_speed(sources[: args.files or 1], args.seconds, args.replay)
    if args.minutes:
        long_visit(whisper.load(), sources, args.minutes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
