"""The same payer under many spellings: names are compared without case, punctuation and legal forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from scribe_app.billing.ledger import Ledger

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


def same_payer(book: Ledger, spelling: str, payer: str) -> None:
    """From now on `spelling` counts as `payer`, in what is imported already too."""
    with book.transaction() as db:
        db.execute("INSERT OR REPLACE INTO payer_names VALUES (?, ?)", (payer_key(spelling), payer))
        db.execute("UPDATE claims SET payer_key = ? WHERE payer_key = ?", (payer_key(payer), payer_key(spelling)))


def payer_spellings(book: Ledger) -> list[tuple[str, list[str], int]]:
    """Each payer by its commonest spelling, its other spellings, and its number of claims; largest first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for key, name, count in book.database.rows(
        "SELECT payer_key, payer, count(*) AS n FROM claims GROUP BY payer_key, payer ORDER BY n DESC, payer"
    ):
        found.setdefault(key, []).append((name, count))
    rows = [
        (names[0][0] or "(not given)", [name for name, _ in names[1:]], sum(count for _, count in names))
        for names in found.values()
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
