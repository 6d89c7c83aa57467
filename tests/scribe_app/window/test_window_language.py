"""The window in another language: the template holds its texts, and a finished translation is shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from scribe_app.window.lock.lock_page import LockPage
from scribe_app.window.look.application import TRANSLATIONS, translate
from scribe_app.window.sound.recording_bar import RecordingBar
from scribe_app.window.visit.captions import Captions


def release_tool() -> str | None:
    return shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or shutil.which(
        "pyside6-lrelease"
    )


@pytest.mark.skipif(release_tool() is None, reason="pyside6-lrelease came with another package")
def test_a_translation_is_shown(qtbot, tmp_path):
    source = tree.parse(TRANSLATIONS / "lumbar-scribe.ts")
    for context in source.iter("context"):
        if context.findtext("name") == "RecordingBar":
            for message in context.iter("message"):
                if message.findtext("source") == "Start":
                    translation = message.find("translation")
                    translation.text = "Beginnen"
                    del translation.attrib["type"]
    source.write(tmp_path / "lumbar-scribe_de.ts", encoding="utf-8")
    made = tmp_path / "lumbar-scribe_de.qm"
    subprocess.run(
        [release_tool(), str(tmp_path / "lumbar-scribe_de.ts"), "-qm", str(made)], check=True, capture_output=True
    )
    app = QApplication.instance()
    assert not translate(app, QLocale("fr"), tmp_path), "English where there is no translation"
    assert translate(app, QLocale("de"), tmp_path)
    translator = app.children()[-1]
    try:
        bar = RecordingBar()
        qtbot.addWidget(bar)
        assert bar.main.text() == "Beginnen" and bar.back.text() == "Visits"
    finally:
        app.removeTranslator(translator)


def test_the_template_knows_the_pages():
    names = {context.findtext("name") for context in tree.parse(TRANSLATIONS / "lumbar-scribe.ts").iter("context")}
    assert {kind.__name__ for kind in (RecordingBar, LockPage, Captions)} <= names
