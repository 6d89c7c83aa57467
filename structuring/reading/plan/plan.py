"""Reads what will be done about the back: drugs with their dose, therapies, studies, referrals, the next visit.

A clinician's mention is planned when he intends or orders it, doses it, or goes on with a list of planned things;
never when it is denied, past, somebody else's, conditional or only explained. What is offered waits (`offers`);
what is for another problem than the back is left out (`plan_purpose`).
"""

from __future__ import annotations

from dataclasses import replace

from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.rules import PlanKind
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Offer
from structuring.reading.plan import keeping, measured, offers, people, purpose, referrals
from structuring.reading.plan.intended import HISTORY_TAKEN, SENDING
from structuring.reading.plan.note import note, part_of
from structuring.reading.plan.purpose import concerns_back, ordered_for_another
from structuring.reading.plan.standing import only_who_or_when, standing_of
from structuring.reading.plan.stops import is_act
from structuring.reading.plan.undone import forgone, look_back, take_back
from structuring.reading.talk.assertion import is_conditional, is_denied, is_other_person

_BEHIND_STUDY = 4  # words from a study to what tells that it is an old one
_FOR_PATIENT = frozenset({"activity_modification", "follow_up"})  # "I'll see you Friday, with your sister"
_REMEDIES = frozenset({"nsaid", "acetaminophen", "heat_ice", "home_exercise", "chiropractic_massage_acupuncture"})
_CHOOSING = 4  # segments
_PREFERRED = 5
_PROPOSED = 4  # words of a question that only names a remedy
_WHEN = words_of("when after until till once before instead")
_THEY = words_of("they he she")  # "they do not like the light duty"
_WANTS = words_of("want like willing open interested try consider")
_PUT_OFF = words_of("think talk consider eventually later if might may whether someday")
_GIVES = words_of(
    "give try start put prescribe send call add write go switch giving trying starting putting sending"
)
_SOMETHING = words_of("own something medicine medication pill pills patch cream gel drug tablet capsule")
_RANK = {"says": 1, "forbids": 2}  # of two mentions of the same words, a drug's name goes before the kind
_EXPLAINS = (("there", "are"), ("it", "is"), ("they", "have"), ("they", "do"), ("they", "use"))
_AT_HOME = words_of("home sheet page handout list daily every day do printed")
_LISTED = words_of("and or the any your , on with another round course more of")
_LIST_REACH = 5
_COLD = words_of("ice icing cold frozen peas")
_THERE = 2  # segments
_MADE_OF = words_of("for to on with")
_SPAN = words_of("i we you week weeks month months visits sessions back pain hip it that this your the")
_THEY_DO = words_of("will work have get put teach show start")
_THERAPY = 20  # words from a therapy to what it consists of


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes plan items a clinician intends or stops, and what becomes of an offer."""
    people.follow(segment, memory)
    purpose.follow(segment, memory)
    offers.grow_old(segment, memory)
    keeping.grow_old(memory)
    if memory.last_plan is not None:
        memory.last_plan = replace(memory.last_plan, age=memory.last_plan.age + 1)
    hits = segment.hits.of("plan")
    named = _named(hits) if hits and not _tells_why_here(segment, memory) else []
    memory.choosing = max(0, memory.choosing - 1)
    if segment.role == "patient":
        if memory.choosing and not named and memory.named is not None:
            memory.named = replace(memory.named, off=True)  # "surgery, or leave it?" - "Leave it."
        memory.choosing = 0
        _patient(segment, named, memory, ledger)
        return
    if segment.hits.has("plan_cue", "choices"):
        memory.choosing = _CHOOSING
    take_back(segment, named, memory, ledger)
    look_back(segment, memory, ledger)
    if segment.word(segment.start) == "but":  # "we could do an injection, but it won't help you": no offer
        memory.offers = tuple(one for one in memory.offers if one.by == "patient" or one.age > 1)
    if not segment.asked or _firm(segment, named):
        referred = referrals.referral(segment, named, memory, ledger)
        memory.listing = memory.listing or referred
    if purpose.is_of_another(segment):
        memory.named, memory.offers = None, ()  # "the gabapentin?" - "That's for the neuropathy, so stay on it."
    offers.grant(segment, memory, ledger)
    if keeping.keep(segment, memory, ledger) and not named:
        return
    offers.assent(segment, named, memory, ledger)
    if segment.asked and not named:
        offers.offer_again(segment, memory)
    elif not named and measured.follow(segment, memory, ledger):
        return
    if not named:
        memory.intends = not segment.asked and (bool(SENDING & set(segment.words)) or _unnamed(segment))
        memory.listing = memory.listing and segment.end - segment.start <= 4
    elif segment.asked and not _firm(segment, named):
        _question(segment, named, memory)
    else:
        _statement(segment, named, memory, ledger)
    memory.asked_last, memory.wondered = segment.asked or segment.hits.has("closing", "says"), False
    memory.questions += segment.asked and memory.patient_heard
    memory.allergies_asked = segment.asked and any(word.startswith("allerg") for word in segment.words)


def _tells_why_here(segment: Segment, memory: Memory) -> bool:
    """ "So you're here to go over the MRI", "I'm Doctor Lane, I do the sports medicine here": before anything was
    asked, a sentence that tells who is who and why he is here plans nothing."""
    if segment.role == "patient" or memory.phase != "history" or memory.last_plan is not None:
        return False
    return memory.questions < HISTORY_TAKEN and segment.sentence.has("plan_cue", "opens")


def _statement(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    planned = False
    stopped: Hit | None = None
    here: set[tuple[str, str]] = set()
    for hit in named:
        kind: PlanKind = hit.what.rule
        standing = standing_of(segment, hit, memory, planned)
        if standing == "planned" and memory.choosing and "i" not in segment.between(segment.start, hit.start):
            standing = "offered"  # "there's three roads. Therapy, shots, or leave it alone."
        if stopped is not None and _listed_with(segment, stopped, hit):
            standing = "stopped"  # "avoid the ibuprofen and the Aleve"
        stopped = hit if standing == "stopped" else None
        if kind.id not in _FOR_PATIENT and is_other_person(segment, hit.start, hit.end) and not _counted(segment):
            offers.name(segment, hit, memory)  # "some people like acupuncture. Is that something for you?"
            continue
        if standing != "stopped" and not concerns_back(segment, hit, memory):
            memory.named = None  # "Cymbalta for the depression, we'll continue that" is not what was named before
            if standing == "planned":
                memory.for_others = memory.for_others | {(kind.id, part_of(hit))}
            continue
        of_therapy = _of_therapist(segment, hit, named) or _explained(segment, memory)
        of_therapy = of_therapy or only_who_or_when(segment, hit)  # "there's a gal | that does core work"
        if kind.id == "home_exercise" and (of_therapy or _on_script(segment, hit, ledger)):
            continue
        if standing == "planned" and ordered_for_another(segment, hit, memory, ledger):
            continue
        if (standing != "unsaid" or hit.what.part != "avoid") and not _looked_back_on(segment, hit, standing):
            offers.name(segment, hit, memory)
        if standing == "later" and memory.named is not None and is_conditional(segment, hit.start):
            memory.named = replace(memory.named, off=True)  # "he can think about therapy. Keep that visit."
        if standing == "planned" and part_of(hit) and (kind.id, part_of(hit)) in memory.allergic:
            continue  # "any allergies?" - "Codeine." - "I'll put the codeine down."
        if standing == "planned" and _answers_what(segment, hit, memory):
            continue
        if standing == "stopped" and memory.named is not None:
            memory.named = replace(memory.named, off=True)  # "no opioids" - "I'll put that in"
        if standing == "stopped" and is_act(segment, hit):
            continue  # "a surgeon should see it; I'm not saying that you need surgery"
        if standing == "stopped" and ((kind.id, part_of(hit)) in here or _same_drug(segment, hit, memory)):
            continue  # "naproxen, instead of the Aleve"
        if standing == "stopped" and (kind.id == "activity_modification" or _other_heat(segment, hit, memory)):
            continue  # what is forbidden undoes no other limit, and "not heat" no ice
        sent = standing == "planned" and kind.id == "specialist_referral"
        if sent and referrals.is_the_surgeon(segment, hit, ledger):
            continue
        if standing == "planned":
            here.add((kind.id, part_of(hit)))
        if sent and people.is_surgeon(segment, memory):
            referrals.to_surgeon(segment, hit, memory, ledger)
        elif standing in ("planned", "stopped"):
            note(segment, hit, standing, ledger, forgone(segment) if standing == "stopped" else ())
            if sent and people.is_title(segment, hit):
                memory.sent = Offer(kind.id, part_of(hit), segment.evidence(hit.start, hit.end), "clinician")
        if standing == "planned":
            planned = True
            referrals.name_person(segment, hit, ledger)
            memory.offers = tuple(one for one in memory.offers if one.by == "patient" or not one.answered)
            evidence = segment.evidence(hit.start, hit.end)
            memory.last_plan = Offer(kind.id, part_of(hit), evidence, "clinician")
            if memory.phase != "history":
                memory.phase = "plan"
        elif standing in ("offered", "later"):
            if standing == "offered" or _is_offer(segment):
                offers.offer(segment, hit, memory, "clinician")
            if standing == "later":
                told = segment.evidence(hit.start, hit.end)
                ledger.add(f"plan.{kind.id}", "planned", told, status="hypothetical")
    memory.listing = planned


def _looked_back_on(segment: Segment, hit: Hit, standing: str) -> bool:
    """ "The MRI from last winter that he went over": read already, so that "that's set up" does not mean it."""
    cues = [cue for part in ("past", "past_back", "looked_at") for cue in segment.hits.of("plan_cue", part)]
    read = any(0 <= cue.start - hit.end <= _BEHIND_STUDY for cue in cues)
    return hit.what.rule.id in ("imaging", "lab") and standing in ("unsaid", "past") and read


def _counted(segment: Segment) -> bool:
    """ "Naproxen, two of the little ones": the small tablets, and nobody's children."""
    return any(
        segment.word(cue.end - 1) in ("one", "ones")
        and segment.word(cue.start - 1) == "of"
        and segment.word(cue.start - 2).isdigit()
        for cue in segment.hits.of("cue", "other_person")
    )


