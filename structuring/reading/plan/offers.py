"""What is offered and what becomes of it: taken up, turned down, left open.

"Would you try therapy?" - "sure, sign me up" plans it; "no thanks" and "I'd have to think" do not. The patient
offers too: "can I keep taking Tylenol?" - "yeah, that's fine". And both point back: "keep doing that".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Offer
from structuring.reading.plan import keeping, pointing
from structuring.reading.plan.note import note_kind, part_of
from structuring.reading.plan.purpose import concerns_back
from structuring.reading.plan.stops import is_act
from structuring.reading.plan.waiting import among_choices
from structuring.reading.talk.assertion import is_denied, is_other_person
from structuring.reading.talk.replies import reply_of
from structuring.reading.talk.topics import is_back

_ANSWERS = 4
_JUST_PLANNED = 3  # segments
_MEASURES = words_of("on for at in with twice once a under up before after as # just only one two 1 2 15 20 low")
_GOOD = words_of("fine okay safe good reasonable")
_ONCE = frozenset({"imaging", "lab", "injection", "surgery_referral"})
_DOCTORS = ("surgery_referral", "specialist_referral")
_PLURAL = words_of("those these them")
_STAYS = 6
_HOW = words_of(
    "day days week weeks month months hours minutes times morning night bedtime food meals needed daily twice "
    "once until till monday tuesday wednesday thursday friday tomorrow today tonight call pharmacy desk hall store"
)
_DOUBT = words_of("not no never depends if might may could did was were had most people some usually")
_ECHO = 2
_VISITS = words_of("visits sessions appointments slots")
INTRODUCED = 3  # segments: "have you see Doctor Lee. He's wonderful. He's a spine surgeon."
_IF = words_of("if provided providing")
_NOT = words_of("not no never")
_HEARS = words_of("bet hear know understand see get figured wondered")
_SURE = words_of("only just well maybe okay but and yes sure")
_COURSE = words_of("worse better help helps work works working fails again keeps hurts pain needed")
_LATER = words_of("wait later then")
_AGAINST = words_of("rather not hold wait skip avoid steer think consider talk tell")
_OPENED = 3
_TREATED = words_of(
    "do take try have get use start be see put keep swallow touch depend rely live mess deal go stay end it that "
    "those them any risk add bother inject cut operate pursue consider rush jump pay"
) | {""}
_COMMON = words_of(
    "it is that they are the a an i you we can could will would does do be then yes okay not no never to and of "
    "for on in at my your me there have has get got so sure fine"
)
_NEXT = words_of("i we and , but then with through at")


def offer(segment: Segment, hit: Hit, memory: Memory, by: Literal["clinician", "patient"]) -> None:
    """Something is offered and waits for the other's word."""
    kind = hit.what.rule.id
    presumed = by == "patient" and not hit.what.rule.waits and segment.hits.has("plan_cue", "presumes")
    weak = not segment.asked if by == "patient" else bool(memory.choosing)
    evidence = segment.evidence(hit.start, hit.end)
    made = Offer(kind, part_of(hit), evidence, by, presumed=presumed, weak=weak)
    kept = [one for one in memory.offers if one.by == by and (one.kind, one.part) != (made.kind, made.part)]
    kept = [one for one in kept if by == "clinician" or not one.passed]  # "... And the massage?" - "By all means."
    memory.offers = (*kept[-3:], made)


def offer_again(segment: Segment, memory: Memory) -> None:
    """ "Have you thought about therapy? Would you be open to that?": the item named just before is offered."""
    last = memory.named
    if last is None or last.age > 2 or not segment.hits.has("plan_cue", "offer_again"):
        return
    kept = [one for one in memory.offers if (one.kind, one.part) != (last.kind, last.part)]
    memory.offers = (*kept[-3:], replace(last, by="clinician", age=0, answered=0))


def propose_again(segment: Segment, memory: Memory) -> None:
    """ "The ER gave me Flexeril. Should I stick with that?": the patient proposes what he named just before."""
    last = memory.named
    if last is None or last.age > 1 or last.by != "patient" or not segment.hits.has("plan_cue", "ask_again"):
        return
    kept = [one for one in memory.offers if (one.kind, one.part) != (last.kind, last.part)]
    memory.offers = (*kept[-3:], replace(last, age=0, answered=0))


