"""The rules on paper: one page for staff (PDF), and the Excludes1 pairs for edit rules (CSV).

Both are made from the rule files that the program itself uses, so that print and program cannot disagree.
"""

from __future__ import annotations

import csv
import os
import sys
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from scribe_app.errors import Refusal
from structuring.checklist import FILE as CHECKLIST_FILE
from structuring.checklist import ChecklistRules
from structuring.coding.excludes import between, shown_at
from structuring.coding.lookup import printed
from structuring.coding.notes import covers, dotted, plain
from structuring.coding.rules import TREE_FILE, TreeRules
from structuring.coding.tables import Tables, tables_of
from structuring.pack import Pack

_ON_THE_SHEET = ("M54.50", "M54.41", "M54.31")  # one code of each family: the notes stand at the families
_BESIDE_THE_TREE = (
    "The tabular list is asked beside the tree: a strain, sciatica, disc or facet diagnosis has its own code. "
    "Where the two differ, ask; an uncertain diagnosis is not coded."
)
_FIELDS = ("code_a", "description_a", "code_b", "description_b", "note_at", "note", "source", "action", "release")


def write_pairs(tables: Tables, target: Path, day: date) -> int:
    """Every pair with a low back pain code on one side, complete codes only, and the guide's own pairs marked as
    such. Returns how many. Raises Refusal when the file cannot be written."""
    temporary = target.with_name(target.name + ".tmp")
    count = 0
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(_FIELDS)
            for row in _pairs(tables, day):
                rows.writerow(row)
                count += 1
        temporary.replace(target)
    except OSError as fault:
        raise Refusal(f"{target} cannot be written: {fault.strerror or fault}.") from fault
    return count


def _pairs(tables: Tables, day: date) -> Iterator[tuple[str, ...]]:
    action = {"block": "not together unless unrelated", "warn": "review", "info": "for information"}
    for one, other in sorted(_candidates(tables, day)):
        found = between(tables, one, other, day)
        if found is not None:
            what = f"keep {found.keep}" if found.keep else action[found.severity]
            yield (
                one,
                tables.description(one),
                other,
                tables.description(other),
                found.at,
                found.note,
                found.source,
                what,
                tables.release,
            )


def _candidates(tables: Tables, day: date) -> set[tuple[str, str]]:
    """Pairs in which a note of one names the other and one is of the families written out; each pair once."""
    universe = sorted(plain(code) for code in _complete(tables, day))
    families = tuple(map(plain, tables.rules.pair_families))
    homes = [bare for bare in universe if bare.startswith(families)]
    named: dict[str, set[str]] = {}  # what a pattern covers, looked up once

    def partners(one: str) -> set[str]:
        patterns = {pattern for note in tables.notes(one) for pattern in note.codes}
        for pattern in patterns - named.keys():
            named[pattern] = set(_covered(pattern, universe))
        return set().union(*(named[pattern] for pattern in patterns))

    found = {(home, other) for home in homes for other in partners(home)}
    found |= {(home, other) for other in universe for home in partners(other).intersection(homes)}
    for pair in tables.rules.guide_pair:
        found |= {
            (one, other)
            for one in _covered(plain(pair.a), universe)
            for other in _covered(plain(pair.b), universe)
        }
    kept = {(one, other) for one, other in found if one != other and ((other, one) not in found or one < other)}
    return {(str(dotted(one)), str(dotted(other))) for one, other in kept}


def _covered(pattern: str, universe: list[str]) -> list[str]:
    if pattern.isalnum():
        return universe[bisect_left(universe, pattern) : bisect_left(universe, pattern + "~")]
    return [bare for bare in universe if covers(pattern, bare)]


def _complete(tables: Tables, day: date) -> Iterator[str]:
    """Complete codes in the tables' scope, without seventh characters (a note never tells them apart)."""
    for bare in tables.described():
        code = str(dotted(bare))
        if tables.status(code, day).kind in ("billable", "incomplete"):
            yield code


