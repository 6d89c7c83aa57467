"""The note as PDF: text that can be selected, a signature block, and a watermark while nobody has signed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from scribe_app.errors import Refusal
from scribe_app.export.handover import Handover, Signature
from scribe_app.export.words import DRAFT, TITLE, VOID, diagnosis, facts_of_visit, headline, moment

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300
_MARGIN_MM = 18
_FOOT_MM = 8


def _style() -> str:
    """Qt reads margins as dots of the page, so they are counted from points here."""

    def dots(points: float) -> str:
        return f"{round(points * _DPI / 72)}px"

    return f"""
    .title {{ font-size: 15pt; font-weight: bold; margin-bottom: {dots(6)}; }}
    .heading {{ font-size: 11pt; font-weight: bold; margin-top: {dots(6)}; margin-bottom: {dots(2)}; }}
    .alarm {{ font-size: 12pt; font-weight: bold; margin-top: {dots(4)}; margin-bottom: {dots(6)}; }}
    .words {{ font-size: 10pt; margin-bottom: {dots(1.5)}; }}
    .label {{ color: #444444; padding-right: {dots(10)}; padding-bottom: {dots(2)}; }}
    .value {{ padding-bottom: {dots(2)}; }}
    .by {{ font-size: 9pt; font-weight: bold; margin-top: {dots(4)}; margin-bottom: {dots(0.5)}; }}
    .seal {{ font-size: 7.5pt; color: #333333; }}
    """


def pdf(handover: Handover) -> bytes:
    """The PDF's bytes. Needs a QGuiApplication; raises Refusal when this machine has no font to write with."""
    if QGuiApplication.instance() is None:
        raise Refusal("A PDF is written by the desktop part of the program, which is not running.")
    if not QFontDatabase.families():
        raise Refusal(
            "This machine has no fonts, so a PDF cannot be written: install any (Debian: fonts-dejavu-core)."
        )
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(TITLE)
    writer.setCreator("lumbar-scribe")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paint(writer, handover)
    buffer.close()
    return bytes(store.data())


def paint(writer: QPdfWriter | QPrinter, handover: Handover) -> None:
    """The pages on a PDF or a printer, in the paper size that it has.

    The distances hold for the resolution set here: Qt stretches those of a style sheet twice on a finer device.
    """
    writer.setResolution(_DPI)
    writer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    width, height = float(writer.width()), float(writer.height())
    foot = _FOOT_MM / 25.4 * _DPI
    document = QTextDocument()
    document.setDefaultFont(_font(10))
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_style())
    document.setHtml(_html(handover))
    document.setPageSize(QSizeF(width, height - foot))
    painter = QPainter(writer)
    try:
        for page in range(document.pageCount()):
            if page:
                writer.newPage()
            _watermark(painter, handover, width, height)
            painter.save()
            painter.translate(0, -page * (height - foot))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
            context.clip = QRectF(0, page * (height - foot), width, height - foot)
            painter.setClipRect(context.clip)
            document.documentLayout().draw(painter, context)
            painter.restore()
            _footer(painter, handover, page + 1, document.pageCount(), QRectF(0, height - foot, width, foot))
    finally:
        painter.end()


def _watermark(painter: QPainter, handover: Handover, width: float, height: float) -> None:
    if handover.status == "signed":
        return
    painter.save()
    painter.setPen(QColor(0, 0, 0, 38))
    font = _font(60)
    font.setBold(True)
    painter.setFont(font)
    painter.translate(width / 2, height / 2)
    painter.rotate(-55)
    words = "VOID" if handover.status == "voided" else "DRAFT – NOT SIGNED"
    painter.drawText(QRectF(-height / 2, -height / 12, height, height / 6), Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _footer(painter: QPainter, handover: Handover, page: int, pages: int, place: QRectF) -> None:
    signature = handover.signature
    left = f"Visit {handover.visit_id}"
    if signature is not None:
        left += f" · record SHA-256 {signature.body_sha256[:16]}…"
    painter.save()
    painter.setPen(QColor("#444444"))
    painter.setFont(_font(7))
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, left)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"Page {page} of {pages}")
    painter.restore()


def _html(handover: Handover) -> str:
    return "".join(
        ("<body>", *_head(handover), *_sections(handover), *_additions(handover), *_seals(handover), "</body>")
    )


def _head(handover: Handover) -> Iterator[str]:
    yield f'<p class="title">{_safe(TITLE)}</p>'
    if line := headline(handover):
        yield f'<p class="alarm">{_safe(line)}</p>'
    yield '<table cellspacing="0" cellpadding="1">'
    for label, value in facts_of_visit(handover):
        yield f'<tr><td class="label">{_safe(label)}</td><td class="value">{_safe(value)}</td></tr>'
    yield "</table>"


def _sections(handover: Handover) -> Iterator[str]:
    for section in handover.note.sections:
        if section.sentences:
            yield f'<p class="heading">{_safe(section.title)}</p>'
            yield f'<p class="words">{_safe(" ".join(sentence.text for sentence in section.sentences))}</p>'
    if code := diagnosis(handover):
        yield '<p class="heading">Diagnosis code</p>'
        yield f'<p class="words">{_safe(code)}</p>'


def _additions(handover: Handover) -> Iterator[str]:
    for addendum in handover.addenda:
        signature = addendum.signature
        yield f'<p class="heading">Addendum, {_safe(signature.who)}, {moment(signature.at)}</p>'
        yield f'<p class="words">Reason: {_safe(addendum.reason)}</p><p class="words">{_safe(addendum.text)}</p>'


def _seals(handover: Handover) -> Iterator[str]:
    if handover.signature is None:
        yield f'<hr/><p class="alarm">{_safe(DRAFT)}</p>'
        return
    yield "<hr/>"
    yield from _seal("Signed", handover.signature)
    for addendum in handover.addenda:
        yield from _seal("Addendum signed", addendum.signature)
    if handover.void is not None:
        yield from _seal(f"Declared {VOID.lower()}", handover.void.signature)


def _seal(what: str, signature: Signature) -> Iterator[str]:
    yield f'<p class="by">{what} by {_safe(signature.who)}, {moment(signature.at)}</p>'
    yield f'<p class="seal">SHA-256 of the record: {signature.body_sha256}<br/>'
    yield f"Ed25519 signature: {signature.value}<br/>Signer's key: {signature.key}</p>"


def _safe(words: str) -> str:
    return html.escape(words).replace("\n", "<br/>")


def _font(points: float) -> QFont:
    """The program's font without ligatures: whoever copies "ff" out of the PDF must get two letters."""
    font = QFont(QGuiApplication.font().family())
    font.setPointSizeF(points)
    for feature in ("liga", "clig", "dlig"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
