"""Bad input wherever one comes in: no traceback, no hang, no mistake of the program, nothing lost or half-written.

Every case is a good input that was damaged (bits, cuts, repeats, foreign bytes) or something that was never one,
given to the command as a user would. FUZZ_SEED tries others than the usual ones, FUZZ_TIMES more of them.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import random
import shutil
import signal
import sys
import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from scribe_app import settings
from scribe_app.cli import main
from scribe_app.errors import Refusal
from scribe_app.store import ConsentRecorded, Patient, Store, backup, keys
from structuring.events import TurnHeard
from structuring.state import Visit
from structuring.turns import Turn

SEED = int(os.environ.get("FUZZ_SEED", "20261124"))
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
LONGEST_S = 30
PASSPHRASE = "four words in a row"

TRANSCRIPT = """[doctor] Good morning. What brings you in today?
[patient] My lower back has hurt for three weeks, since I helped a friend move.
[doctor] Does the pain go down your leg? Any numbness or tingling?
[patient] No, no numbness. It stays in the low back, on the right side.
[doctor] Reflexes are normal, straight leg raise is negative on both sides. I think it is a muscle strain.
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Doctor>What brings you in today?

00:00:04.500 --> 00:00:09.000
<v Patient>My lower back has hurt for three weeks.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
Doctor: What brings you in today?

