"""Lengths of time in words: "a couple of weeks", "two and a half months", "since Saturday", as days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from structuring.reading.language.named_days import named_days
from structuring.reading.language.patterns import Line
from structuring.reading.language.segments import Segment
from structuring.reading.language.tokens import words_of

_ARTICLES = frozenset({"a", "an"})
_SHORT = 6
_SURE_DAY = 28  # that every month has
_ENDINGS = words_of("st nd rd th thirtieth")
_CHILD = (("he", "is"), ("she", "is"), ("they", "are"), ("is", "now"), ("are", "now"))
_SCHOOLS = words_of("grade kindergarten preschool college school walking talking teenager driving")
_PUPILS = words_of("he she they now")
_MONTHS_TOLD = 2  # from here on "nearly" so many months is a week less, which may be another class
_COUNTS = ("days", "weeks", "months", "day", "week", "month")
_UNIT = {
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "wk": 7.0,
    "fortnight": 14.0,
    "month": 30.44,
    "mo": 30.44,
    "year": 365.25,
    "yr": 365.25,
    "decade": 3652.5,
}
_VAGUE = {
    "couple": 2.0,
    "few": 3.0,
    "several": 4.0,
    "a": 1.0,
    "an": 1.0,
    "one": 1.0,
    "half": 0.5,
    "dozen": 12.0,
    "half a dozen": 6.0,
}
_NUMBER = r"(?:\d+(?:\.\d+)?|couple|few|several|half a dozen|half|dozen|an?|one)"
_SPAN = re.compile(
    r"(?<= )(?<! first )(?<! next )(?<! other )(?<! every )(?P<less>less than |under |not even |not quite )?"
    r"(?P<nearly>coming up on |closing in on |close to |pushing |approaching |nearly |almost |just shy of )?"
    r"(?P<more>more than |over |past |at least |longer than )?"
    rf"(?:a |the last |the past )?(?P<from>{_NUMBER} )"
    rf"(?:good |solid |full |whole |some |odd |plus |something )?(?:of |or so )?"
    rf"(?:(?:(?:to|or|and|maybe) (?P<to>{_NUMBER} ))|(?<=\d )(?:, )?(?P<next>\d+ ))?"
    rf"(?P<half>and a half |and half )?(?:of )?(?:a |an )?"
    rf"(?P<unit>day|night|week|wk|month|mo|year|yr|fortnight|decade)s? "
    rf"(?:(?P<tail>and a half )|or (?P<or>2|3|4) )?"
)
_RATE = re.compile(r"\d+ an? day|an? (?:good|bad|rough|full|solid) day")  # "six a day", "on a good day"
_LONE = re.compile(
    r"(?<= )(?P<from>)(?:(?:good|solid|full|whole) (?P<unit>day|week|month|year) (?P<tail>and a half )?"
    r"|(?P<bare>day|week|month|year) and a half )"
)
_PAST = re.compile(  # "over the past year", "most of this month", but not "the last week of therapy"
    r"(?<= )(?:the (?:last|past)|this (?:past|last)|(?:most|all|better part|much) of (?:this|the|a|last)|"
    r"(?:this|the) (?:whole|entire)) (?P<unit>week|month|year) (?!of |before |that |when |i was )"
)
_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_YEARLY = "springs|summers|falls|autumns|winters|christmases|thanksgivings|harvests|birthdays"
_AGO = re.compile(
    r"(?<= )(?<! a )(?:(?P<day>(?:the )?day before yesterday|yesterday|this morning|night before last|last night|"
    r"today|tonight|the other day|overnight)"
    rf"|(?:the )?(?P<before>{_WEEKDAY}) before last"
    rf"|(?:since |on |last |this past |this )?(?P<weekday>{_WEEKDAY})"
    r"|(?P<week>(?:the )?week(?:end)? before last|last week(?:end)?(?! (?:of|in) )|this week|last month|"
    r"earlier this month|this weekend|over the weekend|this past weekend|earlier this week)"
    rf"|(?P<years>\d+|couple of|couple|few) (?:{_YEARLY}) (?:ago|back)"
    r"|day (?P<count>\d+)"
    r"|(?:in|into|on|at|onto|hit|starting|now) week (?P<nth>\d+)(?! (?:of|with))"
    r"|(?P<hours>\d+|couple of|couple|few|an) hours? ago"
    r"|(?P<dawns>\d+|couple of|couple|few) (?:morning|evening|afternoon)s (?:ago|back)"
    rf"|(?P<weeks>\d+|couple of|couple|few) (?:{_WEEKDAY})s (?:ago|back)) "
)
_TODAY = re.compile(rf"(?<= )(?:today is|is it) ({_WEEKDAY}) ")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
# of a month, as the day of it
_PARTS = {"beginning": 3, "start": 3, "early": 5, "late": 25, "end": 27}
_WEEKS = {"first": 4, "second": 11, "third": 18, "last": 27}
_ORDINAL = "|".join(_ORDINALS)
_DATED = rf"(?:20 |30 )?(?:{_ORDINAL})|thirtieth|\d\d? (?:st|nd|rd|th)"
_DOM = rf"{_DATED}|\d\d?"
_MONTH = "|".join(MONTHS)
_SAID = r"(?<=^ )(?:(?:maybe|oh|probably|like|about|around) )*"
_SINCE = re.compile(
    rf"(?<= )(?:(?:since|in|back in|around|about|from|last|on|the|mid|middle of|(?P<part>{'|'.join(_PARTS)})"
    rf"|(?P<nth>{'|'.join(_WEEKS)}) (?:week(?:end)?|{_WEEKDAY}) (?:of|in)) "
    rf"|(?=(?:{_DOM}) of (?:{_MONTH}) |(?:{_MONTH}) (?:the )?(?:{_DATED}) )"
    rf"|(?=(?:{_MONTH}) (?:or so|i (?:think|guess|believe|want|suppose)|sometime|thereabouts|maybe|was it) )"
    rf"|(?:to say|let us say|say|started|began|it was|guess|think|believe) (?:, )?(?=(?:{_MONTH}) (?:$|, |or |i ))"
    rf"|{_SAID}(?=(?:{_MONTH}) (?:$|, |i )))"
    rf"(?:of )?(?:around |about )?(?:the )?(?:(?P<dom>{_DOM}) (?:of )?)?"
    rf"(?P<month>{_MONTH}) (?:the )?(?:(?P<day>{_DATED}) )?(?:of )?(?P<year>(?:19|20)\d\d )?"
    r"|(?<= )(?:since|in|it was|from) (?:about |around |like )?"
    r"(?:the (?:beginning|end|middle|spring|summer|fall|winter) of )?(?P<only>(?:19|20)\d\d) "
    rf"|{_SAID}(?P<alone>(?:19|20)\d\d) "
    r"|(?<= )(?:since|back in) (?:about |around |like )?(?P<short>[6-9]\d) "
    r"|(?<= )(?:since|back in|in) (?P<new>0\d) "
)
_BEFORE_MAY = ("since", "in", "back", "to say", "let us", "say", "started", "began", "around", "about")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FRESH = {
    "yesterday": 1,
    "day before yesterday": 2,
    "the day before yesterday": 2,
    "this morning": 0,
    "last night": 1,
    "night before last": 2,
    "today": 0,
    "tonight": 0,
    "the other day": 3,
    "overnight": 1,
}
_LATELY = {
    "last week": 7,
    "last month": 30,
    "earlier this month": 12,
    "last weekend": 5,
    "this past weekend": 5,
    "the weekend before last": 11,
    "weekend before last": 11,
    "the week before last": 13,
    "week before last": 13,
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time back from the visit. `days` is None where only the class is known."""

    days: float | None
    group: str
    start: int
    end: int
    began: str = ""
    dated: bool = False  # counted from the date of service


