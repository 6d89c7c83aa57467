"""The words that matter: how many terms come out right, and how often ordinary talk is wrongly repaired.

    python benchmarks/term_bench.py [--share N] [--natural] [--false-repairs FOLDER] [--misses] [--cache FOLDER]

Reads `term_sentences.toml` with five synthetic voices (flite, espeak-ng), clean and in a simulated room at 20 and
10 dB signal to (pink) noise, decodes each sentence once (kept with its encoded sound outside the repository) and
repairs it with the pack's vocabulary, by wording alone and by the sound as well. `--share 3` reads each term in
one sentence, not three. Wordings were collected from sentences with an even number; the odd ones are unseen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from asr import recording, whisper
from asr.audio import SAMPLE_RATE, Samples
from asr.listener import Pacing
from asr.transcript import Word
from asr.vocabulary import Vocabulary
from benchmarks import voices
from benchmarks.measures import plain
from scribe_app.rules.knowledge import load_vocabulary

CONDITIONS = {"clean": None, "room 20 dB": 20.0, "room 10 dB": 10.0}
PACING = Pacing()
QUIET_BEFORE_S, QUIET_AFTER_S = PACING.before, PACING.after
DEFAULT_CACHE = Path(tempfile.gettempdir()) / "lumbar-scribe-bench"


@dataclass(frozen=True)
class Sentence:
    number: int
    term: str
    text: str
    voice: str


def sentences(read_by: Sequence[str] = voices.OLDER) -> list[Sentence]:
    """Every term in each of its group's sentences, read by one voice after the other."""
    groups = tomllib.loads((Path(__file__).parent / "term_sentences.toml").read_text())["group"]
    found = []
    for group in groups:
        for term in group["terms"]:
            for carrier in group["carriers"]:
                number = len(found)
                found.append(Sentence(number, term, carrier.format(term), read_by[number % len(read_by)]))
    return found


def in_room(samples: Samples, number: int, snr_db: float) -> Samples:
    """The samples as one microphone in a small room hears them, with noise `snr_db` below."""
    import pyroomacoustics

    random = np.random.default_rng(number)
    size = random.uniform([3.0, 2.6, 2.4], [4.5, 3.6, 2.8])
    absorption, order = pyroomacoustics.inverse_sabine(random.uniform(0.28, 0.42), size)
    room = pyroomacoustics.ShoeBox(
        size, fs=SAMPLE_RATE, materials=pyroomacoustics.Material(absorption), max_order=min(order, 17)
    )
    microphone = np.array([0.9, 1.3, 0.85])
    away = random.uniform(0.6, 1.6)
    room.add_source(
        [min(size[0] - 0.3, 0.9 + away * 0.8), min(size[1] - 0.3, 1.3 + away * 0.5), 1.2], signal=samples
    )
    room.add_microphone(microphone)
    room.simulate()
    heard = room.mic_array.signals[0]
    heard = heard / max(1e-6, np.abs(heard).max()) * 0.3
    noise = _pink(random, len(heard))
    noise *= np.sqrt(np.mean(heard**2) / np.mean(noise**2)) / 10 ** (snr_db / 20)
    return (heard + noise).astype(np.float32)


def _pink(random: np.random.Generator, length: int) -> np.ndarray:
    """Noise that falls by 3 dB an octave, as fans and rooms do."""
    spectrum = np.fft.rfft(random.standard_normal(length))
    return np.fft.irfft(spectrum / np.sqrt(np.maximum(1.0, np.arange(len(spectrum)))), length)


def sound_of(sentence: Sentence, condition: str, folder: Path) -> Samples:
    """The sentence as it is heard in one of CONDITIONS, with the quiet around it that the listener keeps."""
    samples = recording.samples(voices.speech(sentence.voice, sentence.text, folder))
    snr = CONDITIONS[condition]
    if snr is not None:
        samples = in_room(samples, sentence.number, snr)
    quiet = [np.zeros(round(seconds * SAMPLE_RATE), np.float32) for seconds in (QUIET_BEFORE_S, QUIET_AFTER_S)]
    return np.concatenate([quiet[0], samples, quiet[1]])


def hypotheses(
    recogniser: whisper.Recogniser,
    wanted: list[Sentence],
    cache: Path,
    hotwords: tuple[str, ...],
    conditions: Iterable[str] = CONDITIONS,
) -> dict[str, dict[int, whisper.Hypothesis]]:
    """Each sentence's hypothesis by condition, decoded once and kept in `cache`."""
    of_these = cache / f"heard-{hashlib.sha1('|'.join(hotwords).encode()).hexdigest()[:8]}"
    of_these.mkdir(parents=True, exist_ok=True)
    found: dict[str, dict[int, whisper.Hypothesis]] = {condition: {} for condition in conditions}
    for sentence in wanted:
        for condition in found:
            key = hashlib.sha1(f"{condition}|{sentence.voice}|{sentence.text}".encode()).hexdigest()[:16]
            found[condition][sentence.number] = kept_hypothesis(
                of_these / f"{key}.npz",
                lambda sentence=sentence, condition=condition: recogniser.decode_surely(
                    sound_of(sentence, condition, cache),
                    context_s=PACING.final_context,
                    doubted=PACING.doubted,
                    hotwords=hotwords,
                ),
            )
    return found


