"""How often a repair makes a term of ordinary talk: transcripts read by synthetic voices, heard and repaired.

    python benchmarks/talk_repairs.py [FOLDER] [--natural] [--words N] [--cache FOLDER]

FOLDER holds transcripts (`[doctor] ...` / `[patient] ...`), of which those that name the back are left out; by
default it is `talk` beside this file, written for this bench. Each file is read by two voices, a quarter of the
pieces clean, half in a room at 20 dB and a quarter at 10 dB, and decoded as the listener does (once; kept with the
encoded sound outside the repository). A repair is false where the term was not said in that piece.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from asr import whisper
from asr.audio import SAMPLE_RATE
from asr.utterances import decode_final
from asr.vocabulary import Vocabulary
from benchmarks import voices
from benchmarks.term_bench import (
    DEFAULT_CACHE,
    PACING,
    QUIET_AFTER_S,
    QUIET_BEFORE_S,
    Sentence,
    kept_hypothesis,
    said,
    sound_of,
)
from scribe_app.rules.knowledge import load_vocabulary

_OF_THE_BACK = re.compile(r"\b(back|spine|lumbar|sciatic\w*)\b", re.IGNORECASE)
_LEVELS = ("clean", "room 20 dB", "room 20 dB", "room 10 dB")
_WORDS = 22  # of a piece, about


def pieces(folder: Path, read_by: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """File name, voice and text of each piece of talk, files in a fixed random order."""
    files = [path for path in sorted(folder.glob("*.txt")) if not _OF_THE_BACK.search(path.read_text())]
    random.Random(7).shuffle(files)
    for path in files:
        two = random.Random(path.name).sample(read_by, 2)
        for line in path.read_text().splitlines():
            match = re.match(r"\[(\w+)\]\s*(.*)", line)
            if match is None:
                continue
            voice = two[match.group(1) == "patient"]
            piece = ""
            for sentence in re.split(r"(?<=[.?!])\s+", re.sub(r"\s+([.,?!])", r"\1", match.group(2))):
                if piece and len(f"{piece} {sentence}".split()) > _WORDS:
                    yield path.name, voice, piece
                    piece = sentence
                else:
                    piece = f"{piece} {sentence}".strip()
            if piece.strip(".?! "):
                yield path.name, voice, piece


def _heard(
    recogniser: whisper.Recogniser,
    sentence: Sentence,
    condition: str,
    previous: str,
    hotwords: tuple[str, ...],
    cache: Path,
) -> whisper.Hypothesis:
    samples = sound_of(sentence, condition, cache)
    speech_s = len(samples) / SAMPLE_RATE - QUIET_BEFORE_S - QUIET_AFTER_S
    return decode_final(recogniser, samples, speech_s, previous, hotwords, PACING)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "talk")
    parser.add_argument("--words", type=int, default=100_000, help="stop after so many words heard")
    parser.add_argument("--natural", action="store_true", help="read by neural voices (see voices.py)")
    parser.add_argument("--all", action="store_true", help="print the repairs that are right as well")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    args = parser.parse_args()
    file = load_vocabulary()
    recogniser = whisper.load()
    vocabulary = Vocabulary(file.terms, file.known, recogniser.is_common, file.places)
    kept = args.cache / "talk"
    kept.mkdir(parents=True, exist_ok=True)
    words = false = right = by_wording = 0
    seconds = deciding = 0.0
    previous, before = "", ""
    read_by = voices.NEURAL if args.natural else voices.OLDER
    for number, (name, voice, text) in enumerate(pieces(args.folder, read_by)):
        if words >= args.words:
            break
        condition = _LEVELS[number % len(_LEVELS)]
        context = previous if name == before else ""

        key = hashlib.sha1(f"{condition}|{voice}|{context}|{text}|{file.hotwords}".encode()).hexdigest()[:16]
        sentence = Sentence(number, "", text, voice)
        decode = partial(_heard, recogniser, sentence, condition, context, file.hotwords, args.cache)
        heard = kept_hypothesis(kept / f"{key}.npz", decode)
        words, seconds = words + len(heard.words), seconds + heard.encoded.frames / 100
        plainly = vocabulary.repair(heard.words)[1]
        started = time.process_time()
        repaired, repairs = vocabulary.repair(heard.words, recogniser.support(heard), heard.others)
        deciding += time.process_time() - started
        joined = " ".join(word.text for word in repaired)
        by_wording += len(plainly)
        for one in repairs:
            new = joined[one.start : one.end]
            if said(new, text):
                right += 1
            else:
                false += 1
            if args.all or not said(new, text):
                mark = "   right" if said(new, text) else ""
                print(f"    {condition}: {one.heard!r} -> {new!r}   said: {text}{mark}")
        previous, before = f"{previous} {heard.text}"[-400:], name
    print(
        f"{words} words in {seconds:.0f} s of talk: {right} repairs right, {false} false "
        f"({1000 * false / max(1, words):.2f} in 1,000 words); {by_wording} of them by wording; "
        f"{deciding / max(1.0, seconds):.3f} s of processor time per second of sound"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
