"""What the user chose, in one small TOML file that can be read and corrected by hand."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scribe_app.errors import Refusal

FILE = "settings.toml"


class Settings(BaseModel):
    """All settings with their defaults. `microphone` and `model` "" mean the default ones."""

    model_config = ConfigDict(extra="ignore", validate_assignment=True)

    microphone: str = ""
    model: str = ""
    pack: str = "lumbar_pain"
    template: str = ""  # a wording.toml of one's own; "": that of the pack
    hints: bool = False  # passages that possibly speak of a silent item (extra "semantic")
    rewording: str = ""  # the folder of a language model that may reword sentences; "": none
    clinician: str = ""
    credentials: str = ""
    appearance: Literal["system", "light", "dark", "contrast"] = "system"
    text_percent: int = Field(default=100, ge=80, le=200)
    lock_minutes: int = Field(default=10, ge=0, le=240)
    keep_sound_days: int = Field(default=30, ge=0, le=3650)
    keep_transcript_days: int = Field(default=0, ge=0, le=3650)
    keep_claims_days: int = Field(default=0, ge=0, le=7300)  # after the last event of a claim; 0: for good
    play_evidence: bool = True
    show_captions: bool = True
    group_database: str = ""  # libpq connection string of a group of clinics; "": nothing is sent anywhere
    clinic: str = ""
    ask_early: tuple[str, ...] = ()  # checklist lines that this practice's notes have often left out


def settings_path() -> Path:
    """SCRIBE_CONFIG names another folder than the user's own."""
    folder = os.environ.get("SCRIBE_CONFIG") or platformdirs.user_config_dir("lumbar-scribe", appauthor=False)
    return Path(folder) / FILE


def load(path: Path | None = None) -> Settings:
    """The stored settings, or the defaults where none are stored. Raises Refusal for a file that is damaged."""
    source = path or settings_path()
    try:
        return Settings.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Refusal(f"{source}: {place}: {first['msg']}. Correct or delete the file.") from fault
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Refusal(f"The settings in {source} cannot be read: {fault}. Correct or delete the file.") from fault


def save(settings: Settings, path: Path | None = None) -> None:
    """Writes all settings; the file is whole or unchanged. Raises Refusal when it cannot be written."""
    target = path or settings_path()
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.model_dump().items()]
    beside = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
        beside.replace(target)
    except OSError as fault:
        raise Refusal(f"The settings cannot be written to {target}: {fault.strerror or fault}.") from fault
