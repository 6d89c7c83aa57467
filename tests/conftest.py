"""Where a part of the machine is missing (Qt's libraries), the tests that need it skip and say what is missing."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from scribe_app import display, system

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
NO_QT = display.missing_toolkit()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A window is held to the time in which it answers."""
    for item in items:
        if item.path.parent.name == "window":
            item.add_marker(pytest.mark.alone)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    if NO_QT and not pluginmanager.hasplugin("pytest-qt"):
        parser.addini("qt_log_level_fail", "read by pytest-qt, which is absent here")
        parser.addini("qt_log_ignore", "read by pytest-qt, which is absent here")


if NO_QT:

    def pytest_configure(config: pytest.Config) -> None:
        for name in ("qt_log_ignore", "qt_log_level_fail", "qt_no_exception_capture"):
            config.addinivalue_line("markers", f"{name}: read by pytest-qt, which is absent here")

    @pytest.fixture
    def qtbot() -> None:
        pytest.skip(NO_QT)

    @pytest.fixture
    def qapp() -> None:
        pytest.skip(NO_QT)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, object]:
        report = yield
        if report.failed and _lacks_qt(str(report.longrepr)):
            report.outcome = "skipped"
            report.longrepr = (str(collector.path), 0, f"Skipped: {NO_QT}")
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
        try:
            return (yield)
        except ImportError as fault:
            if _lacks_qt(repr(fault)):
                pytest.skip(NO_QT)
            raise


else:

    @pytest.fixture(scope="session", autouse=True)
    def one_application(qapp: object) -> None:
        """Qt allows one application in a process: it is the window's, before a PDF makes a smaller one."""


def _lacks_qt(text: str) -> bool:
    return "ImportError" in text and any(library in text for library in system.WINDOW)
