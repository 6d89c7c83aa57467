"""How often the sound makes a term of ordinary talk: transcripts read by synthetic voices, heard and repaired.

    python benchmarks/talk_repairs.py FOLDER [--words N] [--cache FOLDER]

FOLDER holds transcripts (`[doctor] ...` / `[patient] ...`), of which those that name the back are left out. Each
file is read by two voices of the term bench, a quarter of the pieces clean, half in a room at 20 dB and a quarter
at 10 dB, and decoded as the listener does. A repair is false where the term was not said in that piece.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from asr import whisper
from asr.audio import SAMPLE_RATE, Samples
from asr.utterances import decode_final
from asr.vocabulary import Vocabulary
from benchmarks.term_bench import (
    DEFAULT_CACHE,
    PACING,
    QUIET_AFTER_S,
    QUIET_BEFORE_S,
    VOICES,
    Sentence,
    said,
    sound_of,
)
from scribe_app.rules.knowledge import load_vocabulary

_OF_THE_BACK = re.compile(r"\b(back|spine|lumbar|sciatic\w*|discs?)\b", re.IGNORECASE)
_LEVELS = ("clean", "room 20 dB", "room 20 dB", "room 10 dB")
_WORDS = 22  # of a piece, about


def pieces(folder: Path) -> Iterator[tuple[str, str, str]]:
    """File name, voice and text of each piece of talk, files in a fixed random order."""
    files = [path for path in sorted(folder.glob("*.txt")) if not _OF_THE_BACK.search(path.read_text())]
    random.Random(7).shuffle(files)
    for path in files:
        voices = random.Random(path.name).sample(VOICES, 2)
        for line in path.read_text().splitlines():
            match = re.match(r"\[(\w+)\]\s*(.*)", line)
            if match is None:
                continue
            piece = ""
            for sentence in re.split(r"(?<=[.?!])\s+", match.group(2)):
                if piece and len(f"{piece} {sentence}".split()) > _WORDS:
                    yield path.name, voices[match.group(1) == "patient"], piece
                    piece = sentence
                else:
                    piece = f"{piece} {sentence}".strip()
            if piece.strip(".?! "):
                yield path.name, voices[match.group(1) == "patient"], piece


def spoken(number: int, voice: str, text: str, cache: Path) -> tuple[str, Samples]:
    """The condition and the sound of a piece."""
    condition = _LEVELS[number % len(_LEVELS)]
    return condition, sound_of(Sentence(number, "", text, voice), condition, cache)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=4000, help="stop after so many words heard")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    file = load_vocabulary()
    recogniser = whisper.load()
    vocabulary = Vocabulary(file.terms, file.known, recogniser.is_common, file.places)
    words = false = right = by_wording = 0
    seconds = deciding = 0.0
    previous, before = "", ""
    for number, (name, voice, text) in enumerate(pieces(args.folder)):
        if words >= args.words:
            break
        condition, samples = spoken(number, voice, text, args.cache)
        sound_s = len(samples) / SAMPLE_RATE
        speech_s = sound_s - QUIET_BEFORE_S - QUIET_AFTER_S
        context = previous if name == before else ""
        heard = decode_final(recogniser, samples, speech_s, context, file.hotwords, PACING)
        words, seconds = words + len(heard.words), seconds + sound_s
        plainly = vocabulary.repair(heard.words)[1]
        started = time.process_time()
        repaired, repairs = vocabulary.repair(heard.words, recogniser.support(heard))
        deciding += time.process_time() - started
        joined = " ".join(word.text for word in repaired)
        by_wording += len(plainly)
        for one in repairs:
            new = joined[one.start : one.end]
            if said(new, text):
                right += 1
            else:
                false += 1
                print(f"    {condition}: {one.heard!r} -> {new!r}   said: {text}")
        previous, before = f"{previous} {heard.text}"[-400:], name
    print(
        f"{words} words in {seconds:.0f} s of talk: {right} repairs right, {false} false "
        f"({1000 * false / max(1, words):.2f} in 1,000 words); {by_wording} of them by wording; "
        f"{deciding / max(1.0, seconds):.3f} s of processor time per second of sound"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
