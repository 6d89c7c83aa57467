"""When the second pass begins: in pauses if the machine is strong, else after the visit, never for replays."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from scribe_app.window.visit.beside import QUIET_MS, Beside


class Noting:
    """In place of the second pass: notes what it is told. The pass itself runs in test_window_sound."""

    running = False

    def __init__(self):
        self.told = []

    def start_beside(self, visit, load, *, over):
        self.running = True
        self.told.append("whole" if over else "so far")

    def go_on(self, *, over):
        self.told.append("to the end" if over else "on")

    def give_way(self):
        self.told.append("back")


@pytest.fixture
def beside(qtbot):
    made = Beside(Noting())
    made.load = lambda: None
    return made


def visit(load, *, by_microphone=True, behind_s=0.0):
    live = SimpleNamespace(phase="paused", load=load, behind_s=behind_s)
    return SimpleNamespace(live=live, by_microphone=by_microphone, session=SimpleNamespace(locked=False))


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (visit(0.1), ["back", "so far", "back", "back", "to the end"]),
        (visit(0.8), ["back", "back", "back", "whole"]),
        (visit(None), ["back", "back", "back", "whole"]),
        (visit(0.1, behind_s=9.0), ["back", "back", "back", "whole"]),
        (visit(0.1, by_microphone=False), []),
    ],
)
def test_a_visit_with_a_pause(beside, qtbot, one, told):
    beside.follow(one, "running")
    beside.follow(one, "paused")
    qtbot.wait(QUIET_MS + 300)
    for phase in ("running", "stopping", "idle", "over"):
        one.live.phase = phase
        beside.follow(one, phase)
    assert beside._second.told == told