def kept_hypothesis(path: Path, decode: Callable[[], whisper.Hypothesis]) -> whisper.Hypothesis:
    """What was decoded once and is kept with its encoded sound in `path`."""
    if not path.exists():
        heard = decode()
        words = json.dumps([asdict(word) for word in heard.words])
        states, frames = heard.encoded.states.astype(np.float16), heard.encoded.frames
        others = json.dumps(heard.others)
        np.savez(path, states=states, frames=frames, words=words, others=others)
    with np.load(path) as read:
        words = tuple(Word(**word) for word in json.loads(str(read["words"])))
        encoded = whisper.Encoded(read["states"].astype(np.float32), int(read["frames"]))
        return whisper.Hypothesis(words, 0.0, 0.0, tuple(json.loads(str(read["others"]))), encoded)


def said(term: str, text: str) -> bool:
    """Whether the term's words stand in the text, side by side, a plural or an article apart."""

    def key(of: str) -> str:
        words = [word for word in plain(of) if word not in {"a", "an", "the"}]
        joined = "".join(word.rstrip("s") for word in words)
        return joined.replace("disk", "disc").replace("antiinflammatory", "antiinflammatory")

    return key(term) in key(text)


def false_repairs(folder: Path, vocabulary: Vocabulary) -> tuple[int, int, Counter[tuple[str, str]]]:
    """Repairs made in texts that hold no mishearing, among how many words."""
    words = 0
    made: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text().splitlines():
            texts = re.sub(r"^\[\w+\]\s*", "", line)
            texts = re.sub(r"\s+([.,?!;:])", r"\1", texts).split()
            words += len(texts)
            for start in range(0, len(texts), 40):
                piece = [Word(text, i, i + 1, 0.9) for i, text in enumerate(texts[start : start + 40])]
                new, repairs = vocabulary.repair(piece)
                joined = " ".join(word.text for word in new)
                made.update((one.heard, joined[one.start : one.end]) for one in repairs)
    return sum(made.values()), words, made


Repaired = dict[int, str]


def texts_of(
    heard: dict[int, whisper.Hypothesis], vocabulary: Vocabulary, recogniser: whisper.Recogniser
) -> tuple[Repaired, Repaired, Repaired]:
    """The sentences' texts as heard, repaired by their wording alone, and by the sound as well."""

    def joined(words: Iterable[Word]) -> str:
        return " ".join(word.text for word in words)

    return (
        {number: joined(one.words) for number, one in heard.items()},
        {number: joined(vocabulary.repair(one.words)[0]) for number, one in heard.items()},
        {
            number: joined(vocabulary.repair(one.words, recogniser.support(one), one.others)[0])
            for number, one in heard.items()
        },
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument(
        "--share", type=int, default=1, metavar="N", help="every N-th sentence only (3: each term once)"
    )
    parser.add_argument("--false-repairs", type=Path, metavar="FOLDER", help="texts to look for false repairs in")
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=list(CONDITIONS), metavar="NAME")
    parser.add_argument("--no-hotwords", action="store_true", help="do not tell the decoder which words to expect")
    parser.add_argument("--natural", action="store_true", help="read by neural voices (see voices.py)")
    parser.add_argument("--misses", action="store_true", help="list what was heard in place of a term")
    args = parser.parse_args()
    file = load_vocabulary()
    recogniser = whisper.load()
    vocabulary = Vocabulary(file.terms, file.known, recogniser.is_common, file.places)
    every = sentences(voices.NEURAL if args.natural else voices.OLDER)
    wanted = [one for one in every if (one.number + one.number // 3) % args.share == 0]
    expected = () if args.no_hotwords else file.hotwords
    heard = hypotheses(recogniser, wanted, args.cache, expected, args.conditions)
    terms = {one.term for one in wanted}
    read_by = {one.voice for one in wanted}
    print(f"{len(terms)} terms in {len(wanted)} sentences, {len(read_by)} voices; recall of the term, %")
    print(f"{'':12}{'as heard':>10}{'by wording':>12}{'by sound':>10}   of unseen sentences the same")
    by_number = {one.number: one for one in wanted}
    missed: dict[str, list[str]] = defaultdict(list)
    for condition, found in heard.items():
        row = []
        started = time.process_time()
        ways = texts_of(found, vocabulary, recogniser)
        took = time.process_time() - started
        for unseen in (False, True):
            for texts in ways:
                right = [
                    said(by_number[number].term, text)
                    for number, text in texts.items()
                    if not unseen or number % 2
                ]
                row.append(100 * sum(right) / len(right))
        print(
            f"{condition:12}{row[0]:10.1f}{row[1]:12.1f}{row[2]:10.1f}{row[3]:10.1f}{row[4]:8.1f}{row[5]:8.1f}",
            end="",
        )
        print(f"   {1000 * took / len(found):.0f} ms of repairing a sentence")
        for number, text in ways[-1].items():
            if not said(by_number[number].term, text):
                missed[by_number[number].term].append(f"{condition} {number}: {text}")
    if args.misses:
        for term, lines in sorted(missed.items()):
            print(term, *lines, sep="\n    ")
    if args.false_repairs:
        count, words, made = false_repairs(args.false_repairs, vocabulary)
        print(
            f"false repairs in {words} words of clean text: {count} ({1000 * count / max(1, words):.2f} in 1,000)"
        )
        for (heard_text, new), times in made.most_common(30):
            print(f"    {times} x {heard_text!r} -> {new!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
