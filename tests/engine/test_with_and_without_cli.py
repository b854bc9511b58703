"""`make up` and `make destroy` on one sandbox, with and without the engine: no doubles, nothing left over."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.tools import run_stack
from dev.tools.run_stack import StackRunner
from tests.engine.conftest import Deployment

NOTHING: dict[str, dict[str, object]] = {"resource": {}, "user": {}}


def counts(folder: Path) -> dict[str, int]:
    """Return how many resources of each kind the sandbox has."""
    return {kind: len(rows) for kind, rows in Deployment(folder).show()["resource"].items()}


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Undo it to have the engine again."""
    with monkeypatch.context() as without:
        yield without


def test_a_stack_changes_from_no_engine_to_the_engine_and_back(
    tmp_path: Path, engine: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    runner = StackRunner("dev", tmp_path)
    engine.setattr(run_stack, "find_engine", lambda *, install=False: None)
    assert runner.up() == 0
    alone = counts(tmp_path)
    assert alone["instance"] == 2
    engine.undo()

    assert runner.up() == 0
    assert "Deleted what was created without the engine" in capfd.readouterr().out
    with_engine = counts(tmp_path)
    assert (with_engine["instance"], with_engine["vpc"], with_engine["eni"]) == (2, alone["vpc"], alone["eni"])
    assert not runner.engine_free.file.exists()

    engine.setattr(run_stack, "find_engine", lambda *, install=False: None)
    for command in ("up", "destroy", "preview", "refresh"):
        assert getattr(runner, command)() == 2
        assert f"`make {command}` needs the Pulumi engine" in capfd.readouterr().err
    assert counts(tmp_path) == with_engine
    engine.undo()

    runner.projects[-1].execute([sys.executable, "-m", "alicloud_sandbox", "reset"])
    assert Deployment(tmp_path).show() == NOTHING
    assert runner.up() == 0
    assert counts(tmp_path) == with_engine

    assert runner.destroy() == 0
    assert Deployment(tmp_path).show() == NOTHING
    capfd.readouterr()
    assert runner.destroy() == 0
    assert capfd.readouterr().out == "Nothing to destroy: the stack dev does not exist in the sandbox.\n"


@pytest.mark.parametrize("stack", ["dev", "crossaccount"])
def test_a_stack_of_a_reset_sandbox_can_be_destroyed(tmp_path: Path, stack: str) -> None:
    runner = StackRunner(stack, tmp_path)
    assert runner.up() == 0
    runner.projects[-1].execute([sys.executable, "-m", "alicloud_sandbox", "reset"])
    assert runner.destroy() == 0
    assert Deployment(tmp_path).show() == NOTHING
    assert [project.has_resources() for project in runner.projects] == [False] * len(runner.projects)
