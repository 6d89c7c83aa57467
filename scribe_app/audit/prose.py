"""Takes codes out of running text: only what cannot be anything else."""

from __future__ import annotations

import re
from datetime import date

from structuring.coding.notes import dotted
from structuring.coding.tables import Tables

_DOTTED = re.compile(r"(?<![A-Za-z0-9.])([A-Za-z]\d[0-9A-Za-z]\.[0-9A-Za-z]{1,4})(?![A-Za-z0-9-])(?!\.\d)")
_BARE = re.compile(r"(?<![A-Za-z0-9.])([A-Z]\d[0-9A-Z]{2,5})(?![A-Za-z0-9-])")
# The families this program is about. Of others only codes that exist count, and none that may be a version.
_BACK = {"M43", "M46", "M47", "M48", "M51", "M53", "M54", "M62", "M79", "G89", "S33", "S39"}
_NOT_IN_PROSE = frozenset("VWXYabcdefghijklmnopqrstuvwxyz")


def codes_in_prose(tables: Tables, text: str, day: date) -> list[str]:
    """The codes written in a line, each once, in order: dotted ("M54.5"), or without the dot in the families this
    program is about ("M545"). Spine levels, remark codes and families ("M54.5x", "M54.5-") are none."""
    codes = []
    for match in _DOTTED.finditer(text):
        if match[1].endswith("x") or text[match.end() : match.end() + 1] == "-":
            continue
        code = dotted(match[1])
        if code and _may_stand(tables, match[1], code, day):
            codes.append(code)
    for match in _BARE.finditer(text):
        code = dotted(match[1])
        if code and code[:3] in _BACK and tables.status(code, day).kind != "unknown":
            codes.append(code)
    for entry in tables.rules.foreign:
        if re.search(rf"(?<![\d.]){re.escape(entry.code)}(?!\d)", text):
            codes.append(entry.code)
    return list(dict.fromkeys(codes))


def _may_stand(tables: Tables, written: str, code: str, day: date) -> bool:
    if code[:3] in _BACK:
        return True
    return written[0] not in _NOT_IN_PROSE and tables.status(code, day).kind != "unknown"
