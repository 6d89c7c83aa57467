"""Hints by meaning in the window: pointed to, confirmed or set aside with one key, and nothing by themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import Qt

from asr.transcript import Utterance
from scribe_app.errors import Refusal
from scribe_app.meaning import encoder
from scribe_app.meaning.hints import Hints
from scribe_app.window.visit import hints as window_hints
from scribe_app.window.visit.open_visit import OpenVisit
from structuring.facts import FactSheet
from structuring.state import Visit

SADDLE = "red_flags.saddle_anesthesia"
SAID = "Lately it feels kind of odd when I wipe."
ODD = "The toilet seat feels odd to me somehow."


def about_wiping(texts):
    """A network for the test: what speaks of wiping or the toilet seat lies one way, all else another."""
    near = [any(word in text for word in ("wipe", "toilet seat")) for text in texts]
    return np.array([[1.0, 0.0] if close else [0.0, 1.0] for close in near], np.float32)


def only_saddle(pack):
    found = Hints(pack, about_wiping)
    saddle = next(number for number, item in enumerate(found.rules.item) if item.path == SADDLE)
    found._examples = np.where(found._owner[:, None] == saddle, [1.0, 0.0], [0.0, 0.0]).astype(np.float32)
    return found


@pytest.fixture
def visit(window, monkeypatch) -> OpenVisit:
    monkeypatch.setattr(window.hints, "_make", only_saddle)
    window.settings.hints = True
    made = window.store.new_visit(Visit(date_of_service=date(2026, 11, 24), visit_type="initial"))
    window.open_stored(made)
    return window.flow.visit


def say(visit: OpenVisit, *texts: str) -> None:
    for place, text in enumerate(texts):
        start = 5.0 * place
        visit.session.hear(
            Utterance(id=place, speaker="patient", text=text, start_s=start, end_s=start + 4, words=())
        )


def test_a_passage_is_pointed_to_and_confirmed_by_one_key_with_its_words(window, visit, qtbot):
    say(visit, "My lower back hurts.", SAID)
    panel = window.encounter.hints
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=10_000)
    row = panel.rows[0]
    assert row.hint.path == SADDLE and SAID in row.accessibleName()
    assert FactSheet({f.path: (f,) for f in visit.session.state.facts}).settled(SADDLE) is None, (
        "a hint is no fact"
    )
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert "wipe" in window.encounter.transcript.view.toPlainText()
    qtbot.keyClick(row, Qt.Key.Key_1)
    fact = next(fact for fact in visit.session.state.facts if fact.path == SADDLE)
    assert fact.by == "clinician" and fact.value == "absent"
    assert [piece.quote for piece in fact.evidence] == [SAID]
    assert not panel.isVisible()
    window.encounter.undo()
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=10_000)


def test_a_passage_set_aside_does_not_return_not_even_when_the_visit_is_opened_again(window, visit, qtbot):
    say(visit, "My lower back hurts.", SAID, ODD)
    panel = window.encounter.hints
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=10_000)
    gone = set()
    for _ in range(2):
        row = panel.rows[0]
        gone.add(row.hint.evidence.quote)
        qtbot.keyClick(row, Qt.Key.Key_0)
        qtbot.wait(700)
    assert gone == {SAID, ODD}, "the next best passage comes once"
    say(visit, "And my knee.")
    qtbot.wait(700)
    assert not panel.isVisible()
    window.show_visits()
    window.open_stored(visit.visit_id)
    qtbot.wait(900)
    assert not panel.isVisible()


def test_what_is_missing_is_said_once_in_plain_words(window, visit, qtbot, monkeypatch):
    def lacking(_pack):
        raise Refusal("Hints by meaning are off: torch is not installed.")

    monkeypatch.setattr(window.hints, "_make", lacking)
    window.show_visits()
    window.open_stored(visit.visit_id)
    qtbot.waitUntil(window.encounter.warning.isVisible, timeout=10_000)
    assert "torch is not installed" in window.encounter.warning.text.text()


def test_hints_stay_away_unless_wanted_and_while_locked(window, visit, qtbot):
    say(visit, SAID)
    panel = window.encounter.hints
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=10_000)
    window.lock()
    assert not panel.rows
    window.unlock()
    assert panel.rows
    window.settings_flow.followed.emit()
    window.settings.hints = False
    window.settings_flow.followed.emit()
    assert not panel.rows


@pytest.mark.skipif(encoder.missing() is not None, reason="the extra 'semantic' is not installed")
def test_the_real_network_points_to_a_spoken_variant(window, visit, qtbot, monkeypatch):
    monkeypatch.setattr(window.hints, "_make", window_hints.load)
    window.show_visits()
    window.open_stored(visit.visit_id)
    say(window.flow.visit, "My lower back hurts.", "It feels really weird when I wipe myself.")
    panel = window.encounter.hints
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=60_000)
    assert panel.rows[0].hint.path == SADDLE
