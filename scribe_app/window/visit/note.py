"""The note by sections: every sentence a row that can be read, traced, reviewed and reworded where it stands.

A bar at the left says "the machine wrote this and nobody has read it yet". Rows are kept by sentence id, so a
sentence that is being read or edited never moves under the reader's eyes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from scribe_app.window.look.parts import Scrolled, button, edge, empty, frame, label
from scribe_app.window.look.theme import colours
from scribe_app.window.visit.checklist import Row
from structuring.state import Note, Section, Sentence


class SentenceRow(Row):
    """One sentence. Enter or click: where it was said; F2 or double click: reword; R: mark as reviewed."""

    evidence_wanted = Signal(object)
    edited = Signal(str, str)
    reviewed = Signal(str)

    def __init__(self, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self._editor: _Editor | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(11, 3, 6, 3)
        box.setSpacing(8)
        self._text = label(wrap=True)
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._owner = label(kind="small")
        self._owner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box.addWidget(self._text, 1)
        box.addWidget(self._owner, 0, Qt.AlignmentFlag.AlignTop)
        self._box = box
        self.pressed.connect(lambda: self.evidence_wanted.emit(self.sentence.evidence))
        self.read_only = False
        self._signed = False
        self.show_sentence(sentence)

    @property
    def editing(self) -> bool:
        return self._editor is not None

    @property
    def text(self) -> str:
        return self._text.text()

    def show_sentence(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._text.setText(sentence.text)
        mine = sentence.by == "clinician"
        self._owner.setText(self.tr("yours") if mine else "")
        self._owner.setVisible(mine)
        state = (
            self.tr("your wording")
            if mine
            else self.tr("signed")
            if self._signed
            else self.tr("reviewed")
            if sentence.reviewed
            else self.tr("written by the machine, not yet reviewed")
        )
        self.setAccessibleName(sentence.text)
        self.setAccessibleDescription(state)
        self.setToolTip(state.capitalize() + ".")
        self.update()

    def show_signed(self, signed: bool) -> None:
        if signed != self._signed:
            self._signed = signed
            self.show_sentence(self.sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.sentence.by == "heard" and not self.sentence.reviewed and not self._signed:
            QPainter(self).fillRect(2, 4, 3, self.height() - 8, QColor(colours().accent))
        super().paintEvent(event)

    def edit(self) -> None:
        """Opens the sentence for rewording in its place."""
        if self.read_only or self._editor is not None:
            return
        self._editor = _Editor(self.sentence.text, self)
        self._editor.setFixedHeight(max(self._text.height() + 22, 56))
        self._editor.kept.connect(self._keep)
        self._editor.left.connect(self._close_editor)
        self._text.hide()
        self._owner.hide()
        self._box.insertWidget(0, self._editor, 1)
        self._editor.setFocus()

    def _keep(self, text: str) -> None:
        self._close_editor()
        if text != self.sentence.text:
            self.edited.emit(self.sentence.id, text)

    def _close_editor(self) -> None:
        if self._editor is not None:
            editor, self._editor = self._editor, None
            editor.hide()
            editor.deleteLater()
            self._text.show()
            self._owner.setVisible(self.sentence.by == "clinician")
            self.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit()
        elif event.key() == Qt.Key.Key_R and not self.read_only:
            self.reviewed.emit(self.sentence.id)
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Delete and not self.read_only:
            self.edited.emit(self.sentence.id, "")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = menu.addAction(self.tr("Show where it was said"))
        shown.setEnabled(bool(self.sentence.evidence))
        shown.triggered.connect(lambda: self.evidence_wanted.emit(self.sentence.evidence))
        if not self.read_only:
            menu.addAction(self.tr("Reword") + "\tF2").triggered.connect(self.edit)
            menu.addAction(self.tr("Mark as reviewed") + "\tR").triggered.connect(
                lambda: self.reviewed.emit(self.sentence.id)
            )
            menu.addAction(self.tr("Remove from the note") + "\tDel").triggered.connect(
                lambda: self.edited.emit(self.sentence.id, "")
            )
        menu.popup(event.globalPos())


class _Editor(QPlainTextEdit):
    """Enter keeps the wording, Escape leaves it as it was."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Reword the sentence"))
        self.setToolTip(self.tr("Enter keeps it, Escape leaves it as it was"))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.kept.emit(" ".join(self.toPlainText().split()))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Escape is a key of the window too; here it belongs to the sentence.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(200, 60)


