"""Whether a side that the patient names is felt or placed there, or is the side of what he does or tells of."""

from __future__ import annotations

from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of

_FELT = words_of(
    "feel felt hurt hurts hurting ache aches aching sore stiff tight tender pain pains painful it notice noticed "
    "have get got say think guess mean would worse worst mostly mainly more just only am always this that here "
    "there grabs catches stabs spasm spasms knot stiffness soreness usually primarily especially throb throbs"
)
_PLACING = words_of(
    "um well oh so kind sort of like maybe low lower down over on in the a bit little no yes and then , part side "
    "area spot above below around about my just"
)
_ACROSS = words_of("across right belt line waist low part way all whole")


def of_deed(segment: Segment, hit: Hit) -> bool:
    """ "I parked on the left side", "a hernia on the right": the side of what one does or has had. What is felt
    ("I get it on the left") is no deed, nor are words that only place it ("low down, on the left")."""
    before = segment.between(segment.start, hit.start)
    placed = segment.hits.has("site", "lumbar") or all(word in _PLACING for word in before)
    if placed or _FELT & set(before):
        return False
    return "i" not in before or before.index("i") + 1 < len(before)


def of_matter(segment: Segment, hit: Hit) -> bool:
    """ "You have to hear both sides of it", "I fell asleep before the middle of it": nothing is felt or placed."""
    before = segment.between(segment.start, hit.start)
    placed = segment.hits.has("site", "lumbar") or all(word in _PLACING | _ACROSS for word in before)
    return not (placed or _FELT & set(segment.words))
