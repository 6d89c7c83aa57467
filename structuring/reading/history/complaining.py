"""Reads whether low back pain is complained of, said to be fine or over, or only named among other things."""

from __future__ import annotations

from itertools import pairwise

from structuring.reading.language.lexicon import Hit, spared
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import assess, is_denied
from structuring.reading.talk.topics import names_back, regions

_SEVERAL = 2
_LED = 2  # "chronic low | back pain"
_POSSESSED = 2  # words that "Frank's" is read as
_BACKS = words_of("back lower low spine")
_NOBODY = words_of("it that what he she this there who where how back pain here when so")
_OPEN = frozenset({"what", "how", "where", "which", "why", "tell", "describe"})
_BARE = 2
AILING = words_of(
    "ache aches aching sore soreness stiff stiffness tight hurts hurt hurting pain painful trouble acting flaring"
)
_SHORT = 2
_OF_PAIN = words_of("it that this they all which pain ache back and is has just now completely , of the")
_IT = words_of("it that pain ache")
_THEIRS, _SELF = words_of("his her their"), words_of("i me my")
_USED = 4
_ON = words_of("on across over down along")
_BESIDE = frozenset({"ribs", "lungs", "abdomen", "head", "neck", "shoulder", "arm"})
_OWN = words_of("my i me it")
_HERE = words_of("here in for")
_ALL_OVER = words_of("everything everywhere coughing vomiting puking flu")
LISTING = frozenset({"any", "or", "ever", "anything"})


def free(segment: Segment, part: str) -> list[Hit]:
    """The wordings of a part of reading_site.toml that no look-alike overlaps."""
    return spared(segment.hits.of("site", part), segment.hits.of("site", "never"))


def _asks_whether(segment: Segment) -> bool:
    """Asks for something not yet known ("any back pain?"), unlike "what happened to your back?"."""
    return segment.asked and not (_OPEN & set(segment.words[:6])) and segment.words[-2:] != ("since", "when")


def asks_of_back(segment: Segment) -> bool:
    """ "And the back itself?": the back is taken up, and not listed among what may ail besides."""
    return segment.asked and bool(free(segment, "complaint")) and not LISTING & set(segment.words)


def _ailing(segment: Segment, memory: Memory) -> list[Hit]:
    """ "And the back itself?" - "About the same. It's an ache.": what is told of it makes it the complaint."""
    if not memory.back_asked or segment.role == "clinician" or segment.asked or memory.phase != "history":
        return []
    told = [
        hit for hit in segment.hits.of("onset", "ask_of_pain") if AILING & set(segment.between(hit.start, hit.end))
    ]
    return [hit for hit in told if hit.end - hit.start <= _SHORT]