class SectionBlock(QWidget):
    """A heading, its sentences, and a way to add one."""

    def __init__(self, title: str, panel: NotePanel) -> None:
        super().__init__()
        self.title = title
        self._panel = panel
        self.rows: dict[str, SentenceRow] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 6, 0, 8)
        self._box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 6, 3)
        self._heading = label(title, "strong")
        head.addWidget(self._heading)
        head.addStretch(1)
        self._add = button(
            self.tr("Add"), "plain", tip=self.tr("Add a sentence of your own to “{0}”").format(title)
        )
        self._add.setAccessibleName(self.tr("Add a sentence to {0}").format(title))
        self._add.clicked.connect(self.add)
        head.addWidget(self._add)
        self._box.addLayout(head)
        self._editor: _Editor | None = None

    @property
    def adding(self) -> bool:
        return self._editor is not None

    def add(self) -> None:
        """Opens an empty editor below the sentences."""
        if self._editor is not None:
            self._editor.setFocus()
            return
        self._editor = _Editor("", self)
        self._editor.setFixedHeight(64)
        self._editor.kept.connect(self._keep)
        self._editor.left.connect(self._close)
        self._box.addWidget(self._editor)
        self._editor.setFocus()

    def _keep(self, text: str) -> None:
        self._close()
        if text:
            self._panel.added.emit(self.title, text)

    def _close(self) -> None:
        if self._editor is not None:
            editor, self._editor = self._editor, None
            editor.hide()
            editor.deleteLater()

    def show_section(self, section: Section, *, read_only: bool, signed: bool) -> None:
        self._add.setVisible(not read_only and self._panel.by_hand)
        wanted = [sentence.id for sentence in section.sentences]
        for gone in [sentence_id for sentence_id in self.rows if sentence_id not in wanted]:
            row = self.rows[gone]
            if row.editing:
                continue
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
            del self.rows[gone]
        for place, sentence in enumerate(section.sentences):
            row_or_none = self.rows.get(sentence.id)
            if row_or_none is None:
                row = SentenceRow(sentence)
                row.evidence_wanted.connect(self._panel.evidence_wanted)
                row.edited.connect(self._panel.edited)
                row.reviewed.connect(self._panel.reviewed)
                self.rows[sentence.id] = row
                self._box.insertWidget(place + 1, row)
            else:
                row = row_or_none
                if row.sentence != sentence and not row.editing:
                    row.show_sentence(sentence)
            row.read_only = read_only
            row.show_signed(signed)


