"""Excludes1 read from the official list by another way than the product's: the XML with its parents at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_NAMED = re.compile(r"([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]+)?)(?:\.?-)?(?=[,;)]|$)")


def excluded_pairs(package: Path, homes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs (code at home, code named), where a note of the code or of anything above it names one plain code."""
    root = ElementTree.parse(next(Path(package, "data").glob("*tabular*.xml"))).getroot()
    pairs: list[tuple[str, str]] = []
    for section in root.iter("section"):
        for code, notes in _codes(section, []):
            if code.startswith(homes):
                for note in notes:
                    pairs += [(code, named) for named in _NAMED.findall(note) if named != code]
    return [pair for pair in pairs if not pair[0].startswith(pair[1])]


def _codes(element: ElementTree.Element, above: list[str]) -> Iterator[tuple[str, list[str]]]:
    notes = above + [
        bracket
        for group in element.findall("excludes1")
        for note in group
        for bracket in re.findall(r"\(([^()]*)\)", note.text or "")
        if "with" not in bracket
    ]
    if element.tag == "diag":
        yield element.findtext("name", ""), notes
    for child in element.findall("diag"):
        yield from _codes(child, notes)
