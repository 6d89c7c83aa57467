"""Reads packs of clinical rules from the program's own data or from a folder of the clinic's."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from scribe_app.errors import Refusal
from structuring.pack import Pack, RuleError

if TYPE_CHECKING:
    from asr.vocabulary_file import VocabularyFile

DEFAULT_PACK = "lumbar_pain"
WORDING = "wording.toml"


@lru_cache(maxsize=4)
def load_pack(name: str = DEFAULT_PACK, wording: str | None = None) -> Pack:
    """The pack of that name, or of that folder when `name` is a path to one; `wording` is the text of another
    wording.toml than its own.

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
    return Pack(folder.name or name, texts if wording is None else texts | {WORDING: wording})


def own_wording(path: Path, name: str = DEFAULT_PACK) -> tuple[str, tuple[str, ...]]:
    """The text of a user's own wording.toml, checked as the pack's own is, and the titles of its sections.

    Raises Refusal with file, line and reason.
    """
    from structuring.wording import Writer, section_titles

    path = path.expanduser()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is no UTF-8 text"
        raise Refusal(f"The template {path} cannot be read: {reason}.") from fault
    pack = load_pack(name, text)
    try:
        Writer(pack)
        return text, section_titles(pack)
    except RuleError as fault:
        raise Refusal(f"{path.name}: {str(fault).removeprefix(f'{WORDING}: ')}") from fault


def chosen_pack(name: str, template: str) -> tuple[Pack, str]:
    """The pack with the user's own template, and "" or why it is the pack's own all the same."""
    if not template:
        return load_pack(name), ""
    try:
        text, _ = own_wording(Path(template), name)
    except Refusal as fault:
        return load_pack(name), f"{fault} The built-in template is used until that is put right."
    return load_pack(name, text), ""


def load_vocabulary(name: str = DEFAULT_PACK) -> VocabularyFile:
    """The words that the recogniser is to expect. Raises Refusal, or RuleError when the file is wrong."""
    from asr.vocabulary_file import VocabularyFile  # here, so that a look-up of a code does not wait for the ear

    return load_pack(name).section("vocabulary.toml", VocabularyFile)
