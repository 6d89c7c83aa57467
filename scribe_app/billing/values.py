"""Money, dates and codes as practice systems and payers write them. Money is whole cents, dates are ISO text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_MONEY = re.compile(r"[-+]?\d[\d,. ]*|[-+]?[.,]\d+")
_EXCEL_EPOCH = date(1899, 12, 30)
_FORMS = ("%Y-%m-%d", "%Y%m%d", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d")
_MONTH_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y", *_FORMS)
_DAY_FIRST = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y", *_FORMS)
_CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_ICD10 = re.compile(r"[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?")
_ICD9 = re.compile(r"\d{3}\.\d{1,2}|[VE]\d{2,3}\.\d{1,2}")
_SEPARATORS = re.compile(r"[,;|^\s/:]+")


@lru_cache(maxsize=65536)
def cents(text: str) -> int:
    """An amount as whole cents: "$1,234.50", "(12.00)", "12.00-", "1.234,50".

    Raises ValueError for anything else and for fractions of a cent.
    """
    plain = text.replace("$", "").replace("USD", "").replace("\u00a0", " ").strip()
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, plain[1:-1].strip()
    elif plain.endswith("-"):
        negative, plain = True, plain[:-1].strip()
    if not _MONEY.fullmatch(plain):
        raise ValueError(f"'{text}' is no amount of money")
    plain = plain.replace(" ", "")
    if re.search(r",\d{1,2}$", plain) and "." not in plain.rpartition(",")[2]:
        plain = plain.replace(".", "").replace(",", ".")
    plain = plain.replace(",", "")
    try:
        amount = Decimal(plain) * 100
    except InvalidOperation:
        raise ValueError(f"'{text}' is no amount of money") from None
    whole = int(amount)
    if whole != amount:
        raise ValueError(f"'{text}' has a fraction of a cent")
    return -whole if negative else whole


@lru_cache(maxsize=65536)
def iso_date(text: str, day_first: bool = False) -> str:
    """A date as YYYY-MM-DD: month/day/year (or day/month/year), year-month-day, Excel serials, all with or without
    a time.

    Raises ValueError for anything else and for years outside 1990 to 2100.
    """
    plain = without_clock(text)
    found: date | None = None
    if re.fullmatch(r"\d{5}(\.\d+)?", plain):
        found = _EXCEL_EPOCH + timedelta(days=int(float(plain)))
    else:
        for form in _DAY_FIRST if day_first else _MONTH_FIRST:
            try:
                found = datetime.strptime(plain, form).date()
                break
            except ValueError:
                continue
    if found is None or not 1990 <= found.year <= 2100:
        raise ValueError(f"'{text}' is no date this program can read")
    return found.isoformat()


def without_clock(text: str) -> str:
    """A date without the time of day behind it."""
    return _CLOCK.sub("", text.strip())


@lru_cache(maxsize=65536)
def diagnoses(cell: str) -> tuple[str, ...]:
    """The diagnosis codes of one cell, dotted and in upper case, in their order.

    Raises ValueError when a piece of the cell is no code.
    """
    codes = []
    for piece in _SEPARATORS.split(cell.strip().upper()):
        if not piece:
            continue
        if _ICD10.fullmatch(piece):
            bare = piece.replace(".", "")
            codes.append(bare if len(bare) == 3 else f"{bare[:3]}.{bare[3:]}")
        elif _ICD9.fullmatch(piece):
            codes.append(piece)
        else:
            raise ValueError(f"'{piece}' is no diagnosis code")
    return tuple(dict.fromkeys(codes))


_GROUP_FIRST = re.compile(r"(CO|PR|OA|PI|CR)\W*([A-Z]?\d{1,3})\b")
_GROUP_LAST = re.compile(r"\b([A-Z]?\d{1,3})\W*\((CO|PR|OA|PI|CR)\)")
_BARE = re.compile(r"(?<![A-Z0-9.])([ABDPWY]?\d{1,3})(?![A-Z0-9.])")
_REMARK = re.compile(r"(?<![A-Z0-9.])(MA?\d{1,3}|N\d{1,3})(?![A-Z0-9.])")


@lru_cache(maxsize=65536)
def adjustment_reasons(cell: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The (group, CARC) pairs and the remark codes of a reason cell: "CO-16, M76", "CO16;N115", "16 (CO)"."""
    text = cell.upper()
    found: list[tuple[str, str]] = [(code, group) for code, group in _GROUP_LAST.findall(text)]
    pairs = [(group, code) for code, group in found]
    text = _GROUP_LAST.sub(" ", text)
    pairs += _GROUP_FIRST.findall(text)
    text = _GROUP_FIRST.sub(" ", text)
    remarks = tuple(dict.fromkeys(_REMARK.findall(text)))
    text = _REMARK.sub(" ", text)
    # Bare numbers count in a cell of codes only: "16, 50", not "denied after 3 visits".
    if not re.search(r"[A-Z]", _BARE.sub(" ", text)):
        pairs += [("", code) for code in _BARE.findall(text)]
    return tuple(dict.fromkeys((group, code.lstrip("0") or "0") for group, code in pairs)), remarks


def dollars(amount: int) -> str:
    """Cents as a decimal number without a currency sign: -1234 → "-12.34"."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def days_between(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
