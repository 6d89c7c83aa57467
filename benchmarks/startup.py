"""How long the app takes from the start of its process to a window, and to a visit that can be recorded.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.startup [--runs 5]

Three starts of the real app, each several times in a fresh process: `demo` replays the bundled encounter, `store`
opens an encrypted store after its passphrase was typed, `new` shows the page on which the first key is made (no
visit follows). `up` is the first painted frame; `ready` is Start enabled on the page of a new visit (for `demo`:
the recogniser loaded and the replay at work). Wall seconds and seconds of processor, minimum and median.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

PASSPHRASE = "four plain words here"
BEGAN = "STARTUP_BEGAN"  # time.monotonic() of the parent, one clock for all processes of a machine
MOST_S = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--way", choices=("demo", "store", "new"), action="append")
    parser.add_argument("--in-process", dest="inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        _inside(options.inside)
        return
    print(f"load average {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores")
    for way in options.way or ("demo", "store", "new"):
        with tempfile.TemporaryDirectory() as folder:
            if way == "store":
                _make_store(Path(folder))
            runs = [_outside(way, Path(folder)) for _ in range(options.runs)]
        for mark in runs[0]:
            values = [run[mark] for run in runs]
            print(f"{way:6} {mark:12} min {min(values):5.2f}  median {statistics.median(values):5.2f}")


def _outside(way: str, folder: Path) -> dict[str, float]:
    environment = os.environ | {
        "SCRIBE_DATA": str(folder),
        "SCRIBE_CONFIG": str(folder / "config"),
        BEGAN: repr(time.monotonic()),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.startup", "--in-process", way],
        env=environment,
        capture_output=True,
        text=True,
        timeout=MOST_S + 10,
        check=False,
    )
    if done.returncode:
        sys.exit(f"the start '{way}' failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _make_store(folder: Path) -> None:
    from scribe_app.store import keys
    from scribe_app.store.store import Store

    key, _ = keys.create(folder, PASSPHRASE, ring=None)
    Store.open(folder, key).close()


def _inside(way: str) -> None:
    """The app as the command starts it, watched by an event filter until its first frame and by a timer after."""
    began = float(os.environ[BEGAN])
    marks: dict[str, float] = {}

    def mark(name: str) -> None:
        if name not in marks:
            marks[name] = round(time.monotonic() - began, 3)
            marks[f"{name} cpu"] = round(time.process_time(), 3)

    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    from scribe_app import cli

    class FirstFrame(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
                QTimer.singleShot(0, lambda: mark("up"))  # after the paint, with everything in the window
                QApplication.instance().removeEventFilter(self)
            return False

    app = QApplication(sys.argv[:1])
    frame = FirstFrame()
    app.installEventFilter(frame)
    timer = QTimer()
    steps = {"typed": False, "begun": False}

    def look() -> None:
        if time.monotonic() - began > MOST_S:
            app.exit(1)
        if "up" not in marks:
            return
        if way == "new":
            app.exit(0)
            return
        shown = [widget for widget in app.topLevelWidgets() if isinstance(widget, QMainWindow)]
        window: Any = next((widget for widget in shown if hasattr(widget, "flow")), None)
        if window is None:
            page: Any = next((widget.centralWidget() for widget in shown), None)
            if getattr(page, "mode", "") == "unlock" and not steps["typed"]:
                steps["typed"] = True
                page.field.setText(PASSPHRASE)
                page.go.click()
            return
        if way == "demo":
            done = window.loader.recogniser is not None and window.flow.visit is not None
            done = done and window.flow.visit.live.phase == "running"
        else:
            mark("open")
            if not steps["begun"]:
                steps["begun"] = True
                from scribe_app.window.visits.new_visit_page import Beginning

                window.begin_visit(Beginning(None, "initial", date.today(), True, "asked"))
                mark("visit shown")
            done = window.encounter.bar.main.isEnabled()
        if done:
            mark("ready")
            app.exit(0)

    timer.timeout.connect(look)
    timer.start(5)
    code = cli.main(["demo"] if way == "demo" else [])
    print(json.dumps(marks), flush=True)
    os._exit(code)


if __name__ == "__main__":
    main()
