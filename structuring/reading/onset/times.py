"""Which of the times told is that of the pain, and how much it weighs: asked for, counted back, corrected."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from structuring.reading.language.durations import Duration, age_of_child, bare, durations, is_age_of_child
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.ledger import Ledger
from structuring.reading.memory.state import Memory
from structuring.reading.onset import offered, questions, sums
from structuring.reading.onset.clocks import (
    fronted,
    is_no_onset,
    is_of_a_limb,
    is_of_a_sign,
    says_only,
    speaks_of_pain,
)
from structuring.reading.talk.assertion import is_other_person, puts_right
from structuring.reading.talk.topics import is_back, names_back, regions

_DATED = 3
_COUNTED = _DATED + 2  # "since last October. Eight months, I guess": the count of what was told by its date
_COURSE = 200
_WORSE = 2
_UNITS = words_of("days weeks months years")
_TO_DO, _LOOKING_BACK = words_of("let will"), words_of("ago since been past last had has have was started")
_JOINTS = frozenset({"ankle", "knee", "hand", "arm", "shoulder", "neck"})
_IT = words_of("it this the")
_IT_WAS = (("it", "was"), ("that", "was"), ("this", "was"))
_JUST = 3
_SUM = 9  # the clinician counts aloud what the patient has just told
_UPKEEP = words_of(  # done every few months or years
    "density dexa mammogram colonoscopy pap tetanus vaccine lipids a1c labs bloodwork panel"
)
_TO_COME = words_of("will would takes take until till before after")
_IS_NEW = (["that", "is", "new"], ["it", "is", "new"])
_NEW_BEFORE = 4  # words from "that's new" to its time
_COUNTING = words_of("so okay and the very first start beginning end middle part week of about around late early")
_MUSING = words_of("want to say")
_KEPT = 4
_TRIED = "hpi.treatment_tried"
_ALL_DAY = words_of("overnight today tonight")
_NOBODY, _TURNS = words_of("it that this"), words_of(", then and")
_OTHERS, _HAD, _MINE, _SELF = words_of("he she"), words_of("had has"), words_of("i me my"), words_of("i me")
_OF, _OLDER = words_of("of with"), words_of("older longer more")


def read_times(segment: Segment, memory: Memory, ledger: Ledger, day: date | None, asks: bool) -> None:
    """Notes as onset the time of a segment that weighs most as that of the pain, and remembers times of other
    things for when they are said again."""
    found = [item for item in durations(segment, day) if not is_of_a_limb(segment, item)]
    put = False  # "So three weeks?" - "Closer to eight."
    if not found and segment.role != "clinician":
        found = bare(segment, memory.unit) if memory.unit else []
        put = bool(found) and memory.onset_put and offered.puts_right(segment, found[0])
        if not found and (memory.birth or segment.hits.has("onset", "birth")):
            found = age_of_child(segment)
    memory.birth = memory.birth or segment.hits.has("onset", "birth")
    asked = ("onset" in memory.asked_about and segment.role != "clinician") or put
    units = [word for word in segment.words if word in _UNITS]
    if asked and not found and len(units) == 1 and len(segment.words) <= _JUST:
        memory.unit = units[0]  # "days, weeks, months?" - "Months. Four or so."
    began = segment.hits.has("onset", "began")
    told = began or segment.hits.has("onset", "at_time")
    summed = segment.hits.has("onset", "sums") or sums.behind_date(segment, found)
    musing = bool(found) and _muses(segment, found[0], memory)
    rising = musing or (began and segment.words[0] in _IT)  # "It started, I want to say, May?" is told
    if segment.asked and segment.role == "patient" and not (asked or summed or rising):
        return  # "so what's that, seven weeks?" asks nothing
    if (not asked and is_of_a_sign(segment)) or _of_sign_before(segment, ledger):
        return
    if not asked and memory.aside_before and segment.role == "patient":
        return
    if not found or _of_another(segment, found[0], asked):
        return
    holds = segment.hits.of("onset", "same_clock")  # "I was fine until Wednesday"
    other = [
        hit
        for hit in segment.hits.of("onset", "other")
        if not any(hold.overlaps(hit) for hold in holds) and segment.word(hit.end - 1) not in ("old", "young")
    ]
    past_years = segment.hits.has("onset", "course")
    episode = segment.hits.of("onset", "episode")
    kept: list[tuple[Duration, int]] = []
    free = memory.free_asked and asked
    born = asked and memory.birth
    if segment.role == "clinician":  # "I'll see you in six weeks." - "Six weeks. Okay."
        to_come = [item.days for item in found if is_no_onset(segment, item, bool(episode))]
        memory.other_times = (*memory.other_times, *to_come)[-_KEPT:]
    from_date = len(found) > 1 and found[0].dated  # "we're in the third week of February, so eight weeks"
    found = [
        item
        for item in found
        if (free and _since(segment, item))
        or (born and is_age_of_child(segment, item))
        or not is_no_onset(segment, item, bool(episode))
    ]
    if sums.dated_today(segment):
        found = [item for item in found if not item.began]
    if segment.role == "patient" and memory.illness_named and not asked and not names_back(regions(segment)):
        return
    joints = [hit.what.rule.id for hit in regions(segment)]
    if segment.role == "patient" and joints and _JOINTS.issuperset(joints) and not speaks_of_pain(segment):
        return  # "the foot, just the last couple of days"
    strays = memory.small_talk and not memory.event_told
    of_matter = (memory.matter_asked or strays) and not asked and not began
    tried = memory.story_asked is not None and memory.story_asked.item.path == _TRIED
    if found and tried and not (asked or began) and segment.word(found[0].start - 1) == "after":
        return  # "what did they do for it?" - "I did therapy, and it went away after a month."
    foreign_to_pain = segment.role == "patient" and not speaks_of_pain(segment)
    if of_matter and (foreign_to_pain or all(says_only(segment, item) for item in found)):
        return
    if segment.role == "clinician" and memory.time_wondered:
        return  # "no lifting." - "For how long?" - "Two weeks."
    if (
        segment.role == "clinician"
        and not segment.asked
        and _arranges(segment)
        and not (began or segment.hits.has("onset", "so_far"))
    ):
        return  # "prednisone for five days, for the back", "rest it for a few days"
    asks_pain = segment.hits.has("onset", "ask")
    for item in found:
        if (
            memory.other_told
            and segment.word(item.end) in _OF
            and segment.word(item.end + 1) in ("it", "that", "them")
        ):
            continue  # "that was the poison ivy. Six days of it."
        if item.began and len(found) > 1 and any(not other.began for other in found):
            continue
        led = fronted(segment, item)
        if led == "other" and not asked:
            memory.other_times = (*memory.other_times[-2:], item.days)
            continue
        if item.days in memory.other_times and not asked and says_only(segment, item):
            continue  # "I fell two years ago and broke my wrist." - "Two years ago."
        foreign = [hit for hit in other if not (item.start <= hit.start and hit.end <= item.end)]
        if foreign and not asked:
            memory.other_times = (*memory.other_times[-2:], item.days)
        if foreign and not asked and not told and not summed:
            continue
        if (
            foreign
            and any(abs(hit.start - item.end) <= 4 or abs(item.start - hit.end) <= 4 for hit in foreign)
            and not (asked or led == "deed" or _dates_the_start(segment) or sums.from_day(segment, foreign, item))
        ):
            continue
        rank = 2 * _rank(segment, memory, item, asked, told or summed, asks, led)
        counts = summed and segment.role == "clinician" and not asks
        dates = from_date and _about_back(segment, memory) and not memory.other_told
        if counts and (rank or dates or (sums.counts_from_event(segment, memory) and is_back(memory))):
            rank = _SUM
        if summed and rank and memory.time_told and segment.words[0] == "so":
            rank += 1  # "since last fall, so ten months"
        if rank and episode:
            rank += 4
        if item.dated:
            rank = min(rank, _DATED)
        elif rank and memory.date_told and segment.role == "patient" and says_only(segment, item):
            rank = max(rank, _COUNTED)
        if rank and (musing or segment.hits.has("onset", "start") or sums.summed(segment, item)):
            rank += 1
        elif rank and segment.hits.has("onset", "worse") and not episode:
            rank = min(rank, _WORSE)  # since when it is worse, not since when it is
        if rank and memory.time_told and segment.role == "patient" and puts_right(segment):
            rank = max(rank + 2, _SUM)  # "two months ago. I mean two weeks ago"
        history = memory.phase == "history"
        passing = item.began in _ALL_DAY and (
            "where" in segment.words or not (asks_pain or began)
        )  # "does the swelling go down overnight?"
        puts = (
            asks
            and not (passing or _bounds(segment, item))
            and history
            and _about_back(segment, memory)
            and "how" not in segment.words
        )
        reads_out = not asks and _about_back(segment, memory) and offered.reads_out(segment, item)
        tells = segment.role == "clinician" and history and (bool(rank) or _puts_to(segment, memory, item, asks))
        if puts or reads_out or tells:
            offered.note(segment, item, memory)
        if puts:
            memory.asked_about = memory.asked_about | {"onset"}
        if (asks and history) or reads_out or tells:
            unit = segment.word(item.end - 1)
            memory.unit = unit if unit in _UNITS else ""
        elif segment.role == "clinician" and not rank and (foreign or segment.hits.has("plan")):
            memory.other_times = (*memory.other_times[-_KEPT:], item.days)  # "take it for ten days and stop"
        if rank and not (asks and offered.only_asks(segment)):
            kept.append((item, rank))
    if not kept:
        return
    chosen, rank = kept[-1] if _corrected(segment, kept) else max(kept, key=lambda pair: pair[1])
    ordered = sorted(kept, key=lambda pair: pair[0].days or 0)
    longer = ordered[-1][0]
    if len(kept) > 1 and not _corrected(segment, kept) and not episode and (longer.days or 0) < _COURSE:
        worse = segment.hits.of("onset", "worse")
        chosen, rank = (
            ordered[-1] if worse or past_years else (chosen, rank)
        )  # "seven weeks, worse these last days"
    elif len(kept) > 1 and (episode or past_years) and not _corrected(segment, kept):
        chosen, rank = ordered[0]
        ledger.add(
            "onset.course", segment.text(longer.start, longer.end), segment.evidence(longer.start, longer.end)
        )
    attributes: dict[str, str | float | bool] = {}
    if chosen.days is not None:
        attributes["days"] = chosen.days
    attributes["began"] = segment.text(chosen.start, chosen.end)
    if segment.hits.has("onset", "outright"):
        attributes["outright"] = True
    said = segment.evidence(chosen.start, chosen.end)
    part = offered.part_of(said)
    ledger.add("onset", chosen.group, said, rank=rank, attributes=attributes, part=part)
    if segment.role == "patient":
        memory.times_of_turn = (*memory.times_of_turn, (chosen.group, part))
    memory.time_told, memory.date_told = True, chosen.dated


def _has_it(segment: Segment, before: int) -> bool:
    """ "My sister had back pain for": it is hers; not "my wife says it has been"."""
    places = [place for place in range(segment.start + 1, before) if segment.word(place) in _HAD]
    return any(
        segment.word(place - 1) not in _NOBODY and not _TURNS & set(segment.between(place, before))
        for place in places
    )


def _of_another(segment: Segment, item: Duration, asked: bool) -> bool:
    """ "My husband had his for two years", "she sat on a donut for a year": how long somebody else had it. Who is
    asked may tell it of what another says ("my wife says three weeks")."""
    mine = bool(_MINE & set(segment.words[1:])) or segment.words[0] in _SELF
    theirs = segment.role == "patient" and segment.kin and not segment.proxy and bool(_OTHERS & set(segment.words))
    if theirs and not mine and (not asked or segment.hits.has("cue", "family")):
        return True
    if not is_other_person(segment, item.start, item.end):
        return False
    return not asked or (_has_it(segment, item.start) and not mine)


def _of_sign_before(segment: Segment, ledger: Ledger) -> bool:
    """ "On my toes it kinda gives. That's new, the last two, three weeks": of what was told just now, where
    it is known since when the pain is there."""
    said = segment.sentence_words(max(0, segment.start - _NEW_BEFORE), segment.start + _JUST)
    new = any(said[place : place + len(words)] == words for words in _IS_NEW for place in range(len(said)))
    return (
        segment.role == "patient"
        and new
        and not segment.hits.has("onset", "episode")
        and bool(ledger.entries("onset"))
        and not names_back(regions(segment))
    )


def _dates_the_start(segment: Segment) -> bool:
    """ "Last weekend I was moving my daughter, and that's when it started": whoever is named, the pain's."""
    words = segment.sentence_words(segment.start, segment.end + _SUM)
    starts = any(hit.end <= segment.end + _SUM for hit in segment.sentence.of("onset", "start"))
    return starts and any(first == "when" and second in _IT for first, second in pairwise(words))


