"""The transcript: final text, the provisional hypothesis below it in another style, highlights, search.

The text is one document, so that it can be selected, searched, read by a screen reader, and grown in place.
It follows the talk only while its end is in sight; whoever has scrolled up to read is left in peace.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from asr.transcript import Partial, Repair
from scribe_app.window.look.parts import button, clock, edge, frame, label
from scribe_app.window.look.theme import colours
from structuring.turns import Evidence, Speaker, Turn


@dataclass(slots=True)
class _Shown:
    turn: Turn
    repairs: tuple[Repair, ...]
    at: int  # where the text begins in the document


class TranscriptPanel(QWidget):
    """Signals: `play_wanted(start_s, end_s)`, `speaker_changed(line, speaker)`, `correction_wanted(line)`."""

    play_wanted = Signal(float, float)
    speaker_changed = Signal(int, str)
    correction_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[int, _Shown] = {}
        self._end_of_final = 0
        self._partial: Partial | None = None
        self._marked: tuple[Evidence, ...] = ()
        self._last_speaker: str | None = None
        self._following = True

        panel = frame("panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(14, 10, 6, 10)
        inside.setSpacing(3)

        head = QHBoxLayout()
        head.addWidget(label(self.tr("Transcript"), "heading"))
        head.addStretch(1)
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText(self.tr("Search"))
        self.search_field.setAccessibleName(self.tr("Search the transcript"))
        self.search_field.setClearButtonEnabled(True)
        self.search_field.setMaximumWidth(150)
        self.search_field.textChanged.connect(self._search_changed)
        self.search_field.returnPressed.connect(self.find_next)
        head.addWidget(self.search_field)
        head.addSpacing(8)
        inside.addLayout(head)

        self.view = _View(self)
        self.view.setObjectName("transcript")
        self.view.setAccessibleName(self.tr("Transcript of the visit"))
        self.view.setOpenLinks(False)
        self.view.setUndoRedoEnabled(False)
        self.view.document().setDocumentMargin(0)
        self.view.setPlaceholderText(self.tr("What is said will appear here."))
        self.view.anchorClicked.connect(self._anchor_clicked)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.verticalScrollBar().rangeChanged.connect(self._range_changed)
        inside.addWidget(edge(self.view.verticalScrollBar()))
        inside.addWidget(self.view, 1)

        self.follow_button: QPushButton = button(self.tr("Show newest"), "chip", parent=self.view)
        self.follow_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow_button.clicked.connect(self.follow)
        self.follow_button.hide()
        find = QAction(self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self.start_search)
        self.addAction(find)

    # -- text ---------------------------------------------------------------------------------------------------

    def show_turns(self, turns: tuple[Turn, ...], repairs: dict[int, tuple[Repair, ...]]) -> None:
        """Shows a whole transcript anew."""
        self.view.clear()
        self._shown.clear()
        self._end_of_final, self._last_speaker, self._partial = 0, None, None
        for turn in turns:
            self.add_turn(turn, repairs.get(turn.line, ()))
        self._highlight()

    def add_turn(self, turn: Turn, repairs: tuple[Repair, ...] = ()) -> None:
        """Appends one final turn; what was provisional is replaced by it."""
        self._remove_partial()
        cursor = self._cursor_at_end()
        cursor.beginEditBlock()
        if turn.speaker != self._last_speaker or turn.speaker == "unknown":
            self._insert_speaker(cursor, turn)
        else:
            self._new_block(cursor, top=3)
        at = cursor.position()
        cursor.insertText(turn.text, self._text_format(turn))
        for start, end in turn.doubted:
            self._mark(at + start, at + end, self._doubt(QTextCharFormat()))
        for repair in repairs:
            self._mark_repair(at, repair)
        cursor.endEditBlock()
        self._shown[turn.line] = _Shown(turn, repairs, at)
        self._last_speaker = turn.speaker
        self._end_of_final = self.view.document().characterCount() - 1

    def show_partial(self, partial: Partial | None) -> None:
        """The provisional text under the final one: italic and pale, its stable words upright."""
        self._remove_partial()
        if partial is None or not partial.text.strip():
            return
        self._partial = partial
        cursor = self._cursor_at_end()
        self._new_block(cursor, top=8)
        words = partial.text.split()
        stable = " ".join(words[: partial.stable])
        rest = " ".join(words[partial.stable :])
        style = QTextCharFormat()
        style.setForeground(QColor(colours().quiet))
        if stable:
            cursor.insertText(stable + (" " if rest else ""), style)
        style.setFontItalic(True)
        cursor.insertText(rest + " …", style)

    def plain_text(self) -> str:
        return self.view.toPlainText()

    def provisional_text(self) -> str:
        return self._partial.text if self._partial else ""

    def _remove_partial(self) -> None:
        self._partial = None
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self._end_of_final)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        if cursor.hasSelection():
            cursor.removeSelectedText()

    def _cursor_at_end(self) -> QTextCursor:
        cursor = QTextCursor(self.view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    def _new_block(self, cursor: QTextCursor, top: float) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(top)
        block.setRightMargin(8)
        block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.position() == 0:
            cursor.setBlockFormat(block)
            cursor.setCharFormat(QTextCharFormat())
        else:
            cursor.insertBlock(block, QTextCharFormat())

    def _insert_speaker(self, cursor: QTextCursor, turn: Turn) -> None:
        self._new_block(cursor, top=0 if cursor.position() == 0 else 12)
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.DemiBold)
        style.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
        style.setForeground(QColor(_speaker_colour(turn.speaker)))
        style.setAnchor(True)
        style.setAnchorHref(f"speaker:{turn.line}")
        style.setToolTip(self.tr("Click to correct who spoke"))
        cursor.insertText(self.speaker_name(turn.speaker), style)
        when = clock(turn.start_s)
        if when:
            style = QTextCharFormat()
            style.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
            style.setForeground(QColor(colours().quiet))
            style.setAnchor(True)
            style.setAnchorHref(f"play:{turn.line}")
            style.setToolTip(self.tr("Play from here"))
            cursor.insertText("   " + when, style)
        self._new_block(cursor, top=1)

    def _text_format(self, turn: Turn) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(QColor(colours().ink))
        return self._doubt(style) if turn.doubtful else style

    def _doubt(self, style: QTextCharFormat) -> QTextCharFormat:
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(colours().warn))
        style.setToolTip(self.tr("The recogniser is not sure of these words"))
        return style

    def _mark(self, start: int, end: int, style: QTextCharFormat) -> None:
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(style)

    def _mark_repair(self, at: int, repair: Repair) -> None:
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        style.setUnderlineColor(QColor(colours().accent))
        style.setToolTip(self.tr("Heard: “{0}”").format(repair.heard))
        self._mark(at + repair.start, at + repair.end, style)

    def speaker_name(self, speaker: str) -> str:
        return {"clinician": self.tr("Clinician"), "patient": self.tr("Patient")}.get(speaker, self.tr("Speaker?"))

    # -- evidence -----------------------------------------------------------------------------------------------

    def show_evidence(self, evidence: tuple[Evidence, ...], *, play: bool = True) -> None:
        """Highlights the words, brings the first of them into sight and asks for those seconds to be played."""
        self._marked = evidence
        self._highlight()
        if not evidence:
            return
        shown = self._shown.get(evidence[0].line)
        if shown is None:
            return
        self._following = False
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(shown.at + evidence[0].start)
        self.view.setTextCursor(cursor)
        self.view.ensureCursorVisible()
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.view.cursorRect().top() - self.view.viewport().height() // 3)
        self._following = False
        first = evidence[0]
        if play and first.start_s is not None and first.end_s is not None:
            self.play_wanted.emit(first.start_s, first.end_s)

    def highlighted(self) -> list[str]:
        """The words that stand highlighted now, for tests and for screen readers."""
        return [selection.cursor.selectedText() for selection in self.view.extraSelections()]

    def _highlight(self) -> None:
        selections = [
            self._selection(shown.at + piece.start, shown.at + piece.end, colours().highlight)
            for piece in self._marked
            if (shown := self._shown.get(piece.line)) is not None
        ]
        needle = self.search_field.text()
        if len(needle) >= 2:
            found = self.view.document().find(needle)
            while not found.isNull():
                selections.append(
                    self._selection(found.selectionStart(), found.selectionEnd(), colours().accent_soft)
                )
                found = self.view.document().find(needle, found)
        self.view.setExtraSelections(selections)

    def _selection(self, start: int, end: int, colour: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        style = QTextCharFormat()
        style.setBackground(QColor(colour))
        made.format = style
        return made

    # -- search and following -----------------------------------------------------------------------------------

    def start_search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def find_next(self) -> bool:
        """Moves to the next place of the search, from the top again after the last. False when there is none."""
        needle = self.search_field.text()
        if not needle:
            return False
        self._following = False
        if self.view.find(needle):
            return True
        self.view.moveCursor(QTextCursor.MoveOperation.Start)
        return self.view.find(needle)

    def _search_changed(self) -> None:
        self._highlight()

    def follow(self) -> None:
        """Goes to the newest words and stays with them."""
        self._following = True
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.follow_button.hide()

    @property
    def following(self) -> bool:
        return self._following

    def _scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        at_end = value >= bar.maximum() - 4
        self._following = at_end
        self._place_follow_button(visible=not at_end)

    def _range_changed(self, _low: int, high: int) -> None:
        if self._following:
            self.view.verticalScrollBar().setValue(high)
        else:
            self._place_follow_button(visible=high > 0)

    def _place_follow_button(self, *, visible: bool) -> None:
        self.follow_button.setVisible(visible)
        if visible:
            size = self.follow_button.sizeHint()
            self.follow_button.setGeometry(
                (self.view.width() - size.width()) // 2,
                self.view.height() - size.height() - 6,
                size.width(),
                size.height(),
            )

    # -- speaker and play ---------------------------------------------------------------------------------------

    def _anchor_clicked(self, url: QUrl) -> None:
        line = int(url.path())
        if url.scheme() == "play":
            turn = self._shown[line].turn
            if turn.start_s is not None and turn.end_s is not None:
                self.play_wanted.emit(turn.start_s, turn.end_s)
        else:
            self.speaker_menu(line).popup(self.cursor().pos())

    def speaker_menu(self, line: int) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        speakers: tuple[Speaker, ...] = ("clinician", "patient", "unknown")
        for speaker in speakers:
            action = menu.addAction(self.speaker_name(speaker))
            action.setCheckable(True)
            action.setChecked(self._shown[line].turn.speaker == speaker)
            action.triggered.connect(lambda _=False, who=speaker: self.speaker_changed.emit(line, who))
        menu.addSeparator()
        menu.addAction(self.tr("Correct the words…")).triggered.connect(lambda: self.correction_wanted.emit(line))
        return menu

    def line_at_cursor(self) -> int | None:
        """The line of the transcript in which the text cursor stands."""
        position = self.view.textCursor().position()
        before = [line for line, shown in self._shown.items() if shown.at <= position]
        return before[-1] if before else None


def _speaker_colour(speaker: str) -> str:
    return {"clinician": colours().accent, "patient": colours().patient}.get(speaker, colours().warn)


class _View(QTextBrowser):
    """Shows the tool tips of the text itself and opens the speaker menu from the keyboard."""

    def __init__(self, panel: TranscriptPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.cursorForPosition(event.pos()).charFormat().toolTip()
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt brings the text cursor into sight here, which would tear the reader away from the place.
        at = self.verticalScrollBar().value()
        super().focusInEvent(event)
        self.verticalScrollBar().setValue(at)

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Nothing is loaded from anywhere."""
