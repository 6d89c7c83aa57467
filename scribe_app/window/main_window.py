"""The main window: its pages, the way between them, and the actions that are always there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from scribe_app.errors import Refusal
from scribe_app.settings import Settings
from scribe_app.store.known_patients import known_patients
from scribe_app.store.records import ConsentRecorded
from scribe_app.store.store import Store
from scribe_app.window.billing_door import BillingDoor
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.lock.idle_lock import IdleLock
from scribe_app.window.lock.lock_page import LockPage
from scribe_app.window.look.parts import open_at
from scribe_app.window.replays import Replays
from scribe_app.window.review.review_page import ReviewPage
from scribe_app.window.review.rewording import RewordingFlow
from scribe_app.window.settings.settings_flow import SettingsFlow
from scribe_app.window.shortcuts import ShortcutSheet
from scribe_app.window.signing_flow import SigningFlow
from scribe_app.window.visit.encounter_page import EncounterPage
from scribe_app.window.visit.hints import HintsBeside
from scribe_app.window.visit.hints import load as load_hints
from scribe_app.window.visit.open_visit import OpenVisit
from scribe_app.window.visit.strip import Strip
from scribe_app.window.visit_flow import VisitFlow
from scribe_app.window.visits.library_page import LibraryPage
from scribe_app.window.visits.new_visit_page import Beginning, NewVisitPage
from scribe_app.window.visits.recovery_flow import RecoveryFlow
from scribe_app.window.visits.visits_page import VisitsPage, visit_name
from structuring.pack import Pack
from structuring.state import Visit
from structuring.wording import section_titles


class MainWindow(QMainWindow):
    """`store` is the clinic's, or one in memory for a replay. `check_passphrase` answers the lock page."""

    locked = Signal()

    def __init__(
        self,
        store: Store,
        pack: Pack,
        settings: Settings,
        loader: RecogniserLoader,
        *,
        check_passphrase: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.store, self.pack, self.settings, self.loader = store, pack, settings, loader
        self._check_passphrase = check_passphrase
        self._close_when_done = False
        self._before_lock: QWidget | None = None
        self.setWindowTitle(self.tr("Lumbar Scribe"))
        self.setMinimumSize(620, 380)  # a screen of 1280 by 800 at 200 % has 640 by 400
        open_at(self, 1280, 800)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.visits = VisitsPage()
        self.new_visit = NewVisitPage()
        self.library = LibraryPage()
        self.encounter = EncounterPage()
        self.review = ReviewPage()
        self.lock_page = LockPage()
        for page in (self.visits, self.new_visit, self.library, self.encounter, self.review, self.lock_page):
            self.pages.addWidget(page)
        self.flow = VisitFlow(self.encounter, self.review, self)
        self.flow.play_evidence = settings.play_evidence
        self.flow.titles = section_titles(pack)
        self.flow.recogniser = lambda: self.loader.recogniser
        self.flow.beside.load = loader.another
        self.signing = SigningFlow(self.encounter, self.review, self.flow, pack, settings)
        self.replays = Replays(self.encounter, self.flow, loader, pack, settings)
        self.strip = Strip(self)
        self.billing = BillingDoor(lambda: self.store, lambda: self.flow.visit is not None, self)
        self.strip.early = self.encounter.questions.early = settings.ask_early
        self.idle = IdleLock(settings.lock_minutes, self)
        self.recovery = RecoveryFlow(lambda: self.store, self.visits, self)
        self.settings_flow = SettingsFlow(settings, loader, self)
        self._next_pack: Pack | None = None
        self.hints = HintsBeside(load_hints, self)
        self.rewording = RewordingFlow(self.encounter, settings, lambda: self.pack)
        self._join()
        self._add_actions()
        self.show_visits()

    def _join(self) -> None:
        self.flow.review_opened.connect(lambda: self._go(self.review))
        self.flow.visit_shown.connect(lambda: self._go(self.encounter))
        self.flow.visit_shown.connect(self._follow_hints)
        self.flow.left.connect(self.hints.leave)
        self.hints.found.connect(self.encounter.show_hints)
        self.hints.failed.connect(self.encounter.warning.show_warning)
        self.flow.progressed.connect(lambda taken, _: self._show_strip_time(taken))
        self.flow.phase_changed.connect(self._phase_changed)
        self.flow.changed.connect(self._state_changed)
        self.loader.ready.connect(self._recogniser_ready)
        self.loader.failed.connect(self._recogniser_failed)
        self.visits.new_wanted.connect(self.begin_new_visit)
        self.visits.visit_wanted.connect(self.open_stored)
        self.visits.library_wanted.connect(self.show_library)
        self.visits.billing_wanted.connect(lambda: self.billing.open(self.tell))
        self.flow.visit_shown.connect(self.billing.close)
        self.locked.connect(self.billing.close)
        self.visits.settings_wanted.connect(self.settings_flow.show)
        self.recovery.visit_wanted.connect(self.open_stored)
        self.settings_flow.recovery_wanted.connect(self.recovery.show)
        self.settings_flow.dressed.connect(self._dressed)
        self.settings_flow.followed.connect(self._settings_followed)
        self.settings_flow.pack_chosen.connect(self._use_pack)
        self.settings_flow.told.connect(lambda text: self.tell([text]))
        self.visits.shortcuts_wanted.connect(self.show_shortcuts)
        self.new_visit.back_wanted.connect(self.show_visits)
        self.new_visit.begun.connect(self.begin_visit)
        self.new_visit.sound_check.chosen.connect(self.settings_flow.choose_microphone)
        self.library.back_wanted.connect(self.show_visits)
        self.library.replay_wanted.connect(self._replay_from_library)
        self.encounter.bar.back_wanted.connect(self.show_visits)
        self.encounter.handover.next_wanted.connect(self.next_visit)
        self.strip.window_wanted.connect(self.leave_strip)
        self.strip.toggle_wanted.connect(self.flow.toggle)
        self.lock_page.unlocked.connect(self.unlock)
        self.idle.idle.connect(self.lock)

    def tell(self, sentences: list[str]) -> None:
        """What the user should know about the store, above the list of visits."""
        self.recovery.tell(sentences)

    # -- pages --------------------------------------------------------------------------------------------------

    def _go(self, page: QWidget) -> None:
        if self.pages.currentWidget() is not self.lock_page:
            self.pages.setCurrentWidget(page)

    def show_visits(self) -> None:
        """The list of visits. A running recording has to be stopped first; a replay just ends."""
        if not self._leave_visit():
            return
        self.visits.show_records(self.store.visits())
        self.recovery.refresh()
        self._go(self.visits)
        self.visits.list.setFocus() if self.visits.list.count() else self.visits.new.setFocus()

    def _leave_visit(self) -> bool:
        if self.flow.visit is not None and self.flow.visit.recording_now:
            self.encounter.warning.show_warning(self.tr("This visit is still being recorded. Press Stop first."))
            return False
        if not self.flow.close():
            return False
        self.replays.closed()
        self._take_next_pack()
        self.encounter.handover.setVisible(False)
        return True

    def show_library(self) -> None:
        self.library.refresh()
        self._go(self.library)

    def begin_new_visit(self) -> None:
        """The form of a new visit; nothing is stored yet."""
        if not self._leave_visit():
            return
        known = known_patients(self.store)
        self.new_visit.start(known.patients, known.earlier, known.declined)
        self.new_visit.sound_check.list_devices(self.settings.microphone)
        self._go(self.new_visit)

    def next_visit(self) -> None:
        """After signing: straight to the next patient; a replay goes back to the list."""
        self.begin_new_visit()

    def begin_visit(self, beginning: Beginning) -> None:
        """Stores the visit with the patient's answer and opens it."""
        visit = Visit(date_of_service=beginning.date_of_service, visit_type=beginning.visit_type)
        try:
            visit_id = self.store.new_visit(visit, patient=beginning.patient, clinician=self.settings.clinician)
            self.store.append(visit_id, ConsentRecorded(given=beginning.consent, wording=beginning.wording))
        except Refusal as fault:
            self.encounter.warning.show_warning(str(fault))
            return
        self.open_stored(visit_id)

    def open_stored(self, visit_id: str) -> None:
        """Opens a visit of the store as it stands."""
        if not self._leave_visit():
            return
        try:
            opened = OpenVisit(self.store, visit_id, self.pack, self)
            self.store.log("view", visit_id)
        except Refusal as fault:
            self.tell([str(fault)])
            return
        record = opened.record
        manual = not opened.consented
        self.flow.begin = self._begin_recording
        self.flow.open(opened, visit_name(self, record), self.visits.detail(record), manual=manual)
        self.encounter.bar.set_ready(self.loader.recogniser is not None, self.loader.trouble)
        if opened.session.locked:
            self.signing.show_signed()
        elif record.status == "interrupted":
            self.encounter.warning.show_warning(
                self.tr("This recording was cut off. Everything up to then is kept; press Continue to go on.")
            )

    def _begin_recording(self, opened: OpenVisit) -> None:
        opened.weights = self.loader.weights
        opened.start_microphone(self.settings.microphone, self.loader.listener)

    def open_replay(self, source: Path, visit: Visit, speed: float, *, title: str = "") -> None:
        """Replays a recording or a transcript; nothing of it is kept."""
        if self._leave_visit():
            self.replays.open(source, visit, speed, title=title)

    def _replay_from_library(self, source: Path, visit_type: str, title: str) -> None:
        from datetime import date

        visit = Visit.model_validate({"date_of_service": date.today(), "visit_type": visit_type or None})
        self.open_replay(source, visit, 1.0, title=title)

    # -- the recogniser -----------------------------------------------------------------------------------------

    def _recogniser_ready(self) -> None:
        self.encounter.bar.set_ready(True)

    def _recogniser_failed(self, why: str) -> None:
        self.encounter.bar.set_ready(False, why)
        self.encounter.warning.show_warning(why)

    # -- the strip ----------------------------------------------------------------------------------------------

    def enter_strip(self) -> None:
        """The small window on top instead of the whole one."""
        if self.flow.visit is None:
            return
        self._state_changed()
        self._phase_changed(self.flow.visit.live.phase)
        self._show_strip_time(self.flow.visit.live.taken_s)
        self.strip.show()
        self.showMinimized()

    def leave_strip(self) -> None:
        self.strip.hide()
        self.showNormal()
        self.activateWindow()

    def _state_changed(self) -> None:
        if self.flow.visit is not None:
            phase = self.flow.visit.live.phase
            self.strip.show_state(self.flow.visit.session.state, talking=phase in ("running", "paused"))

    def _phase_changed(self, phase: str) -> None:
        self.strip.show_phase(phase, self.encounter.bar.state.text())
        self.lock_page.show_recording(phase, self.flow.visit.live.taken_s if self.flow.visit else 0.0)
        if phase == "idle" and self._close_when_done:
            QTimer.singleShot(0, self.close)

    def _show_strip_time(self, seconds: float) -> None:
        self.strip.show_elapsed(seconds)
        if self.pages.currentWidget() is self.lock_page and self.flow.visit is not None:
            self.lock_page.show_recording(self.flow.visit.live.phase, seconds)

    # -- locking ------------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Takes every word from the screen; a recording goes on."""
        if self.pages.currentWidget() is self.lock_page:
            return
        self._before_lock = self.pages.currentWidget()
        self.strip.hide()
        self.flow.player.stop()
        self.encounter.clear_screen()
        self.review.clear_screen()
        self.visits.show_records([])
        live = self.flow.visit.live if self.flow.visit is not None else None
        self.lock_page.show_recording(live.phase if live else "idle", live.taken_s if live else 0.0)
        self.pages.setCurrentWidget(self.lock_page)
        self.lock_page.begin(self._check_passphrase)
        self.setWindowTitle(self.tr("Lumbar Scribe, locked"))
        self.locked.emit()

    def unlock(self) -> None:
        """Shows again what was covered, with what happened meanwhile."""
        page = self._before_lock or self.visits
        self.setWindowTitle(self.tr("Lumbar Scribe"))
        self.visits.show_records(self.store.visits())
        if self.flow.visit is not None:
            self.encounter.show_session(self.flow.visit.session)
            if page is self.review:
                self.review.show_session(self.flow.visit.session)
        self.pages.setCurrentWidget(page)
        self.idle.set_minutes(self.settings.lock_minutes)

    # -- settings and keys --------------------------------------------------------------------------------------

    def _use_pack(self, pack: Pack) -> None:
        """The template of the visits opened from now on; one that is open keeps its own."""
        self._next_pack = pack
        if self.flow.visit is None:
            self._take_next_pack()

    def _take_next_pack(self) -> None:
        if self._next_pack is not None:
            pack, self._next_pack = self._next_pack, None
            self.pack = self.signing.pack = self.replays.pack = pack
            self.flow.titles = section_titles(pack)

    def _settings_followed(self) -> None:
        self.flow.play_evidence = self.settings.play_evidence
        self.idle.set_minutes(self.settings.lock_minutes)
        self.rewording.refresh()
        self._follow_hints()

    def _follow_hints(self) -> None:
        if self.settings.hints and self.flow.visit is not None:
            self.hints.follow(self.flow.visit.session, self.pack)
        else:
            self.hints.leave()

    def _dressed(self) -> None:
        if self.flow.visit is not None:
            self.encounter.show_session(self.flow.visit.session)

    def keys(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Every key of the window: (key, what it does, action)."""
        questions = self.encounter.questions
        aside = (
            (1, self.tr("First question: not applicable"), "not_applicable"),
            (2, self.tr("First question: not assessed"), "not_assessed"),
            (3, self.tr("First question: unable to determine"), "unable_to_determine"),
        )
        return [
            ("Ctrl+N", self.tr("New visit"), self.begin_new_visit),
            ("Ctrl+Space", self.tr("Start, pause, resume"), self.flow.toggle),
            ("Ctrl+.", self.tr("Stop"), self.flow.stop),
            ("Ctrl+Return", self.tr("Review and sign"), self.flow.open_review),
            ("Esc", self.tr("Back"), self.go_back),
            ("Ctrl+Z", self.tr("Undo"), self.encounter.undo),
            ("Ctrl+F", self.tr("Search the transcript"), self.encounter.search),
            *[(f"Ctrl+{key}", does, partial(questions.dismiss_first, reason)) for key, does, reason in aside],
            ("F6", self.tr("Next panel"), self.encounter.focus_next_panel),
            ("Ctrl+M", self.tr("Small window on top"), self.enter_strip),
            ("Ctrl+L", self.tr("Lock"), self.lock),
            ("Ctrl+,", self.tr("Settings"), self.settings_flow.show),
            ("F1", self.tr("This sheet"), self.show_shortcuts),
        ]

    def _add_actions(self) -> None:
        for key, does, action in self.keys():
            made = QAction(does, self)
            made.setShortcut(QKeySequence(key))
            made.triggered.connect(lambda _=False, run=action: self._run(run))
            self.addAction(made)

    def _run(self, action: Callable[[], object]) -> None:
        """Nothing but unlocking is possible while locked."""
        if self.pages.currentWidget() is not self.lock_page:
            action()

    def go_back(self) -> None:
        page = self.pages.currentWidget()
        if page is self.review:
            self.flow.visit_shown.emit()
        elif page in (self.new_visit, self.library):
            self.show_visits()

    def show_shortcuts(self) -> None:
        self.shortcut_sheet().exec()

    def shortcut_sheet(self) -> ShortcutSheet:
        """What is bound, by place."""
        return ShortcutSheet([(key, does) for key, does, _ in self.keys()], self)

    # -- closing ------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.flow.close():
            self.strip.close()
            super().closeEvent(event)
            return
        # The last words are still being worked on: the window closes by itself when they are there.
        self._close_when_done = True
        self.encounter.warning.show_warning(
            self.tr("The last words are being finished; the window closes by itself.")
        )
        event.ignore()
