"""Follows what the talk is about: the problem, the part of the body, and the part of the visit."""

from __future__ import annotations

from collections.abc import Iterable

from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import is_other_person
from structuring.reading.talk.limbs import BEFORE_HEAD, LOWER, limb_ill, takes_over, told_first

BACK = "back"
OTHER = "other"
_OPENING = frozenset({"for", "in", "as", "about", "regarding", "with", "when"})
ABOVE = frozenset({"neck", "shoulder", "arm", "hand", "jaw"})
_TROUBLED = words_of("pain pains hurt hurts hurting ache aches sore stiff numb numbness tingling weak")
_LISTED_WITH = frozenset({"any", "or", "anything", "if"})
_NUMBERED = (["that", "is"], ["which", "is"], ["it", "is"])
_NEXT = words_of("now then")
_OPEN = words_of("what how tell")
_OF_HEAD = words_of(", is are was wants needs has") | {""}
_POINTS = words_of("there that it this here him her them those")
_SAID = 5
_DISEASED = words_of(
    "arthritis arthritic bursitis tendinitis tendonitis fasciitis gout sprain sprained broken fractured meniscus "
    "torn bunion bunions neuroma dislocated infected impingement impinged frozen tendinopathy capsulitis"
)
_FOR_PAIN = {("for", "the", "pain"), ("for", "your", "pain"), ("for", "that", "pain")}
_LIKENING = words_of("like brushing brush brushed washing wash shaving wiping cleaning")
_WELL = words_of("fine good okay normal clear great better settled")
_EXERCISED = frozenset({"home_exercise", "physical_therapy"})
_NEAR = 3
HOW_FAR = words_of("to past below above")  # "getting to about your knees"
_STAYS = 4
_ASKED_ONLY = frozenset(
    {f"red_flags.{name}" for name in ("weight_loss", "fever", "cancer_history", "bowel_bladder")}
)
_REASONS = words_of("but with because")
_COUNTED = words_of("visit session injection shot block appointment day dose week child kid baby room claim")
_TURNED_TO = 9  # words
_AT = words_of("over along at across around")
_BACKS = words_of("back spine")
_ARM = frozenset({"shoulder", "arm", "hand"})
_OWN_HAND = frozenset({"hand", "arm"})
_ORGANS = frozenset({"heart", "lungs", "abdomen", "kidney", "skin", "head", "edema"})


def regions(segment: Segment) -> list[Hit]:
    """Parts of the body and problems named in a segment."""
    hits = segment.hits.of("region", "says")
    named = spared(hits, segment.hits.of("region", "never")) if hits else hits
    if segment.role != "patient" and named:
        named = [hit for hit in named if not _of_clinician(segment, hit)]
    return named


def _of_clinician(segment: Segment, hit: Hit) -> bool:
    """ "Push down on my hand": the one who examines speaks of his own."""
    return hit.what.rule.id in _OWN_HAND and segment.word(hit.start - 1) == "my"


def names_back(named: Iterable[Hit]) -> bool:
    """Whether the back is among the parts of the body and problems that are named."""
    return any(hit.what.rule.kind == BACK for hit in named)


