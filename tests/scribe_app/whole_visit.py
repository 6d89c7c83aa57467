"""A whole visit in a process of its own: recorded, recognised, edited, signed, handed over, backed up.

    python tests/scribe_app/whole_visit.py FOLDER WORD

`WORD` is spoken of everywhere a patient's words go; the tests then look for it where it must not be. Prints, as
JSON, how many turns were heard and every attempt to reach a network.
"""

from __future__ import annotations

import itertools
import json
import logging
import sys
import threading
from datetime import date
from pathlib import Path

REACHED: list[str] = []


def _watch(event: str, arguments: tuple) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.bind") and isinstance(arguments[1], tuple):
        REACHED.append(f"{event} {arguments[1]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        REACHED.append(f"{event} {arguments[0]}")


def visit(folder: Path, word: str) -> dict[str, object]:
    from PySide6.QtWidgets import QApplication

    from asr import microphone, recording
    from asr.listener import Listener
    from scribe_app import export, logs, signing
    from scribe_app.capture.paced import Paced
    from scribe_app.rules.knowledge import load_pack
    from scribe_app.store import ConsentRecorded, Patient, Store, backup, keys
    from scribe_app.visit import samples
    from scribe_app.visit.hearing import recogniser
    from scribe_app.window.visit.open_visit import OpenVisit
    from structuring.events import FactEntered, TextCorrected
    from structuring.state import Visit

    application = QApplication([])
    data, out = folder / "data", folder / "handed-over"
    data.mkdir()
    out.mkdir()
    logs.start(data)
    key, _ = keys.create(data, f"{word} as a passphrase")
    pack = load_pack()
    with Store.open(data, key, actor="Dr. Adams") as store:
        patient = Patient(family=word, given="Ana", identifier=f"MRN-{word}")
        visit_id = store.new_visit(Visit(date_of_service=date(2026, 11, 24)), patient=patient)
        store.append(visit_id, ConsentRecorded(given=True))
        opened = OpenVisit(store, visit_id, pack)
        sound = samples.sample(2).sound
        blocks = itertools.takewhile(lambda block: block.end_s < 14, recording.read(sound))
        opened.live.finished.connect(application.quit)
        microphone.Microphone = lambda device: Paced(blocks, 0.0)  # the same blocks as from a device that has them
        opened.start_microphone("", lambda: Listener(recogniser(None)))
        application.exec()
        opened.ended()
        turns = len(opened.session.turns)
        opened.session.apply(TextCorrected(line=1, text=f"My back has hurt since {word}."))
        opened.session.apply(FactEntered(path="injury_mechanism", value=f"fell over {word}"))
        signing.sign(store, visit_id, opened.session.state, signing.Signer(name="Dr. Adams"), pack=pack)
        handover = export.gather(store, visit_id, pack)
        for form in ("fhir", "pdf", "text", "signed"):
            export.write(handover, form, out / export.default_name(handover, form))
        backup.back_up(store, folder / "stick")
        fail = threading.Thread(target=lambda: Patient.model_validate({"family": [word]}))
        fail.start()
        fail.join()
        logging.getLogger("faster_whisper").warning("Processing segment: %s", word)
    return {"turns": turns, "seconds": len(store.read_sound(visit_id, 0, 99)) / 16000, "reached": REACHED}


if __name__ == "__main__":
    sys.addaudithook(_watch)
    print(json.dumps(visit(Path(sys.argv[1]), sys.argv[2])))
