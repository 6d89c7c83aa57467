"""Reads packs of clinical rules from the program's own data or from a folder of the clinic's."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from scribe_app.errors import Refusal
from structuring.pack import Pack

if TYPE_CHECKING:
    from asr.vocabulary import VocabularyFile

DEFAULT_PACK = "lumbar_pain"


@lru_cache(maxsize=4)
def load_pack(name: str = DEFAULT_PACK) -> Pack:
    """The pack of that name, or of that folder when `name` is a path to one.

    Raises Refusal when there is no such pack or a file of it cannot be read.
    """
    folder = Path(name)
    source = folder if folder.is_dir() else resources.files("structuring") / "packs" / name
    if not source.is_dir():
        raise Refusal(f"There is no pack of rules named '{name}'.")
    try:
        texts = {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in source.iterdir()
            if entry.name.endswith((".toml", ".json"))
        }
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(f"The rules in {source} cannot be read: {fault}.") from fault
    return Pack(folder.name or name, texts)


def load_vocabulary(name: str = DEFAULT_PACK) -> VocabularyFile:
    """The words that the recogniser is to expect. Raises Refusal, or RuleError when the file is wrong."""
    from asr.vocabulary import VocabularyFile  # here, so that a look-up of a code does not wait for the ear

    return load_pack(name).section("vocabulary.toml", VocabularyFile)
