"""The print action puts on paper what the PDF shows, in the paper size of the printer."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from scribe_app.signing import Signer
from scribe_app.window.review.sign_dialog import open_paths


@pytest.fixture
def signed(read_out):
    visit = read_out.flow.visit
    reasons = dict.fromkeys(open_paths(visit.session.state), "not assessed")
    assert read_out.signing.sign_as(visit, Signer(name="Dr. Kim Lee", credentials="MD"), reasons)
    read_out.signing.show_signed()
    return read_out


def words(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_printed_page_is_the_page_of_the_pdf(signed, tmp_path, monkeypatch):
    line, paper, file = signed.encounter.handover, tmp_path / "printed.pdf", tmp_path / "exported.pdf"

    def choose(dialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    line.print_note()
    assert line.save("pdf", file)
    assert words(paper.read_bytes()) == words(file.read_bytes())
    pages = PdfReader(paper).pages
    assert len(pages) == 1 and round(float(pages[0].mediabox.width)) == 612, "US letter, as the printer has it"
