"""The main window: which page is in front, and the actions that are always there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from scribe_app import signing, transcripts
from scribe_app.errors import Refusal
from scribe_app.scripted import timed
from scribe_app.settings import Settings
from scribe_app.store.store import Store
from scribe_app.window.encounter_page import EncounterPage
from scribe_app.window.open_visit import OpenVisit
from scribe_app.window.recogniser import RecogniserLoader
from scribe_app.window.review_page import ReviewPage
from scribe_app.window.sign_dialog import SET_ASIDE, SignDialog
from scribe_app.window.visit_flow import VisitFlow
from structuring.events import Dismissed
from structuring.pack import Pack
from structuring.state import Visit


class MainWindow(QMainWindow):
    """Holds the pages. `signed(visit_id)` after a note was signed."""

    signed = Signal(str)

    def __init__(
        self, store: Store, pack: Pack, settings: Settings, loader: RecogniserLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.pack = pack
        self.settings = settings
        self.loader = loader
        self._start_when_ready = False
        self.setWindowTitle(self.tr("Lumbar Scribe"))
        self.resize(1280, 800)
        self.setMinimumSize(960, 560)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.encounter = EncounterPage()
        self.review = ReviewPage()
        for page in (self.encounter, self.review):
            self.pages.addWidget(page)
        self.flow = VisitFlow(self.encounter, self.review, self)
        self.flow.review_opened.connect(lambda: self.pages.setCurrentWidget(self.review))
        self.flow.sign_wanted.connect(self.sign)
        self.flow.visit_shown.connect(lambda: self.pages.setCurrentWidget(self.encounter))
        loader.ready.connect(self._recogniser_ready)
        loader.failed.connect(self._recogniser_failed)
        self._add_actions()

    def _add_actions(self) -> None:
        keys = {
            "Ctrl+Space": self.flow.toggle,
            "Ctrl+Return": self.flow.open_review,
            "Ctrl+Z": self.encounter.undo,
            "Ctrl+1": lambda: self.encounter.questions.dismiss_first("not_applicable"),
            "Ctrl+2": lambda: self.encounter.questions.dismiss_first("not_assessed"),
            "Ctrl+3": lambda: self.encounter.questions.dismiss_first("unable_to_determine"),
        }
        for keys_text, does in keys.items():
            action = QAction(self)
            action.setShortcut(QKeySequence(keys_text))
            action.triggered.connect(does)
            self.addAction(action)

    # -- replays ------------------------------------------------------------------------------------------------

    def open_replay(self, source: Path, visit: Visit, speed: float, *, title: str = "") -> None:
        """Replays a recording or a transcript in a store of its own that is gone afterwards; starts by itself."""
        if not self.flow.close():
            return
        store = Store.throwaway()
        opened = OpenVisit(store, store.new_visit(visit), self.pack, self)
        kind = {"initial": self.tr("Initial visit"), "follow_up": self.tr("Follow-up visit"), None: ""}[
            visit.visit_type
        ]
        detail = "  ·  ".join(part for part in (kind, self.tr("replay, nothing of it is kept")) if part)
        written = source.suffix.lower() in transcripts.SUFFIXES
        self.flow.begin = lambda of: self._begin_replay(of, source, speed, written=written)
        self.flow.open(opened, title or source.stem, detail, replay=True)
        if written or self.loader.recogniser is not None:
            self.encounter.bar.set_ready(True)
            self.flow.start()
        else:
            self._start_when_ready = True

    def _begin_replay(self, opened: OpenVisit, source: Path, speed: float, *, written: bool) -> None:
        if written:
            opened.start_script(timed(transcripts.read(source)), speed)
        else:
            opened.start_recording(source, self.loader.listener(), speed)

    # -- the recogniser -----------------------------------------------------------------------------------------

    def _recogniser_ready(self) -> None:
        self.encounter.bar.set_ready(True)
        if self._start_when_ready:
            self._start_when_ready = False
            self.flow.start()

    def _recogniser_failed(self, why: str) -> None:
        self.encounter.bar.set_ready(False, why)
        self.encounter.warning.show_warning(why)

    # -- signing ------------------------------------------------------------------------------------------------

    def sign(self) -> None:
        """Asks who signs and why things stay open; signs and locks the visit."""
        visit = self.flow.visit
        if visit is None or visit.session.locked:
            return
        dialog = SignDialog(visit.session.state, self.settings.clinician, self.settings.credentials, self)
        answer = dialog.exec()
        if answer == SET_ASIDE:
            for item in visit.session.state.checklist:
                for path in item.missing:
                    visit.session.apply(Dismissed(path=path, reason="not_assessed"))
            self.review.refresh()
        elif answer == SignDialog.DialogCode.Accepted:
            signer = signing.Signer(name=dialog.name.text().strip(), credentials=dialog.credentials.text().strip())
            self.sign_as(visit, signer, dialog.acknowledged())

    def sign_as(self, visit: OpenVisit, signer: signing.Signer, acknowledged: dict[str, str]) -> bool:
        try:
            signing.sign(
                visit.store, visit.visit_id, visit.session.state, signer, pack=self.pack, acknowledged=acknowledged
            )
        except Refusal as fault:
            self.encounter.warning.show_warning(str(fault))
            self.pages.setCurrentWidget(self.encounter)
            return False
        visit.session.locked = True
        self.encounter.refresh()
        self.encounter.bar.show_phase("locked")
        self.pages.setCurrentWidget(self.encounter)
        self.signed.emit(visit.visit_id)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.flow.close():
            super().closeEvent(event)
        else:
            event.ignore()
