"""Rewording in the window: side by side, lies refused with the reason, taken one by one, undone like any edit."""

from __future__ import annotations

import threading

import pytest

from scribe_app.errors import Refusal
from scribe_app.window.review.rewording import RewordDialog


def honest_but_for_sides(text: str) -> str:
    """Rewords most sentences and lies about sides."""
    return text.replace("right", "left") if "right" in text else f"The patient has {text[:1].lower()}{text[1:]}"


@pytest.fixture
def dialog(read_out, qtbot) -> RewordDialog:
    note = read_out.flow.visit.session.state.note
    made = RewordDialog(read_out.pack, note, lambda: honest_but_for_sides)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.take.isEnabled(), timeout=20_000)
    return made


def sentences(window) -> dict[str, tuple[str, str]]:
    note = window.flow.visit.session.state.note
    return {one.id: (one.text, one.by) for section in note.sections for one in section.sentences}


def test_what_the_model_may_say_is_offered_and_what_it_may_not_is_refused(read_out, dialog):
    before = sentences(read_out)
    offered = dict(dialog.chosen())
    assert offered and all(text != before[key][0] for key, text in offered.items())
    with_side = [key for key, (text, _) in before.items() if "right" in text]
    assert with_side and not set(with_side) & set(offered), "a changed side is never offered"
    assert sentences(read_out) == before, "nothing happens before it is taken"


def test_taken_sentences_are_the_clinicians_and_can_be_undone(read_out, dialog):
    before = sentences(read_out)
    dialog._boxes[0][0].setChecked(False)
    left_out = dialog._boxes[0][1].id
    taken = dialog.chosen()
    evidence = {row.sentence.id: row.sentence.evidence for row in read_out.encounter.note.rows()}
    read_out.rewording.take(taken)
    now = sentences(read_out)
    assert now[left_out] == before[left_out]
    for key, text in taken:
        assert now[key] == (text, "clinician")
        assert read_out.encounter.note.row(key).sentence.evidence == evidence[key]
    for _ in taken:
        read_out.encounter.undo()
    assert sentences(read_out) == before


def test_the_action_is_there_only_with_a_folder_and_says_what_is_wrong_with_it(read_out, qtbot, tmp_path):
    note = read_out.encounter.note
    assert not note.reword_button.isVisible() and read_out.rewording.dialog() is None
    read_out.settings.rewording = str(tmp_path)
    read_out.settings_flow.followed.emit()
    assert note.reword_button.isVisible()
    made = read_out.rewording.dialog()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(
        lambda: "config.json" in made.text.text() or "not installed" in made.text.text(), timeout=20_000
    )
    assert not made.take.isEnabled()


def test_it_can_be_cancelled_while_the_model_works(read_out, qtbot):
    begun, go_on = threading.Event(), threading.Event()

    def slow(text: str) -> str:
        begun.set()
        go_on.wait(20)
        return text

    made = RewordDialog(read_out.pack, read_out.flow.visit.session.state.note, lambda: slow)
    qtbot.addWidget(made)
    made.show()
    assert begun.wait(20)
    made.reject()
    go_on.set()
    made._thread.join(20)
    assert not made._thread.is_alive() and made.chosen() == []


def test_a_model_that_is_refused_is_told_in_its_words(read_out, qtbot):
    def refuse():
        raise Refusal("Rewording is off: torch is not installed.")

    made = RewordDialog(read_out.pack, read_out.flow.visit.session.state.note, refuse)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "torch" in made.text.text(), timeout=10_000)
