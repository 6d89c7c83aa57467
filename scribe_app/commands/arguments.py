"""Kinds of arguments that several commands take."""

from __future__ import annotations

import argparse
from datetime import date


def calendar_day(text: str) -> date:
    """A date written as 2026-11-24, for `type=` of an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-24") from None