def _arranges(segment: Segment) -> bool:
    """Whether the clinician tells what is to be done, and nothing that looks back."""
    words = set(segment.words)
    return (segment.hits.has("plan") or bool(_TO_DO & words)) and not _LOOKING_BACK & words


def _bounds(segment: Segment, item: Duration) -> bool:
    """ "Is it older than a month?": a yes tells no class, unless it is chronic by then."""
    near = set(segment.between(max(segment.start, item.start - 2), item.end))
    return item.group != "chronic" and bool(near & _OLDER) and "than" in near


def _since(segment: Segment, item: Duration) -> bool:
    """ "Not since Easter": a denial that names the beginning."""
    return segment.word(item.start) == "since" or segment.word(item.start - 1) == "since"


def _puts_to(segment: Segment, memory: Memory, item: Duration, asks: bool) -> bool:
    """ "So that's about five weeks.", "he's had the pain since Wednesday": for the patient to confirm."""
    had = segment.hits.has("onset", "so_far") and segment.hits.has("onset", "ask_of_pain") and not asks
    if had and _about_back(segment, memory) and not segment.hits.has("plan"):
        return True
    if memory.onset_put and not asks and says_only(segment, item):
        return True  # "so right around April fifth. Eight weeks."
    opens = segment.words[0] == "so" or segment.words[:2] in (("okay", "so"), ("and", "so"))
    of_pain = _about_back(segment, memory) and not memory.other_told and not memory.matter_asked
    return opens and not asks and of_pain and not memory.past_asked and says_only(segment, item, _COUNTING)


