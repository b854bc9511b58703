"""A command in a session of its own, and its end."""

import os
from pathlib import Path

import pytest

from dev.soak.engine_run import EngineRun, session_members
from dev.tools.processes import TimeLimitError
from tests.waiting import until

TWO = ["sh", "-c", "setsid --fork true; sleep 600 & echo started; wait"]


def start(tmp_path: Path, command: list[str]) -> tuple[EngineRun, Path]:
    output = tmp_path / "out"
    run = EngineRun(command, os.environ, output)
    until(lambda: "started" in output.read_text(), "the start")
    return run, output


def test_a_kill_ends_everything_of_the_session(tmp_path: Path) -> None:
    run, _ = start(tmp_path, TWO)
    assert not run.ended
    run.kill()
    assert run.ended
    assert run.wait(1) < 0


def test_a_kill_of_the_cli_alone_lets_the_rest_end_by_itself(tmp_path: Path) -> None:
    run, output = start(tmp_path, ["sh", "-c", "sh -c 'sleep 0.3; echo noticed' & echo started; wait"])
    run.kill_cli(patience=10)
    assert output.read_text() == "started\nnoticed\n"


def test_a_kill_of_the_cli_alone_does_not_wait_forever(tmp_path: Path) -> None:
    run, _ = start(tmp_path, TWO)
    run.kill_cli(patience=0.1)
    assert run.wait(1) < 0


def test_a_run_that_does_not_end_is_killed(tmp_path: Path) -> None:
    run, _ = start(tmp_path, TWO)
    with pytest.raises(TimeLimitError, match=r"has not ended in 0\.1 s"):
        run.wait(0.1)
    assert run.ended


def test_the_members_of_a_session_are_its_living_processes() -> None:
    assert os.getpid() in session_members(os.getsid(0))