2
00:00:04,500 --> 00:00:09,000
Patient: My lower back has hurt for three weeks.
"""
TURNS = json.dumps(
    [
        {"speaker": "clinician", "text": "What brings you in?", "start_s": 0.5, "end_s": 1.9},
        {"speaker": "patient", "text": "My lower back hurts.", "start_s": 2.0, "end_s": 4.0},
    ]
)
NOTE = """HPI: Low back pain for 3 weeks, right side, no radiation. Denies fever, weight loss, saddle anesthesia.
Exam: SLR negative bilaterally, reflexes 2+.
Assessment: M54.50 low back pain, unspecified.
Plan: physical therapy, follow up in 4 weeks.
"""
CLAIMS = """claim_id,date_of_service,payer,code,charge,paid,denial_code,submitted,adjudicated
1,2026-03-01,Acme,M54.50,120.00,80.00,,2026-03-03,2026-03-20
2,2026-03-02,Acme,M54.5,120.00,0.00,CO-11,2026-03-04,2026-03-25
"""
X12 = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260320*1200*^*00501*000000001*0*P*:~"
    "GS*HP*PAYER*CLINIC*20260320*1200*1*X*005010X221A1~ST*835*0001~BPR*I*80*C*ACH*CCP*01*1*DA*1*1**01*1*DA*1*20260320~"
    "TRN*1*1*1~N1*PR*ACME~N1*PE*CLINIC*XX*1~LX*1~CLP*1*1*120*80*0*12*1*11*1~CAS*CO*45*40~DTM*232*20260301~"
    "SVC*HC:99213*120*80**1~SE*12*0001~GE*1*1~IEA*1*000000001~"
)
NEVER = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x00" * 4096,
    b"{}",
    b"[]",
    b"null",
    b"[" * 3000,
    b'{"a":' * 2000,
    b"<" * 500,
    b"9" * 5000,
    b"\r" * 1000,
    "\u202e\ufeff\u0000 \U0001f9b4 \ud7ff".encode(),
    b"\xed\xa0\x80",
    b"RIFF\xff\xff\xff\xffWAVEfmt ",
    b"OggS" + b"\xff" * 60,
    b"fLaC" + b"\x00" * 60,
    b"%PDF-1.7\n",
    b"PK\x03\x04" + b"\x00" * 60,
    b"SQLite format 3\0",
    b"= [[[[",
    b"a" * 200_000,
)


def damaged(good, chance):
    """One damaged form of `good`."""
    data = bytearray(good)
    for _ in range(chance.randrange(1, 4)):
        size = len(data)
        at = chance.randrange(size + 1)
        match chance.randrange(8):
            case 0 if size:
                data[at % size] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                del data[at : at + chance.randrange(1, 50)]
            case 3:
                data[at:at] = chance.randbytes(chance.randrange(1, 40))
            case 4:
                data[at:at] = bytes(data[at : at + 200]) * chance.randrange(1, 5)
            case 5:
                data[at : at + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"-1e9", b"NaN")
                )
            case 6:
                data[at:at] = chance.choice(
                    ("\u0000", "\u202e", "\ud7ff", "é", "\u2028", '"', "'", "~", "*", ",", "\\")
                ).encode()
            case _:
                data = bytearray(bytes(data[at:]) + bytes(data[:at]))
    return bytes(data)


def cases(good, count, *, suffixes, never=True):
    """(suffix, bytes): damaged forms of the good inputs in turn, then what was never one."""
    chance = random.Random(SEED)
    for number in range(count * TIMES):
        yield suffixes[number % len(suffixes)], damaged(good[number % len(good)], chance)
    if never:
        for number, data in enumerate(NEVER):
            yield suffixes[number % len(suffixes)], data


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs one command in this process, with a limit on its time; gives its exit code and what it said."""
    monkeypatch.setenv("SCRIBE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SCRIBE_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)

    def run(*words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        alarm = threading.main_thread() is threading.current_thread() and hasattr(signal, "SIGALRM")
        if alarm:
            signal.signal(signal.SIGALRM, lambda *_: pytest.fail(f"hangs: {words}"))
            signal.alarm(LONGEST_S)
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            if alarm:
                signal.alarm(0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def decent(code, out, err, context):
    """What every command owes its user whatever it was given."""
    assert code in (0, 1, 2), (context, code, err)
    assert "Traceback" not in err and "Traceback" not in out, context
    if code == 2:
        assert err.strip(), context


def feed(command, tmp_path, words, inputs, name="input"):
    """Gives each input to the command as a file, which must stay as it was; no half file may be left."""
    count = 0
    for suffix, data in inputs:
        count += 1
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(data)
        report = tmp_path / "report.json"
        report.unlink(missing_ok=True)
        result = command(*[path if word is ... else report if word == "REPORT" else word for word in words])
        decent(*result, (suffix, data[:200], len(data)))
        assert path.read_bytes() == data
        if report.exists():
            json.loads(report.read_text(encoding="utf-8"))
        assert not [left for left in tmp_path.rglob("*") if left.name.endswith((".part", ".new", ".tmp"))]
        path.unlink()
    return count


def has_command(name):
    return importlib.util.find_spec(f"scribe_app.commands.{name}") is not None


def test_transcripts(command, tmp_path):
    good = [text.encode() for text in (TRANSCRIPT, VTT, SRT, TURNS)]
    words = ("replay", ..., "--headless", "--report", "REPORT")
    assert feed(command, tmp_path, words, cases(good, 80, suffixes=(".txt", ".vtt", ".srt", ".json"))) >= 100


@pytest.mark.model
def test_sound(command, tmp_path):
    wave = (np.random.default_rng(1).normal(size=8000) * 0.1).astype(np.float32)
    good = []
    for kind, subtype in (("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"), ("MP3", None)):
        file = io.BytesIO()
        soundfile.write(file, wave, 16000, format=kind, subtype=subtype)
        good.append(file.getvalue())
    words = ("replay", ..., "--headless", "--report", "REPORT")
    assert feed(command, tmp_path, words, cases(good, 40, suffixes=(".wav", ".flac", ".ogg", ".mp3"))) >= 60


@pytest.mark.parametrize("name", ["check", "audit"])
def test_notes(command, tmp_path, name):
    if not has_command(name):
        pytest.skip(f"there is no command '{name}' yet")
    good = [NOTE.encode(), CLAIMS.encode(), _docx(NOTE), _xlsx(), _pdf(NOTE)]
    suffixes = (".txt", ".csv", ".docx", ".xlsx", ".pdf")
    assert feed(command, tmp_path, (name, ...), cases(good, 40, suffixes=suffixes)) >= 60


def test_claims(command, tmp_path):
    if not has_command("claims"):
        pytest.skip("there is no command 'claims' yet")
    inputs = cases([CLAIMS.encode(), X12.encode()], 40, suffixes=(".csv", ".835"))
    assert feed(command, tmp_path, ("claims", "import", ...), inputs) >= 60


def test_lookups(command):
    chance = random.Random(SEED)
    for _ in range(40 * TIMES):
        words = damaged(chance.choice((b"M54.50", b"low back pain", b"S39.012A", b"M54.5-")), chance)
        asked = words.decode("utf-8", "replace").replace("\0", "")
        decent(*command("lookup", "--", asked), asked)
    for day in ("2026-13-01", "yesterday", "", "0000-00-00", "99999-01-01", "２０２６-01-01"):
        code, out, err = command("lookup", "M54.50", "--date", day)
        decent(code, out, err, day)


def test_settings(tmp_path):
    good = b'microphone = "USB"\nmodel = ""\nclinician = "Dr. Adams"\nlock_minutes = 10\nkeep_sound_days = 30\n'
    path = tmp_path / "settings.toml"
    for _, data in cases([good], 60, suffixes=(".toml",)):
        path.write_bytes(data)
        try:
            read = settings.load(path)
        except Refusal as refusal:
            assert "settings.toml" in str(refusal)
        else:
            settings.save(read, path)
            assert settings.load(path) == read


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """A folder with a store of one visit, its sound and a backup; opened by the passphrase."""
    folder = tmp_path_factory.mktemp("practice")
    before, keys.COST = keys.COST, 16
    (folder / "data").mkdir()
    key, _ = keys.create(folder / "data", PASSPHRASE)
    with Store.open(folder / "data", key) as store:
        visit_id = store.new_visit(
            Visit(date_of_service=__import__("datetime").date(2026, 11, 24)), patient=Patient(family="Rivera")
        )
        store.append(visit_id, ConsentRecorded(given=True))
        for line in range(1, 60):
            store.append(
                visit_id, TurnHeard(turn=Turn(line=line, speaker="patient", text=f"It hurts {line}. " * 20))
            )
        with store.sound_writer(visit_id) as writer:
            writer.write(np.zeros(40000, dtype=np.float32))
        backup.back_up(store, folder / "stick")
    yield folder, visit_id
    keys.COST = before


@pytest.mark.parametrize("name", ["encounters.db", "keys.json", "audit.head", "sound"])
def test_stores(command, tmp_path, practice, name):
    folder, visit_id = practice
    source = folder / "data" / "sound" / f"{visit_id}.sound" if name == "sound" else folder / "data" / name
    place = Path("data") / source.relative_to(folder / "data")
    for number, (_, data) in enumerate(
        cases([source.read_bytes()], 20, suffixes=("",), never=name == "keys.json")
    ):
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        shutil.copytree(folder / "data", tmp_path / "data")
        (tmp_path / place).write_bytes(data)
        asked = [
            ("list",),
            ("show", visit_id),
            ("verify",),
            ("list", "--salvage"),
            ("show", visit_id, "--salvage"),
        ]
        words = asked[number % len(asked)]
        result = command("encounters", "--passphrase-stdin", *words, typed=PASSPHRASE + "\n")
        decent(*result, (name, words, number))
        if name in ("keys.json", "encounters.db") and result[0] == 2:
            assert (tmp_path / place).read_bytes() == data, "what cannot be read is not changed"


def test_backups(command, tmp_path, practice):
    folder, _ = practice
    (made,) = (folder / "stick").iterdir()
    files = [path for path in made.rglob("*") if path.is_file()]
    chance = random.Random(SEED)
    for number in range(20 * TIMES):
        copy = tmp_path / "stick" / f"copy{number}"
        shutil.copytree(made, copy)
        victim = copy / chance.choice(files).relative_to(made)
        victim.write_bytes(damaged(victim.read_bytes(), chance))
        target = tmp_path / f"restored{number}"
        result = command(
            "encounters", "--folder", target, "--passphrase-stdin", "restore", copy, typed=PASSPHRASE + "\n"
        )
        decent(*result, victim.name)
        if result[0] == 2:
            assert not (target / "encounters.db").exists(), "a damaged backup is not put in place"


def test_signed_records(command, tmp_path):
    from datetime import UTC, datetime

    from scribe_app.signing import document

    made = document.make(
        {"note": {"text": "Low back pain"}},
        visit="20261124-aaaaaa",
        seq=1,
        kind="note",
        signer="Dr. Adams",
        credentials="MD",
        signed_at=datetime(2026, 11, 24, tzinfo=UTC),
        private_key=bytes(32),
    )
    good = made.text().encode()
    path = tmp_path / "record.json"
    for _, data in cases([good], 40, suffixes=("",)):
        path.write_bytes(data)
        code, out, err = command("encounters", "verify", path)
        decent(code, out, err, data[:100])
        assert code == (0 if data.strip() == good else 1), data


def _docx(text):
    import docx

    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def _xlsx():
    import openpyxl

    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in CLAIMS.splitlines():
        book.active.append(row.split(","))
    book.save(file)
    return file.getvalue()


def _pdf(text):
    lines = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in text.splitlines())
    stream = f"BT /F1 12 Tf 50 700 Td 14 TL {lines}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out + f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>startxref\n{len(out)}\n%%EOF"
    ).encode()


def test_archives_that_only_look_like_documents(command, tmp_path):
    if not has_command("audit"):
        pytest.skip("there is no command 'audit' yet")
    inputs = []
    for names in (
        ("x.txt",),
        ("word/document.xml",),
        ("xl/workbook.xml",),
        ("[Content_Types].xml", "word/document.xml"),
    ):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, "<a>" * 1000)
        inputs += [(".docx", file.getvalue()), (".xlsx", file.getvalue())]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + "b" * 50_000_000 + "</a>")
    feed(command, tmp_path, ("audit", ...), [*inputs, (".docx", bomb.getvalue())])