def _about_back(segment: Segment, memory: Memory) -> bool:
    return memory.about_back and memory.region in ("", "back") and is_back(memory)


def _rank(segment: Segment, memory: Memory, item: Duration, asked: bool, told: bool, asks: bool, led: str) -> int:
    """How much a time weighs as that of the pain, 0 for not at all; `led`: what it stands in front of."""
    if not is_back(memory):
        return 0
    if asked:
        return 4
    if segment.role == "clinician" and memory.phase != "history":
        told_once = memory.time_told and not segment.hits.has("onset", "outright")
        return 1 if not asks and not told_once and _looks_back(segment, memory, item) else 0
    if segment.role == "patient" and memory.phase == "plan" and not names_back(regions(segment)):
        return 0  # "today?" while the plan is told
    if asks or segment.role == "clinician":
        near = memory.onset_live > 0 or names_back(regions(segment))
        near = near or segment.hits.has("onset", "mechanism") or _dates_back(segment)
        near = near or (memory.phase == "history" and _began_pain(segment))
        near = near or _looks_back(segment, memory, item)
        near = near or (segment.hits.has("onset", "ask") and _about_back(segment, memory))  # no mark was heard
        # "it went on Friday" - "Four days."
        counts = memory.event_told > 0 and segment.role == "clinician" and says_only(segment, item)
        return 2 if told and near else 1 if memory.onset_live or counts else 0
    summed = told and segment.hits.has("onset", "sums")  # "it was right around the wedding, so three weeks"
    of_deed = segment.words[:2] in _IT_WAS and (memory.event_told > 0 or summed)  # "I fell." - "That was Sunday."
    alone = says_only(segment, item) or _muses(segment, item, memory)
    if not (led or of_deed or speaks_of_pain(segment) or alone):
        return 0
    if told and not segment.asked:
        return 3
    return 1 if memory.phase == "history" or not memory.patient_heard else 0


