"""Interval of a share and median of waits with open ends."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

Z95 = 1.959963984540054


def wilson(hits: int, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a share after Wilson (1927); None without cases."""
    if n <= 0:
        return None
    share = hits / n
    centre = share + Z95**2 / (2 * n)
    spread = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    scale = 1 + Z95**2 / n
    low, high = (centre - spread) / scale, (centre + spread) / scale
    return (0.0 if hits == 0 else low, 1.0 if hits == n else high)


def median_wait(ended: Mapping[int, int], open_: Mapping[int, int]) -> int | None:
    """The day by which half have ended, after Kaplan and Meier (1958).

    Both map days waited to counts: ended, and still open.
    None when fewer than half end within the time that was watched.
    """
    at_risk = sum(ended.values()) + sum(open_.values())
    survival = 1.0
    for day in sorted({*ended, *open_}):
        if ends := ended.get(day, 0):
            survival *= 1 - ends / at_risk
            if survival <= 0.5 + 1e-12:
                return day
        at_risk -= ends + open_.get(day, 0)
    return None