def follow(segment: Segment, memory: Memory) -> None:
    """Moves the memory on to what this segment speaks of."""
    named = regions(segment)
    clinician = segment.role != "patient"
    if clinician:
        for phase in ("exam", "results", "plan"):
            if segment.hits.has("phase", phase) and not segment.hits.has("phase", "not_yet"):
                if phase == "exam":
                    begin_exam(memory)
                elif phase == "results":
                    memory.testing = None  # "the MRI was normal" tells nothing of what was tested last
                memory.phase = phase
        if memory.phase == "results" and _opens_back(segment):
            memory.phase = "plan"
        if _asks_its_story(segment, named) and memory.last_plan is None:
            memory.phase = "history"  # the plan begun: "Oh wait, my low back." - "What's up with it?"
        if segment.asked and segment.hits.has("onset", "ask") and memory.last_plan is None:
            memory.phase = "history"  # who asks when it began is still taking the history
        if segment.asked and memory.phase == "exam" and _asks_flags(segment) and memory.last_plan is None:
            memory.phase = "history"
        if segment.asked and segment.hits.has("onset", "ask") and segment.hits.has("onset", "mechanism"):
            _turn_to_event(named, memory)
        if segment.asked and segment.hits.has("site", "ask_reason") and _opens_visit(segment):
            _turn_to_event(named, memory)
        warned = segment.hits.has("cue", "condition") and segment.hits.has("sign", "present")
        if warned or any(hit.start - segment.start <= _NEAR for hit in segment.hits.of("closing", "says")):
            memory.problem, memory.problem_framed = "", False
    others = not clinician and (memory.of_other or _of_kin(segment, named))
    if names_back(named) and not others:
        memory.about_back = True
    if clinician:
        _follow_problem(segment, named, memory)
        if memory.about_back and not named and segment.words[: _NEAR + 1][-_NEAR:] in _FOR_PAIN:
            # "... iron for the anemia. And for the pain, Tylenol"
            memory.problem, memory.problem_framed = BACK, False
    elif memory.phase == "history" and not segment.asked and names_back(named) and not others:
        memory.problem, memory.problem_framed = BACK, False  # "... hypothyroid. What brings you in?" - "My back."
        memory.region = BACK
    if limb := told_first(segment, named, memory):
        memory.problem, memory.problem_framed, memory.region = limb, True, limb
    _follow_matter(segment, named, memory)
    if not clinician and not others and not segment.asked:
        _add_part(segment, named, memory)
    body = [hit for hit in named if hit.what.rule.kind != "problem" and takes_over(segment, hit, memory)]
    if body and not others and (not memory.region or (clinician and not _asked_in_passing(segment, memory))):
        arm = {memory.examined, body[-1].what.rule.id} <= _ARM
        # "that shoulder. Raise your arm for me."
        memory.region = memory.examined if arm else body[-1].what.rule.id
        if clinician:
            memory.examined = memory.region if arm or _is_examined(segment, body[-1]) else ""


def _add_part(segment: Segment, named: list[Hit], memory: Memory) -> None:
    """ "And while I'm here, this shoulder too.": what is looked at next is that, until the back is named again."""
    if segment.hits.has("frame", "besides") and memory.about_back and not names_back(named):
        limbs = [hit.what.rule.id for hit in named if hit.what.rule.kind == "limb"]
        if limbs:
            memory.region = memory.examined = limbs[-1]


def _turn_to_event(named: list[Hit], memory: Memory) -> None:
    """ "... osteoporosis, and a breast cancer. When was this fall?": the reason, whatever was listed."""
    if memory.phase == "history" and not memory.problem_framed and not named:
        memory.problem, memory.elsewhere = "", False
        if memory.region in _ORGANS:
            memory.region = ""


def _opens_visit(segment: Segment) -> bool:
    """ "... the osteoporosis, the thyroid. What's been going on?": the reason is still to be told; "what happened
    there?" is of what was spoken of, and "here for the breathing so what's going on" has told it."""
    return segment.start == 0 and "happened" not in segment.words and segment.words[-1] not in _POINTS


def _of_kin(segment: Segment, named: list[Hit]) -> bool:
    """ "My mother's the one with the bad back": a back, and not the patient's."""
    backs = [hit for hit in named if hit.what.rule.kind == BACK]
    return bool(backs) and all(is_other_person(segment, hit.start, hit.end) for hit in backs)


def _asks_its_story(segment: Segment, named: list[Hit]) -> bool:
    """ "What's up with the back?", "tell me about that back": its story is yet to be told."""
    opened = bool(_OPEN & set(segment.words[:_NEAR])) and not segment.hits.has("plan")
    return segment.asked and names_back(named) and opened


def _opens_back(segment: Segment) -> bool:
    """ "So, for the back": said behind the pictures, with none named, it opens what is made of them."""
    opened = any(frame.start - segment.start <= _NEAR for frame in segment.hits.of("frame", "problem"))
    alone = segment.word(segment.end - 1) in _BACKS and not segment.hits.has("study")
    return opened and alone and not segment.asked


