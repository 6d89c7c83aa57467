"""The sample practice: the same every time, alive in every figure, and imported without a remark."""

import json

import pytest

from scribe_app import cli
from scribe_app.billing import figures, reproduce, sample
from scribe_app.billing.figures import Query
from scribe_app.billing.ledger import Ledger


@pytest.fixture(scope="module")
def practice():
    with Ledger.throwaway() as book:
        sample.load(book)
        yield book


def test_it_is_the_same_every_time(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        sample.write(tmp_path / name, sample.practice())
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_its_files_import_without_a_remark(practice):
    imports = practice.imports()
    assert len(imports) == 1 + len(sample.practice().payer)
    assert all(not practice.remarks(row.id) and not row.rejected for row in imports)


def test_two_years_with_every_figure_alive(practice):
    made = figures.report(practice, Query(before_after=sample.practice().scribe_since), synthetic=True)
    assert len(made.months) == 24
    assert len(made.payers) == len(sample.practice().payer)
    for figure in made.overall.figures:
        assert figure.n >= 10 and figure.value
    before, after = made.before_after
    assert before.figure("denial_rate").value > after.figure("denial_rate").value


def test_its_payers_deny_for_what_the_notes_lack(practice):
    assert {gap.line for gap in figures.gaps(practice)[:4]} == sample.DENIED_FOR


def test_its_totals_stand_in_sql_too(practice):
    assert reproduce.differences(practice, Query()) == []


def test_the_command_prints_figures_with_parts_and_definitions(capsys):
    assert cli.main(["metrics", "--demo"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("SAMPLE PRACTICE")
    assert "Denied on first adjudication" in text and "HFMA" in text and "Before and after" in text


def test_json_holds_the_same_numbers(capsys):
    assert cli.main(["metrics", "--demo", "--json", "--payer", "uhc"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["form"], made["synthetic"], len(made["payers"])) == ("lumbar-metrics/1", True, 1)
    assert sum(group["claims"] for group in made["months"]) == made["overall"]["claims"]
