"""What the toolkit must keep to on this machine: see docs/decisions/0050."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication


class _Sender(QObject):
    told = Signal(object)

    @Slot(object)
    def hear(self, _what):
        pass


def test_emitting_signals_does_not_wear_out_true(qtbot):
    sender = _Sender()
    sender.told.connect(sender.hear)
    before = sys.getrefcount(True)
    for _ in range(500):
        sender.told.emit(None)
    assert abs(sys.getrefcount(True) - before) < 50


def test_there_is_a_font_to_write_with(qtbot):
    assert QFontDatabase.families()
    assert QFontInfo(QApplication.font()).family() != ""
