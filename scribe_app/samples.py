"""The encounters that come with the program: where they lie and how each is described."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

import scribe_app
from scribe_app.errors import Refusal

FOLDER = "sample_audio"
DEMO = 2  # the encounter whose red flags are never asked: the demo has something left to show at the end


class SampleLine(BaseModel):
    """One spoken line; seconds from the start of the recording."""

    model_config = ConfigDict(extra="forbid")

    speaker: Literal["clinician", "patient"]
    text: str
    start_s: float
    end_s: float


class Expected(BaseModel):
    """What the checklist must show at the end, and the code that the words support."""

    model_config = ConfigDict(extra="forbid")

    checklist: dict[str, str]
    silent: list[str] = []
    code: str
    tabular: str | None = None
    alerts: list[str] = []


class Sample(BaseModel):
    """One bundled encounter: `NAME.toml` beside `NAME.ogg`."""

    model_config = ConfigDict(extra="forbid")

    number: int
    title: str
    visit: Literal["initial", "follow_up"]
    seconds: float
    voices: dict[str, str]
    sound: str
    lines: list[SampleLine]
    expected: Expected


def folder() -> Path:
    """The folder of the bundled encounters. Raises Refusal when the program came without it."""
    beside = Path(scribe_app.__file__).resolve().parent.parent / FOLDER
    if not beside.is_dir():
        raise Refusal(
            f"The sample encounters are missing: {beside} is not there. "
            "Install from a clone with 'pip install -e .', or replay a file of your own with 'scribe replay FILE'."
        )
    return beside


def samples() -> list[Sample]:
    """All bundled encounters by number. Raises Refusal when one cannot be read."""
    found = []
    for path in sorted(folder().glob("*.toml")):
        try:
            found.append(Sample.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError, ValidationError) as fault:
            raise Refusal(f"The sample {path} cannot be read: {fault}.") from fault
    return sorted(found, key=lambda sample: sample.number)


def sound_of(number: int = DEMO) -> Path:
    """The recording of one bundled encounter. Raises Refusal when there is none of that number."""
    for sample in samples():
        if sample.number == number:
            sound = folder() / sample.sound
            if not sound.is_file():
                raise Refusal(f"The recording {sound} is missing; 'git checkout {FOLDER}' brings it back.")
            return sound
    raise Refusal(f"There is no sample encounter {number}; {folder()} holds those that there are.")
