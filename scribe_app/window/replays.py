"""Replays in the window: a recording or a script in a store of its own, at any speed, from any place."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer

from scribe_app.capture.scripted import timed
from scribe_app.errors import Refusal
from scribe_app.settings import Settings
from scribe_app.store.store import Store
from scribe_app.visit import transcripts
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.visit.encounter_page import EncounterPage
from scribe_app.window.visit.open_visit import OpenVisit
from scribe_app.window.visit_flow import VisitFlow
from structuring.events import TurnHeard
from structuring.pack import Pack
from structuring.state import Visit


class Replays(QObject):
    """Opens a replay and answers its bar. Nothing of a replay is kept."""

    def __init__(
        self, page: EncounterPage, flow: VisitFlow, loader: RecogniserLoader, pack: Pack, settings: Settings
    ) -> None:
        super().__init__(page)
        self._page, self._flow, self._loader, self.pack, self._settings = page, flow, loader, pack, settings
        self.captions = page.captions
        self._source = Path()
        self._visit: Visit | None = None
        self._title = ""
        self._speed = 1.0
        self._waiting = False
        page.replay_bar.speed_wanted.connect(self.set_speed)
        page.replay_bar.seek_wanted.connect(self.seek)
        loader.ready.connect(self._ready)
        flow.progressed.connect(self._progressed)
        flow.ended.connect(self._ended)

    def open(self, source: Path, visit: Visit, speed: float, *, title: str = "") -> None:
        """Shows the replay and begins it as soon as the recogniser is there."""
        self._source, self._visit, self._speed, self._title = source, visit, speed, title
        if self._open(()):
            if self._settings.show_captions and speed == 1.0:
                self.captions.begin()
            else:
                self.captions.close_for_good()

    @property
    def written(self) -> bool:
        """Whether the source is a transcript, which needs no recogniser."""
        return self._source.suffix.lower() in transcripts.SUFFIXES

    def set_speed(self, speed: float) -> None:
        self._speed = speed
        visit = self._flow.visit
        if visit is not None and visit.paced is not None:
            visit.paced.set_speed(speed)

    def seek(self, seconds: float) -> None:
        """Forward: what lies between is worked through without waiting. Back: the visit as it stood then."""
        visit = self._flow.visit
        if visit is None or visit.paced is None:
            return
        if seconds >= visit.live.taken_s and visit.live.phase != "idle":
            visit.paced.skip_to(seconds)
            return
        heard = tuple(turn for turn in visit.session.turns if turn.end_s is not None and turn.end_s <= seconds)
        self._open(tuple(TurnHeard(turn=turn) for turn in heard))

    def closed(self) -> None:
        """Another visit was opened: bar and captions go."""
        self._waiting = False
        self._page.replay_bar.setVisible(False)
        self.captions.close_for_good()

    def _open(self, heard: tuple[TurnHeard, ...]) -> bool:
        if not self._flow.close():
            return False
        assert self._visit is not None
        store = Store.throwaway()
        visit_id = store.new_visit(self._visit)
        for event in heard:
            store.append(visit_id, event)
        opened = OpenVisit(store, visit_id, self.pack, self)
        kind: Literal["initial", "follow_up"] | None = self._visit.visit_type
        words = {"initial": self.tr("Initial visit"), "follow_up": self.tr("Follow-up visit"), None: ""}[kind]
        parts = (words, self._title or self._source.stem, self.tr("nothing of it is kept"))
        detail = "  ·  ".join(part for part in parts if part)
        from_s = max((event.turn.end_s or 0.0 for event in heard), default=0.0)
        self._flow.begin = lambda of: self._begin(of, from_s)
        self._flow.open(opened, self.tr("Replay"), detail, replay=True)
        if self.written or self._loader.recogniser is not None:
            self._page.bar.set_ready(True)
            # Not before the page was drawn: reading the file takes a moment.
            QTimer.singleShot(0, self._flow.start)
        else:
            self._page.bar.set_ready(False)
            self._waiting = True
        return True

    def _begin(self, opened: OpenVisit, from_s: float) -> None:
        opened.length_known.connect(self._page.replay_bar.show_length)
        self._page.replay_bar.begin(self._speed)
        if self.written:
            opened.start_script(timed(transcripts.read(self._source)), self._speed, from_s=from_s)
        else:
            opened.start_recording(self._source, self._loader.listener, self._speed, from_s=from_s)
        self._page.replay_bar.show_position(from_s)

    def _ready(self) -> None:
        if self._waiting:
            self._waiting = False
            self._page.bar.set_ready(True)
            try:
                self._flow.start()
            except Refusal as fault:
                self._page.warning.show_warning(str(fault))

    def _progressed(self, taken_s: float, _heard_s: float) -> None:
        if self._page.replay_bar.isVisible():
            self._page.replay_bar.show_position(taken_s)
            self.captions.show_at(taken_s)

    def _ended(self) -> None:
        if self._page.replay_bar.isVisible():
            self.captions.show_end()
