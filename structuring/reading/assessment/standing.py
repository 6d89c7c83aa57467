"""How a cause of the pain stands where it is named: stated, doubted, denied, past, of another or in general."""

from __future__ import annotations

from structuring.facts import Status
from structuring.reading.language.lexicon import Hit
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of
from structuring.reading.memory.state import Memory
from structuring.reading.talk.assertion import is_conditional, is_denied, is_other_person, is_past

REPORT = "imaging report"  # what a picture shows is doubted until it is tied to the pain
_FINDING = "examination"
_FELT = words_of("muscular myofascial facetogenic")
_REACH, _DISCOUNTS = 9, 14
_BEHIND = 5  # words: "changes on your last x-ray"
_PICTURES = words_of("film films xray xrays mri ct scan picture pictures imaging")
_YOU = words_of("you your yours")
_VERBS = words_of("is are was were has have")
_SHOWS = words_of("shows showed reveals revealed demonstrates demonstrated")
_SORE = words_of("tender tenderness sore soreness")
_LIKENED = (["it", "is", "like"], ["something", "like"])
_ARTICLES = words_of("a an")
_LENGTHS = words_of("day week month year")


def standing_of(segment: Segment, hit: Hit, memory: Memory) -> tuple[Status | str, str]:
    """How the name is said, and the hedge where there is one."""
    if is_conditional(segment, hit.start):
        return "hypothetical", ""
    if segment.word(hit.start - 1) in _ARTICLES and any(
        segment.between(hit.start - 1 - len(words), hit.start - 1) == words for words in _LIKENED
    ):
        return "hypothetical", ""  # "it's like a stress fracture"
    if is_other_person(segment, hit.start, hit.end):
        return "family", ""
    history = segment.hits.of("site", "history")
    if any(cue.end <= hit.start and segment.word(cue.start - 1) not in _LENGTHS for cue in history):
        return "past", ""  # but not "a four month history of"
    inside = is_denied(segment, hit.start, hit.end, lists=False, own=hit.what.denies)
    if inside and (not hit.what.denies or not _says_no_itself(segment, hit)):
        return "denied", ""
    discounts = [cue for cue in segment.hits.of("doubt", "discount") if not _own_word(cue, hit)]
    if any(_near(cue, hit) and not _of_another(segment, cue, hit) for cue in discounts):
        return "denied", ""
    if hit.what.rule.id != "none_identified" and _in_general(segment, hit):
        return "hypothetical", ""
    firm = [cue for cue in segment.hits.of("doubt", "firm") if not _of_picture(segment, cue)]
    firm = [cue for cue in firm if segment.word(cue.end) != "had"]  # "you have | had a herniated disc in the past"
    firm = firm or (segment.hits.of("doubt", "called") if memory.announced else [])
    if not firm and is_past(segment, hit.start, hit.end):
        return "past", ""
    for cue in segment.hits.of("doubt", "hedge"):
        either = segment.word(cue.start) == "either"  # no choice in "mechanical, either from the lift or the bed"
        ahead = cue.start < hit.start and hit.start - cue.end <= _REACH
        # "seems mechanical" names and doubts in one; "the endplates might be the source"
        inside = hit.start + (not either) <= cue.start < hit.end
        reach = ahead or inside or (not either and 0 <= cue.start - hit.end <= 3)
        if not reach or any(segment.word(place) in ("but",) for place in range(cue.end, hit.start)):
            continue
        words = " ".join(segment.words[cue.start - segment.start : cue.end - segment.start])
        if any(cue.start < frame.end and frame.start < cue.end for frame in firm):
            return "stated", words
        return "uncertain", words
    seen = any(cue.overlaps(hit) for cue in segment.hits.of("doubt", "seen"))
    sore = bool(_SORE & set(segment.words)) and segment.hits.has("exam", "abnormal")
    found = (memory.phase == "exam" and seen) or (sore and hit.what.rule.id in _FELT)  # "in spasm and sore"
    if found and not firm and not segment.hits.has("study", "linked"):
        return "uncertain", _FINDING
    in_results = memory.phase == "results" and hit.what.rule.id != "none_identified"
    if not firm and (in_results or _is_report(segment, hit)):
        return "uncertain", REPORT
    return "stated", ""


def _in_general(segment: Segment, hit: Hit) -> bool:
    """ "Most back pain is muscular", "for most folks | it's muscle", but "for you it's the disc"."""
    words = segment.sentence_words()
    return any(
        cue.start <= hit.end
        and hit.start - cue.end <= _REACH
        and (cue.start >= segment.start or not _YOU & set(words[cue.end : hit.start]))
        for cue in segment.sentence.of("doubt", "general")
    )


def _of_picture(segment: Segment, cue: Hit) -> bool:
    """ "So this is his MRI, all these black discs": what is shown, no conclusion."""
    return bool(_PICTURES & set(segment.between(cue.end - 1, cue.end + 3)))


def _of_another(segment: Segment, cue: Hit, hit: Hit) -> bool:
    """ "Your strain has healed, what's left is the disc": the verb goes with the name before it."""
    if hit.start < cue.end or segment.word(cue.start) not in _VERBS:
        return False
    named = [*segment.hits.of("label", "says"), *segment.hits.of("term", "says")]
    return any(other.end <= cue.start for other in named)


def _own_word(cue: Hit, hit: Hit) -> bool:
    """ "We've not found one specific cause": the "not found" is what the name itself says."""
    return hit.what.rule.id == "none_identified" and hit.start <= cue.start and cue.end <= hit.end


def _near(cue: Hit, hit: Hit) -> bool:
    return hit.start - cue.end <= _DISCOUNTS and cue.start - hit.end <= _DISCOUNTS


def _says_no_itself(segment: Segment, hit: Hit) -> bool:
    return any(segment.word(place) in ("no", "not", "unknown") for place in range(hit.start, hit.end))


def _is_report(segment: Segment, hit: Hit) -> bool:
    """What a picture shows is a finding; it becomes a cause when the clinician says so."""
    shows = [hit for hit in segment.hits.of("study", "shown") if segment.word(hit.end - 1) in _SHOWS]
    studies = [study for study in segment.hits.of("study") if study.what.part.startswith("modality")]
    behind = set(segment.between(hit.end, hit.end + _BEHIND))
    pictured = bool(behind & _PICTURES) or any(study.end <= hit.start for study in (*studies, *shows))
    return pictured and not segment.hits.has("study", "linked")
