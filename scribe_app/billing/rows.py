"""Rows of a delimited export as statements about claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from scribe_app.billing import tables
from scribe_app.billing.columns import Recognised
from scribe_app.billing.date_order import WORDS, Order, order_of
from scribe_app.billing.delimited import Source, rows
from scribe_app.billing.statements import Kind, Note, Rejected, Statement
from scribe_app.billing.tables import Standing
from scribe_app.billing.values import adjustment_reasons, cents, diagnoses, iso_date
from scribe_app.errors import Refusal

TEXT = ("visit", "original", "line_number", "patient", "payer", "payer_id", "provider", "group")
DATES = ("dos", "submitted", "adjudicated", "paid_date", "denial_date")
MONEY = ("charge", "allowed", "paid", "adjust", "patient_resp", "balance")
TOTALS = re.compile(r"(grand |sub)?totals?\b|report total|\d+ (claims|records|rows)\b", re.IGNORECASE)
_FREQUENCY = {"original": "1", "replacement": "7", "corrected": "7", "void": "8"}


def statements(source: Source, found: Recognised, payer: str = "") -> Iterator[Statement | Rejected | Note]:
    """Every row below the header: what it says, or why it was not taken. `payer`: for rows without one."""
    width = len(found.header)
    take = _taker(found)
    # Without a charge column the file is no state of claims: its payments add up.
    kind: Kind = "state" if "charge" in found.fields or "paid" not in found.fields else "payment"
    repeated = list(found.header)
    for row in rows(source):
        if row.line <= found.header_line:
            continue
        cells = row.cells
        if len(cells) != width:
            while len(cells) > width and not cells[-1].strip():
                cells = cells[:-1]
            if _is_totals(cells):
                yield Note(row.line, "A line of totals was passed over.")
                continue
            if len(cells) != width:
                yield Rejected(row.line, f"it has {len(cells)} cells where the header has {width}")
                continue
        try:
            claim, body = take(cells)
        except ValueError as fault:
            if _is_totals(cells):
                yield Note(row.line, "A line of totals was passed over.")
            elif [cell.strip() for cell in cells] != repeated:
                yield Rejected(row.line, str(fault))
            continue
        if payer:
            body.setdefault("payer", payer)
        yield Statement(kind, claim, row.line, body)


def _is_totals(cells: list[str]) -> bool:
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    return TOTALS.match(first) is not None


def _taker(found: Recognised) -> Callable[[list[str]], tuple[str, dict[str, Any]]]:
    """The function that turns the cells of one row into (claim, body); column places are looked up once."""
    places = found.places()
    labels = {name: column[0] for name, column in found.fields.items()}
    texts = [(name, places[name][0]) for name in TEXT if name in places]
    dates = [(name, places[name][0], found.dates.get(name) == "day") for name in DATES if name in places]
    money = [(name, places[name][0]) for name in MONEY if name in places]
    claim_at = places["claim"][0]

    def take(cells: list[str]) -> tuple[str, dict[str, Any]]:
        claim = cells[claim_at].strip()
        if not claim:
            raise ValueError("it has no claim number")
        if TOTALS.fullmatch(claim):
            raise ValueError("it is no claim but a total")
        body: dict[str, Any] = {}
        for name, at in texts:
            if value := cells[at].strip():
                body[name] = value
        for name, at, day_first in dates:
            if (value := cells[at].strip()) and value not in ("0000-00-00", "00/00/0000"):
                try:
                    body[name] = iso_date(value, day_first)
                except ValueError as fault:
                    if name in found.assumed:
                        _doubt_order(labels[name], value, found.dates[name])
                    raise ValueError(f"{labels[name]}: {fault}") from None
        for name, at in money:
            if value := cells[at].strip():
                try:
                    body[name] = cents(value)
                except ValueError as fault:
                    raise ValueError(f"{labels[name]}: {fault}") from None
        _codes(body, cells, places)
        _standing(body, cells, places)
        _check(body)
        return claim, body

    return take


def _doubt_order(column: str, value: str, assumed: Order) -> None:
    """Raises Refusal when a date far down in a file belies the order that its head left open."""
    if order_of(value) not in (None, "either", assumed):
        other: Order = "month" if assumed == "day" else "day"
        raise Refusal(
            f"{column} was taken for {WORDS[assumed]}, but holds '{value}'. Nothing was imported: its dates are "
            f"probably {WORDS[other]} ('--dates {other}-first')."
        )


def _codes(body: dict[str, Any], cells: list[str], places: dict[str, tuple[int, ...]]) -> None:
    if "cpt" in places and (value := cells[places["cpt"][0]].strip()):
        body["cpt"] = value.upper()
    if "modifier" in places and (found := [cells[at].strip() for at in places["modifier"] if cells[at].strip()]):
        body["modifier"] = ",".join(found).upper()
    if "dx" in places:
        codes = [code for at in places["dx"] for code in diagnoses(cells[at])]
        if codes:
            body["dx"] = list(dict.fromkeys(codes))
    pairs: list[tuple[str, str]] = []
    remarks: list[str] = []
    for at in places.get("carc", ()):
        found_pairs, found_remarks = adjustment_reasons(cells[at])
        pairs += found_pairs
        remarks += found_remarks
    for at in places.get("rarc", ()):
        remarks += [piece for piece in re.split(r"[,;|^\s/]+", cells[at].upper()) if piece]
    if pairs:
        group = body.pop("group", "").upper()
        body["reasons"] = [[own or group or "CO", code] for own, code in dict.fromkeys(pairs)]
    if remarks:
        body["remarks"] = list(dict.fromkeys(remarks))


def _standing(body: dict[str, Any], cells: list[str], places: dict[str, tuple[int, ...]]) -> None:
    if "status" in places and (value := cells[places["status"][0]].strip()):
        body["status"] = standing(value) or "pending"
    if "frequency" in places and (value := cells[places["frequency"][0]].strip().lower()):
        body["frequency"] = _FREQUENCY.get(value, value[:1])


@lru_cache(maxsize=4096)
def standing(words: str) -> Standing | None:
    """What a status says, by the longest known word in it; None when nothing of it is known."""
    known = tables.columns().standing
    folded = re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()
    if folded in known:
        return known[folded]
    padded = f" {folded} "
    fitting = [word for word in known if f" {word} " in padded]
    return known[max(fitting, key=len)] if fitting else None


def _check(body: dict[str, Any]) -> None:
    submitted, dos = body.get("submitted"), body.get("dos")
    if submitted and dos and submitted < dos:
        raise ValueError(f"it was submitted on {submitted}, before its date of service {dos}")
    if body.get("charge", 0) < 0 and body.get("frequency") != "8":
        raise ValueError("its charge is negative")
