"""Makes room recordings of labelled dialogues: two synthetic voices, one small room, one laptop microphone, 20 dB.

    python benchmarks/room_recordings.py OUT DIALOGUE.txt ...

Writes NAME.ogg (Ogg/Opus, 16 kHz, mono) and NAME.timing.json (seconds of every spoken line) into OUT and copies
the dialogue and its labels beside them. Voices, room and pauses follow from the name, so a recording can be made
again. Needs flite and espeak-ng on the path, and the extra `dev`.
Rooms by the image method: Allen and Berkley 1979, in pyroomacoustics.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pyroomacoustics
import soundfile
import soxr
from read_aloud import read_aloud

RATE = 16000
VOICES = ("rms", "slt", "kal16", "awb", "espeak:en-us", "espeak:en-gb")
ALIKE = {"espeak:en-us", "espeak:en-gb"}  # one voice with two accents: never in one room
SNR_DB = 20.0
LONG_PAUSE_SHARE = 0.05  # of the pauses between lines: somebody looks something up or is examined

Sound = np.ndarray  # float64, mono, RATE


def speak(voice: str, text: str) -> Sound:
    """One line at unit power, the silence at both ends cut; empty when the line holds nothing to say."""
    engine, _, name = voice.rpartition(":")
    with tempfile.TemporaryDirectory() as folder:
        wav = str(Path(folder) / "line.wav")
        if engine:
            command = ["espeak-ng", "-v", name, "-s", "165", "-w", wav, "--", text]
        else:
            command = ["flite", "-voice", name, "-t", text, "-o", wav]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        samples, rate = soundfile.read(wav, dtype="float64")
    if not len(samples) or not samples.any():
        return np.zeros(0)
    samples = soxr.resample(samples, rate, RATE)
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    samples = samples[loud[0] : loud[-1] + 1]
    return samples / np.sqrt(np.mean(samples**2))


def in_room(tracks: dict[str, Sound], source: np.random.Generator) -> Sound:
    """What a laptop on the desk hears of the clinician, 0.7 m away, and the patient, 1.5 to 1.8 m away."""
    size = np.array([source.uniform(3.2, 3.9), source.uniform(2.8, 3.1), source.uniform(2.5, 2.7)])
    absorption, order = pyroomacoustics.inverse_sabine(source.uniform(0.30, 0.39), size)
    box = pyroomacoustics.ShoeBox(
        size, fs=RATE, materials=pyroomacoustics.Material(absorption), max_order=min(order, 40)
    )
    microphone = np.array([source.uniform(0.6, 0.9), source.uniform(1.2, 1.7), 0.85])
    across = source.uniform(-0.3, 0.3)
    aside = source.uniform(0.7, 0.9) * source.choice([-1, 1])
    offsets = {"doctor": (0.5, across, 0.35), "patient": (1.4, aside, 0.4)}
    for speaker, track in tracks.items():
        box.add_source(microphone + np.array(offsets[speaker]), signal=track)
    box.add_microphone(microphone)
    box.simulate()
    return box.mic_array.signals[0]


def noise(length: int, source: np.random.Generator) -> Sound:
    """Room noise of unit power that falls by 6 dB an octave above 150 Hz."""
    spectrum = np.fft.rfft(source.standard_normal(length))
    spectrum /= np.hypot(np.fft.rfftfreq(length, 1 / RATE), 150.0)
    sound = np.fft.irfft(spectrum, length)
    return sound / np.sqrt(np.mean(sound**2))


def record(dialogue: Path, out: Path) -> None:
    """Writes the recording of one dialogue and its timing."""
    source = np.random.default_rng(zlib.crc32(dialogue.stem.encode()))
    doctor, patient = source.choice(VOICES, 2, replace=False)
    while {doctor, patient} == ALIKE:
        doctor, patient = source.choice(VOICES, 2, replace=False)
    voices = {"doctor": str(doctor), "patient": str(patient)}
    lines, pieces, at = [], [], source.uniform(1.0, 1.8)
    for number, raw in enumerate(dialogue.read_text(encoding="utf-8").splitlines(), start=1):
        tag, _, text = raw.partition("] ")
        text = read_aloud(text)
        speaker = "doctor" if tag == "[doctor" else "patient"
        sound = speak(voices[speaker], text)
        if not len(sound):
            continue
        end = at + len(sound) / RATE
        line = {"line": number, "speaker": speaker, "text": text, "start_s": round(at, 3), "end_s": round(end, 3)}
        lines.append(line)
        pieces.append((speaker, round(at * RATE), sound))
        at = end + (source.uniform(3, 4) if source.random() < LONG_PAUSE_SHARE else source.uniform(0.25, 0.9))
    length = round((at + 1.5) * RATE)
    tracks = {speaker: np.zeros(length) for speaker in voices}
    for speaker, first, sound in pieces:
        tracks[speaker][first : first + len(sound)] += sound
    heard = in_room(tracks, source)[:length]
    spoken = np.concatenate([heard[first : first + len(sound)] for _, first, sound in pieces])
    heard = heard + noise(length, source) * np.sqrt(np.mean(spoken**2)) * 10 ** (-SNR_DB / 20)
    heard *= 0.45 / np.abs(heard).max()
    soundfile.write(out / f"{dialogue.stem}.ogg", heard, RATE, format="OGG", subtype="OPUS")
    timing = {"voices": voices, "duration_s": round(length / RATE, 3), "lines": lines}
    (out / f"{dialogue.stem}.timing.json").write_text(json.dumps(timing, indent=1) + "\n", encoding="utf-8")


def main(out: Path, dialogues: list[Path]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for dialogue in dialogues:
        record(dialogue, out)
        for file in (dialogue, dialogue.with_suffix(".json")):
            if file.exists():
                shutil.copy(file, out)
        print(f"{dialogue.stem}: {json.loads((out / f'{dialogue.stem}.timing.json').read_text())['duration_s']} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
