"""Days of the year by name, as days back from the visit: "since Easter", "Super Bowl Sunday", "last fall"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_LAST = 75
_YEAR = 365.0
# month and day; feasts that move stand at their middle
_HOLIDAYS = {
    r"(?:chinese|lunar) new year": (2, 5),
    "new year": (1, 1),
    "groundhog day": (2, 2),
    "super bowl": (2, 9),
    "superbowl": (2, 9),
    "valentine": (2, 14),
    "presidents day": (2, 16),
    "mardi gras": (2, 20),
    "ash wednesday": (2, 22),
    r"(?:saint |st )?patrick": (3, 17),
    "april fools": (4, 1),
    "palm sunday": (4, 3),
    "good friday": (4, 8),
    "easter": (4, 10),
    "passover": (4, 12),
    "tax (?:day|time)": (4, 15),
    "cinco de mayo": (5, 5),
    r"mother(?: is|s) day": (5, 11),
    "memorial day": (5, 28),
    r"father(?: is|s) day": (6, 18),
    "juneteenth": (6, 19),
    r"(?:the )?(?:fourth|4|4th|4 th) of july": (7, 4),
    "labor day": (9, 4),
    "columbus day": (10, 10),
    "halloween": (10, 31),
    "diwali": (10, 31),
    "veterans day": (11, 11),
    "thanksgiving": (11, 25),
    "black friday": (11, 26),
    "hanukkah": (12, 15),
    "christmas": (12, 25),
}
_NAMES = "|".join(_HOLIDAYS)
_PART = "day|week|weekend|time|eve|morning|night|dinner|break|sunday|monday|saturday|friday"
_HOLIDAY = re.compile(
    r"(?<= )(?:(?:since|around|about|before|after|on|over|at|by|from|last|it was|that was|"
    r"(?:week(?:end)?|day) of) "
    rf"(?:the )?(?P<led>{_NAMES})(?: is)?(?: (?:{_PART}))? "
    rf"|(?P<whole>{_NAMES})(?: is)? (?:(?:{_PART}) )+"
    rf"|(?P<own>{'|'.join(name for name in _HOLIDAYS if re.search('day|gras|mayo|juneteenth', name))}) "
    rf"|(?<=^ )(?:(?:maybe|oh|probably|like|right) )*(?P<alone>{_NAMES})(?: is)? )"
)
_SEASONS = {"spring": (4, 15), "summer": (7, 15), "fall": (10, 15), "autumn": (10, 15), "winter": (1, 15)}
_SEASON = re.compile(
    r"(?<= )(?!since the fall )(?:(?:since|all|in the|over the|during the|since last|last|this past) (?:the )?"
    rf"({'|'.join(_SEASONS)}) |(?:the )?(?P<before>{'|'.join(_SEASONS)}) before last )"
)


def named_days(text: str, day: date | None) -> Iterator[tuple[re.Match[str], float]]:
    """Every holiday and season that is named in `text`, with the days back to it. None without a date of visit."""
    if day is None:
        return
    for match in _HOLIDAY.finditer(text):
        name = match["led"] or match["whole"] or match["own"] or match["alone"]
        when = next(_HOLIDAYS[holiday] for holiday in _HOLIDAYS if re.fullmatch(holiday, name))
        yield match, _back_to(when, day)
    for match in _SEASON.finditer(text):
        back = _back_to(_SEASONS[match[1] or match["before"]], day)
        if (back < _LAST and "last" in match[0]) or match["before"]:
            back += _YEAR  # "since last fall", said in November; "the spring before last"
        yield match, back


def _back_to(when: tuple[int, int], day: date) -> float:
    """Days back to the last such day of the year."""
    last = date(day.year, *when)
    return float((day - (last if last <= day else date(day.year - 1, *when))).days)
