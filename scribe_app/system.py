"""The system libraries that the program stands on under Linux, and how to get those that are missing.

Only the standard library: the set-up uses it before anything is installed. Windows and macOS need none of these,
their wheels carry everything.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Mapping

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)

# Shared library -> Debian package. Qt names one missing library at a time and aborts without the xcb ones.
WINDOW: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
MICROPHONE: Mapping[str, str] = {"libportaudio.so.2": "libportaudio2"}


def python_fits() -> bool:
    return OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON


def missing(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of `libraries` that cannot be loaded here; always none outside Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    return {library: package for library, package in libraries.items() if not _loads(library)}


def how_to_install(packages: Mapping[str, str]) -> str:
    """What to type to get `packages` (library -> Debian package)."""
    if shutil.which("apt-get"):
        return install_line(packages.values())
    return f"install the packages of your system that hold {', '.join(packages)}"


def install_line(packages: Iterable[str]) -> str:
    """The line for a terminal that installs Debian packages."""
    names = " ".join(packages)
    as_root = "" if is_root() else "sudo "
    return f"{as_root}apt-get update && {as_root}apt-get install -y --no-install-recommends {names}"


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
