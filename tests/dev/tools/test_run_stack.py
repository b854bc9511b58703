"""The projects of a stack, and their accounts. Not proved here: that the engine accepts them (tests/engine does)."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dev.tools import CHECKOUT, run_stack
from dev.tools.interrupted_update import InterruptedUpdate
from dev.tools.run_stack import StackRunner, account_of, projects_of

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


@dataclass
class FakeProject:
    """A project that records what is run on it."""

    interrupted: InterruptedUpdate
    recovery: int = 0
    runs: list[str] = field(default_factory=list)
    stack: str = "dev"
    name: str = "project"

    def interrupted_update(self) -> InterruptedUpdate:
        return self.interrupted

    def recover(self) -> subprocess.CompletedProcess[str]:
        self.runs.append("recover")
        return subprocess.CompletedProcess([], self.recovery)

    def pulumi_run(self, command: str, *_: str, **__: bool) -> subprocess.CompletedProcess[str]:
        self.runs.append(command)
        return subprocess.CompletedProcess([], 0)


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> StackRunner:
    monkeypatch.setattr(run_stack, "find_engine", lambda: Path("pulumi"))
    return StackRunner("dev", FOLDER)


def use(runner: StackRunner, *projects: FakeProject) -> None:
    runner.projects[:] = projects  # type: ignore[assignment]


def test_an_interrupted_update_is_recovered_first(runner: StackRunner, capsys: pytest.CaptureFixture[str]) -> None:
    project = FakeProject(InterruptedUpdate(pending=2))
    use(runner, project, other := FakeProject(InterruptedUpdate()))
    assert runner.refresh() == 0
    assert (project.runs, other.runs) == (["recover", "refresh"], ["refresh"])
    assert "was interrupted: 2 pending operations. Recovering ..." in capsys.readouterr().out


def test_nothing_is_run_while_a_create_is_unclear(runner: StackRunner) -> None:
    use(runner, project := FakeProject(InterruptedUpdate(pending=2), recovery=1))
    assert runner.refresh() == 1
    assert project.runs == ["recover"]


def test_an_update_that_runs_is_left_alone(runner: StackRunner, capsys: pytest.CaptureFixture[str]) -> None:
    use(runner, project := FakeProject(InterruptedUpdate(locked_by=(os.getpid(),))))
    assert (runner.refresh(), runner.cancel()) == (1, 1)
    assert project.runs == []
    assert f"Another update of the stack dev (project) runs: locked by process {os.getpid()}" in capsys.readouterr().err


def test_cancel_recovers_what_was_interrupted(runner: StackRunner, capsys: pytest.CaptureFixture[str]) -> None:
    use(runner, project := FakeProject(InterruptedUpdate(unreadable=True)), other := FakeProject(InterruptedUpdate()))
    assert runner.cancel() == 0
    assert (project.runs, other.runs) == (["recover"], [])
    use(runner, other)
    assert runner.cancel() == 0
    assert capsys.readouterr().out.endswith("Nothing to cancel: no update of the stack dev was interrupted.\n")


@pytest.mark.parametrize("command", ["up", "preview", "refresh", "destroy", "ping", "cancel"])
def test_an_unknown_stack_is_one_sentence_before_anything_is_installed(command: str) -> None:
    arguments = [sys.executable, "-m", "dev.tools.run_stack", command, "nope"]
    done = subprocess.run(
        arguments, cwd=CHECKOUT, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Invalid stack 'nope'; expected one of crossaccount, dev.\n"
