"""Is there room on the disk for another visit?"""

from __future__ import annotations

import shutil
from pathlib import Path

from scribe_app.store.sound import RATE
from scribe_app.store.trouble import DiskFull, explain

BYTES_PER_MINUTE = RATE * 2 * 60 * 11 // 10
RESERVE = 200 * 1024 * 1024
LEAST_MINUTES = 60


def minutes_left(folder: Path) -> int:
    """For how many minutes of sound there is room, with a reserve left for the rest of the machine."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        raise explain(fault) from fault
    return max(0, (free - RESERVE) // BYTES_PER_MINUTE)


def require_room(folder: Path, minutes: int = LEAST_MINUTES) -> int:
    """The minutes there is room for. Raises DiskFull, before anything is recorded, when they are too few."""
    left = minutes_left(folder)
    if left < minutes:
        raise DiskFull(
            f"The disk has room for {left} more minutes of sound, and a visit may take {minutes}. "
            "Free some space before you start; nothing is being recorded yet."
        )
    return left
