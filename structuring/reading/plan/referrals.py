"""To whom the patient is sent: a referral that names nobody, or whose specialty comes a sentence later.

"I'll put that referral in", "I'm getting you in with Doctor Lee. She's a spine surgeon.": what was named just
before or is told of the person next says which referral it is.
"""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit, longest
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Offer
from structuring.reading.plan import people
from structuring.reading.plan.note import note_kind, part_of
from structuring.reading.plan.offers import INTRODUCED, is_off
from structuring.reading.talk.topics import is_back, names_back, regions

_PERSON = "person"
_SPOKEN = 10  # segments
_SENDS = words_of("refer referring send sending get getting set setting")
_TITLES = words_of("dr doctor")
_SENT_BY_ONE = ("surgery_referral", "physical_therapy")
_POINTED = words_of("her him them there")
_SPECIALIST = "plan.specialist_referral"
_THEM = words_of("them him her")
_NAMELESS = words_of(
    "a the you to dr doctor refer referring referral send sending sent over up specialist specialists spine back "
    "people folks clinic center them him her too also office surgeon surgeons surgeon's neurosurgeon "
    "neurosurgeon's"
)
_THAT = frozenset({"that", "those"})
_REFERRALS = frozenset(
    {"physical_therapy", "surgery_referral", "specialist_referral", "chiropractic_massage_acupuncture"}
)


