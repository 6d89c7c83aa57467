"""Recognises what the columns of an export mean: by their names, checked against what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from pydantic import Field as PydanticField

from scribe_app.billing import tables
from scribe_app.billing.date_order import Order, order_of, orders
from scribe_app.billing.delimited import Row, Source, rows
from scribe_app.billing.tables import Content, Field, Table
from scribe_app.billing.values import adjustment_reasons, cents, diagnoses, iso_date
from scribe_app.errors import Refusal

HEADER_WITHIN = 20
SAMPLE = 200
FITTING = 0.6
# A column of this name whose cells cannot be read would quietly leave out what the figures stand on.
NEEDED_SOUND = ("charge", "paid", "dos", "submitted")
ONE_OF = ("charge", "paid", "status", "carc")


class Recognised(Table):
    """What stands for what: field id → the header texts of its columns. `unused`: the columns left alone.

    `dates`: the order of each field of dates where it matters; `assumed`: those whose cells do not tell it.
    """

    header: tuple[str, ...]
    header_line: int
    fields: dict[str, tuple[str, ...]]
    unused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    dates: dict[str, Order] = PydanticField(default_factory=dict)
    assumed: tuple[str, ...] = ()

    def places(self) -> dict[str, tuple[int, ...]]:
        """Field id → indices of its columns."""
        return {name: tuple(self.header.index(column) for column in found) for name, found in self.fields.items()}


def recognise(
    source: Source,
    overrides: Mapping[str, Sequence[str]] | None = None,
    date_order: Order | None = None,
    saved_orders: Mapping[str, Order] | None = None,
) -> Recognised:
    """Finds the header and what its columns mean. `overrides` (field id → columns) goes before everything found;
    `date_order` and `saved_orders` count for dates that could be read either way.

    Raises Refusal when there is no header or an override names what is not there. Doubts are returned, not raised.
    """
    head = list(islice(rows(source), HEADER_WITHIN + SAMPLE))
    header = _header(head)
    names = _unique([cell.strip() for cell in header.cells])
    sample = [row.cells for row in head if row.line > header.line and len(row.cells) == len(names)]
    values = {
        name: [row[place].strip() for row in sample if row[place].strip()] for place, name in enumerate(names)
    }
    fields, doubts = _given(names, overrides or {}), []
    taken = {column for found in fields.values() for column in found}
    for field in tables.columns().field:
        if field.id in fields:
            continue
        ranked = sorted(
            (rank, place, name)
            for place, name in enumerate(names)
            if name not in taken and (rank := _rank(name, field, values[name])) is not None
        )
        if not ranked:
            if field.id in NEEDED_SOUND and (misfit := _named(names, field, taken)):
                doubts.append(f"{field.label}: column '{misfit}' does not hold what its name says")
            continue
        if field.many:
            fields[field.id] = tuple(name for _, _, name in sorted(ranked, key=lambda entry: _order(field, entry)))
        else:
            best = [name for rank, _, name in ranked if rank == ranked[0][0]]
            if len(best) > 1:
                doubts.append(f"{field.label}: {' or '.join(best)}")
            fields[field.id] = (best[0],)
        taken |= set(fields[field.id])
    if "dx" not in fields:
        found = tuple(name for name in names if name not in taken and _dotted(values[name]))
        if found:
            fields["dx"] = found
            taken |= set(found)
    if "claim" not in fields and "visit" in fields:
        fields["claim"] = fields["visit"]
    dated = [field for field in tables.columns().field if field.content == "date" and field.id in fields]
    told = orders({field.id: values[fields[field.id][0]] for field in dated}, date_order, saved_orders)
    doubts += [
        f"{field.label}: '{fields[field.id][0]}' holds dates with the day first and others with the month first"
        for field in dated
        if field.id in told.mixed
    ]
    return Recognised(
        header=tuple(names),
        header_line=header.line,
        fields=fields,
        unused=tuple(name for name in names if name not in taken),
        doubts=tuple(doubts),
        dates=told.found,
        assumed=told.assumed,
    )


def require(found: Recognised) -> None:
    """Raises Refusal, naming the columns, when the file cannot be imported without somebody's word."""
    if "claim" not in found.fields:
        raise Refusal(
            f"No column with the claim number was recognised among: {', '.join(found.header)}. "
            "Name it with --map claim=COLUMN."
        )
    if not any(name in found.fields for name in ONE_OF):
        raise Refusal(
            f"Neither charge, payment, status nor denial reason was recognised among: {', '.join(found.header)}. "
            "Name one with --map charge=COLUMN."
        )
    if found.doubts:
        raise Refusal(
            f"Not all columns are clear ({'; '.join(found.doubts)}). Nothing was imported: name the right one, "
            "for instance with --map paid=COLUMN; the choice is remembered."
        )


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A header as it is compared: lower case, camel case and punctuation taken apart."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return re.sub(r"[^a-z0-9#]+", " ", apart.lower()).strip()


def _header(head: Sequence[Row]) -> Row:
    known = {fold(alias) for field in tables.columns().field for alias in field.aliases}

    def score(row: Row) -> int:
        return sum(_stem(fold(cell)) in known or fold(cell) in known for cell in row.cells if cell.strip())

    best = max(head[:HEADER_WITHIN], key=score, default=None)
    if best is None or score(best) < 2:
        raise Refusal(
            "No line with column names was found at the top of the file. Export the claims with their header, "
            "as CSV with one row for each claim or service line."
        )
    return best


def _stem(name: str) -> str:
    """The name of a numbered column without its number: "dx 3" → "dx"."""
    return re.sub(r"\s*\d{1,2}$", "", name)


def _rank(name: str, field: Field, values: Sequence[str]) -> int | None:
    """How sure the name is (0 is surest), or None when name or content do not fit."""
    aliases = [fold(alias) for alias in field.aliases]
    folded = fold(name)
    if folded in aliases:
        rank = aliases.index(folded)
    elif field.many and _stem(folded) in aliases:
        rank = aliases.index(_stem(folded))
    else:
        return None
    return rank if not values or _fits(field.content, values) else None


def _named(names: Sequence[str], field: Field, taken: set[str]) -> str:
    """A column named like the field, whatever stands in it."""
    aliases = {fold(alias) for alias in field.aliases}
    return next((name for name in names if name not in taken and fold(name) in aliases), "")


def _order(field: Field, entry: tuple[int, int, str]) -> tuple[int, int]:
    """First-listed diagnosis first, wherever its column stands."""
    _, place, name = entry
    first = field.id == "dx" and re.search(r"\b(primary|principal|first)\b", fold(name)) is not None
    return (0 if first else 1, place)


def _fits(content: Content, values: Sequence[str]) -> bool:
    if content in ("text", "rarc"):
        return True
    return sum(_is(content, value) for value in values) >= FITTING * len(values)


def _is(content: Content, value: str) -> bool:
    try:
        if content == "date":
            iso_date(value, order_of(value) == "day")
        elif content == "money":
            cents(value)
        elif content == "icd":
            diagnoses(value)
        elif content == "cpt":
            return re.fullmatch(r"[A-Za-z]?\d{4,5}[A-Za-z]?([-:, ].*)?", value) is not None
        elif content == "carc":
            return any(adjustment_reasons(value))
        elif content == "status":
            return re.fullmatch(r"[A-Za-z][A-Za-z /()-]*|\d", value) is not None
        elif content == "frequency":
            return re.fullmatch(r"[1-9]|original|replacement|corrected|void", value.lower()) is not None
    except ValueError:
        return False
    return True


def _dotted(values: Sequence[str]) -> bool:
    """Unmistakable diagnosis codes: with a dot, in most cells. Remark codes such as M54 look like headers."""
    return bool(values) and sum("." in value and _is("icd", value) for value in values) >= FITTING * len(values)


def _given(names: Sequence[str], overrides: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    known = tables.columns().by_id
    fields = {}
    for field, columns in overrides.items():
        if field not in known:
            raise Refusal(f"There is no field '{field}'. Fields: {', '.join(known)}.")
        found = []
        for column in columns:
            match = next((name for name in names if name == column or fold(name) == fold(column)), None)
            if match is None:
                raise Refusal(f"There is no column '{column}'. Columns: {', '.join(names)}.")
            found.append(match)
        if found:
            fields[field] = tuple(found)
    return fields


def _unique(names: Sequence[str]) -> list[str]:
    """Header texts, numbered where one stands twice ("Date", "Date (2)") or where it is blank."""
    seen: dict[str, int] = {}
    result = []
    for place, name in enumerate(names, start=1):
        name = name or f"Column {place}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result
