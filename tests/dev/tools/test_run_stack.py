"""The projects of a stack, and their accounts. Not proved here: that the engine accepts them (tests/engine does)."""

import subprocess
import sys
from pathlib import Path

import pytest

from dev.tools import CHECKOUT
from dev.tools.run_stack import account_of, projects_of

FOLDER = Path("/nowhere")


def test_the_dev_stack_is_one_project_of_the_resource_account() -> None:
    (project,) = projects_of("dev", FOLDER)
    assert (project.name, project.account) == ("project", "resource")
    assert (project.source / "Pulumi.dev.yaml").exists()


def test_the_crossaccount_stack_begins_with_the_role_in_the_user_account() -> None:
    role, stack = projects_of("crossaccount", FOLDER)
    assert (role.source.name, role.account) == ("role", "user")
    assert (role.source / "Pulumi.yaml").exists()
    assert (stack.name, stack.account) == ("project", "resource")
    assert role.name != stack.name


def test_a_ping_uses_the_account_of_the_instance() -> None:
    outputs = {"instances": [{"accountId": "1000000000000001"}, {"accountId": "1000000000000002"}, {}]}
    assert [account_of(outputs, number) for number in (1, 2, 3, 4)] == ["resource", "user", "resource", "resource"]


@pytest.mark.parametrize("command", ["up", "preview", "refresh", "destroy", "ping"])
def test_an_unknown_stack_is_one_sentence_before_anything_is_installed(command: str) -> None:
    arguments = [sys.executable, "-m", "dev.tools.run_stack", command, "nope"]
    done = subprocess.run(
        arguments, cwd=CHECKOUT, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Invalid stack 'nope'; expected one of crossaccount, dev.\n"
