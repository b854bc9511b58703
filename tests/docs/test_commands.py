"""The console commands of every page name what exists, in a form that works with nothing activated.

tests/docs/test_fresh_clone.py runs those of README.md.
"""

import re
import subprocess
from pathlib import Path

import pytest

from dev.tools.pulumi_engine import find_cli
from tests.docs.console_commands import PULUMI, ROOT, problem
from tests.docs.markdown import console_lines

FRONT = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")]
PAGES = [*FRONT, *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("[a-z]*/README.md"))]
PIP = 'pip install "git+URL#subdirectory=sandbox"'


def commands_of(page: Path) -> list[tuple[str, str, list[str]]]:
    lines = console_lines(page.read_text("utf-8"))
    return [(str(page.relative_to(ROOT)), line, lines[:number]) for number, line in enumerate(lines)]


COMMANDS = [one for page in PAGES for one in commands_of(page)]


@pytest.mark.parametrize(
    ("page", "line", "earlier"), COMMANDS, ids=[f"{page}-{number}" for number, (page, *_) in enumerate(COMMANDS)]
)
def test_a_command_has_a_form_that_works(page: str, line: str, earlier: list[str]) -> None:
    assert problem(line, earlier) == "", f"{page}: {line}"


def test_the_front_pages_and_most_pages_of_docs_have_commands() -> None:
    pages = {page for page, *_ in COMMANDS}
    assert {page.name for page in FRONT} <= pages
    assert {"docs/sandbox.md", "docs/check.md", "docs/cross-account.md", "docs/upgrades.md"} <= pages


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("make nothing", "make has no nothing"),
        ("make up STAK=dev", "make has no STAK=dev"),
        ("make up STACK=nope", "nope is not a stack"),
        ("make test TESTS=tests/none", "tests/none does not exist"),
        ("alicloud-sandbox show", "alicloud-sandbox is not on PATH with nothing activated"),
        (".venv/bin/alicloud-sandbox shows", "alicloud-sandbox has no command shows"),
        (".venv/bin/alicloud-sandbox serve --limit today", "alicloud-sandbox serve has no --limit"),
        ('eval "$(.venv/bin/alicloud-sandbox env --acount x)"', "alicloud-sandbox env has no --acount"),
        ("python -m alicloud_sandbox show", "python outside .venv has no package of this project"),
        (".venv/bin/python -m dev.tools.none", "-m dev.tools.none is not a module of this project"),
        ("pip install ./none", "./none is not a distribution of this project"),
        ('pip install "git+URL#subdirectory=none"', "git+URL#subdirectory=none is not a distribution of this project"),
        ("pulumi apply", "pulumi apply is not in the table of commands"),
        ("pulumi -C nowhere up", "nowhere is not a project"),
        ("pulumi up --policies x", "--policies is not an option"),
        (".venv/bin/sandbox show", ".venv/bin/sandbox is not an installed command"),
    ],
)
def test_a_command_that_does_not_run_is_noticed(line: str, says: str) -> None:
    assert problem(line) == says


@pytest.mark.parametrize("line", ["alicloud-sandbox run --account user -- pulumi up --any", "alicloud-sandbox stop"])
def test_a_bare_command_works_after_its_installation(line: str) -> None:
    assert problem(line, [PIP]) == ""


def test_no_page_runs_a_module_outside_the_virtual_environment() -> None:
    pattern = re.compile(r"(?<![/\w])python3? -m (?:alicloud_|dev\.|policy_testkit)")
    pages = [page for page in PAGES if page.parent in (ROOT, ROOT / "docs")]
    assert {page.name: found for page in pages if (found := pattern.findall(page.read_text("utf-8")))} == {}


@pytest.mark.engine
@pytest.mark.parametrize("command", PULUMI, ids=" ".join)
def test_the_pulumi_cli_has_the_commands(command: tuple[str, ...]) -> None:
    cli = find_cli()
    if cli is None:
        pytest.skip("no Pulumi CLI on PATH or in ~/.pulumi/bin")
    done = subprocess.run([cli, *command, "--help"], capture_output=True, text=True, check=True, timeout=60)
    assert [option for option in PULUMI[command] if f"{option} " not in done.stdout] == []
