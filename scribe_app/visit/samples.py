"""The encounters that come with the program: where they lie and how each is described."""

from __future__ import annotations

import sysconfig
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

import scribe_app
from scribe_app.errors import Refusal
from structuring.state import Element, ItemState

FOLDER = "sample_audio"
DEMO = 2  # the encounter whose red flags are never asked: the demo has something left to show at the end


class Room(BaseModel):
    """The room in which the recording was made: metres, seconds of reverberation, dB of signal to noise."""

    model_config = ConfigDict(extra="forbid")

    size_m: tuple[float, float, float]
    rt60_s: float
    snr_db: float
    seed: int


class Expected(BaseModel):
    """What must stand there at the end: elements by status, items that stay silent, kinds of alerts, codes."""

    model_config = ConfigDict(extra="forbid")

    checklist: dict[Element, ItemState]
    silent: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    code: str
    tabular: str | None = None


class Sample(BaseModel):
    """One bundled encounter: NAME.toml, beside it the sound, the script and the seconds of its lines."""

    model_config = ConfigDict(extra="forbid")

    number: int
    title: str
    visit: Literal["initial", "follow_up"]
    voices: dict[Literal["clinician", "patient"], str]
    room: Room
    expected: Expected
    path: Path

    @property
    def sound(self) -> Path:
        return self.path.with_suffix(".ogg")

    @property
    def script(self) -> Path:
        return self.path.with_suffix(".txt")


def folder() -> Path:
    """The folder of the bundled encounters: of the clone, or where an installed program keeps its data.

    Raises Refusal when the program came without it.
    """
    beside = Path(scribe_app.__file__).resolve().parent.parent / FOLDER
    installed = Path(sysconfig.get_path("data")) / "share" / "lumbar-scribe" / FOLDER
    for place in (beside, installed):
        if place.is_dir():
            return place
    raise Refusal(
        f"The sample encounters are missing: neither {beside} nor {installed} is there. "
        "Install the program again, or replay a file of your own with 'scribe replay FILE'."
    )


def samples() -> list[Sample]:
    """All bundled encounters by number. Raises Refusal when one cannot be read."""
    found = []
    for path in sorted(folder().glob("*.toml")):
        try:
            found.append(Sample.model_validate(tomllib.loads(path.read_text(encoding="utf-8")) | {"path": path}))
        except (OSError, ValueError) as fault:
            raise Refusal(f"The sample {path} cannot be read: {fault}.") from fault
    return sorted(found, key=lambda sample: sample.number)


def sample(number: int = DEMO) -> Sample:
    """One bundled encounter. Raises Refusal when there is none of that number or its recording is gone."""
    for found in samples():
        if found.number == number:
            if not found.sound.is_file():
                raise Refusal(f"The recording {found.sound} is missing; 'git checkout {FOLDER}' brings it back.")
            return found
    raise Refusal(f"There is no sample encounter {number}; {folder()} holds those that there are.")
