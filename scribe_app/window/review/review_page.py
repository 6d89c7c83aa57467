"""What to look at before signing: missing, contradictory, doubtful and unread things, each with its way out.

Going back loses nothing; every answer given here is an event of the visit like any other.
"""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from scribe_app.window.look.elided import Elided
from scribe_app.window.look.marks import Sign, SignMark
from scribe_app.window.look.parts import Scrolled, button, clock, empty, frame, label, restyle
from scribe_app.window.visit.checklist import LINE_SIGNS, REASON_KEYS, add_entries, reason_text
from scribe_app.window.visit.note import NotePanel
from scribe_app.window.visit.visit_session import VisitSession
from structuring.events import DifferenceKept, Dismissed, Event, FactEntered, SentenceReviewed, TextCorrected
from structuring.second_hearing import taken
from structuring.state import Alert, ChecklistItem, ChecklistLine, Difference, Note
from structuring.turns import Turn

SHOWN_QUIET = 12


class ReviewPage(QWidget):
    """Signals: `back_wanted`, `sign_wanted`, `evidence_wanted(evidence)`, `explain_wanted(alert_id)`,
    `correct_wanted(line)`, `play_wanted(start_s, end_s)`, `again_wanted` (a second pass, or its end)."""

    back_wanted = Signal()
    sign_wanted = Signal()
    evidence_wanted = Signal(object)
    explain_wanted = Signal(str)
    correct_wanted = Signal(int)
    play_wanted = Signal(float, float)
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.session: VisitSession | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = frame("bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(12, 8, 14, 8)
        head.setSpacing(12)
        self.back = button(self.tr("Back to the visit"), "plain", tip=self.tr("Nothing is lost (Esc)"))
        self.back.clicked.connect(self.back_wanted)
        head.addWidget(self.back)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = label(self.tr("Before you sign"), "title")
        self.summary = Elided("quiet")
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        head.addLayout(words, 1)
        self.again = button(self.tr("Listen again"), tip=self.tr("Goes over the whole recording once more"))
        self.again.clicked.connect(self.again_wanted)
        self.again.hide()
        head.addWidget(self.again)
        self.sign = button(self.tr("Sign and lock"), "primary")
        self.sign.clicked.connect(self.sign_wanted)
        head.addWidget(self.sign)
        column.addWidget(bar)
        body = QHBoxLayout()
        body.setContentsMargins(12, 12, 12, 12)
        body.setSpacing(10)
        self._scroll = Scrolled()
        self._scroll.content.setSpacing(10)
        body.addWidget(self._scroll, 52)
        self.note = NotePanel()
        self.note.evidence_wanted.connect(self.evidence_wanted)
        body.addWidget(self.note, 48)
        column.addLayout(body, 1)

    def show_session(self, session: VisitSession) -> None:
        self.session = session
        self.refresh()

    def show_listening(self, percent: int | None) -> None:
        """How far the second pass is; None when none runs."""
        self.again.setText(self.tr("Listen again") if percent is None else self.tr("Stop ({0} %)").format(percent))

    def clear_screen(self) -> None:
        """Takes every word from the screen."""
        self.session = None
        empty(self._scroll.content)
        self.note.show_note(Note())
        self.summary.setText("")

    def open_count(self) -> int:
        """How many things are neither filled, confirmed nor set aside."""
        if self.session is None:
            return 0
        state = self.session.state
        return (
            sum(len(missing_lines(item)) for item in state.checklist)
            + sum(alert.acknowledged is None for alert in state.alerts)
            + len(self._doubtful())
            + sum(difference.must_be_settled for difference in state.differences)
        )

    def refresh(self) -> None:
        session = self.session
        if session is None:
            return
        state = session.state
        at = self._scroll.verticalScrollBar().value()
        empty(self._scroll.content)
        missing = sorted(
            (item for item in state.checklist if missing_lines(item)), key=lambda item: not item.safety
        )
        alerts = [alert for alert in state.alerts if alert.acknowledged is None]
        doubtful = self._doubtful()
        if missing:
            rows = [row for item in missing for row in self._missing_rows(item)]
            self._add_card(self.tr("Missing"), sum(len(missing_lines(item)) for item in missing), rows)
        if alerts:
            self._add_card(
                self.tr("Contradictions and queries"), len(alerts), [self._alert_row(a) for a in alerts]
            )
        differences = [difference for difference in state.differences if difference.must_be_settled]
        if differences:
            rows = [self._difference_row(difference) for difference in differences]
            self._add_card(self.tr("Heard otherwise on the second pass"), len(rows), rows)
        if doubtful:
            self._add_card(
                self.tr("Doubtful or repaired words"), len(doubtful), [self._turn_row(t) for t in doubtful]
            )
        unread = NotePanel.waiting(state.note)
        if unread:
            self._add_card(self.tr("Not yet reviewed"), unread, [self._unread_row(unread)])
        quiet = [one for one in state.differences if one.kind == "wording" and one.settled == "open"]
        if quiet:
            self._add_card(self.tr("Other words of the second pass"), len(quiet), [self._quiet_row(quiet)])
        if not (missing or alerts or doubtful or unread or differences):
            self._add_card(
                self.tr("Nothing is open"),
                0,
                [self._text_row("complete", self.tr("Everything is documented or answered."))],
            )
        self._scroll.content.addStretch(1)
        self._scroll.verticalScrollBar().setValue(at)
        self.note.show_note(state.note, read_only=True)
        left = self.open_count()
        self.summary.setText(
            self.tr("{0} open. Fill it, set it aside with a reason, go back, or sign as it is.").format(left)
            if left
            else self.tr("Nothing is open.")
        )
        self.sign.setText(self.tr("Sign with {0} open").format(left) if left else self.tr("Sign and lock"))
        restyle(self.sign, "" if left else "primary")

    def _doubtful(self) -> list[Turn]:
        assert self.session is not None
        settled = self.session.confirmed
        return [
            turn
            for turn in self.session.turns
            if turn.line not in settled and (turn.doubtful or turn.doubted or self.session.repairs.get(turn.line))
        ]

    # -- cards and rows -----------------------------------------------------------------------------------------

    def _add_card(self, title: str, count: int, rows: list[QWidget]) -> None:
        card = frame("card")
        card.setAccessibleName(title)
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 10, 10, 10)
        box.setSpacing(2)
        head = label(f"{title}  ·  {count}" if count else title, "heading")
        box.addWidget(head)
        for row in rows:
            box.addWidget(row)
        self._scroll.content.addWidget(card)

    def _row(self, sign: Sign, text: str, under: str = "") -> tuple[QWidget, QHBoxLayout]:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(9)
        line.addWidget(SignMark(sign, size=15), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(text, wrap=True))
        if under:
            words.addWidget(label(under, "small", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 1)
        return row, line

    def _text_row(self, sign: Sign, text: str) -> QWidget:
        return self._row(sign, text)[0]

    def _missing_rows(self, item: ChecklistItem) -> list[QWidget]:
        """The heading of an element, with one way out for all of it, and its lines."""
        lines = missing_lines(item)
        if len(lines) == 1:
            only = lines[0]
            return [
                self._missing_row(only, only.label if only.label == item.label else f"{item.label}: {only.label}")
            ]
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 8, 0, 0)
        box.addWidget(label(item.label, "strong"), 1)
        box.addWidget(self._aside(item.element, item.label, self.tr("Set all aside")))
        return [row, *(self._missing_row(line, line.label) for line in lines)]

    def _missing_row(self, line: ChecklistLine, text: str) -> QWidget:
        row, box = self._row(LINE_SIGNS[line.state], text)
        row.setObjectName(f"missing:{line.path}")
        if line.evidence:
            _beside(box, self._small(self.tr("Show"), lambda: self.evidence_wanted.emit(line.evidence)))
        fill = button(self.tr("Enter"), "chip", tip=self.tr("Fill it in yourself"))
        fill.setAccessibleName(self.tr("Enter: {0}").format(line.label))
        menu = QMenu(fill)
        add_entries(menu, line.path, self._enter)
        fill.setMenu(menu)
        _beside(box, fill)
        _beside(box, self._aside(line.path, line.label, self.tr("Set aside")))
        return row

    def _aside(self, path: str, name: str, text: str) -> QPushButton:
        aside = button(text, "chip", tip=self.tr("Say why it is not documented"))
        reasons = QMenu(aside)
        for reason in REASON_KEYS.values():
            reasons.addAction(reason_text(self, reason).capitalize()).triggered.connect(
                lambda _=False, why=reason: self._dismiss(path, why)
            )
        aside.setMenu(reasons)
        aside.setAccessibleName(f"{text}: {name}")
        return aside

    def _alert_row(self, alert: Alert) -> QWidget:
        row, box = self._row("conflict", alert.text)
        if alert.evidence:
            _beside(box, self._small(self.tr("Show"), lambda: self.evidence_wanted.emit(alert.evidence)))
        _beside(box, self._small(self.tr("Explain…"), lambda: self.explain_wanted.emit(alert.id)))
        return row

    def _difference_row(self, difference: Difference) -> QWidget:
        live, final = difference.live or "…", difference.final or "…"
        row, box = self._row(
            "uncertain",
            self.tr("“{0}” or “{1}”?").format(live, final),
            self.tr("The second pass heard the latter, at {0}.").format(clock(difference.start_s)),
        )
        if difference.start_s is not None and difference.end_s is not None:
            start, end = difference.start_s, difference.end_s
            _beside(box, self._small(self.tr("Play"), lambda: self.play_wanted.emit(start, end)))
        _beside(
            box, self._small(self.tr("Keep the first"), lambda: self._settle(DifferenceKept(id=difference.id)))
        )
        taken = TextCorrected(line=difference.line, text=difference.suggested)
        _beside(box, self._small(self.tr("Take the second"), lambda: self._settle(taken)))
        return row

    def _quiet_row(self, quiet: list[Difference]) -> QWidget:
        """What changes no fact, in one row: it may be taken at once or left as it is."""
        pairs = "; ".join(f"“{one.live or '…'}” – “{one.final or '…'}”" for one in quiet[:SHOWN_QUIET])
        if len(quiet) > SHOWN_QUIET:
            pairs += " …"
        row, box = self._row("complete", self.tr("These change no fact and may stay as they are."), pairs)
        _beside(box, self._small(self.tr("Take the second everywhere"), lambda: self._take_quiet(quiet)))
        return row

    def _take_quiet(self, quiet: list[Difference]) -> None:
        assert self.session is not None
        text = {turn.line: turn.text for turn in self.session.turns}
        for line, group in groupby(sorted(quiet, key=lambda one: one.line), key=lambda one: one.line):
            self.session.apply(TextCorrected(line=line, text=taken(text[line], group)))
        self.refresh()

    def _settle(self, event: Event) -> None:
        assert self.session is not None
        self.session.apply(event)
        self.refresh()

    def _turn_row(self, turn: Turn) -> QWidget:
        assert self.session is not None
        repairs = self.session.repairs.get(turn.line, ())
        said = "; ".join(
            self.tr("heard “{0}”, written “{1}”").format(repair.heard, turn.text[repair.start : repair.end])
            for repair in repairs
        )
        row, box = self._row("uncertain", f"“{turn.text}”", said or clock(turn.start_s))
        if turn.start_s is not None and turn.end_s is not None:
            start, end = turn.start_s, turn.end_s
            _beside(box, self._small(self.tr("Play"), lambda: self.play_wanted.emit(start, end)))
        _beside(box, self._small(self.tr("Correct…"), lambda: self.correct_wanted.emit(turn.line)))
        _beside(box, self._small(self.tr("Right"), lambda: self._confirm(turn)))
        return row

    def _unread_row(self, count: int) -> QWidget:
        row, box = self._row(
            "partial", self.tr("{0} sentences were written by the machine. Read them at the right.").format(count)
        )
        _beside(box, self._small(self.tr("I have read them"), self._review_all))
        return row

    def _small(self, text: str, action: object) -> QPushButton:
        made = button(text, "chip")
        made.clicked.connect(lambda _=False: action())  # type: ignore[operator]
        return made

    # -- answers ------------------------------------------------------------------------------------------------

    def _enter(self, path: str, value: str) -> None:
        assert self.session is not None
        self.session.apply(FactEntered(path=path, value=value))
        self.refresh()

    def _dismiss(self, path: str, reason: str) -> None:
        assert self.session is not None
        self.session.apply(Dismissed.model_validate({"path": path, "reason": reason}))
        self.refresh()

    def _confirm(self, turn: Turn) -> None:
        assert self.session is not None
        self.session.apply(TextCorrected(line=turn.line, text=turn.text))
        self.refresh()

    def _review_all(self) -> None:
        assert self.session is not None
        for section in self.session.state.note.sections:
            for sentence in section.sentences:
                if sentence.by == "heard" and not sentence.reviewed:
                    self.session.apply(SentenceReviewed(id=sentence.id))
        self.refresh()


def missing_lines(item: ChecklistItem) -> list[ChecklistLine]:
    """The lines of an element that still count as missing, unclear or contradictory."""
    wanted = set(item.missing)
    return [line for line in item.lines if line.path in wanted]


def _beside(line: QHBoxLayout, answer: QPushButton) -> None:
    """An answer stands beside the first line of what it answers."""
    line.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
