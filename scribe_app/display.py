"""Whether a window can be opened here, found out before Qt is asked: Qt ends the process when it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from scribe_app import system

_WITHOUT_SCREEN = {"offscreen", "minimal", "vnc", "eglfs", "linuxfb"}


def why_no_window(environment: Mapping[str, str] | None = None) -> str | None:
    """One sentence on why no window can be opened on this machine and what to do; None when one can."""
    return missing_toolkit() or missing_screen(environment)


def missing_toolkit() -> str | None:
    """One sentence on what Qt lacks on this machine and how to get it; None when it loads."""
    if absent := system.missing(system.WINDOW):
        return f"The window needs {', '.join(absent)}; run: {system.how_to_install(absent)}"
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as fault:
        return f"The window's toolkit cannot be loaded ({fault}); reinstall PySide6-Essentials with pip."
    return None


def missing_screen(environment: Mapping[str, str] | None = None) -> str | None:
    """One sentence where there is no display to open a window on; None where there is one."""
    environment = os.environ if environment is None else environment
    if not sys.platform.startswith("linux"):
        return None
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in _WITHOUT_SCREEN:
        return None
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return None
    return "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened."
