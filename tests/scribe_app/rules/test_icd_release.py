"""The code tables can be made again from the official list, and from a newer one."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from scribe_app.errors import Refusal
from scribe_app.rules.icd_release import BUNDLED_RELEASE, PACK, build, bundled_tabular, main
from structuring.coding.excludes import between
from structuring.coding.table_rules import TableRules
from structuring.coding.tables import Tables

NEWER = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2028</version><chapter><name>13</name>
<section id="M50-M54"><desc>Other dorsopathies (M50-M54)</desc>
<excludes1><note>discitis NOS (M46.4-)</note></excludes1>
<diag><name>M54</name><desc>Dorsalgia</desc>
  <diag><name>M54.5</name><desc>Low back pain</desc>
    <excludes1><note>lumbago with sciatica (M54.4-)</note></excludes1>
    <diag><name>M54.52</name><desc>Low back pain of a new kind</desc></diag>
  </diag>
  <diag><name>M54.4</name><desc>Lumbago with sciatica</desc></diag>
</diag></section></chapter></ICD10CM.tabular>
"""


def rules() -> TableRules:
    return TableRules.model_validate(tomllib.loads((PACK / "coding_tables.toml").read_text(encoding="utf-8")))


def test_the_tables_are_those_of_the_official_list():
    if importlib.util.find_spec("simple_icd_10_cm") is None:
        pytest.skip("simple-icd-10-cm, which carries the official list, is not installed")
    source = bundled_tabular()
    made = build(source.read_bytes(), source.name, BUNDLED_RELEASE, list(rules().scope))
    assert made == json.loads((PACK / "icd10cm.json").read_text(encoding="utf-8"))


def test_a_newer_list_can_be_loaded(tmp_path: Path):
    (tmp_path / "tabular.xml").write_text(NEWER, encoding="utf-8")
    target = tmp_path / "icd10cm.json"
    assert main([str(tmp_path / "tabular.xml"), "--release", "ICD-10-CM 2028", "--out", str(target)]) == 0
    tables = Tables(target.read_text(encoding="utf-8"), rules())
    day = date(2027, 10, 1)
    assert (tables.release, len(tables.sha256)) == ("ICD-10-CM 2028", 64)
    assert tables.status("M54.52", day).billable
    assert tables.description("M54.52") == "Low back pain of a new kind"
    found = between(tables, "M54.52", "M54.4", day)
    assert found and found.at == "M54.5"


@pytest.mark.parametrize("text", ["", "<html></html>", "not xml"])
def test_what_is_no_tabular_list_is_refused_and_nothing_is_written(tmp_path: Path, text: str, capsys):
    (tmp_path / "tabular.xml").write_text(text, encoding="utf-8")
    target = tmp_path / "icd10cm.json"
    assert main([str(tmp_path / "tabular.xml"), "--release", "x", "--out", str(target)]) == 2
    assert not target.exists() and "Traceback" not in capsys.readouterr().err


def test_a_list_must_be_given_the_name_of_its_release(tmp_path: Path, capsys):
    (tmp_path / "tabular.xml").write_text(NEWER, encoding="utf-8")
    assert main([str(tmp_path / "tabular.xml"), "--out", str(tmp_path / "out.json")]) == 2
    assert "--release" in capsys.readouterr().err


def test_a_list_whose_codes_do_not_nest_is_refused():
    with pytest.raises(Refusal, match="below"):
        build(NEWER.replace("M54.52", "M99.52").encode(), "odd.xml", "x", ["M"])
