"""The one QApplication, made only after the machine was found able to show it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from scribe_app.errors import Refusal

NO_FONT = (
    "No font is installed, so every text would be boxes; install one (on Debian: apt-get install -y "
    "fonts-dejavu-core) and start again."
)


TRANSLATIONS = Path(__file__).parent / "translations"


def application() -> QApplication:
    """The running application, or a new one. Raises Refusal when the machine has no font.

    The caller has asked `scribe_app.display.why_no_window()` first: Qt ends the process where it has no screen.
    """
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Lumbar Scribe")
    app.setApplicationDisplayName("Lumbar Scribe")
    app.setDesktopFileName("lumbar-scribe")
    if not QFontDatabase.families():
        raise Refusal(NO_FONT)
    if app.property("translated") is None:
        app.setProperty("translated", translate(app, QLocale(), TRANSLATIONS))
    return app


def translate(app: QApplication, locale: QLocale, folder: Path) -> bool:
    """Shows the window in the language of `locale` where `folder` has it (docs/window.md). False: in English."""
    translator = QTranslator(app)
    found = translator.load(locale, "lumbar-scribe", "_", str(folder))
    return found and app.installTranslator(translator)
