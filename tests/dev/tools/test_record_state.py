"""The command. Not proved here: a recording itself, which needs an engine; tests/upgrade previews those there are."""

import subprocess
import sys

import pytest

from dev.tools import CHECKOUT
from dev.tools.record_state import refuse


def test_a_state_with_a_secret_is_refused_without_showing_it() -> None:
    refuse('{"password": "hidden"}', ["s3cret"])
    with pytest.raises(ValueError, match="secret of the sandbox") as refused:
        refuse('{"password": "s3cret"}', ["other", "s3cret"])
    assert "s3cret" not in str(refused.value)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dev.tools.record_state", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)


def test_help_has_an_example() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "python -m dev.tools.record_state dev" in done.stdout


def test_an_unknown_stack_is_named_with_those_there_are() -> None:
    done = run("prod")
    assert done.returncode == 2
    assert "invalid stack 'prod'; expected one of dev, crossaccount-assumed-role" in done.stderr


def test_without_a_cli_it_says_so() -> None:
    done = run(PATH="/nowhere", PULUMI_HOME="/nowhere")
    assert done.returncode == 2
    assert "needs a Pulumi CLI on PATH" in done.stderr
