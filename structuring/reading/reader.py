"""Turns in, facts out, one turn at a time.

The sentence that is still open is read at once and read again when the same speaker goes on, so that a visit
ends in the same facts however the recogniser has cut it into turns.
"""

from __future__ import annotations

from datetime import date

from structuring.facts import Fact, FactSheet
from structuring.pack import Pack
from structuring.reading.answers import dialogue
from structuring.reading.assessment import etiology, studies
from structuring.reading.assessment.weighed import weigh
from structuring.reading.complaint import decide
from structuring.reading.examination import exam
from structuring.reading.history import radiation, site
from structuring.reading.language.lexicon import lexicon_of
from structuring.reading.language.segments import Segment, segments, sentences
from structuring.reading.language.tokens import Token, raw_tokens, words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.onset import offered, onset
from structuring.reading.plan import plan
from structuring.reading.resolve import facts
from structuring.reading.signs import excuses, signs, weights
from structuring.reading.story import told
from structuring.reading.talk import asides, general, others, topics
from structuring.reading.talk.replies import reply_of
from structuring.reading.talk.told_back import follow_note
from structuring.turns import Speaker, Turn

_ANSWERS = words_of("no nope nah yes yeah yep not")


class Reader:
    """Reads a visit turn by turn. `day` is the date of service, needed only for "since March" and the like.

    Raises RuleError when the pack's reading rules cannot be used.
    """

    def __init__(self, pack: Pack, day: date | None = None) -> None:
        self._lexicon = lexicon_of(pack)
        self._day = day
        self._ledger = Ledger()
        self._memory = Memory()
        self._speaker: Speaker | None = None
        self._open: list[Token] = []
        self._checkpoint = (Memory(), 0)
        self._facts: dict[str, tuple[Fact, ...]] = {}

    def hear(self, turn: Turn) -> None:
        """Takes one more turn."""
        raw = raw_tokens(turn)
        if not raw:
            return
        if turn.speaker == self._speaker:
            memory, mark = self._checkpoint
            self._memory = memory.copy()
            self._ledger.back_to(mark)
            raw = [*self._open, *raw]
        self._speaker = turn.speaker
        for sentence in sentences(raw, turn.speaker):
            self._checkpoint = (self._memory.copy(), self._ledger.mark())
            self._open = sentence
            for segment in segments(sentence, self._speaker_of(sentence, turn), self._lexicon):
                self._read(segment)

    def _speaker_of(self, sentence: list[Token], turn: Turn) -> Speaker:
        """The tag, but for "no, it just stays there" behind a question that stood under the patient's tag: there
        the two are exchanged."""
        answers = sentence[0].text in _ANSWERS and sentence[-1].text != "?"
        return "patient" if self._memory.swapped and turn.speaker == "clinician" and answers else turn.speaker

    def sheet(self) -> FactSheet:
        """Everything read so far."""
        for path in self._ledger.touched():
            found = facts(path, self._ledger.entries(path))
            if found:
                self._facts[path] = found
            else:
                self._facts.pop(path, None)
        return FactSheet(decide(weigh(self._facts, self._lexicon.etiology.label)))

    def _read(self, segment: Segment) -> None:
        memory, ledger = self._memory, self._ledger
        dialogue.listen(segment, memory)
        others.follow(segment, memory)
        asides.follow_small_talk(segment, memory)
        topics.follow(segment, memory)
        follow_note(segment, memory)
        in_general = general.follow(segment, memory)
        general.forget_bare(segment, memory, ledger, in_general)
        if in_general:
            return
        dialogue.recap(segment, memory, ledger)
        excuses.excuse(segment, memory, ledger)
        radiation.follow(segment, memory, ledger)
        answers_sign = any(item.rule.path.startswith("red_flags.") for item in memory.asked)
        spoken = signs.read(segment, memory, ledger)
        weights.compare(segment, memory, ledger)
        dialogue.rest(segment, memory, ledger)
        if segment.role != "clinician" or dialogue.is_bare_answer(segment, memory):
            waited = memory.reply
            dialogue.answer(segment, memory, spoken, ledger)
            if not memory.asked and waited == "none" and not segment.doubtful(segment.start, segment.end):
                memory.reply = reply_of(segment)[0]
            same = memory.reply == "none" and site.same_place(segment, memory)
            if (memory.reply == "yes" or same) and waited == "none":
                site.confirm_site(segment, memory, ledger)
                radiation.confirm(segment, memory, ledger)
                offered.confirm(segment, memory, ledger)
            if memory.reply == "no" and waited == "none":
                site.deny_site(segment, memory, ledger)
                offered.deny(segment, memory, ledger)
            if segment.role == "clinician":
                dialogue.close(memory)
        exam.read(segment, memory, ledger)
        etiology.read(segment, memory, ledger)
        plan.read(segment, memory, ledger)
        site.read(segment, memory, ledger)
        onset.read(segment, memory, ledger, self._day, answers_sign)
        studies.read(segment, memory, ledger)
        told.read(segment, memory, ledger, answers_sign)
        if segment.role == "patient":
            memory.patient_heard = True
