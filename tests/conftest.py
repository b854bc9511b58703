"""Options and reports of every test run.

- `--slow` selects the tests that are marked `slow`: they take seconds and add little assurance to the default run.
- Each run ends with one line per folder of tests.
- Property-based tests draw the same examples in every run; `HYPOTHESIS_PROFILE=explore make test` draws new ones.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

_SECONDS = {"engine": 3600, "slow": 1800}
_OTHER_SECONDS = 600
"""Time limits of tests, by marker; long enough for a machine with much other work."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--slow`."""
    parser.addoption(
        "--slow", choices=("skip", "also", "only"), default="skip", help="the tests marked slow (default: skip)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Give each test its time limit; beyond it, pytest-timeout fails the test and shows where it waits."""
    if item.config.pluginmanager.hasplugin("timeout") and not item.get_closest_marker("timeout"):
        seconds = next((limit for name, limit in _SECONDS.items() if item.get_closest_marker(name)), _OTHER_SECONDS)
        item.add_marker(pytest.mark.timeout(seconds))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests that `--slow` leaves out; a test that is named on the command line always runs."""
    choice = config.getoption("slow")
    if choice == "also" or any("::" in argument for argument in config.args):
        return
    chosen = [item for item in items if (item.get_closest_marker("slow") is not None) == (choice == "only")]
    if len(chosen) < len(items):
        config.hook.pytest_deselected(items=sorted(set(items) - set(chosen), key=lambda item: item.nodeid))
        items[:] = chosen


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests of each folder passed, failed or were skipped."""
    tiers: dict[str, Counter[str]] = {}
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.getreports(outcome):
            part = Path(str(report.nodeid).partition("::")[0]).parts[1:2]
            tiers.setdefault(part[0] if part else "?", Counter())[outcome] += 1
    terminalreporter.section("tiers")
    for tier, counts in sorted(tiers.items()):
        shown = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
        terminalreporter.write_line(f"{tier:<12}{shown}")
    if terminalreporter.config.getoption("slow") == "skip":
        terminalreporter.write_line("Slow tests are left out: make test-all runs them, too.")
