"""Builds the code tables of the pack from an official ICD-10-CM tabular list (XML).

    python -m scribe_app.rules.icd_release                               from the list inside simple-icd-10-cm
    python -m scribe_app.rules.icd_release TABULAR.xml --release "..."   from a newer official release

Used when the tables are made, never while the program runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from scribe_app.errors import Refusal
from structuring.coding.notes import covers, patterns_in, plain

PACK = Path(__file__).parents[2] / "structuring" / "packs" / "lumbar_pain"
BUNDLED_RELEASE = "ICD-10-CM 2026, tabular list, update of April 1 2026"
_NOTES = ("excludes1", "excludes2", "codeFirst", "useAdditionalCode", "codeAlso")


def build(tabular: bytes, file: str, release: str, scope: list[str]) -> dict[str, Any]:
    """The tables as plain data. Raises Refusal when the XML is no tabular list or its codes do not nest."""
    try:
        root = ElementTree.fromstring(tabular)
    except ElementTree.ParseError as fault:
        raise Refusal(f"{file} is no tabular list of ICD-10-CM: {fault}.") from fault
    if root.find("chapter") is None:
        raise Refusal(f"{file} is no tabular list of ICD-10-CM: it has no chapters.")
    wanted = [f"{entry}00-{entry}9Z" if len(entry) == 1 else entry for entry in scope]
    tables = _Collector(wanted)
    for chapter in root.iter("chapter"):
        tables.chapter(chapter)
    return {
        "release": {
            "name": release,
            "version": root.findtext("version", ""),
            "file": file,
            "sha256": hashlib.sha256(tabular).hexdigest(),
            "codes": sum(len(suffixes) for suffixes in tables.suffixes.values()),
        },
        "codes": {category: " ".join(suffixes).strip() for category, suffixes in sorted(tables.suffixes.items())},
        "seventh": tables.seventh,
        "descriptions": tables.descriptions,
        "inclusion": tables.inclusion,
        "notes": tables.notes,
    }


class _Collector:
    def __init__(self, scope: list[str]) -> None:
        self.scope = scope
        self.suffixes: dict[str, list[str]] = defaultdict(list)
        self.seventh: dict[str, dict[str, str]] = {}
        self.descriptions: dict[str, str] = {}
        self.inclusion: dict[str, list[str]] = {}
        self.notes: dict[str, list[list[Any]]] = {name: [] for name in _NOTES}

    def chapter(self, chapter: ElementTree.Element) -> None:
        sections = [section.get("id", "") for section in chapter.iter("section")]
        whole = f"{sections[0].partition('-')[0]}-{sections[-1].rpartition('-')[2]}" if sections else ""
        self._own_notes(chapter, whole)
        for section in chapter.iter("section"):
            block = section.get("id", "")
            self._own_notes(section, block if "-" in block else f"{block}-{block}")
            for diagnosis in section.findall("diag"):
                self._diagnosis(diagnosis, "")

    def _diagnosis(self, element: ElementTree.Element, parent: str) -> None:
        code = plain(element.findtext("name", "").strip())
        if not code.startswith(parent):
            raise Refusal(f"The list puts {code} below {parent}; this program cannot read such a list.")
        self.suffixes[code[:3]].append(code[3:])
        if (extensions := element.find("sevenChrDef")) is not None:
            self.seventh[code] = {
                extension.get("char", "").upper(): _text(extension) for extension in extensions.iter("extension")
            }
        if self._in_scope(code):
            self.descriptions[code] = element.findtext("desc", "").strip()
            terms = [_text(note) for group in element.findall("inclusionTerm") for note in group]
            if terms:
                self.inclusion[code] = terms
        self._own_notes(element, code)
        for child in element.findall("diag"):
            self._diagnosis(child, code)

    def _own_notes(self, element: ElementTree.Element, at: str) -> None:
        for kind in _NOTES:
            for group in element.findall(kind):
                for note in group:
                    self._note(kind, at, _text(note))

    def _note(self, kind: str, at: str, text: str) -> None:
        named = list(patterns_in(text))
        near = self._in_scope(at.partition("-")[0]) or ("-" in at and any(covers(at, s[:3]) for s in self.scope))
        if near:
            self.notes[kind].append([at, named, re.sub(r"\s*\([^()]*\d[^()]*\)", "", text) if named else text])
        elif named and kind == "excludes1":
            self.notes[kind].append([at, named])

    def _in_scope(self, code: str) -> bool:
        return any(covers(entry, code[:3]) for entry in self.scope)


def _text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def bundled_tabular() -> Path:
    """The tabular list inside the package simple-icd-10-cm, found without importing it (that takes seconds)."""
    spec = find_spec("simple_icd_10_cm")
    folders = list(spec.submodule_search_locations or []) if spec else []
    files = sorted(Path(folders[0], "data").glob("*tabular*.xml")) if folders else []
    if not files:
        raise Refusal(
            "The package simple-icd-10-cm is not installed. Install the extra 'dev', or name a tabular list."
        )
    return files[-1]


def write(tables: dict[str, Any], target: Path) -> None:
    """Writes the tables, one category, code or note a line, through a temporary file."""
    parts = []
    for name, part in tables.items():
        rows: list[str]
        if name == "notes":
            rows = [
                f"{json.dumps(kind)}: [\n" + ",\n".join(_json(note) for note in notes) + "\n]"
                for kind, notes in part.items()
            ]
        else:
            rows = [f"{_json(key)}: {_json(value)}" for key, value in part.items()]
        parts.append(f"{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}")
    temporary = target.with_suffix(".tmp")
    temporary.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    temporary.replace(target)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scribe_app.rules.icd_release", description=__doc__)
    parser.add_argument("tabular", nargs="?", type=Path, help="tabular list (XML) as CMS and NCHS publish it")
    parser.add_argument("--release", default=BUNDLED_RELEASE, help="name of the release, shown on screen")
    parser.add_argument("--out", type=Path, default=PACK / "icd10cm.json")
    parser.add_argument("--scope", type=Path, default=PACK / "coding_tables.toml", help="rule file with the scope")
    args = parser.parse_args(arguments)
    try:
        if args.tabular and args.release == BUNDLED_RELEASE:
            raise Refusal(
                "Name the release of this list with --release, so that it can be shown beside each code."
            )
        source = args.tabular or bundled_tabular()
        try:
            tabular = source.read_bytes()
            scope = tomllib.loads(args.scope.read_text(encoding="utf-8"))["scope"]
        except (OSError, KeyError, tomllib.TOMLDecodeError) as fault:
            raise Refusal(f"The list or its scope cannot be read: {fault}.") from fault
        tables = build(tabular, source.name, args.release, scope)
        write(tables, args.out)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(f"{args.out}: {tables['release']['name']}, {tables['release']['codes']} codes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
