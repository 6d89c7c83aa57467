"""Whether a column of dates is written month first (12/31/2025) or day first (31/12/2025): its content tells.

A column in which no number is above twelve does not tell; then the choice made by hand goes first, then the one
remembered for its system, then what the other columns of the file tell, and month first after that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from scribe_app.billing.values import without_clock

Order = Literal["day", "month"]

# More than this share of the telling dates against the rest: the column is mixed, and nobody's to guess.
STRAY = 0.05
_NUMBERS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})")
WORDS: dict[Order, str] = {"day": "day first (31/12/2025)", "month": "month first (12/31/2025)"}


class Orders(NamedTuple):
    """The order of each date field, those of them that were only assumed, and those that are mixed."""

    found: dict[str, Order]
    assumed: tuple[str, ...]
    mixed: tuple[str, ...]


def order_of(text: str) -> Order | Literal["either"] | None:
    """What one date tells; "either" when it reads both ways as different days, None when it has no such order."""
    match = _NUMBERS.fullmatch(without_clock(text))
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12:
        return "day"
    if second > 12:
        return "month"
    return "either" if first != second else None


def orders(
    values: Mapping[str, Sequence[str]], chosen: Order | None = None, saved: Mapping[str, Order] | None = None
) -> Orders:
    """The orders of the date fields, from their cells. `chosen` and `saved` count where the cells do not tell."""
    found: dict[str, Order] = {}
    open_fields, mixed = [], []
    for field, cells in values.items():
        told = Counter(order_of(cell) for cell in cells)
        day, month = told["day"], told["month"]
        if day or month:
            found[field] = "day" if day > month else "month"
            if min(day, month) > STRAY * (day + month):
                mixed.append(field)
        elif told["either"]:
            open_fields.append(field)
    others: set[Order] = set(found.values())
    alike = next(iter(others)) if len(others) == 1 else None
    assumed = []
    for field in open_fields:
        known = chosen or (saved or {}).get(field)
        found[field] = known or alike or "month"
        if known is None:
            assumed.append(field)
    return Orders(found, tuple(assumed), tuple(mixed))
