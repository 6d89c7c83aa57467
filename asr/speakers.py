"""Who speaks: tells the two voices of a visit apart, and from what they say which is the clinician's.

Nothing is known beforehand: the voices are learned within the visit and forgotten with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asr.transcript import Speaker
from asr.voice import SIZE, Voice, spread

_APART = 2.2  # distance between two voices, over what chance would give, that makes them two ...
_APART_MORE = 0.1  # ... and how much more for each utterance heard: one voice, too, has its moods
_APART_MOST = 8.0
_TWO_PEOPLE = 10.0  # so far apart, and both heard this share of the time, they are surely two people
_TWO_PEOPLE_SHARE = 0.2
_FEW = 5  # utterances of which one alone may well be a second voice
_AMBIGUOUS = 0.15  # how much nearer one voice must be than the other, as a share of their distance
_OTHER_MOOD = 1.6  # farther from the one voice known than this, an utterance is not named after it
_STRANGER = 9.0  # distance from both voices, over what chance would give, that makes a third person
_ROLE_MARGIN = 1.0  # log-odds by which one voice must sound more like the clinician
_SURE = 20.0  # log-odds of a speaker that the user named
_CUE_LIMIT = 4.0  # one utterance alone proves no more than this


@dataclass(frozen=True, slots=True)
class Cues:
    """Words and their log-odds of the clinician saying them (negative: of the patient)."""

    weights: Mapping[str, float]

    def weigh(self, text: str) -> float:
        """Log-odds that the clinician said `text`, between -4 and 4."""
        plain = " " + " ".join(re.findall(r"[a-z']+|\?", text.lower())) + " "
        total = sum(weight for words, weight in self.weights.items() if f" {words} " in plain)
        return max(-_CUE_LIMIT, min(_CUE_LIMIT, total))


NO_CUES = Cues({})


@dataclass(slots=True)
class _Heard:
    voice: Voice
    seconds: float
    cue: float
    named: Speaker | None = None


@dataclass(frozen=True, slots=True)
class _Voices:
    """`centres` has shape (1 or 2, SIZE); `member` names the centre of each utterance heard.

    `two_people` when the centres lie so far apart that one person in two moods is out of the question.
    """

    centres: npt.NDArray[np.float64]
    member: npt.NDArray[np.intp]
    two_people: bool = False


class Speakers:
    """Learns the voices of one visit. `hear` each utterance in turn; `correct` what it got wrong."""

    def __init__(self, cues: Cues = NO_CUES, remembered: int = 400) -> None:
        self._cues = cues
        self._remembered = remembered
        self._heard: dict[int, _Heard] = {}

    def hear(self, number: int, voice: Voice, seconds: float, text: str) -> Speaker:
        """The speaker of utterance `number`, whose `voice` is from `seconds` of speech saying `text`."""
        self._heard[number] = _Heard(voice, seconds, self._cues.weigh(text))
        if len(self._heard) > self._remembered:
            del self._heard[min(key for key, entry in self._heard.items() if entry.named is None or key != number)]
        return self._judge(list(self._heard).index(number))

    def correct(self, number: int, speaker: Speaker) -> None:
        """The user says who spoke; later utterances of that voice follow."""
        if number in self._heard:
            self._heard[number].named = speaker if speaker != "unknown" else None

    def differ(self, one: Voice, one_s: float, other: Voice, other_s: float) -> bool:
        """Whether two stretches are surely of different voices: each is nearer to another centre, or, while only
        one voice is known, they are too far apart for one."""
        if self._heard:
            found = self._cluster()
            if len(found.centres) == 2:
                first, second = self._near(found, one), self._near(found, other)
                return first is not None and second is not None and first != second
        return _distance(one, one_s, other, other_s) > 2 * _APART

    def _judge(self, place: int) -> Speaker:
        entries = list(self._heard.values())
        if entries[place].named is not None:
            return entries[place].named or "unknown"
        found = self._cluster()
        scores = self._scores(found, entries)
        own = int(found.member[place])
        if len(found.centres) == 1:
            return "unknown" if self._strange(place) else _role(scores[0], 0.0)
        if _distance(entries[place].voice, entries[place].seconds, found.centres[own], 3.0) > _STRANGER:
            return "unknown"
        if self._near(found, entries[place].voice) is None:
            return "unknown"
        if found.two_people and abs(scores[own] - scores[1 - own]) >= 2 * _ROLE_MARGIN:
            return "clinician" if scores[own] > scores[1 - own] else "patient"
        return _role(scores[own], scores[1 - own])

    def _strange(self, place: int) -> bool:
        """Whether an utterance is unlike those before it and its own words do not say who speaks: the first word
        of a second person must not be taken for the first one's."""
        entries = list(self._heard.values())
        own, others = entries[place], entries[:place]
        if not others or own.cue >= _ROLE_MARGIN:
            return False
        centre = np.average(
            [one.voice for one in others], axis=0, weights=[1 / spread(one.seconds) for one in others]
        )
        return _distance(own.voice, own.seconds, centre, sum(one.seconds for one in others)) > _OTHER_MOOD

    def _scores(self, found: _Voices, entries: Sequence[_Heard]) -> list[float]:
        """How much each voice sounds like the clinician's by what it said and by what the user named."""
        scores = [0.0] * len(found.centres)
        for centre, entry in zip(found.member, entries, strict=True):
            named = {"clinician": _SURE, "patient": -_SURE}.get(entry.named or "", 0.0)
            scores[int(centre)] += named or entry.cue
        return scores

    def _near(self, found: _Voices, voice: Voice) -> int | None:
        """The centre that a voice is clearly nearer to; None between the two."""
        to = [float(np.linalg.norm(voice - centre)) for centre in found.centres]
        if len(to) == 1:
            return 0
        if abs(to[0] - to[1]) < _AMBIGUOUS * float(np.linalg.norm(found.centres[0] - found.centres[1])):
            return None
        return int(to[1] < to[0])

    def _cluster(self) -> _Voices:
        """One voice, or two where they lie far enough apart."""
        entries = list(self._heard.values())
        voices = np.vstack([entry.voice for entry in entries])
        weights = np.array([1.0 / spread(entry.seconds) for entry in entries])
        return _without_strays(voices, weights) or _Voices(
            np.average(voices, axis=0, weights=weights)[None, :], np.zeros(len(entries), np.intp)
        )