def write_sheet(pack: Pack, target: Path) -> None:
    """One page: the seven elements, the guide's tree, the pairs of notes. Raises Refusal when it cannot be written
    or would not fit one page."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtCore import QMarginsF
        from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument
    except ImportError as fault:
        raise Refusal(f"Qt cannot be loaded, so no page can be printed: {fault}.") from fault
    application = QGuiApplication.instance() or QGuiApplication([])
    if not target.parent.is_dir():
        raise Refusal(f"There is no folder {target.parent}.")
    temporary = target.with_name(target.name + ".tmp")
    writer = QPdfWriter(str(temporary))
    writer.setTitle("Documentation of low back pain")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, QMarginsF(36, 30, 36, 30)
        )
    )
    writer.setResolution(300)
    document = QTextDocument()
    page = writer.pageLayout().paintRectPixels(300).size()
    for points in (8.0, 7.5, 7.0, 6.5, 6.0):  # the largest type that fits one page
        document.setDefaultStyleSheet(_style(points))
        document.setHtml(sheet_html(pack))
        document.documentLayout().setPaintDevice(writer)
        document.setPageSize(page.toSizeF())
        document.setDocumentMargin(0)
        if document.pageCount() == 1:
            break
    else:
        raise Refusal("The rules have grown beyond one page; shorten a rule file's words.")
    document.print_(writer)
    del writer
    del application
    try:
        temporary.replace(target)
    except OSError as fault:
        raise Refusal(f"{target} cannot be written: {fault.strerror or fault}.") from fault


def _style(points: float) -> str:
    return (
        f"body, td, p {{ font-family: 'DejaVu Sans', 'Helvetica', 'Arial'; font-size: {points}pt; }}"
        f"h1 {{ font-size: {points + 5}pt; margin: 0; }} h2 {{ font-size: {points + 2}pt; margin: 6px 0 2px 0; }}"
        "td { padding: 1px 6px 1px 0; vertical-align: top; } p { margin: 1px 0; } .small { color: #444444; }"
    )


def sheet_html(pack: Pack) -> str:
    """The page as HTML, from the rule files."""
    tables = tables_of(pack)
    tree = pack.section(TREE_FILE, TreeRules)
    checklist = pack.section(CHECKLIST_FILE, ChecklistRules)
    parts = ["<h1>Low back pain: what to document</h1>", "<h2>Seven elements</h2><table>"]
    for element in checklist.element:
        labels = "; ".join(escape(line.label) for line in element.line)
        first = min(element.line, key=lambda line: line.order)
        parts.append(f"<tr><td><b>{escape(element.label)}</b></td><td>{labels}</td>")
        parts.append(f"<td><i>{escape(first.ask)}</i></td></tr>")
    parts.append("</table><h2>The guide's decision tree, in its order</h2><table>")
    parts.append(_row("", tree.region.otherwise_words, f"<b>{tree.region.otherwise}</b>"))
    for branch in tree.branch:
        code = f"{branch.family}.-" if branch.family else _shown_code(branch.code)
        parts.append(_row(str(branch.number), branch.words, f"<b>{code}</b>"))
    parts.append(_row("", tree.otherwise.words, f"<b>{tree.otherwise.code}</b>"))
    parts.append(f"</table><p class='small'>{_BESIDE_THE_TREE}</p>")
    parts.append("<h2>Not together, unless the conditions are unrelated (Excludes1)</h2><table>")
    for a, b, text in dict.fromkeys(_sheet_pairs(tables)):
        parts.append(_row(f"<b>{a}</b>", f"<b>{b}</b>", escape(text), plain_text=False))
    parts.append("</table><h2>Retired codes</h2><table>")
    for change in tables.rules.change:
        if change.retired:
            text = f"{', '.join(change.successors)}: {escape(change.note)}"
            parts.append(_row(f"<b>{change.retired}</b>", f"from {change.day}", text, plain_text=False))
    parts.append(f"</table><p class='small'>{escape(tables.release)}. {escape(tables.rules.later_releases)}</p>")
    return "".join(parts)


def _row(first: str, second: str, third: str, *, plain_text: bool = True) -> str:
    middle = escape(second) if plain_text else second
    return f"<tr><td>{first}</td><td>{middle}</td><td>{third}</td></tr>"


def _shown_code(pattern: str) -> str:
    return pattern.partition("{")[0] + ("-" if "{" in pattern else "")


def _sheet_pairs(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """The tabular's notes at the low back pain codes, and the guide's own pairs, marked."""
    for code in _ON_THE_SHEET:
        for note in tables.notes(code):
            named = ", ".join(printed(tables, one) for one in note.codes)
            if named:
                at = shown_at(note.at)
                yield at if at.startswith("block") else printed(tables, note.at), named, note.text
    for pair in tables.rules.guide_pair:
        yield pair.a, pair.b, f"the guide's pair, not the tabular's: {pair.note}"