def _asks_flags(segment: Segment) -> bool:
    """ "Any fevers?", "ever had cancer?": no hand is on the patient while that is asked."""
    return any(hit.what.rule.path in _ASKED_ONLY for hit in segment.hits.of("sign", "present"))


def begin_exam(memory: Memory) -> None:
    """Where the examination begins, what was told by the way ("leaning over a mouth all day", "it raised my blood
    pressure") is no longer what the talk is of; a limb that was the complaint still is."""
    if memory.phase != "history" or not memory.about_back:
        return
    memory.asked, memory.elsewhere = (), False
    if memory.region in _ORGANS or (memory.region in ABOVE and memory.problem not in ABOVE):
        memory.region = ""  # "my fingers tingle in the morning"
    if not memory.problem_framed and memory.problem not in LOWER | ABOVE:
        memory.problem = ""


def _follow_matter(segment: Segment, named: list[Hit], memory: Memory) -> None:
    """Whether the talk is just now of a complaint elsewhere. A list of symptoms asked for or denied is none."""
    if segment.role != memory.matter_role:
        memory.matter_role, memory.matter_age = segment.role, memory.matter_age + 1
    asks_leg = (
        segment.role != "patient" and segment.asked and segment.hits.has("cue", "legs") and memory.about_back
    )
    if names_back(named) or asks_leg or segment.hits.has("site", "lumbar"):
        memory.elsewhere = False
        return
    words = set(segment.words)
    limb = bool(words & _TROUBLED) and any(hit.what.rule.id in ABOVE for hit in named)
    listed = segment.role != "patient" and segment.hits.has("site", "history")  # "a history of breast cancer"
    elsewhere = any(not _likened(segment, hit) for hit in segment.hits.of("frame", "elsewhere"))
    turned = segment.role != "patient" and segment.asked and len(segment.words) <= _TURNED_TO
    # "and your shoulder as well?"
    turned = turned and bool(named) and all(hit.what.rule.id in ABOVE for hit in named)
    told = limb or turned or (elsewhere and not listed)
    if told and not words & _LISTED_WITH and ("but" in words or not segment.hits.has("cue", "deny")):
        memory.elsewhere, memory.matter_age = True, 0
    elif memory.matter_age > _STAYS:
        memory.elsewhere = False


def _likened(segment: Segment, hit: Hit) -> bool:
    """ "They ache like a tooth", "when I brush my teeth": what a pain is like, or comes by, is no complaint."""
    return bool(_LIKENING & set(segment.between(max(segment.start, hit.start - _NEAR), hit.start)))


def is_elsewhere(segment: Segment, memory: Memory) -> bool:
    """Whether what is said now belongs to a complaint elsewhere than in the back."""
    return memory.elsewhere and not names_back(regions(segment))


def _asked_in_passing(segment: Segment, memory: Memory) -> bool:
    """ "Sore heels? A swollen finger?": asked in the history of the back, it does not move the talk."""
    asked = segment.asked and memory.phase == "history" and memory.about_back
    turned = segment.hits.has("frame", "problem") or segment.hits.has("frame", "exam")
    return asked and not turned and not names_back(regions(segment))


def _is_examined(segment: Segment, hit: Hit) -> bool:
    return not segment.asked and any(
        abs(frame.start - hit.start) <= _NEAR for frame in segment.hits.of("frame", "exam")
    )


