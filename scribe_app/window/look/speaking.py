"""What a screen reader is told beyond names of widgets: rows are items of a list, what is new is announced."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_installed = False
_roles: dict[type[QWidget], QAccessible.Role] = {}


def say_as(kind: type[QWidget], role: QAccessible.Role) -> None:
    """Has widgets of a class of our own presented in a role; Qt would call them borders."""
    global _installed
    _roles[kind] = role
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    for kind, role in _roles.items():
        if isinstance(thing, kind):
            return QAccessibleWidget(thing, role)
    return None


def announce(source: QWidget, text: str, *, urgent: bool = False) -> None:
    """Has a screen reader say something new without moving the focus; nothing happens where none runs."""
    if not text or not QAccessible.isActive() or not source.isVisible():
        return
    event = QAccessibleAnnouncementEvent(source, text)
    kinds = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
    QAccessible.updateAccessibility(event)
