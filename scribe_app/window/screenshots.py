"""Pictures of every state of the window: `python -m scribe_app.window.screenshots FOLDER`.

Light and dark at 100 % and 150 %; the scale belongs to a process, so each is made by one of its own. No recogniser
and no microphone take part: the bundled encounters are read out from their scripts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from scribe_app import signing
from scribe_app.meaning.hints import Hint
from scribe_app.rules.knowledge import load_pack
from scribe_app.settings import Settings
from scribe_app.store import backup, keys
from scribe_app.store.files import private_folder
from scribe_app.store.records import ConsentRecorded, Patient, RecordingStarted
from scribe_app.store.store import Store
from scribe_app.visit import samples
from scribe_app.window.loading.recogniser import RecogniserLoader
from scribe_app.window.lock.unlock_page import UnlockPage
from scribe_app.window.look import theme
from scribe_app.window.look.application import application
from scribe_app.window.main_window import MainWindow
from scribe_app.window.opening import replay_window
from scribe_app.window.review.addendum_dialog import AddendumDialog, VersionsDialog
from scribe_app.window.review.rewording import RewordDialog
from scribe_app.window.review.sign_dialog import SignDialog
from scribe_app.window.settings.settings_dialog import SettingsDialog
from scribe_app.window.visits.recovery_dialog import RecoveryDialog
from structuring.state import Visit
from structuring.turns import evidence_of

SMALLEST = 0  # Qt's "quality" of a PNG: how little it is compressed
SCALES = ("1", "1.5")
APPEARANCES: tuple[theme.Appearance, ...] = ("light", "dark", "contrast")
SIGNER = signing.Signer(name="Dr. Kim Lee", credentials="MD")


def main(arguments: list[str]) -> int:
    """Makes them all. Returns the exit code."""
    if len(arguments) != 1:
        print("Which folder? python -m scribe_app.window.screenshots FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    if "SCRIBE_SHOTS_SCALE" in os.environ:
        for appearance in APPEARANCES:
            Shots(folder, appearance, os.environ["SCRIBE_SHOTS_SCALE"]).take_all()
        return 0
    for scale in SCALES:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "SCRIBE_SHOTS_SCALE": scale,
            "SCRIBE_CONFIG": tempfile.gettempdir(),
        }
        command = [sys.executable, "-m", "scribe_app.window.screenshots", str(folder)]
        if subprocess.run(command, env=environment, check=False).returncode:
            return 1
    return 0


class Shots:
    """One appearance at one scale."""

    def __init__(self, folder: Path, appearance: theme.Appearance, scale: str) -> None:
        self._folder = folder
        self._suffix = f"{appearance}-{round(float(scale) * 100)}"
        self._app = application()
        theme.apply(self._app, appearance)
        self._settings = Settings(appearance=appearance, clinician=SIGNER.name, credentials=SIGNER.credentials)

    def take_all(self) -> None:
        for state in (
            self.lists,
            self.during,
            self.contradiction,
            self.at_signing,
            self.second_opinions,
            self.around,
        ):
            state()
            QApplication.closeAllWindows()

    def keep(self, name: str, widget: QWidget) -> None:
        settle(150)
        lean(widget.grab().toImage()).save(str(self._folder / f"{name}-{self._suffix}.png"), "PNG", SMALLEST)  # type: ignore[call-overload]

    def window(self, width: int = 1280, height: int = 800) -> MainWindow:
        made = replay_window(self._settings)
        made.resize(width, height)
        made.show()
        return made

    def replayed(self, window: MainWindow, number: int, share: float) -> None:
        """Reads a bundled encounter out up to a share of it and goes on from there at the pace of the clock."""
        sample = samples.sample(number)
        visit = Visit(date_of_service=date(2026, 11, 24), visit_type=sample.visit)
        window.open_replay(sample.script, visit, 1.0, title=sample.title)
        settle(60)
        opened = window.flow.visit
        assert opened is not None and opened.paced is not None
        if share >= 1:
            opened.paced.set_speed(0)
            until(lambda: window.encounter.bar.phase == "done")
        else:
            end = window.encounter.replay_bar.slider.maximum() * share
            opened.paced.skip_to(end)
            until(lambda: opened.live.taken_s >= end)
            settle(700)
            opened.paced.pause()
        settle()

    # -- the states ---------------------------------------------------------------------------------------------

    def lists(self) -> None:
        window = self.window()
        self.keep("visits-empty", window)
        store, today = window.store, date.today()
        people = [
            Patient(family="Reyes", given="Dana", identifier="00417", birth_date=date(1984, 5, 2)),
            Patient(family="Okafor", given="Sam", identifier="00388"),
            Patient(family="Blue Heron"),
        ]
        for person, day, kind in zip(people, (0, 0, 6), ("initial", "follow_up", "initial"), strict=True):
            visit = Visit.model_validate({"date_of_service": today - timedelta(days=day), "visit_type": kind})
            made = store.new_visit(visit, patient=person)
            store.append(made, ConsentRecorded(given=person.family != "Okafor"))
        window.show_visits()
        self.keep("visits", window)
        window.begin_new_visit()
        self.keep("new-visit", window)
        window.new_visit.known.setCurrentIndex(2)
        self.keep("new-visit-declined-before", window)
        refused = next(record for record in store.visits() if record.patient and record.patient.family == "Okafor")
        window.open_stored(refused.id)
        self.keep("manual", window)
        agreed = next(record for record in store.visits() if record.patient and record.patient.family == "Reyes")
        window.open_stored(agreed.id)
        self.keep("before-start", window)
        window.show_library()
        self.keep("library", window)
        window.resize(1024, 640)
        window.begin_new_visit()
        self.keep("new-visit-small", window)

    def during(self) -> None:
        window = self.window()
        self.replayed(window, samples.DEMO, 0.12)
        self.keep("demo-beginning", window)
        self.replayed(window, samples.DEMO, 0.56)
        window.replays.captions.close_for_good()
        self.keep("demo-halfway", window)
        page = window.encounter
        page.bar.show_progress(92.0, 80.0)
        page.warning.show_warning("The microphone has delivered only silence for 10 seconds; check that it is on.")
        self.keep("behind-and-warning", window)
        page.warning.clear()
        page.bar.show_progress(92.0, 91.0)
        window.resize(1024, 640)
        self.keep("demo-halfway-small", window)
        window.enter_strip()
        self.keep("strip", window.strip)
        window.leave_strip()
        window.resize(1280, 800)
        window.lock()
        self.keep("locked", window)
        window.unlock()
        page.checklist.element("exam").toggle()
        row = page.note.rows()[1]
        page.transcript.show_evidence(row.sentence.evidence, play=False)
        row.edit()
        self.keep("evidence-and-edit", window)

    def contradiction(self) -> None:
        window = self.window()
        self.replayed(window, 3, 1)
        window.replays.captions.close_for_good()
        window.encounter.code.why_button.setChecked(True)
        self.keep("contradiction", window)
        window.flow.open_review()
        self.keep("review-contradiction", window)

    def at_signing(self) -> None:
        window = self.window()
        self.replayed(window, samples.DEMO, 1)
        self.keep("demo-end", window)
        window.flow.open_review()
        self.keep("review", window)
        visit = window.flow.visit
        assert visit is not None
        dialog = SignDialog(visit.session.state, SIGNER.name, SIGNER.credentials, window)
        dialog.show()
        self.keep("sign-dialog", dialog)
        dialog.reject()
        window.signing.sign_as(
            visit, SIGNER, dialog.acknowledged() | {path: "not assessed" for path in dialog.left}
        )
        signing.addendum(visit.store, visit.visit_id, "Reflexes were equal.", "Left out of the note.", SIGNER)
        window.signing.show_signed()
        self.keep("signed", window)
        addendum = AddendumDialog(SIGNER.name, SIGNER.credentials, window)
        addendum.show()
        self.keep("addendum", addendum)
        signed = signing.signed_visit(visit.store, visit.visit_id)
        assert signed is not None
        versions = VersionsDialog(signed, window)
        versions.show()
        self.keep("versions", versions)

    def around(self) -> None:
        window = self.window()
        settings = SettingsDialog(self._settings, window)
        settings.show()
        for place in range(settings.tabs.count()):
            settings.tabs.setCurrentIndex(place)
            self.keep(f"settings-{place + 1}", settings)
        sheet = window.shortcut_sheet()
        sheet.show()
        self.keep("keys", sheet)
        with tempfile.TemporaryDirectory() as folder:
            page = UnlockPage(Path(folder))
            page.resize(1000, 640)
            page.show()
            page.begin()
            self.keep("first-start", page)
        self.recovery()

    def recovery(self) -> None:
        """A store that a crash has left, its backup, and the pages on which the key is asked for."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "encounters"
            key, _ = keys.create(private_folder(folder), "four plain words here", cost=2**10)
            store = Store.open(folder, key)
            today = Visit(date_of_service=date.today(), visit_type="initial")
            cut = store.new_visit(today, patient=Patient(family="Reyes", given="Dana"))
            store.append(cut, ConsentRecorded(given=True))
            store.append(cut, RecordingStarted())
            with store.sound_writer(cut) as sound:
                sound.write(np.zeros(16_000 * 92, np.float32))
            copy = backup.back_up(store, Path(name) / "copies")
            window = MainWindow(store, load_pack(), self._settings, RecogniserLoader())
            window.resize(1280, 800)
            window.show()
            window.tell([])
            self.keep("visits-cut-off", window)
            dialog = RecoveryDialog(store, [], window)
            dialog.show()
            dialog.wait()
            self.keep("recovery", dialog)
            page = UnlockPage(folder)
            page.resize(1000, 640)
            page.show()
            page.begin()
            self.keep("unlock", page)
            page.ask_phrase()
            self.keep("unlock-by-phrase", page)
            page.ask_restore(copy)
            page.tell("That is not the passphrase of these encounters.")
            self.keep("restore", page)
            store.close()

    def second_opinions(self) -> None:
        """Hints and rewordings as they come from the network and a language model; both are made up here."""
        window = self.window()
        self._settings.rewording = "model"
        window.rewording.refresh()
        self.replayed(window, samples.DEMO, 0.56)
        window.replays.captions.close_for_good()
        visit = window.flow.visit
        assert visit is not None
        turns = visit.session.turns
        for path, name, line in (
            ("exam.range_of_motion", "range of motion", 24),
            ("red_flags.progressive_neuro_deficit", "progressive neurological deficit", 8),
        ):
            turn = turns[min(line, len(turns)) - 1]
            hint = Hint(path, name, evidence_of(turn, 0, len(turn.text)), 0.7)
            window.encounter.show_hints([*window.encounter.hints_found, hint])
        self.keep("hints", window)

        def generate(text: str) -> str:
            return (
                text.replace("right", "left")
                if "right" in text
                else f"The patient has {text[0].lower()}{text[1:]}"
            )

        reworded = RewordDialog(window.pack, visit.session.state.note, lambda: generate, window)
        reworded.show()
        until(lambda: reworded.take.isEnabled())
        self.keep("rewording", reworded)
        self._settings.rewording = ""


def lean(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a third of the size, and nobody sees the difference."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.bytesPerLine() // 4)
    found, counts = np.unique(pixels[:, : picture.width()], return_counts=True)
    table = [int(colour) for colour in found[np.argsort(-counts)][:256]]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


def settle(milliseconds: int = 30) -> None:
    """Lets the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(reached: Callable[[], bool], seconds: float = 20.0) -> None:
    """Lets the event loop run until something is so. Raises TimeoutError."""
    for _ in range(round(seconds * 50)):
        if reached():
            return
        settle(20)
    raise TimeoutError("the window did not get there")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
