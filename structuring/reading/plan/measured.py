"""How much and how often, told without its name of what was named just before.

"I can buy Aleve in the shop?" - "Two in the morning, one in the evening, with food." plans the Aleve; "and the
stretches?" - "Both legs, every morning." plans the stretches.
"""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory, Offer
from structuring.reading.plan.note import go_on
from structuring.reading.talk.topics import is_back

_RECENT = 3  # segments
_TAKEN = frozenset({"heat_ice", "home_exercise"})
_DRUGS = frozenset({"nsaid", "acetaminophen", "muscle_relaxant", "opioid", "steroid_oral", "neuropathic_agent"})
_OPENS = words_of("just only always and so then okay that one ones both each for the first about maybe well")
_OFTEN = words_of("every each twice once daily nightly")
_WHEN = words_of(
    "morning mornings night nights bedtime evening day days hours bed supper breakfast lunch dinner meal meals"
)
_UNITS = words_of(
    "tablet tablets pill pills capsule capsules minutes milligrams times food legs sides before after at in with a"
)
_VERBS = words_of(
    "is was were are did does had has have been took take gave said i we he she they you it if when since because "
    "not never or what how ago last yesterday off than"
)
_OVER = words_of("gave gives took tried was were did had got been stopped quit used helped worked ran last ago")
_LIMIT = 12


def follow(segment: Segment, memory: Memory, ledger: Ledger) -> bool:
    """Notes as planned what was named just before, where the clinician only tells how much or how often."""
    last = memory.named
    if segment.asked or segment.conditional or last is None or not _means(last, memory):
        return False
    if segment.doubtful(segment.start, segment.end) or not _measures(segment, drug=last.kind in _DRUGS):
        return False
    go_on(last, segment.evidence(segment.start, segment.end), memory, ledger)
    return True


def _means(last: Offer, memory: Memory) -> bool:
    """Whether it can be taken or done so often, is not over, and is the patient's own and for the back."""
    kind = (last.kind in _DRUGS and last.part) or last.kind in _TAKEN
    ours = not (last.off or last.other) and not (memory.problem_framed and not is_back(memory))
    return bool(kind) and ours and last.age <= _RECENT and not _OVER & last.words


def _measures(segment: Segment, *, drug: bool) -> bool:
    words = list(segment.words)
    while words and (words[0] in _OPENS or words[0] == ","):
        words = words[1:]
    if not words or len(words) > _LIMIT or _VERBS & set(words):
        return False
    often = bool(_OFTEN & set(words)) or any(
        first.isdigit() and then == "times" for first, then in pairwise(words)
    )
    timed = bool(_WHEN & set(words))
    if drug:  # "two in the morning", "one at bedtime"; "two weeks" is how long something has been
        counted = words[0].isdigit() or words[0] in ("one", "half")
        return counted and len(words) > 1 and words[1] in _UNITS and (timed or often)
    return often and timed
