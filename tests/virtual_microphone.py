"""A private PulseAudio daemon whose default source hears what is played into it: to PortAudio a microphone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from asr.audio import SAMPLE_RATE

NEEDED = "pulseaudio and pulseaudio-utils are not installed"


def installed() -> bool:
    return all(shutil.which(name) for name in ("pulseaudio", "pactl", "paplay"))


class Room:
    """A daemon whose default source hears what is played into it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
        }
        os.environ.update(self.environment)
        subprocess.run(
            ["pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=-1", f"--log-target=file:{folder}/log",
             "-L", f"module-native-protocol-unix auth-anonymous=1 socket={folder}/native"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=20,
        )  # fmt: skip
        self.process = int((folder / "pid").read_text())
        self.module = ""

    def control(self, *words: str) -> str:
        done = subprocess.run(["pactl", *words], capture_output=True, text=True, check=True, timeout=20)
        return done.stdout.strip()

    def plug(self, rate: int = SAMPLE_RATE) -> None:
        self.module = self.control(
            "load-module", "module-null-sink", "sink_name=room", f"rate={rate}", "channels=1", "norewinds=1"
        )
        self.control("set-default-sink", "room")
        self.control("set-default-source", "room.monitor")

    def unplug(self) -> None:
        self.control("unload-module", self.module)
        self.module = ""

    def play(self, path: Path) -> None:
        subprocess.run(["paplay", str(path)], check=True, timeout=30)
