"""LocalAgreement: the words that two successive hypotheses of the same speech begin with."""

from __future__ import annotations

from collections.abc import Sequence

from asr.transcript import Word


def stable(before: Sequence[Word], now: Sequence[Word]) -> int:
    """How many words of `now` stand at the same place in `before`, compared without case and punctuation."""
    count = 0
    for old, new in zip(before, now, strict=False):
        if _bare(old.text) != _bare(new.text):
            break
        count += 1
    return count


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
