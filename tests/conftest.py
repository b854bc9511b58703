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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--slow`."""
    parser.addoption(
        "--slow", choices=("skip", "also", "only"), default="skip", help="the tests marked slow (default: skip)"
    )


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