def referral(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> bool:
    """ "I'll put that referral in", "I'm getting you in with Doctor Lee": to whom was said just before or is said
    in the next words ("he's a spine surgeon")."""
    if _introduced(segment, memory, ledger):
        return True
    cues = segment.hits.of("plan_cue", "referral")
    sent = segment.hits.of("plan_cue", "sent_to")
    elsewhere, memory.sent_elsewhere = memory.sent_elsewhere, _is_elsewhere(segment)
    if {hit.what.rule.id for hit in named} & _REFERRALS or segment.hits.has("plan_cue", "referral_elsewhere"):
        return False
    if sent and not is_off(segment, sent[0]):
        memory.sent = Offer("", _PERSON, segment.evidence(sent[0].start, sent[0].end), "clinician")
    last = memory.named if memory.named and memory.named.kind in _REFERRALS else None
    # "Dr Ruiz does those, | and I'm referring you to her for it"
    doctor = bool(_TITLES & set(segment.sentence_words(0, segment.end)))
    if not cues and (doctor or (last is not None and last.age <= INTRODUCED)) and _points_back(segment, sent):
        cues = sent  # "Dr Mehta does that, at the pain center. I'm going to refer you to her."
    if not cues or is_off(segment, cues[0]):
        return False
    told_of = memory.last_plan
    just = told_of is not None and told_of.kind in _SENT_BY_ONE and told_of.age <= _SPOKEN
    said = segment.between(cues[0].start, cues[0].end)
    if "referral" in said and {"the", "that"} & set(said) and _sent_in_this_turn(segment, ledger):
        return True  # "I want the spine surgeons to see you with that MRI ... I'll put that referral in"
    if just and segment.between(cues[0].end - 2, cues[0].end) == ["the", "referral"]:
        return True  # "I'd like you to meet the spine surgeon ... I'll send the referral"
    if last is None and said[-2:] == ["the", "referral"] and not doctor and memory.sent is None:
        return False  # "I want you seen there, I'll put in the referral": to whom has not been heard
    if elsewhere and last is None and (_THAT | _POINTED) & set(segment.words):
        return False  # "you're due for a colonoscopy, I'll put that referral in", "your cardiologist | ask him to"
    told = segment.evidence(cues[0].start, cues[0].end)
    if last is not None:
        note_kind(last.kind, last.part, "planned", (*last.evidence, *told), ledger)
        if last.by == "patient":
            # "do I need surgery?" - "I'll send you to Doctor Weiss, he's the pain specialist"
            memory.sent = Offer(last.kind, last.part, told, "clinician")
    elif _for_back(segment, memory) and people.is_surgeon(segment, memory):
        note_kind("surgery_referral", "", "planned", told, ledger)
    elif doctor and ledger.states("plan.surgery_referral", "planned"):
        return True  # "time you talked to one of our surgeons" ... "I'll refer you to Dr Okafor"
    elif _for_back(segment, memory):
        text: dict[str, str | float | bool] = {"text": told[0].quote} if told else {}
        note_kind("specialist_referral", _PERSON, "planned", told, ledger, text)
        memory.sent = Offer("specialist_referral", _PERSON, told, "clinician")
    else:
        return False
    return True


def _sent_in_this_turn(segment: Segment, ledger: Ledger) -> bool:
    line = segment.turn_line
    return any(
        entry.fact.value == "planned" and any(piece.line == line for piece in entry.fact.evidence)
        for kind in _SENT_BY_ONE
        for entry in ledger.entries(f"plan.{kind}")
    )


def _is_elsewhere(segment: Segment) -> bool:
    named = regions(segment)
    problem = any(hit.what.rule.kind == "problem" for hit in named) and not names_back(named)
    return problem or segment.hits.has("plan_cue", "referral_elsewhere")


def _points_back(segment: Segment, sent: list[Hit]) -> bool:
    return any(
        segment.word(cue.start) in _SENDS and _POINTED & set(segment.between(cue.start, cue.end)) for cue in sent
    )


def to_surgeon(segment: Segment, hit: Hit, memory: Memory, ledger: Ledger) -> None:
    """ "Back to see Doctor Brandt at the spine center", who has operated on the patient."""
    evidence = segment.evidence(hit.start, hit.end)
    note_kind("surgery_referral", "", "planned", evidence, ledger)
    memory.named = Offer("surgery_referral", "", evidence, "clinician")


def _introduced(segment: Segment, memory: Memory, ledger: Ledger) -> bool:
    """ "She's a spine surgeon", said of the one to whom the patient was just sent."""
    sent = memory.sent
    cues = segment.hits.of("plan_cue", "introduces")
    if sent is None or not cues:
        return False
    told = longest(
        [
            hit
            for hit in segment.hits.of("plan")
            if hit.what.part != "never" and hit.what.rule.id in _REFERRALS and hit.start >= cues[0].start
        ]
    )
    elsewhere = segment.hits.has("plan_cue", "referral_elsewhere")
    if not told and not elsewhere:
        return False
    memory.sent = None
    if sent.kind and (elsewhere or told[0].what.rule.id != sent.kind):
        ledger.retract(f"plan.{sent.kind}", "planned", segment.evidence(cues[0].start, cues[0].end), sent.part)
    if elsewhere or not _for_back(segment, memory):
        return False
    evidence = segment.evidence(told[0].start, told[0].end)
    note_kind(told[0].what.rule.id, part_of(told[0]), "planned", (*sent.evidence, *evidence), ledger)
    return True


def name_person(segment: Segment, hit: Hit, ledger: Ledger) -> None:
    """ "I'm calling Doctor Hume to get you in with him. ... Order neurosurgery referral.", "I want a spine
    specialist to see you ... an urgent referral, that's spine surgery": who was only named is the surgeon."""
    if hit.what.rule.id != "surgery_referral":
        return
    planned = [entry for entry in ledger.entries(_SPECIALIST) if entry.fact.value == "planned"]
    ordered = segment.hits.has("plan_cue", "order")
    for entry in planned:
        nameless = all(_names_nobody(piece.quote.lower().split()) for piece in entry.fact.evidence)
        if (entry.part == _PERSON and ordered) or (nameless and len(planned) == 1):
            ledger.retract(_SPECIALIST, "planned", segment.evidence(hit.start, hit.end), entry.part)


def is_the_surgeon(segment: Segment, hit: Hit, ledger: Ledger) -> bool:
    """ "It's time you talked to one of our surgeons. ... I'll refer you to a spine specialist": no specialty is
    named, and a surgeon is to see the patient already."""
    nameless = _names_nobody(segment.between(hit.start, hit.end))
    return nameless and ledger.states("plan.surgery_referral", "planned")


def _names_nobody(words: list[str]) -> bool:
    """ "Refer you to Dr Okafor", "a spine specialist": whom the patient is to see, and of what specialty not."""
    return all(
        word.strip(".") in _NAMELESS or words[place - 1].strip(".") in _TITLES for place, word in enumerate(words)
    )


def _for_back(segment: Segment, memory: Memory) -> bool:
    named = regions(segment)
    return names_back(named) if named else is_back(memory)
