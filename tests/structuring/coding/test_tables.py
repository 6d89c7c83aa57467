"""The code tables by date, and Excludes1 against the tabular list itself."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scribe_app.rules.knowledge import load_pack
from structuring.coding.excludes import between
from structuring.coding.lookup import entry, search
from structuring.coding.notes import covers, dotted, patterns_in, plain
from structuring.coding.tables import tables_of
from tests.structuring.coding.tabular_list import excluded_pairs

TABLES = tables_of(load_pack())
APRIL = date(2026, 4, 1)
RULES = Path(__file__).parents[4] / "shared" / "reference" / "coding_rules.json"


def official_list() -> Path:
    """The folder of simple-icd-10-cm, found without its slow import."""
    found = importlib.util.find_spec("simple_icd_10_cm")
    if found is None or not found.submodule_search_locations:
        pytest.skip("simple-icd-10-cm, which carries the official list, is not installed")
    return Path(found.submodule_search_locations[0])


@pytest.mark.parametrize(
    ("code", "last_day", "first_bad_day", "successors"),
    [
        ("M54.5", date(2021, 9, 30), date(2021, 10, 1), ("M54.50", "M54.51", "M54.59")),
        ("M51.36", date(2024, 9, 30), date(2024, 10, 1), ("M51.360", "M51.361", "M51.362", "M51.369")),
        ("M51.37", date(2024, 9, 30), date(2024, 10, 1), ("M51.370", "M51.371", "M51.372", "M51.379")),
        ("M48.06", date(2017, 9, 30), date(2017, 10, 1), ("M48.061", "M48.062")),
        ("M79.1", date(2018, 9, 30), date(2018, 10, 1), ("M79.10", "M79.11", "M79.12", "M79.18")),
        ("R10.2", date(2025, 9, 30), date(2025, 10, 1), ("R10.20", "R10.21", "R10.22", "R10.23", "R10.24")),
    ],
)
def test_a_retired_code_is_good_to_its_last_day_and_offers_all_its_successors_after(
    code, last_day, first_bad_day, successors
):
    assert TABLES.status(code, last_day).billable
    after = TABLES.status(code, first_bad_day)
    assert (after.kind, after.successors) == ("retired", successors)
    for one in successors:
        assert not TABLES.status(one, last_day).billable
        assert TABLES.status(one, first_bad_day).billable


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("M54", "header"),
        ("M54.3", "header"),
        ("M54.4", "header"),
        ("M51.1", "header"),
        ("S39.012", "incomplete"),
        ("S33.5", "incomplete"),
        ("S33.5XXA", "billable"),
        ("S39.012D", "billable"),
        ("S39.012G", "unknown"),
        ("M54.58", "unknown"),
        ("M54.511", "unknown"),
        ("724.2", "foreign"),
        ("m5450", "billable"),
        ("G89.29", "billable"),
        ("M53.2X6", "billable"),
        ("low", "unknown"),
        ("", "unknown"),
    ],
)
def test_codes_are_complete_or_not(code, kind):
    assert TABLES.status(code, APRIL).kind == kind


def test_release_and_hash_of_the_tabular_are_kept():
    assert "2026" in TABLES.release
    assert len(TABLES.sha256) == 64


def test_a_pair_holds_in_both_directions_and_through_parents_and_blocks():
    for one, other in [("M54.50", "M54.41"), ("M54.59", "S39.012A"), ("M54.50", "M46.46"), ("M54.50", "R52")]:
        there, back = between(TABLES, one, other, APRIL), between(TABLES, other, one, APRIL)
        assert there is not None and back is not None
        assert there.source == back.source == "icd10cm"


def test_the_guides_own_pairs_are_marked_as_the_guides():
    disc = between(TABLES, "M54.50", "M51.16", APRIL)
    coccyx = between(TABLES, "M54.50", "M53.3", APRIL)
    assert disc and (disc.source, disc.severity) == ("guide", "warn")
    assert coccyx and (coccyx.source, coccyx.severity) == ("guide", "info")


@pytest.mark.parametrize(
    "other", ["M54.31", "M54.16", "M51.369", "M47.816", "M62.830", "M79.18", "M54.6", "G89.29", "M46.1"]
)
def test_pairs_that_only_look_like_conflicts_are_none(other):
    assert between(TABLES, "M54.50", other, APRIL) is None


def test_a_pair_stands_only_when_both_codes_do():
    assert between(TABLES, "M54.5", "M51.360", date(2021, 9, 1)) is None
    assert between(TABLES, "M54.50", "M51.360", date(2024, 10, 1)) is not None


def test_a_sequela_only_warns():
    found = between(TABLES, "M54.50", "S39.012S", APRIL)
    assert found and found.severity == "warn"


def test_every_pair_of_the_checked_list_and_no_other_by_code():
    if not RULES.exists():
        pytest.skip("the checked list of pairs is not beside this project")
    listed = {frozenset(pair[:2]) for pair in json.loads(RULES.read_text())["excludes1_leaf_pairs"]["pairs"]}
    universe = sorted({code for pair in listed for code in pair})
    found = set()
    for one, other in combinations(universe, 2):
        exclusion = between(TABLES, one, other, APRIL)
        if exclusion and exclusion.source == "icd10cm" and "current injury" not in exclusion.note:
            found.add(frozenset((one, other)))
    assert found == listed


def test_pairs_agree_with_the_tabular_list_read_by_another_way():
    """Every back code against every code, by walking the XML of the official list anew."""
    package = official_list()
    homes = ("M54", "M51", "M47", "M79.1", "M62.83", "S39.01", "G89", "R52")
    want = excluded_pairs(package, homes)
    assert len(want) > 400
    missed = [pair for pair in want if between(TABLES, *pair, APRIL) is None]
    assert missed == []


def test_the_tables_know_every_code_of_the_official_list_and_no_other():
    package = official_list()
    text = Path(package, "data", "code-list-April-2026.txt").read_text()
    codes = [line.strip() for line in text.splitlines() if len(line.strip()) > 2 and "-" not in line]
    unknown = [code for code in codes if not TABLES.exists(code)]
    assert len(codes) > 90_000 and unknown == []
    listed = set(codes)
    for code in codes[::97]:  # one figure changed in every hundredth code
        changed = code[:-1] + ("8" if code[-1] != "8" else "7")
        assert TABLES.exists(changed) == (changed in listed)


@pytest.mark.parametrize(
    ("note", "patterns"),
    [
        ("lumbago due to intervertebral disc displacement (M51.2-)", ("M512",)),
        ("traumatic fracture of vertebra (S12.-, S22.-, S32.-)", ("S12", "S22", "S32")),
        ("sciatica (M54.3-M54.4)", ("M543..M544",)),
        ("traumatic fracture of vertebrae (S12.0-S12.3-, S22.0-, S32.0-)", ("S120..S123", "S220", "S320")),
        ("rupture (nontraumatic) of lumbar disc NOS (M51.- with fifth character 6)", ("M51?6",)),
        ("current injury - see injury of spine by body region", ()),
        ("fracture (S52.- with open fracture 7th character)", ()),
    ],
)
def test_the_codes_of_a_note_are_read(note, patterns):
    assert patterns_in(note) == patterns


@given(st.from_regex(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", fullmatch=True))
def test_a_code_reads_the_same_with_and_without_its_dot(code):
    assert dotted(plain(code)) == dotted(code.lower()) == code
    assert covers(plain(code)[:3], plain(code))


@given(st.sampled_from(sorted(TABLES.described())), st.dates(date(2016, 1, 1), date(2026, 11, 24)))
def test_a_code_is_judged_on_every_date_with_a_reason(bare, day):
    status = TABLES.status(bare, day)
    assert status.why
    assert status.billable or status.successors or status.kind == "not_yet"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("low back pain", "M54.5"),
        ("sciatica left side", "M54.32"),
        ("lumbago with sciatica right", "M54.41"),
        ("vertebrogenic low back pain", "M54.51"),
        ("chronic pain", "G89.29"),
        ("muscle spasm of back", "M62.830"),
        ("slipped disc", "M51.26"),
        ("low bakc pain unspecifed", "M54.50"),
        ("radiculopathy lumbar", "M54.16"),
        ("lumbar strain", "S39.012"),
    ],
)
def test_words_find_the_code_among_the_first_three(words, wanted):
    assert wanted in search(TABLES, TABLES.rules.search, words)[:3]


def test_words_that_are_like_nothing_find_nothing():
    assert search(TABLES, TABLES.rules.search, "zzyzx qwrt") == []


def test_an_entry_shows_notes_that_name_the_code_elsewhere():
    shown = entry(TABLES, "M54.50", APRIL)
    assert {note.at for note in shown.excludes1} >= {"M54.5", "M54", "block M50-M54"}
    assert "R52" in {note.at for note in shown.excluded_by}
    assert {code for note in shown.guide for code in note.codes} == {"M51.1", "M53.3"}