def grow_old(segment: Segment, memory: Memory) -> None:
    """An offer waits for the very next words of the other side, not for a later "yes"."""
    kept = []
    for one in memory.offers:
        answers = one.by != segment.role
        passed = one.passed or (not answers and one.answered > 0)
        one = replace(one, answered=one.answered + answers, age=one.age + 1, passed=passed)
        if one.answered <= _ANSWERS and one.age <= 3 * _ANSWERS:
            kept.append(one)
    memory.offers = tuple(kept)
    if memory.sent is not None and segment.role != "patient":
        memory.sent = replace(memory.sent, age=memory.sent.age + 1)
        if memory.sent.age > INTRODUCED:
            memory.sent = None
    if memory.named is not None:
        memory.named = replace(memory.named, age=memory.named.age + 1)
        if memory.named.age > _STAYS:
            memory.named = None


def name(segment: Segment, hit: Hit, memory: Memory) -> None:
    """Remembers the item named last, for "keep doing that"."""
    evidence = segment.evidence(hit.start, hit.end)
    by: Literal["clinician", "patient"] = "patient" if segment.role == "patient" else "clinician"
    other = by == "patient" and is_other_person(segment, hit.start, hit.end)
    words = frozenset(segment.sentence_words())
    memory.named = Offer(hit.what.rule.id, part_of(hit), evidence, by, words=words, other=other)


