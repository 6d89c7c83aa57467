"""How a sign is asked for: one of several things, taken for granted, or to see whether it is remembered right."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.turns import quoted_words

ASKING_ON = words_of(
    "and or so but well okay now then , how what is are was were has have had do does did can could you your it "
    "that this these those they them any anything some ever at all of like the there down in with been being "
    "about getting got get worse better new different recent recently lately today right correct true wrong "
    "problem problems trouble issue issues change changes changed difficulty accidents concerns else working "
    "going doing feeling functioning fine normal good regular still everything both things "
    "weird strange unusual odd funny kind i mean know say notice noticed no not none yes a to me tell more"
)
POINTING = words_of("it that this they those these either any")
WELL = ("absent", "able")
_AGAIN, _THOUGH = 5, words_of("though part thing bit itself")
_READ = frozenset(
    {("i", "see"), ("it", "says"), ("chart", "says"), ("note", "says"), ("have", "here"), ("see", "here")}
)
_EVER = words_of("ever sometimes")
_TAG = 7
_PRESUMING = frozenset({"when", "which", "whichever"})
_TAKING = (("how", "long"), ("how", "much"), ("how", "many"), ("how", "bad"), ("tell", "me"))
_OPENING = words_of("and so okay or now then , but well ha oh")
_OTHER_ILLS = words_of(
    "diabetes diabetic sugar heart stroke strokes asthma lung lungs kidney kidneys liver thyroid ulcer ulcers "
    "clot clots hypertension pressure cholesterol arthritis seizures headaches headache vision dizziness cough "
    "rash hiv pneumonia hepatitis gout osteoporosis surgery surgeries operations allergies transfusions smoke "
    "drink drugs flashes"
)


def is_alternative(segment: Segment, hit: Hit) -> bool:
    """ "Any dizziness or weakness?": a "yes" may be to the other, which is none of the signs."""
    named = (*segment.hits.of("sign", "present"), *segment.hits.of("sign", "place"))
    others = [found for found in named if found.what.rule is hit.what.rule]  # "your bottom or your private parts"
    beside = {*segment.between(segment.start, hit.start - 1), *segment.between(hit.end, segment.end)}
    if "," in segment.words and _OTHER_ILLS & beside:
        return True  # "any cancer, diabetes, heart trouble?"
    before = "or" in segment.between(hit.start - 3, hit.start) and not any(
        found.end == hit.start - 1 for found in others
    )
    behind = segment.word(hit.end) == "or" and not any(hit.end < found.start <= hit.end + 3 for found in others)
    return before or behind


def presumes(segment: Segment, hit: Hit) -> bool:
    """ "When did the leaking start?", "which leg does it go down?": the sign is taken for granted."""
    if hit.what.rule.lifelong and {"remission", "still"} & set(segment.words):
        return True  # "the lymphoma's still in remission?" - "Nine years."
    if hit.what.rule.lifelong and _READ.intersection(pairwise(segment.words)):
        return True  # "I see here the prostate came out for cancer, what, six years ago?"
    words = segment.between(segment.start, hit.start)
    if "or" in words:
        return False  # "when you say it bothers you, is that pain, or is it weakness?"
    asked = [word for word in words if word not in _OPENING]
    return (
        bool(asked)
        and (
            asked[0] in _PRESUMING or (asked[0] == "where" and hit.what.rule.sided) or tuple(asked[:2]) in _TAKING
        )
        and not {"any", "ever"} & set(words)
        and segment.word(hit.start) != "last"  # "when did you last pass water?"
    )


def wonders(segment: Segment, hit: Hit) -> bool:
    """ "You had a melanoma, didn't you, | or was that your wife?": he asks whether he has it right."""
    words = segment.spoken_words(hit.end)
    alternative = any(pair == ("or", "was") for pair in pairwise(words[:_TAG]))
    own = segment.word(hit.start - 1) == "you" or segment.word(hit.start) == "you"
    return own and (
        alternative or words[:3] in (["did", "not", "you"], ["have", "not", "you"], ["do", "not", "you"])
    )


def ask_the_trouble(segment: Segment, memory: Memory) -> None:
    """ "Can you hold it? Does it ever sneak out on you?": behind "can you?" the trouble itself is asked for, and a
    no tells no loss."""
    words = set(segment.words)
    if words <= ASKING_ON or segment.hits.has("question", "well") or not any(i.part in WELL for i in memory.asked):
        return
    if (words & _EVER and words & POINTING) or segment.words[-1] == "any":  # "weight steady? Are you losing any?"
        memory.overtaken = False
        memory.asked = tuple(replace(i, part="neutral") if i.part in WELL else i for i in memory.asked)
    else:
        memory.asked = tuple(replace(i, part="absent") if i.part == "able" else i for i in memory.asked)


def ask_again(segment: Segment, memory: Memory) -> None:
    """ "Bowels and bladder?" - "What about them?" - "Working okay?", "How's your bladder? Any problems?": what was
    asked for is asked for again, and now it is clear what a yes means."""
    if memory.overtaken or len({item.rule.path for item in memory.asked}) > 1:
        return
    for part, way in (("well", "absent"), ("trouble", "present"), ("new", "known")):
        found = segment.hits.of("question", part)
        if found:
            words = segment.evidence(found[0].start, found[0].end) if part == "trouble" else ()
            memory.asked = tuple(
                replace(item, part=way, denied=False, evidence=(*item.evidence, *words)) for item in memory.asked
            )
            memory.waiting = 0
            return


def takes_up(segment: Segment, memory: Memory) -> bool:
    """ "Any trouble holding your water?" - a story - "The water, though?": a word of it is put again."""
    own = set(segment.words) - ASKING_ON
    named = quoted_words(piece for item in memory.asked for piece in item.evidence)
    return bool(own) and len(segment.words) <= _AGAIN and own <= named | _THOUGH and bool(own & named)
