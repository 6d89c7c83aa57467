"""`scribe replay`: the report keeps the contract, and every bad input is one sentence and exit 2."""

from __future__ import annotations

import json
import os
import shutil
import wave
from pathlib import Path

import jsonschema
import pytest

from asr import models
from scribe_app.cli import main
from scribe_app.visit import hearing, report, samples
from scribe_app.visit import replay as replaying
from scribe_app.visit.watching import Options

DIALOGUE = "[doctor] What brings you in?\n[patient] My lower back hurts, on the left, for two weeks.\n"
SCHEMA = report.schema()


@pytest.fixture
def dialogue(tmp_path: Path) -> Path:
    path = tmp_path / "visit.txt"
    path.write_text(DIALOGUE)
    return path


def replay(source: Path, target: Path, *more: str) -> int:
    return main(["replay", str(source), "--headless", "--report", str(target), *more])


def quotes(part: object) -> list[dict[str, object]]:
    """Every piece of evidence anywhere in a report."""
    if isinstance(part, dict):
        here = [part] if {"line", "quote"} <= part.keys() else []
        return here + [piece for value in part.values() for piece in quotes(value)]
    if isinstance(part, list):
        return [piece for value in part for piece in quotes(value)]
    return []


@pytest.mark.parametrize("sample", samples.samples(), ids=lambda sample: sample.path.stem)
def test_report_of_a_script_keeps_schema_and_evidence(sample: samples.Sample, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    assert replay(sample.script, target, "--visit", sample.visit, "--date", "2026-03-02") == 0
    made = json.loads(target.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    lines = {line["line"]: line["text"] for line in made["transcript"]}
    found = quotes(made)
    assert found
    assert all(piece["quote"] in lines[piece["line"]] for piece in found)
    assert {entry["element"] for entry in made["checklist"]} == {
        "pain_region", "laterality", "onset", "etiology", "exam", "red_flags", "plan",
    }  # fmt: skip
    assert made["source"] == {"kind": "transcript", "name": sample.script.name, "seconds": None}
    assert made["timeline"] == []
    assert made["metrics"]["compute_s"] > 0


def test_the_schema_refuses_a_report_that_breaks_the_contract(dialogue: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    assert replay(dialogue, target) == 0
    made = json.loads(target.read_text())
    made["findings"]["red_flags"]["fever"]["status"] = "denied"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, SCHEMA)


def test_the_schema_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--schema"]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_without_a_report_the_encounter_is_shown(dialogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(dialogue), "--headless"]) == 0
    out = capsys.readouterr().out
    assert "patient: My lower back hurts" in out
    assert "Red flags" in out


def _wav(path: Path, seconds: float) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16000)
        sound.writeframes(bytes(round(seconds * 16000) * 2))
    return path


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


BAD_SOURCES = {
    "missing transcript": lambda at: at / "none.txt",
    "missing sound": lambda at: at / "none.wav",
    "empty transcript": lambda at: _write(at / "a.txt", b""),
    "blank transcript": lambda at: _write(at / "a.txt", b" \n\n"),
    "transcript without speakers": lambda at: _write(at / "a.txt", b"Dear all,\nplease find attached.\n"),
    "binary in a transcript": lambda at: _write(at / "a.txt", os.urandom(4000) + b"\xff\x00"),
    "not JSON": lambda at: _write(at / "a.json", b'{"turns": [{'),
    "JSON of something else": lambda at: _write(at / "a.json", b'{"weather": "fine"}'),
    "JSON without turns": lambda at: _write(at / "a.json", b'{"turns": []}'),
    "subtitles without cues": lambda at: _write(at / "a.vtt", b"WEBVTT\n\n"),
    "wrong type": lambda at: _write(at / "a.pdf", b"%PDF-1.7"),
    "no suffix": lambda at: _write(at / "visit", DIALOGUE.encode()),
    "empty sound": lambda at: _write(at / "a.ogg", b""),
    "sound without samples": lambda at: _wav(at / "a.wav", 0),
    "text named as sound": lambda at: _write(at / "a.flac", b"no sound here " * 50),
    "text named as mp3": lambda at: _write(at / "a.mp3", b"no sound here " * 50),
    "empty folder": lambda at: at / "folder",
}


@pytest.mark.parametrize("make", BAD_SOURCES.values(), ids=BAD_SOURCES.keys())
def test_a_bad_source_is_one_sentence_and_leaves_nothing(
    make: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(make)
    (tmp_path / "in" / "folder").mkdir(parents=True)
    out = tmp_path / "out"
    out.mkdir()
    source = make(tmp_path / "in")
    target = out if source.is_dir() else out / "report.json"
    assert replay(source, target) == 2
    said = capsys.readouterr()
    assert_one_sentence(said.err)
    assert said.out == ""
    assert list(out.iterdir()) == []


def assert_one_sentence(text: str) -> None:
    assert text.count("\n") == 1
    assert text.endswith(".\n")
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--date", "31.03.2026"], "31.03.2026"),
        (["--date", "2026-02-30"], "2026-02-30"),
        (["--report", "nowhere/at/all/report.json"], "nowhere"),
    ],
)
def test_a_bad_argument_is_one_sentence(
    arguments: list[str], named: str, dialogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(dialogue), "--headless", *arguments]) == 2
    said = capsys.readouterr().err
    assert_one_sentence(said)
    assert named in said