def answer(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    """The patient's word on what the clinician has offered or just planned. What was hardly understood is none."""
    if segment.doubtful(segment.start, segment.end):
        return
    open_ = [one for one in memory.offers if one.by == "clinician"]
    strong = [cue for cue in segment.hits.of("plan_cue", "decline") if not _of_else(segment, cue)]
    refuses = bool(strong) or any(not _of_else(segment, cue) for cue in segment.hits.of("plan_cue", "refuse"))
    said, words = reply_of(segment)
    if refuses and memory.named is not None and memory.named.by == "clinician":
        memory.named = replace(memory.named, off=True)  # "therapy, or wait?" - "I'd rather wait"
    kinds = {hit.what.rule.id for hit in named}
    if not open_:
        last = memory.last_plan
        if named_since(memory):
            return  # "I'd usually offer a muscle relaxer" - "No thank you": the heat planned before stays
        if (
            strong
            and last is not None
            and last.age <= _JUST_PLANNED
            and not (kinds - {last.kind})
            and not any(is_act(segment, hit) for hit in named)  # "I'm not having surgery": but the visit, yes
            and not memory.asked_last
        ):
            cue = segment.evidence(strong[0].start, strong[0].end)
            note_kind(last.kind, last.part, "stopped", cue, ledger)
            memory.last_plan = None
        return
    meant = [one for one in open_ if one.kind in kinds] or ([] if kinds else open_)
    if not meant:
        return
    agrees = segment.hits.of("plan_cue", "agree")
    given = () if agrees or said == "yes" else _condition(segment)
    if given:
        memory.offers = tuple(replace(one, given=given) if one in meant else one for one in memory.offers)
        return
    if refuses or (said == "no" and not agrees):
        for one in meant:
            note_kind(one.kind, one.part, "stopped", (*one.evidence, *words), ledger)
        _close(memory, meant)
        return
    gladly = any(cue.end - cue.start >= _ANSWERS for cue in agrees)  # "I guess I could try it"
    if segment.hits.has("plan_cue", "open") or (said == "open" and not gladly):
        _close(memory, meant)
        return
    if not agrees:  # a bare "yes" answers what was offered just before, and no other matter since
        meant = [one for one in meant if not one.passed and not one.weak]
    if not meant or (not agrees and said not in ("yes", "normal")):
        return
    if len({one.kind for one in meant}) > 1:
        return  # "an injection or surgery?" - "yes" tells neither
    told = segment.evidence(agrees[0].start, agrees[0].end) if agrees else words
    for one in meant:
        note_kind(one.kind, one.part, "planned", (*one.evidence, *told), ledger)
    _close(memory, meant)


def _of_else(segment: Segment, cue: Hit) -> bool:
    """ "I don't want to drive to Durham", "I'm not going to the flea market with a walker": what he will not do is
    no treatment."""
    place = next((place for place in range(cue.start, cue.end + 1) if segment.word(place) == "to"), segment.end)
    meant = {"it", "that", "this", "those", "them"} & set(segment.between(place + 2, place + 5))
    return "not" in segment.between(cue.start, place) and segment.word(place + 1) not in _TREATED and not meant


def _measured(segment: Segment) -> list[Hit]:
    """ "What about the heating pad?" - "On low, for fifteen minutes, is fine": how it may be done comes first."""
    if segment.words[0] not in _MEASURES:
        return []
    return [
        cue
        for cue in segment.hits.of("plan_cue", "intent")
        if segment.word(cue.start) in ("is", "would") and segment.word(cue.end - 1) in _GOOD
    ]


def _only_hears(segment: Segment, hit: Hit, proposed: list[Offer]) -> bool:
    """ "My cousin told me I should get an MRI." - "Yeah.", "should I?" - "Yeah, I bet": a nod and no yes."""
    if segment.between(hit.start, hit.end) != ["yes"]:
        return False
    behind = segment.spoken_words(hit.end, hit.end + 3)
    return all(one.weak for one in proposed) or (behind[:1] == ["i"] and bool(_HEARS & set(behind[1:2])))


def _short(segment: Segment) -> bool:
    """ "You do.", "we will, yes": an answer of subject and verb alone."""
    return len([word for word in segment.words if word not in _SURE]) <= _ECHO


def _condition(segment: Segment) -> tuple[str, ...]:
    """ "If it's three.", "only if it's close": on what the patient takes up an offer. How the pain will be nobody
    can grant."""
    lead = segment.words[:_OPENED]
    place = next((place for place, word in enumerate(lead) if word in _IF), -1)
    if place < 0 or segment.asked or not _SURE.issuperset(lead[:place]) or _COURSE & set(segment.words):
        return ()
    return segment.words[place + 1 :]


def grant(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """ "If it's three." - "It's three.": the clinician grants the condition, so the offer is taken up."""
    waiting = [one for one in memory.offers if one.given]
    if not waiting or segment.asked:
        return
    words = set(segment.words)
    for one in waiting:
        told = set(one.given) - _COMMON
        same = bool(told & words) and bool(_NOT & words) == bool(_NOT & set(one.given))
        yes = reply_of(segment)[0] == "yes" and not (_NOT | _LATER) & words
        if same or yes:
            evidence = segment.evidence(segment.start, segment.end)
            note_kind(one.kind, one.part, "planned", (*one.evidence, *evidence), ledger)
    _close(memory, waiting)


def named_since(memory: Memory) -> bool:
    """Whether the clinician has named something else since he planned what was planned last."""
    last, named = memory.last_plan, memory.named
    if last is None or named is None or named.by != "clinician":
        return False
    return named.kind != last.kind and named.age <= last.age


def assent(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    """The clinician's word on what the patient proposed, and "keep doing that", "let's do that". What was hardly
    understood is none."""
    if segment.doubtful(segment.start, segment.end):
        return
    again = segment.hits.of("plan_cue", "again")
    last = memory.named
    here = bool(again and named) and again[0].start >= named[-1].end
    if here and concerns_back(segment, named[-1], memory):  # "he'll want a new MRI, so I'm ordering that"
        name(segment, named[-1], memory)
        last, named = memory.named, []
    again = [cue for cue in again[:1] if pointing.holds(segment, cue, last) and segment.word(cue.end) != "writing"]
    seen = segment.hits.of("plan_cue", "sees")
    if seen and last is not None and last.kind in _DOCTORS and last.age <= INTRODUCED:
        again = seen  # "I spoke with the neurosurgeon on call, | she's going to meet you there"
    if memory.problem_framed and not is_back(memory):
        again = []  # "the metoprolol, so continue that"
    if again and keeping.of_another(segment, last):
        again = []
    once = last is not None and last.kind in _ONCE
    if again and once and "keep" in segment.between(again[0].start, again[0].end):
        again = []  # "we did the MRI ... keep going with the exercises"
    if again and among_choices(segment, again[0].start):
        again = []  # "you've had the shot. We can do another one, or we can wait."
    visits = last is not None and bool(_VISITS & last.words)  # "four visits of therapy left" - "use them"
    if (
        again
        and last is not None
        and last.kind == "physical_therapy"
        and _PLURAL & set(segment.words)
        and not visits
    ):
        last = replace(last, kind="home_exercise")  # "she had me do bridges" - "keep those up"
    other = bool(again and named) and not _goes_on(segment, again[0], named[0])
    if again and last is not None and not other and not is_off(segment, again[0]):
        told = (*last.evidence, *segment.evidence(again[0].start, again[0].end))
        note_kind(last.kind, last.part, "planned", told, ledger)
        memory.offers = ()
        memory.named = None
        return
    proposed = [one for one in memory.offers if one.by == "patient"]
    if not proposed:
        return
    allows = [hit for hit in segment.hits.of("plan_cue", "allow") if hit.start - segment.start <= 3]
    allows = [hit for hit in allows if segment.word(hit.end) not in _AGAINST]  # "I'd rather you didn't"
    allows = [hit for hit in allows if not _only_hears(segment, hit, proposed)]
    allows += _measured(segment) if not named else []
    allows += segment.hits.of("plan_cue", "allow_short") if _short(segment) else []
    limits = [one for one in proposed if one.kind == "activity_modification"]
    refused = [*segment.hits.of("plan_cue", "stop"), *segment.hits.of("plan_cue", "not_yet")]
    if limits and refused and refused[0].start - segment.start <= 3 and not segment.asked:
        told = segment.evidence(segment.start, refused[0].end)
        for one in limits:  # "can I still run?" - "not for two weeks"
            note_kind(one.kind, one.part, "planned", (*one.evidence, *told), ledger)
        _close(memory, limits)
        return
    proposed = [one for one in proposed if one not in limits]
    if not proposed:
        return
    against = (*segment.hits.of("plan_cue", "stop"), *segment.hits.of("plan_cue", "later"))
    forbids = any(
        cue.start - segment.start <= 3 and not any(cue.overlaps(allow) for allow in allows) for cue in against
    )
    rather_not = any(cue.start - segment.start <= 1 for cue in segment.hits.of("plan_cue", "refuse"))
    if forbids or rather_not or segment.asked:
        _close(memory, proposed)
        return
    presumed = [one for one in proposed if one.presumed and one.answered <= 1]
    if presumed and not allows and not named and _HOW & set(segment.words) and not _DOUBT & set(segment.words):
        for one in presumed:  # "how long do I stay on the naproxen?" - "Two weeks, then we'll see."
            told = (*one.evidence, *segment.evidence(segment.start, segment.end))
            note_kind(one.kind, one.part, "planned", told, ledger)
        _close(memory, presumed)
        return
    dates = {one.kind for one in proposed} == {"follow_up"}  # "let's say six weeks, after the injection"
    if allows and (dates or not ({hit.what.rule.id for hit in named} - {one.kind for one in proposed})):
        for one in proposed:
            told = (*one.evidence, *segment.evidence(allows[0].start, allows[0].end))
            note_kind(one.kind, one.part, "planned", told, ledger)
        _close(memory, proposed)


def _goes_on(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "Stay on that, and I was going to offer the pain clinic": what is named behind a new subject or an "and" is
    another thing; "go ahead and do that therapy" names the thing itself."""
    return bool(_NEXT & set(segment.between(cue.end, hit.start)))


def is_off(segment: Segment, cue: Hit) -> bool:
    if {"off", "out", "away"} & set(segment.between(cue.start, cue.end + 1)):
        return True  # "let me take that one off your list"
    if segment.word(cue.start - 1) in ("no", "any"):
        return True  # "no more of that"
    near = segment.between(cue.start - 4, cue.start)
    if near[-2:] == ["i", "will"] and segment.word(cue.start) in ("take", "use", "try"):
        return True  # "you're the one who figures things out" - "I'll take it"
    if is_denied(segment, cue.start, cue.end):
        return True  # "no referral today"
    return bool({"not", "never", "if", "unless", "could", "might", "without"} & set(near)) or bool(
        segment.conditional
    )


def _close(memory: Memory, settled: list[Offer]) -> None:
    memory.offers = tuple(one for one in memory.offers if one not in settled)
