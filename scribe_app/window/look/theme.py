"""Colours, type and the one style sheet. `theme.qss` is a template; the palettes fill it in.

Every text colour keeps at least 4.5:1 (WCAG 2.2 AA) against the surfaces it stands on; a test holds it to that.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Appearance = Literal["system", "light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class Colours:
    """`ink` and `quiet` are text, `ground` the window, `surface` what is read; the rest are meanings."""

    ground: str
    surface: str
    raised: str
    ink: str
    quiet: str
    line: str
    control: str
    scroll: str
    accent: str
    accent_soft: str
    on_accent: str
    ok: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    highlight: str
    patient: str


LIGHT = Colours(
    ground="#f1f3f2",
    surface="#ffffff",
    raised="#f7f9f8",
    ink="#1a2427",
    quiet="#55636a",
    line="#dbe1df",
    control="#7b8a90",
    scroll="#c3cccb",
    accent="#17646d",
    accent_soft="#e2f0f0",
    on_accent="#ffffff",
    ok="#276749",
    warn="#855400",
    warn_soft="#fdf3df",
    danger="#a52c24",
    danger_soft="#fbe9e7",
    highlight="#ffe7a3",
    patient="#5a4a86",
)
DARK = Colours(
    ground="#121618",
    surface="#1a2022",
    raised="#21282b",
    ink="#e6ebea",
    quiet="#a5b1b5",
    line="#30393d",
    control="#74838a",
    scroll="#475359",
    accent="#74c5c9",
    accent_soft="#1d3538",
    on_accent="#0c1517",
    ok="#86cfa7",
    warn="#e6b95f",
    warn_soft="#332a17",
    danger="#f29a92",
    danger_soft="#3a2120",
    highlight="#5d4c14",
    patient="#b9a9e6",
)
CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#000000",
    ink="#ffffff",
    quiet="#ffffff",
    line="#ffffff",
    control="#ffffff",
    scroll="#ffffff",
    accent="#ffe600",
    accent_soft="#1f1c00",
    on_accent="#000000",
    ok="#7dffa8",
    warn="#ffd24d",
    warn_soft="#000000",
    danger="#ff9c94",
    danger_soft="#000000",
    highlight="#0a3fb0",
    patient="#d6c7ff",
)

_now: Colours = LIGHT


def colours() -> Colours:
    """The colours in use, for widgets that paint themselves."""
    return _now


def choose(appearance: Appearance) -> Colours:
    """The colours of an appearance; "system" follows the desktop."""
    if appearance == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[appearance]


def apply(app: QApplication, appearance: Appearance, text_percent: int = 100) -> None:
    """Dresses the whole application; can be called again at any time."""
    global _now
    _now = choose(appearance)
    size = 10.5 * text_percent / 100
    font = QFont()
    font.setFamilies(["Inter", "Segoe UI", ".AppleSystemUIFont", "Noto Sans", "Cantarell", "DejaVu Sans"])
    font.setPointSizeF(size)
    app.setStyle("Fusion")
    app.setFont(font)
    app.setPalette(_palette(_now))
    app.setStyleSheet(sheet(_now, size))


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template((resources.files("scribe_app.window.look") / "theme.qss").read_text(encoding="utf-8"))


def sheet(colours: Colours, size: float) -> str:
    """The style sheet in these colours, `size` points for running text."""
    sizes = {"small": size * 0.88, "body": size, "lead": size * 1.12, "title": size * 1.35, "display": size * 1.8}
    points = {name: f"{value:.1f}pt" for name, value in sizes.items()}
    icons = (Path(__file__).parent / "icons").as_posix()
    tick = "light" if QColor(colours.on_accent).lightness() > 127 else "dark"
    return _template().substitute(asdict(colours), **points, icons=icons, tick=tick)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipBase: colours.ink,
        QPalette.ColorRole.ToolTipText: colours.surface,
        QPalette.ColorRole.PlaceholderText: colours.quiet,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.control,
        QPalette.ColorRole.Dark: colours.control,
        QPalette.ColorRole.Light: colours.surface,
        QPalette.ColorRole.Midlight: colours.line,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.quiet))
    return palette
