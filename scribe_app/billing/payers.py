"""The same payer under many spellings: names are compared without case, punctuation and legal forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_FORMS = re.compile(r"\b(inc|llc|corp|corporation|company|co|the|of|insurance|ins|health ?plan|plan)\b")
_SHORT = {
    "bcbs": "blue cross blue shield",
    "uhc": "unitedhealthcare",
    "united healthcare": "unitedhealthcare",
    "united health care": "unitedhealthcare",
    "anthem bcbs": "anthem blue cross blue shield",
}


@lru_cache(maxsize=4096)
def payer_key(name: str) -> str:
    """How the name is compared: "Blue Cross/Blue Shield, Inc." → "blue cross blue shield"."""
    plain = re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
    plain = re.sub(r"\s+", " ", _FORMS.sub(" ", plain)).strip() or plain
    plain = _SHORT.get(plain, plain)
    return re.sub(r"\bbcbs\b", "blue cross blue shield", plain)


def canonical(name: str, names: Mapping[str, str]) -> str:
    """The comparison key after the practice's own word on which names are the same."""
    key = payer_key(name)
    return payer_key(names[key]) if key in names else key
