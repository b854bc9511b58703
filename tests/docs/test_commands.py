"""The console commands of the front pages run in a fresh clone: each names a make target or an installed command."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.docs.markdown import console_lines

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
SCRIPTS = {
    script
    for file in ROOT.glob("*/pyproject.toml")
    for script in tomllib.loads(file.read_text()).get("project", {}).get("scripts", {})
}
TOOLS = {"python", "ruff", "mypy", "pre-commit"}
"""Commands of other packages in `.venv`."""
COMMANDS = [(page.name, line) for page in PAGES for line in console_lines(page.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_a_command_runs_with_nothing_activated(page: str, line: str) -> None:
    assert is_runnable(line), f"{page}: {line}"


def test_every_front_page_has_commands() -> None:
    assert {page for page, _ in COMMANDS} == {page.name for page in PAGES}


@pytest.mark.parametrize("line", ["make nothing", "alicloud-sandbox show", ".venv/bin/sandbox show", "pip install ."])
def test_a_command_that_does_not_run_is_noticed(line: str) -> None:
    assert not is_runnable(line)


def is_runnable(line: str) -> bool:
    """Return whether every word before the first option of `make` is a target, or the command is in `.venv/bin`."""
    command, *words = shlex.split(line)
    if command == "make":
        return all("=" in word or word in TARGETS for word in words)
    if command == "git":
        return True
    return command in {f".venv/bin/{name}" for name in SCRIPTS | TOOLS}
