"""The facts of billing: column names, remittance reasons, retired codes, definitions. All are data files."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from scribe_app.errors import Refusal

Content = Literal["text", "date", "money", "icd", "cpt", "carc", "rarc", "status", "frequency"]
Tie = Literal["direct", "some", "weak", "none"]
Standing = Literal["paid", "denied", "rejected", "accepted", "pending", "unbilled", "void", "appeal"]


class Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(Table):
    """One kind of column; see the head of columns.toml."""

    id: str
    label: str
    content: Content
    aliases: tuple[str, ...]
    many: bool = False


class Columns(Table):
    field: tuple[Field, ...]
    status: dict[Standing, tuple[str, ...]]

    @cached_property
    def by_id(self) -> dict[str, Field]:
        return {field.id: field for field in self.field}

    @cached_property
    def standing(self) -> dict[str, Standing]:
        """The meaning of each status word, in lower case."""
        return {word: meaning for meaning, words in self.status.items() for word in words}


class Carc(Table):
    code: str
    meaning: str
    denial: bool
    tie: Tie
    remarks: tuple[str, ...] = ()


class Rarc(Table):
    code: str
    meaning: str
    diagnosis: bool


class ClaimStatus(Table):
    """The values of CLP02 by what they say of the claim."""

    primary: tuple[str, ...]
    other_payer: tuple[str, ...]
    not_recognised: tuple[str, ...]
    reversal: tuple[str, ...]
    forwarded: tuple[str, ...]
    predetermination: tuple[str, ...]


class Acknowledgement(Table):
    """Categories of STC01 that settle a claim's front-end status."""

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


class Reasons(Table):
    patient_group: str
    acknowledgement: Acknowledgement
    claim_status: ClaimStatus
    carc: tuple[Carc, ...]
    rarc: tuple[Rarc, ...]

    @cached_property
    def carcs(self) -> dict[str, Carc]:
        return {entry.code: entry for entry in self.carc}

    @cached_property
    def rarcs(self) -> dict[str, Rarc]:
        return {entry.code: entry for entry in self.rarc}

    def denies(self, group: str, code: str) -> bool:
        """True when an unpaid amount under this reason is denied. A reason that is not listed denies."""
        if group == self.patient_group:
            return False
        known = self.carcs.get(code)
        return known.denial if known else True

    def tie(self, code: str, remarks: tuple[str, ...] | list[str]) -> Tie:
        """How far the reason points at the diagnosis, given the remark codes beside it."""
        known = self.carcs.get(code)
        if known is None:
            return "none"
        if known.remarks and not set(known.remarks) & set(remarks):
            return "none"
        return known.tie

    def meaning(self, code: str) -> str:
        known = self.carcs.get(code)
        return known.meaning if known else "not in the table of this program"


class RetiredCode(Table):
    code: str
    now: tuple[str, ...]
    last_day: date | None = None


class Retired(Table):
    code: tuple[RetiredCode, ...]

    @cached_property
    def by_code(self) -> dict[str, RetiredCode]:
        return {entry.code: entry for entry in self.code}

    def hit(self, code: str, on: str) -> bool:
        """True when `code` was not valid on the ISO date `on`."""
        known = self.by_code.get(code)
        return known is not None and (known.last_day is None or on > known.last_day.isoformat())


class Definition(Table):
    """The words of one figure, shown beside it."""

    id: str
    name: str
    unit: Literal["share", "days"]
    numerator: str
    denominator: str
    source: str
    caution: str = ""
    money: bool = False


class QualityDefinition(Table):
    """A thing that a signed note should say; `published` is the per cent that human notes reached."""

    id: str
    name: str
    paths: tuple[str, ...]
    published: int


class Definitions(Table):
    figure: tuple[Definition, ...]
    quality: tuple[QualityDefinition, ...]

    @cached_property
    def by_id(self) -> dict[str, Definition]:
        return {entry.id: entry for entry in self.figure}


Model = TypeVar("Model", bound=Table)


@lru_cache(maxsize=1)
def columns() -> Columns:
    return _load("columns.toml", Columns)


@lru_cache(maxsize=1)
def reasons() -> Reasons:
    return _load("reasons.toml", Reasons)


@lru_cache(maxsize=1)
def retired() -> Retired:
    return _load("retired.toml", Retired)


@lru_cache(maxsize=1)
def definitions() -> Definitions:
    return _load("figures.toml", Definitions)


def _load(name: str, model: type[Model]) -> Model:
    text = (resources.files("scribe_app.billing") / "data" / name).read_text(encoding="utf-8")
    try:
        return model.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        raise Refusal(f"The table {name} of the billing side cannot be used: {fault}") from fault
