"""The most memory that this process has held."""

from __future__ import annotations

import sys
from pathlib import Path

MIB = 1024 * 1024


def peak_mb() -> float:
    """Peak resident set of this process in MiB.

    On Linux read from /proc, because `getrusage` hands a child its parent's peak (getrusage(2), exec keeps it).
    """
    if sys.platform.startswith("linux"):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / MIB
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MIB if sys.platform == "darwin" else 1024)
