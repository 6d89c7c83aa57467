"""The report on paper: figures with their definitions, and the plots as they are on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSize, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from scribe_app.billing.figures import Report
from scribe_app.billing.wording import interval, parts, value
from scribe_app.window.billing import plots
from scribe_app.window.billing.plots import BarPlot, TrendPlot
from scribe_app.window.look import theme

_WIDTH = 520
_PLOT = QSize(960, 340)
_STYLE = (
    "body { font-family: 'DejaVu Sans', 'Segoe UI', sans-serif; font-size: 9pt; color: #111; }"
    "h1 { font-size: 15pt; } h2 { font-size: 11pt; } td, th { padding: 2px 8px 2px 0; } th { text-align: left; }"
)


def pdf(made: Report) -> bytes:
    """The whole report as a PDF file on A4, in ink on white whatever the screen looks like."""
    pictures = _pictures(made)
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    for place, image in enumerate(pictures):
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"plot:{place}"), image)
    document.setHtml("".join(_html(made, pictures)))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Billing figures")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(15, 15, 15, 15),
            QPageLayout.Unit.Millimeter,
        )
    )
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def _pictures(made: Report) -> list[QImage]:
    names = {entry.id: entry.name for entry in made.definitions}
    share, denied = TrendPlot("", theme.LIGHT), TrendPlot("", theme.LIGHT)
    share.draw(made.months, [(one, names[one]) for one in ("m5450_share_any", "support_share")], percent=True)
    denied.draw(made.months, [("denial_rate", names["denial_rate"])], percent=True)
    payers, reasons, quality = (BarPlot("", theme.LIGHT) for _ in range(3))
    plots.denials_by_payer(payers, made.payers)
    plots.reasons(reasons, made.reasons)
    plots.quality(quality, made.quality)
    images = []
    for plot in (share, denied, payers, reasons, quality):
        plot.resize(_PLOT)
        images.append(plot.grab().toImage())
        plot.close()
    return images


def _html(made: Report, pictures: Sequence[QImage]) -> Iterator[str]:
    yield "<body><h1>Billing figures</h1>"
    if made.synthetic:
        yield "<p><b>Sample practice: every claim, payer and clinician is invented.</b></p>"
    yield (
        f"<p>Dates of service {made.period[0]} to {made.period[1]}; balances as of {made.as_of}; "
        f"{made.overall.claims:,} claims. In brackets: fewer than ten cases.</p>"
    )
    head = "".join(f"<th>{group.name}</th>" for group in made.before_after)
    yield f"<table><tr><th>Figure</th><th>Value</th><th>95 %</th><th>Counted / over</th><th>n</th>{head}</tr>"
    for entry in made.definitions:
        figure = made.overall.figure(entry.id)
        others = "".join(f"<td>{value(group.figure(entry.id), entry.unit)}</td>" for group in made.before_after)
        yield (
            f"<tr><td>{escape(entry.name)}</td><td>{value(figure, entry.unit)}</td><td>{interval(figure)}</td>"
            f"<td>{parts(entry, figure)}</td><td>{figure.n}</td>{others}</tr>"
        )
    yield "</table><h2>Payers</h2><table>"
    yield "<tr><th>Payer</th><th>Claims</th><th>Denied</th><th>95 %</th><th>of</th></tr>"
    for group in made.payers:
        denied = group.figure("denial_rate")
        yield (
            f"<tr><td>{escape(group.name)}</td><td>{group.claims}</td><td>{value(denied)}</td>"
            f"<td>{interval(denied)}</td><td>{denied.n}</td></tr>"
        )
    yield "</table>"
    for place, image in enumerate(pictures):
        height = round(_WIDTH * image.height() / max(1, image.width()))
        yield f'<p><img src="plot:{place}" width="{_WIDTH}" height="{height}"/></p>'
    yield "<h2>What is counted over what</h2>"
    for entry in made.definitions:
        yield (
            f"<p><b>{escape(entry.name)}</b>: {escape(entry.numerator)} / {escape(entry.denominator)}. "
            f"Source: {escape(entry.source)}. {escape(entry.caution)}</p>"
        )
    yield "</body>"