def _muses(segment: Segment, item: Duration, memory: Memory) -> bool:
    """ "It started, | I want to say, May?": a time alone behind what has just been told."""
    return memory.event_told > 0 and says_only(segment, item, _MUSING)


def _looks_back(segment: Segment, memory: Memory, item: Duration) -> bool:
    """ "You've done the therapy, it's going on eight months": while the plan is told, how long the pain has been
    there; "you've had the injection, it's been four weeks" counts from that."""
    cues = [cue for cue in segment.hits.of("onset", "so_far") if cue.start < item.end and item.start < cue.end]
    if not cues or _TO_COME & set(segment.words):
        return False
    if _UPKEEP & set(segment.sentence_words()):
        return False  # "I want to get a bone density, it's been four years"
    treated = questions.just_treated(memory)
    return not treated or not {"it", "that"} & {segment.word(cue.start) for cue in cues} or _goes_on(segment)


def _goes_on(segment: Segment) -> bool:
    """What is still "going on" is the pain."""
    return ("going", "on") in pairwise(segment.words)


def _began_pain(segment: Segment) -> bool:
    """ "The note has the pain beginning in October", "it says here that it started nine weeks ago"."""
    begun = segment.hits.of("onset", "start")
    return bool(begun) and segment.hits.has("onset", "ask_of_pain")


def _dates_back(segment: Segment) -> bool:
    """ "This all goes back to the summer before last"."""
    return any(
        first in ("goes", "dates", "went") and second == "back" for first, second in pairwise(segment.words)
    )


def _corrected(segment: Segment, kept: list[tuple[Duration, int]]) -> bool:
    if len(kept) < 2:
        return False
    first, last = kept[0][0], kept[-1][0]
    turns = (*segment.hits.of("cue", "correction"), *segment.hits.of("cue", "resolved"))
    return any(first.end <= cue.start and cue.end <= last.start for cue in turns)  # "that cleared up, and then"
