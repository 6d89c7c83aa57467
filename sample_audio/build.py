"""Makes the recordings again from their scripts: two synthetic voices in a small room, one microphone, noise.

    python sample_audio/build.py [NAME ...]

Reads NAME.txt (the script) and NAME.toml (voices, room), writes NAME.ogg (Ogg/Opus, 16 kHz, mono) and
NAME.timing.json (seconds of every spoken line). Needs flite and espeak-ng on the path, and the extra `dev`.
Rooms by the image method: Allen and Berkley 1979, in pyroomacoustics.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pyroomacoustics
import soundfile
import soxr

FOLDER = Path(__file__).resolve().parent
RATE = 16000
SPEECH_RMS = 0.06
LEAD_S = 0.8
TAIL_S = 1.5
FROM_MICROPHONE_M = {"clinician": (0.45, -0.25, 0.3), "patient": (0.9, 0.4, 0.35)}  # 0.6 m and 1.0 m away
SPEAKERS = {"doctor": "clinician", "patient": "patient"}

Sound = np.ndarray  # float64, mono, RATE


def speak(voice: str, text: str) -> Sound:
    """One line in one voice ("flite:slt", "espeak:en-us+m3"), silence at both ends cut, at SPEECH_RMS."""
    engine, _, name = voice.partition(":")
    with tempfile.TemporaryDirectory() as folder:
        wav = str(Path(folder) / "line.wav")
        if engine == "flite":
            command = ["flite", "-voice", name, "--setf", "duration_stretch=1.12", "-t", text, "-o", wav]
        else:
            command = ["espeak-ng", "-v", name, "-s", "150", "-w", wav, text]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        samples, rate = soundfile.read(wav, dtype="float64")
    samples = soxr.resample(samples, rate, RATE)
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    samples = samples[loud[0] : loud[-1] + 1]
    return samples * (SPEECH_RMS / np.sqrt(np.mean(samples**2)))


def pause_s(previous: str, text: str, turn: np.random.Generator) -> float:
    """How long people wait before `text`: less before a short answer than before a sentence."""
    if not previous:
        return LEAD_S
    if len(text.split()) <= 3:
        return float(turn.uniform(0.35, 0.6))
    return float(turn.uniform(0.5, 1.1))


def in_room(tracks: dict[str, Sound], room: dict[str, Any]) -> Sound:
    """Both speakers' tracks as one laptop microphone on the desk hears them."""
    size = np.array(room["size_m"], dtype=float)
    absorption, order = pyroomacoustics.inverse_sabine(room["rt60_s"], size)
    box = pyroomacoustics.ShoeBox(
        size, fs=RATE, materials=pyroomacoustics.Material(absorption), max_order=min(order, 40)
    )
    microphone = np.array([0.9, size[1] / 2, 0.85])
    places = {speaker: microphone + np.array(offset) for speaker, offset in FROM_MICROPHONE_M.items()}
    for speaker, track in tracks.items():
        box.add_source(places[speaker], signal=track)
    box.add_microphone(microphone)
    box.simulate()
    return box.mic_array.signals[0]


def noise(length: int, source: np.random.Generator) -> Sound:
    """Room noise of unit power: its spectrum falls by 3 dB an octave, as of a fan behind a door."""
    spectrum = np.fft.rfft(source.standard_normal(length))
    frequencies = np.fft.rfftfreq(length, 1 / RATE)
    spectrum /= np.sqrt(np.maximum(frequencies, 40.0))
    sound = np.fft.irfft(spectrum, length)
    return sound / np.sqrt(np.mean(sound**2))


def build(name: str) -> None:
    """Writes NAME.ogg and NAME.timing.json."""
    description = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    room = description["room"]
    source = np.random.default_rng(room["seed"])
    lines, pieces, at, previous = [], [], 0.0, ""
    script = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for number, raw in enumerate(script, start=1):
        tag, _, text = raw.partition("] ")
        speaker = SPEAKERS[tag.lstrip("[")]
        sound = speak(description["voices"][speaker], text)
        at += pause_s(previous, text, source)
        end = at + len(sound) / RATE
        lines.append(
            {"line": number, "speaker": speaker, "text": text, "start_s": round(at, 3), "end_s": round(end, 3)}
        )
        pieces.append((speaker, round(at * RATE), sound))
        at, previous = end, text
    length = round((at + TAIL_S) * RATE)
    tracks = {speaker: np.zeros(length) for speaker in SPEAKERS.values()}
    for speaker, first, sound in pieces:
        tracks[speaker][first : first + len(sound)] += sound
    heard = in_room(tracks, room)[:length]
    speech_rms = np.sqrt(np.mean(heard[np.abs(heard) > 0.02 * np.abs(heard).max()] ** 2))
    heard = heard + noise(len(heard), source) * speech_rms * 10 ** (-room["snr_db"] / 20)
    heard *= 0.5 / np.abs(heard).max()
    soundfile.write(FOLDER / f"{name}.ogg", heard, RATE, format="OGG", subtype="OPUS")
    timing = {"seconds": round(len(heard) / RATE, 3), "lines": lines}
    (FOLDER / f"{name}.timing.json").write_text(json.dumps(timing, indent=1) + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    for name in names or sorted(path.stem for path in FOLDER.glob("*.toml")):
        build(name)
        print(f"{name}: {(FOLDER / f'{name}.ogg').stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
