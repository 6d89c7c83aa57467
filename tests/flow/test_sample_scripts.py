"""Every bundled script, read as a transcript, ends with the checklist, code and alerts it was written for."""

from __future__ import annotations

import pytest

from scribe_app.visit import replay, samples
from scribe_app.visit.report import Report
from scribe_app.visit.watching import Options, visit_of

SAMPLES = samples.samples()
MADE: dict[int, Report] = {}


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.path.stem)
def case(request: pytest.FixtureRequest) -> tuple[samples.Sample, Report]:
    sample = request.param
    if sample.number not in MADE:
        MADE[sample.number] = replay.run(sample.script, Options(visit_of(sample.visit, "2026-03-02")))
    return sample, MADE[sample.number]


def test_checklist(case: tuple[samples.Sample, Report]) -> None:
    sample, made = case
    shown = {entry.element: entry.status for entry in made.checklist}
    assert {element: shown[element] for element in sample.expected.checklist} == sample.expected.checklist


def test_codes(case: tuple[samples.Sample, Report]) -> None:
    sample, made = case
    assert made.code.primary == sample.expected.code
    if sample.expected.tabular:
        assert made.code.tabular.primary == sample.expected.tabular


def test_alerts(case: tuple[samples.Sample, Report]) -> None:
    sample, made = case
    assert set(sample.expected.alerts) <= {alert.kind for alert in made.alerts}


def test_what_is_not_said_stays_silent(case: tuple[samples.Sample, Report]) -> None:
    sample, made = case
    findings = made.findings.model_dump()
    for path in sample.expected.silent:
        group, item = path.split(".")
        found = findings[group][item]
        assert found is None or found.get("status") == "not_assessed", path
