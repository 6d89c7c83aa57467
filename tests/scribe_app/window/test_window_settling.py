"""While people talk a code that only the mechanism suggests is named in passing; conflicts are not held back."""

from __future__ import annotations

from datetime import date

from scribe_app.visit import samples
from scribe_app.window.visit.open_visit import OpenVisit
from scribe_app.window.visit.settling import in_sight
from structuring.state import Visit

TODAY = date(2026, 11, 24)


def go_to(window, qtbot, share: float) -> OpenVisit:
    """Goes on to a share of the recording and holds it there, in the middle of the talk."""
    opened = window.flow.visit
    end_s = window.encounter.replay_bar.slider.maximum() * share
    opened.paced.skip_to(end_s)
    qtbot.waitUntil(lambda: opened.live.taken_s >= end_s, timeout=10_000)
    opened.paced.pause()
    qtbot.wait(300)
    return opened


def test_an_early_code_keeps_still_until_a_cause_is_stated(window, qtbot, demo_script):
    window.open_replay(demo_script, Visit(date_of_service=TODAY, visit_type="initial"), 1.0)
    qtbot.waitUntil(lambda: window.encounter.replay_bar.slider.maximum() > 100, timeout=10_000)
    opened = go_to(window, qtbot, 0.56)
    state, card = opened.session.state, window.encounter.code
    assert state.code.primary == "S39.012A" and any(alert.kind == "excludes1" for alert in state.alerts)
    assert "so far" in card.code.text() and not card.use_button.isVisible()
    assert not window.encounter.alerts.isVisible()
    window.enter_strip()
    assert "S39" not in window.strip.under.text() and "contradiction" not in window.strip.under.text()
    window.leave_strip()
    card.why_button.setChecked(True)
    assert card.description.isVisible(), "who asks why is told"
    card.why_button.setChecked(False)

    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        opened.paced.set_speed(0)
        opened.paced.resume()
    assert card.code.text() == "M54.59" and card.use_button.isVisible()


def test_a_query_about_the_code_comes_forward_when_the_visit_is_stopped(window, qtbot, demo_script):
    window.open_replay(demo_script, Visit(date_of_service=TODAY, visit_type="initial"), 1.0)
    qtbot.waitUntil(lambda: window.encounter.replay_bar.slider.maximum() > 100, timeout=10_000)
    go_to(window, qtbot, 0.56)
    with qtbot.waitSignal(window.flow.ended, timeout=20_000):
        window.flow.stop()
    assert window.encounter.code.code.text() == "S39.012A" and window.encounter.code.use_button.isVisible()
    assert any(alert.kind == "excludes1" for alert in window.encounter.alerts.alerts)


def test_statements_that_contradict_each_other_are_shown_while_people_talk(window, qtbot):
    window.open_replay(samples.sample(3).script, Visit(date_of_service=TODAY, visit_type="initial"), 1.0)
    qtbot.waitUntil(lambda: window.encounter.replay_bar.slider.maximum() > 100, timeout=10_000)
    opened = go_to(window, qtbot, 0.9)
    waiting = [alert.id for alert in opened.session.state.alerts if alert.kind != "excludes1"]
    assert waiting
    assert set(waiting) <= {alert.id for alert in window.encounter.alerts.alerts}
    assert set(waiting) <= {alert.id for alert in in_sight(opened.session.state.alerts, so_far=True)}
