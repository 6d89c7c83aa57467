"""The visit as it runs: transcript left, note in the middle, checklist and code at the right, the bar on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QInputDialog, QLabel, QSplitter, QVBoxLayout, QWidget

from asr.transcript import Repair
from scribe_app.window.look.parts import Scrolled, button, frame, height_at, label
from scribe_app.window.look.speaking import announce
from scribe_app.window.look.tab_order import TabOrder
from scribe_app.window.sound.recording_bar import RecordingBar
from scribe_app.window.visit.alerts import AlertsPanel
from scribe_app.window.visit.captions import Captions
from scribe_app.window.visit.checklist import ChecklistPanel
from scribe_app.window.visit.code_card import CodeCard
from scribe_app.window.visit.handover_line import HandoverLine
from scribe_app.window.visit.hints import HintsPanel
from scribe_app.window.visit.narrow import TakeTurns
from scribe_app.window.visit.note import NotePanel
from scribe_app.window.visit.questions import QuestionsPanel
from scribe_app.window.visit.replay_bar import ReplayBar
from scribe_app.window.visit.settling import in_sight, settling
from scribe_app.window.visit.transcript import TranscriptPanel
from scribe_app.window.visit.visit_session import VisitSession
from structuring.events import (
    AlertAcknowledged,
    CodeAccepted,
    Dismissed,
    Event,
    FactEntered,
    SentenceEdited,
    SentenceReviewed,
    SpeakerCorrected,
    TextCorrected,
)
from structuring.state import Change, Coding, Note
from structuring.turns import Evidence, Turn

if TYPE_CHECKING:
    from scribe_app.meaning.hints import Hint

LOW = 460


class EncounterPage(QWidget):
    """Joins the panels to one VisitSession: what happened goes to the panels, what is wanted becomes an Event."""

    play_wanted = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.session: VisitSession | None = None
        self._talking = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = RecordingBar()
        column.addWidget(self.bar)
        self.warning = WarningLine()
        column.addWidget(self.warning)
        self.handover = HandoverLine()
        column.addWidget(self.handover)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(12, 12, 12, 10)
        self.body.setSpacing(9)
        column.addLayout(self.body, 1)

        self.transcript = TranscriptPanel()
        self.note = NotePanel()
        self.questions = QuestionsPanel()
        self.alerts = AlertsPanel()
        self.checklist = ChecklistPanel()
        self.hints = HintsPanel()
        self.hints_found: tuple[Hint, ...] = ()
        self.code = CodeCard()
        right = QWidget()
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        scroll = self._scroll = Scrolled()
        scroll.content.setSpacing(8)
        for part in (self.questions, self.alerts, self.checklist, self.hints):
            scroll.content.addWidget(part)
        scroll.content.addStretch(1)
        scroll.resized.connect(self._balance)
        stack.addWidget(scroll, 1)
        stack.addWidget(self.code)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(10)
        for widget, least, share in ((self.transcript, 230, 30), (self.note, 260, 38), (right, 300, 32)):
            widget.setMinimumWidth(least)
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        self.splitter.setSizes([300, 380, 330])
        turns = ((self.tr("Note"), self.note), (self.tr("Transcript"), self.transcript))
        self.turns = TakeTurns(self, turns)
        self.body.addWidget(self.turns)
        self.body.addWidget(self.splitter, 1)
        self.captions = Captions()
        self.body.addWidget(self.captions)
        self.replay_bar = ReplayBar()
        self.body.addWidget(self.replay_bar)

        self._order = TabOrder(self._panels, self)
        scroll.fitted.connect(self._order.soon)

        self.transcript.play_wanted.connect(self.play_wanted)
        self.transcript.speaker_changed.connect(self._speaker_changed)
        self.transcript.correction_wanted.connect(self.correct_words)
        self.hints.decided.connect(self._apply)
        for panel in (self.note, self.checklist, self.alerts, self.hints, self.code):
            panel.evidence_wanted.connect(self.show_evidence)
        self.note.edited.connect(lambda sentence, text: self._apply(SentenceEdited(id=sentence, text=text)))
        self.note.reviewed.connect(lambda sentence: self._apply(SentenceReviewed(id=sentence)))
        self.note.added.connect(self._added)
        self.checklist.dismissed.connect(lambda path, reason: self._apply(Dismissed(path=path, reason=reason)))
        self.checklist.entered.connect(lambda path, value: self._apply(FactEntered(path=path, value=value)))
        self.questions.dismissed.connect(lambda path, reason: self._apply(Dismissed(path=path, reason=reason)))
        self.code.accepted.connect(self.accept_code)
        self.alerts.acknowledged.connect(self.acknowledge)

    # -- showing ------------------------------------------------------------------------------------------------

    def show_session(self, session: VisitSession) -> None:
        """Shows a visit from its beginning, and from now on whatever happens in it."""
        self._leave_session()
        self.session = session
        session.turn_heard.connect(self._turn_heard)
        session.changed.connect(self._changed)
        self.transcript.show_partial(None)
        self.transcript.show_turns(session.turns, session.repairs)
        self.note.show_addenda([])
        self.warning.clear()
        self.refresh()

    def clear_screen(self) -> None:
        """Takes every word of the visit from the screen; the visit itself goes on."""
        self._leave_session()
        self.transcript.show_partial(None)
        self.transcript.show_turns((), {})
        self.note.show_note(Note())
        self.checklist.clear_screen()
        self.questions.show_items(())
        self.alerts.show_alerts(())
        self.hints.show_hints(())
        self.code.show_coding(Coding())

    def show_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        """Shows the words in the transcript and plays them."""
        self.turns.show_panel(self.transcript)
        self.transcript.show_evidence(evidence)

    def search(self) -> None:
        self.turns.show_panel(self.transcript)
        self.transcript.start_search()

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Passages that possibly speak of silent items; those answered since then are left out."""
        self.hints_found = tuple(hints)
        self._refresh_hints()

    def _refresh_hints(self) -> None:
        session = self.session
        if session is None:
            return
        silent = {path for item in session.state.checklist for path in item.missing}
        gone = session.dismissed_hints if self.hints_found else set()
        text = {turn.line: turn.text for turn in session.turns} if self.hints_found else {}
        self.hints.show_hints(
            [
                hint
                for hint in self.hints_found
                if hint.path in silent
                and hint.id not in gone
                and hint.evidence.quote in text.get(hint.evidence.line, "")
                and not session.locked
            ]
        )

    def set_quiet(self, quiet: bool) -> None:
        """While people talk, what may still settle itself keeps to one line."""
        self._talking = quiet
        self.code.set_quiet(quiet)
        self.refresh()

    def _leave_session(self) -> None:
        if self.session is not None:
            self.session.turn_heard.disconnect(self._turn_heard)
            self.session.changed.disconnect(self._changed)
            self.session = None

    def _panels(self) -> list[QWidget]:
        """In the order in which they are read."""
        middle: list[QWidget] = [self.transcript, self.note, self.questions, self.alerts]
        return [self.bar, *middle, self.checklist, self.hints, self.code]

    def focus_next_panel(self) -> None:
        """Moves the keyboard from panel to panel: transcript, note, checklist, code, bar."""
        panels = [panel for panel in (*self._panels()[1:], self.bar) if panel.isVisible()]
        now = QApplication.focusWidget()
        here = next((n for n, panel in enumerate(panels) if now is not None and panel.isAncestorOf(now)), -1)
        for step in range(1, len(panels) + 1):
            panel = panels[(here + step) % len(panels)]
            first = next((w for w in panel.findChildren(QWidget) if _takes_focus(w)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _balance(self) -> None:
        """The checklist comes before further questions: they fold up where both do not fit."""
        width = self._scroll.viewport().width()
        room = self._scroll.viewport().height()
        if width < 50:
            return
        self.checklist.set_compact(room < LOW)
        for part in (self.checklist, self.alerts, self.hints):
            layout = part.layout()
            if layout is not None and part.isVisibleTo(self):
                room -= height_at(layout, width) + 8
        self.questions.set_compact(room < self.questions.height_of_all(width))

    def refresh(self) -> None:
        """Shows note, checklist, code and alerts as they stand."""
        if self.session is None:
            return
        state, locked = self.session.state, self.session.locked
        self.note.show_note(state.note, read_only=locked, signed=locked)
        self.checklist.show_items(state.checklist)
        self.questions.show_items(state.checklist, enabled=not locked)
        so_far = settling(state, talking=self._talking)
        self.code.show_coding(state.code, read_only=locked, so_far=so_far)
        self.alerts.show_alerts(in_sight(state.alerts, so_far=so_far), read_only=locked)
        self._refresh_hints()
        self._balance()
        self._order.soon()

    def _turn_heard(self, turn: Turn, repairs: tuple[Repair, ...]) -> None:
        self.transcript.add_turn(turn, repairs)

    def _changed(self, change: Change) -> None:
        self.refresh()

    # -- asking -------------------------------------------------------------------------------------------------

    def _apply(self, event: Event) -> None:
        if self.session is not None:
            self.session.apply(event)

    def _added(self, section: str, text: str) -> None:
        assert self.session is not None
        taken = {sentence.id for part in self.session.state.note.sections for sentence in part.sentences}
        number = 1
        while f"new:{number}" in taken:
            number += 1
        self._apply(SentenceEdited(id=f"new:{number}", text=text, section=section))

    def _speaker_changed(self, line: int, speaker: str) -> None:
        self._apply(SpeakerCorrected.model_validate({"line": line, "speaker": speaker}))
        self._reshow_transcript()

    def correct_words(self, line: int) -> None:
        """Asks for the right wording of one line."""
        if self.session is None or self.session.locked:
            return
        turn = next(turn for turn in self.session.turns if turn.line == line)
        text, given = QInputDialog.getMultiLineText(
            self, self.tr("Correct the words"), self.tr("What was said on this line:"), turn.text
        )
        text = " ".join(text.split())
        if given and text and text != turn.text:
            self._apply(TextCorrected(line=line, text=text))
            self.session.repairs.pop(line, None)
            self._reshow_transcript()

    def _reshow_transcript(self) -> None:
        assert self.session is not None
        bar = self.transcript.view.verticalScrollBar()
        at = bar.value()
        self.transcript.show_turns(self.session.turns, self.session.repairs)
        bar.setValue(at)

    def accept_code(self, code: str | None, reason: str = "") -> None:
        self._apply(CodeAccepted(code=code, reason=reason))

    def acknowledge(self, alert_id: str) -> None:
        """Asks why a contradiction stands and records the reason."""
        reason, given = QInputDialog.getText(
            self, self.tr("Keep it as it is"), self.tr("Why it stands (goes on record):")
        )
        if given and reason.strip():
            self._apply(AlertAcknowledged(id=alert_id, reason=reason.strip()))

    def undo(self) -> None:
        if self.session is not None and self.session.undo():
            self._reshow_transcript()


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


class WarningLine(QWidget):
    """One sentence across the window about something that needs a hand now: no input, clipping, unplugged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 0)
        card = frame("warning")
        outer.addWidget(card)
        line = QHBoxLayout(card)
        line.setContentsMargins(12, 5, 6, 5)
        self.text: QLabel = label(wrap=True)
        line.addWidget(self.text, 1)
        close = button(self.tr("Dismiss"), "plain")
        close.clicked.connect(self.clear)
        line.addWidget(close)
        self.setVisible(False)

    def show_warning(self, text: str) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        announce(self, text, urgent=True)

    def clear(self) -> None:
        self.show_warning("")
