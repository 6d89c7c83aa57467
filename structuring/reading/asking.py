"""How a sign is asked for: one of several things, taken for granted, or to see whether it is remembered right."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.lexicon import Hit
from structuring.reading.segments import Segment
from structuring.reading.text import words_of

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
    others = [found for found in segment.hits.of("sign", "present") if found.what.rule is hit.what.rule]
    beside = {*segment.between(segment.start, hit.start - 1), *segment.between(hit.end, segment.end)}
    if "," in segment.words and _OTHER_ILLS & beside:
        return True  # "any cancer, diabetes, heart trouble?"
    before = segment.word(hit.start - 1) == "or" and not any(found.end == hit.start - 1 for found in others)
    behind = segment.word(hit.end) == "or" and not any(hit.end < found.start <= hit.end + 3 for found in others)
    return before or behind


def presumes(segment: Segment, hit: Hit) -> bool:
    """ "When did the leaking start?", "which leg does it go down?": the sign is taken for granted."""
    if hit.what.rule.lifelong and "remission" in segment.words:
        return True  # "the lymphoma's still in remission?" - "Nine years."
    words = segment.between(segment.start, hit.start)
    asked = [word for word in words if word not in _OPENING]
    return (
        bool(asked)
        and (asked[0] in _PRESUMING or tuple(asked[:2]) in _TAKING)
        and not {"any", "ever"} & set(words)
        and segment.word(hit.start) != "last"  # "when did you last pass water?"
    )


def wonders(segment: Segment, hit: Hit) -> bool:
    """ "You had a melanoma, didn't you, | or was that your wife?": he asks whether he has it right."""
    words = [token.text for token in segment.line.tokens[hit.end :] if token.text != ","]
    alternative = any(pair == ("or", "was") for pair in pairwise(words[:_TAG]))
    own = segment.word(hit.start - 1) == "you" or segment.word(hit.start) == "you"
    return own and (
        alternative or words[:3] in (["did", "not", "you"], ["have", "not", "you"], ["do", "not", "you"])
    )
