"""`scribe doctor`: what on this machine is ready for a visit, and what to install where something is not."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from scribe_app import display, system

Health = Literal["ok", "missing"]
ROOM_GB = 2.0  # an hour of stored sound takes about 60 MB; below this a full day could fill the disk


@dataclass(frozen=True)
class Finding:
    """One part of the machine, and what to do where it is missing."""

    part: str
    health: Health
    text: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Looks at this machine part by part; exit 1 when something is missing."


def run(args: argparse.Namespace) -> int:
    findings = list(diagnose())
    width = max(len(finding.part) for finding in findings)
    for finding in findings:
        print(f"{finding.part:{width}}  {finding.health:7}  {finding.text}")
    return 0 if all(finding.health == "ok" for finding in findings) else 1


def diagnose() -> Iterator[Finding]:
    """Every part in turn; no check stops the others."""
    for part, check in CHECKS.items():
        try:
            trouble, text = check()
        except Exception as fault:  # a diagnosis goes on whatever one part of the machine throws
            trouble, text = True, f"{type(fault).__name__}: {fault}"
        yield Finding(part, "missing" if trouble else "ok", text)


def _python() -> tuple[bool, str]:
    return not system.python_fits(), f"{sys.version.split()[0]} (3.11 to 3.13 wanted)"


def _model() -> tuple[bool, str]:
    from asr.models import EMBEDDED, ModelError, locate

    try:
        folder = locate(None)
    except ModelError as fault:
        return True, str(fault)
    return False, f"{EMBEDDED}, checksums right, in {folder}"


def _window() -> tuple[bool, str]:
    trouble = display.missing_toolkit()
    return bool(trouble), trouble or "Qt and the libraries it needs"


def _display() -> tuple[bool, str]:
    trouble = display.missing_screen()
    return bool(trouble), trouble or "a window can be opened"


def _portaudio() -> tuple[bool, str]:
    if absent := system.missing(system.MICROPHONE):
        return True, f"PortAudio is not installed; run: {system.how_to_install(absent)}"
    try:
        import sounddevice
    except OSError as fault:
        return True, f"PortAudio cannot be loaded ({fault}); reinstall sounddevice with pip."
    return False, str(sounddevice.get_portaudio_version()[1]).split(",")[0]


def _microphone() -> tuple[bool, str]:
    from asr import microphone

    try:
        found = microphone.devices()
    except microphone.MicrophoneError as fault:
        return True, str(fault)
    if not found:
        return True, "No microphone was found; plug one in, or replay a recording with 'scribe replay FILE'."
    return False, ", ".join(device.name for device in found)


def _disk() -> tuple[bool, str]:
    from scribe_app.store import data_folder

    folder = data_folder()
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free_gb = shutil.disk_usage(there).free / 1e9
    return free_gb < ROOM_GB, f"{free_gb:.0f} GB free in {there}, where visits are kept; {ROOM_GB:.0f} GB wanted"


def _key_store() -> tuple[bool, str]:
    from scribe_app.store.keys import system_keyring

    ring = system_keyring()
    if ring is None:
        return True, "This system keeps no keys; the store of visits will ask for a passphrase instead."
    return False, type(ring).__module__


CHECKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "Python": _python,
    "recogniser": _model,
    "window": _window,
    "display": _display,
    "PortAudio": _portaudio,
    "microphone": _microphone,
    "disk": _disk,
    "key store": _key_store,
}
