"""The recogniser models of this machine and those to be had: what `scribe models` and the settings show."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asr.models import EMBEDDED, FETCHABLE, NEEDED, SUMS, TINY_EN, ModelError
from asr.models import embedded_folder as embedded
from scribe_app.store.files import private_folder, write_whole

COMFORTABLE = 0.25  # seconds of computing per second of speech up to which live text keeps up easily
PATIENT = 0.5  # and up to which a recording may be gone over once more
PROBE_S = 10.0
MEASURED = "measured.json"


@dataclass(frozen=True, slots=True)
class Model:
    """One model. `folder` is None while it is not on this machine; `slower` compares it with the embedded one, and
    is None for a model of the user's own."""

    name: str
    size_mb: int
    licence: str
    folder: Path | None
    slower: float | None = None


def models(folder: Path) -> list[Model]:
    """The embedded model, those in the user's `folder`, and those that could be fetched into it."""
    try:
        place: Path | None = embedded()
    except ModelError:
        place = None
    found = [Model(EMBEDDED, TINY_EN.size_mb, TINY_EN.licence, place, 1.0)]
    for known in FETCHABLE:
        here = folder / known.name
        fetched = here if (here / SUMS).is_file() else None
        found.append(Model(known.name, known.size_mb, known.licence, fetched, known.slower))
    names = {model.name for model in found}
    for own in sorted(folder.iterdir()) if folder.is_dir() else ():
        if own.name not in names and all((own / name).is_file() for name in NEEDED):
            size = sum(file.stat().st_size for file in own.iterdir() if file.is_file())
            found.append(Model(own.name, round(size / 1e6), "", own))
    return found


def speed(folder: Path) -> float:
    """Seconds of computing for one second of speech: the final hypothesis of a bundled encounter's beginning."""
    from asr import recording
    from asr.audio import SAMPLE_RATE
    from asr.whisper import Recogniser
    from scribe_app.visit.samples import sample

    sound = recording.samples(sample().sound)[: round(PROBE_S * SAMPLE_RATE)]
    recogniser = Recogniser(folder)
    recogniser.decode(sound)  # the first call also makes room
    began = time.perf_counter()
    recogniser.decode(sound)
    return (time.perf_counter() - began) / PROBE_S


def measured(folder: Path) -> dict[str, float]:
    """The speeds that were measured on this machine, by name; those of other machines are none of ours."""
    try:
        values = json.loads((folder / MEASURED).read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in values.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def keep_measured(folder: Path, name: str, value: float) -> None:
    """Notes a measured speed. Raises StoreTrouble when it cannot be written."""
    private_folder(folder)
    kept = measured(folder) | {name: round(value, 4)}
    write_whole(folder / MEASURED, json.dumps(kept, indent=1).encode())


def best(found: Sequence[Model], tiny_speed: float) -> Model | None:
    """The best model that this machine would carry in a live visit, from what the embedded one takes."""
    able = [model for model in found[1:] if model.slower and tiny_speed * model.slower <= COMFORTABLE]
    return max(able, key=lambda model: (model.slower or 0.0, model.size_mb), default=None)


def best_at_hand(chosen: str, found: Sequence[Model], speeds: Mapping[str, float]) -> str:
    """The name of the best model that is on this machine and, by the measured speed of the embedded one, goes over
    a recording in half its time; the `chosen` one ("" for the embedded) where that is better or none is known."""
    rank = {model.name: model.slower for model in found if model.folder is not None and model.slower}
    least = rank.get(chosen or EMBEDDED)
    tiny = speeds.get(EMBEDDED)
    if least is None or tiny is None:
        return chosen
    able = {name: slower for name, slower in rank.items() if slower > least and tiny * slower <= PATIENT}
    return max(able, key=lambda name: able[name], default=chosen)
