"""The settings: a template of one's own with its faults named, models with their speed, what follows at once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from asr.models import embedded_folder
from scribe_app.rules.knowledge import load_pack
from scribe_app.settings import Settings, load
from scribe_app.window.settings.model_chooser import ModelChooser
from scribe_app.window.settings.settings_dialog import SettingsDialog
from structuring.state import Visit

VISIT = Visit(date_of_service=date(2026, 11, 24), visit_type="initial")


@pytest.fixture
def places(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SCRIBE_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("SCRIBE_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def dialog(qtbot, places) -> SettingsDialog:
    made = SettingsDialog(Settings(clinician="Dr. Kim Lee"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.model.wait()


def own_template(folder: Path, old: str, new: str) -> Path:
    text = load_pack().text("wording.toml")
    assert old in text
    path = folder / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_wrong_template_is_named_with_line_and_reason_and_nothing_is_saved(dialog, places, qtbot):
    wrong = own_template(places, "value|sided}", "value|sidet}")
    dialog.note.template_field.setText(str(wrong))
    dialog._save()
    assert dialog.isVisible() and dialog.note.isVisible()
    sound, broken = load_pack().text("wording.toml").splitlines(), wrong.read_text().splitlines()
    line = next(n for n, pair in enumerate(zip(sound, broken, strict=True), start=1) if pair[0] != pair[1])
    assert f"mine.toml: line {line}" in dialog.note.verdict.text(), "whoever wrote it has to find the line"
    assert "words.sidet" in dialog.note.verdict.text()

    dialog.note.template_field.setText(str(places / "gone.toml"))
    assert not dialog.note.check() and "gone.toml" in dialog.note.verdict.text()
    dialog.note.template_field.setText("")
    assert dialog.note.check()


def test_a_copy_of_the_template_can_be_changed_and_used(window, dialog, places, qtbot, demo_script):
    copy = places / "clinic.toml"
    dialog.note.save_copy(copy)
    assert not dialog.note.fault and "Chief complaint" in dialog.note.verdict.text()
    copy.write_text(copy.read_text().replace('"Chief complaint"', '"Reason for the visit"'), encoding="utf-8")
    assert dialog.note.check()
    window.settings_flow.take(dialog.chosen())
    assert load().template == str(copy)
    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        window.open_replay(demo_script, VISIT, 0)
    titles = [section.title for section in window.flow.visit.session.state.note.sections]
    assert titles[0] == "Reason for the visit"


def test_a_visit_that_is_open_keeps_its_template(read_out, places, qtbot):
    other = own_template(places, '"Chief complaint"', '"Reason for the visit"')
    before = read_out.pack
    read_out.settings_flow.take(read_out.settings.model_copy(update={"template": str(other)}))
    assert read_out.pack is before
    read_out.show_visits()
    assert read_out.flow.titles[0] == "Reason for the visit"


def test_models_here_and_to_be_had_are_listed_with_sizes_and_measured(dialog, places, qtbot):
    own = places / "data" / "models" / "clinic-tuned"
    own.parent.mkdir(parents=True)
    shutil.copytree(embedded_folder(), own)
    chooser = ModelChooser(places / "data" / "models", "")
    qtbot.addWidget(chooser)
    rows = {chooser.list.topLevelItem(n).text(0): chooser.list.topLevelItem(n) for n in range(6)}
    assert rows["small.en"].text(1) == "484 MB" and rows["small.en"].flags() == Qt.ItemFlag.NoItemFlags
    assert chooser.chosen == "" and "not measured" in rows["clinic-tuned (your own)"].text(2)
    chooser.list.setCurrentItem(rows["clinic-tuned (your own)"])
    assert chooser.chosen == "clinic-tuned"
    qtbot.mouseClick(chooser.measure, Qt.MouseButton.LeftButton)
    assert not chooser.measure.isEnabled()
    qtbot.waitUntil(chooser.measure.isEnabled, timeout=60_000)
    for name in ("tiny.en (comes with the program)", "clinic-tuned (your own)"):
        assert "as fast as speech" in rows[name].text(2)
    again = ModelChooser(places / "data" / "models", "clinic-tuned")
    qtbot.addWidget(again)
    assert again.chosen == "clinic-tuned" and "speech" in again.list.currentItem().text(2), (
        "measured once is enough"
    )


def test_another_model_is_loaded_when_it_is_chosen(window, places, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(window.loader, "reload", asked.append)
    window.settings_flow.take(window.settings.model_copy(update={"model": "small.en"}))
    window.settings_flow.take(window.settings.model_copy(update={"lock_minutes": 3}))
    assert asked == ["small.en"] and load().lock_minutes == 3