def group_of(days: float) -> str:
    """acute, subacute or chronic by the guide's bounds: 42 and 84 days are subacute."""
    if days < 42:
        return "acute"
    return "subacute" if days <= 84.5 else "chronic"


def durations(segment: Segment, day: date | None) -> list[Duration]:
    """Every length of time in a segment, in order of place."""
    found = _durations(segment.line, day)
    inside = [item for item in found if segment.start <= item.start and item.end <= segment.end]
    kept = [item for item in inside if not any(_inside(item, other) for other in inside)]
    return _without_echoes(segment, sorted(kept, key=lambda item: item.start))


@lru_cache(maxsize=4)  # the segments of a line ask one after the other
def _durations(line: Line, day: date | None) -> tuple[Duration, ...]:
    """Every length of time in a line, of every kind."""
    found: list[Duration] = []
    for match in _SPAN.finditer(line.text):
        start, end = line.span(match.start(), match.end())
        if _RATE.match(match.group()):
            continue
        days = _days(match)
        if days is not None:
            found.append(Duration(days, group_of(days), start, end))
    for match in _LONE.finditer(line.text):
        start, end = line.span(match.start(), match.end())
        days = round((1.5 if match["bare"] or match["tail"] else 1.0) * _UNIT[match["unit"] or match["bare"]], 1)
        found.append(Duration(days, group_of(days), start, end))
    for match in _PAST.finditer(line.text):
        start, end = line.span(match.start(), match.end())
        found.append(Duration(_UNIT[match["unit"]], group_of(_UNIT[match["unit"]]), start, end))
    for match in _AGO.finditer(line.text):
        start, end = line.span(match.start(), match.end())
        days_ago = _days_ago(match, line.text)
        found.append(Duration(days_ago, group_of(days_ago), start, end, began=match.group().strip()))
    for match in _SINCE.finditer(line.text):
        start, end = line.span(match.start(), match.end())
        back = _since(match, day)
        if back is not None:
            found.append(Duration(back, group_of(back), start, end, began=match.group().strip(), dated=True))
    for match, back in named_days(line.text, day):
        start, end = line.span(match.start(), match.end())
        found.append(Duration(back, group_of(back), start, end, began=match.group().strip(), dated=True))
    return tuple(found)