def test_a_report_that_cannot_be_written_is_refused_before_the_work(
    dialogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert replay(dialogue, Path("/proc/report.json")) == 2
    assert_one_sentence(capsys.readouterr().err)
    assert replay(dialogue, tmp_path) == 2
    assert_one_sentence(capsys.readouterr().err)


def test_a_report_never_replaces_its_source(dialogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay(dialogue, dialogue) == 2
    assert_one_sentence(capsys.readouterr().err)
    assert dialogue.read_text() == DIALOGUE


def test_a_report_on_a_bad_source_leaves_an_older_report_alone(tmp_path: Path) -> None:
    older = tmp_path / "report.json"
    older.write_text("older")
    empty = tmp_path / "a.txt"
    empty.write_text("")
    assert replay(empty, older) == 2
    assert older.read_text() == "older"


def test_a_folder_passes_over_what_is_no_encounter_and_goes_on_after_a_damaged_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text(DIALOGUE)
    (source / "b.txt").write_text("")
    (source / "c.vtt").write_text("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Doctor>Where does it hurt?\n")
    (source / "c.timing.json").write_text('{"lines": [{"line": 1, "start_s": 0.5, "end_s": 1.0}]}')
    (source / "notes.pdf").write_bytes(b"%PDF-1.7")
    assert replay(source, target) == 2
    said = capsys.readouterr().err
    assert sorted(path.name for path in target.iterdir()) == ["a.json", "c.json"]
    assert "b.txt is empty" in said.splitlines()[-1]
    assert "c.timing.json passed over" in said
    assert "notes.pdf passed over" in said


def test_a_fault_of_the_program_in_one_encounter_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name in ("a.txt", "b.txt"):
        (source / name).write_text(DIALOGUE)
    whole = replaying.run

    def faulty(path: Path, options: Options) -> report.Report:
        if path.name == "a.txt":
            raise KeyError("My lower back hurts")
        return whole(path, options)

    monkeypatch.setattr(replaying, "run", faulty)
    assert replay(source, target) == 2
    said = capsys.readouterr().err
    assert [path.name for path in target.iterdir()] == ["b.json"]
    assert "a.txt" in said.splitlines()[-1]
    assert "lower back" not in said


def test_a_folder_of_good_encounters_exits_with_success(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(DIALOGUE)
    assert replay(source, tmp_path / "out") == 0
    assert (tmp_path / "out" / "a.json").exists()


def _garbage_model(at: Path) -> str:
    folder = at / "weights"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(b"{}" if name.endswith(".json") else os.urandom(2000))
    return str(folder)


def _incomplete_model(at: Path) -> str:
    folder = at / "weights"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    return str(folder)


@pytest.mark.parametrize("model", [lambda at: "colossal.en", _garbage_model, _incomplete_model])
def test_an_unknown_or_wrong_model_is_one_sentence(
    model: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(model)
    target = tmp_path / "report.json"
    assert replay(_wav(tmp_path / "a.wav", 1.0), target, "--model", model(tmp_path)) == 2
    assert_one_sentence(capsys.readouterr().err)
    assert not target.exists()


def test_embedded_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(models.embedded_folder(), folder)
    weights = bytearray((folder / "model.bin").read_bytes())
    weights[len(weights) // 2] ^= 1
    (folder / "model.bin").write_bytes(weights)
    monkeypatch.setattr(models, "embedded_folder", lambda: folder)
    target = tmp_path / "report.json"
    hearing.recogniser.cache_clear()
    assert replay(_wav(tmp_path / "a.wav", 1.0), target) == 2
    assert_one_sentence(capsys.readouterr().err)
    assert not target.exists()
