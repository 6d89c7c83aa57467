"""A pack is the clinical knowledge of one complaint: a set of TOML files that a clinician can read and correct.

The texts are handed in; nothing is read from disk here. Each part of the engine names its file and the model
that the file must satisfy, so a fault is reported with file, place and reason before a visit begins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from structuring.toml_lines import line_of

Model = TypeVar("Model", bound=BaseModel)


class RuleError(ValueError):
    """A rule file that cannot be used; the message names file, line where known, and reason."""


class Misplaced(ValueError):
    """For a model that checks rules against one another: the reason, and the place of the rule at fault."""

    def __init__(self, place: tuple[str | int, ...], reason: object) -> None:
        super().__init__(str(reason))
        self.place = place


class Pack:
    """The rule files of one complaint, by file name ("coding.toml"), each parsed and validated once."""

    def __init__(self, name: str, texts: Mapping[str, str]) -> None:
        self.name = name
        self._texts = dict(texts)
        self._sections: dict[tuple[str, type[BaseModel]], BaseModel] = {}

    def text(self, file: str) -> str:
        """The text of one rule file. Raises RuleError when the pack has no such file."""
        try:
            return self._texts[file]
        except KeyError:
            raise RuleError(f"The pack '{self.name}' has no file {file}.") from None

    def files(self) -> tuple[str, ...]:
        """The names of all files of the pack, sorted."""
        return tuple(sorted(self._texts))

    def has(self, file: str) -> bool:
        return file in self._texts

    def section(self, file: str, model: type[Model]) -> Model:
        """One TOML file of the pack as `model`. Raises RuleError with file, place and reason."""
        key = (file, model)
        if key not in self._sections:
            self._sections[key] = _parse(file, self.text(file), model)
        found = self._sections[key]
        assert isinstance(found, model)
        return found


def _parse(file: str, text: str, model: type[Model]) -> Model:
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise RuleError(f"{file}: {fault}.") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        place = first["loc"]
        cause = first.get("ctx", {}).get("error")
        if isinstance(cause, Misplaced):
            place = (*place, *cause.place)
        reason = first["msg"].removeprefix("Value error, ").removesuffix(".")
        where = f"line {line_of(text, place, first['input'])}: {'.'.join(map(str, place))}: " if place else ""
        raise RuleError(f"{file}: {where}{reason}.") from fault