def _role(own: float, other: float) -> Speaker:
    """The role of a voice whose words weigh `own` beside another's `other`. Two voices that both sound like the
    clinician are one person dictating in two moods, so the lesser of them is the patient only when its own
    words say so or when they weigh far less."""
    if own >= _ROLE_MARGIN and own > other:
        return "clinician"
    if own <= -_ROLE_MARGIN and own < other:
        return "patient"
    if own >= _ROLE_MARGIN:
        return "clinician" if own > other / 8 else "unknown"
    if own <= -_ROLE_MARGIN:
        return "patient" if own < other / 8 else "unknown"
    if other >= 3 * _ROLE_MARGIN:
        return "patient"
    return "clinician" if other <= -3 * _ROLE_MARGIN else "unknown"


def _distance(one: Voice, one_s: float, other: Voice, other_s: float) -> float:
    """Squared distance of two stretches over what two stretches of one voice have by chance."""
    return float(np.square(one - other).sum()) / (SIZE * (spread(one_s) + spread(other_s)))


def _seeds(voices: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> list[npt.NDArray[np.float64]]:
    """Pairs of starting centres: the surest stretch and the one farthest from it, and that one's farthest."""
    pairs = []
    start = int(weights.argmax())
    for _ in range(2):
        away = np.square(voices - voices[start]).sum(axis=1) * weights
        far = int(away.argmax())
        pairs.append(voices[[start, far]])
        start = far
    return pairs


def _without_strays(voices: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> _Voices | None:
    """The two voices. An utterance that is like nothing else (a word cut off, a cough) makes no voice of its own
    where the others are two voices without it."""
    kept = np.ones(len(voices), bool)
    first = found = _parted(voices, weights)
    while found is not None and (sizes := np.bincount(found.member, minlength=2)).min() == 1:
        if len(found.member) <= _FEW:
            return first
        kept[np.flatnonzero(kept)[found.member == sizes.argmin()]] = False
        found = _parted(voices[kept], weights[kept])
    if found is None or kept.all():
        return first
    return _Voices(found.centres, _nearest(voices, found.centres), found.two_people)


def _parted(voices: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> _Voices | None:
    """Two voices (weighted 2-means from the farthest pair), where they lie far enough apart."""
    if len(voices) < 2:
        return None

    def cost(found: _Voices) -> float:
        return float((weights * np.square(voices - found.centres[found.member]).sum(axis=1)).sum())

    two = min((_two_means(voices, weights, seed) for seed in _seeds(voices, weights)), key=cost)
    shares = [float(weights[two.member == centre].sum()) for centre in (0, 1)]
    if min(shares) <= 0:
        return None
    expected = SIZE * (0.35 + sum(1.0 / share for share in shares))
    apart = float(np.square(two.centres[0] - two.centres[1]).sum()) / expected
    if apart <= min(_APART_MOST, _APART + _APART_MORE * len(voices)):
        return None
    sure = apart > _TWO_PEOPLE and min(shares) > _TWO_PEOPLE_SHARE * sum(shares)
    return _Voices(two.centres, two.member, two_people=sure)


def _nearest(voices: npt.NDArray[np.float64], centres: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """The nearer centre of each voice."""
    return np.square(voices[:, None, :] - centres[None, :, :]).sum(axis=2).argmin(axis=1)


def _two_means(
    voices: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], centres: npt.NDArray[np.float64]
) -> _Voices:
    member = np.zeros(len(voices), np.intp)
    for _ in range(12):
        now = _nearest(voices, centres)
        if (now == member).all() and _ > 0:
            break
        member = now
        centres = np.vstack(
            [
                np.average(voices[member == centre], axis=0, weights=weights[member == centre])
                if (member == centre).any()
                else centres[centre]
                for centre in (0, 1)
            ]
        )
    return _Voices(centres, member)