def _inside(item: Duration, other: Duration) -> bool:
    return (
        other.start <= item.start and item.end <= other.end and (other.start, other.end) != (item.start, item.end)
    )


def _without_echoes(segment: Segment, found: list[Duration]) -> list[Duration]:
    """ "A week ago Tuesday", "three weeks on Friday", "Easter Sunday": a day that is no other time."""
    kept: list[Duration] = []
    for item in found:
        before = kept[-1] if kept else None
        gap = segment.between(before.end, item.start) if before else []
        if before and item.began and not before.dated * before.began and set(gap) <= {"ago", "on", "come"}:
            continue
        if before and item.began and before.dated and not gap:
            continue
        kept.append(item)
    return kept


def bare(segment: Segment, unit: str) -> list[Duration]:
    """ "How many weeks?" - "Ten, I think.": a number alone, counted in the unit that was asked for. "It's maybe a
    four" is how bad it is."""
    if segment.end - segment.start > _SHORT:
        return []
    for place in range(segment.start, segment.end):
        word = segment.word(place)
        if word.isdecimal() and int(word) < 100 and segment.word(place - 1) not in _ARTICLES:
            days = round(int(word) * _UNIT.get(unit.removesuffix("s"), 0), 1)
            return [Duration(days, group_of(days), place, place + 1)]
    return []