def read_complaint(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes low back pain as a complaint of today, as one of a list of old ills, or as gone."""
    if _asks_whether(segment):
        return
    if segment.role == "patient" and memory.warned and not _OWN & set(segment.words):
        return  # "watch out for fever and back pain" - "Back pain, vomiting, okay."
    fine = _said_fine(segment, memory) if segment.role == "patient" and not segment.asked else []
    if fine:
        told = segment.evidence(fine[0].start, fine[0].end)
        over = {"over": True} if fine[0].what.family == "cue" else None
        ledger.add("complaint.low_back_pain", "absent", told, attributes=over)
    if memory.phase == "exam" and segment.role == "patient" and not free(segment, "lumbar"):
        return  # "it's sore at the back": told of what is pressed
    for hit in (*free(segment, "complaint"), *_reason(segment, memory), *_ailing(segment, memory)):
        assertion = assess(segment, hit.start, hit.end, own=hit.what.denies)
        if assertion.status in ("family", "hypothetical"):
            continue
        gone = assertion.status == "past" or "used" in segment.between(hit.start - _USED, hit.start)
        if gone and segment.hits.has("cue", "resolved") and "again" not in segment.words:
            continue  # "some low back pain years ago that resolved", "I used to have it, since the diet it's gone"
        if _on_skin(segment, hit) or _is_of_another(segment, hit) or _over_since(segment, hit):
            continue
        if segment.role == "patient" and not memory.proxy and _of_him(segment, hit):
            continue
        evidence = segment.evidence(hit.start, hit.end)
        if assertion.denied or segment.hits.has("site", "fine") or _told_over(segment):
            ledger.add("complaint.low_back_pain", "absent", evidence)
            continue
        procedure = is_procedure(segment, hit) and not segment.hits.has("site", "presenting")
        if procedure or only_upper(segment, hit):
            continue
        of_old = memory.then and memory.past_asked  # "injured that elbow before?" - "I hurt my back in 2006"
        listed = (
            of_old
            or (gone and _long_ago(segment))
            or _only_history(segment, hit, memory)
            or _in_passing(segment, hit)
        )
        ledger.add(
            "complaint.low_back_pain",
            "present",
            evidence,
            rank=0 if listed else 1,
            attributes={"listed": True} if listed else None,
        )


def _on_skin(segment: Segment, hit: Hit) -> bool:
    """ "There's a mole on my lower back": something that is there, and no pain."""
    return any(
        cue.end <= hit.start and _ON & set(segment.between(cue.end, hit.start + 1))
        for cue in segment.hits.of("frame", "elsewhere")
    )


def _told_over(segment: Segment) -> bool:
    """ "And the back's been quiet since": so the clinician sums up what was told of an earlier time."""
    over = segment.hits.of("cue", "resolved") if segment.role == "clinician" else []
    return any("back" in segment.between(cue.start, cue.end) for cue in over)


def _said_fine(segment: Segment, memory: Memory) -> list[Hit]:
    """ "My back's fine"; "it's gone off", "it's grand now", where the back is what the talk is of."""
    fine = free(segment, "fine") if names_back(regions(segment)) else []
    signs = segment.hits.has("sign", "present") or segment.hits.has("cue", "legs") or memory.leg_topic
    if fine or signs or memory.phase != "history" or not memory.about_back or memory.region != "back":
        return fine
    if memory.relieved or _of_pain_asked(memory):
        return []  # "I sit down | and it's gone"; "and when you sit?" - "It's gone."
    named = [hit for hit in segment.sentence.of("region", "says") if hit.what.rule.kind in ("limb", "organ")]
    if named and not names_back(segment.sentence.of("region", "says")):
        return fine  # "my chest hurt, the day after the push-ups, nothing since"
    no_reason = [hit for hit in free(segment, "fine") if segment.word(hit.end - 1) in _HERE]
    if no_reason:
        return no_reason  # "the back's the back | it's not what I'm here for"
    over = [cue for cue in segment.hits.of("cue", "resolved") if _names_it(segment, cue)]
    return [cue for cue in over if not is_denied(segment, cue.start, cue.end, own=False)]


def _of_pain_asked(memory: Memory) -> bool:
    """Whether something of the pain was asked ("and when you sit?"), and not only what happened."""
    return memory.story_asked is not None and memory.story_asked.item.path.startswith("hpi.")


def _long_ago(segment: Segment) -> bool:
    """ "Remember I hurt my back doing it two years ago?" """
    return segment.role == "patient" and any(
        first in ("years", "year") and second == "ago" for first, second in pairwise(segment.words)
    )


def _over_since(segment: Segment, hit: Hit) -> bool:
    """ "I threw my back out doing that last January, that took me a week and it's been fine ever since"."""
    return any(cue.start >= hit.end for cue in segment.sentence.of("cue", "over_since"))


def _of_him(segment: Segment, hit: Hit) -> bool:
    """ "I mean, Ed threw his back out": his, where the patient speaks of himself in the same breath."""
    owned = set(segment.between(hit.start - 1, hit.end)) & _THEIRS
    return bool(owned) and bool(_SELF & set(segment.sentence_words()))


def _names_it(segment: Segment, cue: Hit) -> bool:
    """ "It's gone", "my back is better": and not a lone "not anymore", which answers whatever was asked, nor how
    "it was" before."""
    names = segment.word(cue.start) in _IT and "was" not in segment.between(cue.start, cue.end)
    return names or segment.word(cue.start - 1) in _OF_PAIN


def _reason(segment: Segment, memory: Memory) -> list[Hit]:
    """ "What brings you in?" - "My back.": in answer to that, the back alone is the complaint."""
    if segment.role == "clinician" or segment.asked or segment.hits.has("frame", "elsewhere"):
        return []
    if "site" in memory.asked_about or memory.site_named or _places_event(segment, memory):
        return free(segment, "lumbar")
    if "reason" not in memory.asked_about or memory.waiting:
        return []
    alone = [
        hit for hit in segment.hits.of("site", "alone") if (hit.start, hit.end) == (segment.start, segment.end)
    ]
    return [*free(segment, "lumbar"), *free(segment, "unspecified"), *alone]


def _places_event(segment: Segment, memory: Memory) -> bool:
    """ "I felt a pop. Low back, right side.": the place alone, behind what happened, is where it hurts."""
    event = memory.event_told > 0 and memory.phase == "history" and not memory.past_asked
    return event and any(hit.start - segment.start <= _BARE for hit in free(segment, "lumbar"))


def _is_of_another(segment: Segment, hit: Hit) -> bool:
    """ "Because Frank's back went out": the "'s" makes it another's, whoever that is."""
    before = segment.line.tokens[max(0, hit.start - 2) : hit.start]
    if len(before) < _POSSESSED or before[1].text != "is" or segment.word(hit.start) not in _BACKS:
        return False
    owner, mark = before
    return (owner.start, owner.end) == (mark.start, mark.end) and owner.text not in _NOBODY


def _only_history(segment: Segment, hit: Hit, memory: Memory) -> bool:
    """Named in a list of earlier conditions and not as today's reason."""
    history = [cue.end for cue in segment.hits.of("site", "history") if cue.start < hit.start]
    presenting = [
        cue.end
        for cue in segment.hits.of("site", "presenting")
        if cue.end <= hit.start and segment.word(cue.start) != "chronic"
    ]
    if not history and not presenting:
        listed = memory.ills >= _SEVERAL and segment.word(hit.start - _LED) == "chronic"
        return _among_ills(segment) or (segment.role == "clinician" and listed)
    return bool(history) and max(presenting, default=-1) < max(history)


def _among_ills(segment: Segment) -> bool:
    """ "With type 2 diabetes, hypertension, chronic low back pain and a hernia repair": told off with the rest."""
    ills = {named.what.rule.id for named in regions(segment) if named.what.rule.kind == "problem"}
    return segment.role == "clinician" and not segment.asked and len(ills) >= _SEVERAL


def _in_passing(segment: Segment, hit: Hit) -> bool:
    """ "My ribs are sore and my back's sore too", "the ribs and the back, everything, from the coughing", "it gets
    tired, but who doesn't": one more thing beside what the visit is for."""
    if segment.hits.has("site", "passing"):
        return True
    behind = set(segment.between(hit.end, hit.end + 3))
    others = any(named.what.rule.id in _BESIDE for named in regions(segment))
    strained = others and bool(_ALL_OVER & set(segment.words))
    added = bool(behind & {"too", "also"}) or strained
    return segment.role == "patient" and added and not free(segment, "lumbar")


def only_upper(segment: Segment, hit: Hit) -> bool:
    """ "Between my shoulder blades": a back, and not the low one."""
    upper = segment.hits.of("site", "elsewhere.thoracic") + segment.hits.of("site", "elsewhere.neck")
    return any(other.start <= hit.end and hit.start <= other.end for other in upper) and not free(
        segment, "lumbar"
    )


def is_procedure(segment: Segment, hit: Hit) -> bool:
    """ "Surgery on my lower back", "x-ray of your lumbar spine": the region of a procedure, not of pain."""
    near = [
        cue
        for cue in segment.hits.of("site", "procedure")
        if cue.start - hit.end <= 2 and hit.start - cue.end <= 4
    ]
    return bool(near) and not any(
        other.what.part in ("complaint",) and other.end - other.start > 1 and not _covers(near, other)
        for other in segment.hits.of("site", "complaint")
        if other.start <= hit.start and hit.end <= other.end
    )


def _covers(near: list[Hit], other: Hit) -> bool:
    return any(other.start <= cue.start and cue.end <= other.end for cue in near)
