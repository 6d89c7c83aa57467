"""The audit: every kind of document, the traps of real exports, damaged files, exit codes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from scribe_app.audit import Auditor, Finding
from scribe_app.cli import main
from scribe_app.documents import Unreadable
from scribe_app.rules.knowledge import load_pack

DAY = date(2026, 4, 1)


def audited(path: Path) -> list[Finding]:
    return list(Auditor(load_pack(), DAY).document(path))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def brief(findings: list[Finding]) -> set[tuple[str, str, str]]:
    return {(one.kind, "+".join(one.codes), one.place) for one in findings}


def test_a_claim_export_is_judged_by_the_date_of_each_row(tmp_path):
    path = written(
        tmp_path,
        "claims.csv",
        "Export of 2026\nClaim ID,Date of Service,Dx 1,Dx 2,CPT\n"
        "1,2021-09-30,M54.5,,99213\n2,10/01/2021,M54.5,,99213\n3,20240930,M5136,,97110\n4,2024-10-01,M5136,,97110\n",
    )
    assert brief(audited(path)) == {
        ("retired_code", "M54.5", "line 4, column 3"),
        ("retired_code", "M51.36", "line 6, column 3"),
    }


def test_remark_and_procedure_columns_are_never_read_as_diagnoses(tmp_path):
    path = written(
        tmp_path,
        "remits.csv",
        "claim,icd10,remark code,carc,cpt\n1,M54.50,M51,16,99213\n2,M54.50,M54,50,G0283\n3,M54.50,N386,11,J1885\n",
    )
    assert audited(path) == []


def test_a_retired_code_offers_every_successor_and_maps_to_none(tmp_path):
    (found,) = audited(written(tmp_path, "superbill.txt", "Low back pain .......... M54.5\n"))
    assert found.choose == ("M54.50", "M54.51", "M54.59")
    assert found.place == "line 1"


@pytest.mark.parametrize(
    "text",
    [
        "L4-L5 and L5-S1 disc, S1 root, T12, C7, L4.",
        "Remark M51, M53, M54, M62, M76, M79, N115, N386, MA130",
        "Family M54.5x or M54.5- is discussed in M54",
        "BP 120/80, BMI 28.4, pain 7/10, v10.5, version V10.5, 99213-25, J1885, G0283",
        "Call A12.5 at room B12, tel 555.1212",
        "M54.50 Low back pain, unspecified",
    ],
)
def test_what_only_looks_like_a_code_is_left_alone(tmp_path, text):
    assert audited(written(tmp_path, "note.txt", text)) == []


@pytest.mark.parametrize(
    "code", ["M54.5", "m54.5", "M545", "M51.36", "M5137", "M54.4", "S39.012", "S33.5", "M54.58", "724.2"]
)
def test_faulty_codes_are_found_however_they_are_written(tmp_path, code):
    found = audited(written(tmp_path, "note.txt", f"Assessment: back pain ({code})."))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("second", "kind"), [("M54.41", "excludes1"), ("M51.16", "guide_pair"), ("M51.369", "pair_advice")]
)
def test_pairs_on_one_claim_line_by_line_and_cell_by_cell(tmp_path, second, kind):
    in_one_cell = written(tmp_path, "a.csv", f'Diagnosis codes,CPT\n"M54.50; {second}",99213\n')
    in_two_cells = written(tmp_path, "b.csv", f"dx1;dx2\nM5450;{second.replace('.', '')}\n")
    on_two_lines = written(tmp_path, "c.csv", f"Claim Number,ICD-10\n7,M54.50\n8,M54.59\n7,{second}\n")
    for path in (in_one_cell, in_two_cells, on_two_lines):
        assert [one.kind for one in audited(path)] == [kind], path.name


def test_codes_of_different_claims_are_no_pair(tmp_path):
    assert audited(written(tmp_path, "a.csv", "Claim Number,ICD-10\n7,M54.50\n8,M54.41\n")) == []
    assert audited(written(tmp_path, "pick.html", "<ul><li>M54.50</li><li>M54.41</li></ul>")) == []


def test_a_form_to_choose_from_is_no_claim(tmp_path):
    form = written(
        tmp_path, "superbill.txt", "[ ] M54.50 Low back pain   [ ] S39.012A Strain\n☐ M54.50 ☐ M54.41\n"
    )
    assert audited(form) == []


def test_a_table_that_is_called_text_is_read_as_a_table(tmp_path):
    text = "claim_number|svc_date|diag_1|remark\n9|20240930|M5136|M54\n9|20241001|M5136|M51\n"
    assert brief(audited(written(tmp_path, "export.txt", text))) == {
        ("retired_code", "M51.36", "line 3, column 3")
    }


def test_numbered_diagnoses_of_a_form_are_one_claim(tmp_path):
    form = written(tmp_path, "form.txt", "Dx1: M54.50\nDx2: M54.41\n\nDx1: M54.50\n")
    assert [one.place for one in audited(form)] == ["line 2 and line 1"]


def test_json_claims(tmp_path):
    claims = {
        "claims": [
            {"id": "1", "serviceDate": "2021-09-01", "diagnoses": ["M54.5"]},
            {"id": "2", "diagnosis": [{"code": "M54.50"}, {"code": "M54.42"}], "remark": "M51"},
        ]
    }
    found = audited(written(tmp_path, "c.json", json.dumps(claims, indent=1)))
    assert [(one.kind, one.place) for one in found] == [("excludes1", "line 14 and line 17")]


def test_fhir_by_its_code_system(tmp_path):
    claim = {
        "resourceType": "Condition",
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "M54.5"}]},
        "note": [{"text": "remark M54"}],
    }
    assert [one.codes for one in audited(written(tmp_path, "f.json", json.dumps(claim)))] == [("M54.5",)]


def test_xml_by_name_and_by_code_system(tmp_path):
    path = written(
        tmp_path,
        "c.xml",
        '<?xml version="1.0"?>\n<export>\n<claim><icd10>M54.5</icd10><remark>M51</remark></claim>\n'
        '<claim><value code="S39.012" codeSystem="2.16.840.1.113883.6.90"/></claim>\n</export>\n',
    )
    assert brief(audited(path)) == {
        ("retired_code", "M54.5", "line 3"),
        ("incomplete_code", "S39.012", "line 4"),
    }


def test_a_claim_file_in_x12(tmp_path):
    blank = " " * 10
    isa = f"ISA*00*{blank}*00*{blank}*ZZ*{'SENDER':15}*ZZ*{'RECEIVER':15}*260401*1200*^*00501*000000001*0*P*:~"
    body = "CLM*A1*100~DTP*472*D8*20260401~HI*ABK:M5450*ABF:M5442~"
    body += "CLM*A2*90~DTP*472*D8*20210930~HI*ABK:M545~SE*1*1~"
    found = audited(written(tmp_path, "batch.837", isa + body))
    assert [(one.kind, one.codes) for one in found] == [("excludes1", ("M54.50", "M54.42"))]


def test_workbook_word_and_web(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Codes"
    for row in (["Superbill"], ["ICD-10", "Description"], ["M54.5", "Low back pain"], ["M54.50", "Low back pain"]):
        book.active.append(row)
    book.save(tmp_path / "s.xlsx")
    document = docx.Document()
    document.add_paragraph("Template")
    document.add_paragraph("Assessment: M54.5")
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "ICD-10 code", "M51.36"
    document.save(tmp_path / "t.docx")
    written(tmp_path, "w.html", "<p>Back\n</p><table><tr><th>Dx</th></tr>\n<tr><td>M54.4</td></tr></table>")
    assert [one.place for one in audited(tmp_path / "s.xlsx")] == ["Codes!A3"]
    assert [one.place for one in audited(tmp_path / "t.docx")] == ["paragraph 2", "table 1, row 2, column 1"]
    assert [(one.kind, one.place) for one in audited(tmp_path / "w.html")] == [
        ("incomplete_code", "line 3, column 1")
    ]


def test_pdf(tmp_path):
    from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument

    application = QGuiApplication.instance() or QGuiApplication([])
    document, writer = QTextDocument("Superbill\nLow back pain M54.5"), QPdfWriter(str(tmp_path / "s.pdf"))
    document.print_(writer)
    del writer
    assert application is not None
    assert [one.codes for one in audited(tmp_path / "s.pdf")] == [("M54.5",)]


def test_a_damaged_file_is_told_and_passed_over(tmp_path, capsys):
    for name in ("bad.xlsx", "bad.docx", "bad.pdf", "bad.json", "bad.xml"):
        (tmp_path / name).write_bytes(b"%PDF-1.4 {<broken")
    (tmp_path / "zero.txt").write_bytes(b"\0\1\2")
    written(tmp_path, "good.txt", "M54.5")
    assert main(["audit", str(tmp_path), "--json"]) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert len(told["unreadable"]) == 6 and len(told["findings"]) == 1
    assert err.count("was passed over") == 6 and "Traceback" not in err


def test_xml_that_declares_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
    written(tmp_path, "bomb.xml", bomb)
    assert main(["audit", str(tmp_path)]) == 2


@pytest.mark.parametrize(("text", "code"), [("M54.50", 0), ("M54.5", 1), ("M54.50 with M51.369", 0)])
def test_exit_codes(tmp_path, text, code):
    assert main(["audit", str(written(tmp_path, "n.txt", text)), "--date", "2026-04-01"]) == code


def test_a_path_that_is_not_there_is_refused(tmp_path, capsys):
    assert main(["audit", str(tmp_path / "none")]) == 2
    assert "There is no file or folder" in capsys.readouterr().err


def test_an_empty_folder_is_clean(tmp_path):
    assert main(["audit", str(tmp_path)]) == 0


def test_csv_output_is_one_finding_a_row(tmp_path, capsys):
    written(tmp_path, "n.txt", "M54.5\nM51.36")
    main(["audit", str(tmp_path), "--csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["codes"] for row in rows] == ["M54.5", "M51.36"]
    assert rows[0]["choose"] == "M54.50 M54.51 M54.59"


def test_old_encodings_are_read(tmp_path):
    (tmp_path / "old.csv").write_bytes("Diagnóstico,ICD\n,M54.5\n".encode("cp1252"))
    (tmp_path / "wide.txt").write_bytes("M54.5".encode("utf-16"))
    assert main(["audit", str(tmp_path)]) == 1


def test_a_long_export_keeps_its_memory(tmp_path):
    """Claims are let go; the rows of one file are never all in memory."""
    import tracemalloc

    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write("claim id,dx1,dx2\n")
        file.writelines(f"{number},M54.50,G89.29\n" for number in range(8_000))
    auditor = Auditor(load_pack(), DAY)
    list(auditor.document(written(tmp_path, "warm.csv", "claim id,dx1,dx2\n1,M54.50,G89.29\n")))
    tracemalloc.start()
    found = sum(1 for _ in auditor.document(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 0 and peak < 15e6


def test_a_document_that_would_fill_the_memory_is_passed_over(tmp_path, capsys):
    import zipfile

    bomb = zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED)
    with bomb, bomb.open("xl/worksheets/sheet1.xml", "w") as entry:
        for _ in range(310):
            entry.write(bytes(1 << 20))
    assert main(["audit", str(tmp_path)]) == 2
    assert "unpacks to 310 MB" in capsys.readouterr().err


def test_progress_is_told_on_long_runs(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scribe_app.commands.audit._PROGRESS_EVERY_S", 0.0)
    written(tmp_path, "a.txt", "M54.5")
    written(tmp_path, "b.txt", "M54.50")
    main(["audit", str(tmp_path), "--jobs", "1"])
    assert "1 documents read, 1 findings so far" in capsys.readouterr().err


@pytest.fixture(scope="module")
def sound_documents(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    book = openpyxl.Workbook()
    book.active.append(["ICD-10"])
    book.active.append(["M54.5"])
    book.save(folder / "a.xlsx")
    document = docx.Document()
    document.add_paragraph("M54.5")
    document.save(folder / "a.docx")
    written(folder, "a.xml", "<claims><claim><icd10>M54.5</icd10></claim></claims>")
    written(folder, "a.json", '{"claims": [{"diagnosis": "M54.5"}]}')
    written(folder, "a.html", "<table><tr><th>ICD</th></tr><tr><td>M54.5</td></tr></table>")
    return {path.suffix: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".xml", ".json", ".html"])
def test_a_document_damaged_anywhere_is_read_or_refused_and_nothing_else(tmp_path, sound_documents, suffix):
    whole = sound_documents[suffix]
    pick = random.Random(3)
    auditor = Auditor(load_pack(), DAY)
    for number in range(40):
        harmed = bytearray(whole[: pick.randrange(len(whole))] if number % 2 else whole)
        for _ in range(3):
            if harmed:
                harmed[pick.randrange(len(harmed))] = pick.randrange(256)
        path = tmp_path / f"harmed{suffix}"
        path.write_bytes(harmed)
        with contextlib.suppress(Unreadable):
            list(auditor.document(path))
