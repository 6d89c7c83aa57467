"""Drives one open visit: what the bar asks for, what Live reports, the way to the review page and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from asr.transcript import Partial, Speaker
from scribe_app.capture.player import Player
from scribe_app.errors import Refusal
from scribe_app.window.review.review_page import ReviewPage
from scribe_app.window.visit.beside import Beside
from scribe_app.window.visit.encounter_page import EncounterPage
from scribe_app.window.visit.open_visit import OpenVisit
from scribe_app.window.visit.second_pass import SecondPass
from structuring.events import HeardAgain


class VisitFlow(QObject):
    """Signals: `review_opened` and `visit_shown` (the page to show), `sign_wanted`, `phase_changed(str)`,
    `progressed(taken_s, heard_s)`, `changed` after every event, `ended` after the last word,
    `left` when the visit is let go."""

    review_opened = Signal()
    visit_shown = Signal()
    sign_wanted = Signal()
    phase_changed = Signal(str)
    progressed = Signal(float, float)
    changed = Signal()
    left = Signal()
    ended = Signal()

    def __init__(self, page: EncounterPage, review: ReviewPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.review = review
        self.visit: OpenVisit | None = None
        self.begin: Callable[[OpenVisit], None] | None = None
        self.play_evidence = True
        self.titles: tuple[str, ...] = ()
        self.player = Player(self)
        self.player.failed.connect(self._trouble)
        self.second = SecondPass(self)
        self.second.progressed.connect(review.show_listening)
        self.second.heard.connect(self._heard_again)
        self.second.failed.connect(self._trouble)
        self.recogniser: Callable[[], Any] = lambda: None
        self.beside = Beside(self.second, self)
        review.again_wanted.connect(self.listen_again)
        bar = page.bar
        bar.start_wanted.connect(self.start)
        bar.pause_wanted.connect(self.pause)
        bar.resume_wanted.connect(self.resume)
        bar.stop_wanted.connect(self.stop)
        bar.sign_wanted.connect(self.open_review)
        page.play_wanted.connect(self.play)
        page.transcript.speaker_changed.connect(self._speaker_named)
        review.back_wanted.connect(self.visit_shown)
        review.sign_wanted.connect(self.sign_wanted)
        review.play_wanted.connect(self.play)
        review.evidence_wanted.connect(self._evidence_from_review)
        review.explain_wanted.connect(self._explain)
        review.correct_wanted.connect(self._correct)

    def open(
        self, visit: OpenVisit, name: str, detail: str, *, replay: bool = False, manual: bool = False
    ) -> None:
        """Shows a visit. `begin` is called with it when Start is pressed."""
        self.visit = visit
        visit.trouble.connect(self._trouble)
        live = visit.live
        live.partial.connect(self._partial)
        live.level_measured.connect(self._level)
        live.warned.connect(self._warned)
        live.progressed.connect(self._progressed)
        live.phase_changed.connect(self._phase)
        live.finished.connect(self._finished)
        visit.session.changed.connect(self._changed)
        self.page.note.set_titles(self.titles, all_shown=manual)
        self.page.show_session(visit.session)
        bar = self.page.bar
        bar.show_visit(name, detail)
        bar.set_mode(replay=replay, manual=manual)
        end_s = max((turn.end_s or 0.0 for turn in visit.session.turns), default=0.0)
        bar.show_progress(end_s, end_s)
        bar.show_phase("locked" if visit.session.locked else "done" if visit.session.turns else "idle")
        self.visit_shown.emit()
        (bar.main if bar.main.isEnabled() else self.page.transcript.view).setFocus()

    def close(self) -> bool:
        """Lets the visit go. A replay ends at once; a recording is stopped, and False says that its last words are
        still being worked on: `closed` follows."""
        if self.visit is None:
            return True
        self.player.stop()
        self.second.cancel()
        if not self.visit.close():
            return False
        self.left.emit()
        self.visit.deleteLater()
        self.visit = None
        return True

    # -- the bar ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        if self.visit is None or self.begin is None:
            return
        try:
            self.begin(self.visit)
        except (Refusal, ValueError, OSError) as fault:
            self._trouble(str(fault))

    def pause(self) -> None:
        if self.visit is not None:
            self.visit.pause()

    def resume(self) -> None:
        if self.visit is not None:
            self.visit.resume()

    def stop(self) -> None:
        if self.visit is not None:
            self.visit.stop()

    def toggle(self) -> None:
        """One key: start, pause, resume."""
        phase = self.page.bar.phase
        if phase == "running":
            self.pause()
        elif phase == "paused":
            self.resume()
        elif phase in ("idle", "done") and self.page.bar.main.isEnabled() and self.page.bar.main.isVisible():
            self.start()

    def open_review(self) -> None:
        """The review page; while something still runs there is nothing to sign yet."""
        if self.visit is None or self.visit.session.locked or self.visit.live.phase != "idle":
            return
        self.page.captions.close_for_good()
        self.review.show_session(self.visit.session)
        able = self.recogniser() is not None and self.visit.seconds_of_sound > 0
        self.review.again.setVisible(able)
        if not self.second.running:
            self.review.show_listening(None)
        self.review_opened.emit()

    def play(self, start_s: float, end_s: float) -> None:
        """Plays some seconds of the visit; never into a running microphone."""
        if self.visit is None or not self.play_evidence or self.visit.recording:
            return
        try:
            samples = self.visit.sound(max(0.0, start_s - 0.2), end_s + 0.3)
        except Refusal as fault:
            self._trouble(str(fault))
            return
        if len(samples):
            self.player.play(samples)

    def listen_again(self) -> None:
        """Begins the second pass over the sound, or ends the one that runs."""
        if self.visit is None:
            return
        if self.second.running:
            self.second.cancel()
            self.review.show_listening(None)
            return
        self.review.show_listening(0)
        self.second.start(self.visit, self.recogniser())

    def _heard_again(self, event: HeardAgain) -> None:
        self.review.show_listening(None)
        if self.visit is not None and not self.visit.session.locked:
            self.visit.session.apply(event)

    # -- what Live reports --------------------------------------------------------------------------------------

    def _speaker_named(self, line: int, speaker: str) -> None:
        """Lets the listener learn from a corrected label, so that the same voice is named right from then on."""
        if self.visit is None or speaker not in ("clinician", "patient"):
            return
        for turn in self.visit.session.turns:
            if turn.line == line and turn.start_s is not None and turn.end_s is not None:
                self.visit.live.name_speaker((turn.start_s + turn.end_s) / 2, cast(Speaker, speaker))

    def _partial(self, partial: Partial) -> None:
        if self.page.session is not None:  # not while the screen is locked
            self.page.transcript.show_partial(partial)

    def _level(self, level: Any) -> None:
        self.page.bar.meter.show_level(level.rms_dbfs, clipping=level.clipping)

    def _warned(self, warning: Any) -> None:
        self._trouble(warning.text)
        if self.visit is not None and warning.kind == "gap" and warning.seconds > 0:
            self.visit.gap(warning.at_s, warning.seconds, warning.text)

    def _progressed(self, taken_s: float, heard_s: float) -> None:
        self.page.bar.show_progress(taken_s, heard_s)
        self.progressed.emit(taken_s, heard_s)

    def _phase(self, phase: str) -> None:
        if phase != "idle":
            self.page.bar.show_phase(phase)
            self.page.set_quiet(phase in ("running", "paused"))
        if self.visit is not None:
            self.beside.follow(self.visit, phase)
        self.phase_changed.emit(phase)

    def _finished(self) -> None:
        self.page.transcript.show_partial(None)
        if self.visit is not None:
            self.visit.ended()
            self.page.bar.show_phase("done")
            self.page.set_quiet(False)
            self.beside.follow(self.visit, "over")
            self.ended.emit()

    def _changed(self, _change: object) -> None:
        self.changed.emit()
        if self.visit is not None and not self.visit.session.locked:
            self.visit.prompts_shown(self.page.questions.asked())
        if self.review.isVisible():
            self.review.refresh()

    def _trouble(self, text: str) -> None:
        self.page.warning.show_warning(text)

    # -- the review page ----------------------------------------------------------------------------------------

    def _evidence_from_review(self, evidence: Any) -> None:
        self.visit_shown.emit()
        self.page.show_evidence(evidence)

    def _explain(self, alert_id: str) -> None:
        self.page.acknowledge(alert_id)
        self.review.refresh()

    def _correct(self, line: int) -> None:
        self.page.correct_words(line)
        self.review.refresh()
