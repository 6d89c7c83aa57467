"""Written encounters of every form become the same turns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scribe_app.errors import Refusal
from scribe_app.visit import transcripts

FORMS = {
    "brackets.txt": "[doctor] Where is it?\n[patient] Lower back.\n",
    "names.txt": "Doctor: Where is it?\nPatient: Lower back.\n",
    "letters.txt": "D:Where is it?\r\nP: Lower back.\r\n",
    "title.txt": "Dr. Lee: Where is it?\nPt: Lower back.\n",
    "voices.vtt": (
        "WEBVTT - visit\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:02.500 align:start\n"
        "<v Doctor>Where is it?</v>\n\n"
        "00:03.000 --> 00:04.000\n<v.loud Patient>Lower back.\n"
    ),
    "names.srt": (
        "1\n00:00:01,000 --> 00:00:02,500\nDoctor: Where is it?\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nPatient: Lower\nback.\n"
    ),
    "list.json": json.dumps(
        [{"speaker": "doctor", "text": "Where is it?"}, {"speaker": "patient", "text": "Lower back."}]
    ),
    "turns.json": json.dumps(
        {
            "turns": [
                {"speaker": "clinician", "text": "Where is it?", "start_s": 1, "end_s": 2.5},
                {"speaker": "Patient", "text": "Lower back.", "start": 3, "end": 4},
            ]
        }
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_turns(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name].encode())
    turns = transcripts.read(path)
    assert [(turn.line, turn.speaker, turn.text) for turn in turns] == [
        (1, "clinician", "Where is it?"),
        (2, "patient", "Lower back."),
    ]


@pytest.mark.parametrize("name", ["voices.vtt", "names.srt", "turns.json"])
def test_times_are_kept(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name])
    assert [(turn.start_s, turn.end_s) for turn in transcripts.read(path)] == [(1.0, 2.5), (3.0, 4.0)]


def test_lines_are_those_of_the_file_and_a_line_without_a_speaker_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "\n[doctor] Let me look.\nBend forward.\n\n[patient] Ow: that hurts.\n[patient_guest] He is stiff.\n"
    )
    assert [(turn.line, turn.speaker, turn.text) for turn in transcripts.read(path)] == [
        (2, "clinician", "Let me look."),
        (3, "clinician", "Bend forward."),
        (5, "patient", "Ow: that hurts."),
        (6, "unknown", "He is stiff."),
    ]


def test_a_colon_or_a_bracket_in_the_talk_is_no_speaker(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("[doctor] One thing:\n[laughs] plan: rest and heat.\n")
    assert [(turn.speaker, turn.text) for turn in transcripts.read(path)] == [
        ("clinician", "One thing:"),
        ("clinician", "[laughs] plan: rest and heat."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_windows_editors_write(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("[doctor] Señora Núñez?\n[patient] Yes.\n".encode(encoding))
    assert transcripts.read(path)[0].text == "Señora Núñez?"


def test_other_json_is_told_from_damaged_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"lines": [{"line": 1, "start_s": 0}]}')
    with pytest.raises(transcripts.NotAnEncounter):
        transcripts.read(path)
    path.write_text('{"turns": [')
    with pytest.raises(Refusal) as refusal:
        transcripts.read(path)
    assert not isinstance(refusal.value, transcripts.NotAnEncounter)
