"""Tells whose time a length of time is: the pain's, or that of a drug, a drive, another part, the next visit."""

from __future__ import annotations

from structuring.reading.language.durations import MONTHS, Duration
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.talk.assertion import is_conditional, is_denied
from structuring.reading.talk.topics import names_back, regions

_LINKS = words_of("and so okay now then , but well or")
WEEKDAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
_BESIDE_TIME = WEEKDAYS | words_of(
    "about maybe like for since now so i guess think would say probably roughly around or almost just well is was "
    "it been has have the a of only ago back yes no but and more than over at least in on that this ever , oh "
    "easily doc doctor sir ma'am tops straight going total little bit good last past close ish coming up really "
    "morning night afternoon evening day actually right sounds tomorrow today as come next something thereabouts "
    "mean sorry wait give take same as what make call size constant constantly steady persistent continuous "
    "continuously nonstop "
    "non stop every single pretty much altogether together total counting shy short"
)
# "it'll be two years in July", "nine weeks tomorrow", "eight weeks yesterday": the day on which a time is full
_FULL_ON = WEEKDAYS | frozenset(MONTHS) | words_of("yesterday tomorrow easter christmas thanksgiving month week")
_ASKING = _LINKS | words_of(
    "how long when what many days weeks months years time is was a the about roughly exactly since then are we "
    "you at so far say guess call would that it this been ago for day week month year couple few several"
)
_BESIDE_DRUG = 2
_NO_DRUG = frozenset({"never", "done"})
_NONE_NAMED = frozenset({"", "says", "heads", "avoid", "forbids"})
_FRONT = 3  # words between a time put first and the clause behind it
_CLAUSE = 12  # words of that clause
_STATES = words_of("is was has have been it this that")
_BESIDE_BACK = 5  # words between the back and what it did
_FRONTED = 5  # words of a sign put in front of "how long?"
_CURT = 3  # words: "how long now?"
_OF_LEG = words_of("weak weakness numb numbness tripping tired")
_PAINS = words_of("pain pains hurt hurts hurting ache aches aching sore")
_FEVERISH = 99, 106  # degrees: "it was 101 last night"
_DATES = words_of("is , was we i december january the")


def asks_time(segment: Segment) -> bool:
    """Whether a question is for a time: "when's your flight?", "how long ...". "Does it hurt when you bend?" is
    none."""
    words = [word for word in segment.words if word not in _LINKS][:2]
    if segment.words[:3] == ("for", "how", "long"):
        return True
    return words[:1] == ["when"] or words in (["how", "long"], ["how", "many"], ["what", "day"], ["since", "when"])


def asks_of_pain(segment: Segment) -> bool:
    """Whether a question for a time is for that of the pain: "when did it start?", "how long?", and not "how long
    have you been diabetic?"."""
    if segment.hits.has("onset", "ask_else"):
        return False  # "how long ago did you quit it?"
    words = _unaddressed(segment)
    bare = all(word in _ASKING or word.isdecimal() for word in words)  # "how long is a long time?"
    return bare or len(words) <= _CURT or segment.hits.has("onset", "ask_of_pain")


def _unaddressed(segment: Segment) -> tuple[str, ...]:
    """The words without the name of whom they are put to: "how long | , Maddie?"."""
    words = segment.words
    places = [place for place in (len(words) - 2, len(words) - 3) if place > 0 and words[place] == ","]
    return words[: places[0]] if places else words


def speaks_of_pain(segment: Segment) -> bool:
    """Whether the pain, its beginning or what set it off is spoken of, rather than a drug, a job, another ill."""
    if segment.words[0] == "they" or segment.words[1:2] == ("they",):
        return False  # "they've done that since I had my kids": the ankles
    named = [hit for part in ("began", "ask_of_pain", "mechanism") for hit in segment.hits.of("onset", part)]
    other = segment.hits.of("onset", "other_always")  # "I started a new job"
    named = [hit for hit in named if not any(hold.start <= hit.start < hold.end for hold in other)]
    tied = any((segment.word(hit.start), hit.end - hit.start) != ("back", 1) for hit in named)
    return tied or names_back(regions(segment))  # "back in the winter" names no back


def says_only(segment: Segment, item: Duration | Hit, beside: frozenset[str] = frozenset()) -> bool:
    """ "About three weeks now, I guess.": nothing but a time is said; `beside`: what may stand with it, too."""
    others = [*segment.words[: item.start - segment.start], *segment.words[item.end - segment.start :]]
    full = _FULL_ON & set(segment.between(item.end, segment.end))
    own = {*full, "will"} if full and segment.role == "patient" else full
    return all(word in _BESIDE_TIME or word in beside or word in own for word in others)


def fronted(segment: Segment, item: Duration) -> str:
    """ "And then two weeks ago, | I was carrying the washer": whose a time put first is, by the clause behind it.
    "deed" where that tells of what set the pain off, "other" where it tells of something else ("| I had my knee
    done"), "" where nothing is known."""
    if _opens_story(segment, item):
        return "deed"
    if segment.end == len(segment.line.tokens) or item.end + _FRONT < segment.end or _STATES & set(segment.words):
        return ""
    if not says_only(segment, item, _LINKS):
        return ""
    told = segment.sentence.of
    behind = range(segment.end, segment.end + _CLAUSE)
    never = told("onset", "mechanism_never")
    deeds = [
        hit.start
        for hit in (*told("onset", "mechanism"), *told("onset", "began"))
        if hit.start in behind and not any(hold.overlaps(hit) for hold in never)
    ]
    backs = [hit.start for hit in told("region") if hit.start in behind and hit.what.rule.kind == "back"]
    others = [
        hit.start
        for hit in (*told("onset", "other"), *told("onset", "other_always"), *told("plan"))
        if hit.start in behind and hit.what.part not in _NO_DRUG
    ]
    first = min((*deeds, *backs), default=behind.stop)
    if min(others, default=behind.stop) < first:
        return "other"
    return "deed" if deeds else ""


