"""`make up` and `make destroy` without an engine, on a real sandbox.

With the engine: tests/engine/test_with_and_without_cli.py.
"""

import json
import sys
from pathlib import Path

import pytest

from dev.tools import run_stack
from dev.tools.engine_free_run import EngineFreeRun
from dev.tools.run_stack import StackRunner
from dev.tools.sandbox_stack import SandboxStack, StackError

pytestmark = pytest.mark.slow

CREATE = """
from alicloud_ipv6._api.openapi import OpenApi
print(OpenApi("cn-beijing").call("Vpc", "CreateVpc")["VpcId"])
"""


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StackRunner:
    """The dev stack on its own sandbox, on a machine with no Pulumi CLI and no network."""
    monkeypatch.setattr(run_stack, "find_engine", lambda *, install=False: None)
    monkeypatch.setattr(run_stack, "missing_part", lambda: "no Pulumi CLI is on PATH")
    return StackRunner("dev", tmp_path)


def create_vpc(stack: SandboxStack) -> str:
    """Create a VPC that no stack has."""
    return stack.run(sys.executable, "-c", CREATE).stdout.strip()


def test_destroy_without_a_stack_deletes_nothing(runner: StackRunner, capfd: pytest.CaptureFixture[str]) -> None:
    vpc = create_vpc(runner.projects[-1])
    assert runner.destroy() == 0
    assert capfd.readouterr().out == "Nothing to destroy: the stack dev does not exist in the sandbox.\n"
    assert runner.engine_free.existing() == {vpc}


@pytest.mark.slow
def test_destroy_deletes_what_an_up_without_an_engine_created(
    runner: StackRunner, capfd: pytest.CaptureFixture[str]
) -> None:
    assert runner.up() == 0
    created = runner.engine_free.existing()
    assert runner.up() == 0
    assert runner.engine_free.existing() == runner.engine_free.recorded() == created
    assert runner.destroy() == 0
    assert f"Deleted what was created without the engine: {len(created)} resources.\n" in capfd.readouterr().out
    assert runner.engine_free.existing() == set()
    assert not runner.engine_free.file.exists()
    assert runner.ping() == 1


def test_what_others_created_is_never_deleted(tmp_path: Path) -> None:
    run = EngineFreeRun(SandboxStack(tmp_path))
    run.record(run.existing())
    before = run.existing()
    mine = create_vpc(run.stack)
    run.record(before)
    other = create_vpc(run.stack)
    with pytest.raises(StackError, match=f"which has 1 other resources \\(such as {other}\\)"):
        run.remove()
    assert run.existing() == {mine, other}
    assert json.loads(run.file.read_text()) == [mine]


def test_a_sandbox_that_was_reset_has_nothing_to_delete(tmp_path: Path) -> None:
    run = EngineFreeRun(SandboxStack(tmp_path))
    create_vpc(run.stack)
    run.record(set())
    run.stack.execute([sys.executable, "-m", "alicloud_sandbox", "reset"])
    other = create_vpc(run.stack)
    run.remove()
    assert run.existing() == {other}
    assert not run.file.exists()


def test_without_a_cli_the_engines_stack_is_not_touched(runner: StackRunner, capfd: pytest.CaptureFixture[str]) -> None:
    vpc = create_vpc(runner.projects[-1])
    state = runner.projects[-1].folder / "pulumi" / ".pulumi" / "stacks" / "ipv6-eni" / "dev.json"
    state.parent.mkdir(parents=True)
    state.write_text(json.dumps({"checkpoint": {"latest": {"resources": [{}]}}}))
    for command in ("up", "destroy", "preview", "refresh"):
        assert getattr(runner, command)() == 2
        said = capfd.readouterr()
        assert said.out == ""
        assert said.err.startswith(f"`make {command}` needs the Pulumi engine, but no Pulumi CLI is on PATH; ")
        assert said.err.count("\n") == 1
    assert runner.engine_free.existing() == {vpc}


@pytest.mark.parametrize("command", ["preview", "refresh"])
def test_without_a_cli_the_check_is_named(runner: StackRunner, capfd: pytest.CaptureFixture[str], command: str) -> None:
    assert getattr(runner, command)() == 2
    assert "`make check`" in capfd.readouterr().err
