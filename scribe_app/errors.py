"""The one error that reaches a user: a plain sentence that says what to do next."""

from __future__ import annotations


class Refusal(Exception):
    """Bad input or a missing part of the machine. Its text is shown as it stands; the command exits 2."""