def _follow_problem(segment: Segment, named: list[Hit], memory: Memory) -> None:
    frames = segment.hits.of("frame", "problem")
    reason = max((cue.end for cue in segment.hits.of("site", "presenting")), default=0)
    if any(not _other_side(segment, hit, memory) for hit in segment.hits.of("frame", "next")):
        memory.problem, memory.problem_framed = OTHER, True
    elif segment.hits.has("frame", "first"):
        memory.problem, memory.problem_framed = "", False
    elif _heads_another(segment, named, memory):
        memory.problem, memory.problem_framed = OTHER, True
    frames = [hit for hit in frames if "not" not in segment.sentence_words(max(0, hit.start - _NEAR), hit.start)]
    problems = [hit for hit in named if hit.what.rule.kind in ("problem", "back", "limb")]
    if not problems:
        return
    told = [hit for hit in problems if hit.start >= reason > 0]
    if told and told[0].what.rule.kind != "limb":
        memory.problem = told[0].what.rule.id
        return
    turned = [hit for part in ("first", "next", "point") for hit in segment.hits.of("frame", part)]
    frames = [*frames, *turned]
    framed = [
        hit
        for hit in problems
        if any(_frames(segment, frame, hit) for frame in frames) or _heads(segment, hit, memory)
    ]
    if memory.phase == "exam" and memory.about_back:  # "on your toes first, and then on your heels"
        framed = [hit for hit in framed if hit.what.rule.id not in LOWER or _is_heading(segment, hit)]
    if _of_exercise(memory):
        framed = [hit for hit in framed if hit.what.rule.kind != "limb"]
    backs = [hit for hit in problems if hit.what.rule.kind == "back"]
    first = segment.word(problems[0].end) == "first" and segment.word(problems[0].end + 1) in ("", ",")
    if first and not (backs or segment.asked) and memory.phase == "history":
        memory.problem, memory.problem_framed = problems[0].what.rule.id, True  # "Shoulder first. Which one?"
        return
    if framed:
        choice = next((hit for hit in framed if hit.what.rule.kind == "back"), framed[-1])
        opened = (
            bool(turned)
            or _heads(segment, choice, memory)
            or any(_opens(segment, frame) for frame in frames if frame.start <= choice.start)
        )
        memory.problem, memory.problem_framed = choice.what.rule.id, opened and choice.what.rule.kind != "back"
    elif backs:
        memory.problem, memory.problem_framed = BACK, False
    elif (ill := limb_ill(segment, problems, memory)) is not None:
        memory.problem, memory.problem_framed = ill.what.rule.id, True
    elif problems[-1].what.rule.kind == "problem" and _is_named(segment, problems[-1]):
        memory.problem, memory.problem_framed = problems[-1].what.rule.id, True
    elif problems[-1].what.rule.kind == "problem" and not _aside(segment, problems[-1]) and memory.phase != "plan":
        memory.problem = problems[-1].what.rule.id


def _of_exercise(memory: Memory) -> bool:
    """ "A sheet of exercises, five of them, for the hips": what is to be exercised is no problem of its own."""
    last = memory.last_plan
    return last is not None and last.kind in _EXERCISED and last.age <= _NEAR


def _frames(segment: Segment, frame: Hit, hit: Hit) -> bool:
    """Whether a frame turns the talk to what is named in it or behind it; "prednisone for this, but with your
    sugar" gives a reason and turns to nothing."""
    if frame.start <= hit.start < frame.end:
        return True
    return 0 <= hit.start - frame.end <= 4 and not _REASONS & set(segment.between(frame.end, hit.start))


def _heads_another(segment: Segment, named: list[Hit], memory: Memory) -> bool:
    """ "For number two | your pressure is excellent", "number six, the CPAP": the next problem of the visit, where
    neither the back nor what is done or found for it is named."""
    counted = [hit for hit in segment.hits.of("frame", "counted") if hit.start - segment.start <= 1]
    if not counted or named or not memory.about_back or memory.testing is not None:
        return False
    rest = segment.between(counted[0].end, segment.end)
    headed = rest[:1] == [","] and rest[1:2] in (["the"], ["your"]) and len(rest) <= _SAID
    headed = headed and memory.last_plan is None  # behind a plan it is the next point: "number two, the smoking"
    told = any(segment.hits.has(layer) for layer in ("plan", "label", "term", "exam", "site"))
    return not told and (headed or (not rest and segment.word(counted[0].start - 1) == "for"))


def _is_named(segment: Segment, hit: Hit) -> bool:
    """ "That's carpal tunnel": a diagnosis of something else, given while the plan for the back is told."""
    return not segment.asked and segment.between(hit.start - 2, hit.start) in (["that", "is"], ["this", "is"])


def _is_heading(segment: Segment, hit: Hit) -> bool:
    """ "So for the knee | I'm going to inject": what is named alone, before it is told what will be done."""
    lead = segment.between(segment.start, hit.start)
    ended = segment.word(hit.end) in ("", ",")
    return "for" in lead and ended and all(word in BEFORE_HEAD or word == "my" for word in lead)