class NotePanel(QWidget):
    """Signals: `evidence_wanted(evidence)`, `edited(id, text)`, `added(section, text)`, `reviewed(id)`,
    `reword_wanted`."""

    evidence_wanted = Signal(object)
    edited = Signal(str, str)
    added = Signal(str, str)
    reviewed = Signal(str)
    reword_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rewordable = False
        self._blocks: dict[str, SectionBlock] = {}
        self._read_only = False
        self._titles: tuple[str, ...] = ()
        self._all_shown = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        panel = frame("panel")
        outer.addWidget(panel)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(6, 10, 4, 8)
        inside.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 8, 0)
        head.addWidget(label(self.tr("Note"), "heading"))
        head.addStretch(1)
        self.unreviewed = label(kind="small")
        head.addWidget(self.unreviewed)
        self.reword_button = button(
            self.tr("Reword…"), "plain", tip=self.tr("Let your language model reword sentences; you choose which")
        )
        self.reword_button.clicked.connect(self.reword_wanted)
        self.reword_button.hide()
        head.addWidget(self.reword_button)
        self.add_button = button(
            self.tr("Add to…"), "plain", tip=self.tr("A sentence of your own, in any section")
        )
        self._menu = QMenu(self.add_button)
        self.add_button.setMenu(self._menu)
        self.add_button.hide()
        head.addWidget(self.add_button)
        inside.addLayout(head)
        self._empty = label(
            self.tr("The note fills as you talk. Nothing is written that was not said."), "quiet", wrap=True
        )
        self._empty.setContentsMargins(10, 4, 10, 0)
        inside.addWidget(self._empty)
        self._scroll = Scrolled()
        self._addenda = QVBoxLayout()
        self._scroll.content.addLayout(self._addenda)
        self._scroll.content.addStretch(1)
        inside.addWidget(edge(self._scroll.verticalScrollBar()))
        inside.addWidget(self._scroll, 1)

    def set_titles(self, titles: tuple[str, ...], *, all_shown: bool) -> None:
        """The sections of the template. `all_shown` for a visit that is written by hand: empty ones too."""
        self._titles, self._all_shown = titles, all_shown
        self._menu.clear()
        for title in titles:
            self._menu.addAction(title).triggered.connect(lambda _=False, to=title: self.add_sentence(to))

    def set_rewordable(self, able: bool) -> None:
        """Whether there is a language model that the user has named."""
        self._rewordable = able
        self.reword_button.setVisible(able and bool(self.rows()) and not self._read_only)

    @property
    def by_hand(self) -> bool:
        return self._all_shown

    def show_note(self, note: Note, *, read_only: bool = False, signed: bool = False) -> None:
        """`signed`: the clinician answers for every sentence, so none is marked as the machine's."""
        self._read_only = read_only
        given = {section.title: section for section in note.sections}
        titles = [*self._titles, *(title for title in given if title not in self._titles)]
        for title in titles:
            section = given.get(title, Section(title=title))
            block = self._blocks.get(title)
            if block is None:
                block = SectionBlock(title, self)
                self._blocks[title] = block
                self._scroll.content.insertWidget(titles.index(title), block)
            block.show_section(section, read_only=read_only, signed=signed)
            block.setVisible(bool(block.rows) or block.adding or (self._all_shown and not read_only))
        for title in [title for title in self._blocks if title not in titles]:
            self._blocks.pop(title).deleteLater()
        any_text = any(section.sentences for section in note.sections)
        self._empty.setVisible(not any_text and not self._all_shown)
        self.add_button.setVisible(bool(self._titles) and not read_only and not self._all_shown)
        heard = any(sentence.by == "heard" for section in note.sections for sentence in section.sentences)
        self.reword_button.setVisible(self._rewordable and heard and not read_only)
        waiting = self.waiting(note)
        self.unreviewed.setText(self.tr("{0} to review").format(waiting) if waiting and not read_only else "")

    @staticmethod
    def waiting(note: Note) -> int:
        """How many machine sentences nobody has reviewed."""
        return sum(
            sentence.by == "heard" and not sentence.reviewed
            for part in note.sections
            for sentence in part.sentences
        )

    def show_addenda(self, addenda: list[tuple[str, str, str]]) -> None:
        """(heading, text, reason) of what was added after signing, below the note."""
        empty(self._addenda)
        for heading, text, reason in addenda:
            head = label(heading, "strong", wrap=True)
            head.setContentsMargins(10, 8, 6, 0)
            words = label(text, wrap=True)
            words.setContentsMargins(10, 2, 6, 0)
            why = label(self.tr("Reason: {0}").format(reason), "small", wrap=True)
            why.setContentsMargins(10, 0, 6, 0)
            for part in (head, words, why):
                self._addenda.addWidget(part)
        if addenda:
            bar = self._scroll.verticalScrollBar()
            QTimer.singleShot(50, lambda: bar.setValue(bar.maximum()))

    def rows(self) -> list[SentenceRow]:
        return [row for block in self._blocks.values() for row in block.rows.values()]

    def row(self, sentence_id: str) -> SentenceRow | None:
        return next((row for row in self.rows() if row.sentence.id == sentence_id), None)

    def add_sentence(self, section: str) -> None:
        """Opens an empty editor at the end of a section."""
        block = self._blocks.get(section)
        if block is not None and not self._read_only:
            block.setVisible(True)
            block.add()
