"""The longest time for which the window did not answer while a replay ran and Whisper listened.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.stalls [--sample 2] [--speed 1|2|max] [--seconds 60] [--hints]

A timer fires every 5 ms; a stall is how much later than that it came. Beside it stands the processor time that the
window's own thread used since the firing before: on a machine that is busy with other things only that one tells
about this program. Counted from the moment the replay runs, and apart from it while the window opens the visit.
`--hints`: with the passages by meaning switched on.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import date

EVERY_MS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=2)
    parser.add_argument("--speed", choices=("1", "2", "max"), default="1")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--hints", action="store_true")
    options = parser.parse_args()

    from PySide6.QtCore import QTimer

    from scribe_app.settings import Settings
    from scribe_app.visit import samples
    from scribe_app.window import opening
    from scribe_app.window.look import theme
    from scribe_app.window.look.application import application
    from structuring.state import Visit

    app = application()
    theme.apply(app, "light")
    sys.setswitchinterval(opening.SWITCH_S)
    window = opening.replay_window(Settings(hints=options.hints))
    window.show()
    sample = samples.sample(options.sample)
    speed = {"1": 1.0, "2": 2.0, "max": 0.0}[options.speed]
    opening_ms: list[tuple[float, float, float]] = []  # wall, own processor time, second
    running_ms: list[tuple[float, float, float]] = []
    began = last = time.perf_counter()
    own = time.thread_time()
    running_since: float | None = None

    def tick() -> None:
        nonlocal last, own, running_since
        now, used = time.perf_counter(), time.thread_time()
        late, work = 1000 * (now - last) - EVERY_MS, 1000 * (used - own)
        last, own = now, used
        visit = window.flow.visit
        if running_since is None and visit is not None and visit.live.phase == "running":
            running_since = now
        if running_since is None:
            opening_ms.append((late, work, now - began))
        else:
            running_ms.append((late, work, now - running_since))
            if now - running_since > options.seconds or window.encounter.bar.phase == "done":
                app.quit()
        if now - began > options.seconds + 60:
            app.quit()

    timer = QTimer()
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(tick)
    timer.start()
    QTimer.singleShot(0, window.loader.load)
    visit = Visit(date_of_service=date.today(), visit_type=sample.visit)
    opening.when_rules_are_read(window, lambda: window.open_replay(sample.sound, visit, speed))
    app.exec()
    took = time.perf_counter() - began
    cores = time.process_time() / took
    print(f"load average {os.getloadavg()[0]:.2f}; this program used {cores:.2f} of {os.cpu_count()} cores")
    for name, found in (("opening the visit", opening_ms), ("running", running_ms)):
        if found:
            by_wall, by_work = sorted(found, reverse=True), sorted(found, key=lambda one: -one[1])
            over = sum(late > 100 for late, _, _ in found)
            print(f"{name}, {found[-1][2]:.0f} s: {over} stalls over 100 ms")
            print("  wall: " + ", ".join(f"{late:.0f} ms at {at:.1f} s" for late, _, at in by_wall[:4]))
            print("  own:  " + ", ".join(f"{work:.0f} ms at {at:.1f} s" for _, work, at in by_work[:4]))
    os._exit(0)


if __name__ == "__main__":
    main()
