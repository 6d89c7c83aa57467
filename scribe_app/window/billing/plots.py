"""The plots of the dashboard. Series differ in line and mark, bars carry their numbers: none needs colour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from scribe_app.billing.figures import Group, QualityFigure, ReasonCount
from scribe_app.billing.tally import Figure
from scribe_app.billing.wording import value
from scribe_app.window.look import theme
from scribe_app.window.look.theme import Colours

_LINES = (
    (Qt.PenStyle.SolidLine, "o"),
    (Qt.PenStyle.DashLine, "s"),
    (Qt.PenStyle.DotLine, "t"),
)


class Plot(pg.PlotWidget):
    """A plot in the colours of the window that the mouse cannot move out of sight."""

    def __init__(self, name: str, colours: Colours | None = None, parent: QWidget | None = None) -> None:
        """`colours` stay as given; without them the plot follows the window."""
        self._ready = False
        self._given = colours
        super().__init__(parent)
        self._ready = True
        self.setAccessibleName(name)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(210)
        self.legend: Any = None
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._ready and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._dress()

    @property
    def colours(self) -> Colours:
        return self._given or theme.colours()

    def _dress(self) -> None:
        colours = self.colours
        self.setBackground(QColor(colours.surface))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.ink))

    def start(self, described: str) -> None:
        """Empties the plot; `described` is what a screen reader says of it."""
        self.clear()
        if self.legend is not None:
            self.legend.clear()
        self.setAccessibleDescription(described)

    def _text(self, words: str, x: float, y: float, anchor: tuple[float, float]) -> None:
        item = pg.TextItem(words, color=self.colours.ink, anchor=anchor)
        item.setPos(x, y)
        self.addItem(item, ignoreBounds=True)


class TrendPlot(Plot):
    """Figures by month, one line each, with the 95 % interval of the first."""

    def draw(self, months: Sequence[Group], figures: Sequence[tuple[str, str]], percent: bool) -> None:
        """`figures` are (id, name); months without cases leave a gap."""
        names = [month.name for month in months]
        self.start(self._described(months, figures))
        if self.legend is None:
            self.legend = self.addLegend(offset=(8, 4), labelTextColor=self.colours.ink)
        colours = self.colours
        scale = 100 if percent else 1
        top = 0.0
        for place, (figure_id, name) in enumerate(figures):
            found = [month.figure(figure_id) for month in months]
            line, mark = _LINES[place % len(_LINES)]
            colour = (colours.accent, colours.patient, colours.warn)[place % 3]
            points = [(at, one.value * scale) for at, one in enumerate(found) if one.value is not None]
            if not points:
                continue
            xs, ys = (list(column) for column in zip(*points, strict=True))
            top = max([top, *ys])
            if place == 0:
                top = max(top, self._intervals(found, scale, colour))
            self.plot(
                xs,
                ys,
                name=name,
                pen=pg.mkPen(colour, width=2, style=line),
                symbol=mark,
                symbolSize=7,
                symbolBrush=pg.mkBrush(colours.surface if place else colour),
                symbolPen=pg.mkPen(colour),
                connect=_joined(xs),
            )
        step = max(1, len(names) // 8)
        self.getAxis("bottom").setTicks([[(at, names[at]) for at in range(0, len(names), step)]])
        self.getAxis("left").setLabel("%" if percent else "days")
        self.setXRange(-0.5, max(0.5, len(names) - 0.5), padding=0)
        self.setYRange(0, min(105, top * 1.25) if percent else top * 1.25 or 1, padding=0)

    def _intervals(self, found: Sequence[Figure], scale: int, colour: str) -> float:
        bars = [
            (at, one.value * scale, one.low * scale, one.high * scale)
            for at, one in enumerate(found)
            if one.value is not None and one.low is not None and one.high is not None and not one.small
        ]
        if not bars:
            return 0.0
        faint = QColor(colour)
        faint.setAlpha(110)
        xs, ys, lows, highs = zip(*bars, strict=True)
        self.addItem(
            pg.ErrorBarItem(
                x=_array(xs),
                y=_array(ys),
                top=_array([high - y for y, high in zip(ys, highs, strict=True)]),
                bottom=_array([y - low for y, low in zip(ys, lows, strict=True)]),
                beam=0.25,
                pen=pg.mkPen(faint),
            )
        )
        return max(highs)

    @staticmethod
    def _described(months: Sequence[Group], figures: Sequence[tuple[str, str]]) -> str:
        if not months:
            return "No months to show."
        first, last = months[0], months[-1]
        return " ".join(
            f"{name}: {value(first.figure(one))} in {first.name}, {value(last.figure(one))} in {last.name}."
            for one, name in figures
        )


class BarPlot(Plot):
    """Lying bars with their names and numbers, and a mark for an interval or a value to compare with."""

    def draw(
        self,
        bars: Sequence[tuple[str, float, str]],
        intervals: Sequence[tuple[float, float] | None] = (),
        marks: Sequence[float | None] = (),
        unit: str = "%",
        whole: bool = False,
    ) -> None:
        """`bars` are (name, length, words at its end), from top to bottom; all in the unit of the axis.

        `whole`: shares of everything, so that the axis is marked up to 100 and no further.
        """
        self.start(" ".join(f"{name}: {words}." for name, _, words in bars))
        colours = self.colours
        rows = list(range(len(bars) - 1, -1, -1))
        lengths = [length for _, length, _ in bars]
        ends = [
            max(length, *(pair or (0, 0))) for length, pair in zip(lengths, _padded(intervals, bars), strict=True)
        ]
        ends = [max(end, mark or 0) for end, mark in zip(ends, _padded(marks, bars), strict=True)]
        self.addItem(
            pg.BarGraphItem(
                x0=0, y=rows, height=0.56, width=lengths, brush=pg.mkBrush(colours.accent_soft),
                pen=pg.mkPen(colours.accent, width=1.5),
            )
        )  # fmt: skip
        widest = max(ends, default=0) or 1
        for row, end, (_, _, words), pair, mark in zip(
            rows, ends, bars, _padded(intervals, bars), _padded(marks, bars), strict=True
        ):
            if pair:
                self.plot([pair[0], pair[1]], [row, row], pen=pg.mkPen(colours.ink, width=1.5))
                for edge in pair:
                    self.plot([edge, edge], [row - 0.14, row + 0.14], pen=pg.mkPen(colours.ink, width=1.5))
            if mark is not None:
                pen = pg.mkPen(colours.ink, width=2, style=Qt.PenStyle.DashLine)
                self.plot([mark, mark], [row - 0.4, row + 0.4], pen=pen)
            self._text(words, end + widest * 0.015, row, (0, 0.5))
        self.getAxis("left").setTicks([[(row, name) for row, (name, _, _) in zip(rows, bars, strict=True)]])
        self.getAxis("left").setWidth(_width(self, [name for name, _, _ in bars]))
        self.getAxis("bottom").setLabel(unit)
        self.getAxis("bottom").setTicks([[(at, str(at)) for at in range(0, 101, 20)]] if whole else None)
        self.setXRange(0, widest * 1.3, padding=0)
        self.setYRange(-0.6, len(bars) - 0.4, padding=0)


def denials_by_payer(plot: BarPlot, payers: Sequence[Group]) -> None:
    """Denial rate of each payer with its interval; payers of few cases in brackets, rejections not among them."""
    figures = [(group.name, group.figure("denial_rate")) for group in payers if group.figure("denial_rate").n]
    plot.draw(
        [(name, 100 * (one.value or 0), f"{value(one)}  n={one.n}") for name, one in figures],
        [None if one.low is None or one.high is None else (100 * one.low, 100 * one.high) for _, one in figures],
        unit="% of adjudicated claims denied first, with 95 % interval",
    )


def reasons(plot: BarPlot, found: Sequence[ReasonCount]) -> None:
    """The commonest reasons; the tie to the diagnosis stands in words."""
    plot.draw(
        [
            (_short(f"{one.carc} {one.meaning}"), one.claims, f"{one.claims}  ({TIE[one.tie]})")
            for one in found[:8]
        ],
        unit="claims denied or partly denied with this reason",
    )


def quality(plot: BarPlot, found: Sequence[QualityFigure]) -> None:
    """Documented shares, with a dashed mark where human notes stood."""
    plot.draw(
        [
            (one.name, 100 * (one.figure.value or 0), f"{value(one.figure)}  (published {one.published} %)")
            for one in found
        ],
        marks=[float(one.published) for one in found],
        unit="% of signed notes; dashed: human notes, published",
        whole=True,
    )


TIE = {"direct": "diagnosis", "some": "partly diagnosis", "weak": "hardly diagnosis", "none": "not diagnosis"}


def _short(name: str, most: int = 42) -> str:
    return name if len(name) <= most else name[: most - 1].rsplit(" ", 1)[0] + "…"


def _padded(given: Sequence[Any], bars: Sequence[Any]) -> Sequence[Any]:
    return given or [None] * len(bars)


def _joined(xs: Sequence[float]) -> Any:
    """A line only between months that follow each other; a month without cases leaves a gap."""
    return np.array([*(after - at == 1 for at, after in pairwise(xs)), False], dtype=np.int32)


def _array(values: Sequence[float]) -> Any:
    return np.array(values, dtype=float)


def _width(plot: Plot, names: Sequence[str]) -> int:
    metrics = plot.fontMetrics()
    return max((metrics.horizontalAdvance(name) for name in names), default=40) + 18