def age_of_child(segment: Segment) -> list[Duration]:
    """ "After my second pregnancy. She's four now.": the age of the child that the pain is as old as, in years."""
    for place in range(segment.start + 2, segment.end):
        word, before = segment.word(place), (segment.word(place - 2), segment.word(place - 1))
        if word.isdecimal() and int(word) < 60 and before in _CHILD and segment.word(place + 1) not in _COUNTS:
            days = int(word) * _UNIT["year"]
            return [Duration(days, group_of(days), place, place + 1)]
        if word in _SCHOOLS and _PUPILS & set(segment.words):
            return [Duration(None, "chronic", segment.start, place + 1)]  # "she's in first grade"
    return []


def is_age_of_child(segment: Segment, item: Duration) -> bool:
    """ "She's ten weeks old": so the pain that came with her is."""
    return (segment.word(item.start - 2), segment.word(item.start - 1)) in _CHILD and segment.word(
        item.end
    ) == "old"


def _value(word: str | None) -> float | None:
    if word is None:
        return None
    word = word.strip()
    return _VAGUE.get(word) if word in _VAGUE else float(word)


def _days(match: re.Match[str]) -> float | None:
    first, second = _value(match["from"]), _value(match["to"] or match["next"])
    if first is None:
        return None
    number = (
        first
        if second is None or (match["from"].strip() in ("a", "an") and second is None)
        else (first + second) / 2
    )
    if match["to"] and match["to"].strip() in ("half",):
        number = first + 0.5
    if match["or"]:
        number = (first + float(match["or"])) / 2
    if match["half"] or match["tail"]:
        number = first + 0.5
    days = number * _UNIT[match["unit"]]
    if match["less"]:
        days -= 1
    if match["nearly"] and match["unit"] == "month" and number >= _MONTHS_TOLD:
        days -= _UNIT["week"]
    if match["more"]:
        days += 1
    return round(days, 1)


def _days_ago(match: re.Match[str], text: str) -> float:
    if match["day"]:
        return _FRESH[match["day"]]
    if match["hours"]:
        return 0.0
    if match["before"]:
        return 11.0
    if match["years"]:
        return _UNIT["year"] * (_counted(match["years"]) - 0.5)
    if match["dawns"]:
        return _counted(match["dawns"])
    if match["weeks"]:
        return 7.0 * _counted(match["weeks"])
    if match["count"]:
        return float(match["count"])
    if match["nth"]:
        return 7.0 * float(match["nth"])
    if match["week"]:
        return _LATELY.get(match["week"], 3)
    today = _TODAY.search(text)
    if today:
        return (_WEEK.index(today[1]) - _WEEK.index(match["weekday"])) % 7
    return 4


def _counted(words: str) -> float:
    return _VAGUE.get(words.split()[0]) or float(words)


def _since(match: re.Match[str], day: date | None) -> float | None:
    """Days back to a month or year; needs the date of the visit."""
    if day is None:
        return None
    if match["only"] or match["alone"] or match["short"] or match["new"]:
        century = "20" if match["new"] else "19"
        year = int(match["only"] or match["alone"] or f"{century}{match['new'] or match['short']}")
        return float((day - date(year, 7, 1)).days) if year < day.year else None
    month = MONTHS.index(match["month"]) + 1
    past = month < day.month or (month == day.month and not match.group().startswith("last"))
    year = int(match["year"]) if match["year"] else (day.year if past else day.year - 1)
    told = match["dom"] or match["day"] or match["nth"] or match["part"] or match["year"]
    if match["month"] == "may" and not told and not match.group().startswith(_BEFORE_MAY):
        return None
    return float(max((day - date(year, month, _day_of_month(match))).days, 0))


def _day_of_month(match: re.Match[str]) -> int:
    """The day named ("the tenth of", "the twenty second", "late"), else the middle."""
    named = (match["dom"] or match["day"] or "").split()
    number = sum(
        _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word) for word in named if word not in _ENDINGS
    )
    if 1 <= number <= _SURE_DAY:
        return number
    if named:
        return _SURE_DAY
    return _WEEKS[match["nth"]] if match["nth"] else _PARTS.get(match["part"] or "", 15)
