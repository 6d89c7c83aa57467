"""Where fetched recogniser models lie."""

from __future__ import annotations

from pathlib import Path

from scribe_app.store.files import data_folder


def models_folder() -> Path:
    """The user's folder of fetched models, one folder each; it need not exist."""
    return data_folder() / "models"