def _answers_what(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "What about that cement?" - "Kyphoplasty.": gives what was asked about its name, and orders nothing."""
    alone = hit.start == segment.start and hit.end == segment.end
    return memory.wondered and hit.what.rule.waits and alone


def _listed_with(segment: Segment, first: Hit, second: Hit) -> bool:
    between = segment.between(first.end, second.start)
    if second.what.rule.id == "follow_up" and "or" not in between:
        return False  # "no opioids, and see me in four weeks"
    return 0 < len(between) <= _LIST_REACH and all(word in _LISTED for word in between)


def _same_drug(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "... so that would be instead of the Aleve": the drug just planned by another name."""
    last = memory.last_plan
    replaced = {"instead", "rather"} & set(segment.words)
    return bool(replaced) and last is not None and (last.kind, last.part) == (hit.what.rule.id, part_of(hit))


def _is_offer(segment: Segment) -> bool:
    """ "We could do an injection" waits for the patient's word, "we could think about it" for another day."""
    words = set(segment.words)
    return segment.hits.has("plan_cue", "offer") and not segment.conditional and not (_PUT_OFF | {"but"}) & words


def _other_heat(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Ice on it tonight." - "Not heat?" - "Not heat.": of ice and heat one is planned, the other is not."""
    last = memory.last_plan
    if last is None or last.kind != "heat_ice" or hit.what.rule.id != "heat_ice":
        return False
    before = set(" ".join(piece.quote for piece in last.evidence).lower().split())
    here = set(segment.between(hit.start, hit.end))
    return bool(before & _COLD) != bool(here & _COLD)


def _unnamed(segment: Segment) -> bool:
    """ "I will give you something for that.", "we'll go to a patch. It's called ...": what it is comes next."""
    words = set(segment.words)
    meant = segment.hits.has("plan_cue", "resolve") or segment.hits.has("plan_cue", "intent")
    return meant and bool(_GIVES & words) and bool(_SOMETHING & words) and not segment.conditional


def _firm(segment: Segment, named: list[Hit]) -> bool:
    """A clinician's own resolve in front of an item is no question, whatever word the sentence began with."""
    first = named[0].start if named else segment.end
    return any(cue.start < first for cue in segment.hits.of("plan_cue", "resolve"))


def _of_therapist(segment: Segment, hit: Hit, named: list[Hit]) -> bool:
    """Exercises that the therapist will do ("physical therapy for core strengthening") are part of the therapy."""
    words = segment.between(segment.start, hit.start)
    if "they" in words and _THEY_DO & set(words[words.index("they") :]):
        return True  # "therapy, and the kind where they work you bending forward, on the bike"
    if {"program", "course"} & set(words) and any(one.what.rule.id == "physical_therapy" for one in named):
        return True  # "back to therapy, a different program this time, bending exercises and the bike"
    return any(
        other.what.rule.id == "physical_therapy"
        and other.end <= hit.start
        and hit.start - other.end <= _THERAPY
        and _made_of(segment.between(other.end, hit.start))
        for other in named
    )


def _on_script(segment: Segment, hit: Hit, ledger: Ledger) -> bool:
    """ "Finish your therapy, and I'm writing on there stretching": what the therapist is told to do."""
    told = [cue for cue in segment.hits.of("plan_cue", "for_therapist") if cue.core <= hit.start]
    return bool(told) and ledger.states("plan.physical_therapy", "planned")


def _explained(segment: Segment, memory: Memory) -> bool:
    """ "I'm sending you to physical therapy. | There are exercises where you bend forward": what they do there."""
    last = memory.last_plan
    told = segment.words[:2] in _EXPLAINS and not _AT_HOME & set(segment.words)
    return told and last is not None and last.kind == "physical_therapy" and last.age <= _THERE


def _proposes(segment: Segment, named: list[Hit]) -> bool:
    """ "And a massage?": one more remedy, named in a question."""
    brief = len(segment.words) <= _PROPOSED
    return brief and bool(named) and all(hit.what.rule.id in _REMEDIES for hit in named)


def _made_of(words: list[str]) -> bool:
    """Words that lead from a therapy to what it is made of: "for", "in there for dry needling and", but not "and"
    or "for six weeks, and"."""
    purposes = [place for place, word in enumerate(words) if word in _MADE_OF]
    if not purposes:
        return False
    if "and" not in words:
        return True
    last = [word for word in words[purposes[-1] + 1 :] if word != "the"]
    return words[-1] == "and" and len(last) > 1 and not {"and", ",", *_SPAN} & set(last[:-1])


def _named(hits: list[Hit]) -> list[Hit]:
    """The mentions of a segment, longest first where they overlap, look-alikes left out."""
    never = [hit for hit in hits if hit.what.part == "never"]
    said = spared([hit for hit in hits if hit.what.part != "never"], never)
    kept: list[Hit] = []
    for hit in sorted(said, key=lambda hit: (hit.start - hit.end, _RANK.get(hit.what.part, 0), hit.start)):
        if not any(other.start < hit.end and hit.start < other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _question(segment: Segment, named: list[Hit], memory: Memory) -> None:
    """ "Would you try therapy?" offers it; "did therapy help?" does not."""
    for hit in named:
        if hit.what.part != "avoid":
            offers.name(segment, hit, memory)
        past = any(cue.end <= hit.start for cue in segment.hits.of("plan_cue", "past"))
        asking = (
            memory.questions >= HISTORY_TAKEN and memory.phase == "history" and not _WANTS & set(segment.words)
        )
        dated = hit.what.rule.id == "follow_up" and concerns_back(segment, hit, memory)  # "same time next month?"
        offered = dated or segment.hits.has("plan_cue", "offer")
        if hit.what.part == "avoid" and memory.phase == "history":
            continue  # "and what about bending forward?"
        if offered and not past and not asking and not _dates(segment, hit):
            offers.offer(segment, hit, memory, "clinician")


def _dates(segment: Segment, hit: Hit) -> bool:
    """ "Would you do the water class when the therapy's over?": the therapy only says when."""
    return bool(_WHEN & set(segment.between(hit.start - 2, hit.start)))


def _bears_not(segment: Segment, named: list[Hit], memory: Memory) -> None:
    """ "Any allergies?" - "Codeine.", "sulfa gives me hives": what he does not bear is not ordered where it is
    named again."""
    if segment.hits.has("cue", "other_person") or segment.words[:1] == ("no",):
        memory.allergies_asked = False  # "... and my mother, it was Tylenol", "no, I take ibuprofen"
        return
    if memory.allergies_asked or segment.hits.has("plan_cue", "reacts"):
        memory.allergic |= {(hit.what.rule.id, part_of(hit)) for hit in named}


def _prefers(segment: Segment, hit: Hit) -> bool:
    """ "I'd rather not, I'd rather just see the physio": this he wants."""
    lead = segment.between(hit.start - _PREFERRED, hit.start)
    return "rather" in lead and "not" not in lead[len(lead) - lead[::-1].index("rather") :]


def _patient(segment: Segment, named: list[Hit], memory: Memory, ledger: Ledger) -> None:
    memory.wondered = segment.hits.has("plan_cue", "ask") if segment.asked else memory.wondered
    memory.taken = memory.taken | {hit.what.part for hit in named} | {hit.what.rule.id for hit in named}
    past = segment.hits.has("plan_cue", "past")
    if not named:
        offers.propose_again(segment, memory)
    asks = segment.hits.has("plan_cue", "ask") or (segment.asked and segment.word(segment.start) == "if")
    asks = asks or segment.hits.has("plan_cue", "presumes")
    leaves = segment.hits.has("plan_cue", "leaving")  # "should I cancel the therapy?" proposes none
    asks = asks and (not leaves or segment.hits.has("plan_cue", "presumes"))
    if asks or (segment.asked and memory.phase == "plan" and _proposes(segment, named)):
        for hit in named:
            if not is_denied(segment, hit.start, hit.end):
                offers.offer(segment, hit, memory, "patient")
    elif not segment.asked and not past:
        offers.answer(segment, named, memory, ledger)
    _bears_not(segment, named, memory)
    if named:
        memory.asked_of = frozenset(part_of(hit) for hit in named if segment.asked and part_of(hit))
    refuses = any(segment.word(cue.start - 1) not in _THEY for cue in segment.hits.of("plan_cue", "refuse"))
    refused = refuses and not segment.asked
    for hit in named:
        if hit.what.part == "avoid":  # "I run a forklift" - "take it at bedtime"
            keeping.tell(segment, hit, memory)
        elif hit.what.rule.id == "activity_modification" and memory.phase == "history" and not segment.asked:
            continue  # "when I get up out of a chair" tells where it hurts
        elif concerns_back(segment, hit, memory):
            offers.name(segment, hit, memory)
        else:
            memory.named = None  # "therapy for my knee" - "stay with it"
        if is_act(segment, hit):
            continue  # "I don't want another surgery" is no refusal to see the surgeon
        if is_other_person(segment, hit.start, hit.end):
            continue  # "my dad is allergic to ibuprofen"
        if refused and not _prefers(segment, hit):
            note(segment, hit, "stopped", ledger)
    keeping.wonder(segment, memory)
