"""Whether a window can be opened here, found out before Qt is asked: Qt ends the process when it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

QT_PACKAGES = (
    "libgl1 libegl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)


def why_no_window(environment: Mapping[str, str] | None = None) -> str | None:
    """One sentence on why no window can be opened on this machine and what to do; None when one can."""
    return missing_libraries() or _no_screen(os.environ if environment is None else environment)


def missing_libraries() -> str | None:
    """The sentence on what Qt lacks on this machine; None when its libraries load."""
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as fault:
        library = str(fault).split(":")[0]
        if sys.platform.startswith("linux"):
            return f"The window needs {library}, which is not installed; run: apt-get install -y {QT_PACKAGES}"
        return f"The window's toolkit cannot be loaded ({fault}); reinstall PySide6-Essentials with pip."
    return None


def _no_screen(environment: Mapping[str, str]) -> str | None:
    if not sys.platform.startswith("linux"):
        return None
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "vnc", "eglfs", "linuxfb"}:
        return None
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return None
    return "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened."