def _opens_story(segment: Segment, item: Duration) -> bool:
    """ "Two weeks ago Sunday, we were at my mom's, | and my low back just went": the time with which the patient
    begins to tell what his back did, whoever and whatever is named on the way."""
    words = segment.sentence_words()
    if segment.role != "patient" or not set(words[: item.start]) <= _BESIDE_TIME:
        return False
    ago = "ago" in words[item.start : item.end + 1]
    if not (ago or item.dated or item.began) or "ago" in words[item.end + 1 :]:
        return False
    told = segment.sentence.of
    others = [hit.start for part in ("other_always", "episode") for hit in told("onset", part)]
    if any(place >= item.end and words[place] != "next" for place in others):
        return False  # but "... and the next morning I had this pain"
    felt = [hit.start for hit in told("onset", "began") if hit.start >= item.end]
    pains = [hit for hit in told("onset", "ask_of_pain") if hit.start >= item.end]
    felt += [hit.start for hit in pains if words[hit.start : hit.end] != ["back"]]
    backs = [hit.start for hit in told("region") if hit.start >= item.end and hit.what.rule.kind == "back"]
    return any(abs(back - place) <= _BESIDE_BACK for back in backs for place in felt)


def is_no_onset(segment: Segment, item: Duration, episode: bool) -> bool:
    """Denied, conditional, to come, an age, or always the time of something else."""
    if is_denied(segment, item.start, item.end, lists=False) or is_conditional(segment, item.start):
        return True
    if _of_a_drug(segment, item) and not segment.hits.has("onset", "start"):
        return True
    return _next_visit(segment, item) or (_age(segment, item) and not episode) or _of_another_clock(segment, item)


def _next_visit(segment: Segment, item: Duration) -> bool:
    before = set(segment.between(max(segment.start, item.start - 4), item.start))
    ago = set(segment.between(item.end, min(item.end + 2, segment.end)))
    if ago & {"ago", "back"}:
        return False
    if item.dated and segment.word(item.start - 1) in ("in", "the") and segment.word(item.end) != "now":
        return False  # "in the second week of April"
    return bool(before & {"in", "next", "every", "within", "another", "per"}) and not before & {
        "since",
        "past",
        "last",
    }


def _of_another_clock(segment: Segment, item: Duration) -> bool:
    """ "Took ibuprofen for three days", "today is Tuesday": a time that is never the onset."""
    if segment.hits.has("onset", "same_clock"):
        return False  # "off work for two weeks, since it happened"
    if item.began == "today" and {segment.word(item.start - 1), segment.word(item.end)} & _DATES:
        return True
    return any(hit.start < item.end and item.start < hit.end for hit in segment.hits.of("onset", "other_always"))


def _of_a_drug(segment: Segment, item: Duration) -> bool:
    """ "I've been off the gabapentin two weeks": the time stands with the drug."""
    return any(
        hit.what.part not in _NO_DRUG | _NONE_NAMED and 0 <= item.start - hit.end <= _BESIDE_DRUG
        for hit in segment.hits.of("plan")
    )


def _age(segment: Segment, item: Duration) -> bool:
    """ "I'm fifty years old"; a bout or a pain may be "a week old" (`episode`)."""
    return segment.word(item.end) in ("old", "young") or segment.word(item.end - 1) == "old"


def is_of_a_limb(segment: Segment, item: Duration) -> bool:
    """ "The knee's a couple of weeks, but the back four years": each time goes with the part named before it."""
    named = [hit for hit in regions(segment) if hit.what.rule.kind in ("back", "limb")]
    if len({hit.what.rule.kind for hit in named}) < 2:
        return False
    before = [hit for hit in named if hit.end <= item.start]
    nearest = before[-1] if before else named[0]
    return nearest.what.rule.kind == "limb"


def is_of_a_sign(segment: Segment) -> bool:
    """ "My thigh was numb for a day", "ten pounds since Christmas": the time of something else than the pain."""
    named = [*segment.hits.of("sign", "present"), *segment.hits.of("sign", "absent")]
    if segment.asked and 0 < segment.start <= _FRONTED and len(segment.words) <= _CURT:
        # "and the tingling, | how long?"
        named = [hit for hit in segment.sentence.of("sign", "present") if hit.end <= segment.end]
    vague = segment.hits.of("sign", "vague")  # "it came back out of nowhere"
    if _OF_LEG & set(segment.words) and not _PAINS & set(segment.words) and segment.role == "patient":
        return not names_back(regions(segment))  # "that foot's been weak since last week"
    feverish = any(word.isdecimal() and _FEVERISH[0] <= int(word) <= _FEVERISH[1] for word in segment.words)
    flags = feverish or any(
        hit.what.rule.path.startswith("red_flags.")
        and not any(hold.what.rule is hit.what.rule and hold.overlaps(hit) for hold in vague)
        for hit in named
    )
    return flags and not names_back(regions(segment))
