"""A language model on this machine may reword the note; each sentence is checked, or the plain one stays."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scribe_app.errors import Refusal
from structuring.faithful import objection
from structuring.pack import Pack
from structuring.state import Note

Generate = Callable[[str], str]

_PROMPT = "Rewrite this sentence of a medical note in plain prose. Change no fact.\nSentence: {text}\nRewritten:"
_NEEDED = ("config.json",)


@dataclass(frozen=True, slots=True)
class Rewording:
    """What came of one sentence: `text` is shown; `refused` says why a rewording was not taken."""

    id: str
    plain: str
    text: str
    refused: str | None = None


def reword(pack: Pack, note: Note, generate: Generate) -> tuple[Rewording, ...]:
    """One attempt for each machine sentence; the clinician's own sentences are never touched.

    The sentence keeps its id, and with it its evidence.
    """
    return tuple(
        _one(pack, sentence.id, sentence.text, generate)
        for section in note.sections
        for sentence in section.sentences
        if sentence.by == "heard"
    )


def _one(pack: Pack, id_: str, plain: str, generate: Generate) -> Rewording:
    try:
        text = " ".join(generate(plain).split())
    except Exception as fault:  # whatever a model of the user's own throws, the plain sentence stands
        return Rewording(id_, plain, plain, f"the model failed: {type(fault).__name__}")
    reason = objection(pack, plain, text)
    return Rewording(id_, plain, plain if reason else text, reason)


def load(folder: Path, longest: int = 80) -> Generate:
    """The model in a folder that the user names, greedy and offline. Raises Refusal."""
    lacking = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    if lacking:
        raise Refusal(
            f"Rewording is off: {' and '.join(lacking)} {'are' if lacking[1:] else 'is'} not installed; "
            "'pip install \"lumbar-scribe[semantic]\"' brings what is missing. Everything else works without it."
        )
    if not all((folder / name).is_file() for name in _NEEDED):
        raise Refusal(f"The folder {folder} holds no language model: config.json is missing.")
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(str(folder), local_files_only=True).eval()
    except Exception as fault:
        raise Refusal(f"The language model in {folder} cannot be loaded: {fault}") from fault

    def generate(text: str) -> str:
        pieces = tokenizer(_PROMPT.format(text=text), return_tensors="pt")
        with torch.inference_mode():
            out = model.generate(
                pieces["input_ids"],
                attention_mask=pieces["attention_mask"],
                max_new_tokens=longest,
                do_sample=False,
                pad_token_id=tokenizer.pad_token_id or tokenizer.eos_token_id or 0,
            )
        new = str(tokenizer.decode(out[0][pieces["input_ids"].shape[1] :], skip_special_tokens=True))
        return new.strip().partition("\n")[0]

    return generate
