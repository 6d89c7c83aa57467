"""The pages of the dashboard: figures with their trend, payers, reasons, documentation, claims."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from scribe_app.billing import drill
from scribe_app.billing.figures import Group, Report
from scribe_app.billing.ledger import ClaimRow
from scribe_app.billing.tables import Definition
from scribe_app.billing.tally import AVERAGED
from scribe_app.billing.wording import interval, parts, value
from scribe_app.window.billing import plots
from scribe_app.window.billing.plots import BarPlot, TrendPlot
from scribe_app.window.billing.tables import CLAIM_HEADER, Table, claim_cells

M5450, SUPPORT = "m5450_share_any", "support_share"


class OverviewPage(QWidget):
    """Every figure with its parts; below it the definition of the chosen one and its trend."""

    drilled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None
        self._definitions: list[Definition] = []
        header = (
            *(self.tr("Figure"), self.tr("Value"), self.tr("95 % interval"), self.tr("Counted / over")),
            self.tr("n"),
        )
        self.table = Table(self.tr("Figures"), header, right=(1, 2, 3, 4, 5, 6))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.words.setAccessibleName(self.tr("What is counted over what"))
        self.trend = TrendPlot(self.tr("Trend by month"))
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.trend, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([420, 330])
        outer = QVBoxLayout(self)
        outer.addWidget(split)
        self.table.stepped.connect(self._explain)
        self.table.opened.connect(lambda row: self.drilled.emit(self._definitions[row].id))

    def show_report(self, made: Report) -> None:
        self.report = made
        self._definitions = list(made.definitions)
        header = self.table.rows.header[:5]
        rows, faint = [], []
        for place, entry in enumerate(self._definitions):
            figure = made.overall.figure(entry.id)
            cells = [entry.name, value(figure, entry.unit), interval(figure), parts(entry, figure), str(figure.n)]
            for group in made.before_after:
                other = group.figure(entry.id)
                cells.append(f"{value(other, entry.unit)}  n={other.n}")
            rows.append(cells)
            if figure.small:
                faint.append(place)
        if made.before_after:
            header = [*header, self.tr("Before"), self.tr("After")]
        self.table.put(rows, faint, header)
        self._explain(self.table.currentIndex().row())

    def _explain(self, row: int) -> None:
        if self.report is None or not 0 <= row < len(self._definitions):
            return
        entry = self._definitions[row]
        note = f" {entry.caution}" if entry.caution else ""
        how = self.tr("Enter shows the claims.") if drill.can(entry.id) else ""
        self.words.setText(
            f"{entry.name}: {entry.numerator} / {entry.denominator}.{note}\n"
            f"{self.tr('Source')}: {entry.source}. "
            f"{self.tr('Period')}: {self.report.period[0]} – {self.report.period[1]}. {how}"
        )
        if entry.id in (M5450, SUPPORT):
            names = {one.id: one.name for one in self._definitions}
            chosen = [(M5450, names[M5450]), (SUPPORT, names[SUPPORT])]
        else:
            chosen = [(entry.id, entry.name)]
        monthly = entry.id not in (*AVERAGED, "ar_over_90", "denial_writeoff")
        self.trend.setVisible(monthly)
        if monthly:
            self.trend.draw(self.report.months, chosen, percent=entry.unit == "share")


class GroupsPage(QWidget):
    """Payers or clinicians: denial rate with its interval, rejections apart, and the other figures in a table."""

    drilled = Signal(str)
    COLUMNS = ("denial_rate", "rejection_rate", "first_pass_rate", "denial_rate_m5450", M5450, "days_to_payment")

    def __init__(self, what: str, column: str) -> None:
        super().__init__()
        self._groups: Sequence[Group] = ()
        self.plot = BarPlot(self.tr("Denial rate of each of these: {what}").format(what=what))
        header = (
            *(column, self.tr("Claims"), self.tr("Denied"), self.tr("95 % interval"), self.tr("of")),
            *(self.tr("Rejected"), self.tr("First pass"), self.tr("M54.50 denied"), self.tr("M54.50")),
            *(self.tr("Days to pay"), self.tr("A/R days"), self.tr("A/R > 90")),
        )
        self.table = Table(what, header, right=range(1, len(header)))
        layout = QVBoxLayout(self)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.table, 1)
        note = QLabel(self.tr("In brackets: fewer than ten cases. Enter shows the denied claims."))
        note.setProperty("kind", "quiet")
        layout.addWidget(note)
        self.table.opened.connect(lambda row: self.drilled.emit(self._groups[row].name))

    def show_groups(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        plots.denials_by_payer(self.plot, groups)
        rows, faint = [], []
        for place, group in enumerate(groups):
            denied = group.figure("denial_rate")
            shares = [
                value(group.figure(name))
                for name in ("rejection_rate", "first_pass_rate", "denial_rate_m5450", M5450)
            ]
            rows.append(
                [
                    group.name,
                    str(group.claims),
                    value(denied),
                    interval(denied),
                    str(denied.n),
                    *shares,
                    value(group.figure("days_to_payment"), "days"),
                    value(group.figure("days_in_ar"), "days"),
                    value(group.figure("ar_over_90")),
                ]
            )
            if denied.small:
                faint.append(place)
        self.table.put(rows, faint)


class ReasonsPage(QWidget):
    """Why claims were denied, with how far each reason points at the diagnosis."""

    drilled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._codes: list[str] = []
        self.plot = BarPlot(self.tr("Reasons of denial"))
        header = (
            *(self.tr("Reason"), self.tr("CARC"), self.tr("Remarks"), self.tr("Points at")),
            *(self.tr("Claims"), self.tr("Of denied")),
        )
        self.table = Table(self.tr("Reasons of denial"), header, right=(4, 5))
        layout = QVBoxLayout(self)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.table, 1)
        self.table.opened.connect(lambda row: self.drilled.emit(self._codes[row]))

    def show_report(self, made: Report) -> None:
        self._codes = [reason.carc for reason in made.reasons]
        plots.reasons(self.plot, made.reasons)
        self.table.put(
            [
                (
                    one.meaning,
                    one.carc,
                    " ".join(one.remarks),
                    plots.TIE[one.tie],
                    str(one.claims),
                    f"{one.claims} / {one.of}",
                )
                for one in made.reasons
            ]
        )


class VisitsPage(QWidget):
    """What the signed notes say, beside published rates, and what was missing where a denial followed."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = BarPlot(self.tr("Documentation in signed notes"))
        self.gaps = Table(
            self.tr("Missing in the note"),
            (self.tr("Missing in the note"), self.tr("In visits later denied"), self.tr("In visits paid")),
            right=(1, 2),
        )
        note = QLabel(
            self.tr(
                "Only denials for diagnosis or documentation count here. Enough of them can move a line up in the "
                "checklist of later visits."
            )
        )
        note.setWordWrap(True)
        note.setProperty("kind", "quiet")
        layout = QVBoxLayout(self)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.gaps, 1)
        layout.addWidget(note)

    def show_report(self, made: Report) -> None:
        plots.quality(self.plot, made.quality)
        self.gaps.put(
            [
                (
                    gap.line.replace(".", ": ").replace("_", " "),
                    _of(gap.denied_missing, gap.denied),
                    _of(gap.paid_missing, gap.paid),
                )
                for gap in made.gaps
            ]
        )


class ClaimsPage(QWidget):
    """The claims behind a figure."""

    sided = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel(self.tr("Choose a figure, a payer or a reason and press Enter."))
        self.title.setProperty("kind", "strong")
        self.side = QComboBox()
        self.side.setAccessibleName(self.tr("Which claims"))
        self.side.addItem(self.tr("counted"), "numerator")
        self.side.addItem(self.tr("all that it is over"), "denominator")
        self.side.currentIndexChanged.connect(lambda _: self.sided.emit(self.side.currentData()))
        self.table = Table(self.tr("Claims"), CLAIM_HEADER, right=(5, 6, 7), wide=1)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)

    def show_claims(self, title: str, claims: Sequence[ClaimRow]) -> None:
        self.title.setText(self.tr("{title}: {count} claims").format(title=title, count=f"{len(claims):,}"))
        self.table.put([claim_cells(claim) for claim in claims])


def _of(hits: int, n: int) -> str:
    return f"{hits} / {n}  ({100 * hits / n:.0f} %)" if n else "-"