def _opens(segment: Segment, frame: Hit) -> bool:
    return any(segment.word(place) in _OPENING for place in range(frame.start, frame.end))


def _heads(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "Your wrist, I want you in a brace": in the plan, what is named first and set apart is its subject; so is
    what is said to ail: "the knee's arthritis", "the hip, that's bursitis"."""
    if segment.asked or memory.testing is not None:
        return False
    lead = segment.between(segment.start, hit.start)
    if not all(word in BEFORE_HEAD for word in lead):
        return False
    said = segment.sentence_words(hit.start, hit.end + _SAID)
    behind = segment.line.tokens[hit.end].text if hit.end < len(segment.line.tokens) else ""
    if behind in _OF_HEAD and _DISEASED & set(said) and hit.what.rule.kind == "limb":
        return True
    if memory.phase != "plan" and memory.last_plan is None:
        return False
    if segment.word(hit.end) in ("", ","):
        alone = hit.end == segment.end and bool(_NEXT & set(lead))  # "now the neck"
        if alone or "your" in lead:
            return True
    other = hit.what.rule.kind == "problem" or hit.what.rule.id in ABOVE
    return other and behind in _OF_HEAD and not _WELL & set(said)  # "the cough, I'd like a film of the chest"


def _other_side(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """ "And the other one?" while something is being tested is the other leg, no other problem; "visit number
    three" counts something else."""
    if segment.word(hit.start - 1) in _COUNTED:
        return True
    if (
        segment.word(hit.start - 1) in ("your", "the")
        and segment.between(hit.start - 3, hit.start - 1) in _NUMBERED
    ):
        return True  # "for the back, that's your third problem, ..."
    if segment.hits.has("plan") and segment.word(hit.end - 1) == "one" and memory.last_plan is not None:
        return True  # "... ibuprofen. And a second one, cyclobenzaprine, at night"
    if len(segment.words) <= _STAYS and segment.word(hit.end - 1) == "one":
        return True  # "and the second one": of whatever is being done
    return memory.testing is not None and segment.word(hit.end - 1) == "one"


def _aside(segment: Segment, hit: Hit) -> bool:
    """Named in passing: "it will also help your blood sugar", "a history of breast cancer and diabetes"."""
    if any(cue.end <= hit.start for cue in segment.hits.of("site", "history")):
        return True
    before = set(segment.between(max(segment.start, hit.start - 5), hit.start))
    return bool(
        before
        & {"help", "helps", "affect", "because", "due", "careful", "with", "raise", "got", "history", "no", "not"}
    )


def is_back(memory: Memory) -> bool:
    """Whether a plan item said now is for the back: the problem in focus is the back, or none is."""
    return memory.problem in ("", BACK)


def part_of_body(segment: Segment, start: int, end: int, reach: int = 8) -> Hit | None:
    """The part of the body that the words `start:end` speak of: inside them, right behind, else before them."""
    named = [hit for hit in regions(segment) if hit.what.rule.kind != "problem"]
    best: Hit | None = None
    cost = reach + 1
    for hit in named:
        if hit.start < end and start < hit.end:
            away = 0
        elif hit.start >= end and segment.word(end) in _AT and hit.start - end <= _NEAR + 1:
            away = 1  # "lungs clear tender over the right PSIS"
        elif hit.start >= end:
            away = hit.start - end + (4 if _parted(segment, end, hit.start) else 0)
        else:
            away = start - hit.end + 1 + (4 if _parted(segment, hit.end, start) else 0)
        if away < cost or (away == cost and best is not None and hit.what.rule.kind == "back"):
            best, cost = hit, away
    if best is not None and best.what.rule.kind == "back":  # "spasm in the cervical paraspinals"
        for hit in named:
            if hit.what.rule.id in ("neck", "thoracic", "ribs") and abs(hit.start - best.start) <= 3:
                return hit
    return best


def _parted(segment: Segment, start: int, end: int) -> bool:
    return any(segment.word(place) in ("but", "and", "otherwise", "also", ",") for place in range(start, end))
